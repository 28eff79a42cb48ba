"""Question to plan: who is asked about, on what, when, in which outlet, and in what kind of way.

Firms and persons are speakers where the question has them think or say something; otherwise they are
names that the evidence must hold. What a follow-up leaves out is taken over from the history.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from weakref import WeakKeyDictionary

from corpus.names import load_firms
from rag.planning.asked_extremes import find_extreme
from rag.planning.asked_kind import find_kind, find_stance
from rag.planning.asked_names import find_asked_about
from rag.planning.asked_speakers import AskedNames, find_names
from rag.planning.asked_time import AskedTime, find_time
from rag.planning.asked_words import (
    BOTH_TIMES,
    COUNT,
    FRAME,
    MEASURING,
    NEGATIVE,
    NEUTRAL,
    NUMBER_QUESTION,
    POSITIVE,
    QUESTION_WORDS,
    WHO_NOUN,
)
from rag.planning.followups import Rewritten, write_standalone
from rag.planning.lexicon import Lexicon
from rag.planning.nearest_time import nearest_time
from rag.planning.parts import split_question
from rag.planning.shorthand import write_out
from rag.records import Part, Plan
from rag.terms import base, find_terms, synonyms

_ABOUT_CHARACTERS = 60
_MOST_KEPT = 2_000
_kept: WeakKeyDictionary[Lexicon, dict[tuple[str, Plan | None, date | None, date], Plan]] = (
    WeakKeyDictionary()
)
"""Plans by what they were made of; they go with the lexicon of a version that nobody reads any more."""
_SENTENCE_END = re.compile(
    r"(?<=[.!?])(?<!\b[A-Z]\.)(?<!\b(?:Mr|Ms|Dr|Co|St|vs)\.)(?<!\b(?:Mrs|Inc|Ltd)\.)\s+(?=[A-Z\"'“])"
)
"""Not behind an initial or an abbreviation: "D.A. Davidson" is one name."""
_TOPIC_NOUN = re.compile(
    r"\b(?:about|on|regarding|towards?|likes?|prefers?|favou?rs?)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}?"
    r"(banks?|brokers?|firms?|investors?)\b",
    re.IGNORECASE,
)
_WHEN_IS = re.compile(r"\W*when(?:['’]s|\s+(?:is|are|was|were))\b", re.IGNORECASE)
_LOWER_CASE_WORD = re.compile(r"(?<![\w&'’-])[a-z]{7,}(?![\w&'’-])")
_PARTICIPLE = re.compile(r"[a-z]{2,}(?:ed|ing)")
_ACTS = frozenset(
    base(term)
    for term in find_terms(
        "rise fall cut raise upgrade downgrade beat miss resign default merge sell buy"
    )
)


def make_plan(
    question: str, history: Sequence[str], lexicon: Lexicon, *, as_of: date | None, today: date
) -> Plan:
    """The plan for a question, with what it takes over from the history written out."""
    previous: Plan | None = None
    for earlier in history:
        previous = _recall(earlier, previous, lexicon, as_of=as_of, today=today)
    return _recall(question, previous, lexicon, as_of=as_of, today=today)


def _recall(
    question: str, previous: Plan | None, lexicon: Lexicon, *, as_of: date | None, today: date
) -> Plan:
    """The plan for one question of a chat, made once for one version of the corpus.

    A chat's next question makes the plans of all before it, and the page asks for each one three times.
    """
    kept = _kept.setdefault(lexicon, {})
    key = (question, previous, as_of, today)
    plan = kept.get(key)
    if plan is None:
        plan = _plan_one(question, previous, lexicon, as_of=as_of, today=today)
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        kept[key] = plan
    return plan


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A question that stands alone, with what is named in it and what is left."""

    text: str
    names: AskedNames
    time: AskedTime
    subjects: tuple[str, ...]
    about: str
    asked_about: tuple[str, ...]
    """Names that are not speakers."""
    rest: str
    parts: tuple[Part, ...]
    """Empty where the question asks one thing."""


def _plan_one(
    question: str, previous: Plan | None, lexicon: Lexicon, *, as_of: date | None, today: date
) -> Plan:
    asked, told = _split_asked(_mend_names(write_out(question), lexicon))
    reckoned = as_of or today
    rewritten = write_standalone(asked, previous, lexicon, today=reckoned)
    read = _read(rewritten.text, lexicon, reckoned)
    if previous is not None and previous.about and _lacks_subject(read, rewritten):
        text = f"{read.text.rstrip(' ?!.')} on {previous.about}?"
        read = _read(text, lexicon, reckoned)
    speakers = read.names.speakers or rewritten.speakers
    kind = find_kind(read.text, speakers)
    return Plan(
        question=question,
        standalone=read.text,
        kind=kind,
        speakers=speakers,
        subjects=read.subjects,
        about=read.about,
        premise=_find_premise(read.rest, read.asked_about),
        context=tuple(dict.fromkeys(find_terms(f"{rewritten.context} {told} {read.time.event}"))),
        names=read.asked_about,
        stance=find_stance(read.text, kind),
        wants_number=bool(NUMBER_QUESTION.search(read.text)) and kind != "count",
        outlets=read.names.outlets,
        period=read.time.period,
        as_of=min(filter(None, (as_of, read.time.as_of)), default=None),
        parts=read.parts,
    )


