"""The chat page: turns an `Answer` into what a person sees, and a person's file into an article.

Text from articles, names, files and errors reaches the browser only through `safe`, which leaves
neither HTML nor Markdown in it; links are rebuilt and images never shown. Gradio is imported after
the thread that loads the model has started, so that the page stands while the model still loads.
"""

import argparse
import asyncio
import contextlib
import json
import os
import re
import secrets
import shutil
import socket
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import rag
from corpus.errors import CorpusError
from corpus.health import read_stats
from corpus.settings import load_settings
from corpus.sources.sources import SUFFIXES
from corpus.store import Store
from rag.errors import QuestionError, RagError
from rag.output import answer_row
from rag.records import Answer, Citation

if TYPE_CHECKING:
    import gradio as gr
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from corpus.build import Summary
    from rag.assistant import Ask, Assistant
    from rag.embedder import Embedder

NAME = "Streetwise"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
EXAMPLES = (
    "What does Morgan Stanley think about small caps?",
    "Who is cautious about small caps?",
    "What did Barclays say about small caps?",
    "Why did small caps rally in July 2024?",
)
SAMPLES = Path(__file__).parent / "corpus" / "samples"

CONTEXT_CHARACTERS = 260
"""Shown on either side of a quotation: two or three sentences, so a card fits a phone."""
SHOWN_CHARACTERS = 2_000
"""Of a question's echo; a longer question is refused, and its echo would hide the reason."""
BODY_BYTES = 1_000_000
UPLOAD_SIZE = "20mb"

CSS = """
:root { --ink: #172033; --soft: #55607a; --line: #dfe4ec; --paper: #fff; --wash: #f5f7fa;
  --accent: #1d4ed8; --mark: #fff1a8; --mark-ink: #172033; --bad: #b42318; }
.dark { --ink: #e8ecf4; --soft: #a3aec4; --line: #2c364a; --paper: #151c2b; --wash: #0f1522;
  --accent: #8ab4ff; --mark: #5b4a00; --mark-ink: #fff6cf; --bad: #ff9b8f; }
.gradio-container { max-width: 1320px !important; color: var(--ink); background: var(--wash); }
#head { align-items: end; justify-content: space-between; gap: 8px; }
#head h1 { font-size: 1.5rem; letter-spacing: -.02em; margin: 0; }
#head p { color: var(--soft); margin: 0; }
#head > * { flex: 0 1 auto; width: auto; }
.status { color: var(--soft); font-variant-numeric: tabular-nums; }
.status.busy::before { content: ""; display: inline-block; width: .6em; height: .6em;
  margin-right: .5em; border-radius: 50%; background: var(--accent);
  animation: pulse 1.2s infinite alternate; }
@keyframes pulse { to { opacity: .25; } }
@media (prefers-reduced-motion: reduce) { .status.busy::before { animation: none; } }
.answer { padding: 3px 0; }
.answer p { margin: 0 0 .55em; line-height: 1.55; }
.answer .cite { font-size: .8em; font-weight: 600; padding: 0 .3em; border-radius: 4px;
  text-decoration: none; color: var(--accent);
  background: color-mix(in srgb, var(--accent) 12%, transparent); }
.answer .badge { display: inline-block; font-size: .8rem; font-weight: 600; color: var(--soft);
  border: 1px solid var(--line); border-radius: 99px; padding: .1em .7em; }
.answer .notes, .answer .asof { color: var(--soft); font-size: .86rem; }
.answer .notes { border-top: 1px solid var(--line); margin: .7em 0 0; padding: .5em 0 0 1.1em; }
.notice, .empty { color: var(--soft); }
.error { color: var(--bad); }
#side h2 { font-size: 1rem; margin: 0; }
#side { gap: 8px; flex-wrap: nowrap; }
#side > * { flex-shrink: 0; }
#chat button[aria-label="Clear"] { display: none; }
#chat .md { opacity: 1; }
#chat .placeholder-content h2 { font-size: 1.15rem; }
#ask-row, #field-row { align-items: end; }
#question textarea { background: var(--paper); border: 1px solid var(--line); }
button[role="tab"][aria-selected="true"] { color: var(--accent) !important; }
.counts b { font-size: 1.1rem; }
.sources { display: flex; flex-direction: column; gap: 10px; unicode-bidi: isolate; }
.card { position: relative; padding: 12px 14px 12px 46px; background: var(--paper);
  color: var(--ink); border: 1px solid var(--line); border-radius: 8px; scroll-margin-block: 12px;
  overflow-wrap: anywhere; }
.card:target { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); }
.card .number { position: absolute; left: 12px; top: 12px; min-width: 22px; text-align: center;
  font: 600 .78rem/22px system-ui; border-radius: 5px; color: var(--paper);
  background: var(--accent); }
.card .facts { display: flex; flex-wrap: wrap; gap: 2px 12px; font-size: .84rem;
  color: var(--soft); }
.card .facts b { color: var(--ink); }
.card a { color: var(--accent); }
.card .origin { font-style: italic; }
.prose .card h3 { font-size: .95rem; line-height: 1.35; margin: 3px 0 5px; color: var(--ink); }
.prose .card blockquote { margin: 0 !important; padding: 0; border: 0; font-size: .88rem;
  line-height: 1.55; color: var(--soft); font-style: normal; }
.card mark { background: var(--mark); color: var(--mark-ink); padding: .08em .15em;
  border-radius: 3px; }
.sources details { border-top: 1px solid var(--line); padding-top: 8px; }
.sources summary { cursor: pointer; color: var(--soft); font-size: .86rem; margin-bottom: 8px; }
.sources details .card { margin-bottom: 10px; }
.counts { list-style: none; display: flex; flex-wrap: wrap; gap: 8px 22px; padding: 0; margin: 0; }
.failed { color: var(--bad); margin-top: .6em; }
@media (min-width: 900px) { #side { position: sticky; top: 8px; max-height: calc(100dvh - 24px);
  overflow: hidden auto; } }
"""


