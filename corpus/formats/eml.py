"""An e-mail as an envelope: what its headers say, and the page or the text that it carries."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Literal

from corpus.dating.publication_dates import parse_instant, parse_published
from corpus.errors import CorpusError
from corpus.given_names import is_given_name
from corpus.metadata import FoundMetadata
from corpus.outlets import outlet_of_name, outlet_of_url

_REPLY = re.compile(r"(?:\s*(?:re|fwd?|aw|wg|tr|rv|sv|vs|antw)(?:\s*\[\d+\])?\s*:\s*)+", re.I)
_FORWARD = re.compile(r"\s*(?:re\s*:\s*)?(?:fwd?|wg|tr|rv|vs)(?:\s*\[\d+\])?\s*:", re.IGNORECASE)
_FORWARDED_BLOCK = re.compile(
    r"^[>\s]*-{2,}.{0,40}(?:forwarded|original|weitergeleitete|transféré).{0,40}-{2,}[ \t]*$"
    r"|^[>\s]*begin forwarded message:[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_BLOCK_FIELD = re.compile(r"[>\s]*\**(From|Date|Sent|Subject)\**:\**[ \t]*(.+)", re.IGNORECASE)
_MOST_PARTS = 500
_DEEPEST = 8
"""Messages within messages."""
_NOTE = 400
"""Characters; whoever forwards a message writes less above it."""
_BROKEN = (
    *(MessageError, LookupError, ValueError, OverflowError),
    *(AttributeError, TypeError, RecursionError),
)
"""What Python's own parser raises on headers and parts that are not as they should be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What an e-mail carries."""

    format: Literal["html", "txt"]
    data: bytes
    """The page or text, in UTF-8."""
    found: FoundMetadata


def read_message(data: bytes) -> Letter:
    """The page or else the text of an e-mail, of the inner one where it forwards one.

    Its subject is the title and its date the date of publication, the sender's name the author if
    it is a person's, else the outlet. Of a message forwarded within the text its own date and
    sender count, never those of the forwarding. Attachments are not read.

    Raises:
        CorpusError: it is no e-mail, or carries no text.
    """
    try:
        message = message_from_bytes(data.removeprefix(b"\xef\xbb\xbf"), policy=policy.default)
        if not any(_header(message, name) for name in ("from", "subject", "date", "message-id")):
            raise CorpusError("is no e-mail: expected headers such as 'Subject: ...' at its top")
        return _read_letter(_innermost(message))
    except _BROKEN as error:
        raise CorpusError(f"is broken: the e-mail cannot be read: {error}") from error


def _header(message: EmailMessage, name: str) -> str:
    """A header as one line of text; empty where it is missing or cannot be read."""
    try:
        value = message[name]
    except _BROKEN:
        value = next((v for k, v in message.raw_items() if k.lower() == name), None)
    text = "" if value is None else str(value)
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts of a message that are its own, not those of a message that it carries."""
    pending, count = [message], 0
    while pending and count < _MOST_PARTS:
        part = pending.pop()
        count += 1
        yield part
        inner = part.get_payload()
        if isinstance(inner, list) and part.get_content_maintype() == "multipart":
            pending.extend(one for one in reversed(inner) if isinstance(one, EmailMessage))


def _innermost(message: EmailMessage) -> EmailMessage:
    """The message that a forwarding carries whole, with no more than a note above it."""
    for _ in range(_DEEPEST):
        carried = next(
            (
                inner[0]
                for part in _parts(message)
                if part.get_content_type() == "message/rfc822"
                and isinstance(inner := part.get_payload(), list)
                and inner
                and isinstance(inner[0], EmailMessage)
            ),
            None,
        )
        if carried is None:
            return message
        note = "".join(_texts(message, "text/plain")) or "".join(_texts(message, "text/html"))
        if len(note) > _NOTE and not _FORWARD.match(_header(message, "subject")):
            return message
        message = carried
    return message


def _texts(message: EmailMessage, kind: str) -> Iterator[str]:
    """The text of the parts of a kind, attached files left out."""
    for part in _parts(message):
        attached = part.get_content_disposition() == "attachment" or part.get_filename()
        if part.get_content_type() != kind or attached:
            continue
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            text = _decoded(payload, part.get_content_charset())
            yield _unfolded(text, part) if kind == "text/plain" else text


def _decoded(data: bytes, charset: str | None) -> str:
    for encoding in (charset, "utf-8", "cp1252"):
        if encoding:
            try:
                return data.decode(encoding)
            except (LookupError, ValueError):
                continue
    return data.decode("latin-1")


def _unfolded(text: str, part: EmailMessage) -> str:
    """Text whose lines end softly (RFC 3676) with its paragraphs a line each."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    delete_space = str(part.get_param("delsp", "")).lower() == "yes"
    lines: list[str] = []
    soft = False
    for line in text.split("\n"):
        line = line.removeprefix(" ") if line[:2].strip(" ") == "" or line[:1] == " " else line
        if soft:
            lines[-1] += line
        else:
            lines.append(line)
        soft = line.endswith(" ") and line != "-- "
        if soft and delete_space:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def _read_letter(message: EmailMessage) -> Letter:
    plain = "\n".join(_texts(message, "text/plain"))
    page = "\n".join(_texts(message, "text/html"))
    if not re.sub(r"<[^>]*>|&\w+;", "", page).strip():
        page = ""
    if not page and not plain.strip():
        files = [name for part in _parts(message) if (name := part.get_filename())]
        also = f"; attached files are not read: save {files[0]!r} and add it" if files else ""
        raise CorpusError(f"is empty: the e-mail carries no text{also}")
    return Letter(
        format="html" if page else "txt",
        data=(page or plain).encode("utf-8", "replace"),
        found=_found(message, plain or re.sub(r"<[^>]*>", "\n", page)),
    )


def _found(message: EmailMessage, text: str) -> FoundMetadata:
    subject = _header(message, "subject")
    sender, sent = _header(message, "from"), _header(message, "date")
    if _FORWARD.match(subject):  # who forwards an article did not write it, nor on that day
        fields = _forwarded_fields(text)
        sender, sent = fields.get("from", ""), fields.get("date", fields.get("sent", ""))
    name, address = parseaddr(sender)
    name = " ".join(name.strip("'\" ").split())
    person = _is_person(name)
    outlet = outlet_of_name(name) if name else None
    outlet = outlet or outlet_of_url(f"https://{address.rpartition('@')[2]}/")
    if outlet is None and name and not person and message["list-unsubscribe"] is not None:
        outlet = name
    published = parse_published(sent) if sent else None
    title = _REPLY.sub("", subject, count=1) if _REPLY.match(subject) else subject
    return FoundMetadata(
        title=title or None,
        title_origin="page metadata" if title else "unknown",
        outlet=outlet,
        outlet_origin="page metadata" if outlet else "unknown",
        authors=(name,) if person and name != outlet else (),
        published=published,
        published_origin="page metadata" if published else "unknown",
        published_at=parse_instant(sent) if published else None,
    )


def _is_person(name: str) -> bool:
    words = name.split()
    return 2 <= len(words) <= 4 and is_given_name(words[0]) and all(w[0].isupper() for w in words)


def _forwarded_fields(text: str) -> dict[str, str]:
    """The fields that stand in a text below the line that announces a forwarded message."""
    start = _FORWARDED_BLOCK.search(text)
    fields: dict[str, str] = {}
    for line in text[start.end() :].split("\n")[:16] if start else ():
        if (match := _BLOCK_FIELD.match(line)) is not None:
            fields.setdefault(match[1].lower(), match[2].strip())
    return fields
