import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from corpus.article import Article, Period, Range
from corpus.extraction import ParsedArticle
from corpus.statement import Statement
from corpus.store import Store
from corpus.stories.story import Story
from rag.build import open_indexes, rebuild_index, update_index
from rag.errors import IndexStateError
from rag.index import tables
from rag.index.embedder import HashingEmbedder, Vectors
from rag.index.generations import find_current, hold_lock
from rag.index.tables import read_hashes, read_passages

TREES = ("ash", "birch", "cedar", "larch", "maple", "oak", "pine", "yew")


class OtherEmbedder(HashingEmbedder):
    name = "other"
    fingerprint = "other 2 float32"


class CountingEmbedder(HashingEmbedder):
    """Remembers what it embedded."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.texts += texts
        return super().embed_passages(texts)


def parse(text: str, outlet: str = "Elm News") -> ParsedArticle:
    day = date(2025, 9, 18)
    return ParsedArticle(
        title="A title",
        title_origin="given",
        outlet=outlet,
        outlet_origin="given",
        authors=(),
        published=Period(first=day, last=day),
        published_origin="given",
        published_at=None,
        url=None,
        language="en",
        source_text=text,
        body=(Range(start=0, end=len(text)),),
    )


def nobody(_: Article) -> tuple[Statement, ...]:
    return ()


def somebody(article: Article) -> tuple[Statement, ...]:
    statement = Statement(
        article_id=article.article_id,
        version=article.version,
        start=0,
        end=5,
        persons=("Ana Ruiz",),
        firm="Elm Bank",
        role=None,
        cue="said",
        direct=False,
        date=None,
    )
    return (statement,)


def put(store: Store, key: str, text: str) -> str:
    return store.put_article(key, parse(text), nobody).article.article_id


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "data") as opened:
        for number, tree in enumerate(TREES):
            put(opened, f"k{number}", f"Bank {tree} rallied. Its fund {tree} grew.")
        yield opened


def search(store: Store, query: str) -> tuple[list[str], list[str]]:
    """Texts of what words and vectors find first."""
    embedder = HashingEmbedder()
    indexes = open_indexes(store, embedder)
    passages = {one.passage_id: one.text for one in read_passages(store)}
    words = [passages[key] for key, _ in indexes.words.query(query, 3)]
    vectors = [passages[key] for key, _ in indexes.vectors.query(embedder.embed_query(query), 3)]
    assert len(indexes.words) == len(indexes.vectors) == len(passages)
    indexes.close()
    return words, vectors


def generations(store: Store) -> list[str]:
    return sorted(path.name for path in (store.data_dir / "index").iterdir() if path.is_dir())


def test_every_article_is_found_by_words_and_by_vectors(store: Store) -> None:
    calls: list[tuple[int, int]] = []
    summary = update_index(
        store, HashingEmbedder(), on_passages=lambda done, total: calls.append((done, total))
    )
    assert (summary.articles, summary.made, summary.embedded, summary.passages) == (8, 8, 8, 8)
    assert calls[-1] == (8, 8)
    words, vectors = search(store, "larch")
    assert words == ["Bank larch rallied. Its fund larch grew."]
    assert vectors[0] == words[0]


def test_an_empty_store_has_empty_indexes(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        assert update_index(store, HashingEmbedder()).passages == 0
        assert search(store, "anything") == ([], [])


def test_a_store_that_was_never_indexed_opens_empty(store: Store) -> None:
    assert search(store, "larch") == ([], [])


def test_a_second_update_changes_nothing(store: Store) -> None:
    update_index(store, HashingEmbedder())
    before, version = generations(store), store.corpus_version()
    summary = update_index(store, HashingEmbedder())
    assert (summary.articles, summary.made, summary.passages) == (0, 0, 8)
    assert (generations(store), store.corpus_version()) == (before, version)


def test_a_removed_article_is_found_no_more(store: Store) -> None:
    update_index(store, HashingEmbedder())
    store.remove_article(store.read_article("k3").article_id)
    assert search(store, "larch")[0] == []
    assert update_index(store, HashingEmbedder()).passages == 7


def test_a_new_version_replaces_the_passages_of_the_old_one(store: Store) -> None:
    update_index(store, HashingEmbedder())
    put(store, "k3", "Zebra stocks grew.")
    assert update_index(store, HashingEmbedder()).made == 1
    assert search(store, "larch")[0] == []
    assert search(store, "zebra")[0] == ["Zebra stocks grew."]
    assert len(store.query("SELECT * FROM vectors")) == 8


def test_only_passages_that_changed_are_embedded_again(tmp_path: Path) -> None:
    kept = "Elm " + "word " * 110 + "end."
    embedder = CountingEmbedder()
    with Store.open(tmp_path) as store:
        put(store, "k", f"{kept} Oak {kept}")
        update_index(store, embedder)
        assert len(embedder.texts) == 3  # the article's header is one
        put(store, "k", f"{kept} Ash {kept}")
        summary = update_index(store, embedder)
        assert (summary.made, summary.embedded, len(embedder.texts)) == (2, 1, 5)


def test_another_outlet_is_embedded_with_the_header_once_an_article(store: Store) -> None:
    embedder = CountingEmbedder()
    update_index(store, embedder)
    assert embedder.texts[0] == "A title | Elm News | 18 September 2025"
    assert len(embedder.texts) == 9
    store.put_article("k3", parse("Bank larch rallied. Its fund larch grew.", "Oak"), nobody)
    update_index(store, embedder)
    assert embedder.texts[9:] == [
        "A title | Oak | 18 September 2025",
        "Bank larch rallied. Its fund larch grew.",
    ]


def test_a_new_speaker_changes_the_header_but_not_the_vector(store: Store) -> None:
    embedder = CountingEmbedder()
    update_index(store, embedder)
    (article,) = store.read_articles([store.read_article("k3").article_id])
    store.write_statements(article, somebody(article))
    assert update_index(store, embedder).embedded == 0
    (passage,) = [p for p in read_passages(store) if p.article_id == article.article_id]
    assert passage.header == "A title | Elm News | 18 September 2025 | Ana Ruiz, Elm Bank"


def test_a_store_of_another_model_names_the_command_that_embeds_again(store: Store) -> None:
    update_index(store, HashingEmbedder())
    expected = (
        "the store holds vectors of 'hashing' but NEWS_EMBEDDING_MODEL is 'other'; re-embed with:"
        " python -m corpus check --repair"
    )
    with pytest.raises(IndexStateError, match=expected):
        update_index(store, OtherEmbedder())
    with pytest.raises(IndexStateError, match=expected):
        open_indexes(store, OtherEmbedder())
    assert rebuild_index(store, OtherEmbedder()).embedded == 8
    open_indexes(store, OtherEmbedder()).close()


def test_a_rebuild_keeps_vectors_unless_told_otherwise(store: Store) -> None:
    update_index(store, HashingEmbedder())
    assert rebuild_index(store, HashingEmbedder()).embedded == 0
    assert rebuild_index(store, HashingEmbedder(), reembed=True).embedded == 8
    assert search(store, "larch")[0] != []


@pytest.mark.parametrize(
    "pattern",
    ["current", "*/sealed.json", "*/chroma/chroma.sqlite3", "*/words/meta.json", "*/words/*.term"],
)
@pytest.mark.parametrize("damage", ["garbled", "cut", "gone"])
def test_a_broken_index_is_made_again_when_it_is_opened(
    store: Store, pattern: str, damage: str
) -> None:
    update_index(store, HashingEmbedder())
    paths = list((store.data_dir / "index").glob(pattern))
    assert paths
    for path in paths:
        held = path.read_bytes()
        if damage == "gone":
            path.unlink()
        else:
            path.write_bytes(b"\xff" * len(held) if damage == "garbled" else held[: len(held) // 2])
    assert search(store, "larch")[0] == ["Bank larch rallied. Its fund larch grew."]


def test_a_garbled_vector_file_is_found_before_chroma_reads_it(tmp_path: Path) -> None:
    # Chroma keeps up to 1,000 vectors in its SQLite file; only then is there a file to break.
    with Store.open(tmp_path) as store:
        for number in range(110):
            put(
                store,
                f"k{number}",
                "\n".join(f"Bank {number} {word} " + "up " * 100 for word in range(10)),
            )
        update_index(store, HashingEmbedder())
        (path,) = (store.data_dir / "index").glob("*/chroma/*/data_level0.bin")
        path.write_bytes(b"\xff" * path.stat().st_size)
        assert len(search(store, "bank")[1]) == 3


def test_a_missing_index_folder_is_made_again(store: Store) -> None:
    update_index(store, HashingEmbedder())
    shutil.rmtree(store.data_dir / "index")
    assert search(store, "larch")[0] != []


def test_a_reader_keeps_its_generation_while_a_writer_makes_the_next(store: Store) -> None:
    embedder = HashingEmbedder()
    update_index(store, embedder)
    indexes = open_indexes(store, embedder)
    put(store, "k8", "Zebra stocks grew.")
    update_index(store, embedder)
    assert len(indexes.vectors.query(embedder.embed_query("larch"), 9)) == 8
    assert len(indexes.words.query("larch", 9)) == 1
    indexes.close()
    assert search(store, "zebra")[0] == ["Zebra stocks grew."]


def test_old_generations_go_but_the_last_one_stays_for_those_who_read_it(store: Store) -> None:
    for number in range(4):
        put(store, f"more{number}", f"Oak {number} grew.")
        update_index(store, HashingEmbedder())
    assert [name.split("-")[0] for name in generations(store)] == ["3", "4"]


def test_an_index_that_another_process_is_writing_is_read_as_it_was(store: Store) -> None:
    update_index(store, HashingEmbedder())
    put(store, "k8", "Zebra stocks grew.")
    with hold_lock(store.data_dir / "index", timeout_s=0) as held:
        assert held
        indexes = open_indexes(store, HashingEmbedder())
        assert len(indexes.vectors) == 8
        indexes.close()


def test_a_process_killed_while_it_indexes_loses_nothing(store: Store) -> None:
    code = (
        "import os, sys; from pathlib import Path; from corpus.store import Store\n"
        "from rag.index import generations; from rag.build import update_index\n"
        "from rag.index.embedder import HashingEmbedder\n"
        "generations._make_current = lambda *_: os._exit(9)\n"
        "update_index(Store.open(Path(sys.argv[1])), HashingEmbedder())"
    )
    killed = subprocess.run([sys.executable, "-c", code, str(store.data_dir)], check=False)
    assert killed.returncode == 9
    assert find_current(store.data_dir / "index") is None
    summary = update_index(store, HashingEmbedder())
    assert (summary.made, summary.passages) == (0, 8)
    assert len(generations(store)) == 1
    assert search(store, "larch")[0] != []


def test_four_processes_read_one_index_at_once(store: Store) -> None:
    update_index(store, HashingEmbedder())
    code = (
        "import sys; from pathlib import Path; from corpus.store import Store\n"
        "from rag.build import open_indexes; from rag.index.embedder import HashingEmbedder\n"
        "e = HashingEmbedder(); i = open_indexes(Store.open(Path(sys.argv[1])), e)\n"
        "assert all(len(i.vectors.query(e.embed_query(str(n)), 8)) == 8 for n in range(50))"
    )
    command = [sys.executable, "-c", code, str(store.data_dir)]
    readers = [subprocess.Popen(command) for _ in range(4)]
    assert [reader.wait(120) for reader in readers] == [0, 0, 0, 0]
    assert search(store, "larch")[0] != []


def test_passages_are_word_for_word_what_the_offsets_say(store: Store) -> None:
    update_index(store, HashingEmbedder())
    texts = {one.article_id: one.source_text for one in store.read_articles()}
    passages = read_passages(store)
    assert [one.passage_id for one in passages] == list(read_hashes(store))
    for one in passages:
        assert texts[one.article_id][one.start : one.end] == one.text
    assert read_passages(store, [passages[2].passage_id, "gone"]) == (passages[2],)


def test_an_index_that_cannot_be_written_is_read_from_a_copy(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    embedder = HashingEmbedder()
    update_index(store, embedder)
    with closing(open_indexes(store, embedder)) as writable:
        expected = writable.vectors.query(embedder.embed_query("larch"), 3)
        assert not writable.copied
    # As on a disk that is mounted read-only; its owner may be root, whom no file mode stops.
    monkeypatch.setattr(os, "access", lambda *_: False)
    indexes = open_indexes(store, embedder)
    assert indexes.copied
    assert store.data_dir not in indexes.folder.parents
    assert indexes.vectors.query(embedder.embed_query("larch"), 3) == expected
    indexes.close()
    assert not indexes.folder.exists()


def put_copies(store: Store, *outlets: str, together: bool = True) -> list[str]:
    """The same text printed by several outlets, in one story or each in its own."""
    ids = [
        store.put_article(outlet, parse("Zebra stocks grew.", outlet), nobody).article.article_id
        for outlet in outlets
    ]
    groups = [ids] if together else [[one] for one in ids]
    store.write_stories(
        [
            Story(
                story_id=f"s{number}",
                article_ids=tuple(members),
                outlets=outlets,
                undated=0,
                unknown_outlets=0,
            )
            for number, members in enumerate(groups)
        ]
    )
    return ids


def test_a_copy_in_another_outlet_is_not_embedded_again(tmp_path: Path) -> None:
    embedder = CountingEmbedder()
    with Store.open(tmp_path) as store:
        put_copies(store, "Elm News", "Oak Post")
        summary = update_index(store, embedder)
        assert (summary.made, summary.embedded, len(embedder.texts)) == (2, 1, 2)
        put_copies(store, "Elm News", "Oak Post", "Fir Wire")
        summary = update_index(store, embedder)
        assert (summary.made, summary.embedded, len(embedder.texts)) == (1, 0, 2)
        assert len(store.query("SELECT DISTINCT vector FROM vectors")) == 1


def test_the_same_words_in_two_stories_are_embedded_under_each_header(tmp_path: Path) -> None:
    embedder = CountingEmbedder()
    with Store.open(tmp_path) as store:
        put_copies(store, "Elm News", "Oak Post", together=False)
        assert update_index(store, embedder).embedded == 2


def test_a_copy_keeps_its_vector_when_the_first_is_removed(tmp_path: Path) -> None:
    embedder = CountingEmbedder()
    with Store.open(tmp_path) as store:
        first, _ = put_copies(store, "Elm News", "Oak Post")
        update_index(store, embedder)
        store.remove_article(first)
        update_index(store, embedder)
        assert search(store, "zebra") == (["Zebra stocks grew."], ["Zebra stocks grew."])
        assert len(embedder.texts) == 2


def test_vectors_that_an_older_splitter_made_are_made_again(store: Store) -> None:
    update_index(store, HashingEmbedder())
    manifest = tables.read_manifest(store)
    tables.write_manifest(store, manifest | {"splitter": "1"})
    summary = update_index(store, HashingEmbedder())
    assert summary.embedded == summary.made == summary.passages > 0
    assert tables.read_manifest(store) == manifest
    assert update_index(store, HashingEmbedder()).embedded == 0