# Rendering: records in, HTML out.


def safe(text: str) -> str:
    """Return `text` on one line as HTML that shows it and holds no HTML and no Markdown.

    Every character but letters, digits and spaces becomes a numeric reference, because the chat
    widget reads Markdown, where escaping `<` and `&` alone still lets images and links through.
    """
    line = " ".join(text.encode("utf-8", "replace").decode().split())
    return re.sub(r"[^\w ]|_", lambda found: f"&#{ord(found[0])};", line)


def safe_link(url: str | None) -> str:
    """Return a link for an http or https address, and nothing for any other."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    return (
        f'<a class="out" href="{safe(parts.geturl())}" target="_blank" '
        f'rel="noopener noreferrer">{safe(parts.hostname)}</a>'
    )


def spell_date(published: str | None) -> str:
    """Return `18 Sep 2025`, `Sep 2025` or `2025` for an ISO date, `undated` for None."""
    if published is None:
        return "undated"
    if "/" in published:
        first, last = published.split("/", 1)
        return f"{spell_date(first)} to {spell_date(last)}"
    year, month, day = (*published.split("-"), "", "")[:3]
    words = [str(int(day)) if day else "", MONTHS[int(month) - 1] if month else "", year]
    return " ".join(word for word in words if word)


def spell_origin(published: str | None, origin: str) -> str:
    """Return where a date came from, empty when the person who added the article gave it."""
    if published is None:
        return "no date found"
    where = {"text": "the text", "url": "the web address", "feed": "the feed", "given": ""}
    found = where.get(origin, f"the {origin}")
    return f"date from {found}" if found else ""


def render_context(citation: Citation, source_text: str | None) -> str:
    """Return the quotation in the words around it, or alone where the article has changed."""
    start, end = citation.start, citation.end
    if source_text is None or source_text[start:end] != citation.quote:
        return f"<mark>{safe(citation.quote)}</mark>"
    before = source_text[max(0, start - CONTEXT_CHARACTERS) : start]
    after = source_text[end : end + CONTEXT_CHARACTERS]
    if start > CONTEXT_CHARACTERS:
        before = "… " + before.partition(" ")[2]
    if end + CONTEXT_CHARACTERS < len(source_text):
        after = after.rpartition(" ")[0] + " …"
    gap = " " if before[-1:].isspace() else ""
    tail = " " if after[:1].isspace() else ""
    return f"{safe(before)}{gap}<mark>{safe(citation.quote)}</mark>{tail}{safe(after)}"


def render_card(citation: Citation, anchor: str, source_text: str | None) -> str:
    """Return one numbered source: outlet, date and its origin, title, link, and the quotation."""
    origin = spell_origin(citation.published, citation.published_origin)
    facts = [
        f"<b>{safe(citation.outlet or 'Outlet unknown')}</b>",
        f"<span>{safe(spell_date(citation.published))}</span>",
        f'<span class="origin">{safe(origin)}</span>' if origin else "",
        safe_link(citation.url),
    ]
    return (
        f'<article class="card" id="{anchor}"><span class="number">'
        f"{safe(citation.mark.strip('[]'))}</span>"
        f'<div class="facts">{"".join(facts)}</div>'
        f"<h3>{safe(citation.title or citation.source)}</h3>"
        f"<blockquote>{render_context(citation, source_text)}</blockquote></article>"
    )


def render_sources(answer: Answer, turn: str, texts: Mapping[str, str]) -> str:
    """Return the cards of an answer's citations; `texts` maps `article_id` to `source_text`."""
    return "".join(
        render_card(citation, f"{turn}-{number}", texts.get(citation.article_id))
        for number, citation in enumerate(answer.citations, 1)
    )


