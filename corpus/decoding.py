"""Bytes to text: which encoding they are in, or that they are no text."""

import codecs
import re
from collections.abc import Sequence

from corpus.errors import CorpusError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)


def decode_text(data: bytes, *, declared: str | None = None) -> str:
    """The text of bytes in UTF-8, UTF-16 with its mark, the declared charset or Windows-1252.

    Raises:
        CorpusError: the bytes are not text in any of these.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data, (encoding,))
    if b"\0" in data:
        raise CorpusError("is binary: a NUL byte stands in it, and text was expected")
    return _decoded(data, ("utf-8", *((declared,) if declared else ()), "cp1252"))


def _decoded(data: bytes, encodings: Sequence[str]) -> str:
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        controls = sum(ord(c) < 32 and c not in "\t\n\r\f\v" for c in text)
        strange = sum(c.isalnum() or c.isspace() or c.isascii() or ord(c) > 255 for c in text)
        # Nearly any bytes decode as Windows-1252; prose holds few of its signs and no controls.
        # What decodes as UTF-8 is text, if it is not strewn with controls.
        if encoding == "utf-8" and controls <= len(text) / 10:
            return text
        if encoding != "utf-8" and controls <= len(text) / 1000 and strange >= 0.9 * len(text):
            return text
    raise CorpusError("is not text: it decodes neither as UTF-8 nor as Windows-1252")
