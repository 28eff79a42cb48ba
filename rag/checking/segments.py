"""Cuts a sentence at the marks inside it, each part with the spans that its marks cite."""

from collections.abc import Iterator, Sequence

from rag.checking.checked import CitedSpan
from rag.checking.normalising import MARK


def cut_by_marks(
    sentence: str, spans: Sequence[CitedSpan]
) -> Iterator[tuple[str, tuple[CitedSpan, ...]]]:
    """What stands before each group of marks, with the spans of that group."""
    by_mark = {span.mark: span for span in spans}
    text = ""
    cited: list[CitedSpan] = []
    found: list[tuple[str, list[CitedSpan]]] = []
    done = 0
    for match in MARK.finditer(sentence):
        if match[0] not in by_mark:
            continue
        before = sentence[done : match.start()]
        done = match.end()
        if any(map(str.isalnum, before)) and cited:
            found.append((text, cited))
            text, cited = "", []
        text += before
        cited = [*cited, by_mark[match[0]]]
    rest = sentence[done:]
    found.append((text + rest, cited))
    if not any(map(str.isalnum, found[-1][0])) and len(found) > 1:
        found.pop()
    if len(found) < 2 or any(not c or len(t.split()) < _FEWEST_WORDS for t, c in found):
        yield MARK.sub(" ", sentence), tuple(spans)
        return
    for text, cited in found:
        yield MARK.sub(" ", text).strip(" ,;"), tuple(cited)


_FEWEST_WORDS = 4
"""Of a segment with marks of its own; shorter ones are checked with the rest of the sentence."""
