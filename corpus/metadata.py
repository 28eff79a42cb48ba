"""Title, outlet, authors, date and language of an article, each with where it came from.

What is not found stays None with the origin `unknown`: neither the clock nor a file's own time is
ever asked. The order of trust is: given, feed, page metadata, url, text; but a page is trusted more
than a feed for its outlet, and for the date where the page states one (see `FoundMetadata.over`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import yaml

from corpus.article import Origin, Period
from corpus.dating.dates import settle_period
from corpus.dating.publication_dates import parse_instant, parse_published
from corpus.errors import CorpusError
from corpus.locales import language_code
from corpus.outlets import outlet_of_name, outlet_of_url, outlet_writes_day_first

METADATA_FIELDS = ("title", "outlet", "published", "url", "authors", "language")


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
    locale: str | None = None
    """Language and region as the page names them, such as `en-GB`."""

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
            locale=self.locale or other.locale,
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
    outlet = (outlet_of_name(given.outlet) or given.outlet) if given.outlet else None
    order = outlet_writes_day_first(outlet or (outlet_of_url(given.url) if given.url else None))
    published = parse_published(given.published, day_first=order) if given.published else None
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
        language=language_code(given.language),
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
