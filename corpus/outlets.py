"""Outlets by name: one table, `outlets.toml`, read by domain, by name and by tell-tale phrase.

To add an outlet, add it to the table or to one of your own (`use_outlets`); nothing here names one.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from corpus.errors import CorpusError

_TABLE = Path(__file__).with_name("outlets.toml")
_KEYS = frozenset({"name", "domains", "aliases", "phrases", "day_first"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One row of the table."""

    name: str
    domains: tuple[str, ...]
    aliases: tuple[str, ...]
    phrases: tuple[str, ...]
    day_first: bool | None = None
    """Whether its pages write 7 August as 07/08; None is not known."""


def read_outlets(path: Path = _TABLE) -> tuple[Outlet, ...]:
    """The rows of a table of outlets, in its order.

    Raises:
        CorpusError: it is not TOML, or a row has no name, an unknown key or a wrong value.
    """
    try:
        rows = tomllib.loads(path.read_text("utf-8")).get("outlet", [])
    except OSError as error:
        raise CorpusError(
            f"{path}: cannot be read: {error.strerror or error}; expected a table of outlets in TOML"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: not a table of outlets in TOML: {error}") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise CorpusError(f"{path}: {rows!r} is no list of outlets; each begins with [[outlet]]")
    outlets = []
    for number, row in enumerate(rows, 1):
        lists = [row.get(key, []) for key in ("domains", "aliases", "phrases")]
        lists = [words if isinstance(words, list) else [None] for words in lists]
        words = [row.get("name"), *(word for words in lists for word in words)]
        right = row.keys() <= _KEYS and isinstance(row.get("day_first", True), bool)
        if not right or not all(isinstance(word, str) and word for word in words):
            raise CorpusError(
                f"{path}: outlet {number}: {row!r} needs a name, and may have lists of text "
                "called domains, aliases and phrases, and day_first = true or false"
            )
        outlets.append(
            Outlet(
                name=row["name"],
                domains=tuple(lists[0]),
                aliases=tuple(lists[1]),
                phrases=tuple(lists[2]),
                day_first=row.get("day_first"),
            )
        )
    return tuple(outlets)


def _key(name: str) -> str:
    """A name without case, apostrophes, a leading article or a company's legal form."""
    name = re.sub(r"[’'`.]", "", " ".join(name.split())).casefold()
    name = re.sub(r"[,\s]+(?:inc|ltd|llc|limited|lp|plc|gmbh|corp|company)$", "", name)
    return name.removeprefix("the ")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """The rows as they are looked up; of two rows that claim a word the later one has it."""

    by_name: Mapping[str, str]
    by_domain: Mapping[str, str]
    phrases: tuple[tuple[str, str], ...]
    day_first: Mapping[str, bool]


_extra: Path | None = None
_extra_stamp: int | None = None
"""When the file was last changed, in nanoseconds."""


def use_outlets(extra: Path | None) -> None:
    """Look outlets up in a table of one's own as well, whose rows win; None is the package's only.

    Holds for this process until the next call.

    Raises:
        CorpusError: the table cannot be read or a row is wrong.
    """
    global _extra, _extra_stamp
    stamp = extra.stat().st_mtime_ns if extra is not None and extra.is_file() else None
    if extra == _extra and stamp == _extra_stamp:
        return
    if extra is not None:
        read_outlets(extra)
    _extra, _extra_stamp = extra, stamp
    _table.cache_clear()


def known_outlets() -> tuple[Outlet, ...]:
    """The rows of the package's table and then of the one that `use_outlets` named."""
    return read_outlets() if _extra is None else (*read_outlets(), *read_outlets(_extra))


@cache
def _table() -> _Table:
    outlets = known_outlets()
    return _Table(
        by_name={
            _key(name): outlet.name for outlet in outlets for name in (outlet.name, *outlet.aliases)
        },
        by_domain={domain: outlet.name for outlet in outlets for domain in outlet.domains},
        phrases=tuple(
            (" ".join(phrase.split()), outlet.name)
            for outlet in reversed(outlets)
            for phrase in outlet.phrases
        ),
        day_first={
            outlet.name: outlet.day_first for outlet in outlets if outlet.day_first is not None
        },
    )


def outlet_of_url(url: str) -> str | None:
    """The outlet whose domain, or a parent of whose subdomain, the address has."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:  # such as an address with half an IPv6 bracket
        return None
    labels = host.lower().rstrip(".").split(".")
    for first in range(len(labels) - 1):
        if (name := _table().by_domain.get(".".join(labels[first:]))) is not None:
            return name
    return None


def outlet_of_name(name: str) -> str | None:
    """The table's name for an outlet written in any of the ways it knows; case does not matter."""
    return _table().by_name.get(_key(name)) or outlet_of_url("//" + name.strip())


def outlet_of_phrases(text: str) -> str | None:
    """The outlet whose own words, such as its publisher's disclosure, stand in a text."""
    text = " ".join(text.split())
    return next((name for phrase, name in _table().phrases if phrase in text), None)


def outlet_writes_day_first(name: str | None) -> bool | None:
    """Whether 07/08/2024 is 7 August on an outlet's pages; None where the table does not say."""
    known = outlet_of_name(name) if name else None
    return _table().day_first.get(known) if known else None
