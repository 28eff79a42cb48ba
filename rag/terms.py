"""Terms of a text: lower-case stems in which questions and sentences are compared.

One analysis serves planning, the word index and the choice of sentences, so that they agree on what
matches. Synonyms are general words of market prose that report the same fact ("rose", "gained").
"""

import re
from functools import cache, lru_cache

import Stemmer

from corpus.mojibake import repair_text

_TERM = re.compile(
    r"[$€£¥]?\d+(?:,\d{3})*(?:\.\d+)?(?:[a-z]{1,3}(?![^\W_]))?%?|[^\W\d_][^\W_]*(?:[&'.][^\W_]+)*"
)
_PERCENT = re.compile(r"(\d)\s?(?:percent|per cent)\b", re.IGNORECASE)
_QUARTER = re.compile(r"\b(first|second|third|fourth)[- ]quarter\b", re.IGNORECASE)
_QUARTERS = {"first": "q1", "second": "q2", "third": "q3", "fourth": "q4"}
_SELL_OFF = re.compile(r"\b(sell)[- ](offs?)\b", re.IGNORECASE)
_FOLD = str.maketrans({"’": "'", "‘": "'"})
_ING = "~"
_ING_STRENGTH = 0.5
"""What a match between an -ing form and another form of the verb is worth."""
_SYNONYM_STRENGTH = 0.8
"""Keeps a sentence in the question's own words ahead of one in others'."""
_KEPT_CHARACTERS = 400
"""Texts up to this length are kept read in great number: a question meets the same quotations many times."""
_KEPT_PASSAGE_CHARACTERS = 4_000
"""Of longer ones, up to this length, the last thousand: questions about one thing find the same passages."""
_LONGEST_TERM = 60
"""Characters; a longer run of letters is no word and would only swell the index."""

STOP_WORDS = frozenset(
    """a an the this that these those there here it its it's he she they him her them his hers their
    theirs we us our you your i me my of in on at by for from to with without into onto over under
    about above below between among through during before after since until against as than via per
    and or but nor so yet if while when where what which who whom whose why how is are was were be
    been being am do does did done have has had having will would can could may might must shall
    should not no any all both each every some such only own same too very just also then once
    again more most other another much many any's s t 's n't's there's up down out off one ones
    ones' let lets got get gets does doesn't didn't isn't aren't wasn't don't really actually
    please tell know want around across along away whole they've they're they'll they'd we've we're we'll
    we'd you've you're you'll you'd i've i'm i'll i'd he'll he'd she'll she'd it'll it'd who've who'd what'd""".split()
)
_SYNONYM_GROUPS = """
rise gain jump climb advance add surge rally increase grow soar leap up higher upside return
fall drop decline slide lose slip tumble sink plunge down lower decrease retreat selloff sell-off rout slump
cut reduce lower trim slash ease easing
expect forecast project predict anticipate see estimate
beat exceed top surpass above ahead
high peak record top
low trough bottom
close settle finish end
gauge index benchmark
company firm business
valuation value multiple price-to-earnings p/e cheap expensive
worry concern cautious wary fear risk warn
mid-cap midcap mid mid-caps midcaps
small-cap smallcap small
large-cap largecap large
stock share equity
profit earning income eps
revenue sale
inflow flow
ease cut
raise hike lift boost increase
strengthen appreciate firm rise gain
weaken depreciate soften fall drop slide
leave quit resign retire depart exit
acquire acquisition takeover buyout merger merge
share percentage proportion percent portion fraction
analyst strategist
view think opinion stance
reach hit touch
em emerging
euro eurozone area
oil crude brent wti
bitcoin btc
ether ethereum eth
gold bullion
house home housing
dollar greenback buck
chip semiconductor chipmaker
carmaker automaker auto car
bond treasury gilt bund
small smaller smallest
large larger largest big bigger biggest
buy purchase
staff worker employee job
quarter quarterly
inflation cpi
europe european
japan japanese
china chinese
germany german
france french
italy italian
spain spanish
switzerland swiss
india indian
canada canadian
australia australian
britain british uk u.k
america american
korea korean
mexico mexican
brazil brazilian
turkey turkish
poland polish
sweden swedish
norway norwegian
denmark danish
netherlands dutch
taiwan taiwanese
indonesia indonesian
thailand thai
vietnam vietnamese
argentina argentine argentinian
chile chilean
colombia colombian
russia russian
ukraine ukrainian
israel israeli
egypt egyptian
nigeria nigerian
africa african
asia asian
greece greek
portugal portuguese
ireland irish
scotland scottish
austria austrian
belgium belgian
finland finnish
hungary hungarian
romania romanian
philippines philippine filipino
malaysia malaysian
pakistan pakistani
plane jet aircraft airliner
bro brother
yearly annual year
""".strip().splitlines()
_IRREGULAR_FORMS = """
rise rose risen
fall fell fallen
grow grew grown
sink sank sunk
slide slid
lose lost
shrink shrank shrunk
swing swung
buy bought
sell sold
hold held
lead led
leave left
write wrote written
speak spoke spoken
begin began begun
break broke broken
drive drove driven
draw drew drawn
withdraw withdrew withdrawn
throw threw thrown
freeze froze frozen
choose chose chosen
keep kept
pay paid
spend spent
build built
bring brought
seek sought
win won
give gave given
take took taken
come came
become became
overtake overtook overtaken
show shown
beat beaten
spin spun
stick stuck
strike struck
deal dealt
lend lent
feel felt
mean meant
foresee foresaw foreseen
""".strip().splitlines()


