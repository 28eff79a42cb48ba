"""The part of a report page that shows every question: its verdicts, answers, citations and failures."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from corpus.terminal import printable
from eval.questions import KINDS
from eval.results import Result, index_results
from eval.saved import SavedRun


def safe(text: str) -> str:
    """Return text that is shown as it is: no markup, no character that reorders or hides others."""
    return escape(printable(text))


def write_questions(runs: Sequence[SavedRun]) -> Iterator[str]:
    """Give the table of all questions, a line each, with the form that filters it."""
    first = runs[0].results
    kinds = [kind for kind in KINDS if any(result.kind == kind for result in first)]
    options = "".join(f"<option>{kind}</option>" for kind in kinds)
    flipped = '<option value="flipped">verdict differs</option>' if len(runs) > 1 else ""
    yield "<h2>Every question</h2>"
    yield (
        '<form id="filter" class="hidden"><label>Kind <select id="kind"><option value="">all</option>'
        f"{options}</select></label>"
        '<label>Verdict <select id="verdict"><option value="">all</option>'
        '<option value="failed">failed</option><option value="passed">passed</option>'
        f'<option value="crashed">crashed</option>{flipped}</select></label>'
        '<label>Words <input type="search" id="words"></label>'
        '<output id="shown" for="kind verdict words"></output></form>'
    )
    heads = "".join(f'<th scope="col">{safe(run.label)}</th>' for run in runs)
    yield (
        '<div class="scroll" tabindex="0" role="region" aria-label="Every question"><table><thead><tr>'
        '<th scope="col">id</th><th scope="col">kind</th>'
        f'<th scope="col">question, answer, citations</th>{heads}</tr></thead><tbody>'
    )
    others = [index_results(run.results) for run in runs]
    for result in first:
        yield _write_row(runs, [by_id[result.question_id] for by_id in others])
    yield "</tbody></table></div>"


def _write_row(runs: Sequence[SavedRun], results: Sequence[Result]) -> str:
    first = results[0]
    verdicts = {_name_verdict(result) for result in results}
    if any(result.crashed for result in results):
        verdicts.add("failed")
    if len({result.passed for result in results}) > 1:
        verdicts.add("flipped")
    cells = "".join(
        f'<td><span class="{"ok" if one.passed else "no"}">{_name_verdict(one)}</span><br>'
        f"<small>{one.milliseconds:,.0f} ms</small></td>"
        for one in results
    )
    cases = "".join(
        _write_case(run.label if len(runs) > 1 else "Answer", result)
        for run, result in zip(runs, results, strict=True)
    )
    asked = "".join(f"<li>{safe(text)}</li>" for text in first.history)
    before = f"<p>Asked before:</p><ul>{asked}</ul>" if asked else ""
    as_of = f" (as of {safe(first.as_of)})" if first.as_of else ""
    return (
        f'<tr data-kind="{first.kind}" data-verdicts="{" ".join(sorted(verdicts))}">'
        f'<th scope="row">{safe(first.question_id)}</th><td>{first.kind}</td><td class="q">'
        f"<details><summary>{safe(first.question)}{as_of}</summary>{before}{cases}</details></td>{cells}</tr>"
    )


def _name_verdict(result: Result) -> str:
    if result.crashed:
        return "crashed"
    return "passed" if result.passed else "failed"


def _write_case(title: str, result: Result) -> str:
    parts = [f"<h3>{safe(title)}</h3>"]
    if result.answer is not None:
        parts.append(f"<p>{safe(result.answer)}</p>")
    if result.reason:
        parts.append(f"<p>Abstained: {safe(result.reason)}</p>")
    parts.append(_list("ul", (safe(failure) for failure in result.failures), "Fails because it"))
    quotes = (
        f"{safe(one.mark)} {safe(', '.join(filter(None, (one.outlet, one.published, one.source))))}"
        f" <small>{one.start}:{one.end}</small><blockquote>{safe(one.quote)}</blockquote>"
        for one in result.citations
    )
    parts.append(_list("ol", quotes, "Cites"))
    parts.append(_list("ul", (safe(note) for note in result.notes), "Notes"))
    if result.opinion is not None:
        said = {True: "yes", False: "no", None: "not read"}
        parts.append(
            f"<p>Judge: right {said[result.opinion.right]}, supported"
            f" {said[result.opinion.supported]}: {safe(result.opinion.why)}</p>"
        )
    return f'<div class="case{"" if result.passed else " f"}">{"".join(parts)}</div>'


def _list(kind: str, items: Iterable[str], title: str) -> str:
    listed = "".join(f"<li>{item}</li>" for item in items)
    return f"<div>{title}:</div><{kind}>{listed}</{kind}>" if listed else ""
