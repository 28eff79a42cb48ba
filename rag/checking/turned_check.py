"""A thing told as the other of its pair: a profit as a loss, growth as decline, before as after, more as less."""

import re
from collections.abc import Iterator

from corpus.words import words
from rag.checking.meanings import may_stand_for
from rag.checking.problems import Problem
from rag.checking.reading_words import to_term
from rag.checking.sentence_reading import Reading


def _stems(text: str) -> frozenset[str]:
    return frozenset(map(to_term, words(text)))


_PAIRS = tuple(
    (_stems(one), _stems(one + " " + its), _stems(other), _stems(other + " " + others))
    for one, its, other, others in (
        (
            "growth expansion",
            "grow grew expand rise rose increase gain climb up",
            "decline contraction shrinkage slump",
            "fall fell drop decrease contract shrink shrank down negative minus slide recession downturn",
        ),
        (
            "profit",
            "earn income gain surplus black",
            "loss",
            "lose lost deficit red write-down minus negative",
        ),
        (
            "supply",
            "output production stock glut oversupply surplus",
            "demand",
            "appetite consumption orders interest",
        ),
        ("premium", "above over", "discount", "below under cheaper"),
        (
            "surplus",
            "glut excess oversupply more",
            "deficit shortage shortfall",
            "short lack less gap",
        ),
        (
            "inflow",
            "attract add draw",
            "outflow",
            "withdraw withdrew pull lose lost redeem redemption shed leave left",
        ),
        ("import", "buy bought", "export", "ship shipment overseas abroad"),
        ("buyer", "buy bought purchase", "seller", "sell sold sale"),
        ("maximum ceiling cap", "most up high", "minimum floor", "least low bottom"),
        ("asset", "", "liability", ""),
        ("lender", "lend lent bank", "borrower", "borrow debtor"),
        ("upside", "up gain rise", "downside", "down risk fall"),
    )
)
"""Two things that are never each other, each with words that may tell of it as well."""
_FORECAST = r"(?:forecast|projection|estimate|outlook|guidance|target|expectation)s?"
_THING = "growth|decline|contraction|profit|loss|deficit|surplus|supply|demand|inflation|deflation|sales|revenue"
_FORECAST_OF = re.compile(
    rf"\b(?P<what>{_THING})\s(?:\w+\s)?{_FORECAST}\b|\b{_FORECAST} (?:for|of|"
    rf"on) (?:[\w'-]+ ){{0,3}}?(?P<that>{_THING})\b",
    re.IGNORECASE,
)
"""What a forecast is of."""
_ASIDE = re.compile(
    r"\b(?:profit[- ]taking|profit warnings?|loss[- ]making|stop[- ]loss|short supply|on demand|"
    r"(?:bad[- ])?(?:loan|credit)[- ]loss\w*)\b",
    re.I,
)


