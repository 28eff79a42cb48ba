"""Where the fetcher connects to: public addresses only, over TLS where it is asked for."""

import shutil
import ssl
import subprocess
from collections.abc import Iterator, Sequence
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path

import pytest
from fetch_site import PRIVATE, PUBLIC, QUICK, Names, Site, fetcher, redirect, refused, serve, text

from corpus.fetching.fetcher import Fetcher


@pytest.fixture
def site() -> Iterator[Site]:
    yield from serve(Site(PUBLIC))


@pytest.fixture
def private(site: Site) -> Iterator[Site]:
    """A server at the same port of an address that is not allowed."""
    yield from serve(Site(PRIVATE, site.server_port))


@pytest.mark.parametrize(
    "host",
    ["127.0.0.2", "2130706434", "0x7f.2", "[::1]", "[::ffff:127.0.0.2]", "localhost", "a@b.com"],
)
def test_no_packet_and_no_question_for_a_name_leaves_for_a_refused_url(
    site: Site, private: Site, host: str
) -> None:
    names = Names([str(PRIVATE)])
    assert refused(lambda: fetcher(site, names).fetch(site.url(host=host))).failure == "address"
    assert (names.asked, site.connections, private.connections) == ([], 0, 0)


@pytest.mark.parametrize(
    "answer",
    [
        ["127.0.0.2"],
        ["127.0.0.1", "127.0.0.2"],
        ["127.0.0.1", "::ffff:127.0.0.2"],
        ["127.0.0.1", "fe80::1%eth0"],
        ["127.0.0.1", "nonsense"],
        ["0x7f.1"],
    ],
)
def test_a_name_is_refused_if_any_of_its_addresses_is(
    site: Site, private: Site, answer: list[str]
) -> None:
    error = refused(lambda: fetcher(site, Names(answer)).fetch(site.url(host="127-0-0-2.wild.com")))
    assert error.failure == "address"
    assert answer[-1] in str(error)
    assert (site.connections, private.connections) == (0, 0)


def test_by_default_only_public_addresses_are_connected_to(site: Site) -> None:
    for answer in ("127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "64:ff9b::7f00:1", "0.0.0.1"):
        careful = Fetcher(resolve=Names([answer]), allowed_ports={site.server_port}, limits=QUICK)
        assert refused(lambda c=careful: c.fetch(site.url())).failure == "address"
    assert site.connections == 0


def test_a_name_that_leads_elsewhere_the_second_time_is_connected_to_where_it_was_checked(
    site: Site, private: Site
) -> None:
    site.pages["/"] = text("news")
    names = Names([str(PUBLIC)], [str(PRIVATE)])
    fetching = fetcher(site, names)
    assert fetching.fetch(site.url()).body == b"news"
    assert names.asked == ["news.com"]
    assert site.paths == ["/robots.txt", "/"]
    assert refused(lambda: fetching.fetch(site.url())).failure == "address"
    assert names.asked == ["news.com", "news.com"]
    assert private.connections == 0


def test_a_name_is_asked_once_for_redirects_within_its_host(site: Site, private: Site) -> None:
    names = Names([str(PUBLIC)], [str(PRIVATE)])
    site.pages.update({"/": redirect("/a"), "/a": redirect("/b"), "/b": text("news")})
    assert fetcher(site, names).fetch(site.url()).body == b"news"
    assert (names.asked, private.connections) == (["news.com"], 0)


def test_addresses_are_tried_in_turn(site: Site) -> None:
    site.pages["/"] = text("news")
    allowed = {PUBLIC, IPv4Address("127.0.0.9"), IPv6Address("::1")}
    names = Names(["127.0.0.9", "::1", "127.0.0.1"])
    trying = Fetcher(
        resolve=names,
        is_allowed=allowed.__contains__,
        allowed_ports={site.server_port},
        limits=QUICK,
    )
    assert trying.fetch(site.url()).body == b"news"


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.2:{port}/secret",
        "//127.0.0.2:{port}/secret",
        "http://2130706434:{port}/secret",
        "http://0177.0.0.2:{port}/secret",
        "http://[::ffff:127.0.0.2]:{port}/secret",
        "http://news.com@127.0.0.2:{port}/secret",
        "http://localhost:{port}/secret",
        "http://other.com:{port}/secret",
        "file:///etc/passwd",
        "gopher://127.0.0.2:{port}/_x",
        "http://news.com:6379/",
        "\\\\127.0.0.2:{port}\\secret",
        "http://127.0.0.2:{port}\\@news.com/",
    ],
)
@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirect_to_a_private_place_is_not_followed(
    site: Site, private: Site, target: str, code: int
) -> None:
    private.pages["/secret"] = text("secret")
    site.pages["/"] = redirect(target.format(port=site.server_port), code)
    names = Names([str(PUBLIC)], [str(PRIVATE)])
    error = refused(lambda: fetcher(site, names).fetch(site.url()))
    assert error.failure == "address"
    assert private.connections == 0
    assert site.paths == ["/robots.txt", "/"]


