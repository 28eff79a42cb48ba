"""Question to answer over a small invented corpus, through everything that answers in earnest."""

import asyncio
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from corpus.store import Store
from rag import QuestionError, RagError, add_articles, load_assistant
from rag.asking import Ask
from rag.assistant import Assistant
from rag.index.embedder import HashingEmbedder
from rag.records import Answer

CLIMB = """\
The Kestrel 900 rose {gain}% to close at 1,467.70 on Thursday after the central bank lowered its key rate.

"Small caps are cheap and we like them," said Ada Smith, a strategist at Fernhill Partners. She \
expects earnings of small companies to grow 12% in 2026.

Analysts at Quillfeather Research were cautious. They warned that many small companies carry too \
much debt.
"""
SUMMER = """\
Small companies gained ground in a week of heavy trading.

"We avoid small caps, because their debts are heavy," said Ada Smith of Fernhill Partners.

Barclays analysts said in a note that the rally in small caps has further to run.
"""
OIL = """\
Oil fell 3% to $64.10 a barrel on Wednesday as stocks of crude grew.

Morgan Stanley strategists led by Michael Wilson wrote that small caps may lead the market. "We \
are neutral on small caps," Wilson said.
"""
COPPER = """\
Copper rose 4% in a single session, its best day of the quarter.

"Copper is short for years to come," said Osric Vane, an economist at Greymarsh Capital.
"""


def front_matter(text: str, *, title: str, outlet: str, published: str, url: str = "") -> str:
    """An article as Markdown with what is known of it."""
    lines = [f"title: {title}", f"outlet: {outlet}", f"published: {published}"]
    if url:
        lines.append(f"url: {url}")
    return "\n".join(["---", *lines, "---", text])


ARTICLES: Mapping[str, str] = {
    "gazette.md": front_matter(
        CLIMB.format(gain="2.5"),
        title="Small caps climb",
        outlet="Harbour Gazette",
        published="2025-09-18",
        url="https://gazette.example/climb",
    ),
    "ledger.md": front_matter(
        CLIMB.format(gain="2.5"),
        title="Small caps climb",
        outlet="Market Ledger",
        published="2025-09-18",
    ),
    "post.md": front_matter(
        SUMMER, title="A doubtful summer", outlet="Tidewater Post", published="2024-07-18"
    ),
    "oil.md": front_matter(
        OIL,
        title="Oil slips",
        outlet="Harbour Gazette",
        published="2025-09-10",
        url="https://gazette.example/oil",
    ),
    "copper.txt": COPPER,
}


def fill(folder: Path, articles: Mapping[str, str] = ARTICLES) -> Path:
    """A store of these articles; returns its data directory."""
    sources = folder / "articles"
    sources.mkdir(parents=True)
    for name, text in articles.items():
        (sources / name).write_text(text, encoding="utf-8")
    summary = add_articles([sources], data_dir=folder / "data", embedder=HashingEmbedder())
    assert (summary.added, summary.failed) == (len(articles), ())
    return folder / "data"


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("answers"))


@pytest.fixture(scope="module")
def assistant(data_dir: Path) -> Iterator[Assistant]:
    with load_assistant(data_dir=data_dir, embedder=HashingEmbedder()) as loaded:
        yield loaded


def sources(answer: Answer) -> list[str]:
    return [citation.source for citation in answer.citations]


# --- answers


def test_a_view_is_quoted_under_its_speaker_and_date(assistant: Assistant) -> None:
    answer = assistant.invoke("What did Ada Smith say about small caps in September 2025?")
    assert (answer.abstained, answer.reason) == (False, None)
    assert answer.text.startswith("Ada Smith (Fernhill Partners), 18 September 2025: ")
    assert '"Small caps are cheap and we like them," said Ada Smith' in answer.text
    assert "avoid" not in answer.text


def test_a_firm_answers_through_its_people(assistant: Assistant) -> None:
    answer = assistant.invoke("what does morgan stanley think about small caps?")
    assert "We are neutral on small caps" in answer.text
    assert set(sources(answer)) == {"oil.md"}


