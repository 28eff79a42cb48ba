"""How well copies, retellings and updates are told from other reports: over pairs, or of a folder.

A pair is two articles and what they are to each other. Each is folded by itself, as a store would
fold it, and all texts of a split are folded together, where nothing of two events may be joined.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, get_args

from corpus.article import Article
from corpus.extraction import parse_source
from corpus.metadata import GivenMetadata
from corpus.sources.sources import Source, read_sources
from corpus.stories.sketch import sketch_article
from corpus.stories.stories import find_links, fold_stories
from corpus.stories.versions import is_version
from eval.errors import EvalError

PAIRS = Path(__file__).parent / "stories" / "pairs.jsonl"
Kind = Literal["copy", "near copy", "retelling", "update", "different"]
Split = Literal["development", "check"]
KINDS: tuple[Kind, ...] = get_args(Kind)
SPLITS: tuple[Split, ...] = get_args(Split)
_NOW = datetime(2031, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two articles and what the second is to the first."""

    pair_id: str
    kind: Kind
    split: Split
    why: str
    """What makes them so, or what tempts to join them."""
    first: Article
    second: Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What was made of a pair."""

    pair: Pair
    found: Literal["version", "copy", "retelling", "apart"]

    @property
    def right(self) -> bool:
        """Whether an update is a version, a copy or retelling is folded, and others are apart."""
        if self.pair.kind == "update":
            return self.found == "version"
        return (self.found == "apart") == (self.pair.kind == "different")


def read_pairs(path: Path = PAIRS) -> tuple[Pair, ...]:
    """Return the pairs of a file, a JSON object a line.

    Raises:
        EvalError: a row is not a pair; the message names its line.
    """
    pairs = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip():
            try:
                pairs.append(_read_pair(json.loads(line)))
            except (KeyError, TypeError, ValueError) as error:
                raise EvalError(
                    f"{path}:{number}: {error!r}; expected pair_id, kind {KINDS}, split {SPLITS},"
                    " why, and first and second with title, outlet, published and text"
                ) from error
    if not pairs:
        raise EvalError(f"{path}: holds no pairs; expected a JSON object a line")
    return tuple(pairs)


def judge_pair(pair: Pair) -> Judged:
    """Return what folding and versions make of the two articles alone."""
    sketches = [sketch_article(article) for article in (pair.first, pair.second)]
    if is_version(sketches[0], sketches[1]):
        return Judged(pair=pair, found="version")
    links = find_links(sketches)
    return Judged(pair=pair, found=links[0].kind if links else "apart")


def format_pairs(pairs: Sequence[Pair]) -> Iterator[str]:
    """Yield the lines of the report: a table by kind, precision and recall, and what went wrong."""
    judged = [judge_pair(pair) for pair in pairs]
    yield f"{'kind':<12}" + "".join(f"{split:>16}" for split in SPLITS)
    for kind in KINDS:
        cells = []
        for split in SPLITS:
            group = [one for one in judged if (one.pair.kind, one.pair.split) == (kind, split)]
            cells.append(f"{sum(one.right for one in group)} of {len(group)}")
        yield f"{kind:<12}" + "".join(f"{cell:>16}" for cell in cells)
    for split in SPLITS:
        yield _links_line(split, [one for one in judged if one.pair.split == split])
    for one in judged:
        if not one.right:
            yield f"wrong: {one.pair.pair_id} ({one.pair.split}): {one.found}; {one.pair.why}"


def format_stories(articles: Path) -> Iterator[str]:
    """Yield the stories that the articles of a folder make, those of several articles first.

    Raises:
        EvalError: no article can be read from it.
    """
    parsed = list(_read_articles(articles))
    if not parsed:
        raise EvalError(f"{str(articles)!r} holds no article that can be read")
    by_id = {article.article_id: article for article in parsed}
    kinds = Counter[str]()
    for story in sorted(fold_stories(parsed), key=lambda story: -len(story.article_ids)):
        kinds["stories"] += 1
        members = [by_id[article_id] for article_id in story.article_ids]
        yield f"{len(members)} articles, {story.outlet_count} outlets: {members[0].title!r}"
        for member in members:
            when = member.published.iso if member.published else "undated"
            yield f"    {member.source}, {member.outlet or 'unknown outlet'}, {when}"
    sketches = [sketch_article(article) for article in parsed]
    for link in find_links(sketches):
        ends = f"{by_id[link.first].source} and {by_id[link.second].source}"
        yield f"{link.kind} {link.share:.2f}: {ends}"
    yield f"{len(parsed)} articles, {kinds['stories']} stories"


def _links_line(split: str, judged: Sequence[Judged]) -> str:
    joined = [one for one in judged if one.found != "apart"]
    meant = [one for one in judged if one.pair.kind != "different"]
    both = sum(one.found != "apart" for one in meant)
    return (
        f"{split}: precision of links {_share(both, len(joined))}, recall"
        f" {_share(both, len(meant))}; {_count_strays(judged)} stories of two events"
    )


def _count_strays(judged: Sequence[Judged]) -> int:
    """Return how many pairs of articles are in one story that are not of one kind of pair."""
    articles: dict[str, Article] = {}
    for one in judged:
        for article in (one.pair.first, one.pair.second):
            articles[article.article_id] = article
    days = {key: article.published for key, article in articles.items()}
    strays = 0
    for story in fold_stories(articles.values()):
        dated = [period for key in story.article_ids if (period := days[key])]
        if dated:
            first, last = min(p.first for p in dated), max(p.last for p in dated)
            strays += (last - first).days > _EVENT_DAYS
    return strays


_EVENT_DAYS = 10
"""The events of the pairs lie further apart than this."""


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f} ({part} of {whole})" if whole else "none"


def _read_pair(row: dict[str, object]) -> Pair:
    kind, split = row["kind"], row["split"]
    if kind not in KINDS or split not in SPLITS:
        raise ValueError(f"kind {kind!r}, split {split!r}")
    pair_id = str(row["pair_id"])
    return Pair(
        pair_id=pair_id,
        kind=kind,
        split=split,
        why=str(row["why"]),
        first=_read_article(f"{pair_id}-1", row["first"]),
        second=_read_article(f"{pair_id}-2", row["second"]),
    )


def _read_article(article_id: str, row: object) -> Article:
    if not isinstance(row, dict):
        raise TypeError(f"{row!r} is not an article")
    given = GivenMetadata(
        title=row["title"] or None,
        outlet=row["outlet"],
        published=row["published"],
    )
    source = Source(
        key=article_id,
        source=article_id,
        format="record",
        data=str(row["text"]).encode(),
        given=given,
    )
    return _parse(article_id, source)


def _parse(article_id: str, source: Source) -> Article:
    parsed = parse_source(source.data, format=source.format, name=source.source, given=source.given)
    return Article(
        article_id=article_id,
        version=1,
        source=source.source,
        title=parsed.title,
        title_origin=parsed.title_origin,
        outlet=parsed.outlet,
        outlet_origin=parsed.outlet_origin,
        authors=parsed.authors,
        published=parsed.published,
        published_origin=parsed.published_origin,
        published_at=parsed.published_at,
        url=parsed.url,
        language=parsed.language,
        source_text=parsed.source_text,
        body=parsed.body,
        added_at=_NOW,
    )


def _read_articles(folder: Path) -> Iterable[Article]:
    for number, source in enumerate(read_sources([folder])):
        if isinstance(source, Source):
            yield _parse(f"{number:06d}", source)
