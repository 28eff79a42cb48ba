"""A URL that every parser reads alike, or a refusal: text in, scheme, host, port and target out.

Parsers differ about a URL in white space, backslashes, user names, odd ways to write an IPv4
address, percent signs and Unicode in the host. What a filter reads is then not what is connected
to. So nothing here is repaired or guessed: such a URL is refused, and the message says what to write.
"""

import re
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import quote, urljoin

from corpus.errors import FetchError
from corpus.fetching.addresses import Address, find_special, is_public

WEB_PORTS = frozenset({80, 443, 8080, 8443})
"""The ports on which news is served. Any other is a way to talk to a mail server, a database or a
model's server through us, and no outlet needs it."""

_DEFAULT_PORTS = {"http": 80, "https": 443}
_LONGEST_URL = 4096
"""Characters; longer ones name no article (the longest of a news feed seen was under 1,000)."""
_LONGEST_NAME = 253
_LONGEST_SHOWN = 200

_URL = re.compile(r"(https?)://([^/?#]*)([^?#]*)(\?[^#]*)?(?:#.*)?", re.ASCII | re.IGNORECASE)
_AUTHORITY = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^:\[\]]+)(?::([1-9][0-9]{0,4}))?", re.ASCII)
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?", re.ASCII)
_TOP_LABEL = re.compile(r"[a-z]{2,63}|xn--[a-z0-9-]{1,59}", re.ASCII)
# The last part alone decides that a host is read as an IPv4 address:
# https://url.spec.whatwg.org/#ends-in-a-number-checker
_ENDS_IN_NUMBER = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)\.?", re.ASCII | re.IGNORECASE)

