"""How many addresses that must be refused are refused before a packet leaves.

Each row is fetched by a real `Fetcher`. Its resolver answers with the row's `target`, so that nothing
is asked of the network; a connection that is tried anyway is seen by an audit hook of Python
(`socket.connect`, `socket.getaddrinfo`), stopped there, and counts as let past.
"""

import ipaddress
import re
import socket
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from corpus.errors import FetchError
from corpus.fetching.fetcher import Fetcher, FetchLimits
from eval.rows import Row, read_records

_FIELDS = ("payload", "target", "class", "must", "src")
_A_PUBLIC_ADDRESS = "93.184.215.14"
"""What a name leads to where the row says nothing else: strict, because only its look can refuse it."""
_USER_AND_PORT = re.compile(r"(https?://)(?:[^/@#?\\]*@)?(\[[^]]*\]|[^/:#?\\]*)(?::[0-9]+)?")
_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Attack:
    """One URL and what it leads to."""

    url: str
    target: str | None
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusals:
    """What became of the attacks."""

    total: Counter[str]
    """By kind, as are the others."""
    refused: Counter[str]
    refused_bare: Counter[str]
    """Refused also with the user name and the port taken away; of the rows that name a target."""
    total_bare: Counter[str]
    refused_by_is_global: Counter[str]
    """Refused by a filter that takes the host, makes an address of it and asks `is_global`."""
    let_past: tuple[str, ...]
    connections: int
    questions: int
    """Names that were asked of the system's resolver, and connections tried."""


class _Guard:
    """Counts and stops what would leave the machine, while it is on."""

    def __init__(self) -> None:
        self.is_on = False
        self.connections = 0
        self.questions = 0
        sys.addaudithook(self._see)

    def _see(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self.is_on or event not in {"socket.connect", "socket.getaddrinfo"}:
            return
        if event == "socket.connect":
            self.connections += 1
        else:
            self.questions += 1
        raise PermissionError(f"{event} is stopped while addresses are measured")

    @contextmanager
    def watching(self) -> Iterator[None]:
        self.is_on = True
        try:
            yield
        finally:
            self.is_on = False


def measure_refusals(path: Path) -> Refusals:
    """Return how many attacks of a file are refused.

    Raises:
        EvalError: the file cannot be read, or rows are bad.
    """
    attacks = read_records(path, _parse_attack, fields=_FIELDS)
    guard = _Guard()
    counts: dict[str, Counter[str]] = {
        name: Counter() for name in ("total", "refused", "total_bare", "bare", "is_global")
    }
    let_past = []
    trial = _Trial()
    with guard.watching():
        for attack in attacks:
            counts["total"][attack.kind] += 1
            counts["is_global"][attack.kind] += _is_refused_by_is_global(attack)
            if trial.refuses(attack.url, attack.target):
                counts["refused"][attack.kind] += 1
            else:
                let_past.append(f"{attack.url!r} -> {attack.target}")
            if attack.target is not None:
                bare = _USER_AND_PORT.sub(r"\1\2", attack.url, count=1)
                counts["total_bare"][attack.kind] += 1
                counts["bare"][attack.kind] += trial.refuses(bare, attack.target)
    return Refusals(
        total=counts["total"],
        refused=counts["refused"],
        refused_bare=counts["bare"],
        total_bare=counts["total_bare"],
        refused_by_is_global=counts["is_global"],
        let_past=tuple(let_past),
        connections=guard.connections,
        questions=guard.questions,
    )


def describe_refusals(found: Refusals) -> str:
    """Return the figures as lines of text."""
    lines = [f"{'kind':24} {'refused':>11} {'bare':>11} {'is_global':>11}"]
    for kind in sorted(found.total):
        total = found.total[kind]
        cells = (
            f"{found.refused[kind]}/{total}",
            f"{found.refused_bare[kind]}/{found.total_bare[kind]}",
            f"{found.refused_by_is_global[kind]}/{total}",
        )
        lines.append(f"{kind:24} " + " ".join(f"{cell:>11}" for cell in cells))
    total = found.total.total()
    lines += [
        f"refused before connecting: {found.refused.total()} of {total}",
        "refused with user name and port taken away:"
        f" {found.refused_bare.total()} of {found.total_bare.total()} that name a target",
        f"a filter by ipaddress.is_global lets past: {total - found.refused_by_is_global.total()}",
        f"connections tried: {found.connections}; names asked of the system: {found.questions}",
        *(f"LET PAST: {text}" for text in found.let_past[:_SHOWN]),
    ]
    return "\n".join(lines)


def _parse_attack(row: Row) -> Attack:
    return Attack(
        url=row.text("payload"), target=row.optional_text("target"), kind=row.text("class")
    )


class _Trial:
    """A fetcher whose resolver answers with the target of the row at hand."""

    def __init__(self) -> None:
        self._target: str | None = None
        limits = FetchLimits(gap_s=0, connect_s=1, total_s=5)
        self._fetcher = Fetcher(limits=limits, resolve=self._resolve, sleep=lambda _: None)

    def refuses(self, url: str, target: str | None) -> bool:
        """Return whether a fetch ends with a refusal of the address, and not later."""
        self._target = target
        try:
            self._fetcher.fetch(url)
        except FetchError as error:
            return error.failure == "address"
        return False

    def _resolve(self, host: str, port: int) -> Sequence[str]:
        address = (self._target or "").strip("[]")
        return [address if _parse(address) else _A_PUBLIC_ADDRESS]


def _is_refused_by_is_global(attack: Attack) -> bool:
    try:
        parts = urlsplit(attack.url)
        host = unicodedata.normalize("NFKC", parts.hostname or "").replace("。", ".")
    except ValueError:
        return True
    if parts.scheme not in {"http", "https"} or not host:
        return True
    address = _parse(host) or _parse_as_c_does(host) or _parse((attack.target or "").strip("[]"))
    return address is not None and not address.is_global


def _parse(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def _parse_as_c_does(host: str) -> ipaddress.IPv4Address | None:
    """Return what `inet_aton` makes of decimal, octal, hexadecimal and short forms."""
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host))
    except (OSError, UnicodeError):
        return None
