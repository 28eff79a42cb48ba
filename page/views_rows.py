"""The views of the corpus as rows for the tab: filtered and newest first, each with when it came in.

What a view is and which of them fit is `corpus.view_table`'s; what changed is `rag.answers.changed`'s.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from corpus.article import Period
from corpus.forecasts import Forecast
from corpus.ratings import Rating
from corpus.store import Store
from corpus.view_table import StatedView, View, find_stated_views
from page.leads import say_figure, say_part
from page.spelling import spell_age, spell_date
from page.texts import Texts
from rag.answers.changed import find_changed
from rag.answers.lead_wording import figure_of
from rag.reader import today

if TYPE_CHECKING:
    from rag.assistant import Assistant

MOST_PAIRS = 60
"""Of firms and subjects that are asked what changed: a few milliseconds each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the views are filtered by; None and empty are anything."""

    firm: str | None = None
    about: str | None = None
    since: date | None = None
    until: date | None = None
    as_of: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewTable:
    """The views that fit, at one version of the corpus."""

    asked: Asked
    version: int
    stated: tuple[StatedView, ...]
    added_at: dict[str, datetime]
    """When each article first came in."""
    titles: dict[str, str]

    @property
    def views(self) -> tuple[View, ...]:
        """Those of `stated`, in the same order."""
        return tuple(one.view for one in self.stated)

    def is_new(self, view: View, since: datetime) -> bool:
        """Whether its article came in after `since`."""
        return self.added_at.get(view.article_id, since) > since


def read_views(store: Store, asked: Asked) -> ViewTable:
    """Return the views that fit."""
    rows = store.query(
        "SELECT a.article_id, coalesce(v.title, v.source) AS title, (SELECT min(added_at) FROM"
        " article_versions AS o WHERE o.article_id = a.article_id) AS added FROM articles AS a JOIN"
        " current_versions AS v ON v.article_id = a.article_id"
    )
    stated = find_stated_views(
        store,
        firm=asked.firm,
        about=asked.about,
        since=asked.since,
        until=asked.until,
        as_of=asked.as_of,
    )
    return ViewTable(
        asked=asked,
        version=store.corpus_version(),
        stated=stated,
        added_at={row["article_id"]: datetime.fromisoformat(row["added"]) for row in rows},
        titles={row["article_id"]: row["title"] for row in rows},
    )


def view_row(
    table: ViewTable, stated: StatedView, seen: datetime | None, texts: Texts
) -> dict[str, Any]:
    """Return a view as the script shows it; `seen` is the last visit."""
    view = stated.view
    return {
        "firm": view.firm,
        "persons": list(view.persons),
        "role": view.role,
        "subject": view.subject,
        "stance": view.stance,
        "rating": say_rating(stated.rating, texts) if stated.rating else "",
        "forecast": "; ".join(say_forecast(one, texts) for one in stated.forecasts),
        "date": view.date,
        "day": _middle(view.date),
        "said": spell_date(view.date, texts),
        "age": spell_age(view.date, table.asked.as_of or today(), texts),
        "outlet": view.outlet or view.source,
        "also": list(view.also_printed_by),
        "quotation": view.quotation,
        "title": table.titles.get(view.article_id, view.source),
        "article_id": view.article_id,
        "start": view.start,
        "end": view.end,
        "is_new": seen is not None and table.is_new(view, seen),
    }


def say_rating(rating: Rating, texts: Texts) -> str:
    """Return what is done to a rating, such as `upgrade: underweight to neutral`."""
    scale = rating.from_rating or rating.to_rating or ""
    if rating.from_rating and rating.to_rating:
        before, after = rating.from_rating, rating.to_rating
        scale = texts.say("rating.scale", before=before, after=after)
    return texts.say(f"rating.{rating.action}", scale=scale)


def say_forecast(forecast: Forecast, texts: Texts) -> str:
    """Return a forecast, such as `up 20 percent, 2026`; a time that is told in words stays as it is told."""
    horizon = forecast.horizon
    when = spell_date(horizon.iso, texts) if isinstance(horizon, Period) else horizon
    return ", ".join(part for part in (say_figure(figure_of(forecast), texts), when) if part)


def _middle(said: str | None) -> int | None:
    """The middle of the days on which it was said, as a day count that a timeline can place."""
    if said is None:
        return None
    first, _, last = said.partition("/")
    return (_day(first, late=False) + _day(last or first, late=True)) // 2


def _day(iso: str, *, late: bool) -> int:
    parts = [int(part) for part in iso.split("-")]
    year, month, day = (*parts, *(12, 28)[len(parts) - 1 :])[:3] if late else (*parts, 1, 1)[:3]
    return date(year, month, day).toordinal()


def names_of(views: Sequence[View]) -> dict[str, list[str]]:
    """Return the firms and subjects of views, the most frequent first."""
    firms = [view.firm for view in views if view.firm]
    subjects = [view.subject for view in views if view.subject]
    return {"firms": _by_count(firms), "subjects": _by_count(subjects)}


def changed_rows(
    assistant: "Assistant", table: ViewTable, since: date, texts: Texts
) -> Iterator[dict[str, Any]]:
    """Yield what changed since a day in the views of a table, most spoken of first."""
    pairs = islice(_changeable(table.views, since), MOST_PAIRS)
    for changed in find_changed(assistant, pairs, since):
        yield {
            "firm": changed.firm,
            "subject": changed.subject,
            "told": say_part(changed.part, texts),
            "day": changed.changed_on.toordinal(),
            "shown_by": [
                {
                    "quotation": one.quote,
                    "said": spell_date(
                        one.article.published.iso if one.article.published else None, texts
                    ),
                    "outlet": one.article.outlet or one.article.source,
                    "title": one.article.title or one.article.source,
                    "article_id": one.article.article_id,
                    "start": one.start,
                    "end": one.end,
                }
                for one in changed.shown_by
            ],
        }


def _changeable(views: Sequence[View], since: date) -> Iterator[tuple[str, str]]:
    """Firms and subjects with something said since that day, the most spoken of first."""
    pairs = [(view.firm, view.subject) for view in views if view.firm and view.subject]
    late = {
        (view.firm, view.subject)
        for view in views
        if view.date and _day(view.date.rpartition("/")[2], late=True) >= since.toordinal()
    }
    ordered = _by_count([pair for pair in pairs if pair in late])
    yield from ((firm, subject) for firm, subject in ordered if firm and subject)


def _by_count(names: Sequence[Any]) -> list[Any]:
    counts: dict[Any, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return sorted(counts, key=lambda name: -counts[name])


def read_seen(text: str) -> datetime | None:
    """Return the moment of the last visit as the browser kept it, None for what is none."""
    try:
        seen = datetime.fromisoformat(text)
    except ValueError:
        return None
    return seen if seen.tzinfo else seen.replace(tzinfo=UTC)
