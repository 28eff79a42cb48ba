"""What is kept of people's judgements, and how much of it."""

from pathlib import Path

import pytest

from corpus.store import Store
from rag import feedback
from rag.errors import QuestionError
from rag.feedback import make_feedback, write_feedback


def test_what_one_person_says_of_answers_is_bounded_and_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def say(question: str, user: str = "ada") -> None:
        said = make_feedback(
            user=user,
            thumb="up",
            comment="c" * 50,
            question=question,
            history=(),
            as_of=None,
            filters={},
            answer="a" * 100,
            abstained=False,
            reason=None,
            sources=(),
        )
        write_feedback(store, said)

    with Store.open(tmp_path) as store:
        monkeypatch.setattr(feedback, "MOST_CHARACTERS_PER_USER", 300)
        say("one?")
        say("two?")
        with pytest.raises(QuestionError, match="2 answers were judged already; remove some"):
            say("three?")
        say("one?")  # judged anew
        say("three?", user="ben")
        monkeypatch.setattr(feedback, "MOST_CHARACTERS_PER_USER", 10_000)
        monkeypatch.setattr(feedback, "MOST_PER_USER", 2)
        with pytest.raises(QuestionError, match="2 answers"):
            say("three?")
