"""A reply read in the form that it turns out to have: JSON by the schema, or text with marks."""

from rag.writing.prompt import NO_ANSWER
from rag.writing.replies import ReplyReader, SaidSentence
from rag.writing.reply_cleaning import ThoughtFilter, clean_reply
from rag.writing.structured import LONGEST_STRUCTURED, StructuredReader, is_structured


class Reading:
    """Reads a reply in the form that it turns out to have."""

    def __init__(self) -> None:
        self._visible = ThoughtFilter()
        self._text = ""
        """What was shown of it, as far as it is read."""
        self._reader: ReplyReader | StructuredReader | None = None

    @property
    def says_nothing(self) -> bool:
        """Whether the whole reply says that the sources hold no answer."""
        reader = self._reader
        if isinstance(reader, StructuredReader):
            return reader.complete and not reader.any_said
        return clean_reply(self._text).strip(" \n.*\"'").upper() == NO_ANSWER

    @property
    def is_full(self) -> bool:
        """Whether what comes from here on is not read."""
        return self._reader is not None and self._reader.is_full

    def read(self, piece: str) -> tuple[SaidSentence, ...]:
        """The sentences that have become whole."""
        piece = self._visible.take(piece)
        if len(self._text) < LONGEST_STRUCTURED:
            self._text += piece
        if self._reader is None:
            structured = is_structured(self._text)
            if structured is None:
                return ()
            self._reader = StructuredReader() if structured else ReplyReader()
            piece = self._text
        self._reader.read(piece)
        return self._reader.sentences()

    def end(self) -> tuple[SaidSentence, ...]:
        """The sentences that are left."""
        rest = self._visible.end()
        self._text += rest
        if self._reader is None:
            self._reader = ReplyReader()
            rest = self._text
        self._reader.read(rest)
        return self._reader.end()
