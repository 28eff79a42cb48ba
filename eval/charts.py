"""Plots of a report page as inline SVG: no library, no script, colours from the page's own style.

plotly draws as well offline, but inlined it weighs 4.6 MB and needs a script; these are 10 KB and print.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from eval.intervals import Estimate

WIDTH = 540
_LEFT = 100
_RIGHT = 110
"""Room for names on the left, and for figures on the right, in the units of the drawing."""
_LINE = 16
_SQUARE = 230
"""Height of a plot that is no list."""
_PLOT = WIDTH - _LEFT - _RIGHT
_LABELLED_MS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 60_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One row of an interval plot: a name, and one estimate a run."""

    name: str
    estimates: Sequence[Estimate | None]
    notes: Sequence[str]
    """What stands behind each figure, such as `16/18`."""


def draw_intervals(title: str, groups: Sequence[Group], *, bars: bool) -> str:
    """Return fractions with their intervals, as bars from 0 or as dots."""
    runs = max((len(group.estimates) for group in groups), default=1)
    step = runs * _LINE + 9
    height = 22 + step * len(groups)
    parts = [*_draw_fraction_axis(height)]
    for number, group in enumerate(groups):
        top = 18 + number * step
        middle = top + runs * _LINE / 2 + 3
        parts.append(_text(_LEFT - 8, middle, group.name, "end"))
        for run, (one, note) in enumerate(zip(group.estimates, group.notes, strict=True)):
            if one is not None:
                parts += _draw_estimate(one, top + run * _LINE, run, note, bar=bars)
    said = "; ".join(
        f"{group.name}: {', '.join(_say(one) for one in group.estimates)}" for group in groups
    )
    return _frame(title, said, height, parts)


def draw_latencies(title: str, runs: Sequence[Sequence[float]]) -> str:
    """Return the fraction of answers that came within a time, one line a run; milliseconds, log."""
    every = [value for values in runs for value in values]
    low, high = max(min(every) * 0.9, 0.1), max(every) * 1.1

    def across(value: float) -> float:
        spread = math.log(high / low) or 1.0
        return _LEFT + _PLOT * math.log(max(value, low) / low) / spread

    parts = []
    for fraction in (0.0, 0.25, 0.5, 0.75, 0.95):
        parts.append(_line(_LEFT, _up(fraction), _LEFT + _PLOT, _up(fraction), "grid"))
        parts.append(_text(_LEFT - 8, _up(fraction) + 4, f"{fraction:.0%}", "end"))
    for mark in _LABELLED_MS:
        if low <= mark <= high:
            parts.append(_line(across(mark), 14, across(mark), _up(0), "grid"))
            parts.append(_text(across(mark), _up(0) + 16, f"{mark:,}", "middle"))
    parts.append(_text(_LEFT + _PLOT / 2, _SQUARE - 3, "milliseconds", "middle"))
    said = []
    for run, values in enumerate(runs):
        ordered = sorted(values)
        points = [f"M{across(ordered[0]):.1f} {_up(0):.1f}"]
        for rank, value in enumerate(ordered, start=1):
            points.append(f"H{across(value):.1f}V{_up(rank / len(ordered)):.1f}")
        parts.append(f'<path class="line s{run}" d="{"".join(points)}"/>')
        middle, late = (ordered[math.ceil(share * len(ordered)) - 1] for share in (0.5, 0.95))
        notes = (f"p50 {middle:,.0f} ms", f"p95 {late:,.0f} ms")
        for row, note in enumerate(notes, start=2 * run):
            parts.append(_text(_LEFT + _PLOT + 12, 26 + row * 16, note, "start", f"t{run}"))
        said.append(", ".join(notes))
    return _frame(title, "; ".join(said), _SQUARE, parts)


def draw_reliability(title: str, runs: Sequence[Sequence[tuple[float, bool]]]) -> str:
    """Return how often a question is answerable at each height of its evidence score.

    Scores are cut into up to ten bins of equally many questions; a point stands at a bin's mean score.
    """
    scores = [score for run in runs for score, _ in run]
    low, spread = min(scores), (max(scores) - min(scores)) or 1.0
    parts = list(_draw_unit_square("evidence score", low, low + spread))
    said = []
    for run, pairs in enumerate(runs):
        points = [
            (sum(score for score, _ in part) / len(part), sum(ok for _, ok in part) / len(part))
            for part in _cut(sorted(pairs), 10)
        ]
        parts += _draw_points([((score - low) / spread, share) for score, share in points], run)
        said += [f"{score:.2f}: {share:.0%} answerable" for score, share in points]
    return _frame(title, "; ".join(said), _SQUARE, parts)