def render_answer(answer: Answer, turn: str) -> str:
    """Return an answer whose marks lead to the cards of `render_sources` with the same `turn`."""
    links = {
        citation.mark: f'<a class="cite" href="#{turn}-{number}" title="{safe(hover(citation))}">'
        f"{safe(citation.mark)}</a>"
        for number, citation in reversed(list(enumerate(answer.citations, 1)))
    }
    lines = []
    for sentence in answer.sentences:
        line = safe(sentence.text)
        for mark in sentence.marks:
            line = line.replace(safe(mark), links.get(mark, safe(mark)))
        if not sentence.stands:  # never as an answer
            line = f"<s>{line}</s> <em>{safe(sentence.verdict)}</em>"
        lines.append(f"<p>{line}</p>")
    parts = [
        f'<p class="badge">Not in the articles: {safe(answer.reason or "")}</p>'
    ] * answer.abstained
    parts += lines
    parts += render_list(answer.notes, "notes")
    if answer.as_of:
        parts.append(f'<p class="asof">as of {safe(spell_date(answer.as_of.isoformat()))}</p>')
    return f'<div class="answer">{"".join(parts)}</div>'


def hover(citation: Citation) -> str:
    """Return what hovering over a mark shows: outlet, date, quotation."""
    place = f"{citation.outlet or 'Outlet unknown'}, {spell_date(citation.published)}"
    return f"{place}: “{citation.quote}”"


def render_summary(summary: "Summary") -> str:
    """Return the counts of an upload and each failure with its reason."""
    counts = (
        ("added", summary.added),
        ("unchanged", summary.unchanged),
        ("updated", summary.updated),
        ("failed", len(summary.failed)),
    )
    cells = "".join(f"<li><b>{count}</b> {word}</li>" for word, count in counts)
    failed = [
        one.reason if one.reason.startswith(one.source) else f"{one.source}: {one.reason}"
        for one in summary.failed
    ]
    return (
        f'<div class="summary"><ul class="counts">{cells}</ul>'
        f"{''.join(render_list(failed, 'failed'))}</div>"
    )


def render_list(lines: Sequence[str], name: str) -> list[str]:
    """Return a list of the class `name`, and nothing for no lines."""
    items = "".join(f"<li>{safe(line)}</li>" for line in lines)
    return [f'<ul class="{name}">{items}</ul>'] if items else []


