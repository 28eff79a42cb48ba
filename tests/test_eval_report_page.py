"""The report page: opens offline with nothing fetched, filters, and shows hostile text as text."""

from pathlib import Path

import pytest
from eval_runs import make_result, write_run
from playwright.sync_api import Browser
from typer.testing import CliRunner

from eval.__main__ import app
from eval.errors import EvalError
from eval.report_page import write_page
from eval.saved import read_run

COMMANDS = CliRunner()
HOSTILE = '<img src=x onerror="document.title=1"></script><script>document.title=2</script>\x1b[31m'


@pytest.fixture
def page_path(tmp_path: Path) -> Path:
    first = [
        make_result("q0", passed=True, score=0.9),
        make_result("q1", passed=False, score=0.2, answer=HOSTILE, question=HOSTILE),
        make_result("q2", passed=True, score=0.1, kind="abstain", answerable=False, abstained=True),
        make_result("q3", passed=False, kind="fact", answer=None, standalone=None, abstained=None),
    ]
    second = [make_result(f"q{n}", passed=True, kind=first[n].kind) for n in range(4)]
    runs = [
        write_run(tmp_path / "one.json", *first),
        write_run(tmp_path / "two.json", *second, config={"embedding_dtype": "float32"}),
    ]
    path = tmp_path / "report.html"
    done = COMMANDS.invoke(app, ["report", *map(str, runs), "--out", str(path)])
    assert done.exit_code == 0, done.output
    return path


def test_the_page_needs_nothing_else_filters_and_obeys_no_answer(
    browser: Browser, page_path: Path
) -> None:
    with browser.new_context(offline=True) as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: said.append(request.url))
        page.goto(page_path.as_uri())
        assert said == [page_path.as_uri()]
        assert page.title() == "Evaluation: set.jsonl"
        assert page.locator("main figure svg").count() == 5
        assert page.locator("svg[role=img]:not([aria-label])").count() == 0

        def shown(**chosen: str) -> list[str]:
            for name in ("kind", "verdict"):
                page.select_option(f"#{name}", chosen.get(name, ""))
            page.fill("#words", chosen.get("words", ""))
            return page.locator("tr[data-kind]:not(.hidden) th").all_inner_texts()

        assert shown() == ["q0", "q1", "q2", "q3"]
        assert shown(kind="abstain") == ["q2"]
        assert shown(verdict="failed") == ["q1", "q3"]
        assert shown(verdict="crashed") == ["q3"]
        assert shown(verdict="flipped") == ["q1", "q3"]
        assert shown(words="ONERROR") == ["q1"]
        assert page.inner_text("#shown") == "1 of 4 questions"
        page.locator("tr:not(.hidden) summary").click()
        assert HOSTILE[:30] in page.locator("tr:not(.hidden) .case p").first.inner_text()
        assert page.title() == "Evaluation: set.jsonl"
        page.set_viewport_size({"width": 390, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_without_scores_no_reliability_is_drawn(tmp_path: Path) -> None:
    run = read_run(write_run(tmp_path / "a.json", make_result("q0", passed=True)))
    text = write_page([run])
    assert "Reliability" not in text
    assert "Differences from the first run" not in text


def test_a_page_of_two_sets_or_of_too_many_runs_is_refused(tmp_path: Path) -> None:
    path = write_run(tmp_path / "a.json", make_result("q0", passed=True))
    other = {"path": "other.jsonl", "sha256": "r" * 64}
    third = write_run(tmp_path / "b.json", make_result("q0", passed=True), questions=other)
    with pytest.raises(EvalError, match="Only runs of one and the same set"):
        write_page([read_run(path), read_run(third)])
    done = COMMANDS.invoke(app, ["report", *[str(path)] * 7])
    assert done.exit_code == 2
    assert "at most 6" in done.stderr


def test_the_markdown_has_a_line_a_kind(tmp_path: Path) -> None:
    results = [make_result("q0", passed=True), make_result("q1", passed=False, kind="fact")]
    path = write_run(tmp_path / "a.json", *results)
    lines = COMMANDS.invoke(app, ["report", str(path), "--markdown"]).stdout.splitlines()
    assert lines[0].startswith("| kind | passed | facts |")
    assert [line.split("|")[1:4] for line in lines[2:5]] == [
        [" view ", " 1/1 ", " 100% "],
        [" fact ", " 0/1 ", " 0% "],
        [" all ", " 1/2 ", " 50% "],
    ]
    assert lines[5].startswith("| 95 % interval of all |")
