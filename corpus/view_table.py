"""Who thinks what of a subject: statements by firm, person, subject and day, each told once."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date

from corpus.article import Article
from corpus.firm_names import same_firm
from corpus.forecasts import Forecast
from corpus.judging import judge
from corpus.names import canonical_firm
from corpus.ratings import Rating
from corpus.statement import Stance, Statement
from corpus.store import Store
from corpus.subjects import load_subjects

_SAME_SHARE = 0.6
"""Share of words from which two clauses of one story and one speaker are the same statement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A statement on one subject, with where else the same was printed."""

    firm: str | None
    persons: tuple[str, ...]
    role: str | None
    subject: str | None
    """None where the statement names no subject and none was asked for."""
    stance: Stance | None
    rating: str | None
    """Such as `upgrade: underweight to neutral`."""
    forecast: str | None
    """Such as `up 20 percent, 2025-09-12/2026-09-12`."""
    date: str | None
    """ISO 8601; None where the article is undated."""
    outlet: str | None
    also_printed_by: tuple[str, ...]
    """Other outlets (sources, where the outlet is unknown) of the same story."""
    quotation: str
    """`source_text[start:end]` of the article."""
    article_id: str
    source: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedView:
    """A view, and what it tells of a rating and of forecasts as they were read."""

    view: View
    rating: Rating | None
    forecasts: tuple[Forecast, ...]
    """Of the view's subject, or of none that is named."""


def find_views(
    store: Store,
    *,
    firm: str | None = None,
    person: str | None = None,
    about: str | None = None,
    since: date | None = None,
    until: date | None = None,
    as_of: date | None = None,
) -> tuple[View, ...]:
    """Return the views of `find_stated_views`."""
    found = find_stated_views(
        store, firm=firm, person=person, about=about, since=since, until=until, as_of=as_of
    )
    return tuple(one.view for one in found)


def find_stated_views(
    store: Store,
    *,
    firm: str | None = None,
    person: str | None = None,
    about: str | None = None,
    since: date | None = None,
    until: date | None = None,
    as_of: date | None = None,
) -> tuple[StatedView, ...]:
    """Return the views that fit all that is asked, newest first, one story's copies once.

    A firm by any of its names, a person by full name or surname, a subject by any of its words;
    `since` and `until` are days, inclusive, and leave undated statements out. Without `about`
    there is a row for each subject of a statement. With `as_of` only articles count that were
    surely published by that day.
    """
    articles = {
        article.article_id: article
        for article in store.read_articles()
        if as_of is None or (article.published is not None and article.published.last <= as_of)
    }
    stories = store.read_story_ids()
    kept = [
        statement
        for statement in store.read_statements()
        if statement.article_id in articles
        and (firm is None or same_firm(statement.firm, firm))
        and (person is None or any(_is_named(name, person) for name in statement.persons))
        and _in_time(statement, since, until)
    ]
    views: list[StatedView] = []
    for first, copies in _fold(kept, articles, stories):
        for subject, stance in _subjects(first, articles[first.article_id], about):
            view = _make_view(first, copies, articles, subject, stance)
            forecasts = tuple(_forecasts_on(first, subject))
            views.append(StatedView(view=view, rating=first.rating, forecasts=forecasts))
    return tuple(sorted(views, key=lambda one: one.view.date or "", reverse=True))


def format_csv(views: Iterable[View]) -> str:
    """Return the views as CSV with a heading line; several names in one cell stand apart by `; `."""
    written = io.StringIO()
    writer = csv.DictWriter(written, [field.name for field in fields(View)], lineterminator="\n")
    writer.writeheader()
    for view in views:
        row = asdict(view)
        writer.writerow({n: _cell(value) for n, value in row.items()})
    return written.getvalue()


def format_json(view: View) -> str:
    """Return one view as a line of JSON, ASCII only."""
    return json.dumps(asdict(view), ensure_ascii=True)


def _cell(value: object) -> object:
    if isinstance(value, tuple):
        value = "; ".join(value)
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return "'" + value  # a spreadsheet would run it as a formula
    return value


def _is_named(name: str, asked: str) -> bool:
    told, wanted = name.lower().split(), asked.lower().replace(".", "").split()
    plain = [part.strip(".") for part in told]
    return (
        plain == wanted
        or (len(wanted) == 1 and plain[-1:] == wanted)
        or (len(wanted) > 1 and plain[-1:] == wanted[-1:] and plain[:1] == wanted[:1])
    )


