"""The child that parses: real processes that loop, eat memory, crash and lose their parent."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from corpus.article import Period
from corpus.child import ParserPool, ParserProcess, shared_parsers
from corpus.errors import CorpusError
from corpus.metadata import GivenMetadata
from corpus.parsing import parse_ahead, parse_article, parse_with_statements
from corpus.repair import extract_repaired
from corpus.rows import parsed_to_article, parsed_to_row
from corpus.sources.sources import Source, SourceFailure
from corpus.store import Store

ROOT = Path(__file__).parent.parent
HOSTILE = """
import ctypes, os, sys
from dataclasses import dataclass
from corpus.errors import CorpusError

@dataclass
class Made:
    size: int
    note: str

def count(data, **options):
    return Made(size=len(data), note=options.get("note", ""))

def loop(data, **options):
    while True:
        pass

def eat(data, **options):
    return Made(size=len(bytearray(3_000_000_000)), note="")

def crash(data, **options):
    ctypes.string_at(0)

def leave(data, **options):
    os._exit(7)

def fail(data, **options):
    raise KeyError("a bug of a library")

def refuse(data, **options):
    raise CorpusError("p.pdf: holds no text")

def chatter(data, **options):
    print("x" * 100_000)
    os.write(1, b"not an answer")
    return Made(size=0, note="after the noise")
