"""Every word of the interface, in each of its languages.

A key is said with `Texts.say`; what stands in braces is filled in. What the assistant answers is not here: it is the
articles' own words.
"""

from collections.abc import Mapping
from typing import Literal, get_args

Language = Literal["en", "de"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_TABLE: Mapping[str, tuple[str, str]] = {
    "tagline": (
        "What the news said, who said it, and where it stands.",
        "Was die Nachrichten sagten, wer es sagte und wo es steht.",
    ),
    "tab.ask": ("Ask", "Fragen"),
    "tab.articles": ("Articles", "Artikel"),
    "articles.one": ("1 article", "1 Artikel"),
    "articles.many": ("{count} articles", "{count} Artikel"),
}
"""Key to English and German."""


class Texts:
    """The interface's words in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._column = LANGUAGES.index(language)

    def say(self, key: str, **fields: object) -> str:
        """Return the words for `key` with its fields filled in."""
        return _TABLE[key][self._column].format(**fields)
