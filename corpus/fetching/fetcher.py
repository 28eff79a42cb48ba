"""The one way to a URL: checked, pinned to the address that was checked, bounded, and polite.

A fetch in order: the URL is checked (`check_url`), its host is resolved once, every address it has
must be public, robots.txt is asked over that same address, then the page. A redirect goes through
all of it again. The environment's proxy settings are not used: a proxy would resolve and connect in
our place, and nothing of the above would hold.
"""

import ssl
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from corpus.errors import FetchError
from corpus.fetching.addresses import Address, is_public
from corpus.fetching.checked_url import WEB_PORTS, CheckedUrl, check_url, join_location
from corpus.fetching.connection import Deadline, trusted_certificates
from corpus.fetching.exchange import Answer, BrokenConnectionError, Caps, exchange
from corpus.fetching.fetched import (
    Fetched,
    FetchLimits,
    conditional_headers,
    make_fetched,
    read_retry_after,
    status_error,
)
from corpus.fetching.resolving import Resolve, find_addresses, proxy_note, resolve_name
from corpus.fetching.response_body import ENCODINGS
from corpus.fetching.robots import (
    LARGEST_BYTES,
    RobotsMemory,
    Rules,
    Turns,
    parse_robots,
    unreachable,
)

__all__ = ["USER_AGENT", "VERSION", "FetchError", "FetchLimits", "Fetched", "Fetcher"]

VERSION = "0.1.0"
"""That of pyproject.toml."""
PRODUCT = "Streetwise"
USER_AGENT = f"{PRODUCT}/{VERSION} (+news reader; respects robots.txt)"

_ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.5"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_BUSY = frozenset({429, 503})
_SECOND_TRY_S = 1.0
"""Wait before the second try where the server names none."""


class _TooManyRedirectsError(FetchError):
    pass


@dataclass(slots=True, kw_only=True)
class _Trip:
    """One call of `fetch`: its end, and the addresses of each host, resolved once."""

    deadline: Deadline
    addresses: dict[str, tuple[Address, ...]]
    waited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Arrival:
    url: CheckedUrl
    answer: Answer
    moved_to: CheckedUrl | None
    """Where a chain of permanent redirects from the start on leads."""


