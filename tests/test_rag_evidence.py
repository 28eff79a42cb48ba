"""Which statements and sentences count as evidence, and how much of a question they cover."""

from collections.abc import Iterator
from datetime import date

import pytest
from test_rag_answers import ARTICLES, fill

from corpus.store import Store
from rag.answers.evidence import Evidence, find_statements, share_of
from rag.answers.facts import find_sentences
from rag.planning.planner import make_plan
from rag.records import Hit, Passage, Plan
from rag.retrieval.snapshot import Snapshot
from rag.terms import find_terms, match_strength

TODAY = date(2025, 10, 1)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    data_dir = fill(tmp_path_factory.mktemp("evidence"))
    with Store.open(data_dir) as store:
        yield Snapshot.read(store)


def plan(snapshot: Snapshot, question: str, *, as_of: date | None = None) -> Plan:
    return make_plan(question, (), snapshot.lexicon, as_of=as_of, today=TODAY)


def statements(snapshot: Snapshot, question: str, *, as_of: date | None = None) -> list[Evidence]:
    """Statements of the first speaker that the question names, of anybody where it names none."""
    asked = plan(snapshot, question, as_of=as_of)
    return list(find_statements(asked, snapshot, next(iter(asked.speakers), None)))


def sentences(snapshot: Snapshot, question: str) -> list[Evidence]:
    """Sentences for the question, every article being one passage that was found."""
    hits = [
        Hit(
            passage=Passage(
                passage_id=article.article_id,
                article_id=article.article_id,
                version=article.version,
                start=0,
                end=len(article.source_text),
                text=article.source_text,
                header="",
            ),
            article=article,
            speakers=(),
            scores={"fused": 1.0},
        )
        for article in snapshot.articles.values()
    ]
    return list(find_sentences(plan(snapshot, question), snapshot, hits))


# --- terms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("rose", "rises"),
        ("fell", "fall"),
        ("fallen", "fall"),
        ("grew", "grow"),
        ("lost", "loses"),
        ("sold", "selling~"),
        ("Small-cap", "small cap"),
        ("1,467.70", "1467.70"),
        ("Fed's", "Fed’s"),
    ],
)
def test_forms_of_a_word_are_one_term(one: str, other: str) -> None:
    assert [t.removesuffix("~") for t in find_terms(one)] == [
        t.removesuffix("~") for t in find_terms(other)
    ]


def test_words_that_mean_the_opposite_are_no_match() -> None:
    for one, other in (("rise", "fall"), ("outperform", "underperform"), ("upgrade", "downgrade")):
        assert match_strength(find_terms(one)[0], set(find_terms(other))) == 0


def test_the_word_itself_counts_for_more_than_another_word_for_it() -> None:
    wanted = find_terms("rise")[0]
    itself = match_strength(wanted, set(find_terms("It rose.")))
    another = match_strength(wanted, set(find_terms("It gained.")))
    assert 0 < another < itself == 1


def test_a_run_of_letters_is_no_term() -> None:
    assert find_terms("x" * 61) == []


# --- coverage


def test_coverage_is_a_share_of_what_is_wanted(snapshot: Snapshot) -> None:
    wanted = ("copper", "zzz")
    both = share_of(wanted, snapshot, frozenset(wanted), frozenset())
    none = share_of(wanted, snapshot, frozenset(), frozenset())
    one = share_of(wanted, snapshot, frozenset({"copper"}), frozenset())
    assert (both, none) == (1.0, 0.0)
    assert 0 < one < 0.5  # the rarer term weighs more
    assert share_of((), snapshot, frozenset(wanted), frozenset()) == 0.0


def test_what_stands_just_before_counts_for_less(snapshot: Snapshot) -> None:
    wanted = ("copper",)
    before = share_of(wanted, snapshot, frozenset(), frozenset(wanted))
    assert before == 0.5
    assert share_of(wanted, snapshot, frozenset(wanted), frozenset(wanted)) == 1.0