def test_every_quote_is_the_exact_text_at_its_offsets(assistant: Assistant, data_dir: Path) -> None:
    with Store.open(data_dir) as store:
        texts = {article.article_id: article.source_text for article in store.read_articles()}
    for question in (
        "What does Ada Smith think about small caps?",
        "How far did the Kestrel 900 rise?",
        "Who is cautious about small companies?",
        "How many outlets carried the story about the Kestrel 900?",
    ):
        answer = assistant.invoke(question)
        assert answer.citations
        for citation in answer.citations:
            assert texts[citation.article_id][citation.start : citation.end] == citation.quote
            assert citation.mark in answer.text
        assert [m for s in answer.sentences for m in s.marks] == [
            citation.mark for citation in answer.citations
        ]


def test_a_citation_carries_what_is_known_of_its_article(assistant: Assistant) -> None:
    (citation,) = assistant.invoke("How much did oil fall?").citations
    assert (citation.mark, citation.source) == ("[1]", "oil.md")
    assert (citation.title, citation.outlet) == ("Oil slips", "Harbour Gazette")
    assert (citation.published, citation.published_origin) == ("2025-09-10", "given")
    assert citation.url == "https://gazette.example/oil"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How far did the Kestrel 900 rise?", "2.5%"),
        ("How much did the Kestrel 900 gain?", "2.5%"),
        ("Where did the Kestrel 900 close?", "1,467.70"),
        ("How much did oil fall?", "3%"),
        ("How much did copper rise?", "4%"),
    ],
)
def test_a_number_is_answered_with_the_sentence_that_holds_it(
    assistant: Assistant, question: str, expected: str
) -> None:
    answer = assistant.invoke(question)
    assert not answer.abstained
    assert any(expected in citation.quote for citation in answer.citations)


def test_the_newest_view_comes_first(assistant: Assistant) -> None:
    answer = assistant.invoke("What does Ada Smith think about small caps?")
    assert [s.text.split(":")[0] for s in answer.sentences] == [
        "Ada Smith (Fernhill Partners), 18 September 2025",
        "Ada Smith (Fernhill Partners), 18 July 2024",
    ]


def test_a_change_of_mind_is_told_with_both_views_in_order_of_time(assistant: Assistant) -> None:
    answer = assistant.invoke("Has Ada Smith changed her mind on small caps?")
    assert answer.sentences[0].text.startswith(
        "Ada Smith (Fernhill Partners), stance from negative on 18 July 2024 to positive on "
        '18 September 2025: "We avoid small caps'
    )
    assert answer.sentences[0].marks == ("[1]", "[2]")
    assert [c.published for c in answer.citations][:2] == ["2024-07-18", "2025-09-18"]


def test_two_firms_are_set_side_by_side(assistant: Assistant) -> None:
    answer = assistant.invoke("Compare Barclays and Morgan Stanley on small caps.")
    assert [s.text.split(",")[0] for s in answer.sentences] == [
        "Barclays",
        "Michael Wilson (Morgan Stanley)",
    ]


def test_of_two_firms_the_one_that_nobody_quotes_is_named(assistant: Assistant) -> None:
    answer = assistant.invoke("Do Barclays and JPMorgan agree on small caps?")
    assert "further to run" in answer.text
    assert any("JPMorgan" in note for note in answer.notes)


def test_who_is_for_and_who_is_against(assistant: Assistant) -> None:
    cautious = assistant.invoke("Who is cautious about small companies?").text
    assert "Quillfeather Research" in cautious
    assert "like them" not in cautious
    bullish = assistant.invoke("Who is bullish on small caps?").text
    assert "like them" in bullish
    assert "Quillfeather" not in bullish


