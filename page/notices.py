"""Lists and messages of the page itself."""

from collections.abc import Sequence

from page.escape import safe


def render_list(lines: Sequence[str], name: str) -> list[str]:
    """Return a list of the class `name`, and nothing for no lines."""
    items = "".join(f"<li>{safe(line)}</li>" for line in lines)
    return [f'<ul class="{name}">{items}</ul>'] if items else []


def render_notice(text: str, kind: str = "notice") -> str:
    """Return a message of the page itself; `kind` is `notice` or `error`."""
    role = "alert" if kind == "error" else "status"
    return f'<div class="{kind}" role="{role}">{safe(text)}</div>'
