"""The one assistant behind the page, loaded in a thread while the page already stands."""

import gc
import threading
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import rag
from corpus.article import Article
from corpus.child import shared_parsers
from corpus.errors import CorpusError
from corpus.health import read_stats
from corpus.settings import load_settings
from corpus.store import Store
from rag.errors import RagError
from rag.reader import today
from rag.records import Answer, Citation

if TYPE_CHECKING:
    from rag.assistant import Assistant
    from rag.index.embedder import Embedder

SAMPLES = Path(__file__).parent.parent / "corpus" / "samples"


class Service:
    """The one assistant of the page, loaded in a thread while the page already stands."""

    def __init__(self, data_dir: Path, as_of: date | None) -> None:
        self.data_dir = data_dir
        self.as_of = as_of
        self.ready = threading.Event()
        self.status = "status.loading"
        """What it is doing until `ready` is set: a key of the table of texts."""
        self.failure = "the assistant did not start; the reason stands in the terminal"
        self.store = Store.open(data_dir)
        self._assistant: Assistant | None = None
        self._embedder: Embedder | None = None
        self._counted = (-1, 0)
        self.writing = threading.Lock()
        """Held by whoever changes the articles; a second one waits."""

    def load(self) -> None:
        """Load the model, add the samples at the first start, then let the questions through."""
        from rag.index.embedder import load_embedder

        try:
            settings = load_settings()
            embedder = load_embedder(
                settings.embedding_model, settings.embedding_dtype, traced=True
            )
            self._embedder = embedder
            # Outlives a first start that was killed half way, so that the next finishes it.
            unfinished = self.data_dir / "samples-unfinished"
            if unfinished.exists() or not self.articles:
                self.status = "status.indexing"
                unfinished.touch()
                rag.add_articles([SAMPLES], data_dir=self.data_dir, embedder=embedder)
                unfinished.unlink()
                shared_parsers().close()  # 0.17 GB that would stand idle for a minute
            # The libraries and the model stand to the end: a full collection that goes through them held all
            # answers for 0.3 s. What is read of the corpus goes with its next change, and is not frozen.
            gc.collect()
            gc.freeze()
            self._assistant = rag.load_assistant(
                data_dir=self.data_dir, as_of=self.as_of, embedder=embedder
            )
        except (RagError, CorpusError, OSError) as error:
            self.failure = str(error)
        finally:
            self.ready.set()

    @property
    def articles(self) -> int:
        """Articles in the store; counted anew only after a change, as counting reads it all."""
        version = self.store.corpus_version()
        if self._counted[0] != version:
            self._counted = (version, read_stats(self.store.connection).articles)
        return self._counted[1]

    @property
    def day(self) -> date:
        """The day from which ages count: the page's as-of date, else today."""
        return self.as_of or today()

    @property
    def assistant(self) -> "Assistant":
        """The assistant, once `ready` is set."""
        if self._assistant is None:
            raise RagError(self.failure)
        return self._assistant

    @property
    def asks_a_model(self) -> bool:
        """Whether answers wait for a chat model."""
        return self._assistant is not None and self._assistant.writer is not None

    @property
    def embedder(self) -> "Embedder":
        """What articles are indexed with. Raises: RagError while the samples are being indexed."""
        if not self.ready.is_set():
            raise RagError("the samples are still being indexed; try again in a moment")
        if self._embedder is None:
            raise RagError(self.failure)
        return self._embedder

    def source_texts(self, citations: Sequence[Citation]) -> dict[str, str]:
        """Return the `source_text` of every cited article that is still in the store."""
        cited = {citation.article_id for citation in citations}
        articles = self.store.read_articles(sorted(cited)) if cited else ()
        return {article.article_id: article.source_text for article in articles}

    def read_article(self, article_id: str) -> Article | None:
        """Return an article as it stands, None for one that is not in the store."""
        return next(iter(self.store.read_articles([article_id])), None)

    def printed_by(self, answer: Answer) -> dict[str, tuple[str, ...]]:
        """Return of each cited article the other outlets that printed its story by the as-of date."""
        snapshot = self.assistant.reader.view().snapshot
        printed = {}
        for article_id in dict.fromkeys(citation.article_id for citation in answer.citations):
            own = snapshot.articles.get(article_id)
            copies = (snapshot.articles[copy] for copy in snapshot.copies(article_id) if own)
            others = {
                copy.outlet or copy.source
                for copy in copies
                if answer.as_of is None
                or (copy.published is not None and copy.published.last <= answer.as_of)
            }
            others.discard((own.outlet or own.source) if own else "")
            if others:
                printed[article_id] = tuple(sorted(others))
        return printed

    def choices(self) -> dict[str, list[str]]:
        """Return the outlets, the firms that speak, and the languages of the articles, each sorted."""
        if not self.ready.is_set():
            return {"outlets": [], "firms": [], "languages": []}
        snapshot = self.assistant.reader.view().snapshot
        languages = {article.language for article in snapshot.articles.values()}
        return {
            "outlets": sorted(snapshot.lexicon.outlets, key=str.casefold),
            "firms": sorted(snapshot.lexicon.firms, key=str.casefold),
            "languages": sorted(language for language in languages if language),
        }

    def close(self) -> None:
        """Close the assistant and the store."""
        if self._assistant is not None:
            self._assistant.close()
        self.store.close()
