"""Transcripts: turns of speech behind a label such as `Jane Doe - CEO:` or `DOE:`.

Labels stand at the start of a paragraph before a colon, or are a line of their own (`Jane Doe --
Chief Executive Officer`). What follows is that person's until the next label. Whoever only asks
(an outlet, `Operator`, `Q`) speaks in no statement.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.attribution.cues import CUE_VERBS
from corpus.attribution.interviewees import find_interviewee, with_title
from corpus.attribution.noun_phrases import Subject
from corpus.attribution.people import is_fund
from corpus.given_names import is_given_name
from corpus.lines import Line
from corpus.name_words import ORG_WORDS, PLURAL_ROLES, ROLE_NOUNS, TITLE_WORDS
from corpus.names import load_firms
from corpus.words import words

_FEWEST_TURNS = 3
_FEWEST_OF_ONE = 2
_NAME_WORDS = 5
_LABEL = re.compile(r"[*_\s]*(?P<label>[^\W\d_][^:\n\"?!;]{0,90}?)[*_]*\s?:[*_]*(?=\s)")
_LONE = re.compile(r"[*_\s]*(?P<label>[^\W\d_][^:\n\"?!;]{2,90}?)[*_\s]*$")
_PARTS = re.compile(r"\s*(?:--|[-–—](?=\s)|,|\(|\)|\|)\s*")
_HOST = re.compile(
    r"\b(?i:hosts?(?=[*_]*[:,])|host|hosted by|host and producer"
    r"|moderators?|moderated by|presenters?|presented by|interviewers?"
    r"|interviewed by|interview by|questions by|in conversation with your host)\b[*_:,]*\s*"
    r"((?:[A-Z](?:[\w'’-]+|\.)\s){1,3}[A-Z][\w'’-]+|[A-Z][\w'’-]+)"
)
_PARTICLES = frozenset(words("de van von der den la le del da di bin al el ten ter dos du st"))
_ASKERS = frozenset(
    words("operator moderator interviewer host q question questioner reporter audience editor")
)


@dataclass(frozen=True, slots=True)
class Turn:
    """Who speaks, and the lines (by index) that are theirs; None for who only asks."""

    subject: Subject | None
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Label:
    line: int
    name: str
    subject: Subject
    alone: bool


def find_turns(lines: Sequence[Line], view: str) -> tuple[Turn, ...]:
    """The turns of a transcript in order, empty where the text is none."""
    labels = list(_labels(lines, view))
    named = Counter(label.name.split()[-1].lower() for label in labels if label.name)
    full = _full_names(lines, labels)
    shared = _of_two_forms(labels)
    introduced = _full_names(lines, labels[:1], of_labels=False)
    asking = _only_asks(lines, labels, view) | _hosts(lines, labels, view)
    people = [
        label
        for label in labels
        if label.name.lower() not in asking
        and (_is_person(label, full, introduced) or label.name.split()[-1].lower() in shared)
    ]
    spoken = Counter(label.name.split()[-1].lower() for label in people)
    if len(labels) < _FEWEST_TURNS or not people:
        return ()
    if max(spoken.values()) < _FEWEST_OF_ONE or len(named) < 2:
        return ()
    kept = [
        label
        for label in labels
        if label in people or named[label.name.split()[-1].lower()] > 1 or _asks(label.name)
    ]
    if len(kept) < _FEWEST_TURNS:
        return ()
    if len(spoken) == 1:
        surname = next(iter(spoken))
        told = _of_introduction(lines[: labels[0].line])
        who = full.get(surname)
        if who is not None and (who.firm is None or is_fund(who.firm)):
            placed = find_interviewee(with_title(lines[: labels[0].line], lines))
            if placed is not None and placed.persons == who.persons and placed.firm:
                who = replace(who, firm=placed.firm, firm_kind=placed.firm_kind)
                full[surname] = who
        if who is not None and who.firm is None and told is not None:
            full[surname] = replace(
                who, firm=told.firm, firm_kind=told.firm_kind, role=who.role or told.role
            )
    return tuple(_turns(lines, kept, people, full))


def _of_two_forms(labels: Sequence[_Label]) -> frozenset[str]:
    """Surnames that stand in labels of two lengths: `Ximena de Roe:` and later `de Roe:`."""
    forms: dict[str, set[str]] = {}
    for label in labels:
        forms.setdefault(label.name.split()[-1].lower(), set()).add(label.name.lower())
    return frozenset(surname for surname, names in forms.items() if len(names) > 1)


def _turns(
    lines: Sequence[Line],
    labels: Sequence[_Label],
    people: Sequence[_Label],
    full: dict[str, Subject],
) -> Iterator[Turn]:
    ends = [label.line for label in labels[1:]] + [_last_line(lines, labels)]
    for label, end in zip(labels, ends, strict=True):
        first = label.line + 1 if label.alone else label.line
        inside = tuple(range(first, end))
        if label not in people:
            yield Turn(None, inside)
            continue
        known = full.get(label.name.split()[-1].lower())
        subject = label.subject
        if known is not None:
            subject = replace(
                known,
                firm=subject.firm or known.firm,
                firm_kind=subject.firm_kind or known.firm_kind,
                role=subject.role or known.role,
            )
        yield Turn(subject, inside)


def _last_line(lines: Sequence[Line], labels: Sequence[_Label]) -> int:
    """Behind the last turn: its own paragraph, since what follows may be the outlet's."""
    last = labels[-1]
    paragraph = lines[last.line].paragraph + (1 if last.alone else 0)
    k = last.line + 1
    while k < len(lines) and (lines[k].paragraph <= paragraph or _goes_on(lines, k)):
        k += 1
    return k


