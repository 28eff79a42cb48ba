"""Media queries as they hold for a reader at an ordinary screen with scripts.

https://www.w3.org/TR/mediaqueries-4/
"""

import re
from functools import lru_cache

from corpus.pages.style_values import VIEWPORT, read_length

_FEATURE = re.compile(r"\(\s*(min-|max-)?(width|height)\s*:\s*([\d.]+[a-z]+)\s*\)")
_RANGE = re.compile(r"\(\s*(width|height)\s*([<>]=?)\s*([\d.]+[a-z]+)\s*\)")
_TRUE_FEATURES = re.compile(
    r"\(\s*(?:orientation\s*:\s*landscape|hover(?:\s*:\s*hover)?|pointer(?:\s*:\s*fine)?|color"
    r"|any-hover(?:\s*:\s*hover)?|any-pointer(?:\s*:\s*fine)?|scripting(?:\s*:\s*enabled)?"
    r"|prefers-color-scheme\s*:\s*light|prefers-reduced-motion\s*:\s*no-preference"
    r"|display-mode\s*:\s*browser|update(?:\s*:\s*fast)?|grid\s*:\s*0)\s*\)"
)


@lru_cache(maxsize=512)
def holds_on_screen(condition: str) -> bool:
    """Whether a media query holds for a reader at an ordinary screen."""
    return any(map(_query_holds, condition.lower()[:2000].split(","))) or not condition.strip()


def _query_holds(query: str) -> bool:
    query = " ".join(query.split())
    negated = query.startswith("not ")
    query = query.removeprefix("not ").removeprefix("only ")
    holds = all(_part_holds(part.strip()) for part in re.split(r"\band\b", query))
    return holds != negated


def _part_holds(part: str) -> bool:
    if part in ("screen", "all", ""):
        return True
    if (feature := _FEATURE.fullmatch(part)) is not None:
        size = VIEWPORT[feature[2] == "height"]
        limit = read_length(feature[3], font_px=16, whole_px=size)
        if limit is None:
            return False
        return size >= limit if feature[1] == "min-" else feature[1] == "max-" and size <= limit
    if (span := _RANGE.fullmatch(part)) is not None:
        size = VIEWPORT[span[1] == "height"]
        limit = read_length(span[3], font_px=16, whole_px=size)
        return limit is not None and (size >= limit if span[2][0] == ">" else size <= limit)
    if part.startswith(("(not ", "not ")):
        return not _part_holds(part.removeprefix("(").removeprefix("not ").removesuffix(")"))
    return _TRUE_FEATURES.fullmatch(part) is not None
