"""The extractive answer: verbatim spans of the best evidence, each under its speaker and date.

`write_answer` turns a plan into a draft: lines of evidence, or an abstention with its reason.
"""

from collections.abc import Callable
from dataclasses import replace

from rag.answers import wording
from rag.answers.drafts import Draft, Search, abstain, lacks_articles
from rag.answers.rivals import with_rivals
from rag.answers.write_extremes import write_extreme
from rag.answers.write_facts import write_count, write_fact
from rag.answers.write_views import write_views
from rag.answers.write_who import write_who
from rag.planning.asked_extremes import Extreme, find_extreme
from rag.records import Plan
from rag.retrieval.snapshot import Snapshot, in_period, within_as_of

_SHOWN_HITS = 5
"""Passages that go with an answer, so that a person sees what was found."""


def _as_it_is(draft: Draft) -> Draft:
    return draft


def write_answer(
    plan: Plan,
    snapshot: Snapshot,
    search: Search,
    *,
    restrict: Callable[[Draft], Draft] = _as_it_is,
) -> Draft:
    """The draft for a plan, extractive, with its notes; `restrict` drops what must not be quoted."""
    if not snapshot.articles:
        return abstain("off-topic", wording.empty_corpus())
    blocked = _blocked(plan, snapshot)
    if blocked is not None:
        return blocked
    extreme = find_extreme(plan.standalone) if plan.kind in ("who", "fact") else None
    ranked = write_extreme(plan, extreme, snapshot) if extreme is not None else None
    if ranked is not None:
        draft = ranked
    elif plan.kind in ("view", "change", "compare"):
        draft = write_views(plan, snapshot, search)
        if plan.kind == "view":
            draft = with_rivals(draft, plan, snapshot)
    elif plan.kind == "who":
        draft = write_who(plan, snapshot, search)
    elif plan.kind == "count":
        draft = write_count(plan, snapshot, search)
    else:
        draft = write_fact(plan, snapshot, search)
    if extreme is not None and ranked is None and draft.lines and _of_houses(plan, extreme):
        draft = replace(draft, notes=(*draft.notes, wording.NO_FIGURES))
    draft = restrict(draft)
    return replace(
        draft, hits=search(plan, _SHOWN_HITS), notes=(*draft.notes, *_notes(plan, snapshot, draft))
    )


def _of_houses(plan: Plan, extreme: Extreme) -> bool:
    """Whether the most of a mood or of a target was asked for, rather than a high of a price."""
    return plan.kind == "who" or extreme.target


def _blocked(plan: Plan, snapshot: Snapshot) -> Draft | None:
    """No article at all meets the as-of date, the period or the outlet."""
    articles = list(snapshot.articles.values())
    in_time = [a for a in articles if within_as_of(a, plan) and in_period(a, plan.period)]
    if not in_time and not plan.speakers and plan.period is None:
        return lacks_articles(plan, snapshot)
    if plan.outlets and not any(a.outlet in plan.outlets for a in articles):
        return abstain(
            "outlet", wording.lacks_outlet(plan.outlets, tuple(snapshot.lexicon.outlets))
        )
    return None


def _notes(plan: Plan, snapshot: Snapshot, draft: Draft) -> list[str]:
    notes: list[str] = []
    spans = [span for line in draft.lines for span in line.spans]
    cited = {span.article.article_id: span.article for span in spans}
    for article_id, article in cited.items():
        marks = [f"[{k}]" for k, s in enumerate(spans, 1) if s.article.article_id == article_id]
        copies = (snapshot.articles[a] for a in snapshot.copies(article_id) if a not in cited)
        others = [copy for copy in copies if within_as_of(copy, plan)]
        if others and plan.kind != "count":
            named = [a.outlet for a in others if a.outlet]
            unnamed = len(others) - len(named)
            parts = list(dict.fromkeys(named))
            if unnamed:
                parts.append(
                    f"{wording.say_count(unnamed)} unnamed {'outlet' if unnamed == 1 else 'outlets'}"
                )
            notes.append(
                f"The story of {wording.say_list(marks)} was also printed by {wording.say_list(parts)}."
            )
        if article.published is None:
            notes.append(f"{article.title or article.source} is undated.")
    if plan.as_of is not None:
        undated = sum(a.published is None for a in snapshot.articles.values())
        if undated:
            notes.append(
                f"{wording.say_count(undated).capitalize()} undated "
                f"{'article was' if undated == 1 else 'articles were'} left out, as the question is "
                f"asked as of {wording.say_day(plan.as_of)}."
            )
    return list(dict.fromkeys(notes))
