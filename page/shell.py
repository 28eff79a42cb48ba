"""Pieces of HTML that the tabs are laid out with; what they show comes later, by script."""

import json
from collections.abc import Iterable

from page.desk import Desk
from page.escape import safe
from page.texts import Texts


def render_button(texts: Texts, key: str, element_id: str, kind: str = "quiet") -> str:
    """Return a button with the words of `key`."""
    return f'<button type="button" id="{element_id}" class="{kind}">{safe(texts.say(key))}</button>'


def render_submit(texts: Texts, key: str, element_id: str, *, value: str = "") -> str:
    """Return the button that sends a form; `value` tells which of several it is."""
    said = f' name="what" value="{value}"' if value else ""
    kind = "quiet" if value else "primary"
    return f'<button type="submit" id="{element_id}" class="{kind}"{said}>{safe(texts.say(key))}</button>'


def render_field(texts: Texts, key: str, name: str, attributes: str = "") -> str:
    """Return a labelled field; `attributes` is HTML of the page's own."""
    return f'<label>{safe(texts.say(key))}<input name="{name}" {attributes}></label>'


def render_part(texts: Texts, key: str, inner: str, *, kind: str = "") -> str:
    """Return a part of a tab under its heading; its heading's id is `key` with `-title`."""
    name = f"{key.replace('.', '-')}-title"
    return (
        f'<section class="part {kind}" aria-labelledby="{name}">'
        f'<h2 id="{name}" tabindex="-1">{safe(texts.say(key))}</h2>{inner}</section>'
    )


def render_table(texts: Texts, scroll: str, rows: str, columns: Iterable[str]) -> str:
    """Return an empty table whose columns are keys; `key:order` makes a heading that sorts."""
    columns = tuple(columns)
    # Where it is wider than the window it scrolls, which the keyboard must be able to do too.
    named = safe(", ".join(texts.say(column.partition(":")[0]) for column in columns))
    heads = []
    for column in columns:
        key, _, order = column.partition(":")
        said = safe(texts.say(key))
        inner = f'<button type="button">{said}</button>' if order else said
        heads.append(f'<th scope="col"{f" data-order={order}" if order else ""}>{inner}</th>')
    return (
        f'<div id="{scroll}" class="scroll" tabindex="0" role="group" aria-label="{named}">'
        f"<table><thead><tr>{''.join(heads)}</tr></thead>"
        f'<tbody id="{rows}"></tbody></table></div>'
    )


def build_panel(desk: Desk, name: str, inner: str, keys: Iterable[str]) -> None:
    """Put a tab's HTML into the open `Blocks`; `keys` are the words that its script says."""
    words = json.dumps({key: desk.texts.say(key) for key in keys})
    desk.gr.Markdown(
        f'<div id="{name}-panel" class="panel" data-words="{safe(words)}">{inner}</div>',
        latex_delimiters=[],
        sanitize_html=False,  # made here of constants and the table of texts
        container=False,
        elem_classes="panel-shell",
    )
