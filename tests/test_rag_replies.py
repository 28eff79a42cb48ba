"""A reply is read in a time that grows with its length, and a stream that is closed ends its call."""

import random
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import rag
import rag.writing.replies
from eval.scripted_model import ModelHandler, ScriptedModel, serve_model
from rag.index.embedder import HashingEmbedder
from rag.writing.chat_session import ChatSession
from rag.writing.replies import ReplyReader, read_reply
from rag.writing.reply_cleaning import ThoughtFilter, clean_visible
from rag.writing.structured import StructuredReader

ARTICLE = """---
title: Copper finds buyers
outlet: Harbour Wire
published: 2025-05-06
---
“We expect copper to rise 4% by December,” said Ada Lind, a strategist at Fenwick Bank.
"""
RISE = "“We expect copper to rise 4% by December,” said Ada Lind"


def count_work(reply: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """The characters that are cleaned while a reply is read character by character."""
    cleaned = 0

    def clean(text: str, *, ended: bool) -> str:
        nonlocal cleaned
        cleaned += len(text)
        return clean_visible(text, ended=ended)

    with monkeypatch.context() as patched:
        patched.setattr(rag.writing.replies, "clean_visible", clean)
        reader = ReplyReader()
        for character in reply:
            reader.read(character)
            reader.sentences()
            if reader.is_full:
                break
        reader.end()
    return cleaned


@pytest.mark.parametrize(
    "part",
    [
        "[1]",
        "Shares rose 5% on Monday [1]. ",
        "Shares rose 5% on Monday. [1]\n",
        "- **Copper** is at `x[1]` $9,800 ⟦1⟧.\n",
        "```\nx = 1.\n",
        "a, b. ",
        "“",
    ],
)
def test_the_work_of_reading_grows_with_the_length_of_a_reply(
    part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    once, twice = (
        count_work((part * (length // len(part)))[:length], monkeypatch)
        for length in (1_500, 3_000)
    )
    assert twice < 2.6 * once


def test_what_was_given_out_is_forgotten_where_the_rest_reads_the_same() -> None:
    reply = (
        "- **A** rose 5% [1].\n- B fell. [2]\n\nC (D) is `E` ⟦3⟧.\nF rose to 3 * 2 [1, 2].\n" * 9
    )
    reader = ReplyReader()
    said = []
    for character in reply:
        reader.read(character)
        said += reader.sentences()
    said += reader.end()
    texts = [one.text for one in said if one.text]
    assert texts == [one.text for one in read_reply(reply) if one.text]
    assert texts[:4] == ["A rose 5%.", "B fell.", "C (D) is E.", "F rose to 3 * 2."]


def test_a_sentence_is_given_with_its_last_character_however_long_the_reply_before_it() -> None:
    reader = ReplyReader()
    for number in range(90):
        for character in f"Shares number {number} rose 5% on Monday [1]":
            reader.read(character)
            assert [one for one in reader.sentences() if one.text] == []
        reader.read(".")
        assert len(reader.sentences()) == 1
        reader.read(" ")


def test_thoughts_are_left_out_however_their_tags_are_cut() -> None:
    text = "A <b> is.<think>no [1] < a</THINK> B is <thinking>x</thinking>up < 5 <th"
    for seed in range(50):
        draw = random.Random(seed)  # noqa: S311 - a test
        thoughts = ThoughtFilter()
        shown, place = "", 0
        while place < len(text):
            size = draw.randint(1, 9)
            shown += thoughts.take(text[place : place + size])
            place += size
        assert shown + thoughts.end() == "A <b> is. B is up < 5 <th"


def test_an_object_that_is_still_open_is_not_parsed_with_each_token() -> None:
    reader = StructuredReader()
    reader.read('{"sentences": [{"text": "A rose')
    assert reader.sentences() == ()
    reader.read(' 5%.", "sources": [1')
    assert reader.sentences() == ()
    reader.read("]}")
    assert [one.text for one in reader.sentences()] == ["A rose 5%."]


# --- time


def test_all_models_of_an_answer_share_one_time(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [100.0]
    monkeypatch.setattr("rag.writing.chat_session.time.monotonic", lambda: clock[0])
    session = ChatSession(chat="", timeout_s=60, models=3, max_tokens=1, ledger=None, prices={})
    assert session.ends_of("first") == 120
    clock[0] = 120
    assert session.ends_of("first") == 120
    assert session.ends_of("second") == 140
    clock[0] = 130  # it failed early: the last has what is left
    assert session.ends_of("third") == 160
    clock[0] = 170
    assert session.ends_of("one more") == 170


# --- a stream that is closed


@pytest.fixture
def server() -> Iterator[ScriptedModel]:
    with serve_model() as server:
        yield server


@pytest.mark.parametrize("said_first", [True, False])
def test_closing_a_stream_closes_the_connection_to_a_silent_model(
    said_first: bool, server: ScriptedModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "copper.md").write_text(ARTICLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    embedder = HashingEmbedder()
    rag.add_articles([tmp_path / "copper.md"], data_dir=tmp_path / "data", embedder=embedder)
    for name, value in (
        ("MODEL", "openai:scripted"),
        ("BASE_URL", server.url),
        ("RETRIES", "0"),
        ("TIMEOUT_S", "300"),
        ("CACHE", "0"),
    ):
        monkeypatch.setenv(f"NEWS_CHAT_{name}", value)
    asked, gone = threading.Event(), threading.Event()

    def script(handler: ModelHandler) -> None:
        if said_first:
            handler.open_stream()
            handler.send_piece(f"{RISE} ⟦1⟧. And ")
        asked.set()
        handler.connection.settimeout(60)
        try:
            closed = handler.connection.recv(1) == b""
        except TimeoutError:
            closed = False
        except ConnectionError:
            closed = True
        if closed:
            gone.set()
        handler.close_connection = True

    server.play(script)
    with rag.load_assistant(data_dir=tmp_path / "data", embedder=embedder) as assistant:
        snapshots = assistant.stream("What does Fenwick Bank say about copper?")
        first = next(snapshots)  # the model is silent: what stands so far
        assert (RISE in first.text) == said_first
        assert asked.wait(30)
        snapshots.close()  # type: ignore[attr-defined] # a generator, typed as an iterator
        assert gone.wait(30)
