"""Which of the persons named so far `he`, `the strategist` and `the Y strategist` mean."""

from corpus.attribution.firm_memory import PRONOUN_PARAGRAPHS
from corpus.attribution.noun_phrases import Subject
from corpus.attribution.owners import SpokenMemory
from corpus.attribution.people import ANY_ROLE, MARKET_ROLES, OFFICES, People, Speaker, same_role
from corpus.given_names import likely_pronoun
from corpus.words import words

_OFFICES = frozenset(
    words("president chairman chair governor secretary minister ceo chief senator owner king pope")
)
"""Roles that mean their one holder, and never just whoever spoke last."""


_STRANGER_PARAGRAPHS = 1


class PersonMemory:
    """The persons of an article as a pronoun, a role or a firm's name points back at them."""

    def __init__(self, people: People, spoken: SpokenMemory) -> None:
        self._people = people
        self._spoken = spoken
        self._pronouns: dict[str, str] = {}
        self._stranger: tuple[Speaker | None, int, int] | None = None
        """An unnamed person who spoke, the paragraph, and how many were named by then."""

    def hear_pronoun(self, name: str, pronoun: str) -> None:
        """Remember whether the person of a full name is `he` or `she`; what came first stands."""
        self._pronouns.setdefault(name, pronoun)

    def meet_stranger(self, speaker: Speaker | None, paragraph: int) -> None:
        """Remember an unnamed person who spoke, where the firm is known as its speaker."""
        self._stranger = speaker, paragraph, self._people.named

    def last_person(self, pronoun: str, paragraph: int) -> Speaker | None:
        """The person named last whom `he`, `she` or `person` may mean."""
        if self._stranger is not None:
            speaker, met_in, named = self._stranger
            if named == self._people.named and paragraph - met_in <= _STRANGER_PARAGRAPHS:
                return speaker
        fitting = [
            name
            for name in self._people.names_near(paragraph, PRONOUN_PARAGRAPHS)
            if pronoun == "person"
            or (self._pronouns.get(name) or likely_pronoun(name) or pronoun) == pronoun
        ]
        if not fitting:
            return None
        name = fitting[0]
        beside = self._people.named_beside() & set(fitting)
        if name in beside and len(beside) > 1:
            name = self._people.speaking_beside(beside) or ""
        if not name:
            return None  # "Doe met Roe. She said": either
        if pronoun != "person":
            self._pronouns[name] = pronoun
        return self._people.known[name]

    def member(self, subject: Subject, paragraph: int) -> Speaker | None:
        """`The Y strategist`: the person of Y named last; one of no firm named just before.

        Else Y.
        """
        if subject.firm is None:
            return None
        recent = self._people.names_near(paragraph, PRONOUN_PARAGRAPHS)
        for name in recent:
            known = self._people.known[name]
            if known.firm == subject.firm and same_role(known.role, subject.role):
                return known
            if known.firm is None and name.split()[-1] in subject.firm.split():
                self._people.learn(name, subject)  # "the president of Doe Research"
                return self._people.known[name]
        last = self._people.last_name()
        if recent and subject.role and last == recent[0] and self._is_unplaced(last, paragraph):
            self._people.learn(last, subject)
            return self._people.known[last]
        return Speaker(
            persons=(), firm=subject.firm, role=subject.role, firm_kind=subject.firm_kind
        )

    def last_with_role(self, noun: str, paragraph: int) -> Speaker | None:
        """The person whom `the strategist` means: of that role, else who spoke or was named last."""
        recent = [
            self._people.known[n] for n in self._people.names_near(paragraph, PRONOUN_PARAGRAPHS)
        ]
        last = next(self._spoken.recent(paragraph, 0), None)
        if last is not None and last.persons and last.role is None and noun in MARKET_ROLES:
            return last  # whoever spoke last in this paragraph, of no role told
        here = self._people.names_near(paragraph, 0)[:1] if noun in OFFICES else []
        if here and self._people.known[here[0]].role is None:
            return self._people.known[here[0]]  # a well-known one, of no office told
        for speaker in recent:
            role = (speaker.role or "").lower()
            if noun in ANY_ROLE or any(name in role for name in OFFICES.get(noun, (noun,))):
                return speaker
        if recent and (noun in ANY_ROLE or (recent[0].role is None and noun in MARKET_ROLES)):
            return recent[0]
        if (
            last is not None
            and len(last.persons) == 1
            and noun not in _OFFICES
            and noun not in OFFICES
        ):
            return last  # "the German board member", behind what she said
        return None

    def _is_unplaced(self, name: str, paragraph: int) -> bool:
        known = self._people.known[name]
        near = any(n == name and paragraph - p <= 1 for n, p, _ in self._people.recent)
        return near and known.firm is None and known.role is None
