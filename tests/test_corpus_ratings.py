"""Ratings are read as ratings, and ordinary words as none."""

import pytest

from corpus.ratings import find_rating


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Orrin upgraded Acme to neutral from sell", ("upgrade", "sell", "neutral")),
        ("He moved small caps from underweight to neutral", ("upgrade", "underweight", "neutral")),
        ("Orrin cut Acme to sell", ("downgrade", None, "sell")),
        ("Orrin starts Acme (ACM) at market perform", ("initiate", None, "market perform")),
        ("Orrin reiterates outperform on Acme", ("reiterate", None, "outperform")),
        ("who rates the stock underweight, said", ("rate", None, "underweight")),
        ('left the rating on "Equal Weight".', ("reiterate", None, "Equal Weight")),
    ],
)
def test_a_rating_is_read_with_its_action(
    text: str, expected: tuple[str, str | None, str | None]
) -> None:
    rating = find_rating(text)
    assert rating is not None
    assert (rating.action, rating.from_rating, rating.to_rating) == expected


def test_an_upgrade_to_neutral_is_neutral() -> None:
    rating = find_rating("Orrin upgraded Acme from underweight to neutral")
    assert rating is not None
    assert (rating.from_stance, rating.to_stance) == ("negative", "neutral")


@pytest.mark.parametrize(
    "text",
    [
        "the central bank decided to hold rates",
        "investors should hold on to their shares",
        "they want to reduce costs and add jobs",
        "buyers rushed to buy the dip",
    ],
)
def test_ordinary_verbs_are_no_ratings(text: str) -> None:
    assert find_rating(text) is None


@pytest.mark.parametrize(
    ("head", "action", "rating"),
    [
        ("Orrin Bank (Buy, target 90)", "rate", "Buy"),
        ("Orrin Bank (Hold, target cut to 80 from 95)", "rate", "Hold"),
        (
            "Orrin Bank (downgraded to Underperform from Neutral, PT 12)",
            "downgrade",
            "Underperform",
        ),
        ("Orrin Bank (Sell)", "rate", "Sell"),
    ],
)
def test_a_rating_in_brackets_beside_its_house_is_read(head: str, action: str, rating: str) -> None:
    found = find_rating(head)
    assert found is not None
    assert (found.action, found.to_rating) == (action, rating)


def test_words_in_brackets_that_only_hold_a_rating_word_are_none() -> None:
    assert find_rating("The lender (which would buy back shares) said so.") is None
