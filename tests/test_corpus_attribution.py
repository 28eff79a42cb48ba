"""Attributions of single sentences: cue and subject, before pronouns are resolved."""

import pytest

from corpus.attribution.noun_phrases import Attribution
from corpus.attribution.verbs import find_attributions
from corpus.chunks import chunk_sentence
from corpus.names import load_firms
from corpus.plain_view import plain_view


def _attributions(text: str, quoted: tuple[int, int] = (0, 0)) -> tuple[Attribution, ...]:
    view = plain_view(text)
    chunks = chunk_sentence(view, 0, len(view), load_firms().find(text))
    flags = [quoted[0] <= chunk.start < quoted[1] for chunk in chunks]
    return find_attributions(chunks, flags)


CUES = {
    "Citi said so.": "said",
    "Citi wrote in a note to clients that it fell.": "wrote in a note",
    "According to Citi, it fell.": "according to",
    "In her view, it fell.": "in her view",
    "She remains bullish.": "remains",
    "They have long argued that it fell.": "argued",
    "Citi, by contrast, expects a fall.": "expects",
    "Citi in a note on Monday said it fell.": "said",
    "She is forecasting a fall.": "forecasting",
    "The Fed made clear that it would wait.": "made",
    "There was, so Holm, no hurry.": "so",
}


@pytest.mark.parametrize(("text", "cue"), CUES.items())
def test_the_cue_is_the_attributing_word(text: str, cue: str) -> None:
    assert [found.cue for found in _attributions(text)] == [cue]


@pytest.mark.parametrize(
    "text",
    [
        "The forecast from Citi was cut.",
        "Shares of Citi fell.",
        "Citi was said to be selling.",
        "Intel's results beat estimates.",
        "Intel has a new plant.",
        "A note to Citi clients fell on deaf ears.",
        "Citi found a buyer.",
        "Intel needs to cut costs.",
    ],
)
def test_nouns_passives_and_deeds_attribute_nothing(text: str) -> None:
    assert _attributions(text) == ()


def test_words_inside_a_quotation_attribute_nothing() -> None:
    text = '"Citi said so," she lied.'
    assert _attributions(text, (0, 15)) == ()


@pytest.mark.parametrize(
    ("text", "anaphor"),
    [
        ("She said so.", "she"),
        ("The strategist said so.", "role:strategist"),
        ("The chief investment officer said so.", "role:officer"),
        ("The French bank said so.", "firm:bank"),
        ("The 61-year-old said so.", "person"),
        ("The note said so.", "document"),
        ("Its economists said so.", "it"),
        ("The Citi strategist said so.", "member"),
    ],
)
def test_words_that_stand_for_a_speaker_are_told_apart(text: str, anaphor: str) -> None:
    (found,) = _attributions(text)
    assert found.subject.anaphor == anaphor


def test_an_unnamed_spokesman_stands_for_the_firm_alone() -> None:
    (found,) = _attributions("A Citi spokesman said so.")
    assert (found.subject.firm, found.subject.anaphor) == ("Citi", None)


def test_the_role_of_small_and_mid_cap_strategy_is_read_over_its_hyphen() -> None:
    text = "“No,” said Ada Holm, head of U.S. small- and mid-cap strategy at Bank of America."
    (found,) = _attributions(text, (0, 5))
    assert (found.subject.persons, found.subject.firm) == (("Ada Holm",), "Bank of America")
