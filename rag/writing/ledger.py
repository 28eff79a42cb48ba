"""What the chat model has used, its caps, and replies kept for the same question over the same articles.

One SQLite file in the data folder, apart from the store, safe with several threads and processes: a
call is entered at its most before it is made, in one transaction with the look at the caps, and at
what it was once it has ended. One that was killed stays entered at its most. Chats are kept by a hash of
their name. Losing the file loses the day's count and the kept replies, nothing else.
"""

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from rag.errors import ModelError

FILE_NAME = "chat.sqlite3"
_BUSY_S = 10.0
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS spent (entry INTEGER PRIMARY KEY, day TEXT NOT NULL,"
    " chat TEXT NOT NULL, tokens INTEGER NOT NULL, cost REAL NOT NULL)",
    "CREATE INDEX IF NOT EXISTS spent_by_day ON spent (day)",
    "CREATE INDEX IF NOT EXISTS spent_by_chat ON spent (chat)",
    "CREATE TABLE IF NOT EXISTS reply (key TEXT PRIMARY KEY, corpus_version INTEGER NOT NULL,"
    " used INTEGER NOT NULL, text TEXT NOT NULL)",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What a million tokens cost."""

    input: float
    output: float

    def of(self, input_tokens: int, output_tokens: int) -> float:
        """What so many tokens cost."""
        return (input_tokens * self.input + output_tokens * self.output) / 1e6


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """The most that may be used; None is no limit."""

    chat_tokens: int | None = None
    day_tokens: int | None = None
    chat_cost: float | None = None
    day_cost: float | None = None

    @property
    def any(self) -> bool:
        """Whether there is a limit at all."""
        return any(
            cap is not None
            for cap in (self.chat_tokens, self.day_tokens, self.chat_cost, self.day_cost)
        )

    def check_prices(self, prices: Mapping[str, Price], models: Sequence[str]) -> None:
        """Raise a ModelError where money is limited but a model has no price."""
        unpriced = [name for name in models if name not in prices]
        if unpriced and (self.chat_cost is not None or self.day_cost is not None):
            raise ModelError(
                f"a limit in money is set, but {unpriced[0]!r} has no price; expected it in"
                f" NEWS_CHAT_PRICES, such as {unpriced[0]}=0.15/0.60"
            )


class CapReachedError(Exception):
    """A call that would go past a cap; the message says which."""


def read_prices(text: str) -> Mapping[str, Price]:
    """The prices of `NEWS_CHAT_PRICES` by model.

    Raises:
        ModelError: a part is not `provider:model=input/output`.

    """
    prices: dict[str, Price] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, _, given = part.rpartition("=")
        paid, slash, written = given.partition("/")
        try:
            price = Price(input=float(paid), output=float(written))
        except ValueError:
            price = None
        if price is None or not name or not slash or not min(price.input, price.output) >= 0:
            raise ModelError(
                f"NEWS_CHAT_PRICES: {part!r} is no price; expected provider:model=input/output per"
                " million tokens, such as openai:gpt-4o-mini=0.15/0.60"
            )
        prices[name.strip()] = price
    return prices


class Ledger:
    """The count of one data folder and the replies kept in it."""

    def __init__(self, data_dir: Path, *, caps: Caps, kept_replies: int) -> None:
        self._path = data_dir / FILE_NAME
        self._caps = caps
        self._kept = kept_replies

    def enter(self, chat: str, *, tokens: int, cost: float) -> int | None:
        """Enter a call at its most; returns what `settle` needs, None where nothing is counted.

        Raises:
            CapReachedError: a cap would be passed.
            ModelError: the file cannot be written, so that caps cannot be held.

        """
        if not self._caps.any:
            return None
        today = _today()
        day, named = today.isoformat(), _hash(chat)
        with self._write() as connection:
            _prune(connection, before=today - timedelta(days=1))
            whole = _sums(connection, "day", day)
            own = _sums(connection, "chat", named) if chat else (0, 0.0)
            limits = (
                (
                    self._caps.day_tokens,
                    whole[0] + tokens,
                    "all chats of a day",
                    "NEWS_CHAT_DAY_TOKENS",
                ),
                (self._caps.day_cost, whole[1] + cost, "all chats of a day", "NEWS_CHAT_DAY_COST"),
                (self._caps.chat_tokens, own[0] + tokens, "one chat", "NEWS_CHAT_CHAT_TOKENS"),
                (self._caps.chat_cost, own[1] + cost, "one chat", "NEWS_CHAT_CHAT_COST"),
            )
            for cap, would_be, whose, setting in limits:
                if cap is not None and would_be > cap and (chat or whose != "one chat"):
                    raise CapReachedError(f"the limit for {whose} is reached ({setting})")
            entered = connection.execute(
                "INSERT INTO spent (day, chat, tokens, cost) VALUES (?, ?, ?, ?)",
                (day, named, tokens, cost),
            )
            return entered.lastrowid

    def settle(self, entry: int | None, *, tokens: int, cost: float) -> None:
        """Put what a call was in place of its most."""
        if entry is not None:
            with self._write() as connection:
                connection.execute(
                    "UPDATE spent SET tokens = ?, cost = ? WHERE entry = ?", (tokens, cost, entry)
                )

    def find_reply(self, key: str, corpus_version: int) -> str | None:
        """The reply as the model wrote it, kept under a key, over the corpus at a version."""
        if not self._kept or not self._path.is_file():
            return None
        try:
            with self._write() as connection:
                row = connection.execute(
                    "UPDATE reply SET used = (SELECT max(used) + 1 FROM reply)"
                    " WHERE key = ? AND corpus_version = ? RETURNING text",
                    (key, corpus_version),
                ).fetchone()
        except ModelError:
            return None  # what cannot be kept is asked for again
        return str(row[0]) if row else None

    def keep_reply(self, key: str, corpus_version: int, reply: str) -> None:
        """Keep a reply; those over other articles and the ones used longest ago go."""
        if not self._kept:
            return
        try:
            with self._write() as connection:
                connection.execute("DELETE FROM reply WHERE corpus_version <> ?", (corpus_version,))
                connection.execute(
                    "INSERT OR REPLACE INTO reply VALUES"
                    " (?, ?, (SELECT coalesce(max(used), 0) + 1 FROM reply), ?)",
                    (key, corpus_version, reply),
                )
                connection.execute(
                    "DELETE FROM reply WHERE key NOT IN"
                    " (SELECT key FROM reply ORDER BY used DESC LIMIT ?)",
                    (self._kept,),
                )
        except ModelError:
            return

    @contextmanager
    def _write(self) -> Iterator[sqlite3.Connection]:
        """A transaction that no other process writes beside; a connection a call, as calls are rare."""
        try:
            # No write-ahead log: with a connection a call the last one to close would take the log away,
            # and SQLite refuses, without waiting, whoever opens the file meanwhile.
            with closing(
                sqlite3.connect(self._path, timeout=_BUSY_S, isolation_level=None)
            ) as connection:
                connection.execute("PRAGMA secure_delete = ON")
                connection.execute("BEGIN IMMEDIATE")
                # Each time, as somebody may have moved the file aside since the last call.
                for statement in _SCHEMA:
                    connection.execute(statement)
                try:
                    yield connection
                except BaseException:
                    connection.execute("ROLLBACK")
                    raise
                connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise ModelError(
                f"the count of the chat model's use, {str(self._path)!r}, cannot be kept ({error});"
                " make it writable, or move it aside to begin anew"
            ) from error


def forget_replies(data_dir: Path, *, but: int) -> None:
    """Drop replies over other versions of the corpus than `but`.

    So no word of an article that was taken out is left in them.
    """
    path = data_dir / FILE_NAME
    if not path.is_file():
        return
    try:
        with closing(sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None)) as connection:
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("DELETE FROM reply WHERE corpus_version <> ?", (but,))
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error:
        return  # no such table yet, or not ours: then there is nothing kept


def _sums(connection: sqlite3.Connection, column: str, value: str) -> tuple[int, float]:
    tokens, cost = connection.execute(
        f"SELECT coalesce(sum(tokens), 0), coalesce(sum(cost), 0) FROM spent WHERE {column} = ?",
        (value,),
    ).fetchone()
    return int(tokens), float(cost)


def _prune(connection: sqlite3.Connection, *, before: date) -> None:
    """Drop what no cap can need of the days before one; of a chat its sum stays, as its cap has no end.

    The last day is left as it is, since a call made before midnight may still have to be settled.
    """
    last = before.isoformat()
    old = connection.execute(
        "SELECT 1 FROM spent WHERE day > '' AND day < ? LIMIT 1", (last,)
    ).fetchone()
    if old is None:
        return
    sums = connection.execute(
        "SELECT chat, sum(tokens), sum(cost) FROM spent WHERE day < ? AND chat > '' GROUP BY chat",
        (last,),
    ).fetchall()
    connection.execute("DELETE FROM spent WHERE day < ?", (last,))
    connection.executemany("INSERT INTO spent (day, chat, tokens, cost) VALUES ('', ?, ?, ?)", sums)


def _today() -> date:
    return datetime.now(UTC).date()


def _hash(chat: str) -> str:
    return hashlib.sha256(chat.encode("utf-8", "replace")).hexdigest() if chat else ""
