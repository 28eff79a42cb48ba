"""Words that may stand for one another in a sentence that retells another: a small thesaurus.

General words of market prose. A group says that a reader would not mind the exchange, not that the
words are the same; words that point opposite ways never share one (`rag.opposites`).
"""

from collections.abc import Mapping
from functools import cache

from corpus.name_words import (
    BANK_NOUNS,
    ORG_WORDS,
    PLURAL_ROLES,
    ROLE_NOUNS,
    STARTERS,
    TITLE_WORDS,
)
from corpus.stance_words import load_classes
from corpus.subjects import load_subjects
from rag.opposites import opposed, same_way, sides
from rag.terms import base, stem

_GROUPS = """
company firm business corporation enterprise issuer member
stock share equity security
small smaller little modest tiny minnow
large larger big bigger giant huge mega
american us domestic national
investor buyer shareholder holder client
trader dealer
analyst strategist economist expert researcher team
bank lender broker house institution
fund vehicle portfolio etf
index gauge benchmark
market bourse
rate interest borrowing
central-bank fed policymaker
policy monetary
cheap inexpensive undervalued underappreciated unloved bargain value
expensive dear costly pricey stretched overvalued
valuation multiple price-to-earnings p/e price ratio
earning profit income bottom-line result
revenue sale turnover top-line
margin profitability
forecast estimate projection expectation prediction outlook target
revision
expect forecast predict project anticipate estimate foresee see reckon believe think call calculate
say tell state note write add remark observe comment explain argue warn caution stress point declare report mention
prefer favour favor like choose rather recommend advise lean tilt
cautious wary careful sceptical skeptical doubt doubtful guard hesitant reserved unconvinced reluctant distance
worry concern fear anxious nervous trouble afraid
risk danger threat hazard
fragile brittle vulnerable shaky weak unstable
hope optimism expect
best biggest strongest greatest
run streak stretch period gain
bullish optimistic upbeat positive favourable favorable keen enthusiastic
bearish pessimistic gloomy downbeat negative
rise gain climb advance surge jump rally grow increase add
fall drop decline slide slip lose tumble decrease retreat
beat exceed top surpass outpace better overtake
trail lag underperform behind miss
high peak record top
low trough bottom
begin start open launch commence
end finish close conclude
continue last persist keep stay remain hold
stop cease halt
cut reduce lower trim slash ease easing reduction loosen
raise lift increase boost
widen broaden expand
narrow shrink compress squeeze tighten
debt borrowing loan leverage credit
lender bank creditor
borrow loan finance fund
refinance renew roll rollover
money cash fund capital
inflow flow pour
withdraw pull redeem remove
buy purchase acquire own bought invest
sell dump unload dispose offload sold
hold own keep have
wait await patient
need require want depend demand condition must
help benefit aid support boost lift
hurt harm damage hit
important matter crucial key
reason cause why because explanation
trigger spark prompt cause
show reveal indicate suggest demonstrate
change shift turn alter move switch swap
abandon drop scrap give
improve better recover improvement brighten
worsen deteriorate weaken
wide large big considerable
gap spread discount difference
gold bullion
oil crude brent
dollar greenback
semiconductor chip chipmaker
tech technology
election vote ballot
inflation price cost
job labor labour employment unemployment
economy economic growth
recession slump downturn contraction
slow sluggish weak soft
strong robust solid healthy stable steady stability
pause rest breather
soon shortly near
recent late new
year annual yearly
quarter quarterly
month monthly
week weekly
day daily session
average mean typical
most majority
half
double twice
third
buyback repurchase
takeover acquisition merger buy bid
pay payout dividend distribute return
shareholder owner investor
miner mining producer
explorer exploration
producer maker manufacturer
ship vessel
supply output production pump
demand appetite need
stockpile stock inventory
surplus glut excess
shortage deficit
outage disruption
refiner refinery plant
repair maintenance
postpone delay defer
volatile swing bumpy turbulent
fast quick rapid pace speed
sharp steep big
squeeze crunch
bet wager position
hedge protect
option derivative
upside gain potential
call option
trade position
momentum trend
rotation shift move
sector group segment industry area corner
group segment class category cohort camp
domestic home local
abroad foreign overseas
rival competitor peer
history historical past
standard norm average
prove proof confirm evidence sign
condition requirement provided
size
quality
lean tilt favour
combine both pair together
fully full entirely completely whole
nearly almost close
half
retail individual private
institution institutional
late delayed
warn warning
warning alarm signal flag
spokesman spokesperson representative
manage run lead head oversee
manager boss
head chief lead director
publish release issue print
note report letter commentary
client customer
advise recommend counsel suggest urge
avoid shun steer
reach touch hit
trade stand
erase reverse surrender hand give
fade retreat
rally run advance rebound upswing bounce
return comeback back
broad wide
beneficiary winner benefit
winner
party
patient calm
attractive appealing compelling
overlook neglect ignore miss
finance fund
price cost value
level value
raise increase more higher
reduce decrease less fewer lower
sharp worst
likely probable expect
possible may might could chance possibility
future ahead coming next
previous earlier former before
favourite favorite
surprise unexpected
quarter-point 25-basis-point
reading figure number data
ease easy loose loosen
advance early
better improve upside surprise beat
burden load weight
unwind unwound finish end
breadth broad across
survey poll
collect gather
follow track cover monitor watch
count number tally
due mature maturity expire
load burden weight
large-cap large
tax levy
law legislation act bill
rule regulation
gather collect
strategy approach
begin onset
phase stage chapter leg period spell patch
sustain durable lasting last
outlook prospect view
persuade convince
agree concur
discipline restraint
spare surplus excess
percent percentage
portion part share fraction proportion
long-run long-term
short-term near-term
enough sufficient
appetite demand hunger
bargain cheap
yield return
bond fixed-income treasury gilt debt
holding position stake
early premature
sceptic doubter skeptic
believer supporter fan cheerleader bull
bear sceptic
decade years
rumour rumor speculation
order contract booking
licence license permit
book reserve
export shipment
curb restriction limit
conflict clash
quit leave exit abandon
favourable friendly benign supportive
buyer demand
gone lost erased
jump gain spike
stake holding
opportunity chance scope room potential possibility
lead outperform
equal match
reflect mirror
fear worry
hard difficult tough
choose pick select
wonder doubt question
reject refuse decline
unprofitable loss lossmaking unprofitably
renew extend refinance
consensus majority
sentiment mood
catch-up catch recover
phone telephone call
weekend
price-target target
squeeze pressure
cost expense charge
expand grow
ignore overlook disregard
confirm verify
earlier previously before
""".strip().splitlines()


