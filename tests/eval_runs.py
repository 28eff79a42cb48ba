"""Runs for the tests of what reads them: a few results whose figures can be worked out by hand."""

from pathlib import Path
from typing import Any

from eval.files import write_json
from eval.measures import Measures
from eval.report import FORMAT
from eval.results import CitedQuote, Result, make_row

QUOTE = "Small firms look cheap."


def make_result(question_id: str, *, passed: bool, **fields: Any) -> Result:
    """A result that passed or failed, of a view that is answerable."""
    measures = Measures(
        facts_found=1.0 if passed else 0.0,
        citation_recall=1.0,
        citation_precision=1.0,
        quotations_exact=None,
        answer_characters=27,
    )
    cited = CitedQuote(
        mark="[1]", source="a.txt", title=None, outlet="Acme News", published="2025-09",
        url=None, quote=QUOTE, start=0, end=len(QUOTE), article_id="a1",
    )  # fmt: skip
    given = {
        "kind": "view", "question": f"What of {question_id}?", "history": (), "as_of": None,
        "answerable": True, "failures": () if passed else ("has none of 'dear'",),
        "sources_cited": None, "milliseconds": 20.0, "answer": f"{QUOTE} [1]",
        "standalone": "What?", "abstained": False, "reason": None, "citations": (cited,),
        "notes": (), "measures": measures, "score": None, "usage": None, "opinion": None,
    }  # fmt: skip
    return Result(question_id=question_id, passed=passed, **given | fields)


def write_run(path: Path, *results: Result, **fields: Any) -> Path:
    """Write a report as `run` does, as far as it is read back."""
    content = {
        "format": FORMAT,
        "finished": "2025-09-12T10:00:00+00:00",
        "questions": {"path": "set.jsonl", "sha256": "q" * 64},
        "articles": {"path": "news", "count": 1, "sha256": "a" * 64},
        "config": {},
        "settings": {"embedding_model": "hashing"},
        "model": "hashing 1 float32",
        "judge": None,
        "code": {"commit": "c" * 40, "dirty": False, "sha256": "s" * 64},
        "machine": {"cores": 2},
        "rows": [make_row(result) for result in results],
    }
    write_json(path, content | fields)
    return path
