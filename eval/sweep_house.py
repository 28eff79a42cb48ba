"""The numbers that MultiHop-RAG cannot settle, tried on the house's own question sets.

Its articles are single sentences of one quarter, whose questions name their days, so it tells nothing of
the size of passages or of recency. Here are whole articles of two years. The unseen sets are left out.
"""

from collections.abc import Iterator
from pathlib import Path

from eval.files import PROJECT
from eval.source_ranking import SourceReport, open_sources
from rag.index.passages import BUDGET_TOKENS
from rag.retrieval.tuning import TUNING

SETS = ("samples", "samples_check", "styles", "holdout", "views_samples", "views_check")
PASSAGE_TOKENS = (75, BUDGET_TOKENS, 190)
"""190 is the window of the bundled model less the header's share."""
_SHOWN = ("Recall@3", "Recall@10", "MRR@10", "MAP@10")


def list_questions() -> list[Path]:
    """Return the question sets that may be tuned on."""
    return [PROJECT / "eval" / "questions" / f"{name}.jsonl" for name in SETS]


def list_articles() -> list[Path]:
    """Return the folders of articles that ship, without those of the unseen sets."""
    folders = sorted((PROJECT / "eval" / "statements").glob("*articles"))
    kept = [one for one in folders if not one.name.startswith("unseen")]
    return [PROJECT / "corpus" / "samples", *kept]


def sweep_recency(values: tuple[float, ...]) -> Iterator[str]:
    """Give a line for each weight of recency."""
    with open_sources(list_questions(), list_articles()) as search:
        yield _head(len(search.plans))
        for value in values:
            report = search.measure(TUNING.with_values([f"recency={value}"]))
            yield _line("recency", value, report, served=value == TUNING.recency)


def sweep_passage_tokens() -> Iterator[str]:
    """Give a line for each size of passages; the index is made anew for each."""
    for value in PASSAGE_TOKENS:
        with open_sources(list_questions(), list_articles(), passage_tokens=value) as search:
            if value == PASSAGE_TOKENS[0]:
                yield _head(len(search.plans))
            yield _line("passage_tokens", value, search.measure(), served=value == BUDGET_TOKENS)


def _head(questions: int) -> str:
    return f"{questions} questions of the house's sets, by the articles that their answers stand in"


def _line(name: str, value: float, report: SourceReport, *, served: bool) -> str:
    shown = "  ".join(f"{one} {report.means[one].value:.3f}" for one in _SHOWN)
    return f"{'*' if served else ' '} {name:>18} {value:<5g} {shown}"
