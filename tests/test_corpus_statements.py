"""Statements of hand-made articles: who, by which cue, and which words."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Period
from corpus.statement import Statement
from corpus.statements import extract_statements
from tests.prose import make_article


def _statements(text: str) -> tuple[Statement, ...]:
    return extract_statements(make_article(text))


def _said(text: str) -> list[tuple[str, str | None, str]]:
    """Persons joined, firm, and the words of each statement."""
    return [(" & ".join(s.persons), s.firm, text[s.start : s.end]) for s in _statements(text)]


def _who(text: str) -> list[tuple[str, str | None]]:
    return [(person, firm) for person, firm, _ in _said(text)]


ONE_SENTENCE = {
    "Ada Holm, senior strategist at Barclays, said stocks could fall.": ("Ada Holm", "Barclays"),
    '"It is over," said Ada Holm, chief economist at UBS.': ("Ada Holm", "UBS"),
    "Citi analysts said stocks could fall.": ("", "Citi"),
    "Analysts at Citi said stocks could fall.": ("", "Citi"),
    "Goldman Sachs sees the index at 7,000.": ("", "Goldman Sachs"),
    "According to Ada Holm of HSBC, stocks could fall.": ("Ada Holm", "HSBC"),
    "HSBC's Ada Holm thinks stocks could fall.": ("Ada Holm", "HSBC"),
    "HSBC strategist Ada Holm warned of a fall.": ("Ada Holm", "HSBC"),
    "Strategists led by Ada Holm at JPMorgan said stocks could fall.": ("Ada Holm", "JPMorgan"),
    "The Governor of the Bank of Italy, Ada Holm, has pleaded for cuts.": (
        "Ada Holm",
        "Bank of Italy",
    ),
    "Ada Holm, who runs the fund at Kestrel Row, said stocks could fall.": (
        "Ada Holm",
        "Kestrel Row",
    ),
    "At Morgan Stanley, Ada Holm sees 7,200.": ("Ada Holm", "Morgan Stanley"),
    "Jefferies has a target of $58 on the shares.": ("", "Jefferies"),
    "Jefferies rates Nvidia a buy.": ("", "Jefferies"),
    "Fitch affirmed the rating at AA+.": ("", "Fitch"),
    "Intel was downgraded to sell by Jefferies.": ("", "Jefferies"),
    "Profits rose, per Ada Holm of LSEG.": ("Ada Holm", "LSEG"),
    "In the view of Ada Holm at UBS, stocks are dear.": ("Ada Holm", "UBS"),
    "Fundstrat pencils in two cuts.": ("", "Fundstrat"),
    "As Ada Holm of HSBC put it: “Sell.”": ("Ada Holm", "HSBC"),
    "For Ada Holm of HSBC, stocks are dear.": ("Ada Holm", "HSBC"),
    "Citi, which has a buy rating on Intel, is alone.": ("", "Citi"),
    "The National Widget Council (NWC) said sales fell.": ("", "National Widget Council"),
    "Ada Holm, whose Kestrel Row owns shares, said stocks could fall.": ("Ada Holm", "Kestrel Row"),
    "Ada Holm, who runs the broking arm of Citi, said stocks could fall.": ("Ada Holm", "Citi"),
    "The call comes from UBS, where analyst Ada Holm raised her target to $90.": (
        "Ada Holm",
        "UBS",
    ),
    "Citi's Ada Holm and team wrote that stocks could fall.": ("Ada Holm", "Citi"),
    "Rupa De, senior analyst at Citi, said stocks could fall.": ("Rupa De", "Citi"),
    "Citi analyst Jane Short said stocks could fall.": ("Jane Short", "Citi"),
    "To Ada Holm at Citi, stocks are dear.": ("Ada Holm", "Citi"),
    "UBS's survey of finance chiefs found that sales fell.": ("", "UBS"),
    "Patient advocate Ada Holm of Citi said costs rose.": ("Ada Holm", "Citi"),
    "At Citi, Ada Holm, the bank's top strategist, has gone further, cutting her forecast to 5%.": (
        "Ada Holm",
        "Citi",
    ),
    "Treasury Secretary Ada Holm said debt was safe.": ("Ada Holm", "U.S. Treasury Department"),
}


@pytest.mark.parametrize(("text", "expected"), ONE_SENTENCE.items())
def test_a_sentence_with_its_speaker_is_one_statement_of_that_speaker(
    text: str, expected: tuple[str, str | None]
) -> None:
    assert _said(text) == [(*expected, text)]


@pytest.mark.parametrize(
    "text",
    [
        "Boeing agreed to buy a supplier for $640 million.",
        "Tesla cut prices in China.",
        "The Nasdaq added 1.2% on Monday.",
        "Intel declined to comment.",
        "According to the Evening Ledger, sales fell.",
        "The Morning Courier said sales fell.",
        "Stocks fell on Tuesday.",
        "He said stocks could fall.",
        "Markets live: yen jumps as Tokyo steps in",
        'The so-called "picks and shovels" trade has become crowded.',
        "Nvidia put on 3%.",
    ],
)
def test_a_deed_or_a_sentence_of_the_outlet_itself_is_no_statement(text: str) -> None:
    assert _said(text) == []


def test_the_outlet_that_prints_the_article_never_speaks() -> None:
    text = "Widget Insider said sales fell. Citi said sales fell."
    found = extract_statements(make_article(text, outlet="Widget Insider"))
    assert [s.firm for s in found] == ["Citi"]


def test_a_pronoun_means_the_speaker_and_not_whom_the_speaker_named() -> None:
    text = "Ada Holm of UBS said Jay Powell would cut. She expects two cuts."
    assert _who(text) == [("Ada Holm", "UBS"), ("Ada Holm", "UBS")]


def test_a_pronoun_of_the_other_gender_reaches_past_the_last_speaker() -> None:
    text = "Mary Holm of UBS said buy.\n\nJohn Rask of Citi said sell.\n\nShe said hold."
    assert _who(text)[-1] == ("Mary Holm", "UBS")


def test_a_surname_and_a_first_name_mean_the_person_named_in_full() -> None:
    text = "Ada Holm of UBS is in town. Holm said buy. Ada said hold."
    assert _who(text) == [("Ada Holm", "UBS")] * 2


def test_a_firm_may_stand_behind_its_persons_first_words() -> None:
    text = '"It is over," Ada Holm said.\n\nHolm, an analyst at Citi, left early.'
    assert _who(text) == [("Ada Holm", "Citi")]


def test_the_strategist_and_the_bank_mean_who_was_named_before() -> None:
    text = (
        "Ada Holm, a strategist at UBS, said buy. The strategist recommends gold. "
        "The bank's economists expect two cuts. The bank forecasts growth of 2%."
    )
    assert _who(text) == [("Ada Holm", "UBS"), ("Ada Holm", "UBS"), ("", "UBS"), ("", "UBS")]


def test_the_company_is_the_company_and_not_the_bank_named_last() -> None:
    text = "Intel reported a loss. Barclays called it poor. The company said it would cut costs."
    assert _who(text) == [("", "Barclays"), ("", "Intel")]


def test_an_executive_without_a_firm_speaks_for_the_company_of_the_report() -> None:
    text = "Intel reported a loss. Chief Executive Ada Holm said it would cut costs."
    assert _who(text) == [("Ada Holm", "Intel")]


def test_somebody_who_left_a_firm_does_not_speak_for_it() -> None:
    assert _who("Former Treasury Secretary Ada Holm said rates would rise.") == [("Ada Holm", None)]


def test_a_spokesman_is_not_the_person_of_the_firm_named_before() -> None:
    text = 'Ada Holm, chief of Intel, said sales fell. An Intel spokesperson said: "No."'
    assert _who(text) == [("Ada Holm", "Intel"), ("", "Intel")]


def test_the_president_is_never_just_whoever_was_named_last() -> None:
    text = "Ada Holm of UBS said buy. The president said tariffs were working."
    assert _who(text) == [("Ada Holm", "UBS")]


def test_a_firm_in_no_table_is_known_by_its_short_form_later() -> None:
    text = "Calder Ridge Securities upgraded Intel to buy. Calder Ridge forecasts growth of 2%."
    assert _who(text) == [("", "Calder Ridge Securities")] * 2


def test_a_person_with_a_firms_name_is_a_person() -> None:
    text = "The minister's adviser Etsuro Honda said a hike was premature."
    assert _who(text) == [("Etsuro Honda", None)]


def test_each_of_two_speakers_has_the_clause_of_its_own() -> None:
    text = "HSBC's Ada Holm said stocks could rally, but UBS's Bo Rask warned of a fall."
    assert _said(text) == [
        ("Ada Holm", "HSBC", "HSBC's Ada Holm said stocks could rally"),
        ("Bo Rask", "UBS", "but UBS's Bo Rask warned of a fall."),
    ]


def test_what_a_speaker_says_that_another_expects_is_the_speakers() -> None:
    text = "Ada Holm of UBS said the Fed expects two cuts."
    assert _said(text) == [("Ada Holm", "UBS", text)]


def test_two_firms_that_expect_the_same_both_have_it() -> None:
    assert _who("JPMorgan and Goldman Sachs expect three cuts.") == [
        ("", "JPMorgan"),
        ("", "Goldman Sachs"),
    ]


def test_a_quotation_goes_on_over_sentences_and_paragraphs() -> None:
    text = (
        "“The economy is fine,” said Ada Holm of UBS. “Politics is not.\n\n"
        "“And nobody wants to hear that.”\n\nStocks fell."
    )
    assert _who(text) == [("Ada Holm", "UBS")] * 3
    assert _statements(text)[-1].direct


def test_an_interrupted_quotation_is_one_statement() -> None:
    text = '"The bar is low," Ada Holm of UBS said, "and it will stay low."'
    assert _said(text) == [("Ada Holm", "UBS", text)]


def test_a_colon_hands_the_word_to_whom_the_clause_is_about() -> None:
    text = "Ada Holm works at UBS. Asked about the Bank of Italy, she was blunt: “No.”"
    assert _who(text) == [("Ada Holm", None)]
    assert _who("UBS's Ada Holm is calm. Her answer: stocks are cheap.") == [("Ada Holm", "UBS")]


def test_single_marks_are_quotations_and_apostrophes_are_not() -> None:
    text = "‘It is over,’ said Ada Holm of UBS. ‘Nobody knows the bank’s plan.’"
    assert _who(text) == [("Ada Holm", "UBS")] * 2
    assert not _statements("Ada Holm of UBS said the bank’s plan wasn’t ready.")[0].direct


def test_a_transcript_gives_each_paragraph_to_its_label() -> None:
    text = "JANE DOE: Good day. Sales rose.\nJOHN ROE: Thanks. Costs fell.\nJANE DOE: Bye, all."
    assert [person for person, _ in _who(text)] == ["JANE DOE"] * 2 + ["JOHN ROE"] * 2 + [
        "JANE DOE"
    ]


def test_a_byline_is_nobody_that_he_means() -> None:
    assert _who("By Gareth Price\n\nStocks fell. I asked him. He said yes.") == []


def test_role_cue_and_day_are_those_of_the_sentence() -> None:
    text = "Ada Holm, senior strategist at Barclays, wrote in a note on Monday that stocks fell."
    (statement,) = _statements(text)
    assert statement.role == "senior strategist"
    assert statement.cue == "wrote in a note"
    assert statement.date == Period(first=date(2025, 9, 15), last=date(2025, 9, 15))
    assert not statement.direct


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Orrin Foods fell. The Widget Growers Association met. Citi cut its forecast.\n\n"
            "The trade group said sales fell.",
            "Widget Growers Association",
        ),
        (
            "The Labor Department met Walmart and Nvidia on Monday.\n\nThe retailer said sales fell.",
            "Walmart",
        ),
        (
            "The Labor Department met Walmart and Nvidia on Monday.\n\nThe agency said jobs grew.",
            "Labor Department",
        ),
        ("Orrin has chosen another way. The company said sales fell.", "Orrin"),
        ("Germany's Orrin said sales fell.", "Orrin"),
        ("Orrin, one of the biggest lenders, on Monday lowered its forecast.", "Orrin"),
        ("According to Orrin, sales fell.", "Orrin"),
        (
            "Ada Holm of Quellmar Brix Securities left. Quellmar said sales fell.",
            "Quellmar Brix Securities",
        ),
    ],
)
def test_a_firm_is_one_that_may_be_called_so(text: str, expected: str) -> None:
    assert _statements(text)[-1].firm == expected


def test_a_regulator_is_no_maker_of_food() -> None:
    text = "Orrin Foods fell on Monday. The regulator said it was looking at prices."
    assert all(s.firm != "Orrin Foods" for s in _statements(text))


def test_of_a_subordinate_clause_only_the_clause_is_the_companys() -> None:
    text = "Small caps rose and shares of Orrin Foods fell after Orrin Foods cut its forecast."
    assert _said(text) == [("", "Orrin Foods", "Orrin Foods cut its forecast.")]


def test_a_line_behind_a_dash_signs_the_quotation_above_it() -> None:
    text = "What Citi Says\n\n“Stocks are dear.”\n\n— Ada Holm, credit strategist"
    assert _who(text) == [("Ada Holm", "Citi")]


def test_a_company_before_a_colon_is_a_topic_where_another_speaks() -> None:
    assert _who("Orrin Cement: Brokerage firm Citi kept its 'buy' rating.") == [("", "Citi")]


_DAY_SAID = {
    "In July last year Barclays said stocks would lag.": ("2024-07-01", "2024-07-31"),
    "Fourteen months ago, UBS wrote that the rally was fragile.": ("2024-07-01", "2024-07-31"),
    "In a March note, Citi warned of weak sales in April.": ("2025-03-01", "2025-03-31"),
    "Jefferies said in a May note that it liked banks.": ("2025-05-01", "2025-05-31"),
    "UBS said in its July 2024 outlook that it liked banks.": ("2024-07-01", "2024-07-31"),
    "UBS told clients last week to sell banks.": ("2025-09-08", "2025-09-14"),
    "UBS said earlier this month that sales must grow.": ("2025-09-01", "2025-09-18"),
    "UBS said sales fell in March and would recover this year.": ("2025-09-18", "2025-09-18"),
    "UBS expects banks to rise in July 2026.": ("2025-09-18", "2025-09-18"),
    "In November 2024 UBS cut banks to hold. UBS said back then that it was too early.": (
        "2024-11-01",
        "2024-11-30",
    ),
}


@pytest.mark.parametrize(("text", "expected"), _DAY_SAID.items())
def test_a_statement_is_of_the_time_that_belongs_to_its_cue(
    text: str, expected: tuple[str, str]
) -> None:
    said = _statements(text)[-1].date
    first, last = map(date.fromisoformat, expected)
    assert said == Period(first=first, last=last)


def test_at_the_time_without_a_time_told_is_undated() -> None:
    (statement,) = _statements("UBS said at the time that rates would stay high.")
    assert statement.date is None


def test_a_very_long_sentence_is_cut_around_its_cue() -> None:
    text = "Ada Holm of UBS said stocks fell, " + ", ".join(["and bonds rose"] * 80) + "."
    (statement,) = _statements(text)
    assert statement.start == 0
    assert statement.end <= 600


def test_an_empty_article_has_no_statements() -> None:
    assert _statements("") == ()


_PIECES = st.sampled_from(
    [
        *("Ada Holm", "UBS", "said", "he", "She", "the bank", "according to", "Citi's", "analysts"),
        *('"', "“", "”", "‘", "’", "'", ",", ".", ":", ";", "(", ")", "-", "\n", " ", "at", "of"),
        *("strategist", "and", "who", "which", "7,000", "told clients", "U.S.", "for", "é", "İ"),
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(_PIECES, max_size=60).map(" ".join)))
def test_every_span_stands_in_its_article_once_and_trimmed(text: str) -> None:
    found = _statements(text)
    spans = [(s.start, s.end, s.persons, s.firm) for s in found]
    assert len(set(spans)) == len(spans)
    for start, end, persons, firm in spans:
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert persons or firm


@pytest.mark.parametrize(
    "text",
    ["a " * 100_000, '"' * 10_000, "Ada Holm said so. " * 3_000, "Van " * 20_000, "‘a " * 20_000],
)
def test_hostile_text_is_read_to_its_end(text: str) -> None:
    for statement in _statements(text):
        assert re.search(r"\w", text[statement.start : statement.end])


def test_an_index_is_nobody_and_no_antecedent_of_the_broker() -> None:
    text = (
        "Wells Fargo's team likes copper. The S&P Midcap Growth index rose and the S&P 500 fell.\n\n"
        "The broker expects more."
    )
    assert _said(text)[-1] == ("", "Wells Fargo", "The broker expects more.")


@pytest.mark.parametrize("heading", ["Wells Fargo. ", "Wells Fargo\n\n", "WELLS FARGO\n\n"])
def test_a_heading_sets_the_firm_of_its_analysts_and_they(heading: str) -> None:
    text = (
        "Citi. The bank's analysts said copper could fall. They expect a dip.\n\n"
        f"{heading}Its analysts look further. Copper should rise, they point out."
    )
    assert _who(text)[-1] == ("", "Wells Fargo")


def test_they_means_the_analysts_named_last_and_no_company() -> None:
    text = (
        "Netflix said it missed its goal.\n\n"
        "Analysts at Citi stayed where they were. They said the outlook was weak. "
        '"We would wait," the analysts wrote.'
    )
    assert _who(text)[1:] == [("", "Citi"), ("", "Citi")]


@pytest.mark.parametrize(
    "placed",
    [
        "Ada Holm, strategist of the bank, sees a rise.",
        "Ada Holm, who covers copper for the bank, told clients to buy.",
        "Ada Holm of the same bank expects a rise.",
        "Ada Holm, who heads research there, expects a rise.",
    ],
)
def test_the_bank_of_a_person_is_the_one_named_last(placed: str) -> None:
    assert _who(f"Also Goldman Sachs does not brake. {placed}") == [("Ada Holm", "Goldman Sachs")]


def test_the_firm_is_who_spoke_and_no_name_inside_its_words() -> None:
    text = "Piper Sandler analysts believe the OpenAI agreement helps. The firm expects more sales."
    assert _who(text)[-1] == ("", "Piper Sandler")


def test_a_firm_told_late_is_the_speakers_from_the_start() -> None:
    text = (
        "Ada Holm said copper could fall.\n\nShe expects rain.\n\nAda Holm is chief analyst at UBS."
    )
    assert set(_who(text)) == {("Ada Holm", "UBS")}


def test_as_an_opening_role_places_a_person() -> None:
    text = "Ada Holm has seen much. As co-head of debt at Barclays, she runs $2bn. She says wait."
    assert _who(text)[-1] == ("Ada Holm", "Barclays")


def test_a_verb_left_out_belongs_to_the_next_firm() -> None:
    assert _said("Citi expects two cuts this year, Nomura three, starting in May.") == [
        ("", "Citi", "Citi expects two cuts this year"),
        ("", "Nomura", "Nomura three, starting in May."),
    ]


def test_a_verb_behind_but_or_a_participle_keeps_the_subject() -> None:
    assert _who("The Bank of Japan left its rate on Friday but said it would sell funds.") == [
        ("", "Bank of Japan")
    ]


def test_whom_a_stock_is_upgraded_by_speaks_and_not_the_company() -> None:
    assert _who("Nike, upgraded by Stifel, rose 3%.") == [("", "Stifel")]


def test_asked_whether_somebody_agrees_is_no_statement_of_theirs() -> None:
    assert _said("Ada Holm was asked whether Ben Roe agreed.") == []


_INTERVIEW = (
    "Ada Holm, chief economist at UBS, spoke to us in May.\n\n"
    "{q}Is it too late?\n\n{a}I do not think so. Copper is cheap.\n\n"
    "{q}What next?\n\n{a}We wait. Citi's Ben Roe said copper would fall.\n\n"
    "{q}And gold?\n\n{a}My view is the same.\n\nUBS has 9 offices."
)


@pytest.mark.parametrize(("q", "a"), [("Q: ", "A: "), ("", "")])
def test_answers_of_an_interview_are_whoever_is_interviewed(q: str, a: str) -> None:
    said = _statements(_INTERVIEW.format(q=q, a=a))
    answers = [s for s in said if s.persons == ("Ada Holm",)]
    assert len(answers) == 4
    assert all(s.firm == "UBS" and s.direct for s in answers)
    assert [s.persons for s in said if s.firm == "Citi"] == [("Ben Roe",)]


def test_questions_of_a_guide_make_nobody_speak() -> None:
    text = (
        "Rates fell, Ada Holm said.\n\nWill loans get cheaper?\n\nPerhaps they will.\n\n"
        "Should one wait?\n\nBanks differ.\n\nThe end."
    )
    assert [s.persons for s in _statements(text)] == [("Ada Holm",)]


def test_a_notes_header_places_its_analyst() -> None:
    text = "Broker: Barclays\nAnalyst: Ada Holm\n\nAda Holm has changed her mind. She sees a rise."
    assert ("Ada Holm", "Barclays") in _who(text)


def test_a_spokesman_speaks_for_the_firm_named_last() -> None:
    assert _who("Barclays has trimmed its holdings, a spokesman said.") == [("", "Barclays")]


def test_short_sentences_behind_a_long_label_of_a_transcript_are_the_speakers() -> None:
    text = "\n\n".join(
        f"{name}, Chief Executive Officer: Thank you all for joining. Fine. It is."
        for name in ("Ada Holm", "Ben Roe", "Cleo Dunn")
    )
    assert [s.persons[0] for s in _statements(text)][-1] == "Cleo Dunn"


def test_answers_behind_the_surname_of_whoever_is_interviewed() -> None:
    text = (
        "Ada Holm, manager at UBS, joined us.\n\nPIKE: Why banks?\n\nHOLM: They are cheap. So wait."
        "\n\nPIKE: And tech?\n\nHOLM: Too dear."
    )
    assert _who(text) == [("Ada Holm", "UBS")] * 3
