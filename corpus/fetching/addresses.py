"""Which addresses are plain public unicast: the only ones that are ever connected to.

The blocks are those of the IANA IPv4 and IPv6 Special-Purpose Address Registries
(https://www.iana.org/assignments/iana-ipv4-special-registry, .../iana-ipv6-special-registry), read
stricter than `ipaddress.is_global` does: a block that is globally reachable but holds no web
servers (relays, anycast services, translations) is refused as well. An IPv6 address that carries an
IPv4 address is never public, whatever it carries: the host at its end is another than the one
named, and which one depends on the network that the packet leaves from.
"""

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address

_SPECIAL_IPV4 = (
    (IPv4Network("0.0.0.0/8"), "this network"),
    (IPv4Network("10.0.0.0/8"), "a private network"),
    (IPv4Network("100.64.0.0/10"), "the shared space of a provider"),
    (IPv4Network("127.0.0.0/8"), "this machine"),
    # The server that Azure puts beside each of its machines has an address of the public space; it
    # hands out settings and keys: https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
    (IPv4Network("168.63.129.16/32"), "the host of a cloud machine"),
    (IPv4Network("169.254.0.0/16"), "the local link"),
    (IPv4Network("172.16.0.0/12"), "a private network"),
    (IPv4Network("192.0.0.0/24"), "protocol assignments"),
    (IPv4Network("192.0.2.0/24"), "documentation"),
    (IPv4Network("192.31.196.0/24"), "the AS112 service"),
    (IPv4Network("192.52.193.0/24"), "multicast tunnels"),
    (IPv4Network("192.88.99.0/24"), "6to4 relays"),
    (IPv4Network("192.168.0.0/16"), "a private network"),
    (IPv4Network("192.175.48.0/24"), "the AS112 service"),
    (IPv4Network("198.18.0.0/15"), "benchmarking"),
    (IPv4Network("198.51.100.0/24"), "documentation"),
    (IPv4Network("203.0.113.0/24"), "documentation"),
    (IPv4Network("224.0.0.0/4"), "multicast"),
    (IPv4Network("240.0.0.0/4"), "reserved"),
)

_GLOBAL_UNICAST = IPv6Network("2000::/3")
"""All that IANA gives out as global unicast; what lies outside it is special or reserved."""

_SPECIAL_IPV6 = (
    (IPv6Network("2001::/23"), "protocol assignments (Teredo, benchmarking, ORCHID)"),
    (IPv6Network("2001:db8::/32"), "documentation"),
    (IPv6Network("2002::/16"), "6to4"),
    (IPv6Network("2620:4f:8000::/48"), "the AS112 service"),
    (IPv6Network("3ffe::/16"), "the 6bone, which is closed"),
    (IPv6Network("3fff::/20"), "documentation"),
)

# Names for the messages only: all of these lie outside 2000::/3 and are refused for that.
_OUTSIDE_IPV6 = (
    (IPv6Network("::/128"), "no address"),
    (IPv6Network("::1/128"), "this machine"),
    (IPv6Network("64:ff9b::/96"), "translation to IPv4 (NAT64)"),
    (IPv6Network("64:ff9b:1::/48"), "local translation to IPv4 (NAT64)"),
    (IPv6Network("100::/64"), "discard only"),
    (IPv6Network("5f00::/16"), "segment routing"),
    (IPv6Network("fc00::/7"), "a private network"),
    (IPv6Network("fe80::/10"), "the local link"),
    (IPv6Network("fec0::/10"), "a private site"),
    (IPv6Network("ff00::/8"), "multicast"),
)

_ISATAP = (0x00005EFE, 0x02005EFE)
"""The upper half of the interface identifier of an address that carries an IPv4 one (RFC 5214)."""

_LOW_32 = 0xFFFFFFFF

# Where an IPv6 address carries an IPv4 one, and how far its last bit lies from the right end.
_CARRIERS = (
    (IPv6Network("::/96"), 0),
    (IPv6Network("::ffff:0:0/96"), 0),
    (IPv6Network("::ffff:0:0:0/96"), 0),
    (IPv6Network("64:ff9b::/96"), 0),
    (IPv6Network("64:ff9b:1::/48"), 0),
    (IPv6Network("2002::/16"), 80),
)
_TEREDO = IPv6Network("2001::/32")


@dataclass(frozen=True, slots=True, kw_only=True)
class Special:
    """Why an address is not public."""

    what: str
    carried: IPv4Address | None = None
    """The IPv4 address inside it, if it carries one."""

    def __str__(self) -> str:
        return f"{self.what}, carries {self.carried}" if self.carried else self.what


def is_public(address: Address) -> bool:
    """Return whether an address is plain public unicast."""
    return find_special(address) is None


def find_special(address: Address) -> Special | None:
    """Return what kind of special address this is, or None for plain public unicast."""
    if isinstance(address, IPv4Address):
        return next((Special(what=why) for net, why in _SPECIAL_IPV4 if address in net), None)
    if address.scope_id is not None:
        return Special(what="an address with a zone, which means something on one link only")
    carried = find_carried(address)
    for net, why in (*_SPECIAL_IPV6, *_OUTSIDE_IPV6):
        if address in net:
            return Special(what=why, carried=carried)
    if carried is not None:
        return Special(what="IPv4 inside IPv6", carried=carried)
    return None if address in _GLOBAL_UNICAST else Special(what="not given out by IANA")


def find_carried(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 address carries (mapped, NAT64, 6to4, ...), or None."""
    number = int(address)
    if number <= 1:
        return None
    for net, shift in _CARRIERS:
        if address in net:
            return IPv4Address(number >> shift & _LOW_32)
    if address in _TEREDO:
        # The client's address is written with every bit turned over (RFC 4380).
        return IPv4Address(~number & _LOW_32)
    if number >> 32 & _LOW_32 in _ISATAP:
        return IPv4Address(number & _LOW_32)
    return None


def parse_address(text: str) -> Address | None:
    """Return the address that a resolver gave as text, or None if it is none."""
    try:
        return ip_address(text)
    except ValueError:
        return None
