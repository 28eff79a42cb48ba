"""The systems whose ingestion is timed, each in a process of its own that loads its model first.

`serve` is that process: it warms its system up, says so, and then makes one timed run for every line
it reads. What is timed starts at files on disk and ends when they can be searched; loading a model
or importing a library is never in it.
"""

import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from eval.errors import EvalError

System = Literal["ours", "encoder", "tutorial"]
Run = Callable[[Path], None]
"""Takes in what was handed to the system, into an empty folder."""

TUTORIAL_PACKAGES = "eval/tutorial.txt"
INSTALL_TUTORIAL = f"pip install --no-deps -r {TUTORIAL_PACKAGES}"
TUTORIAL_CHARACTERS = 1_000
TUTORIAL_OVERLAP = 200
_WARM_TEXTS = 64


def serve(system: System, articles: Path) -> None:
    """Time one ingestion of the folder `articles` for each line of stdin; answers are JSON lines."""
    passages, run = prepare(system, sorted(articles.glob("*.md")))
    _answer({"passages": passages})
    for _ in sys.stdin:
        folder = Path(tempfile.mkdtemp(prefix="eval-ingestion-"))
        start, used = time.perf_counter(), time.process_time()
        run(folder)
        _answer({"seconds": time.perf_counter() - start, "processor_s": time.process_time() - used})
        shutil.rmtree(folder, ignore_errors=True)


def prepare(system: System, paths: Sequence[Path]) -> tuple[int, Run]:
    """Return how many passages a run makes, and the run, warmed up.

    Raises:
        EvalError: packages of the tutorial are missing.
    """
    match system:
        case "ours":
            return _prepare_ours(paths)
        case "encoder":
            return _prepare_encoder(paths)
        case "tutorial":
            return _prepare_tutorial(paths)


def _prepare_ours(paths: Sequence[Path]) -> tuple[int, Run]:
    """What `python -m corpus add` does."""
    from corpus.settings import load_settings
    from rag import add_articles
    from rag.index.embedder import load_embedder

    settings = load_settings()
    embedder = load_embedder(settings.embedding_model, settings.embedding_dtype)

    def run(folder: Path) -> None:
        add_articles(paths, data_dir=folder, embedder=embedder)

    return len(_make_passages(paths)), run


def _prepare_encoder(paths: Sequence[Path]) -> tuple[int, Run]:
    """The model alone over the texts of our passages, by its own `encode` as it comes."""
    import torch
    from sentence_transformers import SentenceTransformer

    from corpus.settings import load_settings
    from rag.index.embedder import load_embedder
    from rag.index.model_files import find_bundled_model

    settings = load_settings()
    used = load_embedder(settings.embedding_model, settings.embedding_dtype).fingerprint
    dtype = getattr(torch, used.rpartition(" ")[2])
    model = SentenceTransformer(
        str(find_bundled_model()), device="cpu", model_kwargs={"dtype": dtype}
    )
    texts = _make_passages(paths)
    model.encode(texts[:_WARM_TEXTS])

    def run(folder: Path) -> None:
        model.encode(texts)

    return len(texts), run


def _prepare_tutorial(paths: Sequence[Path]) -> tuple[int, Run]:
    """LangChain's tutorial of retrieval: its splitter, its embeddings and Chroma, as they come."""
    try:
        from langchain_chroma import Chroma
        from langchain_core.documents import Document
        from langchain_huggingface import HuggingFaceEmbeddings
        from langchain_text_splitters import RecursiveCharacterTextSplitter
    except ImportError as error:
        raise EvalError(
            f"{error.name!r} is not installed; the tutorial's packages are: {INSTALL_TUTORIAL}"
        ) from error
    from rag.index.model_files import find_bundled_model

    embeddings = HuggingFaceEmbeddings(model_name=str(find_bundled_model()))
    splitter = RecursiveCharacterTextSplitter(
        chunk_size=TUTORIAL_CHARACTERS, chunk_overlap=TUTORIAL_OVERLAP, add_start_index=True
    )

    def split() -> "list[Document]":
        read = (path.read_text(encoding="utf-8").split("---\n", 2)[2] for path in paths)
        chunks: list[Document] = splitter.split_documents(
            [
                Document(page_content=text, metadata={"source": str(path)})
                for path, text in zip(paths, read, strict=True)
            ]
        )
        return chunks

    def run(folder: Path) -> None:
        Chroma.from_documents(split(), embeddings, persist_directory=str(folder))

    chunks = split()
    with tempfile.TemporaryDirectory(prefix="eval-", ignore_cleanup_errors=True) as folder:
        Chroma.from_documents(chunks[:_WARM_TEXTS], embeddings, persist_directory=folder)
    return len(chunks), run


def open_tutorial(
    texts: Sequence[tuple[str, str]], folder: Path
) -> Callable[[str, int], list[str]]:
    """Return the tutorial's similarity search over texts with their ids: the ids, best first.

    Raises:
        ImportError: its packages are missing.
    """
    from langchain_chroma import Chroma
    from langchain_core.documents import Document
    from langchain_huggingface import HuggingFaceEmbeddings

    from rag.index.model_files import find_bundled_model

    store = Chroma.from_documents(
        [Document(page_content=text, metadata={"key": key}) for key, text in texts],
        HuggingFaceEmbeddings(model_name=str(find_bundled_model())),
        persist_directory=str(folder),
    )

    def search(question: str, k: int) -> list[str]:
        return [str(found.metadata["key"]) for found in store.similarity_search(question, k=k)]

    return search


def _make_passages(paths: Sequence[Path]) -> list[str]:
    """The texts that we embed of these articles; making them warms everything up."""
    from corpus.settings import load_settings
    from corpus.store import Store
    from rag import add_articles
    from rag.index.embedder import load_embedder
    from rag.index.passages import write_header
    from rag.index.tables import read_passages

    settings = load_settings()
    embedder = load_embedder(settings.embedding_model, settings.embedding_dtype)
    with tempfile.TemporaryDirectory(prefix="eval-", ignore_cleanup_errors=True) as folder:
        add_articles(paths, data_dir=folder, embedder=embedder)
        with Store.open(Path(folder)) as store:
            texts = [one.text for one in read_passages(store)]
            headers = [write_header(one, embedder.count_tokens) for one in store.read_articles()]
    texts = [*dict.fromkeys(headers), *texts]
    longest = max(embedder.count_tokens(texts))
    if longest > embedder.window_tokens:
        raise EvalError(
            f"a passage has {longest} tokens, but the model reads {embedder.window_tokens}"
        )
    return texts


def _answer(fields: dict[str, float]) -> None:
    print(json.dumps(fields), flush=True)  # noqa: T201 - what the parent process reads
