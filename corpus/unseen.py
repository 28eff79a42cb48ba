"""Characters that draw nothing, and so can carry what no reader sees.

Joiners and variation selectors shape letters and pictures: they stay where a letter or a sign that
they can shape stands before them, and go where they stand in rows or among Latin letters.
https://www.unicode.org/reports/tr36/
"""

import re

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What XML, and so lxml, refuses; form feeds are white space in plain text."""
_UNDRAWN_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_NOTHING = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff"
    "\U000e01f0-\U000e0fff]"
)
"""Zero width, soft hyphen, fillers, direction, tags: never needed to read a text."""
_LATIN = "\x00-\u024f"
_STRAY_JOINER = re.compile(
    f"(?<![^{_LATIN}\\s\u200c\u200d])[\u200c\u200d]+|[\u200c\u200d]+(?![^{_LATIN}\\s\u200c\u200d])"
    "|(?<=[\u200c\u200d])[\u200c\u200d]+"
)
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_STRAY_SELECTOR = re.compile(
    f"(?<=[{_SELECTORS}])[{_SELECTORS}]+|(?<![^\\w\\s{_SELECTORS}])(?<![0-9#*\u2e80-\u9fff\uf900-\ufaff])"
    f"(?<![\U00020000-\U0003ffff\u1000-\u109f\u2100-\u2bff])[{_SELECTORS}]+"
)
_UNSEEN = re.compile(f"[^{_LATIN}]|[\x00-\x08\x0e-\x1f\x7f\u00ad]")


def drop_unseen(text: str) -> str:
    """A text without the characters that draw nothing."""
    if _UNSEEN.search(text) is None:
        return text
    text = _NOTHING.sub("", _UNDRAWN_CONTROLS.sub("", text))
    return _STRAY_SELECTOR.sub("", _STRAY_JOINER.sub("", text))