class Fetcher:
    """Fetches public web addresses; may be used from several threads."""

    def __init__(
        self,
        *,
        limits: FetchLimits | None = None,
        resolve: Resolve = resolve_name,
        is_allowed: Callable[[Address], bool] = is_public,
        allowed_ports: Collection[int] = WEB_PORTS,
        user_agent: str = USER_AGENT,
        tls: ssl.SSLContext | None = None,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self._limits = limits or FetchLimits()
        self._resolve = resolve
        self._is_allowed = is_allowed
        self._allowed_ports = allowed_ports
        self._user_agent = user_agent
        self._tls = tls or trusted_certificates()
        self._sleep = sleep
        self._robots = RobotsMemory()
        self._turns = Turns()
        self._is_closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Forget what is known of the sites; no connection outlives its fetch."""
        self._is_closed = True
        self._robots = RobotsMemory()
        self._turns = Turns()

    def fetch(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        largest_bytes: int | None = None,
    ) -> Fetched:
        """Return what a URL names, or that it has not changed since the given ETag or date.

        Raises:
            FetchError: the URL or where it leads is refused, robots.txt forbids it, the server
                answers with an error or not at all, or the answer is over a limit.
        """
        if self._is_closed:
            raise RuntimeError("the fetcher is closed")
        start = self._check(url)
        trip = _Trip(deadline=Deadline(self._limits.total_s), addresses={})
        conditional = conditional_headers(etag, last_modified)
        caps = self._caps(largest_bytes or self._limits.largest_bytes)
        arrival = self._follow(
            start, trip, caps=caps, conditional=conditional, before=self._ask_robots
        )
        status = arrival.answer.status
        # A part that nobody asked for is no page.
        is_page = 200 <= status < 300 and status != 206
        if not is_page and not (status == 304 and conditional):
            raise status_error(arrival.url, arrival.answer)
        return make_fetched(url, arrival.url, arrival.answer, arrival.moved_to)

    def _caps(self, largest_bytes: int, *, cut: bool = False) -> Caps:
        return Caps(
            largest_bytes=largest_bytes,
            connect_s=self._limits.connect_s,
            read_s=self._limits.read_s,
            cut=cut,
        )

    def _check(self, url: str) -> CheckedUrl:
        return check_url(url, is_allowed=self._is_allowed, allowed_ports=self._allowed_ports)

    def _follow(
        self,
        start: CheckedUrl,
        trip: _Trip,
        *,
        caps: Caps,
        conditional: Mapping[str, str],
        before: Callable[[CheckedUrl, _Trip], None] | None = None,
    ) -> _Arrival:
        """Return the first answer that is no redirect."""
        url, moved_to, is_permanent = start, None, True
        for _ in range(self._limits.redirects + 1):
            if before is not None:
                before(url, trip)
            answer = self._request(url, trip, caps, conditional)
            location = answer.headers.get("location")
            if answer.status not in _REDIRECTS or not location:
                return _Arrival(url=url, answer=answer, moved_to=moved_to)
            url = self._check_redirect(url, location)
            is_permanent = is_permanent and answer.status in _PERMANENT
            moved_to = url if is_permanent else moved_to
        raise _TooManyRedirectsError(
            f"'{start}': leads from redirect to redirect, more than {self._limits.redirects} times;"
            " save the page in a browser and add the file",
            failure="address",
        )

    def _check_redirect(self, url: CheckedUrl, location: str) -> CheckedUrl:
        try:
            target = self._check(join_location(url, location))
        except FetchError as error:
            raise FetchError(f"'{url}': redirects to {error}", failure="address") from error
        if url.scheme == "https" and target.scheme == "http":
            raise FetchError(
                f"'{url}': redirects to '{target}', which anyone on the way may read and change; save"
                " the page in a browser and add the file",
                failure="address",
            )
        return target

    def _request(
        self, url: CheckedUrl, trip: _Trip, caps: Caps, conditional: Mapping[str, str]
    ) -> Answer:
        """Return the answer of the first try, or of a second one where that can help."""
        try:
            answer = self._request_once(url, trip, caps, conditional)
        except BrokenConnectionError:
            wait_s = _SECOND_TRY_S
            if trip.deadline.left_s() <= _SECOND_TRY_S:
                raise
        else:
            if answer.status not in _BUSY:
                return answer
            asked_s = read_retry_after(answer)
            wait_s = _SECOND_TRY_S if asked_s is None else asked_s
            if wait_s > self._limits.largest_gap_s or wait_s >= trip.deadline.left_s():
                return answer
        self._sleep(wait_s)
        return self._request_once(url, trip, caps, conditional)

    def _request_once(
        self, url: CheckedUrl, trip: _Trip, caps: Caps, conditional: Mapping[str, str]
    ) -> Answer:
        headers = {
            "User-Agent": self._user_agent,
            "Accept": _ACCEPT,
            "Accept-Encoding": ENCODINGS,
            **conditional,
        }
        addresses = self._find_addresses(url, trip)
        try:
            return exchange(
                url,
                addresses,
                headers=headers,
                caps=caps,
                deadline=trip.deadline,
                tls=self._tls,
            )
        except FetchError as error:
            if error.failure in {"network", "time"}:
                error.args = (f"{error}{proxy_note()}",)
            raise

    def _find_addresses(self, url: CheckedUrl, trip: _Trip) -> tuple[Address, ...]:
        """Return the addresses of a host, all of them allowed; resolved once in a fetch."""
        if url.address is not None:
            return (url.address,)
        if url.host not in trip.addresses:
            trip.addresses[url.host] = find_addresses(
                url, resolve=self._resolve, is_allowed=self._is_allowed, deadline=trip.deadline
            )
        return trip.addresses[url.host]

    def _ask_robots(self, url: CheckedUrl, trip: _Trip) -> None:
        """Refuse what robots.txt forbids; before the first request wait until it is our turn."""
        self._find_addresses(url, trip)
        rules = self._robots.find(url.origin, lambda: self._load_robots(url, trip))
        if rules.unreachable is not None:
            raise FetchError(
                f"'{url}': {url.origin}/robots.txt cannot be read ({rules.unreachable}), so that nothing"
                " says whether programs may fetch the page; try again later, or save the page in a"
                " browser and add the file",
                failure="robots",
            )
        if not rules.allows(url.target):
            raise FetchError(
                f"'{url}': {url.origin}/robots.txt asks programs such as {PRODUCT} not to fetch this"
                " page; save the page in a browser and add the file",
                failure="robots",
            )
        if not trip.waited:
            trip.waited = True
            delay_s = min(rules.crawl_delay_s, self._limits.largest_gap_s)
            wait_s = self._turns.take(url.host, gap_s=max(self._limits.gap_s, delay_s))
            if wait_s > 0:
                trip.deadline.extend(wait_s)
                self._sleep(wait_s)

    def _load_robots(self, url: CheckedUrl, trip: _Trip) -> Rules:
        nothing = parse_robots(b"", token=PRODUCT)
        try:
            robots = self._check(f"{url.origin}/robots.txt")
            caps = self._caps(LARGEST_BYTES, cut=True)
            answer = self._follow(robots, trip, caps=caps, conditional={}).answer
        except _TooManyRedirectsError:
            return nothing
        except FetchError as error:
            if error.failure not in {"network", "time"}:
                return unreachable(str(error))
            # Not kept: the page could not be reached either, and the next call may find a network.
            raise FetchError(
                f"'{url}': robots.txt must be read first: {error}", failure=error.failure
            ) from error
        if 200 <= answer.status < 300:
            return parse_robots(answer.body, token=PRODUCT)
        # RFC 9309, 2.3.1.3: 4xx says that there is none. A redirect to nowhere is read alike.
        return nothing if answer.status < 500 else unreachable(f"status {answer.status}")
