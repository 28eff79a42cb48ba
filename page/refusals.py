"""What the page refuses in its own words, and those of others: the languages in which an error is told."""

from page.texts import Texts, pick_language
from rag.errors import QuestionError


class PageError(QuestionError):
    """What a person can mend, by its key in the table of texts; as a plain error it speaks English."""

    def __init__(self, key: str, **fields: object) -> None:
        super().__init__(Texts("en").say(key, **fields))
        self._key = key
        self._fields = fields

    def say(self, texts: Texts) -> str:
        """Return the message in the language of the page."""
        return texts.say(self._key, **self._fields)


def refuse(error: Exception, texts: Texts) -> dict[str, str]:
    """Return the reply that tells an error; `lang` is there where its words are not the page's own, but English."""
    if isinstance(error, PageError):
        return {"error": _whole(error.say(texts))}
    return {"error": _whole(str(error)), "lang": "en"}


def texts_of(language: object) -> Texts:
    """Return the words in the language that a request names, English where it names none."""
    return Texts(pick_language(language))


def _whole(text: str) -> str:
    """Half a surrogate pair cannot be sent."""
    return text.encode("utf-8", "replace").decode()
