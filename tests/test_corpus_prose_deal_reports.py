"""Whole reports of deals: whose words a phrase is."""

import pytest
from prose import ANY, NOBODY, Cases, Expected, check_speakers, list_cases

CASES: Cases = {
    "a wire report": (
        (
            "Corran to buy Thistledown for $9.4 billion in bet on frozen food\n\nNEW YORK, "
            "July 14 (Southern Wire) - Corran Brands Inc. (CRN.N) said on Tuesday it would "
            "acquire Thistledown Foods Co. (TFC.N) for about $9.4 billion in cash and stock, "
            "bringing together the makers of Ollie waffles and Farmhouse peas.\n\n"
            "Thistledown shareholders will receive $61 in cash and 0.2 of a Corran share for "
            "each share they own, a premium of 27% to Monday's close.\n\n\"Frozen is where "
            "the freezer aisle's growth went,\" Corran Chief Executive Helena Strand said on "
            'a conference call. "We are buying the brand that families already trust."\n\n'
            "Strand, who took the top job in 2023, said the company expected cost savings of "
            "$350 million a year by the third year after closing. She did not rule out job "
            "cuts.\n\nThistledown's chairman, Amos Teller, whose family controls 19% of the "
            "votes, said he would support the deal.\n\nThe combined company would have "
            "annual sales of $17 billion. Corran expects the transaction to add to earnings "
            "in the first full year and sees it closing in the first quarter of 2027.\n\n"
            'Analysts questioned the price. "Thirteen times is a full multiple for peas," '
            "said Dana Osgood of Piper Sandler, who rates Corran neutral. Bernstein's Alexei "
            'Marr said the synergy target looked achievable but "leaves nothing for '
            "error.\"\n\nMoody's placed Corran's Baa2 rating on review for a downgrade, "
            "citing the added debt. S&P said it expected to cut its rating by one notch.\n\n"
            'Antitrust experts see few problems. "They overlap in one category, waffles, and '
            'that can be sold," said Ruth Adeyemi, a partner at law firm Colby Marsh.\n\n'
            "Corran shares fell 5.8% in early trading, while Thistledown's rose 22%. The "
            "buyer's stock had gained 14% this year.\n\nCorran was advised by Centerview and "
            "Goldman Sachs, Thistledown by Evercore.\n\nA representative for the United Food "
            'Workers said the union had not been consulted. "We read it on our phones like '
            "everyone else,\" said its president, Luis Camacho.\n\nThistledown's largest "
            "outside holder, Pinewood Capital, said in an open letter in March that the "
            "company should explore a sale. Pinewood's founder, Gretchen Vale, called "
            'Tuesday\'s price "fair, for now."\n',
            (
                ("it would acquire", "", "Corran Brands"),
                ("Frozen is where", "Helena Strand", "Corran"),
                ("already trust", "Helena Strand", "Corran"),
                ("cost savings of $350", "Helena Strand", "Corran"),
                ("job cuts", "Helena Strand", "Corran"),
                ("support the deal", "Amos Teller", "Thistledown"),
                ("add to earnings", "", "Corran"),
                ("full multiple", "Dana Osgood", "Piper Sandler"),
                ("rates Corran neutral", "Dana Osgood", "Piper Sandler"),
                ("leaves nothing", "Alexei Marr", "Bernstein"),
                ("on review", "", "Moody's"),
                ("by one notch", "", "S&P"),
                ("overlap in one", "Ruth Adeyemi", "Colby Marsh"),
                ("shares fell 5.8%", *NOBODY),
                ("stock had gained", *NOBODY),
                ("not been consulted", "", "United Food Workers"),
                ("on our phones", "Luis Camacho", "United Food Workers"),
                ("explore a sale", "", "Pinewood Capital"),
                ("fair, for now", "Gretchen Vale", "Pinewood"),
                ("was advised", *NOBODY),
                ("will receive", *NOBODY),
            ),
        ),
    ),
    "a British report": (
        (
            "Halberd agrees £2.3bn takeover of Penrose as insurers bulk up\n\nHalberd Group "
            "has agreed to buy Penrose Insurance for £2.3bn, in the biggest deal among UK "
            "insurers for six years.\n\nThe all-share offer values Penrose at 415p a share. "
            "Penrose investors will own 31 per cent of the enlarged group.\n\nDame Alison "
            "Crewe, Halberd's chair, said the deal was \"a once-in-a-decade chance to build "
            'scale at home". Chief executive Marcus Feld will run the combined business.\n\n'
            '"We have been circling each other for years," Mr Feld told reporters. He '
            "promised that head office jobs in Norwich would be kept until at least 2028.\n\n"
            "Penrose's chief executive Ines Carrow, who is expected to leave with a payout "
            'of about £4mn, said it was "the right home for our people".\n\nShares in '
            "Halberd dropped 6 per cent. One top-10 shareholder in the company said he was "
            '"baffled by the price". Analysts at Panmure called the terms "generous to the '
            "point of nervousness\", while Peel Hunt's Oscar Lyle thought the market "
            'reaction overdone.\n\n"Integration is where these things go to die," said Lyle. '
            '"But Feld has done it twice."\n\nThe Prudential Regulation Authority must '
            "approve the deal. It declined to comment.\n\nUnite, which represents 3,000 "
            "Penrose workers, said it would seek urgent talks. The union's national officer, "
            'Debbie Rowe, said staff had been "kept in the dark".\n\nRothschild advised '
            "Halberd. Evercore and Barclays worked for Penrose.\n\nAdditional reporting by "
            "Lee Marsh\n",
            (
                ("once-in-a-decade", "Alison Crewe", "Halberd"),
                ("circling each", "Marcus Feld", "Halberd"),
                ("in Norwich would", "Marcus Feld", "Halberd"),
                ("right home", "Ines Carrow", "Penrose"),
                ("baffled by", *NOBODY),
                ("generous to", "", "Panmure"),
                ("reaction overdone", "Oscar Lyle", "Peel Hunt"),
                ("go to die", "Oscar Lyle", "Peel Hunt"),
                ("done it twice", "Oscar Lyle", "Peel Hunt"),
                ("urgent talks", "", "Unite"),
                ("kept in the dark", "Debbie Rowe", "Unite"),
                ("Rothschild advised", *NOBODY),
                ("worked for", *NOBODY),
                ("will own 31", *NOBODY),
            ),
        ),
    ),
    "a merger of two railways": (
        (
            "Meridian Rail to merge with Summit Freight in $31 billion deal\n\nNov 3 "
            "(Southern Wire) - Meridian Rail and Summit Freight said on Monday they had "
            "agreed to combine in an all-stock transaction that would create the "
            "second-largest railroad in the United States.\n\nMeridian holders would own 58% "
            "of the new company, which would keep the Meridian name and be based in "
            "Omaha.\n\nKeith Alder, Meridian's chief executive, will lead it. \"The customer "
            'wants one phone call," Alder said in an interview. "Today he makes two."\n\n'
            "Summit CEO Dolores Vance will become executive chair for two years, the "
            "companies said.\n\nVance told analysts that the boards had considered a cash "
            'bid and dismissed it. "Cash would have meant debt, and debt would have meant '
            'fewer locomotives," she said.\n\nThe deal needs approval from the Surface '
            "Transportation Board, whose chairman, Martin Obey, has said he is skeptical of "
            "further consolidation. A spokeswoman for the agency declined to comment on "
            "Monday.\n\nMeridian forecast $1.1 billion of annual synergies, two-thirds of "
            "them from costs. Summit's finance chief, Ray Tolland, said the estimate was "
            'conservative.\n\nShippers reacted with alarm. "We have fewer railroads than '
            'baseball leagues," said Nora Finch, who heads the Grain Shippers Alliance, a '
            "lobby group in Kansas City. The group will oppose the merger.\n\nInvestors were "
            "kinder. Summit rose 9% and Meridian slipped 1%. Cowen's Jason Sedlow called it "
            '"the last good deal on the map" and raised his target on Summit to $92. TD\'s '
            "Cherie Radan, however, put the chance of approval at 55%.\n\nThe union SMART-TD "
            "said it had questions about crews. Its president, Jeremy Farr, plans to meet "
            "Alder next week.\n\nWarren Lott, a fund manager at Davenport who owns both "
            'stocks, said he would vote for it "with one eye closed."\n\nTalks began in '
            "June, a person familiar with them said. JPMorgan advised Meridian and Morgan "
            "Stanley advised Summit.\n",
            (
                ("they had agreed", "", "Meridian Rail"),
                ("one phone call", "Keith Alder", "Meridian"),
                ("he makes two", "Keith Alder", "Meridian"),
                ("considered a cash", "Dolores Vance", "Summit"),
                ("fewer locomotives", "Dolores Vance", "Summit"),
                ("further consolidation", "Martin Obey", "Surface Transportation Board"),
                ("annual synergies", "", "Meridian"),
                ("was conservative", "Ray Tolland", "Summit"),
                ("baseball leagues", "Nora Finch", "Grain Shippers Alliance"),
                ("last good deal", "Jason Sedlow", "Cowen"),
                ("target on Summit", "Jason Sedlow", "Cowen"),
                ("approval at 55%", "Cherie Radan", "TD"),
                ("questions about crews", "", "SMART-TD"),
                ("one eye closed", "Warren Lott", "Davenport"),
                ("Talks began", *NOBODY),
                ("would own 58%", *NOBODY),
                ("Summit rose 9%", *NOBODY),
            ),
        ),
    ),
    "a reprint": (
        (
            "Big food deal puts Thistledown peas in Corran's basket\nThe Plainview Register "
            "/ Wire reports\nCorran Brands is buying Thistledown Foods, the Plainview "
            'company that has frozen peas here since 1951, for $9.4 billion.\n"Families '
            'trust that brand," Corran boss Helena Strand told reporters. Strand would not '
            "promise that the Plainview plant stays open.\nThistledown chairman Amos Teller "
            'backs the sale. "My grandfather would have haggled," he said, "but he would '
            'have signed."\nDana Osgood, who follows the industry at Piper Sandler, told '
            "Southern Wire the price was full. Osgood thinks Corran overpaid by $3 a share.\n"
            'Mayor Trish Bloom said the city had been assured that 900 jobs are safe. "I '
            'have it in writing," Bloom said.\nLuis Camacho of the United Food Workers '
            "isn't convinced. Writing means little, said Camacho: \"Ask the folks in "
            "Dunmore.\"\nSome analysts see a rival bid. Others, among them Bernstein's "
            "Alexei Marr, don't.\nCorran said it expects to close the deal early next year.\n",
            (
                ("trust that brand", "Helena Strand", "Corran"),
                ("would have haggled", "Amos Teller", "Thistledown"),
                ("have signed", "Amos Teller", "Thistledown"),
                ("price was full", "Dana Osgood", "Piper Sandler"),
                ("overpaid by", "Dana Osgood", "Piper Sandler"),
                ("jobs are safe", "Trish Bloom", ANY),
                ("in writing,", "Trish Bloom", ANY),
                ("means little", "Luis Camacho", "United Food Workers"),
                ("folks in Dunmore", "Luis Camacho", "United Food Workers"),
                ("close the deal", "", "Corran"),
            ),
        ),
    ),
}


@pytest.mark.parametrize(("text", "expected"), list_cases(CASES))
def test_a_phrase_is_whose_the_prose_tells(text: str, expected: tuple[Expected, ...]) -> None:
    check_speakers(text, expected)
