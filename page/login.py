"""The form that stands before a shared page."""

from page import NAME
from page.escape import safe

_STYLE = (
    ":root{color-scheme:light dark;--ink:#1b2330;--soft:#55606f;--line:#8b93a0;--paper:#fff;--wash:#f6f5f2;"
    "--accent:#0b5c6b;--on:#fff;--bad:#a3231b}@media(prefers-color-scheme:dark){:root{--ink:#e7e9ec;--soft:#a9b2bf;--line:#6b7686;"
    "--paper:#1a2029;--wash:#11161d;--accent:#7cc7d4;--on:#0c1a1d;--bad:#ff9d92}}*{box-sizing:border-box}"
    "body{margin:0;min-height:100dvh;display:grid;place-items:center;padding:16px;background:var(--wash);color:var(--ink);"
    "font:1rem/1.5 system-ui,sans-serif}form{display:grid;gap:14px;width:min(360px,100%);background:var(--paper);"
    "border:1px solid var(--line);border-radius:12px;padding:28px}h1{font:600 1.5rem/1.2 Georgia,serif;margin:0}"
    "p{margin:0;color:var(--soft);font-size:.92rem}p.error{color:var(--bad)}label{display:grid;gap:4px;font-size:.88rem;"
    "color:var(--soft)}input{font:inherit;color:var(--ink);background:var(--paper);border:1px solid var(--line);"
    "border-radius:8px;padding:.5rem .7rem}button{font:600 1rem system-ui,sans-serif;border:0;border-radius:8px;"
    "padding:.6rem;background:var(--accent);color:var(--on);cursor:pointer}:focus-visible{"
    "outline:2px solid var(--accent);outline-offset:2px}"
)
_TOLD = {
    401: "Name or password is wrong. Name oder Passwort ist falsch.",
    429: "Too many attempts. Wait a few minutes. Zu viele Versuche, bitte einige Minuten warten.",
}


def render_login(*, shared: bool, status: int = 200, name: str = "") -> str:
    """Return the form in both languages; `status` is why it is shown again."""
    told = _TOLD.get(status, "")
    error = f'<p class="error" role="alert" id="told">{safe(told)}</p>' if told else ""
    who = (
        ""
        if shared
        else '<label>Name<input name="username" autocomplete="username" required autofocus '
        f'maxlength="200" value="{safe(name)}"></label>'
    )
    focus = "autofocus" if shared else ""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width, initial-scale=1"><title>{NAME}: log in</title><style>{_STYLE}'
        f'</style></head><body><main><form method="post" action="/login"><h1>{NAME}</h1>'
        f"<p>This page is shared with people who have a password.</p>{error}{who}"
        f'<label>Password · Passwort<input type="password" name="password" {focus} required '
        'autocomplete="current-password" maxlength="1000"></label>'
        '<button type="submit">Log in · Anmelden</button></form></main></body></html>'
    )
