"""A URL is taken apart as every parser does, or refused."""

from collections.abc import Iterator
from ipaddress import IPv4Address, ip_address
from urllib.parse import quote, urlsplit

import httpx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.errors import FetchError
from corpus.fetching.checked_url import WEB_PORTS, check_url, join_location, remove_dots

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


@pytest.mark.parametrize(
    "url",
    "//news.com/a /a news.com news.com/a http:news.com http:/news.com http:///news.com"
    " http:////news.com http:// http://? http://# http://:80/ https:news.com:443 http:80"
    " ftp://news.com/ file:///etc/passwd file://news.com/a gopher://news.com/ dict://news.com:80/"
    " data:text/html,a javascript:alert(1) ws://news.com/ wss://news.com/ ldap://news.com/"
    " jar:http://news.com!/ view-source:http://news.com/ blob:https://news.com/a feed://news.com/a"
    " feed:https://news.com/a httpss://news.com/ http+unix://news.com/ httр://news.com/ ?http://a.com"
    " url:http://news.com/ http//news.com".split(),
)
def test_what_is_no_absolute_http_address_is_refused(url: str) -> None:
    with pytest.raises(FetchError):
        check_url(url)


@pytest.mark.parametrize(
    "url",
    "http://news.com@10.0.0.1/ http://10.0.0.1@news.com/ http://a:b@news.com/ http://@news.com/"
    " http://news.com:80@10.0.0.1/ http://10.0.0.1%2f@news.com/ http://news.com#@10.0.0.1/"
    " http://news.com?@10.0.0.1/ http://news.com:80#@10.0.0.1/ http://10.0.0.1#@news.com/"
    " http://10.0.0.1?.news.com/ http://10.0.0.1:80:news.com/ http://news.com:80:80/"
    " http://news.com:/ http://news.com:0/ http://news.com:080/ http://news.com:0x50/"
    " http://news.com:+80/ http://news.com:８０/ http://news.com:65616/ http://news.com:99999999/"
    " http://news.com:-1/ http://news.com:80a/ http://news.com;@10.0.0.1/".split(),
)
def test_a_user_name_or_an_odd_port_is_refused(url: str) -> None:
    with pytest.raises(FetchError):
        check_url(url)


@pytest.mark.parametrize(
    "port", [1, 21, 22, 25, 53, 110, 2375, 3306, 5432, 6379, 7860, 8000, 9200, 11434]
)
def test_a_port_on_which_no_news_is_served_is_refused(port: int) -> None:
    with pytest.raises(FetchError, match=f"port {port} is none"):
        check_url(f"http://news.com:{port}/")


@pytest.mark.parametrize("port", sorted(WEB_PORTS))
def test_a_web_port_is_kept(port: int) -> None:
    assert check_url(f"https://news.com:{port}/").port == port


def test_the_parts_of_a_url() -> None:
    checked = check_url("HTTPS://WWW.News.COM:8443/A/./b/../c?q=ü%20x&y=[1]#part")
    assert (checked.scheme, checked.host, checked.port) == ("https", "www.news.com", 8443)
    assert checked.target == "/A/c?q=%C3%BC%20x&y=[1]"
    assert checked.address is None
    assert checked.origin == "https://www.news.com:8443"
    assert str(checked) == "https://www.news.com:8443/A/c?q=%C3%BC%20x&y=[1]"


def test_the_usual_port_is_not_written() -> None:
    assert str(check_url("http://news.com:80")) == "http://news.com/"
    assert str(check_url("https://news.com:443?a")) == "https://news.com/?a"
    assert str(check_url("http://news.com:443/")) == "http://news.com:443/"


def test_an_address_keeps_its_brackets_in_the_url_only() -> None:
    checked = check_url("https://[2606:4700:0:0::1111]:8443/a")
    assert (checked.host, checked.authority) == ("2606:4700::1111", "[2606:4700::1111]:8443")
    assert check_url("http://8.8.8.8/").authority == "8.8.8.8"


