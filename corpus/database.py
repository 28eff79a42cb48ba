"""An open database of a data folder: a connection a thread, one writer at a time, migrations.

Readers never wait: each connection sees the last committed state of the WAL file. Writers queue at
the lock file and then run one transaction each.
"""

import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from corpus import rows, schema, sqlite_file
from corpus.errors import StoreError
from corpus.lock import WriterLock

FILE_NAME = "news.sqlite3"


class Database:
    """The SQLite file of one data folder. Safe to share between threads."""

    def __init__(self, data_dir: Path, *, read_only: bool, timeout_s: float) -> None:
        self.data_dir = data_dir
        self.path = data_dir / FILE_NAME
        self.read_only = read_only
        self._lock = WriterLock(data_dir, timeout_s=timeout_s)
        self._local = threading.local()
        self._guard = threading.Lock()
        self._open: dict[threading.Thread, sqlite3.Connection] = {}
        self._closed = False

    @classmethod
    def open(cls, data_dir: Path, *, create: bool = True, timeout_s: float = 30.0) -> Self:
        """Return the store of `data_dir`, brought to this version's schema.

        A folder or file that cannot be written is opened for reading only. `timeout_s` is how long
        a writer waits for another one.

        Raises:
            StoreError: there is none and `create` is false, or it cannot be opened.
        """
        _prepare_folder(data_dir, create=create)
        path = data_dir / FILE_NAME
        if path.is_dir():
            raise StoreError(
                f"{str(path)!r} is a folder where the store's file should be; move it aside, or"
                " name another folder with NEWS_DATA_DIR"
            )
        if not path.exists() and not create:
            raise StoreError(
                f"there are no articles in {str(data_dir)!r} yet; add some with: python -m corpus"
                " add PATH... (or name another folder with NEWS_DATA_DIR or --data-dir)"
            )
        store = cls(data_dir, read_only=not sqlite_file.can_write(path), timeout_s=timeout_s)
        try:
            store._migrate_schema()
        except BaseException:
            store.close()
            raise
        return store

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection of this thread: read from it freely, change it only inside `write`."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if self._closed:
            raise StoreError(f"the store {str(self.path)!r} was closed; open it again")
        if connection is None:
            with sqlite_file.mended(self.path):
                connection = self._connect()
            self._local.connection = connection
            with self._guard:
                for thread in [known for known in self._open if not known.is_alive()]:
                    self._open.pop(thread).close()
                self._open[threading.current_thread()] = connection
        return connection

    def close(self) -> None:
        """Close the connections of all threads; a second call does nothing."""
        with self._guard:
            self._closed = True
            for connection in self._open.values():
                connection.close()
            self._open.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Hold the writer's lock over several transactions; within it, `write` does not wait."""
        self._refuse_read_only()
        with self._lock.held():
            yield

    @contextmanager
    def write(self, *, of_corpus: bool = True) -> Iterator[sqlite3.Connection]:
        """Run the block as one transaction of the only writer; an error in it undoes all of it.

        Inside another `write` of the same thread, the block joins that transaction. What it changes
        makes `corpus_version` grow by one, but for what is not `of_corpus`: readers of the articles
        would read them all anew.

        Raises:
            StoreLockedError: another writer did not finish in time.
            StoreError: the store cannot be written.
        """
        connection = self.connection
        if connection.in_transaction:
            yield connection
            return
        with self.hold(), sqlite_file.mended(self.path):
            before = connection.total_changes
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                if of_corpus and connection.total_changes != before:
                    connection.execute(
                        "UPDATE meta SET value = value + 1 WHERE name = 'corpus_version'"
                    )
                connection.execute("COMMIT")
            except BaseException:
                _roll_back(connection)
                raise

    def migrate(self, component: str, migrations: Sequence[str]) -> None:
        """Bring the tables of `component` to the last of `migrations`, all of them or none.

        They may refer to `article_versions (article_id, version)` with `ON DELETE CASCADE`. Never
        edit one that was released; append.

        Raises:
            StoreError: the tables were made by a newer version, or cannot be written.
        """
        found = self._component_version(component)
        schema.refuse_newer(f"the part {component!r}", found, len(migrations), self.path)
        if found == len(migrations):
            return
        with self.write() as connection:
            found = self._component_version(component)
            schema.apply_migrations(connection, migrations[found:])
            connection.execute(
                "INSERT OR REPLACE INTO components VALUES (?, ?)", (component, len(migrations))
            )

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give this thread's connection to the block; SQLite's errors become `StoreError`s."""
        with sqlite_file.mended(self.path):
            yield self.connection

    def query(self, sql: str, values: Mapping[str, rows.Value] | None = None) -> list[sqlite3.Row]:
        """Return the rows of a reading statement."""
        with self.reading() as connection:
            return connection.execute(sql, values or {}).fetchall()

    def _component_version(self, component: str) -> int:
        found = self.query("SELECT version FROM components WHERE component = :c", {"c": component})
        return int(found[0][0]) if found else 0

    def _connect(self) -> sqlite3.Connection:
        if not self.read_only:
            try:
                return sqlite_file.connect(self.path, read_only=False)
            except sqlite3.OperationalError as error:
                # A full disk refuses even the file that a reader needs; what is there can be read.
                empty = not self.path.exists() or not self.path.stat().st_size
                if empty or not sqlite_file.is_refusal(error):
                    raise
                self.read_only = True
        return sqlite_file.connect(self.path, read_only=True)

    def _migrate_schema(self) -> None:
        with sqlite_file.mended(self.path):
            found = schema.read_schema_version(self.connection, self.path)
            if found == len(schema.MIGRATIONS):
                return
            with self.hold():
                # Another process may have done it while this one waited.
                found = schema.read_schema_version(self.connection, self.path)
                self.connection.execute("BEGIN IMMEDIATE")
                try:
                    schema.apply_migrations(self.connection, schema.MIGRATIONS[found:])
                    self.connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
                    self.connection.execute(f"PRAGMA user_version = {len(schema.MIGRATIONS)}")
                    self.connection.execute("COMMIT")
                except BaseException:
                    _roll_back(self.connection)
                    raise

    def _refuse_read_only(self) -> None:
        if self.read_only:
            raise StoreError(
                f"the store {str(self.path)!r} can be read but not written; make the folder and the"
                " file writable and free some space, or name another folder with NEWS_DATA_DIR or"
                " --data-dir"
            )


def _roll_back(connection: sqlite3.Connection) -> None:
    # After a failed write SQLite may have undone it already; the first error is the news.
    with suppress(sqlite3.Error):
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _prepare_folder(data_dir: Path, *, create: bool) -> None:
    try:
        if create:
            data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        what = "is a file" if isinstance(error, FileExistsError) else f"cannot be made ({error})"
        raise StoreError(
            f"the data folder {str(data_dir)!r} {what}; name another folder with NEWS_DATA_DIR or"
            " --data-dir"
        ) from error
    if data_dir.exists() and not data_dir.is_dir():
        raise StoreError(
            f"the data folder {str(data_dir)!r} is a file; name another folder with NEWS_DATA_DIR"
            " or --data-dir"
        )