def render_notice(text: str, kind: str = "notice") -> str:
    """Return a message of the page itself; `kind` is `notice` or `error`."""
    return f'<div class="{kind}">{safe(text)}</div>'


# The assistant behind the page.


class Service:
    """The one assistant of the page, loaded in a thread while the page already stands."""

    def __init__(self, data_dir: Path, as_of: date | None) -> None:
        self.data_dir = data_dir
        self.as_of = as_of
        self.ready = threading.Event()
        self.status = "Loading the model…"
        self.failure = "the assistant did not start; the reason stands in the terminal"
        self.store = Store.open(data_dir)
        self._assistant: Assistant | None = None
        self._embedder: Embedder | None = None
        self._counted = (-1, 0)
        self._adding = threading.Lock()

    def load(self) -> None:
        """Load the model, add the samples at the first start, then let the questions through."""
        from rag.embedder import load_embedder

        try:
            settings = load_settings()
            embedder = load_embedder(settings.embedding_model, settings.embedding_dtype)
            self._embedder = embedder
            # Outlives a first start that was killed half way, so that the next finishes it.
            unfinished = self.data_dir / "samples-unfinished"
            if unfinished.exists() or not self.articles:
                self.status = "Indexing the samples…"
                unfinished.touch()
                rag.add_articles([SAMPLES], data_dir=self.data_dir, embedder=embedder)
                unfinished.unlink()
            self._assistant = rag.load_assistant(
                data_dir=self.data_dir, as_of=self.as_of, embedder=embedder
            )
        except (RagError, CorpusError, OSError) as error:
            self.failure = str(error)
        finally:
            self.ready.set()

    @property
    def articles(self) -> int:
        """Articles in the store; counted anew only after a change, as counting reads it all."""
        version = self.store.corpus_version()
        if self._counted[0] != version:
            self._counted = (version, read_stats(self.store.connection).articles)
        return self._counted[1]

    @property
    def assistant(self) -> "Assistant":
        """The assistant, once `ready` is set."""
        if self._assistant is None:
            raise RagError(self.failure)
        return self._assistant

    def add(self, files: Sequence[str]) -> "Summary":
        """Add uploaded files; one uploaded again under its name is the same article."""
        if not self.ready.is_set():
            raise RagError("the samples are still being indexed; add the articles in a moment")
        if self._embedder is None:
            raise RagError(self.failure)
        folder = self.data_dir / "uploads"  # a file's path is its identity, so it must not vary
        with self._adding:
            try:
                folder.mkdir(exist_ok=True)
                for file in files:
                    shutil.copyfile(file, folder / Path(file).name)
                paths = sorted(folder.iterdir())
                articles = [path for path in paths if path.name != "metadata.jsonl"] or paths
                summary = rag.add_articles(
                    articles, data_dir=self.data_dir, embedder=self._embedder
                )
            finally:
                shutil.rmtree(folder, ignore_errors=True)
        here = f"{folder}{os.sep}"
        failed = [replace(one, reason=one.reason.replace(here, "")) for one in summary.failed]
        return replace(summary, failed=tuple(failed))

    def source_texts(self, answer: Answer) -> dict[str, str]:
        """Return the `source_text` of every cited article that is still in the store."""
        cited = {citation.article_id for citation in answer.citations}
        articles = self.store.read_articles(sorted(cited))
        return {article.article_id: article.source_text for article in articles}

    def close(self) -> None:
        """Close the assistant and the store."""
        if self._assistant is not None:
            self._assistant.close()
        self.store.close()


