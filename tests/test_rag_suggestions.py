from rag.answers.suggestions import Trials


def test_a_question_is_tried_once_for_each_version_of_the_corpus() -> None:
    trials = Trials()
    asked: list[str] = []

    def ask(said: str, *, answered: bool) -> bool:
        asked.append(said)
        return answered

    assert trials.is_answered(1, "q", lambda: ask("first", answered=True))
    assert trials.is_answered(1, "q", lambda: ask("again", answered=False))
    assert not trials.is_answered(1, ("q", "other filters"), lambda: ask("other", answered=False))
    assert not trials.is_answered(1, ("q", "other filters"), lambda: ask("other", answered=True))
    assert not trials.is_answered(2, "q", lambda: ask("new version", answered=False))
    assert asked == ["first", "other", "new version"]
