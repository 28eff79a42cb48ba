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


def test_who_spoke_to_the_outlet_answers_under_initials() -> None:
    check_speakers(
        "*Marta Kowal of Orrin Capital on rates*\n\n"
        "Marta Kowal has run the fund since 2014. She spoke to *Harbour Weekly's* Ines Roth in May.\n\n"
        "**Harbour Weekly: Where are rates going?**\n\n"
        "**Marta Kowal:** Down, but slowly. I would not hurry.\n\n"
        "**HW: You sold the banks. They fell.**\n\n**MK:** They are hated, and I like that.\n\n"
        "**HW: What would you buy?**\n\n**MK:** I buy them back at 20.\n\n"
        "**HW: When?**\n\n**MK:** In June, I think.",
        (*ANSWERS[:3], ("I buy them back", "Marta Kowal", "Orrin Capital"), ("You sold", *NOBODY)),
    )
