"""Whole reports of results: whose words a phrase is."""

import pytest
from prose import NOBODY, Cases, Expected, check_speakers, list_cases

CASES: Cases = {
    "a wire report": (
        (
            "Calder Tools tops estimates, lifts outlook as data centres buy more\n\nCalder "
            "Tools (CLD) reported a bigger third-quarter profit than analysts expected on "
            "Wednesday and raised its forecast for the year, helped by demand for cooling "
            "gear.\n\nNet income rose to $212 million, or $1.61 a share, from $180 million a "
            "year earlier. Analysts polled by LSEG had expected $1.48.\n\nThe Ohio-based "
            "company now sees adjusted earnings of $6.20 to $6.35 a share this year, up from "
            'an earlier range of $5.90 to $6.10.\n\n"We have more orders than we have '
            'shifts," Chief Executive Bram Holloway told analysts. He said the backlog had '
            "reached $3.3 billion and that a second plant in Georgia would open in May.\n\n"
            "Finance chief Priya Natesan said margins would dip in the fourth quarter "
            'because of start-up costs. "It\'s a speed bump, not a trend," she said.\n\nThe '
            "stock, which had doubled this year, fell 4% in afternoon trading. Some on the "
            "call wanted more. Asked by Wolfe Research's Ned Barlow whether growth would "
            'slow next year, Holloway said it was "too early to draw that line."\n\n"The bar '
            'was on the roof," said KeyBanc analyst Carla Munt, who has an overweight '
            "rating. Munt raised her target to $265 from $240. Morgan Stanley's Theo Grant "
            "was more cautious; he kept his equal-weight rating and wrote that the order "
            'book "rests on four customers."\n\nMelius Research noted that free cash flow '
            "missed. The firm had flagged inventories in September.\n\nCalder, which spun "
            "off its garden unit in 2024, said it would buy back $500 million of shares. "
            "Natesan added that acquisitions were not a priority.\n",
            (
                ("now sees adjusted", "", "Calder Tools"),
                ("than we have shifts", "Bram Holloway", "Calder Tools"),
                ("had reached", "Bram Holloway", "Calder Tools"),
                ("second plant", "Bram Holloway", "Calder Tools"),
                ("margins would dip", "Priya Natesan", "Calder Tools"),
                ("speed bump", "Priya Natesan", "Calder Tools"),
                ("draw that line", "Bram Holloway", "Calder Tools"),
                ("on the roof", "Carla Munt", "KeyBanc"),
                ("raised her target", "Carla Munt", "KeyBanc"),
                ("equal-weight rating", "Theo Grant", "Morgan Stanley"),
                ("four customers", "Theo Grant", "Morgan Stanley"),
                ("cash flow missed", "", "Melius"),
                ("had flagged", "", "Melius"),
                ("buy back $500", "", "Calder Tools"),
                ("not a priority", "Priya Natesan", "Calder Tools"),
                ("had expected $1.48", *NOBODY),
            ),
        ),
    ),
    "a release": (
        (
            "Calder Tools Reports Third Quarter 2026 Results\n\nAKRON, Ohio, October 21, "
            "2026 — Calder Tools Inc. (NYSE: CLD), a leading maker of industrial cooling "
            "equipment, today announced results for the quarter ended September 30, 2026.\n\n"
            '"Our teams delivered another record quarter," said Bram Holloway, Calder\'s '
            'President and Chief Executive Officer. "Demand from data center customers '
            'remains exceptional, and we are investing to meet it."\n\nThird Quarter '
            'Highlights\n\nRevenue of $1.9 billion, up 12%\nBacklog of $3.3 billion\n\n"Cash '
            'generation was strong," said Priya Natesan, Executive Vice President and Chief '
            'Financial Officer. "We returned $180 million to shareholders in the quarter, '
            'and we expect to return more."\n\nOutlook\n\nThe Company now expects full-year '
            "adjusted earnings per share of $6.20 to $6.35. The Company continues to expect "
            "capital expenditures of approximately $400 million.\n\nMr. Holloway concluded, "
            '"We enter the final quarter with momentum."\n\nAbout Calder Tools\n\nCalder '
            "Tools employs 9,000 people.\n",
            (
                ("another record", "Bram Holloway", "Calder"),
                ("remains exceptional", "Bram Holloway", "Calder"),
                ("Cash generation", "Priya Natesan", "Calder"),
                ("return more", "Priya Natesan", "Calder"),
                ("now expects full-year", "", "Calder"),
                ("continues to expect", "", "Calder"),
                ("with momentum", "Bram Holloway", "Calder"),
                ("employs 9,000", *NOBODY),
            ),
        ),
    ),
    "a report of softer orders": (
        (
            "Ostrander beats but flags softer orders\n\nBy Cal Whitby\n\nOstrander Inc. "
            "posted second-quarter results ahead of Wall Street's estimates on Thursday, "
            "though its shares lost ground after the pump maker said orders had weakened in "
            "June.\n\nThe Ohio company earned $2.11 a share on an adjusted basis. Analysts "
            "were looking for $1.98, according to Visible Alpha.\n\nOrders fell 4% in June "
            "from May, Chief Operating Officer Wendell Kraus told analysts, and July "
            '"hasn\'t been a fireworks show either."\n\nChief Executive Maria Quint struck '
            "a brighter note. The water business, she said, has never had a fuller pipeline. "
            "It will open a plant in Arizona next spring.\n\nOstrander left its guidance for "
            "the year unchanged: revenue of $2.6 billion and adjusted earnings of $8.10 to "
            '$8.40 a share. The forecast assumes no recession.\n\n"Unchanged is the new '
            'cut," said Nick Dray at Gordon Haskett, whose note was titled "Pump the '
            "Brakes.\" Dray rates the stock hold.\n\nWilliam Blair's Brian Drob disagrees. "
            'He thinks the June dip was about timing and would buy the weakness. "Water '
            "doesn't have a cycle,\" Drob wrote.\n\nA third analyst, Deane Dray's former "
            "colleague Mitch Kim of Oppenheimer, stayed neutral, noting that copper costs "
            "will bite in the second half.\n\nAsked whether tariffs had hurt orders, Quint "
            'said "some, not most."\n\nTreasurer Hal Beck said on the call that the company '
            "would refinance $400 million of notes this autumn. Beck, who joined from Eaton "
            "in March, added that it had no plans to issue equity.\n\nThe stock closed down "
            "5.3%. Xylem lost 2%, and Pentair, which reports next Tuesday, 1%.\n",
            (
                ("weakened in June", "", "Ostrander"),
                ("looking for", *NOBODY),
                ("Orders fell 4%", "Wendell Kraus", "Ostrander"),
                ("fireworks", "Wendell Kraus", "Ostrander"),
                ("fuller pipeline", "Maria Quint", "Ostrander"),
                ("for the year unchanged", "", "Ostrander"),
                ("the new cut", "Nick Dray", "Gordon Haskett"),
                ("rates the stock", "Nick Dray", "Gordon Haskett"),
                ("about timing", "Brian Drob", "William Blair"),
                ("have a cycle", "Brian Drob", "William Blair"),
                ("will bite", "Mitch Kim", "Oppenheimer"),
                ("some, not most", "Maria Quint", "Ostrander"),
                ("would refinance", "Hal Beck", "Ostrander"),
                ("issue equity", "Hal Beck", "Ostrander"),
                ("Pentair", *NOBODY),
            ),
        ),
    ),
    "a bank": (
        (
            "Lorimer Bank profit beats as traders have record quarter\n\nOct 14 (Southern "
            "Wire) - Lorimer Bank (LRM.N) reported a 19% rise in quarterly profit on "
            "Tuesday, helped by volatile markets and a rebound in deals.\n\nNet interest "
            "income fell 2% to $4.1 billion. The bank now expects $16.2 billion for the "
            'year, down from $16.5 billion previously.\n\n"The consumer is tired but not '
            'broken," finance chief Adele Ross told reporters on a call. Card delinquencies, '
            "she said, had stopped rising in August.\n\nChief Executive Tom Wragg, 61, was "
            'asked about succession. "I\'m having too much fun," he told analysts. He has '
            "led Lorimer since 2016.\n\nProvisions rose to $900 million. Ross said half of "
            "that was a single borrower, a supplier of car parts that filed for bankruptcy "
            'last month.\n\n"Clean beat, messy guide," wrote Autonomous analyst Geoff Pike. '
            "Wells Fargo's Mo Hart said the cut to net interest income guidance \"will be "
            'the only thing anyone remembers." Hart rates Lorimer equal weight.\n\nLorimer '
            "shares fell 3%. JPMorgan, which reports on Wednesday, slipped 1%.\n\nRegulators "
            'are weighing lower capital rules. Wragg said the bank would "use every dollar" '
            "for buybacks if they pass.\n\nIts investment bankers earned $1.2 billion in "
            "fees, up 41%. Lorimer economists think the Fed will cut twice more.\n",
            (
                ("$16.2 billion", "", "Lorimer"),
                ("not broken", "Adele Ross", "Lorimer"),
                ("rising in August", "Adele Ross", "Lorimer"),
                ("too much fun", "Tom Wragg", "Lorimer"),
                ("single borrower", "Adele Ross", "Lorimer"),
                ("messy guide", "Geoff Pike", "Autonomous"),
                ("anyone remembers", "Mo Hart", "Wells Fargo"),
                ("rates Lorimer", "Mo Hart", "Wells Fargo"),
                ("every dollar", "Tom Wragg", "Lorimer"),
                ("cut twice more", "", "Lorimer"),
                ("slipped 1%", *NOBODY),
            ),
        ),
    ),
}


@pytest.mark.parametrize(("text", "expected"), list_cases(CASES))
def test_a_phrase_is_whose_the_prose_tells(text: str, expected: tuple[Expected, ...]) -> None:
    check_speakers(text, expected)
