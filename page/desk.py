"""What every tab is built on: the widgets' library, the assistant, the interface's words, the line of status."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from page.escape import safe
from page.service import Service
from page.texts import Texts

if TYPE_CHECKING:
    import gradio as gr


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Handed to each tab's `build_` function, inside an open `Blocks`."""

    gr: Any
    """The module, imported late."""
    service: Service
    texts: Texts
    status: "gr.Markdown"
    """Refreshed with `render_status` by whoever changes the number of articles."""

    def render_status(self) -> str:
        """Return the line under the heading: what the page is doing, or how much it has read."""
        return render_status(self.service, self.texts)


def render_status(service: Service, texts: Texts) -> str:
    """Return what the page is doing, or how much it has read, as HTML."""
    kind = "status" if service.ready.is_set() else "status busy"
    return f'<div class="{kind}">{safe(render_status_text(service, texts))}</div>'


def render_status_text(service: Service, texts: Texts) -> str:
    """Return the same as plain text."""
    if not service.ready.is_set():
        return texts.say(service.status)
    count = service.articles
    return texts.say("articles.one") if count == 1 else texts.say("articles.many", count=count)