def test_a_robots_txt_that_leads_to_a_private_place_is_not_followed(
    site: Site, private: Site
) -> None:
    site.pages["/robots.txt"] = redirect(f"http://127.0.0.2:{site.server_port}/robots.txt")
    error = refused(lambda: fetcher(site).fetch(site.url()))
    assert (error.failure, private.connections) == ("robots", 0)
    assert site.paths == ["/robots.txt"]


def test_a_proxy_of_the_environment_is_not_used_and_told(
    site: Site, private: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.2:{private.server_port}")
    site.pages["/"] = text("news")
    assert fetcher(site).fetch(site.url()).body == b"news"

    def unknown(host: str, port: int) -> Sequence[str]:
        raise OSError("Name or service not known")

    error = refused(lambda: fetcher(site, unknown).fetch(site.url()))  # type: ignore[arg-type]
    assert "proxy" in str(error)
    assert error.failure == "network"
    assert private.connections == 0


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("tls")
    key, cert = folder / "key.pem", folder / "cert.pem"
    made = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=news.com"
    command = [openssl, *made.split(), "-addext", "subjectAltName=DNS:news.com"]
    subprocess.run([*command, "-keyout", key, "-out", cert], check=True, capture_output=True)
    return key, cert


@pytest.fixture
def safe_site(site: Site, certificate: tuple[Path, Path]) -> Site:
    """The site behind TLS, with a certificate for news.com; `server_names` is what clients ask for."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate[1], certificate[0])
    site.server_names: list[str | None] = []  # type: ignore[misc]
    context.sni_callback = lambda _, name, __: site.server_names.append(name)  # type: ignore[attr-defined]
    site.socket = context.wrap_socket(site.socket, server_side=True, do_handshake_on_connect=False)
    return site


def test_tls_asks_for_the_name_though_the_connection_goes_to_the_address(
    safe_site: Site, certificate: tuple[Path, Path]
) -> None:
    safe_site.pages["/"] = text("news")
    trusting = ssl.create_default_context(cafile=str(certificate[1]))
    got = fetcher(safe_site, tls=trusting).fetch(safe_site.url(scheme="https"))
    assert got.body == b"news"
    assert safe_site.server_names == ["news.com", "news.com"]  # type: ignore[attr-defined]
    error = refused(
        lambda: fetcher(safe_site, tls=trusting).fetch(safe_site.url(scheme="https", host="b.com"))
    )
    assert "certificate" in str(error)


def test_a_certificate_of_nobody_is_refused(safe_site: Site) -> None:
    error = refused(lambda: fetcher(safe_site).fetch(safe_site.url(scheme="https")))
    assert "the certificate is not one for 'news.com'" in str(error)
    assert safe_site.requests == []


def test_a_redirect_away_from_tls_is_refused(
    safe_site: Site, certificate: tuple[Path, Path]
) -> None:
    safe_site.pages["/"] = redirect(safe_site.url("/a"))
    trusting = ssl.create_default_context(cafile=str(certificate[1]))
    error = refused(lambda: fetcher(safe_site, tls=trusting).fetch(safe_site.url(scheme="https")))
    assert error.failure == "address"
    assert "anyone on the way may read" in str(error)
