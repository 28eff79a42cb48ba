"""The settings of the project: `NEWS_*` in the environment or in a file `.env`, checked on entry.

They enter at the entry points only; every stage gets plain values.
"""

import difflib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.errors import CorpusError

PREFIX = "NEWS_"
ENV_FILE = ".env"
"""Read from the folder in which a command is started; the environment wins over it."""


class Settings(BaseSettings):
    """What can be set; the description of a field is its line in the README."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=ENV_FILE,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        allow_inf_nan=False,
    )

    data_dir: Path = Field(
        Path(".data"), description="Folder that holds all state; a second corpus is a second folder"
    )
    embedding_model: str = Field(
        "all-MiniLM-L6-v2",
        min_length=1,
        description="Embedding model: the bundled `all-MiniLM-L6-v2`, any other"
        " sentence-transformers model by name or folder, or `hashing` (no model, for tests)",
    )
    embedding_dtype: Literal["auto", "float32", "bfloat16"] = Field(
        "auto",
        description="Number format of the model: `float32`, `bfloat16`, or `auto` for the faster"
        " one on this processor",
    )
    reranker: str | None = Field(
        None,
        description="Reranker: any sentence-transformers CrossEncoder by name or folder; none keeps"
        " the search's own order",
    )
    chat_model: str | None = Field(
        None,
        pattern=r"^[^:\s]+:\S+$",
        description="Chat model as `provider:model`, such as `openai:gpt-4o-mini`; none answers"
        " with the articles' own sentences",
    )
    chat_base_url: str | None = Field(
        None,
        pattern=r"^https?://\S+$",
        description="Address of the chat model's server, where it is not the provider's own",
    )
    chat_timeout_s: float = Field(
        60.0,
        gt=0,
        description="Longest wait for a chat model in seconds, retries and repair included; then what"
        " stands so far answers, else the next model of the fallbacks, else a message",
    )
    chat_temperature: float = Field(
        0.0, ge=0, le=2, description="Temperature of the chat model, 0 to 2"
    )
    chat_max_tokens: int = Field(
        800, gt=0, description="Longest reply of the chat model, in tokens"
    )
    chat_retries: int = Field(
        2, ge=0, description="How often a failed call of the chat model is made again"
    )
    chat_fallbacks: str = Field(
        "",
        description="Models to ask in turn where the first fails, separated by commas; one with a"
        " server of its own is `provider:model@http://host/v1`",
    )
    chat_format: Literal["auto", "structured", "text"] = Field(
        "auto",
        description="Form of the reply: `structured` (JSON by schema), `text` (marked sentences), or"
        " `auto` for structured until a server refuses it",
    )
    chat_unsupported: Literal["drop", "strike"] = Field(
        "drop",
        description="What becomes of a sentence that fails the check: `drop`, or `strike` to show it"
        " struck through with its verdict",
    )
    chat_check: str = Field(
        "",
        pattern=r"^(|model|nli:.+)$",
        description="Second look at a sentence that passed the check: `model` asks the chat model,"
        " `nli:NAME` a cross-encoder of sentence-transformers by name or folder",
    )
    chat_history_tokens: int = Field(
        2_000, ge=0, description="Tokens of earlier questions that a follow-up takes into account"
    )
    chat_prices: str = Field(
        "",
        description="Prices per million tokens, input/output, as `provider:model=0.15/0.60`,"
        " separated by commas",
    )
    chat_chat_tokens: int | None = Field(
        None, ge=0, description="Most tokens that one chat may use; then the articles answer"
    )
    chat_day_tokens: int | None = Field(
        None, ge=0, description="Most tokens that all chats may use in a day (UTC)"
    )
    chat_chat_cost: float | None = Field(
        None, ge=0, description="Most money that one chat may cost, by `NEWS_CHAT_PRICES`"
    )
    chat_day_cost: float | None = Field(
        None, ge=0, description="Most money that all chats may cost in a day (UTC)"
    )
    chat_cache: int = Field(
        1_000,
        ge=0,
        description="Replies kept for the same question over the same articles; 0 keeps none",
    )
    trace_text: bool = Field(
        False, description="Whether traces may hold questions, prompts and articles' text"
    )
    users: SecretStr | None = Field(
        None,
        description="Who may use the page, as `name:hash` apart by spaces; a hash is made by"
        " `python app.py --hash-password`; none lets everybody in who reaches it",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingRow:
    """One line of the table of settings."""

    name: str
    """As it is written in the environment."""
    default: str
    """Empty where nothing is set."""
    meaning: str


def setting_rows() -> tuple[SettingRow, ...]:
    """Return the table of settings, in order."""
    return tuple(
        SettingRow(
            name=PREFIX + name.upper(),
            default="" if field.default is None else str(field.default),
            meaning=field.description or "",
        )
        for name, field in Settings.model_fields.items()
    )


def load_settings(**overrides: str | float | Path | None) -> Settings:
    """Return the settings of the environment and `.env`; an override that is not None wins.

    Raises:
        CorpusError: a `NEWS_` name is unknown or a value is wrong; the message lists what exists.
    """
    _refuse_unknown()
    # Typed loosely here only: the model checks the overrides like everything else.
    make: Callable[..., Settings] = Settings
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return make(**given)
    except ValidationError as error:
        problems = "; ".join(
            f"{PREFIX}{str(problem['loc'][0]).upper()}: {problem['input']!r} is wrong:"
            f" {problem['msg'][:1].lower()}{problem['msg'][1:]}"
            for problem in error.errors()
        )
        raise CorpusError(f"{problems}\n{_known()}") from error


def _refuse_unknown() -> None:
    known = {row.name for row in setting_rows()}
    for where, names in (("the environment", list(os.environ)), (ENV_FILE, _names_in_file())):
        for name in names:
            if name.upper().startswith(PREFIX) and name.upper() not in known:
                near = difflib.get_close_matches(name.upper(), known, n=1, cutoff=0.8)
                hint = f"; is {near[0]} meant?" if near else ""
                raise CorpusError(f"there is no setting {name!r} (in {where}){hint}\n{_known()}")


def _names_in_file() -> list[str]:
    path = Path(ENV_FILE)
    try:
        return list(dotenv_values(path, encoding="utf-8")) if path.is_file() else []
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(
            f"the settings file {str(path.absolute())!r} cannot be read ({error}); save it as UTF-8"
            " text with lines such as NEWS_DATA_DIR=.data, or remove it"
        ) from error


def _known() -> str:
    lines = [
        f"  {row.name} (default: {row.default or 'none'}): {row.meaning}" for row in setting_rows()
    ]
    return "\n".join(["settings that exist:", *lines])
