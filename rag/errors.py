"""The exception tree of question answering: what a user can mend."""


class RagError(Exception):
    """Something a user can mend; the message says what was found, what was expected, where, and the remedy."""


class QuestionError(RagError):
    """A question that cannot be asked as it stands: empty, too long, no text."""


class IndexStateError(RagError):
    """The index is missing, broken, or was made with other settings."""


class ModelError(RagError):
    """An embedding or chat model cannot be loaded or did not answer."""
