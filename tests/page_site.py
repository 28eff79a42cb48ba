"""A page served from within the tests: a corpus of few articles, an embedder that hashes words, feeds of the tests' own."""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn

import rag
from page.intake import OpenFetcher
from page.server import build_server
from page.service import Service
from page.users import Users
from rag.embedder import load_embedder

ALPHA = """---
title: Alpha Bank turns careful on copper
outlet: Metal Gazette
published: {day}
---
Ada Quill, chief strategist at Zarquon Capital, said copper is {stance}. "Copper will {way} by 12% this year," Quill said.

Quill of Zarquon Capital {act} copper to {rating} on the day. Traders listened.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A running page."""

    url: str
    service: Service


def write_articles(folder: Path) -> Path:
    """Two articles of one firm on one subject, the view changed between them, and one of another outlet."""
    folder.mkdir(parents=True, exist_ok=True)
    early = {"day": "2025-03-03", "stance": "attractive", "way": "rise", "act": "upgraded"}
    late = {"day": "2025-09-15", "stance": "expensive", "way": "fall", "act": "downgraded"}
    (folder / "early.md").write_text(ALPHA.format(**early, rating="overweight"), "utf-8")
    (folder / "late.md").write_text(ALPHA.format(**late, rating="underweight"), "utf-8")
    (folder / "other.md").write_text(
        "---\ntitle: Small caps and gold\noutlet: Harbour Post\n---\nBarclays strategist Una Reed said"
        " small caps are cheap. She expects gold to gain.\n",
        "utf-8",
    )
    return folder


@contextmanager
def open_site(
    data_dir: Path,
    articles: Path | None,
    *,
    users: Users | None = None,
    mcp: bool = False,
    open_fetcher: OpenFetcher | None = None,
) -> Iterator[Site]:
    """Serve a page over `articles` until the block ends."""
    before = {name: os.environ.get(name) for name in ("NEWS_EMBEDDING_MODEL", "GRADIO_TEMP_DIR")}
    os.environ |= {"NEWS_EMBEDDING_MODEL": "hashing", "GRADIO_TEMP_DIR": str(data_dir / "g")}
    try:
        if articles is not None:
            rag.add_articles([articles], data_dir=data_dir, embedder=load_embedder("hashing"))
        service = Service(data_dir, None)
        service.load()
        options = {} if open_fetcher is None else {"open_fetcher": open_fetcher}
        app = build_server(service, "127.0.0.1", 0, users=users, mcp=mcp, **options)
        server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", ws="none"))
        app.stopping = lambda: server.should_exit
        thread = threading.Thread(target=server.run)
        thread.start()
        try:
            while not server.started and thread.is_alive():
                time.sleep(0.02)
            port = server.servers[0].sockets[0].getsockname()[1]
            yield Site(url=f"http://127.0.0.1:{port}", service=service)
        finally:
            server.should_exit = True
            thread.join(20)
            service.close()
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
