"""Runs: every question is asked, scored and reported, also the one that crashes the assistant."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from langchain_core.runnables import Runnable, RunnableLambda
from typer.testing import CliRunner

from eval.__main__ import app
from eval.errors import EvalError
from eval.questions import Question
from eval.report import find_percentile, format_run, format_table, tally_kinds, write_run
from eval.run import Corpus, Outcome, Run, ask_questions, run_questions
from rag.assistant import Ask
from rag.errors import QuestionError
from rag.records import Answer, AnswerSentence, Citation

TEXT = "Ada Poe of Acme Bank said small firms look cheap."
TEXTS = {"a1": TEXT}
COMMANDS = CliRunner()


def make_question(question_id: str, **fields: Any) -> Question:
    given = {"kind": "view", "text": question_id, "answerable": True}
    return Question(question_id=question_id, **given | fields)


def make_answer(asked: Ask, text: str, *, abstained: bool = False) -> Answer:
    citation = Citation(
        mark="[1]", article_id="a1", source="a.txt", title=None, outlet="Acme News",
        published="2025-09", published_origin="given", url=None, quote=TEXT, start=0, end=len(TEXT),
    )  # fmt: skip
    return Answer(
        question=asked["question"],
        standalone=asked["question"],
        sentences=(AnswerSentence(text=text, marks=("[1]",)),),
        citations=() if abstained else (citation,),
        abstained=abstained,
        reason="speaker" if abstained else None,
        notes=(),
        as_of=None,
        hits=(),
        seconds=0.0,
    )


def answer_by_script(asked: Ask) -> Answer:
    """Answer what the question's text calls for."""
    match asked["question"]:
        case "crash":
            raise QuestionError("the question is too long")
        case "exit":
            raise SystemExit(3)
        case "abstain":
            return make_answer(asked, "Nobody is quoted on that.", abstained=True)
        case "echo":
            return make_answer(asked, json.dumps(asked))
        case _:
            return make_answer(asked, f"{TEXT} [1]")


@pytest.fixture
def assistant() -> Runnable[Ask, Answer]:
    return RunnableLambda(answer_by_script)


QUESTIONS = (
    make_question("say", expect=(("cheap",),), sources=(("a.txt",),)),
    make_question("say ", kind="fact", expect=(("dear",),), sources=(("b.txt",),)),
    make_question("abstain", kind="abstain", answerable=False),
    make_question("abstain ", kind="abstain", answerable=False, text="say"),
    make_question("crash", sources=(("a.txt",),)),
    make_question("give up", text="abstain", expect=(("cheap",),)),
)


def make_run(outcomes: tuple[Outcome, ...], **fields: Any) -> Run:
    corpus = Corpus(
        folder=Path("news"),
        source_texts=TEXTS,
        file_names=frozenset({"a.txt"}),
        fingerprint="f1",
        **fields,
    )
    return Run(
        questions_path=Path("set.jsonl"),
        questions_fingerprint="q1",
        settings={"embedding_model": "hashing"},
        corpus=corpus,
        outcomes=outcomes,
    )


def test_every_question_has_one_outcome_in_order(assistant: Runnable[Ask, Answer]) -> None:
    seen: list[Outcome] = []
    outcomes = ask_questions(QUESTIONS, assistant, TEXTS, on_outcome=seen.append)
    assert [o.question for o in outcomes] == list(QUESTIONS)
    assert seen == list(outcomes)
    assert [o.score.passed for o in outcomes] == [True, False, True, False, False, False]
    assert all(o.seconds > 0 for o in outcomes)


def test_no_questions_make_no_outcomes(assistant: Runnable[Ask, Answer]) -> None:
    assert ask_questions((), assistant, TEXTS) == ()


