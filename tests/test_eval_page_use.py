"""Opening and asking the page are timed in a real browser."""

import pytest
from conftest import Served, free_port
from playwright.sync_api import Browser

from eval.errors import EvalError
from eval.page_use import time_use


def test_opening_and_asking_take_time_and_less_than_a_minute(
    browser: Browser, served: Served
) -> None:
    use = time_use(
        browser, served.url, ["who is cautious about small caps?", "what of zinc?"], openings=1
    )
    (usable_s,) = use.usable_s
    assert 0.05 < usable_s < 60
    assert len(use.first_words_ms) == 2
    assert all(1 < taken_ms < 60_000 for taken_ms in use.first_words_ms)


def test_a_page_that_is_not_there_is_said_with_its_address(browser: Browser) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    with pytest.raises(EvalError, match=url):
        time_use(browser, url, [], openings=1)