def _goes_on(lines: Sequence[Line], at: int) -> bool:
    """Whether the paragraph of a line says `I` and quotes nobody, as the last turn's may."""
    inside = [line for line in lines if line.paragraph == lines[at].paragraph]
    own = any(c.low in ("i", "i'm", "i've", "i'd", "my") for line in inside for c in line.chunks)
    return own and not any(line.quoted_share > 0 or line.spoken for line in inside)


def _labels(lines: Sequence[Line], view: str) -> Iterator[_Label]:
    for k, line in enumerate(lines):
        if k and lines[k - 1].paragraph == line.paragraph:
            continue
        start, end = line.sentence.start, line.sentence.end
        match = _LABEL.match(view, start, end + 1)
        alone = False
        if match is None:
            single = k + 1 == len(lines) or lines[k + 1].paragraph != line.paragraph
            match = _LONE.match(view[start:end]) if single else None
            alone = True
        if match is None:
            continue
        credit = _HOST.match(view, start)
        if not alone and ((credit and " " in credit[1]) or _is_clause(match.group("label"))):
            continue  # "Host: Jane Doe. Guests: ...", "Jane Doe argues that it is a good one: rents"
        parts = [part for part in _PARTS.split(match.group("label")) if part]
        if not parts or (alone and (len(parts) < 2 or not _tells_role(parts[1:]))):
            continue
        name = _bare_name(parts[0])
        if name:
            yield _Label(k, name, _read_parts(name, parts[1:]), alone)


def _is_clause(label: str) -> bool:
    """`Jane Doe, for her part, argues that the surprise is a good one`: a sentence up to its colon."""
    told = _PARTS.split(label)[1:]
    said = (CUE_VERBS.get(word.lower()) for part in told for word in part.split())
    return any(cue is not None and "s" in cue[1] and "base" not in cue[1] for cue in said)


def _bare_name(text: str) -> str:
    """The name without a title; empty where it is no name or label."""
    parts = [
        w for w in text.split() if w.lower().strip(".") not in ("mr", "ms", "mrs", "dr", "prof")
    ]
    if not 0 < len(parts) <= _NAME_WORDS:
        return ""
    if not all(word[0].isupper() or word.lower() in _PARTICLES for word in parts):
        return ""
    return " ".join(parts)


def _tells_role(parts: Sequence[str]) -> bool:
    lowered = [word.lower() for part in parts for word in part.split()]
    roles = any(word in ROLE_NOUNS or word in PLURAL_ROLES for word in lowered)
    return roles or any(load_firms().canonical(part) for part in parts)


