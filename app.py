"""The chat page's command line: `python app.py`.

Gradio is imported after the thread that loads the model has started, so that the page stands while the
model still loads.
"""

import argparse
import contextlib
import getpass
import os
import socket
import sys
import threading
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from corpus.errors import CorpusError
from corpus.settings import load_settings
from page import NAME
from page.service import Service
from page.users import Users, hash_password, read_shared_password, read_users
from rag.errors import RagError


def read_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the host, port and as-of date of the command line or the environment."""
    parser = argparse.ArgumentParser(prog="python app.py", description=f"{NAME}, the chat page.")
    environment = os.environ
    parser.add_argument("--host", default=environment.get("GRADIO_SERVER_NAME") or "127.0.0.1")
    parser.add_argument("--port", type=int, default=environment.get("GRADIO_SERVER_PORT") or "7860")
    parser.add_argument("--as-of", metavar="DATE", help="use only articles published by this day")
    parser.add_argument(
        "--share-password-file",
        metavar="FILE",
        type=Path,
        help="let in only who knows the password, or hash of one, that is this file's first line",
    )
    parser.add_argument(
        "--mcp",
        action="store_true",
        help="serve ask, search, views and article to MCP clients, at /mcp",
    )
    parser.add_argument(
        "--hash-password", action="store_true", help="read a password, print its hash, and end"
    )
    return parser.parse_args(arguments)


def read_as_of(value: str | None) -> date | None:
    """Return the date of `--as-of`. Raises: QuestionError for what is no ISO date."""
    if value is None:
        return None
    from rag.asking import check_as_of  # late: its imports take most of a second

    return check_as_of(value)


def read_people(password_file: Path | None, setting: str | None) -> Users | None:
    """Return who may log in, None for everybody. Raises: RagError for what is wrong or said twice."""
    if password_file is not None and setting:
        raise RagError("--share-password-file and NEWS_USERS: use one of them, not both")
    if password_file is not None:
        return read_shared_password(password_file)
    return read_users(setting) if setting else None


def print_hash() -> int:
    """Print the hash of a password that is typed, or piped in."""
    typed = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline()
    try:
        print(hash_password(typed.rstrip("\r\n")))
    except RagError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


def is_reached_from_afar(host: str) -> bool:
    """Whether others than this machine reach what listens on a host."""
    return host != "localhost" and not host.startswith("127.") and host != "::1"


def open_port(host: str, port: int) -> socket.socket:
    """Return a socket that listens. Raises: RagError for a port that is taken."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family, backlog=128)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise RagError(
            f"cannot listen on {host}:{port} ({reason}); choose another port with: "
            f"python app.py --port {port + 1 if 0 < port < 65535 else 7861}"
        ) from None


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve the page until Ctrl-C; 2 for what the person who started it can mend."""
    options = read_arguments(arguments)
    if options.hash_password:
        return print_hash()
    try:
        settings = load_settings()
        secret = settings.users.get_secret_value() if settings.users else None
        users = read_people(options.share_password_file, secret)
        service = Service(settings.data_dir, read_as_of(options.as_of))
        listening = open_port(options.host, options.port)
    except (RagError, CorpusError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    threading.Thread(target=service.load, name="load", daemon=True).start()
    import uvicorn

    from page.server import build_server

    with contextlib.closing(service), contextlib.suppress(KeyboardInterrupt):
        app = build_server(service, options.host, options.port, users=users, mcp=options.mcp)
        config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=5)
        server = uvicorn.Server(config)
        app.stopping = lambda: server.should_exit
        host = f"[{options.host}]" if ":" in options.host else options.host
        print(
            f"{NAME} is at http://{host}:{listening.getsockname()[1]} (Ctrl-C ends it)", flush=True
        )
        if users is None and is_reached_from_afar(options.host):
            print(
                "warning: everybody who reaches this address may read, add and remove articles; let in"
                " only people with a password with --share-password-file or NEWS_USERS",
                file=sys.stderr,
            )
        server.run(sockets=[listening])
    return 0


if __name__ == "__main__":
    sys.exit(main())
