"""One table of the names that exports of news give to the fields of an article.

Rows of JSON, JSONL and CSV are brought to the names of `METADATA_FIELDS` before `read_given` checks
them, so that a row means the same in every format.
"""

import difflib
import html
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

from corpus.metadata import METADATA_FIELDS

ALIASES: Mapping[str, tuple[str, ...]] = {
    "text": (
        *("text", "body", "content", "fulltext", "articletext", "articlebody", "articlecontent"),
        *("maintext", "bodytext", "pagecontent", "article", "html", "bodyhtml", "contenthtml"),
        *("description", "summary", "snippet", "abstract", "excerpt"),
    ),
    "title": ("title", "headline", "webtitle", "articletitle"),
    "outlet": (
        *("outlet", "source", "publisher", "publication", "sourcename", "outletname", "sitename"),
        *("newspaper", "provider", "feedname"),
    ),
    "published": (
        *(
            "published",
            "publishedat",
            "publisheddate",
            "publishedon",
            "publishdate",
            "publishedutc",
        ),
        *("publicationdate", "pubdate", "datepublished", "dateofpublication", "webpublicationdate"),
        *("providerpublishtime", "publishtime", "date", "datetime", "timestamp", "time"),
    ),
    "url": (
        "url",
        "link",
        "weburl",
        "articleurl",
        "sourceurl",
        "permalink",
        "canonicalurl",
        "href",
    ),
    "authors": ("authors", "author", "byline", "creator", "creators", "writer", "writers"),
    "language": ("language", "lang", "languagecode"),
    "id": ("id", "guid", "uuid", "articleid", "uid"),
}
"""For each field the names it goes by, best first, in lower case without spaces and underscores."""
_FIELD_OF = {name: field for field, names in ALIASES.items() for name in names}
_NESTED = frozenset(("metadata", "meta", "fields", "attributes", "source"))
"""Objects within a row whose fields count where the row itself lacks them; `_source` as well."""
_MISSPELT = 0.8
"""Likeness (0 to 1) from which an unknown field is taken for a known one mistyped."""
_NOTHING = frozenset(("", "nan", "nat", "none", "null", "n/a", "<na>"))
"""What programs write into a table where they have nothing."""
_MARKUP = re.compile(
    r"</(?:p|div|li|ul|h[1-6]|a|strong|em|span|table|article)>|<(?:br|p)\s*/?>", re.I
)
_CUT_SHORT = re.compile(r"\[\+\d+ chars\]$")
"""How a news API marks that it gives no more of a text; no word of the article."""
_EPOCH = re.compile(r"(\d{9,10})(?:\.\d*)?|(\d{12,13})|(\d{15,16})|(\d{18,19})")
_FIRST_EPOCH, _LAST_EPOCH = datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
_LISTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")


def field_of(name: str) -> str | None:
    """The field that a column's name stands for, whatever its case, spaces and underscores."""
    return _FIELD_OF.get(_plain(name))


def _plain(name: str) -> str:
    return re.sub(r"[\s_.:-]+", "", name).casefold()


def misspelt_fields(
    names: Iterable[str], known: Iterable[str] = ("text", "id", *METADATA_FIELDS)
) -> Iterator[tuple[str, str]]:
    """The names that are no field but nearly one that is missing, each with that one."""
    names, known = tuple(names), tuple(known)
    present = {field_of(name) or name for name in names}
    for name in names:
        if name in known or field_of(name) is not None:
            continue
        near = difflib.get_close_matches(name.casefold(), known, n=1, cutoff=_MISSPELT)
        if near and near[0] not in present:
            yield name, near[0]


def _flattened(row: Mapping[str, object]) -> dict[str, object]:
    """The row with the fields of its nested objects where it has none of that meaning."""
    flat = dict(row)
    present = {field_of(name) for name, value in row.items() if value not in (None, "")}
    for name, value in row.items():
        if isinstance(value, dict) and name.casefold().lstrip("_") in _NESTED:
            # The name of a source is an outlet and no title.
            for inner, content in (
                value.items() if _plain(name) != "source" or name[0] == "_" else ()
            ):
                if (field := field_of(str(inner))) is not None and field not in present:
                    flat.setdefault(str(inner), content)
    return flat


