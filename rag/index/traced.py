"""The model's forward pass as one operation of torch, for questions.

Python takes its lock back after each of a hundred small operations, and beside a thread that computes it waits
up to 5 ms for it every time: a question took 510 ms to embed beside one busy thread, traced 9 ms, and on an
idle machine 2.7 and 1.9 ms. The numbers are the same.
"""

import logging
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer

Forward = Callable[["torch.Tensor", "torch.Tensor"], "torch.Tensor"]
"""Token ids and attention mask, each of shape (texts, tokens), to vectors of shape (texts, dimension)."""
_LOG = logging.getLogger(__name__)
_PROBES = ("small caps", "What did the bank say about small caps in the third quarter, and why?")
"""Texts of two lengths: a trace that holds the length of its example differs on the other."""


def trace_forward(model: "SentenceTransformer") -> Forward | None:
    """Return the traced forward pass, None where the model cannot be traced or its trace differs from it."""
    import torch

    class Plain(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.steps = torch.nn.ModuleList(model)

        def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
            read = {
                "input_ids": ids,
                "attention_mask": mask,
                "token_type_ids": torch.zeros_like(ids),
            }
            for step in self.steps:
                read = step(read)
            return read["sentence_embedding"]

    plain = Plain().eval()
    probes = [model.preprocess([text]) for text in _PROBES]
    examples = [(probe["input_ids"], probe["attention_mask"]) for probe in probes]
    with _silently(), torch.no_grad():
        try:
            traced: Forward = torch.jit.trace(  # type: ignore[no-untyped-call]
                plain, examples[0], check_trace=False
            )
            # A trace settles its plan over its first calls.
            same = all(
                torch.equal(traced(*one), plain(*one)) for one in (*examples, *examples, *examples)
            )
        except (RuntimeError, TypeError, ValueError) as error:
            _LOG.warning(
                "the model is not traced, so questions asked at once wait longer: %s", error
            )
            return None
    if not same:
        _LOG.warning("the model is not traced, as its trace gives other numbers")
    return traced if same else None


@contextmanager
def _silently() -> Iterator[None]:
    """Without the warnings for who writes models: a trace looks at every attribute, old ones too."""
    log = logging.getLogger("transformers")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        log.setLevel(level)