# --- statements


def test_only_the_speakers_own_statements_count(snapshot: Snapshot) -> None:
    for question, person in (
        ("What does Ada Smith think about small caps?", ("Ada Smith",)),
        ("What does Michael Wilson think about small caps?", ("Michael Wilson",)),
    ):
        found = statements(snapshot, question)
        assert found
        assert {e.statement.persons for e in found if e.statement} == {person}


def test_a_firms_statements_are_those_of_its_people(snapshot: Snapshot) -> None:
    found = statements(snapshot, "What does Morgan Stanley think about small caps?")
    assert {e.statement.persons for e in found if e.statement} == {("Michael Wilson",)}


def test_best_comes_first(snapshot: Snapshot) -> None:
    found = statements(snapshot, "What does Ada Smith think about small caps?")
    assert [e.score for e in found] == sorted((e.score for e in found), reverse=True)
    assert "small caps" in found[0].quote.lower()


def test_a_story_counts_once(snapshot: Snapshot) -> None:
    found = statements(snapshot, "What does Quillfeather Research think about debt?")
    (article_id,) = {e.article.article_id for e in found}
    assert snapshot.copies(article_id)[0] == article_id
    quotes = [e.quote for e in found]
    assert len(quotes) == len(set(quotes))


def test_a_copy_that_alone_meets_the_outlet_is_the_one_that_counts(snapshot: Snapshot) -> None:
    for outlet in ("Harbour Gazette", "Market Ledger"):
        question = f"What did Quillfeather Research say about debt in {outlet}?"
        assert {e.article.outlet for e in statements(snapshot, question)} == {outlet}


def test_periods_and_as_of_dates_keep_statements_out(snapshot: Snapshot) -> None:
    question = "What did Ada Smith say about small caps"
    in_2024 = statements(snapshot, f"{question} in July 2024?")
    assert {e.article.source for e in in_2024} == {"post.md"}
    early = statements(snapshot, f"{question}?", as_of=date(2025, 9, 17))
    assert {e.article.source for e in early} == {"post.md"}
    assert statements(snapshot, f"{question} in 2023?") == []


# --- sentences


def test_the_sentence_that_covers_the_question_comes_first(snapshot: Snapshot) -> None:
    best = sentences(snapshot, "Why did small companies gain ground?")[0]
    assert best.quote == "Small companies gained ground in a week of heavy trading."


def test_a_number_that_is_asked_for_must_stand_in_the_sentence(snapshot: Snapshot) -> None:
    found = sentences(snapshot, "How much did oil fall?")
    assert all(any(c.isdigit() for c in e.quote) for e in found)
    assert found[0].quote.startswith("Oil fell 3%")


def test_a_name_that_is_asked_about_must_stand_in_the_article(snapshot: Snapshot) -> None:
    found = sentences(snapshot, "How much did the Kestrel 900 rise?")
    assert {e.article.source for e in found} <= {"gazette.md", "ledger.md"}
    assert sentences(snapshot, "How much did the Wagtail 40 rise?") == []


def test_copies_of_a_sentence_count_once(snapshot: Snapshot) -> None:
    found = sentences(snapshot, "How much did the Kestrel 900 rise?")
    quotes = [e.quote for e in found]
    assert len(quotes) == len(set(quotes))


def test_every_span_is_a_whole_sentence_of_the_source(snapshot: Snapshot) -> None:
    for evidence in sentences(snapshot, "What moved on Thursday?"):
        text = evidence.article.source_text
        assert evidence.quote == text[evidence.start : evidence.end] == evidence.quote.strip()
        assert evidence.quote[-1] in ".”\"'?!"


def test_the_samples_of_these_tests_hold_what_they_are_to_hold(snapshot: Snapshot) -> None:
    assert {a.source for a in snapshot.articles.values()} == set(ARTICLES)
