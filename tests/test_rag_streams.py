"""Batches side by side: every text keeps its row, each thread its core, a failure reaches the caller."""

import threading

import numpy as np
import pytest
import torch

from rag.index.streams import Rows, Streams, one_core

TEXTS = [("copper " * (number * 7 % 40)).strip() + f" {number}" for number in range(150)]


def encode(texts: list[str]) -> Rows:
    return np.array([[len(text), int(text.rsplit(" ", 1)[1])] for text in texts], dtype=np.float32)


@pytest.fixture
def streams() -> Streams:
    return Streams(batch_texts=16, count=3)


def test_rows_come_back_in_the_order_of_the_texts(streams: Streams) -> None:
    rows = streams.map_rows(encode, TEXTS)
    assert rows.tolist() == [[len(text), number] for number, text in enumerate(TEXTS)]


def test_batches_hold_texts_of_like_length_and_run_on_threads_of_one_core(streams: Streams) -> None:
    lock, batches, threads = threading.Lock(), [], set()
    meet = threading.Barrier(3)

    def watch(texts: list[str]) -> Rows:
        with lock:
            batches.append([len(text) for text in texts])
            threads.add((threading.get_ident(), torch.get_num_threads()))
            first = len(batches) <= 3
        if first:
            meet.wait(10)  # three batches are under way at once
        return encode(texts)

    streams.map_rows(watch, TEXTS)
    ordered = sorted((length for batch in batches for length in batch), reverse=True)
    assert sorted(batches, reverse=True) == [ordered[at : at + 16] for at in range(0, 150, 16)]
    assert {cores for _, cores in threads} == {1}
    assert len(threads) == 3
    assert threading.get_ident() not in {ident for ident, _ in threads}


def test_one_batch_needs_no_thread(streams: Streams) -> None:
    seen: list[int] = []

    def watch(texts: list[str]) -> Rows:
        seen.append(threading.get_ident())
        return encode(texts)

    assert streams.map_rows(watch, TEXTS[:16]).shape == (16, 2)
    assert seen == [threading.get_ident()]


def test_a_failure_reaches_the_caller_and_the_next_call_works(streams: Streams) -> None:
    def fail(texts: list[str]) -> Rows:
        raise RuntimeError("out of memory")

    with pytest.raises(RuntimeError, match="out of memory"):
        streams.map_rows(fail, TEXTS)
    assert streams.map_rows(encode, TEXTS).shape == (150, 2)


def test_a_thread_that_was_kept_on_one_core_has_its_cores_back() -> None:
    before = torch.get_num_threads()
    with one_core():
        assert torch.get_num_threads() == 1
    assert torch.get_num_threads() == before
