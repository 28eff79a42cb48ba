"""What a firm's name tells of its kind, so that `the chipmaker` is no bank and no grocer.

Only contradictions count: a name that tells nothing may be called by any noun.
"""

from functools import cache

from corpus.words import phrases, words

_TRADES: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "chipmaker": (
        phrases(
            """nvidia; taiwan semiconductor; amd; intel; qualcomm; texas instruments; micron;
            broadcom; arm holdings; samsung; sk hynix"""
        ),
        frozenset(words("semiconductor semiconductors chips silicon")),
    ),
    "carmaker": (
        phrases(
            """tesla; ford; general motors; stellantis; toyota; honda; nissan; volkswagen; bmw;
            mercedes-benz; porsche; byd; rivian; lucid; tata motors"""
        ),
        frozenset(words("motor motors automotive autos")),
    ),
    "retailer": (
        phrases(
            """walmart; target corporation; costco; home depot; lowe's; gap inc; macy's; kroger;
            dollar general; best buy; amazon; kohl's; dillard's; walgreens; cvs; gamestop;
            burlington stores; bj's wholesale; victoria's secret; dick's sporting goods; ollie's;
            carter's; sainsbury's; alibaba; jd.com; pdd holdings; lululemon; levi's; apple; nike"""
        ),
        frozenset(words("stores retail outfitters supermarkets grocers")),
    ),
    "airline": (
        phrases("delta air lines; united airlines; american airlines; southwest airlines"),
        frozenset(words("airlines airline airways aviation")),
    ),
    "telecom": (phrases("at&t; verizon; t-mobile; vodafone"), frozenset(words("telecom wireless"))),
    "drugmaker": (
        phrases(
            """johnson & johnson; pfizer; merck; eli lilly; novo nordisk; astrazeneca; gsk;
            novartis; roche; sanofi; bayer; abbvie; amgen; moderna; merck kgaa"""
        ),
        frozenset(
            words(
                """pharma pharmaceutical pharmaceuticals therapeutics bio biosciences biotech
                genetics medicines laboratories biopharma"""
            )
        ),
    ),
    "insurer": (
        phrases(
            """metlife; aviva; allianz; axa; zurich insurance; swiss re; munich re; generali; aig;
            unitedhealth; cvs; lloyd's of london; berkshire hathaway"""
        ),
        frozenset(words("insurance assurance reinsurance")),
    ),
    "miner": (
        phrases(
            "glencore; rio tinto; bhp; vale; freeport-mcmoran; newmont; barrick; cleveland-cliffs"
        ),
        frozenset(words("mining minerals metals resources lithium copper gold")),
    ),
    "oil": (
        phrases(
            """exxon mobil; chevron; conocophillips; occidental petroleum; shell; bp; totalenergies;
            equinor; eni; saudi aramco; petrobras; gazprom; rosneft; schlumberger; halliburton"""
        ),
        frozenset(words("oil petroleum gas drilling")),
    ),
    "planemaker": (phrases("boeing; airbus"), frozenset(words("aerospace"))),
    "homebuilder": (
        phrases("lennar; d.r. horton; toll brothers; kb home; pultegroup"),
        frozenset(words("homes homebuilders")),
    ),
    "restaurant": (
        phrases(
            """starbucks; mcdonald's; wendy's; domino's; denny's; papa john's; zaxby's; chili's;
            wetherspoon's; domino's pizza group"""
        ),
        frozenset(words("restaurants pizza burgers grill coffee")),
    ),
    "utility": (
        phrases("nextera energy; constellation energy; vistra"),
        frozenset(words("electric utilities power")),
    ),
    "railroad": (phrases("union pacific"), frozenset(words("rail railway railways railroad"))),
    "bank": (frozenset(), frozenset(words("bank bancorp bancshares savings banking"))),
    "software": (
        phrases(
            """microsoft; oracle; salesforce; adobe; servicenow; sap; palantir; snowflake;
            crowdstrike; palo alto networks; alphabet; meta; netflix; spotify; uber; airbnb"""
        ),
        frozenset(words("software systems cloud")),
    ),
}
"""By trade: well-known companies, and words of names that tell it."""
_TRADE_OF_NOUN = {
    "chipmaker": frozenset(("chipmaker",)),
    "foundry": frozenset(("chipmaker",)),
    "carmaker": frozenset(("carmaker",)),
    "automaker": frozenset(("carmaker",)),
    "retailer": frozenset(("retailer",)),
    "grocer": frozenset(("retailer",)),
    "airline": frozenset(("airline",)),
    "carrier": frozenset(("airline", "telecom", "railroad")),
    "drugmaker": frozenset(("drugmaker",)),
    "biotech": frozenset(("drugmaker",)),
    "insurer": frozenset(("insurer",)),
    "underwriter": frozenset(("insurer", "bank")),
    "miner": frozenset(("miner",)),
    "driller": frozenset(("oil",)),
    "refiner": frozenset(("oil",)),
    "producer": frozenset(("oil", "miner", "utility")),
    "planemaker": frozenset(("planemaker",)),
    "homebuilder": frozenset(("homebuilder",)),
    "builder": frozenset(("homebuilder",)),
    "chain": frozenset(("retailer", "restaurant", "drugmaker")),
    "restaurateur": frozenset(("restaurant",)),
    "utility": frozenset(("utility", "oil")),
    "railroad": frozenset(("railroad",)),
    "lender": frozenset(("bank",)),
    "bank": frozenset(("bank",)),
}
_PUBLIC_NAMES = frozenset(
    words(
        """
        department ministry agency commission court council office bureau authority committee
        administration congress senate parliament government treasury reserve board service
        """
    )
)
_JOINT_NAMES = frozenset(
    words(
        """
        association federation institute chamber alliance coalition society league forum union
        confederation guild consortium foundation council consumers manufacturers retailers
        workers growers producers builders board organization organisation network
        """
    )
)
_RATING_NAMES = frozenset(words("rating ratings moody's fitch s&p dbrs scope kbra"))
_PUBLIC_NOUNS = frozenset(words("agency regulator watchdog ministry department government"))
_JOINT_NOUNS = frozenset(
    words("association union trade-group nonprofit charity council institute federation")
)
_OPEN_NOUNS = frozenset(
    words("group institution organization organisation body giant network think-tank forecaster")
)