def test_history_and_as_of_reach_the_assistant(assistant: Runnable[Ask, Answer]) -> None:
    question = make_question("echo", history=("one", "two"), as_of=date(2024, 8, 1))
    (outcome,) = ask_questions((question,), assistant, TEXTS)
    assert outcome.answer is not None
    assert json.loads(outcome.answer.text) == {
        "question": "echo",
        "history": ["one", "two"],
        "as_of": "2024-08-01",
    }


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("crash", "crashes the assistant: QuestionError: the question is too long"),
        ("exit", "crashes the assistant: SystemExit: 3"),
    ],
)
def test_a_question_that_crashes_the_assistant_has_failed(
    assistant: Runnable[Ask, Answer], text: str, why: str
) -> None:
    unanswerable = make_question(text, answerable=False)
    asked = (unanswerable, make_question("say"))
    crashed, after = ask_questions(asked, assistant, TEXTS)
    assert (crashed.answer, crashed.score.failures) == (None, (why,))
    assert after.score.passed


def test_tallies_are_those_worked_out_by_hand(assistant: Runnable[Ask, Answer]) -> None:
    tallies = tally_kinds(ask_questions(QUESTIONS, assistant, TEXTS))
    assert [(t.name, t.passed, t.total, t.crashed) for t in tallies] == [
        ("view", 1, 3, 1),
        ("fact", 0, 1, 0),
        ("abstain", 1, 2, 0),
        ("all", 2, 6, 1),
    ]
    everything = tallies[-1]
    # Abstained twice, once rightly; of two questions without an answer one was abstained from;
    # of three that ask for sources, one cites them, one does not and one crashed.
    assert everything.abstention_precision == 1 / 2
    assert everything.abstention_recall == 1 / 2
    assert everything.citation_right == 1 / 3
    assert tallies[1].abstention_precision is None
    assert tallies[1].abstention_recall is None
    assert tallies[2].citation_right is None


@pytest.mark.parametrize(
    ("values", "percent", "expected"),
    [([7.0], 95, 7.0), ([1.0, 3.0], 50, 2.0), ([4.0, 1.0, 3.0, 2.0, 5.0], 95, 4.8)],
)
def test_percentiles_are_linear_between_ranks(
    values: list[float], percent: float, expected: float
) -> None:
    assert find_percentile(values, percent) == pytest.approx(expected)


def test_the_report_has_the_table_and_says_why_questions_failed(
    assistant: Runnable[Ask, Answer],
) -> None:
    outcomes = ask_questions(QUESTIONS, assistant, TEXTS)
    lines = format_run(make_run(outcomes, unreadable=("b.txt: empty",))).splitlines()
    assert lines[0].split()[:2] == ["kind", "passed"]
    assert lines[2].split()[:5] == ["view", "1/3", "0%", "-", "50%"]
    assert lines[5].split()[:5] == ["all", "2/6", "50%", "50%", "33%"]
    failed = lines.index("failed:")
    assert lines[failed + 1 : failed + 4] == [
        "  say  (fact) say ",
        "      has none of 'dear'",
        "      cites none of b.txt",
    ]
    assert "      crashes the assistant: QuestionError: the question is too long" in lines
    assert lines[-2:] == ["could not be taken in:", "  b.txt: empty"]


def test_the_json_has_one_row_a_question_and_what_the_run_depends_on(
    assistant: Runnable[Ask, Answer], tmp_path: Path
) -> None:
    path = tmp_path / "new" / "run.json"
    write_run(make_run(ask_questions(QUESTIONS, assistant, TEXTS)), path)
    written = json.loads(path.read_text(encoding="utf-8"))
    assert written["questions"] == {"path": "set.jsonl", "sha256": "q1"}
    assert written["articles"] == {
        "path": "news", "count": 1, "sha256": "f1", "unreadable": []
    }  # fmt: skip
    assert written["settings"] == {"embedding_model": "hashing"}
    assert [row["id"] for row in written["rows"]] == [q.question_id for q in QUESTIONS]
    first, crashed = written["rows"][0], written["rows"][4]
    assert (first["passed"], first["failures"], first["answer"]) == (True, [], f"{TEXT} [1]")
    assert first["citations"][0]["quote"] == TEXT
    assert (crashed["passed"], crashed["answer"]) == (False, None)
    assert "QuestionError" in crashed["failures"][0]
    assert [t["name"] for t in written["tallies"]] == ["view", "fact", "abstain", "all"]


