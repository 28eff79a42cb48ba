"""Countries and cities that a sentence names, by their names and by what belongs to them."""

import re
from collections.abc import Sequence

from corpus.name_words import NATIONALITIES, PLACES
from corpus.words import words
from rag.checking.checked import CitedSpan
from rag.checking.names_check import header_texts
from rag.checking.sentence_reading import Reading

_SAME_PLACES = (
    frozenset(words("us u.s usa america american americas domestic washington")),
    frozenset(words("uk u.k britain british england")),
    frozenset(words("europe european eurozone euro eu")),
    frozenset(words("france french")),
    frozenset(words("netherlands dutch")),
    frozenset(words("switzerland swiss")),
    frozenset(words("spain spanish")),
)
_PLACE_LETTERS = 4
_IMPLIED = (
    (
        frozenset(words("us u.s usa america american")),
        re.compile(
            r"\b(?:Fed|Federal Reserve|FOMC|Treasury|Treasuries|Wall Street|Russell|S&P|Nasdaq|Dow|White House|"
            r"Congress|Senate|payrolls?|dollars?|SEC|Securities and Exchange Commission|Energy Information "
            r"Administration|EIA|"
            r"Bureau of Labor Statistics|Fannie Mae|Freddie Mac|NYSE|Comptroller|Supreme Court)\b"
        ),
    ),
    (
        frozenset(words("uk u.k britain british england")),
        re.compile(
            r"\b(?:gilts?|Gilts?|sterling|Sterling|Bank of England|BoE|FTSE|Threadneedle|Treasury|London|"
            r"England|Office for National Statistics|ONS|HMRC|MPs|Exchequer|Downing Street|Whitehall|BoE|OBR|"
            r"CBI|NHS)\b|£"
        ),
    ),
    (
        frozenset(words("europe european eurozone euro eu")),
        re.compile(r"\b(?:ECB|European Central Bank|Stoxx|STOXX|euro|euros|Brussels)\b|€"),
    ),
    (
        frozenset(words("germany german")),
        re.compile(r"\b(?:Bunds?|Bundesbank|DAX|Dax|Ifo|ZEW|Berlin)\b"),
    ),
    (
        frozenset(words("japan japanese")),
        re.compile(r"\b(?:yen|Yen|Bank of Japan|BoJ|BOJ|JGBs?|Nikkei|Topix|Tokyo)\b|¥"),
    ),
    (
        frozenset(words("china chinese")),
        re.compile(r"\b(?:yuan|renminbi|PBOC|PBoC|CSI 300|Beijing|Shanghai|Shenzhen)\b"),
    ),
    (frozenset(words("switzerland swiss")), re.compile(r"\b(?:SNB|SMI|francs?|Zurich|Bern)\b")),
    (frozenset(words("sweden swedish")), re.compile(r"\b(?:Riksbank|krona|Stockholm)\b")),
    (frozenset(words("norway norwegian")), re.compile(r"\b(?:Norges Bank|Oslo)\b")),
    (frozenset(words("india indian")), re.compile(r"\b(?:rupees?|RBI|Sensex|Nifty|Mumbai)\b")),
    (frozenset(words("canada canadian")), re.compile(r"\b(?:loonie|Bank of Canada|TSX|Toronto)\b")),
    (frozenset(words("australia australian")), re.compile(r"\b(?:RBA|ASX|Sydney)\b")),
    (frozenset(words("korea korean")), re.compile(r"\b(?:Kospi|KOSPI|Seoul)\b")),
    (frozenset(words("brazil brazilian")), re.compile(r"\b(?:Selic|Bovespa|Copom)\b")),
    (
        frozenset(words("brazil brazilian")),
        re.compile(
            r"\b(?:[Tt]he real(?=[.,;:]| (?:rose|fell|has|is|was|to|at|against|"
            r"gained|lost|weaken\w*|strengthen\w*|firm\w*|slid|slip\w*|drop\w*|trade[sd]?)\b)|reais)\b"
        ),
    ),
    (
        frozenset(words("turkey turkish")),
        re.compile(r"\b(?:lira|Borsa Istanbul|Ankara|Istanbul)\b"),
    ),
    (frozenset(words("mexico mexican")), re.compile(r"\b(?:Banxico|Mexbol)\b")),
    (frozenset(words("africa african")), re.compile(r"\b(?:rand|JSE|Johannesburg)\b")),
    (frozenset(words("poland polish")), re.compile(r"\b(?:zloty|WIG20|Warsaw)\b")),
    (frozenset(words("hungary hungarian")), re.compile(r"\b(?:forint|Budapest)\b")),
    (frozenset(words("thailand thai")), re.compile(r"\b(?:baht|Bangkok)\b")),
    (frozenset(words("indonesia indonesian")), re.compile(r"\b(?:rupiah|Jakarta)\b")),
    (frozenset(words("malaysia malaysian")), re.compile(r"\bringgit\b")),
    (frozenset(words("russia russian")), re.compile(r"\b(?:rouble|ruble|Moscow|Kremlin)\b")),
    (frozenset(words("france french")), re.compile(r"\b(?:CAC 40|Paris|OATs?)\b")),
    (frozenset(words("italy italian")), re.compile(r"\b(?:BTPs?|FTSE MIB|Rome|Milan)\b")),
)
"""What a place's money, bonds, central bank and exchange are called, which say where something is."""


def find_missing_places(
    sentence: Reading, source: Reading, spans: Sequence[CitedSpan]
) -> tuple[str, ...]:
    """Countries and cities that the sentence names and neither the span nor its header does."""
    told = _places(sentence.text)
    if not told:
        return ()
    held = {
        p
        for text in (source.text, *(t for s in spans for t in header_texts(s)))
        for p in _places(text, any_case=True)
    }
    texts = (source.text, *(t for s in spans for t in header_texts(s)))
    return tuple(
        place
        for place in told
        if not any(_one_place(place, other) for other in held)
        and not any(
            place in names and sign.search(text) for names, sign in _IMPLIED for text in texts
        )
    )


def _places(text: str, *, any_case: bool = False) -> list[str]:
    found = re.findall(r"\b(?:U\.[SK]\b|[^\W\d_]+)", text)
    return [
        word.lower()
        for word in found
        if (any_case or word[0].isupper())
        and word.lower() not in _NO_PLACE
        and (
            word.lower() in NATIONALITIES
            or word.lower() in PLACES
            or word in ("US", "UK", "U.S", "U.K", "EU")
            or any_case
        )
    ]


def find_places(text: str) -> list[tuple[int, int]]:
    """Where countries and cities stand, which are checked on their own."""
    return [
        match.span()
        for match in re.finditer(r"\b(?:U\.[SK]\b|[^\W\d_]+)", text)
        if _places(match[0])
    ]


_NO_PLACE = frozenset(
    words(
        "republican democrat democratic labour tory conservative dovish hawkish western eastern northern southern us"
    )
)


def _one_place(first: str, second: str) -> bool:
    if any({first, second} <= group for group in _SAME_PLACES):
        return True
    return first[:_PLACE_LETTERS] == second[:_PLACE_LETTERS]