def _read_parts(name: str, parts: Sequence[str]) -> Subject:
    """Role and firm out of `Chief Executive Officer`, `Deutsche Bank`, `Analyst`, `Head, Y`."""
    role: str | None = None
    firm: str | None = None
    kind: str | None = None
    for part in parts:
        known = load_firms().canonical(part)
        lowered = part.lower().split()
        if known is not None:
            firm, kind = known.name, known.kind
        elif any(word in ROLE_NOUNS for word in lowered):
            role = role or part
        elif firm is None and part[0].isupper() and lowered[-1] not in TITLE_WORDS:
            firm = part
    return Subject(persons=(name,), firm=firm, firm_kind=kind, role=role, evident=True)


def _only_asks(lines: Sequence[Line], labels: Sequence[_Label], view: str) -> frozenset[str]:
    """Labels of no role and no firm all of whose turns end in a question, beside others that answer."""
    ends = [*(label.line for label in labels[1:]), len(lines)][: len(labels)]
    turns: dict[str, list[bool]] = {}
    for label, end in zip(labels, ends, strict=True):
        last = lines[max(label.line, end - 1)].sentence
        asks = view[last.start : last.end].rstrip('*_" ').endswith("?")
        known = label.subject.role is not None or label.subject.firm is not None
        turns.setdefault(label.name.lower(), []).append(asks and not known)
    asking = {name for name, asked in turns.items() if all(asked) and len(asked) > 1}
    return frozenset(asking) if len(asking) < len(turns) else frozenset()


def _hosts(lines: Sequence[Line], labels: Sequence[_Label], view: str) -> frozenset[str]:
    """Labels of whom the words before the first one call the host: who asks, and has no say."""
    if not labels:
        return frozenset()
    named = {m[1].lower() for m in _HOST.finditer(view[: lines[labels[0].line].sentence.start])}
    surnames = {name.split()[-1] for name in named}
    return frozenset(
        label.name.lower()
        for label in labels
        if label.name.lower() in named | surnames and not (label.subject.role or label.subject.firm)
    )


def _full_names(
    lines: Sequence[Line], labels: Sequence[_Label], *, of_labels: bool = True
) -> dict[str, Subject]:
    """Persons by surname, whom labels or the words before the first one name in full."""
    first = labels[0].line if labels else 0
    full: dict[str, Subject] = {}
    for line in with_title(lines[:first], lines):
        for mention in line.mentions:
            for name in mention.subject.persons:
                surname = name.split()[-1].lower()
                told = Subject(
                    persons=(name,),
                    firm=mention.subject.firm,
                    firm_kind=mention.subject.firm_kind,
                    role=mention.subject.role,
                    evident=True,
                )
                known = full.get(surname)
                if " " in name and (known is None or (known.firm is None and told.firm)):
                    full[surname] = told
    for label in labels if of_labels else ():
        if " " in label.name and label.name.split()[0].lower() not in _PARTICLES:
            known = full.get(label.name.split()[-1].lower())
            if known is None or (known.firm is None and label.subject.firm):
                full[label.name.split()[-1].lower()] = label.subject
    return full


def _of_introduction(lines: Sequence[Line]) -> Subject | None:
    """`The head of equities at Y on banks`: the place of whoever is interviewed, named apart."""
    for line in lines:
        for mention in line.mentions:
            told = mention.subject
            if told.role and told.firm and not told.persons and not told.plural:
                return told
    return None


def _is_person(label: _Label, full: dict[str, Subject], introduced: dict[str, Subject]) -> bool:
    parts = label.name.split()
    if _asks(label.name) or load_firms().canonical(label.name) is not None:
        return False
    if any(part.lower() in ORG_WORDS or part.lower() in TITLE_WORDS for part in parts[1:]):
        return False
    if len(parts) > 1 and (label.subject.role or label.subject.firm):
        return True
    if parts[-1].lower() in introduced:
        return True
    if parts[-1].lower() in full and full[parts[-1].lower()] is not label.subject:
        return True
    return len(parts) > 1 and is_given_name(parts[0])


def _asks(name: str) -> bool:
    return name.split()[0].lower() in _ASKERS
