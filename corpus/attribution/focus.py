"""Which firm a passage is about, for `the company`, `its chief executive` and `CEO Jane Doe`."""

from collections import deque
from dataclasses import dataclass

from corpus.attribution.noun_phrases import Subject
from corpus.attribution.people import FINANCE_KINDS
from corpus.attribution.trades import contradicts

_REMEMBERED = 60
_EXECUTIVE_PARAGRAPHS = 4
_ANY_FIRM = frozenset(("company", "firm", "group"))


@dataclass(frozen=True, slots=True)
class _Named:
    firm: Subject
    paragraph: int
    foremost: bool
    acts: bool
    """Whether the firm itself is named and not its analyst or its team."""


class Focus:
    """Firms in the order in which an article names them, with how each was named."""

    def __init__(self) -> None:
        self._named: deque[_Named] = deque(maxlen=_REMEMBERED)

    def notice(self, subject: Subject, paragraph: int, *, foremost: bool) -> None:
        """Remember that a firm is named here."""
        firm = Subject(firm=subject.firm, firm_kind=subject.firm_kind)
        acts = not (subject.persons or subject.role or subject.plural)
        self._named.append(_Named(firm, paragraph, foremost, acts))

    def of_executive(self, paragraph: int, main: Subject | None) -> Subject | None:
        """The firm that a chief executive without a firm speaks for: a company before a bank.

        The nearest paragraph that has one; there the one its sentences begin with. `main` is the
        article's main firm, which comes before a bank where it is a company: its analysts speak
        in many paragraphs that do not name it.
        """
        unknown = frozenset((None, "organisation"))
        company = frozenset(("company",))
        for here, acting in ((company, True), (unknown, True), (company, False), (unknown, False)):
            found = self._nearest(paragraph, here, 0, acting=acting)
            if found is not None:
                return found
        for kinds in (frozenset(("company",)), unknown, FINANCE_KINDS):
            if kinds is FINANCE_KINDS and main is not None and main.firm_kind == "company":
                return main
            found = self._nearest(paragraph, kinds, _EXECUTIVE_PARAGRAPHS)
            if found is not None and main is not None and self._are_beside(found, main, paragraph):
                return main
            if found is not None:
                return found
        return None

    def _are_beside(self, found: Subject, main: Subject, paragraph: int) -> bool:
        """Whether the article's main firm stands in the paragraph of the one that was found."""
        places = {n.paragraph for n in self._named if n.firm == found and n.paragraph <= paragraph}
        here = max(places, default=-1)
        beside = (n for n in self._named if n.firm == main and n.paragraph == here and n.acts)
        return main.firm_kind == "company" and next(beside, None) is not None

    def of_noun(self, noun: str, paragraph: int) -> Subject | None:
        """The firm of this paragraph that `the chipmaker` or `the company` may mean."""
        kinds: list[frozenset[str | None]] = [
            frozenset(("company",)),
            frozenset((None, "organisation", "exchange", "data")),
        ]
        if noun in _ANY_FIRM:
            kinds.append(frozenset(("research",)))
        for allowed in kinds:
            found = self._nearest(paragraph, allowed, 0, noun=noun)
            if found is not None:
                return found
        return self._nearest(paragraph, kinds[0], 0, acting=False, noun=noun)

    def _nearest(
        self,
        paragraph: int,
        kinds: frozenset[str | None],
        reach: int,
        *,
        acting: bool = True,
        noun: str = "company",
    ) -> Subject | None:
        best: _Named | None = None
        for named in reversed(self._named):
            if paragraph - named.paragraph > reach or (best and named.paragraph < best.paragraph):
                break
            if named.firm.firm_kind not in kinds or named.acts < acting:
                continue
            if contradicts(noun, named.firm.firm or "", named.firm.firm_kind):
                continue
            if named.foremost:
                return named.firm
            best = best or named
        return best.firm if best else None
