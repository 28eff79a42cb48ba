"""A follow-up written out as a question that stands alone.

"and Barclays?" takes the earlier question with its speaker replaced; "he" becomes the person asked
about; "that day" becomes its date. Where a question only points back, the earlier one's words are
kept as context that helps to rank.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus.given_names import is_given_name
from rag.answers.wording import say_asked_period, say_list
from rag.planning.asked_acts import find_asked_act
from rag.planning.asked_speakers import find_capitalised, find_names
from rag.planning.asked_time import find_time
from rag.planning.lexicon import Lexicon
from rag.records import Plan, Speaker
from rag.terms import find_terms

_THANKS = re.compile(
    r"^\W*(?:(?:ok|okay|thanks|thank you|right|sure|yes|no|great|fine|well)\b[\s,.!]*)+(?=\w)",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(
    r"^\W*(?:and what about|and how about|what about|how about|same for|and|but|or|also|then)\b"
    r"[\s,]*(?P<rest>.+?)\W*$",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"^\W*(?P<rest>(?:about|on|in|since|before|after|during|until|as of|for)\s.+?)\W*$",
    re.IGNORECASE,
)
_WHY = re.compile(r"\W*(?:and |but |so )?why(?: so| not| is that)?\W*", re.IGNORECASE)
_PREPOSITION = re.compile(r"^(?:about|on|for|of|with|by|in)\s+(?:the\s+)?", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|think|thinks|say|says|"
    r"said|expect|expects|rise|fall|gain|close|closed)\b",
    re.IGNORECASE,
)
_PERSON_PRONOUN = re.compile(r"\b(?:he|him|she|her|his|hers)\b", re.IGNORECASE)
_FIRM_PRONOUN = re.compile(
    r"\b(?:they both|both of them|they|them|it|its|their|theirs|the bank|the firm)\b", re.IGNORECASE
)
_POINTER = re.compile(
    r"\b(?:that|those|these|this|then|there|same|the (?:rally|move|report|story|article|index|cut|"
    r"forecast|figure|day|note|view))\b",
    re.IGNORECASE,
)
_THAT_TIME = re.compile(
    r"\b(?:(?:on|in|at|during|over)\s+)?(?:that|the same)\s+(?:day|week|month|quarter|year|session|time)\b",
    re.IGNORECASE,
)
_HOUSE = re.compile(
    r"\b(?:Capital|Partners|Bank|Securities|Research|Advis[eo]rs|Asset|Management|Investments?|Markets|"
    r"Group|Wealth|Economics|Strategies)$"
)
"""A last word by which an unknown name is a house that has views."""
_SHORT_WORDS = 5
"""Follow-ups of at most this many words without a verb take over the earlier question whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """A question that stands alone, the words taken over beside it, and speakers meant by pronouns."""

    text: str
    context: str
    speakers: tuple[Speaker, ...]
    continues: bool
    """Whether it goes on from the earlier question rather than begins anew."""


def write_standalone(
    question: str, previous: Plan | None, lexicon: Lexicon, *, today: date
) -> Rewritten:
    """The question with what it leaves out; without a history, the question itself."""
    question = question.strip()
    if previous is None:
        return Rewritten(text=question, context="", speakers=(), continues=False)
    question = _THANKS.sub("", question)
    if _WHY.fullmatch(question):
        text = f"{previous.standalone.rstrip(' ?!.')}, and why?"
        return Rewritten(text=text, context="", speakers=previous.speakers, continues=True)
    own = find_names(question, lexicon).speakers
    short = len(question.split()) <= _SHORT_WORDS
    ellipsis = _ELLIPSIS.match(question) or (_BARE.match(question) if short else None)
    if ellipsis and not _VERB.search(ellipsis["rest"]):
        return _substituted(ellipsis["rest"], previous, own, lexicon, today)
    if short and own and not _VERB.search(question):
        return _substituted(question.strip(" ?!."), previous, own, lexicon, today)
    return _resolved(question, previous, own)


def points_back(text: str) -> bool:
    """Whether a question still leans on an earlier one: a pronoun, "that", or "there"."""
    return any(p.search(text) for p in (_PERSON_PRONOUN, _FIRM_PRONOUN, _POINTER))


def _substituted(
    rest: str, previous: Plan, own: Sequence[Speaker], lexicon: Lexicon, today: date
) -> Rewritten:
    """The earlier question with its speaker, its period or its subject replaced."""
    text = previous.standalone
    speakers = previous.speakers
    subject = _PREPOSITION.sub("", rest)
    about_names = previous.kind == "fact" and previous.names and not previous.speakers
    if own and about_names:
        text = _with_subject(previous, subject) or f"{rest}?"
        speakers = ()
    elif own:
        text = _with_speakers(previous, subject, lexicon)
        speakers = tuple(own)
    elif _is_time(rest, today):
        text = _with_time(text, rest, today)
    elif speakers and not previous.names and rest == subject and _is_unknown_voice(rest, lexicon):
        text = _with_speakers(previous, rest, lexicon)
        speakers = (Speaker(name=rest, firm=None, person=None),)
    else:
        written = _with_subject(previous, subject)
        if written is None:
            return Rewritten(text=f"{rest}?", context=text, speakers=speakers, continues=True)
        text = written
    return Rewritten(text=text, context="", speakers=speakers, continues=True)


def _is_time(rest: str, today: date) -> bool:
    """Whether nothing but a time stands in `rest`."""
    spans = find_time(rest, today).spans
    for start, end in sorted(spans, reverse=True):
        rest = rest[:start] + rest[end:]
    return bool(spans) and not find_terms(rest)


