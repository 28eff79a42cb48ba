"""The check that every answer passes, whoever wrote it: its quotations and numbers stand in what it cites.

One small normalisation, the same for both sides: curly quotation marks and apostrophes are read as
straight, dashes of any length as hyphens, any white space as one space, letter case as it is.
Similarity never decides.
"""

import re
from collections.abc import Iterable, Sequence

_FOLD = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‘": "'",
        "’": "'",
        "–": "-",
        "—": "-",
        "‑": "-",
        "−": "-",
        "\u00a0": " ",
        "\u2009": " ",
        "\u202f": " ",
    }
)
_QUOTATION = re.compile(r'"([^"]+)"')
_NUMBER = re.compile(r"(?<![\w.,])[-+]?\d[\d,]*(?:\.\d+)?")
MARK = re.compile(r"\[\d{1,3}\]")
"""A citation mark as it stands in an answer."""


def normalise(text: str) -> str:
    """The form in which an answer and its sources are compared."""
    return " ".join(text.translate(_FOLD).split())


def find_unsupported(text: str, quotes: Sequence[str], fields: Iterable[str]) -> tuple[str, ...]:
    """Quotations and numbers of `text` that stand neither in the quotes nor in the cited articles' fields.

    `fields` are what is known of the cited articles: title, outlet, date as written out and as ISO.
    """
    bare = MARK.sub(" ", normalise(text))
    sources = [normalise(quote) for quote in quotes]
    known = [normalise(field) for field in fields]
    unsupported = [
        quotation
        for quotation in _quotations(bare)
        if not any(quotation.strip(" ,.;:!?") in source for source in (*sources, *known))
    ]
    present = {
        _plain(number) for source in (*sources, *known) for number in _NUMBER.findall(source)
    }
    unsupported.extend(number for number in _NUMBER.findall(bare) if _plain(number) not in present)
    return tuple(unsupported)


def _quotations(text: str) -> list[str]:
    return [match[1].strip() for match in _QUOTATION.finditer(text) if len(match[1].split()) > 1]


def _plain(number: str) -> str:
    return number.replace(",", "").lstrip("+").rstrip(".")
