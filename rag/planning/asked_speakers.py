"""Whom a question names: as speaking, or as the outlet that printed it.

A firm or person speaks where the question has them think or say something; after "think about" they
are its topic. Names that the corpus does not know are speakers too, so that an answer can say that
nobody quotes them.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.given_names import is_given_name
from corpus.names import find_indices, load_firms
from rag.planning.asked_roles import (
    HELPER_VERB,
    VOICES,
    is_asked,
    is_object,
    is_speaker,
    is_topic,
    reads_as_name,
)
from rag.planning.asked_words import ASKS, FRAME, QUESTION_WORDS, VIEW_NOUNS
from rag.planning.lexicon import Lexicon, NameMention
from rag.records import Speaker
from rag.terms import find_terms

Span = tuple[int, int]

_CAPITALS = re.compile(
    r"(?<![\w&])[A-Z][\w&]*(?:[-'.](?!s\b)[\w&]+)*"
    r"(?:\s+(?:(?:of|and|the|de|von)\s+)?(?:[A-Z][\w&]*(?:[-'.](?!s\b)[\w&]+)*|\d{2,4}\b))*"
)
"""A name as written: capitalised words in a row, without a possessive."""
_INDEX_OF = re.compile(
    r"\b[A-Z][\w&]*(?: [A-Z][\w&]*)?(?: [\w-]+){0,3}? (?:index|indices|gauge|benchmark)\b"
)
_LOWER_CASE_ASKED = re.compile(
    HELPER_VERB + r"(?P<name>[a-z][\w&.'-]*(?:\s+[\w&.'-]+){0,3}?)\s+(?:really |still |also )?"
    r"(?:think|say|believe|expect|forecast|recommend|feel|argue|advise)\b"
)
_JOINED = re.compile(r"\s+(?:and|or|versus)\s+")
_OF_AN_INDEX = frozenset(
    ("target", "forecast", "forecasts", "estimate", "estimates", "outlook", "call")
)
"""What somebody else has for an index."""
_NICKNAMES = frozenset(
    frozenset(pair.split("/"))
    for pair in """
    mike/michael mick/michael tom/thomas dave/david steve/stephen bill/william bob/robert jim/james
    jack/john dick/richard rick/richard ted/edward ned/edward tony/anthony liz/elizabeth
    beth/elizabeth betty/elizabeth peggy/margaret meg/margaret kate/catherine kathy/catherine
    drew/andrew harry/henry hank/henry chuck/charles sandy/alexander
    """.split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedNames:
    """Names of a question, in its order, with the spans they stand in."""

    speakers: tuple[Speaker, ...]
    speaker_spans: tuple[Span, ...]
    outlets: tuple[str, ...]
    outlet_spans: tuple[Span, ...]
    outlet_mentions: tuple[NameMention, ...]


def find_names(question: str, lexicon: Lexicon) -> AskedNames:
    """Speakers and outlets that a question names."""
    outlets = _find_outlets(question, lexicon)
    spans = [(m.start, m.end) for m in outlets]
    found = _find_persons(question, lexicon, spans)
    found += _find_firms(question, lexicon, spans, found)
    found += _find_unknown(question, lexicon, spans)
    found.sort(key=lambda pair: pair[0])
    unique = {(s.person, s.firm, s.name): s for _, s in found}
    return AskedNames(
        speakers=tuple(unique.values()),
        speaker_spans=tuple(spans[len(outlets) :]),
        outlets=tuple(dict.fromkeys(m.name for m in outlets)),
        outlet_spans=tuple(spans[: len(outlets)]),
        outlet_mentions=tuple(outlets),
    )


def _find_persons(question: str, lexicon: Lexicon, spans: list[Span]) -> list[tuple[int, Speaker]]:
    found: list[tuple[int, Speaker]] = []
    mentions = list(lexicon.find_persons(question))
    for mention in mentions:
        start, given = _given_name_before(question, mention)
        if _overlaps(spans, start, mention.end) or is_topic(question, start):
            continue
        paired = any(
            _JOINED.fullmatch(question[a.end : b.start])
            for a, b in pairwise(mentions)
            if mention in (a, b)
        )
        if not reads_as_name(question, mention, paired=paired):
            continue
        people = (
            lexicon.find_namesakes(mention.name) if " " not in mention.text else (mention.name,)
        )
        if given is not None:
            people = tuple(p for p in people if _same_given_name(given, p.split()[0]))
        if not people:  # nobody of that full name speaks in the corpus
            name = question[start : mention.end]
            found.append((start, Speaker(name=name, firm=None, person=name)))
        for person in people:
            firm = lexicon.person_firms.get(person)
            found.append((start, Speaker(name=person, firm=firm, person=person)))
        spans.append((start, mention.end))
    return found


def _given_name_before(question: str, mention: NameMention) -> tuple[int, str | None]:
    """Where the name really begins, and the given name that stands before a lone surname."""
    if " " in mention.text:
        return mention.start, None
    match = re.search(r"(?<![\w'’])([A-Za-z][\w-]+)\s+$", question[: mention.start])
    if match is None or not is_given_name(match[1]):
        return mention.start, None
    return match.start(1), match[1]


def _same_given_name(one: str, other: str) -> bool:
    """Mike is Michael, Mark is not."""
    one, other = sorted((one.lower().rstrip("."), other.lower().rstrip(".")), key=len)
    if len(one) in (1, *range(3, len(other) + 1)) and other.startswith(one):
        return True
    return frozenset((one, other)) in _NICKNAMES


def _find_firms(
    question: str, lexicon: Lexicon, spans: list[Span], people: Iterable[tuple[int, Speaker]]
) -> list[tuple[int, Speaker]]:
    found: list[tuple[int, Speaker]] = []
    of_people = {speaker.firm for _, speaker in people if speaker.person}
    for mention in _firm_mentions(question, lexicon):
        if _overlaps(spans, mention.start, mention.end):
            continue
        if not (reads_as_name(question, mention) and is_speaker(question, mention)):
            continue
        if is_object(question, mention.start, asked=bool(people or found)):
            continue
        if found and not question[spans[-1][1] : mention.start].strip():
            continue  # "barclays BOJ call": the first speaks of the second
        spans.append((mention.start, mention.end))
        if mention.name not in of_people:  # "Michael Wilson of Morgan Stanley" is one speaker
            found.append(
                (mention.start, Speaker(name=mention.name, firm=mention.name, person=None))
            )
    return found


def _firm_mentions(question: str, lexicon: Lexicon) -> list[NameMention]:
    """Firms of the corpus, then those of the table; "S&P 500" is an index, not the firm."""
    found = list(lexicon.find_firms(question))
    for start, end, name, kind in _find_in_table(question):
        if kind != "media" and not any(m.start < end and start < m.end for m in found):
            found.append(NameMention(start=start, end=end, name=name, text=question[start:end]))
    indices = [*find_indices(question), *(m.span() for m in _INDEX_OF.finditer(question))]
    named = [
        m
        for m in found
        if not re.match(r"(?!\s(?:19|20)\d\d\b)\s?\d", question[m.end :])
        and not _overlaps(indices, m.start, m.end)
        and not _is_bare_index(question, m)
    ]
    return sorted(named, key=lambda m: m.start)


def _is_bare_index(question: str, mention: NameMention) -> bool:
    """Whether it is "the S&P" for the index; "the S&P analysts" are the firm's, and so is what S&P says."""
    if find_indices(f"{mention.text} 500") == ():
        return False
    after = question[mention.end :].lower().split()[:1]
    if re.search(r"\bthe $", question[: mention.start], re.IGNORECASE):
        return not VIEW_NOUNS.intersection(after)
    return not (
        is_asked(question, mention.start, mention.end)
        or ASKS.intersection(after)
        or (VIEW_NOUNS - _OF_AN_INDEX).intersection(after)
        or not question[: mention.start].strip()
    )


