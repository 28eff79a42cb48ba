"""Which addresses are public, in every way an address can be written or carried."""

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.fetching.addresses import find_carried, find_special, is_public

# The rows of the IANA registries of special-purpose addresses, with multicast and what is reserved.
REGISTRY_IPV4 = (
    "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24"
    " 192.0.0.0/29 192.0.0.8/32 192.0.0.9/32 192.0.0.10/32 192.0.0.170/31 192.0.2.0/24"
    " 192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15"
    " 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 255.255.255.255/32"
).split()
REGISTRY_IPV6 = (
    "::1/128 ::/128 ::ffff:0:0/96 ::/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 100:0:0:1::/64"
    " 2001::/23 2001::/32 2001:1::1/128 2001:1::2/128 2001:1::3/128 2001:2::/48 2001:3::/32"
    " 2001:4:112::/48 2001:10::/28 2001:20::/28 2001:30::/28 2001:db8::/32 2002::/16"
    " 2620:4f:8000::/48 3fff::/20 5f00::/16 fc00::/7 fe80::/10 fec0::/10 ff00::/8"
).split()
PUBLIC = (
    "1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 93.184.215.14 100.63.255.255 100.128.0.0 126.255.255.255"
    " 128.0.0.0 151.101.1.164 168.63.129.15 168.63.129.17 169.253.255.255 169.255.0.0"
    " 172.15.255.255 172.32.0.0 191.255.255.255 192.0.1.0 192.0.3.0 192.167.255.255 192.169.0.0"
    " 198.17.255.255 198.20.0.0 198.51.99.255 198.51.101.0 203.0.112.255 203.0.114.0"
    " 223.255.255.255 2001:200:: 2001:4860:4860::8888 2003:: 2400:cb00::1 2606:4700:4700::1111"
    " 2620:4f:7fff::1 2620:4f:8001::1 2a00:1450:4001:80b::200e 2a04:4e42::323 2c0f:fb50::1"
    " 2001:db7:ffff:ffff:ffff:ffff:ffff:ffff 2001:db9:: 2003:ffff:: 3ffd:ffff::1"
).split()


def edges(networks: list[str]) -> Iterator[str]:
    """First, second, middle and last address of each network."""
    for text in networks:
        network = IPv6Network(text) if ":" in text else IPv4Network(text)
        size = network.num_addresses
        for at in sorted({0, 1 % size, size // 2, size - 1}):
            yield str(network[at])


def special_ipv4() -> list[IPv4Address]:
    return [IPv4Address(text) for text in dict.fromkeys(edges(REGISTRY_IPV4))]


@pytest.mark.parametrize("text", dict.fromkeys([*edges(REGISTRY_IPV4), *edges(REGISTRY_IPV6)]))
def test_no_address_of_a_special_block_is_public(text: str) -> None:
    assert not is_public(ip_address(text))


@pytest.mark.parametrize("text", PUBLIC)
def test_ordinary_addresses_and_the_neighbours_of_special_blocks_are_public(text: str) -> None:
    assert is_public(ip_address(text))


@pytest.mark.parametrize(
    "text", ["168.63.129.16", "169.254.169.254", "192.0.0.192", "fd00:ec2::254"]
)
def test_the_server_that_a_cloud_puts_beside_its_machines_is_not_public(text: str) -> None:
    assert not is_public(ip_address(text))


def carriers(inside: IPv4Address) -> dict[str, IPv6Address]:
    """Every way to put an IPv4 address into an IPv6 one, by RFC."""
    low = int(inside)

    def at(prefix: str, number: int) -> IPv6Address:
        return IPv6Address(int(IPv6Address(prefix)) | number)

    return {
        "mapped, RFC 4291": at("::ffff:0:0", low),
        "translated, RFC 2765": at("::ffff:0:0:0", low),
        "NAT64, RFC 6052": at("64:ff9b::", low),
        "local NAT64, RFC 8215": at("64:ff9b:1::", low),
        "6to4, RFC 3056": at("2002::", low << 80 | 1),
        "Teredo client, RFC 4380": at("2001:0:4136:e378::", low ^ 0xFFFFFFFF),
        "ISATAP on the link": at("fe80::5efe:0:0", low),
        "ISATAP in a public network": at("2a01:4f8::5efe:0:0", low),
        "ISATAP with a global address": at("2a01:4f8::200:5efe:0:0", low),
    }


@pytest.mark.parametrize("inside", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "8.8.8.8"])
def test_ipv6_that_carries_ipv4_is_unwrapped_and_never_public(inside: str) -> None:
    for way, address in carriers(IPv4Address(inside)).items():
        assert find_carried(address) == IPv4Address(inside), way
        assert not is_public(address), way
        assert inside in str(find_special(address)), way


def test_compatible_ipv4_is_unwrapped() -> None:
    assert find_carried(IPv6Address("::10.0.0.1")) == IPv4Address("10.0.0.1")
    assert find_carried(IPv6Address("::1")) is None
    assert find_carried(IPv6Address("2606:4700::1111")) is None


def test_an_address_with_a_zone_is_not_public() -> None:
    assert not is_public(IPv6Address("2606:4700::1111%eth0"))


@given(st.integers(0, 2**32 - 1).map(IPv4Address))
def test_what_is_public_is_global_for_python_too(address: IPv4Address) -> None:
    if is_public(address):
        assert address.is_global
        assert not address.is_multicast


@given(st.integers(0, 2**128 - 1).map(IPv6Address))
def test_ipv6_is_public_only_in_the_part_that_iana_gives_out(address: IPv6Address) -> None:
    if is_public(address):
        assert int(address) >> 125 == 0b001
        assert not address.is_private


@given(st.integers(0, 2**32 - 1).map(IPv4Address))
def test_no_carrier_is_public(inside: IPv4Address) -> None:
    assert not [way for way, address in carriers(inside).items() if is_public(address)]
