"""Records in, HTML out: what is shown of dates, sources, answers, articles, and what is taken home."""

import html
import re
from datetime import UTC, date, datetime
from typing import Any

import pytest

from corpus.article import Article, Period, Range
from page.article import render_article
from page.escape import safe, safe_link, safe_span
from page.export import escape_markdown, write_html, write_markdown, write_text
from page.render_answer import render_turn
from page.sources import render_context, render_sources
from page.spelling import spell_age, spell_date, spell_origin
from page.texts import _TABLE, _TABLES, SCRIPT_KEYS, Texts
from page.turns import Chip, Turn, read_turns, turn_row
from rag.answers.lead_wording import say_lead
from rag.checking.checked import VERDICTS
from rag.errors import QuestionError
from rag.lead_in import LeadPart
from rag.records import AnswerSentence, Citation

EN, DE = Texts("en"), Texts("de")


def test_a_date_is_spelled_to_the_day_month_or_year_it_is_known_to() -> None:
    assert spell_date("2025-09-08", EN) == "8 Sep 2025"
    assert spell_date("2024-12", EN) == "Dec 2024"
    assert spell_date("2024", EN) == "2024"
    assert spell_date("2024-07-01/2100-12-31", EN) == "since 1 Jul 2024"
    assert spell_date("1900-01-01/2024-07-31", Texts("de")) == "bis 31. Juli 2024"
    assert spell_date("2024-07-01/2024-08-15", EN) == "1 Jul 2024 to 15 Aug 2024"
    assert spell_date(None, EN) == "undated"
    assert spell_date("2025-03-08", DE) == "8. März 2025"
    assert spell_date(None, DE) == "ohne Datum"


def test_where_a_date_came_from_is_told_unless_it_was_given() -> None:
    assert spell_origin("2025", "text", EN) == "date from the text"
    assert spell_origin("2025", "page metadata", DE) == "Datum aus den Angaben der Seite"
    assert spell_origin("2025", "given", EN) == ""
    assert spell_origin(None, "unknown", EN) == "no date found"


@pytest.mark.parametrize(
    ("published", "day", "age"),
    [
        ("2025-09-18", "2025-09-18", "today"),
        ("2025-09-17", "2025-09-18", "1 day old"),
        ("2025-08-18", "2025-09-18", "31 days old"),
        ("2025-08-17", "2025-09-18", "1 month old"),
        ("2025-09-12", "2026-11-26", "14 months old"),
        ("2024-10-10", "2026-09-26", "23 months old"),
        ("2024-09-26", "2026-09-26", "2 years old"),
        ("2025-08", "2025-09-10", "10 days old"),
        ("2024-12", "2025-01-01", "1 day old"),
        ("2024", "2025-01-31", "31 days old"),
        ("2024-07-01/2024-08-31", "2024-09-01", "1 day old"),
        ("2025-09-19", "2025-09-18", ""),
        (None, "2025-09-18", ""),
    ],
)
def test_an_age_counts_from_the_last_day_that_a_date_may_be(
    published: str | None, day: str, age: str
) -> None:
    assert spell_age(published, date.fromisoformat(day), EN) == age


def test_every_word_of_the_interface_is_there_in_both_languages_with_the_same_fields() -> None:
    for key, words in _TABLE.items():
        assert all(words), key
        fields = [sorted(re.findall(r"{(\w+)}", text)) for text in words]
        assert fields[0] == fields[1], key
    assert set(SCRIPT_KEYS) <= set(_TABLE)
    assert len(_TABLE) == sum(map(len, _TABLES))  # else two say different things by one key


def test_text_is_shown_as_it_stands_and_holds_no_markup() -> None:
    shown = safe('<b>*x*</b> _y_ [z](u) `c` & "q" $1$\n\n# h \ud800')
    assert html.unescape(shown) == '<b>*x*</b> _y_ [z](u) `c` & "q" $1$ # h ?'
    assert not set(re.sub(r"&#\d+;", "", shown)) & set("<>*_[]()`\"'$#&\n")
    assert safe("") == ""
    assert [safe_span(text) for text in (" a ", "a ", "", "  ")] == [" a ", "a ", "", " "]