def _find_in_table(question: str) -> list[tuple[int, int, str, str]]:
    """Firms of the table by start, end, name and kind; voices also in lower case."""
    found = [(m.start, m.end, m.firm.name, m.firm.kind) for m in load_firms().find(question)]
    words = [(m.start(), m.end()) for m in re.finditer(r"[a-z][a-z&.]*[a-z]", question)]
    for size in (4, 3, 2, 1):
        for first in range(len(words) - size + 1):
            start, end = words[first][0], words[first + size - 1][1]
            firm = _lower_case_voice(question[start:end])
            if firm is not None and not _overlaps([f[:2] for f in found], start, end):
                found.append((start, end, firm, "bank"))
    return found


def _lower_case_voice(text: str) -> str | None:
    """The bank or broker meant by a name typed without capitals; ordinary words mean none."""
    table = load_firms()
    firm = table.canonical(text) if len(text) > 2 else None
    if firm is None or firm.kind not in VOICES or firm.name in table.case_bound:
        return None
    return None if text in {alias.lower() for alias in firm.speaking_aliases} else firm.name


def _find_unknown(question: str, lexicon: Lexicon, spans: list[Span]) -> list[tuple[int, Speaker]]:
    """Names that the corpus does not know, where the question has them think or say something."""
    found: list[tuple[int, Speaker]] = []
    for start, end in (*_capitalised(question), *_in_lower_case(question, lexicon)):
        if _overlaps(spans, start, end) or re.search(r"\bstreet$", question[start:end], re.I):
            continue
        spans.append((start, end))
        found.append((start, _speaker_like(question[start:end], lexicon)))
    return found


