"""The firm that `its`, `the bank's`, or a role alone stands for."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.attribution.firm_memory import PRONOUN_PARAGRAPHS, FirmMemory
from corpus.attribution.noun_phrases import Subject
from corpus.attribution.offices import HEADS, HEADS_OF_STATE
from corpus.attribution.people import (
    FINANCE_KINDS,
    People,
    Speaker,
    is_market_role,
)
from corpus.name_words import (
    EXECUTIVE_WORDS,
)
from corpus.words import words

_ROLE_WORDS = 3
"""Longer roles say whose they are, or are not of the firm at hand."""
_REMEMBERED = 60
_RATE_SETTERS = frozenset(("policymaker", "rate-setter", "ratesetter"))
_CHAIRS = frozenset(("chair", "chairman", "chairwoman"))
SILENT_KINDS = frozenset(("company", "media", "public body", "central bank"))


_HEADS_OF_BODIES = frozenset(
    words("generalsecretary secretarygeneral directorgeneral generaldirector")
)
"""Without hyphen and space, of unions, associations and international bodies."""
_REGIONS = frozenset(("national", "regional", "branch", "local", "district"))
_HEADS_OF_FUNCTIONS = frozenset(words("chief director head boss"))
_FUNCTIONS = frozenset(
    words(
        """
        finance financial commercial sales marketing operations investor
        investor-relations merchandising procurement supply-chain production
        engineering
        """
    )
)
_RANKS = frozenset(
    words("chief co-chief senior executive managing deputy vice group global first principal")
)


def _is_officer(told: Sequence[str]) -> bool:
    """`chief financial officer`, `senior managing executive officer`: high in a company."""
    return told[-1] == "officer" and any(word in _RANKS for word in told[:-1])


def _is_functional(told: Sequence[str]) -> bool:
    """`finance director`, `investor-relations head`: whoever runs a function that companies have."""
    return told[-1] in _HEADS_OF_FUNCTIONS and told[0] in _FUNCTIONS


class SpokenMemory:
    """Who spoke so far, and in which paragraph."""

    def __init__(self) -> None:
        self._spoken: deque[tuple[Speaker, int]] = deque(maxlen=_REMEMBERED)

    def hear(self, speaker: Speaker, paragraph: int) -> None:
        """Remember that `speaker` spoke here."""
        self._spoken.append((speaker, paragraph))

    def clear(self) -> None:
        """Forget them, as where a new section begins."""
        self._spoken.clear()

    def recent(self, paragraph: int, reach: int) -> Iterator[Speaker]:
        """Who spoke in this paragraph or the `reach` before it, the last first."""
        for speaker, spoken_in in reversed(self._spoken):
            if paragraph - spoken_in > reach:
                return
            yield speaker


class OwnerFinder:
    """Fills in the firm of a subject that only a role or a possessive places."""

    def __init__(self, people: People, firms: FirmMemory, spoken: SpokenMemory) -> None:
        self._people = people
        self._firms = firms
        self._spoken = spoken

    def with_owner(self, subject: Subject, paragraph: int) -> Subject:
        """The subject with the firm that `its`, `the bank's`, or its role alone stands for."""
        if subject.firm or subject.joined:
            return subject
        owner = self._headed(subject.persons[0]) if len(subject.persons) == 1 else None
        if owner is not None:
            pass
        elif subject.owner == "study":
            owner = self._house_of_study(paragraph)
        elif subject.owner == "he" or (subject.owner or "").startswith("person:"):
            owner = self._firm_of_person(subject.owner or "")
        elif subject.owner == "it":
            spoke = next(self._spoken.recent(paragraph, 0), None)
            owner = self._firms.foremost_here(paragraph)
            if owner is None and spoke is not None and not spoke.persons and spoke.firm:
                owner = Subject(firm=spoke.firm, firm_kind=spoke.firm_kind)
            else:
                owner = owner or self._firms.last_foremost(paragraph)
                owner = owner or self._firms.last_firm("firm", paragraph, 0)
        elif subject.owner:
            noun = subject.owner.partition(":")[2]
            market = subject.role is not None and is_market_role(subject.role)
            spoke = next(self._spoken.recent(paragraph, 0), None)
            by_firm = spoke is not None and not spoke.persons and noun == "firm" and market
            if spoke is not None and by_firm and spoke.firm_kind not in SILENT_KINDS:
                return replace(subject, firm=spoke.firm, firm_kind=spoke.firm_kind)
            owner = self._firms.last_house(noun, paragraph) if market else None
            if noun in ("central bank", "rate-setter"):
                owner = self._setter_of_rates(noun)
            owner = owner or self._firms.last_firm(
                noun, paragraph, PRONOUN_PARAGRAPHS, self._people.known
            )
        elif subject.role and not any(self._has_firm(n) for n in subject.persons):
            owner = self._presided(subject) or self._firm_by_role(subject.role, paragraph)
        if owner is None:
            return subject
        return replace(subject, firm=owner.firm, firm_kind=owner.firm_kind)

    def _setter_of_rates(self, noun: str) -> Subject | None:
        """The article's main central bank; for whoever only voted, where the article is about it."""
        if noun == "rate-setter" and not self._firms.is_main("central bank"):
            return None
        return self._firms.main_of("central bank")

    def _presided(self, subject: Subject) -> Subject | None:
        """The central bank of `President Jane Doe`, where the article is about one.

        Not the Federal Reserve, whose banks have presidents of their own.
        """
        if subject.role not in ("President", "president") or not self._firms.is_main(
            "central bank"
        ):
            return None
        if any(name.lower().split()[-1] in HEADS_OF_STATE for name in subject.persons):
            return None
        main = self._firms.main_firm()
        return main if main is not None and main.firm != "Federal Reserve" else None

    def _headed(self, name: str) -> Subject | None:
        """The institution of a well-known head, where the article names it."""
        full = self._people.full_name(name)
        firm = HEADS.get(full)
        return self._firms.named(firm) if firm and not self._has_firm(full) else None

    def _firm_of_person(self, owner: str) -> Subject | None:
        """The firm of whoever `her co-manager` or `Doe's colleague` belongs with."""
        name = owner.partition(":")[2]
        full = self._people.full_name(name) if name else ""
        person = self._people.known.get(full) if name else self._people.last()
        if person is None or not person.firm:
            return None
        return Subject(firm=person.firm, firm_kind=person.firm_kind)

    def _has_firm(self, name: str) -> bool:
        known = self._people.known.get(self._people.full_name(name))
        return known is not None and known.firm is not None

    def _firm_by_role(self, role: str, paragraph: int) -> Subject | None:
        """`Chief Executive Jane Doe` in a company's report.

        `analyst Jane Doe` in a broker's note.
        """
        told = role.lower().removesuffix(" of the board").split()
        if len(told) > _ROLE_WORDS and told[-1] != "president" and not _is_officer(told):
            return None
        if told[-1] in _RATE_SETTERS or " ".join(told).startswith("external member"):
            return self._firms.main_of("central bank")
        if told[-1] in ("commissioner", "administrator"):
            return self._firms.last_of_kind("public body", paragraph)
        if told[-1] in ("governor", "vice-governor", "deputy-governor"):
            near = self._firms.last_of_kind("central bank", paragraph)
            return near or self._firms.main_of("central bank")
        if (
            told[-1].removeprefix("vice-") in _CHAIRS
            and len(told) < 3
            and self._firms.is_main("central bank")
        ):
            return self._firms.main_of("central bank")
        if told[-2:] == ["board", "member"]:
            near = self._firms.last_of_kind("central bank", paragraph, reach=0)
            return near or self._firms.main_of("central bank")
        local = told[-1] in ("officer", "organiser", "organizer") and told[0] in _REGIONS
        if "".join(told[-2:]).replace("-", "") in _HEADS_OF_BODIES or local:
            return self._body_that_spoke(paragraph)
        chief = told[0] in ("chief", "co-chief")
        if chief or is_market_role(role):
            house = self._house_that_spoke(paragraph)
            if house is not None:
                return house
        if told == ["managing", "director"]:
            return self._firms.of_director(paragraph)
        vice = told[-1] == "president" and "vice" in told
        if _is_officer(told) or vice or told[-1] in EXECUTIVE_WORDS or _is_functional(told):
            return self._firms.of_executive(paragraph)
        return None

    def _body_that_spoke(self, paragraph: int) -> Subject | None:
        """The union or association that spoke last as such, in this paragraph or the one before."""
        speaker = next(self._spoken.recent(paragraph, 1), None)
        if speaker is None or speaker.persons or speaker.firm_kind in FINANCE_KINDS | {"company"}:
            return None
        return Subject(firm=speaker.firm, firm_kind=speaker.firm_kind)

    def _house_of_study(self, paragraph: int) -> Subject | None:
        """The house whose study this paragraph told of before it names the authors."""
        speaker = next(self._spoken.recent(paragraph, 0), None)
        if speaker is None or speaker.persons:
            return None
        return Subject(firm=speaker.firm, firm_kind=speaker.firm_kind)

    def _house_that_spoke(self, paragraph: int) -> Subject | None:
        """The bank or broker that spoke last as a firm, in this paragraph or the one before."""
        speaker = next(self._spoken.recent(paragraph, 1), None)
        if speaker is None or speaker.persons or speaker.firm_kind in SILENT_KINDS:
            return None
        return Subject(firm=speaker.firm, firm_kind=speaker.firm_kind)
