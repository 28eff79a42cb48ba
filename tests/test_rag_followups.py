"""A follow-up takes over from the earlier questions what it leaves out, and nothing else."""

from datetime import date

import pytest
from test_rag_planner import LEXICON, TODAY

from corpus.article import Period
from rag.planning.planner import make_plan
from rag.records import Plan

VIEW = "What does Morgan Stanley think about small caps?"
SMALL_CAPS = ("small", "cap")


def ask(*questions: str) -> Plan:
    """The plan for the last question, the others being its history."""
    *history, question = questions
    return make_plan(question, history, LEXICON, as_of=None, today=TODAY)


def who(plan: Plan) -> list[str]:
    return [speaker.name for speaker in plan.speakers]


@pytest.mark.parametrize(
    "followup",
    [
        "and Barclays?",
        "And Barclays?",
        "And Barclays",
        "what about Barclays?",
        "How about Barclays?",
        "Barclays?",
        "ok, and Barclays?",
        "Thanks. And Barclays?",
        "And what does Barclays think?",
    ],
)
def test_another_firm_takes_over_the_subject(followup: str) -> None:
    plan = ask(VIEW, followup)
    assert (who(plan), plan.subjects, plan.kind) == (["Barclays"], SMALL_CAPS, "view")


def test_the_question_is_written_out_so_that_it_stands_alone() -> None:
    assert ask(VIEW, "and Barclays?").standalone == "What does Barclays think about small caps?"


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("What does MS think about oil?", "What does Barclays think about oil?"),
        ("What's Morgan Stanley's view on oil?", "What's Barclays's view on oil?"),
        (
            "What does Morgan Stanley's Michael Wilson think about oil?",
            "What does Barclays think about oil?",
        ),
        (
            "What does Michael Wilson of Morgan Stanley think about oil?",
            "What does Barclays think about oil?",
        ),
        ("Who is bullish on oil?", "What does Barclays say about oil?"),
    ],
)
def test_the_name_is_replaced_as_the_earlier_question_wrote_it(first: str, expected: str) -> None:
    plan = ask(first, "and Barclays?")
    assert plan.standalone == expected
    assert who(plan) == ["Barclays"]


def test_a_firm_that_no_article_quotes_is_asked_about_too() -> None:
    for name in ("JPMorgan", "Blueharbour Capital"):
        plan = ask(VIEW, f"and {name}?")
        assert (who(plan), plan.subjects) == ([name], SMALL_CAPS)


def test_a_person_takes_over_the_subject() -> None:
    plan = ask(VIEW, "and Ada Smith?")
    assert (who(plan), plan.subjects) == (["Ada Smith"], SMALL_CAPS)


@pytest.mark.parametrize(
    "followup", ["And oil?", "what about oil?", "And about oil?", "about oil?"]
)
def test_another_subject_keeps_the_speaker(followup: str) -> None:
    plan = ask(VIEW, followup)
    assert (who(plan), plan.subjects) == (["Morgan Stanley"], ("oil",))
    assert plan.standalone == "What does Morgan Stanley think about oil?"


@pytest.mark.parametrize(
    ("followup", "period"),
    [
        ("and in July 2024?", (date(2024, 7, 1), date(2024, 7, 31))),
        ("in July 2024?", (date(2024, 7, 1), date(2024, 7, 31))),
        ("What about 2024?", (date(2024, 1, 1), date(2024, 12, 31))),
        ("And last year?", (date(2024, 1, 1), date(2024, 12, 31))),
    ],
)
def test_another_period_keeps_speaker_and_subject(followup: str, period: tuple[date, date]) -> None:
    for first in (VIEW, f"{VIEW[:-1]} in September 2025?"):
        plan = ask(first, followup)
        assert plan.period == Period(first=period[0], last=period[1])
        assert (who(plan), plan.subjects) == (["Morgan Stanley"], SMALL_CAPS)


def test_follow_ups_chain() -> None:
    plan = ask(VIEW, "and Barclays?", "and about oil?", "and in July 2024?")
    assert plan.standalone == "What does Barclays think about oil in July 2024?"


@pytest.mark.parametrize("followup", ["and the Nasdaq?", "What about the Nasdaq?"])
def test_another_index_keeps_what_is_measured_and_when(followup: str) -> None:
    plan = ask("How much did the Russell 2000 rise on 18 September 2025?", followup)
    assert plan.names == ("Nasdaq",)
    assert plan.subjects == ("nasdaq", "rise")
    assert plan.period == Period(first=date(2025, 9, 18), last=date(2025, 9, 18))
    assert plan.wants_number


def test_that_day_is_the_day_of_the_earlier_question() -> None:
    plan = ask("What did oil do on 17 September 2025?", "How much did the Nasdaq rise that day?")
    assert plan.period == Period(first=date(2025, 9, 17), last=date(2025, 9, 17))
    assert plan.subjects == ("nasdaq", "rise")


@pytest.mark.parametrize(
    ("first", "followup", "standalone"),
    [
        (
            "What does Michael Wilson think about oil?",
            "What does he say about rates?",
            "What does Michael Wilson say about rates?",
        ),
        (
            "What does Ada Smith think about oil?",
            "What is her view on rates?",
            "What is Ada Smith's view on rates?",
        ),
        (VIEW, "What are its forecasts for oil?", "What are Morgan Stanley's forecasts for oil?"),
        (VIEW, "What did the bank say about oil?", "What did Morgan Stanley say about oil?"),
        (
            "Compare Barclays and Morgan Stanley on oil.",
            "Are they both bullish on rates?",
            "Are Barclays and Morgan Stanley bullish on rates?",
        ),
    ],
)
def test_a_pronoun_means_whom_the_earlier_question_asked_about(
    first: str, followup: str, standalone: str
) -> None:
    assert ask(first, followup).standalone == standalone


def test_why_goes_on_with_the_whole_question() -> None:
    plan = ask(VIEW, "Why?")
    assert (who(plan), plan.subjects) == (["Morgan Stanley"], SMALL_CAPS)


def test_who_disagrees_asks_everybody_about_the_same_subject() -> None:
    plan = ask(VIEW, "Who disagrees?")
    assert (plan.kind, plan.speakers, plan.subjects) == ("who", (), SMALL_CAPS)


def test_the_other_side_of_the_same_subject() -> None:
    plan = ask("Who is bullish on small caps?", "and who is cautious?")
    assert (plan.kind, plan.stance, plan.subjects) == ("who", "negative", SMALL_CAPS)


def test_a_question_that_stands_alone_takes_nothing_over() -> None:
    plan = ask(VIEW, "How much did oil fall?")
    assert (plan.standalone, plan.context, plan.speakers) == ("How much did oil fall?", (), ())


def test_a_follow_up_without_a_history_is_read_as_it_stands() -> None:
    assert ask("and Barclays?").standalone == "and Barclays?"
    assert who(ask("and Barclays?")) == ["Barclays"]


def test_a_follow_up_to_a_question_without_a_subject_breaks_nothing() -> None:
    assert who(ask("What did Barclays say?", "and Citi?")) == ["Citi"]
    assert ask("?", "and?").standalone
