"""The page mounted in a server, with `/health`."""

from pathlib import Path

from page.guard import Guard
from page.layout import build_page
from page.service import Service
from page.texts import Texts

UPLOAD_SIZE = "20mb"
STYLE = Path(__file__).parent / "style.css"


def build_server(service: Service, host: str, port: int) -> Guard:
    """Return the page with `/health`, mounted and guarded."""
    import gradio as gr
    from fastapi import FastAPI

    server = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

    @server.get("/health")
    def health() -> dict[str, object]:
        return {"ready": service.ready.is_set(), "articles": service.articles}

    system = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "sans-serif"]
    theme = gr.themes.Base(
        primary_hue="blue",
        neutral_hue="slate",
        radius_size="md",
        font=system,
        font_mono=["ui-monospace", "monospace"],
    ).set(  # the defaults miss the contrast of 4.5 that small text needs
        button_primary_background_fill="*primary_700",
        button_primary_background_fill_hover="*primary_800",
        button_large_text_size="*text_md",
        input_placeholder_color="*neutral_500",
        input_placeholder_color_dark="*neutral_400",
        block_label_text_color="*neutral_600",
        block_title_text_color="*neutral_600",
    )
    gr.mount_gradio_app(
        server,
        build_page(service, Texts("en")),
        path="/",
        server_name=host,
        server_port=port,
        footer_links=[],
        run_history=False,
        show_error=False,
        max_file_size=UPLOAD_SIZE,
        ssr_mode=False,
        mcp_server=False,
        enable_monitoring=False,
        theme=theme,
        css=STYLE.read_text("utf-8"),
    )
    return Guard(server)
