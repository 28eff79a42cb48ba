"""One request over one connection to an address that was checked: bounded in time and in bytes.

Built on httpcore, the engine of httpx, because there the host that is asked for and the address
that is connected to are two arguments. With httpx a URL is parsed once more on the way and the
environment may put a proxy in between, which would resolve and connect in our place. Connections
are not kept: a page is a request, rarely more, and a kept one would need its own check of who is at
the other end.
"""

import ssl
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import httpcore

from corpus.errors import FetchError
from corpus.fetching.addresses import Address
from corpus.fetching.checked_url import CheckedUrl
from corpus.fetching.connection import Deadline, PinnedBackend
from corpus.fetching.response_body import BodyReader

_LONGEST_LENGTH = 20
"""Digits of a `Content-Length`; a body with a longer one is cut off like one without."""


class BrokenConnectionError(FetchError):
    """The connection ended before an answer was complete; another try may succeed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """How much one exchange may take."""

    largest_bytes: int
    """Of the body: as it is sent and again after decompression."""
    connect_s: float
    read_s: float
    """Longest silence of the server."""
    cut: bool = False
    """Keep the first `largest_bytes` of a larger body instead of refusing it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server sent back."""

    status: int
    headers: Mapping[str, str]
    """By lower-case name; of several with one name the first."""
    body: bytes
    """Decompressed; empty unless the status is 2xx."""


def exchange(
    url: CheckedUrl,
    addresses: Sequence[Address],
    *,
    headers: Mapping[str, str],
    caps: Caps,
    deadline: Deadline,
    tls: ssl.SSLContext,
) -> Answer:
    """Return the answer to a GET that goes to one of the addresses, tried in their order.

    Raises:
        BrokenConnectionError: the connection was reset or closed too early.
        FetchError: nobody answers, the certificate is wrong, the time is up, or the body is too large
            or cannot be decompressed.
    """
    origin = httpcore.Origin(url.scheme.encode(), url.host.encode(), url.port)
    backend = PinnedBackend(addresses, deadline)
    target = httpcore.URL(
        scheme=url.scheme, host=url.host, port=url.port, target=url.target.encode("ascii")
    )
    timeouts = {"connect": caps.connect_s, "read": caps.read_s, "write": caps.read_s}
    try:
        with (
            httpcore.HTTPConnection(origin, ssl_context=tls, network_backend=backend) as connection,
            connection.stream(
                "GET",
                target,
                headers=[("Host", url.authority), *headers.items(), ("Connection", "close")],
                extensions={"timeout": timeouts},
            ) as response,
        ):
            return _read_answer(url, response, caps)
    except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise _explain(url, error, deadline) from error


def _read_answer(url: CheckedUrl, response: httpcore.Response, caps: Caps) -> Answer:
    headers: dict[str, str] = {}
    for name, value in response.headers:
        headers.setdefault(name.decode("ascii").lower(), _decode_header(value))
    body = b""
    if 200 <= response.status < 300:
        body = _read_body(url, response.iter_stream(), headers, caps)
    return Answer(status=response.status, headers=headers, body=body)


def _read_body(
    url: CheckedUrl, chunks: Iterable[bytes], headers: Mapping[str, str], caps: Caps
) -> bytes:
    length = headers.get("content-length", "")
    is_number = length.isascii() and length.isdigit() and len(length) < _LONGEST_LENGTH
    if not caps.cut and is_number and int(length) > caps.largest_bytes:
        raise _too_large(url, f"has {int(length):,} bytes", caps.largest_bytes)
    sent = 0
    try:
        reader = BodyReader(headers.get("content-encoding", ""), caps.largest_bytes)
        for chunk in chunks:
            sent += len(chunk)
            reader.feed(chunk)
            if sent > caps.largest_bytes or reader.is_over:
                if caps.cut:
                    return bytes(reader.body[: caps.largest_bytes])
                raise _too_large(url, "is larger", caps.largest_bytes)
        reader.finish()
    except (zlib.error, ValueError) as error:
        raise FetchError(
            f"'{url}': the body cannot be decompressed ({error}); save the page in a browser and"
            " add the file",
            failure="content",
        ) from error
    return bytes(reader.body)


def _decode_header(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _too_large(url: CheckedUrl, found: str, largest_bytes: int) -> FetchError:
    return FetchError(
        f"'{url}': the body {found}; expected at most {largest_bytes:,} bytes, and no article or feed"
        " needs more",
        failure="size",
    )


def _explain(url: CheckedUrl, error: Exception, deadline: Deadline) -> FetchError:
    if deadline.left_s() <= 0:
        return deadline.error(url)
    if isinstance(error, httpcore.TimeoutException):
        return FetchError(f"'{url}': the server does not answer; try again later", failure="time")
    cause = error.__cause__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return FetchError(
            f"'{url}': the certificate is not one for {url.host!r} ({cause.verify_message}); nothing"
            " was asked of this server; check the address in a browser",
            failure="network",
        )
    if isinstance(error, httpcore.ConnectError):
        return FetchError(
            f"'{url}': no connection to {url.host!r} ({error}); check the network, or try again later",
            failure="network",
        )
    return BrokenConnectionError(
        f"'{url}': the connection broke before the answer was complete ({error}); try again later",
        failure="network",
    )
