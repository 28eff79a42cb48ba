"""The reader of each format whose file is more than its text."""

from corpus.formats.extracted import Extracted

DOCUMENT_FORMATS = frozenset(("pdf", "docx"))


def read_document(data: bytes, *, format: str) -> Extracted:
    """The text of a document in one of `DOCUMENT_FORMATS`.

    Raises:
        CorpusError: it cannot be read, or holds no text.
    """
    if format == "pdf":
        from corpus.formats.pdf import read_pdf

        return read_pdf(data)
    from corpus.formats.docx import read_docx

    return read_docx(data)
