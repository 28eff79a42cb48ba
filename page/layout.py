"""The page in order: heading, tabs, endpoints. A tab is one module with one `build_` function, named in `TABS`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from page import NAME
from page.api import register_endpoints
from page.chat import build_chat
from page.corpus_tab import build_corpus
from page.desk import Desk, render_status
from page.escape import safe
from page.quality_tab import build_quality
from page.service import Service
from page.settings_tab import build_settings
from page.texts import LANGUAGE_PATHS, LANGUAGES, Texts
from page.views_tab import build_views

if TYPE_CHECKING:
    import gradio as gr


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """A tab by the key of its name in the table of texts, and what lays it out."""

    name: str
    build: Callable[[Desk], None]


TABS = (
    Tab(name="tab.ask", build=build_chat),
    Tab(name="tab.views", build=build_views),
    Tab(name="tab.articles", build=build_corpus),
    Tab(name="tab.quality", build=build_quality),
    Tab(name="tab.settings", build=build_settings),
)
"""In the order in which they are shown."""


def _render_brand(texts: Texts) -> str:
    return f'<div class="brand"><h1>{NAME}</h1><p>{safe(texts.say("tagline"))}</p></div>'


def _render_switches(texts: Texts) -> str:
    """Dark or light, and the other language; the script remembers what is chosen."""
    other = next(language for language in LANGUAGES if language != texts.language)
    return (
        '<div class="switches">'
        f'<button type="button" id="theme" class="quiet" aria-pressed="false">{safe(texts.say("theme"))}'
        f'</button><a id="language" href="{LANGUAGE_PATHS[other]}" hreflang="{other}" lang="{other}" '
        f'data-language="{other}">{safe(texts.say("language.other"))}</a></div>'
    )


def build_page(service: Service, texts: Texts) -> "gr.Blocks":
    """Return the page in one language."""
    import gradio as gr

    # Uploads wait in Gradio's temporary folder; an hour later they are gone from it.
    page = gr.Blocks(title=NAME, analytics_enabled=False, delete_cache=(3600, 3600))
    with page:
        with gr.Row(elem_id="head"):
            made: dict[str, Any] = {
                "latex_delimiters": [],
                "sanitize_html": False,
                "container": False,
            }
            gr.Markdown(_render_brand(texts), **made)
            status = gr.Markdown(render_status(service, texts), latex_delimiters=[])
            gr.Markdown(_render_switches(texts), elem_id="tools-place", **made)
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
