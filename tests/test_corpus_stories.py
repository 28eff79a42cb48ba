"""Stories: copies, near copies and retellings are one; two reports on one event are two."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from corpus.article import Article, Period, Range
from corpus.stories.sketch import count_damage, find_figures, find_names, sketch_article
from corpus.stories.stories import Link, fold_stories, make_stories

DAY = date(2025, 3, 4)

HARBOUR = """\
Harbour Bank cut its forecast for copper on Tuesday, saying that demand from builders had faded.
The bank now sees the metal at $8,950 a tonne by the end of the year, 12% below its earlier call.
Stocks in exchange warehouses have climbed 31% since January, according to Vera Lindqvist, who
heads metals research at Harbour Bank. "Nobody is short of copper this spring," Lindqvist wrote in
a note. Shares of the miner Tall Pine Resources fell 4.6% in Oslo after the note was sent to
clients. Omar Haddad, a fund manager at Quay Partners, called the forecast too gloomy. He said
smelters in the south were still running at 93% of capacity and that cables for the grid would
need another 1.4 million tonnes. Nordic Cable Works declined to comment on its orders.
"""
RETOLD = """\
Copper has lost some of its friends. In a note to clients, Harbour Bank lowered its year-end price
to $8,950 a tonne, which is 12 percent less than it had predicted before. Vera Lindqvist, the head
of research on metals there, pointed to inventories: they rose by 31% from the start of the year.
The market felt it at once, with Tall Pine Resources losing 4.6% on the Oslo exchange. Not all
agree. At Quay Partners, portfolio manager Omar Haddad finds that view overly dark, since smelters
keep working at 93% of what they can do and grid builders will want 1.4 million tonnes more. A
request to Nordic Cable Works went unanswered.
"""
OTHER_REPORT = """\
The price of copper slid on Tuesday after Harbour Bank trimmed its forecast to $8,950 a tonne, 12%
under the previous one. Futures in London closed 2.3% lower, the worst day since last autumn.
Ingrid Solheim of Fjord Capital said that funds had been leaving the metal for weeks. Her firm
sold a tenth of its holding in February. At the same time Petra Novak, who trades metals at Elbe
House, saw buyers return below $9,000. Tall Pine Resources lost 4.6%, while Silver Creek Mining
gave up 3.8% and the index of Nordic miners 1.9%. Analysts at Meridian Securities expect imports
to recover by 5% once the holidays are over.
"""
MARKET_REPORT = """\
The Borealis index closed at {close} points on {day}, {move}% {way} than the day before, in a
session that was marked by thin trading. Banks and insurers led the board while utilities were at
the bottom of it. The yield of the ten-year bond ended at {bond}% and the crown was quoted at
{crown} to the euro. Trading opens again tomorrow at nine. Figures are those of the exchange and
may be revised without notice by its members.
"""


def article(
    number: int,
    text: str,
    *,
    day: date | None = DAY,
    outlet: str | None = None,
    body: tuple[Range, ...] | None = None,
) -> Article:
    return Article(
        article_id=f"{number:012d}",
        version=1,
        source=f"{number}.txt",
        title=None,
        title_origin="unknown",
        outlet=outlet,
        outlet_origin="given" if outlet else "unknown",
        authors=(),
        published=Period(first=day, last=day) if day else None,
        published_origin="given" if day else "unknown",
        published_at=None,
        url=None,
        language="en",
        source_text=text,
        body=(Range(start=0, end=len(text)),) if body is None else body,
        added_at=datetime(2025, 3, 5, tzinfo=UTC),
    )


def folded(*articles: Article) -> list[list[int]]:
    return [[int(member) for member in story.article_ids] for story in fold_stories(articles)]


def test_no_articles_are_no_stories() -> None:
    assert fold_stories([]) == ()


def test_one_article_is_one_story_with_its_outlet() -> None:
    (story,) = fold_stories([article(1, HARBOUR, outlet="The Courier")])
    assert story.article_ids == ("000000000001",)
    assert story.story_id == "s000000000001"
    assert (story.outlets, story.undated, story.unknown_outlets) == (("The Courier",), 0, 0)


def test_copies_are_one_story_that_counts_its_outlets() -> None:
    (story,) = fold_stories(
        [
            article(1, HARBOUR, outlet="The Courier"),
            article(2, HARBOUR, outlet="Daily Ledger"),
            article(3, HARBOUR, outlet="The Courier"),
            article(4, HARBOUR, day=None),
        ]
    )
    assert story.outlets == ("The Courier", "Daily Ledger")
    assert (story.undated, story.unknown_outlets, story.outlet_count) == (1, 1, 3)


def test_a_copy_with_another_opening_and_a_sentence_less_is_the_same_story() -> None:
    changed = "Builders are buying less, and analysts notice it.\n" + HARBOUR.split("\n", 1)[1]
    changed = changed.replace("Nordic Cable Works declined to comment on its orders.", "")
    assert folded(article(1, HARBOUR), article(2, changed)) == [[1, 2]]


def test_the_first_lines_of_a_report_are_the_same_story_as_the_whole() -> None:
    long = HARBOUR + OTHER_REPORT + RETOLD + MARKET_REPORT
    teaser = " ".join(long.split()[:60])
    assert folded(article(1, teaser), article(2, long)) == [[2, 1]]


def test_a_round_up_does_not_tie_its_items_together() -> None:
    second = "\n".join(
        f"Item {n} tells of port number {n} and of its {n} cranes." for n in range(9)
    )
    third = "\n".join(f"Mayor {n} opened bridge {n} over river {n} at noon." for n in range(9))
    filler = "\n".join(f"Line {n} of the agenda names meeting {n} in room {n}." for n in range(99))
    round_up = filler + second + filler + third + filler
    stories = folded(article(1, second), article(2, third), article(3, round_up))
    assert stories == [[1], [2], [3]]


SPEECH = (
    '"We have lived through ten years in which money cost nothing, and every plan in every boardroom'
    " was made in the belief that this would stay. The belief is gone. Whoever borrows now must earn"
    " the interest first, and that will do more for us than any programme. It will hurt, and small"
    ' firms will feel it first, but I would not want the old world back," the governor said.'
)


def test_one_long_quotation_in_two_reports_does_not_join_them() -> None:
    dinner = (
        "Three hundred and forty guests came to the dinner of the bankers on Thursday, and among"
        " them were the heads of all large houses of the country with their wives.\n"
    )
    workshop = (
        "The joiner has let two of his nine people go since loans became dear. He is one of many"
        " in the valley, and the register of failures has grown by a third since spring.\n"
    )
    first = dinner + SPEECH + "\nThey applauded politely and left before the coffee was served."
    second = workshop + SPEECH + "\nHe read it in the paper and shook his head over his bench."
    assert folded(article(1, first), article(2, second)) == [[1], [2]]
    assert folded(article(1, first), article(2, first)) == [[1, 2]]


def test_a_text_that_is_all_quotation_is_known_by_it() -> None:
    assert folded(article(1, SPEECH), article(2, SPEECH + " He left.")) == [[1, 2]]


def test_an_item_at_the_end_of_a_round_up_is_not_the_round_up() -> None:
    stories = folded(article(1, HARBOUR), article(2, MARKET_REPORT + OTHER_REPORT + HARBOUR))
    assert stories == [[1], [2]]


def test_two_texts_of_one_outlet_share_more_to_be_copies() -> None:
    words = HARBOUR.split()
    half = " ".join(words[: len(words) * 6 // 10])
    other = half + " " + " ".join(f"word{n}" for n in range(len(words) * 4 // 10))
    whole = article(1, HARBOUR, outlet="The Courier")
    assert folded(whole, article(2, other, outlet="Daily Ledger")) == [[1, 2]]
    assert folded(whole, article(2, other, outlet="The Courier")) == [[1], [2]]


def test_two_reports_on_one_release_with_people_of_their_own_are_two_stories() -> None:
    first = (
        "Prices rose 2.6% in a year and 0.1% in July, the Labor Department said. Core prices"
        " climbed 3.0%. Rents went up 3.4% and fuel fell 4.7%. The Dow Jones average gained 1.1%."
        " Olga Brandt of Summit Ridge hopes for a cut by the Federal Reserve. Lyle Hutchins of"
        " Gable Economics does not."
    )
    second = (
        "Good news for drivers: fuel is 4.7% cheaper, says the Labor Department, and all prices"
        " together are 2.6% higher than a year ago, 0.1% in July alone. Tenants pay 3.4% more."
        " Without food it is 3.0%. Savers should hurry, thinks Rob Iannone of Hilltop Union, and"
        " Tasha Greer of Plain Money agrees. The Dow Jones rose 1.1% and the Federal Reserve waits."
    )
    assert folded(article(1, first), article(2, second)) == [[1], [2]]


def test_a_retelling_in_other_words_is_the_same_story() -> None:
    assert folded(article(1, HARBOUR), article(2, RETOLD)) == [[1, 2]]
    assert folded(article(1, HARBOUR), article(2, RETOLD, day=None)) == [[1, 2]]


@pytest.mark.parametrize(("days", "stories"), [(14, [[1, 2]]), (15, [[1], [2]])])
def test_a_report_is_retold_within_days(days: int, stories: list[list[int]]) -> None:
    assert folded(article(1, HARBOUR), article(2, RETOLD, day=DAY + timedelta(days))) == stories


def test_another_report_on_the_same_event_is_another_story() -> None:
    assert folded(article(1, HARBOUR), article(2, OTHER_REPORT)) == [[1], [2]]
    assert folded(article(1, RETOLD), article(2, OTHER_REPORT)) == [[1], [2]]


def test_a_longer_report_that_shares_a_few_facts_is_another_story() -> None:
    shared = (
        "Vera Lindqvist of Harbour Bank counted 31% more; Omar Haddad of Quay Partners did not.\n"
    )
    fuller = (
        shared + OTHER_REPORT + "Kai Berg, Ada Moe, Ivo Rask, Una Fell and Max Thorn were away.\n"
    )
    assert folded(article(1, HARBOUR), article(2, fuller)) == [[1], [2]]


def test_two_days_of_one_market_report_are_two_stories() -> None:
    monday = MARKET_REPORT.format(
        close="2,310.4", day="Monday", move="0.4", way="higher", bond="3.12", crown="11.42"
    )
    tuesday = MARKET_REPORT.format(
        close="2,298.9", day="Tuesday", move="0.5", way="lower", bond="3.09", crown="11.47"
    )
    assert folded(article(1, monday), article(2, tuesday)) == [[1], [2]]
    assert folded(article(1, monday), article(2, monday)) == [[1, 2]]


def test_short_texts_are_copies_only_if_they_are_nearly_the_same() -> None:
    brief = "Harbour Bank named Vera Lindqvist head of metals research on Monday."
    other = "Harbour Bank named Omar Haddad head of its Oslo office on Monday."
    assert folded(article(1, brief), article(2, brief)) == [[1, 2]]
    assert folded(article(1, brief), article(2, other)) == [[1], [2]]
    assert folded(article(1, "Copper."), article(2, "Copper."), article(3, "Zinc.")) == [
        [1, 2],
        [3],
    ]


def test_articles_without_a_body_are_stories_of_their_own() -> None:
    assert folded(article(1, HARBOUR, body=()), article(2, HARBOUR, body=())) == [[1], [2]]


def test_only_the_body_is_compared() -> None:
    menu = "Markets | Opinion | Sport | Weather | Jobs | Cars | Homes | Games\n" * 20
    start = len(menu)
    first, second = menu + HARBOUR, menu + OTHER_REPORT
    assert folded(
        article(1, first, body=(Range(start=start, end=len(first)),)),
        article(2, second, body=(Range(start=start, end=len(second)),)),
    ) == [[1], [2]]


@pytest.mark.parametrize(("days", "stories"), [(30, [[1, 2]]), (31, [[1], [2]])])
def test_copies_more_than_thirty_days_apart_are_not_one_story(
    days: int, stories: list[list[int]]
) -> None:
    assert folded(article(1, HARBOUR), article(2, HARBOUR, day=DAY + timedelta(days))) == stories


def test_an_undated_copy_does_not_join_two_that_are_far_apart() -> None:
    later = DAY + timedelta(300)
    stories = folded(
        article(1, HARBOUR), article(2, HARBOUR, day=None), article(3, HARBOUR, day=later)
    )
    assert sorted(map(len, stories)) == [1, 2]
    assert [1, 3] not in [sorted(story) for story in stories]


def test_a_month_and_a_day_in_it_are_no_days_apart() -> None:
    month = Period(first=date(2025, 3, 1), last=date(2025, 3, 31))
    whole = replace(article(1, HARBOUR), published=month)
    assert folded(whole, article(2, RETOLD, day=date(2025, 3, 31))) == [[1, 2]]


def test_the_cleanest_whole_text_comes_first_then_the_earliest() -> None:
    words = iter(range(3, 99))
    torn = re.sub(r"\. [A-Z]\w+", lambda _: f" {next(words)} and", HARBOUR.replace("\n", " "))
    cut = " ".join(HARBOUR.split()[:50])
    stories = folded(
        article(1, torn, day=DAY),
        article(2, cut, day=DAY),
        article(3, HARBOUR, day=DAY + timedelta(2)),
        article(4, HARBOUR, day=DAY + timedelta(1)),
        article(5, HARBOUR, day=None),
    )
    assert stories == [[4, 3, 5, 1, 2]]


def test_the_order_in_which_articles_come_changes_nothing() -> None:
    articles = [
        article(1, HARBOUR),
        article(2, RETOLD),
        article(3, OTHER_REPORT),
        article(4, HARBOUR, day=None),
    ]
    assert fold_stories(articles) == fold_stories(reversed(articles))


def test_a_story_keeps_its_name_when_a_copy_with_a_smaller_id_is_added() -> None:
    sketches = [sketch_article(article(number, HARBOUR)) for number in (1, 2, 3)]
    ids = [sketch.article_id for sketch in sketches]
    links = [Link(first=ids[0], second=other, kind="copy", share=1.0) for other in ids[1:]]
    named = {ids[1]: "s000000000002", ids[2]: "s000000000002"}
    (story,) = make_stories(sketches, links, story_ids=named)
    assert story.story_id == "s000000000002"


def test_a_story_that_falls_apart_leaves_its_name_to_the_larger_part() -> None:
    sketches = [sketch_article(article(number, HARBOUR)) for number in (1, 2, 3)]
    ids = [sketch.article_id for sketch in sketches]
    links = [Link(first=ids[1], second=ids[2], kind="copy", share=1.0)]
    named = dict.fromkeys(ids, "s000000000001")
    stories = make_stories(sketches, links, story_ids=named)
    assert {story.story_id: len(story.article_ids) for story in stories} == {
        "s000000000001": 2,
        "s000000000001-2": 1,
    }


def test_figures_are_numbers_that_measure_written_in_one_way() -> None:
    text = (
        "Up 12 percent, 12.0%, 12 per cent; $1.2 billion, £3bn, 25 basis points, 2,310.40 in 2024."
    )
    assert find_figures(text) == {"12%", "$1.2bn", "£3bn", "25bp", "2310.4"}
    assert find_figures("It has 612 shops, 3 owners and 1994 roots.") == {"612"}
    assert find_figures("The Borealis 500 rose in March 2025 with 60 stocks.") == frozenset()
    assert find_figures(f"It says {'9' * 5_000}, {'9' * 4_998}00.") == {"9" * 5_000}


def test_names_are_the_last_two_words_of_a_run() -> None:
    text = "Yesterday Chief Analyst Vera Lindqvist met Omar B. Haddad in Oslo."
    assert find_names(text) == {"vera lindqvist", "omar haddad"}


def test_damage_is_counted_and_prose_with_numbers_is_not() -> None:
    assert count_damage("Prices rose 3 said traders 4 and fell 5 while banks 6 lost 7 again") == 5
    assert count_damage("They own 3 ships and 4 ports and 12 cranes in 2 towns.") == 0
    assert count_damage("It fell.Then it rose. The com- pany � said so.") == 3
    assert count_damage(HARBOUR) == 0