@pytest.mark.parametrize(
    ("written", "host"),
    [
        ("www.süddeutsche.de", "www.xn--sddeutsche-9db.de"),
        ("WWW.SÜDDEUTSCHE.DE", "www.xn--sddeutsche-9db.de"),
        ("новости.рф", "xn--b1amnebsh.xn--p1ai"),
        ("xn--b1amnebsh.xn--p1ai", "xn--b1amnebsh.xn--p1ai"),
        ("新聞.香港", "xn--efvv70d.xn--j6w193g"),
    ],
)
def test_a_name_in_other_letters_gets_its_ascii_form(written: str, host: str) -> None:
    assert check_url(f"https://{written}/").host == host


def test_a_name_that_the_two_standards_encode_differently_is_refused() -> None:
    with pytest.raises(FetchError, match="xn--"):
        check_url("https://faß.de/")


@pytest.mark.parametrize(
    ("path", "plain"),
    [
        ("", ""),
        ("/", "/"),
        ("/a/b", "/a/b"),
        ("/a/../b", "/b"),
        ("/a/%2e%2E/b", "/b"),
        ("/../../b", "/b"),
        ("/a/b/..", "/a/"),
        ("/a/.", "/a/"),
        ("/a//b/../c", "/a//c"),
        ("/...", "/..."),
        ("//a", "//a"),
    ],
)
def test_dots_are_taken_out_of_a_path(path: str, plain: str) -> None:
    assert remove_dots(path) == plain


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("/b", "https://news.com/b"),
        ("b", "https://news.com/a/b"),
        ("?c", "https://news.com/a/x?c"),
        ("//other.com/b", "https://other.com/b"),
        ("http://other.com", "http://other.com"),
    ],
)
def test_a_location_is_joined(location: str, url: str) -> None:
    assert join_location(check_url("https://news.com/a/x"), location) == url


@pytest.mark.parametrize(
    "location", ["/a\tb", "\\\\other.com", "/\\other.com", "htt\np://a.com", " /a", ""]
)
def test_a_location_over_which_parsers_differ_is_refused(location: str) -> None:
    with pytest.raises(FetchError):
        join_location(check_url("https://news.com/"), location)


def test_a_message_says_what_was_found_and_what_to_do_and_is_short() -> None:
    with pytest.raises(FetchError) as caught:
        check_url("http://10.0.0.1/" + "a" * 3_000)
    message = str(caught.value)
    assert "10.0.0.1 is not public (a private network)" in message
    assert "add the file" in message
    assert len(message) < 400
    assert caught.value.failure == "address"


PIECES = st.sampled_from(
    "http https :// : / // @ ? # [ ] % %2f %40 . .. - _ ; & = , ! ~ a b news com news.com 1 0 0x 127"
    " 127.0.0.1 10 8.8.8.8 ::1 ffff xn-- é ß １ 。 : 80 443 8080 \\ localhost *".split()
)


@given(st.lists(PIECES, max_size=12).map("".join).map(lambda rest: "http://" + rest))
@example("http://news.com#@10.0.0.1/")
def test_where_a_url_is_accepted_the_parsers_of_python_and_httpx_read_the_same_host(
    url: str,
) -> None:
    try:
        checked = check_url(url)
    except FetchError:
        return
    written = url if url.isascii() else str(checked)
    for parsed in (urlsplit(written).hostname, httpx.URL(written).raw_host.decode()):
        assert parsed is not None
        if checked.address is None:
            assert parsed == checked.host
        else:
            assert ip_address(parsed.strip("[]")) == checked.address
    assert str(check_url(str(checked))) == str(checked)
    assert urlsplit(written).port in {None, checked.port}


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    for url in (text, f"http://{text}", f"http://news.com/{text}", f"http://{text}.com/"):
        try:
            checked = check_url(url)
        except FetchError:
            continue
        assert str(checked).isascii()
        assert checked.port in WEB_PORTS
