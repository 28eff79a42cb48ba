"""Which articles carry one report: copies by their words, retellings by their facts.

Candidates come from the marks of words and of facts (`corpus.stories.marks`), never from all pairs; each pair
of candidates is then decided exactly, by what the two say alone. Two reports on one event are two stories.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from itertools import chain, combinations, count
from typing import Literal

import numpy as np
import numpy.typing as npt

from corpus.article import Article, Period
from corpus.stories.marks import FACT_MARKS_SHARED, Marks, fact_marks, share_words, word_marks
from corpus.stories.sketch import Sketch, sketch_article
from corpus.stories.story import Story

COPY_SHARE = 0.5
"""Copies share this fraction of the shingles of the shorter one."""
COPY_SHINGLES = 40
"""And so many of them: fewer can be one long quotation that two reports print."""
SAME_OUTLET_SHARE = 0.7
"""The fraction asked of two texts of one outlet: what its cleaning left of the page, and background
that it prints again, is in both."""
SHORT_SHARE = 0.85
"""The fraction asked of texts too short for `COPY_SHINGLES`, of the longer one."""
OPENING_RATIO = 1.8
"""A text this many times shorter is a copy only if it holds the longer one's opening, or parts of it
from end to end: a teaser and a shortened copy do, an item that a round-up reprints among others does
not, or it would tie the round-up's items together."""
OPENING_SHINGLES = 60
SPREAD = 0.6
"""Fraction of the longer text between the first and the last tenth of what is shared: of a text
that is there in parts it is 0.8, of a block of half the length 0.4."""
FIGURES_AGREE = 0.3
"""Below this fraction of common figures, common words are a template: yesterday's market report."""
FIGURES_COMPARED = 3

RETOLD_FIGURES = 4
RETOLD_NAMES = 3
RETOLD_FACTS = 8
RETOLD_FIGURE_SHARE = 0.6
RETOLD_NAME_SHARE = 0.6
"""A retelling has this many figures and names of the other, so many of both together, and this
fraction of the shorter list of each: two reports on one event share its figures, but each has its
own people."""
RETOLD_ADDED = 0.4
"""And this fraction of the longer list of each: a retelling adds little, a fuller report much."""
RETOLD_DAYS = 14
"""A report is retold within days; the figures of two quarters can coincide."""

STORY_DAYS = 30
"""No story spans more days between its earliest and its latest dated article."""

_DAMAGED_PER_1000_WORDS = 2.0
"""So many signs of damage in 1,000 words are a level; one oddity must not outweigh a date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two articles that carry one report, the smaller id first."""

    first: str
    second: str
    kind: Literal["copy", "retelling"]
    share: float
    """Fraction of the shorter one's shingles (of a copy) or figures (of a retelling) in both."""


def fold_stories(articles: Iterable[Article]) -> tuple[Story, ...]:
    """Return the stories of `articles`, by id; every article is in exactly one."""
    sketches = [sketch_article(article) for article in articles]
    return make_stories(sketches, find_links(sketches), story_ids={})


def find_links(sketches: Sequence[Sketch]) -> tuple[Link, ...]:
    """Return the links between these, ordered by their ends."""
    by_id = {sketch.article_id: sketch for sketch in sketches}
    pairs = _pairs_by_words(sketches) | _pairs_by_facts(sketches)
    links = (find_link(by_id[first], by_id[second]) for first, second in sorted(pairs))
    return tuple(link for link in links if link is not None)


def make_stories(
    sketches: Sequence[Sketch],
    links: Iterable[Link],
    *,
    story_ids: Mapping[str, str],
    taken: AbstractSet[str] = frozenset(),
) -> tuple[Story, ...]:
    """Return the stories that `links` make of the sketched articles, by id.

    `story_ids` are those that articles have had so far: a story keeps the id that most of its
    articles know, so a copy that is added later does not rename it. A new one is named after the
    smallest of its article ids. `taken` are the ids of stories of other articles.
    """
    groups = _group(sketches, links)
    named = _name_groups(groups, story_ids, taken)
    by_id = {sketch.article_id: sketch for sketch in sketches}
    stories = []
    for story_id, members in sorted(named.items()):
        ordered = _cleanest_first([by_id[member] for member in members])
        known = [sketch.outlet for sketch in ordered]
        stories.append(
            Story(
                story_id=story_id,
                article_ids=tuple(sketch.article_id for sketch in ordered),
                outlets=tuple(dict.fromkeys(outlet for outlet in known if outlet)),
                undated=sum(sketch.published is None for sketch in ordered),
                unknown_outlets=sum(outlet is None for outlet in known),
            )
        )
    return tuple(stories)


def _pairs_by_words(sketches: Sequence[Sketch]) -> set[tuple[str, str]]:
    marks = {sketch.article_id: word_marks(sketch.shingles) for sketch in sketches}
    return {
        pair
        for pair, shared in _count_shared(marks).items()
        if share_words(shared, len(marks[pair[0]]), len(marks[pair[1]]))
    }


def _pairs_by_facts(sketches: Sequence[Sketch]) -> set[tuple[str, str]]:
    marks = {sketch.article_id: fact_marks(sketch.figures, sketch.names) for sketch in sketches}
    return {pair for pair, shared in _count_shared(marks).items() if shared >= FACT_MARKS_SHARED}


def _count_shared(marks: Mapping[str, Marks]) -> Counter[tuple[str, str]]:
    holders: dict[int, list[str]] = defaultdict(list)
    for article_id, own in sorted(marks.items()):
        for mark in own.tolist():
            holders[mark].append(article_id)
    return Counter(pair for held in holders.values() for pair in combinations(held, 2))


