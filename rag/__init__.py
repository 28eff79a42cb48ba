"""Question to answer over market news: a LangChain retriever and a LangChain assistant.

Importing this package is cheap; models and indexes are loaded by `load_retriever` and `load_assistant`.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rag.errors import IndexStateError, ModelError, QuestionError, RagError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.tools import BaseTool

    from corpus.build import OnArticle, Summary
    from corpus.settings import Settings
    from rag.assistant import Assistant
    from rag.index.embedder import Embedder
    from rag.index.missing import OnPassages
    from rag.reader import Reader
    from rag.retrieval.tuning import Tuning
    from rag.retriever import NewsRetriever
    from rag.writing.chat import ChatWriter

__all__ = [
    "IndexStateError",
    "ModelError",
    "QuestionError",
    "RagError",
    "add_articles",
    "load_assistant",
    "load_retriever",
    "load_tool",
]


def load_retriever(
    *,
    data_dir: str | Path | None = None,
    k: int = 10,
    outlets: Iterable[str] = (),
    since: str | date | None = None,
    until: str | date | None = None,
    as_of: str | date | None = None,
    embedder: "Embedder | None" = None,
    tuning: "Tuning | None" = None,
) -> "NewsRetriever":
    """A LangChain retriever over the store, with outlets by name and inclusive ISO dates as constraints.

    `tuning` replaces the numbers it ranks by.

    Raises:
        RagError: `k` is below 1, or a date is none.
        CorpusError: the store cannot be opened, or a setting is wrong.
        IndexStateError: the store holds vectors of another model.

    """
    from rag.asking import check_as_of
    from rag.retriever import NewsRetriever

    if k < 1:
        raise RagError(f"k: {k!r} is not a number of passages; expected 1 or more")
    first, last = check_as_of(since), check_as_of(until)
    if first is not None and last is not None and last < first:
        raise RagError(
            f"until: {last} is before since: {first}; expected the same day or a later one"
        )
    settings = _settings(data_dir)
    return NewsRetriever(
        reader=_load_reader(settings, embedder, tuning),
        k=k,
        outlets=tuple(outlets),
        since=first,
        until=last,
        as_of=check_as_of(as_of),
    )


def load_assistant(
    *,
    data_dir: str | Path | None = None,
    as_of: str | date | None = None,
    chat_model: "BaseChatModel | None" = None,
    embedder: "Embedder | None" = None,
    tuning: "Tuning | None" = None,
) -> "Assistant":
    """The assistant as a LangChain `Runnable`: a question, or an `Ask` with history, date, filters, to an `Answer`.

    Without a chat model, given or set by `NEWS_CHAT_MODEL`, answers are extractive. `tuning` replaces the
    numbers that a search ranks by.

    Raises:
        CorpusError: the store cannot be opened, or a setting is wrong.
        IndexStateError: the store holds vectors of another model.
        ModelError: the embedding or chat model cannot be loaded.

    """
    from rag.asking import check_as_of
    from rag.assistant import Assistant

    settings = _settings(data_dir)
    writer = None
    if chat_model is not None or settings.chat_model:
        writer = _load_writer(settings, chat_model)
    return Assistant(
        _load_reader(settings, embedder, tuning),
        writer=writer,
        as_of=check_as_of(as_of),
        history_tokens=settings.chat_history_tokens,
        trace_text=settings.trace_text,
    )


def _load_reader(
    settings: "Settings", embedder: "Embedder | None", tuning: "Tuning | None"
) -> "Reader":
    from rag.reader import Reader
    from rag.retrieval.reranker import load_reranker
    from rag.retrieval.tuning import TUNING

    return Reader(
        settings.data_dir,
        embedder or _embedder(settings),
        tuning=tuning or TUNING,
        reranker=load_reranker(settings.reranker),
    )


def _load_writer(settings: "Settings", chat_model: "BaseChatModel | None") -> "ChatWriter":
    from rag.writing.chat import ChatWriter
    from rag.writing.chat_models import ChatModel, adopt_model, load_chat_models
    from rag.writing.ledger import Caps, Ledger, read_prices
    from rag.writing.second_look import load_second_look

    if chat_model is not None:
        models: tuple[ChatModel, ...] = (adopt_model(chat_model, form=settings.chat_format),)
    else:
        models = load_chat_models(
            settings.chat_model or "",
            settings.chat_fallbacks,
            base_url=settings.chat_base_url,
            timeout_s=settings.chat_timeout_s,
            temperature=settings.chat_temperature,
            max_tokens=settings.chat_max_tokens,
            retries=settings.chat_retries,
            form=settings.chat_format,
        )
    caps = Caps(
        chat_tokens=settings.chat_chat_tokens,
        day_tokens=settings.chat_day_tokens,
        chat_cost=settings.chat_chat_cost,
        day_cost=settings.chat_day_cost,
    )
    prices = read_prices(settings.chat_prices)
    caps.check_prices(prices, [model.name for model in models])
    return ChatWriter(
        models,
        timeout_s=settings.chat_timeout_s,
        max_tokens=settings.chat_max_tokens,
        unsupported=settings.chat_unsupported,
        second_look=load_second_look(settings.chat_check),
        ledger=Ledger(settings.data_dir, caps=caps, kept_replies=settings.chat_cache),
        prices=prices,
    )


def load_tool(*, data_dir: str | Path | None = None, as_of: str | date | None = None) -> "BaseTool":
    """The assistant as a LangChain tool for agents, loaded as by `load_assistant`; raises the same."""
    from rag.tool import make_tool

    return make_tool(load_assistant(data_dir=data_dir, as_of=as_of))


def add_articles(
    paths: Sequence[str | Path],
    *,
    data_dir: str | Path | None = None,
    embedder: "Embedder | None" = None,
    on_article: "OnArticle | None" = None,
    on_passages: "OnPassages | None" = None,
) -> "Summary":
    """Add files, folders or addresses to the store and index them; the summary tells what failed, and why.

    `on_article` is called after each with its name and outcome, `on_passages` with the passages made
    and an estimate of how many there will be.
    """
    from corpus import build
    from corpus.sources.intake import read_references
    from corpus.store import Store
    from rag.build import update_index

    settings = _settings(data_dir)
    with Store.open(settings.data_dir) as store:
        summary = build.add_articles(store, read_references(paths), on_article=on_article)
        update_index(store, embedder or _embedder(settings), on_passages=on_passages)
    return summary


def _settings(data_dir: str | Path | None) -> "Settings":
    from corpus.settings import load_settings

    return load_settings(data_dir=Path(data_dir)) if data_dir is not None else load_settings()


def _embedder(settings: "Settings") -> "Embedder":
    from rag.index.embedder import load_embedder

    return load_embedder(settings.embedding_model, settings.embedding_dtype)
