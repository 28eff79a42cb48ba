"""A structured reply read while it is written: each sentence as soon as its object is closed."""

import json
import re

from rag.writing.replies import SaidSentence, read_reply
from rag.writing.reply_cleaning import clean_reply

_THOUGHT = re.compile(
    r"\s*<think(?:ing)?>.*?(?P<end></think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE
)
_BEGINS = re.compile(r"\s*(?:```(?:json)?\s*)?(?P<json>\{|\[\s*\{)")
_LIST = re.compile(r'"sentences"\s*:\s*\[')
_GAP = re.compile(r"[\s,]*")
LONGEST_STRUCTURED = 60_000
"""Characters of JSON that are read."""


def is_structured(reply: str) -> bool | None:
    """Whether a reply that begins so is JSON; None while that cannot be told yet."""
    thought = _THOUGHT.match(reply)
    if thought and not thought["end"]:
        return None
    begun = reply[thought.end() if thought else 0 :].lstrip()
    if _BEGINS.match(begun):
        return True
    undecided = begun in ("[", "```json") or any(
        start.startswith(begun.lower()) for start in ("```json", "<thinking>")
    )
    return None if undecided else False


class StructuredReader:
    """Takes a reply of `REPLY_SCHEMA` as it comes and gives its sentences one by one."""

    def __init__(self) -> None:
        self.text = ""
        """The reply so far."""
        self.complete = False
        """Whether the list of sentences was closed."""
        self.any_said = False
        """Whether an object of it held a sentence."""
        self._place: int | None = None
        self._may_have_closed = False

    def read(self, text: str) -> None:
        """Take more of the reply."""
        self.text = (self.text + text)[:LONGEST_STRUCTURED]
        self._may_have_closed = self._may_have_closed or "}" in text or "]" in text

    @property
    def is_full(self) -> bool:
        """Whether what comes from here on is not read."""
        return len(self.text) >= LONGEST_STRUCTURED

    def sentences(self) -> tuple[SaidSentence, ...]:
        """The sentences whose objects have become whole."""
        if self._place is None and not self._find_list():
            return ()
        if not self._may_have_closed:
            return ()  # an object that is still open is not parsed anew with each token
        self._may_have_closed = False
        said: list[SaidSentence] = []
        while self._place is not None and not self.complete:
            gap = _GAP.match(self.text, self._place)
            place = gap.end() if gap else self._place
            if self.text[place : place + 1] == "]":
                self.complete = True
                break
            try:
                value, self._place = json.JSONDecoder().raw_decode(self.text, place)
            except (json.JSONDecodeError, RecursionError):
                break
            said += _read_sentence(value)
        self.any_said = self.any_said or bool(said)
        return tuple(said)

    def end(self) -> tuple[SaidSentence, ...]:
        """What is left once the reply has ended."""
        return self.sentences()

    def _find_list(self) -> bool:
        thought = _THOUGHT.match(self.text)
        begin = thought.end() if thought else 0
        found = _LIST.search(self.text, begin)
        bare = _BEGINS.match(self.text, begin)
        if found is not None:
            self._place = found.end()
        elif bare is not None and bare["json"].startswith("["):
            self._place = bare.start("json") + 1
        return self._place is not None


def _read_sentence(value: object) -> list[SaidSentence]:
    """The sentences of one object, all with its marks; other values hold none."""
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        return []
    given = value.get("sources")
    sources = given if isinstance(given, list) else [given]
    numbers = [
        n for source in sources for n in re.findall(r"(?<![0-9])[0-9]{1,3}(?![0-9])", str(source))
    ]
    own = [f"[{number}]" for number in dict.fromkeys(numbers)]
    text = " ".join(clean_reply(value["text"]).split())
    # A text without a full stop is whole here, as its object is closed.
    read = read_reply(text if text[-1:] in ".!?…\"'”’)]" else f"{text}.")
    said: list[SaidSentence] = []
    for sentence in read:
        marks = [mark for mark in own if mark not in {m for _, m in sentence.marks}]
        end = len(sentence.text)
        added = (*sentence.marks, *((end, mark) for mark in marks))
        said.append(SaidSentence(text=sentence.text, marks=added))
    return said
