"""The tab of articles: add files, pages and feeds; see, correct, remove what is there; is the index whole."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from corpus.listing import ORDERS, ListedArticle, Listing, list_articles
from corpus.sources.suffixes import SUFFIXES
from page import intake
from page.desk import Desk, render_status_text
from page.doors import Call, Door, Reply
from page.escape import safe
from page.feed_words import say_outcome
from page.intake import Done, OpenFetcher, Row, Tell
from page.notices import render_list
from page.refusals import PageError
from page.service import Service
from page.shell import (
    build_panel,
    render_button,
    render_part,
    render_submit,
    render_table,
)
from page.spelling import spell_date, spell_number, spell_origin
from page.tab_texts import ARTICLES_KEYS
from page.texts import Texts
from page.uploads import Uploads
from rag.health import read_health

if TYPE_CHECKING:
    from corpus.build import Summary
    from corpus.feeds.feed_store import Feed


def build_corpus(desk: Desk) -> None:
    """Lay out the tab."""
    texts = desk.texts
    inner = (
        '<div class="columns"><div class="main">'
        f"{render_part(texts, 'add.part', _render_add(texts))}</div>"
        f'<div class="beside">{render_part(texts, "health", _render_health())}</div></div>'
        f"{render_part(texts, 'list', _render_list(texts))}"
    )
    build_panel(desk, "articles", inner, ARTICLES_KEYS)


def _render_add(texts: Texts) -> str:
    accept = ",".join(SUFFIXES)
    return (
        f'<p class="empty">{safe(texts.say("add.about"))}</p><div class="adding"><div id="files" class="drop">'
        f'<label for="file-input"><b>{safe(texts.say("files.drop"))}</b>'
        f"<small>{safe(' '.join(SUFFIXES))}</small></label>"
        f'<input type="file" id="file-input" multiple accept="{safe(accept)}">'
        f'<ul id="chosen"></ul></div><div class="bar acts">{render_button(texts, "add", "add", "primary")}</div>'
        '<form id="address-form" autocomplete="off">'
        f'<label for="address">{safe(texts.say("address"))}</label>'
        '<input id="address" name="address" inputmode="url" maxlength="4000" placeholder="https://">'
        f'<div class="bar acts">{render_submit(texts, "address.add", "address-add", value="page")}'
        f"{render_submit(texts, 'address.follow', 'address-follow', value='feed')}</div></form></div>"
        f'<div id="summary"></div><div id="feeds" hidden><h3>{safe(texts.say("feeds"))}</h3><ul id="feed-list"></ul>'
        f'<div class="bar acts">{render_button(texts, "feeds.refresh", "feeds-refresh")}</div></div>'
    )


def _render_health() -> str:
    return (
        '<div id="health-state" role="status"></div><dl id="health-facts" class="facts-list"></dl>'
    )


def _render_list(texts: Texts) -> str:
    columns = (
        "list.title:title",
        "list.outlet:outlet",
        "list.published:published",
        "list.story:story",
        "list.acts",
    )
    search = safe(texts.say("list.search"))
    return (
        f'<div class="fields"><label>{search}<input id="articles-search" type="search" maxlength="200"></label></div>'
        '<p id="list-as-of" class="hint" hidden></p><div id="list-told"></div>'
        f"{render_table(texts, 'list-scroll', 'list-rows', columns)}"
        f'<nav class="bar" aria-label="{safe(texts.say("list.pages"))}">'
        f"{render_button(texts, 'list.before', 'list-before')}<span id=list-place class=empty role=status></span>"
        f"{render_button(texts, 'list.after', 'list-after')}</nav>"
    )


def render_summary(summary: "Summary", texts: Texts, more: tuple[str, ...] = ()) -> str:
    """Return the counts of a run and each failure with its reason, in English as the command tells them."""
    counts = (
        ("added", summary.added),
        ("unchanged", summary.unchanged),
        ("updated", summary.updated),
        ("failed", len(summary.failed)),
    )
    cells = "".join(f"<li><b>{count}</b> {safe(texts.say(word))}</li>" for word, count in counts)
    failed = [
        one.reason if one.reason.startswith(one.source) else f"{one.source}: {one.reason}"
        for one in summary.failed
    ]
    return (
        f'<div class="summary" role="status"><ul class="counts">{cells}</ul>'
        f"{''.join(render_list(failed, 'failed', lang='en'))}{''.join(render_list(more, 'more'))}</div>"
    )


def _render_done(done: Done, texts: Texts) -> str:
    more = [told for one in done.outcomes for told in say_outcome(one, texts)]
    if done.outcomes and not more:
        more = [
            texts.say("feed.read", name=one.title or one.url, new=one.added + one.updated)
            for one in done.outcomes
        ]
    more += [texts.say("kept", name=name) for name in (done.summary.kept if done.summary else ())]
    seconds = spell_number(f"{done.seconds:.1f}", texts)
    more.append(texts.say("done", passages=done.passages, seconds=seconds))
    if done.summary is None:
        return ""
    return render_summary(done.summary, texts, tuple(more))


def make_doors(service: Service, uploads: Uploads, open_fetcher: OpenFetcher) -> dict[str, Door]:
    """Return the doors of the tab."""

    def add_files(call: Call) -> Iterator[Reply]:
        batch = call.text("batch", longest=100)
        files = uploads.files(batch, call.user)
        if not files:
            raise PageError("add.nothing")
        try:
            yield from _run(call.texts, lambda tell: intake.add_files(service, files, tell))
        finally:
            uploads.drop(batch, call.user)

    def add_urls(call: Call) -> Iterator[Reply]:
        urls = call.texts_of("urls", most=100)
        intake.check_addresses(urls)
        return _run(call.texts, lambda tell: intake.add_addresses(service, urls, tell))

    def follow_feed(call: Call) -> Iterator[Reply]:
        urls = call.texts_of("urls", most=1)
        intake.check_addresses(urls)
        return _run(call.texts, lambda tell: intake.follow(service, urls[0], tell, open_fetcher))

    def refresh_feeds(call: Call) -> Iterator[Reply]:
        return _run(call.texts, lambda tell: intake.refresh_feeds(service, (), tell, open_fetcher))

    def unfollow_feed(call: Call) -> Reply:
        intake.unfollow(service, call.text("url"))
        return {"done": True}

    return {
        "add-files": add_files,
        "add-urls": add_urls,
        "follow-feed": follow_feed,
        "refresh-feeds": refresh_feeds,
        "unfollow-feed": unfollow_feed,
        "articles": open_articles,
        "correct": open_correct,
        "remove": open_remove,
        "corpus-state": open_state,
    }


def _run(texts: Texts, work: Callable[[Tell], Done]) -> Iterator[Row]:
    for row in intake.run_job(work):
        yield {"html": _render_done(row, texts)} if isinstance(row, Done) else row


def open_articles(call: Call) -> Reply:
    """Return a page of the list; what was published after the page's as-of date is not in it, which is said."""
    order = call.text("order", longest=100) or "published"
    listing = list_articles(
        call.service.store,
        search=call.text("search", longest=200),
        order=next((one for one in ORDERS if one == order), ORDERS[0]),
        descending=bool(call.fields.get("descending", True)),
        first=call.whole("first"),
        most=call.whole("most", default=25, most=200),
        as_of=call.service.as_of,
    )
    return {
        "rows": [_article_row(one, call.texts) for one in listing.rows],
        "total": listing.total,
        "as_of": _tell_left_out(call.service.as_of, listing, call.texts),
    }


