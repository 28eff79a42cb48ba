"""Streams: batches of texts that go through a model side by side, each stream on a core of its own.

torch would share out every product among its threads and wait for the last of them each time; batches side
by side have nothing to wait for. On two cores 605 passages of news took 5.13 s instead of 5.94 s (four
rounds in turn) and 10.1 s instead of 11.7 s of processor time.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.float32]
Encode = Callable[[list[str]], Rows]
"""Takes texts to one row each; called by several threads at once."""


class Streams:
    """`count` threads that encode. Safe to share between threads, which take turns."""

    def __init__(self, *, batch_texts: int, count: int) -> None:
        self._batch_texts = batch_texts
        self._count = count
        self._turn = threading.Lock()
        self._executor = ThreadPoolExecutor(
            max_workers=self._count, thread_name_prefix="embed", initializer=_use_one_core
        )

    def map_rows(self, encode: Encode, texts: Sequence[str]) -> Rows:
        """Return what `encode` makes of the texts, at least one, in their order.

        Those of about one length go together, the longest first.
        """
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]), reverse=True)
        step = self._batch_texts
        batches = [order[first : first + step] for first in range(0, len(order), step)]
        if self._count == 1 or len(batches) == 1:
            made = [encode([texts[place] for place in batch]) for batch in batches]
        else:
            with self._turn:
                made = list(
                    self._executor.map(encode, [[texts[place] for place in b] for b in batches])
                )
        rows = np.concatenate(made)
        back = np.empty(len(order), dtype=np.intp)
        back[order] = np.arange(len(order))
        return rows[back]


@contextmanager
def one_core() -> Iterator[None]:
    """Keep the products of this thread on one core while the block runs.

    A question's are so small that sharing them out costs more than it saves, and where other work
    runs each waits for a core that has none to spare: 60 questions took 15.9 to 195 ms of processor time
    each on two cores of a busy machine, 4.0 on one.
    """
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def _use_one_core() -> None:
    import torch

    torch.set_num_threads(1)  # of this thread: OpenMP keeps the number for each
