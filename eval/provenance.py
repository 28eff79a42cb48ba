"""What a run rests on: commit, code, settings, models, versions and machine, as plain JSON values."""

import hashlib
import os
import platform
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from eval.files import PROJECT

_CODE_SUFFIXES = {".py", ".toml", ".txt", ".json", ".npz"}
_SAMPLES = PROJECT / "corpus" / "samples"
GATE_FILE = PROJECT / "eval" / "gate.json"
_VERSIONS = (
    "torch",
    "sentence-transformers",
    "transformers",
    "chromadb",
    "tantivy",
    "langchain-core",
    "numpy",
    "scipy",
)
_LEFT_OUT = ("key", "url", "data_dir")
"""Ends of settings that no report may carry: an address may hold a password."""
_GIT_TIMEOUT_S = 20.0


def describe_machine() -> dict[str, object]:
    """Return processor, cores, system and the versions that figures depend on."""
    return {
        "platform": platform.platform(),
        "processor": _read_processor(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "versions": {name: found for name in _VERSIONS if (found := _find_version(name))},
    }


def describe_code() -> dict[str, object]:
    """Return the commit, whether files differ from it, and a SHA-256 over the code itself.

    Commit and `dirty` are None outside a git checkout.
    """
    commit = _ask_git("rev-parse", "HEAD")
    changed = _ask_git("status", "--porcelain", "--untracked-files=no")
    return {
        "commit": commit,
        "dirty": None if changed is None else bool(changed),
        "sha256": fingerprint_code(),
    }


def fingerprint_code() -> str:
    """Return a SHA-256 over the files of the project that an answer or its score depends on."""
    digest = hashlib.sha256()
    for path in _list_code():
        digest.update(path.relative_to(PROJECT).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def read_settings() -> Mapping[str, object]:
    """Return the settings an answer depends on, without addresses: those may hold a password."""
    from corpus.settings import load_settings

    settings: dict[str, object] = load_settings().model_dump(mode="json")
    return {name: value for name, value in settings.items() if not name.endswith(_LEFT_OUT)}


def _list_code() -> Iterator[Path]:
    # Folders under `eval` hold data, and what the gate keeps is a result of the code.
    listed = (*(PROJECT / "corpus").rglob("*"), *(PROJECT / "rag").rglob("*"))
    for path in sorted((*listed, *(PROJECT / "eval").glob("*"))):
        if path.suffix in _CODE_SUFFIXES and _SAMPLES not in path.parents and path != GATE_FILE:
            yield path


def _ask_git(*arguments: str) -> str | None:
    git = shutil.which("git")
    if git is None:
        return None
    done = subprocess.run(  # noqa: S603 - git, asked about our own folder
        [git, *arguments],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=_GIT_TIMEOUT_S,
        check=False,
    )
    return done.stdout.strip() if done.returncode == 0 else None


def _find_version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _read_processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return platform.processor()
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor())
