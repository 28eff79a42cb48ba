"""Pages nested deeper than their parser follows, made flatter; what tells of a style stays.

libxml2 leaves out, without an error, all that stands deeper than 2,048 elements.
"""

import re

_DEEPEST = 800
"""Elements; news pages nest under 60 deep."""
_MARK = re.compile(
    r"<(/?)(div|span|section|article|main|aside|b|i|u|em|strong|font|center|small|big|blockquote|ul|ol|dl"
    r"|table|tbody|a|form|header|footer|nav|figure|details|fieldset)(\s[^<>]*)?>",
    re.IGNORECASE,
)


def flatten(text: str) -> str:
    """A page without the marks that only add depth: elements without attributes, far down."""
    if text.count("<") < _DEEPEST:
        return text
    kept: list[str] = []
    opened: list[tuple[str, bool]] = []
    position = 0
    for mark in _MARK.finditer(text):
        name = mark[2].lower()
        if not mark[1]:
            drop = len(opened) >= _DEEPEST and not (mark[3] or "").strip()
            opened.append((name, drop))
        elif opened and opened[-1][0] == name:
            drop = opened.pop()[1]
        else:
            drop = False
        if drop:
            kept.append(text[position : mark.start()])
            position = mark.end()
    return "".join((*kept, text[position:])) if kept else text
