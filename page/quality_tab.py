"""The tab of quality: the last evaluation's figures, and what its reader said of answers."""

from page.desk import Desk
from page.doors import Call, Door, Reply
from page.escape import safe
from page.reports import list_pages, list_reports, read_page, read_report
from page.shell import build_panel, render_part
from page.spelling import spell_date, spell_number
from page.tab_texts import QUALITY_KEYS
from page.texts import Texts
from page.turns import Turn, read_turns
from rag.errors import QuestionError
from rag.feedback import make_feedback, read_feedback, remove_feedback, write_feedback

_MOST_SHOWN = 200


def build_quality(desk: Desk) -> None:
    """Lay out the tab."""
    texts = desk.texts
    inner = (
        '<div class="columns"><div class="main">'
        f"{render_part(texts, 'report', _render_report(texts))}</div>"
        f'<div class="beside">{render_part(texts, "feedback", _render_feedback(texts))}</div></div>'
    )
    build_panel(desk, "quality", inner, QUALITY_KEYS)


def _render_report(texts: Texts) -> str:
    return (
        f'<div class="fields"><label id="report-pick" hidden>{safe(texts.say("report.which"))}'
        '<select id="report-name"></select></label></div><div id="report"></div>'
        f'<section id="report-pages-part" hidden><h3>{safe(texts.say("report.pages"))}</h3>'
        '<ul id="report-pages"></ul></section><div id="report-told"></div><div id="report-frame"></div>'
        f'<p class="hint">{safe(texts.say("report.command"))} '
        "<code>python -m eval run eval/questions/samples.jsonl</code></p>"
    )


def _render_feedback(texts: Texts) -> str:
    return (
        f'<p class="hint">{safe(texts.say("feedback.about"))} <code>python -m eval from-feedback</code></p>'
        '<div id="feedback-told"></div><ul id="feedback" class="cards"></ul>'
    )


def open_report(call: Call) -> Reply:
    """Return the figures of a report, the newest where none is named."""
    folder, texts = call.service.data_dir, call.texts
    wanted, shown, report = call.text("name", longest=300), "", None
    names = [name for name in list_reports(folder) if read_report(folder, name) is not None]
    if names:
        shown = wanted if wanted in names else names[0]
        report = read_report(folder, shown)
    reply: Reply = {"names": names, "name": shown, "pages": list(list_pages(folder))}
    if report is None:
        return reply
    head = [
        texts.say(f"measure.{one}") if texts.knows(f"measure.{one}") else one.replace("_", " ")
        for one in report.columns
    ]
    rows = [
        [name, *(spell_number(one, texts) for one in figures)] for name, *figures in report.rows
    ]
    return {
        **reply,
        "facts": [[texts.say(f"report.{key}"), value] for key, value in report.facts],
        "table": {"columns": head, "rows": rows},
        "failed": [{"question": question, "why": why} for question, why in report.failed],
    }


def open_page(call: Call) -> Reply:
    """Return a report's page, which the browser shows without any permission."""
    return {"text": read_page(call.service.data_dir, call.text("name", longest=300))}


def open_feedback(call: Call) -> Reply:
    """Keep a thumb and a comment on an answer."""
    (turn,) = read_turns([call.fields.get("row")])
    feedback = make_feedback(
        user=call.user,
        thumb=call.text("thumb", longest=10),
        comment=call.text("comment"),
        question=turn.question,
        history=call.texts_of("history", most=200),
        as_of=turn.as_of or None,
        filters=turn.filters,
        answer=_said(turn),
        abstained=turn.abstained,
        reason=turn.reason,
        sources=[citation.source for citation in turn.citations],
    )
    write_feedback(call.service.store, feedback)
    return {"feedback_id": feedback.feedback_id}


def _said(turn: Turn) -> str:
    return "\n".join(sentence.text for sentence in turn.sentences)


def open_feedback_list(call: Call) -> Reply:
    """Return what this person said, the latest first."""
    given = read_feedback(call.service.store, user=call.user)
    rows = [
        {
            "feedback_id": one.feedback_id,
            "thumb": one.thumb,
            "comment": one.comment,
            "question": one.question,
            "answer": one.answer,
            "said": spell_date(one.given_at.date().isoformat(), call.texts),
        }
        for one in reversed(given[-_MOST_SHOWN:])
    ]
    counts = {thumb: sum(one.thumb == thumb for one in given) for thumb in ("up", "down")}
    return {"rows": rows, "counts": counts}


def open_feedback_remove(call: Call) -> Reply:
    """Forget what this person said of an answer."""
    feedback_id = call.text("feedback_id", longest=100)
    if not feedback_id:
        raise QuestionError("feedback_id: is missing")
    remove_feedback(call.service.store, feedback_id, user=call.user)
    return {"removed": feedback_id}


DOORS: dict[str, Door] = {
    "report": open_report,
    "report-page": open_page,
    "feedback": open_feedback,
    "feedback-list": open_feedback_list,
    "feedback-remove": open_feedback_remove,
}