def find_turned(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """What the span tells of the other thing, the other side of a time, or the other way of a comparison."""
    yield from _other_thing(sentence, source)
    yield from _other_forecast(sentence, source)
    yield from _other_rating(sentence, source)
    yield from _other_side(sentence, source)
    yield from _other_degree(sentence, source)


def _other_forecast(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """`Cut its decline forecast` for a forecast of growth."""
    held = {to_term((m["what"] or m["that"]).lower()) for m in _FORECAST_OF.finditer(source.text)}
    for match in _FORECAST_OF.finditer(sentence.text):
        told = to_term((match["what"] or match["that"]).lower())
        turned = any(
            told in own and held & its
            for one, _, other, _ in _PAIRS
            for own, its in ((one, other), (other, one))
        )
        if turned and told not in held:
            yield Problem(
                verdict="contradicted",
                reason=f"It says “{match[0]}”; the source has it of another thing.",
            )
            return


def _other_thing(sentence: Reading, source: Reading) -> Iterator[Problem]:
    spared = [m.span() for m in _ASIDE.finditer(sentence.text)]
    told = {w.term: w for w in sentence.words if not any(a <= w.start < b for a, b in spared)}
    aside = [m.span() for m in _ASIDE.finditer(source.text)]
    held = {w.term: w for w in source.words if not any(a <= w.start < b for a, b in aside)}
    for one, near, other, others in _PAIRS:
        for own, own_all, its, its_all in ((one, near, other, others), (other, others, one, near)):
            if not (own & told.keys() and its & held.keys()):
                continue
            if own_all & held.keys() or its_all & told.keys():
                continue
            word, place = told[min(own & told.keys())], held[min(its & held.keys())]
            yield Problem(
                verdict="contradicted",
                reason=f"It says “{word.low}”; the source has “{place.low}”.",
            )
            return


_RANKS = {
    "buy": 1, "outperform": 1, "overweight": 1, "add": 1, "accumulate": 1, "strong buy": 1,
    "hold": 0, "neutral": 0, "equal-weight": 0, "equal weight": 0, "market perform": 0, "sector perform": 0,
    "marketweight": 0, "market weight": 0, "peer perform": 0, "in line": 0,
    "sell": -1, "underperform": -1, "underweight": -1, "reduce": -1,
}  # fmt: skip
_RANK = "|".join(sorted(_RANKS, key=len, reverse=True))
_RATING = re.compile(
    rf"\b(?P<rank>{_RANK})[\"']?\s(?:rating|recommendation|call|stance)s?\b"
    rf"|\b(?:rat(?:es|ed|ing)|rating (?:of|is|to|at)|upgrad\w+ (?:it |them |the \w+ )?to|"
    rf"downgrad\w+ (?:it |them |the \w+ )?to)"
    rf"\s(?:the \w+ |it |them )?[\"']?(?P<to>{_RANK})\b",
    re.IGNORECASE,
)
_ANY_RATING = re.compile(rf"\b(?:{_RANK})\b", re.IGNORECASE)
_MOVED = re.compile(
    rf"\b(?P<verb>cut|cuts|lower\w*|downgrad\w*|reduc\w*|trim\w*|rais\w*|lift\w*|upgrad\w*|hik\w*|"
    rf"boost\w*)\b[^.;]{{0,60}}?"
    rf"(?:from [\"']?(?P<old>{_RANK})[\"']? to [\"']?(?P<new>{_RANK})|"
    rf"to [\"']?(?P<new2>{_RANK})[\"']? from [\"']?(?P<old2>{_RANK}))\b",
    re.IGNORECASE,
)


def _other_rating(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """A rating that the span does not have, and one that is moved the way it does not go."""
    held = {_RANKS[m[0].lower()] for m in _ANY_RATING.finditer(source.text)}
    for match in _RATING.finditer(sentence.text):
        rank = (match["rank"] or match["to"]).lower()
        if held and _RANKS[rank] not in held:
            other = next(_ANY_RATING.finditer(source.text))[0]
            yield Problem(
                verdict="contradicted", reason=f"It says “{match[0]}”; the source has “{other}”."
            )
            return
    for match in _MOVED.finditer(sentence.text):
        old, new = (match["old"] or match["old2"]).lower(), (match["new"] or match["new2"]).lower()
        rises = match["verb"].lower().startswith(("rais", "lift", "upgrad", "hik", "boost"))
        step = _RANKS[new] - _RANKS[old]
        if step and (step > 0) is not rises:
            yield Problem(
                verdict="contradicted",
                reason=f"It says “{match['verb']}” of a rating that went the other way.",
            )
            return


_AGO = re.compile(
    r"\b(?:year|quarter|month|week|day|session|time)s? (?P<side>after|later|ago|earlier|before|previously)\b"
    r"|\b(?:compared (?:with|to)|against|versus|from|up from|"
    r"down from) \S+(?: \w+){0,4}? (?P<alone>after|before|previously)\b"
    r"(?=\s*(?:[.,;]|$))",
    re.IGNORECASE,
)
_THEN = frozenset(("ago", "earlier", "before", "previously"))
_FORMER = re.compile(
    r"\b(?:ago|earlier|before|previous\w*|prior|last|from|former\w*|was|had|were|against|versus|up|down|since)\b",
    re.I,
)
_LATTER = re.compile(
    r"\b(?:after|later|next|following|subsequent\w*|then|future|ahead|eventually)\b", re.I
)
_WHEN = re.compile(
    r"\b(?P<side>before|until|till|by|after|from|since)\s(?:the\s|its\s|late\s|early\s|mid-|end of\s|"
    r"(?:the )?(?:first|second|third|fourth) (?:quarter|half) of\s){0,2}(?P<time>(?:19|20)\d\d|"
    r"spring|summer|autumn|fall|"
    r"winter|January|February|March|April|May|June|July|August|September|October|November|December|christmas|budget|"
    r"election|meeting|first|second|third|fourth)\b",
    re.IGNORECASE,
)
_UP_TO = frozenset(("before", "until", "till", "by"))
_DENIES = re.compile(r"\b(?:not|no(?! change)|never|nothing|nobody|none)\b|n't\b", re.IGNORECASE)


def _other_side(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """`A year after` for `a year before`, and `after 2028` for `until 2028`."""
    for match in _AGO.finditer(sentence.text):
        side = (match["side"] or match["alone"]).lower()
        former = side in _THEN
        own, its = (_FORMER, _LATTER) if former else (_LATTER, _FORMER)
        if not own.search(source.text) and its.search(source.text):
            yield Problem(
                verdict="contradicted",
                reason=f"It says “{match[0]}”; the source tells of what came {'later' if former else 'before'}.",
            )
            return
    held = {(m["time"].lower(), m["side"].lower() in _UP_TO) for m in _WHEN.finditer(source.text)}
    same = bool(_DENIES.search(sentence.text)) == bool(_DENIES.search(source.text))
    for match in _WHEN.finditer(sentence.text):
        time, up_to = match["time"].lower(), match["side"].lower() in _UP_TO
        if same and (time, not up_to) in held and (time, up_to) not in held:
            yield Problem(
                verdict="contradicted",
                reason=f"It says “{match[0]}”; the source has the other side of that time.",
            )
            return


_DEGREE = re.compile(
    r"\b(?P<how>more|less|fewer)\s(?!than\b|or\b)(?P<what>[a-z]+(?:-[a-z]+)?)\b", re.IGNORECASE
)
_ADDED = re.compile(
    r"\b(?P<how>further|additional|another|extra)\s(?P<what>[a-z]+(?:-[a-z]+)?)\b", re.IGNORECASE
)
_LESSER = re.compile(
    r"\b(?:less|fewer|low\w*|fall\w*|fell|drop\w*|declin\w*|down\w*|cut\w*|reduc\w*|decreas\w*|shr[iau]nk\w*|slow\w*|"
    r"weak\w*|trim\w*|eas(?:e|es|ed|ing)|small\w*|below|under\w*|minus|negative|not|no|never|without|cool\w*|narrow\w*|"
    r"soft\w*|shed\w*|los[est]\w*|pare[ds]?|paring|halv\w*|slash\w*|curb\w*|limit\w*|dip\w*|"
    r"slip\w*|slid\w*|sank|sink\w*|"
    r"tumbl\w*|cheap\w*|short\w*|hardly|barely|calm\w*|mild\w*|than|compared|little|few|lack\w*|scar\w*|thin\w*|fad\w*|"
    r"unlikely|un[a-z]+|in(?:sufficient|adequate)|dis\w+|retreat\w*|wan\w+|lighter|miss\w*|"
    r"lag\w*|lose|pull\w*|withdr\w*|"
    r"behind|trail\w*|deter\w*|moderat\w*|relax\w*|loosen\w*|doubt\w*|avoid\w*|fragile|poor\w*|worse\w*|bad\w*|"
    r"least|minor\w*|sparse\w*|tight\w*|hard\w*|difficult\w*|from|sell\w*|sold)\b|n't\b",
    re.IGNORECASE,
)


_THAN = re.compile(r"\bthan\b|\bcompared\b", re.IGNORECASE)


def _other_degree(sentence: Reading, source: Reading) -> Iterator[Problem]:
    """`Less likely` for `more likely`, and `two less cuts` for `two further cuts`."""
    held = [
        (m["how"].lower() in ("less", "fewer"), m["what"].lower())
        for m in _DEGREE.finditer(source.text)
    ]
    held += [(False, m["what"].lower()) for m in _ADDED.finditer(source.text)]
    for match in _DEGREE.finditer(sentence.text):
        lesser, what = match["how"].lower() in ("less", "fewer"), to_term(match["what"].lower())
        if re.search(
            r"\b(?:no|not|n't|never|any) $", sentence.text[: match.start()], re.IGNORECASE
        ):
            continue
        same = [its for its, word in held if may_stand_for(what, to_term(word))]
        turned = bool(same) and all(its is not lesser for its in same)
        if turned and _THAN.search(sentence.text) and _THAN.search(source.text):
            continue  # "X is more so than Y" may be "Y is less so than X"
        if turned or (lesser and not _LESSER.search(source.text)):
            has = "more" if lesser else "less"
            yield Problem(
                verdict="contradicted",
                reason=f"It says “{match[0]}”; the source has it as {has}.",
            )
            return
