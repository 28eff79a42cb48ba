"""What a sentence says somebody is, against the role that the span or its header gives."""

import re
from collections.abc import Iterator, Sequence

from rag.checking.checked import CitedSpan
from rag.checking.credits import same_person, surnames
from rag.checking.names_check import header_texts
from rag.checking.normalising import normalise
from rag.checking.problems import Problem
from rag.checking.sentence_reading import Reading, read_text

_FAMILIES = {
    "chief executive": r"chief executive(?: officer)?|CEO|(?<!finance )(?<!operations )(?<!union )boss",
    "finance chief": r"finance (?:chief|director|boss)|chief financial officer|CFO",
    "operating chief": r"(?:chief )?operating (?:officer|chief)|operations (?:chief|director)|COO",
    "investment chief": r"chief investment officer|investment chief|CIO",
    "chair": r"chair(?:man|woman|person)?",
    "president": r"president",
    "founder": r"(?:co-)?founder",
    "economist": r"(?:\w+ )?economist|head of (?:\w+ ){0,3}economics",
    "strategist": r"(?:\w+ )?strategist|head of (?:\w+ ){0,3}strategy",
    "analyst": r"(?:\w+ )?(?:analyst|researcher)|head of (?:\w+ ){0,3}research",
    "policymaker": r"governor|policymaker|central banker|(?:board|council|committee) member|"
    r"member of the (?:\w+ )*(?:board|council|committee)|rate-setter",
    "manager": r"(?:fund|portfolio|money|asset|hedge-fund) manager",
    "minister": r"(?:\w+ )?(?:minister|secretary|chancellor)",
    "trader": r"trader|dealer",
    "spokesperson": r"spokes(?:man|woman|person)",
}
_ROLES = tuple(
    (name, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)) for name, pattern in _FAMILIES.items()
)
_ANY_ROLE = re.compile(rf"\b(?:{'|'.join(_FAMILIES.values())})\b", re.IGNORECASE)
_EXACT = frozenset(
    (
        "chief executive",
        "finance chief",
        "operating chief",
        "investment chief",
        "chair",
        "policymaker",
        "minister",
    )
)
"""Families of which one is never called another, so that a role alone says who speaks."""
_ANALYSTS = frozenset(("economist", "strategist", "analyst"))
_BEFORE_NAME, _BEHIND_NAME = 3, 30
"""Characters between a role and the name it stands beside."""
_LOWERED = re.compile(
    r"\b(?P<by>deputy|vice|assistant|former|ex|acting|interim|incoming|outgoing)[\s-]$",
    re.IGNORECASE,
)
"""Words before a role that make it another one."""
_SAYING = (
    r"(?:said|says|told|tells|wrote|writes|warned|warns|added|adds|noted|notes|argued|argues|expects?|expected|thinks?|"
    r"believes?|sees|saw|predicts?|predicted|declined|refused|promised|conceded|acknowledged|announced|does not|"
    r"did not|doesn't|didn't|doubts|doubted|"
    r"favou?rs|favou?red|prefers|preferred|recommends|recommended)"
)
_SPEAKS = re.compile(rf"[^.;,]{{0,24}}?\s(?:also\s|has\s|had\s)?{_SAYING}\b", re.IGNORECASE)
_SAYS_SO = re.compile(
    r"\b(?:according to|said|says)\s(?:the |its |their |[\w&' -]{2,40}'s? )$", re.IGNORECASE
)


def find_role_problems(sentence: Reading, spans: Sequence[CitedSpan]) -> Iterator[Problem]:
    """`Its chief executive` of somebody whom the header has as chief economist or as deputy."""
    if _ANY_ROLE.search(sentence.text) is None:
        return
    texts = [normalise(t) for s in spans for t in (s.text, *header_texts(s))]
    named = False
    for name, start, end in _named(sentence, spans):
        is_speaker = any(same_person(name, p) for s in spans for p in s.persons)
        named = named or is_speaker
        told = _roles_beside(sentence.text, start, end)
        if not told:
            continue
        given = [normalise(s.role) for s in spans if s.role] if is_speaker else []
        known = {name for role in given for name in _roles(role)} or _roles_of(name, spans)
        held = known | {name for text in texts for name in _roles(text)}
        if "analyst" in told and known & _ANALYSTS:
            continue  # any of them may be called so
        if known and (not told & held or _is_exchanged(told, known)):
            yield Problem(
                verdict="unsupported",
                reason=f"It calls {name} {min(told)}; the source has {min(known)}.",
            )
            return
        lowered = _raised(sentence.text, given or texts)
        if lowered is not None:
            yield Problem(
                verdict="unsupported",
                reason=f"It calls {name} {min(told)}; the source has “{lowered}”.",
            )
            return
    yield from _unheld(sentence, texts)
    if not named:
        yield from _unnamed(sentence, spans)


def _named(sentence: Reading, spans: Sequence[CitedSpan]) -> list[tuple[str, int, int]]:
    """Persons in a sentence with where they stand, also a speaker's surname that is read as no name."""
    found = [(c.text, c.start, c.end) for c in sentence.chunks if c.kind == "name"]
    for surname in surnames(spans):
        for match in re.finditer(rf"\b{re.escape(surname)}\b", sentence.text):
            if not any(start <= match.start() < end for _, start, end in found):
                found.append((surname, *match.span()))
    return found


