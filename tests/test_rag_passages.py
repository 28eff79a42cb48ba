from collections.abc import Sequence
from datetime import UTC, date, datetime

import numpy as np
import numpy.typing as npt
import pytest

from corpus.article import Article, Period, Range
from corpus.statement import Statement
from rag.index.passages import (
    HEADER_TOKENS,
    HEADER_WEIGHT,
    embed_with_headers,
    format_period,
    split_article,
    write_header,
)
from rag.terms import find_terms

SEPTEMBER = Period(first=date(2025, 9, 1), last=date(2025, 9, 30))


def make_article(text: str, *body: tuple[int, int], title: str | None = "A title") -> Article:
    return Article(
        article_id="a1",
        version=2,
        source="a.txt",
        title=title,
        title_origin="text",
        outlet="Elm News",
        outlet_origin="given",
        authors=(),
        published=SEPTEMBER,
        published_origin="given",
        published_at=None,
        url=None,
        language="en",
        source_text=text,
        body=tuple(Range(start=s, end=e) for s, e in (body or ((0, len(text)),))),
        added_at=datetime(2025, 9, 1, tzinfo=UTC),
    )


def make_statement(start: int, end: int, person: str, firm: str | None) -> Statement:
    return Statement(
        article_id="a1",
        version=2,
        start=start,
        end=end,
        persons=(person,),
        firm=firm,
        role=None,
        cue="said",
        direct=False,
        date=None,
    )


def count_words(texts: Sequence[str]) -> list[int]:
    return [len(text.split()) for text in texts]


def test_passages_are_whole_sentences_word_for_word_within_the_budget() -> None:
    text = "One two three four. Five six seven. Eight nine ten. Eleven twelve."
    passages = split_article(make_article(text), (), count_words, budget_tokens=7)
    assert [one.text for one in passages] == [
        "One two three four. Five six seven.",
        "Eight nine ten. Eleven twelve.",
    ]
    assert all(text[one.start : one.end] == one.text for one in passages)
    assert [one.passage_id for one in passages] == ["a1.2.0", "a1.2.1"]


def test_the_last_passage_is_not_a_remainder_of_a_few_words() -> None:
    text = " ".join(["One two three four."] * 7)
    sizes = [
        len(one.text.split())
        for one in split_article(make_article(text), (), count_words, budget_tokens=24)
    ]
    assert sizes == [16, 12]


def test_a_passage_never_leaves_its_body_range() -> None:
    text = "Kept one. MENU Kept two."
    passages = split_article(make_article(text, (0, 9), (15, 24)), (), count_words)
    assert [one.text for one in passages] == ["Kept one.", "Kept two."]


@pytest.mark.parametrize("text", ["", "   "])
def test_an_empty_body_has_no_passages(text: str) -> None:
    assert split_article(make_article(text), (), count_words) == ()
    assert split_article(make_article("Text.", (2, 2)), (), count_words) == ()


@pytest.mark.parametrize("words", [59, 60, 61, 500])
def test_a_sentence_is_cut_only_when_it_is_too_long_for_the_window(words: int) -> None:
    # The window of 90 leaves 60 tokens for text.
    text = " ".join(["word"] * words) + "."
    passages = split_article(make_article(text), (), count_words, window_tokens=90)
    assert (len(passages) == 1) == (words <= 60)
    assert sum(len(one.text.split()) for one in passages) == words


def test_a_long_sentence_is_cut_after_a_clause() -> None:
    text = "alpha " * 35 + "end, " + "beta " * 35 + "end."
    first, *_ = split_article(make_article(text), (), count_words, window_tokens=90)
    assert first.text.endswith("end,")


@pytest.mark.parametrize("text", ["x" * 50_000, "word " * 5_000, "wo, " * 5_000])
def test_no_passage_is_longer_than_the_window_with_its_header(text: str) -> None:
    article = make_article(text, title="very long title " * 200)
    for one in split_article(article, (), count_words, window_tokens=90):
        assert count_words([f"{one.header} {one.text}"])[0] <= 90
        assert len(one.text) <= 90 * 12


def test_the_header_names_title_outlet_date_and_who_speaks_in_the_passage() -> None:
    text = "Ana Ruiz said so. Bo Lee said no."
    statements = (
        make_statement(0, 17, "Ana Ruiz", "Elm Bank"),
        make_statement(18, 33, "Bo Lee", None),
    )
    one, two = split_article(make_article(text), statements, count_words, budget_tokens=4)
    assert one.header == "A title | Elm News | September 2025 | Ana Ruiz, Elm Bank"
    assert two.header == "A title | Elm News | September 2025 | Bo Lee"


def test_what_is_unknown_is_left_out_of_the_header() -> None:
    (one,) = split_article(make_article("So.", title=None), (), count_words)
    assert one.header == "Elm News | September 2025"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2025, 9, 8), date(2025, 9, 8), "8 September 2025"),
        (date(2025, 2, 1), date(2025, 2, 28), "February 2025"),
        (date(2025, 1, 1), date(2025, 12, 31), "2025"),
        (date(2025, 7, 8), date(2025, 8, 7), "2025-07-08 to 2025-08-07"),
    ],
)
def test_a_period_is_written_as_exactly_as_it_is_known(first: date, last: date, words: str) -> None:
    assert format_period(Period(first=first, last=last)) == words


def test_an_article_header_names_no_speaker_and_is_cut_to_its_tokens() -> None:
    assert write_header(make_article("So."), count_words) == "A title | Elm News | September 2025"
    long = write_header(make_article("So.", title="very long " * 200), count_words)
    assert 0 < count_words([long])[0] <= HEADER_TOKENS


def embed_two(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """A header points along the first axis, a text along the second."""
    return np.array([[1, 0] if "header" in text else [0, 1] for text in texts], dtype=np.float32)


def test_a_vector_is_the_unit_sum_of_text_and_weighted_header_which_is_embedded_once() -> None:
    asked: list[str] = []

    def embed(texts: Sequence[str]) -> npt.NDArray[np.float32]:
        asked.extend(texts)
        return embed_two(texts)

    pairs = [("a header", "one"), ("", "two"), ("a header", "three")]
    rows = embed_with_headers(pairs, embed)
    length = (1 + HEADER_WEIGHT**2) ** 0.5
    headed = [HEADER_WEIGHT / length, 1 / length]
    assert rows == pytest.approx(np.array([headed, [0, 1], headed]), abs=1e-6)
    assert asked == ["a header", "one", "two", "three"]


def test_mojibake_is_embedded_and_indexed_as_it_was_meant() -> None:
    asked: list[str] = []

    def embed(texts: Sequence[str]) -> npt.NDArray[np.float32]:
        asked.extend(texts)
        return embed_two(texts)

    embed_with_headers([("NestlÃ© rises", "Itâ€™s 5â€“6 %")], embed)
    assert asked == ["Nestlé rises", "It’s 5–6 %"]
    assert find_terms("SociÃ©tÃ© GÃ©nÃ©rale") == find_terms("Société Générale")
