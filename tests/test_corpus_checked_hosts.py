"""Hosts of a URL: plain public names and addresses, or refused in every disguise."""

from collections.abc import Iterator
from ipaddress import IPv4Address
from urllib.parse import quote

import pytest

from corpus.errors import FetchError
from corpus.fetching.checked_url import check_url

HOSTS = (
    "127.0.0.1",
    "10.20.30.40",
    "172.16.254.1",
    "192.168.1.10",
    "169.254.169.254",
    "100.64.0.7",
)
A_PUBLIC_HOST = "93.184.215.14"
SURROUNDINGS = (
    "http://{}/",
    "https://{}/",
    "http://{}",
    "http://{}:8080/a?b#c",
    "http://user@{}/",
    "http://user:word@{}/",
    "http://news.com@{}/",
    "HTTP://{}/",
)


def odd_ipv4(text: str) -> Iterator[str]:
    """An IPv4 address as browsers and the C library read it too, none of them plain."""
    number = int(IPv4Address(text))
    a, b, c, d = (int(part) for part in text.split("."))
    yield from (str(number), hex(number), hex(number).upper(), f"0x{number:016x}", f"0{number:o}")
    yield from (f"{number:011d}", f"000000{number:o}", f"{number + 2**32}")
    yield from (f"{a}.{number & 0xFFFFFF}", f"{a}.{b}.{number & 0xFFFF}", f"{a}.{b}.{hex(c)}.{d}")
    yield from (f"0x{a:x}.{b}.{c}.{d}", f"0{a:o}.{b}.{c}.{d}", f"{a}.{b}.{c}.0{d:o}")
    yield ".".join(hex(part) for part in (a, b, c, d))
    yield ".".join(f"0{part:o}" for part in (a, b, c, d))
    yield ".".join(f"{part:03d}" for part in (a, b, c, d)) if max(a, b, c, d) < 100 else f"0{text}"
    yield from (f"{text}.", f"{text}..", f".{text}", f"{text}.0", f"{a}..{b}.{c}.{d}", f"+{text}")
    yield from (f"{a + 256}.{b}.{c}.{d}", f"{a}.{b}.{c}.0x", f"{a}.{b}.{c}.{d}e0", f"-{text}")
    yield from (quote(text[0], safe="").join(("%3", "")) + text[1:], text.replace(".", "%2e"))
    yield from (text.replace(".", "%252e"), f"{text}%00", f"{text}%20", f"{text}%0d%0a")


def disguised(text: str) -> Iterator[str]:
    """An IPv4 address with digits, dots or invisible letters of Unicode."""
    for zero in "０٠۰०০๐𝟎𝟘𝟶᠐":
        yield "".join(chr(ord(zero) + int(c)) if c.isdigit() else c for c in text)
    circled = "⓪①②③④⑤⑥⑦⑧⑨"
    yield "".join(circled[int(c)] if c.isdigit() else c for c in text)
    upper = "⁰¹²³⁴⁵⁶⁷⁸⁹"
    yield "".join(upper[int(c)] if c.isdigit() else c for c in text)
    for dot in "。．｡․‧·":
        yield text.replace(".", dot)
        yield text.replace(".", dot, 1)
    for hidden in "\u00ad\u200b\u200d\u2060\ufeff\u202e\ufe0f\u034f\u180e":
        yield text.replace(".", hidden + ".", 1)
        yield hidden + text


@pytest.mark.parametrize("host", [*HOSTS, A_PUBLIC_HOST])
def test_an_ipv4_address_is_plain_or_refused(host: str) -> None:
    for written in dict.fromkeys([*odd_ipv4(host), *disguised(host)]):
        for around in SURROUNDINGS:
            with pytest.raises(FetchError):
                pytest.fail(f"{check_url(around.format(written))} for {written!r}")


@pytest.mark.parametrize("host", HOSTS)
def test_a_private_address_is_refused_in_all_surroundings(host: str) -> None:
    for around in SURROUNDINGS:
        with pytest.raises(FetchError):
            check_url(around.format(host))
    with pytest.raises(FetchError, match="is not public"):
        check_url(f"http://{host}/")


