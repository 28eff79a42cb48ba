"""The tab of settings: what is set, never what is secret; light or dark, the language, who is logged in."""

import os
from urllib.parse import urlsplit, urlunsplit

from pydantic import SecretStr

from corpus.settings import PREFIX, load_settings, setting_rows
from page.desk import Desk
from page.doors import Call, Door, Reply
from page.escape import safe
from page.setting_texts import say_meaning
from page.shell import build_panel, render_button, render_part, render_table
from page.tab_texts import SETTINGS_KEYS
from page.texts import LANGUAGE_PATHS, LANGUAGES, Texts

PROVIDER_KEYS = (
    "OPENAI_API_KEY",
    "ANTHROPIC_API_KEY",
    "GOOGLE_API_KEY",
    "MISTRAL_API_KEY",
    "GROQ_API_KEY",
    "COHERE_API_KEY",
    "CHROMA_API_KEY",
)
"""Variables that providers read by themselves; of each only whether it is set is told."""
SECRET = frozenset({"password", "secret", "token", "key", "users"})
"""A setting with one of these words in its name is told as set or not, whatever its type."""


def build_settings(desk: Desk) -> None:
    """Lay out the tab."""
    texts = desk.texts
    columns = ("setting.name", "setting.value", "setting.meaning")
    table = (
        f'<p class="hint">{safe(texts.say("settings.about"))}</p><div id="settings-told"></div>'
        f"{render_table(texts, 'settings-scroll', 'settings-rows', columns)}"
    )
    keys = f'<p class="hint">{safe(texts.say("keys.about"))}</p><ul id="keys"></ul>'
    inner = (
        '<div class="columns"><div class="main">'
        f"{render_part(texts, 'settings', table)}</div><div class='beside'>"
        f"{render_part(texts, 'appearance', _render_appearance(texts))}"
        f"{render_part(texts, 'keys', keys)}{_render_account(texts)}</div></div>"
    )
    build_panel(desk, "settings", inner, SETTINGS_KEYS)


def _render_appearance(texts: Texts) -> str:
    themes = "".join(
        f'<label class="choice"><input type="radio" name="theme" value="{name}">'
        f"{safe(texts.say(f'theme.{name}'))}</label>"
        for name in ("system", "light", "dark")
    )
    languages = "".join(
        f'<li><a href="{LANGUAGE_PATHS[one]}" hreflang="{one}" lang="{one}" data-language="{one}"'
        f"{' aria-current=true' if one == texts.language else ''}>{safe(Texts(one).say('language.own'))}</a></li>"
        for one in LANGUAGES
    )
    return (
        f"<fieldset><legend>{safe(texts.say('theme.title'))}</legend>{themes}</fieldset>"
        f'<h3>{safe(texts.say("language.title"))}</h3><ul class="languages">{languages}</ul>'
    )


def _render_account(texts: Texts) -> str:
    return (
        f'<section id="account" class="part" aria-labelledby="account-title" hidden>'
        f'<h2 id="account-title">{safe(texts.say("account"))}</h2><p><b id="account-name"></b></p>'
        f"{render_button(texts, 'log.out', 'log-out')}</section>"
    )


def open_settings(call: Call) -> Reply:
    """Return the settings with their values, but of secrets only whether they are set."""
    settings, set_names = load_settings(data_dir=call.service.data_dir), _set_names()
    rows = []
    for row in setting_rows():
        field = row.name.removeprefix(PREFIX).lower()
        value = getattr(settings, field)
        told = "" if value is None else str(value)
        if isinstance(value, SecretStr) or SECRET.intersection(field.split("_")):
            told = call.texts.say("key.set") if told else ""
        rows.append(
            {
                "name": row.name,
                "value": hide_password(told),
                "meaning": say_meaning(row, call.texts),
                "set": row.name in set_names,
            }
        )
    keys = [{"name": name, "set": bool(os.environ.get(name))} for name in PROVIDER_KEYS]
    return {"rows": rows, "keys": keys, "user": call.user}


def hide_password(text: str) -> str:
    """Return an address without the name and password that may stand in it; other text as it is."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return text
    if "@" not in parts.netloc:
        return text
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _set_names() -> set[str]:
    return {name.upper() for name in os.environ if name.upper().startswith(PREFIX)}


DOORS: dict[str, Door] = {"settings": open_settings}