def _in_time(statement: Statement, since: date | None, until: date | None) -> bool:
    if since is None and until is None:
        return True
    said = statement.date
    if said is None:
        return False
    return (since is None or said.last >= since) and (until is None or said.first <= until)


def _fold(
    statements: Sequence[Statement], articles: Mapping[str, Article], stories: Mapping[str, str]
) -> Iterable[tuple[Statement, list[Statement]]]:
    """Each statement with its copies in other articles of its story; the earliest stands first."""
    groups: dict[tuple[str, str], list[list[Statement]]] = {}
    ordered = sorted(statements, key=lambda s: (_printed(articles[s.article_id]), s.start))
    for statement in ordered:
        speaker = (statement.persons[0].split()[-1] if statement.persons else statement.firm) or ""
        story = stories.get(statement.article_id, statement.article_id)
        folded = groups.setdefault((story, speaker), [])
        for group in folded:
            held = group[0]
            elsewhere = all(one.article_id != statement.article_id for one in group)
            if elsewhere and _same_words(held, statement, articles):
                group.append(statement)
                break
        else:
            folded.append([statement])
    for folded in groups.values():
        for group in folded:
            yield group[0], group[1:]


def _printed(article: Article) -> tuple[date, str]:
    """The day an article was published, undated ones last, then its source."""
    return (article.published.first if article.published else date.max), article.source


def _same_words(first: Statement, second: Statement, articles: Mapping[str, Article]) -> bool:
    one, other = (
        set(articles[s.article_id].source_text[s.start : s.end].lower().split())
        for s in (first, second)
    )
    return len(one & other) >= _SAME_SHARE * min(len(one), len(other))


def _subjects(
    statement: Statement, article: Article, about: str | None
) -> Iterable[tuple[str | None, Stance | None]]:
    """The subjects asked for, or all of them; none where the statement is about something else."""
    if about is None:
        yield from ((one.subject, one.stance) for one in statement.subjects)
        if not statement.subjects:
            yield None, None
        return
    wanted = load_subjects().canonical(about) or canonical_firm(about) or about
    for one in statement.subjects:
        if one.subject.lower() == wanted.lower():
            yield one.subject, one.stance
            return
    clause = article.source_text[statement.start : statement.end]
    at = f" {' '.join(clause.lower().split())} ".find(f" {about.lower()} ")
    if at >= 0:
        yield about, judge(clause, about, start=None, rating=statement.rating)


def _make_view(
    statement: Statement,
    copies: Sequence[Statement],
    articles: Mapping[str, Article],
    subject: str | None,
    stance: Stance | None,
) -> View:
    article = articles[statement.article_id]
    others = (articles[copy.article_id] for copy in copies)
    printed = dict.fromkeys(other.outlet or other.source for other in others)
    return View(
        firm=statement.firm,
        persons=statement.persons,
        role=statement.role,
        subject=subject,
        stance=stance,
        rating=_tell_rating(statement.rating),
        forecast=_tell_forecasts(statement, subject),
        date=statement.date.iso if statement.date else None,
        outlet=article.outlet,
        also_printed_by=tuple(
            name for name in printed if name != (article.outlet or article.source)
        ),
        quotation=article.source_text[statement.start : statement.end],
        article_id=statement.article_id,
        source=article.source,
        start=statement.start,
        end=statement.end,
    )


def _tell_rating(rating: Rating | None) -> str | None:
    if rating is None:
        return None
    scale = " to ".join(name for name in (rating.from_rating, rating.to_rating) if name)
    return f"{rating.action}: {scale}"


def _forecasts_on(statement: Statement, subject: str | None) -> Iterable[Forecast]:
    for forecast in statement.forecasts:
        if subject is None or forecast.subject in (None, subject):
            yield forecast


def _tell_forecasts(statement: Statement, subject: str | None) -> str | None:
    """The forecasts of that subject in words, `; ` between them."""
    told = []
    for forecast in _forecasts_on(statement, subject):
        low, high = f"{forecast.low:,.10g}", f"{forecast.high:,.10g}"
        value = low if low == high else f"{low} to {high}"
        words = [forecast.direction or "", value, forecast.unit]
        horizon = forecast.horizon
        when = horizon if isinstance(horizon, str) or horizon is None else horizon.iso
        told.append(" ".join(word for word in words if word) + (f", {when}" if when else ""))
    return "; ".join(told) or None
