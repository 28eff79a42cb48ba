"""What an HTML page says of itself: its head, its JSON-LD and its `<time>`."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from corpus.article import Period
from corpus.dating.date_grammar import LAST_YEAR
from corpus.dating.dates import settle_period
from corpus.dating.publication_dates import parse_instant, parse_published
from corpus.locales import language_code, locale_writes_day_first
from corpus.metadata import FoundMetadata, from_url
from corpus.outlets import outlet_of_name, outlet_of_url, outlet_writes_day_first
from corpus.plausibility import (
    cut_title,
    fold,
    plausible_outlet,
    plausible_title,
    plausible_url,
    split_authors,
)

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLE_KEYS = (
    "og:title",
    "twitter:title",
    "headline",
    "dc.title",
    "sailthru.title",
    "parsely-title",
)
_OUTLET_KEYS = ("og:site_name", "publisher", "dc.publisher", "application-name", "twitter:site")
_DATE_KEYS = (
    "article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_time",
    "publication_date",
    "dc.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dcterms.date",
    "sailthru.date",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "article.published",
    "citation_publication_date",
    "originalpublicationdate",
)
_AUTHOR_KEYS = (
    "author",
    "article:author",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
)
_LONGEST_TEXT = 1000
"""Characters of a heading or a window's title that are looked at."""
_LONGEST_DATE = 100
"""Characters; a longer value is no date."""
_NEWS_TYPE = re.compile(r"article|posting|report|webpage", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What a page's metadata says, its titles still to be held against what the page shows."""

    found: FoundMetadata
    titles: tuple[str, ...]


def _meta_values(tree: "HtmlElement") -> dict[str, str]:
    values: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = " ".join((element.get("content") or "").split())
        if key and content:
            values.setdefault(key.strip().lower(), content)
    return values


def _json_objects(value: object, depth: int = 0) -> Iterator[dict[str, object]]:
    if isinstance(value, list):
        for item in value[:200]:
            yield from _json_objects(item, depth + 1)
    elif isinstance(value, dict) and depth < 5:
        yield value
        yield from _json_objects(value.get("@graph"), depth + 1)


def _linked_data(tree: "HtmlElement") -> tuple[dict[str, object], ...]:
    """The JSON-LD objects of the page that describe an article, in order."""
    found: list[dict[str, object]] = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            parsed: object = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        found.extend(
            item for item in _json_objects(parsed) if _NEWS_TYPE.search(str(item.get("@type", "")))
        )
    return tuple(sorted(found, key=lambda item: "WebPage" in str(item.get("@type"))))


def _names(value: object) -> tuple[str, ...]:
    """The names in a JSON-LD value: a text, an object with a name, or a list of these."""
    if isinstance(value, list):
        return tuple(name for item in value for name in _names(item))
    if isinstance(value, dict):
        value = value.get("name")
    return (" ".join(value.split()),) if isinstance(value, str) and value.strip() else ()


def _element_text(element: "HtmlElement") -> str:
    return fold(str(element.text_content())[:_LONGEST_TEXT])


def _without_outlet(title: str, outlet: str | None) -> tuple[str, str | None]:
    """A page's title without the outlet's name at its end, and the outlet that the end names."""
    match = re.fullmatch(r"(.{5,}?)\s+(?:[|–—:»·]|-{1,2})\s+([^|–—»·]{2,40})", title)
    if match is None:
        return title, None
    named = outlet_of_name(match[2])
    if named or (outlet and match[2].strip().casefold() == outlet.casefold()):
        return match[1], named or outlet
    return title, None


def read_page(tree: "HtmlElement", *, url: str | None) -> PageFacts:
    """What a page says of itself; `url` is its address where that is given.

    To be asked before what is hidden is taken out, since scripts and `<time>` hold some of it.
    """
    meta, linked = _meta_values(tree), _linked_data(tree)
    links = (
        link.get("href")
        for link in tree.iter("link")
        if (link.get("rel") or "").lower() == "canonical"
    )
    own = next((one for link in (*links, meta.get("og:url")) if (one := plausible_url(link))), None)
    outlet = _outlet(meta, linked, own)
    titles = [name for item in linked for name in _names(item.get("headline"))]
    titles += [meta[key] for key in _TITLE_KEYS if key in meta]
    authors = [name for item in linked for name in _names(item.get("author"))]
    locale = tree.get("lang") or meta.get("og:locale")
    order = outlet_writes_day_first(outlet)
    order = locale_writes_day_first(meta.get("og:locale")) if order is None else order
    order = locale_writes_day_first(tree.get("lang")) if order is None else order
    published, instant = _page_date(tree, meta, linked, url or own, order)
    guessed = _guessed_page_date(tree) if published is None else None
    return PageFacts(
        titles=tuple(filter(None, map(plausible_title, titles))),
        found=FoundMetadata(
            outlet=outlet,
            outlet_origin="page metadata" if outlet else "unknown",
            authors=split_authors(
                authors or [meta[key] for key in _AUTHOR_KEYS if key in meta][:1]
            ),
            published=published or guessed,
            published_origin="page metadata" if published or guessed else "unknown",
            published_at=instant,
            published_guessed=guessed is not None,
            url=own,
            language=language_code(locale),
            locale=locale,
        ),
    )


def _outlet(
    meta: Mapping[str, str], linked: Iterable[Mapping[str, object]], url: str | None
) -> str | None:
    """The outlet that the metadata names: first one that is known, then any with a plausible name."""
    named = [meta.get(key, "").lstrip("@") for key in _OUTLET_KEYS]
    publishers = [name for item in linked for name in _names(item.get("publisher"))]
    names = [name for one in (*named, *publishers) if (name := plausible_outlet(one))]
    known = next((found for name in names if (found := outlet_of_name(name))), None)
    known = known or (outlet_of_url(url) if url else None)
    if known:
        return known
    # The last two keys name an app or an account; they count only where they are known.
    told = [name for one in (*named[:3], *publishers) if (name := plausible_outlet(one))]
    return next((name for name in told if "." not in name), None)


def with_visible_title(facts: PageFacts, tree: "HtmlElement") -> FoundMetadata:
    """The facts with a title; `tree` is the page without what its reader cannot see.

    A title of the metadata counts only where it says what the heading or the window's title says.
    """
    outlet = facts.found.outlet
    window = next((text for one in tree.iter("title") if (text := _element_text(one))), "")
    title_of_window, named = _without_outlet(window, outlet)
    headings = [text for one in tree.iter("h1") if (text := _element_text(one)) and text != outlet]
    agreeing = [one for one in headings if _says(one, title_of_window)]
    shown = [*(agreeing or headings[:1]), title_of_window]
    claimed = [_without_outlet(one, outlet)[0] for one in facts.titles]
    if any(shown):
        claimed = [one for one in claimed if any(_says(one, other) for other in shown)]
    title = next(filter(None, (*claimed, *map(cut_title, shown))), None)
    if title is not None:
        title = _without_outlet(title, outlet)[0]
    known = outlet or named
    return replace(
        facts.found,
        title=title,
        title_origin="page metadata" if title else "unknown",
        outlet=known,
        outlet_origin="page metadata" if known else "unknown",
    )


def _says(claimed: str, shown: str) -> bool:
    """Whether at least two thirds of the words of a title stand in another."""
    words = set(re.findall(r"\w+", claimed.casefold()))
    return len(words & set(re.findall(r"\w+", shown.casefold()))) >= 2 * len(words) / 3 > 0


def _page_date(
    tree: "HtmlElement",
    meta: Mapping[str, str],
    linked: Iterable[Mapping[str, object]],
    url: str | None,
    order: bool | None,
) -> tuple[Period | None, datetime | None]:
    values = [str(item["datePublished"]) for item in linked if "datePublished" in item]
    values += [meta[key] for key in _DATE_KEYS if key in meta]
    times = [*tree.iter("time")]
    # Of many <time>s the later ones belong to comments and to other articles.
    marked = [
        one for one in times if "publish" in f"{one.get('itemprop')}{one.get('class')}".lower()
    ]
    marked += [one for one in times if one.get("pubdate") is not None]
    for element in marked or times[:1]:
        values += [element.get("datetime") or element.get("content") or element.text_content()]
    values = [fold(value)[:_LONGEST_DATE] for value in values]
    read = [(parse_published(value), value) for value in values]
    known = [(period, value) for period, value in read if period is not None]
    if not known:
        return None, None
    period, value = known[0]
    others = [other for other, _ in known[1:]]
    if url and (dated := from_url(url).published):
        others.append(dated)
    settled = settle_period(period, others)
    if settled == period:
        settled = parse_published(value, day_first=order) or period
    instant = parse_instant(value, day_first=order)
    if instant is None:
        instant = next((at for p, v in known if p == period and (at := parse_instant(v))), None)
    return settled, instant


def _guessed_page_date(tree: "HtmlElement") -> Period | None:
    """The day that htmldate finds in the article's own element, named in no standard way.

    Elsewhere a page shows the day on which it was fetched ("Wednesday, 25 November").
    """
    from htmldate import find_date

    article = next(tree.iter("article", "main"), None)
    if article is None:
        return None
    # Its own upper bound is the clock's day; what it finds may not depend on that.
    found = find_date(
        article, extensive_search=False, original_date=True, max_date=f"{LAST_YEAR}-12-31"
    )
    return parse_published(found) if found else None