def named_fields(row: Mapping[str, object]) -> dict[str, object]:
    """The fields of a row under their own names: the best non-empty one of each; others left out."""
    ranked: dict[str, tuple[int, object]] = {}
    for name, value in _flattened(row).items():
        field = field_of(name)
        if isinstance(value, dict) and name.startswith("_"):  # `_source` wraps a row
            continue
        if field is None or (value := _value(field, value)) is None:
            continue
        rank = ALIASES[field].index(_plain(name))
        if field not in ranked or rank < ranked[field][0]:
            ranked[field] = rank, value
    fields = {field: value for field, (_, value) in ranked.items()}
    outlet = fields.get("outlet")
    if isinstance(outlet, str) and re.match(r"https?://", outlet):  # an address, and no name
        fields.setdefault("url", outlet)
        del fields["outlet"]
    return fields


def _value(field: str, value: object) -> object:
    """A value as `read_given` wants it; None where it says nothing."""
    if isinstance(value, dict):
        rendered = value.get("rendered")
        named = next((value[key] for key in ("name", "title", "label") if value.get(key)), None)
        value = rendered if rendered is not None else named
        if field == "title" and isinstance(value, str):
            value = html.unescape(re.sub(r"<[^<>]*>", "", value))
    if isinstance(value, str):
        value = value.encode("utf-8", "replace").decode("utf-8")
        if value.strip().casefold() in _NOTHING:
            return None
    if field == "authors":
        return _authors(value)
    if field == "published":
        return epoch_as_iso(value)
    if field == "text" and isinstance(value, list) and all(isinstance(one, str) for one in value):
        value = "\n".join(value)
    return _whole_text(value) if field == "text" and isinstance(value, str) else value


def _whole_text(text: str) -> str:
    """The text without a note that it was cut short; no pattern for the space before it, which may be long."""
    bare = text.rstrip()
    note = _CUT_SHORT.search(bare)
    if note is None:
        return text
    bare = bare[: note.start()].rstrip()
    return bare.removesuffix("…" if bare.endswith("…") else "...").rstrip()


def _authors(value: object) -> object:
    """The names in a list, in a list written as text, or joined by `;`, `|` or `and`."""
    if isinstance(value, list):
        names = [one.get("name") if isinstance(one, dict) else one for one in value]
        return [name for name in names if name not in (None, "")] or None
    if not isinstance(value, str):
        return value
    if re.fullmatch(r"\s*\[.*\]\s*", value, re.DOTALL):
        return [a or b for a, b in _LISTED.findall(value) if a or b] or None
    value = re.sub(r"^\s*by\s+(?=[A-Z])", "", value, flags=re.IGNORECASE)
    joined: list[str] = re.split(r"\s*(?:[;|\n]|\band\b|&)\s*", value)
    apart = [part.strip() for one in joined for part in one.split(",")]
    # "Lee, Ann" is one person; "Ann Lee, Bo Ray" are two.
    several = all(len(part.split()) > 1 for part in apart)
    return [one.strip() for one in (apart if several else joined) if one.strip()] or None


def epoch_as_iso(value: object) -> object:
    """Seconds, milli-, micro- or nanoseconds since 1970 as an ISO time in UTC; else the value itself."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return value
    text = f"{value:.0f}" if isinstance(value, float) else str(value).strip()
    if len(text) > 30 or (match := _EPOCH.fullmatch(text)) is None:
        return value
    index = next(number for number, group in enumerate(match.groups()) if group)
    try:
        moment = datetime.fromtimestamp(int(match[index + 1]) // 1000**index, tz=UTC)
    except (ValueError, OverflowError, OSError):
        return value
    return moment.isoformat() if _FIRST_EPOCH <= moment < _LAST_EPOCH else value


def is_markup(text: str) -> bool:
    """Whether the text of a row is a piece of a page."""
    return _MARKUP.search(text) is not None
