"""A chat to take along: an answer as text, a chat as Markdown or as one HTML file that needs nothing else."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from page import NAME
from page.escape import safe, safe_link
from page.said import write_notes, write_said
from page.spelling import spell_date
from page.texts import Texts
from page.turns import Turn
from rag.records import Citation

_STYLE = (
    "body{font:16px/1.6 Georgia,serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1c2430;background:#fff}"
    "h1{font-size:1.4rem}h2{font-size:1.1rem;margin:2.2rem 0 .6rem}small,li,.notes{color:#4a5568}"
    "ol{padding-left:1.4rem;font-size:.9rem}"
    "blockquote{margin:.2rem 0 .6rem;padding-left:.8rem;border-left:3px solid #c9a227}"
    "@media (prefers-color-scheme:dark){body{background:#12161d;color:#e6e9ee}"
    "small,li,.notes{color:#b3bccb}a{color:#9cc2ff}}"
)


def write_text(turn: Turn, texts: Texts) -> str:
    """Return an answer with its sources as plain text, to be pasted anywhere."""
    lines = [write_said(sentence, turn, texts) for sentence in turn.sentences]
    lines += [f"({note})" for note in write_notes(turn, texts)]
    if turn.citations:
        lines.append("")
    for citation in turn.citations:
        where = ", ".join(_place(citation, texts))
        lines.append(f"{citation.mark} {where}: {_quote(_one_line(citation.quote), texts)}")
    return "\n".join(lines)


def write_markdown(turns: Sequence[Turn], texts: Texts) -> str:
    """Return a chat as Markdown with footnotes; nothing that an article holds is markup in it."""
    parts = [f"# {NAME}"]
    notes = []
    for number, turn in enumerate(turns, 1):
        parts.append(f"## {escape_markdown(turn.question)}")
        said = [write_said(sentence, turn, texts) for sentence in turn.sentences]
        parts += [_with_footnotes(text, turn, number) for text in said]
        parts += [f"> {_with_footnotes(note, turn, number)}" for note in write_notes(turn, texts)]
        for citation in turn.citations:
            where = escape_markdown(", ".join(_place(citation, texts)))
            link = f" <{_web_address(citation.url)}>" if _web_address(citation.url) else ""
            quote = escape_markdown(citation.quote)
            notes.append(f"[^{number}-{_number(citation)}]: {where}: {_quote(quote, texts)}{link}")
    return "\n\n".join([*parts, *notes]) + "\n"


def write_html(turns: Sequence[Turn], texts: Texts) -> str:
    """Return a chat as one HTML file that loads and runs nothing."""
    body = "".join(_write_turn(turn, number, texts) for number, turn in enumerate(turns, 1))
    return (
        f'<!doctype html><html lang="{texts.language}"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer">'
        f"<title>{NAME}</title><style>{_STYLE}</style></head>"
        f"<body><h1>{NAME}</h1>{body}</body></html>\n"
    )


def escape_markdown(text: str) -> str:
    """Return `text` on one line as Markdown that shows it as it stands."""
    return re.sub(r"([\\`*_\[\]<>&!#|~$])", r"\\\1", _one_line(text)).replace("://", ":\\//")


def _write_turn(turn: Turn, number: int, texts: Texts) -> str:
    sentences = "".join(
        f"<p>{safe(write_said(sentence, turn, texts))}</p>" for sentence in turn.sentences
    )
    notes = "".join(f"<li>{safe(note)}</li>" for note in write_notes(turn, texts))
    sources = "".join(
        f"<li>{safe(', '.join(_place(citation, texts)))} {safe_link(citation.url)}"
        f"<blockquote>{safe(citation.quote)}</blockquote></li>"
        for citation in turn.citations
    )
    return (
        f'<section id="q{number}"><h2>{safe(turn.question)}</h2>{sentences}'
        + (f'<ul class="notes">{notes}</ul>' if notes else "")
        + (f"<ol>{sources}</ol>" if sources else "")
        + "</section>"
    )


def _place(citation: Citation, texts: Texts) -> list[str]:
    outlet = citation.outlet or texts.say("outlet.unknown")
    title = [_quote(_one_line(citation.title), texts)] if citation.title else []
    return [outlet, spell_date(citation.published, texts), *title]


def _quote(words: str, texts: Texts) -> str:
    return texts.say("quoted", words=words)


def _with_footnotes(text: str, turn: Turn, number: int) -> str:
    """The text with each mark as a footnote's."""
    written = escape_markdown(text)
    for citation in turn.citations:
        mark = f"[^{number}-{_number(citation)}]"
        written = written.replace(escape_markdown(citation.mark), mark)
    return written


def _number(citation: Citation) -> str:
    return re.sub(r"\W", "", citation.mark)


def _web_address(url: str | None) -> str:
    """The address for an http or https link without anything that would end it early."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    return re.sub(r"[\s<>]", "", parts.geturl())


def _one_line(text: str) -> str:
    return " ".join(text.encode("utf-8", "replace").decode().split())
