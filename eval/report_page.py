"""Runs as one HTML page that opens offline: style, script and drawings inline, nothing fetched.

The page's own policy forbids every request and every script but its own, whose hash it names, so that
an answer or an article shown in it can do nothing.
"""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from eval.agreement import find_agreements, format_agreements
from eval.charts import (
    Group,
    draw_intervals,
    draw_latencies,
    draw_precision_recall,
    draw_reliability,
)
from eval.comparison import compare_runs, refuse_different_sets
from eval.intervals import METHOD
from eval.report import choose_measures, format_number
from eval.report_cases import safe, write_questions
from eval.saved import SavedRun
from eval.tallies import Tally, tally_kinds

MOST_RUNS = 6
"""As many as there are colours that can be told apart."""
_FOLDER = Path(__file__).resolve().parent


def write_page(runs: Sequence[SavedRun]) -> str:
    """Return the page of at least one run; several must be of one question set.

    Raises:
        EvalError: the runs are of different question sets.
    """
    for other in runs[1:]:
        refuse_different_sets(runs[0], other)
    tallies = [tally_kinds(run.results) for run in runs]
    style = (_FOLDER / "report.css").read_text(encoding="utf-8")
    script = (_FOLDER / "report.js").read_text(encoding="utf-8")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}';"
        " base-uri 'none'; form-action 'none'"
    )
    name = Path(runs[0].questions_path).name
    body = [
        f"<h1>Evaluation: {safe(name)}</h1>",
        f'<p class="soft">{_describe(runs)}</p>',
        *_list_runs(runs),
        *_draw_plots(runs, tallies),
        *_write_figures(runs, tallies),
        *_write_differences(runs),
        *write_questions(runs),
        *_write_provenance(runs),
    ]
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>Evaluation: {safe(name)}</title>",
            f"<style>{style}</style>",
            "</head>",
            "<body>",
            "<main>",
            *body,
            "</main>",
            f"<script>{script}</script>",
            "</body>",
            "</html>",
            "",
        ]
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _describe(runs: Sequence[SavedRun]) -> str:
    first = runs[0]
    return (
        f"{len(first.results)} questions over {first.articles_count} articles of"
        f" {safe(first.articles_path)}. Whiskers and brackets: {escape(METHOD)}."
    )


def _list_runs(runs: Sequence[SavedRun]) -> Iterator[str]:
    yield '<ul class="legend">'
    for number, run in enumerate(runs):
        square = (
            '<svg viewBox="0 0 10 10" aria-hidden="true">'
            f'<rect class="s{number}" width="10" height="10"/></svg>'
        )
        passed = sum(result.passed for result in run.results)
        yield f"<li>{square}{safe(run.label)}: {passed} of {len(run.results)} passed</li>"
    yield "</ul>"


def _group_kinds(tallies: Sequence[Sequence[Tally]]) -> list[Group]:
    return [
        Group(
            name=tally.name,
            estimates=[members[row].estimates["passed"] for members in tallies],
            notes=[f"{members[row].passed}/{members[row].total}" for members in tallies],
        )
        for row, tally in enumerate(tallies[0])
    ]


def _group_measures(totals: Sequence[Tally]) -> list[Group]:
    return [
        Group(
            name=measure.title,
            estimates=[total.estimates[measure.name] for total in totals],
            notes=[
                f"n {one.count}" if (one := total.estimates[measure.name]) else ""
                for total in totals
            ],
        )
        for measure in choose_measures(totals)
        if measure.unit == "fraction"
    ]


def _draw_plots(runs: Sequence[SavedRun], tallies: Sequence[Sequence[Tally]]) -> Iterator[str]:
    kinds = _group_kinds(tallies)
    figures = _group_measures([members[-1] for members in tallies])
    yield '<div class="plots">'
    yield from _figure(
        "Passed, by kind of question",
        draw_intervals("Passed by kind", kinds, bars=True),
        "The fraction that passes every check.",
    )
    yield from _figure(
        "All measures" + (", by configuration" if len(runs) > 1 else ""),
        draw_intervals("All measures", figures, bars=False),
        "What each means, and over what it runs, stands under the table.",
    )
    yield from _figure(
        "Time of an answer",
        draw_latencies(
            "Time of an answer", [[r.milliseconds for r in run.results] for run in runs]
        ),
        "The fraction of answers that came within a time, on a logarithmic scale.",
    )
    scored = [
        [(r.score, r.answerable, bool(r.abstained)) for r in run.results if r.score is not None]
        for run in runs
    ]
    if any(scored):
        pairs = [[(score, answerable) for score, answerable, _ in run] for run in scored]
        yield from _figure(
            "Reliability of the abstention score",
            draw_reliability("Answerable by evidence score", pairs),
            "How often a question has an answer, at each height of its evidence score.",
        )
        yield from _figure(
            "Abstaining below a score",
            draw_precision_recall("Precision over recall of abstentions", scored),
            "Precision (upwards) over recall for every threshold; the dot is what the run did.",
        )
    yield "</div>"


