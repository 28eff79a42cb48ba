"""The one place where statements ask for a stance."""

from corpus.ratings import Rating
from corpus.stance import judge_stance
from corpus.statement import Stance


def judge(
    text: str, words: str | None, *, start: int | None = None, rating: Rating | None = None
) -> Stance:
    """The stance of `text` towards the subject that it names by `words` from `start`.

    A rating is its own stance; it is given only for the subject that it rates. A subject that only
    the surroundings name (no `words`) is judged by nothing else.
    """
    if rating is not None and rating.to_stance is not None:
        return rating.to_stance
    return "unclear" if words is None else judge_stance(text, words, start=start)
