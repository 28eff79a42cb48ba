"""Scoring: what passes and what does not, worked out by hand."""

from collections.abc import Sequence
from typing import Any

import pytest

from eval.questions import Question
from eval.quotations import find_quotations
from eval.scoring import contains, count_citations, name_source, score_answer
from rag.records import Answer, AnswerSentence, Citation

# 0         1         2         3         4         5         6         7
# 01234567890123456789012345678901234567890123456789012345678901234567890123456789
TEXT = 'Rain fell. "Small firms are a great bargain now," Ada Poe of Acme Bank said. Sun shone.'
QUOTE = '"Small firms are a great bargain now," Ada Poe of Acme Bank said.'
TEXTS = {"a1": TEXT}


def make_question(**fields: Any) -> Question:
    return Question(
        **{"question_id": "q", "kind": "view", "text": "?", "answerable": True} | fields
    )


def make_citation(**fields: Any) -> Citation:
    given = {
        "mark": "[1]",
        "article_id": "a1",
        "source": "news/a.txt",
        "title": None,
        "outlet": None,
        "published": None,
        "published_origin": "unknown",
        "url": None,
        "quote": QUOTE,
        "start": 11,
        "end": 76,
    }
    return Citation(**given | fields)


def make_answer(
    *lines: str,
    citations: Sequence[Citation] = (),
    abstained: bool = False,
    notes: tuple[str, ...] = (),
) -> Answer:
    return Answer(
        question="?",
        standalone="?",
        sentences=tuple(AnswerSentence(text=line, marks=()) for line in lines),
        citations=tuple(citations),
        abstained=abstained,
        reason="speaker" if abstained else None,
        notes=notes,
        as_of=None,
        hits=(),
        seconds=0.1,
    )


def find_failures(question: Question, answer: Answer) -> tuple[str, ...]:
    return score_answer(question, answer, TEXTS).failures


def test_an_answer_with_the_expected_fact_and_source_passes() -> None:
    question = make_question(expect=(("bargain",), ("poe", "doe")), sources=(("a.txt", "b.txt"),))
    score = score_answer(question, make_answer(f"{QUOTE} [1]", citations=[make_citation()]), TEXTS)
    assert (score.passed, score.failures, score.sources_cited) == (True, (), True)


@pytest.mark.parametrize(
    ("text", "phrase", "stands"),
    [
        ("It gained 20%.", "20%", True),
        ("It gained 120%.", "20%", False),
        ("It gained 1.20%.", "20%", False),
        ("It gained 1,20%.", "20%", False),
        ("It gained 36.7% [1].", "36.7%", True),
        ("It gained 36.3%.", "3%", False),
        ("(20%)", "20%", True),
        ("closed at 2,407.34.", "2,407.34", True),
        ("closed at 2,407.345", "2,407.34", False),
        ("closed at 2,407.34", "2,407", False),
        ("closed at 2,407, up", "2,407", True),
        ("in 2024, and", "2024", True),
        ("worth $12024", "2024", False),
        ("Technology leads", "tech", False),
        ("biotech leads", "tech", False),
        ("Big TECH leads", "tech", True),
        ("tech-heavy", "tech", True),
        ("small caps", "small-cap", False),
        ("no\n longer  cheap", "No longer cheap", True),
        ("Jefferies’ view", "jefferies' view", True),
        ("the “next phase” of", '"next phase"', True),
        ("worth $5bn", "$5bn", True),
        ("worth $5bn", "$5", False),
        ("", "tech", False),
    ],
)
def test_phrases_are_matched_as_whole_words_and_numbers(
    text: str, phrase: str, stands: bool
) -> None:
    assert contains(text, phrase) is stands


def test_each_missing_group_is_a_failure() -> None:
    question = make_question(expect=(("rain", "snow"), ("wind",)))
    assert find_failures(question, make_answer("Rain.")) == ("has none of 'wind'",)


def test_notes_count_for_a_conflict_only() -> None:
    answer = make_answer("The second quarter.", notes=("One copy says 2024.",))
    expect = (("second quarter",), ("2024",))
    assert find_failures(make_question(kind="conflict", expect=expect), answer) == ()
    assert find_failures(make_question(kind="fact", expect=expect), answer) == (
        "has none of '2024'",
    )


def test_a_forbidden_phrase_fails_in_the_text_but_not_in_the_notes() -> None:
    question = make_question(forbid=("acme",))
    assert find_failures(question, make_answer("ACME rose.")) == ("holds the forbidden 'acme'",)
    assert find_failures(question, make_answer("It rose.", notes=("Acme too.",))) == ()


def test_every_source_group_must_be_cited() -> None:
    question = make_question(sources=(("a.txt",), ("b.txt", "c.txt")))
    score = score_answer(question, make_answer("Yes [1]", citations=[make_citation()]), TEXTS)
    assert score.failures == ("cites none of b.txt, c.txt",)
    assert score.sources_cited is False


def test_a_citation_whose_mark_is_not_shown_does_not_count() -> None:
    question = make_question(sources=(("a.txt",),))
    answer = make_answer("Yes [2]", citations=[make_citation()])
    assert find_failures(question, answer) == ("cites none of a.txt",)


