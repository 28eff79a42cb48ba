"""Who may use a shared page: names with hashed passwords, checked without telling which of the two was wrong.

Passwords are hashed with scrypt as Python's hashlib does it; the costs are those of OWASP's cheat sheet on password
storage (https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html).
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rag.errors import RagError

GUEST = "guest"
"""The one user where all share a password; any name is taken for it."""
_LOG_COST, _BLOCK, _LANES = 15, 8, 3
_MEMORY_BYTES = 2 * 128 * _BLOCK * 2**_LOG_COST
_MARK = "scrypt"
_SHORTEST = 8
"""Characters of a password; fewer are guessed, however slow each guess is."""
_LONGEST = 1_000
HASH_COMMAND = "python app.py --hash-password"


@dataclass(frozen=True, slots=True, kw_only=True)
class Users:
    """The people who may log in."""

    hashes: Mapping[str, str] = field(repr=False)
    """By name."""
    shared: bool = False
    """Whether one password stands for everybody, under the name `GUEST`."""

    def log_in(self, name: str, password: str) -> str | None:
        """Return the name of the user whose password this is, else None, in the same time."""
        name = GUEST if self.shared else name
        known = self.hashes.get(name)
        right = _matches(password[:_LONGEST], known or _NOBODY)
        return name if right and known is not None else None


def hash_password(password: str) -> str:
    """Return what a file or a setting keeps of a password.

    Raises:
        RagError: it is too short or too long.
    """
    if not _SHORTEST <= len(password) <= _LONGEST:
        raise RagError(
            f"the password has {len(password)} characters; expected {_SHORTEST} to {_LONGEST:,}"
        )
    salt = secrets.token_bytes(16)
    made = _derive(password, salt, _LOG_COST, _BLOCK, _LANES)
    return ".".join([_MARK, f"{_LOG_COST}", f"{_BLOCK}", f"{_LANES}", _text(salt), _text(made)])


def read_users(setting: str) -> Users:
    """Return the users of `NEWS_USERS`: `name:hash`, apart by spaces.

    Raises:
        RagError: an entry is wrong; the message does not repeat it.
    """
    hashes: dict[str, str] = {}
    for number, entry in enumerate(setting.split(), 1):
        name, colon, made = entry.partition(":")
        if not (colon and name and _is_hash(made)) or name in hashes:
            raise RagError(
                f"NEWS_USERS: entry {number} is not name:hash with a name of its own; make a hash"
                f" with: {HASH_COMMAND}"
            )
        hashes[name] = made
    if not hashes:
        raise RagError(f"NEWS_USERS: names nobody; make a hash with: {HASH_COMMAND}")
    return Users(hashes=hashes)


def read_shared_password(path: Path) -> Users:
    """Return the one user of a file that holds a password, or what `--hash-password` made of it.

    Raises:
        RagError: it cannot be read, or its first line is neither.
    """
    try:
        line = path.read_text("utf-8").partition("\n")[0].strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "is no UTF-8 text"
        raise RagError(
            f"--share-password-file {str(path)!r} cannot be read: {reason}; expected a file whose"
            f" first line is a password, or its hash from: {HASH_COMMAND}"
        ) from None
    made = line if _is_hash(line) else hash_password(line)
    return Users(hashes={GUEST: made}, shared=True)


def _is_hash(text: str) -> bool:
    try:
        _parse(text)
    except ValueError:
        return False
    return True


def _parse(text: str) -> tuple[int, int, int, bytes, bytes]:
    mark, *costs, salt, made = text.split(".")
    log_cost, block, lanes = (int(cost) for cost in costs)
    if mark != _MARK or not (10 <= log_cost <= 20 and 1 <= block <= 32 and 1 <= lanes <= 16):
        raise ValueError("costs")
    return log_cost, block, lanes, _bytes(salt), _bytes(made)


def _matches(password: str, known: str) -> bool:
    log_cost, block, lanes, salt, made = _parse(known)
    return hmac.compare_digest(_derive(password, salt, log_cost, block, lanes), made)


def _derive(password: str, salt: bytes, log_cost: int, block: int, lanes: int) -> bytes:
    return hashlib.scrypt(
        password.encode("utf-8", "replace"),
        salt=salt,
        n=2**log_cost,
        r=block,
        p=lanes,
        maxmem=max(_MEMORY_BYTES, 2 * 128 * block * 2**log_cost),
        dklen=32,
    )


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode("ascii").rstrip("=")


def _bytes(text: str) -> bytes:
    raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if not 16 <= len(raw) <= 64:
        raise ValueError("length")
    return raw


_NOBODY = ".".join(
    [_MARK, f"{_LOG_COST}", f"{_BLOCK}", f"{_LANES}", _text(bytes(16)), _text(bytes(32))]
)
"""Compared with where the name is unknown, so that the time does not tell."""
