"""The model judge: its reply is read or said to be unreadable, and its agreement stands beside it."""

from eval_runs import make_result
from langchain_core.language_models import FakeListChatModel

from eval.agreement import find_agreements, format_agreements
from eval.asking import ask_questions
from eval.citation_quality import Grounds
from eval.judge import Judge, read_opinion, write_case
from eval.questions import Question
from eval.results import Opinion
from rag.records import Answer, AnswerSentence

YES = Opinion(right=True, supported=True, why="")
NO = Opinion(right=False, supported=True, why="")
UNREAD = Opinion(right=None, supported=None, why="no verdict")
ANSWER = Answer(
    question="What?", standalone="What?", sentences=(AnswerSentence(text="Cheap.", marks=()),),
    citations=(), abstained=False, reason=None, notes=("One note.",), as_of=None, hits=(),
    seconds=0.0,
)  # fmt: skip


class Fixed:
    def invoke(self, input: object, /) -> Answer:
        return ANSWER


def test_a_reply_is_read_wherever_its_object_stands() -> None:
    assert read_opinion('{"right": true, "supported": false, "why": "no span"}') == Opinion(
        right=True, supported=False, why="no span"
    )
    fenced = (
        '<think>{"right": false}</think>Here:\n```json\n{"right": true, "supported": true}\n```'
    )
    assert read_opinion(fenced) == YES
    for reply in ("yes", '{"right": "yes", "supported": true}', '{"right": true}', "{", ""):
        found = read_opinion(reply)
        assert (found.right, found.supported) == (None, None)
        assert found.why.startswith("no verdict in the reply")


def test_the_judge_is_asked_and_what_it_raises_is_no_crash() -> None:
    question = Question(
        question_id="q1", kind="view", text="What?", answerable=True, expect=(("cheap", "low"),)
    )
    (outcome,) = ask_questions((question,), Fixed(), Grounds(source_texts={}))
    judge = Judge(FakeListChatModel(responses=['{"right": true, "supported": true}']))
    assert judge(outcome) == YES
    broken = Judge(FakeListChatModel(responses=[]))
    assert broken(outcome).right is None
    assert broken(outcome).why.startswith("no reply: ")
    shown = write_case(question, ANSWER)
    for part in ("What?", "cheap or low", "Cheap.", "One note."):
        assert part in shown


def test_agreement_is_that_worked_out_by_hand() -> None:
    results = (
        make_result("q0", passed=True, opinion=YES),
        make_result("q1", passed=True, opinion=NO),
        make_result("q2", passed=False, opinion=NO),
        make_result("q3", passed=False, opinion=NO),
        make_result("q4", passed=False, opinion=UNREAD),
        make_result("q5", passed=False),
    )
    right, supported = find_agreements(results)
    assert (right.name, right.judged, right.checked, right.unread) == ("right", 0.25, 0.5, 1)
    # Agree on 3 of 4; by chance 0.25 * 0.5 + 0.75 * 0.5 = 0.5; kappa (0.75 - 0.5) / 0.5
    assert (right.agreement.count, right.agreement.agreed, right.agreement.kappa) == (4, 0.75, 0.5)
    assert (supported.judged, supported.checked, supported.agreement.kappa) == (1.0, 1.0, None)
    lines = format_agreements((right, supported))
    assert "judge 25%, checks 50%; agree on 75% of 4, Cohen's kappa 0.50; 1 replies" in lines[2]
    assert find_agreements((make_result("q0", passed=True),)) == ()
    assert format_agreements(()) == []
