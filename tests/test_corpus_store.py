"""The store: versions, one transaction an article, one writer, readers that are never blocked."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from corpus.article import Article, Period, Range
from corpus.errors import CorpusError, StoreError, StoreLockedError
from corpus.extraction import ParsedArticle
from corpus.statement import Statement
from corpus.store import Store
from corpus.stories.story import Story

TEXT = "Menu\nRates will fall, said Ann Lee.\nFooter"
ROOT = Path(__file__).parent.parent


def parsed(text: str = TEXT, **changes: object) -> ParsedArticle:
    fields: dict[str, object] = {
        "title": "Rates",
        "title_origin": "text",
        "outlet": "The Courier",
        "outlet_origin": "given",
        "authors": ("Bo Ek",),
        "published": Period(first=date(2025, 9, 1), last=date(2025, 9, 30)),
        "published_origin": "given",
        "published_at": None,
        "url": "https://example.org/rates",
        "language": "en",
        "source_text": text,
        "body": (Range(start=5, end=35),) if text == TEXT else (Range(start=0, end=len(text)),),
    }
    return ParsedArticle(**(fields | changes))  # type: ignore[arg-type]


def one_statement(article: Article) -> tuple[Statement, ...]:
    return (
        Statement(
            article_id=article.article_id,
            version=article.version,
            start=5,
            end=35,
            persons=("Ann Lee",),
            firm=None,
            role=None,
            cue="said",
            direct=False,
            date=article.published,
        ),
    )


def no_statements(article: Article) -> tuple[Statement, ...]:
    return ()


def broken(article: Article) -> tuple[Statement, ...]:
    raise CorpusError("cannot be read")


def test_an_article_comes_back_as_it_was_put(tmp_path: Path) -> None:
    at = datetime(2025, 9, 18, 12, 30, tzinfo=UTC)
    with Store.open(tmp_path) as store:
        result = store.put_article("k", parsed(published_at=at), one_statement, source="rates.txt")
        assert result.outcome == "added"
        (article,) = store.read_articles()
        assert article == result.article
        # The first 12 hex digits of SHA-256 of "k".
        assert article.article_id == "8254c329a928"
        assert article.version == 1
        assert article.source == "rates.txt"
        assert article.source_text == TEXT
        assert article.source_text[article.body[0].start : article.body[0].end] == TEXT[5:35]
        assert article.published == Period(first=date(2025, 9, 1), last=date(2025, 9, 30))
        assert article.published_at == at
        assert article.authors == ("Bo Ek",)
        (statement,) = store.read_statements()
        assert statement == one_statement(article)[0]
        assert TEXT[statement.start : statement.end] == "Rates will fall, said Ann Lee."


def test_unknown_fields_stay_unknown(tmp_path: Path) -> None:
    bare = parsed(
        title=None, outlet=None, authors=(), published=None, url=None, language=None, body=()
    )
    with Store.open(tmp_path) as store:
        store.put_article("k", bare, no_statements)
        article = store.read_article("k")
        assert (article.title, article.outlet, article.published) == (None, None, None)
        assert (article.authors, article.body, article.source) == ((), (), "k")


def test_the_same_article_twice_changes_nothing(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        first = store.put_article("k", parsed(), one_statement)
        before = store.corpus_version()
        again = store.put_article("k", parsed(), one_statement)
        assert again.outcome == "unchanged"
        assert again.article == first.article
        assert store.corpus_version() == before
        assert store.stats().versions == 1


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Another text."},
        {"title": "Other"},
        {"outlet": None},
        {"published": None},
        {"body": ()},
    ],
)
def test_a_changed_article_is_a_new_version_and_the_old_one_stays(
    tmp_path: Path, change: dict[str, object]
) -> None:
    with Store.open(tmp_path) as store:
        store.put_article("k", parsed(), one_statement)
        result = store.put_article("k", parsed(**change), no_statements)  # type: ignore[arg-type]
        assert result.outcome == "updated"
        assert [(a.version, a) for a in store.read_articles()] == [(2, result.article)]
        assert store.read_statements() == ()
        kept = store.connection.execute(
            "SELECT version, replaced, source_text FROM article_versions ORDER BY version"
        ).fetchall()
        assert [(row[0], row[1]) for row in kept] == [(1, 1), (2, 0)]
        assert kept[0][2] == TEXT
        assert store.find_problems() == ()


def test_another_name_for_the_same_source_is_no_new_version(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.put_article("k", parsed(), no_statements, source="rows.jsonl:3")
        again = store.put_article("k", parsed(), no_statements, source="rows.jsonl:4")
        assert again.outcome == "unchanged"


def test_an_article_whose_statements_fail_is_not_stored_at_all(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.put_article("k", parsed(), one_statement)
        with pytest.raises(CorpusError, match="cannot be read"):
            store.put_article("k", parsed("New."), broken)
        with pytest.raises(CorpusError, match="cannot be read"):
            store.put_article("other", parsed(), broken)
        (article,) = store.read_articles()
        assert (article.version, article.source_text) == (1, TEXT)
        assert len(store.read_statements()) == 1
        # The lock is free again.
        assert store.put_article("third", parsed(), no_statements).outcome == "added"


def test_a_text_with_a_lone_surrogate_or_a_nul_is_refused(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        for text in ("half \ud83d pair", "nul \0 in it"):
            with pytest.raises(CorpusError, match=r"'bad\.txt' holds a"):
                store.put_article("k", parsed(text), no_statements, source="bad.txt")
        assert store.read_articles() == ()


def test_offsets_are_code_points_beyond_the_basic_plane(tmp_path: Path) -> None:
    text = "🙂🙂 up 2%"
    with Store.open(tmp_path) as store:
        store.put_article("k", parsed(text, body=(Range(start=3, end=8),)), no_statements)
        (article,) = store.read_articles()
        assert article.source_text[3:8] == "up 2%"
        assert store.find_problems() == ()


def test_articles_are_read_earliest_published_first_and_undated_last(tmp_path: Path) -> None:
    july = Period(first=date(2024, 7, 18), last=date(2024, 7, 18))
    with Store.open(tmp_path) as store:
        store.put_article("1", parsed(published=None), no_statements, source="a")
        store.put_article("2", parsed(), no_statements, source="c")
        store.put_article("3", parsed(), no_statements, source="b")
        store.put_article("4", parsed(published=july), no_statements, source="z")
        assert [article.source for article in store.read_articles()] == ["z", "b", "c", "a"]
        one = store.read_article("c").article_id
        assert [a.source for a in store.read_articles([one, "unknown"])] == ["c"]
        assert store.read_articles([]) == ()


def test_an_article_is_named_by_id_beginning_of_id_source_or_file_name(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.put_article("k", parsed(), no_statements, source="https://example.org/a/rates.html")
        wanted = store.read_articles()[0]
        for ref in (
            "8254c329a928",
            "8254",
            "https://example.org/a/rates.html",
            "rates.html",
            "rat",
        ):
            assert store.read_article(ref) == wanted


def test_an_unknown_article_is_an_error_that_lists_near_ones(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        with pytest.raises(CorpusError, match="the store is empty"):
            store.read_article("x")
        store.put_article("k", parsed(), no_statements, source="rates.txt")
        store.put_article("l", parsed(), no_statements, source="ratios.txt")
        with pytest.raises(CorpusError, match=r"'rats.txt'.*8254c329a928 \(rates.txt\)"):
            store.read_article("rats.txt")
        with pytest.raises(CorpusError, match="'rat' means 2 articles"):
            store.read_article("rat")
        with pytest.raises(CorpusError, match="there is no article ''"):
            store.read_article("")


def test_a_removed_article_takes_everything_made_from_it_along(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        article_id = store.put_article("k", parsed(), one_statement).article.article_id
        store.put_article("k", parsed("New."), no_statements)
        store.remove_article(article_id)
        assert store.read_articles() == ()
        for table in ("article_versions", "statements", "sketches", "stories"):
            assert store.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 0
        with pytest.raises(CorpusError, match="there is no article '8254c329a928'"):
            store.remove_article(article_id)


def test_the_corpus_version_grows_with_changes_only(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        versions = [store.corpus_version()]
        article_id = store.put_article("k", parsed(), no_statements).article.article_id
        versions.append(store.corpus_version())
        with store.write():
            pass
        versions.append(store.corpus_version())
        store.remove_article(article_id)
        versions.append(store.corpus_version())
        assert versions == [0, 1, 1, 2]


def test_stories_are_written_and_read_in_their_order(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        one = store.put_article("1", parsed(), no_statements).article.article_id
        two = store.put_article("2", parsed(outlet=None), no_statements).article.article_id
        three = store.put_article("3", parsed(published=None), no_statements).article.article_id
        both = Story(
            story_id="s1",
            article_ids=(two, one),
            outlets=("The Courier",),
            undated=0,
            unknown_outlets=1,
        )
        store.write_stories([both])
        before = store.corpus_version()
        store.write_stories([both])
        assert store.corpus_version() == before
        assert both in store.read_stories()
        # One that was never folded is a story of its own.
        assert store.read_story_ids() == {one: "s1", two: "s1", three: f"s{three}"}
        assert store.stats().stories == 2


def test_a_block_that_fails_undoes_all_of_its_transaction(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:

        def put_two() -> None:
            with store.write():
                store.put_article("k", parsed(), no_statements)
                store.put_article("l", parsed(), broken)

        with pytest.raises(CorpusError, match="cannot be read"):
            put_two()
        assert store.read_articles() == ()
        assert store.corpus_version() == 0


def test_readers_see_the_last_committed_state_while_another_writes(tmp_path: Path) -> None:
    with Store.open(tmp_path) as writer, Store.open(tmp_path) as reader:
        writer.put_article("k", parsed(), no_statements)
        with writer.write():
            writer.put_article("l", parsed(), no_statements)
            assert len(writer.read_articles()) == 2
            assert len(reader.read_articles()) == 1
        assert len(reader.read_articles()) == 2


def test_threads_share_one_store(tmp_path: Path) -> None:
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for turn in range(5):
                store.put_article(f"{number}-{turn}", parsed(), one_statement)
                store.read_articles()
        except BaseException as error:  # noqa: BLE001
            failures.append(error)

    with Store.open(tmp_path) as store:
        threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        assert len(store.read_articles()) == len(store.read_statements()) == 20
        assert store.corpus_version() == 20


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="was closed"):
        store.read_articles()


HOLDER = """
import sys
from pathlib import Path
from corpus.store import Store
with Store.open(Path(sys.argv[1])) as store, store.hold():
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_writer_is_told_who_writes_and_a_kill_frees_the_lock(tmp_path: Path) -> None:
    with Store.open(tmp_path, timeout_s=0.2) as store:
        store.put_article("k", parsed(), no_statements)
        holder = subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(tmp_path)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        try:
            assert holder.stdout is not None
            assert holder.stdout.readline() == b"held\n"
            with pytest.raises(StoreLockedError, match=rf"\(process {holder.pid}, since 20"):
                store.put_article("l", parsed(), no_statements)
            assert len(store.read_articles()) == 1
        finally:
            holder.kill()
            holder.communicate()
        assert store.put_article("l", parsed(), no_statements).outcome == "added"


