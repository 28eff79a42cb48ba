"""Settings: read from the environment and `.env`, and wrong ones are said plainly."""

from pathlib import Path

import pytest

from corpus.errors import CorpusError
from corpus.settings import load_settings, setting_rows

NAMES = [
    "NEWS_DATA_DIR",
    "NEWS_EMBEDDING_MODEL",
    "NEWS_EMBEDDING_DTYPE",
    "NEWS_RERANKER",
    "NEWS_CHAT_MODEL",
    "NEWS_CHAT_BASE_URL",
    "NEWS_CHAT_TIMEOUT_S",
    "NEWS_CHAT_TEMPERATURE",
    "NEWS_CHAT_MAX_TOKENS",
    "NEWS_CHAT_RETRIES",
    "NEWS_CHAT_FALLBACKS",
    "NEWS_CHAT_FORMAT",
    "NEWS_CHAT_UNSUPPORTED",
    "NEWS_CHAT_CHECK",
    "NEWS_CHAT_HISTORY_TOKENS",
    "NEWS_CHAT_PRICES",
    "NEWS_CHAT_CHAT_TOKENS",
    "NEWS_CHAT_DAY_TOKENS",
    "NEWS_CHAT_CHAT_COST",
    "NEWS_CHAT_DAY_COST",
    "NEWS_CHAT_CACHE",
    "NEWS_TRACE_TEXT",
    "NEWS_USERS",
]


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_without_anything_set_the_defaults_hold() -> None:
    settings = load_settings()
    assert settings.data_dir == Path(".data")
    assert settings.embedding_model == "all-MiniLM-L6-v2"
    assert settings.embedding_dtype == "auto"
    assert settings.chat_model is None
    assert settings.chat_base_url is None


def test_the_table_has_every_setting_with_its_default_and_meaning() -> None:
    table = setting_rows()
    assert [row.name for row in table] == NAMES
    assert (table[0].default, table[3].default) == (".data", "")
    assert all(row.meaning for row in table)


def test_an_override_wins_over_the_environment_and_that_over_the_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Path(".env").write_text(
        "NEWS_DATA_DIR=from-file\nNEWS_CHAT_RETRIES=5\nNEWS_CHAT_MODEL=\nOPENAI_API_KEY=x\n"
    )
    monkeypatch.setenv("NEWS_DATA_DIR", "from-environment")
    settings = load_settings()
    assert settings.data_dir == Path("from-environment")
    assert settings.chat_retries == 5
    assert settings.chat_model is None
    assert load_settings(data_dir=Path("given")).data_dir == Path("given")
    assert load_settings(data_dir=None).data_dir == Path("from-environment")


def test_an_unknown_name_in_the_environment_is_an_error_that_lists_what_exists(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NEWS_DATADIR", "x")
    with pytest.raises(CorpusError) as caught:
        load_settings()
    message = str(caught.value)
    assert "'NEWS_DATADIR' (in the environment); is NEWS_DATA_DIR meant?" in message
    assert all(name in message for name in NAMES)


def test_an_unknown_name_in_the_file_is_an_error_that_lists_what_exists() -> None:
    Path(".env").write_text("NEWS_COLOUR=red\n")
    with pytest.raises(CorpusError, match=r"'NEWS_COLOUR' \(in \.env\)\nsettings that exist:"):
        load_settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NEWS_CHAT_TIMEOUT_S", "soon"),
        ("NEWS_CHAT_TIMEOUT_S", "0"),
        ("NEWS_CHAT_TIMEOUT_S", "inf"),
        ("NEWS_CHAT_TEMPERATURE", "-1"),
        ("NEWS_CHAT_MAX_TOKENS", "1.5"),
        ("NEWS_CHAT_RETRIES", "-1"),
        ("NEWS_EMBEDDING_DTYPE", "float16"),
        ("NEWS_CHAT_MODEL", "gpt"),
        ("NEWS_CHAT_BASE_URL", "localhost"),
    ],
)
def test_a_wrong_value_is_an_error_that_names_it_and_lists_what_exists(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(CorpusError) as caught:
        load_settings()
    message = str(caught.value)
    assert message.startswith(f"{name}: {value!r} is wrong: ")
    assert all(known in message for known in NAMES)


def test_a_settings_file_that_is_no_text_is_an_error() -> None:
    Path(".env").write_bytes(b"NEWS_DATA_DIR=\xff\xfe\xfa")
    with pytest.raises(CorpusError, match=r"\.env' cannot be read"):
        load_settings()


def test_the_limits_themselves_are_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWS_CHAT_TEMPERATURE", "2")
    monkeypatch.setenv("NEWS_CHAT_RETRIES", "0")
    monkeypatch.setenv("NEWS_CHAT_MODEL", "ollama:llama3.2:1b")
    settings = load_settings()
    assert (settings.chat_temperature, settings.chat_retries) == (2.0, 0)
    assert settings.chat_model == "ollama:llama3.2:1b"
