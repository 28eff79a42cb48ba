"""The compression of a body undone piece by piece, so that a small one cannot grow without end."""

import zlib

ENCODINGS = "gzip, deflate"
"""What is asked for. zlib can be told how much it may write at most; brotli and zstd are not asked
for, so that a page which uses them anyway is an error."""

_MOST_MEMBERS = 100
"""Parts of one gzip body; a web server sends one, a body of 250,000 empty ones only costs time."""
_RAW_DEFLATE, _ZLIB, _GZIP = -zlib.MAX_WBITS, zlib.MAX_WBITS, 16 + zlib.MAX_WBITS


class BodyReader:
    """Undoes the compression of a body piece by piece and never writes more than one byte too many."""

    def __init__(self, encoding: str, largest_bytes: int) -> None:
        self.body = bytearray()
        self._encoding = encoding.strip().lower().removeprefix("x-")
        if self._encoding not in {"", "identity", "gzip", "deflate"}:
            raise ValueError(f"content-encoding {encoding!r}, expected {ENCODINGS}")
        self._largest_bytes = largest_bytes
        self._members = 0
        self._decompressor: zlib._Decompress | None = None
        self._ended = False

    @property
    def is_over(self) -> bool:
        """Whether there is more of it than the largest size."""
        return len(self.body) > self._largest_bytes

    def feed(self, data: bytes) -> None:
        """Take in the next bytes as they were sent."""
        if self._encoding in {"", "identity"}:
            self.body += data
            return
        while data and not self.is_over and not self._ended:
            data = self._decompress(data)

    def finish(self) -> None:
        """Refuse a body that ends in the middle."""
        if self._decompressor is not None and not self._decompressor.eof:
            raise ValueError("it ends too early")

    def _decompress(self, data: bytes) -> bytes:
        """Take in what fits and return what is still to be read."""
        if self._decompressor is None:
            self._decompressor = zlib.decompressobj(self._wbits(data))
        try:
            self.body += self._decompressor.decompress(
                data, self._largest_bytes + 1 - len(self.body)
            )
        except zlib.error:
            if not self._members:
                raise
            # Behind the first part: some servers pad the body, and browsers look past it.
            self._ended, self._decompressor = True, None
            return b""
        if not self._decompressor.eof:
            return self._decompressor.unconsumed_tail
        rest = self._decompressor.unused_data
        self._members += 1
        if self._members > _MOST_MEMBERS:
            raise ValueError(f"it has more than {_MOST_MEMBERS} parts")
        self._ended = self._encoding != "gzip"
        self._decompressor = None
        return rest

    def _wbits(self, data: bytes) -> int:
        if self._encoding == "gzip":
            return _GZIP
        # `deflate` should be zlib's format; some servers send the bare stream.
        whole = len(data) > 1 and data[0] & 0x0F == zlib.DEFLATED
        return _ZLIB if whole and int.from_bytes(data[:2]) % 31 == 0 else _RAW_DEFLATE