_LOCAL_TOPS = frozenset(
    # Special-use names (https://www.iana.org/assignments/special-use-domain-names), then names that
    # are used inside networks though nobody gave them out; ICANN keeps .internal for that.
    (
        "alt arpa example invalid local localhost onion test"
        " internal intranet lan home corp private mail domain workgroup cluster svc consul"
        " docker localdomain localdomain4 localdomain6 belkin router gateway"
    ).split()
)
_LOCAL_DOMAINS = frozenset(
    # Public names that lead into one's own network by design: an address written in the name, this
    # machine, two addresses in turn, or the server of a cloud. Their addresses would be refused as
    # well; refused by name, not even the question for them leaves.
    (
        "nip.io sslip.io xip.io traefik.me backname.io ip6.name localtest.me lvh.me vcap.me local.gd"
        " localho.st lacolhost.com rbndr.us 1u.ms metadata.goog metadata.tencentyun.com"
        " metadata.packet.net metadata.platformequinix.com"
    ).split()
)
_KEPT_IN_TARGET = "!#$%&'()*+,/:;=?@[]|~-._"
_SAVE = "save the page in a browser and add the file"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedUrl:
    """A URL whose parts have been checked; nothing is resolved yet."""

    scheme: str
    """`http` or `https`."""
    host: str
    """In lower case and ASCII: a name in its `xn--` form, or an address; IPv6 without brackets."""
    port: int
    target: str
    """Path and query as they are sent, in ASCII; starts with `/`."""
    address: Address | None
    """Where the host is written as an address."""

    @property
    def authority(self) -> str:
        """The host as a `Host` header has it: with brackets, and the port where it is unusual."""
        host = f"[{self.host}]" if isinstance(self.address, IPv6Address) else self.host
        return host if self.port == _DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what one robots.txt speaks for."""
        return f"{self.scheme}://{self.authority}"

    def __str__(self) -> str:
        return self.origin + self.target


def check_url(
    url: str,
    *,
    is_allowed: Callable[[Address], bool] = is_public,
    allowed_ports: Collection[int] = WEB_PORTS,
) -> CheckedUrl:
    """Return the parts of a web address, its fragment taken away; nothing is resolved.

    Raises:
        FetchError: it is no http or https address that all parsers read alike, or its host is a
            local name, an address that is not allowed, or a port that is not.
    """
    _check_characters(url)
    parts = _URL.fullmatch(url)
    if parts is None:
        raise _refusal(url, "is no web address", "write it as https://host/path")
    if not parts[3] and "@" in url:
        # `http://a.com#@b.com/`: the host is a.com by the standard, b.com for older parsers.
        raise _refusal(url, "has an @ but no path", "write a / behind the host")
    scheme = parts[1].lower()
    host, port = _split_authority(url, parts[2], scheme)
    if port not in allowed_ports:
        raise _refusal(
            url, f"port {port} is none on which news is served ({_listed(allowed_ports)})", _SAVE
        )
    address = _parse_host_address(url, host)
    if address is None:
        host = _check_name(url, host)
    elif not is_allowed(address):
        raise _refusal(
            url, f"{address} is not public ({find_special(address) or 'not allowed'})", _SAVE
        )
    else:
        host = str(address)
    path = remove_dots(parts[3]) or "/"
    return CheckedUrl(
        scheme=scheme,
        host=host,
        port=port,
        target=quote(path + (parts[4] or ""), safe=_KEPT_IN_TARGET),
        address=address,
    )


def join_location(base: CheckedUrl, location: str) -> str:
    """Return the URL that a redirect leads to, not checked yet.

    Raises:
        FetchError: the location holds characters over which parsers differ.
    """
    # Before joining: `urljoin` silently drops tabs and line ends.
    _check_characters(location)
    try:
        return urljoin(str(base), location)
    except ValueError as error:
        raise _refusal(location, "cannot be read as an address", _SAVE) from error


def remove_dots(path: str) -> str:
    """Return a path without `.` and `..`, also where they are written `%2e` (RFC 3986, 5.2.4).

    A browser does the same, so `/a/../private` must be asked of robots.txt as `/private`.
    """
    kept: list[str] = []
    parts = path.split("/")
    for at, part in enumerate(parts):
        plain = re.sub("%2e", ".", part, flags=re.IGNORECASE)
        if plain == ".." and len(kept) > 1:
            kept.pop()
        if plain not in {".", ".."}:
            kept.append(part)
        elif at == len(parts) - 1:
            kept.append("")
    return "/".join(kept)


def _check_characters(url: str) -> None:
    if not url:
        raise _refusal(url, "is empty", "write it as https://host/path")
    if len(url) > _LONGEST_URL:
        raise _refusal(url, f"has {len(url):,} characters, more than {_LONGEST_URL:,}", _SAVE)
    for char in url:
        # C: control, format, surrogate, private, unassigned; Z: spaces and line ends.
        if char == "\\" or unicodedata.category(char)[0] in "CZ":
            raise _refusal(
                url, f"holds {char!r}, over which programs differ", "take it out or write it as %XX"
            )


def _split_authority(url: str, authority: str, scheme: str) -> tuple[str, int]:
    if "@" in authority:
        raise _refusal(url, "holds a user name or an @ before the host", "leave it out")
    parts = _AUTHORITY.fullmatch(authority)
    if parts is None:
        raise _refusal(url, f"{authority!r} is no host with an optional port", _SAVE)
    port = int(parts[2]) if parts[2] else _DEFAULT_PORTS[scheme]
    host = parts[1]
    return host.lower() if host.isascii() else host, port


def _parse_host_address(url: str, host: str) -> Address | None:
    try:
        if host.startswith("["):
            return IPv6Address(host[1:-1])
        if _ENDS_IN_NUMBER.fullmatch(host):
            # Four decimal numbers without leading zeros and nothing else: what is decimal, octal or
            # hexadecimal otherwise is read differently by every library.
            return IPv4Address(host)
    except AddressValueError as error:
        raise _refusal(
            url, f"host {host!r} is an odd way to write an address", "write it as 93.184.215.14"
        ) from error
    return None


def _check_name(url: str, written: str) -> str:
    host = written if written.isascii() else _encode_name(url, written)
    labels = host.split(".")
    if host.endswith("."):
        raise _refusal(url, f"host {written!r} ends in a dot", "write it without")
    ends = {".".join(labels[at:]) for at in range(len(labels))}
    if len(labels) < 2 or labels[-1] in _LOCAL_TOPS or ends & _LOCAL_DOMAINS:
        raise _refusal(url, f"host {written!r} is a local name, not one of the public web", _SAVE)
    whole = len(host) <= _LONGEST_NAME and all(_LABEL.fullmatch(label) for label in labels)
    if not whole or not _TOP_LABEL.fullmatch(labels[-1]) or not _is_honest(labels):
        raise _refusal(url, f"host {written!r} is no name of a web server", _SAVE)
    return host


def _encode_name(url: str, host: str) -> str:
    """Return the `xn--` form of a name with other letters than ASCII, where all agree about it."""
    import idna

    # Compatibility forms: full-width and circled digits, other dots, ligatures. A browser turns
    # them into plain ones, so that a filter sees a name and the browser 127.0.0.1.
    plain = unicodedata.normalize("NFKC", host) == host
    plain = plain and all(c.isascii() or unicodedata.category(c)[0] in "LM" for c in host)
    try:
        ours = idna.encode(host.lower(), std3_rules=True).decode("ascii") if plain else ""
        older = host.encode("idna").decode("ascii").lower() if plain else ""
    except UnicodeError:  # idna.IDNAError is one
        ours = older = ""
    if not ours or ours != older:
        raise _refusal(
            url, f"host {host!r} is read differently by programs", "write it in its xn-- form"
        )
    return ours


def _is_honest(labels: list[str]) -> bool:
    """Return whether each `xn--` label stands for the letters that encode to it, and no other."""
    import idna

    try:
        return all(
            idna.alabel(idna.ulabel(label)).decode("ascii") == label
            for label in labels
            if label.startswith("xn--")
        )
    except UnicodeError:
        return False


def _listed(ports: Collection[int]) -> str:
    return ", ".join(map(str, sorted(ports)))


def _refusal(url: str, found: str, remedy: str) -> FetchError:
    shown = url if len(url) <= _LONGEST_SHOWN else url[:_LONGEST_SHOWN] + "..."
    return FetchError(f"{shown!r}: {found}; {remedy}", failure="address")