def find_link(first: Sketch, second: Sketch) -> Link | None:
    """Return the link between two articles that carry one report; None if they do not."""
    first, second = sorted((first, second), key=lambda sketch: sketch.article_id)
    days = days_between(first.published, second.published)
    if days > STORY_DAYS:
        return None
    share = copied_share(first, second)
    kind: Literal["copy", "retelling"] = "copy"
    if not share and days <= RETOLD_DAYS:
        share = _retold(first, second)
        kind = "retelling"
    if not share:
        return None
    return Link(first=first.article_id, second=second.article_id, kind=kind, share=share)


def copied_share(first: Sketch, second: Sketch) -> float:
    """Return the share if one is a copy of the other, else 0."""
    shorter, longer = sorted((first, second), key=lambda sketch: sketch.shingles.size)
    if not shorter.shingles.size:
        return 0.0
    fewer = min(len(first.figures), len(second.figures))
    if fewer >= FIGURES_COMPARED and len(first.figures & second.figures) < FIGURES_AGREE * fewer:
        return 0.0
    found = np.isin(longer.shingles, shorter.shingles)
    shared = int(found.sum())
    share = shared / shorter.shingles.size
    if shared < COPY_SHINGLES:
        return share if shared >= SHORT_SHARE * longer.shingles.size else 0.0
    if share < (SAME_OUTLET_SHARE if _same_outlet(first, second) else COPY_SHARE):
        return 0.0
    if longer.shingles.size > OPENING_RATIO * shorter.shingles.size:
        return share if _holds_frame(found) else 0.0
    return share


def _same_outlet(first: Sketch, second: Sketch) -> bool:
    return bool(
        first.outlet and second.outlet and first.outlet.casefold() == second.outlet.casefold()
    )


def _holds_frame(found: npt.NDArray[np.bool_]) -> bool:
    """Whether the shared shingles of a longer text hold its opening, or reach from end to end."""
    first, last = np.quantile(np.flatnonzero(found), (0.1, 0.9))
    opening = found[:OPENING_SHINGLES].mean() >= COPY_SHARE
    return bool(opening or last - first >= SPREAD * found.size)


def _retold(first: Sketch, second: Sketch) -> float:
    """Return the share if one tells the other's report in its own words, else 0."""
    both = np.isin(first.shingles, second.shingles).sum()
    if both >= COPY_SHARE * min(first.shingles.size, second.shingles.size):
        # The same words, and yet no copy: an item of a round-up, or a template.
        return 0.0
    figures = len(first.figures & second.figures)
    names = len(first.names & second.names)
    if figures < RETOLD_FIGURES or names < RETOLD_NAMES or figures + names < RETOLD_FACTS:
        return 0.0
    figure_share = figures / min(len(first.figures), len(second.figures))
    name_share = names / min(len(first.names), len(second.names))
    if figure_share < RETOLD_FIGURE_SHARE or name_share < RETOLD_NAME_SHARE:
        return 0.0
    kept = min(
        figures / max(len(first.figures), len(second.figures)),
        names / max(len(first.names), len(second.names)),
    )
    return figure_share if kept >= RETOLD_ADDED else 0.0


def days_between(first: Period | None, second: Period | None) -> int:
    """Return the days between two intervals; 0 if they overlap or one is unknown."""
    if first is None or second is None:
        return 0
    return max(0, (second.first - first.last).days, (first.first - second.last).days)


def _group(sketches: Sequence[Sketch], links: Iterable[Link]) -> list[list[str]]:
    """Return the article ids that hang together, strongest links first, within `STORY_DAYS`."""
    group_of = {sketch.article_id: [sketch.article_id] for sketch in sketches}
    # The latest first day and the earliest last day of a group: the gap that its dates leave open.
    dates: dict[str, tuple[date, date] | None] = {
        sketch.article_id: (sketch.published.first, sketch.published.last)
        if sketch.published
        else None
        for sketch in sketches
    }
    order = sorted(links, key=lambda link: (link.kind, -link.share, link.first, link.second))
    for link in order:
        kept, merged = group_of[link.first], group_of[link.second]
        if kept is merged:
            continue
        one, two = dates[kept[0]], dates[merged[0]]
        both = (max(one[0], two[0]), min(one[1], two[1])) if one and two else one or two
        if both and (both[0] - both[1]).days > STORY_DAYS:
            continue
        kept.extend(merged)
        dates[kept[0]] = both
        for member in merged:
            group_of[member] = kept
    return [group for member, group in group_of.items() if group[0] == member]


def _name_groups(
    groups: Sequence[Sequence[str]], story_ids: Mapping[str, str], taken: AbstractSet[str]
) -> dict[str, Sequence[str]]:
    named: dict[str, Sequence[str]] = {}
    # The larger part of a story that fell apart keeps the name.
    for members in sorted(groups, key=lambda group: (-len(group), min(group))):
        known = [story_ids[member] for member in members if member in story_ids]
        candidates = sorted(set(known), key=lambda name: (-known.count(name), name))
        candidates += [f"s{member}" for member in sorted(members)]
        # Both parts of a story that fell apart may have nothing but its one name.
        spare = (f"s{min(members)}-{number}" for number in count(2))
        free = (
            name for name in chain(candidates, spare) if name not in named and name not in taken
        )
        named[next(free)] = members
    return named


def _cleanest_first(members: Sequence[Sketch]) -> list[Sketch]:
    longest = max(sketch.words for sketch in members)

    def rank(sketch: Sketch) -> tuple[bool, int, date, str]:
        signs = 1000 * sketch.damage / max(sketch.words, 1)
        return (
            sketch.words < longest / 2,
            int(signs / _DAMAGED_PER_1000_WORDS),
            sketch.published.first if sketch.published else date.max,
            sketch.article_id,
        )

    return sorted(members, key=rank)
