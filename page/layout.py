"""The page in order: heading, tabs, endpoints. A tab is one module with one `build_` function, named in `TABS`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from page import NAME
from page.api import register_endpoints
from page.chat import build_chat
from page.corpus_tab import build_corpus
from page.desk import Desk, render_status
from page.service import Service
from page.texts import Texts

if TYPE_CHECKING:
    import gradio as gr


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """A tab by the key of its name in the table of texts, and what lays it out."""

    name: str
    build: Callable[[Desk], None]


TABS = (
    Tab(name="tab.ask", build=build_chat),
    Tab(name="tab.articles", build=build_corpus),
)
"""In the order in which they are shown."""


def build_page(service: Service, texts: Texts) -> "gr.Blocks":
    """Return the page in one language."""
    import gradio as gr

    # Uploads wait in Gradio's temporary folder; an hour later they are gone from it.
    page = gr.Blocks(title=NAME, analytics_enabled=False, delete_cache=(3600, 3600))
    with page:
        with gr.Row(elem_id="head"):
            gr.Markdown(f"# {NAME}\n{texts.say('tagline')}")
            status = gr.Markdown(render_status(service, texts), latex_delimiters=[])
        desk = Desk(gr=gr, service=service, texts=texts, status=status)
        timer = gr.Timer(1.0)
        for tab in TABS:
            with gr.Tab(texts.say(tab.name)):
                tab.build(desk)

        def refresh() -> tuple[str, "gr.Timer"]:
            return desk.render_status(), gr.Timer(active=not service.ready.is_set())

        gr.on(
            [page.load, timer.tick],
            refresh,
            outputs=[status, timer],
            show_progress="hidden",
            queue=False,
            api_visibility="private",
        )
        register_endpoints(gr, service)
    page.queue(default_concurrency_limit=16)
    return page
