"""The command line of the page: what keeps it from starting is said in words, with code 2."""

import socket
import subprocess
import sys
from pathlib import Path

from conftest import ROOT, free_port, page_environment


def start_and_fail(tmp_path: Path, *arguments: str, **environment: str) -> str:
    """Run the page, which must end with code 2, and return what it printed."""
    ended = subprocess.run(
        [sys.executable, str(ROOT / "app.py"), *arguments],
        env={**page_environment(tmp_path / "data", free_port()), **environment},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr
    return ended.stderr


def test_a_port_in_use_ends_the_start_with_its_number_and_another(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        message = start_and_fail(tmp_path, GRADIO_SERVER_PORT=str(port))
    assert f"127.0.0.1:{port}" in message
    assert "--port" in message


def test_a_port_that_is_no_number_ends_the_start(tmp_path: Path) -> None:
    assert "'https'" in start_and_fail(tmp_path, GRADIO_SERVER_PORT="https")


def test_a_bad_as_of_date_ends_the_start(tmp_path: Path) -> None:
    assert "'soon' is not an ISO date" in start_and_fail(tmp_path, "--as-of", "soon")


def test_a_data_folder_that_cannot_be_made_ends_the_start_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    folder = str(tmp_path / "file" / "data")
    assert folder in start_and_fail(tmp_path, NEWS_DATA_DIR=folder)


def test_an_unknown_setting_ends_the_start_with_its_name(tmp_path: Path) -> None:
    assert "NEWS_COLOUR" in start_and_fail(tmp_path, NEWS_COLOUR="red")
