"""Which article a person means by what they typed."""

import difflib
from collections.abc import Mapping

from corpus.errors import CorpusError

_LISTED = 5
"""So many candidates are listed in a message."""


def find_article(ref: str, sources: Mapping[str, str]) -> str:
    """Return the id that `ref` names, given the source of each article id.

    A whole id wins over a source, a source over the last part of one, that over the beginning of
    an id, and that over the beginning of the last part of a source.

    Raises:
        CorpusError: no article is meant, or several.
    """
    wanted = ref.strip()
    if wanted in sources:
        return wanted
    for matching in (
        [known for known, source in sources.items() if source == wanted],
        [known for known, source in sources.items() if _last_part(source) == wanted],
        [known for known in sources if wanted and known.startswith(wanted.lower())],
        [
            known
            for known, name in sources.items()
            if wanted and _last_part(name).startswith(wanted)
        ],
    ):
        if len(matching) == 1:
            return matching[0]
        if matching:
            raise CorpusError(
                f"{ref!r} means {len(matching)} articles: {_listed(matching, sources)}; name one by"
                " its id"
            )
    if not sources:
        raise CorpusError(
            f"there is no article {ref!r}: the store is empty; add some with: python -m corpus add"
            " PATH..."
        )
    near = _near(wanted, sources)
    hint = f"near it: {_listed(near, sources)}; " if near else ""
    raise CorpusError(f"there is no article {ref!r}; {hint}see all with: python -m corpus list")


def _near(wanted: str, sources: Mapping[str, str]) -> list[str]:
    names: dict[str, str] = {}
    for known, source in sources.items():
        for name in (known, source, _last_part(source)):
            names.setdefault(name.lower(), known)
    close = difflib.get_close_matches(wanted.lower(), names, n=_LISTED, cutoff=0.6)
    inside = [name for name in names if len(wanted) > 2 and wanted.lower() in name]
    return list(dict.fromkeys(names[name] for name in close + inside))[:_LISTED]


def _last_part(source: str) -> str:
    return source.rstrip("/").replace("\\", "/").rpartition("/")[2]


def _listed(article_ids: list[str], sources: Mapping[str, str]) -> str:
    shown = ", ".join(f"{known} ({sources[known]})" for known in article_ids[:_LISTED])
    more = len(article_ids) - _LISTED
    return f"{shown} and {more} more" if more > 0 else shown