"""
TASKS = ("count", "loop", "eat", "crash", "leave", "fail", "refuse", "chatter")


@pytest.fixture
def child_code(tmp_path: Path) -> str:
    """What a child runs whose tasks are those of `HOSTILE`."""
    (tmp_path / "hostile.py").write_text(HOSTILE)
    return (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "from corpus import child_side\n"
        f"child_side.TASKS.update({{name: ('hostile', name) for name in {TASKS!r}}})\n"
        "child_side.serve()"
    )


@pytest.fixture
def parser(child_code: str) -> Iterator[ParserProcess]:
    process = ParserProcess(memory_bytes=600_000_000, code=child_code)
    yield process
    process.close()


def ask(
    parser: ParserProcess | ParserPool, task: str, data: bytes = b"", *, seconds: float = 20.0
) -> object:
    return parser.call(task, data, {}, name="odd.pdf", seconds=seconds)  # type: ignore[arg-type]


def test_the_record_comes_back_as_plain_values(parser: ParserProcess) -> None:
    made = parser.call("count", b"x" * 3_000_000, {"note": "né"}, name="a", seconds=20)  # type: ignore[arg-type]
    assert made == {"size": 3_000_000, "note": "né"}


def test_a_document_that_loops_is_given_up_and_the_next_one_is_read(parser: ParserProcess) -> None:
    with pytest.raises(CorpusError, match=r"odd\.pdf: could not be read within 1 s"):
        ask(parser, "loop", seconds=1.0)
    assert ask(parser, "count", b"abc") == {"size": 3, "note": ""}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps this limit for sure")
def test_a_document_that_needs_more_memory_than_allowed_is_given_up(parser: ParserProcess) -> None:
    with pytest.raises(CorpusError, match=r"odd\.pdf: needs more than 0\.6 GB"):
        ask(parser, "eat")
    assert ask(parser, "count") == {"size": 0, "note": ""}


@pytest.mark.parametrize(
    ("task", "told"),
    [("crash", "signal 11"), ("leave", "exit code 7"), ("fail", "a bug of a library")],
)
def test_a_document_that_ends_its_parser_fails_alone(
    parser: ParserProcess, task: str, told: str
) -> None:
    with pytest.raises(CorpusError, match=f"odd.pdf: cannot be read: its parser ended .*{told}"):
        ask(parser, task)
    assert ask(parser, "count") == {"size": 0, "note": ""}


def test_a_refusal_keeps_its_words(parser: ParserProcess) -> None:
    with pytest.raises(CorpusError, match=r"^p\.pdf: holds no text$"):
        ask(parser, "refuse")


def test_what_a_library_prints_is_no_part_of_the_answer(parser: ParserProcess) -> None:
    assert ask(parser, "chatter") == {"size": 0, "note": "after the noise"}


def test_a_task_that_is_not_listed_is_not_run(parser: ParserProcess) -> None:
    with pytest.raises(CorpusError, match="KeyError"):
        ask(parser, "os:system")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")
def test_a_child_ends_when_its_parent_is_killed() -> None:
    code = (
        "from corpus.child import shared_parsers\n"
        "from corpus.parsing import parse_article\n"
        "from corpus.metadata import GivenMetadata\n"
        "from corpus.sources.sources import Source\n"
        "parse_article(Source(key='k', source='a.txt', format='txt', given=GivenMetadata(),"
        " data=b'Shares of small companies rose on Friday, said the exchange in a note.'))\n"
        "print(shared_parsers().parsers[0].pid, flush=True)\n"
        "import time; time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.send_signal(signal.SIGKILL)
    ends = time.monotonic() + 20
    while time.monotonic() < ends and _is_alive(child):
        time.sleep(0.05)
    assert not _is_alive(child)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not (status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z")


def text_source(name: str, text: str) -> Source:
    return Source(
        key=name, source=name, format="txt", data=text.encode(), given=GivenMetadata(outlet="X")
    )


def test_sources_come_back_in_order_and_a_bad_one_fails_alone() -> None:
    sources = [
        text_source("a.txt", "Shares of small companies rose on Friday, said the exchange."),
        SourceFailure(source="b.csv", reason="is empty"),
        text_source("c.txt", "   "),
        *(
            text_source(f"d{number}.txt", f"Shares rose {number} percent on Friday, it said.")
            for number in range(9)
        ),
    ]
    found = list(parse_ahead(sources))
    assert [source for source, _ in found] == sources
    reasons = [made.reason for _, made in found if isinstance(made, SourceFailure)]
    assert reasons[0] == "is empty"
    assert reasons[1].startswith("c.txt: is empty")
    assert len(reasons) == 2
    assert found[-1][1].article.source_text == "Shares rose 8 percent on Friday, it said."


def test_given_facts_reach_the_child() -> None:
    parsed = parse_article(text_source("a.txt", "Shares of small companies rose on Friday."))
    assert (parsed.outlet, parsed.outlet_origin) == ("X", "given")
    assert shared_parsers() is shared_parsers()


SAID = (
    "Small caps are cheap, said Ada Quill, chief strategist at Zarquon Capital. She sees oil lower."
)


def test_statements_come_from_the_child_as_they_would_be_found_here(tmp_path: Path) -> None:
    found = parse_with_statements(text_source("a.txt", SAID))
    assert found.statements is not None
    with Store.open(tmp_path) as store:
        article = store.put_article("k", found.article, found.extract, source="a.txt").article
        stored = store.read_statements(article_ids=[article.article_id])
    assert [one.persons for one in stored] == [("Ada Quill",), ("Ada Quill",)]
    assert stored == extract_repaired(article)


def test_statements_are_found_again_where_the_store_keeps_other_facts() -> None:
    found = parse_with_statements(text_source("a.txt", SAID))
    day = Period(first=date(2025, 3, 4), last=date(2025, 3, 4))
    article = parsed_to_article(
        replace(found.article, published=day),
        article_id="a1",
        version=3,
        source="a.txt",
        added_at=datetime.now(UTC),
    )
    assert {(one.article_id, one.version, one.date) for one in found.extract(article)} == {
        ("a1", 3, day)
    }


def test_an_unchanged_or_very_long_source_is_not_searched_for_statements() -> None:
    source = text_source("a.txt", SAID)
    known_hash = parsed_to_row(parse_article(source), source="a.txt")["content_hash"]
    assert parse_with_statements(source, known_hash=str(known_hash)).statements is None
    assert parse_with_statements(source, known_hash="another").statements
    long = parse_with_statements(text_source("b.txt", SAID + " Shares rose on Friday." * 10_000))
    assert long.statements is None
    assert parse_article(source) == parse_with_statements(source).article


def test_a_second_child_works_only_while_the_first_is_busy(child_code: str) -> None:
    pool = ParserPool([ParserProcess(code=child_code) for _ in range(2)])
    first, second = pool.parsers
    try:
        for _ in range(3):
            assert ask(pool, "count") == {"size": 0, "note": ""}
        assert first.pid is not None
        assert second.pid is None
        with ThreadPoolExecutor(1) as executor:
            busy = executor.submit(ask, pool, "loop", seconds=3.0)
            while not first._turn.locked():
                time.sleep(0.01)
            assert ask(pool, "count") == {"size": 0, "note": ""}
            assert second.pid is not None
            with pytest.raises(CorpusError, match="could not be read within"):
                busy.result()
        assert ask(pool, "count") == {"size": 0, "note": ""}
    finally:
        pool.close()
    assert (first.pid, second.pid) == (None, None)