def _speaker_like(name: str, lexicon: Lexicon) -> Speaker:
    """The known speaker whose name was mistyped, else an unknown one."""
    known = lexicon.find_similar(name)
    if known is None:
        return Speaker(name=name, firm=None, person=None)
    if known in lexicon.person_firms:
        return Speaker(name=known, firm=lexicon.person_firms[known], person=known)
    return Speaker(name=known, firm=known, person=None)


def _capitalised(question: str) -> Iterable[Span]:
    for start, end in find_capitalised(question):
        if is_asked(question, start, end):
            yield start, end


def find_capitalised(question: str) -> Iterable[Span]:
    """Spans of capitalised names, without a question's first word; none where all is in capitals."""
    if not re.search(r"[a-z]", question):
        return
    for match in _CAPITALS.finditer(question):
        start = match.start()
        word = re.match(r"[^\s]+\s*", match[0])
        if word and word[0].strip().lower().replace("’", "'") in QUESTION_WORDS:
            start += word.end()
        if start < match.end() and question[start].isupper():
            yield start, match.end()


def _in_lower_case(question: str, lexicon: Lexicon) -> Iterable[Span]:
    """`what does some house think`: a name if any of its words stands in no article."""
    for match in _LOWER_CASE_ASKED.finditer(question):
        words = [word for word in match["name"].split() if word not in FRAME]
        if not all(lexicon.knows(term) for term in find_terms(" ".join(words))):
            yield match.span("name")


def _find_outlets(question: str, lexicon: Lexicon) -> list[NameMention]:
    mentions = list(lexicon.find_outlets(question))
    for mention in load_firms().find(question):
        known = any(m.start < mention.end and mention.start < m.end for m in mentions)
        if mention.firm.kind == "media" and not known:
            mentions.append(
                NameMention(
                    start=mention.start,
                    end=mention.end,
                    name=mention.firm.name,
                    text=question[mention.start : mention.end],
                )
            )
    return [m for m in mentions if not is_topic(question, m.start)]


def _overlaps(spans: Sequence[Span], start: int, end: int) -> bool:
    return any(s < end and start < e for s, e in spans)