def _mend_names(question: str, lexicon: Lexicon) -> str:
    """The question with names that were mistyped without capitals as the corpus has them: `goldmann on oil`."""

    def mend(match: re.Match[str]) -> str:
        known = lexicon.find_mistyped(match[0])
        return known.capitalize() if known else match[0]

    return _LOWER_CASE_WORD.sub(mend, question)


def _read(text: str, lexicon: Lexicon, today: date) -> _Read:
    names = find_names(text, lexicon)
    if find_extreme(text) and not any(s.firm or s.person for s in names.speakers):
        names = replace(names, speakers=(), speaker_spans=())  # "has the lowest target"
    time = nearest_time(find_time(text, today), text, lexicon)
    rest = _blank(text, [*names.speaker_spans, *names.outlet_spans, *time.spans])
    kind = find_kind(text, names.speakers)
    if kind == "who":
        rest = _without_frame(rest)
    if kind == "change":
        rest = _blank(rest, [match.span() for match in BOTH_TIMES.finditer(rest)])
    subjects = _subject_terms(with_canonical_firms(rest), fact=kind == "fact")
    parts = split_question(
        text,
        names.outlet_mentions,
        lambda clause: nearest_time(find_time(clause, today), clause, lexicon),
    )
    return _Read(
        text=text,
        names=names,
        time=time,
        subjects=subjects,
        about=_say_about(rest, subjects),
        asked_about=find_asked_about(rest),
        rest=rest,
        parts=parts if len(parts) > 1 else (),
    )


def _without_frame(rest: str) -> str:
    """Of "which houses are wary of gold" neither the houses nor the mood is what it is about."""
    asked = WHO_NOUN.search(rest)
    spans = [m.span() for p in (POSITIVE, NEUTRAL, NEGATIVE) for m in p.finditer(rest)]
    if asked is not None:
        spans.append((asked.end() - len(asked[0].split()[-1]), asked.end()))
    return _blank(rest, spans)


def _lacks_subject(read: _Read, rewritten: Rewritten) -> bool:
    """Whether a follow-up says nothing of its own to be asked about: `and what does he think?`."""
    if read.subjects or read.asked_about or read.names.outlets:
        return False
    return rewritten.continues and not COUNT.search(read.text)


def _split_asked(question: str) -> tuple[str, str]:
    """The last sentence that asks, and what is told before it, which only helps to rank."""
    parts = _SENTENCE_END.split(question.strip())
    asking = [k for k, part in enumerate(parts) if part.endswith("?")]
    if len(parts) < 2 or not asking:
        return question, ""
    return parts[asking[-1]], " ".join(p for k, p in enumerate(parts) if k != asking[-1])


def _subject_terms(rest: str, *, fact: bool) -> tuple[str, ...]:
    """What is asked about; "expected" frames a view, but tells one figure from another."""
    frame = _frame_terms() - _measuring_terms() if fact else _frame_terms()
    topics = {term for match in _TOPIC_NOUN.finditer(rest) for term in find_terms(match[1])}
    return tuple(
        dict.fromkeys(
            term
            for term in find_terms(rest)
            if term in topics or not (term in frame or (base(term) != term and base(term) in frame))
        )
    )


@cache
def _frame_terms() -> frozenset[str]:
    return frozenset(term for word in FRAME | QUESTION_WORDS for term in find_terms(word))


@cache
def _measuring_terms() -> frozenset[str]:
    return frozenset(term for word in MEASURING for term in find_terms(word))


def _say_about(rest: str, subjects: Sequence[str]) -> str:
    """The question's words from the first subject to the last, speakers and dates left out."""
    words = rest.rstrip(" ?!.").split()
    wanted = set(subjects)
    places = [k for k, word in enumerate(words) if wanted & set(find_terms(word))]
    if not places:
        return ""
    phrase = " ".join(words[places[0] : places[-1] + 1]).strip(" ,;:")
    return phrase if len(phrase) <= _ABOUT_CHARACTERS else " ".join(words[k] for k in places[:6])


def _find_premise(rest: str, names: Sequence[str]) -> str | None:
    """The act that a question for the reason or the time of it takes for granted."""
    match = re.match(r"\W*(?:why|when|how come|what made|what led)\b", rest, re.IGNORECASE)
    if match is None:
        return None
    for name in names:
        rest = rest.replace(name, " " * len(name))
    words: list[str] = re.findall(r"[^\W\d_]+", rest[match.end() :].lower())
    for word in words:
        terms = find_terms(word)
        if terms and (base(terms[0]) in _ACTS or not _ACTS.isdisjoint(synonyms(base(terms[0])))):
            return word
    if _WHEN_IS.match(rest):  # "when is the next meeting" takes nothing for granted that is done
        words = [word for word in words if _PARTICIPLE.fullmatch(word)]
    content = next((word for word in words if find_terms(word)), None)
    return None if content is None or find_terms(content)[0] in _frame_terms() else content


def with_canonical_firms(text: str) -> str:
    """The text with firms by the one name they are known by, so that "Fed" meets "Federal Reserve"."""
    for mention in reversed(load_firms().find(text)):
        if not mention.speaking_only and mention.firm.kind != "media":
            text = text[: mention.start] + mention.firm.name + text[mention.end :]
    return text


def _blank(question: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in spans:
        question = question[:start] + " " * (end - start) + question[end:]
    return question
