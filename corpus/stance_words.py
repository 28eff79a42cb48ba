"""Classes of words that tell which way a sentence of market news points: a small lexicon made by hand.

A class stands for its words in the features of the stance model, so that a word the training never saw
counts as its neighbours do. Words are in lower case; forms are listed, never guessed.
"""

from collections.abc import Mapping
from functools import cache


def _forms(*stems: str) -> str:
    """Regular forms of verbs: `gain` gives gain, gains, gained, gaining."""
    out: list[str] = []
    for stem in stems:
        if stem.endswith("e"):
            out += (stem, stem + "s", stem + "d", stem[:-1] + "ing")
        elif stem.endswith("y") and stem[-2] not in "aeiou":
            out += (stem, stem[:-1] + "ies", stem[:-1] + "ied", stem + "ing")
        elif stem.endswith(("s", "sh", "ch", "x", "z")):
            out += (stem, stem + "es", stem + "ed", stem + "ing")
        else:
            out += (stem, stem + "s", stem + "ed", stem + "ing")
    return " ".join(out)


_CLASSES: Mapping[str, str] = {
    "UP": _forms(
        "gain",
        "climb",
        "surge",
        "soar",
        "jump",
        "advance",
        "rally",
        "rebound",
        "recover",
        "spike",
        "zoom",
        "vault",
        "rocket",
        "skyrocket",
        "bounce",
        "increase",
        "accelerate",
        "strengthen",
        "appreciate",
        "firm",
        "swell",
        "expand",
        "double",
        "triple",
        "quadruple",
        "escalate",
        "leap",
        "inch-up",
        "edge-up",
        "snap-back",
        "revive",
        "rise",
        "grow",
        "add",
        "ascend",
        "mount",
        "upswing",
        "balloon",
        "boom",
    )
    + " rose risen grew grown growing shot rallied leapt sprang higher up highs uptick upward upwards"
    " uptrend upmove upsurge growth rebounds resurgent resurgence sprint sprints upbeat-move",
    "DOWN": _forms(
        "drop",
        "decline",
        "slump",
        "plunge",
        "tumble",
        "crash",
        "sink",
        "slide",
        "slip",
        "dip",
        "ease",
        "retreat",
        "weaken",
        "plummet",
        "nosedive",
        "tank",
        "crumble",
        "decrease",
        "shrink",
        "depreciate",
        "erode",
        "skid",
        "slash",
        "drag",
        "sag",
        "fall",
        "lose",
        "shed",
        "dive",
        "narrow",
        "soften",
        "wane",
        "shrivel",
        "collapse",
        "crater",
        "swoon",
        "buckle",
        "recede",
        "reverse",
        "correct",
        "wobble",
        "stumble",
        "falter",
        "languish",
        "dwindle",
        "slow",
        "cool",
        "halve",
        "moderate",
        "subside",
        "wilt",
        "melt",
        "bleed",
        "abate",
        "fade",
    )
    + " contracted contracting fell fallen lost sank sunk slid shrank shrunk dropped dropping slipped slipping"
    " dipped dipping"
    " slumped shedding lower down lows downtick downward downwards downtrend downturn downfall selloff"
    " sell-off crashing sagged sagging slowdown dove cracked cracks crack bled",
    "GOOD": "strong stronger strongest robust solid healthy upbeat bullish optimistic positive constructive"
    " attractive cheap cheaper undervalued promising encouraging resilient favorable favourable good better"
    " best great excellent superb stellar buoyant rosy bright brighter confident comfortable conducive"
    " supportive impressive profitable lucrative superior sound stable-growth compelling darling darlings"
    " winner winners winning outperformer outperformers multibagger multibaggers shining smart sweet"
    " underappreciated underrated underowned inexpensive durable sturdy brisk vibrant sizzling hot"
    " improving improved improvement momentum opportunity opportunities upside potential tailwind tailwinds"
    " strength recovery success successful leader leading top pick picks favorite favourite favorites"
    " favourites gem gems value bargain bargains relief smile smiles cheer cheers gung-ho bull bulls"
    " breakthrough optimism enthusiasm confidence appetite comeback"
    " well undemanding palatable reasonable reassuring beneficiary beneficiaries",
    "BAD": "weak weaker weakest poor worse worst bad bearish pessimistic negative gloomy grim bleak dismal"
    " sluggish lackluster lacklustre tepid muted subdued soft softer fragile vulnerable expensive pricey"
    " overvalued overpriced stretched frothy overheated crowded disappointing dull cautious wary skeptical"
    " sceptical nervous jittery worried concerned troubled beleaguered embattled ailing risky volatile"
    " uncertain unsustainable unprofitable unattractive unfavorable unfavourable adverse difficult tough"
    " challenging painful bumpy rocky choppy shaky unconvinced reluctant hesitant complacent dangerous"
    " weakness loss losses risk risks headwind headwinds concern concerns worry worries fear fears doubt"
    " doubts jitters trouble troubles woes pain pressure pressures stress turmoil crisis slack drag laggard"
    " laggards underperformer underperformers loser losers bubble trap glut oversupply recession downside"
    " defaults debt fraud scam probe raid lawsuit penalty fine ban banned strike layoffs shortfall"
    " deficit fallout setback blow scare panic gloom pessimism caution bear bears overhang premature"
    " overdone unpopular unloved hopeless lagging troublesome burdensome threat threats threatened"
    " correction pullback squeeze worrisome worrying alarming spooked dud brutal ugly illiquid mirage",
    "HELP": _forms(
        "boost",
        "lift",
        "support",
        "help",
        "benefit",
        "aid",
        "improve",
        "drive",
        "push",
        "cheer",
        "buoy",
        "brighten",
        "bolster",
        "underpin",
        "fuel",
        "favor",
        "favour",
        "delight",
        "shine",
        "thrive",
        "flourish",
        "prosper",
        "enjoy",
    )
    + " driven drove throve supporting",
    "AIL": _forms(
        "worsen",
        "deteriorate",
        "struggle",
        "suffer",
        "disappoint",
        "fizzle",
        "sour",
        "stall",
        "fail",
        "backfire",
        "underwhelm",
        "flounder",
        "wither",
        "stagnate",
    ),
    "TRAIL": "underperform underperforms underperformed underperforming underperformance misses missed"
    " miss missing lags lag lagged lagging trails trail trailed trailing",
    "HARM": _forms(
        "hurt",
        "hit",
        "weigh",
        "dent",
        "dampen",
        "threaten",
        "hamper",
        "pressure",
        "squeeze",
        "undermine",
        "cripple",
        "haunt",
        "spook",
        "rattle",
        "punish",
        "batter",
        "hammer",
        "pummel",
        "pound",
        "damage",
        "derail",
        "stifle",
        "harm",
        "plague",
        "cloud",
        "burden",
        "unsettle",
        "bruise",
        "disrupt",
        "overshadow",
        "strain",
    )
    + " hitting beset dragged",
    "BEAT": "outpace outpaces outpaced outpacing"
    " beat beats beating outperform outperforms outperformed outperforming outperformance exceed"
    " exceeds exceeded exceeding top tops topped topping surpass surpasses surpassed outshine outshines"
    " outshone outdo trounce trounces outstrip outstrips overtake overtakes overtook",
    "RATEUP": "upgrade upgrades upgraded upgrading overweight accumulate conviction-buy",
    "RATEDOWN": "downgrade downgrades downgraded downgrading underweight",
    "BUY": "buy buys buying bought accumulate long own invest bet bets betting purchase",
    "SELL": "sell sells selling sold avoid avoids avoided avoiding exit exits exited short offload offloads"
    " dump dumps dumped dumping divest shun shuns shunned ditch ditched trim trimmed trimming",
    "LIKE": "prefer prefers preferred preferring likes love loves recommend recommends recommended"
    " favored favoured bet-on add positive-on bullish-on",
    "WARN": "warn warns warned warning warnings caution cautions cautioned cautioning alert alerts flag flags"
    " flagged flagging beware fret frets fretted dread dreads",
    "FLAT": "flat unchanged steady neutral range rangebound range-bound sideways stable muted mixed hold holds"
    " maintain maintains maintained unmoved little-changed consolidate consolidates consolidation equal-weight"
    " steadied steadies stuck sidelined sidelines",
    "NOT": "not no never neither nor without cannot hardly barely scarcely lack lacks lacking unlikely less"
    " fewer little limited can't won't don't"
    " doesn't didn't isn't aren't wasn't weren't couldn't shouldn't wouldn't hasn't haven't"
    " few rarely dont wont nobody nothing none",
    "HEDGE": "may might could can would should possibly perhaps maybe likely seems appear appears if unless"
    " whether until potentially hopes hope",
    "PROFIT": "profit profits net pat earnings revenue revenues sales income margin margins ebitda turnover"
    " eps orders dividend dividends returns cashflow output volumes",
    "COST": "cost costs expenses inflation unemployment npa npas debts provisions tax taxes tariff tariffs"
    " duty slippages yields delinquencies inventories leverage outflows redemptions deficits claims",
    "STOP": "halt halts halted suspend suspends suspended delay delays delayed cut cuts cutting trims"
    " scrap scraps scrapped cancel cancels cancelled reject rejects rejected block blocks blocked freeze",
    "GET": "win wins won bag bags bagged secure secures secured land lands landed get gets got clinch clinches"
    " clinched receives received approval approves approved nod raise raises raised raising launch launches"
    " launched debut acquire acquires acquired",
}


@cache
def load_classes() -> Mapping[str, str]:
    """Return the class of each word; a word of two classes has the first that lists it."""
    found: dict[str, str] = {}
    for name, words in _CLASSES.items():
        for word in words.split():
            found.setdefault(word, name)
    return found