@pytest.mark.parametrize(
    "url",
    [None, "", "javascript:alert(1)", "data:text/html,x", "//a.example", "http://", "http://["],
)
def test_only_a_web_address_becomes_a_link(url: str | None) -> None:
    assert safe_link(url) == ""
    assert "a&#46;example" in safe_link("HTTPS://a.example/x")


def cite(start: int, end: int, quote: str, **fields: object) -> Citation:
    known: dict[str, object] = {
        "mark": "[1]",
        "article_id": "a1",
        "source": "a.txt",
        "title": None,
        "outlet": None,
        "published": None,
        "published_origin": "unknown",
        "url": None,
        **fields,
    }
    return Citation(quote=quote, start=start, end=end, **known)  # type: ignore[arg-type]


def test_the_context_of_a_quotation_ends_at_whole_words_and_marks_only_the_quotation() -> None:
    text = "word " * 100 + "Gold rose." + " tail" * 100
    shown = html.unescape(render_context(cite(500, 510, "Gold rose."), text))
    assert re.fullmatch(r"… (word )+<mark>Gold rose\.</mark>( tail)+ …", shown)
    whole = html.unescape(render_context(cite(0, 10, "Gold rose."), "Gold rose."))
    assert whole == "<mark>Gold rose.</mark>"


def test_a_quotation_that_its_article_no_longer_holds_is_shown_alone() -> None:
    gone = "<mark>Gold rose&#46;</mark>"
    assert render_context(cite(0, 10, "Gold rose."), "Gold fell.") == gone
    assert render_context(cite(0, 10, "Gold rose."), None) == gone


def make_said(day: str) -> AnswerSentence:
    lead = (LeadPart(kind="speaker", names=("Ada Quill",)), LeadPart(kind="date", date=day))
    lead_in = say_lead(lead)
    text = f"{lead_in} Gold rose. [1]"
    return AnswerSentence(text=text, marks=("[1]",), lead_in=lead_in, lead=lead)


def make_turn(**fields: object) -> Turn:
    gold = cite(0, 10, "Gold rose.", outlet="Post", published="2025-09-12", title="Gold")
    known: dict[str, object] = {
        "question": "what of gold?",
        "sentences": (make_said("2025-09-12"),),
        "citations": (gold,),
        "printed": {"a1": ("Ledger", "Wire")},
        "notes": ("The story of [1] was also printed.",),
        "chips": (Chip(part="subject", kind="subject", label="gold"),),
        "suggestions": ("What of silver?",),
        "day": date(2026, 11, 12),
        **fields,
    }
    return Turn(**known)  # type: ignore[arg-type]


