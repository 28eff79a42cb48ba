"""Lists and messages of the page itself."""

from collections.abc import Sequence

from page.escape import safe


def render_list(lines: Sequence[str], name: str, *, lang: str = "") -> list[str]:
    """Return a list of the class `name`, and nothing for no lines; `lang` is where it is not that of the page."""
    items = "".join(f"<li>{safe(line)}</li>" for line in lines)
    return [f'<ul class="{name}"{_say_lang(lang)}>{items}</ul>'] if items else []


def render_notice(text: str, kind: str = "notice", *, lang: str = "") -> str:
    """Return a message of the page itself; `kind` is `notice` or `error`."""
    role = "alert" if kind == "error" else "status"
    return f'<div class="{kind}" role="{role}"{_say_lang(lang)}>{safe(text)}</div>'


def _say_lang(lang: str) -> str:
    return f' lang="{lang}"' if lang else ""