def draw_precision_recall(title: str, runs: Sequence[Sequence[tuple[float, bool, bool]]]) -> str:
    """Return precision over recall of abstaining below each threshold of the evidence score.

    Takes score, whether the question is answerable, and whether the answer abstained; the dot is what was
    done, threshold or not. A run without an unanswerable question has no curve.
    """
    parts = list(_draw_unit_square("recall of abstentions", 0.0, 1.0))
    said = []
    for run, triples in enumerate(runs):
        wanted = sum(not answerable for _, answerable, _ in triples)
        if not wanted:
            continue
        right, points = 0, []
        for count, (_, answerable, _) in enumerate(sorted(triples), start=1):
            right += not answerable
            points.append((right / wanted, right / count))
        parts.append(_draw_path(points, run))
        given = [answerable for _, answerable, abstained in triples if abstained]
        if given:
            hits = given.count(False)
            parts += _draw_points([(hits / wanted, hits / len(given))], run)
            said.append(f"recall {hits / wanted:.0%}, precision {hits / len(given):.0%}")
    return _frame(title, "; ".join(said), _SQUARE, parts)


def _draw_unit_square(name: str, low: float, high: float) -> Iterator[str]:
    """Grid and labels: fractions upwards, from `low` to `high` across."""
    for fraction in (0.0, 0.25, 0.5, 0.75, 1.0):
        y, x = _up(fraction), _LEFT + _PLOT * fraction
        yield _line(_LEFT, y, _LEFT + _PLOT, y, "grid")
        yield _text(_LEFT - 8, y + 4, f"{fraction:.0%}", "end")
        yield _text(x, _up(0) + 16, f"{low + fraction * (high - low):.2f}", "middle")
    yield _text(_LEFT + _PLOT / 2, _SQUARE - 3, name, "middle")


def _draw_points(points: Sequence[tuple[float, float]], run: int) -> Iterator[str]:
    yield _draw_path(points, run)
    for x, y in points:
        yield (
            f'<circle class="dot s{run}" cx="{_LEFT + _PLOT * x:.1f}" cy="{_up(y):.1f}" r="4.5"/>'
        )


def _draw_path(points: Sequence[tuple[float, float]], run: int) -> str:
    path = "L".join(f"{_LEFT + _PLOT * x:.1f} {_up(y):.1f}" for x, y in points)
    return f'<path class="line s{run}" d="M{path}"/>' if points else ""


def _up(fraction: float) -> float:
    """The height of a fraction in a plot of the usual size."""
    bottom = _SQUARE - 34
    return bottom - fraction * (bottom - 14)


def _cut(pairs: Sequence[tuple[float, bool]], most: int) -> Iterator[Sequence[tuple[float, bool]]]:
    bins = min(most, max(1, len(pairs) // 5))
    for number in range(bins):
        part = pairs[number * len(pairs) // bins : (number + 1) * len(pairs) // bins]
        if part:
            yield part


def _draw_fraction_axis(height: int) -> Iterator[str]:
    for fraction in (0.0, 0.25, 0.5, 0.75, 1.0):
        x = _LEFT + fraction * _PLOT
        yield _line(x, 16, x, height - 2, "grid")
        yield _text(x, 10, f"{fraction:.0%}", "middle")


def _draw_estimate(one: Estimate, top: float, run: int, note: str, *, bar: bool) -> Iterator[str]:
    middle = top + _LINE / 2
    x, low, high = (_LEFT + value * _PLOT for value in (one.value, one.low, one.high))
    if bar:
        wide = max(x - _LEFT, 1)
        yield (
            f'<rect class="bar s{run}" x="{_LEFT}" y="{top + 2:.1f}" width="{wide:.1f}"'
            f' height="{_LINE - 4}"/>'
        )
    yield _line(low, middle, high, middle, "whisker")
    for end in (low, high):
        yield _line(end, middle - 3, end, middle + 3, "whisker")
    if not bar:
        yield f'<circle class="dot s{run}" cx="{x:.1f}" cy="{middle:.1f}" r="4.5"/>'
    figure = f"{one.value:.0%}" + (f"  {note}" if note else "")
    yield _text(_LEFT + _PLOT + 12, middle + 4, figure, "start")


def _say(one: Estimate | None) -> str:
    if one is None:
        return "nothing"
    return f"{one.value:.0%} ({one.low:.0%} to {one.high:.0%})"


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _text(x: float, y: float, text: str, anchor: str, kind: str = "label") -> str:
    return (
        f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'
    )


def _frame(title: str, said: str, height: float, parts: Sequence[str]) -> str:
    """The drawing; a screen reader is told its figures in words."""
    return (
        f'<svg viewBox="0 0 {WIDTH} {height:.0f}" role="img"'
        f' aria-label="{escape(title)}. {escape(said)}">{"".join(parts)}</svg>'
    )
