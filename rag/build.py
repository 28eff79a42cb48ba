"""The offline path's second half, in order: articles, passages, vectors, then both indexes.

SQLite holds the truth. `update_index` first makes what is missing there, an article a transaction,
then brings the two indexes in line with it; killed at any moment, the next call goes on.
"""

from dataclasses import dataclass
from pathlib import Path

from corpus.store import Store
from rag.errors import IndexStateError
from rag.index import tables
from rag.index.embedder import Embedder
from rag.index.generations import (
    Indexes,
    Seal,
    find_current,
    hold_lock,
    make_fingerprint,
    open_generation,
    root_of,
    write_generation,
)
from rag.index.missing import OnPassages, make_missing
from rag.index.passages import BUDGET_TOKENS, SPLITTER_VERSION
from rag.writing.ledger import forget_replies

LOCK_TIMEOUT_S = 3_600.0
"""Another process may be embedding a long list; what it does need not be done here again."""
OPEN_TIMEOUT_S = 60.0
_COPIED_FRACTION = 0.5
"""Where less than this fraction of the passages changed, the last generation is copied and changed;
20,000 vectors take 19 s to write anew and 0.1 s to copy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexSummary:
    """What an update of the index did."""

    articles: int
    """Whose passages were made."""
    made: int
    """Passages made."""
    embedded: int
    """Of these, the ones that needed a new vector."""
    passages: int
    """In the store now."""


def update_index(
    store: Store,
    embedder: Embedder,
    *,
    on_passages: OnPassages | None = None,
    budget_tokens: int = BUDGET_TOKENS,
) -> IndexSummary:
    """Make missing passages and vectors, drop stale ones, and bring both indexes in line.

    `on_passages` is called with the passages made and an estimate of how many there will be.
    `budget_tokens`, of a passage's text, is another than the served one only to measure it.

    Raises:
        IndexStateError: the store's vectors are of another model, or the index cannot be written.
    """
    tables.migrate(store)
    root = root_of(store)
    with hold_lock(root, timeout_s=LOCK_TIMEOUT_S) as held:
        if not held:
            raise _not_writable(root)
        _check_model(store, embedder)
        return _update(store, embedder, on_passages, budget_tokens=budget_tokens)


def rebuild_index(
    store: Store,
    embedder: Embedder,
    *,
    reembed: bool = False,
    on_passages: OnPassages | None = None,
) -> IndexSummary:
    """Make passages and both indexes anew; vectors too with `reembed` or where the model differs.

    Raises:
        IndexStateError: the index cannot be written.
    """
    tables.migrate(store)
    root = root_of(store)
    with hold_lock(root, timeout_s=LOCK_TIMEOUT_S) as held:
        if not held:
            raise _not_writable(root)
        other = tables.read_manifest(store).get("model") not in (None, _model(embedder))
        tables.delete_all(store, vectors=reembed or other)
        return _update(store, embedder, on_passages, anew=True)


def open_indexes(store: Store, embedder: Embedder) -> Indexes:
    """Return both indexes for reading, brought in line with the store if need be.

    While another process updates the index, the last whole state is returned; a passage that was
    removed since is then still found, so hits must be looked up in the store.

    Raises:
        IndexStateError: the store's vectors are of another model, or there is no index and none
            can be written.
    """
    tables.migrate(store)
    _check_model(store, embedder)
    root = root_of(store)
    current = find_current(root)
    model = _model(embedder)
    opened = _try_open(current) if current and current[1].model == model else None
    if opened is not None and current is not None:
        if current[1].fingerprint == make_fingerprint(model, tables.read_hashes(store)):
            return opened
        with hold_lock(root, timeout_s=0) as held:
            if not held:
                return opened
            try:
                folder = _bring_in_line(store, embedder)
            except IndexStateError:
                # Such as a full disk: what was indexed before still answers.
                return opened
        opened.close()
        return _open(root, folder)
    with hold_lock(root, timeout_s=OPEN_TIMEOUT_S) as held:
        if not held:
            raise _not_writable(root)
        return _open(root, _bring_in_line(store, embedder))


def _update(
    store: Store,
    embedder: Embedder,
    on_passages: OnPassages | None,
    *,
    anew: bool = False,
    budget_tokens: int = BUDGET_TOKENS,
) -> IndexSummary:
    # Before the first vector, so that a kill never leaves vectors of an unnamed model.
    manifest = {
        "model": _model(embedder),
        "fingerprint": embedder.fingerprint,
        "dimension": str(embedder.dimension),
        "splitter": str(SPLITTER_VERSION),
    }
    held = tables.read_manifest(store)
    if held.get("splitter", manifest["splitter"]) != manifest["splitter"]:
        tables.delete_all(store, vectors=True)
    if held != manifest:
        tables.write_manifest(store, manifest)
    made = make_missing(store, embedder, on_passages, budget_tokens=budget_tokens)
    _bring_in_line(store, embedder, anew=anew)
    forget_replies(store.data_dir, but=store.corpus_version())
    return IndexSummary(
        articles=made.articles,
        made=made.passages,
        embedded=made.embedded,
        passages=len(tables.read_hashes(store)),
    )


def _bring_in_line(store: Store, embedder: Embedder, *, anew: bool = False) -> Path:
    """Return a generation that holds the store's passages, written if need be; lock held."""
    root = root_of(store)
    model, hashes = _model(embedder), tables.read_hashes(store)
    current = find_current(root)
    opened = None if anew else _try_open(current)
    if opened is None or current is None:
        return write_generation(root, store, model, hashes, base=None)
    opened.close()
    folder, seal = current
    if seal.fingerprint == make_fingerprint(model, hashes):
        return folder
    changed = len(seal.hashes.items() ^ hashes.items())
    copied = seal.model == model and changed < _COPIED_FRACTION * len(hashes)
    return write_generation(root, store, model, hashes, base=folder if copied else None)


def _try_open(current: tuple[Path, Seal] | None) -> Indexes | None:
    if current is None:
        return None
    try:
        return open_generation(*current)
    except IndexStateError:
        return None


def _open(root: Path, folder: Path) -> Indexes:
    """Open what is current, which another process may replace and remove meanwhile."""
    while True:
        current = find_current(root)
        if current is None:
            raise IndexStateError(
                f"the index {str(folder)!r} vanished while it was opened; make it again with:"
                " python -m corpus check --repair"
            )
        try:
            return open_generation(*current)
        except IndexStateError:
            after = find_current(root)
            if after is None or after[0] == current[0]:
                raise


def _check_model(store: Store, embedder: Embedder) -> None:
    held = tables.read_manifest(store).get("model")
    if held is not None and held != _model(embedder):
        name = held.split(" ")[0]
        weights = " with other weights" if name == embedder.name else ""
        raise IndexStateError(
            f"the store holds vectors of {name!r}{weights} but NEWS_EMBEDDING_MODEL is"
            f" {embedder.name!r}; re-embed with: python -m corpus check --repair"
        )


def _model(embedder: Embedder) -> str:
    """Name and weights without the dtype.

    bfloat16 and float32 vectors of the bundled model agree to a cosine of 0.9999, so a store may
    move to a machine with the other.
    """
    return embedder.fingerprint.rpartition(" ")[0]


def _not_writable(root: Path) -> IndexStateError:
    return IndexStateError(
        f"the index in {str(root)!r} cannot be written: another process is writing it, or the"
        " folder is not writable; wait for it or make the folder writable, then run: python -m"
        " corpus check --repair"
    )
