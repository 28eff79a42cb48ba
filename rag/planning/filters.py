"""What a person narrows a question to beside its words: a period, outlets, firms, languages, parts left out.

Filters are constraints as a question's own are: an article or a statement meets them or is not there. An undated
article meets no period, one whose outlet or language is unknown meets none that is named.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from corpus.article import Article, Period
from corpus.statement import Statement
from rag.answers import wording
from rag.answers.drafts import Draft, abstain
from rag.errors import QuestionError
from rag.records import Kind, Plan, Reason, Speaker
from rag.retrieval.snapshot import Snapshot

_MOST_VALUES = 200
"""Values of one filter that are read."""
_FIELDS = ("since", "until", "outlets", "firms", "languages")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Constraints beside the question's own; an empty one constrains nothing."""

    since: date | None = None
    """First day of publication, inclusive."""
    until: date | None = None
    """Last day of publication, inclusive."""
    outlets: tuple[str, ...] = ()
    firms: tuple[str, ...] = ()
    """Whose statements may answer, by the name the corpus gives the firm."""
    languages: tuple[str, ...] = ()
    """ISO 639-1 codes."""

    @property
    def period(self) -> Period | None:
        """The days that `since` and `until` bound, None where neither is set."""
        if self.since is None and self.until is None:
            return None
        return Period(first=self.since or date.min, last=self.until or date.max)

    def admits(self, article: Article) -> bool:
        """Whether an article meets period, outlets and languages."""
        period = self.period
        return (
            (not self.outlets or article.outlet in self.outlets)
            and (not self.languages or article.language in self.languages)
            and (
                period is None
                or (article.published is not None and period.overlaps(article.published))
            )
        )

    def say(self) -> str:
        """The filters in words: `outlet The Closing Bell; since 1 May 2025`."""
        parts = [
            f"{name} {wording.say_list(values)}"
            for name, values in (
                ("outlet", self.outlets),
                ("firm", self.firms),
                ("language", self.languages),
            )
            if values
        ]
        parts += [f"since {wording.say_day(self.since)}"] if self.since else []
        parts += [f"until {wording.say_day(self.until)}"] if self.until else []
        return "; ".join(parts)


NO_FILTERS = Filters()


def check_filters(given: object) -> Filters:
    """The filters of a question, checked where they enter; None is none.

    Raises:
        QuestionError: they are no mapping, name an unknown filter, or hold what is no list of texts or no date.
    """
    if not given:
        return NO_FILTERS
    if not isinstance(given, Mapping) or not set(given) <= set(_FIELDS):
        raise QuestionError(
            f"filters: expected a mapping of {', '.join(_FIELDS)}, got {given!r:.80}"
        )
    filters = Filters(
        since=_check_day("since", given.get("since")),
        until=_check_day("until", given.get("until")),
        outlets=check_texts("filters: outlets", given.get("outlets")),
        firms=check_texts("filters: firms", given.get("firms")),
        languages=check_texts("filters: languages", given.get("languages")),
    )
    if filters.since and filters.until and filters.until < filters.since:
        raise QuestionError(
            f"filters: until {filters.until} is before since {filters.since}; expected the same day "
            "or a later one"
        )
    return filters


def check_texts(name: str, given: object) -> tuple[str, ...]:
    """A list of texts, empty ones left out. Raises: QuestionError for anything else."""
    if given is None:
        return ()
    if not isinstance(given, Sequence) or isinstance(given, str | bytes):
        raise QuestionError(f"{name}: expected a list of texts, got {given!r:.80}")
    if not all(isinstance(one, str) for one in given) or len(given) > _MOST_VALUES:
        raise QuestionError(
            f"{name}: expected a list of at most {_MOST_VALUES} texts, got {given!r:.80}"
        )
    return tuple(dict.fromkeys(one.strip() for one in given if one.strip()))


def _check_day(name: str, given: object) -> date | None:
    if given is None or given == "":
        return None
    try:
        return date.fromisoformat(cast("str", given).strip())
    except (ValueError, AttributeError, TypeError):
        raise QuestionError(
            f"filters: {name}: {given!r:.80} is not an ISO date such as 2025-09-18"
        ) from None


