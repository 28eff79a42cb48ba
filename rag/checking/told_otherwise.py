"""Words of a sentence that another check tells of, or that need no like in the source."""

import re

from corpus.words import words
from rag.checking.cutting import Word
from rag.checking.extremes_check import HIGHS, LOWS
from rag.checking.opposites import same_way, sides
from rag.checking.sentence_reading import Reading

_FORECASTS = frozenset(
    words(
        "forecast forecasts estimate estimates outlook guidance projection projections target targets expectations"
    )
)
_DESCRIBING = frozenset(
    words(
        """
    company group firm business retailer chipmaker carmaker automaker airline bank lender insurer miner driller
    producer drugmaker builder housebuilder homebuilder developer grocer supermarket brewer broker brokerage
    manufacturer supplier operator publisher utility startup shipbuilder steelmaker oil-major conglomerate
    """
    )
)
"""What a company is called where it was named before."""
_PLANNING = frozenset(words("plan plans planned planning intend intends intended aim aims set due"))
_COUNTED = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+) $", re.IGNORECASE
)
_APPOSED = re.compile(
    r", (?:the|its|their|a) (?:first|second|third|fourth|fifth|sixth|biggest|largest|steepest|sharpest|smallest|worst|"
    r"best) (?:\w+ )?$"
)
_CAUSING = frozenset(
    words(
        """
    cause causes caused causing push pushes pushed pushing bring brings brought drive drives drove
    driven send sends sent lead leads led leading helped aided supported boosted buoyed fuelled fueled lifted
    hurt dragged weighed spurred sparked prompted triggered stemming reflecting
        """
    )
)
_HELPED = frozenset(
    words("helped aided supported boosted buoyed lifted hurt dragged weighed spurred sparked prompted triggered fuelled fueled")
)
"""They tell of a cause only where `by` follows."""
_CAUSE = re.compile(
    r"\b(?:as|because|after|due to|thanks to|owing to|amid|following|helped by|hurt by|on the back of|since|so|"
    r"led to|caused|pushed|drove|sent)\b"
)


_CENTRAL_BANK = re.compile(
    r"\b(?:Bank of [A-Z]\w+|Reserve Bank|Fed\b|Federal Reserve|ECB|European Central Bank|BoE|BOE|BoJ|BOJ|PBOC|PBoC|RBA|RBI|RBNZ|"
    r"SNB|Swiss National Bank|Riksbank|Norges Bank|Bundesbank|Banxico|Banco Central|National Bank of|FOMC|MPC|"
    r"Monetary Policy Committee|Governing Council)"
)


_OF_RATE = frozenset(words("policy benchmark key base main official repo bank deposit cash lending overnight interest"))
_RATES = re.compile(r"\b(?:rates?|benchmark|borrowing costs?|Bank Rate|easing|tightening|repo)\b", re.IGNORECASE)
"""A central bank's rate has many names."""
_ALL_VOTED = re.compile(
    r"\ball (?:[\w-]+ ){0,3}(?:members|policymakers|governors|directors|officials|judges|board)\b|\b\d+-0\b|\bno dissent|\bnobody dissented",
    re.IGNORECASE,
)
_SHORT_ROLES = frozenset(words("ceo cfo coo cio cto ceos cfos boss"))
_TO_LEVEL = re.compile(r" (?:back )?(?:(?P<above>above|over|past|beyond|through)|(?:below|under|beneath)) (?:the |that |this )?", re.I)
_SAYS_ABOVE = re.compile(r"\b(?:above|over|past|beyond|top(?:s|ped|ping)?|exceed\w*|cross\w*|more than)\b", re.IGNORECASE)
_SAYS_BELOW = re.compile(r"\b(?:below|under|beneath|less than|sub-)\b", re.IGNORECASE)
"""What goes below a level falls, in whatever words."""
_OF_TENOR = frozenset(words("yield yields note notes bond bonds treasury treasuries gilt gilts bund bunds paper"))
_TENOR = re.compile(r"\b(?:\d+|two|three|five|seven|ten|twenty|thirty)[- ]year\b|\b(?:2|5|10|30)s\b", re.IGNORECASE)
_AUTHORITIES = frozenset(words("authorities government governments official officials administration"))
_GOVERNMENT = re.compile(
    r"\b(?:Tokyo|Washington|Beijing|Brussels|Berlin|Paris|Rome|Madrid|Moscow|Delhi|Ottawa|Canberra|Ankara|Westminster|Whitehall|"
    r"White House|Downing Street|Kremlin|Treasury|[Mm]inist(?:er|ry|ries|ers)|[Aa]uthorit(?:y|ies)|[Oo]fficials?|[Gg]overnments?|"
    r"[Rr]egulators?|[Pp]olicymakers?|central bank)\b"
)
"""Whom `the authorities` may be: a capital stands for its government."""
_EXPECTING = re.compile(r"\b(?:analysts?|economists?|investors?|strategists?|brokers?|consensus|estimates?|expected|forecasts?)\b", re.I)


