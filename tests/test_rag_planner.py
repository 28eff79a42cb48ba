"""What a question asks: its speakers, subjects, period, outlets and kind."""

from datetime import UTC, date, datetime

import pytest

from corpus.article import Article, Period, Range
from corpus.statement import Statement
from rag.planning.lexicon import Lexicon
from rag.planning.planner import make_plan
from rag.records import Plan
from rag.terms import find_terms, match_strength

TODAY = date(2025, 10, 1)
DAY = Period(first=date(2025, 9, 1), last=date(2025, 9, 1))


def _article(article_id: str, outlet: str, text: str) -> Article:
    return Article(
        article_id=article_id,
        version=1,
        source=f"{article_id}.txt",
        title=None,
        title_origin="unknown",
        outlet=outlet,
        outlet_origin="given",
        authors=(),
        published=DAY,
        published_origin="given",
        published_at=None,
        url=None,
        language="en",
        source_text=text,
        body=(Range(start=0, end=len(text)),),
        added_at=datetime(2025, 9, 1, tzinfo=UTC),
    )


def _statement(firm: str | None, *persons: str) -> Statement:
    return Statement(
        article_id="one",
        version=1,
        start=0,
        end=10,
        persons=persons,
        firm=firm,
        role=None,
        cue="said",
        direct=False,
        date=DAY,
    )


LEXICON = Lexicon(
    [
        _article(
            "one", "Harbour Gazette", "Small caps rose. The price of a bond fell. Analysts wrote."
        ),
        _article("two", "Market Ledger", "Oil fell, and the banks lost money."),
    ],
    [
        _statement("Morgan Stanley", "Michael Wilson"),
        _statement("Barclays"),
        _statement("Northgate Partners", "Ada Smith"),
        _statement("Delta Research", "John Smith"),
        _statement("Citi", "Tom Price"),
        _statement("Target Corporation"),
        _statement("Federal Reserve", "Jerome Powell"),
    ],
)


def plan(question: str, *, as_of: date | None = None) -> Plan:
    return make_plan(question, (), LEXICON, as_of=as_of, today=TODAY)


def speakers(question: str) -> list[str]:
    return [speaker.name for speaker in plan(question).speakers]


# --- speakers


@pytest.mark.parametrize(
    "question",
    [
        "what does Morgan Stanley think about small caps?",
        "what does morgan stanley think about small caps",
        "WHAT DOES MORGAN STANLEY THINK ABOUT SMALL CAPS?",
        "What does MS think about small caps?",
        "What's Morgan Stanley's view on small caps?",
        "Morgan Stanley small caps",
        "Is Morgan Stanley bullish on small caps?",
        "According to Morgan Stanley, what comes next for small caps?",
        "Why is Morgan Stanley cautious on small caps?",
    ],
)
def test_a_bank_is_the_speaker_however_the_question_is_put(question: str) -> None:
    asked = plan(question)
    assert [(s.firm, s.person) for s in asked.speakers] == [("Morgan Stanley", None)]
    assert set(asked.subjects) >= {"small", "cap"}
    assert asked.names == ()
    assert asked.kind == "view"


def test_the_subject_is_what_is_left_without_the_words_that_only_ask() -> None:
    assert plan("What's Barclays' view on small caps?").subjects == ("small", "cap")
    assert plan("What's Barclays' view on small caps?").about == "small caps"


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("What does Barclays say about interest rates?", "rate"),
        ("What does Barclays think about banks?", "bank"),
        ("Does Barclays like European banks?", "bank"),
    ],
)
def test_rates_and_banks_can_be_what_is_asked_about(question: str, subject: str) -> None:
    assert subject in plan(question).subjects


def test_a_person_carries_the_firm_that_the_articles_give() -> None:
    (speaker,) = plan("What did Michael Wilson say about rates?").speakers
    assert (speaker.person, speaker.firm) == ("Michael Wilson", "Morgan Stanley")


def test_a_person_named_with_the_firm_is_one_speaker() -> None:
    assert speakers("What did Michael Wilson of Morgan Stanley say?") == ["Michael Wilson"]
    assert speakers("What's Morgan Stanley's Michael Wilson saying?") == ["Michael Wilson"]


def test_a_surname_alone_means_the_person() -> None:
    assert speakers("What did Wilson say about small caps?") == ["Michael Wilson"]
    assert speakers("what did powell say about rates?") == ["Jerome Powell"]


