"""Subjects, ratings and forecasts of a statement as columns of JSON, and back."""

import json
import sqlite3
from dataclasses import asdict
from datetime import date
from typing import TypedDict

from corpus.article import Period
from corpus.forecasts import Forecast
from corpus.ratings import Rating
from corpus.statement import Statement, SubjectStance


class Views(TypedDict):
    """What `Statement` takes beside its speaker and its span."""

    subjects: tuple[SubjectStance, ...]
    rating: Rating | None
    forecasts: tuple[Forecast, ...]


def views_to_row(statement: Statement) -> dict[str, str | None]:
    """Return the columns `subjects`, `rating` and `forecasts` of `statements`."""
    return {
        "subjects": json.dumps([asdict(s) for s in statement.subjects], ensure_ascii=False),
        "rating": json.dumps(asdict(statement.rating)) if statement.rating else None,
        "forecasts": json.dumps(
            [forecast_fields(forecast) for forecast in statement.forecasts], ensure_ascii=False
        ),
    }


def row_to_views(row: sqlite3.Row) -> Views:
    """Return what those columns hold."""
    return Views(
        subjects=tuple(SubjectStance(**fields) for fields in json.loads(row["subjects"])),
        rating=Rating(**json.loads(row["rating"])) if row["rating"] else None,
        forecasts=tuple(
            Forecast(**(fields | {"horizon": _read_horizon(fields["horizon"])}))
            for fields in json.loads(row["forecasts"])
        ),
    )


def forecast_fields(forecast: Forecast) -> dict[str, str | float | None]:
    """Return a forecast for JSON; its horizon is `first/last` in ISO dates, or words."""
    horizon = forecast.horizon
    if isinstance(horizon, Period):
        horizon = f"{horizon.first.isoformat()}/{horizon.last.isoformat()}"
    return {
        "low": forecast.low,
        "high": forecast.high,
        "unit": forecast.unit,
        "direction": forecast.direction,
        "horizon": horizon,
        "subject": forecast.subject,
    }


def _read_horizon(told: str | None) -> Period | str | None:
    first, slash, last = (told or "").partition("/")
    if not slash:
        return told
    try:
        return Period(first=date.fromisoformat(first), last=date.fromisoformat(last))
    except ValueError:
        return told
