"""The count of the chat model's use: what becomes of it when its file goes away under a running process."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rag.writing.ledger import FILE_NAME, CapReachedError, Caps, Ledger


def test_a_file_moved_aside_under_a_running_process_is_begun_anew(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path, caps=Caps(day_tokens=10), kept_replies=1)
    ledger.enter("chat", tokens=8, cost=0.0)
    for path in tmp_path.glob(f"{FILE_NAME}*"):
        path.rename(tmp_path / f"aside-{path.name}")
    entry = ledger.enter("chat", tokens=8, cost=0.0)
    ledger.settle(entry, tokens=5, cost=0.0)
    with pytest.raises(CapReachedError):
        ledger.enter("chat", tokens=6, cost=0.0)
    ledger.keep_reply("key", 1, "kept")
    assert ledger.find_reply("key", 1) == "kept"


def test_of_days_gone_by_only_what_a_cap_can_need_is_kept(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path, caps=Caps(day_tokens=10, chat_tokens=20), kept_replies=0)
    entry = ledger.enter("old", tokens=7, cost=0.5)
    ledger.settle(entry, tokens=7, cost=0.5)
    today = datetime.now(UTC).date()

    def rows(sql: str = "SELECT day, tokens, cost FROM spent ORDER BY entry") -> list[object]:
        with closing(sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)) as connection:
            return connection.execute(sql).fetchall()

    for days in (9, 8, 1):
        rows(
            f"INSERT INTO spent SELECT NULL, '{today - timedelta(days)}', chat, 4, 0.25 FROM spent"
            " WHERE chat > '' LIMIT 1"
        )
        rows(f"INSERT INTO spent VALUES (NULL, '{today - timedelta(days)}', '', 100, 1.0)")
    ledger.enter("new", tokens=2, cost=0.0)
    yesterday = str(today - timedelta(1))
    assert rows() == [
        (str(today), 7, 0.5),
        (yesterday, 4, 0.25),
        (yesterday, 100, 1.0),
        ("", 8, 0.5),
        (str(today), 2, 0.0),
    ]
    ledger.enter("old", tokens=1, cost=0.0)  # 7 + 4 + 8 of the chat, 9 of the day
    with pytest.raises(CapReachedError, match="CHAT_TOKENS"):
        Ledger(tmp_path, caps=Caps(chat_tokens=20), kept_replies=0).enter("old", tokens=1, cost=0.0)
