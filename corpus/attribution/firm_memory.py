"""The firms of an article in the order it names them, and which of them a noun means."""

from collections import Counter, deque
from collections.abc import Container

from corpus.attribution.focus import Focus
from corpus.attribution.introductions import Mention
from corpus.attribution.noun_phrases import Subject
from corpus.attribution.people import FINANCE_KINDS, fits_noun, is_branch, is_company_noun
from corpus.attribution.trades import confirms
from corpus.given_names import is_given_name
from corpus.names import load_firms

PRONOUN_PARAGRAPHS = 3
"""Paragraphs over which "he" or "she" reaches back; "they" and "it" reach one."""
_COMPANY_PARAGRAPHS = 8
"""Paragraphs over which "the company" reaches back before the article's main company is meant."""
_REMEMBERED = 60
_HOUSES = frozenset(
    ("bank", "broker", "brokerage", "firm", "house", "company", "lender", "wealth manager")
)
_SURE_HOUSES = frozenset(("bank", "broker", "brokerage", "house", "lender", "consultancy"))


_BANKS = frozenset(("bank", "broker", "central bank"))
_NO_DIRECTORS = frozenset(("media", "central bank", "public body", "exchange"))


class FirmMemory:
    """Firms that were named or spoke so far, and how often the article names each."""

    def __init__(self) -> None:
        self._firms: deque[tuple[Subject, int, bool]] = deque(maxlen=_REMEMBERED)
        self._houses: deque[Subject] = deque(maxlen=_REMEMBERED)
        self._own: deque[tuple[Subject, int]] = deque(maxlen=_REMEMBERED)
        """Firms that spoke or began a sentence themselves, whom `its` may mean."""
        self._focus = Focus()
        self._unknown: deque[tuple[str, int]] = deque(maxlen=_REMEMBERED)
        self._counts: Counter[tuple[str, str | None]] = Counter()
        self._seen: set[str] = set()
        """Named so far, in the title or the text."""

    def count(self, firm: str, kind: str | None) -> None:
        """Count one mention of a firm anywhere in the article."""
        self._counts[firm, kind] += 1

    def see(self, firm: str) -> None:
        """Remember that the title names a firm."""
        self._seen.add(firm)

    def notice(self, mention: Mention, subject: Subject, paragraph: int) -> None:
        """Remember that a firm is named here, alone or as a person's."""
        if subject.firm is not None:
            self._seen.add(subject.firm)
        if not mention.compared:
            self._focus.notice(subject, paragraph, foremost=mention.foremost)
        firm = Subject(firm=subject.firm, firm_kind=subject.firm_kind)
        if mention.salient:
            self._firms.append((firm, paragraph, mention.foremost))
            if mention.foremost and not subject.persons:
                self._own.append((firm, paragraph))
        if subject.firm_kind in FINANCE_KINDS:
            self._houses.append(firm)

    def hear(self, firm: str, kind: str | None, paragraph: int, *, itself: bool = True) -> None:
        """Remember that a firm speaks here: `itself`, or somebody of it."""
        subject = Subject(firm=firm, firm_kind=kind)
        self._firms.append((subject, paragraph, True))
        if itself:
            self._own.append((subject, paragraph))
        if kind in FINANCE_KINDS:
            self._houses.append(subject)

    def of_executive(self, paragraph: int) -> Subject | None:
        """The firm that a chief executive without a firm speaks for."""
        return (
            self._focus.of_executive(paragraph, self._main_seen())
            or self.main_house()
            or self.last_firm("company", paragraph, PRONOUN_PARAGRAPHS)
            or self._main_seen()
        )

    def _main_seen(self) -> Subject | None:
        """The article's main firm, where it was named by now."""
        main = self.main_firm()
        return main if main is not None and main.firm in self._seen else None

    def of_director(self, paragraph: int) -> Subject | None:
        """The firm of a managing director without one: a title of companies, and of many bankers.

        Only the firm that the same paragraph is about.
        """
        for subject, named_in, foremost in reversed(self._firms):
            if named_in < paragraph:
                return None
            if foremost and subject.firm_kind not in _NO_DIRECTORS:
                return subject
        return None

    def last_of_kind(
        self, kind: str, paragraph: int, reach: int = PRONOUN_PARAGRAPHS
    ) -> Subject | None:
        """The central bank that a governor without one speaks for, a commissioner's public body."""
        near = (s for s, p, _ in reversed(self._firms) if paragraph - p <= reach)
        fits = (s for s in near if s.firm_kind == kind and not is_branch(s.firm or ""))
        return next(fits, None)

    def of_body(self, noun: str, paragraph: int) -> Subject | None:
        """The institution that `the committee` or `the board` speaks for, where one is at hand."""
        bank = self.last_of_kind("central bank", paragraph)
        if bank is not None and (noun == "committee" or self.is_main("central bank")):
            return bank
        if noun == "board" and not self.is_main("central bank"):
            return self._focus.of_executive(paragraph, self._main_seen())
        return None

    def last_foremost(self, paragraph: int) -> Subject | None:
        """The firm that the last sentence about one begins with, here or one paragraph before."""
        newest = next((named_in for _, named_in, _ in reversed(self._firms)), paragraph)
        last = self._own[-1] if self._own else None
        return last[0] if last and paragraph - last[1] <= 1 and last[1] >= newest else None

    def foremost_here(self, paragraph: int) -> Subject | None:
        """The firm that the last sentence of this paragraph to name any begins with."""
        for subject, named_in, foremost in reversed(self._firms):
            if named_in < paragraph:
                return None
            if foremost:
                return subject
        return None

    def notice_unknown(self, mention: Mention, paragraph: int, authors: frozenset[str]) -> None:
        """Remember a name in front of its sentence that may be a company's: nobody's role or title."""
        names = mention.subject.persons
        if len(names) != 1 or mention.subject.evident or not mention.foremost:
            return
        if " " not in names[0]:
            return  # any word has a capital at a sentence's start
        if not is_given_name(names[0].split()[0]) and names[0] not in authors:
            self._unknown.append((names[0], paragraph))

    def main_firm(self) -> Subject | None:
        """The firm that the article names most, none that prints news."""
        named = self._counts.most_common(3)
        return next((Subject(firm=f, firm_kind=k) for (f, k), _ in named if k != "media"), None)

    def named(self, firm: str) -> Subject | None:
        """A firm of the table, where the article names it anywhere."""
        kinds = (kind for name, kind in self._counts if name == firm)
        return next((Subject(firm=firm, firm_kind=kind) for kind in kinds), None)

    def main_of(self, wanted: str) -> Subject | None:
        """The firm of one kind that the article names most; None where it names two as often."""
        counted = self._counts.most_common()
        named = [(f, k, n) for (f, k), n in counted if k == wanted and not is_branch(f)]
        if not named or (len(named) > 1 and named[0][2] == named[1][2]):
            return None
        return Subject(firm=named[0][0], firm_kind=named[0][1])

    def is_main(self, kind: str) -> bool:
        """Whether the firm that the article names most is of this kind."""
        main = self.main_firm()
        return main is not None and main.firm_kind == kind

    def main_house(self) -> Subject | None:
        """The bank that an article names more than any firm, as a report on its results does."""
        for (firm, kind), count in self._counts.most_common(1):
            if kind in FINANCE_KINDS and count > 1:
                return Subject(firm=firm, firm_kind=kind)
        return None

    def it(self, paragraph: int, *, plural: bool) -> Subject | None:
        """The firm that `it` means: the last one, named in this paragraph."""
        if self._own and self._own[-1][1] == paragraph and not plural:
            return self._own[-1][0]
        if self._firms:
            subject, named_in, _ = self._firms[-1]
            if paragraph - named_in <= 1 and (plural or named_in == paragraph):
                return subject
        return None

    def last_house(self, noun: str, paragraph: int) -> Subject | None:
        """The bank, broker or manager whose analysts are meant by `the firm's analysts`."""
        found: Subject | None = None
        newest = paragraph
        for subject, named_in, foremost in reversed(self._firms):
            if paragraph - named_in > PRONOUN_PARAGRAPHS or (found and named_in < newest):
                break
            if subject.firm_kind in FINANCE_KINDS and noun in _HOUSES:
                if foremost:
                    return subject
                found, newest = found or subject, named_in
        return found

    def _best_fit(
        self, noun: str, paragraph: int, reach: int, *, sure: bool = False
    ) -> Subject | None:
        """In the last paragraph that names a fitting firm, the one that spoke or came first.

        `sure` where a bank must be one by its kind or its name.
        """
        best: Subject | None = None
        best_score, newest = -1, paragraph
        for subject, named_in, foremost in reversed(self._firms):
            if paragraph - named_in > reach or (best is not None and named_in < newest):
                break
            if (
                sure
                and noun == "bank"
                and not (subject.firm_kind in _BANKS or confirms(noun, subject.firm or ""))
            ):
                continue
            score = 2 * foremost + (subject.firm_kind not in (None, "organisation"))
            kinds = _BANKS if noun == "bank" else FINANCE_KINDS
            house = noun in _SURE_HOUSES and subject.firm_kind in kinds
            score += 4 * (house or confirms(noun, subject.firm or ""))
            if score > best_score and fits_noun(noun, subject.firm_kind, subject.firm or ""):
                best, best_score, newest = subject, score, named_in
        return best

    def _central_bank(self, paragraph: int, reach: int) -> Subject | None:
        """The one named last, or the article's main one where the last paragraph names two."""
        near = [
            (subject, named_in)
            for subject, named_in, _ in reversed(self._firms)
            if paragraph - named_in <= reach
            and subject.firm_kind == "central bank"
            and not is_branch(subject.firm or "")
        ]
        main = self.main_of("central bank")
        named = {subject.firm for subject, named_in in near if named_in == near[0][1]}
        if len(named) == 1:
            return near[0][0]
        return main if main is not None and (not named or main.firm in named) else None

    def last_firm(
        self, noun: str, paragraph: int, reach: int, people: Container[str] = ()
    ) -> Subject | None:
        """The firm named last that the noun may stand for.

        For a company also the article's main one.
        """
        company = is_company_noun(noun)
        if noun == "central bank":
            return self._central_bank(paragraph, reach)
        if company:
            here = self._focus.of_noun(noun, paragraph)
            if here is not None:
                return here
            near = [s for s, p, _ in reversed(self._firms) if paragraph - p <= _COMPANY_PARAGRAPHS]
            surely = next(
                (
                    s
                    for s in near
                    if s.firm_kind == "company" and fits_noun(noun, "company", s.firm or "")
                ),
                None,
            )
            if surely is not None:
                return surely
        back = _COMPANY_PARAGRAPHS if company else reach
        best = self._best_fit(noun, paragraph, back, sure=True)
        best = best or self._best_fit(noun, paragraph, back)
        if best is not None:
            return best
        if noun in ("bank", "broker", "brokerage") and self._houses:
            return self._houses[-1]
        if noun == "bank":  # a company of no table may be one
            own = self.last_foremost(paragraph)
            stranger = own is not None and own.firm_kind == "company"
            return own if stranger and own and own.firm not in load_firms().firms else None
        if company:
            for (firm, kind), count in self._counts.most_common(3):
                if count > 1 and firm in self._seen and fits_noun(noun, kind, firm):
                    return Subject(firm=firm, firm_kind=kind)
            near_names = (n for n, p in reversed(self._unknown) if paragraph - p <= 1)
            unknown = next((n for n in near_names if n not in people), None)
            return Subject(firm=unknown) if unknown else None
        return None