# The page.


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One question of a chat and, as HTML, what was replied and the cards beside it."""

    question: str
    reply: str
    sources: str = ""
    answered: bool = False


def converse(
    service: Service, question: str, as_of: str, turns: Sequence[Turn]
) -> Iterator[tuple[list[Turn], str]]:
    """Yield the growing chat and what stands in the question's box: a refused question, to mend."""
    anchor = f"s{len(turns) + 1}"
    doing = "Searching the articles…" if service.ready.is_set() else service.status
    turn = Turn(question=question, reply=render_notice(doing))
    yield [*turns, turn], ""
    try:
        history = [earlier.question for earlier in turns if earlier.answered]
        asked: Ask = {"question": question, "history": history, "as_of": as_of}
        while not service.ready.wait(0.5):
            yield [*turns, replace(turn, reply=render_notice(service.status))], ""
        for answer in service.assistant.stream(asked):
            texts = service.source_texts(answer)
            turn = Turn(
                question=question,
                reply=render_answer(answer, anchor),
                sources=render_sources(answer, anchor, texts),
                answered=True,
            )
            yield [*turns, turn], ""
    except (RagError, CorpusError) as error:
        failed = Turn(question=question, reply=render_notice(str(error), "error"))
        yield [*turns, failed], question


def render_chat(turns: Sequence[Turn]) -> list[dict[str, str]]:
    """Return the messages of the chat widget."""
    messages = []
    for turn in turns:
        shown = turn.question[:SHOWN_CHARACTERS] + "…" * (len(turn.question) > SHOWN_CHARACTERS)
        messages.append({"role": "user", "content": f"<div>{safe(shown)}</div>"})
        messages.append({"role": "assistant", "content": turn.reply})
    return messages


def render_panel(turns: Sequence[Turn]) -> str:
    """Return the sources of the last answer, then of the earlier ones folded away."""
    if not any(turn.sources for turn in turns):
        return '<div class="empty">The words behind an answer appear here.</div>'
    last = turns[-1].sources or '<div class="empty">No source is quoted.</div>'
    earlier = "".join(
        f"<details><summary>{safe(turn.question)}</summary>{turn.sources}</details>"
        for turn in reversed(turns[:-1])
        if turn.sources
    )
    return f'<div class="sources">{last}{earlier}</div>'


def render_status(service: Service) -> str:
    """Return the line under the heading: what the page is doing, or how much it has read."""
    if not service.ready.is_set():
        return f'<div class="status busy">{safe(service.status)}</div>'
    count = service.articles
    return f'<div class="status">{count} article{"s" * (count != 1)}</div>'


def add_files(service: Service, files: Sequence[str] | None) -> str:
    """Add uploaded files and return the summary, or what to do, as HTML."""
    if not files:
        return render_notice("Choose one or more files first.", "error")
    try:
        return render_summary(service.add(files))
    except (RagError, CorpusError, OSError) as error:
        return render_notice(str(error), "error")


def ask_row(
    service: Service, question: str, history: list[str] | None, as_of: str | None
) -> dict[str, object]:
    """Return what `python -m rag ask --json` prints, or `error`, for the endpoint `/ask`."""
    try:
        if not isinstance(history or [], list):
            raise QuestionError(f"history: expected a list of earlier questions, got {history!r}")
        service.ready.wait()
        asked: Ask = {"question": question, "history": history or [], "as_of": as_of}
        return answer_row(service.assistant.invoke(asked))
    except (RagError, CorpusError) as error:
        return {"error": str(error)}


def build_page(service: Service) -> "gr.Blocks":
    """Return the page: a tab to ask in, with the sources beside it, and one to add articles."""
    import gradio as gr

    # Uploads wait in Gradio's temporary folder; an hour later they are gone from it.
    page = gr.Blocks(title=NAME, analytics_enabled=False, delete_cache=(3600, 3600))
    with page:
        with gr.Row(elem_id="head"):
            gr.Markdown(f"# {NAME}\nWhat the news said, who said it, and where it stands.")
            status = gr.Markdown(render_status(service), latex_delimiters=[])
        timer = gr.Timer(1.0)
        with gr.Tab("Ask"):
            build_chat(gr, service)
        with gr.Tab("Articles"):
            build_upload(gr, service, status)

        def refresh() -> tuple[str, "gr.Timer"]:
            return render_status(service), gr.Timer(active=not service.ready.is_set())

        gr.on(
            [page.load, timer.tick],
            refresh,
            outputs=[status, timer],
            show_progress="hidden",
            queue=False,
            api_visibility="private",
        )

        def ask(
            question: str, history: list[str] | None = None, as_of: str | None = None
        ) -> dict[str, object]:
            """Answer one question; `history`: earlier ones, oldest first; `as_of`: an ISO date."""
            return ask_row(service, question, history, as_of)

        gr.events.api(ask, api_name="ask")
    page.queue(default_concurrency_limit=16)
    return page


