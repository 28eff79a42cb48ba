"""How people type: apostrophes left out, short forms, a year as '24. Written out before a question is read."""

import re
from collections.abc import Callable

_CURRENCIES = {
    "usd": "dollar", "eur": "euro", "gbp": "sterling", "jpy": "yen", "chf": "franc", "aud": "Australian dollar",
    "cad": "Canadian dollar", "nzd": "New Zealand dollar",
}  # fmt: skip
"""Of a pair as it is quoted: `usdjpy`."""
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
