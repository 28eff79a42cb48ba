"""Passages of other news among which a benchmark's evidence must still be found.

A search that knows outlet and day would leave out at once what has neither, so each distractor takes both
from an article of the benchmark in turn: they compete under every constraint that a question names. With its
title too they stand for the other passages of that article, which only their own words tell apart.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, cycle, islice
from pathlib import Path

from eval.errors import EvalError
from eval.generated import generate_articles
from eval.multihop import Fact

_CHARACTERS = 450
"""Of a generated one: a single passage."""
_TITLE_CHARACTERS = 80
_NO_END = 1_000_000
"""Generated as they are asked for."""


def make_distractors(
    count: int, texts: Sequence[str], like: Sequence[Fact], *, same_title: bool = False
) -> tuple[Fact, ...]:
    """Return `count` articles of one passage: `texts` first, then generated ones.

    With `same_title` each has the title of the article whose outlet and day it takes.

    Raises:
        EvalError: no article of the benchmark has an outlet to take.
    """
    dated = [one for one in like if one.outlet and one.published]
    if count and not dated:
        raise EvalError("no article of the benchmark names its outlet and day; expected some")
    made = islice(chain(((text[:_TITLE_CHARACTERS], text) for text in texts), _generate()), count)
    return tuple(
        Fact(
            fact_id=f"d{number}",
            title=beside.title if same_title else title,
            text=text,
            outlet=beside.outlet,
            published=beside.published,
            url=None,
        )
        for number, ((title, text), beside) in enumerate(zip(made, cycle(dated), strict=False), 1)
    )


def read_texts(path: Path) -> tuple[str, ...]:
    """Return the lines of a text file, each once, blank ones left out.

    Raises:
        EvalError: the file cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise EvalError(f"{path}: cannot be read as text of one passage a line: {error}") from error
    return tuple(dict.fromkeys(line.strip() for line in lines if line.strip()))


def _generate() -> Iterator[tuple[str, str]]:
    for one in generate_articles(_NO_END, characters=_CHARACTERS):
        yield one.title, one.body