def build_upload(gr: Any, service: Service, status: "gr.Markdown") -> None:  # noqa: ANN401
    """Lay out the place to add articles, inside an open Blocks; `status` is refreshed after it."""
    gr.Markdown(
        "Add articles as text, Markdown, HTML or JSONL. A file that is already known is "
        "left as it is; a changed one becomes a new version."
    )
    files = gr.File(
        label="Files",
        file_count="multiple",
        file_types=list(SUFFIXES),
        height=200,
        elem_id="files",
    )
    add = gr.Button("Add articles", variant="primary", elem_id="add")
    summary = gr.Markdown(latex_delimiters=[], elem_id="summary")

    def add_chosen(chosen: list[str] | None) -> Iterator[tuple[object, ...]]:
        yield render_notice("Adding…"), gr.skip(), gr.skip()
        yield add_files(service, chosen), None, render_status(service)

    add.click(
        add_chosen,
        inputs=files,
        outputs=[summary, files, status],
        show_progress="hidden",
        api_visibility="private",
    )


def build_chat(gr: Any, service: Service) -> None:  # noqa: ANN401 - the module, imported late
    """Lay out the chat, its fields, and the sources beside it, inside an open Blocks."""
    with gr.Row(elem_id="desk"):
        with gr.Column(scale=6, min_width=340):
            chat = gr.Chatbot(
                show_label=False,
                label="Chat",
                height="calc(100dvh - 310px)",
                min_height=360,
                layout="bubble",
                buttons=[],
                latex_delimiters=[],
                placeholder="<h2>Ask what the news said</h2>",
                examples=[{"text": example} for example in EXAMPLES],
                elem_id="chat",
            )
            with gr.Row(elem_id="ask-row"):
                box = gr.Textbox(
                    label="Question",
                    show_label=False,
                    container=False,
                    placeholder="Ask a question, or a follow-up such as “and Barclays?”",
                    lines=1,
                    max_lines=5,
                    scale=8,
                    elem_id="question",
                    autofocus=True,
                )
                send = gr.Button("Ask", variant="primary", scale=1, min_width=80, elem_id="send")
            with gr.Row(elem_id="field-row"):
                as_of = gr.Textbox(
                    label="As of: uses only articles published by this day",
                    placeholder="2025-09-12",
                    value=service.as_of.isoformat() if service.as_of else "",
                    elem_id="as-of",
                    scale=4,
                )
                clear = gr.Button("Clear chat", scale=1, min_width=110, elem_id="clear")
        with gr.Column(scale=5, min_width=340, elem_id="side"):
            gr.Markdown("## Sources")
            panel = gr.Markdown(
                render_panel([]), latex_delimiters=[], elem_id="sources", container=False
            )
    wire_chat(gr, service, [box, as_of], [chat, panel], (send, clear))


def wire_chat(
    gr: Any,  # noqa: ANN401 - the module, imported late
    service: Service,
    fields: Sequence[Any],
    views: Sequence[Any],
    buttons: tuple[Any, Any],
) -> None:
    """Connect question and date to chat and sources, with the buttons that ask and clear."""
    (box, as_of), (chat, panel), (send, clear) = fields, views, buttons
    turns = gr.State([])

    def reply(question: str, day: str, earlier: list[Turn]) -> Iterator[tuple[object, ...]]:
        for chat_so_far, left in converse(service, question, day, earlier):
            yield render_chat(chat_so_far), render_panel(chat_so_far), chat_so_far, left

    def take_example(event: gr.SelectData) -> str:
        return str(event.value["text"])

    answering = {
        "fn": reply,
        "inputs": [box, as_of, turns],
        "outputs": [chat, panel, turns, box],
        "show_progress": "hidden",
        "api_visibility": "private",
    }
    asked = gr.on([box.submit, send.click], **answering)
    chosen = chat.example_select(
        take_example, outputs=box, api_visibility="private", show_progress="hidden"
    ).then(**answering)
    gr.on(
        [clear.click, chat.clear],
        lambda: ([], render_panel([]), [], ""),
        outputs=[chat, panel, turns, box],
        cancels=[asked, chosen],
        queue=False,
        api_visibility="private",
    )


