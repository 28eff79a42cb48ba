import pytest

from rag.planning.shorthand import write_out


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("whats Citi's call abt oil?", "what's Citi's call about oil?"),
        ("does acc. to UBS oil fall in jun '24?", "does according to UBS oil fall in jun 2024?"),
        ("oil v gold", "oil versus gold"),
        (
            "has the bank changed its mind since its low?",
            "has the bank changed its mind since its low?",
        ),
        ("nomura usdjpy forecast", "nomura dollar yen forecast"),
        ("EUR/GBP at the year's end", "euro sterling at the year's end"),
        ("10y JGB yield", "10-year JGB yield"),
        ("banorte on mxn", "banorte on Mexican peso"),
        ("4q oil forecast", "Q4 oil forecast"),
        ("the nikkei at 49k", "the nikkei at 49,000"),
        ("$49k and 5k", "$49k and 5k"),
        ("can gold fall below 90k rand", "can gold fall below 90,000 rand"),
        ("401k balances in the 10k filing", "401k balances in the 10k filing"),
        ("sek and cop, php and nok", "Swedish krona and cop, php and nok"),
        ("Who is right?", "Who is right?"),
    ],
)
def test_short_forms_are_written_out_and_words_left_alone(typed: str, meant: str) -> None:
    assert write_out(typed) == meant