def narrow(snapshot: Snapshot, filters: Filters) -> Snapshot:
    """The snapshot with only the articles and statements that meet the filters.

    Of firms that are named only their statements are left, and only the articles that hold one.
    """
    if filters == NO_FILTERS:
        return snapshot
    articles = {k: a for k, a in snapshot.articles.items() if filters.admits(a)}
    statements = {k: s for k, s in snapshot.statements.items() if k in articles}
    if filters.firms:
        statements = {
            k: kept
            for k, group in statements.items()
            if (kept := [s for s in group if _is_of(s, filters.firms, snapshot)])
        }
        articles = {k: a for k, a in articles.items() if k in statements}
    return snapshot.narrowed_to(articles, statements)


def _is_of(statement: Statement, firms: Sequence[str], snapshot: Snapshot) -> bool:
    return statement.firm in firms or snapshot.lexicon.firm_of(statement) in firms


def focus(plan: Plan, filters: Filters) -> Plan:
    """The plan with the filters' firms as its speakers, where a question for a fact names none."""
    if not filters.firms or plan.speakers or plan.kind not in ("fact", "view"):
        return plan
    speakers = tuple(Speaker(name=firm, firm=firm, person=None) for firm in filters.firms)
    kind: Kind = "compare" if len(speakers) > 1 else "view"
    return replace(plan, speakers=speakers, kind=kind, premise=None)


def keep_firms(draft: Draft, snapshot: Snapshot, filters: Filters) -> Draft:
    """The draft with only the words of the filters' firms; an abstention where none are left."""
    if not filters.firms or draft.abstention is not None:
        return draft
    lines = tuple(
        replace(line, spans=spans)
        for line in draft.lines
        if (spans := tuple(s for s in line.spans if _quotes(s.statement, filters, snapshot)))
    )
    if not lines:
        return abstain("speaker", wording.lacks_answer(()))
    return replace(draft, lines=lines)


def _quotes(statement: Statement | None, filters: Filters, snapshot: Snapshot) -> bool:
    return statement is not None and _is_of(statement, filters.firms, snapshot)


def leave_out(plan: Plan, parts: Sequence[str]) -> Plan:
    """The plan without parts that its question names.

    A part is `speaker:NAME`, `outlet:NAME`, `period`, `as-of` or `subject`; one that the plan has not is passed over.
    """
    speakers = tuple(s for s in plan.speakers if f"speaker:{s.name}" not in parts)
    outlets = tuple(o for o in plan.outlets if f"outlet:{o}" not in parts)
    plan = replace(plan, outlets=outlets)
    if len(speakers) < len(plan.speakers):
        kind: Kind = plan.kind
        if not speakers:
            kind = "who"
        elif len(speakers) == 1 and kind == "compare":
            kind = "view"
        plan = replace(plan, speakers=speakers, kind=kind)
    if "period" in parts:
        plan = replace(plan, period=None)
    if "subject" in parts:
        plan = replace(plan, subjects=(), about="", names=(), premise=None)
    return plan


def lacks_admitted(snapshot: Snapshot, filters: Filters) -> Draft:
    """The abstention where nothing at all meets the filters; its reason is one that alone leaves nothing."""
    reason: Reason = "period" if filters.period else "outlet"
    alone: tuple[tuple[Reason, Filters], ...] = (
        ("outlet", Filters(outlets=filters.outlets)),
        ("speaker", Filters(firms=filters.firms)),
        ("period", Filters(since=filters.since, until=filters.until)),
        ("off-topic", Filters(languages=filters.languages)),
    )
    for why, only in alone:
        if only != NO_FILTERS and not narrow(snapshot, only).articles:
            reason = why
            break
    return abstain(
        reason, f"The articles do not say: none of them meets the filters ({filters.say()})."
    )


def with_filters_said(draft: Draft, snapshot: Snapshot, filters: Filters) -> Draft:
    """The draft that tells its reader what the filters left out."""
    if draft.abstention is not None:
        said = f"{draft.abstention} Asked within the filters: {filters.say()}."
        draft = replace(draft, abstention=said)
    undated = sum(a.published is None for a in snapshot.articles.values())
    if filters.period is not None and undated:
        note = (
            f"{wording.say_count(undated).capitalize()} undated "
            f"{'article was' if undated == 1 else 'articles were'} left out, as the filters name days."
        )
        draft = replace(draft, notes=(*draft.notes, note))
    return draft
