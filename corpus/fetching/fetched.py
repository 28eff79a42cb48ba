"""What a fetch may take and what it gives back: a body with what its headers say, or a status error."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from corpus.errors import FetchError
from corpus.fetching.checked_url import CheckedUrl
from corpus.fetching.exchange import Answer

_MEDIA_TYPE = re.compile(r"\s*([\w.+-]+/[\w.+-]+)\s*(?:;|$)", re.ASCII)
_CHARSET = re.compile(r""";\s*charset\s*=\s*["']?([\w.:-]+)""", re.ASCII | re.IGNORECASE)
_LONGEST_WAIT_S = 7 * 24 * 3600.0
"""A server that asks for more than a week is asked again after one."""

_LONGEST_VALIDATOR = 1_000

_MEANINGS = {
    401: "the page is for people who have signed in; save it in a browser and add the file",
    403: "the server refuses programs; save the page in a browser and add the file",
    404: "there is no such page; check the address",
    410: "the page was taken away for good; remove the address",
    429: "the server is asked too often; try again later",
    451: "the page is withheld for legal reasons",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """What one fetch may take."""

    largest_bytes: int = 5_000_000
    """As sent, and again after decompression. A long article with its page is under 1 MB."""
    connect_s: float = 10.0
    read_s: float = 15.0
    """Longest silence of a server."""
    total_s: float = 30.0
    """All of it: name, robots.txt, redirects, second try and body; not the wait out of politeness."""
    redirects: int = 5
    gap_s: float = 1.0
    """Shortest time between the starts of two fetches from one host."""
    largest_gap_s: float = 10.0
    """A longer `Crawl-delay` than this is cut to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a URL names."""

    requested_url: str
    """As it was given."""
    url: str
    """After all redirects, without a fragment."""
    status: int
    not_modified: bool
    """Nothing has changed since the given ETag or date; then the body is empty."""
    content_type: str | None
    """The media type in lower case, such as `text/html`; None where it is missing or malformed."""
    charset: str | None
    """As the server names it, in lower case; not checked."""
    body: bytes
    """Decompressed."""
    etag: str | None
    last_modified: str | None
    """Both as sent, to be given to the next fetch."""
    moved_permanently_to: str | None
    """The address to use from now on, where the server says so (301, 308)."""


def conditional_headers(etag: str | None, last_modified: str | None) -> dict[str, str]:
    """Return the headers that ask for a page only if it has changed; a value no server sends is left out."""
    given = {"If-None-Match": etag or "", "If-Modified-Since": last_modified or ""}
    return {
        name: value
        for name, value in given.items()
        if value.isascii() and value.isprintable() and 0 < len(value) <= _LONGEST_VALIDATOR
    }


def make_fetched(
    requested_url: str, url: CheckedUrl, answer: Answer, moved_to: CheckedUrl | None
) -> Fetched:
    """Return the record of an answer whose status is 2xx or 304."""
    stated = answer.headers.get("content-type", "")
    media_type = _MEDIA_TYPE.match(stated)
    charset = _CHARSET.search(stated)
    return Fetched(
        requested_url=requested_url,
        url=str(url),
        status=answer.status,
        not_modified=answer.status == 304,
        content_type=media_type[1].lower() if media_type else None,
        charset=charset[1].lower() if charset else None,
        body=answer.body,
        etag=answer.headers.get("etag"),
        last_modified=answer.headers.get("last-modified"),
        moved_permanently_to=str(moved_to) if moved_to else None,
    )


def status_error(url: CheckedUrl, answer: Answer) -> FetchError:
    """Return the error for a status that brings no page."""
    status = answer.status
    trouble = "the server is in trouble; try again later" if status >= 500 else "expected a page"
    wait_s = read_retry_after(answer)
    asked = "" if wait_s is None else f"; the server asks to wait {wait_s:,.0f} s"
    return FetchError(
        f"'{url}': status {status}: {_MEANINGS.get(status, trouble)}{asked}",
        failure="status",
        status=status,
        retry_after_s=wait_s,
    )


def read_retry_after(answer: Answer) -> float | None:
    """Return how long the server asks to wait in seconds from now, or None where it does not."""
    value = answer.headers.get("retry-after", "").strip()
    if re.fullmatch(r"[0-9]{1,9}", value, re.ASCII):
        return min(float(value), _LONGEST_WAIT_S)
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    left_s = (until - datetime.now(UTC)).total_seconds()
    return min(max(left_s, 0.0), _LONGEST_WAIT_S)
