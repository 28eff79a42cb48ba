"""Whether many people at once on one page all get answers, their own ones, and soon enough.

Each person asks over the page's endpoint for the chat, as its script does, with a word in every question that nobody
else uses and that no earlier question had: all questions are new, to those at once as to the one. One person asks
alone, without pauses, before them and after them; its median is what the others are compared with.
"""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from eval.errors import EvalError
from eval.figures import PROJECT, Figure, make_environment
from eval.page import list_children, read_tree_bytes, serve_page
from eval.report import find_percentile

if TYPE_CHECKING:
    import httpx

_QUESTIONS = (
    "What does Morgan Stanley think about small caps and {secret}?",
    "Who is cautious about small caps, {secret} asks?",
    "What did Barclays say about technology, {secret}?",
    "Why did small caps rally in July 2024, {secret}?",
    "Which banks upgraded small caps, {secret}?",
)
_TIMEOUT_S = 120.0
_MOST_TIMES = 50.0
_TARGET_S = 5.0
_MOST_GB = 1.2


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadReport:
    """What became of the questions of all people."""

    people: int
    questions: int
    errors: tuple[str, ...]
    leaks: tuple[str, ...]
    """Replies that hold another person's word."""
    alone_s: tuple[float, ...]
    """One person asking without pauses, before all the others and after them: a shared machine drifts."""
    seconds: tuple[float, ...]
    """All people at once."""
    load: float
    """The machine's load average of one minute before the run: other work counts too."""
    memory_bytes: int
    """Of the page at its highest, with the processes it has started; 0 where the system does not tell."""

    @property
    def good(self) -> bool:
        """Whether nobody got an error or another's words."""
        return not (self.errors or self.leaks)


def measure_load(
    *, people: int, questions: int, pause_s: float, model: str | None = None
) -> LoadReport:
    """Return what becomes of the questions of many people at once on a page over the sample articles.

    `pause_s` is the longest that a person waits before the next question; each wait is random.

    Raises:
        EvalError: the page does not start.
    """
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="eval-load-", ignore_cleanup_errors=True) as made:
        environment = make_environment() | {"NEWS_DATA_DIR": f"{made}/data"}
        if model:
            environment["NEWS_EMBEDDING_MODEL"] = model
        command = (sys.executable, str(PROJECT / "app.py"))
        with serve_page(command, folder=Path(made), environment=environment) as url:
            before, _ = asyncio.run(_ask_all(url, 1, questions, 0.0))
            everyone, words = asyncio.run(_ask_all(url, people, questions, pause_s))
            behind, _ = asyncio.run(_ask_all(url, 1, questions, 0.0))
            page = list_children(os.getpid())
            memory_bytes = sum(read_tree_bytes(child) or 0 for child in page)
    return LoadReport(
        people=people,
        questions=questions,
        errors=tuple(error for one in everyone for error in one.errors),
        leaks=tuple(find_leaks(everyone, words)),
        alone_s=(*before[0].seconds, *behind[0].seconds),
        seconds=tuple(second for one in everyone for second in one.seconds),
        load=load,
        memory_bytes=memory_bytes,
    )


def make_load_figures(report: LoadReport) -> tuple[Figure, ...]:
    """Return the report as figures."""
    alone = find_percentile(report.alone_s, 50)
    late = find_percentile(report.seconds, 95)
    asked = f"{report.people} people, {report.questions} questions each; load average {report.load:.1f} before"
    return (
        Figure(name="errors", value=float(len(report.errors)), unit="", target=1.0, note=asked),
        Figure(name="leaks", value=float(len(report.leaks)), unit="", target=1.0),
        Figure(name="alone, median", value=alone * 1_000, unit="ms"),
        Figure(name="at once, median", value=find_percentile(report.seconds, 50), unit="s"),
        Figure(name="at once, p95", value=late, unit="s", target=_TARGET_S),
        Figure(
            name="p95 of the median alone", value=late / alone, unit="times", target=_MOST_TIMES
        ),
        Figure(
            name="memory of the page and its processes",
            value=report.memory_bytes / 1e9 if report.memory_bytes else None,
            unit="GB",
            target=_MOST_GB,
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What one person got."""

    word: str
    replies: tuple[str, ...]
    errors: tuple[str, ...]
    seconds: tuple[float, ...]


def find_leaks(people: Sequence[Person], words: Sequence[str]) -> list[str]:
    """Return where a reply to one person holds the word of another."""
    return [
        f"{person.word} was told {word}"
        for person in people
        for reply in person.replies
        for word in words
        if word != person.word and word in reply
    ]


async def _ask_all(
    url: str, people: int, questions: int, pause_s: float
) -> tuple[list[Person], list[str]]:
    import httpx

    words = [f"plum{secrets.token_hex(8)}" for _ in range(people)]
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(
        base_url=url, timeout=_TIMEOUT_S, limits=limits, trust_env=False
    ) as client:
        asked = [_ask_often(client, word, questions, pause_s) for word in words]
        return list(await asyncio.gather(*asked)), words


async def _ask_often(
    client: httpx.AsyncClient, word: str, questions: int, pause_s: float
) -> Person:
    import httpx

    replies, errors, seconds = [], [], []
    history: list[str] = []
    for number in range(questions):
        if pause_s:
            await asyncio.sleep(pause_s * secrets.randbelow(1_000) / 1_000)
        question = _QUESTIONS[number % len(_QUESTIONS)].format(secret=f"{word}n{number}")
        start = time.perf_counter()
        try:
            reply = await _ask(client, question, history)
            if word not in reply:
                errors.append(f"no answer to {question!r}: {reply[:200]!r}")
            replies.append(reply)
        except (httpx.HTTPError, EvalError) as error:
            errors.append(f"{type(error).__name__}: {error}")
        seconds.append(time.perf_counter() - start)
        history = [*history, question][-5:]
    return Person(word=word, replies=tuple(replies), errors=tuple(errors), seconds=tuple(seconds))


async def _ask(client: httpx.AsyncClient, question: str, history: Sequence[str]) -> str:
    """All that the page sends of one answer, up to its end."""
    asked = {"question": question, "history": list(history), "without": []}
    told = await client.post("/desk/chat", json={"asked": asked, "anchor": "s1"})
    reply = told.raise_for_status().text
    last = json.loads(reply.rstrip().rpartition("\n")[2] or "{}")
    if not last.get("row"):
        raise EvalError(f"{question!r} was not answered: {reply[-200:]!r}")
    # Frames are JSON: what stands in them escaped is compared as the person sees it.
    return json.dumps(reply) + reply
