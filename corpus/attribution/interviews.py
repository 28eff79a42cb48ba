"""Printed conversations: the answers of a question-and-answer layout belong to who is interviewed.

Questions carry `Q:`, or stand in paragraphs of their own that end in a question mark. Whoever is
interviewed is named before the first question.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.attribution.interviewees import TALK, find_interviewee, with_title
from corpus.attribution.noun_phrases import Subject
from corpus.lines import Line
from corpus.words import words

_FEWEST_QUESTIONS = 2
_VOICES = 2
"""Who asks and who answers."""
_QUESTION_CHARACTERS = 300
_LABEL = re.compile(r"[*_\s]*(Q|A|Question|Answer)\s?[:.][*_]*\s")
_FIRST_PERSON = frozenset(words("i we my our us me i'm i've i'd we're we've we'd i'll we'll"))
_SINGULAR = frozenset(words("i i'm i've i'd i'll my"))
_PERSONAL_SHARE = 0.5
_SPEAKING_SHARE = 0.4
"""Share of the answers that say `I` or `we`; a page of explanations seldom does."""

_INITIALS = re.compile(r"[*_\s]*([A-Z]{2,3})[*_]*:[*_]*\s")
_SURNAME = re.compile(r"[*_\s]*([A-Z][\w'-]+)[*_]*:[*_]*\s")

Paragraph = list[int]


def find_answers(lines: Sequence[Line], view: str) -> tuple[Subject, tuple[int, ...]] | None:
    """Who is interviewed, and the lines (by index) that are answers; None without an interview."""
    paragraphs = list(_paragraphs(lines))
    found = _labelled(lines, paragraphs, view) or _by_surname(lines, paragraphs, view)
    labelled = found is not None
    if found is None:
        found = _alternating(lines, paragraphs, view)
    if found is None:
        return None
    first, answers = found
    answers = [*answers, *_going_on(lines, paragraphs, answers[-1])] if answers else answers
    answered = {k for answer in answers for k in answer}
    introduction = with_title([line for line in lines[:first] if line.chunks], lines)
    if not labelled:
        rest = [*introduction, *lines[max(answered) + 1 :]]
        told = _tells_of_talk(rest) or _in_person(lines, answers)
        if not told or not _first_person(lines, answers):
            return None
    person = find_interviewee(introduction)
    return None if person is None else (person, tuple(sorted(answered)))


def _paragraphs(lines: Sequence[Line]) -> Iterator[Paragraph]:
    current: Paragraph = []
    for k, line in enumerate(lines):
        if current and line.paragraph != lines[current[-1]].paragraph:
            yield current
            current = []
        current.append(k)
    if current:
        yield current


def _labelled(
    lines: Sequence[Line], paragraphs: Sequence[Paragraph], view: str
) -> tuple[int, list[Paragraph]] | None:
    """Answers that begin with `A:`, with the paragraphs between them and the next question."""
    labels = [
        match.group(1)[0]
        if (match := _LABEL.match(view, lines[p[0]].sentence.start, lines[p[0]].sentence.end + 1))
        else ""
        for p in paragraphs
    ]
    if labels.count("Q") < _FEWEST_QUESTIONS or labels.count("A") < _FEWEST_QUESTIONS:
        return None
    answers: list[Paragraph] = []
    last = max(k for k, label in enumerate(labels) if label)
    answering = False
    for k, label in enumerate(labels[: last + 1]):
        answering = label == "A" or (answering and not label)
        if answering:
            answers.append(paragraphs[k])
    return paragraphs[labels.index("Q")][0], answers


def _by_surname(
    lines: Sequence[Line], paragraphs: Sequence[Paragraph], view: str
) -> tuple[int, list[Paragraph]] | None:
    """Answers behind the surname of whoever is interviewed, between those of who asks."""
    starts = ((p, lines[p[0]].sentence) for p in paragraphs)
    matches = [(p, _SURNAME.match(view, s.start, s.end + 1)) for p, s in starts]
    named = Counter(match.group(1).lower() for _, match in matches if match)
    if len([name for name, count in named.items() if count >= _FEWEST_QUESTIONS]) != _VOICES:
        return None
    first = next(p[0] for p, match in matches if match and named[match.group(1).lower()] > 1)
    person = find_interviewee(with_title(lines[:first], lines))
    surname = person.persons[0].split()[-1].lower() if person else ""
    if person is None or not named[surname]:
        return _by_initials(lines, paragraphs, view)
    answers = [p for p, match in matches if match and match.group(1).lower() == surname]
    return (first, answers) if answers else None


def _by_initials(
    lines: Sequence[Line], paragraphs: Sequence[Paragraph], view: str
) -> tuple[int, list[Paragraph]] | None:
    """Answers behind the initials of whoever is interviewed: `JD:`, where who asks has others."""
    starts = ((p, lines[p[0]].sentence) for p in paragraphs)
    matches = [(p, _INITIALS.match(view, s.start, s.end + 1)) for p, s in starts]
    labelled = [(p, match.group(1)) for p, match in matches if match]
    asking = Counter(label for p, label in labelled if _is_question(lines, p, view))
    answering = Counter(label for p, label in labelled if not _is_question(lines, p, view))
    if not asking or not answering:
        return None
    asker, answerer = asking.most_common(1)[0][0], answering.most_common(1)[0][0]
    if asker == answerer or min(asking[asker], answering[answerer]) < _FEWEST_QUESTIONS:
        return None
    first = labelled[0][0][0]
    person = find_interviewee(with_title(lines[:first], lines))
    letters = "".join(word[0] for word in person.persons[0].split()) if person else ""
    if person is None or letters.upper() != answerer:
        return None
    in_full = re.compile(rf"[*_\s]*{re.escape(person.persons[0])}[*_]*:")
    answers = [
        p
        for p, match in matches
        if (match and match.group(1) == answerer) or in_full.match(view, lines[p[0]].sentence.start)
    ]
    return first, answers


def _alternating(
    lines: Sequence[Line], paragraphs: Sequence[Paragraph], view: str
) -> tuple[int, list[Paragraph]] | None:
    """Answers behind paragraphs that are one question each."""
    asks = [_is_question(lines, p, view) for p in paragraphs]
    if asks.count(True) < _FEWEST_QUESTIONS:
        return None
    first = asks.index(True)
    last = len(asks) - 1 - asks[::-1].index(True)
    if first == 0 or last + 1 == len(paragraphs):
        return None
    strict = all(
        (len(paragraphs[k]) == 1 and _is_short(lines, paragraphs[k]))
        if (k - first) % 2 == 0
        else not asks[k]
        for k in range(first, last + 1)
    )
    answers = [
        paragraphs[k]
        for k in range(first + 1, last + 2)
        if ((k - first) % 2 if strict else not asks[k])
    ]
    return paragraphs[first][0], answers


def _going_on(
    lines: Sequence[Line], paragraphs: Sequence[Paragraph], last: Paragraph
) -> Iterator[Paragraph]:
    """Paragraphs behind the last answer that go on with it: they say `I` and quote nobody."""
    for paragraph in paragraphs[paragraphs.index(last) + 1 :]:
        told = {c.low for k in paragraph for c in lines[k].chunks}
        quoted = any(lines[k].quoted_share > 0 or lines[k].spoken for k in paragraph)
        if quoted or told.isdisjoint(_SINGULAR):
            return
        yield paragraph


def _is_short(lines: Sequence[Line], paragraph: Paragraph) -> bool:
    start, end = lines[paragraph[0]].sentence.start, lines[paragraph[-1]].sentence.end
    return end - start <= _QUESTION_CHARACTERS


def _is_question(lines: Sequence[Line], paragraph: Paragraph, view: str) -> bool:
    paragraph = [k for k in paragraph if any(c.kind != "mark" for c in lines[k].chunks)]
    if not paragraph:
        return False
    last = lines[paragraph[-1]]
    ends = view[last.sentence.start : last.sentence.end].rstrip('*_" ').endswith("?")
    quoted = any(lines[k].quoted_share > 0 for k in paragraph)
    return ends and not quoted and len(paragraph) <= 2 and _is_short(lines, paragraph)


def _tells_of_talk(lines: Sequence[Line]) -> bool:
    return any(chunk.low in TALK for line in lines for chunk in line.chunks)


def _first_person(lines: Sequence[Line], answers: Sequence[Paragraph]) -> bool:
    said = sum(
        any(c.low in _FIRST_PERSON for k in answer for c in lines[k].chunks) for answer in answers
    )
    return said >= _SPEAKING_SHARE * len(answers) and said > 0


def _in_person(lines: Sequence[Line], answers: Sequence[Paragraph]) -> bool:
    """Whether most answers say `I`, which no page of explanations does."""
    said = sum(
        any(c.low in _SINGULAR for k in answer for c in lines[k].chunks) for answer in answers
    )
    return len(answers) >= _VOICES and said >= _PERSONAL_SHARE * len(answers)