def test_two_stores_of_one_thread_do_not_wait_for_each_other_for_ever(tmp_path: Path) -> None:
    with (
        Store.open(tmp_path, timeout_s=0.1) as one,
        Store.open(tmp_path, timeout_s=0.1) as two,
        one.hold(),
        pytest.raises(StoreLockedError, match=str(os.getpid())),
    ):
        two.put_article("k", parsed(), no_statements)


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, "tests")
from test_corpus_store import one_statement, parsed
from corpus.store import Store
with Store.open(Path(sys.argv[1])) as store:
    for number in range(10_000):
        store.put_article(str(number), parsed(), one_statement)
        print(number, flush=True)
"""


def test_what_was_stored_before_a_kill_is_whole(tmp_path: Path) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert writer.stdout is not None
    while int(writer.stdout.readline()) < 20:
        pass
    time.sleep(0.01)
    writer.send_signal(signal.SIGKILL)
    writer.communicate()
    with Store.open(tmp_path, timeout_s=1) as store:
        articles = store.read_articles()
        assert len(articles) >= 21
        assert len(store.read_statements()) == len(articles) == store.corpus_version()
        assert store.find_problems() == ()


def test_a_full_database_keeps_what_it_has(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.put_article("k", parsed(), one_statement)
        pages = store.connection.execute("PRAGMA page_count").fetchone()[0]
        store.connection.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(StoreError, match="full; nothing of this change was stored"):
            store.put_article("l", parsed("word " * 100_000), one_statement)
        assert [article.source for article in store.read_articles()] == ["k"]
        assert store.find_problems() == ()
        store.connection.execute(f"PRAGMA max_page_count = {pages + 10_000}")
        assert store.put_article("l", parsed("word " * 100_000), no_statements).outcome == "added"


def test_a_disk_that_refuses_to_grow_a_file_keeps_what_it_has(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.put_article("k", parsed(), one_statement)
    code = WRITER.replace("range(10_000)", "range(2_000)").replace(
        "with Store",
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (250_000, 250_000))\nwith Store",
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, capture_output=True, text=True
    )
    assert "StoreError" in run.stderr.splitlines()[-1]
    assert "free some space" in run.stderr
    with Store.open(tmp_path) as store:
        # Every article that was reported stored is there, and the one before.
        assert len(store.read_articles()) == len(run.stdout.split()) + 1
        assert store.find_problems() == ()


AS_NOBODY = """
import os, sys
from pathlib import Path
sys.path.insert(0, "tests")
from test_corpus_store import no_statements, parsed
from corpus.store import Store
from corpus.errors import StoreError
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
with Store.open(Path(sys.argv[1])) as store:
    print(len(store.read_articles()), store.read_only)
    try:
        store.put_article("l", parsed(), no_statements)
    except StoreError as error:
        print(error)
