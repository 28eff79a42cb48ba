"""Round-ups of brokers: heads with a rating, entries that are headed by what they are about."""

from corpus.statement import Statement
from corpus.statements import extract_statements
from tests.prose import make_article

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
