"""Words by which prose of markets leans: a first, lexical measure of a statement's stance.

Negation turns the words behind it. It is meant to rank statements for "who is cautious?", not to classify.
"""

import re
from functools import lru_cache

_NEGATIVE = frozenset(
    """cautious caution cautioned cautions warn warns warned warning warnings fragile risk risks risky pause
    slump weak weaker weakest weakness sluggish lackluster lacklustre decline declines declining squeeze
    shrinking worry worries worried concern concerns concerned doubt doubts bearish underweight expensive
    overvalued overpriced stretched frothy crowded downgrade downgraded flattened pressure pressures hurt
    headwind headwinds vulnerable correction bubble premature skeptical sceptical wary fade fades fading
    faded trap traps slowdown slowing recession loss losses unprofitable disappointing
    disappoint disappointed fear fears selloff pullback overdone complacent complacency threat
    underperform underperforms avoid unconvinced hesitant reluctant uncertain uncertainty
    deteriorating volatile rising-costs costs poor worse worst short-lived temporary
    overshadowed nervous fizzle fizzled gloomy""".split()
)
_POSITIVE = frozenset(
    """bullish optimistic upbeat constructive positive confident overweight upgrade upgraded attractive
    cheap undervalued underappreciated opportunity opportunities upside rebound recover recovery strong
    stronger strength boost boosts support supports supportive tailwind tailwinds favorable favourable
    favor favour prefer prefers conducive outperform outperforms outperformance beat beats rally gain
    gains growth improve improves improving improvement accelerate accelerating resilient resilience
    robust momentum benefit benefits buy best promising encouraging bargain discount room catch-up
    re-rating rerating love win winner winners higher upswing healthy broaden broadening""".split()
)
_TURNS = frozenset(
    """not no never hardly n't nor without neither lack lacks lacking less fewer reduce reduces reduced
    ease eases easing relieve relieves avoid avoids limit limits overcome despite""".split()
)
_LIKED = re.compile(
    r"\bappetite for risk\b|\brisk appetite\b|\brisk[- ]on\b|\brisk[/-]reward\b|\bprofit warnings?\b"
)
"""Where "risk" is nothing to fear."""
_FEARS = r"(?:fears?|worr(?:y|ies)|concerns?|anxiet(?:y|ies)|alarm|panic|pessimism|gloom|sell-?off)"
_TOO_MUCH = (
    r"(?:overdone|overblown|exaggerated|overstated|misplaced|unfounded|unwarranted|excessive)"
)
_UNFOUNDED = re.compile(
    rf"\b{_FEARS}\b(?:(?!\bnot\b|n't\b|\bnever\b|\bhardly\b)[^.;:!?]){{0,80}}?\b{_TOO_MUCH}\b"
    rf"|\b{_TOO_MUCH} {_FEARS}\b"
)
"""`Fears about X have been overdone`: for X."""
_SOLD_INTO = re.compile(
    r"\b(?:sell|sells|selling|sold|fade|fades|fading|short|shorting) (?:on |into |the |any |every |this |that |its )*"
    r"(?:rall(?:y|ies)|strength|bounces?|gains|spikes?)\b"
)
_BOUGHT_INTO = re.compile(
    r"\b(?:buy|buys|buying|bought|add|adds|adding) (?:on |into |the |any |every |this |that |its )*"
    r"(?:dips?|weakness|pullbacks?|declines?|sell-?offs?|slumps?|corrections?)\b"
)
"""`Would sell any rally`, `buy the dip`: the deed leans, not what it answers."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|n't")
_REACH = 3
"""Words over which a negation reaches."""
_CUE_WEIGHT = 2.0
_CUES = frozenset(
    "warn warns warned warning warnings caution cautioned cautions cautious wary".split()
)


@lru_cache(maxsize=16_384)
def lean(text: str) -> float:
    """How far the words lean: below 0 negative, above 0 positive; about one a word that leans."""
    told = _UNFOUNDED.sub(" upbeat ", _LIKED.sub(" ", text.lower()))
    told = _BOUGHT_INTO.sub(" bullish ", _SOLD_INTO.sub(" bearish ", told))
    words = _WORD.findall(told.replace("n't", " n't"))
    total = 0.0
    for at, word in enumerate(words):
        sign = (word in _POSITIVE) - (word in _NEGATIVE)
        if not sign:
            continue
        turned = not _TURNS.isdisjoint(words[max(0, at - _REACH) : at])
        weight = _CUE_WEIGHT if word in _CUES else 1.0
        total += -0.5 * sign * weight if turned else sign * weight
    return total
