"""Whether two names mean one firm."""

from corpus.names import canonical_firm

_SHARED = ("treasury", "the treasury")
"""Names that bodies of several countries go by, whichever the table gives them to."""


def same_firm(first: str | None, second: str | None) -> bool:
    """Whether they do: by the table of firms, else one is a whole part of the other."""
    if first is None or second is None:
        return False
    known_first, known_second = (
        None if name.lower() in _SHARED else canonical_firm(name) for name in (first, second)
    )
    if known_first is not None and known_second is not None:
        return known_first == known_second
    one, other = (
        f" {' '.join(name.lower().replace(chr(8217), chr(39)).split())} "
        for name in (first, second)
    )
    return one in other or other in one