@cache
def _regular() -> dict[str, str]:
    """Past forms that no stemmer knows, by form; "rose" reports the same fact as "rises"."""
    return {form: line.split()[0] for line in _IRREGULAR_FORMS for form in line.split()[1:]}


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The Snowball English stem of one lower-case word; numbers stay as they are.

    An -ing form keeps a mark: "the closing high" is not where an index closed.
    """
    if word[0].isdigit() or word[0] in "$€£¥":
        return word.replace(",", "").lstrip("$€£¥")
    word = word.removesuffix("'s")
    root: str = _stemmer().stemWord(_regular().get(word, word))
    return root + _ING if word.endswith("ing") and not root.endswith("ing") else root


def find_terms(text: str) -> list[str]:
    """Stems of the text in order, stop words left out; hyphenated words count as their parts.

    Mojibake is read as it was meant.
    """
    if len(text) <= _KEPT_CHARACTERS:
        return list(_kept_terms(text))
    return list(
        _kept_passages(text) if len(text) <= _KEPT_PASSAGE_CHARACTERS else _read_terms(text)
    )


def _read_terms(text: str) -> tuple[str, ...]:
    text = _PERCENT.sub(r"\1%", repair_text(text))
    text = _SELL_OFF.sub(r"\1\2", text)
    text = _QUARTER.sub(lambda match: f"{_QUARTERS[match[1].lower()]} quarter", text)
    return tuple(
        stem(word)
        for word in _TERM.findall(text.translate(_FOLD).lower())
        if word not in STOP_WORDS and len(word) <= _LONGEST_TERM
    )


_kept_terms = lru_cache(maxsize=16_384)(_read_terms)
_kept_passages = lru_cache(maxsize=1_024)(_read_terms)


def base(term: str) -> str:
    """The stem without the mark of an -ing form."""
    return term.removesuffix(_ING)


@cache
def _synonyms() -> dict[str, frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for line in _SYNONYM_GROUPS:
        stems = {base(stem(word)) for word in line.split()}
        for word in stems:
            groups.setdefault(word, set()).update(stems)
    return {word: frozenset(group - {word}) for word, group in groups.items()}


def synonyms(term: str) -> frozenset[str]:
    """Stems that may stand for `term`, without itself."""
    return _synonyms().get(term, frozenset())


def match_strength(term: str, present: frozenset[str] | set[str]) -> float:
    """1 where the term is present, 0.5 in another form, 0.8 where only a synonym is, else 0."""
    if term in present:
        return 1.0
    forms, others = _forms(term)
    if not forms.isdisjoint(present):
        return _ING_STRENGTH
    return _SYNONYM_STRENGTH if others and not others.isdisjoint(present) else 0.0


@lru_cache(maxsize=2_048)
def find_matching(terms: tuple[str, ...]) -> frozenset[str]:
    """All that one of the terms is found in: itself, its other forms, its synonyms."""
    return frozenset(terms).union(*(part for term in terms for part in _forms(term)))


@lru_cache(maxsize=16_384)
def _forms(term: str) -> tuple[frozenset[str], frozenset[str]]:
    """The term with and without the mark of an -ing form, and its synonyms."""
    root = base(term)
    return frozenset((root, root + _ING)), synonyms(root)
