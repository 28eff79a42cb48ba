"""Changed minds, ratings taken for granted, and who holds which stance, over invented articles."""

from collections.abc import Iterator, Mapping

import pytest

from corpus.article import Period
from rag import add_articles, load_assistant
from rag.answers.lead_wording import CHANGE_UNKNOWN, all_of
from rag.assistant import Assistant
from rag.index.embedder import HashingEmbedder


def article(title: str, published: str, text: str) -> str:
    """An article as Markdown."""
    return f"---\ntitle: {title}\noutlet: Elm Courier\npublished: {published}\n---\n{text}\n"


ARTICLES: Mapping[str, str] = {
    "spring.md": article(
        "Banks on small caps",
        "2025-03-04",
        'Barclays raised small caps to overweight from neutral. "We want more of them," Barclays '
        "analysts wrote in a note.\n\n"
        '"Small caps are risky and we avoid them," said Ada Smith, an economist at Fernhill '
        "Partners.\n\n"
        '"The discount of small caps is what we watch," said Osric Vane, a strategist at Greymarsh '
        "Capital.",
    ),
    "autumn.md": article(
        "The group half a year on",
        "2025-10-06",
        '"Small caps have earned their rally," said Osric Vane, a strategist at Greymarsh Capital. '
        "He sees the discount of small caps as the thing to watch.\n\n"
        '"Small caps are attractive and we buy them," said Ada Smith, an economist at Fernhill '
        "Partners.\n\n"
        "UBS rates small caps neutral. UBS analysts said that they wait for earnings.",
    ),
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("changes")
    (folder / "articles").mkdir()
    for name, text in ARTICLES.items():
        (folder / "articles" / name).write_text(text, encoding="utf-8")
    embedder = HashingEmbedder()
    add_articles([folder / "articles"], data_dir=folder / "data", embedder=embedder)
    with load_assistant(data_dir=folder / "data", embedder=embedder) as loaded:
        yield loaded


def ask(assistant: Assistant, question: str) -> str:
    return assistant.invoke(question).text


@pytest.mark.parametrize(
    "question", ["Has Barclays changed its mind on small caps?", "Did Barclays upgrade small caps?"]
)
def test_a_rating_moved_inside_one_statement_is_a_change(
    assistant: Assistant, question: str
) -> None:
    assert ask(assistant, question).startswith(
        "Barclays, 4 March 2025, rating from neutral to overweight: Barclays raised small caps"
    )


def test_a_stance_certain_at_two_times_is_a_change(assistant: Assistant) -> None:
    answer = assistant.invoke(
        "Has Fernhill Partners changed its view of small caps since March 2025?"
    )
    assert answer.sentences[0].text.startswith(
        "Fernhill Partners, stance from negative on 4 March 2025 to positive on 6 October 2025: "
    )
    assert answer.sentences[0].marks == ("[1]", "[2]")


def test_since_a_later_month_the_last_view_of_before_is_the_one_compared(
    assistant: Assistant,
) -> None:
    said = ask(assistant, "Has Ada Smith changed her mind about small caps since June 2025?")
    assert "stance from negative on 4 March 2025 to positive on 6 October 2025" in said


def test_two_views_without_a_certain_change_are_shown_as_that(assistant: Assistant) -> None:
    said = ask(assistant, "Has Osric Vane changed his mind about small caps?")
    assert said.startswith(
        "Whether the view changed is not stated in so many words; the views in order: "
    )
    assert said.index("4 March 2025") < said.index("6 October 2025")


def test_of_one_date_no_change_can_be_told(assistant: Assistant) -> None:
    said = ask(assistant, "Has UBS changed its mind on small caps?")
    assert said.startswith("No change can be told, as all that is quoted is of 6 October 2025. UBS")


def test_of_a_span_of_days_a_change_is_not_ruled_out() -> None:
    assert all_of(Period.read("2025-05-01/2025-05-20")) == CHANGE_UNKNOWN
    assert all_of(Period.read("2025-05")).kind == "one date"


def test_a_downgrade_that_was_an_upgrade_is_not_explained(assistant: Assistant) -> None:
    answer = assistant.invoke("Why did Barclays downgrade small caps?")
    assert (answer.abstained, answer.reason, answer.citations) == (True, "premise", ())
    assert "Of Barclays they state another: upgrade, neutral to overweight (4 March 2025)." in (
        answer.text
    )


def test_an_upgrade_in_other_words_is_explained(assistant: Assistant) -> None:
    said = ask(assistant, "Why did Barclays upgrade small caps?")
    assert "Barclays raised small caps to overweight from neutral." in said


def test_a_downgrade_nobody_states_is_not_explained_and_what_exists_is_dated(
    assistant: Assistant,
) -> None:
    said = ask(assistant, "Why did Greymarsh Capital downgrade small caps?")
    assert said.endswith(
        "Greymarsh Capital is quoted on small caps in articles of 6 October 2025 and 4 March 2025."
    )


def test_who_is_neutral_is_who_rates_it_so(assistant: Assistant) -> None:
    said = ask(assistant, "Which houses are neutral on smaller stocks?")
    assert said.startswith("UBS, 6 October 2025, neutral: UBS rates small caps neutral.")
    assert "Barclays" not in said


def test_who_upgraded_lists_no_one_else(assistant: Assistant) -> None:
    said = ask(assistant, "Which banks upgraded small caps?")
    assert said.startswith("Barclays, 4 March 2025, positive: ")
    assert len(said.splitlines()) == 1


def test_a_certain_stance_stands_in_the_lead_in_and_keeps_the_other_side_out(
    assistant: Assistant,
) -> None:
    said = ask(assistant, "Who is bullish on small caps?")
    assert "Ada Smith (Fernhill Partners), 6 October 2025, positive: " in said
    assert "avoid them" not in said
    assert "UBS" not in said


def test_a_subject_is_found_by_another_of_its_names(assistant: Assistant) -> None:
    said = ask(assistant, "What does Ada Smith think of smaller companies?")
    assert said.startswith(
        'Ada Smith (Fernhill Partners), 6 October 2025: "Small caps are attractive'
    )
