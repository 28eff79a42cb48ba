"""Coverage of results: calls, releases, guidance and what analysts make of them."""

import pytest
from prose import ANY, NOBODY, Cases, Expected, check_speakers, list_cases

CASES: Cases = {
    "earnings calls": (
        (
            "On a call with analysts, Velmora Motors Chief Financial Officer Dario Conti "
            "said margins would recover.",
            (("would recover", "Dario Conti", "Velmora Motors"),),
        ),
        (
            "Velmora Motors reported a loss. On the call, finance chief Dario Conti said "
            "margins would recover. Asked about China by an analyst at Citi, he said orders "
            "were thin.",
            (
                ("would recover", "Dario Conti", "Velmora Motors"),
                ("orders were thin", "Dario Conti", "Velmora Motors"),
            ),
        ),
        (
            "Velmora Motors now expects sales of 4 billion euros this year, down from 4.2 billion.",
            (("sales of 4", "", "Velmora Motors"),),
        ),
        (
            "Velmora Motors sees full-year earnings of $4.10 to $4.30 a share.",
            (("full-year", "", "Velmora Motors"),),
        ),
        (
            "Velmora Motors guided for revenue of $1.2 billion in the third quarter.",
            (("revenue of", "", "Velmora Motors"),),
        ),
        (
            "Analysts had expected $4.50, according to LSEG data.",
            (("had expected", *NOBODY),),
        ),
        (
            'Velmora Motors fell 5%. "We had a slow start," Chief Executive Rosa Klein said '
            'on a call. The company is "cautiously optimistic" about the second half, she '
            "said.",
            (
                ("slow start", "Rosa Klein", "Velmora Motors"),
                ("cautiously", "Rosa Klein", "Velmora Motors"),
            ),
        ),
    ),
    "earnings reports": (
        (
            "Velmora Motors reported third-quarter earnings of $1.12 a share, beating "
            "estimates.\n\nThe carmaker now sees full-year revenue of $12.4 billion, up from "
            '$12 billion. Chief Executive Rosa Klein said demand was "the strongest since '
            '2019".',
            (
                ("full-year revenue", "", "Velmora Motors"),
                ("strongest", "Rosa Klein", "Velmora Motors"),
            ),
        ),
        (
            "Velmora Motors raised its full-year forecast on Tuesday.",
            (("full-year forecast", "", "Velmora Motors"),),
        ),
        (
            "Analysts on average had expected 98 cents, according to FactSet. Revenue rose "
            "6% to $3.1 billion.",
            (
                ("98 cents", *NOBODY),
                ("Revenue rose", *NOBODY),
            ),
        ),
        (
            'Velmora Motors\' shares rose 4%. "The beat was clean," wrote Evercore ISI '
            'analyst Lena Fox. "What the market wants now is orders." Fox rates the shares '
            "outperform.",
            (
                ("beat was clean", "Lena Fox", "Evercore ISI"),
                ("wants now", "Lena Fox", "Evercore ISI"),
                ("rates the shares", "Lena Fox", "Evercore ISI"),
            ),
        ),
        (
            'Asked whether margins had peaked, Conti said: "I would not use that word." '
            "Dario Conti is finance chief of Velmora Motors.",
            (("use that word", "Dario Conti", "Velmora Motors"),),
        ),
        (
            "Velmora Motors' finance chief, Dario Conti, told analysts the order book stood "
            "at 14 months. Inventories will come down by year-end, he said, without giving a "
            "number.",
            (
                ("order book", "Dario Conti", "Velmora Motors"),
                ("Inventories will", "Dario Conti", "Velmora Motors"),
            ),
        ),
        (
            "JPMorgan analyst Owen Mackie asked about China. Klein replied that orders there "
            'were "fine". Rosa Klein runs Velmora Motors.',
            (("there were", "Rosa Klein", "Velmora Motors"),),
        ),
        (
            "For the fourth quarter, Velmora Motors expects sales to be flat. Wall Street "
            "was looking for growth of 3%.",
            (
                ("to be flat", "", "Velmora Motors"),
                ("Wall Street", *NOBODY),
            ),
        ),
        (
            '"We remain disciplined," said Rosa Klein, president and chief executive officer '
            "of Velmora Motors.",
            (("disciplined", "Rosa Klein", "Velmora Motors"),),
        ),
        (
            "LEEDS, England, Oct. 21, 2026 -- Velmora Motors plc (LSE: VLM) today reported "
            'results.\n\n"We delivered another strong quarter," said Rosa Klein, Chief '
            'Executive Officer. "Our backlog has never been larger."\n\nThe Company expects '
            "revenue of $12.4 billion for the full year.\n\nMr. Conti will retire in March. "
            '"Dario has been a partner in all of it," Ms. Klein said. Dario Conti is Chief '
            "Financial Officer.",
            (
                ("another strong", "Rosa Klein", "Velmora Motors"),
                ("never been larger", "Rosa Klein", "Velmora Motors"),
                ("expects revenue", "", "Velmora Motors"),
                ("partner in all", "Rosa Klein", "Velmora Motors"),
            ),
        ),
        (
            "Outlook\n\nVelmora Motors plc anticipates capital expenditure of $400 million. "
            "The Company reaffirms its dividend policy.",
            (("anticipates", "", "Velmora Motors"),),
        ),
        (
            'Velmora Motors missed estimates on Thursday. The results were "messy", '
            "Stifel's Brady Coughlin said, cutting his target to $60.",
            (("messy", "Brady Coughlin", "Stifel"),),
        ),
        (
            "Not all were impressed. Brady Coughlin at Stifel kept his hold rating and said "
            'the guide "leaves no room for error".',
            (("no room", "Brady Coughlin", "Stifel"),),
        ),
        (
            'Management blamed the weather. "Snow is not a strategy," quipped RBC\'s Hannah Croft.',
            (("Snow is", "Hannah Croft", "RBC"),),
        ),
    ),
    "results, second wording": (
        (
            "Velmora Group beat expectations and lifted its outlook.\n\nThe company, based "
            "in Ohio, said it now expects earnings of $5.10 to $5.30 a share, compared with "
            "a previous range of $4.90 to $5.20.",
            (("$5.10", "", "Velmora Group"),),
        ),
        (
            '"Demand surprised us," CEO Rosa Klein told analysts on a conference call. "We '
            'are hiring again." The company, Velmora Group, makes pumps.',
            (
                ("surprised us", "Rosa Klein", ANY),
                ("hiring again", "Rosa Klein", ANY),
            ),
        ),
        (
            "Velmora Group's Klein said on the call that pricing had held. Rosa Klein took "
            "over in May. Her predecessor, Jack Tarn, had warned of cuts.",
            (("pricing had", "Rosa Klein", "Velmora Group"),),
        ),
        (
            "Gross margin was 41.2%. Management attributed the gain to mix. CFO Dario Conti "
            "said he expected it to fade. Velmora Group shares fell.",
            (("to fade", "Dario Conti", ANY),),
        ),
        (
            "Asked by Morgan Stanley's Devin Marsh about copper, Conti said the company had "
            "hedged 80% of its needs. Dario Conti is CFO of Velmora Group.",
            (("hedged 80%", "Dario Conti", "Velmora Group"),),
        ),
        (
            "KeyBanc's Lena Fox, who had feared worse, raised her target to $88 but kept a "
            "sector weight rating.",
            (("raised her", "Lena Fox", "KeyBanc"),),
        ),
        (
            "Ahead of the report, options implied a move of 6%. Stephens had called the "
            "stock its best idea.",
            (("best idea", "", "Stephens"),),
        ),
        (
            'Velmora Group "is not immune", Klein conceded, but "we are not a proxy for '
            'housing either". Rosa Klein is chief executive.',
            (
                ("not immune", "Rosa Klein", ANY),
                ("proxy for", "Rosa Klein", ANY),
            ),
        ),
        (
            'Third-Quarter Results\n\n"Our people delivered," said Rosa Klein, Chairman and '
            'CEO of Velmora Group. "I am proud of them."\n\nFull-year 2026 guidance\n\n'
            "Velmora Group now anticipates:\n\nRevenue of $2.6 billion\n\nForward-looking "
            "statements involve risks.",
            (
                ("people delivered", "Rosa Klein", "Velmora Group"),
                ("proud of them", "Rosa Klein", "Velmora Group"),
                ("involve risks", *NOBODY),
            ),
        ),
        (
            'The board declared a dividend of 22 cents. "It reflects our confidence," said '
            "Dario Conti, Executive Vice President and Chief Financial Officer.\n\nVelmora "
            "Group (NYSE: VLM) will host a call at 9 a.m.",
            (
                ("our confidence", "Dario Conti", ANY),
                ("host a call", *NOBODY),
            ),
        ),
        (
            "Profit fell by a third as Velmora Group took a charge. Excluding that, the "
            "company said, earnings would have risen 4%.",
            (("have risen", "", "Velmora Group"),),
        ),
        (
            "Velmora Group also warned that tariffs would cost it $30 million next year.",
            (("tariffs would", "", "Velmora Group"),),
        ),
        (
            'Velmora Group shares, up 30% this year, rose another 5% after the report. "This '
            'is what a moat looks like," said Mary Osei, whose fund at Invesco owns the '
            "stock.",
            (("a moat", "Mary Osei", "Invesco"),),
        ),
    ),
}


@pytest.mark.parametrize(("text", "expected"), list_cases(CASES))
def test_a_phrase_is_whose_the_prose_tells(text: str, expected: tuple[Expected, ...]) -> None:
    check_speakers(text, expected)
