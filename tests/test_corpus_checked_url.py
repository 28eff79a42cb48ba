"""A URL is taken apart as every parser does, or refused."""

from ipaddress import ip_address
from urllib.parse import urlsplit

import httpx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.errors import FetchError
from corpus.fetching.checked_url import WEB_PORTS, check_url, join_location, remove_dots


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
