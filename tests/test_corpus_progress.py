"""Progress of long runs: rate and remaining time, as a bar or as lines."""

import io
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.progress import describe_progress, show_progress


@pytest.mark.parametrize(
    ("done", "total", "seconds", "said"),
    [
        (0, 50, 2.0, "passages: 0 of 50"),
        (1_200, 5_000, 24.0, "passages: 1,200 of 5,000, 50/s, 1 min 16 s left"),
        (3, 30, 6.0, "passages: 3 of 30, 0.5/s, 54 s left"),
        (10, 100_000, 1.0, "passages: 10 of 100,000, 10/s, 2 h 46 min left"),
        (30, 30, 60.0, "passages: 30 of 30, 0.5/s, 1 min 0 s"),
    ],
)
def test_a_line_says_how_far_how_fast_and_how_long_still(
    done: int, total: int, seconds: float, said: str
) -> None:
    assert describe_progress("passages", done, total, seconds) == said


def test_a_log_gets_the_last_line_and_no_flood() -> None:
    written = io.StringIO()
    with show_progress("articles", written) as advance:
        for done in range(1, 501):
            advance(done, 500)
    (line,) = written.getvalue().splitlines()
    assert line.startswith("articles: 500 of 500, ")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")
def test_a_terminal_gets_a_bar_with_rate_and_remaining_time() -> None:
    code = (
        "import time\nfrom corpus.progress import show_progress\n"
        "with show_progress('passages') as advance:\n"
        "    for done in range(1, 6):\n        time.sleep(0.2)\n        advance(done, 10)\n"
    )
    ours, theirs = pty.openpty()
    subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parent.parent,
        stderr=theirs,
        stdout=theirs,
        env=os.environ | {"TERM": "xterm", "COLUMNS": "100"},
        check=True,
        timeout=60,
    )
    os.close(theirs)
    shown = ""
    try:
        while piece := os.read(ours, 65_536):
            shown += piece.decode()
    except OSError:  # the other end is closed and all was read
        pass
    os.close(ours)
    assert "passages" in shown
    assert "5/10" in shown
    assert "/s" in shown
    assert re.search(r"0:00:0\d", shown)