def names_central_bank(text: str) -> bool:
    """Whether a text names a central bank, which a retelling may call so."""
    return _CENTRAL_BANK.search(text) is not None


_RICH = frozenset(words("rich richer richest wealthy wealthier poor poorer poorest"))
_PEOPLE = re.compile(
    r" (?:\w+ )?(?:households?|families|family|people|consumers?|shoppers?|customers?|buyers?|borrowers?|countries|nations?|"
    r"workers|americans|britons|homes|earners?|borrowers|groups?)\b",
    re.IGNORECASE,
)
_INCOME = re.compile(r"\b(?:\w+-income|(?:low|high|lower|higher|middle) earners|well off|worse off|better off|hard[- ]up|affluent)\b", re.I)


def is_told_otherwise(word: Word, sentence: Reading, source: Reading) -> bool:
    """Whether another check tells of a word, or it needs no like.

    `growth` of a growth forecast is what it is of, `up from 19%` is told by the numbers, and what is caused
    may stand behind `as` in the source.
    """
    behind = sentence.text[word.end :]
    if word.steers and behind.startswith(" from "):
        return True
    if word.denied and any(axis == "likelihood" for axis, _ in sides(word.term)):
        return True  # "probably will not" is "is unlikely to"
    if _APPOSED.search(sentence.text[: word.start][-24:]) and any(
        same_way(w.term, word.term) for w in sentence.words if w.end < word.start
    ):
        return True  # "a drop of 3%, the first decline since May"
    if word.low.startswith("declin") and re.match(r" to [a-z]", behind):
        return True  # who declines to say does not fall
    if word.low == "more" and sentence.text[: word.start].endswith("once "):
        return True  # "once more" is again
    if word.low in _RICH and _PEOPLE.match(behind) and _INCOME.search(source.text):
        return True  # "poorer households" are those of lower incomes
    if word.low in _OF_RATE and behind.startswith((" rate", " interest", " lending")):
        return _RATES.search(source.text) is not None
    if word.low in ("unanimous", "unanimously") and _ALL_VOTED.search(source.text):
        return True
    if word.low in _SHORT_ROLES:
        return True  # `rag.checking.role_check` tells
    level = _TO_LEVEL.match(behind)
    if level and ("move", level["above"] is not None) in sides(word.term):
        return (_SAYS_ABOVE if level["above"] else _SAYS_BELOW).search(source.text) is not None
    if word.low in _OF_TENOR and _TENOR.search(sentence.text[: word.start][-24:]):
        return _TENOR.search(source.text) is not None  # "the ten-year at 4%" is its yield
    if word.low in _AUTHORITIES:
        return _GOVERNMENT.search(source.text) is not None
    if word.low in ("wall", "street") and "Wall Street" in sentence.text:
        return _EXPECTING.search(source.text) is not None
    if word.low in ("single", "sole", "lone") and re.search(r"\b(?:one|only|1)\b", source.text):
        return True
    if word.low == "before" and word.negation != "no":
        return True  # "not before June" is "until June"
    if word.low in ("before", "after") and (
        re.match(r"\s*(?:[.,;:!?]|$)", behind) or sentence.text[: word.start].endswith("ever ")
    ):
        return True
    if word.low in _PLANNING and any(w.force == "will" for w in source.words):
        return True
    if word.low in ("more", "further", "additional") and _COUNTED.search(
        sentence.text[: word.start][-12:]
    ):
        return True
    if word.low in _DESCRIBING and sentence.text[: word.start].lower().endswith("the "):
        return not any(w.low in _DESCRIBING for w in source.words)
    follower = re.match(r" ([a-z]+)", behind)
    if follower and follower[1] in _FORECASTS and any(w.low == word.low for w in source.words):
        return True
    passive = word.low in _HELPED and word.low.endswith("ed") and not re.match(r" (?:down )?(?:by|on|from)\b", behind)
    if word.low in _CAUSING and word.negation == "no" and not passive:
        return not re.match(r" (?:by|from|to)?\s?[$€£\d]", behind) and bool(
            _CAUSE.search(source.text)
        )
    extremes = (HIGHS, LOWS)
    return any(word.low in ends and any(w.low in ends for w in source.words) for ends in extremes)