def test_a_surname_that_two_people_share_means_both() -> None:
    assert speakers("What did Smith say about bonds?") == ["Ada Smith", "John Smith"]


def test_a_full_name_means_one_of_two_namesakes() -> None:
    assert speakers("What did John Smith say about bonds?") == ["John Smith"]


def test_a_short_given_name_is_the_same_person() -> None:
    asked = plan("What does Mike Wilson think about small caps?")
    assert [s.name for s in asked.speakers] == ["Michael Wilson"]
    assert asked.subjects == ("small", "cap")


@pytest.mark.parametrize("given", ["Mark", "Laura"])
def test_another_given_name_is_another_person(given: str) -> None:
    (speaker,) = plan(f"What does {given} Wilson think about small caps?").speakers
    assert (speaker.name, speaker.firm) == (f"{given} Wilson", None)


@pytest.mark.parametrize(
    "question",
    [
        "How far did the price of oil fall?",
        "What does Barclays say about the bond price?",
        "What is the price target?",
        "What target does Barclays have for the index?",
    ],
)
def test_an_ordinary_word_is_no_speaker_because_somebody_bears_its_name(question: str) -> None:
    assert set(speakers(question)) <= {"Barclays"}


def test_two_firms_are_both_speakers() -> None:
    asked = plan("Do Morgan Stanley and Barclays agree about small caps?")
    assert [s.firm for s in asked.speakers] == ["Morgan Stanley", "Barclays"]
    assert asked.kind == "compare"
    assert asked.subjects == ("small", "cap")


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("What does Morgan Stanley think about Tesla?", "Tesla"),
        ("What does Barclays think of Tesla?", "Tesla"),
        ("What does Barclays think of Morgan Stanley?", "Morgan Stanley"),
        ("What is Barclays' price target for Tesla?", "Tesla"),
    ],
)
def test_a_firm_that_somebody_thinks_about_is_a_topic(question: str, topic: str) -> None:
    asked = plan(question)
    assert len(asked.speakers) == 1
    assert asked.names == (topic,)


@pytest.mark.parametrize(
    "question",
    [
        "What did the S&P 500 do?",
        "How far did the Russell 2000 rise?",
        "Where did the Dow Jones Industrial Average close?",
        "How much did Tesla shares fall?",
        "How much did Barclays shares fall?",
        "How much did Barclays' profit rise?",
    ],
)
def test_what_is_measured_does_not_speak(question: str) -> None:
    asked = plan(question)
    assert asked.speakers == ()
    assert asked.names != ()
    assert asked.kind == "fact"


@pytest.mark.parametrize(
    "question",
    [
        "What does Blueharbour Capital think about small caps?",
        "what does blueharbour capital think about small caps?",
        "Is Blueharbour Capital bullish on small caps?",
        "Blueharbour Capital's view on small caps?",
        "According to Blueharbour Capital, are small caps rising?",
        "What does JPMorgan think about small caps?",
        "what does jpmorgan think about small caps?",
    ],
)
def test_a_house_that_no_article_quotes_is_still_whom_the_question_asks_about(
    question: str,
) -> None:
    (speaker,) = plan(question).speakers
    assert speaker.name.lower() in ("blueharbour capital", "jpmorgan")


def test_people_in_general_are_no_unknown_speaker() -> None:
    assert plan("What do analysts think about small caps?").kind == "who"
    assert plan("What does Wall Street think about small caps?").speakers == ()


# --- outlets


def test_an_outlet_is_a_constraint_and_no_speaker() -> None:
    asked = plan("What does Harbour Gazette say about small caps?")
    assert (asked.outlets, asked.speakers) == (("Harbour Gazette",), ())
    assert asked.subjects == ("small", "cap")


def test_a_speaker_in_one_outlet() -> None:
    asked = plan("What does Barclays think about small caps according to Market Ledger?")
    assert asked.outlets == ("Market Ledger",)
    assert [s.firm for s in asked.speakers] == ["Barclays"]


