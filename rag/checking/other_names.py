"""Words that go by another name in a source: rates, yields, governments, what analysts expect, the poor.

Each rule names the words, what stands beside them, and what a source has in their place.
"""

import re
from dataclasses import dataclass

from corpus.words import words
from rag.checking.cutting import Word
from rag.checking.sentence_reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    """Words that need no like where a source has another name for what they are."""

    lows: frozenset[str]
    source: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    """What a source has where another thing of the kind is meant."""
    before: re.Pattern[str] | None = None
    """What must stand before the word, at the end of a match."""
    behind: re.Pattern[str] | None = None


_CENTRAL_BANK = re.compile(
    r"\b(?:Bank of [A-Z]\w+|Reserve Bank|Fed\b|Federal Reserve|ECB|European Central Bank|BoE|BOE|BoJ|BOJ|"
    r"PBOC|PBoC|RBA|RBI|RBNZ|SNB|Swiss National Bank|Riksbank|Norges Bank|Bundesbank|Banxico|Banco Central|"
    r"National Bank of|FOMC|MPC|Monetary Policy Committee|Governing Council)"
)
_TENOR = r"\b(?:\d+|two|three|five|seven|ten|twenty|thirty)[- ]year\b|\b(?:2|5|10|30)s\b"
_ANYTHING = re.compile("")
_EXPECTING = re.compile(
    r"\b(?:analysts?|economists?|investors?|strategists?|brokers?|consensus|estimates?|expected|forecasts?)\b",
    re.IGNORECASE,
)


def _role(*held: str) -> re.Pattern[str]:
    """What a source has where an officer is meant; `rag.checking.role_check` tells which one."""
    return re.compile(rf"\b(?:{'|'.join(held)})\b", re.IGNORECASE)


_NAMES = (
    _Name(  # a central bank's rate has many names
        lows=frozenset(words("policy benchmark key base main official bank cash interest")),
        behind=re.compile(r" (?:rate|interest|lending)"),
        source=re.compile(
            r"\b(?:rates?|benchmark|borrowing costs?|Bank Rate|easing|tightening|repo)\b",
            re.IGNORECASE,
        ),
    ),
    _Name(  # where a source tells of no rate of another kind
        lows=frozenset(words("repo deposit lending overnight")),
        behind=re.compile(r" (?:rate|interest|lending)"),
        source=re.compile(
            r"\b(?:key|policy|benchmark|main|official|interest|borrowing costs?|easing|tightening|central bank)\b",
            re.IGNORECASE,
        ),
        unless=re.compile(
            r"\b(?:repo|deposits?|lending|overnight|mortgage|savings|cash|loans?)\b", re.IGNORECASE
        ),
    ),
    _Name(
        lows=frozenset(words("unanimous unanimously")),
        source=re.compile(
            r"\ball (?:[\w-]+ ){0,3}(?:members|policymakers|governors|directors|officials|judges|board)\b|"
            r"\b\d+-0\b|\bno dissent|\bnobody dissented",
            re.IGNORECASE,
        ),
    ),
    _Name(  # "the ten-year at 4%" is its yield
        lows=frozenset(
            words(
                "yield yields note notes bond bonds treasury treasuries gilt gilts bund bunds paper"
            )
        ),
        before=re.compile(rf"(?:{_TENOR})[^.;,]{{0,16}}$", re.IGNORECASE),
        source=re.compile(_TENOR, re.IGNORECASE),
    ),
    _Name(  # a capital stands for its government
        lows=frozenset(
            words("authorities government governments official officials administration")
        ),
        source=re.compile(
            r"\b(?:Tokyo|Washington|Beijing|Brussels|Berlin|Paris|Rome|Madrid|Moscow|Delhi|Ottawa|Canberra|"
            r"Ankara|Westminster|Whitehall|White House|Downing Street|Kremlin|Treasury|"
            r"[Mm]inist(?:er|ry|ries|ers)|[Aa]uthorit(?:y|ies)|[Oo]fficials?|[Gg]overnments?)\b"
        ),
    ),
    _Name(
        lows=frozenset(words("authorities officials authority")),
        source=re.compile(
            r"\b(?:[Rr]egulators?|[Pp]olicymakers?|central bank(?:ers?)?|watchdogs?|agenc(?:y|ies))\b"
        ),
    ),
    _Name(
        lows=frozenset(("wall",)),
        behind=re.compile(r" Street\b"),
        source=_EXPECTING,
    ),
    _Name(lows=frozenset(("street",)), before=re.compile(r"\bWall $"), source=_EXPECTING),
    _Name(
        lows=frozenset(words("single sole lone")),
        source=re.compile(r"\b(?:one|only|1)\b", re.IGNORECASE),
    ),
    _Name(  # "poorer households" are those of lower incomes
        lows=frozenset(words("rich richer richest wealthy wealthier poor poorer poorest")),
        behind=re.compile(
            r" (?:\w+ )?(?:households?|families|family|people|consumers?|shoppers?|customers?|buyers?|"
            r"borrowers?|countries|nations?|workers|americans|britons|homes|earners?|groups?)\b",
            re.IGNORECASE,
        ),
        source=re.compile(
            r"\b(?:\w+-income|(?:low|high|lower|higher|middle) earners|well off|worse off|better off|"
            r"hard[- ]up|affluent)\b",
            re.IGNORECASE,
        ),
    ),
    _Name(lows=frozenset(("ceo", "ceos")), source=_role("chief executives?")),
    _Name(lows=frozenset(("cfo", "cfos")), source=_role("finance", "financial")),
    _Name(lows=frozenset(("coo",)), source=_role("operating", "operations")),
    _Name(lows=frozenset(("cio",)), source=_role("investment", "information")),
    _Name(lows=frozenset(("cto",)), source=_role("technology", "technical")),
    _Name(
        lows=frozenset(("boss", "bosses")),
        source=_role("chiefs?", "CEOs?", "heads?", "directors?", "executives?", "leaders?"),
    ),
    _Name(  # "loan losses" are those on bad loans
        lows=frozenset(words("loss losses")),
        before=re.compile(r"\b(?:loan|credit) $", re.IGNORECASE),
        source=re.compile(
            r"\b(?:bad loans?|provisions?|loan losses|credit|defaults?)\b", re.IGNORECASE
        ),
    ),
    _Name(
        lows=frozenset(words("cut cuts cutting reduction reductions")),
        before=re.compile(r"\bcost[- ]$", re.IGNORECASE),
        source=re.compile(
            r"\b(?:savings?|save[sd]?|cheaper|leaner|(?:lower|reduce|trim|cut|slash|pare)\w* (?:\w+ ){0,3}costs?)\b",
            re.IGNORECASE,
        ),
    ),
    _Name(lows=frozenset(("more",)), before=re.compile(r"\bonce $"), source=_ANYTHING),
)


_BY_WORD = {
    low: tuple(name for name in _NAMES if low in name.lows) for one in _NAMES for low in one.lows
}


def goes_by_another_name(word: Word, sentence: Reading, source: Reading) -> bool:
    """Whether what a word names stands in the source under another name."""
    return any(
        (name.before is None or name.before.search(sentence.text[: word.start][-32:]))
        and (name.behind is None or name.behind.match(sentence.text, word.end))
        and name.source.search(source.text)
        and (name.unless is None or not name.unless.search(source.text))
        for name in _BY_WORD.get(word.low, ())
    )


def names_central_bank(text: str) -> bool:
    """Whether a text names a central bank, which a retelling may call so."""
    return _CENTRAL_BANK.search(text) is not None
