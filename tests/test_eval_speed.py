"""Speed: the page is timed as a process and asked over HTTP; figures stand beside their targets."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from eval.errors import EvalError
from eval.figures import Figure, format_figures, make_environment, write_figures
from eval.page import list_children, read_peak_bytes, read_tree_bytes, time_page
from eval.speed import find_shipped_questions, measure_import, measure_page

PAGE = """
import os, time
import gradio as gr

def ask(question: str, as_of: str = "") -> dict:
    with open(os.environ["NEWS_DATA_DIR"] + "/asked.txt", "a") as file:
        file.write(question + "|" + as_of + "\\n")
    if question == "raise":
        raise gr.Error("no answer")
    time.sleep(0.3)
    if question == "nothing":
        return {}
    return {"error": "too long"} if question == "refuse" else {"answer": question}

with gr.Blocks() as page:
    if os.environ.get("WITHOUT_ASK") != "1":
        gr.api(ask, api_name="ask")
page.launch(ssr_mode=False, quiet=True)
"""


def write_page(folder: Path, code: str = PAGE) -> Path:
    (folder / "app.py").write_text(code, encoding="utf-8")
    return folder


def test_a_figure_is_met_only_below_its_target() -> None:
    assert Figure(name="x", value=0.9, unit="s", target=1.0).met is True
    assert Figure(name="x", value=1.0, unit="s", target=1.0).met is False
    assert Figure(name="x", value=None, unit="s", target=1.0).met is None
    assert Figure(name="x", value=1.0, unit="s").met is None


def test_a_figure_that_should_reach_its_target_is_met_from_it_on() -> None:
    assert Figure(name="x", value=1.7, unit="x", target=1.7, at_least=True).met is True
    assert Figure(name="x", value=1.69, unit="x", target=1.7, at_least=True).met is False


def test_the_table_shows_the_target_beside_what_was_measured() -> None:
    lines = format_figures(
        [
            Figure(name="import", value=0.456, unit="s", target=1.0),
            Figure(name="answer", value=1234.5, unit="ms", target=300.0, note="36 questions"),
            Figure(name="memory", value=None, unit="GB", target=1.2),
            Figure(name="other", value=2.0, unit="s"),
            Figure(name="ratio", value=2.0, unit="x", target=1.7, at_least=True),
        ]
    ).splitlines()
    assert [line.split() for line in lines[2:]] == [
        ["import", "0.46", "s", "<", "1", "s", "met"],
        ["answer", "1,234.50", "ms", "<", "300", "ms", "MISSED", "36", "questions"],
        ["memory", "-", "<", "1.2", "GB"],
        ["other", "2.00", "s", "-"],
        ["ratio", "2.00", "x", ">=", "1.7", "x", "met"],
    ]


def test_figures_are_written_with_the_machine(tmp_path: Path) -> None:
    path = tmp_path / "speed.json"
    write_figures([Figure(name="import", value=0.5, unit="s", target=1.0)], path)
    written = json.loads(path.read_text(encoding="utf-8"))
    figure = {"name": "import", "value": 0.5, "unit": "s", "target": 1.0, "at_least": False}
    assert written["figures"] == [figure | {"note": "", "met": True}]
    assert written["machine"]["cores"] >= 1


def test_the_import_is_timed_in_a_fresh_process() -> None:
    figure = measure_import()
    assert figure.value is not None
    assert figure.value > 0
    assert figure.target == 1.0


def test_a_question_set_ships_with_the_project() -> None:
    assert find_shipped_questions().suffix == ".jsonl"


def test_a_chat_model_in_a_settings_file_does_not_reach_a_child(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text(
        "NEWS_CHAT_MODEL=openai:some\nNEWS_EMBEDDING_MODEL=hashing\n", encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEWS_CHAT_BASE_URL", "http://127.0.0.1:9")
    environment = make_environment()
    assert not [name for name in environment if name.startswith("NEWS_CHAT")]
    assert environment["NEWS_EMBEDDING_MODEL"] == "hashing"


def test_a_page_that_ends_is_told_with_its_last_output(tmp_path: Path) -> None:
    write_page(tmp_path, "print('the port is taken'); raise SystemExit(7)")
    with pytest.raises(EvalError, match=r"(?s)ended with exit code 7.*\n  the port is taken"):
        time_page([sys.executable, "app.py"], "x", folder=tmp_path, environment=dict(os.environ))


def test_a_page_that_never_shows_is_given_up_and_stopped(tmp_path: Path) -> None:
    mark = tmp_path / "process.txt"
    write_page(
        tmp_path,
        f"import os, time; open({str(mark)!r}, 'w').write(str(os.getpid())); time.sleep(60)",
    )
    with pytest.raises(EvalError, match="showed no page in time"):
        time_page(
            [sys.executable, "app.py"],
            "x",
            folder=tmp_path,
            environment=dict(os.environ),
            timeout_s=1.0,
        )
    assert read_peak_bytes(int(mark.read_text())) is None


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells")
def test_memory_counts_what_a_process_started_and_that_started() -> None:
    inner = "held = bytearray(b'x' * 60_000_000); print('ready', flush=True); input()"
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"
    with subprocess.Popen(
        [sys.executable, "-c", outer], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        (child,) = list_children(process.pid)
        own, inner_peak = read_peak_bytes(process.pid), read_peak_bytes(child)
        whole = read_tree_bytes(process.pid)
        assert own is not None
        assert inner_peak is not None
        assert whole is not None
        assert own + 60_000_000 < whole <= own + inner_peak
        process.communicate(b"\n")
    assert read_tree_bytes(process.pid) is None


@pytest.mark.slow
def test_two_starts_of_a_real_page_are_timed_until_it_answers(tmp_path: Path) -> None:
    page = write_page(tmp_path) / "app.py"
    figures = measure_page(tmp_path, "why?", command=(sys.executable, str(page)))
    assert (tmp_path / "asked.txt").read_text() == "why?|\nwhy?|\n"
    first, second, shown, memory, _ = figures
    assert first.value is not None
    assert second.value is not None
    assert shown.value is not None
    assert second.value > shown.value + 0.3
    assert (first.target, second.target, memory.target) == (60.0, 15.0, 1.2)
    if sys.platform == "linux":
        assert memory.value is not None
        assert 0.02 < memory.value < 5


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "why"),
    [("raise", "the error"), ("refuse", "the error 'too long'"), ("nothing", "with nothing")],
)
def test_a_page_that_answers_with_an_error_or_nothing_is_no_measurement(
    tmp_path: Path, question: str, why: str
) -> None:
    write_page(tmp_path)
    with pytest.raises(EvalError, match=why):
        time_page(
            [sys.executable, "app.py"],
            question,
            folder=tmp_path,
            environment=os.environ | {"NEWS_DATA_DIR": str(tmp_path)},
        )


@pytest.mark.slow
def test_a_page_without_the_endpoint_is_told_and_not_timed(tmp_path: Path) -> None:
    start = time_page(
        [sys.executable, "app.py"],
        "x",
        folder=write_page(tmp_path),
        environment=os.environ | {"NEWS_DATA_DIR": str(tmp_path), "WITHOUT_ASK": "1"},
    )
    assert start.shown_s > 0
    assert start.answered_s is None
