import pytest

from corpus.article import Range
from corpus.sentences import Sentence, find_stray_numbers, split_sentences

DAMAGED = (
    "The fund has gained a tenth since May 1 advance drew in savers who had stayed away from it "
    "in spring 2 analysts at Elm Bank still doubt that it lasts into winter 3 pointed to orders, "
    "Ana Ruiz, chief 4 economist at Elm Bank, told savers “to wait,” she 5 called the mood a party."
)


def split(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in split_sentences(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["The index closed at 6,500.", "Banks led."],
        ["Profits grew in Q3.", "Costs did not."],
        ["It raised $1.2bn.", "The rest was debt."],
        ["The U.S. economy grew.", "Europe's shrank."],
        ["He moved to the U.S.", "The bank followed."],
        ["Small vs. large is the debate.", "It goes on."],
        ["Elm Inc. said so.", "Oak Corp. Chief Ann Lee agreed."],
        ["It sold Elm Inc.", "The price was low."],
        ["The S&P 500.", "It rose."],
        ["It is No. 1 in its field.", "No. 2 is far behind."],
        ["They met at 9 a.m. Monday.", "It rained."],
        ["The St. Louis bank and J.P. Morgan agreed.", "Dr. Lee and George W. Hill did not."],
        ["On Sept. 17 rates fell.", "On Oct. 3 they rose."],
        ["Prices rose 3%.", "2025 was a good year."],
        ["iShares funds grew.", "eBay did not."],
        ["We waited... and bought.", "Then…", "And then we sold."],
        ["“We like banks.", "We buy them,” he said.", "“There is a rally.”", "She added a word."],
        ['"Is it over?" Hill asked.', '"No."', "(See the chart.)", "[Corrected.]"],
        ["1. Buy banks.", "2. Sell oil."],
    ],
)
def test_sentences_end_where_a_reader_would_say(sentences: list[str]) -> None:
    assert split(" ".join(sentences[:1])) == sentences[:1]
    joiner = "\n" if sentences[0].startswith("1.") else " "
    assert split(joiner.join(sentences)) == sentences


def test_a_line_break_ends_a_sentence() -> None:
    assert split("Rally goes on\nBanks rose\n\nMore soon") == [
        "Rally goes on",
        "Banks rose",
        "More soon",
    ]


def test_a_line_break_inside_initials_is_no_end() -> None:
    assert split("It is tied to the U.\nS. economy. It grows.") == [
        "It is tied to the U.\nS. economy.",
        "It grows.",
    ]


def test_text_wrapped_at_a_width_is_read_across_its_lines() -> None:
    text = (
        "This is a note that a mail program has\nwrapped at forty columns or so, and so\n"
        "its lines do not end where Mr. Smith and\nhis bank end their sentences. But here a\n"
        "paragraph ends.\n\nHere the second one begins, with a word\n"
        "such as Goldman at the end, and then the\nElm Bank line goes on."
    )
    assert [one.replace("\n", " ") for one in split(text)] == [
        "This is a note that a mail program has wrapped at forty columns or so, and so its lines do"
        " not end where Mr. Smith and his bank end their sentences.",
        "But here a paragraph ends.",
        "Here the second one begins, with a word such as Goldman at the end, and then the Elm Bank"
        " line goes on.",
    ]


@pytest.mark.parametrize("text", ["", " \n ", "\n" * 5])
def test_nothing_has_no_sentences(text: str) -> None:
    assert split_sentences(text) == ()


def test_offsets_count_code_points_of_the_whole_text() -> None:
    assert split_sentences("🐂 éa. B up.") == (Sentence(start=0, end=5), Sentence(start=6, end=11))


def test_only_the_ranges_are_split_and_their_ends_are_ends() -> None:
    text = "Menu. One two three. Four five. Footer."
    ranges = (Range(start=6, end=13), Range(start=14, end=31))
    assert [text[s.start : s.end] for s in split_sentences(text, ranges)] == [
        "One two",
        "three.",
        "Four five.",
    ]


def test_stray_numbers_stand_for_lost_sentence_ends() -> None:
    assert [DAMAGED[one.start : one.end] for one in find_stray_numbers(DAMAGED)] == list("12345")
    assert [one.partition(" ")[0] for one in split(DAMAGED)] == [
        "The",
        "analysts",
        "pointed",
        "called",
    ]


def test_a_stray_number_after_a_word_that_ends_nothing_is_no_end() -> None:
    held = next(one for one in split(DAMAGED) if "Ana Ruiz" in one)
    assert held.endswith("chief 4 economist at Elm Bank, told savers “to wait,” she")


@pytest.mark.parametrize(
    "text",
    [
        "It rose 1 percent, then 2 percent, then by 3 percent and at last by 4 percent of sales.",
        "Trial phase 1 ended, then phase 2 began, phase 3 came and phase 4 never did for them.",
        "1. Buy.\n2. Sell.\n3. Hold.\n4. Wait.",
        "The team won 3 games and lost 4 matches before 2 draws and 1 defeat came along there.",
        "Elm sold 1 bank and Oak bought 2 mills while Ash built 3 yards that year.",
    ],
)
def test_numbers_that_mean_something_are_not_stray(text: str) -> None:
    assert find_stray_numbers(text) == ()


@pytest.mark.parametrize("text", ["\n" * 200_000, "a. " * 50_000, '"' * 200_000, "U.S. " * 40_000])
def test_odd_long_text_is_split_in_time_that_grows_with_its_length(text: str) -> None:
    # A quadratic splitter takes minutes for any of these.
    assert len(split_sentences(text)) <= 50_000


def test_a_numbered_item_is_read_sentence_by_sentence() -> None:
    text = (
        "1. The franc. It rose to 0.98. Is it overdone? Rates say so.\n"
        "2. The peso. A poll could cost 5%. Traders' bets are large, figures show.\n"
    )
    assert [text[s.start : s.end] for s in split_sentences(text)] == [
        "1. The franc.",
        "It rose to 0.98.",
        "Is it overdone?",
        "Rates say so.",
        "2. The peso.",
        "A poll could cost 5%.",
        "Traders' bets are large, figures show.",
    ]
