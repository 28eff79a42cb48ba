"""The tab to add articles in."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from corpus.errors import CorpusError
from corpus.sources.sources import SUFFIXES
from page.desk import Desk
from page.escape import safe
from page.notices import render_list, render_notice
from page.service import Service
from page.texts import Texts
from rag.errors import RagError

if TYPE_CHECKING:
    from corpus.build import Summary


def render_summary(summary: "Summary", texts: Texts) -> str:
    """Return the counts of an upload and each failure with its reason."""
    counts = (
        ("added", summary.added),
        ("unchanged", summary.unchanged),
        ("updated", summary.updated),
        ("failed", len(summary.failed)),
    )
    cells = "".join(f"<li><b>{count}</b> {safe(texts.say(word))}</li>" for word, count in counts)
    failed = [
        one.reason if one.reason.startswith(one.source) else f"{one.source}: {one.reason}"
        for one in summary.failed
    ]
    return (
        f'<div class="summary"><ul class="counts">{cells}</ul>'
        f"{''.join(render_list(failed, 'failed'))}</div>"
    )


def add_files(service: Service, files: Sequence[str] | None, texts: Texts) -> str:
    """Add uploaded files and return the summary, or what to do, as HTML."""
    if not files:
        return render_notice(texts.say("add.nothing"), "error")
    try:
        return render_summary(service.add(files), texts)
    except (RagError, CorpusError, OSError) as error:
        return render_notice(str(error), "error")


def build_corpus(desk: Desk) -> None:
    """Lay out the tab."""
    gr, service, texts = desk.gr, desk.service, desk.texts
    gr.Markdown(texts.say("add.about"))
    files = gr.File(
        label=texts.say("add.files"),
        file_count="multiple",
        file_types=list(SUFFIXES),
        height=200,
        elem_id="files",
    )
    add = gr.Button(texts.say("add"), variant="primary", elem_id="add")
    summary = gr.Markdown(latex_delimiters=[], elem_id="summary")

    def add_chosen(chosen: list[str] | None) -> Iterator[tuple[object, ...]]:
        yield render_notice(texts.say("adding")), gr.skip(), gr.skip()
        yield add_files(service, chosen, texts), None, desk.render_status()

    add.click(
        add_chosen,
        inputs=files,
        outputs=[summary, files, desk.status],
        show_progress="hidden",
        api_visibility="private",
    )
