"""What a sentence says somebody is, against the role that the span or its header gives."""

import re
from collections.abc import Iterator, Sequence

from rag.checking.checked import CitedSpan
from rag.checking.credits import same_person
from rag.checking.names_check import header_texts
from rag.checking.normalising import normalise
from rag.checking.problems import Problem
from rag.checking.sentence_reading import Reading

_FAMILIES = {
    "chief executive": r"chief executive(?: officer)?|CEO|boss",
    "finance chief": r"finance (?:chief|director)|chief financial officer|CFO",
    "chair": r"chair(?:man|woman|person)?",
    "founder": r"(?:co-)?founder",
    "researcher": r"(?:\w+ )?(?:economist|strategist|analyst|researcher)|"
    r"head of (?:\w+ ){0,3}(?:research|strategy|economics)",
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
_BEFORE_NAME, _BEHIND_NAME = 3, 30
"""Characters between a role and the name it stands beside."""


def find_role_problems(sentence: Reading, spans: Sequence[CitedSpan]) -> Iterator[Problem]:
    """`Its chief executive` of somebody whom the header has as chief economist."""
    texts = [normalise(t) for s in spans for t in (s.text, *header_texts(s))]
    for chunk in sentence.chunks:
        if chunk.kind != "name":
            continue
        told = _roles_beside(sentence.text, chunk.start, chunk.end)
        if not told:
            continue
        known = (
            {name for s in spans if s.role for name in _roles(normalise(s.role))}
            if any(same_person(chunk.text, p) for s in spans for p in s.persons)
            else set()
        )
        held = known | {name for text in texts for name in _roles(text)}
        if known and not told & held:
            yield Problem(
                verdict="unsupported",
                reason=f"It calls {chunk.text} {min(told)}; the source has {min(known)}.",
            )
            return


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
                    r",? ?\(?(?:who is |is |the |its |an? |\w+'s )*", text[end : match.start()]
                )
                if 0 <= match.start() - end <= _BEHIND_NAME
                else None
            )
            if before or behind is not None:
                found.add(name)
    return found
