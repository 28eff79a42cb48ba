from itertools import pairwise

import pytest

from corpus.cleaning.cleaning import choose_body
from corpus.cleaning.furniture import is_furniture

FIRST = (
    "Harbour Steel cut its outlook on Monday after a weak quarter, the company said in a filing."
)
SECOND = "Analysts at Quill & Crane expect margins to recover by spring, they wrote to clients."
THIRD = "“We see room for more,” said Ada Moreno, head of research at the broker. Shares fell 3%."


def body(text: str, title: str | None = None) -> str:
    ranges = choose_body(text, title)
    assert list(ranges) == sorted(ranges, key=lambda r: r.start)
    assert all(a.end <= b.start for a, b in pairwise(ranges))
    assert all(text[r.start : r.end] == text[r.start : r.end].strip() != "" for r in ranges)
    return "\n".join(text[r.start : r.end] for r in ranges)


PAGES = {
    "Harbour Gazette": (
        "Home\nMarkets\nOpinion\nSubscribe\nSteel maker cuts outlook\nBy Ines Calder\n"
        "March 3, 2025\n",
        "Share this article\nRelated articles\nTen stocks for a rainy day\nWhy copper shines\n",
    ),
    "Northgate Wire": (
        "Skip to content\nSteel maker cuts outlook\nUpdated: 3 March 2025, 14:05 GMT\n4 min read\n",
        "(Reporting by Tom Vale in Oslo; editing by Mia Prince)\n"
        "Our Standards: The Northgate Rules\n",
    ),
    "The Ledger Post": (
        "Steel maker cuts outlook\nPhoto: A. Berg / Getty Images\n"
        "Facebook Twitter LinkedIn Email\n",
        "Comments (14)\n"
        "Rex99: I sold all of mine last week, this company is finished for good now.\n"
        "Disclaimer: Nothing here is advice.\n© 2025 Ledger Post Ltd. All rights reserved.\n",
    ),
    "CoinCurrent": (
        "BTC $61,002.10 +1.2%\nETH $3,004.55 -0.4%\nSteel maker cuts outlook\n"
        "🔥 Beat the market with our picks. Unlock premium now\n",
        "Story tags: steel, outlook\n"
        "Disclaimer: The information on this page is not investment advice and we are not "
        "liable for any losses.\nDo your own research.\n",
    ),
    "Meridian Markets": (
        "Home > Markets > Materials > Steel\nSteel maker cuts outlook\n"
        "Published 03/13/2025, 09:01 AM\nHSTL\n-0.34%\nXMET\n-\n",
        "Latest comments\nRisk Warning: Trading carries a high level of risk.\n"
        "Meridian Media may be paid by advertisers.\n",
    ),
    "Der Ausblick": (
        "Steel maker cuts outlook\nAdvertisement\n",
        "This article was translated by machine and checked by an editor.\nTweet\nPrint\n",
    ),
    "Plainview Money": (
        "We use cookies to improve your visit. Accept all\nSteel maker cuts outlook\n"
        "Listen to this article\n",
        "Sign up for our free daily newsletter and get the markets in your inbox.\n"
        "More from Plainview Money\nA guide to bonds\nTerms of Use | Privacy Policy | Contact\n",
    ),
    "Old Mill Investor": (
        "Steel maker cuts outlook\n5 hours ago\n© Agency Pictures\nRead also: Copper at a record\n",
        "The author holds no positions in the stocks named.\nYou may also like\n"
        "Five funds with low fees\n"
        "Copyright 2025 Old Mill. Reproduction without permission is prohibited.\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("outlet", PAGES)
def test_only_the_report_is_kept_of_a_page(outlet: str) -> None:
    before, after = PAGES[outlet]
    text = f"{before}\n{FIRST}\n\n{SECOND}\n\n{THIRD}\n\n{after}"
    assert body(text, "Steel maker cuts outlook") == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"


@pytest.mark.parametrize(
    "sentence",
    [
        "The board will share profits with staff, and the newsletter business will be sold.",
        "More users subscribe to the service, which raises the risk of outages.",
        "Sign-ups rose 4% as readers registered for the app.",
        "Shares of the publisher of newsletters fell.",
        "Published in 2019, the study looked at 40 funds.",
        "The risk disclosure ran to nine pages, the regulator said.",
        "“Subscribe to our newsletter,” the slogan said, and 2,000 people did.",
        "The bank does not give investment advice to retail clients, its spokesman said.",
        "Copyright claims cost the studio $4 million last year.",
        "Comments by the chair moved bonds.",
        "Unlocking value takes time.",
        "By Friday the index had lost 2%.",
        "AI will write more code next year.",
        "Micron jumps on Citi upgrade",
        "You need a strong stomach for small caps, Moreno said.",
    ],
)
def test_a_report_that_uses_the_words_of_furniture_stays(sentence: str) -> None:
    text = f"{FIRST}\n{sentence}\n{SECOND}"
    assert body(text) == text


def test_an_appeal_at_the_end_of_a_long_line_is_cut_at_the_sentence() -> None:
    text = f"{FIRST} {THIRD} You have read this far. Go further with our weekly newsletter."
    assert body(text) == f"{FIRST} {THIRD}"


@pytest.mark.parametrize(
    "appeal",
    [
        "Follow us on any of our channels.",
        "Click here for the full table.",
        "Subscribe today to get the free briefing.",
        "Nothing in this text is financial advice.",
    ],
)
def test_a_sentence_to_the_reader_is_cut_from_a_line_of_report(appeal: str) -> None:
    assert body(f"{FIRST} {SECOND} {appeal}") == f"{FIRST} {SECOND}"


def test_an_appeal_in_the_middle_of_a_line_splits_its_range() -> None:
    text = f"{FIRST} Sign up for our newsletter here. {SECOND}"
    ranges = choose_body(text, None)
    assert [text[r.start : r.end] for r in ranges] == [FIRST, SECOND]


def test_lines_of_related_headlines_end_where_the_report_goes_on() -> None:
    text = f"{FIRST}\nRead next:\nCopper shines\nTin does not\n{SECOND}"
    assert body(text) == f"{FIRST}\n{SECOND}"


def test_a_disclaimer_above_a_report_does_not_swallow_it() -> None:
    text = f"Disclaimer: Nothing here is investment advice.\n{FIRST}\n{SECOND}"
    assert body(text) == f"{FIRST}\n{SECOND}"


def test_a_paragraph_wrapped_at_a_fixed_width_is_one_range() -> None:
    text = (
        "The index of small firms rose for a third day on Friday, and\n"
        "analysts expect more to come after the central bank said it\n"
        "would listen to this and cut rates. The company that makes\n"
        "steel was the exception after a quarter that nobody had\n"
        "expected to be so weak, and its shares fell to a low of\n"
        "2025."
    )
    assert body(text) == text


def test_neighbouring_lines_are_one_range_and_the_title_is_none_of_it() -> None:
    text = f"Steel maker cuts outlook\n\n{FIRST}\n\n{SECOND}"
    (only,) = choose_body(text, "Steel maker  cuts outlook")
    assert text[only.start : only.end] == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize("text", ["", " \n\r\n ", "Share\nTweet", "- - -", "Subscribe now"])
def test_a_text_without_a_report_has_no_body(text: str) -> None:
    assert choose_body(text, None) == ()


def test_windows_line_ends_do_not_hide_furniture() -> None:
    text = f"{FIRST}\r\nShare\r\n{SECOND}\r\n"
    assert body(text) == f"{FIRST}\n{SECOND}"


def test_a_line_of_one_word_in_a_report_is_not_taken_for_a_menu() -> None:
    assert not is_furniture("Details")
    assert not is_furniture("What analysts say")
    assert is_furniture("Share")
    assert is_furniture("Facebook Twitter LinkedIn")
    assert is_furniture("![A chart](chart.png)")
