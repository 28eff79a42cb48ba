"""Text from articles, names, files and errors on its way to the browser.

It reaches the page only through `safe`, which leaves neither HTML nor Markdown in it; links are rebuilt.
"""

import re
from urllib.parse import urlsplit


def safe(text: str) -> str:
    """Return `text` on one line as HTML that shows it and holds no HTML and no Markdown.

    Every character but letters, digits and spaces becomes a numeric reference, because widgets read
    Markdown, where escaping `<` and `&` alone still lets images and links through.
    """
    line = " ".join(text.encode("utf-8", "replace").decode().split())
    return re.sub(r"[^\w ]|_", lambda found: f"&#{ord(found[0])};", line)


def safe_span(text: str) -> str:
    """Return `text` as `safe` does, but with the space at its ends, for a part of a longer line."""
    inner = safe(text)
    if not inner:
        return " " if text else ""
    return " " * text[:1].isspace() + inner + " " * text[-1:].isspace()


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
