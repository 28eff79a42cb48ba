"""Well-known heads of institutions, whom reports name without saying whose head they are.

Only where the article names the institution too. State of 2026; a former head keeps the place,
since stored articles are of the years of the office.
"""

from corpus.words import words

HEADS = {
    "Christine Lagarde": "European Central Bank",
    "Jerome Powell": "Federal Reserve",
    "Andrew Bailey": "Bank of England",
    "Kazuo Ueda": "Bank of Japan",
    "Martin Schlegel": "Swiss National Bank",
    "Tiff Macklem": "Bank of Canada",
    "Michele Bullock": "Reserve Bank of Australia",
    "Erik Thedéen": "Riksbank",
    "Ida Wolden Bache": "Norges Bank",
    "Joachim Nagel": "Bundesbank",
    "Pan Gongsheng": "People's Bank of China",
    "Sanjay Malhotra": "Reserve Bank of India",
    "Kristalina Georgieva": "IMF",
    "Ajay Banga": "World Bank",
    "Jamie Dimon": "JPMorgan",
    "David Solomon": "Goldman Sachs",
    "Larry Fink": "BlackRock",
    "Warren Buffett": "Berkshire Hathaway",
    "Elon Musk": "Tesla",
    "Jensen Huang": "Nvidia",
    "Tim Cook": "Apple",
    "Satya Nadella": "Microsoft",
}
HEADS_OF_STATE = frozenset(
    words(
        """
        trump biden obama bush clinton macron hollande sarkozy xi putin zelenskiy zelenskyy
        zelensky erdogan erdoğan lula bolsonaro milei sheinbaum petro boric noboa steinmeier
        mattarella leyen metsola costa duda nawrocki stubb pellegrini pavel vucic lee yoon marcos
        prabowo widodo ramaphosa tinubu ruto sisi tokayev lukashenko aliyev raisi pezeshkian maduro
        """
    )
)
"""Surnames of presidents who are of no bank."""