def test_a_stance_that_nobody_holds_is_answered_by_no_other_sentence(assistant: Assistant) -> None:
    answer = assistant.invoke("Who is optimistic about oil?")
    assert answer.abstained
    assert answer.citations == ()
    assert "nobody in them is quoted as positive on oil" in answer.text
    answer = assistant.invoke("Who is bearish on copper?")
    assert "Quoted on copper are Greymarsh Capital." in answer.text


def test_both_sides_are_told_where_both_are_asked_for(assistant: Assistant) -> None:
    answer = assistant.invoke("Who is bullish and who is bearish on small caps?")
    assert "we like them" in answer.text
    assert "Quillfeather Research" in answer.text


def test_copies_of_a_story_are_counted_and_quoted_once(assistant: Assistant) -> None:
    counted = assistant.invoke("How many outlets carried the story about the Kestrel 900?")
    assert counted.text.startswith("Two outlets (")
    assert set(sources(counted)) == {"gazette.md", "ledger.md"}
    told = assistant.invoke("How far did the Kestrel 900 rise?")
    (cited,) = told.citations
    other = {"Harbour Gazette", "Market Ledger"} - {cited.outlet}
    assert told.notes == (f"The story of [1] was also printed by {other.pop()}.",)


def test_an_outlet_is_a_constraint(assistant: Assistant) -> None:
    answer = assistant.invoke("What does Harbour Gazette say about oil?")
    assert {c.outlet for c in answer.citations} == {"Harbour Gazette"}


def test_an_undated_source_is_said_to_be_undated(assistant: Assistant) -> None:
    answer = assistant.invoke("What does Osric Vane say about copper?")
    assert "undated" in answer.sentences[0].text
    assert answer.citations[0].published is None
    assert any("undated" in note for note in answer.notes)


def test_a_follow_up_takes_over_the_subject(assistant: Assistant) -> None:
    asked: Ask = {
        "question": "and Barclays?",
        "history": ["What does Morgan Stanley think about small caps?"],
    }
    answer = assistant.invoke(asked)
    assert answer.standalone == "What does Barclays think about small caps?"
    assert answer.question == "and Barclays?"
    assert "further to run" in answer.text


# --- abstentions


@pytest.mark.parametrize(
    ("question", "reason", "named"),
    [
        ("What does JPMorgan think about small caps?", "speaker", "Barclays"),
        ("what does jpmorgan think about small caps?", "speaker", "Barclays"),
        ("What does Blueharbour Capital think about small caps?", "speaker", "Blueharbour Capital"),
        ("What does Mark Wilson think about small caps?", "speaker", "Mark Wilson"),
        ("What does Barclays think about copper?", "subject", "18 July 2024"),
        ("What does Barclays think about Tesla?", "subject", "Tesla"),
        ("What did Ada Smith say about small caps in 2023?", "period", "18 September 2025"),
        ("How much did oil fall in 1999?", "period", "18 July 2024"),
        ("How much did oil fall in July 2024?", "period", "10 September 2025"),
        ("What does Barclays say about small caps in Market Ledger?", "outlet", "Market Ledger"),
        ("What does Reuters say about small caps?", "outlet", "Harbour Gazette"),
        ("Why did Barclays downgrade small caps?", "premise", "downgrade"),
        ("Why did oil rise?", "premise", "rise"),
        ("Why did copper fall?", "premise", "fall"),
        ("What is the population of France?", "off-topic", "France"),
        ("How do I bake bread?", "off-topic", "bread"),
    ],
)  # fmt: skip
def test_what_the_articles_do_not_say_is_not_answered(
    assistant: Assistant, question: str, reason: str, named: str
) -> None:
    answer = assistant.invoke(question)
    assert (answer.abstained, answer.reason) == (True, reason)
    assert answer.text.startswith("The articles do not say")
    assert named in answer.text
    assert answer.citations == ()


def test_an_abstention_quotes_nothing(assistant: Assistant) -> None:
    text = assistant.invoke("What does JPMorgan think about small caps?").text
    for words in ("further to run", "cheap", "neutral", "avoid"):
        assert words not in text


