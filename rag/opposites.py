"""Words that point opposite ways: a general lexicon of market prose, by axes with two sides.

A word may stand on several axes. "Underperform" and "outperform" are one axis apart, however alike
they look. The forms of a word count as the word (`rag.terms.stem`).
"""

from collections.abc import Mapping
from functools import cache

from rag.terms import base, stem

Side = tuple[str, bool]
"""An axis, and whether the word stands on its first side."""

FIRM_AXES = frozenset("move relative weight rating trade mood policy profit flow extreme".split())
"""Axes whose words must have support; those of the others only must not be contradicted."""

_AXES = """
move: rise rose risen gain climb advance surge soar jump rally increase grow growth expand expansion leap rebound
 recover upward uptick upswing upturn upside higher raise lift boost hike double triple quadruple swell strengthen
 appreciate improve improvement spike bounce accelerate heighten rocket pickup uptrend elevate add widen broaden
 up upgrade
 | fall drop down downgrade downtrend narrow squeeze compress decline slide slip tumble sink plunge decrease lower reduce reduction cut shrink shrinkage contract
 contraction retreat slump dip lose loss shed downward downtick downturn downside trim slash plummet weaken depreciate
 worsen deteriorate deterioration halve collapse crash selloff dwindle subside sag skid tank erode cool
relative: outperform outperformance beat exceed top surpass outpace outstrip overtake ahead above lead better trounce
 | underperform underperformance lag trail miss behind below worse undershoot laggard short-of
weight: overweight | underweight
rating: upgrade | downgrade
trade: buy bought buyer purchase accumulate acquire add | sell sold seller dump unload offload divest dispose trim exit
mood: bull bullish bullishness optimistic optimism optimist upbeat positive constructive confident confidence hopeful
 favourable favorable enthusiastic enthusiasm excited encourage encouraging reassure reassuring
 | bear bearish bearishness pessimistic pessimism pessimist gloomy gloom negative cautious caution wary sceptical skeptical
 sceptic skeptic doubtful downbeat worried worry nervous anxious concern unfavourable unfavorable discouraging
policy: ease easing loosen cut lower dovish dove accommodative accommodate looser
 | tighten tightening hike raise hawkish hawk restrictive tighter
profit: profit profitable gain surplus earn profitability | loss unprofitable lossmaking deficit lose shortfall
flow: inflow pour attract return add deposit | outflow withdraw withdrew withdrawn withdrawal redeem redemption flee exodus leave exit
extreme: high highest peak record top ceiling maximum | low lowest trough bottom floor minimum
amount: above over more greater larger bigger higher most highest largest biggest heavier | below under less fewer smaller lower least fewest smallest
 lowest lighter
width: widen wide wider broaden broad expand | narrow narrower shrink tighten tight squeeze compress
price: cheap cheaper cheapest inexpensive undervalued bargain underpriced undervaluation affordable
 | expensive dear dearer overvalued costly pricey stretched overpriced frothy overvaluation
strength: strong stronger strongest robust solid healthy sturdy resilient strength vigorous buoyant
 | weak weaker weakest weakness fragile soft sluggish poor lacklustre lackluster feeble frail anaemic anemic tepid unimpressive
quality: good better best great impressive superior | bad worse worst poor disappointing inferior
speed: accelerate quicken faster fast quick speed hasten rapid | slow slower slowly decelerate delay slowdown gradual postpone
balance: surplus glut excess oversupply oversupplied abundant | shortage shortfall deficit scarce scarcity undersupply
position: long | short
contest: win winner won victory | lose loser lost defeat
outcome: succeed success successful | fail failure failed flop
backing: support back endorse favour favor embrace | oppose opponent reject resist
membership: include join | exclude leave quit omit
consent: accept agree approve confirm acknowledge admit | refuse reject deny disagree block
beginning: start begin began begun open launch commence resume | end stop close finish halt cease conclude
time: early earlier before sooner advance | late later after postpone delay defer
likelihood: likely probable possible plausible | unlikely improbable impossible implausible
heat: hot hotter heat warm overheat | cold cool cooler chill soft softer tame
appeal: attractive appealing compelling | unattractive unappealing
certainty: certain sure clear | uncertain unsure unclear
harm: help benefit aid assist bolster tailwind support | hurt harm damage headwind hinder hamper
safety: safe safer defensive | risky riskier dangerous speculative
calm: calm quiet stable steady | volatile turbulent bumpy choppy unstable
lending: lend lender creditor | borrow borrower debtor
trade-flow: import importer | export exporter
curve: steepen steeper | flatten flatter
premium: premium | discount
share: majority most | minority few
staff: hire hiring recruit | fire layoff dismiss redundancy
order: first | last
level: inflation | deflation
surprise: known expected | unexpected unknown surprise
passive: passive index | active
fixed: fixed | floating variable adjustable
bond: float | fix
permit: allow permit enable | forbid ban prohibit prevent bar
remember: keep retain maintain | abandon scrap drop
keeping: hold keep retain own maintain | sell sold dump exit
owning: own buy hold | avoid shun
size: small smaller tiny little modest slight | large larger big bigger huge sizeable substantial
staying: continue keep remain | stop cease halt
reverse: domestic | foreign overseas abroad
public: public | private
warm: welcome praise applaud | criticise criticize condemn
increase-stake: invest | divest
simple: simple easy | difficult hard
young: new newest fresh | old oldest
many: many numerous | few
full: full fully complete completely | partial partly incomplete
trust: trust believe | distrust doubt disbelieve
call: call | put
retail: retail individual | institutional institution
forced: voluntary | forced
past: previous prior past last | next coming following upcoming
increasing: overbought | oversold
"""