def test_an_answer_with_a_lone_surrogate_can_be_written(tmp_path: Path) -> None:
    damaged = RunnableLambda(lambda asked: make_answer(asked, "broken \ud83d end"))
    path = tmp_path / "run.json"
    write_run(make_run(ask_questions((make_question("x"),), damaged, TEXTS)), path)
    assert json.loads(path.read_text(encoding="utf-8"))["rows"][0]["answer"] == "broken \ud83d end"


def test_a_table_without_rows_is_its_header() -> None:
    assert format_table(("a", "bb"), []) == ["a  bb", "-  --"]


def test_bad_rows_end_the_command_with_2_and_their_line(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text('{"id": "q1"}\n', encoding="utf-8")
    result = COMMANDS.invoke(app, ["run", str(path), "--out", str(tmp_path / "run.json")])
    assert result.exit_code == 2
    assert f"{path}:1: kind is missing" in result.stderr
    assert result.stdout == ""


def test_a_target_that_is_a_folder_is_told_before_anything_is_asked(tmp_path: Path) -> None:
    result = COMMANDS.invoke(app, ["run", "none.jsonl", "--out", str(tmp_path)])
    assert result.exit_code == 2
    assert f"{tmp_path}: is a folder" in result.stderr


def test_articles_and_a_data_directory_together_are_refused(tmp_path: Path) -> None:
    folder = str(tmp_path)
    result = COMMANDS.invoke(app, ["run", "q.jsonl", "--articles", folder, "--data-dir", folder])
    assert result.exit_code == 2
    assert "leave out either it or --data-dir" in result.stderr


@pytest.fixture
def corpus_of_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEWS_EMBEDDING_MODEL", "hashing")
    monkeypatch.setenv("NEWS_CHAT_MODEL", "")
    monkeypatch.setenv("NEWS_DATA_DIR", str(tmp_path / "state"))
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, firm, view in [
        ("acme.md", "Barclays", "bridges will be cheaper to build next year"),
        ("zeta.md", "Citigroup", "harbours need another decade of dredging"),
    ]:
        (folder / name).write_text(
            f"---\ntitle: {firm} on building\noutlet: Builder News\npublished: 2025-03-04\n---\n\n"
            f'Ada Poe, an analyst at {firm}, said that "{view}".\n\n'
            "Builders met in the old town hall on Tuesday and talked until the evening.\n",
            encoding="utf-8",
        )
    return folder


def write_set(path: Path, **fields: object) -> Path:
    row = {
        "id": "q1",
        "kind": "view",
        "question": "What does Barclays say about bridges?",
        "answerable": True,
        "expect": [["cheaper"]],
        "sources": [["acme.md"]],
    }
    path.write_text(json.dumps(row | fields) + "\n", encoding="utf-8")
    return path


def test_a_run_over_a_folder_leaves_no_index_behind_and_the_gate_holds(
    corpus_of_two: Path, tmp_path: Path
) -> None:
    out = tmp_path / "run.json"
    command = ["run", "", "--articles", str(corpus_of_two), "--out", str(out), "--fail-under", "1"]
    command[1] = str(write_set(tmp_path / "right.jsonl"))
    result = COMMANDS.invoke(app, command)
    assert result.exit_code == 0, result.output
    assert json.loads(out.read_text(encoding="utf-8"))["rows"][0]["passed"] is True
    assert not (tmp_path / "state").exists()

    command[1] = str(write_set(tmp_path / "wrong.jsonl", expect=[["dredging"]]))
    result = COMMANDS.invoke(app, command)
    assert result.exit_code == 1, result.output
    assert "gate: 0.0% passed, below 100.0%" in result.stderr


def test_a_set_of_another_corpus_is_told(corpus_of_two: Path, tmp_path: Path) -> None:
    path = write_set(tmp_path / "set.jsonl", sources=[["elsewhere.txt"]])
    with pytest.raises(EvalError, match=r"none of its 1 sources, such as 'elsewhere\.txt'"):
        run_questions(path, articles=corpus_of_two)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match="no such file or folder"):
        run_questions(write_set(tmp_path / "set.jsonl"), articles=tmp_path / "none")