def _tell_left_out(as_of: date | None, listing: Listing, texts: Texts) -> str:
    if as_of is None:
        return ""
    day = spell_date(as_of.isoformat(), texts)
    return texts.say("list.as-of", day=day, later=listing.later, undated=listing.undated)


def _article_row(one: ListedArticle, texts: Texts) -> Reply:
    return {
        "article_id": one.article_id,
        "title": one.title or one.source,
        "source": one.source,
        "outlet": one.outlet,
        "outlet_origin": one.outlet_origin,
        "outlet_told": texts.say(f"outlet.{one.outlet_origin}") if one.outlet else "",
        "published": one.published,
        "said": spell_date(one.published, texts),
        "published_origin": one.published_origin,
        "published_told": spell_origin(one.published, one.published_origin, texts)
        or (texts.say("date.given")),
        "story_id": one.story_id,
        "copies": one.copies,
        "corrected": one.corrected,
    }


def open_correct(call: Call) -> Reply:
    """Correct an outlet or a date, or with `undo` take what the source says again."""
    article_id = call.text("article_id", longest=100)
    if call.fields.get("undo"):
        article = intake.undo(call.service, article_id)
    else:
        article = intake.correct(
            call.service,
            article_id,
            outlet=call.text("outlet", longest=400),
            published=call.text("published", longest=400),
        )
    return {"article_id": article.article_id, "version": article.version}


def open_remove(call: Call) -> Reply:
    """Remove articles, all or none."""
    return {"removed": intake.remove(call.service, call.texts_of("article_ids"))}


def open_state(call: Call) -> Reply:
    """Return how much the store holds, whether the index is whole, and the feeds that are followed."""
    service, texts = call.service, call.texts
    stats, health = service.store.stats(), read_health(service.store)
    span = [spell_date(day, texts) for day in (stats.first_published, stats.last_published) if day]
    facts = (
        ("stat.articles", spell_number(f"{stats.articles:,}", texts)),
        ("stat.stories", spell_number(f"{stats.stories:,}", texts)),
        ("stat.statements", spell_number(f"{stats.statements:,}", texts)),
        ("stat.outlets", spell_number(f"{stats.outlets:,}", texts)),
        ("stat.span", " – ".join(span) or "–"),
        ("stat.undated", spell_number(f"{stats.undated:,}", texts)),
        ("stat.languages", ", ".join(stats.languages) or "–"),
        ("stat.size", spell_number(f"{stats.bytes_on_disk / 1e6:,.1f} MB", texts)),
    )
    return {
        "stats": [[texts.say(key), value] for key, value in facts],
        "broken": list(health.broken),
        "behind": list(health.behind),
        "feeds": [_feed_row(feed, texts) for feed in intake.read_followed(service.store)],
        "status": render_status_text(service, texts),
    }


def _feed_row(feed: "Feed", texts: Texts) -> Reply:
    when = feed.checked_at
    checked = (
        texts.say("feed.checked", when=f"{when:%Y-%m-%d %H:%M} UTC")
        if when
        else texts.say("feed.never")
    )
    return {
        "url": feed.url,
        "title": feed.title,
        "checked": checked,
        "problem": feed.last_error if feed.failures else "",
    }
