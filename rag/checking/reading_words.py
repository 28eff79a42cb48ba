"""Words that the reading of a sentence goes by: which say nothing, which deny, which tell how sure."""

import re

from corpus.words import words
from rag.terms import base, stem

FUNCTION_WORDS = frozenset(
    words(
        """
    a an the this that these those there here it its he she they him her them his hers their theirs
    we us our you your i me my himself herself itself themselves of in on at by for from to with
    into onto upon over under about between among through during since until till as than via per
    and or but nor so yet if while whereas although though when where what which who whom whose why
    how is are was were be been being am do does did done doing have has had having will would can
    could may might shall should must not no any all both each every some such same too very
    just also then once again another other one ones ll ve re d s t m ve't let rather quite even
    wo sha mostly still already now only up down out off along away across against around because however
    meanwhile amid both either neither whether within without toward towards besides despite
    according per versus vs etc eg ie get got gets getting become became becomes much many
    most least few several lot lots bit ever excluding barring except excepting
    """
    )
)


NEGATORS = frozenset(
    words(
        """
    not no never none nobody nothing neither nor without hardly barely scarcely rarely seldom
    cannot unlikely least lack lacks lacked lacking deny denies denied denying refuse refuses refused
    doubt doubts doubted fail fails failed failing unable unwilling nowhere excluding barring
    impossible implausible improbable absent
    """
    )
)


TURNING = frozenset(
    words(
        """
    avoid avoids avoided avoiding reject rejects rejected stop stops stopped prevent prevents
    prevented dismiss dismissed dismisses unless instead abandon abandons abandoned drop drops
    dropped dropping scrap scraps scrapped cancel cancels cancelled shelve shelves shelved skip skips skipped
    oppose opposes opposed forgo forgoes
    """
    )
)
"""Words whose object may be told as denied or not."""


PLAIN_NEGATORS = frozenset(
    words("not no never none nobody nothing neither nor without cannot excluding barring")
)


NOBODY = frozenset(words("none nobody neither"))
"""Behind these every verb is denied, also a plain one of speech."""


NO_NEGATION = re.compile(
    r"\b(?:not only|no doubt|no wonder|nothing but|not least|no later than|no less than|no fewer than|"
    r"no more than|no earlier than|non-|if not|at least|without doubt|last but not least|whether or not|"
    r"never mind|(?:not|never|cannot|\w+n't|refus\w+ to|declin\w+ to)\s(?:\w+\s){0,2}?rul(?:e|es|ed|ing) out|"
    r"(?:not|\w+n't)\s(?:\w+\s)?be (?:too |that |much )?surprised (?:if|to see)|(?:not|never|un)\s?seen since|"
    r"not just|not merely|benefit of the doubt)\b",
    re.IGNORECASE,
)


FAR_FROM = re.compile(
    r"\b(?:far from|yet to|anything but|rather than|instead of|as opposed to|rul(?:e|es|ed|ing) out|"
    r"(?:st[ao]p|f[ae]ll)(?:s|ped|ping|ing|en)? short of(?= \w+ing\b)|(?<!the )(?<!a )(?<!this )(?<!its "
    r")(?<!their )(?<!further )declin(?:e|es|ed|ing) to(?! (?:about|around|nearly|roughly|just|only|an?|the|its|"
    r"their|below|above|under|as)\b)(?= [a-z])|"
    r"(?:st[ao]p(?:s|ped|ping)?|ceas(?:e|es|ed|ing)|quit)(?= \w+ing\b)|"
    r"too (?!(?:much|many|little|few|far)\b)\w+ (?:for (?:\w+ ){1,5}?)?to|reluctan\w+ to|little(?= changed)|"
    r"few(?= (?:\w+ )?(?:had |have )?(?:expected|predicted|foresaw|foreseen|forecast|anticipated)\b)|"
    r"surprised (?:if|to see)|question(?:s|ed|ing)? (?:whether|if)|not convinced(?: that)?|(?:advis\w+|warn\w*|"
    r"argu\w+|caution\w*|decid\w+) against)\b",
    re.I,
)


