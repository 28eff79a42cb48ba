"""Interviews of which only the title names who answers."""

from prose import NOBODY, check_speakers

ANSWERS = (
    ("Down, but", "Marta Kowal", "Orrin Capital"),
    ("would not hurry", "Marta Kowal", "Orrin Capital"),
    ("They are hated", "Marta Kowal", "Orrin Capital"),
    ("Where are", *NOBODY),
)


def test_who_is_interviewed_may_be_named_in_the_title_alone() -> None:
    check_speakers(
        "The fund has returned 9% a year since 2014.\n\n"
        "Q: Where are rates going?\n\nA: Down, but slowly. I would not hurry.\n\n"
        "Q: What would you buy?\n\nA: Banks. They are hated.",
        ANSWERS,
        title="Interview with Marta Kowal of Orrin Capital: banks are hated",
    )


def test_questions_in_bold_are_questions() -> None:
    check_speakers(
        "We spoke by phone on June 3.\n\n"
        "**Where are rates going?**\n\nDown, but slowly. I would not hurry.\n\n"
        "**What would you buy?**\n\nBanks. They are hated, and I like that.",
        ANSWERS,
        title='"Banks are hated": Marta Kowal, Orrin Capital',
    )
