"""What of a page its reader cannot see, taken out of its tree.

Each element is looked at from the root down with what it inherits. Some styles hide all that stands
in an element (`display: none`), others only its own text, which a child may show again
(`visibility: visible` in what is hidden, black letters in white ones).
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.pages.looks import FIRST_LOOK, look_of, shows_text
from corpus.pages.style_sheets import Element, Styles, read_sheets, wrap
from corpus.unseen import CONTROLS

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NEVER_SHOWN = frozenset([
        "script", "style", "template", "noscript", "head", "title", "meta", "link", "iframe",
        "object", "embed", "svg", "math", "canvas", "audio", "video", "select", "option",
        "optgroup", "textarea", "input", "map", "area", "datalist", "param", "source", "track",
        "noframes", "noembed", "frameset", "frame", "progress", "meter", "rp", "base", "img",
        "picture", "portal",
])  # fmt: skip
_HIDING_CLASSES = frozenset([
        "sr-only", "sr_only", "sronly", "visually-hidden", "visuallyhidden", "visually_hidden",
        "is-visually-hidden", "u-visually-hidden", "u-hidden-visually", "screen-reader-text",
        "screen-reader-only", "screenreader-only", "screenreader", "screen-reader",
        "assistive-text", "a11y-hidden", "a11y-only", "aural", "for-screen-reader", "hide-text",
        "element-invisible", "element-hidden", "offscreen", "off-screen", "u-sr-only", "hide",
        "d-none", "hidden", "is-hidden", "u-hidden", "invisible", "uk-hidden", "is-sr-only",
        "show-for-sr", "hide-visually", "visuallyhide", "govuk-visually-hidden", "cdk-visually-hidden",
        "is-invisible", "opacity-0", "collapse-hidden", "display-none", "text-hide", "nodisplay",
])  # fmt: skip
"""What sheets of common frameworks hide, since a page's linked sheets are not known."""


def page_body(tree: "HtmlElement") -> "HtmlElement":
    """The element that a page shows; the whole tree where it has no body."""
    return next(iter(tree.iter("body")), tree)


def remove_hidden(tree: "HtmlElement") -> None:
    """Take out of the tree what a reader cannot see; the text after it stays.

    Raises:
        CorpusError: the page's styles nest too deep or would take minutes to apply.
    """
    from lxml import etree

    etree.strip_tags(tree, etree.Comment, etree.ProcessingInstruction)
    styles = Styles(read_sheets(tree))
    gone: list[HtmlElement] = []
    stack = [(wrap(tree), FIRST_LOOK)]
    while stack:  # by hand, since pages nest deeper than Python recurses
        element, around = stack.pop()
        tag = element.local_name
        if tag == "head":  # it draws nothing, and trafilatura reads the title in it
            continue
        whole = tag in ("html", "body")
        look = look_of(element, styles.declared(element), around)
        if whole:  # scripts lift what hides a whole page (against framing or flicker)
            look = replace(look, gone=False, visible=True, opacity=1.0)
        elif look.gone or _is_hidden_by_markup(element):
            gone.append(element.etree_element)
            continue
        if not shows_text(look):
            _blank(element.etree_element)
        stack.extend((child, look) for child in element.iter_children())
    for one in gone:
        _remove(one)


def _is_hidden_by_markup(element: Element) -> bool:
    markup = element.etree_element
    if element.local_name in _NEVER_SHOWN or markup.get("popover") is not None:
        return True
    if element.local_name == "dialog" and markup.get("open") is None:
        return True
    names = set(map(str.lower, element.classes))
    return not _HIDING_CLASSES.isdisjoint(names) and not any(map(_shows_again, names))


def _shows_again(name: str) -> bool:
    """Whether a class such as `md:block` or `d-lg-flex` shows on a wide screen what another hides."""
    place, _, kind = name.removeprefix("d-").replace(":", "-").partition("-")
    return place in ("sm", "md", "lg", "xl", "xxl", "2xl") and kind in (
        "block", "flex", "inline", "inline-block", "inline-flex", "grid", "table",
    )  # fmt: skip


def _blank(element: "HtmlElement") -> None:
    """Take the text of an element itself away; that of its children stays."""
    if element.text:
        element.text = " "
    for child in element:
        if child.tail:
            child.tail = " "


def _remove(element: "HtmlElement") -> None:
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        tail, before = CONTROLS.sub("", element.tail), element.getprevious()
        if before is not None:
            before.tail = CONTROLS.sub("", before.tail or "") + tail
        else:
            parent.text = CONTROLS.sub("", parent.text or "") + tail
    parent.remove(element)
