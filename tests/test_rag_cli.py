"""`python -m rag` as a person or a program calls it: a child process, its output and its exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from test_rag_answers import COPPER, fill

from corpus.store import Store
from rag.index.tables import read_manifest, write_manifest

ROOT = Path(__file__).parent.parent
ASKED = "What does Barclays think about small caps?"
ROW_KEYS = {
    "id",
    "question",
    "answer",
    "abstained",
    "reason",
    "citations",
    "notes",
    "seconds",
}
CITATION_KEYS = {
    "mark",
    "article_id",
    "source",
    "title",
    "outlet",
    "published",
    "url",
    "quote",
    "start",
    "end",
}


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("cli"))


def environment(data_dir: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NEWS_")}
    return {
        **kept,
        "PYTHONPATH": str(ROOT),
        "NEWS_DATA_DIR": str(data_dir),
        "NEWS_EMBEDDING_MODEL": "hashing",
    }


def rag(
    data_dir: Path, *arguments: str, given: str | bytes = "", cwd: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "rag", *arguments],
        env=environment(data_dir),
        cwd=cwd or data_dir,
        input=given.encode() if isinstance(given, str) else given,
        capture_output=True,
        timeout=120,
        check=False,
    )


def rows(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, object]]:
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def refused(done: subprocess.CompletedProcess[bytes]) -> str:
    """What a refusal says: one error, no stack trace, nothing on standard output."""
    message = done.stderr.decode()
    assert done.returncode == 2
    assert done.stdout == b""
    assert "Traceback" not in message
    return message


# --- ask


def test_an_answer_is_printed_with_its_numbered_sources(data_dir: Path) -> None:
    done = rag(data_dir, "ask", ASKED)
    text = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    answer, sources = text.split("Sources")
    assert "Barclays, 18 July 2024: " in answer
    assert "further to run" in answer
    assert "[1] Tidewater Post, 2024-07-18, A doubtful summer" in sources
    assert "“Barclays analysts said in a note" in sources


def test_an_abstention_gives_its_reason(data_dir: Path) -> None:
    text = rag(data_dir, "ask", "What does JPMorgan think about small caps?").stdout.decode()
    assert text.startswith("The articles do not say")
    assert "Reason: speaker" in text
    assert "Sources" not in text


def test_the_json_of_an_answer_is_the_contract(data_dir: Path) -> None:
    (row,) = rows(rag(data_dir, "ask", ASKED, "--json"))
    assert set(row) >= ROW_KEYS
    assert (row["id"], row["question"], row["abstained"], row["reason"]) == (
        None,
        ASKED,
        False,
        None,
    )
    assert isinstance(row["answer"], str)
    assert isinstance(row["seconds"], float)
    assert isinstance(row["notes"], list)
    citations = row["citations"]
    assert isinstance(citations, list)
    for citation in citations:
        assert set(citation) >= CITATION_KEYS
        assert citation["mark"] in row["answer"]
        assert citation["end"] - citation["start"] == len(citation["quote"])
    assert citations[0]["mark"] == "[1]"
    assert (citations[0]["source"], citations[0]["published"]) == ("post.md", "2024-07-18")
    assert citations[0]["url"] is None


def test_what_is_not_known_is_null(data_dir: Path) -> None:
    (row,) = rows(rag(data_dir, "ask", "How much did copper rise?", "--json"))
    (citation,) = row["citations"]  # type: ignore[misc]
    assert (citation["title"], citation["outlet"], citation["published"]) == (None, None, None)


def test_an_abstention_is_text_without_citations(data_dir: Path) -> None:
    (row,) = rows(rag(data_dir, "ask", "What is the population of France?", "--json"))
    assert (row["abstained"], row["reason"], row["citations"]) == (True, "off-topic", [])
    assert isinstance(row["answer"], str)
    assert row["answer"]


def test_as_of_leaves_later_articles_out(data_dir: Path) -> None:
    question = "How far did the Kestrel 900 rise?"
    (row,) = rows(rag(data_dir, "ask", question, "--as-of", "2025-01-01", "--json"))
    assert row["abstained"] is True
    (row,) = rows(rag(data_dir, "ask", question, "--as-of", "2025-12-31", "--json"))
    assert row["abstained"] is False


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ask"], "expected a question or --batch"),
        (["ask", "why?", "--batch", "-"], "expected a question or --batch"),
        (["ask", ""], "the question is empty"),
        (["ask", "  \n "], "the question is empty"),
        (["ask", "\x1b\x07"], "the question is empty"),
        (["ask", "a" * 100_000], "100,000 characters"),
        (["ask", "why?", "--as-of", "yesterday"], "'yesterday' is not an ISO date"),
        (["ask", "--batch", "no-such-file.jsonl"], "'no-such-file.jsonl' cannot be read"),
        (["search", ""], "the question is empty"),
        (["search", "oil", "--since", "2025-13-01"], "'2025-13-01' is not an ISO date"),
        (["search", "oil", "--since", "2025-02-01", "--until", "2025-01-01"], "is before since"),
    ],
)
def test_what_cannot_be_asked_is_an_error_of_one_message(
    data_dir: Path, arguments: list[str], message: str
) -> None:
    assert message in refused(rag(data_dir, *arguments))


def test_a_k_of_nothing_is_refused(data_dir: Path) -> None:
    assert "-k" in refused(rag(data_dir, "search", "oil", "-k", "0"))


def test_control_characters_reach_no_terminal(data_dir: Path) -> None:
    done = rag(data_dir, "ask", "What\x1b[2J does Barclays think\x07 about small caps?")
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout
    assert b"\x07" not in done.stdout
    assert b"further to run" in done.stdout


def test_an_unknown_setting_is_an_error_that_lists_what_exists(data_dir: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "rag", "ask", ASKED],
        env={**environment(data_dir), "NEWS_DATADIR": "x"},
        capture_output=True,
        timeout=120,
        check=False,
    )
    message = refused(done)
    assert "'NEWS_DATADIR'" in message
    assert "NEWS_DATA_DIR" in message


def test_an_empty_store_says_how_to_fill_it(tmp_path: Path) -> None:
    done = rag(tmp_path, "ask", ASKED, "--data-dir", str(tmp_path / "new"))
    assert b"python -m corpus add" in done.stdout


def test_a_store_of_another_model_is_refused_with_the_command_that_mends_it(
    tmp_path: Path,
) -> None:
    data_dir = fill(tmp_path, {"copper.txt": COPPER})
    with Store.open(data_dir) as store:
        manifest = dict(read_manifest(store)) | {"model": "another-model 0123"}
        write_manifest(store, manifest)
    message = refused(rag(data_dir, "ask", ASKED))
    assert "'another-model'" in message
    assert "python -m corpus check --repair" in message


def test_a_reader_that_goes_away_ends_it_quietly(data_dir: Path) -> None:
    given = "\n".join(json.dumps({"question": ASKED}) for _ in range(200))
    with subprocess.Popen(
        [sys.executable, "-m", "rag", "ask", "--batch", "-"],
        env=environment(data_dir),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(given.encode())
        process.stdin.close()
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        process.wait(60)


# --- batch


def test_a_batch_answers_row_by_row_in_order(data_dir: Path, tmp_path: Path) -> None:
    asked = [
        {"id": "a", "question": ASKED},
        {"id": 7, "question": "and Morgan Stanley?", "history": [ASKED]},
        {"question": "How far did the Kestrel 900 rise?", "as_of": "2025-01-01"},
        {"id": None, "question": "How much did oil fall?", "history": None, "as_of": None},
    ]
    batch = tmp_path / "batch.jsonl"
    batch.write_text("\n".join(json.dumps(row) for row in asked) + "\n\n")
    found = rows(rag(data_dir, "ask", "--batch", str(batch)))
    assert [row["id"] for row in found] == ["a", 7, None, None]
    assert [row["abstained"] for row in found] == [False, False, True, False]
    assert all(set(row) >= ROW_KEYS for row in found)
    assert "We are neutral" in str(found[1]["answer"])


def test_a_batch_is_read_from_standard_input(data_dir: Path) -> None:
    (row,) = rows(rag(data_dir, "ask", "--batch", "-", given=json.dumps({"question": ASKED})))
    assert "further to run" in str(row["answer"])


def test_a_batch_answers_as_json_does(data_dir: Path) -> None:
    (alone,) = rows(rag(data_dir, "ask", ASKED, "--json"))
    (row,) = rows(rag(data_dir, "ask", "--batch", "-", given=json.dumps({"question": ASKED})))
    assert {**row, "seconds": 0} == {**alone, "seconds": 0}


BAD_ROWS = [
    ("not json", None, "not JSON"),
    ("[1, 2]", None, "expected a JSON object"),
    ("null", None, "expected a JSON object"),
    ('"text"', None, "expected a JSON object"),
    ('{"id": "x"}', "x", "'question' is missing"),
    ('{"id": "x", "question": 5}', "x", "'question' is missing"),
    ('{"id": "x", "question": ""}', "x", "the question is empty"),
    ('{"id": "x", "question": "why?", "history": "no"}', "x", "history: expected a list"),
    ('{"id": "x", "question": "why?", "history": 3}', "x", "history: expected a list"),
    ('{"id": "x", "question": "why?", "history": [3]}', "x", "history: expected a list"),
    ('{"id": "x", "question": "why?", "as_of": "soon"}', "x", "'soon' is not an ISO date"),
    ('{"id": "x", "question": "why?", "as_of": 5}', "x", "as_of: expected an ISO date"),
    ("[" * 100_000, None, "not JSON"),
    ('{"id": "x", "question": "' + "a" * 100_000 + '"}', "x", "100,000 characters"),
]


@pytest.fixture(scope="module")
def answered(data_dir: Path) -> list[dict[str, object]]:
    """The rows for every bad row, each behind a good one, and a good one at last."""
    good = json.dumps({"id": "good", "question": ASKED})
    given = "".join(f"{good}\n{line}\n" for line, _, _ in BAD_ROWS) + good
    return rows(rag(data_dir, "ask", "--batch", "-", given=given))


@pytest.mark.parametrize("number", range(len(BAD_ROWS)))
def test_a_bad_row_is_an_error_with_its_id(answered: list[dict[str, object]], number: int) -> None:
    _, row_id, message = BAD_ROWS[number]
    bad = answered[2 * number + 1]
    assert set(bad) == {"id", "error"}
    assert bad["id"] == row_id
    assert message in str(bad["error"])


def test_bad_rows_leave_the_others_as_they_are(answered: list[dict[str, object]]) -> None:
    assert len(answered) == 2 * len(BAD_ROWS) + 1
    assert {row["id"] for row in answered[::2]} == {"good"}
    assert len({str(row["answer"]) for row in answered[::2]}) == 1


def test_half_a_surrogate_pair_spoils_nothing(data_dir: Path) -> None:
    given = '{"id": "x", "question": "\\ud800 oil?"}\n{"id": "\\udc00", "question": "oil?"}\n'
    done = rag(data_dir, "ask", "--batch", "-", given=given)
    assert (done.returncode, done.stderr) == (0, b"")
    assert [row["id"] for row in rows(done)] == ["x", "\udc00"]


def test_an_error_names_the_line(data_dir: Path, tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_text(json.dumps({"question": ASKED}) + "\n{broken\n")
    bad = rows(rag(data_dir, "ask", "--batch", str(batch)))[1]
    assert "batch.jsonl:2" in str(bad["error"])


def test_bytes_that_are_no_utf8_spoil_one_row(data_dir: Path, tmp_path: Path) -> None:
    good = json.dumps({"id": "good", "question": ASKED}).encode()
    content = b"\xff\xfe\x00\n" + good + b"\n"
    batch = tmp_path / "batch.jsonl"
    batch.write_bytes(content)
    for done in (
        rag(data_dir, "ask", "--batch", str(batch)),
        rag(data_dir, "ask", "--batch", "-", given=content),
    ):
        bad, answered = rows(done)
        assert "error" in bad
        assert answered["id"] == "good"


def test_an_empty_batch_writes_nothing(data_dir: Path) -> None:
    assert rows(rag(data_dir, "ask", "--batch", "-", given="")) == []


# --- search


def test_search_shows_ranked_passages_with_each_signals_score(data_dir: Path) -> None:
    text = rag(data_dir, "search", ASKED).stdout.decode()
    assert text.startswith(" 1. Tidewater Post, 2024-07-18, A doubtful summer")
    for signal in ("vector", "words", "speaker", "fused"):
        assert signal in text


def test_search_as_json_is_one_hit_a_line(data_dir: Path) -> None:
    found = rows(rag(data_dir, "search", ASKED, "--json", "-k", "2"))
    assert len(found) == 2
    first = found[0]
    assert (first["source"], first["outlet"]) == ("post.md", "Tidewater Post")
    assert {"vector", "words", "fused"} <= set(first["scores"])  # type: ignore[call-overload]
    assert isinstance(first["text"], str)


def test_search_keeps_to_outlet_and_period(data_dir: Path) -> None:
    only = rows(rag(data_dir, "search", "small caps", "--outlet", "Tidewater Post", "--json"))
    assert {row["source"] for row in only} == {"post.md"}
    early = rows(rag(data_dir, "search", "small caps", "--until", "2025-01-01", "--json"))
    assert {row["source"] for row in early} == {"post.md"}


def test_a_search_without_hits_says_so(data_dir: Path) -> None:
    done = rag(data_dir, "search", "small caps", "--outlet", "No Such Paper")
    assert (done.returncode, b"No passage" in done.stdout) == (0, True)
    assert rows(rag(data_dir, "search", "small caps", "--outlet", "None", "--json")) == []
