"""Doing something again and again: how often, as a person writes it, and the loop itself."""

import random
import re
import time
from collections.abc import Callable

from corpus.errors import CorpusError

SHORTEST_S = 60
JITTER = 0.1
"""Fraction of the interval by which a pause is longer or shorter, so that not all ask at once."""
_INTERVAL = re.compile(r"(\d{1,6})(s|m|h)")
_SECONDS = {"s": 1, "m": 60, "h": 3600}


def read_interval(text: str) -> int:
    """The seconds of an interval such as `15m`.

    Raises:
        CorpusError: it is none, or is shorter than a minute.
    """
    match = _INTERVAL.fullmatch(text.strip().lower())
    if match is None:
        raise CorpusError(f"--every: {text!r} is no interval such as 90s, 15m or 2h")
    seconds = int(match[1]) * _SECONDS[match[2]]
    if seconds < SHORTEST_S:
        raise CorpusError(
            f"--every: {text!r} is too often for other people's servers; the shortest is 1m, and"
            " 15m is usual"
        )
    return seconds


def repeat(
    once: Callable[[], object],
    every_s: int,
    *,
    sleep: Callable[[float], None],
    on_error: Callable[[CorpusError], None],
) -> None:
    """Run `once` every so often and return at Ctrl-C; a run that fails does not end it.

    The interval is from the start of a run to that of the next, which never begins before its end.
    """
    try:
        while True:
            began = time.monotonic()
            try:
                once()
            except CorpusError as error:
                on_error(error)
            wished = every_s * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311
            sleep(max(1.0, wished - (time.monotonic() - began)))
    except KeyboardInterrupt:
        return
