"""The page mounted in a server in each language, with `/health` and the script's files."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.fetching.fetcher import Fetcher
from page import chat_doors, quality_tab, settings_tab, views_tab
from page.corpus_tab import make_doors
from page.doors import make_router
from page.gate import Gate
from page.guard import Guard, is_local
from page.intake import OpenFetcher
from page.layout import build_page
from page.service import Service
from page.texts import LANGUAGE_PATHS, Texts
from page.uploads import Uploads
from page.users import Users

if TYPE_CHECKING:
    import gradio as gr
    from starlette.types import ASGIApp, Receive, Scope, Send

UPLOAD_SIZE = "20mb"
STYLES = tuple(Path(__file__).parent / name for name in ("style.css", "tabs.css"))
SCRIPTS = Path(__file__).parent / "static"
_HEAD = (
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<link rel="stylesheet" href="/page/frame.css"><script type="module" src="/page/main.js"></script>'
)


def build_server(
    service: Service,
    host: str,
    port: int,
    *,
    users: Users | None = None,
    mcp: bool = False,
    open_fetcher: OpenFetcher = Fetcher,
) -> Guard:
    """Return the page with `/health`, mounted, behind the gate and guarded; with `mcp` also its tools.

    `users` is who may log in, None for no log-in; `open_fetcher` makes what asks feeds.
    """
    import gradio as gr
    from fastapi import FastAPI
    from fastapi.staticfiles import StaticFiles
    from starlette.routing import Mount, Route, Router

    server = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

    @server.get("/health")
    def health() -> dict[str, object]:
        return {"ready": service.ready.is_set(), "articles": service.articles}

    uploads = Uploads(service.data_dir / "uploads-waiting")
    doors = {
        **chat_doors.DOORS,
        **views_tab.DOORS,
        **make_doors(service, uploads, open_fetcher),
        **quality_tab.DOORS,
        **settings_tab.DOORS,
    }
    desk = Router(
        routes=[
            Route("/desk/upload", uploads.take, methods=["POST"]),
            Mount("/desk", make_router(service, doors)),
        ]
    )
    if mcp:
        from page.tools import add_tools

        add_tools(server, service, host)
    server.mount("/page", StaticFiles(directory=SCRIPTS), name="scripts")
    options: dict[str, Any] = {
        "server_name": host,
        "server_port": port,
        "footer_links": [],
        "run_history": False,
        "show_error": False,
        "max_file_size": UPLOAD_SIZE,
        "ssr_mode": False,
        "mcp_server": False,
        "enable_monitoring": False,
        "theme": make_theme(),
        "css": "".join(style.read_text("utf-8") for style in STYLES),
        "head": _HEAD,
    }
    # The longest path first: the one at the root takes whatever is left.
    for language, path in sorted(LANGUAGE_PATHS.items(), key=lambda item: -len(item[1])):
        page = build_page(service, Texts(language))
        gr.mount_gradio_app(server, page, path=path.rstrip("/") or "/", **options)
    # Without a password no site that a browser here shows may reach the page under a name of its own.
    inside = join_desk(desk, server)
    return Guard(Gate(inside, users), local_only=users is None and is_local(host))


def join_desk(desk: "ASGIApp", server: "ASGIApp") -> "ASGIApp":
    """Return both as one; a question does not go through the layers of the framework, which took 8 % of its time.

    Of those the desk keeps the one that answers where something breaks, inside what adds the security headers.
    """
    from starlette.middleware.errors import ServerErrorMiddleware

    desk = ServerErrorMiddleware(desk)

    async def pass_on(scope: "Scope", receive: "Receive", send: "Send") -> None:
        desked = scope["type"] == "http" and scope["path"].startswith("/desk/")
        await (desk if desked else server)(scope, receive, send)

    return pass_on


def make_theme() -> "gr.themes.Base":
    """Return the theme of the framework's widgets; its defaults miss the contrast of 4.5 that small text needs."""
    import gradio as gr

    system = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "sans-serif"]
    return gr.themes.Base(
        primary_hue="cyan",
        neutral_hue="slate",
        radius_size="md",
        font=system,
        font_mono=["ui-monospace", "monospace"],
    ).set(
        body_background_fill="transparent",
        button_primary_background_fill="#0b5c6b",
        button_primary_background_fill_hover="#094a56",
        button_large_text_size="*text_md",
        input_placeholder_color="*neutral_500",
        input_placeholder_color_dark="*neutral_400",
        block_label_text_color="*neutral_600",
        block_title_text_color="*neutral_600",
    )