def _figure(title: str, drawing: str, caption: str) -> Iterator[str]:
    yield f"<figure><h2>{escape(title)}</h2>{drawing}<figcaption>{escape(caption)}</figcaption></figure>"


def _write_figures(runs: Sequence[SavedRun], tallies: Sequence[Sequence[Tally]]) -> Iterator[str]:
    yield "<h2>Figures</h2>"
    for run, members in zip(runs, tallies, strict=True):
        shown = choose_measures(members)
        heads = "".join(f'<th scope="col" class="n">{escape(m.title)}</th>' for m in shown)
        caption = f'<p class="soft">{safe(run.label)}</p>' if len(runs) > 1 else ""
        yield (
            f'{caption}<div class="scroll" tabindex="0" role="region"'
            f' aria-label="Figures of {safe(run.label)}"><table class="figures"><thead><tr>'
            f'<th scope="col">kind</th>{heads}</tr></thead><tbody>'
        )
        for tally in members:
            total = ' class="total"' if tally.name == "all" else ""
            cells = []
            for measure in shown:
                one = tally.estimates[measure.name]
                text = "–" if one is None else format_number(one.value, measure)
                if measure.name == "passed":
                    text = f"{tally.passed}/{tally.total}"
                if one is not None and tally.name == "all":
                    ends = (
                        f"{format_number(one.low, measure)} to {format_number(one.high, measure)}"
                    )
                    text += f"<br><small>{ends.replace(' to ', '–')}</small>"
                cells.append(f'<td class="n">{text}</td>')
            yield f'<tr{total}><th scope="row">{tally.name}</th>{"".join(cells)}</tr>'
        yield "</tbody></table></div>"
        agreed = format_agreements(find_agreements(run.results))[1:]
        yield from (f'<p class="soft">{safe(line.strip())}</p>' for line in agreed)
    measures = choose_measures([members[-1] for members in tallies])
    yield "<details><summary>What the measures mean</summary><dl>"
    yield from (f"<dt>{escape(m.title)}</dt><dd>{escape(m.meaning)}</dd>" for m in measures)
    yield "</dl></details>"


def _write_differences(runs: Sequence[SavedRun]) -> Iterator[str]:
    if len(runs) == 1:
        return
    yield "<h2>Differences from the first run</h2>"
    yield (
        '<div class="scroll" tabindex="0" role="region" aria-label="Differences"><table><thead><tr>'
        '<th scope="col">run</th><th scope="col">kind</th><th scope="col" class="n">passed, change</th>'
        '<th scope="col" class="n">95 % interval</th><th scope="col" class="n">gained</th>'
        '<th scope="col" class="n">lost</th><th scope="col" class="n">exact McNemar p</th>'
        "</tr></thead><tbody>"
    )
    warnings: list[str] = []
    for other in runs[1:]:
        comparison = compare_runs(runs[0], other)
        warnings += [f"{other.label}: {warning}" for warning in comparison.warnings]
        for one in comparison.differences:
            if one.measure == "passed":
                change = one.change
                yield (
                    f"<tr><td>{safe(other.label)}</td><td>{one.kind}</td>"
                    f'<td class="n">{change.value:+.1%}</td>'
                    f'<td class="n">{change.low:+.1%} to {change.high:+.1%}</td>'
                    f'<td class="n">{one.higher}</td><td class="n">{one.lower}</td>'
                    f'<td class="n">{one.p:.3f}</td></tr>'
                )
    yield "</tbody></table></div>"
    yield from (f'<p class="soft">Note: {safe(warning)}</p>' for warning in warnings)


def _write_provenance(runs: Sequence[SavedRun]) -> Iterator[str]:
    yield "<h2>What the figures rest on</h2>"
    for run in runs:
        dirty = " with changes that are not committed" if run.dirty else ""
        machine = ", ".join(
            f"{name} {value}" for name, value in run.machine.items() if not isinstance(value, dict)
        )
        facts = {
            "run": run.label,
            "finished": run.finished,
            "questions": f"{run.questions_path}, SHA-256 {run.questions_fingerprint}",
            "articles": f"{run.articles_path}, SHA-256 {run.articles_fingerprint}",
            "embedding model": run.model,
            "settings": ", ".join(f"{name}={value}" for name, value in run.settings.items()),
            "judge": run.judge or "none",
            "commit": f"{run.commit or 'none'}{dirty}",
            "code": f"SHA-256 {run.code_fingerprint}",
            "machine": machine,
        }
        rows = "".join(
            f"<dt>{name}</dt><dd>{safe(str(value))}</dd>" for name, value in facts.items()
        )
        yield f"<dl>{rows}</dl>"
