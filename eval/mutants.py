"""Whether the check of sentences refuses a sentence of which one word was turned.

`python -m eval benchmark mutants FOLDER` takes the sentences of the articles, each against itself, and the faithful
retellings of `eval/verify`, each against its span. In every one that is accepted it swaps a number, a firm, a time or
a word for its opposite, or adds or takes away a `not`, one at a time (mutation analysis: DeMillo, Lipton and Sayward,
1978), and counts what is accepted still. Some of the turned sentences mean what they meant before, and some nothing.
"""

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from eval.errors import EvalError
from eval.report import format_table
from eval.verify import LabelledSentence
from rag.checking.checked import CitedSpan

_SHORTEST, _LONGEST = 40, 300
"""Characters of a sentence that is taken."""
_OPPOSITES = """
rose fell|climbed dropped|raised cut|higher lower|above below|more less|most least|bullish bearish|strong weak
upgraded downgraded|overweight underweight|outperform underperform|beat missed|gains losses|profit loss|buy sell
growth decline|inflows outflows|accelerated slowed|widened narrowed|surplus deficit|imports exports|supply demand
cheap expensive|premium discount|dovish hawkish|optimistic pessimistic|positive negative|increase decrease
before after|first last|always never|million billion|long short
"""
_TIMES = """
quarter year|monthly annual|Monday Tuesday|Wednesday Thursday|January March|April June|July August|September October
November December|2023 2024|2025 2026
"""
_FIRMS = ("Barclays", "Citigroup", "UBS", "JPMorgan", "Nomura", "ING", "HSBC", "Goldman Sachs")
_HELPERS = r"\b(?:is|are|was|were|will|has|have|had|can|could|would|should|may|might)\b"
_AFFIRMED = re.compile(rf"{_HELPERS}(?! not\b|n?['’]t)(?! (?:no|never)\b)")
_DENIED = re.compile(rf"{_HELPERS} not\b")
_NUMBER = re.compile(r"(?<![A-Za-z\d.,])\d[\d,.]*\d|(?<![A-Za-z\d.,])\d")
_MARK = re.compile(r" ?\[\d+\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class MutantReport:
    """Of each kind of change, how many sentences were turned by it, and which of them were accepted."""

    sentences: int
    refused: tuple[str, ...]
    """Sentences that were refused as they stand, of which nothing was turned."""
    turned: Mapping[str, int]
    accepted: Mapping[str, tuple[tuple[str, str], ...]]
    """Each with its span."""


def measure_mutants(cases: Iterable[tuple[str, CitedSpan]], *, seed: int = 1) -> MutantReport:
    """Turn each sentence in every way that it allows, and check it against its span."""
    from rag.checking.verify import check_sentence

    chance = random.Random(seed)  # noqa: S311 - which digit is swapped is no secret
    turned: Counter[str] = Counter()
    accepted: dict[str, list[tuple[str, str]]] = {}
    refused: list[str] = []
    count = 0
    for sentence, span in cases:
        count += 1
        if not check_sentence(_cite(sentence, span), [span]).stands:
            refused.append(sentence)
            continue
        for kind, mutant in make_mutants(sentence, chance):
            turned[kind] += 1
            if check_sentence(_cite(mutant, span), [span]).stands:
                accepted.setdefault(kind, []).append((mutant, span.text))
    return MutantReport(
        sentences=count,
        refused=tuple(refused),
        turned=turned,
        accepted={kind: tuple(found) for kind, found in accepted.items()},
    )


def make_mutants(sentence: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """The sentence with one thing turned, for each kind of change that it allows, with the name of the kind."""
    from corpus.names import canonical_firm, load_firms

    number = _NUMBER.search(sentence)
    if number is not None:
        yield "number", _put(sentence, number, _swap_digit(number[0], chance))
    for kind, pairs in (("opposite", _OPPOSITES), ("time", _TIMES)):
        for word, other in _both_ways(pairs):
            match = re.search(rf"\b{word}\b", sentence)
            if match is not None:
                yield kind, _put(sentence, match, other)
    firm = next(iter(load_firms().find(sentence)), None)
    if firm is not None:
        others = [
            name
            for name in _FIRMS
            if canonical_firm(name) != firm.firm.name and name not in sentence
        ]
        yield "firm", sentence[: firm.start] + chance.choice(others) + sentence[firm.end :]
    match = _AFFIRMED.search(sentence)
    if match is not None:
        yield "denial added", f"{sentence[: match.end()]} not{sentence[match.end() :]}"
    match = _DENIED.search(sentence)
    if match is not None:
        yield "denial removed", sentence[: match.end() - len(" not")] + sentence[match.end() :]


@cache
def _both_ways(pairs: str) -> tuple[tuple[str, str], ...]:
    split = [tuple(pair.split()) for pair in pairs.strip().replace("\n", "|").split("|")]
    return tuple((a, b) for one, other in split for a, b in ((one, other), (other, one)))


def _swap_digit(number: str, chance: random.Random) -> str:
    places = [at for at, letter in enumerate(number) if letter.isdigit()]
    at = chance.choice(places)
    others = [d for d in "123456789" if d != number[at]]
    return number[:at] + chance.choice(others) + number[at + 1 :]


def _put(text: str, match: re.Match[str], word: str) -> str:
    return text[: match.start()] + word + text[match.end() :]


def _cite(sentence: str, span: CitedSpan) -> str:
    return f"{sentence.rstrip().removesuffix('.')} {span.mark}."


def list_article_sentences(paths: Sequence[Path]) -> Iterator[tuple[str, CitedSpan]]:
    """Whole sentences of the articles, each with itself as its span.

    Raises:
        CorpusError: a source cannot be read.
        EvalError: there is no article.
    """
    from corpus.sentences import split_sentences
    from eval.extraction import read_articles

    articles = read_articles(paths)
    if not articles:
        raise EvalError(
            f"no article in {', '.join(map(str, paths))}; name files or folders of them"
        )
    for article in articles:
        day = article.published.iso if article.published else None
        for found in split_sentences(article.source_text, article.body):
            text = " ".join(article.source_text[found.start : found.end].split())
            whole = _SHORTEST <= len(text) <= _LONGEST and text[0].isupper() and text.endswith(".")
            if whole and text.count('"') % 2 == 0 and text.count("“") == text.count("”"):
                yield text, CitedSpan(mark="[1]", text=text, published=day)


def list_retellings(rows: Sequence[LabelledSentence]) -> Iterator[tuple[str, CitedSpan]]:
    """The faithful sentences of labelled rows that cite one span."""
    for row in rows:
        if row.verdict == "supported" and len(row.spans) == 1:
            (span,) = row.spans
            yield _MARK.sub("", row.sentence), replace(span, mark="[1]")


def format_mutants(report: MutantReport, *, misses: bool = False) -> str:
    """Return a line for each kind of change; with `misses` also what was accepted, and what was refused as it stood."""
    rows = [
        (kind, str(count), str(len(report.accepted.get(kind, ()))))
        for kind, count in sorted(report.turned.items())
    ]
    whole = sum(report.turned.values())
    rows.append(("all", str(whole), str(sum(map(len, report.accepted.values())))))
    lines = [
        f"{report.sentences} sentences, {len(report.refused)} of them refused as they stand",
        "",
        *format_table(("turned", "sentences", "accepted"), rows),
    ]
    if misses:
        lines += [""] + [f"refused: {sentence}" for sentence in report.refused]
        for kind, found in sorted(report.accepted.items()):
            lines += [f"{kind}: {mutant}\n    {text}" for mutant, text in found]
    return "\n".join(lines)
