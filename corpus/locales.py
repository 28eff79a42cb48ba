"""What a locale such as `en-GB` tells: the language, and the order in which it writes dates."""

import re

_MONTH_FIRST = frozenset(["us", "fm", "mh", "pw"])
_DAY_FIRST = frozenset([
        "gb", "ie", "au", "nz", "in", "sg", "hk", "my", "za", "ng", "ke", "gh", "pk", "lk", "bd",
        "mt", "jm", "de", "at", "ch", "fr", "be", "it", "es", "pt", "br", "mx", "ar", "cl", "co",
        "nl", "dk", "no", "fi", "pl", "cz", "sk", "ro", "gr", "tr", "ru", "ua", "bg", "hr", "rs",
        "il", "ae", "sa", "eg", "id", "th", "vn",
])  # fmt: skip
_DAY_FIRST_LANGUAGES = frozenset([
        "de", "fr", "it", "es", "pt", "nl", "da", "no", "nb", "fi", "pl", "cs", "sk", "ro", "el",
        "tr", "ru", "uk", "bg", "hr", "sr", "he", "ar", "id", "th", "vi",
])  # fmt: skip
"""Unicode CLDR, short date patterns; Canada and what begins with the year are left out."""


def language_code(value: str | None) -> str | None:
    """The ISO 639-1 code that a tag such as `en-GB` begins with."""
    match = re.match(r"([a-z]{2})(?:[-_]|$)", value.strip().lower()) if value else None
    return match[1] if match else None


def locale_writes_day_first(locale: str | None) -> bool | None:
    """Whether 07/08/2024 is 7 August to a locale's readers; None where the tag does not tell."""
    tag = (locale or "").strip().lower().replace("_", "-")
    match = re.fullmatch(r"([a-z]{2})(?:-[a-z]{4})?(?:-([a-z]{2}))?(?:-.*)?", tag)
    if match is None:
        return None
    language, region = match[1], match[2]
    if region is None:
        return True if language in _DAY_FIRST_LANGUAGES else None
    if region in _MONTH_FIRST:
        return False
    return True if region in _DAY_FIRST else None