def _roles_of(person: str, spans: Sequence[CitedSpan]) -> set[str]:
    """The roles that stand beside a person's name in the spans."""
    return {
        role
        for span in spans
        for chunk in read_text(span.text).chunks
        if chunk.kind == "name" and same_person(person, chunk.text)
        for role in _roles_beside(normalise(span.text), chunk.start, chunk.end)
    }


def _is_exchanged(told: set[str], known: set[str]) -> bool:
    """Whether one exact role is told for another, whoever else the span may call so."""
    return bool(told) and told <= _EXACT and bool(known & _EXACT) and not told & known


def _raised(told: str, held: Sequence[str]) -> str | None:
    """The `deputy` that stands before each mention of a role in what is held, and not in the sentence."""
    for name, pattern in _ROLES:
        if name not in _EXACT and name not in _ANALYSTS:
            continue
        own = list(_mentions(pattern, told))
        its = [mention for text in held for mention in _mentions(pattern, text)]
        same = [by for by, role in its if any(role == other for _, other in own)]
        if same and all(same) and not any(by for by, _ in own):
            return f"{same[0]} {name}"
    return None


_RANK = re.compile(r"(?:chief|head|lead|senior) ", re.IGNORECASE)


def _mentions(pattern: re.Pattern[str], text: str) -> Iterator[tuple[str, str]]:
    """Each mention of a role: what lowers it, empty for nothing, and the role as it is written."""
    for match in pattern.finditer(text):
        rank = _RANK.search(text[max(0, match.start() - 7) : match.end()])
        begins = match.start() - min(7, match.start()) + rank.start() if rank else match.start()
        role = text[begins : match.end()].lower()
        lowered = _LOWERED.search(text[:begins])
        yield (lowered["by"].lower() if lowered else ""), role if rank else role.split()[-1]


def _unnamed(sentence: Reading, spans: Sequence[CitedSpan]) -> Iterator[Problem]:
    """`Its finance chief said` of words that its chief executive speaks."""
    told = _speaking(sentence.text)
    if len(told) != 1 or any(told <= _speaking(normalise(s.text)) for s in spans):
        return
    given = [normalise(s.role) for s in spans if s.role]
    held = given or [normalise(s.text) for s in spans]
    known = {name for text in held for name in _roles(text)} & _EXACT
    lowered = _raised(sentence.text, held)
    named = {name for role in given for name in _roles(role)}
    if (known and not told & known) or (named and not told & named) or lowered is not None:
        yield Problem(
            verdict="misattributed",
            reason=f"It credits the {min(told)}; the source has the {lowered or min(known or named)}.",
        )


_OFFICES = (
    *("chief executive", "finance chief", "operating chief", "investment chief", "chair"),
    *("economist", "strategist"),
)
_MAY_LEAD = re.compile(
    r"\b(?:boss|runs|leads|heads|ran|led|headed|leader|head(?! of)|founder|owner|president|"
    r"chief(?! (?:\w+ )?(?:economist|strategist|analyst|scientist|officer|executive)))\b",
    re.IGNORECASE,
)
"""Whoever is told so may be called chief executive or chair."""


def _unheld(sentence: Reading, texts: Sequence[str]) -> Iterator[Problem]:
    """An officer told of where the source has another one, or somebody of another role."""
    held = {name for text in texts for name in _roles(text)}
    for name in _OFFICES:
        pattern = dict(_ROLES)[name]
        match = pattern.search(sentence.text)
        if match is None or name in held or match[0].lower() == "boss" or not held:
            continue
        if name in ("chief executive", "chair") and any(map(_MAY_LEAD.search, texts)):
            continue
        if name in _ANALYSTS and not held & (_EXACT | _ANALYSTS):
            continue
        yield Problem(
            verdict="unsupported",
            reason=f"It tells of the {name}; the source has the {min(held)}.",
        )
        return


def _speaking(text: str) -> set[str]:
    """The exact roles that a text has speaking."""
    return {
        name
        for name, pattern in _ROLES
        if name in _EXACT
        for match in pattern.finditer(text)
        if _SPEAKS.match(text, match.end()) or _SAYS_SO.search(text[: match.start()])
    }


def _roles(text: str) -> set[str]:
    return {name for name, pattern in _ROLES if pattern.search(text)}


def _roles_beside(text: str, start: int, end: int) -> set[str]:
    """The roles that stand right before a name or behind its comma."""
    found = set()
    for name, pattern in _ROLES:
        for match in pattern.finditer(text):
            before = 0 <= start - match.end() <= _BEFORE_NAME
            behind = (
                re.fullmatch(
                    r",? ?\(?(?:who is |is |the |its |an? |deputy |vice |former |acting |interim |[\w&-]+'s? )*",
                    text[end : match.start()],
                )
                if 0 <= match.start() - end <= _BEHIND_NAME
                else None
            )
            if before or behind is not None:
                found.add(name)
    return found