# --- periods


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("in July 2024", (2024, 7, 1), (2024, 7, 31)),
        ("in 2024", (2024, 1, 1), (2024, 12, 31)),
        ("on 11 September 2025", (2025, 9, 11), (2025, 9, 11)),
        ("on Thursday 11 September 2025", (2025, 9, 11), (2025, 9, 11)),
        ("on 2025-09-11", (2025, 9, 11), (2025, 9, 11)),
        ("last year", (2024, 1, 1), (2024, 12, 31)),
        ("yesterday", (2025, 9, 30), (2025, 9, 30)),
        ("over the past year", (2024, 10, 1), (2025, 10, 1)),
        ("between July 2024 and September 2025", (2024, 7, 1), (2025, 9, 30)),
        ("from July 2024 to September 2025", (2024, 7, 1), (2025, 9, 30)),
        ("between July and September 2025", (2025, 7, 1), (2025, 9, 30)),
        ("between 1 and 15 September 2025", (2025, 9, 1), (2025, 9, 15)),
        ("since 1 July 2024 but before 1 August 2024", (2024, 7, 1), (2024, 7, 31)),
        ("in July 2024 and in September 2025", (2024, 7, 1), (2025, 9, 30)),
    ],
)
def test_a_period_is_read(
    words: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    asked = plan(f"What did Barclays say about oil {words}?")
    assert asked.period == Period(first=date(*first), last=date(*last))
    assert asked.subjects == ("oil",)


@pytest.mark.parametrize(
    ("words", "inside", "outside"),
    [
        ("since July 2024", date(2024, 7, 1), date(2024, 6, 30)),
        ("after 18 July 2024", date(2024, 7, 19), date(2024, 7, 18)),
        ("before July 2024", date(2024, 6, 30), date(2024, 7, 1)),
        ("until July 2024", date(2024, 7, 31), date(2024, 8, 1)),
    ],
)
def test_an_open_period_ends_where_it_says(words: str, inside: date, outside: date) -> None:
    period = plan(f"What did Barclays say about oil {words}?").period
    assert period is not None
    assert period.overlaps(Period(first=inside, last=inside))
    assert not period.overlaps(Period(first=outside, last=outside))


@pytest.mark.parametrize(
    "words", ["after 31 December 2100", "since 1 January 9999", "before 1 January 1900", "in 0001"]
)
def test_a_far_period_is_read_without_breaking(words: str) -> None:
    assert plan(f"What did Barclays say {words}?").speakers


def test_the_year_of_a_forecast_is_no_time_of_an_article() -> None:
    asked = plan("What does Barclays forecast for 2026?")
    assert asked.period is None
    assert asked.subjects == ("2026",)


def test_some_thursday_is_not_the_last_thursday() -> None:
    last = Period(first=date(2025, 9, 4), last=date(2025, 9, 4))
    near = make_plan(
        "What did oil do on Thursday?", (), LEXICON, as_of=None, today=date(2025, 9, 5)
    )
    assert near.period == last
    assert plan("What did oil do on the Thursday after the vote?").period is None


def test_as_of_in_the_question_is_an_as_of_date() -> None:
    asked = plan("As of July 2024, what did Barclays think about small caps?")
    assert (asked.as_of, asked.period) == (date(2024, 7, 31), None)


def test_the_earlier_of_two_as_of_dates_holds() -> None:
    question = "What did Barclays think as of 18 September 2025?"
    assert plan(question, as_of=date(2025, 9, 1)).as_of == date(2025, 9, 1)
    assert plan(question, as_of=date(2025, 12, 1)).as_of == date(2025, 9, 18)


def test_relative_words_count_from_the_as_of_date() -> None:
    asked = plan("What did Barclays say last year?", as_of=date(2020, 3, 1))
    assert asked.period == Period(first=date(2019, 1, 1), last=date(2019, 12, 31))


# --- kinds


@pytest.mark.parametrize(
    ("question", "kind", "stance"),
    [
        ("Who is bullish on small caps?", "who", "positive"),
        ("Which analysts are cautious about small caps?", "who", "negative"),
        ("Who expects small caps to rise?", "who", None),
        ("Has Barclays changed its view on oil?", "change", None),
        ("How many outlets carried the story about oil?", "count", None),
        ("How much did oil fall?", "fact", None),
        ("Compare Barclays and Citi on oil.", "compare", None),
        ("What does Barclays say about oil?", "view", None),
    ],
)
def test_the_kind_of_a_question(question: str, kind: str, stance: str | None) -> None:
    asked = plan(question)
    assert (asked.kind, asked.stance) == (kind, stance)


def test_a_number_is_wanted_where_the_question_asks_how_much() -> None:
    assert plan("How much did oil fall?").wants_number
    assert not plan("Why did oil fall?").wants_number
    assert not plan("How many outlets carried the story about oil?").wants_number


@pytest.mark.parametrize(
    ("question", "premise"),
    [
        ("Why did Morgan Stanley downgrade small caps?", "downgrade"),
        ("Why did the Fed raise rates?", "raise"),
        ("Why did small caps fall?", "fall"),
        ("Why did Tesla shares fall?", "fall"),
        ("Did small caps fall?", None),
        ("Why is Barclays cautious on small caps?", None),
    ],
)
def test_what_a_question_takes_for_granted(question: str, premise: str | None) -> None:
    assert plan(question).premise == premise


# --- odd input


def test_what_asks_for_both_times_is_no_subject_and_the_same_words_elsewhere_are() -> None:
    asked = plan("Barclays copper target old and new")
    assert (asked.kind, asked.subjects) == ("change", ("copper", "target"))
    assert "new" in plan("How many new home sales are expected?").subjects
    assert plan("What did Barclays say about copper before and after the election?").kind == "view"


def test_of_two_names_as_near_to_a_mistyped_one_the_same_is_meant_each_time() -> None:
    known = Lexicon([], [_statement("Harrisonn"), _statement("Harrisons")])
    assert known.find_mistyped("harrison") == "harrisonn"


@pytest.mark.parametrize("question", ["?", "!!!", "the", "and?", "a" * 2_000, "🙂 🙂", "İstanbul?"])
def test_odd_questions_have_a_plan(question: str) -> None:
    assert plan(question).standalone


def test_what_is_told_before_the_question_only_helps_to_rank() -> None:
    asked = plan("Oil fell hard. What does Barclays say about small caps?")
    assert asked.subjects == ("small", "cap")
    assert "oil" in asked.context


def test_an_empty_corpus_can_be_asked() -> None:
    asked = make_plan("What does Citi think?", (), Lexicon([], []), as_of=None, today=TODAY)
    assert [s.name for s in asked.speakers] == ["Citi"]


def _plan(question: str) -> Plan:
    return make_plan(question, (), LEXICON, as_of=None, today=TODAY)


def test_a_first_word_that_is_no_name_need_not_stand_in_the_evidence() -> None:
    assert _plan("Closing level of the Kestrel 900?").names == ("Kestrel 900",)


def test_a_nationality_is_no_name_but_a_subject_that_its_country_meets() -> None:
    plan = _plan("How did European banks fare?")
    assert plan.names == ()
    assert match_strength("european", frozenset(find_terms("Europe's banks"))) > 0


def test_a_quarter_without_its_year_is_no_name() -> None:
    assert _plan("What did Tesla earn in Q1?").names == ("Tesla",)


def test_initials_do_not_end_a_sentence() -> None:
    assert [s.name for s in _plan("What happened to D.A. Davidson's rating?").speakers] == [
        "D.A. Davidson"
    ]


@pytest.mark.parametrize(
    ("question", "firms"),
    [
        ("Where does Barclays see the S&P?", ["Barclays"]),
        ("What does S&P Global expect?", ["S&P Global"]),
    ],
)
def test_the_sp_is_the_index(question: str, firms: list[str]) -> None:
    assert [s.firm for s in _plan(question).speakers] == firms


def test_the_month_of_an_event_to_come_is_no_time_of_articles() -> None:
    plan = _plan("Will the central bank cut rates in December?")
    assert plan.period is None
    assert "decemb" in plan.subjects
    assert _plan("Did the central bank cut rates in September?").period is not None


def test_who_is_for_and_who_against_asks_for_neither_alone() -> None:
    assert _plan("Which banks are bullish on oil and which are bearish?").stance is None
    assert _plan("Which banks are bullish on oil?").stance == "positive"


# --- names that are asked about, not asked


@pytest.mark.parametrize(
    ("question", "asked", "named"),
    [
        ("Is Barclays convinced by Citi's numbers?", ["Barclays"], "Citi"),
        ("barclays view on Citi", ["Barclays"], "Citi"),
        ("Barclays Citi call", ["Barclays"], "Citi"),
        ("What are analysts saying about Citi?", [], "Citi"),
        ("Who is warning about plant closures at Barclays?", [], "Barclays"),
    ],
)
def test_a_firm_behind_the_one_that_is_asked_is_its_topic(
    question: str, asked: list[str], named: str
) -> None:
    assert speakers(question) == asked
    assert any(named in name for name in plan(question).names)


@pytest.mark.parametrize(
    "question",
    [
        "What do analysts at Barclays think about oil?",
        "the oil forecast by Barclays",
        "What is the view of Barclays on oil?",
    ],
)
def test_a_firm_behind_a_role_or_a_view_speaks(question: str) -> None:
    assert speakers(question) == ["Barclays"]


def test_the_index_of_a_target_is_no_speaker() -> None:
    assert speakers("How has Michael Wilson's S&P target moved?") == ["Michael Wilson"]
    assert speakers("What does S&P say about debt?") == ["S&P Global"]


def test_years_and_quarters_are_no_part_of_a_name() -> None:
    assert plan("Q4 Brent forecast of Barclays").names == ("Brent",)
    assert speakers("Citi 2026 oil forecast") == ["Citi"]


def test_an_abbreviation_of_a_subject_is_met_by_the_subject_written_out() -> None:
    assert "CPI" not in plan("ECB staff CPI projection for 2026?").names
    assert plan("All-time high in oil?").names == ()


def test_two_surnames_in_small_letters_speak_and_a_pair_of_words_does_not() -> None:
    assert speakers("wilson and powell on rates, do they agree?") == [
        "Michael Wilson",
        "Jerome Powell",
    ]
    assert speakers("price and yield of a bond") == []
    assert speakers("yield and price on gilts") == []


# --- times of events, of figures, of seasons


@pytest.mark.parametrize(
    ("question", "period"),
    [
        ("What did Barclays say in the summer of 2024?", "2024-06-01/2024-08-31"),
        ("What did Barclays say in winter 2024?", "2024-12-01/2025-02-28"),
        ("What did Barclays say in the week of 1 September 2025?", "2025-09-01/2025-09-07"),
        ("What did Barclays say between December and early April?", "2024-12-01/2025-04-10"),
        ("What does Barclays expect after the September 2025 meeting?", "2025-09-01/2100-12-31"),
        ("What did Barclays say before the July 2025 rally?", "1900-01-01/2025-07-31"),
        ("Has Barclays changed its mind since July 2024 regarding oil?", "2024-07-01/2100-12-31"),
        ("What does Barclays say about spring wheat?", None),
        ("What does Barclays say about winter demand for gas?", None),
        ("What did Barclays say last winter about gas?", "2024-12-01/2025-02-28"),
        ("What did Barclays say after September 2025?", "2025-10-01/2100-12-31"),
        ("What does Barclays say about the 2026 deficit?", None),
        ("What growth does Barclays expect in 2026?", None),
        ("What did Barclays write in 2024?", "2024"),
    ],
)
def test_a_period_is_when_it_was_said_not_when_it_happens(
    question: str, period: str | None
) -> None:
    found = plan(question).period
    assert (found.iso if found else None) == period


def test_an_open_end_stays_open_where_the_year_is_the_articles() -> None:
    asked = make_plan(
        "What has Barclays said since September's cut?", (), LEXICON, as_of=None,
        today=date(2026, 11, 26),
    )  # fmt: skip
    assert asked.period is not None
    assert asked.period.iso == "2025-09-01/2100-12-31"


def test_a_weekday_of_a_week_without_articles_is_the_articles_own() -> None:
    asked = plan("How many economists see a hold on Thursday?")
    assert asked.period is None
    assert "thursday" in asked.subjects


# --- who gives a rating


@pytest.mark.parametrize(
    ("question", "stance"),
    [
        ("Which brokers rate Citi a buy?", "positive"),
        ("Who has a sell rating on Citi?", "negative"),
        ("Which analysts have a hold on Citi?", "neutral"),
        ("Who is buying gold?", "positive"),
        ("Is anyone negative on gold?", "negative"),
        ("Who is bullish on gold and who isn't?", None),
    ],
)
def test_a_rating_or_a_trade_that_is_asked_for_is_a_stance(
    question: str, stance: str | None
) -> None:
    asked = plan(question)
    assert (asked.kind, asked.stance) == ("who", stance)
