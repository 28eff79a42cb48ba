"""Runs: every question is asked, scored and reported, also the one that crashes the assistant."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from langchain_core.runnables import Runnable, RunnableLambda
from typer.testing import CliRunner

from eval.__main__ import app
from eval.asking import Outcome, ask_questions
from eval.citation_quality import Grounds
from eval.configuration import parse_config
from eval.corpora import Corpus, open_corpus
from eval.errors import EvalError
from eval.questions import Question
from eval.report import find_percentile, format_run, format_table, write_run
from eval.results import Result, Usage, make_result
from eval.run import Inputs, Run, Watcher, run_questions
from eval.saved import read_run
from eval.tallies import tally_kinds
from rag.asking import Ask
from rag.errors import QuestionError
from rag.records import Answer, AnswerSentence, Citation

TEXT = "Ada Poe of Acme Bank said small firms look cheap."
GROUNDS = Grounds(source_texts={"a1": TEXT})
COMMANDS = CliRunner()
ROOT = Path(__file__).parent.parent


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


def make_run(results: tuple[Result, ...], **fields: Any) -> Run:
    corpus = Corpus(
        folder=Path("news"),
        grounds=GROUNDS,
        file_names=frozenset({"a.txt"}),
        fingerprint="f1",
        **fields,
    )
    inputs = Inputs(
        questions_path=Path("set.jsonl"),
        questions_fingerprint="q1",
        corpus=corpus,
        absent_sources=(),
        settings={"embedding_model": "hashing"},
        config={},
        model="hashing 1 float32",
        code={"commit": "c1", "dirty": True, "sha256": "s1"},
        judge=None,
    )
    return Run(inputs=inputs, results=results, resumed=0)


def ask_all(assistant: Runnable[Ask, Answer]) -> tuple[Result, ...]:
    return tuple(map(make_result, ask_questions(QUESTIONS, assistant, GROUNDS)))


def test_every_question_has_one_outcome_in_order(assistant: Runnable[Ask, Answer]) -> None:
    seen: list[Outcome] = []
    outcomes = ask_questions(QUESTIONS, assistant, GROUNDS, on_outcome=seen.append)
    assert [o.question for o in outcomes] == list(QUESTIONS)
    assert seen == list(outcomes)
    assert [o.score.passed for o in outcomes] == [True, False, True, False, False, False]
    assert all(o.seconds > 0 for o in outcomes)


def test_no_questions_make_no_outcomes(assistant: Runnable[Ask, Answer]) -> None:
    assert ask_questions((), assistant, GROUNDS) == ()


def test_history_and_as_of_reach_the_assistant(assistant: Runnable[Ask, Answer]) -> None:
    question = make_question("echo", history=("one", "two"), as_of=date(2024, 8, 1))
    (outcome,) = ask_questions((question,), assistant, GROUNDS)
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
    crashed, after = ask_questions(asked, assistant, GROUNDS)
    assert (crashed.answer, crashed.score.failures) == (None, (why,))
    assert after.score.passed


def test_tallies_are_those_worked_out_by_hand(assistant: Runnable[Ask, Answer]) -> None:
    tallies = tally_kinds(ask_all(assistant))
    assert [(t.name, t.passed, t.total, t.crashed) for t in tallies] == [
        ("view", 1, 3, 1),
        ("fact", 0, 1, 0),
        ("abstain", 1, 2, 0),
        ("all", 2, 6, 1),
    ]
    found = {
        name: (one.value, one.count)
        for name, one in tallies[-1].estimates.items()
        if one is not None and not name.endswith("ms")
    }
    assert found == {
        "passed": (pytest.approx(2 / 6), 6),
        # "cheap" was found of "say"; not "dear", and nothing by the abstention.
        "facts_found": (pytest.approx(1 / 3), 3),
        # Three answers, each the cited words themselves.
        "citation_recall": (1.0, 3),
        "citation_precision": (1.0, 3),
        # Of three that ask for sources, one cites them, one does not and one crashed.
        "sources_cited": (pytest.approx(1 / 3), 3),
        # Abstained twice, once rightly; of two questions without an answer one was abstained from.
        "abstention_precision": (0.5, 2),
        "abstention_recall": (0.5, 2),
        "abstention_f1": (0.5, 6),
        "answer_characters": (53.0, 3),
    }
    assert tallies[1].estimates["abstention_precision"] is None
    assert tallies[2].estimates["sources_cited"] is None


def test_a_mean_has_an_interval_that_holds_it(assistant: Runnable[Ask, Answer]) -> None:
    for one in tally_kinds(ask_all(assistant))[-1].estimates.values():
        assert one is None or one.low <= one.value <= one.high


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
    run = make_run(ask_all(assistant), unreadable=("b.txt: empty",))
    lines = format_run(run, tally_kinds(run.results)).splitlines()
    assert lines[0].split()[:3] == ["kind", "passed", "facts"]
    assert lines[2].split()[:3] == ["view", "1/3", "50%"]
    assert lines[5].split()[:3] == ["all", "2/6", "33%"]
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
    run = make_run(ask_all(assistant))
    write_run(run, tally_kinds(run.results), path)
    written = json.loads(path.read_text(encoding="utf-8"))
    assert written["questions"] == {"path": "set.jsonl", "sha256": "q1"}
    assert written["articles"] == {
        "path": "news", "count": 1, "sha256": "f1", "unreadable": [], "absent_sources": []
    }  # fmt: skip
    assert written["code"] == {"commit": "c1", "dirty": True, "sha256": "s1"}
    assert written["machine"]["versions"]["numpy"]
    assert written["settings"] == {"embedding_model": "hashing"}
    assert [row["id"] for row in written["rows"]] == [q.question_id for q in QUESTIONS]
    first, crashed = written["rows"][0], written["rows"][4]
    assert (first["passed"], first["failures"], first["answer"]) == (True, [], f"{TEXT} [1]")
    assert first["citations"][0]["quote"] == TEXT
    assert (crashed["passed"], crashed["answer"]) == (False, None)
    assert "QuestionError" in crashed["failures"][0]
    assert [t["name"] for t in written["tallies"]] == ["view", "fact", "abstain", "all"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PricedAnswer(Answer):
    """An answer that tells tokens, price and evidence."""

    usage: Usage | None
    score: float | None


def test_tokens_price_and_evidence_are_kept_where_an_answer_tells_them(tmp_path: Path) -> None:
    usages = [Usage(input_tokens=900, output_tokens=60, cost=0.003), None]

    def answer(asked: Ask) -> Answer:
        made = make_answer(asked, f"{TEXT} [1]")
        told = {field.name: getattr(made, field.name) for field in fields(made)}
        usage = usages[len(asked["question"]) - 1]
        return PricedAnswer(**told | {"usage": usage, "score": 0.75})

    asked = (make_question("a"), make_question("bb"))
    results = tuple(map(make_result, ask_questions(asked, RunnableLambda(answer), GROUNDS)))
    estimates = tally_kinds(results)[-1].estimates
    found = [estimates[name] for name in ("input_tokens", "output_tokens", "cost")]
    assert [(one.value, one.count) for one in found if one] == [(900, 1), (60, 1), (0.003, 1)]
    path = tmp_path / "run.json"
    run = make_run(results)
    write_run(run, tally_kinds(results), path)
    assert "0.00300" in format_run(run, tally_kinds(results))
    assert read_run(path).results == results
    assert [result.score for result in results] == [0.75, 0.75]


def test_an_answer_with_a_lone_surrogate_can_be_written(tmp_path: Path) -> None:
    damaged = RunnableLambda(lambda asked: make_answer(asked, "broken \ud83d end"))
    path = tmp_path / "run.json"
    (outcome,) = ask_questions((make_question("x"),), damaged, GROUNDS)
    run = make_run((make_result(outcome),))
    write_run(run, tally_kinds(run.results), path)
    assert json.loads(path.read_text(encoding="utf-8"))["rows"][0]["answer"] == "broken \ud83d end"


def test_a_run_that_was_written_is_read_back_as_it_was(
    assistant: Runnable[Ask, Answer], tmp_path: Path
) -> None:
    run = make_run(ask_all(assistant))
    path = tmp_path / "run.json"
    write_run(run, tally_kinds(run.results), path)
    read = read_run(path)
    assert read.results == run.results
    assert (read.label, read.commit, read.dirty, read.articles_count) == ("run", "c1", True, 1)
    path.write_text(path.read_text(encoding="utf-8").replace('"passed": true', '"passed": 1'))
    with pytest.raises(EvalError, match=r"rows\[0\]: passed: 1 is not true or false"):
        read_run(path)
    path.write_text("{}")
    with pytest.raises(EvalError, match="make it again with that command"):
        read_run(path)


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


class StopAfter(Watcher):
    """Interrupts a run as Ctrl-C does, once so many questions have their row."""

    def __init__(self, count: int) -> None:
        self.left = count
        self.asked: list[str] = []

    def finish(self, result: Result) -> None:
        self.asked.append(result.question_id)
        if len(self.asked) == self.left:
            raise KeyboardInterrupt


def write_four(path: Path) -> Path:
    rows = [
        {"id": f"q{n}", "kind": "view", "question": f"What does {firm} say?", "answerable": True}
        for n, firm in enumerate(("Barclays", "Citigroup", "Barclays of bridges", "Citi"))
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_an_interrupted_run_goes_on_with_the_questions_that_are_left(
    corpus_of_two: Path, tmp_path: Path
) -> None:
    questions, rows = write_four(tmp_path / "set.jsonl"), tmp_path / "run.rows.jsonl"
    with pytest.raises(KeyboardInterrupt):
        run_questions(questions, articles=corpus_of_two, rows_path=rows, watcher=StopAfter(2))
    assert len(rows.read_text().splitlines()) == 3
    with rows.open("ab") as file:  # as a kill within a write leaves it
        file.write(b'{"id": "q2", "kin')
    after = StopAfter(9)
    run = run_questions(questions, articles=corpus_of_two, rows_path=rows, watcher=after)
    assert after.asked == ["q2", "q3"]
    assert [result.question_id for result in run.results] == ["q0", "q1", "q2", "q3"]
    assert run.resumed == 2
    assert len(rows.read_text().splitlines()) == 5

    (corpus_of_two / "acme.md").write_text("Barclays said nothing.\n", encoding="utf-8")
    with pytest.raises(
        EvalError, match=r"(?s)4 rows of an interrupted run .*articles: .*--restart"
    ):
        run_questions(questions, articles=corpus_of_two, rows_path=rows)
    with pytest.raises(EvalError, match=r"config: '\{\}', now"):
        run_questions(
            questions,
            articles=corpus_of_two,
            rows_path=rows,
            config={"embedding_dtype": "float32"},
        )
    rows.write_text(rows.read_text().replace('"passed": ', '"past": ', 1))
    with pytest.raises(EvalError, match=r"run\.rows\.jsonl:2: passed is missing"):
        run_questions(questions, articles=corpus_of_two, rows_path=rows)


def test_ctrl_c_keeps_the_rows_and_the_same_command_goes_on(
    corpus_of_two: Path, tmp_path: Path
) -> None:
    row = {"kind": "view", "question": "What does Barclays say about bridges?", "answerable": True}
    questions = tmp_path / "many.jsonl"
    questions.write_text(
        "".join(json.dumps(row | {"id": f"q{n}"}) + "\n" for n in range(3000)), encoding="utf-8"
    )
    out = tmp_path / "run.json"
    command = [sys.executable, "-m", "eval", "run", str(questions)]
    command += ["--articles", str(corpus_of_two), "--out", str(out)]
    running = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    assert running.stderr is not None
    told: list[str] = []
    for line in running.stderr:
        told.append(line)
        if line.startswith(("passed", "FAILED")):
            running.send_signal(signal.SIGINT)
            break
    told += running.communicate(timeout=60)[1].splitlines()
    assert running.returncode == 130, told
    rows = tmp_path / "run.rows.jsonl"
    assert f"of 3000 questions stand in {rows}; the same command goes on" in told[-1]
    kept = rows.read_bytes().count(b"\n") - 1
    assert kept >= 1
    assert not out.exists()

    questions_left = StopAfter(1)
    with pytest.raises(KeyboardInterrupt):
        run_questions(questions, articles=corpus_of_two, rows_path=rows, watcher=questions_left)
    assert questions_left.asked == [f"q{kept}"]


def test_rows_are_set_aside_and_removed_once_they_stand_in_the_report(
    corpus_of_two: Path, tmp_path: Path
) -> None:
    rows, out = tmp_path / "run.rows.jsonl", tmp_path / "run.json"
    rows.write_text('{"run": {"questions": "another"}}\n')
    command = ["run", str(write_set(tmp_path / "set.jsonl")), "--articles", str(corpus_of_two)]
    command += ["--out", str(out)]
    refused = COMMANDS.invoke(app, command)
    assert refused.exit_code == 2
    assert "questions: 'another', now" in refused.stderr
    done = COMMANDS.invoke(app, [*command, "--restart"])
    assert done.exit_code == 0, done.output
    assert not rows.exists()
    assert (tmp_path / "run.rows.jsonl.1").exists()
    assert "passed q1 (view)" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


def test_a_question_whose_source_is_missing_is_told_with_its_line(
    corpus_of_two: Path, tmp_path: Path
) -> None:
    path = write_set(tmp_path / "set.jsonl", sources=[["acme.md"], ["gone.md", "lost.md"]])
    run = run_questions(path, articles=corpus_of_two)
    assert run.inputs.absent_sources == (f"{path}:1: no article here is 'gone.md' or 'lost.md'",)


def test_the_fingerprint_of_articles_is_of_what_is_known_of_them_too(corpus_of_two: Path) -> None:
    def read() -> str:
        with open_corpus(articles=corpus_of_two) as (_, corpus):
            return corpus.fingerprint

    before = read()
    assert read() == before
    path = corpus_of_two / "acme.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("2025-03-04", "2025-03-05"), encoding="utf-8")
    assert read() != before


def test_a_setting_of_one_run_holds_for_it_alone(
    corpus_of_two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWS_EMBEDDING_MODEL", "no-such-model")
    path, out = write_set(tmp_path / "set.jsonl"), tmp_path / "run.json"
    command = ["run", str(path), "--articles", str(corpus_of_two), "--out", str(out)]
    done = COMMANDS.invoke(app, [*command, "--config", "NEWS_EMBEDDING_MODEL=hashing"])
    assert done.exit_code == 0, done.output
    written = json.loads(out.read_text(encoding="utf-8"))
    assert written["config"] == {"embedding_model": "hashing"}
    assert written["settings"]["embedding_model"] == "hashing"
    assert written["model"] == "hashing 1 float32"
    assert os.environ["NEWS_EMBEDDING_MODEL"] == "no-such-model"


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("embedding_model", "'embedding_model' is not NAME=VALUE"),
        ("=x", "'=x' is not NAME=VALUE"),
        ("embeding_model=x", "no setting 'embeding_model'; is 'embedding_model' meant?"),
        ("data_dir=x", "is set by an option: --data-dir"),
        ("chat_retries=many", "NEWS_CHAT_RETRIES: 'many' is wrong"),
        ("embedding_model=", "NEWS_EMBEDDING_MODEL: '' is wrong"),
    ],
)
def test_a_wrong_setting_is_told(corpus_of_two: Path, tmp_path: Path, given: str, why: str) -> None:
    path, out = write_set(tmp_path / "set.jsonl"), tmp_path / "run.json"
    done = COMMANDS.invoke(app, ["run", str(path), "--config", given, "--out", str(out)])
    assert done.exit_code == 2
    assert why in done.stderr


def test_the_same_setting_twice_is_told() -> None:
    with pytest.raises(EvalError, match="'chat_retries' is given twice"):
        parse_config(["chat_retries=1", "NEWS_CHAT_RETRIES=2"])
