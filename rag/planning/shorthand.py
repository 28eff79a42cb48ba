"""How people type: apostrophes left out, short forms, a year as '24. Written out before a question is read."""

import re
from collections.abc import Callable

_CURRENCIES = {
    "usd": "dollar", "eur": "euro", "gbp": "sterling", "jpy": "yen", "chf": "franc", "aud": "Australian dollar",
    "cad": "Canadian dollar", "nzd": "New Zealand dollar",
}  # fmt: skip
"""Of a pair as it is quoted: `usdjpy`."""
_ALONE = {
    "mxn": "Mexican peso", "brl": "real", "zar": "rand", "krw": "won", "inr": "rupee", "cny": "yuan", "cnh": "yuan",
    "rub": "rouble", "sek": "Swedish krona", "dkk": "Danish krone", "pln": "zloty",
    "huf": "forint", "czk": "koruna", "clp": "Chilean peso", "thb": "baht", "idr": "rupiah",
    "myr": "ringgit", "twd": "Taiwan dollar", "sgd": "Singapore dollar",
}  # fmt: skip
"""Codes that are no word, no ticker and no language, typed without capitals."""
_WRITTEN_OUT: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"\b(what|who|where|how|when|that|there)s\b(?=\s)", re.IGNORECASE), r"\1's"),
    (re.compile(r"\b(does|did|is|are|was|were|has|have|do|would|could|should|is)nt\b", re.IGNORECASE), r"\1n't"),
    (re.compile(r"\b(today|yesterday)s\b", re.IGNORECASE), r"\1's"),
    (re.compile(r"\babt\b", re.IGNORECASE), "about"),
    (re.compile(r"\bacc\.?\s+to\b", re.IGNORECASE), "according to"),
    (re.compile(r"\bw/\s?", re.IGNORECASE), "with "),
    (re.compile(r"\b(?:v|vs)\.?\s(?=\w)", re.IGNORECASE), "versus "),
    (re.compile(r"\bu\b(?=\s)"), "you"),
    (re.compile(r"\brn\b", re.IGNORECASE), "now"),
    (re.compile(r"\btgt\b", re.IGNORECASE), "target"),
    (re.compile(r"\bfcst\b", re.IGNORECASE), "forecast"),
    (re.compile(r"\bmkts?\b", re.IGNORECASE), "market"),
    (re.compile(r"\b(\d{1,2})y(?:r)?\b", re.IGNORECASE), r"\1-year"),
    (re.compile(r"\b(usd|eur|gbp|jpy|chf|aud|cad|nzd)[/-]?(usd|eur|gbp|jpy|chf|aud|cad|nzd)\b", re.IGNORECASE),
     lambda match: " ".join(_CURRENCIES[code.lower()] for code in match.groups())),
    (re.compile(rf"\b({'|'.join(_ALONE)})\b(?!\s+to\b)"),
     lambda match: _ALONE[match[0]]),
    (re.compile(r"\b([1-4])q(?=\b)", re.IGNORECASE), r"Q\1"),
    (re.compile(r"\b(at|to|above|below|over|under|near|past|hits?|reach(?:es)?) (\d{2,3})k\b", re.IGNORECASE),
     r"\1 \2,000"),  # a level; no "401k", no "10k filing"
    (re.compile(r"\bq([1-4])\s?'(\d\d)\b", re.IGNORECASE), r"Q\1 20\2"),
    (
        re.compile(
            r"\b((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?)\s?['’](\d\d)\b",
            re.IGNORECASE,
        ),
        r"\1 20\2",
    ),
)  # fmt: skip


def write_out(question: str) -> str:
    """The question with its short forms written out."""
    for pattern, written in _WRITTEN_OUT:
        question = pattern.sub(written, question)
    return question
