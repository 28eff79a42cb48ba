"""The one place where statements ask for a stance."""

from corpus.ratings import Rating
from corpus.statement import Stance


def judge(text: str, subject: str, *, start: int | None, rating: Rating | None) -> Stance:
    """The stance of `text` towards `subject`, words of it from `start`; a rating is its own stance.

    `rating` is given only for the subject that it rates. Other words are not certain enough yet.
    """
    if rating is not None and rating.to_stance is not None:
        return rating.to_stance
    return _judge_words(text, subject, start)


def _judge_words(text: str, subject: str, start: int | None) -> Stance:
    """What `corpus.stance` reads of the words; unclear until it reads any."""
    del text, subject, start
    return "unclear"
