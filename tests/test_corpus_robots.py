"""robots.txt as RFC 9309 reads it, and how often a host is asked."""

import pytest

from corpus.fetching.robots import (
    KEPT_S,
    KEPT_UNREACHABLE_S,
    RobotsMemory,
    Turns,
    parse_robots,
    unreachable,
)

OURS = "Streetwise"

# Worked out by hand from RFC 9309: 2.2.1 (which group), 2.2.2 (the longest rule wins, `allow` where
# two are equally long), 2.2.3 (special characters), 2.2.4 (what else may stand in the file).
CASES = {
    "an empty file allows": ("", "/a", True),
    "a group for all": ("User-agent: *\nDisallow: /a\n", "/a/b", False),
    "a path beside it": ("User-agent: *\nDisallow: /a\n", "/b", True),
    "an empty rule forbids nothing": ("User-agent: *\nDisallow:\n", "/a", True),
    "a group of ours wins over that for all": (
        "User-agent: *\nDisallow: /\n\nUser-agent: Streetwise\nDisallow: /x\n",
        "/a",
        True,
    ),
    "letter case of a name": ("user-agent: STREETWISE\ndisallow: /\n", "/a", False),
    "a name with its version": ("User-agent: Streetwise/2.1\nDisallow: /\n", "/a", False),
    "a group of another": ("User-agent: GPTBot\nDisallow: /\n", "/a", True),
    "the start of a name is another": ("User-agent: Street\nDisallow: /\n", "/a", True),
    "a longer name is another": ("User-agent: StreetwisePro\nDisallow: /\n", "/a", True),
    "several names over one group": (
        "User-agent: GPTBot\nUser-agent: Streetwise\nDisallow: /\n",
        "/a",
        False,
    ),
    "two groups of ours are one": (
        "User-agent: Streetwise\nDisallow: /a\n\nUser-agent: x\nDisallow: /c\n\n"
        "User-agent: Streetwise\nDisallow: /b\n",
        "/b",
        False,
    ),
    "the longer allow wins": ("User-agent: *\nDisallow: /a\nAllow: /a/open\n", "/a/open/1", True),
    "the longer disallow wins": ("User-agent: *\nAllow: /a\nDisallow: /a/shut\n", "/a/shut", False),
    "equal length allows": ("User-agent: *\nDisallow: /a\nAllow: /a\n", "/a", True),
    "a star in the middle": ("User-agent: *\nDisallow: /*/print\n", "/news/print", False),
    "a star does not need to fit": ("User-agent: *\nDisallow: /*/print\n", "/news/a", True),
    "a star for a query": ("User-agent: *\nDisallow: /*?session=\n", "/a?session=1", False),
    "an end that fits": ("User-agent: *\nDisallow: /*.pdf$\n", "/a/b.pdf", False),
    "an end that does not": ("User-agent: *\nDisallow: /*.pdf$\n", "/a/b.pdf.html", True),
    "letter case of a path": ("User-agent: *\nDisallow: /A\n", "/a", True),
    "escaped letters are the letters": (
        "User-agent: *\nDisallow: /caf%C3%A9\n",
        "/caf%c3%a9",
        False,
    ),
    "unescaped letters are the escaped": ("User-agent: *\nDisallow: /café\n", "/caf%C3%A9", False),
    "comments and blank lines do not end a group": (
        "User-agent: * # all\n\n# note\nDisallow: /a # no\n",
        "/a",
        False,
    ),
    "a site map does not end a group": (
        "User-agent: *\nSitemap: https://x.com/s.xml\nDisallow: /a\n",
        "/a",
        False,
    ),
    "line ends of a Mac": ("User-agent: *\rDisallow: /a\r", "/a", False),
    "a byte order mark": ("\ufeffUser-agent: *\nDisallow: /a\n", "/a", False),
    "rules before any group do not count": (
        "Disallow: /\nUser-agent: x\nDisallow: /\n",
        "/a",
        True,
    ),
    "robots.txt itself": ("User-agent: *\nDisallow: /\n", "/robots.txt", True),
    "a page of HTML says nothing": ("<html><body>Not found</body></html>", "/a", True),
}


@pytest.mark.parametrize("name", CASES)
def test_rules_are_read_as_the_rfc_says(name: str) -> None:
    text, target, allowed = CASES[name]
    assert parse_robots(text.encode(), token=OURS).allows(target) is allowed


def test_many_names_over_many_rules_stay_small() -> None:
    names = "".join(f"user-agent:a{n}\n" for n in range(15_000))
    rules = "".join(f"disallow:/{n}\n" for n in range(14_000))
    body = (names + rules).encode()
    assert len(body) < 500_000
    parsed = parse_robots(body, token=OURS).parsed
    assert sum(len(group._rules) for group in parsed._user_agents.values()) == 14_000


def test_a_crawl_delay_is_that_of_our_group() -> None:
    text = b"User-agent: *\nCrawl-delay: 5\n\nUser-agent: streetwise\nCrawl-delay: 2.5\n"
    assert parse_robots(text, token=OURS).crawl_delay_s == 2.5


@pytest.mark.parametrize("delay", ["soon", "-1", "nan", "inf", ""])
def test_a_crawl_delay_that_is_none_is_no_delay(delay: str) -> None:
    assert (
        parse_robots(f"User-agent: *\nCrawl-delay: {delay}\n".encode(), token=OURS).crawl_delay_s
        == 0
    )


def test_what_is_no_text_forbids_nothing() -> None:
    assert parse_robots(bytes(range(256)) * 4, token=OURS).allows("/a")


def test_rules_are_kept_for_a_day_and_loaded_again_after_it() -> None:
    now = [0.0]
    loads: list[float] = []
    memory = RobotsMemory(clock=lambda: now[0])

    def find() -> None:
        memory.find("https://a.com", lambda: loads.append(now[0]) or parse_robots(b"", token=OURS))

    for now[0] in (0.0, KEPT_S - 1, KEPT_S, KEPT_S + 1):
        find()
    assert loads == [0.0, KEPT_S]


def test_a_site_that_could_not_be_asked_is_asked_again_soon() -> None:
    now = [0.0]
    memory = RobotsMemory(clock=lambda: now[0])
    assert not memory.find("https://a.com", lambda: unreachable("status 503")).allows("/")
    now[0] = KEPT_UNREACHABLE_S
    assert memory.find("https://a.com", lambda: parse_robots(b"", token=OURS)).allows("/")


def test_two_origins_of_one_host_have_rules_of_their_own() -> None:
    memory = RobotsMemory()
    memory.find("https://a.com", lambda: unreachable("status 500"))
    assert memory.find("http://a.com", lambda: parse_robots(b"", token=OURS)).allows("/")


def test_turns_of_one_host_lie_a_gap_apart_and_hosts_do_not_wait_for_one_another() -> None:
    now = [100.0]
    turns = Turns(clock=lambda: now[0])
    assert [turns.take("a.com", gap_s=2) for _ in range(3)] == [0, 2, 4]
    assert turns.take("b.com", gap_s=2) == 0
    now[0] = 105.5
    assert turns.take("a.com", gap_s=2) == 0.5
    now[0] = 200.0
    assert turns.take("a.com", gap_s=2) == 0