def test_an_empty_store_says_how_to_fill_it(tmp_path: Path) -> None:
    with load_assistant(data_dir=tmp_path / "data", embedder=HashingEmbedder()) as empty:
        answer = empty.invoke("What does Barclays think?")
    assert answer.abstained
    assert "python -m corpus add" in answer.text


# --- as of


def test_nothing_published_after_the_as_of_date_is_used(assistant: Assistant) -> None:
    question = "What does Ada Smith think about small caps?"
    answer = assistant.invoke({"question": question, "as_of": "2025-01-01"})
    assert sources(answer) == ["post.md"]
    assert answer.as_of == date(2025, 1, 1)


def test_the_day_of_publication_itself_is_included(assistant: Assistant) -> None:
    question = "How far did the Kestrel 900 rise?"
    assert not assistant.invoke({"question": question, "as_of": "2025-09-18"}).abstained
    early = assistant.invoke({"question": question, "as_of": "2025-09-17"})
    assert early.reason == "period"


def test_undated_articles_are_left_out_and_counted(assistant: Assistant) -> None:
    asked: Ask = {"question": "What does Osric Vane say about copper?", "as_of": "2025-12-01"}
    answer = assistant.invoke(asked)
    assert answer.reason == "period"
    assert "undated articles" in answer.text
    assert any("One undated article was left out" in note for note in answer.notes)


def test_before_the_first_article_nothing_is_said(assistant: Assistant) -> None:
    answer = assistant.invoke({"question": "How much did oil fall?", "as_of": "2001-01-01"})
    assert answer.reason == "period"


def test_an_assistant_may_have_an_as_of_date_of_its_own(data_dir: Path) -> None:
    with load_assistant(data_dir=data_dir, as_of="2025-01-01", embedder=HashingEmbedder()) as early:
        answer = early.invoke("What does Ada Smith think about small caps?")
    assert sources(answer) == ["post.md"]


# --- bad questions


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("", "the question is empty"),
        ("   \n\t ", "the question is empty"),
        ("?!", "the question is empty"),
        ("\x00\x07", "the question is empty"),
        ("a" * 100_000, "has 100,000 characters"),
        ({}, "expected a question"),
        ({"question": None}, "expected a question"),
        (17, "expected a question"),
        ({"question": "why?", "history": "before"}, "history: expected a list"),
        ({"question": "why?", "history": [1]}, "history: expected a list"),
        ({"question": "why?", "history": {"a": 1}}, "history: expected a list"),
        ({"question": "why?", "as_of": "18/09/2025"}, "not an ISO date"),
        ({"question": "why?", "as_of": 20250918}, "as_of: expected an ISO date"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_was_expected(
    assistant: Assistant, asked: Ask, message: str
) -> None:
    with pytest.raises(QuestionError, match=message):
        assistant.invoke(asked)


def test_the_longest_question_is_answered_and_one_character_more_is_not(
    assistant: Assistant,
) -> None:
    question = "What does Barclays think about small caps?"
    padded = question + "x" * (2_000 - len(question))
    assert assistant.invoke(padded).question == padded
    with pytest.raises(QuestionError, match="2,001 characters"):
        assistant.invoke(padded + "x")


def test_control_characters_are_read_as_spaces(assistant: Assistant) -> None:
    answer = assistant.invoke("What\x00 does\x1b Barclays\nthink about small caps?")
    assert "further to run" in answer.text
    assert answer.question.isprintable()


def test_a_long_history_is_cut_rather_than_refused(assistant: Assistant) -> None:
    history = ["How much did oil fall?"] * 200 + ["What does Barclays think about small caps?"]
    answer = assistant.invoke({"question": "and Morgan Stanley?", "history": history})
    assert answer.standalone == "What does Morgan Stanley think about small caps?"


# --- a Runnable


def test_a_stream_grows_and_ends_with_the_answer(assistant: Assistant) -> None:
    question = "What does Ada Smith think about small caps?"
    snapshots = list(assistant.stream(question))
    assert [len(s.sentences) for s in snapshots] == [1, 2]
    assert snapshots[-1].text == assistant.invoke(question).text
    for snapshot in snapshots:
        assert {c.mark for c in snapshot.citations} == {
            mark for sentence in snapshot.sentences for mark in sentence.marks
        }


def test_an_abstention_streams_once(assistant: Assistant) -> None:
    assert len(list(assistant.stream("What is the population of France?"))) == 1


def test_a_batch_keeps_the_order(assistant: Assistant) -> None:
    questions = ["How much did oil fall?", "How much did copper rise?"]
    assert [sources(a) for a in assistant.batch(questions)] == [["oil.md"], ["copper.txt"]]


def test_async_gives_the_same(assistant: Assistant) -> None:
    question = "What does Ada Smith think about small caps?"

    async def ask() -> tuple[Answer, list[Answer]]:
        return await assistant.ainvoke(question), [s async for s in assistant.astream(question)]

    with ThreadPoolExecutor() as pool:  # a browser of other tests may hold this thread's loop
        answer, snapshots = pool.submit(asyncio.run, ask()).result()
    assert answer.text == snapshots[-1].text == assistant.invoke(question).text


def test_threads_share_one_assistant(assistant: Assistant) -> None:
    questions = ["How much did oil fall?", "How much did copper rise?"] * 20
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(assistant.invoke, questions))
    assert [sources(a) for a in answers] == [["oil.md"], ["copper.txt"]] * 20


