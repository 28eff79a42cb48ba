"""Articles made searchable: the one place where the corpus knows of `rag`, imported late.

Adding news also indexes it; nothing else in this package may ask what `rag` makes of an article.
"""

from typing import TYPE_CHECKING

from corpus.errors import CorpusError
from corpus.progress import Advance
from corpus.settings import Settings
from corpus.store import Store

if TYPE_CHECKING:
    from rag.health import IndexHealth


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
    from rag.errors import RagError
    from rag.index.embedder import load_embedder

    try:
        embedder = load_embedder(settings.embedding_model, settings.embedding_dtype)
        make = rebuild_index if anew else update
        return make(store, embedder, on_passages=advance).made
    except RagError as error:
        raise CorpusError(f"{error} (the articles themselves are stored)") from error


def read_index_health(store: Store) -> "IndexHealth":
    """Return whether the index is whole and in line, without loading a model."""
    from rag.health import read_health

    return read_health(store)
