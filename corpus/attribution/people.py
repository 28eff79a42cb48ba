"""The persons of an article by name, and which kinds of firm `the bank` or `the agency` may mean."""

from collections import deque
from collections.abc import Collection
from dataclasses import dataclass, replace

from corpus.attribution.noun_phrases import Subject
from corpus.attribution.trades import contradicts
from corpus.given_names import is_given_name
from corpus.name_words import EXECUTIVE_WORDS, ORG_WORDS, PARTICLES
from corpus.words import words

FINANCE_KINDS = frozenset(("bank", "broker", "asset manager", "research"))
_BY_NOUN: dict[str, frozenset[str]] = {
    "bank": frozenset(("bank", "central bank", "broker", "research")),
    "lender": frozenset(("bank", "company", "research")),
    "broker": FINANCE_KINDS,
    "brokerage": FINANCE_KINDS | {"company"},
    "manager": frozenset(("asset manager",)),
    "wealth manager": FINANCE_KINDS,
    "fund": FINANCE_KINDS | {"public body"},
    "house": FINANCE_KINDS,
    "consultancy": frozenset(("research", "data")),
    "forecaster": frozenset(("research", "data", "public body")),
    "institute": FINANCE_KINDS | {"data", "public body"},
    "agency": frozenset(("research", "data", "public body")),
    "regulator": frozenset(("public body", "central bank", "exchange")),
    "watchdog": frozenset(("public body", "central bank", "exchange")),
    "ministry": frozenset(("public body",)),
    "department": frozenset(("public body",)),
    "government": frozenset(("public body",)),
    "council": frozenset(("public body", "data")),
    "union": frozenset(("public body",)),
    "association": frozenset(("data", "public body")),
    "trade-group": frozenset(("data", "public body")),
    "nonprofit": frozenset(("data", "public body", "research")),
    "rating-agency": frozenset(("data", "research")),
    "exchange": frozenset(("exchange",)),
    "insurer": frozenset(("company", "asset manager")),
    "startup": frozenset(("company",)),
}
_OTHER_FIRMS = frozenset(
    ("firm", "institution", "group", "organization", "organisation", "body", "think-tank", "giant")
)
_JOINT_BODIES = frozenset(("organization", "organisation", "body"))
_COMPANY = frozenset(("company", "exchange", "data", "organisation"))
_NO_FIRM = frozenset(("media", "central bank", "public body"))
_NAMESAKES = 20
"""Persons with one surname that are told apart; an article has two at most."""
_REMEMBERED = 60
ANY_ROLE = frozenset(
    words(
        """
        expert man woman veteran official executive manager chief boss head
        """
    )
)
"""Roles by which anybody may be called."""


OFFICES = {
    office: names
    for names in (
        ("chief executive", "ceo"),
        ("finance chief", "chief financial", "finance director", "cfo"),
        ("chairman", "chairwoman", "chair"),
    )
    for office in names
}
"""By what an officer may be called to all names of the office: `the chief executive` is the CEO."""
MARKET_ROLES = frozenset(words("strategist analyst economist trader investor adviser technician"))
"""Roles of somebody whose role was not told; the president is never just anybody named last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Whoever a statement is by."""

    persons: tuple[str, ...]
    firm: str | None
    role: str | None
    firm_kind: str | None = None

    def same_as(self, other: "Speaker") -> bool:
        """Whether both are the same persons, or no persons and the same firm."""
        return self.persons == other.persons and (bool(self.persons) or self.firm == other.firm)


