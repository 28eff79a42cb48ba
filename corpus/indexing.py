"""Articles made searchable: the one place where the corpus knows of `rag`, imported late.

Adding news also indexes it; nothing else in this package may ask what `rag` makes of an article.
"""

from corpus.errors import CorpusError
from corpus.progress import Advance
from corpus.settings import Settings
from corpus.store import Store


def update_index(
    store: Store, settings: Settings, *, anew: bool = False, advance: Advance | None = None
) -> int:
    """Bring passages, vectors and both indexes in line with the store; return the passages made.

    With `anew` all passages and both indexes are made again.

    Raises:
        CorpusError: the index cannot be written, or holds vectors of another model.
    """
    from rag.build import rebuild_index
    from rag.build import update_index as update
    from rag.embedder import load_embedder
    from rag.errors import RagError

    try:
        embedder = load_embedder(settings.embedding_model, settings.embedding_dtype)
        make = rebuild_index if anew else update
        return make(store, embedder, on_passages=advance).made
    except RagError as error:
        raise CorpusError(f"{error} (the articles themselves are stored)") from error


def find_index_problems(store: Store) -> tuple[str, ...]:
    """Return what is wrong with the index, a sentence each, without loading a model."""
    from rag.health import find_problems

    return find_problems(store)
