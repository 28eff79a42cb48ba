"""`--config NAME=VALUE`: settings of one run and numbers that its search ranks by, checked before anything is loaded.

A setting may be written as in the environment (`NEWS_EMBEDDING_DTYPE=float32`) or short
(`embedding_dtype=float32`). It holds for this process until the run is over. The numbers are those of
`rag.retrieval.tuning.Tuning`, by name (`fusion=0.5`).
"""

import difflib
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields

from eval.errors import EvalError
from rag.retrieval.tuning import TUNING, Tuning

_NOT_HERE = {"data_dir": "--data-dir DIR or --articles DIR"}
_NUMBERS = frozenset(field.name for field in fields(Tuning))


def parse_config(pairs: Sequence[str]) -> Mapping[str, str]:
    """Return the values by the short name of their setting, or by the number's name.

    Raises:
        EvalError: no `NAME=VALUE`, an unknown name, or one that is given twice.
        RagError: a number is none, or out of range.
    """
    from corpus.settings import PREFIX, setting_rows

    known = [row.name.removeprefix(PREFIX).lower() for row in setting_rows()]
    known += sorted(_NUMBERS)
    config: dict[str, str] = {}
    for pair in pairs:
        written, equals, value = pair.partition("=")
        name = written.strip().upper().removeprefix(PREFIX).lower().replace("-", "_")
        if not equals or not name:
            raise EvalError(f"--config: {pair!r} is not NAME=VALUE, such as {known[1]}=hashing")
        if name in _NOT_HERE:
            raise EvalError(f"--config: {written!r} is set by an option: {_NOT_HERE[name]}")
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
            hint = f"; is {near[0]!r} meant?" if near else ""
            raise EvalError(
                f"--config: there is no setting {written!r}{hint} Those that exist:"
                f" {', '.join(name for name in known if name not in _NOT_HERE)}"
            )
        if name in config:
            raise EvalError(f"--config: {name!r} is given twice")
        config[name] = value.strip()
    read_tuning(config)
    return config


def read_tuning(config: Mapping[str, str]) -> Tuning:
    """Return the numbers a search ranks by: those served, with the configured ones in their place.

    Raises:
        RagError: a number is none, or out of range.
    """
    return TUNING.with_values(f"{name}={config[name]}" for name in config if name in _NUMBERS)


@contextmanager
def hold_config(config: Mapping[str, str]) -> Iterator[None]:
    """Let the settings hold in this process, and no longer; numbers of the search are handed on instead.

    Raises:
        CorpusError: a value is wrong; the message says what was expected.
    """
    from corpus.settings import PREFIX, load_settings

    settings = {name: value for name, value in config.items() if name not in _NUMBERS}
    # As overrides first, so that an empty value is refused and not read as unset.
    load_settings(**settings)
    before = dict(os.environ)
    os.environ.update({PREFIX + name.upper(): value for name, value in settings.items()})
    try:
        yield
    finally:
        for name in settings:
            key = PREFIX + name.upper()
            if key in before:
                os.environ[key] = before[key]
            else:
                os.environ.pop(key, None)
