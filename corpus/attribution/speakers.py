"""Who is meant: surnames, pronouns and "the strategist" resolved to speakers the article names.

A speaker in doubt is no speaker: every way of resolving gives None where nobody fits.
"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import replace

from corpus.attribution.focus import Focus
from corpus.attribution.introductions import Mention
from corpus.attribution.noun_phrases import Subject
from corpus.attribution.people import (
    ANY_ROLE,
    FINANCE_KINDS,
    MARKET_ROLES,
    People,
    Speaker,
    fits_noun,
    is_company_noun,
    is_market_role,
    may_be_person,
    same_role,
)
from corpus.given_names import is_given_name, likely_pronoun
from corpus.name_words import (
    EXECUTIVE_WORDS,
    NATIONALITIES,
    NOT_PEOPLE,
)
from corpus.subjects import load_subjects
from corpus.words import words

_PRONOUN_PARAGRAPHS = 3
"""Paragraphs over which "he" or "she" reaches back; "they" and "it" reach one."""
_COMPANY_PARAGRAPHS = 8
"""Paragraphs over which "the company" reaches back before the article's main company is meant."""
_REMEMBERED = 60
_HOUSES = frozenset(("bank", "broker", "brokerage", "firm", "house", "company", "lender"))
_SURE_HOUSES = frozenset(("bank", "broker", "brokerage", "house", "lender", "consultancy"))
_OFFICES = frozenset(
    words("president chairman chair governor secretary minister ceo chief senator owner king pope")
)
"""Roles that mean their one holder, and never just whoever spoke last."""
_SURNAME_LETTERS = 3
_ROLE_WORDS = 3
"""Longer roles say whose they are, or are not of the firm at hand."""
_SILENT_KINDS = frozenset(("company", "media", "public body", "central bank"))


