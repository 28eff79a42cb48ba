"""How soon a sentence is seen after a chat model has finished it, against a scripted server on loopback."""

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import rag
from eval.errors import EvalError
from eval.figures import Figure
from eval.scripted_model import ModelHandler, ScriptedModel, serve_model, split_pieces
from rag.assistant import Assistant
from rag.errors import ModelError
from rag.index.embedder import HashingEmbedder
from rag.writing.chat import ChatWriter
from rag.writing.chat_models import adopt_model, load_chat_model

VISIBLE_MS = 100.0
_PAUSE_S = 0.3
"""After each sentence, so that a reader that waits for the next word is seen to wait."""
_QUESTION = "What does Fenwick Bank say about copper?"
_ARTICLE = """---
title: Copper finds buyers
outlet: Harbour Wire
published: 2025-05-06
---
“We expect copper to rise 4% by December,” said Ada Lind, a strategist at Fenwick Bank. Fenwick Bank \
sees copper at $9,800 a ton. Lind said mines in Peru were late.
"""


class _Play:
    """Streams sentences and notes when the last piece of each was sent."""

    def __init__(self, server: ScriptedModel) -> None:
        self.sentences: Sequence[str] = ()
        self.sent: list[float] = []
        self._server = server

    def __call__(self, handler: ModelHandler) -> None:
        self.sent = []
        handler.open_stream()
        for sentence in self.sentences:
            for piece in split_pieces(sentence):
                handler.send_piece(piece)
            self.sent.append(time.perf_counter())
            self._server.ended.wait(_PAUSE_S)
        handler.end_stream()


def measure_model_speed(*, rounds: int = 20) -> tuple[Figure, ...]:
    """Milliseconds from the last piece of a sentence, sent before a pause, to its snapshot.

    Raises:
        EvalError: the provider package of the OpenAI protocol is missing.
    """
    delays: list[float] = []
    first: list[float] = []
    with tempfile.TemporaryDirectory() as kept, serve_model() as server:
        folder = Path(kept)
        (folder / "copper.md").write_text(_ARTICLE, encoding="utf-8")
        rag.add_articles(
            [folder / "copper.md"], data_dir=folder / "data", embedder=HashingEmbedder()
        )
        play = _Play(server)
        server.play(play)
        with _load(folder / "data", server.url) as assistant:
            # Nothing is said at first, so the articles' own words answer and tell what can be said.
            quotes = assistant.invoke(_QUESTION).citations
            play.sentences = [
                f"{' '.join(citation.quote.split()).rstrip('.')} {citation.mark}. "
                for citation in quotes
            ]
            for _ in range(rounds):
                seen = [time.perf_counter() for _ in assistant.stream(_QUESTION)]
                if len(seen) < len(play.sent):
                    raise EvalError(
                        f"{len(seen)} snapshots of {len(play.sent)} sentences; expected one each"
                    )
                delays += [(at - sent) * 1000 for sent, at in zip(play.sent, seen, strict=False)]
                first += [(seen[0] - play.sent[0]) * 1000]
    return (
        _figure("the first sentence is seen after", first, 0.5),
        _figure("the first sentence is seen after", first, 0.95),
        _figure("each sentence is seen after", delays, 0.95),
    )


def _load(data_dir: Path, url: str) -> Assistant:
    try:
        model = load_chat_model(
            "openai:scripted", base_url=url, timeout_s=60, temperature=0, max_tokens=800, retries=0
        )
    except ModelError as error:
        raise EvalError(f"the scripted server speaks OpenAI's protocol: {error}") from error
    assistant = rag.load_assistant(data_dir=data_dir, embedder=HashingEmbedder())
    assistant.writer = ChatWriter([adopt_model(model, name="openai:scripted")])
    return assistant


def _figure(name: str, values: Sequence[float], share: float) -> Figure:
    ordered = sorted(values)
    return Figure(
        name=f"{name} (p{share * 100:.0f} of {len(ordered)})",
        value=ordered[min(len(ordered) - 1, int(len(ordered) * share))],
        unit="ms",
        target=VISIBLE_MS,
    )
