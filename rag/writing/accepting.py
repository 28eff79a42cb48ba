"""Which sentences of a chat model stand: each is held back until its marks are there and it is checked."""

from collections.abc import Callable, Sequence

from rag.answers.drafts import ANSWER_CHARACTERS
from rag.answers.wording import say_count
from rag.checking.checked import Check, Verdict
from rag.records import AnswerSentence, Citation
from rag.writing.prompt import NO_ANSWER
from rag.writing.replies import SaidSentence
from rag.writing.shown import ShownSpan

Judge = Callable[[str, Sequence[ShownSpan]], Check]
"""The check of a sentence as it would be shown, against the spans it cites."""


class Accepting:
    """Takes sentences in order and keeps those that stand; failed ones are counted, or kept struck.

    Marks behind a sentence are added one by one: as soon as it stands it is kept, and a later mark is
    added only if it stands with that too. So the answer does not depend on how fast a mark came.
    """

    def __init__(self, spans: Sequence[ShownSpan], judge: Judge, *, strike: bool) -> None:
        self._spans = {span.citation.mark: span for span in spans}
        self._judge = judge
        self._strike = strike
        self._sentences: list[AnswerSentence] = []
        self._length = 0
        self._current: SaidSentence | None = None
        self._known: tuple[str, ...] = ()
        self._verdict: Verdict = "uncited"
        self._stands = False
        self.stray = 0
        """Marks that pointed at no span."""
        self.failed = 0
        """Sentences that did not pass."""
        self.marked = 0
        """Sentences that carried a mark, known or not."""
        self.silent = False
        """Whether the model said that the sources hold no answer."""

    @property
    def sentences(self) -> tuple[AnswerSentence, ...]:
        """Those to be shown, in order."""
        return tuple(self._sentences)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Those that the sentences point at, in the order of the spans."""
        used = {mark for sentence in self._sentences for mark in sentence.marks}
        return tuple(s.citation for mark, s in self._spans.items() if mark in used)

    @property
    def any_stands(self) -> bool:
        """Whether a sentence stands."""
        return any(sentence.stands for sentence in self._sentences)

    @property
    def is_full(self) -> bool:
        """Whether the answer is as long as one may be, so that the rest need not be read."""
        return self._length >= ANSWER_CHARACTERS

    def take(self, said: SaidSentence) -> None:
        """Take the next sentence, or further marks of the last one."""
        marks = [mark for _, mark in said.marks]
        self.stray += sum(mark not in self._spans for mark in marks)
        if said.text:
            self.finish()
            if not any(map(str.isalnum, said.text)):
                return
            if said.text.strip(" .*\"'").upper() == NO_ANSWER:
                self.silent = True
                return
            self._current, self._known, self._verdict = said, (), "uncited"
            self.marked += bool(marks)
            inner = [m for offset, m in said.marks if offset < len(said.text)]
            behind = [m for offset, m in said.marks if offset >= len(said.text)]
            self._try(inner)
        else:
            behind = marks
            if self._current is not None and not self._current.marks and marks:
                self.marked += 1
            if self._current is not None:
                end = len(self._current.text)
                moved = tuple((end, mark) for mark in marks)
                self._current = SaidSentence(
                    text=self._current.text, marks=(*self._current.marks, *moved)
                )
        for mark in behind:
            self._try([mark])

    def finish(self) -> None:
        """The last sentence gets no more marks: what does not stand by now has failed."""
        if self._current is not None and not self._stands:
            self.failed += 1
            if self._strike:
                self._add(self._show(self._known), self._known, self._verdict)
        self._current, self._known, self._stands = None, (), False

    def _try(self, added: Sequence[str]) -> None:
        """Look whether the sentence stands with further marks."""
        new = [mark for mark in added if mark in self._spans and mark not in self._known]
        if self._current is None or not new:
            return
        known = tuple(dict.fromkeys((*self._known, *new)))
        shown = self._show(known)
        check = self._judge(shown, [self._spans[mark] for mark in known])
        if check.stands:
            if self._stands:
                self._sentences[-1] = AnswerSentence(text=shown, marks=known)
            elif any(shown == kept.text for kept in self._sentences):
                self._current = None  # said before
                return
            else:
                if not self._add(shown, known, "supported"):
                    self._current = None
                    return
                self._stands = True
        elif self._stands:
            return  # it stands without this mark
        self._known, self._verdict = known, check.verdict

    def _show(self, known: Sequence[str]) -> str:
        return self._current.show(known) if self._current is not None else ""

    def _add(self, text: str, marks: tuple[str, ...], verdict: Verdict) -> bool:
        """Keep a sentence if it fits; one that does not ends the answer."""
        fits = self._length + len(text) < ANSWER_CHARACTERS
        self._length += len(text) + 1 if fits else ANSWER_CHARACTERS
        if fits:
            self._sentences.append(AnswerSentence(text=text, marks=marks, verdict=verdict))
        return fits


def count_losses(accepting: Accepting, *, strike: bool) -> list[str]:
    """What of a whole reply was left out, as notes."""
    notes: list[str] = []
    if accepting.stray:
        marks = "mark of the chat model" if accepting.stray == 1 else "marks of the chat model"
        notes.append(
            f"{say_count(accepting.stray).capitalize()} {marks} pointed at no source; removed."
        )
    if accepting.failed:
        one = accepting.failed == 1
        said = "sentence of the chat model was" if one else "sentences of the chat model were"
        how = "struck through" if strike and accepting.any_stands else "dropped"
        notes.append(f"{say_count(accepting.failed).capitalize()} {said} not supported; {how}.")
    if not accepting.any_stands:
        silent = accepting.silent or not (accepting.failed or accepting.marked)
        why = (
            "found no answer in the sources" if silent else "wrote nothing that the sources support"
        )
        notes.append(f"The chat model {why}; these are the articles' own words.")
    return notes