"""


@pytest.mark.parametrize("log_left", [False, True])
def test_a_store_in_a_folder_that_cannot_be_written_can_be_read(
    tmp_path_factory: pytest.TempPathFactory, log_left: bool
) -> None:
    folder = tmp_path_factory.mktemp("read only")
    for parent in (folder, *folder.parents):
        parent.chmod(0o755)
        if parent.name.startswith("pytest-of-"):
            break
    store = Store.open(folder)
    store.put_article("k", parsed(), no_statements)
    if not log_left:
        store.close()
    for file in folder.iterdir():
        file.chmod(0o444)
    folder.chmod(0o555)
    try:
        run = subprocess.run(
            [sys.executable, "-c", AS_NOBODY, str(folder)], cwd=ROOT, capture_output=True, text=True
        )
    finally:
        folder.chmod(0o755)
        store.close()
    assert run.stderr == ""
    assert run.stdout.startswith("1 True\n")
    assert "can be read but not written" in run.stdout


def test_a_missing_store_is_an_error_for_readers_and_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"there are no articles in .*python -m corpus add"):
        Store.open(tmp_path / "none", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_data_folder_that_is_a_file_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    for folder in (file, file / "below"):
        with pytest.raises(StoreError, match="data folder"):
            Store.open(folder)
    with pytest.raises(StoreError, match="is a file"):
        Store.open(file, create=False)


def test_a_folder_in_the_place_of_the_store_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "news.sqlite3").mkdir()
    with pytest.raises(StoreError, match="is a folder where"):
        Store.open(tmp_path)


def test_a_file_that_is_no_database_is_an_error_and_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "news.sqlite3"
    path.write_bytes(b"not a database" * 1000)
    with pytest.raises(StoreError, match="damaged or is no SQLite file"):
        Store.open(tmp_path)
    assert path.read_bytes() == b"not a database" * 1000


def test_a_damaged_database_is_an_error_and_no_stack_trace_of_sqlite(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        for number in range(50):
            store.put_article(str(number), parsed("word " * 500 + str(number)), no_statements)
    path = tmp_path / "news.sqlite3"
    data = bytearray(path.read_bytes())
    # The last pages: the schema stands before them.
    data[-100_000:] = b"\xa5" * 100_000
    path.write_bytes(data)
    with Store.open(tmp_path) as store:
        with pytest.raises(StoreError, match="damaged"):
            store.read_articles()
        assert store.find_problems()


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "news.sqlite3")
    other.execute("CREATE TABLE notes (text)")
    other.close()
    with pytest.raises(StoreError, match="of another program"):
        Store.open(tmp_path)


def test_a_store_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.connection.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match="schema version 99, made by a newer version"):
        Store.open(tmp_path)


NOTES = """
CREATE TABLE notes (
    article_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    note TEXT NOT NULL DEFAULT 'a; b',
    FOREIGN KEY (article_id, version) REFERENCES article_versions ON DELETE CASCADE
);
CREATE INDEX notes_by_article ON notes (article_id, version);
"""


def test_a_component_adds_tables_that_follow_the_article(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.migrate("notes", [NOTES])
        store.migrate("notes", [NOTES])
        article_id = store.put_article("k", parsed(), no_statements).article.article_id
        with store.write() as connection:
            connection.execute(
                "INSERT INTO notes (article_id, version) VALUES (?, 1)", (article_id,)
            )
        store.migrate("notes", [NOTES, "ALTER TABLE notes ADD COLUMN more TEXT"])
        row = store.connection.execute("SELECT note, more FROM notes").fetchone()
        assert tuple(row) == ("a; b", None)
        with pytest.raises(StoreError, match=r"the part 'notes' .* schema version 2"):
            store.migrate("notes", [NOTES])
        store.remove_article(article_id)
        assert store.connection.execute("SELECT count(*) FROM notes").fetchone()[0] == 0


def test_a_migration_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        with pytest.raises(sqlite3.OperationalError):
            store.migrate("notes", [NOTES, "ALTER TABLE missing ADD COLUMN more TEXT"])
        store.migrate("notes", [NOTES])


def test_the_counts_are_those_of_current_versions(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        assert store.stats().articles == store.stats().characters == 0
        store.put_article("k", parsed("Old."), one_statement)
        store.put_article("k", parsed("12345", language="de"), no_statements)
        store.put_article("l", parsed(TEXT, outlet=None, published=None), one_statement)
        stats = store.stats()
        assert (stats.articles, stats.versions, stats.statements, stats.stories) == (2, 3, 1, 2)
        assert (stats.outlets, stats.unknown_outlets, stats.undated) == (1, 1, 1)
        assert stats.languages == ("de", "en")
        assert (stats.first_published, stats.last_published) == ("2025-09-01", "2025-09-30")
        assert stats.characters == 5 + len(TEXT)


def test_a_statement_outside_its_text_is_a_problem(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.put_article("k", parsed("Short."), one_statement)
        assert store.find_problems() == ("1 statements lie outside their text",)


def test_the_file_is_a_write_ahead_log_with_full_synchronisation(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        read = {
            name: store.connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
        assert read == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_the_sidecar_names_the_writer_only_while_it_writes(tmp_path: Path) -> None:
    sidecar = tmp_path / "writer.json"
    with Store.open(tmp_path) as store:
        with store.hold():
            assert json.loads(sidecar.read_text())["pid"] == os.getpid()
            store.put_article("k", parsed(), no_statements)
            assert sidecar.exists()
        assert not sidecar.exists()
