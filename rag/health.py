"""Whether the index is whole and in line with the store; no model is loaded to tell."""

from dataclasses import dataclass

from corpus.store import Store
from rag.errors import IndexStateError
from rag.index import tables
from rag.index.generations import find_current, make_fingerprint, open_generation, root_of


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexHealth:
    """The state of passages, vectors and both indexes; both empty where all is well."""

    broken: tuple[str, ...]
    """What is damaged, a clause each; mended by `python -m corpus check --repair`."""
    behind: tuple[str, ...]
    """What is still to be done, a clause each; the next run or question does it by itself."""


def read_health(store: Store) -> IndexHealth:
    """Return the state of the index as it stands on disk."""
    tables.migrate(store)
    broken: list[str] = []
    behind: list[str] = []
    unindexed = _count(
        store,
        "articles AS a LEFT JOIN indexed_versions AS i ON i.article_id = a.article_id"
        " AND i.version = a.current_version WHERE i.article_id IS NULL",
    )
    if unindexed:
        behind.append(f"{unindexed:,} articles are not indexed yet")
    bare = _count(
        store,
        "passages AS p LEFT JOIN vectors AS v ON v.passage_id = p.passage_id"
        " WHERE v.passage_id IS NULL",
    )
    if bare:
        broken.append(f"{bare:,} passages have no vector")
    hashes = tables.read_hashes(store)
    current = find_current(root_of(store))
    if current is None:
        behind += ["there is none on disk"] if hashes else []
        return IndexHealth(broken=tuple(broken), behind=tuple(behind))
    folder, seal = current
    try:
        open_generation(folder, seal).close()
    except IndexStateError as error:
        broken.append(str(error).partition("; ")[0])
    model = tables.read_manifest(store).get("model", seal.model)
    if seal.fingerprint != make_fingerprint(model, hashes):
        behind.append("it lags behind the articles")
    return IndexHealth(broken=tuple(broken), behind=tuple(behind))


def _count(store: Store, rest: str) -> int:
    return int(store.query(f"SELECT count(*) FROM {rest}")[0][0])
