"""Round-ups, brokers' lists and who is whose in them, by hand-made articles."""

import pytest

from corpus.statement import Statement
from corpus.statements import extract_statements
from tests.prose import make_article


def _who(text: str) -> list[tuple[str, str | None]]:
    """Persons joined and firm of each statement in the order of the text."""
    article = make_article(text)
    return [(" & ".join(s.persons), s.firm) for s in extract_statements(article)]


HEADED = """Tesla fell on Friday. Tesla had cut its prices.

Barclays (Buy, target $90)
Ada Holm said the sale was overdone. She expects a rebound.

UBS (Neutral, target $70)
Sees no hurry. "We would wait," wrote Ben Roe, an analyst.
"""


def test_an_analyst_below_a_houses_heading_is_the_houses_and_so_is_a_sentence_without_subject() -> (
    None
):
    assert _who(HEADED) == [
        ("", "Barclays"),  # its rating
        ("Ada Holm", "Barclays"),
        ("Ada Holm", "Barclays"),
        ("", "UBS"),  # its rating
        ("", "UBS"),
        ("Ben Roe", "UBS"),
    ]


def test_one_heading_alone_makes_no_round_up() -> None:
    text = "Acme fell.\n\nBarclays\nAda Holm said the sale was overdone.\n"
    assert _who(text) == [("Ada Holm", None)]


def test_a_chief_executive_below_a_houses_heading_is_not_the_houses() -> None:
    text = HEADED.replace("Ada Holm said", "Chief executive Ada Holm said")
    assert _who(text)[:3] == [("", "Barclays"), *[("Ada Holm", "Tesla")] * 2]


def test_whoever_was_named_above_the_blocks_is_not_the_houses() -> None:
    text = HEADED.replace("fell on Friday.", "fell on Friday, Ada Holm told investors.")
    assert ("Ada Holm", "Barclays") not in _who(text)


def test_a_person_in_parentheses_speaks_the_whole_paragraph() -> None:
    text = "Goldman Sachs (Ada Holm): Supply is tight. Stocks are falling by the week.\n"
    assert _who(text) == [("Ada Holm", "Goldman Sachs")] * 2


def test_a_card_below_a_heading_says_nothing() -> None:
    text = "Barclays\nRating: Hold\nAda Holm said it was over.\n\nUBS\nRating: Buy\nIt is not.\n"
    assert _who(text) == [("Ada Holm", "Barclays")]


LISTED = {
    "Acme: Barclays ups to overweight from equal weight, target 780p.": [("", "Barclays")],
    "Acme: Citi to sell from neutral.": [("", "Citi")],
    "Acme: UBS edges down to 62p from 65p.": [("", "UBS")],
    "Acme: HSBC drops the grocer from its focus list; UBS reiterates buy.": [
        ("", "HSBC"),
        ("", "UBS"),
    ],
    "Acme: HSBC goes to buy. Demand is back, says Ada Holm.": [("", "HSBC"), ("Ada Holm", "HSBC")],
    "Acme: the plant in Leeds closes to visitors from May.": [],
}


@pytest.mark.parametrize("text", LISTED)
def test_a_list_of_moves_is_read_by_its_shape(text: str) -> None:
    assert _who(text) == LISTED[text]


ACTS = {
    "Citi likes the shares.": [("", "Citi")],
    "Citi removes Acme from its top picks.": [("", "Citi")],
    "Citi has moved to its largest overweight in gilts since 2012.": [("", "Citi")],
    "Citi now has three cuts pencilled in for next year.": [("", "Citi")],
    "Citi has pushed back its first cut to May.": [("", "Citi")],
    "Rio Tinto raised its investment plan to $14bn.": [("", "Rio Tinto")],
    "Rio Tinto removes waste from its top site.": [],
    "Rio Tinto likes copper.": [],
    "Ada Holm of UBS is bearish. Her target is $95.": [("Ada Holm", "UBS")] * 2,
    "Ada Holm of UBS waits. She would buy below 900 pence.": [("Ada Holm", "UBS")],
    "Ada Holm, who was at the mint in 1985, used to say that gold is patient.": [
        ("Ada Holm", None)
    ],
}


@pytest.mark.parametrize("text", ACTS)
def test_acts_of_judgement_are_statements_and_acts_of_business_are_none(text: str) -> None:
    assert _who(text) == ACTS[text]


def test_an_unnamed_chief_is_whoever_speaks_next_and_no_later_analyst() -> None:
    text = (
        "Falken Cement has doubled its profit. Its chairman thanks the bridges. "
        '"Nobody sees us," Ulrich Sandner says in his office.\n\n'
        "For Delphine Aubry the shares will rise. Prices will climb, according to the Jefferies "
        "analyst. She has a target of €88.\n"
    )
    assert _who(text) == [
        ("Ulrich Sandner", "Falken Cement"),
        ("Delphine Aubry", "Jefferies"),
        ("Delphine Aubry", "Jefferies"),
    ]


def test_a_title_tells_whom_she_means() -> None:
    text = (
        'Ms Okwu waits. "Rates will fall," Robin Okwu of UBS said. Sasha Lind of HSBC '
        "disagreed in his note. Nothing is cheap, she said."
    )
    assert _who(text)[-1] == ("Robin Okwu", "UBS")


