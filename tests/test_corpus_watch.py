"""Watching a real folder: what is taken in, when, and what is left alone."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from corpus.build import Summary
from corpus.errors import CorpusError, StoreLockedError
from corpus.watch import FolderChange, run_watch, watch_folder

ROOT = Path(__file__).parent.parent
SETTLE_S = 0.1


def text_files(folder: Path) -> Iterator[Path]:
    yield from (path for path in sorted(folder.rglob("*.txt")) if path.is_file())


@dataclass(slots=True, kw_only=True)
class Watched:
    folder: Path
    stop: threading.Event = field(default_factory=threading.Event)
    seen: list[FolderChange] = field(default_factory=list)
    refuse: int = 0
    """How often a change is not taken in."""
    texts: list[str] = field(default_factory=list)

    def on_change(self, change: FolderChange) -> bool:
        if self.refuse:
            self.refuse -= 1
            return False
        self.texts += [path.read_text() for path in change.ready]
        self.seen.append(change)
        return True

    @property
    def ready(self) -> list[str]:
        return [path.name for change in self.seen for path in change.ready]

    @property
    def gone(self) -> list[str]:
        return [path.name for change in self.seen for path in change.gone]

    def wait(self, condition: Callable[[], bool]) -> None:
        ends = time.monotonic() + 10
        while not condition():
            assert time.monotonic() < ends, self.seen
            time.sleep(0.01)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Watched]]:
    folder = tmp_path / "news"
    folder.mkdir()
    threads: list[tuple[threading.Thread, Watched]] = []

    def begin(*, interval_s: float = 0.1, refuse: int = 0) -> Watched:
        watched = Watched(folder=folder, refuse=refuse)
        thread = threading.Thread(
            target=watch_folder,
            args=(folder,),
            kwargs={
                "list_files": text_files,
                "interval_s": interval_s,
                "stop": watched.stop,
                "on_change": watched.on_change,
                "settle_s": SETTLE_S,
            },
        )
        thread.start()
        threads.append((thread, watched))
        return watched

    yield begin
    for thread, watched in threads:
        watched.stop.set()
        thread.join(10)
        assert not thread.is_alive()


Start = Callable[..., Watched]


def write_old(path: Path, text: str) -> None:
    path.write_text(text)
    os.utime(path, (1_700_000_000, 1_700_000_000))


def test_what_is_already_there_comes_first_and_at_once(tmp_path: Path, start: Start) -> None:
    for name in ("b.txt", "a.txt", "c.pdf"):
        write_old(tmp_path / "news" / name, name)
    watched = start(interval_s=60)
    watched.wait(lambda: watched.seen != [])
    assert watched.ready == ["a.txt", "b.txt"]


def test_a_new_file_comes_by_its_event_long_before_the_next_scan(
    tmp_path: Path, start: Start
) -> None:
    watched = start(interval_s=60)
    time.sleep(0.7)
    (tmp_path / "news" / "deep").mkdir()
    (tmp_path / "news" / "deep" / "a.txt").write_text("one")
    watched.wait(lambda: watched.ready == ["a.txt"])


def test_a_file_that_is_still_being_written_is_not_taken_in_half(
    tmp_path: Path, start: Start
) -> None:
    watched = start(interval_s=0.02)
    with (tmp_path / "news" / "a.txt").open("w") as file:
        for _ in range(15):
            file.write("word ")
            file.flush()
            time.sleep(SETTLE_S / 4)
    watched.wait(lambda: watched.ready != [])
    assert watched.texts == ["word " * 15]


def test_a_changed_file_comes_again_and_an_unchanged_one_does_not(
    tmp_path: Path, start: Start
) -> None:
    for name in ("a.txt", "b.txt"):
        write_old(tmp_path / "news" / name, name)
    watched = start()
    watched.wait(lambda: watched.ready == ["a.txt", "b.txt"])
    (tmp_path / "news" / "a.txt").write_text("more")
    watched.wait(lambda: len(watched.ready) > 2)
    time.sleep(3 * SETTLE_S)
    assert watched.ready == ["a.txt", "b.txt", "a.txt"]


def test_metadata_beside_a_file_changes_it(tmp_path: Path, start: Start) -> None:
    write_old(tmp_path / "news" / "a.txt", "one")
    watched = start()
    watched.wait(lambda: watched.ready == ["a.txt"])
    (tmp_path / "news" / "metadata.jsonl").write_text('{"file_name": "a.txt", "title": "A"}\n')
    watched.wait(lambda: watched.ready == ["a.txt", "a.txt"])


def test_a_file_that_is_gone_is_told_once(tmp_path: Path, start: Start) -> None:
    write_old(tmp_path / "news" / "a.txt", "one")
    watched = start()
    watched.wait(lambda: watched.ready == ["a.txt"])
    (tmp_path / "news" / "a.txt").unlink()
    watched.wait(lambda: watched.gone != [])
    time.sleep(3 * SETTLE_S)
    assert watched.gone == ["a.txt"]


def test_a_folder_that_vanishes_and_comes_back_is_watched_on(tmp_path: Path, start: Start) -> None:
    folder = tmp_path / "news"
    write_old(folder / "a.txt", "one")
    watched = start()
    watched.wait(lambda: watched.ready == ["a.txt"])
    folder.rename(tmp_path / "away")
    watched.wait(lambda: not watched.seen[-1].present)
    time.sleep(3 * SETTLE_S)
    assert [change.present for change in watched.seen] == [True, False]
    (tmp_path / "away").rename(folder)
    (folder / "b.txt").write_text("two")
    watched.wait(lambda: "b.txt" in watched.ready)
    assert (watched.ready, watched.gone) == (["a.txt", "b.txt"], [])


def test_events_are_heard_of_a_folder_that_replaced_the_first(tmp_path: Path, start: Start) -> None:
    folder = tmp_path / "news"
    watched = start(interval_s=60)
    time.sleep(0.7)
    shutil.rmtree(folder)
    folder.mkdir()
    time.sleep(1.2)
    (folder / "b.txt").write_text("two")
    watched.wait(lambda: watched.ready == ["b.txt"])


def test_what_could_not_be_taken_in_is_brought_again(tmp_path: Path, start: Start) -> None:
    write_old(tmp_path / "news" / "a.txt", "one")
    watched = start(refuse=2)
    watched.wait(lambda: watched.ready == ["a.txt"])
    assert watched.refuse == 0


def test_a_person_is_told_what_happens(tmp_path: Path) -> None:
    write_old(tmp_path / "a.txt", "one")
    stop = threading.Event()
    told: list[str] = []
    tries: list[Sequence[Path]] = []

    def add(paths: Sequence[Path]) -> Summary:
        tries.append(paths)
        if len(tries) == 1:
            raise StoreLockedError("another process is writing")
        stop.set()
        return Summary(added=0, unchanged=0, updated=1, failed=(), kept=("a.txt",))

    run_watch(
        tmp_path,
        list_files=text_files,
        add=add,
        tell=told.append,
        interval_s=0.05,
        settle_s=0.05,
        stop=stop,
    )
    assert tries == [(tmp_path / "a.txt",)] * 2
    assert told == [
        f"watching {tmp_path}; stop with Ctrl-C",
        "not yet: another process is writing",
        "a.txt: the outlet or date corrected by hand stays; take the source's own with:"
        " python -m corpus correct ARTICLE --undo",
        "0 added, 0 unchanged, 1 updated, 0 failed",
    ]


def test_a_folder_must_be_there_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="is no folder"):
        run_watch(tmp_path / "no", list_files=text_files, add=_unused, tell=print)


def _unused(paths: Sequence[Path]) -> Summary:
    raise AssertionError(paths)


def test_ctrl_c_ends_the_watch_with_a_word_and_no_traceback(tmp_path: Path) -> None:
    code = (
        # Started in the background, a test run hands on that this signal is ignored.
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "import sys; from pathlib import Path; from corpus.watch import run_watch;"
        "run_watch(Path(sys.argv[1]), list_files=lambda f: (), add=None,"
        " tell=lambda line: print(line, flush=True))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert "watching" in process.stdout.readline()
        time.sleep(0.3)
        try:
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=20)
        finally:
            process.kill()
    assert (process.returncode, out, err) == (0, "stopped; what was taken in stays\n", "")