@cache
def _sides() -> Mapping[str, frozenset[Side]]:
    found: dict[str, set[Side]] = {}
    for line in _AXES.replace("\n ", " ").strip().splitlines():
        axis, _, words = line.partition(":")
        for first, side in zip((True, False), words.split("|"), strict=True):
            for word in side.split():
                found.setdefault(base(stem(word)), set()).add((axis, first))
    return {word: frozenset(sides) for word, sides in found.items()}


def sides(term: str) -> frozenset[Side]:
    """Where the stem stands; empty for a word that points nowhere."""
    return _sides().get(term, frozenset())


_OPPOSING_PREFIXES = ("un", "non", "dis", "in", "im", "ir")
_SHORTEST_ROOT = 4


def opposed(first: str, second: str) -> bool:
    """Whether two stems point opposite ways, also by a prefix: `profitable`, `unprofitable`."""
    ones, others = sides(first), sides(second)
    if ones and any((axis, not side) in others for axis, side in ones):
        return not any(one in others for one in ones)
    short, long = sorted((first, second), key=len)
    return len(short) >= _SHORTEST_ROOT and any(
        long == prefix + short for prefix in _OPPOSING_PREFIXES
    )


_UNNEEDED = frozenset(
    base(stem(word))
    for word in """above below ahead behind better worse lead top high highest low lowest record peak add
    more less fewer earn profit gain loss advance lower higher surplus deficit floor trim concern squeeze narrow broad return leave deposit""".split()
)
"""Words of those axes that a retelling also uses in other senses."""


def is_directed(term: str) -> bool:
    """Whether the stem stands on an axis whose words are told of markets, not of other things."""
    return any(axis in FIRM_AXES for axis, _ in sides(term))


def needs_support(term: str) -> bool:
    """Whether the stem must have its like in a source."""
    return term not in _UNNEEDED and is_directed(term)


def same_way(first: str, second: str) -> bool:
    """Whether two stems stand on one side of an axis whose words may stand for one another."""
    ones = sides(first)
    return bool(ones) and not ones.isdisjoint(sides(second))
