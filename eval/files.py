"""Files that are whole or not there: JSON and text are written beside their place, then moved in."""

import json
import os
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


def write_json(path: Path, content: object) -> None:
    """Write indented UTF-8 JSON, whole or not at all, making the folder where it is missing."""
    write_text(path, json.dumps(content, ensure_ascii=False, indent=2) + "\n")


def write_text(path: Path, text: str) -> None:
    r"""Write UTF-8 text, whole or not at all, making the folder where it is missing.

    Half a surrogate pair, which a damaged source may carry in, is written as `\udc00`; in JSON that
    reads as what it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # Through a link the file it points at is replaced, not the link.
    target = path.resolve()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".new")
    made = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        made.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_read_umask())
        made.replace(target)
    finally:
        made.unlink(missing_ok=True)


def _read_umask() -> int:
    umask = os.umask(0)
    os.umask(umask)
    return umask
