"""Politeness: what a site's robots.txt (RFC 9309) lets programs fetch, and how often it is asked.

Parsed by protego, scrapy's parser. Of the 30 cases in tests/test_corpus_robots.py protego reads 27 as
the RFC does, all 30 with the names of programs put in order first (`_rename`), and Python 3.11's
`urllib.robotparser` 18: it knows no `*` and `$` in a path and takes the first rule that fits instead
of the longest.
"""

import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from protego import Protego

LARGEST_BYTES = 500_000
"""RFC 9309, 2.5: at least 500 kB must be read; the rest of a larger file is not."""
KEPT_S = 24 * 3600.0
"""RFC 9309, 2.4: not longer than 24 hours."""
KEPT_UNREACHABLE_S = 600.0
"""A site that cannot be asked now may answer soon."""
_MOST_ORIGINS = 1_000

_AGENT_LINE = re.compile(r"\s*user[- ]?agent\s*(?::|\s)\s*([^#]*)", re.IGNORECASE)
_AGENT_TOKEN = re.compile(r"\*|[a-z_-]+", re.IGNORECASE)
_US, _NOBODY = "us", "another"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What one origin lets us fetch."""

    parsed: Protego
    unreachable: str | None = None
    """Why robots.txt could not be read; then nothing may be fetched (RFC 9309, 2.3.1.4)."""

    def allows(self, target: str) -> bool:
        """Return whether a path with its query may be fetched."""
        # Any host will do: rules are about paths.
        return self.unreachable is None and self.parsed.can_fetch("http://x" + target, _US)

    @property
    def crawl_delay_s(self) -> float:
        """How long the site asks to wait between two requests, in seconds; 0 where it does not."""
        return self.parsed.crawl_delay(_US) or 0.0


def parse_robots(body: bytes, *, token: str) -> Rules:
    """Return the rules for the program whose product token is given."""
    text = body.decode("utf-8", errors="replace").removeprefix("\ufeff")
    lines = [_rename(line, token.lower()) for line in text.splitlines()]
    return Rules(parsed=Protego.parse("\n".join(lines)))


def unreachable(why: str) -> Rules:
    """Return the rules of a site whose robots.txt could not be read: nothing is allowed."""
    return Rules(parsed=Protego.parse(""), unreachable=why)


def _rename(line: str, token: str) -> str:
    """Return a line in which every program but ours and `*` has one name.

    protego keeps each rule once for each program that a group names: 15,000 names above 14,000
    rules, which fit into 500 kB, would be 210 million of them. And it takes the start of a name for
    the whole: rules for `Street` would be rules for `Streetwise`.
    """
    agent = _AGENT_LINE.match(line)
    if agent is None:
        return line
    named = _AGENT_TOKEN.match(agent[1].strip())
    name = named[0].lower() if named else ""
    return f"user-agent: {'*' if name == '*' else _US if name == token else _NOBODY}"


@dataclass(slots=True)
class _Place:
    lock: threading.Lock = field(default_factory=threading.Lock)
    rules: Rules | None = None
    until: float = 0.0


class RobotsMemory:
    """The rules of the origins that were asked; may be used from several threads."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._places: dict[str, _Place] = {}

    def find(self, origin: str, load: Callable[[], Rules]) -> Rules:
        """Return the rules of an origin, loaded where they are not known or too old."""
        with self._lock:
            if len(self._places) >= _MOST_ORIGINS and origin not in self._places:
                self._places.clear()
            place = self._places.setdefault(origin, _Place())
        with place.lock:
            if place.rules is None or self._clock() >= place.until:
                place.rules = load()
                kept_s = KEPT_S if place.rules.unreachable is None else KEPT_UNREACHABLE_S
                place.until = self._clock() + kept_s
            return place.rules


class Turns:
    """When each host may be asked again; may be used from several threads."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._free_at: dict[str, float] = {}

    def take(self, host: str, *, gap_s: float) -> float:
        """Return how long to wait for one's turn, in seconds; the next one comes `gap_s` later."""
        with self._lock:
            now = self._clock()
            if len(self._free_at) >= _MOST_ORIGINS:
                self._free_at = {name: at for name, at in self._free_at.items() if at > now}
            at = max(now, self._free_at.get(host, now))
            self._free_at[host] = at + gap_s
            return at - now
