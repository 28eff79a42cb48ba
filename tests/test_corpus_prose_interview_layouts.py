"""Interviews by their layout: labels, initials, questions in bold."""

import pytest
from prose import ANY, NOBODY, Cases, Expected, check_speakers, list_cases

CASES: Cases = {
    "initials for names": (
        (
            'Q&A: "I have never met a macro forecast I could use"\n\nBy Lindy Sparrow\n\n'
            "Tobias Renn manages the $1.4 billion Larkspur Small-Cap Fund for Larkspur "
            "Partners. He was a chemistry teacher until he was 35. The interview has been "
            "edited for length.\n\nLS: How do you find companies?\n\nTR: I drive. Last year "
            "I went to 140 plants. You learn more from a car park than from a conference "
            "call.\n\nLS: What did you buy lately?\n\nTR: A company in Ohio that makes lids. "
            "Nobody covers it. I told Bill Haze at Stifel about it and he laughed.\n\nLS: "
            "What about interest rates?\n\nTR: I have never met a macro forecast I could "
            "use. My partner Edda Lowe watches rates for us.\n\nLS: What keeps you up at "
            "night?\n\nTR: The dog.\n",
            (
                ("140 plants", "Tobias Renn", "Larkspur"),
                ("from a car park", "Tobias Renn", "Larkspur"),
                ("makes lids", "Tobias Renn", "Larkspur"),
                ("he laughed", "Tobias Renn", "Larkspur"),
                ("never met a macro forecast I could use. My", ANY, ANY),
                ("watches rates", "Tobias Renn", "Larkspur"),
                ("The dog.", "Tobias Renn", "Larkspur"),
                ("What did you buy", *NOBODY),
            ),
        ),
    ),
    "layouts of questions and answers": (
        (
            "Interview with Marta Kowal, manager of the Orrin Value Fund, Orrin Capital\n\n"
            "Q: Where are rates going?\n\nA: Down, but slowly. I would not hurry.\n\nQ: You "
            "sold Velmora last year. Why?\n\nA: Because the price had caught up. Peter Lund "
            "at Citi still likes it; I do not.\n\nQ: What would you buy?\n\nA: Banks. They "
            "are hated, and I like hated things.\n\nI would also look at Japan.",
            (
                ("Down, but", "Marta Kowal", "Orrin Capital"),
                ("I would not hurry", "Marta Kowal", "Orrin Capital"),
                ("caught up", "Marta Kowal", "Orrin Capital"),
                ("hated things", "Marta Kowal", "Orrin Capital"),
                ("look at Japan", "Marta Kowal", "Orrin Capital"),
                ("Where are", *NOBODY),
                ("You sold", *NOBODY),
            ),
        ),
        (
            "THE INTERVIEW: Marta Kowal, Orrin Capital\n\nKowal runs the Orrin Value Fund. "
            "We spoke by phone on June 3.\n\nQ: Where are rates going?\n\nA: Down, but "
            "slowly. I would not hurry.\n\nQ: You sold Velmora last year. Why?\n\nA: Because "
            "the price had caught up. Peter Lund at Citi still likes it; I do not.\n\nQ: "
            "What would you buy?\n\nA: Banks. They are hated, and I like hated things.\n\nI "
            "would also look at Japan.",
            (
                ("Down, but", "Marta Kowal", "Orrin Capital"),
                ("I would not hurry", "Marta Kowal", "Orrin Capital"),
                ("caught up", "Marta Kowal", "Orrin Capital"),
                ("hated things", "Marta Kowal", "Orrin Capital"),
                ("look at Japan", "Marta Kowal", "Orrin Capital"),
                ("Where are", *NOBODY),
                ("You sold", *NOBODY),
            ),
        ),
        (
            "Marta Kowal, 51, oversees $4 billion as head of equities at Orrin Capital. "
            "Lindy Sparrow spoke with her in Leeds.\n\nQuestion: Where are rates going?\n\n"
            "Answer: Down, but slowly. I would not hurry.\n\nQuestion: You sold Velmora last "
            "year. Why?\n\nAnswer: Because the price had caught up. Peter Lund at Citi still "
            "likes it; I do not.\n\nQuestion: What would you buy?\n\nAnswer: Banks. They are "
            "hated, and I like hated things.\n\nI would also look at Japan.",
            (
                ("Down, but", "Marta Kowal", "Orrin Capital"),
                ("I would not hurry", "Marta Kowal", "Orrin Capital"),
                ("caught up", "Marta Kowal", "Orrin Capital"),
                ("hated things", "Marta Kowal", "Orrin Capital"),
                ("look at Japan", "Marta Kowal", "Orrin Capital"),
                ("Where are", *NOBODY),
                ("You sold", *NOBODY),
            ),
        ),
        (
            "Interview with Marta Kowal, head of equities at Orrin Capital\n\nFund World: "
            "Where are rates going?\n\nKowal: Down, but slowly. I would not hurry.\n\nFund "
            "World: You sold Velmora last year. Why?\n\nKowal: Because the price had caught "
            "up. Peter Lund at Citi still likes it; I do not.\n\nFund World: What would you "
            "buy?\n\nKowal: Banks. They are hated, and I like hated things.\n\nI would also "
            "look at Japan.",
            (
                ("Down, but", "Marta Kowal", "Orrin Capital"),
                ("I would not hurry", "Marta Kowal", "Orrin Capital"),
                ("caught up", "Marta Kowal", "Orrin Capital"),
                ("hated things", "Marta Kowal", "Orrin Capital"),
                ("look at Japan", "Marta Kowal", "Orrin Capital"),
                ("Where are", *NOBODY),
                ("You sold", *NOBODY),
            ),
        ),
        (
            "Interview with Marta Kowal, head of equities at Orrin Capital\n\nFW: Where are "
            "rates going?\n\nMK: Down, but slowly. I would not hurry.\n\nFW: You sold "
            "Velmora last year. Why?\n\nMK: Because the price had caught up. Peter Lund at "
            "Citi still likes it; I do not.\n\nFW: What would you buy?\n\nMK: Banks. They "
            "are hated, and I like hated things.\n\nI would also look at Japan.",
            (
                ("Down, but", "Marta Kowal", "Orrin Capital"),
                ("I would not hurry", "Marta Kowal", "Orrin Capital"),
                ("caught up", "Marta Kowal", "Orrin Capital"),
                ("hated things", "Marta Kowal", "Orrin Capital"),
                ("look at Japan", "Marta Kowal", "Orrin Capital"),
                ("Where are", *NOBODY),
                ("You sold", *NOBODY),
            ),
        ),
        (
            "Fund World, June 2026\n\nInterview with Marta Kowal\nOrrin Capital, Leeds\n\nQ: "
            "Where are rates going?\n\nA: Down, but slowly. I would not hurry.\n\nQ: You "
            "sold Velmora last year. Why?\n\nA: Because the price had caught up. Peter Lund "
            "at Citi still likes it; I do not.\n\nQ: What would you buy?\n\nA: Banks. They "
            "are hated, and I like hated things.\n\nI would also look at Japan.",
            (
                ("Down, but", "Marta Kowal", "Orrin Capital"),
                ("I would not hurry", "Marta Kowal", "Orrin Capital"),
                ("caught up", "Marta Kowal", "Orrin Capital"),
                ("hated things", "Marta Kowal", "Orrin Capital"),
                ("look at Japan", "Marta Kowal", "Orrin Capital"),
                ("Where are", *NOBODY),
                ("You sold", *NOBODY),
            ),
        ),
        (
            "Interview with Marta Kowal\n\nMarta Kowal is a portfolio manager at Orrin "
            "Capital in Leeds. She has run the Value Fund since 2014.\n\nQ: Where are rates "
            "going?\n\nA: Down, but slowly. I would not hurry.\n\nQ: You sold Velmora last "
            "year. Why?\n\nA: Because the price had caught up. Peter Lund at Citi still "
            "likes it; I do not.\n\nQ: What would you buy?\n\nA: Banks. They are hated, and "
            "I like hated things.\n\nI would also look at Japan.\n\nThe fund has returned 9% "
            'a year. Morningstar analyst Ryan Hale calls it "steady".',
            (
                ("Down, but", "Marta Kowal", "Orrin Capital"),
                ("I would not hurry", "Marta Kowal", "Orrin Capital"),
                ("caught up", "Marta Kowal", "Orrin Capital"),
                ("hated things", "Marta Kowal", "Orrin Capital"),
                ("look at Japan", "Marta Kowal", "Orrin Capital"),
                ("Where are", *NOBODY),
                ("You sold", *NOBODY),
                ("steady", "Ryan Hale", "Morningstar"),
                ("has returned", *NOBODY),
            ),
        ),
    ),
}


@pytest.mark.parametrize(("text", "expected"), list_cases(CASES))
def test_a_phrase_is_whose_the_prose_tells(text: str, expected: tuple[Expected, ...]) -> None:
    check_speakers(text, expected)