def test_a_quote_of_nineteen_characters_does_not_count_and_one_of_twenty_does() -> None:
    short = make_citation(quote=TEXT[11:30], start=11, end=30)
    enough = make_citation(quote=TEXT[11:31], start=11, end=31)
    assert count_citations(make_answer("[1]", citations=[short])) == ()
    assert count_citations(make_answer("[1]", citations=[enough])) == (enough,)


def test_the_ninth_citation_does_not_count() -> None:
    citations = [make_citation(mark=f"[{n}]") for n in range(1, 10)]
    answer = make_answer("".join(c.mark for c in citations), citations=citations)
    assert count_citations(answer) == tuple(citations[:8])


def test_1200_characters_pass_and_1201_fail() -> None:
    assert find_failures(make_question(), make_answer("x" * 1200)) == ()
    assert find_failures(make_question(), make_answer("x" * 1201)) == (
        "has 1,201 characters, at most 1,200 are allowed",
    )


def test_a_quotation_of_four_words_must_stand_in_a_cited_quote() -> None:
    said = make_answer("She said “firms are a great bargain” [1]", citations=[make_citation()])
    made_up = make_answer("She said “firms are no great bargain” [1]", citations=[make_citation()])
    assert find_failures(make_question(), said) == ()
    assert find_failures(make_question(), made_up) == (
        "puts 'firms are no great bargain' in quotation marks, which no cited quote holds",
    )


def test_a_quotation_whose_citation_does_not_count_fails() -> None:
    answer = make_answer("She said “firms are a great bargain”", citations=[make_citation()])
    assert len(find_failures(make_question(), answer)) == 1


def test_three_words_in_quotation_marks_are_not_checked() -> None:
    assert find_failures(make_question(), make_answer('A "mighty fine day" came.')) == ()


def test_a_quote_that_is_not_what_stands_at_its_offsets_fails() -> None:
    answer = make_answer("Yes [1]", citations=[make_citation(start=12, end=77)])
    (failure,) = find_failures(make_question(), answer)
    assert failure.endswith("which is not what stands at 12:77 of a.txt")


def test_an_empty_quote_and_offsets_from_the_end_fail() -> None:
    nothing = make_citation(quote="", start=5, end=5)
    counted_back = make_citation(quote=TEXT[-10:-1], start=-10, end=-1)
    for citation in (nothing, counted_back):
        assert len(find_failures(make_question(), make_answer("[1]", citations=[citation]))) == 1


def test_an_unknown_article_fails_also_when_its_mark_is_not_shown() -> None:
    answer = make_answer("Yes.", citations=[make_citation(article_id="zz")])
    assert find_failures(make_question(), answer) == ("[1] cites the unknown article 'zz'",)


def test_a_question_without_an_answer_passes_by_abstaining() -> None:
    question = make_question(answerable=False, forbid=("bargain",))
    answer = make_answer("Nobody of Zeta Bank is quoted. " + "x" * 1300, abstained=True)
    score = score_answer(question, answer, TEXTS)
    assert (score.passed, score.sources_cited) == (True, None)


def test_a_question_without_an_answer_fails_when_answered_or_with_forbidden_words() -> None:
    question = make_question(answerable=False, forbid=("bargain",))
    assert find_failures(question, make_answer("Yes.")) == (
        "answers, although the articles hold no answer",
    )
    assert find_failures(question, make_answer("No bargain.", abstained=True)) == (
        "holds the forbidden 'bargain'",
    )


def test_abstaining_from_an_answerable_question_fails_even_with_the_expected_word() -> None:
    question = make_question(expect=(("poe",),))
    assert find_failures(question, make_answer("Poe is quoted in 2024.", abstained=True)) == (
        "abstains (speaker), although the articles hold an answer",
    )


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("a.txt", "a.txt"),
        ("/x/y/a.txt", "a.txt"),
        ("x\\a.txt", "a.txt"),
        ("https://news.example/2024/story/", "story"),
    ],
)
def test_a_source_is_known_by_its_file_name(source: str, name: str) -> None:
    assert name_source(source) == name


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("no quotation at all here", ()),
        ("“one two three four”", ("one two three four",)),
        ('he said "one two three four".', ("one two three four",)),
        ('"one two\n three four"', ("one two three four",)),
        ("„one two three four”", ("one two three four",)),
        ('“one two three four"', ("one two three four",)),
        ('"one two three four”', ("one two three four",)),
        ('[1]"one two three four"', ("one two three four",)),
        ('("one two three four")', ("one two three four",)),
        ('"*one two three four*".', ("*one two three four*",)),
        ('" one two three four "', ("one two three four",)),
        # A single mark pairs with nothing and leaves the next quotation whole.
        ('end of it now," X wrote. "one two three four" ends', ("one two three four",)),
        ('"a start without an end\nhe said "one two three four" there', ("one two three four",)),
        # A verbatim sentence with straight marks inside curly ones: both readings are checked.
        (
            '“one two three four," wrote Poe.”',
            ("one two three four,", 'one two three four," wrote Poe.'),
        ),
        (
            "“one “two three four five” six”",
            ("two three four five", "one “two three four five” six"),
        ),
        ("“one — two — three”", ()),
        ("it’s ‘one two three four’", ()),
    ],
)
def test_quotations_are_found_by_their_marks(text: str, quotations: tuple[str, ...]) -> None:
    assert find_quotations(text, min_words=4) == quotations
