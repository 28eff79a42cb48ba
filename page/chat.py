"""The tab to ask in: the chat, its fields, and the sources beside it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from page.conversation import converse, render_chat
from page.desk import Desk
from page.sources import render_panel
from page.turns import Turn

if TYPE_CHECKING:
    pass

EXAMPLES = (
    "What does Morgan Stanley think about small caps?",
    "Who is cautious about small caps?",
    "What did Barclays say about small caps?",
    "Why did small caps rally in July 2024?",
)


def build_chat(desk: Desk) -> None:
    """Lay out the tab."""
    gr, service = desk.gr, desk.service
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
    wire_chat(desk, [box, as_of], [chat, panel], (send, clear))


def wire_chat(
    desk: Desk,
    fields: Sequence[Any],
    views: Sequence[Any],
    buttons: tuple[Any, Any],
) -> None:
    """Connect question and date to chat and sources, with the buttons that ask and clear."""
    gr, service = desk.gr, desk.service
    (box, as_of), (chat, panel), (send, clear) = fields, views, buttons
    turns = gr.State([])

    def reply(question: str, day: str, earlier: list[Turn]) -> Iterator[tuple[object, ...]]:
        for chat_so_far, left in converse(service, question, day, earlier):
            yield render_chat(chat_so_far), render_panel(chat_so_far), chat_so_far, left

    def take_example(event: gr.SelectData) -> str:  # type: ignore[name-defined]
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
