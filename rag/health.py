"""Whether the index is whole and in line with the store; no model is loaded to tell."""

from corpus.store import Store
from rag import tables
from rag.errors import IndexStateError
from rag.generations import find_current, make_fingerprint, open_generation, root_of


def find_problems(store: Store) -> tuple[str, ...]:
    """Return what is wrong with passages, vectors and both indexes, a clause each; none if whole."""
    tables.migrate(store)
    problems = []
    unindexed = _count(
        store,
        "articles AS a LEFT JOIN indexed_versions AS i ON i.article_id = a.article_id"
        " AND i.version = a.current_version WHERE i.article_id IS NULL",
    )
    if unindexed:
        problems.append(f"{unindexed:,} articles are not indexed yet")
    bare = _count(
        store,
        "passages AS p LEFT JOIN vectors AS v ON v.passage_id = p.passage_id"
        " WHERE v.passage_id IS NULL",
    )
    if bare:
        problems.append(f"{bare:,} passages have no vector")
    hashes = tables.read_hashes(store)
    current = find_current(root_of(store))
    if current is None:
        return (*problems, "there is none on disk") if hashes else tuple(problems)
    folder, seal = current
    try:
        open_generation(folder, seal).close()
    except IndexStateError as error:
        return (*problems, str(error).partition("; ")[0])
    model = tables.read_manifest(store).get("model", seal.model)
    if seal.fingerprint != make_fingerprint(model, hashes):
        problems.append("it lags behind the articles")
    return tuple(problems)


def _count(store: Store, rest: str) -> int:
    return int(store.query(f"SELECT count(*) FROM {rest}")[0][0])
