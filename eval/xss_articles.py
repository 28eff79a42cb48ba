"""Articles and file names made of payloads, and the store they are taken into."""

import json
import re
from collections.abc import Sequence
from pathlib import Path


def write_hostile_articles(payloads: Sequence[str], folder: Path) -> None:
    """Write an article a payload, which is its title, outlet, author, a quotation in it, and its file's name."""
    for number, payload in enumerate(payloads):
        place = folder / f"{number:05}"
        place.mkdir(parents=True)
        text = (
            f'"Gold number {number} will rise, {payload}," said Ada Quill, chief strategist at Zarquon'
            f" Capital. Quill expects gold to gain {number} dollars. {payload}\n"
        )
        row = {
            "title": payload,
            "outlet": payload,
            "authors": [payload],
            "published": f"2025-{1 + number % 12:02}-{1 + number % 28:02}",
            "text": text,
        }
        # A lone surrogate is no text that a file could hold.
        line = json.dumps(row).encode("utf-8", "replace")
        (place / f"{file_name(payload)}.json").write_bytes(line)


def file_name(payload: str) -> str:
    """Return a payload as far as a file may be called so."""
    plain = re.sub(r"[/\0]", "∕", payload).encode("utf-8", "replace").decode().strip(". ")
    while len(plain.encode()) > 200:
        plain = plain[:-1]
    return plain or "empty"


def take_in(articles: Path, data_dir: Path) -> None:
    """Add a folder of articles to the store of a data folder."""
    import rag
    from rag.index.embedder import load_embedder

    rag.add_articles([articles], data_dir=data_dir, embedder=load_embedder("hashing"))
