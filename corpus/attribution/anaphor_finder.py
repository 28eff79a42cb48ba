"""Who is meant by `he`, `they`, `the bank`, `its analysts`, `the committee`, `the note`."""

from dataclasses import replace

from corpus.attribution.firm_memory import PRONOUN_PARAGRAPHS, FirmMemory
from corpus.attribution.noun_phrases import Subject
from corpus.attribution.owners import SILENT_KINDS, OwnerFinder, SpokenMemory
from corpus.attribution.people import FINANCE_KINDS, OFFICES, People, Speaker, is_market_role
from corpus.attribution.person_memory import PersonMemory


class AnaphorFinder:
    """Resolves words that stand for a speaker, in the light of what was named and said so far."""

    def __init__(
        self,
        people: People,
        firms: FirmMemory,
        persons: PersonMemory,
        owners: OwnerFinder,
        spoken: SpokenMemory,
    ) -> None:
        self._people = people
        self._firms = firms
        self._persons = persons
        self._owners = owners
        self._spoken = spoken
        self.several: tuple[Speaker, int] | None = None
        """Whom a later `they` means, and in which paragraph they stood."""
        self.kin: frozenset[str] = frozenset()
        """Who run something together: `Jane Doe and her sister, Ann Roe`."""
        self.expected: tuple[Subject, int] | None = None
        """An officer without a name, whose name may follow."""

    def resolve(self, subject: Subject, paragraph: int) -> Speaker | None:
        """The speaker, or None where it means nobody known."""
        anaphor = subject.anaphor or ""
        if anaphor in ("he", "she", "person"):
            return self._persons.last_person(anaphor, paragraph)
        if anaphor == "they":
            return self._last_several(paragraph)
        if anaphor in ("pair", "kin"):
            return self._pair(paragraph, kin=anaphor == "kin")
        if anaphor == "elided":
            return next(self._spoken.recent(paragraph, 1), None)
        if anaphor == "it":
            return self._it(subject, paragraph)
        if anaphor.startswith("document"):
            return self._of_document(paragraph, own=anaphor.endswith(":own"))
        if anaphor == "member":
            return self._member(subject, paragraph)
        return self._of_noun(anaphor, subject, paragraph)

    def _it(self, subject: Subject, paragraph: int) -> Speaker | None:
        """`It` or `its analysts`: of the house that spoke, and not of the share it spoke of."""
        named = self._firms.it(paragraph, plural=subject.plural)
        if named is not None and named.firm_kind in SILENT_KINDS:
            house = self._rating_house(subject, paragraph)
            if house is not None:
                return house
        return self._as_speaker(named, subject)

    def _member(self, subject: Subject, paragraph: int) -> Speaker | None:
        """`The Y strategist`, whose name may follow."""
        owned = self._owners.with_owner(subject, paragraph) if subject.owner else subject
        member = self._persons.member(owned, paragraph)
        if member is not None and not member.persons and member.firm_kind in FINANCE_KINDS:
            self.expected = owned, paragraph
        return member

    def _of_noun(self, anaphor: str, subject: Subject, paragraph: int) -> Speaker | None:
        kind, _, noun = anaphor.partition(":")
        if kind == "body":
            return self._as_speaker(self._firms.of_body(noun, paragraph), subject)
        if kind == "role":
            found = self._persons.last_with_role(noun, paragraph)
            if found is None and noun == "manager":
                house = self._firms.last_house("house", paragraph)  # "The manager has shifted"
                return self._as_speaker(house, subject)
            return found or (self._of_office(noun, paragraph) if noun in OFFICES else None)
        if subject.owner and subject.role and is_market_role(subject.role):
            house = self._firms.last_house(noun, paragraph)
            if house is not None:
                return self._as_speaker(house, subject)
        return self._as_speaker(
            self._firms.last_firm(noun, paragraph, PRONOUN_PARAGRAPHS, self._people.known), subject
        )

    def _rating_house(self, subject: Subject, paragraph: int) -> Speaker | None:
        """The house of `its analysts` that spoke just before, and no share that it spoke of."""
        if not (subject.plural and subject.role and is_market_role(subject.role)):
            return None
        spoke = next(self._spoken.recent(paragraph, 0), None)
        if spoke is None or spoke.persons or spoke.firm_kind not in FINANCE_KINDS:
            here = self._firms.foremost_here(paragraph)
            return self._as_speaker(
                here if here is not None and here.firm_kind in FINANCE_KINDS else None, subject
            )
        return replace(spoke, role=subject.role)

    def _of_office(self, noun: str, paragraph: int) -> Speaker | None:
        """`The chief executive` of the company at hand, whom the article does not name."""
        firm = self._firms.of_executive(paragraph)
        if firm is None or firm.firm_kind in SILENT_KINDS - {"company"}:
            return None
        return Speaker(persons=(), firm=firm.firm, role=noun, firm_kind=firm.firm_kind)

    def _as_speaker(self, firm: Subject | None, subject: Subject) -> Speaker | None:
        if firm is None:
            return None
        return Speaker(persons=(), firm=firm.firm, role=subject.role, firm_kind=firm.firm_kind)

    def _last_several(self, paragraph: int) -> Speaker | None:
        """Two who spoke together, two of one firm, or a firm's analysts; never one person."""
        if self.several is not None and paragraph - self.several[1] <= 1:
            return self.several[0]
        last = next(self._spoken.recent(paragraph, 1), None)
        if last is not None and len(last.persons) != 1:
            return last
        people = self._people.names_near(paragraph, 0)[:2]
        firms = {self._people.known[name].firm for name in people}
        if len(people) < 2 or len(firms) > 1:
            return None
        first = self._people.known[people[0]]
        return Speaker(
            persons=tuple(reversed(people)), firm=first.firm, role=None, firm_kind=first.firm_kind
        )

    def _pair(self, paragraph: int, *, kin: bool) -> Speaker | None:
        """`Both women`: the two of one firm named last; `they` behind it are the same.

        Of kin it must be told that they are together, or by their name.
        """
        names = self._people.names_near(paragraph, PRONOUN_PARAGRAPHS)[:2]
        known = [self._people.known[name] for name in names]
        if len(known) != 2 or known[0].firm is None or known[0].firm != known[1].firm:
            return None
        if kin and frozenset(names) != self.kin and names[0].split()[-1] != names[1].split()[-1]:
            return None
        pair = replace(known[0], persons=tuple(reversed(names)), role=None)
        self.several = pair, paragraph
        return pair

    def _of_document(self, paragraph: int, *, own: bool) -> Speaker | None:
        """Whose `the note` is: a house's; `own` for `the statement`, of whoever spoke just before."""
        if own:
            last = next(self._spoken.recent(paragraph, 1), None)
            return last if last is not None and last.firm and last.firm_kind != "media" else None
        for speaker in self._spoken.recent(paragraph, PRONOUN_PARAGRAPHS):
            if speaker.firm and speaker.firm_kind not in ("company", "media", "central bank"):
                return speaker
        return None