def odd_ipv6(text: str) -> Iterator[str]:
    """IPv4 inside IPv6, and IPv6 as no two programs write it."""
    number = int(IPv4Address(text))
    tail = f"{number >> 16:x}:{number & 0xFFFF:x}"
    for prefix in ("::", "::ffff:", "0:0:0:0:0:ffff:", "::FFFF:", "::ffff:0:", "64:ff9b::"):
        yield from (f"[{prefix}{text}]", f"[{prefix}{tail}]")
    yield from (f"[64:ff9b:1::{tail}]", f"[2002:{tail}::]", f"[2002:{tail}::1]")
    yield from (
        f"[fe80::5efe:{text}]",
        f"[2a01:4f8::5efe:{text}]",
        f"[::{text}%1]",
        f"::ffff:{text}",
    )
    yield from (f"[::ffff:{text}%25eth0]", f"[v1.{text}]", f"[{text}]", f"[::ffff:0{text}]")


@pytest.mark.parametrize("host", [*HOSTS, A_PUBLIC_HOST])
def test_ipv4_inside_ipv6_is_refused(host: str) -> None:
    for written in odd_ipv6(host):
        for around in SURROUNDINGS:
            with pytest.raises(FetchError):
                pytest.fail(str(check_url(around.format(written))))


@pytest.mark.parametrize(
    "host",
    "[::1] [::] [0000::1] [0:0:0:0:0:0:0:1] [fe80::1] [fe80::1%25eth0] [fec0::1] [fc00::1] [fd12::1]"
    " [ff02::1] [100::1] [2001:db8::1] [2001::1] [2001:20::1] [3fff::1] [5f00::1] [4000::1] [::1"
    " ::1] [1:2] [1::2::3] [12345::1] [] [::1]a a[::1] [[::1]] [::1].com".split(),
)
def test_ipv6_that_is_special_or_malformed_is_refused(host: str) -> None:
    with pytest.raises(FetchError):
        check_url(f"http://{host}/")


@pytest.mark.parametrize(
    "host",
    "localhost LOCALHOST LocalHost localhost. a.localhost localhost.localdomain localhost6 metadata"
    " localhost6.localdomain6 ip6-localhost ip6-loopback broadcasthost intranet a printer.local"
    " nas.lan router.home mail.corp metadata.google.internal instance-data.ec2.internal"
    " host.docker.internal kubernetes.default.svc db.cluster.local vault.service.consul"
    " 10.0.0.1.nip.io 10-0-0-1.sslip.io a.localtest.me lvh.me metadata.goog"
    " 1.0.0.127.in-addr.arpa nas.home.arpa x.test x.invalid x.example x.onion x.alt"
    " a..com .com com. a.com. -a.com a-.com a.c a.1 a.0x1 a.0x a.com1 a,b.com a;b.com a!b.com a$b.com"
    " a*b.com *.com a'b.com a(b).com a~b.com a+b.com a=b.com a&b.com a|b.com a^b.com a`b.com a{b}.com"
    ' a"b.com a<b>.com a%2ecom a.com%00 a%40b.com xn--a.com xn--127-.com xn--.com'.split(),
)
def test_a_local_or_malformed_name_is_refused(host: str) -> None:
    with pytest.raises(FetchError):
        check_url(f"http://{host}/")


def test_a_name_that_is_too_long_is_refused() -> None:
    assert check_url(f"http://{'a' * 63}.com/").host == f"{'a' * 63}.com"
    with pytest.raises(FetchError):
        check_url(f"http://{'a' * 64}.com/")
    long = ".".join(["a" * 49] * 5)
    assert check_url(f"http://{long[:-1]}.com/")
    with pytest.raises(FetchError):
        check_url(f"http://{long}.{'a' * 4}.com/")


@pytest.mark.parametrize("host", ["ｌocalhost", "ⓛocalhost.com", "loc\u00adalhost.com", "ﬁle.com"])
def test_letters_that_a_browser_would_change_are_refused(host: str) -> None:
    with pytest.raises(FetchError):
        check_url(f"http://{host}/")


@pytest.mark.parametrize(
    "char", "\t\n\r\0\x0b\x0c\x1f\x7f\x85\u00a0\u2003\u2028\u3000\u200b\ufeff\ud800 \\"
)
def test_white_space_control_characters_and_backslashes_are_refused_anywhere(char: str) -> None:
    url = "http://news.com/a?b#c"
    for at in range(len(url) + 1):
        with pytest.raises(FetchError):
            check_url(url[:at] + char + url[at:])