DENIED_BEFORE = re.compile(
    r"\b(?:is|are|was|were|remains?|be|been|being|taken|took)\s(?:now\s|firmly\s|already\s|completely\s)?"
    r"(?:off the (?:table|cards|agenda|menu)|out of the question|ruled out|a non-starter|dead)\b",
    re.IGNORECASE,
)
"""Phrases that deny what stands before them: `a rights issue is off the table`."""
TURNED_AWAY = re.compile(
    r"\b(?:out of|away from|g[ai]ve?n? up|giving up|clear of|opposed to)\b",
    re.IGNORECASE,
)
"""Phrases that turn away from what follows, as the words of `TURNING` do."""


LIGHT = frozenset(
    words(
        """
    have has had having been be being do does did yet fully really very enough any sign signs
    evidence reason reasons need needs plan plans intend intends intention further particularly
    especially completely entirely necessarily quite longer even ever likely going about expect
    expects expected think thinks thought believe believes believed say says said tell tells told
    see sees seen saw want wants wanted way far so too much many more most such as the a an to of
    in on at for by with its their his her this that these those is are was were will would can
    could may might should must all both each every one it he she they there simply just also
    make makes made making get gets got take takes took taken come comes came one two three four
    five six seven eight nine ten eleven twelve
    """
    )
)


POSSIBLE = frozenset(
    words(
        """
    may might could can possible possibly perhaps potential potentially maybe chance if
    should would unless possibility whether door
    """
    )
)


WILL = frozenset(
    words(
        """
    will shall ll wo sha going expect expects expected expecting forecast forecasts predict
    predicts predicted project projects projected anticipate anticipates anticipated see sees
    foresee foresees likely likelier probable probably plan plans planned planning set due next
    coming future upcoming target targets hope hopes hoped bet bets estimate estimates outlook ahead
    prospect prospects until
    prepare prepares preparing prepared consider considers considering weigh weighs weighing
    aim aims seek seeks seeking reckon reckons think thinks believe believes to
    """
    )
)


_FORMS = {
    form: line.split()[0]
    for line in """
unwind unwound
sell sold
tell told
think thought
find found
hear heard
stand stood
understand understood
send sent
spread spread
run ran
see saw seen
go went gone
do did done
cut cut
let let
put put
set set
hit hit
quit quit
wind wound
hold held
catch caught
teach taught
forecast forecast
leap leapt
meet met
know knew known
fight fought
fly flew flown
get got gotten
shake shook shaken
wear wore worn
hang hung
hide hid hidden
shoot shot
steal stole stolen
sweep swept
wake woke
arise arose arisen
uphold upheld
undertake undertook undertaken
undergo underwent undergone
rebuild rebuilt
resell resold
repay repaid
withhold withheld
withstand withstood
overcome overcame
oversee oversaw overseen
burn burnt
cling clung
creep crept
sleep slept
bleed bled
breed bred
flee fled
speed sped
spring sprang sprung
tear tore torn
tread trod
easy easier easiest
early earlier earliest
heavy heavier heaviest
risky riskier riskiest
worry worried worries
wary warier
steady steadier
broad broader broadest
steep steeper
flat flatter
wide wider widest
""".strip().splitlines()
    for form in line.split()
}
"""Forms that no stemmer knows, by form."""


def to_term(low: str) -> str:
    """The stem under which a word is compared."""
    return base(stem(_FORMS.get(low, low)))


SAID = frozenset(words("said wrote told added noted promised announced pledged stated"))
"""Behind these `would` is a `will` that is retold."""


_UNCHANGED = frozenset(words("cut let put set hit quit spread forecast"))
"""Forms that are past and present."""
_PAST_FORMS = (
    (frozenset(_FORMS) - frozenset(_FORMS.values()))
    | _UNCHANGED
    | frozenset(
        words(
            """
    rose risen fell fallen grew grown sank sunk slid lost shrank shrunk swung bought held led left wrote
    spoke began broke drove drew withdrew threw froze chose kept paid spent built brought sought won
    gave took came became overtook shown beat spun stuck struck dealt lent felt meant foresaw
    broken driven drawn withdrawn thrown frozen chosen spoken written begun given taken overtaken stolen swollen
    """
        )
    )
)


def is_past(low: str) -> bool:
    """Whether a form tells of what was done."""
    return low.endswith("ed") or low in _PAST_FORMS


def is_only_past(low: str) -> bool:
    """Whether a form tells of what was done and of nothing else; `cut` may be to come."""
    return is_past(low) and low not in _UNCHANGED
