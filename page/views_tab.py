"""The tab of views: what is new, who thinks what of which subject, along time, and what changed since a day."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from corpus.store import Store
from corpus.view_table import format_csv
from page.article import render_article
from page.desk import Desk
from page.doors import Call, Door, Reply
from page.escape import safe
from page.refusals import PageError
from page.shell import (
    build_panel,
    render_button,
    render_field,
    render_part,
    render_submit,
    render_table,
)
from page.spelling import spell_date
from page.tab_texts import VIEWS_KEYS
from page.texts import Texts
from page.turns import Turn
from page.views_rows import (
    Asked,
    ViewTable,
    changed_rows,
    names_of,
    read_seen,
    read_views,
    view_row,
)
from rag.errors import QuestionError
from rag.reader import today
from rag.records import Citation

MOST_VIEWS = 2_000
"""Sent to a browser; newer ones first, and the count of all is told."""
_RECENT = timedelta(days=365)


def build_views(desk: Desk) -> None:
    """Lay out the tab."""
    texts = desk.texts
    inner = (
        f'<div class="columns"><div class="main">'
        f"{render_part(texts, 'news', _render_news(texts), kind='news')}"
        f"{render_part(texts, 'changes', _render_changes(desk.service.day, texts))}"
        f'</div><div class="beside">{render_part(texts, "watch", _render_watch(texts))}</div></div>'
        f'{_render_form(texts)}<div id="views-told"></div>'
        f"{render_part(texts, 'timeline', _render_timeline(texts))}"
        f"{render_part(texts, 'views', _render_views(texts))}"
    )
    build_panel(desk, "views", inner, VIEWS_KEYS)


def _render_form(texts: Texts) -> str:
    by = "".join(
        f'<option value="{value}">{safe(texts.say(f"by.{value}"))}</option>'
        for value in ("date", "firm", "subject")
    )
    return (
        '<form id="views-form" class="fields" autocomplete="off">'
        f"{render_field(texts, 'view.firm', 'firm', 'list=firm-names maxlength=200')}"
        f"{render_field(texts, 'view.subject', 'about', 'list=subject-names maxlength=200')}"
        f"{render_field(texts, 'said.since', 'since', 'type=date')}"
        f"{render_field(texts, 'said.until', 'until', 'type=date')}"
        f'<label>{safe(texts.say("by"))}<select name="by">{by}</select></label>'
        f'<span class="bar">{render_submit(texts, "show", "views-show")}'
        f"{render_button(texts, 'clear', 'views-clear')}{render_button(texts, 'csv', 'views-csv')}</span>"
        '<datalist id="firm-names"></datalist><datalist id="subject-names"></datalist></form>'
    )


def _render_news(texts: Texts) -> str:
    return f'<div id="views-news"></div><div class="bar">{render_button(texts, "seen", "views-seen")}</div>'


def _render_views(texts: Texts) -> str:
    columns = (
        "view.firm",
        "view.subject",
        "view.stance",
        "view.date",
        "view.quotation",
        "view.outlet",
    )
    return (
        f'<p id="views-count" class="empty" role="status"></p>'
        f'<p id="views-none" class="empty" hidden>{safe(texts.say("views.none"))}</p>'
        f"{render_table(texts, 'views-scroll', 'views-rows', columns)}"
        f'<div class="bar">{render_button(texts, "views.more", "views-more")}</div>'
    )


def _render_watch(texts: Texts) -> str:
    return (
        f'<p id="watch-empty" class="empty">{safe(texts.say("watch.about"))}</p>'
        f'<ul id="watch-list" class="chips"></ul><form id="watch-form" class="fields" autocomplete="off">'
        f"{render_field(texts, 'watch.name', 'name', 'id=watch-name list=watch-names maxlength=200')}"
        f'{render_submit(texts, "watch.add", "watch-add", value="add")}<datalist id="watch-names"></datalist>'
        "</form>"
    )


def _render_changes(day: date, texts: Texts) -> str:
    since = (day - _RECENT).isoformat()
    return (
        f'<form id="changes-form" class="fields">'
        f"{render_field(texts, 'changes.since', 'since', f'id=changes-since type=date required value={since}')}"
        f"{render_submit(texts, 'changes.show', 'changes-show', value='changes')}</form>"
        f'<div id="changes" role="status"><p class="empty">{safe(texts.say("changes.about"))}</p></div>'
    )


def _render_timeline(texts: Texts) -> str:
    legend = "".join(
        f'<li><span class="point {name}" aria-hidden="true"></span>{safe(texts.say(f"stance.{name}"))}</li>'
        for name in ("positive", "neutral", "negative", "unclear")
    )
    return f'<ul class="legend">{legend}</ul><div id="views-line"></div>'


@lru_cache(maxsize=32)
def _read(store: Store, version: int, asked: Asked) -> ViewTable:
    """The views that fit, once a version of the corpus: `version` is only there to tell one from another."""
    return read_views(store, asked)


def _views(call: Call) -> ViewTable:
    since, until = call.day("since"), call.day("until")
    if since and until and until < since:
        raise PageError("days.reversed", until=until, since=since)
    firm, about = call.text("firm", longest=200), call.text("about", longest=200)
    service, store = call.service, call.service.store
    asked = Asked(
        firm=firm or None, about=about or None, since=since, until=until, as_of=service.as_of
    )
    return _read(store, store.corpus_version(), asked)


def open_views(call: Call) -> Reply:
    """Return the views that fit, the names to choose from, and this moment, from which the next visit counts."""
    table, seen = _views(call), read_seen(call.text("seen", longest=100))
    store, as_of = call.service.store, call.service.as_of
    every = _read(store, store.corpus_version(), Asked(as_of=as_of))
    return {
        "views": [view_row(table, one, seen, call.texts) for one in table.stated[:MOST_VIEWS]],
        "total": len(table.views),
        "as_of": call.texts.say("as-of", day=spell_date(as_of.isoformat(), call.texts))
        if as_of
        else "",
        **names_of(every.views),
        "now": datetime.now(UTC).isoformat(),
    }


def open_csv(call: Call) -> Reply:
    """Return all views that fit as a file, as `python -m corpus views --csv` prints them."""
    name = f"streetwise-views-{today().isoformat()}.csv"
    return {"name": name, "text": format_csv(_views(call).views)}


def open_news(call: Call) -> Reply:
    """Return how many statements came in since the last visit."""
    seen = read_seen(call.text("seen", longest=100))
    store = call.service.store
    table = _read(store, store.corpus_version(), Asked(as_of=call.service.as_of))
    new = {
        (view.article_id, view.start) for view in table.views if seen and table.is_new(view, seen)
    }
    return {"count": len(new), "now": datetime.now(UTC).isoformat()}


def open_changes(call: Call) -> Iterator[Reply]:
    """Yield what changed since a day, one change at a time."""
    since = call.day("since")
    if since is None:
        raise QuestionError("since: expected an ISO date such as 2025-09-18")
    store, service = call.service.store, call.service
    firm, about = call.text("firm", longest=200), call.text("about", longest=200)
    asked = Asked(firm=firm or None, about=about or None, as_of=service.as_of)
    table = _read(store, store.corpus_version(), asked)
    yield from changed_rows(service.assistant, table, since, call.texts)


def open_article(call: Call) -> Reply:
    """Return a whole article with the words from `start` to `end` highlighted."""
    article_id = call.text("article_id", longest=100)
    article = call.service.read_article(article_id)
    if article is None:
        raise PageError("article.missing")
    start, end = call.whole("start"), call.whole("end")
    published = article.published.iso if article.published else None
    cited = Citation(
        mark="[1]",
        article_id=article.article_id,
        source=article.source,
        title=article.title,
        outlet=article.outlet,
        published=published,
        published_origin=article.published_origin,
        url=article.url,
        quote=article.source_text[start:end],
        start=start,
        end=end,
    )
    turn = Turn(question="", citations=(cited,), day=call.service.day)
    return {"html": render_article(article, turn, 1, call.texts)}


DOORS: dict[str, Door] = {
    "views": open_views,
    "views-csv": open_csv,
    "news": open_news,
    "changes": open_changes,
    "article": open_article,
}
