"""Words by which a question asks: what they show is its kind; none of them is its subject."""

import re

ASKS = frozenset(
    """
    advise advised advises advising agree agreed agrees argue argued argues bearish believe
    believed believes bullish call called calls caution cautioned cautious change changed changes
    comment commented consider considers cut describe described describes differ differs disagree
    disagreed disagrees doubt doubts downgrade downgraded estimate estimated estimates expect
    expected expects explain explained favor favors favour favours feel feels flag flagged forecast
    forecasts highlight highlighted hold holds like likes lower lowered made make makes mean means
    mention mentioned negative note noted optimistic pessimistic point pointed positive predict
    predicted predicts prefer prefers project projected projects raise raised rate rated rates
    rating reckon reckoned reckons recommend recommended recommending recommends regard regards said say
    saying says see sees shift shifted stress stressed suggest suggested suggests talk talked tell
    telling tells think thinks thought told upgrade upgraded view views want wants warn warned
    warns worried worries worry write wrote
    """.split()
)
"""What a speaker does, or is, in a question about a view."""
VIEW_NOUNS = frozenset(
    """
    advice analyst analysts argument call case comment comments economist economists estimate
    estimates expectation expectations forecast forecasts mind note opinion opinions outlook
    position prediction quote rating read reading reason reasoning recommendation report research stance
    strategist strategists take target team thoughts view views warning
    """.split()
)
"""What a speaker has, or is there to give."""
FRAME = frozenset(
    """
    according across advice ago agree agrees amount analyst analysts answer anybody anyone argue
    argument article articles attitude bank banks bearish behind believe both broker brokers
    bullish buy buying call called carried carry caution cautious change changed changes comment
    comments compare comparison conference considered current currently day describe detail did
    differ difference different differently disagree disagrees do drive drives driving economist
    economists estimate everyone expect expectation expected expert experts explain explanation far
    favor favour feel figure firm firms forecast gave give given happen happened investor investors
    kind latest level like long made make many market-view mean mention mind much negative news
    newspaper newspapers note now number often ok okay opinion optimistic outlet outlets outlook
    people percent percentage pessimistic please point position positive predict prefer print
    printed project publish published question quote quoted ran rating reason reasons recent
    recently recommend recommendation regard report reported reports run said say saying see sell
    share shift shifted since somebody someone sort source sources speaker speakers stance
    statement statements stories story strategist strategists take tell telling thank thanks thing
    things think thought time today told turn turned neutral undecided versus view vs way which who worried worry
    write wrote right back warn warned warning advise advised head heading chief cio ceo cfo governor
    officer call make want wants acc end versus vs
    next convinced convince sold keen read reckon reckoned reckons still sound sounded sounds
    """.split()
)
"""Words that frame a question; what is left of it is its subject."""
MEASURING = frozenset(
    """
    analyst analysts bank banks broker brokers economist economists estimate estimates expect
    expectation expectations expected forecast forecasts investor investors next outlook predict project
    projected share strategist strategists
    """.split()
)
"""Words of `FRAME` that belong to the subject where a figure is asked for: whose, and of what."""
QUESTION_WORDS = frozenset(
    """
    what who whom whose which when where why how is are was were do does did has have had can could
    will would should may might must and or but in on at by for from to of with as if the a an
    according compare tell give list show name explain i any since after before during per not it
    its what's who's where's how's when's why's that's it's there's ok okay thanks
    """.split()
)
"""What a question begins with; with a capital letter none of them is a name."""
NUMBER_QUESTION = re.compile(
    r"\bhow (?:much|many|far|high|low|big|large|long|often|deep|strong)\b|\bby how\b"
    r"|\bwhat (?:share|percentage|percent|proportion|fraction|level|price|number|figure|rate|gain|"
    r"return|intraday|target)\b|\bat what\b"
    r"|\bwhat(?: is| was| were| are|['’]s) (?:the |its )?(?:[\w-]+ ){0,2}?(?:level|close|gain|rate|price|share|yield|"
    r"return|target|ratio|increase|rise|fall|drop|loss|profit|revenue|cost|range|projection|guidance|dividend|income|"
    r"spread|premium|deficit|surplus|valuation|eps)\b"
    r"|^(?!.*\b(?:think|say|said|views?|take|opinion|stance|about|on|of)\b).*"
    r"\b(?:margins?|revenues?|eps|profits?|yield|dividend|price|rate|range)\W*$"
    r"|\b(?:projection|guidance) for\b|\b(?:all-time|record) (?:high|low)\b"
    r"|\b(?:which|what) (?:percentile|decile|quarter|month|year|week|day|date|age)\b"
    r"|\bin (?:us )?dollars\b|\bin percent\b"
    r"|\bwhere did .{1,60}\b(?:close|end|finish|settle|trade|open|stand)\b",
    re.IGNORECASE,
)
COUNT = re.compile(
    r"\bhow many (?:\w+ ){0,2}(?:outlets?|sources?|papers?|newspapers?|articles?|stories|publications?|"
    r"publishers?|reports?|sites?|media)\b|\bin how many\b",
    re.IGNORECASE,
)
WHO_NOUN = re.compile(
    r"\b(?:who|which|what (?:do|did|are|have)) (?:\w+ ){0,3}?(?:banks?|analysts?|strategists?|brokers?|wall street|"
    r"firms?|economists?|houses?|experts?|people|speakers?|brokerages?|institutions?|managers?|officials?|"
    r"policymakers?|governors?|members|investors?|funds?|executives?)\b",
    re.IGNORECASE,
)
COMPARE = re.compile(
    r"\bcompare|\bcomparison\b|\bversus\b|\bvs\b|\bdiffer|\b(?:dis)?agree\b|\bcontrast",
    re.IGNORECASE,
)
BOTH_TIMES = re.compile(
    r"\bmoved on\b|\b(?:old and new|new and old|then and now|now (?:and|vs\.?|versus) (?:then|before))\b"
    r"|\bbefore and after\b(?=\W*$)",  # "before and after the election" asks for no change of view
    re.IGNORECASE,
)
"""Words of a question about a change that are no part of its subject."""
CHANGE = re.compile(
    r"\bchang\w+|\b(?:shift|turn)ed\b|\bevolv\w+|\brevis(?:ed|e) (?:its|his|her|their)\b"
    r"|^\W*(?:did|has|have)\b.{1,60}\b(?:up|down)grade[ds]?\b(?! of)"
    r"|\b(?:become|became|grown|got|gotten|turned) (?:more|less)\b"
    r"|\bwhat (?:has )?happened to .{1,60}\b(?:rating|target|view|stance|forecast|call|estimate)s?\b"
    r"|\bhow (?:has|have|did|does) .{1,60}\b(?:target|forecast|estimate|view|call|rating|stance)s? .{0,30}?\bmoved?\b"
    rf"|\bhow (?:has|have|did) .{{1,60}}\bmoved on\b|{BOTH_TIMES.pattern.partition('|')[2]}"
    r"|\bover time\b|\bstill\b.{0,40}\bas (?:it|he|she|they)\b|\bdifferent from\b",
    re.IGNORECASE,
)
POSITIVE = re.compile(
    r"\b(?:bullish|optimistic|positive|upbeat|constructive|confident|hopeful|overweight|in favou?r)\b",
    re.IGNORECASE,
)
NEGATIVE = re.compile(
    r"\b(?:bearish|pessimistic|negative|cautious|wary|sceptical|skeptical|worried|concerned|doubtful|"
    r"underweight|warn\w*|caution\w*|nervous|doubts?|critical|gloomy)\b",
    re.IGNORECASE,
)
NEUTRAL = re.compile(r"\b(?:neutral|on the fence|undecided|equal[- ]weight|market perform)\b", re.I)
ASKS_BUY = re.compile(
    r"\b(?:rates?|rated|rating|ratings|has|have|on)\b.{0,40}\b(?:buy|outperform|accumulate)\b"
    r"|\bbuy (?:rating|recommendation)s?\b"
    r"|\bwho(?: else)? (?:is|are|['’]s|would be) (?:buying|adding)\b",
    re.IGNORECASE,
)
ASKS_SELL = re.compile(
    r"\b(?:rates?|rated|rating|ratings|has|have|on)\b.{0,40}\b(?:sell|underperform|reduce)\b"
    r"|\bsell (?:rating|recommendation)s?\b"
    r"|\bwho(?: else)? (?:is|are|['’]s|would be) (?:selling|reducing|trimming)\b",
    re.IGNORECASE,
)
ASKS_HOLD = re.compile(
    r"\b(?:rates?|rated|rating|ratings|has|have|on)\b.{0,40}\bhold\b(?! rates)|\bhold (?:rating|recommendation)s?\b",
    re.IGNORECASE,
)
"""The rating that a question asks for those who give it."""
BOTH_SIDES = re.compile(
    r"\bwho (?:is|are|does|do)(?: not|n['’]t)\b|\bwho['’]s not\b|\band who (?:disagrees?|doubts?)\b",
    re.IGNORECASE,
)
"""Behind a question for one side: those of the other."""

LIKES = re.compile(r"\b(?:likes?|favou?rs?|recommends?|prefers?|loves?|bulls?)\b", re.IGNORECASE)
DISLIKES = re.compile(r"\b(?:dislikes?|avoids?|avoiding|against|bears?)\b", re.IGNORECASE)
"""What somebody does who is for or against, where the question asks who."""


def asks_both_sides(question: str) -> bool:
    """Whether it asks for those who are for as well as for those who are against."""
    mood = POSITIVE.search(question) or NEGATIVE.search(question)
    both = POSITIVE.search(question) and NEGATIVE.search(question)
    return bool(both or (mood and BOTH_SIDES.search(question, mood.end())))