@cache
def _groups() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _GROUPS:
        stems = {base(stem(word)) for word in line.split()}
        for word in stems:
            found.setdefault(word, set()).update(stems)
    return {word: frozenset(group) for word, group in found.items()}


_SAME_ROOT = 5
"""Letters that two stems must begin with to be forms of one root: `profit`, `profitability`."""


def may_stand_for(first: str, second: str) -> bool:
    """Whether a retelling may put one stem for the other."""
    if first == second:
        return True
    if opposed(first, second):
        return False
    if second in _groups().get(first, ()) or same_way(first, second):
        return True
    shorter = min(len(first), len(second))
    return shorter >= _SAME_ROOT and first[:_SAME_ROOT] == second[:_SAME_ROOT]


@cache
def _plain_words() -> frozenset[str]:
    """Words of the project's tables that are no names, in lower case."""
    aliases = {
        word
        for entry in load_subjects().entries.values()
        for alias in (entry.name, *entry.aliases)
        if alias == alias.lower()
        for word in alias.split()
    }
    return frozenset(
        aliases
        | load_classes().keys()
        | (STARTERS | ORG_WORDS | ROLE_NOUNS | PLURAL_ROLES | BANK_NOUNS | TITLE_WORDS)
    )


def is_ordinary(word: str) -> bool:
    """Whether a word with a capital letter at a sentence's start is surely no name."""
    low = word.lower()
    return low in _plain_words() or is_known(low) or low.endswith(_ENDINGS)


_ENDINGS = ("ing", "tion", "ness", "ity", "ments", "holders", "makers", "tors", "ists", "ly")
"""Ends of common nouns that are hardly ever a name's."""


def is_known(word: str) -> bool:
    """Whether the thesaurus or the lexicon of opposites has the word in any form."""
    term = base(stem(word.lower()))
    return term in _groups() or bool(sides(term))