class People:
    """Persons by full name.

    `recent` holds who was named, where, and whether pronouns reach them.
    """

    def __init__(self) -> None:
        self.known: dict[str, Speaker] = {}
        self.parts: dict[str, list[str]] = {}
        self.recent: deque[tuple[str, int, bool]] = deque(maxlen=_REMEMBERED)
        self.named = 0
        """How often one was named where pronouns reach."""

        self.sentence = 0
        """Grows with each sentence that is read."""
        self._beside: list[tuple[str, bool]] = []
        """Who is named where pronouns reach in the last sentence that names any, and who spoke."""
        self._beside_in = -1

    def name(self, name: str, paragraph: int, *, salient: bool, spoke: bool = False) -> None:
        """Remember that somebody is named here."""
        self.recent.append((name, paragraph, salient))
        self.named += salient
        if salient:
            if self._beside_in != self.sentence:
                self._beside, self._beside_in = [], self.sentence
            self._beside.append((name, spoke))

    def speaking_beside(self, names: Collection[str]) -> str | None:
        """Of several persons whom the last sentence names, the one who spoke; None in doubt."""
        spoke = {name for name, said in self._beside if said and name in names}
        return next(iter(spoke)) if len(spoke) == 1 else None

    def named_beside(self) -> frozenset[str]:
        """Who is named in the last sentence that names anybody."""
        return frozenset(name for name, _ in self._beside if name in self.known)

    def learn(self, name: str, subject: Subject) -> None:
        """Add role and firm to what is known of a person; what came first stands."""
        name = self.full_name(name)
        if subject.firm and subject.firm_kind is None and subject.firm in self.parts:
            whole = self.parts[subject.firm][0]
            person = any(self._is_surely_person(one) for one in self.parts[subject.firm])
            # A person's adviser has no firm in that person; "Orrin Chairman Jane Doe" of Orrin Tool has.
            head = (subject.role or "").lower().split()[-1:]
            whose = (
                None if person or whole == name or not EXECUTIVE_WORDS.intersection(head) else whole
            )
            subject = replace(subject, firm=whose)
        known = self.known.get(name)
        if known is None:
            known = Speaker(persons=(name,), firm=None, role=None)
            for part in {name.split()[0], name.split()[-1]}:
                namesakes = self.parts.setdefault(part, [])
                if len(namesakes) < _NAMESAKES:
                    namesakes.append(name)
        better = known.firm is None or (known.firm_kind is None and subject.firm_kind is not None)
        better = better or (is_fund(known.firm or "") and not is_fund(subject.firm or "fund"))
        self.known[name] = Speaker(
            persons=(name,),
            firm=subject.firm if subject.firm and better else known.firm,
            firm_kind=subject.firm_kind if subject.firm and better else known.firm_kind,
            role=known.role or subject.role,
        )

    def _is_surely_person(self, name: str) -> bool:
        """Whether anything but two capitals tells that a name is a person's."""
        known = self.known[name]
        return bool(known.firm or known.role) or is_given_name(name.split()[0])

    def full_name(self, name: str) -> str:
        """The name that the article gives in full for a surname or a first name alone."""
        if " " in name and name.split()[0].lower() in PARTICLES:
            whole = [k for k in self.parts.get(name.split()[-1], ()) if _ends_with(k, name)]
            return whole[-1] if whole else name  # "Van der Roe said"
        if " " in name:
            first, surname = name.split()[0], name.split()[-1]
            if "." in first:  # "... in Newark, N.J. Doe, 53, said"
                whole = [k for k in self.parts.get(surname, ()) if "." not in k.split()[0]]
                if whole:
                    return whole[-1]
            longer = [k for k in self.parts.get(surname, ()) if _shortens(name, k)]
            return longer[-1] if longer else name
        candidates = self.parts.get(name, [])
        if len(candidates) < 2:
            return candidates[0] if candidates else name
        by_surname = [k for k in candidates if k.split()[-1] == name] or candidates
        recent = [person for person, _, _ in reversed(self.recent) if person in by_surname]
        return (recent or by_surname)[0]

    def names_near(self, paragraph: int, reach: int) -> list[str]:
        """Persons named where pronouns reach, the last first, once each."""
        names = (
            name
            for name, named_in, salient in reversed(self.recent)
            if salient and paragraph - named_in <= reach
        )
        return [name for name in dict.fromkeys(names) if name in self.known]

    def last_name(self) -> str | None:
        """The name of whoever was named last, also where pronouns do not reach."""
        return next((n for n, _, _ in reversed(self.recent) if n in self.known), None)

    def last(self) -> Speaker | None:
        """Whoever was named last."""
        return next((self.known[n] for n, _, _ in reversed(self.recent) if n in self.known), None)


def _ends_with(full: str, surname: str) -> bool:
    return full.lower().endswith(f" {surname.lower()}")


def _shortens(name: str, longer: str) -> bool:
    """Whether `longer` is the same person's fuller name: same first and last word, more between."""
    short_parts, long_parts = name.split(), longer.split()
    return (
        len(long_parts) > len(short_parts)
        and short_parts[-1] == long_parts[-1]
        and short_parts[0] == long_parts[0]
    )


_NO_NAME = frozenset(words("the a an of from in on at to for by with and or how why what your our"))
"""Words of headlines in capitals that stand in nobody's name."""


def may_be_person(name: str) -> bool:
    """Whether a name in no role may be a person's: two to four words, none an organisation's."""
    words = name.split()
    if any(word.lower() in _NO_NAME for word in words):
        return False
    if not 1 < len(words) <= 4:
        return False
    if any(word.lower().strip(".") in ORG_WORDS for word in words[1:]):
        return False
    return is_given_name(words[0]) or not any(w.isupper() and len(w) > 2 for w in words[1:])


def is_market_role(role: str) -> bool:
    """Whether whoever has this role works for a bank, a broker or a manager of money."""
    parts = (part.removesuffix("s") for part in role.lower().split())
    return any(part in MARKET_ROLES or part == "quant" for part in parts)


def same_role(known: str | None, named: str | None) -> bool:
    """Whether `the Y strategist` may be Y's person of that role; a spokesman is not its chief."""
    if known is None or named is None:
        return True
    last = named.lower().split()[-1]
    return last in known.lower() or last in ANY_ROLE


def is_company_noun(noun: str) -> bool:
    """Whether the noun names a business such as a carmaker.

    So that it may mean the main company.
    """
    return noun not in _BY_NOUN and noun not in _OTHER_FIRMS


def is_fund(name: str) -> bool:
    """Whether a name is a fund's, which a house manages: whoever runs it is of the house."""
    return name.lower().endswith((" fund", " trust", " etf"))


def is_branch(name: str) -> bool:
    """Whether a central bank is one of the Federal Reserve's regional banks: `Orrin Fed`."""
    return name.endswith(" Fed") and " " in name


def fits_noun(noun: str, kind: str | None, name: str) -> bool:
    """Whether a firm may be called by `noun`; unknown organisations may be what their names allow."""
    if contradicts(noun, name, kind):
        return False
    if noun == "central bank":
        return kind == noun
    if kind is None or kind == "organisation":
        return True
    if noun == "firm":
        return kind not in _NO_FIRM
    if noun in _JOINT_BODIES and kind in FINANCE_KINDS:
        return False
    if noun in _OTHER_FIRMS:
        return kind != "media"
    return kind in _BY_NOUN.get(noun, _COMPANY)
