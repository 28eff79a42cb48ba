"""Outlets by name: one table, `outlets.toml`, read by domain, by name and by tell-tale phrase.

To add an outlet, add it to the table; nothing here names one.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from corpus.errors import CorpusError

_TABLE = Path(__file__).with_name("outlets.toml")
_KEYS = frozenset({"name", "domains", "aliases", "phrases"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One row of the table."""

    name: str
    domains: tuple[str, ...]
    aliases: tuple[str, ...]
    phrases: tuple[str, ...]


def read_outlets(path: Path = _TABLE) -> tuple[Outlet, ...]:
    """The rows of a table of outlets, in its order.

    Raises:
        CorpusError: it is not TOML, or a row has no name, an unknown key or a wrong value.
    """
    try:
        rows = tomllib.loads(path.read_text("utf-8")).get("outlet", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: not a table of outlets in TOML: {error}") from error
    outlets = []
    for number, row in enumerate(rows, 1):
        lists = [row.get(key, []) for key in ("domains", "aliases", "phrases")]
        words = [row.get("name"), *(word for words in lists for word in words)]
        if not row.keys() <= _KEYS or not all(isinstance(word, str) and word for word in words):
            raise CorpusError(
                f"{path}: outlet {number}: {row!r} needs a name, and may have lists of text "
                "called domains, aliases and phrases"
            )
        outlets.append(
            Outlet(
                name=row["name"],
                domains=tuple(lists[0]),
                aliases=tuple(lists[1]),
                phrases=tuple(lists[2]),
            )
        )
    return tuple(outlets)


def _key(name: str) -> str:
    """A name without case, apostrophes, a leading article or a company's legal form."""
    name = re.sub(r"[’'`.]", "", " ".join(name.split())).casefold()
    name = re.sub(r"[,\s]+(?:inc|ltd|llc|limited|lp|plc|gmbh|corp|company)$", "", name)
    return name.removeprefix("the ")


@cache
def _by_name() -> dict[str, str]:
    return {
        _key(name): outlet.name
        for outlet in read_outlets()
        for name in (outlet.name, *outlet.aliases)
    }


@cache
def _by_domain() -> dict[str, str]:
    return {domain: outlet.name for outlet in read_outlets() for domain in outlet.domains}


@cache
def _phrases() -> tuple[tuple[str, str], ...]:
    return tuple(
        (" ".join(phrase.split()), outlet.name)
        for outlet in read_outlets()
        for phrase in outlet.phrases
    )


def outlet_of_url(url: str) -> str | None:
    """The outlet whose domain, or a parent of whose subdomain, the address has."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:  # such as an address with half an IPv6 bracket
        return None
    labels = host.lower().rstrip(".").split(".")
    for first in range(len(labels) - 1):
        if (name := _by_domain().get(".".join(labels[first:]))) is not None:
            return name
    return None


def outlet_of_name(name: str) -> str | None:
    """The table's name for an outlet written in any of the ways it knows; case does not matter."""
    return _by_name().get(_key(name)) or outlet_of_url("//" + name.strip())


def outlet_of_phrases(text: str) -> str | None:
    """The outlet whose own words, such as its publisher's disclosure, stand in a text."""
    text = " ".join(text.split())
    return next((name for phrase, name in _phrases() if phrase in text), None)
