"""What an HTML page says of itself: its head, its JSON-LD and its `<time>`."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from corpus.article import Period
from corpus.dates import settle_period
from corpus.metadata import FoundMetadata, language_code, split_authors
from corpus.outlets import outlet_of_name, outlet_of_url
from corpus.publication_dates import parse_instant, parse_published

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
_NEWS_TYPE = re.compile(r"article|posting|report|webpage", re.IGNORECASE)


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


def _element_text(tree: "HtmlElement", tag: str) -> str:
    element = next(iter(tree.iter(tag)), None)
    return "" if element is None else " ".join(str(element.text_content()).split())


def _without_outlet(title: str, outlet: str | None) -> tuple[str, str | None]:
    """A page's title without the outlet's name at its end, and the outlet that the end names."""
    match = re.fullmatch(r"(.{5,}?)\s+(?:[|–—:»·]|-{1,2})\s+([^|–—»·]{2,40})", title)
    if match is None:
        return title, None
    named = outlet_of_name(match[2])
    if named or (outlet and match[2].strip().casefold() == outlet.casefold()):
        return match[1], named or outlet
    return title, None


def from_page(tree: "HtmlElement") -> FoundMetadata:
    """What an HTML page says of itself in its head, its JSON-LD and its `<time>`."""
    meta, linked = _meta_values(tree), _linked_data(tree)
    canonical = next(
        (
            link.get("href")
            for link in tree.iter("link")
            if (link.get("rel") or "").lower() == "canonical"
        ),
        None,
    )
    url = next(
        (one for one in (canonical, meta.get("og:url")) if one and re.match("https?://", one)), None
    )
    names = [meta.get(key, "").lstrip("@") for key in _OUTLET_KEYS]
    names += [name for item in linked for name in _names(item.get("publisher"))]
    outlet = next((known for name in names if name and (known := outlet_of_name(name))), None)
    outlet = outlet or (outlet_of_url(url) if url else None)
    outlet = outlet or next(
        (name for name in (*names[:3], *names[5:]) if name and "." not in name), None
    )
    titles = [name for item in linked for name in _names(item.get("headline"))]
    titles += [meta[key] for key in _TITLE_KEYS if key in meta]
    titles += [_element_text(tree, "h1"), _element_text(tree, "title")]
    title, named = _without_outlet(next((one for one in titles if one), ""), outlet)
    if not outlet:
        outlet = named or _without_outlet(_element_text(tree, "title"), None)[1]
    authors = [name for item in linked for name in _names(item.get("author"))]
    published, instant = _page_date(tree, meta, linked)
    return FoundMetadata(
        title=title or None,
        title_origin="page metadata" if title else "unknown",
        outlet=outlet,
        outlet_origin="page metadata" if outlet else "unknown",
        authors=split_authors(authors or [meta[key] for key in _AUTHOR_KEYS if key in meta][:1]),
        published=published,
        published_origin="page metadata" if published else "unknown",
        published_at=instant,
        url=url,
        language=language_code(tree.get("lang") or meta.get("og:locale")),
    )


def _page_date(
    tree: "HtmlElement", meta: Mapping[str, str], linked: Iterable[Mapping[str, object]]
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
    read = [(parse_published(value), value) for value in values]
    known = [(period, value) for period, value in read if period is not None]
    if not known:
        return _guessed_page_date(tree), None
    period, value = known[0]
    instant = parse_instant(value)
    if instant is None:
        instant = next((at for p, v in known if p == period and (at := parse_instant(v))), None)
    return settle_period(period, [other for other, _ in known[1:]]), instant


def _guessed_page_date(tree: "HtmlElement") -> Period | None:
    """The day that htmldate finds in the markup, where a page names it in no standard way."""
    from htmldate import find_date

    found = find_date(tree, extensive_search=False, original_date=True)
    return parse_published(found) if found else None
