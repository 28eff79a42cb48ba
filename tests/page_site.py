"""A page in a process of its own over a few articles, with an embedder that hashes words; feeds may be the tests' own.

`python tests/page_site.py PORT FEEDS` serves a page whose feeds are fetched from the loopback port FEEDS, which the
page itself refuses.
"""

import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from conftest import ROOT, Served, free_port, page_environment

import rag
from corpus.store import Store
from rag.index.embedder import load_embedder

ALPHA = """---
title: Alpha Bank turns careful on copper
outlet: Metal Gazette
published: {day}
---
Ada Quill, chief strategist at Zarquon Capital, said copper is {stance}.
"Copper will {way} by 12% this year," Quill said.

Quill of Zarquon Capital {act} copper to {rating} on the day. Traders listened.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A running page, and its store as another process sees it."""

    url: str
    data_dir: Path
    store: Store


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
    articles: Path,
    *arguments: str,
    feeds: int | None = None,
    environment: Mapping[str, str] | None = None,
) -> Iterator[Site]:
    """Serve a page over `articles` until the block ends; `feeds` is the port that feeds are fetched from."""
    rag.add_articles([articles], data_dir=data_dir, embedder=load_embedder("hashing"))
    port = free_port()
    output = data_dir.parent / "output.txt"
    command = [str(ROOT / "app.py"), *arguments]
    if feeds is not None:
        command = [__file__, str(port), str(feeds)]
    own = {"NEWS_EMBEDDING_MODEL": "hashing", "PYTHONPATH": str(ROOT), **(environment or {})}
    with output.open("w") as written:
        process = subprocess.Popen(
            [sys.executable, *command],
            env=page_environment(data_dir, port) | own,
            cwd=data_dir.parent,
            stdout=written,
            stderr=subprocess.STDOUT,
            text=True,
        )
    url = f"http://127.0.0.1:{port}"
    served = Served(url=url, data_dir=data_dir, process=process, output=output)
    try:
        served.wait(lambda: served.health()["ready"] is True)
        with Store.open(data_dir) as store:
            yield Site(url=url, data_dir=data_dir, store=store)
    finally:
        served.stop()


def serve(port: int, feeds: int) -> None:
    """Serve a page whose feeds come from a port of this machine."""
    import uvicorn
    from feed_site import HttpxFetcher

    from corpus.settings import load_settings
    from page.server import build_server
    from page.service import Service

    service = Service(load_settings().data_dir, None)
    threading.Thread(target=service.load, daemon=True).start()
    app = build_server(service, "127.0.0.1", port, open_fetcher=lambda: HttpxFetcher(feeds))
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning"))
    app.stopping = lambda: server.should_exit
    server.run()
    service.close()


if __name__ == "__main__":
    serve(int(sys.argv[1]), int(sys.argv[2]))