# The server.

OPEN_PATHS = re.compile(
    r"/(|config|health|theme\.css|favicon\.ico|manifest\.json|robots\.txt|(static|assets)/.*|"
    r"gradio_api/(info|openapi\.json|startup-events|app_id|upload|upload_progress|theme\.css|"
    r"queue/(join|data)|call/.*|run/.*|api/.*|cancel|reset|heartbeat/.*))/?"
)
"""What the page and `gradio_client` need; Gradio's other paths fetch, proxy, record or run."""


class Guard:
    """ASGI layer around Gradio: closes its fetching paths, limits bodies, adds the headers."""

    def __init__(self, app: "ASGIApp") -> None:
        self.app = app
        self.stopping: Callable[[], bool] = lambda: False

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Pass on, or refuse, one request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        from starlette.responses import JSONResponse

        path = scope["path"]
        nonce = secrets.token_urlsafe(16)
        page = path == "/"
        send = with_headers(send, nonce, page=page)
        if not OPEN_PATHS.fullmatch(path):
            await JSONResponse({"error": "not found"}, 404)(scope, receive, send)
            return
        if scope["method"] == "POST" and path.rstrip("/") != "/gradio_api/upload":
            body = await read_body(receive)
            if body is None:
                reason = f"a request may hold at most {BODY_BYTES:,} bytes"
                await JSONResponse({"error": reason}, 413)(scope, receive, send)
                return
            if names_a_remote_file(body):
                reason = "a file must be uploaded; the page fetches none"
                await JSONResponse({"error": reason}, 403)(scope, receive, send)
                return
            receive = replay(body, receive)
        elif scope["method"] == "GET":
            receive = until(self.stopping, receive)
        if page:  # uncompressed, so that the nonce can be set in it
            scope = {
                **scope,
                "headers": [h for h in scope["headers"] if h[0] != b"accept-encoding"],
            }
        await self.app(scope, receive, send)


async def read_body(receive: "Receive") -> bytes | None:
    """Return a request's body, None for one over `BODY_BYTES`."""
    body = b""
    more = True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > BODY_BYTES:
            return None
    return body


