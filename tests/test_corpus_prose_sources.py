"""Sources in news prose: documents, unnamed people, denials, sentences that point back."""

import pytest
from prose import ANY, NOBODY, Cases, Expected, check_speakers, list_cases

CASES: Cases = {
    "statement by document": (
        (
            "The Fed raised rates in May. Minutes of the meeting showed that officials were "
            "split over the pace.",
            (("officials were split", "", "Federal Reserve"),),
        ),
        (
            "Minutes of the Bank of Japan's June meeting showed several members saw upside "
            "risks to prices.",
            (("upside risks", "", "Bank of Japan"),),
        ),
        (
            "Minutes from the Fed's September meeting, released on Wednesday, showed most "
            "officials favoured waiting.",
            (("favoured waiting", "", "Federal Reserve"),),
        ),
        (
            "The ECB's account of the meeting said growth risks were tilted down.",
            (("tilted down", "", "European Central Bank"),),
        ),
        (
            "The International Energy Agency cut its demand forecast. Supply will rise by "
            "twice as much, its monthly report said.",
            (("twice as much", "", "International Energy Agency"),),
        ),
        (
            "A Deloitte report found that half of finance chiefs plan to hire.",
            (("half of finance", "", "Deloitte"),),
        ),
        (
            "Orrin Foods warned on profit. Volumes would fall again, the statement said.",
            (("Volumes would", "", "Orrin Foods"),),
        ),
        (
            "Velmora Motors lowered its outlook on Monday. In a statement, the company "
            "blamed tariffs.",
            (("blamed tariffs", "", "Velmora Motors"),),
        ),
        (
            "In a regulatory filing, Velmora Motors said it would close a plant.",
            (("close a plant", "", "Velmora Motors"),),
        ),
    ),
    "people familiar": (
        (
            "Velmora Motors is weighing a sale of its truck arm, according to people "
            "familiar with the matter.",
            (("weighing a sale", *NOBODY),),
        ),
        (
            "The Financial Times reported on Monday, citing people familiar with the talks, "
            "that Velmora would bid for Orrin Foods.",
            (("would bid", *NOBODY),),
        ),
        (
            "Talks could still fall apart, one of the people said.",
            (("fall apart", *NOBODY),),
        ),
    ),
    "unnamed source of a firm": (
        (
            '"Nobody is buying," said one strategist at Citi, who asked not to be named.',
            (("Nobody is", "", "Citi"),),
        ),
        (
            "One trader at UBS, who asked not to be identified because he is not authorised "
            "to speak, said flows had dried up.",
            (("flows had", "", "UBS"),),
        ),
        (
            '"It was a bloodbath," a Goldman Sachs trader said.',
            (("bloodbath", "", "Goldman Sachs"),),
        ),
        (
            "An economist at Nomura said the yen was too weak.",
            (("too weak", "", "Nomura"),),
        ),
        (
            '"There is no bid," said an executive at a large bank.',
            (("no bid", *NOBODY),),
        ),
        (
            "Two portfolio managers at Amundi, speaking on condition of anonymity, said they "
            "were selling.",
            (("were selling", "", "Amundi"),),
        ),
    ),
    "sources behind according": (
        (
            "Reserves have fallen by $6 billion since July, according to calculations by "
            "Goldman Sachs economists, who expect the lira at 47 to the dollar.",
            (
                ("Reserves have", "", "Goldman Sachs"),
                ("lira at 47", "", "Goldman Sachs"),
            ),
        ),
        (
            "Buybacks reached $300 billion, according to data compiled by Barclays strategists.",
            (("Buybacks reached", "", "Barclays"),),
        ),
        (
            "House prices will fall 4%, according to a survey of economists by Orrin News.",
            (("House prices", *NOBODY),),
        ),
        (
            "Sales fell 3%, according to estimates from Jane Holloway at Barclays.",
            (("Sales fell", "Jane Holloway", "Barclays"),),
        ),
        (
            "The rate will be cut, according to 18 of 21 economists polled by the agency.",
            (("will be cut", *NOBODY),),
        ),
        (
            "Prices rose 2%, according to its website.",
            (("Prices rose", *NOBODY),),
        ),
    ),
    "places and subjects as speakers": (
        (
            "I was at a conference in Edinburgh, where a young man from a hedge fund "
            'explained that dividends were "a leak". A pound paid out, he said, cannot '
            "compound.",
            (("cannot compound", *NOBODY),),
        ),
        (
            "My late uncle Desmond was one: he owned eleven companies.",
            (("owned eleven", *NOBODY),),
        ),
        (
            "Davos is over. The delegates, it said, went home.",
            (("went home", *NOBODY),),
        ),
        (
            'In Vienna, oil was the theme. "We have seen gluts before," the ministry\'s '
            "adviser, Khalid al-Roe, told a conference.",
            (("seen gluts", "Khalid al-Roe", ANY),),
        ),
        (
            'Inventories in the OECD are low. "We have been told for years that a glut is '
            "near,\" the Saudi energy ministry's adviser, Khalid al-Roe, told a conference "
            "in Vienna.",
            (("told for years", "Khalid al-Roe", ANY),),
        ),
        (
            "Orrin Foods fell 3% in Zurich. Velmora rose in Milan, where it is listed.",
            (("rose in Milan", *NOBODY),),
        ),
    ),
    "newspapers and agencies": (
        (
            "Velmora Group is close to a deal with its lenders, the Wall Street Journal "
            "reported, citing people familiar with the matter.",
            (("close to a deal", *NOBODY),),
        ),
        (
            "Bloomberg News reported earlier that Velmora Group would cut jobs. The company "
            "said it does not comment on rumours.",
            (
                ("would cut jobs", *NOBODY),
                ("does not comment", "", "Velmora Group"),
            ),
        ),
        (
            '"It is a mess," one of Velmora Group\'s creditors told the Financial Times.',
            (("a mess", *NOBODY),),
        ),
        (
            "Rosa Klein, chief executive of Velmora Group, told the Financial Times that "
            "talks were going well.",
            (("going well", "Rosa Klein", "Velmora Group"),),
        ),
        (
            "In an interview with Nikkei, Velmora Group president Ken Arata said a sale was "
            "not planned.",
            (("not planned", "Ken Arata", "Velmora Group"),),
        ),
        (
            "According to the Financial Times, Velmora Group has hired advisers.",
            (("hired advisers", *NOBODY),),
        ),
    ),
    "pointing back, second wording": (
        (
            "Inflation will fall below 2%. That, at least, is what the ECB expects.",
            (("below 2%", "", "European Central Bank"),),
        ),
        (
            "Oil will average $55. So argues Rystad's Owen Mackie, who has been bearish all year.",
            (("average $55", "Owen Mackie", "Rystad"),),
        ),
        (
            "The bull market is over. This is the conclusion of a note by Societe Generale's "
            "Albert Lind.",
            (("market is over", "Albert Lind", "Societe Generale"),),
        ),
        (
            "Rates are heading to 3%. Such is the verdict of economists at Nomura.",
            (("heading to 3%", "", "Nomura"),),
        ),
        (
            "The market rose 2%. That is the biggest gain since May.",
            (("rose 2%", *NOBODY),),
        ),
        (
            "The dollar is in trouble. Or so believes Jane Holloway of Barclays.",
            (("in trouble", "Jane Holloway", "Barclays"),),
        ),
    ),
}


@pytest.mark.parametrize(("text", "expected"), list_cases(CASES))
def test_a_phrase_is_whose_the_prose_tells(text: str, expected: tuple[Expected, ...]) -> None:
    check_speakers(text, expected)
