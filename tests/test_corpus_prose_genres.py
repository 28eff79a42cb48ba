"""Genres of news prose: deals, results, releases, market wraps, interviews with fund managers."""

import pytest
from prose import ANY, NOBODY, Cases, Expected, check_speakers, list_cases

CASES: Cases = {
    "deal coverage": (
        (
            "Orrin Foods agreed to buy Velmora Group for $4.2 billion in cash, the companies "
            "said on Monday.",
            (("agreed to buy", *NOBODY),),
        ),
        (
            'Orrin Foods agreed to buy rival Velmora Group for $4.2 billion.\n\n"This deal '
            'gives us scale," Orrin Foods Chief Executive Rosa Klein said in a statement. '
            "She said the companies would save $200 million a year.",
            (
                ("gives us scale", "Rosa Klein", "Orrin Foods"),
                ("would save", "Rosa Klein", "Orrin Foods"),
            ),
        ),
        (
            "Orrin Foods expects the deal to close in the first half of next year and to add "
            "to earnings from the second year.",
            (("to close in", "", "Orrin Foods"),),
        ),
        (
            '"The price looks full," said Dario Conti, an analyst at Kepler Cheuvreux. "But '
            'the logic is there," he added. Conti has a hold rating on Orrin Foods.',
            (
                ("looks full", "Dario Conti", "Kepler Cheuvreux"),
                ("the logic", "Dario Conti", "Kepler Cheuvreux"),
                ("hold rating", "Dario Conti", "Kepler Cheuvreux"),
            ),
        ),
        (
            'Analysts at Bernstein said the premium was "hard to justify". They cut Orrin '
            "Foods to market perform.",
            (
                ("hard to", "", "Bernstein"),
                ("market perform", "", "Bernstein"),
            ),
        ),
        (
            "Velmora Group, which makes pumps, did not respond to a request for comment. "
            "Lazard advised Orrin Foods.",
            (
                ("did not respond", *NOBODY),
                ("advised", *NOBODY),
            ),
        ),
        (
            'Orrin Foods Chairman Peter Lund called the offer "opportunistic" and urged '
            "holders to take no action.",
            (("opportunistic", "Peter Lund", "Orrin Foods"),),
        ),
        (
            "The chairman, Peter Lund, said in a letter to shareholders that Velmora Group "
            "undervalued the business. Orrin Foods shares rose 12%.",
            (("undervalued", "Peter Lund", ANY),),
        ),
        (
            "A person close to Velmora Group said talks had broken down twice before.",
            (("broken down", *NOBODY),),
        ),
        (
            "Velmora Group said that it had received an unsolicited approach and that its "
            "board would review it.",
            (("unsolicited", "", "Velmora Group"),),
        ),
        (
            "Rosa Klein, who has run Orrin Foods since 2019, will lead the combined group. "
            '"Two plus two is five," she told reporters on a call. Velmora\'s chief '
            'executive, Owen Mackie, will be her deputy. He called it "a marriage of equals".',
            (
                ("Two plus two", "Rosa Klein", "Orrin Foods"),
                ("marriage of", "Owen Mackie", "Velmora"),
            ),
        ),
        (
            "Activist investor Tarn Capital, which owns 6% of Velmora Group, said the bid "
            'was too low. "We will vote no," said its founder, Jack Tarn.',
            (
                ("too low", "", "Tarn Capital"),
                ("vote no", "Jack Tarn", "Tarn Capital"),
            ),
        ),
        (
            "Tarn Capital, Velmora Group's second-largest shareholder, welcomed the bid.",
            (("welcomed", "", "Tarn Capital"),),
        ),
        (
            'The deal "makes strategic sense", wrote Citi\'s Lena Fox, but it "will be a '
            'slog" at the regulator.',
            (
                ("strategic sense", "Lena Fox", "Citi"),
                ("a slog", "Lena Fox", "Citi"),
            ),
        ),
        (
            'Antitrust lawyers were less sure. "Expect a second request," said Mary Osei, a '
            "partner at Hale & Byrd who used to work at the Justice Department.",
            (("second request", "Mary Osei", "Hale & Byrd"),),
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
    "market wraps": (
        (
            'Stocks rose on Tuesday. "Investors want to believe," said Hannah Croft, chief '
            'market strategist at LPL Financial in Charlotte. "The data is letting them."',
            (
                ("want to believe", "Hannah Croft", "LPL"),
                ("letting them", "Hannah Croft", "LPL"),
            ),
        ),
        (
            "The S&P 500 added 0.4%. Velmora Motors jumped 7% after the carmaker raised its "
            "outlook. UBS upgraded Orrin Foods to buy, sending it up 3%.",
            (("upgraded", "", "UBS"),),
        ),
        (
            '"It\'s a relief rally," said Jack Tarn, who helps oversee $40 billion at Tarn '
            "Capital. Others were more guarded: Mary Osei of Invesco said positioning had "
            "become stretched.",
            (
                ("relief rally", "Jack Tarn", "Tarn Capital"),
                ("stretched", "Mary Osei", "Invesco"),
            ),
        ),
        (
            'Fed funds futures price in two cuts, CME\'s tool shows. "Two is generous," '
            "said Mary Osei, an economist at Invesco. Fed Governor Ada Quist said on Monday "
            'that policy was "well positioned".',
            (
                ("Two is", "Mary Osei", "Invesco"),
                ("well positioned", "Ada Quist", "Federal Reserve"),
            ),
        ),
        (
            "Treasury yields fell. The move reflects fear, not hope, according to Bob Lyle "
            "of Western Asset.",
            (("reflects fear", "Bob Lyle", "Western Asset"),),
        ),
        (
            '"There was nowhere to hide," Jack Tarn, a trader at Jefferies in New York, said '
            'by phone. "Even gold fell."',
            (
                ("nowhere to", "Jack Tarn", "Jefferies"),
                ("Even gold", "Jack Tarn", "Jefferies"),
            ),
        ),
        (
            "Strategists at Goldman Sachs led by Ben Snow see the index at 7,600 by "
            "year-end; Morgan Stanley's Mike Wills is at 7,800. Both cite earnings.",
            (
                ("7,600", "Ben Snow", "Goldman Sachs"),
                ("7,800", "Mike Wills", "Morgan Stanley"),
            ),
        ),
        (
            "Bank of America's monthly survey showed fund managers were the most bullish "
            "since 2021.",
            (("most bullish", "", "Bank of America"),),
        ),
        (
            'In a note titled "Mind the Gap", Barclays strategists including Lena Fox wrote '
            "that breadth was narrowing.",
            (("breadth was", "Lena Fox", "Barclays"),),
        ),
        (
            "Deutsche Bank economists now see the Fed on hold until March. They had "
            "previously expected a cut in December.",
            (
                ("on hold", "", "Deutsche Bank"),
                ("had previously", "", "Deutsche Bank"),
            ),
        ),
        (
            '"The Fed is trapped," she said. Earlier, Lena Fox of Barclays had said the '
            "economy was fine.",
            (
                ("The Fed is trapped", *NOBODY),
                ("economy was fine", "Lena Fox", "Barclays"),
            ),
        ),
        (
            "Boeing rose 2% and Caterpillar 3%. Advancers beat decliners. Oil settled at "
            "$67, with traders citing supply.",
            (
                ("Oil settled", *NOBODY),
                ("Boeing rose", *NOBODY),
            ),
        ),
        (
            'Investors are "whistling past it", Lena Fox, global strategist at Barclays, '
            "wrote to clients on Friday. She likes banks.",
            (
                ("whistling", "Lena Fox", "Barclays"),
                ("likes banks", "Lena Fox", "Barclays"),
            ),
        ),
        (
            "One risk is tariffs, say economists at Nomura, who estimate that they add 0.3 "
            "points to inflation.",
            (
                ("One risk", "", "Nomura"),
                ("add 0.3", "", "Nomura"),
            ),
        ),
        (
            'What would change her mind? "A bad auction," said Lena Fox of Barclays.',
            (("bad auction", "Lena Fox", "Barclays"),),
        ),
        (
            "Peter Lund at Nordea remains constructive. He and his team favour cyclicals "
            "over defensives.",
            (
                ("constructive", "Peter Lund", "Nordea"),
                ("favour cyclicals", "Peter Lund", "Nordea"),
            ),
        ),
        (
            "Volumes were thin. Jack Tarn, an independent trader, was not surprised. "
            '"August," he said.',
            (("August,", "Jack Tarn", ""),),
        ),
        (
            "The day's move was led by chips. Nvidia, which reports next week, gained 3%.",
            (("gained 3%", *NOBODY),),
        ),
    ),
}


@pytest.mark.parametrize(("text", "expected"), list_cases(CASES))
def test_a_phrase_is_whose_the_prose_tells(text: str, expected: tuple[Expected, ...]) -> None:
    check_speakers(text, expected)
