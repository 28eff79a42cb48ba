"""The nouns of a feed: `ParsedFeed` and its `FeedEntry`s, and how an entry is made of what it says.

Plain types only, so that the records can leave the child process that reads other people's bytes.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONGEST_TITLE = 500
"""Characters; headlines of real news have under 200, and what is longer is a text or an attack."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One entry as the feed tells it."""

    identity: str
    """The feed's own id for it, else its address, else a hash of its text."""
    url: str | None
    """Absolute web address of the article; None where the entry has none that can be used."""
    refused_link: str | None
    """A link of the entry that is no web address, such as `javascript:...`."""
    title: str | None
    published: str | None
    """As written, or in ISO 8601; `check_published` accepts it."""
    updated: str | None
    """Of the latest change, in the same form."""
    authors: tuple[str, ...]
    outlet: str | None
    """Whom the entry names as its source, where that is another than the feed."""
    html: str | None
    """The longest text of the entry itself, as HTML."""
    digest: str
    """Hash of its title, its address, the words of its text and the date of its latest change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """A feed, or a page that is none."""

    kind: str
    """`RSS 2.0`, `Atom 1.0`, `JSON Feed 1.1` and the like; `web page` is no feed."""
    title: str | None
    site: str | None
    """Address of the site that the feed belongs to."""
    language: str | None
    entries: tuple[FeedEntry, ...]
    left_out: int
    """Entries past the most that is read."""
    flaw: str | None
    """What is wrong with a feed that could be read all the same."""
    feeds: tuple[str, ...]
    """Addresses of the feeds that a web page names."""


def make_entry(
    base: str,
    *,
    identity: str | None,
    link: str | None,
    title: str | None,
    published: str | None,
    updated: str | None,
    authors: tuple[str, ...],
    outlet: str | None,
    html: str,
) -> FeedEntry:
    """The entry of a feed whose address is `base`."""
    address = web_address(link, base)
    title = " ".join(title.split()) if title and len(title) <= LONGEST_TITLE else None
    told = (title, address, plain_text(html), updated or published)
    digest = hashlib.sha256(json.dumps(told).encode("ascii")).hexdigest()
    return FeedEntry(
        identity=identity or address or digest,
        url=address,
        refused_link=link if link and address is None else None,
        title=title,
        published=published,
        updated=updated,
        authors=authors,
        outlet=outlet,
        html=html if plain_text(html) else None,
        digest=digest,
    )


def distinct(entries: Iterable[FeedEntry]) -> tuple[FeedEntry, ...]:
    """The entries without a second one of the same identity; the first one listed is the newest."""
    found: dict[str, FeedEntry] = {}
    for entry in entries:
        found.setdefault(entry.identity, entry)
    return tuple(found.values())


def web_address(link: str | None, base: str) -> str | None:
    """The absolute address of a link; None where it is none of the web."""
    if not link or re.search(r"[\x00-\x1f\x7f]", link):
        return None
    try:
        address = urljoin(base, link.strip().replace(" ", "%20"))
        parts = urlsplit(address)
    except ValueError:  # such as half an IPv6 bracket
        return None
    return address if parts.scheme in {"http", "https"} and parts.hostname else None


def plain_text(text: str) -> str | None:
    """The words of a piece of HTML on one line; None where it has none."""
    from lxml.etree import strip_elements

    tree = page_tree(text) if text.strip() else None
    if tree is None:
        return None
    strip_elements(tree, "script", "style", with_tail=False)
    return " ".join(str(tree.text_content()).split()) or None


def page_tree(text: str) -> "HtmlElement | None":
    """The tree of a page or of a piece of one; None where there is no element in it."""
    from lxml import html as lxml_html
    from lxml.etree import ParserError

    text = re.sub(r"^\s*<\?xml[^>]*\?>|[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text)
    try:
        return lxml_html.document_fromstring(text, parser=lxml_html.HTMLParser(huge_tree=True))
    except (ParserError, UnicodeEncodeError):  # no element, or half a surrogate pair
        return None