def test_it_stands_in_a_chain(assistant: Assistant) -> None:
    chain = assistant | (lambda answer: answer.text)
    assert "3%" in chain.invoke("How much did oil fall?")


def test_a_closed_assistant_says_so(data_dir: Path) -> None:
    closed = load_assistant(data_dir=data_dir, embedder=HashingEmbedder())
    closed.close()
    closed.close()
    with pytest.raises(RagError, match="was closed"):
        closed.invoke("How much did oil fall?")


# --- a corpus that changes


def test_an_article_added_later_answers_the_next_question(tmp_path: Path) -> None:
    data_dir = fill(tmp_path, {"oil.md": ARTICLES["oil.md"]})
    with load_assistant(data_dir=data_dir, embedder=HashingEmbedder()) as loaded:
        assert loaded.invoke("How much did copper rise?").abstained
        (tmp_path / "copper.txt").write_text(COPPER)
        add_articles([tmp_path / "copper.txt"], data_dir=data_dir, embedder=HashingEmbedder())
        assert sources(loaded.invoke("How much did copper rise?")) == ["copper.txt"]


def test_a_removed_article_answers_no_more(tmp_path: Path) -> None:
    data_dir = fill(tmp_path, {"oil.md": ARTICLES["oil.md"], "copper.txt": COPPER})
    with load_assistant(data_dir=data_dir, embedder=HashingEmbedder()) as loaded:
        (citation,) = loaded.invoke("How much did copper rise?").citations
        with Store.open(data_dir) as store:
            store.remove_article(citation.article_id)
        assert loaded.invoke("How much did copper rise?").abstained


def test_questions_are_answered_while_articles_are_added(tmp_path: Path) -> None:
    data_dir = fill(tmp_path, {"oil.md": ARTICLES["oil.md"]})
    with (
        load_assistant(data_dir=data_dir, embedder=HashingEmbedder()) as loaded,
        ThreadPoolExecutor(4) as pool,
    ):
        asked = [pool.submit(loaded.invoke, "How much did oil fall?") for _ in range(10)]
        for number in range(4):
            path = tmp_path / f"copper{number}.txt"
            path.write_text(COPPER.replace("4%", f"{number + 5}%"))
            add_articles([path], data_dir=data_dir, embedder=HashingEmbedder())
            asked += [pool.submit(loaded.invoke, "How much did oil fall?") for _ in range(10)]
        assert all("oil.md" in sources(future.result()) for future in asked)