def plain(shown: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", shown)).split())


def test_an_answer_shows_who_when_how_old_its_marks_and_its_notes() -> None:
    shown = render_turn(make_turn(), "s1", EN)
    assert '<span class="lead">' in shown
    assert "Ada Quill, 12 September 2025: 14 months old Gold rose. [1]" in plain(shown)
    assert shown.count('class="cite" href="#s1-1"') == 2  # in the sentence and in the note
    assert 'role="note"' in shown
    assert "Ask next What of silver?" in plain(shown)
    growing = render_turn(make_turn(), "s1", EN, whole=False)
    assert "Copy" not in plain(growing)
    assert "silver" not in growing


def test_a_mark_in_a_quotation_that_cites_nothing_stays_text_and_long_marks_are_not_cut() -> None:
    citations = tuple(
        cite(0, 3, "abc", mark=f"[{number}]", article_id=f"a{number}") for number in (1, 11)
    )
    text = "abc [2] def [11] ghi [1]"
    turn = make_turn(
        sentences=(AnswerSentence(text=text, marks=("[1]", "[11]")),), citations=citations, notes=()
    )
    shown = render_turn(turn, "s1", EN, whole=False)
    assert re.findall(r'href="#(s1-\d)"[^>]*>([^<]+)<', shown) == [
        ("s1-2", "&#91;11&#93;"),
        ("s1-1", "&#91;1&#93;"),
    ]
    assert text in plain(shown).replace("[11] ", "[11] ")


def test_an_abstention_says_what_is_missing_in_the_language_of_the_interface() -> None:
    turn = make_turn(
        abstained=True,
        reason="speaker",
        citations=(),
        sentences=(AnswerSentence(text="The articles do not say.", marks=()),),
        notes=(),
    )
    shown = plain(render_turn(turn, "s1", DE))
    assert "Nicht in den Artikeln: Sprecher The articles do not say." in shown
    assert "Fragen, die beantwortet werden können What of silver?" in shown
    assert plain(render_sources(turn, "s1", {}, EN)) == "No source is quoted."


def test_a_card_tells_age_origin_and_other_outlets() -> None:
    shown = plain(render_sources(make_turn(), "s1", {"a1": "Gold rose."}, EN))
    assert shown.startswith(
        "1 Post 12 Sep 2025 14 months old also printed by 2 outlets Gold Gold rose."
    ), shown


def make_article(text: str, *body: tuple[int, int]) -> Article:
    day = Period(first=date(2025, 9, 12), last=date(2025, 9, 12))
    return Article(
        article_id="a1",
        version=1,
        source="a.txt",
        title="Gold",
        title_origin="given",
        outlet="Post",
        outlet_origin="given",
        authors=(),
        published=day,
        published_origin="given",
        published_at=None,
        url=None,
        language="en",
        source_text=text,
        body=tuple(Range(start=start, end=end) for start, end in body),
        added_at=datetime(2025, 9, 12, tzinfo=UTC),
    )


def test_the_whole_article_is_shown_with_its_quotations_and_what_is_no_body_apart() -> None:
    text = "Menu <b>\n\nGold rose. It shone.\nSilver fell.\n"
    citations = (
        cite(10, 20, "Gold rose."),
        cite(21, 43, "It shone.\nSilver fell.", mark="[2]"),
    )
    shown = render_article(make_article(text, (10, 43)), make_turn(citations=citations), 2, EN)
    assert '<p class="cut">Menu &#60;b&#62;</p>' in shown
    assert re.search(r"<p><mark>Gold rose&#46;</mark> <mark class=\"here\" id=\"here\"", shown)
    assert shown.count('id="here"') == 1
    assert shown.count('class="here"') == 2  # the quotation runs over two paragraphs
    assert plain(shown).endswith("Menu <b> Gold rose. It shone. Silver fell.")


def test_of_an_article_that_changed_or_is_gone_only_the_quotation_is_shown() -> None:
    for article in (None, make_article("Gold fell and fell.", (0, 19))):
        shown = render_article(article, make_turn(), 1, EN)
        assert "no longer in the store" in plain(shown)
        assert 'id="here" tabindex="-1">Gold rose&#46;</mark>' in shown
        assert "fell" not in shown


def with_lead(row: dict[str, Any], **part: object) -> dict[str, Any]:
    return {**row, "sentences": [{**row["sentences"][0], "lead": [part]}]}


def test_a_turn_that_was_kept_before_lead_ins_had_parts_is_shown_as_it_was_written() -> None:
    row = turn_row(make_turn(day=date(2025, 9, 20)))
    (sentence,) = row["sentences"]
    del sentence["lead"]
    (turn,) = read_turns([row])
    shown = render_turn(turn, "s1", DE)
    assert '<span class="lead">' in shown
    assert "Ada Quill, 12 September 2025: 8 Tage alt Gold rose. [1]" in plain(shown)
    del sentence["lead_in"]  # of older ones not even that
    (turn,) = read_turns([row])
    assert "Ada Quill, 12 September 2025: Gold rose. [1]" in plain(render_turn(turn, "s1", DE))


def test_a_sentence_that_does_not_stand_says_why_in_the_language_of_the_page() -> None:
    turn = make_turn(
        sentences=tuple(
            AnswerSentence(text="Gold fell. [1]", marks=("[1]",), verdict=verdict)
            for verdict in VERDICTS
        )
    )
    for texts, said in ((EN, "contradicted"), (DE, "widersprochen")):
        assert f'<em class="verdict">{said}</em>' in render_turn(turn, "s1", texts)
        assert f"~~Gold fell. [1]~~ ({said})" in write_text(turn, texts)
    told = [DE.say(f"verdict.{verdict}") for verdict in VERDICTS]
    assert len({*told}) == len(VERDICTS)


def test_what_a_browser_kept_is_the_turn_again_and_anything_else_is_refused() -> None:
    turn = make_turn(filters={"outlets": ["Post"]}, without=("period",))
    row = turn_row(turn)
    assert read_turns([row]) == (turn,)
    for rows in (
        None,
        {},
        [1],
        [{}],
        [{**row, "question": 3}],
        [{**row, "reason": "weather"}],
        [{**row, "citations": [{**row["citations"][0], "published": "2025-99-01"}]}],
        [with_lead(row, kind="date", date="2025-99-01")],
        [with_lead(row, kind="stance moved", then="soon", now="2025")],
        [with_lead(row, kind="forecast moved", figures=[])],
        [with_lead(row, kind="same forecast", figures=[{"low": "many"}])],
        [with_lead(row, kind="rumour")],
        [with_lead(row, kind="same forecast", figures=[{"low": 1, "high": 2}])],
        [row] * 201,
    ):
        with pytest.raises(QuestionError, match="turns:"):
            read_turns(rows)


def test_an_answer_is_copied_with_its_sources() -> None:
    assert write_text(make_turn(), EN).splitlines() == [
        "Ada Quill, 12 September 2025: Gold rose. [1]",
        "(The story of [1] was also printed.)",
        "",
        "[1] Post, 12 Sep 2025, “Gold”: “Gold rose.”",
    ]


def test_what_is_copied_and_saved_is_in_the_language_of_the_page_and_quotes_word_for_word() -> None:
    turn = make_turn(notes=("The story of [1] was also printed by Wire.",))
    assert write_text(turn, Texts("de")).splitlines() == [
        "Ada Quill, 12. September 2025: Gold rose. [1]",
        "(Die Meldung von [1] wurde auch gedruckt von Wire.)",
        "",
        "[1] Post, 12. Sept. 2025, „Gold“: „Gold rose.“",
    ]
    for saved in (write_markdown([turn], Texts("de")), write_html([turn], Texts("de"))):
        assert "12. September 2025: Gold rose." in html.unescape(saved)
        assert "wurde auch gedruckt von Wire" in saved
        assert "also printed" not in saved
        assert "„Gold rose.“" in saved or "<blockquote>Gold rose" in html.unescape(saved)


def test_the_age_of_what_was_said_counts_from_its_day_and_of_the_source_from_its_own() -> None:
    turn = make_turn(sentences=(make_said("2025-09-08"),), day=date(2025, 9, 20))
    shown = plain(render_turn(turn, "s1", EN))
    assert "8 September 2025: 12 days old Gold rose." in shown
    assert "Newest source: 12 Sep 2025 8 days old" in shown


ATTACK = '![x](http://a.example/i) <img src="http://a.example/i"> [l](javascript:x) `c` | # $x$'


def test_nothing_that_an_article_holds_is_markup_in_what_is_saved() -> None:
    hostile = cite(0, 1, ATTACK, title=ATTACK, outlet=ATTACK, url="javascript:x")
    turn = make_turn(
        question=ATTACK,
        sentences=(AnswerSentence(text=f"{ATTACK} [1]", marks=("[1]",)),),
        citations=(hostile,),
        notes=(ATTACK,),
    )
    markdown = write_markdown([turn], EN)
    # Every bracket but those of footnotes, and every sign that opens markup, has a backslash before it.
    bare = re.sub(r"\[\^\d+-\d+\]", "", markdown)
    assert not re.search(r"(?<!\\)[\[\]<`|$!]", bare)
    assert html.unescape(escape_markdown("a_b*c")) == r"a\_b\*c"
    page = write_html([turn], EN)
    assert not re.search(r"<(img|script|a)\b", page)
    assert "default-src 'none'" in page
    assert ATTACK in html.unescape(re.sub(r"<(?!img)[^>]+>", "", page))


def test_a_saved_chat_links_only_web_addresses() -> None:
    turn = make_turn(citations=(cite(0, 10, "Gold rose.", url="https://a.example/x>y"),))
    assert write_markdown([turn], EN).endswith("“Gold rose.” <https://a.example/xy>\n")
    assert 'href="https&#58;&#47;&#47;a&#46;example' in write_html([turn], EN)
