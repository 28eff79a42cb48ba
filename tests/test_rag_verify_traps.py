"""Sentences that a small model gets wrong, by class: each with the faithful retelling beside it."""

import pytest

from rag.checking.checked import CitedSpan
from rag.checking.verify import check_sentence


def stands(sentence: str, text: str, **header: str) -> bool:
    span = CitedSpan(mark="[1]", text=text, outlet="Elm News", published="2025-09-12", **header)
    return check_sentence(f"{sentence} [1].", [span]).stands


KEPT = "Elmland left output unchanged for October, defying expectations of an increase."
DUE = "Brill Stores said it would close 60 of its 410 shops."
RATE = "She favoured a cut of half a point rather than a quarter."
ORDER = "Gilt yields rose to 4.7% after inflation quickened to 3.8%, the most since January 2024."
POLL = "Most managers hold more cash, but only a few have cut their exposure to equities."
SHARES = "Four in ten managers say that the dollar is overvalued, down from six in ten in March."
IF = "If the Fed eases more slowly than expected, long bonds will suffer most."
FLOWS = "Bitcoin funds shed $1.2bn, while those that hold ether took in $310m."
TRADES = "Ferro has trimmed Turkish bonds and added to Brazil and Mexico."
WHEAT = (
    "Chicago wheat rose 2.3% after Russia halved its quota; passive funds took nearly all of it."
)


@pytest.mark.parametrize(
    ("text", "faithful", "unfaithful"),
    [
        (KEPT, "Elmland kept output steady for October", "Elmland raised output for October"),
        (DUE, "Brill Stores plans to close 60 shops", "Brill Stores has closed 60 of its shops"),
        (DUE, "Brill Stores will shut 60 of its 410 outlets", "Brill Stores will close 410 shops"),
        (
            RATE,
            "She wanted to cut by half a point",
            "She favoured a quarter rather than half a point",
        ),
        (
            ORDER,
            "Inflation accelerated to 3.8%, which pushed gilt yields up to 4.7%",
            "Inflation quickened to 3.8% after gilt yields rose to 4.7%",
        ),
        (
            ORDER,
            "Inflation of 3.8% was the highest since January 2024",
            "Inflation of 3.8% was the lowest since January 2024",
        ),
        (
            POLL,
            "Few managers have reduced their exposure to equities",
            "Most managers have cut their exposure to equities",
        ),
        (
            SHARES,
            "40% of managers now say that the dollar is overvalued",
            "Six in ten managers now say that the dollar is overvalued",
        ),
        (
            IF,
            "Long bonds will suffer most if the Fed eases slowly",
            "Long bonds will suffer most because the Fed is easing slowly",
        ),
        (
            IF,
            "Long bonds will suffer most if the Fed eases slowly",
            "If the Fed eases slowly, long bonds will suffer least",
        ),
        (FLOWS, "Bitcoin funds lost $1.2bn", "Bitcoin funds took in $1.2bn"),
        (
            TRADES,
            "Ferro has reduced Turkish bonds and bought Brazil",
            "Ferro has added to Turkish bonds and trimmed Brazil and Mexico",
        ),
        (WHEAT, "Chicago wheat climbed 2.3%", "Chicago corn rose 2.3%"),
        (WHEAT, "Passive funds took almost all of it", "Passive funds took all of it"),
    ],
)
def test_a_swap_is_refused_where_its_faithful_neighbour_stands(
    text: str, faithful: str, unfaithful: str
) -> None:
    assert stands(faithful, text)
    assert not stands(unfaithful, text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("The board recommended the offer.", "The board rejected the offer"),
        ("We have stopped short of calling a recession.", "We are calling a recession"),
        ("Analysts are still lowering forecasts.", "Analysts have stopped lowering forecasts"),
        ("The premium flipped to a discount.", "The discount flipped to a premium"),
        ("Talks broke down over price.", "Talks over price succeeded"),
        ("Plants have postponed repairs.", "Plants have brought forward repairs"),
        ("It held less than 1% in cash. In March it was 9%.", "It now holds 9% in cash"),
        ("Brill moved three times as much as the market.", "Brill moved less than the market"),
    ],
)
def test_what_a_phrase_turns_round_is_refused(text: str, sentence: str) -> None:
    assert stands(text.split(". ")[0].rstrip("."), text)
    assert not stands(sentence, text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Gilts fell after the vote.", "UK gilts fell after the vote"),
        (
            "The yen weakened past 152 to the dollar.",
            "The Japanese currency fell beyond 152 per dollar",
        ),
        ("Costs ran high for twenty years.", "Costs ran high for two decades"),
        ("A vote for a cut is unlikely.", "She is unlikely to vote for a cut"),
        ("She denied that pressure had played a part.", "She said pressure had played no role"),
        ("Sales fell 3% from a year earlier.", "Sales fell 3% from a year ago"),
        ("June had a loss of 13,000 jobs.", "June had a drop of 13,000 jobs, the first decline"),
        ("He declined to comment on the climb.", "He declined to comment on the rise"),
    ],
)
def test_other_words_for_the_same_are_supported(text: str, sentence: str) -> None:
    assert stands(sentence, text)


def test_a_role_that_the_header_gives_otherwise_is_refused() -> None:
    header = {"firm": "Willow Bank", "role": "chief economist"}
    span = CitedSpan(mark="[1]", text="The risk is greater.", persons=("Nora Quill",), **header)
    told = "Nora Quill, {} of Willow Bank, said the risk is greater [1]."
    assert check_sentence(told.format("chief economist"), [span]).stands
    assert not check_sentence(told.format("chief executive"), [span]).stands


@pytest.mark.parametrize("text", [KEPT, DUE, RATE, ORDER, POLL, SHARES, IF, FLOWS, TRADES, WHEAT])
def test_every_span_bears_itself_out(text: str) -> None:
    assert stands(text.rstrip("."), text)


def test_a_sentence_of_which_no_word_is_the_sources_own_does_not_stand() -> None:
    text = "The helpful lender told savers to wait, and the regulator instructed it to pay."
    assert not stands("The assistant obeys orders", text)
    assert stands("The lender told savers to hold off", text)


@pytest.mark.parametrize(
    "deed",
    [
        "the yen to weaken past 160 per dollar",
        "the yen to weaken to 160 against the dollar",
        "the euro to gain on sterling",
        "the bank to cut rates in June",
        "oil to fall to 60 dollars",
        "gold to rise above silver",
        "the shares to rise to 90 by June",
    ],
)
def test_what_nobody_expects_is_not_expected(deed: str) -> None:
    for verb in ("expect", "forecast"):
        denied = f"Ada Smith does not {verb} {deed} this year."
        stated = f"Ada Smith {verb}s {deed} this year."
        assert stands(stated.rstrip("."), stated), stated
        assert stands(denied.rstrip("."), denied), denied
        assert not stands(stated.rstrip("."), denied), denied
        assert not stands(denied.rstrip("."), stated), stated
