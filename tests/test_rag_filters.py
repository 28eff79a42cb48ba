"""Filters and parts left out narrow a question as its own words would; what cannot be one is refused."""

from collections.abc import Iterator

import pytest
from test_rag_answers import fill, front_matter

from rag import QuestionError, load_assistant
from rag.asking import Ask
from rag.assistant import Assistant
from rag.index.embedder import HashingEmbedder
from rag.records import Answer

FERN = """\
Shares of the harbour rose as traders came back from the holiday in good spirits.

"Small caps are cheap and we like them," said Ada Smith, a strategist at Fernhill Partners. She \
expects small companies to do well.

Analysts at Barclays warned that small caps carry too much debt.
"""
DEBT = """\
Trading was slow in the old town, and the market closed a little lower.

"We avoid small caps, because their debts are heavy," said Ada Smith of Fernhill Partners.
"""
OLD = """\
"We always liked small caps," said Ada Smith of Fernhill Partners. The copper price fell.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    articles = {
        "new.md": front_matter(FERN, title="Up", outlet="Gazette", published="2025-09-18"),
        "old.md": front_matter(DEBT, title="Down", outlet="Post", published="2024-07-18"),
        "undated.md": OLD,
    }
    data = fill(tmp_path_factory.mktemp("filters"), articles)
    with load_assistant(data_dir=data, embedder=HashingEmbedder()) as loaded:
        yield loaded


SMITH = "What does Ada Smith think about small caps?"


def sources(answer: Answer) -> set[str]:
    return {citation.source for citation in answer.citations}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, {"new.md", "old.md", "undated.md"}),
        ({"outlets": ["Gazette"]}, {"new.md"}),
        ({"outlets": ["Gazette", "Post"]}, {"new.md", "old.md"}),
        ({"since": "2025-09-18"}, {"new.md"}),
        ({"until": "2025-09-17"}, {"old.md"}),
        ({"since": "2024-07-18", "until": "2024-07-18"}, {"old.md"}),
        ({"firms": ["Fernhill Partners"], "until": "2025-01-01"}, {"old.md"}),
    ],
)
def test_only_articles_that_meet_the_filters_are_quoted(
    assistant: Assistant, filters: dict[str, object], expected: set[str]
) -> None:
    assert sources(assistant.invoke({"question": SMITH, "filters": filters})) == expected


def test_a_filter_finds_what_many_better_matches_would_crowd_out(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    articles = {
        f"loud-{number}.md": front_matter(
            f"Copper rose in town {number}. Copper rose as copper mines closed.\n",
            title=f"Copper rose {number}",
            outlet="Loud Post",
            published="2025-09-18",
        )
        for number in range(140)
    }
    quiet = "The harbour was calm. Ships came in. Copper rose because a mine was flooded.\n"
    articles["quiet.md"] = front_matter(
        quiet, title="A calm day", outlet="Quiet Post", published="2025-09-18"
    )
    data = fill(tmp_path_factory.mktemp("crowd"), articles)
    with load_assistant(data_dir=data, embedder=HashingEmbedder()) as crowded:
        asked: Ask = {"question": "Why did copper rise?", "filters": {"outlets": ["Quiet Post"]}}
        assert sources(crowded.invoke(asked)) == {"quiet.md"}


def test_a_filter_for_a_firm_quotes_no_sentence_of_the_outlet_itself(assistant: Assistant) -> None:
    question = "How many outlets carried the story about the shares of the harbour?"
    assert not assistant.invoke(question).abstained
    answer = assistant.invoke({"question": question, "filters": {"firms": ["Barclays"]}})
    assert (answer.abstained, answer.reason, answer.citations) == (True, "speaker", ())


def test_undated_articles_that_a_period_leaves_out_are_counted(assistant: Assistant) -> None:
    asked = {"question": SMITH, "filters": {"since": "2024-01-01"}}
    assert any("One undated article" in note for note in assistant.invoke(asked).notes)


def test_of_a_firm_only_its_own_words_are_quoted(assistant: Assistant) -> None:
    asked = {"question": "Who is cautious about small caps?", "filters": {"firms": ["Barclays"]}}
    answer = assistant.invoke(asked)
    assert [c.quote for c in answer.citations] == [
        "Analysts at Barclays warned that small caps carry too much debt."
    ]
    fact = assistant.invoke({**asked, "question": "How much debt do small caps carry?"})
    assert [c.quote for c in fact.citations] == [c.quote for c in answer.citations]


@pytest.mark.parametrize(
    ("filters", "reason", "said"),
    [
        ({"outlets": ["Nobody's Post"]}, "outlet", "outlet Nobody's Post"),
        ({"firms": ["Nobody & Sons"]}, "speaker", "firm Nobody & Sons"),
        ({"since": "2026-01-01"}, "period", "since 1 January 2026"),
        ({"languages": ["xx"]}, "off-topic", "language xx"),
        ({"outlets": ["Post"], "since": "2025-01-01"}, "period", "outlet Post; since 1 January"),
        ({"firms": ["Barclays"]}, "speaker", "firm Barclays"),
    ],
)
def test_an_abstention_under_filters_names_them(
    assistant: Assistant, filters: dict[str, object], reason: str, said: str
) -> None:
    answer = assistant.invoke({"question": SMITH, "filters": filters})
    assert (answer.abstained, answer.reason, answer.citations) == (True, reason, ())
    assert said in answer.text


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ("Gazette", "'Gazette'"),
        ({"colour": ["red"]}, "colour"),
        ({"outlets": "Gazette"}, "a list of texts"),
        ({"outlets": [1]}, "outlets"),
        ({"since": "soon"}, "'soon' is not an ISO date"),
        ({"since": 5}, "ISO date"),
        ({"since": "2025-02-01", "until": "2025-01-31"}, "before since"),
        ({"outlets": ["x"] * 201}, "at most 200"),
    ],
)
def test_filters_that_are_none_are_refused_in_words(
    assistant: Assistant, filters: object, message: str
) -> None:
    with pytest.raises(QuestionError, match=message):
        assistant.invoke({"question": SMITH, "filters": filters})  # type: ignore[typeddict-item]


def test_a_part_of_the_question_can_be_left_out(assistant: Assistant) -> None:
    question = "What did Ada Smith say about small caps in July 2024 in the Post?"
    plan = assistant.plan(question)
    assert [speaker.name for speaker in plan.speakers] == ["Ada Smith"]
    assert plan.period is not None
    assert plan.outlets == ("Post",)
    assert sources(assistant.invoke(question)) == {"old.md"}
    without = ["period", "outlet:Post"]
    wide = assistant.invoke({"question": question, "without": without})
    assert {"new.md", "old.md"} <= sources(wide)
    anybody = assistant.plan({"question": question, "without": ["speaker:Ada Smith", "subject"]})
    assert (anybody.speakers, anybody.about, anybody.kind) == ((), "", "who")


def test_an_as_of_date_in_the_question_can_be_left_out_and_the_given_one_stays(
    assistant: Assistant,
) -> None:
    question = "As of 1 August 2024, what does Ada Smith think about small caps?"
    asked = {"question": question, "as_of": "2025-12-31", "without": ["as-of"]}
    assert str(assistant.plan(question).as_of) == "2024-08-01"
    assert str(assistant.plan(asked).as_of) == "2025-12-31"


# --- what to ask next


def test_every_suggestion_is_answered_and_none_is_the_question_itself(
    assistant: Assistant,
) -> None:
    for question in (
        SMITH,
        "What did JPMorgan say about small caps in 2025?",
        "Who won the cup?",
    ):
        answer = assistant.invoke(question)
        suggested = assistant.suggest(question, answer)
        assert suggested
        assert question not in suggested
        assert not any(assistant.invoke(one).abstained for one in suggested)


def test_a_suggestion_goes_on_from_the_subject_and_names_another_speaker(
    assistant: Assistant,
) -> None:
    suggested = assistant.suggest(SMITH, assistant.invoke(SMITH))
    assert "What does Barclays think about small caps?" in suggested


def test_after_a_period_without_an_answer_the_question_without_it_comes_first(
    assistant: Assistant,
) -> None:
    question = "What did Ada Smith say about small caps in 2019?"
    answer = assistant.invoke(question)
    assert answer.reason == "period"
    assert assistant.suggest(question, answer)[0] == SMITH


def test_suggestions_keep_within_the_filters(assistant: Assistant) -> None:
    asked = {
        "question": "What does Barclays think about small caps?",
        "filters": {"outlets": ["Post"]},
    }
    suggested = assistant.suggest(asked, assistant.invoke(asked))
    assert suggested
    assert not any(
        assistant.invoke({"question": one, "filters": {"outlets": ["Post"]}}).abstained
        for one in suggested
    )