def replay(body: bytes, receive: "Receive") -> "Receive":
    """Return a `receive` that hands out `body` once, then what the connection says."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive_again() -> "Message":
        return waiting.pop() if waiting else await receive()

    return receive_again


def until(stopping: Callable[[], bool], receive: "Receive") -> "Receive":
    """Return a `receive` that ends the connection of an open page once the server stops."""

    async def receive_or_leave() -> "Message":
        waiting = asyncio.ensure_future(receive())
        try:
            while not stopping():
                if (await asyncio.wait({waiting}, timeout=0.25))[0]:
                    return waiting.result()
        finally:
            waiting.cancel()
        return {"type": "http.disconnect"}

    return receive_or_leave


def names_a_remote_file(body: bytes) -> bool:
    """Whether a JSON body has a `path` that is a URL: Gradio would fetch it, whatever the input."""
    try:
        waiting = [json.loads(body)]
    except (ValueError, RecursionError):
        return False  # not JSON: the framework answers 422
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            path = value.get("path")
            if isinstance(path, str) and re.match(r"\s*[A-Za-z][A-Za-z0-9+.-]+:", path):
                return True
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
    return False


def with_headers(send: "Send", nonce: str, *, page: bool) -> "Send":
    """Return a `send` that adds the security headers and, to the page, the nonce of its scripts."""
    policy = (
        f"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; manifest-src 'self'; "
        "worker-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'"
    )
    headers = [
        (b"content-security-policy", policy.encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"no-referrer"),
        (b"x-frame-options", b"DENY"),
    ]
    started: list[Message] = []
    chunks: list[bytes] = []

    async def send_on(message: "Message") -> None:
        if message["type"] == "http.response.start":
            kept = [h for h in message["headers"] if not (page and h[0] == b"content-length")]
            message = {**message, "headers": [*kept, *headers]}
            if page:
                started.append(message)
                return
        elif page:
            chunks.append(message.get("body", b""))
            if message.get("more_body", False):
                return
            html = b"".join(chunks).replace(b"<script", f'<script nonce="{nonce}"'.encode())
            await send(started[0])
            message = {"type": "http.response.body", "body": html, "more_body": False}
        await send(message)

    return send_on


def build_server(service: Service, host: str, port: int) -> Guard:
    """Return the page with `/health`, mounted and guarded."""
    import gradio as gr
    from fastapi import FastAPI

    server = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

    @server.get("/health")
    def health() -> dict[str, object]:
        return {"ready": service.ready.is_set(), "articles": service.articles}

    system = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "sans-serif"]
    theme = gr.themes.Base(
        primary_hue="blue",
        neutral_hue="slate",
        radius_size="md",
        font=system,
        font_mono=["ui-monospace", "monospace"],
    ).set(  # the defaults miss the contrast of 4.5 that small text needs
        button_primary_background_fill="*primary_700",
        button_primary_background_fill_hover="*primary_800",
        button_large_text_size="*text_md",
        input_placeholder_color="*neutral_500",
        input_placeholder_color_dark="*neutral_400",
        block_label_text_color="*neutral_600",
        block_title_text_color="*neutral_600",
    )
    gr.mount_gradio_app(
        server,
        build_page(service),
        path="/",
        server_name=host,
        server_port=port,
        footer_links=[],
        run_history=False,
        show_error=False,
        max_file_size=UPLOAD_SIZE,
        ssr_mode=False,
        mcp_server=False,
        enable_monitoring=False,
        theme=theme,
        css=CSS,
    )
    return Guard(server)


def read_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the host, port and as-of date of the command line or the environment."""
    parser = argparse.ArgumentParser(prog="python app.py", description=f"{NAME}, the chat page.")
    environment = os.environ
    parser.add_argument("--host", default=environment.get("GRADIO_SERVER_NAME") or "127.0.0.1")
    parser.add_argument("--port", type=int, default=environment.get("GRADIO_SERVER_PORT") or "7860")
    parser.add_argument("--as-of", metavar="DATE", help="use only articles published by this day")
    return parser.parse_args(arguments)


def read_as_of(value: str | None) -> date | None:
    """Return the date of `--as-of`. Raises: QuestionError for what is no ISO date."""
    if value is None:
        return None
    from rag.assistant import check_as_of  # late: it loads LangChain

    return check_as_of(value)


def open_port(host: str, port: int) -> socket.socket:
    """Return a socket that listens. Raises: RagError for a port that is taken."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family, backlog=128)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise RagError(
            f"cannot listen on {host}:{port} ({reason}); choose another port with: "
            f"python app.py --port {port + 1 if 0 < port < 65535 else 7861}"
        ) from None


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve the page until Ctrl-C; 2 for what the person who started it can mend."""
    options = read_arguments(arguments)
    try:
        service = Service(load_settings().data_dir, read_as_of(options.as_of))
        listening = open_port(options.host, options.port)
    except (RagError, CorpusError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    threading.Thread(target=service.load, name="load", daemon=True).start()
    import uvicorn

    with contextlib.closing(service), contextlib.suppress(KeyboardInterrupt):
        app = build_server(service, options.host, options.port)
        config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=5)
        server = uvicorn.Server(config)
        app.stopping = lambda: server.should_exit
        host = f"[{options.host}]" if ":" in options.host else options.host
        print(
            f"{NAME} is at http://{host}:{listening.getsockname()[1]} (Ctrl-C ends it)", flush=True
        )
        server.run(sockets=[listening])
    return 0


if __name__ == "__main__":
    sys.exit(main())
