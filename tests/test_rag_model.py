"""A chat model in a chat: streaming, fallbacks, repair, costs, caps, kept replies, follow-ups, chains."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import RunAsync

import rag
from eval.scripted_model import (
    ModelHandler,
    ScriptedModel,
    count_usage,
    fails,
    hangs_up_after,
    keeps_silent,
    says,
    sends,
    serve_model,
)
from rag.assistant import Assistant
from rag.errors import ModelError
from rag.index.embedder import HashingEmbedder
from rag.planning.conversation import read_standalone
from rag.tool import make_tool
from rag.writing.ledger import CapReachedError, Caps, Ledger, read_prices
from rag.writing.replies import ReplyReader, read_reply
from rag.writing.structured import StructuredReader
from rag.writing.tokens import keep_newest

pytest.importorskip("langchain_openai", reason="langchain-openai speaks to the scripted server")

ARTICLE = """---
title: Copper finds buyers
outlet: Harbour Wire
published: 2025-05-06
---
“We expect copper to rise 4% by December,” said Ada Lind, a strategist at Fenwick Bank. Lind sees \
copper at $9,800 a ton.

The canteen of the harbour office serves herring on Fridays.
"""
QUESTION = "What does Fenwick Bank say about copper?"
RISE = "“We expect copper to rise 4% by December,” said Ada Lind"
FALL = "“We expect copper to fall 4% by December,” said Ada Lind"
LEVEL = "Lind sees copper at $9,800 a ton"

Load = Callable[..., Assistant]


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copper")
    (folder / "copper.md").write_text(ARTICLE, encoding="utf-8")
    rag.add_articles([folder / "copper.md"], data_dir=folder / "data", embedder=HashingEmbedder())
    return folder / "data"


@pytest.fixture
def server() -> Iterator[ScriptedModel]:
    with serve_model() as server:
        yield server


@pytest.fixture
def load(
    data_dir: Path,
    server: ScriptedModel,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Iterator[Load]:
    """A function that loads an assistant over the scripted model with further settings."""
    monkeypatch.chdir(tmp_path)
    loaded: list[Assistant] = []
    plain = {
        "MODEL": "openai:scripted",
        "BASE_URL": server.url,
        "RETRIES": "0",
        "TIMEOUT_S": "20",
        "CACHE": "0",
    }

    def load(**settings: str) -> Assistant:
        for name, value in {**plain, **settings}.items():
            monkeypatch.setenv(f"NEWS_CHAT_{name}", value)
        loaded.append(rag.load_assistant(data_dir=data_dir, embedder=HashingEmbedder()))
        return loaded[-1]

    yield load
    for assistant in loaded:
        assistant.close()


def as_json(*sentences: tuple[str, list[int]]) -> str:
    rows = [{"text": text, "sources": sources} for text, sources in sentences]
    return json.dumps({"sentences": rows})


# --- as it is written


def test_a_sentence_is_seen_before_the_next_is_written_and_a_failed_one_never(
    load: Load, server: ScriptedModel
) -> None:
    go_on = threading.Event()

    def script(handler: ModelHandler) -> None:
        handler.open_stream()
        for piece in (FALL, " ⟦", "1", "⟧", ". ", RISE, " [", "1]", "."):
            handler.send_piece(piece)
        assert go_on.wait(20)
        handler.send_piece(f" {LEVEL} ⟦1⟧.")
        handler.end_stream()

    server.play(script)
    snapshots = load().stream(QUESTION)
    first = next(snapshots)
    go_on.set()
    assert [sentence.text for sentence in first.sentences] == [f"{RISE} [1]."]
    texts = [snapshot.text for snapshot in snapshots]
    assert texts[-1] == f"{RISE} [1].\n{LEVEL} [1]."
    assert not any("fall" in text for text in texts)


def test_an_async_stream_grows_too(load: Load, server: ScriptedModel, run_async: RunAsync) -> None:
    server.play(f"{RISE} ⟦1⟧. {LEVEL} ⟦1⟧.")
    assistant = load()

    async def read() -> list[int]:
        return [len(s.sentences) async for s in assistant.astream(QUESTION)]

    counts = run_async(read())
    assert counts == sorted(counts)
    assert counts[-1] == 2


@pytest.mark.parametrize(
    "reply",
    [
        "In [2025] A fell 5% [1, 2]. B rose. [1] C is “so [3].” D is `x[1]` here [2].\n[1] E is.",
        "- **A** is [1]\n- B is [2]\n\n```py\nx[1]\n```\nC is at 6.5% [3]. U.S. Steel rose [4].",
        "```\nA is ⟦1⟧. Mr. B of C Inc. [2] is ⟦3⟧. [D](http://x.y) is ⟦4⟧.\n```",
    ],
)
def test_what_is_read_does_not_depend_on_how_a_reply_was_cut(reply: str) -> None:
    whole = [(said.text, [m for _, m in said.marks]) for said in read_reply(reply)]
    for size in (1, 2, 3, 7):
        reader = ReplyReader()
        parts = []
        for start in range(0, len(reply), size):
            reader.read(reply[start : start + size])
            parts += reader.sentences()
        parts += reader.end()
        read: list[tuple[str, list[str]]] = []
        for said in parts:
            marks = [m for _, m in said.marks]
            if said.text:
                read.append((said.text, marks))
            else:
                read[-1][1].extend(marks)
        assert read == whole


def test_code_holds_no_marks_and_a_block_of_it_is_no_answer() -> None:
    said = read_reply("A is ⟦1⟧.\n```py\nprint(x[1])\n```\nB `x[2]` is ⟦3⟧.")
    assert [(s.text, [m for _, m in s.marks]) for s in said] == [
        ("A is.", ["[1]"]),
        ("B x(2) is.", ["[3]"]),
    ]


# --- forms of a reply


def test_a_structured_reply_and_marked_text_end_in_the_same_answer(
    load: Load, server: ScriptedModel
) -> None:
    server.play(as_json((RISE, [1]), (LEVEL + ".", [1])))
    structured = load().invoke(QUESTION)
    sent = server.requests[-1]["response_format"]
    server.play(f"{RISE} ⟦1⟧. {LEVEL}. ⟦1⟧")
    marked = load(FORMAT="text").invoke(QUESTION)
    assert isinstance(sent, dict)
    assert sent["type"] == "json_schema"
    assert "response_format" not in server.requests[-1]
    assert [s.marks for s in structured.sentences] == [("[1]",), ("[1]",)]
    assert [s.marks for s in marked.sentences] == [("[1]",), ("[1]",)]
    assert structured.citations == marked.citations


def test_a_sentence_of_a_structured_reply_is_read_when_its_object_closes() -> None:
    reader = StructuredReader()
    reader.read('```json\n{"sentences": [{"text": "A is.", "sources": [1')
    assert reader.sentences() == ()
    reader.read(', 2]}, {"text": "B')
    (said,) = reader.sentences()
    assert said.show(["[1]", "[2]"]) == "A is. [1][2]"


def test_a_server_that_refuses_the_schema_is_asked_for_text_from_there_on(
    load: Load, server: ScriptedModel
) -> None:
    def script(handler: ModelHandler) -> None:
        refused = "response_format" in handler.request_body
        (fails(400) if refused else says(f"{RISE} ⟦1⟧."))(handler)

    server.play(script)
    assistant = load()
    texts = [assistant.invoke(QUESTION).text for _ in range(2)]
    assert texts == [f"{RISE} [1]."] * 2
    assert ["response_format" in request for request in server.requests] == [True, False, False]


@pytest.mark.parametrize("broken", [RISE + ".", '{"sentences": [{"te', '{"a": 1}', ""])
def test_a_broken_reply_is_repaired_once(load: Load, server: ScriptedModel, broken: str) -> None:
    server.play(broken, f"{RISE} ⟦1⟧.")
    answer = load().invoke(QUESTION)
    assert answer.text == f"{RISE} [1]."
    assert len(server.requests) == 2
    assert answer.usage is not None
    assert answer.usage.calls == 2


def test_a_reply_that_stays_broken_is_the_articles_own_words(
    load: Load, server: ScriptedModel
) -> None:
    server.play("Buy copper, all of it.")
    answer = load().invoke(QUESTION)
    assert len(server.requests) == 2
    assert "9,800" in answer.text
    assert "own words" in answer.notes[-1]


# --- what fails


def test_a_connection_lost_in_mid_reply_leaves_what_stands(
    load: Load, server: ScriptedModel
) -> None:
    server.play(hangs_up_after(f"{RISE} ⟦1⟧. Lind sees cop"))
    answer = load().invoke(QUESTION)
    assert answer.text == f"{RISE} [1]."
    assert "broke off" in answer.notes[-1]


@pytest.mark.parametrize("broken", [fails(500), sends(200, "{no json"), keeps_silent])
def test_a_failing_model_is_replaced_by_the_next(
    load: Load, server: ScriptedModel, broken: object
) -> None:
    with serve_model() as other:
        server.play(broken)  # type: ignore[arg-type]
        other.play(f"{RISE} ⟦1⟧.")
        assistant = load(FALLBACKS=f"openai:other@{other.url}", TIMEOUT_S="1.5")
        started = time.monotonic()
        answer = assistant.invoke(QUESTION)
    assert answer.text == f"{RISE} [1]."
    assert answer.usage is not None
    assert answer.usage.model == "openai:other"
    assert time.monotonic() - started < 10


# --- what fails the check


def test_failed_sentences_are_struck_through_where_that_is_set(
    load: Load, server: ScriptedModel
) -> None:
    server.play(f"{FALL} ⟦1⟧. {RISE} ⟦1⟧. Buy it all.")
    answer = load(UNSUPPORTED="strike").invoke(QUESTION)
    verdicts = [sentence.verdict for sentence in answer.sentences]
    assert verdicts[0] not in ("supported", "uncited")
    assert verdicts[1:] == ["supported", "uncited"]
    assert answer.text.splitlines()[0] == f"~~{FALL} [1].~~ ({verdicts[0]})"
    assert answer.text.splitlines()[1] == f"{RISE} [1]."
    assert any(note.startswith("Two sentences") for note in answer.notes)


def test_the_model_may_look_a_second_time_but_never_instead_of_the_check(
    load: Load, server: ScriptedModel
) -> None:
    def script(handler: ModelHandler) -> None:
        if "YES or NO" in handler.prompt:
            says("NO" if LEVEL in handler.prompt.rpartition("Sentence:")[2] else "Yes.")(handler)
        else:
            says(f"{FALL} ⟦1⟧. {RISE} ⟦1⟧. {LEVEL} ⟦1⟧.")(handler)

    server.play(script)
    answer = load(CHECK="model").invoke(QUESTION)
    assert answer.text == f"{RISE} [1]."
    assert len(server.requests) == 3


def test_a_cross_encoder_may_look_a_second_time(
    load: Load, server: ScriptedModel, tmp_path: Path
) -> None:
    server.play(f"{RISE} ⟦1⟧.")
    for label in ("contradiction", "entailment"):
        folder = write_encoder(tmp_path / label, favours=label)
        answer = load(CHECK=f"nli:{folder}").invoke(QUESTION)
        assert (answer.text == f"{RISE} [1].") == (label == "entailment")
    with pytest.raises(ModelError, match="NEWS_CHAT_CHECK"):
        load(CHECK=f"nli:{tmp_path / 'nowhere'}")


def write_encoder(folder: Path, *, favours: str) -> Path:
    """A tiny cross-encoder whose head always favours one label."""
    import torch
    from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification

    from rag.index.model_files import find_bundled_model

    labels = ["contradiction", "entailment", "neutral"]
    config = BertConfig(
        vocab_size=30_522,
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        num_labels=3,
        id2label=dict(enumerate(labels)),
        label2id={label: k for k, label in enumerate(labels)},
    )
    model = BertForSequenceClassification(config)
    with torch.no_grad():
        model.classifier.bias[labels.index(favours)] = 100.0
    model.save_pretrained(folder)
    AutoTokenizer.from_pretrained(find_bundled_model()).save_pretrained(folder)
    return folder


# --- what it costs


def test_an_answer_says_what_it_used_and_what_that_cost(load: Load, server: ScriptedModel) -> None:
    server.play(says(f"{RISE} ⟦1⟧.", usage=count_usage(1_000, 100)))
    usage = load(PRICES="openai:scripted=2/10").invoke(QUESTION).usage
    assert usage is not None
    assert (usage.model, usage.calls, usage.cached) == ("openai:scripted", 1, False)
    assert (usage.input_tokens, usage.output_tokens, usage.estimated) == (1_000, 100, False)
    assert usage.cost == pytest.approx(0.003)
    assert usage.seconds > 0
    server.play(f"{RISE} ⟦1⟧.")
    estimated = load(PRICES="").invoke(QUESTION).usage
    assert estimated is not None
    assert estimated.estimated
    assert estimated.input_tokens > 100
    assert estimated.cost is None


def test_no_evidence_makes_no_call_and_costs_nothing(load: Load, server: ScriptedModel) -> None:
    server.play("Gold is up [1].")
    answer = load().invoke("What does JPMorgan say about gold?")
    assert answer.abstained
    assert answer.usage is None
    assert server.requests == []


def test_past_its_cap_a_chat_gets_the_articles_own_words_and_another_chat_goes_on(
    load: Load, server: ScriptedModel
) -> None:
    server.play(says(f"{RISE} ⟦1⟧.", usage=count_usage(9_000, 100)))
    assistant = load(CHAT_TOKENS="9500")
    answers = [
        assistant.invoke({"question": QUESTION, "chat_id": chat}) for chat in ("a", "a", "b")
    ]
    assert [RISE in answer.text and "Lind (" not in answer.text for answer in answers] == [
        True,
        False,
        True,
    ]
    assert "NEWS_CHAT_CHAT_TOKENS" in answers[1].notes[-1]
    assert len(server.requests) == 2


def test_the_cap_of_a_day_holds_for_all_threads_at_once(tmp_path: Path) -> None:
    ledgers = [Ledger(tmp_path, caps=Caps(day_tokens=1_000), kept_replies=0) for _ in range(4)]

    def enter(number: int) -> bool:
        try:
            ledgers[number % 4].enter("", tokens=100, cost=0.0)
        except CapReachedError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(enter, range(40))) == 10


def test_the_cap_of_a_day_holds_between_processes(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from rag.writing.ledger import *\n"
        "ledger = Ledger(Path(sys.argv[1]), caps=Caps(day_tokens=1_000), kept_replies=0)\n"
        "for _ in range(8):\n"
        "    try: ledger.enter('', tokens=100, cost=0.0); print('in')\n"
        "    except CapReachedError: print('out')\n"
    )
    root = Path(__file__).parent.parent
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True, cwd=root
        )
        for _ in range(2)
    ]
    said = "".join(process.communicate(timeout=60)[0] for process in running)
    assert (said.count("in"), said.count("out")) == (10, 6)


def test_prices_and_caps_in_money_are_checked(load: Load) -> None:
    assert read_prices("a:b=0.15/0.6, c:d=0/0")["a:b"].of(1_000_000, 1_000_000) == 0.75
    for wrong in ("a:b", "a:b=1", "=1/2", "a:b=x/2", "a:b=-1/2"):
        with pytest.raises(ModelError, match="NEWS_CHAT_PRICES"):
            read_prices(wrong)
    with pytest.raises(ModelError, match="has no price"):
        load(DAY_COST="1")


def test_the_same_question_over_the_same_articles_is_not_asked_again(
    load: Load, server: ScriptedModel, data_dir: Path, tmp_path: Path
) -> None:
    server.play(f"{RISE} ⟦1⟧.")
    assistant = load(CACHE="1")
    first, second = assistant.invoke(QUESTION), assistant.invoke(QUESTION)
    assert (first.text, len(server.requests)) == (second.text, 1)
    assert second.usage is not None
    assert (second.usage.cached, second.usage.calls) == (True, 0)
    assistant.invoke("What does Ada Lind say about copper?")  # the one reply that is kept
    assistant.invoke(QUESTION)
    assert len(server.requests) == 3
    (tmp_path / "more.md").write_text("Tin fell on Monday, traders in London said.", "utf-8")
    rag.add_articles([tmp_path / "more.md"], data_dir=data_dir, embedder=HashingEmbedder())
    assistant.invoke(QUESTION)
    assert len(server.requests) == 4


# --- a chat


def test_a_follow_up_that_rules_leave_open_is_written_out_by_the_model(
    load: Load, server: ScriptedModel
) -> None:
    def script(handler: ModelHandler) -> None:
        rewriting = "Last question:" in handler.prompt
        says("What does Fenwick Bank say about copper?" if rewriting else f"{RISE} ⟦1⟧.")(handler)

    server.play(script)
    assistant = load()
    asked = {"question": "and what about those that he spoke of?", "history": [QUESTION]}
    answer = assistant.invoke(asked)  # type: ignore[arg-type]
    assert answer.standalone == "What does Fenwick Bank say about copper?"
    assert answer.question == asked["question"]
    assert len(server.requests) == 2
    assistant.invoke({"question": "and Ada Lind?", "history": [QUESTION]})
    assert len(server.requests) == 3  # the rules suffice


def test_a_follow_up_without_evidence_calls_no_model(load: Load, server: ScriptedModel) -> None:
    server.play(f"{RISE} ⟦1⟧.")
    asked = {
        "question": "and what about those that he spoke of?",
        "history": ["What does Zorblax Trust say about palladium futures?"],
    }
    assert load().invoke(asked).abstained  # type: ignore[arg-type]
    assert server.requests == []


def test_what_the_model_rewrites_may_not_say_more_than_the_chat() -> None:
    history = ["What does Fenwick Bank say about copper?"]
    assert read_standalone("What does Fenwick Bank say about tin?", "and tin?", history)
    assert read_standalone("What does Citi say about tin?", "and tin?", history) is None
    assert read_standalone("Did copper rise 5%?", "did it rise?", history) is None
    assert read_standalone("What does it say?", "and tin?", history) is None
    assert read_standalone("Sure!\nWhat about tin?", "and tin?", history) is None


def test_a_history_is_cut_to_its_tokens_oldest_first() -> None:
    assert keep_newest(["a" * 300, "b" * 30, "c"], 20) == ("b" * 30, "c")
    assert keep_newest(["a"], 0) == ()


def test_one_chat_never_sees_another(load: Load, server: ScriptedModel) -> None:
    server.play("NO ANSWER")
    assistant = load()
    first = {"question": QUESTION, "history": ["Is the codeword heliotrope?"], "chat_id": "a"}
    assistant.invoke(first)  # type: ignore[arg-type]
    before = len(server.requests)
    assistant.invoke({"question": QUESTION, "chat_id": "b"})
    assert "heliotrope" not in json.dumps(server.requests[before:])


# --- chains and agents


def test_event_streams_name_each_stage(
    load: Load, server: ScriptedModel, run_async: RunAsync
) -> None:
    server.play(f"{RISE} ⟦1⟧.")
    assistant = load().with_config(run_name="news")

    async def read() -> list[tuple[str, str]]:
        return [(e["event"], e["name"]) async for e in assistant.astream_events(QUESTION)]

    events = run_async(read())
    started = [name for event, name in events if event == "on_chain_start"]
    assert started[0] == "news"
    assert {"plan", "search", "write", "verify"} <= set(started)
    assert ("on_chain_stream", "write") in events


def test_the_assistant_has_schemas_and_batches(load: Load, server: ScriptedModel) -> None:
    server.play(f"{RISE} ⟦1⟧.")
    assistant = load()
    given = json.dumps(assistant.get_input_schema().model_json_schema())
    made = json.dumps(assistant.get_output_schema().model_json_schema())
    assert all(name in given for name in ("question", "history", "as_of", "chat_id"))
    assert all(name in made for name in ("sentences", "citations", "usage", "abstained"))
    answers = assistant.batch([QUESTION, {"question": QUESTION}])
    assert [answer.text for answer in answers] == [f"{RISE} [1]."] * 2


def test_an_agent_asks_the_tool_and_gets_the_sources(load: Load, server: ScriptedModel) -> None:
    from langchain.agents import create_agent
    from langchain_openai import ChatOpenAI

    def script(handler: ModelHandler) -> None:
        if "tool" in json.dumps(handler.request_body["messages"][-1]):  # type: ignore[index]
            says("Fenwick Bank expects a rise.")(handler)
            return
        call = {
            "id": "c1",
            "type": "function",
            "function": {"name": "market_news", "arguments": json.dumps({"question": QUESTION})},
        }
        message = {"role": "assistant", "content": None, "tool_calls": [call]}
        choice = {"index": 0, "message": message, "finish_reason": "tool_calls"}
        reply = {"id": "1", "object": "chat.completion", "created": 1, "model": "m"}
        handler.send(200, json.dumps({**reply, "choices": [choice]}).encode())

    news = make_tool(load(MODEL=""))
    server.play(script)
    model = ChatOpenAI(model="m", base_url=server.url, api_key="none", max_retries=0)
    agent = create_agent(model, tools=[news])
    messages = agent.invoke({"messages": [("user", QUESTION)]})["messages"]
    told = messages[-2]
    assert "Harbour Wire, 2025-05-06" in told.content
    assert told.artifact.citations[0].quote in ARTICLE
    assert messages[-1].text == "Fenwick Bank expects a rise."