def _with_time(text: str, rest: str, today: date) -> str:
    for start, end in sorted(find_time(text, today).spans, reverse=True):
        text = text[:start].rstrip() + text[end:]
    starts_well = re.match(
        r"(?:in|on|since|before|after|during|until|till|by|from|between|as of|last|this|yesterday|today|"
        r"over|a|two|three|the)\b",
        rest,
        re.IGNORECASE,
    )
    return f"{text.rstrip(' ?')} {rest if starts_well else f'in {rest}'}?"


def _is_unknown_voice(rest: str, lexicon: Lexicon) -> bool:
    """A person's or a house's name of which no article knows every word."""
    if list(find_capitalised(rest)) != [(0, len(rest))] or all(
        lexicon.knows(term) for term in find_terms(rest)
    ):
        return False
    return bool(_HOUSE.search(rest)) or (" " in rest and is_given_name(rest.split()[0]))


def _with_subject(previous: Plan, subject: str) -> str | None:
    """The earlier question about something else, or None where it does not say what it is about."""
    text = previous.standalone
    for old in previous.names[:1] if not previous.speakers or subject[:1].isupper() else ():
        if old in text:
            return text.replace(old, re.sub(r"^the\s+", "", subject), 1)
    about = previous.about
    if not about or about not in text:
        return None
    words = about.split()
    acts = previous.kind == "fact" and len(words) > 1 and not previous.names
    if acts and re.search(
        r"\b(?:did|does|do|has|have|is|was|will)\s+(?:the\s+)?$", text[: text.index(about)]
    ):
        subject = f"{subject} {words[-1]}"  # "did oil rise" goes on with "gold rise"
    return text.replace(about, subject, 1)


def _with_speakers(previous: Plan, name: str, lexicon: Lexicon) -> str:
    """The earlier question with another speaker, or one about its subject where it named none."""
    text = previous.standalone
    if not previous.speakers:
        return (
            f"What does {name} say about {previous.about}?" if previous.about else f"{name}: {text}"
        )
    spans = find_names(text, lexicon).speaker_spans
    if not spans:
        return f"{name}: {text}"
    first, *later = sorted(spans)
    if later and re.fullmatch(r"(?:'s|’s|'|’)\s+", text[first[1] : later[0][0]]):
        first = (first[0], later.pop(0)[1])  # "Northgate's Ada Smith" is one name
    for start, end in sorted((first, *later), reverse=True):
        after = text[end:]
        if (start, end) != first:
            after = re.sub(r"^(?:'s|’s|'|’)(?!\w)", "", after)
        elif not name.endswith("s"):
            after = re.sub(r"^['’](?!\w)", "'s", after)  # "Barclays' view" -> "Citi's view"
        text = text[:start] + (name if (start, end) == first else "") + after
    text = re.sub(r"\s{2,}", " ", text)
    dangling = r"\s+(?:of|at|from|and|with|or)\s+(?=(?:do|does|did|has|have|think|say|agree|on\b|about\b|\W))"
    return re.sub(dangling, " ", text)


def _resolved(question: str, previous: Plan, own: Sequence[Speaker]) -> Rewritten:
    """Pronouns replaced by whom the earlier question asked about; pointers keep its words as context."""
    opener = bool(re.match(r"(?:and|but|so|then|why|who else)\b", question, re.IGNORECASE))
    text = re.sub(r"^\W*(?:and|but|so|then)\b[\s,]*", "", question, flags=re.IGNORECASE) or question
    speakers: tuple[Speaker, ...] = ()
    if not own and previous.speakers:
        text, speakers = _name_pronoun(text, previous.speakers)
    pointed = bool(speakers) or bool(_POINTER.search(text))
    if previous.period is not None:
        text = _THAT_TIME.sub(say_asked_period(previous.period), text)
    asks_who = bool(re.match(r"\W*who\b", text, re.IGNORECASE))
    if not (pointed or opener or asks_who):
        return Rewritten(text=question, context="", speakers=(), continues=False)
    context = " ".join(previous.subjects) if speakers else previous.standalone
    if not own and not speakers and not asks_who and len(text.split()) <= _SHORT_WORDS:
        speakers = previous.speakers
    return Rewritten(
        text=text[:1].upper() + text[1:], context=context, speakers=speakers, continues=True
    )


def _name_pronoun(text: str, speakers: Sequence[Speaker]) -> tuple[str, tuple[Speaker, ...]]:
    """The text with its first pronoun replaced by a name, and whom that means."""
    if find_asked_act(text) is not None:
        return text, ()  # in "who cut their target" the target is of those who are asked for
    last = speakers[-1]
    person = _PERSON_PRONOUN.search(text)
    firm = _FIRM_PRONOUN.search(text)
    if person and (last.person or last.firm):
        return _put_name(text, person, last.person or last.name), (last,)
    if firm is None:
        return text, ()
    plural = firm[0].lower().startswith(("they", "them", "their", "both"))
    if plural and len(speakers) > 1:
        named = say_list([s.person or s.firm or s.name for s in speakers])
        return _put_name(text, firm, named), tuple(speakers)
    return _put_name(text, firm, last.firm or last.name), (last,)


def _put_name(text: str, pronoun: re.Match[str], name: str) -> str:
    possessive = pronoun[0].lower() in ("his", "hers", "its", "their", "theirs") or (
        pronoun[0].lower() == "her" and re.match(r"\s+[a-z]+", text[pronoun.end() :]) is not None
    )
    return text[: pronoun.start()] + name + ("'s" if possessive else "") + text[pronoun.end() :]
