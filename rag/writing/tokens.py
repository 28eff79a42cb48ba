"""How many tokens a text is taken for where no server has counted them."""

from collections.abc import Sequence

_BYTES_A_TOKEN = 3
"""English prose has four to five characters a token; reckoned high, as caps are held by it."""


def estimate_tokens(text: str) -> int:
    """Tokens of a text, rather too many than too few for English."""
    return len(text.encode("utf-8", "replace")) // _BYTES_A_TOKEN + 1


def keep_newest(texts: Sequence[str], tokens: int) -> tuple[str, ...]:
    """The last texts, in order and whole, that fit the number of tokens together."""
    kept: list[str] = []
    for text in reversed(texts):
        tokens -= estimate_tokens(text)
        if tokens < 0:
            break
        kept.append(text)
    return tuple(reversed(kept))
