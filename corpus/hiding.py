"""What of a page its reader cannot see."""

import re
from typing import TYPE_CHECKING

from corpus.decoding import CONTROLS

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NEVER_SHOWN = frozenset([
        "script", "style", "template", "noscript", "head", "title", "meta", "link", "iframe",
        "object", "embed", "svg", "math", "canvas", "audio", "video", "select", "option",
        "textarea", "input", "map", "datalist", "param", "source", "track",
])  # fmt: skip

_HIDING_CLASSES = frozenset([
        "sr-only", "sr_only", "sronly", "visually-hidden", "visuallyhidden",
        "is-visually-hidden", "u-visually-hidden", "u-hidden-visually", "screen-reader-text",
        "screen-reader-only", "screenreader-only", "screenreader", "screen-reader",
        "assistive-text", "a11y-hidden", "element-invisible", "offscreen", "off-screen",
        "d-none", "hidden", "is-hidden", "u-hidden", "invisible",
])  # fmt: skip
_SHOWING_AGAIN = re.compile(
    r"(?:(?:sm|md|lg|xl):(?:block|flex|inline|grid)|d-(?:sm|md|lg|xl)-(?:block|flex|inline|grid))"
)
_ZERO = r"0*\.?0*(?:px|em|rem|%|pt|vh|vw)?"
_HIDING_STYLE = re.compile(
    rf"(?:^|;)(?:display:none|visibility:(?:hidden|collapse)|opacity:{_ZERO}(?=;|$)"
    rf"|font-size:(?:{_ZERO}|[01]px|0?\.\d+(?:px|em|rem))(?=;|$)"
    r"|font:[^;]*\b0(?:px)?[/ ]|text-indent:-\d{3,}|(?:left|right|top|bottom|margin-left"
    r"|margin-top):-\d{3,}|transform:[^;]*(?:scale[xy]?\(0\)|translate[xy]?\(-\d{3,})"
    r"|clip:rect\((?:0|1)(?:px)?[ ,](?:0|1)|clip-path:inset\((?:50|100)%|color:transparent"
    r"|color:(?:rgba|hsla)\([^)]*,0*\.?0*\)|content-visibility:hidden)"
)
_NO_ROOM = re.compile(rf"(?:^|;)(?:max-)?(?:height|width):(?:{_ZERO}|1px)(?=;|$)")
_WHITE = r"(?:#fff|#ffffff|white|rgba?\(255,255,255(?:,1)?\)|#fefefe|#fdfdfd)"
_WHITE_INK = re.compile(rf"(?:^|;)color:{_WHITE}(?=;|$)")
_GROUND = re.compile(r"(?:^|;)background(?:-color|-image)?:([^;]*)")
_CSS_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


def _plain_style(style: str) -> str:
    style = re.sub(r"/\*.*?\*/", "", style.lower())
    return re.sub(
        r"\s*([:;,()])\s*", r"\1", " ".join(style.replace("!important", "").split())
    ).strip("; ")


def _hides(style: str) -> bool:
    """Whether a style, its white space already taken out, makes an element's text invisible."""
    if _HIDING_STYLE.search(style):
        return True
    return "overflow:hidden" in style and _NO_ROOM.search(style) is not None


def _hidden_selectors(tree: "HtmlElement") -> frozenset[str]:
    """The simple selectors (`.class`, `#id`) that the page's own style sheets hide on a screen."""
    found: set[str] = set()
    for element in tree.iter("style"):
        sheet = re.sub(r"/\*.*?\*/", "", element.text or "", flags=re.DOTALL)
        # Rules for print and for small screens say nothing about what the reader of the page sees.
        sheet = re.sub(r"@(?:media|supports)[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", sheet)
        for selectors, rules in _CSS_RULE.findall(sheet):
            style = _plain_style(rules)
            white = _WHITE_INK.search(style) and not _GROUND.search(style)
            if _hides(style) or white:
                for selector in selectors.split(","):
                    simple = re.fullmatch(r"[a-z0-9]*([.#][\w-]+)", selector.strip(), re.IGNORECASE)
                    if simple:
                        found.add(simple[1])
    return frozenset(found)


def _is_hidden(element: "HtmlElement", selectors: frozenset[str]) -> bool:
    if not isinstance(element.tag, str) or element.tag in _NEVER_SHOWN:
        return True
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    if element.tag == "dialog" and element.get("open") is None:
        return True
    classes = (element.get("class") or "").split()
    if not _HIDING_CLASSES.isdisjoint(map(str.lower, classes)) and not any(
        map(_SHOWING_AGAIN.match, classes)
    ):
        return True
    if selectors and (
        any(f".{name}" in selectors for name in classes) or f"#{element.get('id')}" in selectors
    ):
        return True
    style = _plain_style(element.get("style") or "")
    return bool(style) and (
        _hides(style) or (_WHITE_INK.search(style) is not None and _on_white(element))
    )


def _on_white(element: "HtmlElement") -> bool:
    """Whether no element around names a ground but white; what classes give cannot be known."""
    for around in (element, *element.iterancestors()):
        ground = _GROUND.search(_plain_style(around.get("style") or ""))
        if ground is not None:
            return re.fullmatch(_WHITE, ground[1]) is not None
    return True


def page_body(tree: "HtmlElement") -> "HtmlElement":
    """The element that a page shows; the whole tree where it has no body."""
    return next(iter(tree.iter("body")), tree)


def remove_hidden(tree: "HtmlElement") -> None:
    """Take out of the tree what a reader cannot see; the text after it stays."""
    selectors = _hidden_selectors(tree)
    for element in [one for one in page_body(tree).iter() if _is_hidden(one, selectors)]:
        parent = element.getparent()
        if parent is None:
            continue
        if element.tail:
            tail, before = CONTROLS.sub("", element.tail), element.getprevious()
            if before is not None:
                before.tail = CONTROLS.sub("", before.tail or "") + tail
            else:
                parent.text = CONTROLS.sub("", parent.text or "") + tail
        parent.remove(element)
