"""A body is never unpacked further than one byte past its largest size."""

import gzip
import zlib

import pytest

from corpus.fetching.response_body import BodyReader

PLAIN = b"\0" * 3_000_000


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(PLAIN, mtime=0)),
        ("deflate", zlib.compress(PLAIN)),
        ("deflate", zlib.compress(PLAIN, wbits=-15)),
        ("gzip", gzip.compress(b"a" * 600, mtime=0) + gzip.compress(PLAIN, mtime=0)),
    ],
)
@pytest.mark.parametrize("step", [100, 100_000])
def test_no_more_is_unpacked_than_may_be_kept(encoding: str, packed: bytes, step: int) -> None:
    reader = BodyReader(encoding, 1_000)
    for at in range(0, len(packed), step):
        reader.feed(packed[at : at + step])
    assert reader.is_over
    assert len(reader.body) == 1_001


def test_a_body_that_comes_byte_by_byte_is_whole() -> None:
    reader = BodyReader("gzip", 1_000)
    for byte in gzip.compress(b"news" * 100):
        reader.feed(bytes([byte]))
    reader.finish()
    assert bytes(reader.body) == b"news" * 100
    assert not reader.is_over


def test_a_body_that_stops_in_the_middle_is_told() -> None:
    reader = BodyReader("gzip", 1_000)
    reader.feed(gzip.compress(b"news" * 100)[:-1])
    with pytest.raises(ValueError, match="too early"):
        reader.finish()
