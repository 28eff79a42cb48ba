"""Names to addresses: asked once in a fetch, and all of them must be allowed."""

import queue
import socket
import threading
from collections.abc import Callable, Sequence
from urllib.request import getproxies_environment

from corpus.errors import FetchError
from corpus.fetching.addresses import Address, find_special, parse_address
from corpus.fetching.checked_url import CheckedUrl
from corpus.fetching.connection import Deadline

Resolve = Callable[[str, int], Sequence[str]]

_PROXY_NOTE = (
    " (a proxy is set in the environment; it is not used, because it would connect in our place and"
    " its way could not be checked: behind a proxy save the page in a browser and add the file)"
)


def resolve_name(host: str, port: int) -> tuple[str, ...]:
    """Return the addresses of a host, each once, as the system orders them.

    Raises:
        OSError: the name is not known, or nobody can be asked.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def find_addresses(
    url: CheckedUrl,
    *,
    resolve: Resolve,
    is_allowed: Callable[[Address], bool],
    deadline: Deadline,
) -> tuple[Address, ...]:
    """Return the addresses of a URL's host, in the order of the resolver.

    Raises:
        FetchError: the name is not known in time, or any of its addresses is not allowed.
    """
    addresses = []
    for text in _ask(url, resolve, deadline):
        address = parse_address(text)
        # One that is not public is enough: who mixes them hopes for the next try.
        if address is None or not is_allowed(address):
            why = find_special(address) if address else None
            raise FetchError(
                f"'{url}': {url.host!r} leads to {text}, which is not public"
                f" ({why or 'not allowed'}); save the page in a browser and add the file",
                failure="address",
            )
        addresses.append(address)
    if not addresses:
        raise FetchError(
            f"'{url}': {url.host!r} has no address; check how it is spelled", failure="network"
        )
    return tuple(addresses)


def _ask(url: CheckedUrl, resolve: Resolve, deadline: Deadline) -> Sequence[str]:
    """Return what the resolver says; asked in a thread because the system's cannot be stopped."""
    answers: queue.SimpleQueue[Sequence[str] | OSError | UnicodeError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolve(url.host, url.port))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True, name="resolve").start()
    try:
        answer = answers.get(timeout=max(0.0, deadline.left_s()))
    except queue.Empty:
        raise deadline.error(url) from None
    if isinstance(answer, OSError | UnicodeError):
        raise FetchError(
            f"'{url}': no address is known for {url.host!r} ({answer}); check how it is spelled, and"
            f" the network{proxy_note()}",
            failure="network",
        ) from answer
    return answer


def proxy_note() -> str:
    """Return what to tell a person behind a proxy, or nothing where none is set."""
    return _PROXY_NOTE if getproxies_environment().keys() & {"http", "https", "all"} else ""
