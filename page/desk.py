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
    if not service.ready.is_set():
        return f'<div class="status busy">{safe(texts.say(service.status))}</div>'
    count = service.articles
    said = texts.say("articles.one") if count == 1 else texts.say("articles.many", count=count)
    return f'<div class="status">{safe(said)}</div>'
