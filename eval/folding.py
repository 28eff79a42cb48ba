"""How long and how much memory folding takes over many generated articles, and for one more.

The articles are made up: sentences of a common stock of phrases, with names and figures drawn for
each; some are reprinted by another outlet, and one outlet ends all of its own with one disclaimer.
"""

import random
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.article import Period, Range
from corpus.extraction import ParsedArticle
from corpus.store import Store
from corpus.stories.folding import fold_store

COPY_FRACTION = 0.05
_BATCH = 200
_DAYS = 730
_FIRST = date(2030, 1, 1)
_OUTLETS = tuple(f"Outlet {number}" for number in range(40))
_DISCLAIMER = (
    "This text is for information only and is no advice to buy or to sell anything. Past results"
    " say nothing about those to come, and whoever invests may lose all of it. The author may hold"
    " what is named here. Figures come from the companies and from exchanges, may be late and are"
    " given without warranty of any kind by this publication or its partners."
)
_OPENINGS = (
    "Shares of {firm} {moved} {percent}% on {day} after the company said that",
    "{firm} expects {money} this year because",
    "According to {person} of {firm},",
    "The index closed at {points} points, {percent}% {way} than the day before, as",
    "In a note to clients {person} wrote that",
    "Analysts at {firm} see {percent}% more in the coming quarter, since",
)
_SYLLABLES = ("ba", "cor", "del", "fen", "gar", "hol", "kin", "lum", "mar", "nor", "pel", "ros")
_WORDS = tuple(a + b + c for a in _SYLLABLES for b in _SYLLABLES for c in ("", "ta", "ren", "sig"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What folding cost; times in seconds of the processor, memory in MB."""

    articles: int
    put_s: float
    fold_s: float
    again_s: float
    """A fold with nothing to do."""
    one_put_s: float
    one_fold_s: float
    """Of one more article, the median of 21."""
    stories: int
    """Of all articles, those added one by one included."""
    copies: int
    """Articles that were made as copies of another."""
    joined: int
    """Articles that became a part of another's story, or a version of another."""
    peak_mb: float
    """Of the whole process, from its start."""
    store_mb: float


def generate_articles(count: int, *, seed: int = 1) -> Iterator[ParsedArticle]:
    """Yield `count` articles; `COPY_FRACTION` of them reprint an earlier one."""
    draw = random.Random(seed)  # noqa: S311
    kept: list[tuple[str, str, int]] = []
    for number in range(count):
        day = number * _DAYS // max(count, 1)
        if kept and draw.random() < COPY_FRACTION:
            title, text, printed = draw.choice(kept[-200:])
            day = printed + draw.randint(0, 2)
            outlet = draw.choice(_OUTLETS)
            sentences = text.split("\n")
            text = "\n".join([_sentence(draw), *sentences[1:-1]])
        else:
            title = f"{_name(draw)} and {_name(draw)}: {draw.choice(_WORDS)}"
            outlet = draw.choice(_OUTLETS)
            text = "\n".join(_sentence(draw) for _ in range(draw.randint(6, 40)))
            kept.append((title, text, day))
            del kept[:-400]
        if outlet == _OUTLETS[0]:
            text += "\n" + _DISCLAIMER
        yield _parsed(title, outlet, _FIRST + timedelta(day), text)


def measure_folding(count: int) -> Measured:
    """Return what putting and folding `count` articles costs, and one more after them."""
    with TemporaryDirectory() as folder, Store.open(Path(folder)) as store:
        started = time.process_time()
        titles = set()
        numbered = enumerate(generate_articles(count))
        while batch := list(islice(numbered, _BATCH)):
            # Many to a transaction, and time of the processor: not the disk is measured here.
            with store.write():
                for number, parsed in batch:
                    titles.add(parsed.title)
                    store.put_article(f"k{number}", parsed, lambda _: ())
        put_s = time.process_time() - started
        fold_s = _timed(store)
        again_s = _timed(store)
        puts, folds = [], []
        for number, parsed in enumerate(generate_articles(21, seed=2)):
            started = time.process_time()
            store.put_article(f"more{number}", parsed, lambda _: ())
            puts.append(time.process_time() - started)
            folds.append(_timed(store))
        stories = store.stats().stories
        return Measured(
            articles=count,
            put_s=put_s,
            fold_s=fold_s,
            again_s=again_s,
            one_put_s=sorted(puts)[10],
            one_fold_s=sorted(folds)[10],
            stories=stories,
            copies=count - len(titles),
            joined=count + len(folds) - stories,
            peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            store_mb=store.path.stat().st_size / 1e6,
        )


def format_measured(measured: Measured) -> Iterator[str]:
    """Yield the lines of the report."""
    each = 1000 * measured.put_s / max(measured.articles, 1)
    yield (
        f"{measured.articles} articles put in {measured.put_s:.1f} s of the processor, {each:.2f} ms"
        " each"
    )
    yield f"folded in {measured.fold_s:.1f} s; with nothing to do in {measured.again_s:.3f} s"
    yield (
        f"one more: put in {1000 * measured.one_put_s:.1f} ms, folded in"
        f" {1000 * measured.one_fold_s:.1f} ms"
    )
    yield (
        f"{measured.stories} stories; {measured.copies} articles were made as copies and"
        f" {measured.joined} joined another's story"
    )
    yield f"peak memory {measured.peak_mb:.0f} MB, store {measured.store_mb:.0f} MB"


def _timed(store: Store) -> float:
    started = time.process_time()
    fold_store(store)
    return time.process_time() - started


def _parsed(title: str, outlet: str, day: date, text: str) -> ParsedArticle:
    return ParsedArticle(
        title=title,
        title_origin="given",
        outlet=outlet,
        outlet_origin="given",
        authors=(),
        published=Period(first=day, last=day),
        published_origin="given",
        published_at=None,
        url=None,
        language="en",
        source_text=text,
        body=(Range(start=0, end=len(text)),),
    )


def _sentence(draw: random.Random) -> str:
    opening = draw.choice(_OPENINGS).format(
        firm=_name(draw),
        person=_name(draw),
        moved=draw.choice(("rose", "fell")),
        way=draw.choice(("higher", "lower")),
        percent=round(draw.uniform(0.1, 12), 1),
        points=f"{draw.uniform(900, 9000):,.1f}",
        money=f"${draw.randint(2, 90)} million",
        day=draw.choice(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")),
    )
    # A few words are most of any text.
    words = (_WORDS[int(draw.paretovariate(0.7)) % len(_WORDS)] for _ in range(draw.randint(8, 16)))
    return f"{opening} {' '.join(words)}."


def _name(draw: random.Random) -> str:
    return f"{_WORDS[int(draw.paretovariate(0.9)) % 400].title()} {draw.choice(_WORDS).title()}"
