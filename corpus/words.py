"""Word lists as they are written in the tables of vocabulary: words with spaces between."""


def words(spaced: str) -> tuple[str, ...]:
    """The words of a text, split at white space."""
    return tuple(spaced.split())


def phrases(listed: str) -> frozenset[str]:
    """The phrases of a text, split at semicolons, with single spaces."""
    return frozenset(" ".join(phrase.split()) for phrase in listed.split(";"))