class SpeakerMemory:
    """What an article says about its speakers, and whom it has named or let speak so far."""

    def __init__(self, mentions: Iterable[Mention], authors: Iterable[str] = ()) -> None:
        self._authors = frozenset(authors)
        self._pronouns: dict[str, str] = {}
        self._spoken: deque[tuple[Speaker, int]] = deque(maxlen=_REMEMBERED)
        self._people = People()
        self._firms: deque[tuple[Subject, int, bool]] = deque(maxlen=_REMEMBERED)
        self._houses: deque[Subject] = deque(maxlen=_REMEMBERED)
        self._focus = Focus()
        self._unknown: deque[tuple[str, int]] = deque(maxlen=_REMEMBERED)
        self._several: tuple[Speaker, int] | None = None
        self._counts: Counter[tuple[str, str | None]] = Counter()
        self._introduce(list(mentions))

    def _introduce(self, mentions: list[Mention]) -> None:
        for mention in mentions:
            subject = mention.subject
            if subject.firm and not subject.persons:
                self._counts[subject.firm, subject.firm_kind] += 1
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
            subject = self._with_owner(subject, paragraph)
            for name in subject.persons:
                full = self._people.full_name(name)
                if full in self._authors:
                    continue
                if subject.evident or full in self._people.known:
                    self._people.learn(full, subject)
                    self._people.recent.append((full, paragraph, mention.salient))
            if not subject.firm:
                self._notice_unknown(mention, paragraph)
                return
        elif subject.plural and subject.role:
            self._notice_several(subject, paragraph)
        if subject.firm and not subject.anaphor and subject.firm_kind != "media":
            self._focus.notice(subject, paragraph, foremost=mention.foremost)
            firm = Subject(firm=subject.firm, firm_kind=subject.firm_kind)
            if mention.salient:
                self._firms.append((firm, paragraph, mention.foremost))
            if subject.firm_kind in FINANCE_KINDS:
                self._houses.append(firm)

    def _notice_unknown(self, mention: Mention, paragraph: int) -> None:
        """Remember a name in front of its sentence that may be a company's: nobody's role or title."""
        names = mention.subject.persons
        if len(names) != 1 or mention.subject.evident or not mention.foremost:
            return
        if not is_given_name(names[0].split()[0]) and names[0] not in self._authors:
            self._unknown.append((names[0], paragraph))

    def enter(self, firm: Subject, paragraph: int) -> None:
        """Remember that a heading names a house, whose analysts are meant until others speak."""
        if firm.firm_kind is not None:
            self._several = None
            self._spoken.clear()
        if firm.firm_kind in FINANCE_KINDS:
            self._firms.append((firm, paragraph, True))
            speaker = Speaker(persons=(), firm=firm.firm, role=None, firm_kind=firm.firm_kind)
            self._several = speaker, paragraph

    def _notice_several(self, subject: Subject, paragraph: int) -> None:
        """Remember `analysts at Y` and `its strategists`, whom a later `they` means."""
        placed = self._with_owner(subject, paragraph)
        if placed.firm and placed.firm_kind not in _SILENT_KINDS:
            speaker = Speaker(
                persons=(), firm=placed.firm, role=subject.role, firm_kind=placed.firm_kind
            )
            self._several = speaker, paragraph

    def speak(self, speaker: Speaker, paragraph: int, *, several: bool = False) -> None:
        """Remember that `speaker` spoke in this paragraph, `several` for a team with its head."""
        self._spoken.append((speaker, paragraph))
        self._several = (speaker, paragraph) if several and speaker.firm else None
        for name in speaker.persons:
            self._people.recent.append((name, paragraph, True))
        if speaker.firm:
            subject = Subject(firm=speaker.firm, firm_kind=speaker.firm_kind)
            self._firms.append((subject, paragraph, True))
            if speaker.firm_kind in FINANCE_KINDS:
                self._houses.append(subject)

    def resolve(self, subject: Subject, paragraph: int, *, surely: bool = False) -> Speaker | None:
        """The speaker a subject means here, or None where it means nobody known.

        `surely` for a subject of a verb of saying, who may be named by surname alone.
        """
        if subject.anaphor:
            return self._resolve_anaphor(subject, paragraph)
        if subject.persons:
            found = self._resolve_persons(self._with_owner(subject, paragraph))
            if found is None and surely:
                found = _by_surname(subject)
                if found is not None:
                    self._people.learn(found.persons[0], subject)
            return found
        if subject.firm and not subject.firm_kind and subject.firm in self._people.parts:
            return self._resolve_persons(Subject(persons=(subject.firm,)))  # "Doe's team"
        if subject.firm:
            return Speaker(
                persons=(), firm=subject.firm, role=subject.role, firm_kind=subject.firm_kind
            )
        return None

    def main_firm(self) -> Subject | None:
        """The firm that the article names most, none that prints news."""
        named = self._counts.most_common(3)
        return next((Subject(firm=f, firm_kind=k) for (f, k), _ in named if k != "media"), None)

    def introduce(self, subject: Subject, paragraph: int) -> None:
        """Learn role and firm of whoever `As strategist at Y, she ...` speaks of."""
        if subject.persons:
            names: tuple[str, ...] = tuple(map(self._people.full_name, subject.persons))
        else:
            speaker = self._last_person(subject.anaphor or "", paragraph)
            names = speaker.persons if speaker else ()
        for name in names:
            if name in self._people.known or " " in name:
                self._people.learn(name, subject)

    def complete(self, speaker: Speaker) -> Speaker:
        """The speaker with firm and role that the article tells only later."""
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

    def _with_owner(self, subject: Subject, paragraph: int) -> Subject:
        """The subject with the firm that `its`, `the bank's`, or its role alone stands for."""
        if subject.firm or subject.joined:
            return subject
        owner: Subject | None = None
        if subject.owner == "he":
            person = self._people.last()
            if person is not None and person.firm:
                owner = Subject(firm=person.firm, firm_kind=person.firm_kind)
        elif subject.owner == "it":
            owner = self._last_firm("firm", paragraph, 1)
        elif subject.owner:
            noun = subject.owner.partition(":")[2]
            market = subject.role is not None and is_market_role(subject.role)
            spoke = next(self._recent(paragraph, 0), None)
            by_firm = spoke is not None and not spoke.persons and noun == "firm" and market
            if spoke is not None and by_firm and spoke.firm_kind not in _SILENT_KINDS:
                return replace(subject, firm=spoke.firm, firm_kind=spoke.firm_kind)
            owner = self._last_house(noun, paragraph) if market else None
            if noun == "central bank":
                owner = self._main_of("central bank")
            owner = owner or self._last_firm(noun, paragraph, _PRONOUN_PARAGRAPHS)
        elif subject.role and not any(self._has_firm(n) for n in subject.persons):
            owner = self._firm_by_role(subject.role, paragraph)
        if owner is None:
            return subject
        return replace(subject, firm=owner.firm, firm_kind=owner.firm_kind)

    def _has_firm(self, name: str) -> bool:
        known = self._people.known.get(self._people.full_name(name))
        return known is not None and known.firm is not None

    def _firm_by_role(self, role: str, paragraph: int) -> Subject | None:
        """`Chief Executive Jane Doe` in a company's report.

        `analyst Jane Doe` in a broker's note.
        """
        told = role.lower().split()
        if len(told) > _ROLE_WORDS and told[-1] != "president":
            return None
        if told[-1] in ("policymaker", "rate-setter", "ratesetter"):
            return self._main_of("central bank")
        if told[-1] == "governor":
            near = (s for s, p, _ in reversed(self._firms) if paragraph - p <= _PRONOUN_PARAGRAPHS)
            return next((s for s in near if s.firm_kind == "central bank"), None)
        chief = told[0] in ("chief", "co-chief")
        if chief or is_market_role(role):
            house = self._house_that_spoke(paragraph)
            if house is not None:
                return house
        officer = chief and told[-1] == "officer"
        vice = told[-1] == "president" and "vice" in told
        if officer or vice or told[-1] in EXECUTIVE_WORDS or told in (["finance", "chief"],):
            return (
                self._focus.of_executive(paragraph)
                or self._main_house()
                or self._last_firm("company", paragraph, _PRONOUN_PARAGRAPHS)
            )
        return None

    def _house_that_spoke(self, paragraph: int) -> Subject | None:
        """The bank or broker that spoke last as a firm, in this paragraph or the one before."""
        speaker = next(self._recent(paragraph, 1), None)
        if speaker is None or speaker.persons or speaker.firm_kind in _SILENT_KINDS:
            return None
        return Subject(firm=speaker.firm, firm_kind=speaker.firm_kind)

    def _main_of(self, wanted: str) -> Subject | None:
        """The firm of one kind that the article names most."""
        named = ((f, k) for (f, k), _ in self._counts.most_common() if k == wanted)
        return next((Subject(firm=firm, firm_kind=kind) for firm, kind in named), None)

    def _main_house(self) -> Subject | None:
        """The bank that an article names more than any firm, as a report on its results does."""
        for (firm, kind), count in self._counts.most_common(1):
            if kind in FINANCE_KINDS and count > 1:
                return Subject(firm=firm, firm_kind=kind)
        return None

    def _resolve_anaphor(self, subject: Subject, paragraph: int) -> Speaker | None:
        anaphor = subject.anaphor or ""
        if anaphor in ("he", "she", "person"):
            return self._last_person(anaphor, paragraph)
        if anaphor == "they":
            return self._last_several(paragraph)
        if anaphor == "elided":
            return next(self._recent(paragraph, 1), None)
        if anaphor == "it":
            return self._as_speaker(self._it(paragraph, plural=subject.plural), subject)
        if anaphor == "document":
            return self._of_document(paragraph)
        if anaphor == "member":
            return self._member(subject, paragraph)
        kind, _, noun = anaphor.partition(":")
        if kind == "role":
            return self._last_with_role(noun, paragraph)
        if subject.owner and subject.role and is_market_role(subject.role):
            house = self._last_house(noun, paragraph)
            if house is not None:
                return self._as_speaker(house, subject)
        return self._as_speaker(self._last_firm(noun, paragraph, _PRONOUN_PARAGRAPHS), subject)

    def _as_speaker(self, firm: Subject | None, subject: Subject) -> Speaker | None:
        if firm is None:
            return None
        return Speaker(persons=(), firm=firm.firm, role=subject.role, firm_kind=firm.firm_kind)

    def _recent(self, paragraph: int, reach: int) -> Iterator[Speaker]:
        for speaker, spoken_in in reversed(self._spoken):
            if paragraph - spoken_in > reach:
                return
            yield speaker

    def _last_person(self, pronoun: str, paragraph: int) -> Speaker | None:
        for name in self._people.names_near(paragraph, _PRONOUN_PARAGRAPHS):
            if pronoun == "person":
                return self._people.known[name]
            if (self._pronouns.get(name) or likely_pronoun(name) or pronoun) == pronoun:
                self._pronouns[name] = pronoun
                return self._people.known[name]
        return None

    def _last_several(self, paragraph: int) -> Speaker | None:
        """Two who spoke together, two of one firm, or a firm's analysts; never one person."""
        if self._several is not None and paragraph - self._several[1] <= 1:
            return self._several[0]
        last = next(self._recent(paragraph, 1), None)
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

    def _it(self, paragraph: int, *, plural: bool) -> Subject | None:
        if self._firms:
            subject, named_in, _ = self._firms[-1]
            if paragraph - named_in <= 1 and (plural or named_in == paragraph):
                return subject
        return None

    def _of_document(self, paragraph: int) -> Speaker | None:
        for speaker in self._recent(paragraph, _PRONOUN_PARAGRAPHS):
            if speaker.firm and speaker.firm_kind not in ("company", "media", "central bank"):
                return speaker
        return None

    def _member(self, subject: Subject, paragraph: int) -> Speaker | None:
        """`The Y strategist`: the person of Y named last; one of no firm named just before.

        Else Y.
        """
        subject = self._with_owner(subject, paragraph) if subject.owner else subject
        if subject.firm is None:
            return None
        recent = self._people.names_near(paragraph, _PRONOUN_PARAGRAPHS)
        for name in recent:
            known = self._people.known[name]
            if known.firm == subject.firm and same_role(known.role, subject.role):
                return known
            if known.firm is None and name.split()[-1] in subject.firm.split():
                self._people.learn(name, subject)  # "the president of Doe Research"
                return self._people.known[name]
        if recent and subject.role and self._is_unplaced(recent[0], paragraph):
            self._people.learn(recent[0], subject)
            return self._people.known[recent[0]]
        return Speaker(
            persons=(), firm=subject.firm, role=subject.role, firm_kind=subject.firm_kind
        )

    def _is_unplaced(self, name: str, paragraph: int) -> bool:
        known = self._people.known[name]
        near = any(n == name and paragraph - p <= 1 for n, p, _ in self._people.recent)
        return near and known.firm is None and known.role is None

    def _last_with_role(self, noun: str, paragraph: int) -> Speaker | None:
        recent = [
            self._people.known[n] for n in self._people.names_near(paragraph, _PRONOUN_PARAGRAPHS)
        ]
        last = next(self._recent(paragraph, 0), None)
        if last is not None and last.persons and last.role is None and noun in MARKET_ROLES:
            return last  # whoever spoke last in this paragraph, of no role told
        for speaker in recent:
            if noun in ANY_ROLE or (speaker.role and noun in speaker.role.lower()):
                return speaker
        if recent and (noun in ANY_ROLE or (recent[0].role is None and noun in MARKET_ROLES)):
            return recent[0]
        if last is not None and len(last.persons) == 1 and noun not in _OFFICES:
            return last  # "the German board member", behind what she said
        return None

    def _last_house(self, noun: str, paragraph: int) -> Subject | None:
        """The bank, broker or manager whose analysts are meant by `the firm's analysts`."""
        found: Subject | None = None
        newest = paragraph
        for subject, named_in, foremost in reversed(self._firms):
            if paragraph - named_in > _PRONOUN_PARAGRAPHS or (found and named_in < newest):
                break
            if subject.firm_kind in FINANCE_KINDS and noun in _HOUSES:
                if foremost:
                    return subject
                found, newest = found or subject, named_in
        return found

    def _best_fit(self, noun: str, paragraph: int, reach: int) -> Subject | None:
        """In the last paragraph that names a fitting firm, the one that spoke or came first."""
        best: Subject | None = None
        best_score, newest = -1, paragraph
        for subject, named_in, foremost in reversed(self._firms):
            if paragraph - named_in > reach or (best is not None and named_in < newest):
                break
            score = 2 * foremost + (subject.firm_kind not in (None, "organisation"))
            score += 4 * (noun in _SURE_HOUSES and subject.firm_kind in FINANCE_KINDS)
            if score > best_score and fits_noun(noun, subject.firm_kind):
                best, best_score, newest = subject, score, named_in
        return best

    def _last_firm(self, noun: str, paragraph: int, reach: int) -> Subject | None:
        """The firm named last that the noun may stand for.

        For a company also the article's main one.
        """
        company = is_company_noun(noun)
        if company:
            here = self._focus.of_noun(noun, paragraph)
            if here is not None:
                return here
            near = [s for s, p, _ in reversed(self._firms) if paragraph - p <= _COMPANY_PARAGRAPHS]
            surely = next((s for s in near if s.firm_kind == "company"), None)
            if surely is not None:
                return surely
        best = self._best_fit(noun, paragraph, _COMPANY_PARAGRAPHS if company else reach)
        if best is not None:
            return best
        if noun in ("bank", "broker", "brokerage") and self._houses:
            return self._houses[-1]
        if company:
            for (firm, kind), count in self._counts.most_common(3):
                if count > 1 and fits_noun(noun, kind):
                    return Subject(firm=firm, firm_kind=kind)
            near_names = (n for n, p in reversed(self._unknown) if paragraph - p <= 1)
            unknown = next((n for n in near_names if n not in self._people.known), None)
            return Subject(firm=unknown) if unknown else None
        return None


def _by_surname(subject: Subject) -> Speaker | None:
    """A person whom the article names by one word only, as where its beginning is lost."""
    name = subject.persons[0]
    ordinary = name.lower() in NOT_PEOPLE or name.lower() in NATIONALITIES
    short = len(name) < _SURNAME_LETTERS or name.isupper()
    if len(subject.persons) > 1 or " " in name or ordinary or short:
        return None
    if load_subjects().canonical(name) is not None:
        return None
    return Speaker(persons=(name,), firm=subject.firm, role=subject.role)