def confirms(noun: str, name: str) -> bool:
    """Whether a firm's name tells that the noun means it: `the trade group` for Roe Association."""
    told = set(name.lower().split())
    if noun in _PUBLIC_NOUNS:
        return not told.isdisjoint(_PUBLIC_NAMES)
    if noun in _JOINT_NOUNS:
        return not told.isdisjoint(_JOINT_NAMES)
    if noun == "rating-agency":
        return not told.isdisjoint(_RATING_NAMES)
    wanted = _TRADE_OF_NOUN.get(noun)
    return wanted is not None and not _trades_of(name).isdisjoint(wanted)


@cache
def _trades_of(name: str) -> frozenset[str]:
    low = name.lower()
    told = set(low.replace("-", " ").split())
    return frozenset(
        trade
        for trade, (names, parts) in _TRADES.items()
        if low in names or not told.isdisjoint(parts)
    )


def contradicts(noun: str, name: str, kind: str | None) -> bool:
    """Whether a firm of this name cannot be called by the noun: `the regulator` for Orrin Foods."""
    if kind is None or kind == "organisation":
        told = set(name.lower().split())
        acronym = name.isupper() and " " not in name
        public = not told.isdisjoint(_PUBLIC_NAMES)
        joint = not told.isdisjoint(_JOINT_NAMES)
        if noun in _PUBLIC_NOUNS:
            return not (public or acronym)
        if noun in _JOINT_NOUNS:
            return not (joint or public or acronym or noun == "union")
        if noun not in _OPEN_NOUNS and (public or joint):
            return True
    wanted = _TRADE_OF_NOUN.get(noun)
    trades = _trades_of(name)
    if wanted is None or not trades or kind not in (None, "organisation", "company"):
        return False
    return trades.isdisjoint(wanted)
