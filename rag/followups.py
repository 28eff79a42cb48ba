"""A follow-up written out as a question that stands alone.

"and Barclays?" takes the earlier question with its speaker replaced; "he" becomes the person asked
about; "that day" keeps the earlier question's words as context that helps to rank.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.records import Plan, Speaker

_ELLIPSIS = re.compile(
    r"^\W*(?:and|but|or|what about|how about|and what about|and how about|same for|also|then)\b[\s,]*"
    r"(?:for |of |in |by |with )?(?P<rest>.+?)\W*$",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|think|thinks|say|says|"
    r"said|expect|expects|rise|fall|gain|close|closed)\b",
    re.IGNORECASE,
)
_PERSON_PRONOUN = re.compile(r"\b(?:he|him|she|her|his|hers)\b", re.IGNORECASE)
_FIRM_PRONOUN = re.compile(
    r"\b(?:they|them|it|its|their|theirs|the bank|the firm)\b", re.IGNORECASE
)
_POINTER = re.compile(
    r"\b(?:that|those|these|this|then|there|same|the (?:rally|move|report|story|article|index|cut|"
    r"forecast|figure|day|note|view))\b",
    re.IGNORECASE,
)
_SHORT_WORDS = 5
"""Follow-ups of at most this many words without a verb take over the earlier question whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """A question that stands alone, the words taken over beside it, and speakers meant by pronouns."""

    text: str
    context: str
    speakers: tuple[Speaker, ...]


def write_standalone(
    question: str, previous: Plan | None, own_speakers: Sequence[Speaker]
) -> Rewritten:
    """The question with what it leaves out; without a history, the question itself."""
    question = question.strip()
    if previous is None:
        return Rewritten(text=question, context="", speakers=())
    ellipsis = _ELLIPSIS.match(question)
    short = len(question.split()) <= _SHORT_WORDS
    if ellipsis and not _VERB.search(ellipsis["rest"]):
        return _substituted(ellipsis["rest"], previous, own_speakers)
    if short and own_speakers and not _VERB.search(question):
        return _substituted(question.strip(" ?"), previous, own_speakers)
    return _resolved(question, previous, own_speakers)


def _substituted(rest: str, previous: Plan, own_speakers: Sequence[Speaker]) -> Rewritten:
    """The earlier question with its speaker, its period or its subject replaced."""
    text = previous.standalone
    if own_speakers and previous.speakers:
        replaced = _replace_speakers(text, previous.speakers, rest)
        return Rewritten(text=replaced, context="", speakers=())
    if own_speakers:
        return Rewritten(
            text=f"{rest.rstrip(' ?')}: {text}", context="", speakers=tuple(own_speakers)
        )
    period = re.match(r"^(?:in |since |during |before |after )?(?:\w+ ){0,2}\d{4}$", rest.strip())
    if period:
        stripped = re.sub(
            r"\b(?:in|since|during|before|after|on)\s+(?:\w+\s+){0,2}\d{4}\b", "", text
        ).rstrip(" ?")
        joined = (
            rest
            if rest.split()[0].lower() in ("in", "since", "during", "before", "after")
            else f"in {rest}"
        )
        return Rewritten(text=f"{stripped} {joined}?", context="", speakers=previous.speakers)
    about = re.search(r"\b(?:about|on|of|for)\s+[^?]+", text)
    if about:
        head = text[: about.start()]
        return Rewritten(text=f"{head}about {rest}?", context="", speakers=previous.speakers)
    return Rewritten(text=f"{rest}?", context=text, speakers=previous.speakers)


def _replace_speakers(text: str, speakers: Sequence[Speaker], name: str) -> str:
    replaced = False
    for speaker in speakers:
        for known in filter(None, (speaker.person, speaker.firm, speaker.name)):
            pattern = re.compile(r"(?<!\w)" + re.escape(known) + r"(?!\w)", re.IGNORECASE)
            if pattern.search(text):
                text = pattern.sub("" if replaced else name, text, count=1)
                replaced = True
    if not replaced:
        text = f"{name.rstrip(' ?')}: {text}"
    return re.sub(
        r"\s+(?:of|at|from)\s+(?=(?:do|does|did|has|have|think|say|\W))",
        " ",
        re.sub(r"\s{2,}", " ", text),
    )


def _resolved(question: str, previous: Plan, own_speakers: Sequence[Speaker]) -> Rewritten:
    """Pronouns replaced by whom the earlier question asked about; pointers keep its words as context."""
    text = re.sub(r"^\W*(?:and|but|so|then)\b[\s,]*", "", question, flags=re.IGNORECASE) or question
    speakers: tuple[Speaker, ...] = ()
    pointed = False
    if not own_speakers and previous.speakers:
        named = previous.speakers[-1]
        person = _PERSON_PRONOUN.search(text)
        firm = _FIRM_PRONOUN.search(text)
        if person and (named.person or named.firm):
            text = _put_name(text, person, named.person or named.name)
            speakers, pointed = (named,), True
        elif firm:
            text = _put_name(text, firm, named.firm or named.name)
            speakers, pointed = previous.speakers, True
    if not pointed and _POINTER.search(text):
        pointed = True
    opener = question.lower().lstrip().startswith(("and ", "but ", "so ", "then ", "why"))
    if not (pointed or opener):
        return Rewritten(text=question, context="", speakers=())
    context = " ".join(previous.subjects) if speakers else previous.standalone
    if not own_speakers and not speakers and len(text.split()) <= _SHORT_WORDS:
        speakers = previous.speakers
    return Rewritten(text=text[:1].upper() + text[1:], context=context, speakers=speakers)


def _put_name(text: str, pronoun: re.Match[str], name: str) -> str:
    possessive = pronoun[0].lower() in ("his", "hers", "its", "their", "theirs") or (
        pronoun[0].lower() == "her" and re.match(r"\s+[a-z]+", text[pronoun.end() :]) is not None
    )
    return text[: pronoun.start()] + name + ("'s" if possessive else "") + text[pronoun.end() :]
