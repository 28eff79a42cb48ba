"""Who is meant: surnames, pronouns and "the strategist" resolved to speakers the article names.

A speaker in doubt is no speaker: every way of resolving gives None where nobody fits.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.attribution.anaphor_finder import AnaphorFinder
from corpus.attribution.cues import PRONOUNS
from corpus.attribution.firm_memory import FirmMemory
from corpus.attribution.introductions import Mention
from corpus.attribution.noun_phrases import Subject
from corpus.attribution.owners import SILENT_KINDS, OwnerFinder, SpokenMemory
from corpus.attribution.people import (
    FINANCE_KINDS,
    People,
    Speaker,
    may_be_person,
)
from corpus.attribution.person_memory import PersonMemory
from corpus.attribution.presented import Presented
from corpus.chunks import Chunk
from corpus.name_words import (
    NATIONALITIES,
    NOT_PEOPLE,
    ROLE_NOUNS,
)
from corpus.subjects import load_subjects

_SURNAME_LETTERS = 3


class SpeakerMemory:
    """What an article says about its speakers, and whom it has named or let speak so far."""

    def __init__(self, mentions: Iterable[Mention], authors: Iterable[str] = ()) -> None:
        self._authors = frozenset(authors)
        self._spoken = SpokenMemory()
        self._people = People()
        self._firms = FirmMemory()
        self._persons = PersonMemory(self._people, self._spoken)
        self._owners = OwnerFinder(self._people, self._firms, self._spoken)
        self._anaphors = AnaphorFinder(
            self._people, self._firms, self._persons, self._owners, self._spoken
        )
        self._presented = Presented()
        self._met: dict[tuple[str | None, str | None], str] = {}
        """Persons by the firm and the role by which the article had them speak before their name."""
        self._introduce(list(mentions))

    def _introduce(self, mentions: list[Mention]) -> None:
        for mention in mentions:
            subject = mention.subject
            if subject.firm and not subject.persons:
                self._firms.count(subject.firm, subject.firm_kind)
            for name in subject.persons:
                if " " in name and (subject.evident or may_be_person(name)):
                    self._people.learn(name, subject)
        for mention in mentions:
            for name in mention.subject.persons:
                if mention.subject.evident:
                    self._people.learn(self._people.full_name(name), mention.subject)

    def notice(self, mention: Mention, paragraph: int) -> None:
        """Remember that the article names somebody here."""
        subject = mention.subject
        if subject.persons:
            subject = self._owners.with_owner(subject, paragraph)
            for name in subject.persons:
                full = self._people.full_name(name)
                if full in self._authors or load_subjects().canonical(full) is not None:
                    continue
                if subject.evident or full in self._people.known:
                    self._people.learn(full, subject)
                    if mention.salient and " " in name:
                        self._meet(full, paragraph)
                    self._people.name(full, paragraph, salient=mention.salient)
            several = len(subject.persons) > 1 or subject.plural
            if several and subject.firm and mention.foremost:
                together = Speaker(
                    persons=tuple(map(self._people.full_name, subject.persons)),
                    firm=subject.firm,
                    role=subject.role,
                    firm_kind=subject.firm_kind,
                )
                self._anaphors.several = together, paragraph
            if not subject.firm:
                self._firms.notice_unknown(mention, paragraph, self._authors)
                return
        elif subject.plural and subject.role:
            self._notice_several(subject, paragraph)
        if subject.firm and not subject.anaphor and subject.firm_kind != "media":
            self._firms.notice(mention, subject, paragraph)

    def see_title(self, titled: Iterable[Mention]) -> None:
        """Remember which firms the title names."""
        for mention in titled:
            if mention.subject.firm:
                self._firms.see(mention.subject.firm)

    def hear_pronoun(self, name: str, pronoun: str) -> None:
        """Remember whether a person is `he` or `she`; what came first stands."""
        self._persons.hear_pronoun(self._people.full_name(name), pronoun)

    def expect(self, officer: Subject, paragraph: int) -> None:
        """Remember that `its chief executive` stands here, whose name follows in the paragraph."""
        placed = self._owners.with_owner(officer, paragraph)
        self._anaphors.expected = (placed, paragraph) if placed.firm else None

    def place(self, member: Subject, paragraph: int) -> None:
        """Learn of whoever was just named that `The Y strategist` is who it is."""
        self._persons.member(member, paragraph)

    def _meet(self, name: str, paragraph: int) -> None:
        """Give the officer who stood here without a name to whoever speaks next, named just now."""
        if self._anaphors.expected is None:
            return
        officer, stood_in = self._anaphors.expected
        self._anaphors.expected = None
        known = self._people.known.get(name)
        early = any(n == name and p < paragraph for n, p, _ in self._people.recent)
        if paragraph - stood_in <= 1 and known and not (known.firm or known.role or early):
            told = replace(officer, anaphor=None, owner=None, evident=True)
            self._people.learn(name, told)
            self._met[officer.firm, officer.role] = self._people.full_name(name)

    def enter(self, firm: Subject, paragraph: int) -> None:
        """Remember that a heading names a house, whose analysts are meant until others speak."""
        if firm.firm_kind is not None:
            self._anaphors.several = None
            self._spoken.clear()
        if firm.firm is not None and firm.firm_kind in FINANCE_KINDS:
            self._firms.hear(firm.firm, firm.firm_kind, paragraph)
            speaker = Speaker(persons=(), firm=firm.firm, role=None, firm_kind=firm.firm_kind)
            self._anaphors.several = speaker, paragraph

    def _notice_several(self, subject: Subject, paragraph: int) -> None:
        """Remember `analysts at Y` and `its strategists`, whom a later `they` means."""
        placed = self._owners.with_owner(subject, paragraph)
        if placed.firm and placed.firm_kind not in SILENT_KINDS:
            speaker = Speaker(
                persons=(), firm=placed.firm, role=subject.role, firm_kind=placed.firm_kind
            )
            self._anaphors.several = speaker, paragraph

    def speak(self, speaker: Speaker, paragraph: int, *, several: bool = False) -> None:
        """Remember that `speaker` spoke in this paragraph, `several` for a team with its head."""
        self._spoken.hear(speaker, paragraph)
        self._presented.hear(speaker, paragraph)
        self._anaphors.several = (speaker, paragraph) if several and speaker.firm else None
        for name in speaker.persons:
            self._people.name(name, paragraph, salient=True, spoke=True)
        if speaker.role and not speaker.persons and speaker.role.lower().split()[-1] in ROLE_NOUNS:
            self._persons.meet_stranger(speaker, paragraph)
        if speaker.firm:
            itself = not speaker.persons
            self._firms.hear(speaker.firm, speaker.firm_kind, paragraph, itself=itself)

    def read_on(self) -> None:
        """Remember that the next sentence is read."""
        self._people.sentence += 1

    def meet_stranger(self, paragraph: int) -> None:
        """Remember that somebody without a name spoke here, whom `he` means until another is named."""
        self._persons.meet_stranger(None, paragraph)

    def present(self, chunks: Sequence[Chunk], paragraph: int) -> None:
        """See whether a sentence presents a house, whose people may speak next."""
        self._presented.read(chunks, paragraph)

    def housed(self, speaker: Speaker, paragraph: int) -> Speaker:
        """The speaker with the house at hand, where a person of no firm is named first behind it."""
        house = self._presented.of(speaker, paragraph)
        if house is None:
            return speaker
        name = speaker.persons[0]
        known = self._people.known.get(name)
        if " " not in name or known is None or known.firm or name in self._authors:
            return speaker
        if any(n == name and p < paragraph for n, p, _ in self._people.recent):
            return speaker
        self._people.learn(name, house)
        return replace(speaker, firm=house.firm, firm_kind=house.firm_kind)

    def resolve(self, subject: Subject, paragraph: int, *, surely: bool = False) -> Speaker | None:
        """The speaker a subject means here, or None where it means nobody known.

        `surely` for a subject of a verb of saying, who may be named by surname alone.
        """
        if subject.anaphor:
            return self._anaphors.resolve(subject, paragraph)
        if subject.persons:
            placed = self._owners.with_owner(subject, paragraph)
            if not placed.firm and len(placed.persons) == 1:
                self._meet(self._people.full_name(placed.persons[0]), paragraph)
            found = self._resolve_persons(placed)
            if found is None and surely:
                found = _by_surname(subject)
                if found is not None:
                    self._people.learn(found.persons[0], subject)
            return found
        if subject.firm and not subject.firm_kind and subject.firm in self._people.parts:
            return self._resolve_persons(Subject(persons=(subject.firm,)))  # "Doe's team"
        namesake = self._namesake(subject.firm or "")
        if namesake is not None:
            return namesake
        if subject.firm:
            return Speaker(
                persons=(), firm=subject.firm, role=subject.role, firm_kind=subject.firm_kind
            )
        return None

    def _namesake(self, firm: str) -> Speaker | None:
        """Whoever `Orrin` is behind `Jane Orrin of Y`, though a firm of the table is called so too."""
        if not firm or " " in firm:
            return None
        named = (self._people.known.get(full) for full in self._people.parts.get(firm, ()))
        return next(
            (
                p
                for p in named
                if p and p.firm not in (None, firm) and p.persons[0].endswith(f" {firm}")
            ),
            None,
        )

    def names_person(self, name: str) -> bool:
        """Whether the article gives a person's full name that holds this one."""
        return any(" " in full for full in self._people.parts.get(name, ()))

    def main_firm(self) -> Subject | None:
        """The firm that the article names most, none that prints news."""
        return self._firms.main_firm()

    def introduce(self, subject: Subject, paragraph: int) -> None:
        """Learn role and firm of whoever `As strategist at Y, she ...` speaks of."""
        if subject.persons:
            names: tuple[str, ...] = tuple(map(self._people.full_name, subject.persons))
        else:
            speaker = self._persons.last_person(subject.anaphor or "", paragraph)
            names = speaker.persons if speaker else ()
        if len(names) > 1:
            self._anaphors.kin = frozenset(names)
        for name in names:
            if name in self._people.known or " " in name:
                self._people.learn(name, subject)

    def complete(self, speaker: Speaker) -> Speaker:
        """The speaker with firm and role that the article tells only later."""
        if not speaker.persons and speaker.role is not None:
            name = self._met.get((speaker.firm, speaker.role))
            return self._people.known[name] if name else speaker
        if len(speaker.persons) != 1 or speaker.firm:
            return speaker
        known = self._people.known.get(speaker.persons[0])
        return replace(known, role=speaker.role or known.role) if known else speaker

    def _resolve_persons(self, subject: Subject) -> Speaker | None:
        full = tuple(dict.fromkeys(self._people.full_name(person) for person in subject.persons))
        if not subject.evident:
            full = tuple(n for n in full if n in self._people.known or may_be_person(n))
        if not full:
            return None
        if not subject.joined:
            for name in full:
                self._people.learn(name, subject)
        known = [self._people.known[name] for name in full if name in self._people.known]
        placed = next((s for s in known if s.firm), None)
        firm = placed.firm if placed else None
        kind = placed.firm_kind if placed else None
        role = subject.role or next((s.role for s in known if s.role), None)
        return Speaker(persons=full, firm=firm, role=role, firm_kind=kind)


def _by_surname(subject: Subject) -> Speaker | None:
    """A person whom the article names by one word only, as where its beginning is lost."""
    name = subject.persons[0]
    ordinary = name.lower() in NOT_PEOPLE | NATIONALITIES or name.lower() in PRONOUNS
    short = len(name) < _SURNAME_LETTERS or name.isupper()
    if len(subject.persons) > 1 or " " in name or ordinary or short:
        return None
    if load_subjects().canonical(name) is not None:
        return None
    return Speaker(persons=(name,), firm=subject.firm, role=subject.role)