BODIES = {
    "The ECB held rates. The Governing Council said prices were calm.": [
        ("", "European Central Bank")
    ],
    "The ECB held rates. The committee said prices were calm.": [("", "European Central Bank")],
    "The Bank of England waits. The Monetary Policy Committee said prices were calm.": [
        ("", "Bank of England")
    ],
    "Halden Shipping Ltd refused the bid. The board said the offer was low.": [
        ("", "Halden Shipping Ltd")
    ],
    "The senate met. The committee said the bill was dead.": [],
    'The ECB held rates. The ECB will wait. "No," President Ada Holm said.': [
        ("Ada Holm", "European Central Bank")
    ],
    'The ECB held rates. The ECB will wait. "No," President Donald Trump said.': [
        ("Donald Trump", None)
    ],
}


@pytest.mark.parametrize("text", BODIES)
def test_a_body_speaks_for_its_institution(text: str) -> None:
    assert _who(text) == BODIES[text]


def test_an_association_speaks_and_its_president_is_not_of_the_speaker_before() -> None:
    text = (
        "Pantheon Macroeconomics sees a recession.\n\n"
        "Germany's BGA trade association called the rise a second tariff. Its president, "
        "Ada Holm, urged cuts. The lobby cut its forecast for exports to 0.5 percent.\n"
    )
    assert _who(text) == [
        ("", "Pantheon Macroeconomics"),
        ("", "BGA"),
        ("Ada Holm", "BGA"),
        ("", "BGA"),
    ]


def test_its_chief_is_never_of_the_analyst_of_the_paragraph_before() -> None:
    text = (
        'Novo slipped. HSBC analyst Ada Holm expects approval. "It is priced in," she said.\n\n'
        'Germany is grim. "It is over," said its managing director, Ben Roe.\n'
    )
    assert _who(text)[-1] == ("Ben Roe", None)


def test_an_officer_who_declined_to_comment_is_not_the_next_person_named() -> None:
    text = (
        "Falken Cement has doubled its profit. Its chairman declined to comment. "
        '"Nobody sees them," Ulrich Sandner said.\n'
    )
    assert _who(text)[-1] == ("Ulrich Sandner", None)


def test_a_former_regulator_is_a_person_and_no_regulator() -> None:
    text = (
        "The SEC met. Credit is the new subprime, or so says Aldous Finch. The former regulator "
        "sees losses."
    )
    assert _who(text)[-2:] == [("Aldous Finch", None)] * 2


def test_a_dateline_is_nobody() -> None:
    text = "ZURICH, Sept 24 - The Swiss National Bank held rates. The association said so.\n"
    assert ("", "ZURICH") not in _who(text)


# --- heads with a rating, entries that are headed by what they are about

NOTES = """\
Dell: what the brokers say

Dell reported revenue of $25bn. Its shares fell 4%.

Barclays (Equal-weight, PT cut to $110 from $125)
Ivy Ferrer calls the quarter "fine, and no more".

Bank of America (Buy, PT $150)
The order book grew, its analysts said.

Shares (adjusted, in dollars)
Prices are of Friday.
"""
MOVES = """\
Broker round-up: Dell up, Nike cut

Dell: Barclays raises to overweight from equal weight. The bank likes the order book.

Nike, Target: HSBC cuts both to hold from buy. Stocks are too high, the bank said.
"""


def _statements(text: str) -> list[tuple[Statement, str]]:
    article = make_article(text)
    return [(s, text[s.start : s.end]) for s in extract_statements(article)]


def test_a_head_with_a_rating_is_a_statement_of_its_house() -> None:
    heads = [(s, words) for s, words in _statements(NOTES) if words.endswith(")")]
    assert [(s.firm, words) for s, words in heads] == [
        ("Barclays", "Barclays (Equal-weight, PT cut to $110 from $125)"),
        ("Bank of America", "Bank of America (Buy, PT $150)"),
    ]
    assert [s.rating.to_stance for s, _ in heads if s.rating] == ["neutral", "positive"]
    assert all("Dell" in [x.subject for x in s.subjects] for s, _ in heads)


def test_an_entry_is_about_what_heads_it_and_nothing_of_the_title() -> None:
    told = {words: [x.subject for x in s.subjects] for s, words in _statements(MOVES)}
    cut = next(subjects for words, subjects in told.items() if "HSBC cuts" in words)
    assert "Nike" in cut
    assert not any("Dell" in subject for subject in cut)
    said = next(subjects for words, subjects in told.items() if "the bank said" in words)
    assert not any("Dell" in subject for subject in said)


def test_a_speaker_of_a_transcript_heads_no_entry() -> None:
    text = (
        "Dell, asked about\n\nHost: What of Dell?\n\nJane Roe: We like it. It is cheap, Roe said.\n"
    )
    about = [[x.subject for x in s.subjects] for s, _ in _statements(text)]
    assert about
    assert not any(name in ("Jane Roe", "Roe") for subjects in about for name in subjects)
