"""Question to plan: who is asked about, on what, when, in which outlet, and in what kind of way.

Firms and persons are speakers where the question has them think or say something; otherwise they are
names that the evidence must hold. What a follow-up leaves out is taken over from the history.
"""

import re
from collections.abc import Sequence
from functools import cache
from datetime import date, timedelta
from typing import Literal

from corpus.article import Period
from corpus.dates import DateMention, find_dates
from corpus.names import load_firms
from rag.followups import write_standalone
from rag.lexicon import Lexicon, NameMention
from rag.records import Kind, Plan, Speaker
from rag.terms import find_terms

_ASKS = (
    "think thinks thought say says said saying expect expects expected see sees view views feel feels "
    "believe believes believed recommend recommends recommended recommending like likes prefer prefers "
    "favor favors favour favours forecast forecasts predict predicts predicted warn warns warned worry "
    "worried worries bullish bearish cautious optimistic pessimistic positive negative telling tell tells "
    "told changed change changes upgrade upgraded downgrade downgraded rate rates rated advise advises "
    "advised suggest suggests suggested argue argues argued mean means want wants call calls called "
    "describe describes described estimate estimates estimated project projects projected note noted "
    "point pointed explain explained write wrote mention mentioned comment commented advising rating "
    "highlight highlighted caution cautioned reckon reckons hold holds regard regards consider considers "
    "talk talked flag flagged stress stressed make makes made raise raised cut lower lowered shift shifted"
).split()
_VIEW_NOUNS = (
    "view views opinion opinions stance take forecast forecasts outlook position rating call analysts "
    "strategists economists analyst strategist economist mind case target estimate estimates prediction "
    "argument advice recommendation warning thoughts expectation expectations team note report "
    "research comments comment reasoning reason quote"
).split()
_FRAME = frozenset(
    (
        "think thought say said saying tell told telling see view opinion stance take outlook position "
        "mind change changed changes believe feel worry worried cautious caution bullish bearish "
        "optimistic pessimistic positive negative expect expected expectation forecast predict "
        "recommend recommendation prefer favor favour like argue argument describe estimate project note "
        "analyst analysts strategist strategists economist economists bank banks firm firms broker "
        "brokers expert experts investor investors compare comparison versus vs difference differ agree "
        "disagree both who which many much outlet outlets article articles story stories newspaper "
        "newspapers source sources report reports reported carried carry printed print published "
        "publish run ran wrote write according explain explanation reason reasons since ago recent recently latest "
        "current currently now today news market-view buy buying sell advice comment comments "
        "considered regard make made driving drive drives behind mean point mention speaker speakers "
        "people anyone anybody someone somebody everyone thing things kind sort way attitude quote "
        "quoted give gave given call called rating ratings rated shift shifted turn turned day time far percent "
        "percentage share number amount level figure long often do did conference "
        "statement statements detail happen happened answer question different differently across"
    ).split()
)
_NUMBER_QUESTION = re.compile(
    r"\bhow (?:much|many|far|high|low|big|large|long|often|deep|strong)\b|\bby how\b"
    r"|\bwhat (?:share|percentage|percent|proportion|fraction|level|price|number|figure|rate|gain|"
    r"return|intraday|was the (?:level|close|gain|rate)|target)\b|\bat what\b"
    r"|\bwhere did .{1,60}\b(?:close|end|finish|settle|trade|open|stand)\b",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"\bhow many (?:\w+ ){0,2}(?:outlets?|sources?|papers?|newspapers?|articles?|stories|publications?|"
    r"publishers?|reports?|sites?|media)\b|\bin how many\b",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"^\W*(?:and )?(?:who|which|what)\b(?:'s)?(?: other)?(?: (?:is|are|was|were|else|thinks?|says?|said|"
    r"expects?|sees?|warn\w*|believes?|likes?|has|have|remains?|turned|sounds?))?\b",
    re.IGNORECASE,
)
_WHO_NOUN = re.compile(
    r"\b(?:who|which|what (?:do|did|are|have)) (?:\w+ ){0,3}?(?:banks?|analysts?|strategists?|brokers?|"
    r"firms?|economists?|houses?|experts?|people|speakers?|brokerages?|institutions?|managers?)\b",
    re.IGNORECASE,
)
_COMPARE = re.compile(
    r"\bcompare|\bcomparison\b|\bversus\b|\bvs\b|\bdiffer|\b(?:dis)?agree\b|\bcontrast",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\bchang\w+|\b(?:shift|turn)ed\b|\bevolv\w+|\brevis(?:ed|e) (?:its|his|her|their)\b"
    r"|\bover time\b|\bstill\b.{0,40}\bas (?:it|he|she|they)\b|\bdifferent from\b",
    re.IGNORECASE,
)
_POSITIVE = re.compile(
    r"\b(?:bullish|optimistic|positive|upbeat|constructive|confident|hopeful|overweight|in favou?r)\b",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(
    r"\b(?:bearish|pessimistic|negative|cautious|wary|sceptical|skeptical|worried|concerned|doubtful|"
    r"underweight|warn\w*|caution\w*|nervous|doubts?|critical|gloomy)\b",
    re.IGNORECASE,
)
_CAPITALS = re.compile(
    r"(?<![\w&])[A-Z][\w&]*(?:[-'.][\w&]+)*(?:\s+(?:(?:of|and|the|de|von)\s+)?(?:[A-Z][\w&'-]*|\d{2,4}\b))*"
)
_BOUND = {
    "since": "from",
    "after": "after",
    "from": "from",
    "before": "before",
    "until": "until",
    "till": "until",
    "by": "until",
    "as of": "until",
}
_ABOUT_CHARACTERS = 60
_CENTURIES = Period(first=date(1900, 1, 1), last=date(2100, 12, 31))


def make_plan(
    question: str, history: Sequence[str], lexicon: Lexicon, *, as_of: date | None, today: date
) -> Plan:
    """The plan for a question, with what it takes over from the history written out."""
    previous: Plan | None = None
    for earlier in history:
        previous = _plan_one(earlier, previous, lexicon, as_of=as_of, today=today)
    return _plan_one(question, previous, lexicon, as_of=as_of, today=today)


def _plan_one(
    question: str, previous: Plan | None, lexicon: Lexicon, *, as_of: date | None, today: date
) -> Plan:
    asked, told = _split_asked(question)
    own_speakers = find_speakers(asked, lexicon)[0]
    rewritten = write_standalone(asked, previous, own_speakers)
    standalone = rewritten.text
    speakers, spans = find_speakers(standalone, lexicon)
    if not speakers and rewritten.speakers:
        speakers = rewritten.speakers
    outlets, outlet_spans = _find_outlets(standalone, lexicon)
    period, period_spans, stated_as_of = _find_period(standalone, as_of or today)
    rest = _blank(standalone, [*spans, *outlet_spans, *period_spans])
    kind = _kind(standalone, speakers)
    names = _find_names(rest, lexicon)
    subjects = _subject_terms(rest)
    return Plan(
        question=question,
        standalone=standalone,
        kind=kind,
        speakers=speakers,
        subjects=subjects,
        about=_say_about(rest, subjects),
        premise=_find_premise(rest, names),
        context=tuple(dict.fromkeys(find_terms(f"{rewritten.context} {told}"))),
        names=names,
        stance=_stance(standalone, kind),
        wants_number=bool(_NUMBER_QUESTION.search(standalone)) and kind != "count",
        outlets=outlets,
        period=period,
        as_of=min(filter(None, (as_of, stated_as_of)), default=None),
    )


def _split_asked(question: str) -> tuple[str, str]:
    """The last sentence that asks, and what is told before it, which only helps to rank."""
    parts = re.split(r"(?<=[.!?])\s+(?=[A-Z\"'“])", question.strip())
    asking = [k for k, part in enumerate(parts) if part.endswith("?")]
    if len(parts) < 2 or not asking:
        return question, ""
    return parts[asking[-1]], " ".join(p for k, p in enumerate(parts) if k != asking[-1])


def _subject_terms(rest: str) -> tuple[str, ...]:
    frame = _frame_terms()
    return tuple(dict.fromkeys(term for term in find_terms(rest) if term not in frame))


@cache
def _frame_terms() -> frozenset[str]:
    return frozenset(term for word in _FRAME for term in find_terms(word))


def _say_about(rest: str, subjects: Sequence[str]) -> str:
    """The question's words from the first subject to the last, speakers and dates left out."""
    words = rest.rstrip(" ?!.").split()
    wanted = set(subjects)
    places = [k for k, word in enumerate(words) if wanted & set(find_terms(word))]
    if not places:
        return ""
    phrase = " ".join(words[places[0] : places[-1] + 1]).strip(" ,;:")
    return phrase if len(phrase) <= _ABOUT_CHARACTERS else " ".join(words[k] for k in places[:6])


def _find_premise(rest: str, names: Sequence[str]) -> str | None:
    """The verb behind the subject of a question for the reason or the time of an act."""
    match = re.match(r"\W*(?:why|when|how come|what made|what led)\b", rest, re.IGNORECASE)
    if match is None:
        return None
    for name in names:
        rest = rest.replace(name, " ")
    for word in re.findall(r"[^\W\d_]+", rest[match.end() :].lower()):
        terms = find_terms(word)
        if not terms:
            continue
        return None if terms[0] in _frame_terms() else word
    return None


def _kind(question: str, speakers: Sequence[Speaker]) -> Kind:
    if _COUNT.search(question):
        return "count"
    if len(speakers) > 1 and (_COMPARE.search(question) or len(speakers) == 2):
        return "compare"
    if speakers and _CHANGE.search(question):
        return "change"
    if speakers:
        return "view"
    asks_for_people = _WHO_NOUN.search(question) or re.match(r"\W*(?:and )?who\b", question, re.I)
    if asks_for_people and _asks_opinion(question):
        return "who"
    return "fact"


def _asks_opinion(question: str) -> bool:
    words = set(re.findall(r"[a-z]+", question.lower()))
    return bool(words & set(_ASKS)) or bool(
        _POSITIVE.search(question) or _NEGATIVE.search(question)
    )


def _stance(question: str, kind: Kind) -> Literal["positive", "negative"] | None:
    if kind != "who":
        return None
    if _NEGATIVE.search(question):
        return "negative"
    return "positive" if _POSITIVE.search(question) else None


def find_speakers(
    question: str, lexicon: Lexicon
) -> tuple[tuple[Speaker, ...], list[tuple[int, int]]]:
    """Speakers that a question names, in order, and the spans of their names."""
    found: list[tuple[int, Speaker]] = []
    spans: list[tuple[int, int]] = []
    for mention in lexicon.find_persons(question):
        if _is_topic(question, mention.start):
            continue
        firm = lexicon.person_firms.get(mention.name)
        found.append((mention.start, Speaker(name=mention.name, firm=firm, person=mention.name)))
        spans.append((mention.start, mention.end))
    for mention in _firm_mentions(question, lexicon):
        if any(s < mention.end and mention.start < e for s, e in spans):
            continue
        if not _is_speaker(question, mention):
            continue
        spans.append((mention.start, mention.end))
        if any(speaker.person and speaker.firm == mention.name for _, speaker in found):
            continue  # "Michael Wilson of Morgan Stanley" is one speaker
        found.append((mention.start, Speaker(name=mention.name, firm=mention.name, person=None)))
    for name, start, end in _unknown_speakers(question, spans):
        spans.append((start, end))
        found.append((start, Speaker(name=name, firm=None, person=None)))
    found.sort(key=lambda pair: pair[0])
    unique = {(s.person, s.firm, s.name): s for _, s in found}
    return tuple(unique.values()), spans


def _firm_mentions(question: str, lexicon: Lexicon) -> list[NameMention]:
    found = list(lexicon.find_firms(question))
    for mention in load_firms().find(question):
        if mention.firm.kind == "media":
            continue
        if not any(m.start < mention.end and mention.start < m.end for m in found):
            found.append(
                NameMention(
                    start=mention.start,
                    end=mention.end,
                    name=mention.firm.name,
                    text=question[mention.start : mention.end],
                )
            )
    named = [m for m in found if not re.match(r"\s?\d", question[m.end :])]  # "S&P 500" is no firm
    return sorted(named, key=lambda m: m.start)


def _is_topic(question: str, start: int) -> bool:
    before = question[:start].lower().rstrip()
    return bool(
        re.search(r"\b(?:about|on|regarding|concerning|towards?|into|for)$", before)
    ) and bool(
        re.search(
            r"\b(?:think|thinks|say|said|says|view|opinion|forecast|expect|stance|worried)\b",
            before,
        )
    )


def _is_speaker(question: str, mention: NameMention) -> bool:
    if _is_topic(question, mention.start):
        return False
    before = question[: mention.start].lower()
    after = question[mention.end :].lower()
    follow = re.match(r"(?:'s|’s|')?\s*((?:[\w-]+\s*){0,7})", after)
    words = follow[1].split() if follow else []
    firm = load_firms().firms.get(mention.name)
    strong = firm is None or firm.kind in ("bank", "broker", "asset manager", "research")
    if re.match(r"'s|’s|'", after) and set(words[:4]) & set(_VIEW_NOUNS):
        return True
    if re.search(
        r"\b(?:does|did|do|has|have|is|are|was|were|would|will|why|how|what|and)\s*(?:the )?$",
        before,
    ):
        if set(words) & set(_ASKS) or set(words[:3]) & set(_VIEW_NOUNS):
            return strong or not set(words[:2]) & {
                "cut",
                "change",
                "changed",
                "raise",
                "raised",
                "make",
            }
    if set(words[:2]) & set(_VIEW_NOUNS):
        return True
    if re.search(
        r"\b(?:according to|view of|opinion of|by|from|at|between|and|compare|of|told by|versus|vs|with|in)\s*(?:the )?$",
        before,
    ):
        return strong
    return strong


def _unknown_speakers(
    question: str, taken: Sequence[tuple[int, int]]
) -> list[tuple[str, int, int]]:
    """Capitalised names the corpus does not know, where the question has them think or say something."""
    found = []
    for match in _CAPITALS.finditer(question):
        if match.start() == 0 or any(s < match.end() and match.start() < e for s, e in taken):
            continue
        before = question[: match.start()].lower()
        if not re.search(r"\b(?:does|did|has|is|was|would|do)\s+(?:the )?$", before):
            continue
        follow = re.match(
            r"\s+(?:analysts?\s+|strategists?\s+)?(?:really |still |also )?([\w-]+)",
            question[match.end() :],
        )
        if follow and follow[1].lower() in (
            "think",
            "say",
            "said",
            "believe",
            "expect",
            "forecast",
            "predict",
            "recommend",
            "view",
            "feel",
            "warn",
            "argue",
            "see",
            "advise",
            "worried",
            "bullish",
            "bearish",
            "cautious",
        ):
            found.append((match[0], match.start(), match.end()))
    return found


def _find_outlets(question: str, lexicon: Lexicon) -> tuple[tuple[str, ...], list[tuple[int, int]]]:
    mentions = list(lexicon.find_outlets(question))
    for mention in load_firms().find(question):
        known = any(m.start < mention.end and mention.start < m.end for m in mentions)
        if mention.firm.kind == "media" and not known:
            mentions.append(
                NameMention(
                    start=mention.start,
                    end=mention.end,
                    name=mention.firm.name,
                    text=question[mention.start : mention.end],
                )
            )
    kept = [m for m in mentions if not _is_topic(question, m.start)]
    return tuple(dict.fromkeys(m.name for m in kept)), [(m.start, m.end) for m in kept]


def _find_period(
    question: str, today: date
) -> tuple[Period | None, list[tuple[int, int]], date | None]:
    mentions = find_dates(question, reference=today)
    spans: list[tuple[int, int]] = []
    period: Period | None = None
    stated_as_of: date | None = None
    absolute = [m for m in mentions if not m.relative]
    for mention in absolute or mentions:  # "Thursday 11 September": the weekday adds nothing
        bound, start = _bound_before(question, mention)
        if bound == "until" and question[start:].lower().startswith("as of"):
            stated_as_of = mention.period.last
            spans.append((start, mention.end))
            continue
        if _is_forecast_year(question, mention):
            continue
        narrowed = _bounded(bound, mention.period)
        period = narrowed if period is None else _join(period, narrowed)
        spans.append((start, mention.end))
    return period, spans, stated_as_of


def _is_forecast_year(question: str, mention: DateMention) -> bool:
    """`forecast for 2026`, `second-quarter earnings`: the time of a figure, not of an article."""
    before = question[: mention.start].lower().rstrip()
    if re.search(r"\bquarter\b|^q[1-4]\b", mention.text.lower()) and not mention.relative:
        return True
    return bool(re.search(r"\b(?:for|over the|into|through|by the end of|end of|by)$", before))


def _bound_before(question: str, mention: DateMention) -> tuple[str, int]:
    head = question[: mention.start].lower()
    match = re.search(
        r"\b(since|after|from|before|until|till|by|as of|in|on|during|of)\s+(?:the )?$", head
    )
    if not match:
        return "in", mention.start
    return _BOUND.get(match[1], "in"), match.start()


def _bounded(bound: str, period: Period) -> Period:
    if bound == "from":
        return Period(first=period.first, last=_CENTURIES.last)
    if bound == "after":
        return Period(first=period.last + timedelta(days=1), last=_CENTURIES.last)
    if bound == "before":
        return Period(first=_CENTURIES.first, last=period.first - timedelta(days=1))
    if bound == "until":
        return Period(first=_CENTURIES.first, last=period.last)
    return period


def _join(one: Period, other: Period) -> Period:
    """Two bounds narrow each other; two separate times span both."""
    if one.overlaps(other):
        return Period(first=max(one.first, other.first), last=min(one.last, other.last))
    return Period(first=min(one.first, other.first), last=max(one.last, other.last))


def _blank(question: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in spans:
        question = question[:start] + " " * (end - start) + question[end:]
    return question


def _find_names(rest: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Capitalised names left in the question, those at its very start only when they are none of its words."""
    names: list[str] = []
    for match in _CAPITALS.finditer(rest):
        name = match[0]
        first, *others = name.split()
        if first.lower() in _QUESTION_WORDS:
            if not others:
                continue
            name = " ".join(others)
            if not name[0].isupper():
                continue
        if name.lower() in _FRAME or not find_terms(name):
            continue
        names.append(name)
    return tuple(dict.fromkeys(names))


_QUESTION_WORDS = frozenset(
    """what who whom whose which when where why how is are was were do does did has have had can could
    will would should may might and or but in on at by for from to of with as if the a an has according
    compare tell give list show name explain i any since after before during per not it its""".split()
)
