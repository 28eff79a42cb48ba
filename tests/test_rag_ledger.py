"""The count of the chat model's use: what becomes of it when its file goes away under a running process."""

from pathlib import Path

import pytest

from rag.ledger import FILE_NAME, CapReachedError, Caps, Ledger


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
