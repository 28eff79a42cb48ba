"""What the words around a name in a question make of it: one who speaks, or what is spoken about."""

import re

from corpus.given_names import is_given_name
from corpus.names import load_firms
from rag.planning.asked_words import ASKS, VIEW_NOUNS, WHO_NOUN
from rag.planning.lexicon import NameMention

VOICES = frozenset(("bank", "broker", "asset manager", "research"))
"""Kinds of firms that news quotes for their view rather than writes about."""
_ASSETS = frozenset(
    ["share", "shares", "stock", "earnings", "profit", "profits", "revenue", "revenues", "results"]
)
"""Behind a firm's name they make the firm the topic."""
_ACTS = frozenset(["cut", "change", "changed", "raise", "raised", "make"])
_WHOSE = VIEW_NOUNS | frozenset(
    """analysts banker boss ceo cfo chief chair chairman chairwoman colleague director executive governor head
    investor manager official partner people person president researcher someone somebody anyone anybody trader
    desk""".split()
)
"""Roles, and what they have: of a firm that stands behind one of them it is the firm that speaks."""
_AT_ODDS = re.compile(
    r"\b(?:(?:dis)?agree|differ|odds|argu|line|sid|conflict|compar)\w*\s+(?:with|from|against|to)\s+(?:the\s+)?$"
)
"""Before whoever somebody is at one or at odds with: that view is asked for too."""
HELPER_VERB = r"\b(?:does|did|do|has|have|is|are|was|were|would|will|can|should)\s+(?:the\s+)?"
"""Pattern of what a question puts before the speaker it asks about."""
_BEFORE_SPEAKER = re.compile(HELPER_VERB + "$")
_THINKS = (
    r"(?:think|say|said|believe|expect|forecast|predict|recommend|view|feel|warn|argue|see|advise|write|"
    r"worried|bullish|bearish|cautious|optimistic|pessimistic|positive|negative|like|prefer|favou?r|"
    r"been|changed?|upgrade|downgrade)\b"
)
_NEXT_THINKS = re.compile(
    r"\s+(?:analysts?\s+|strategists?\s+|economists?\s+)?(?:really |still |also |more )?" + _THINKS,
    re.IGNORECASE,
)
_NEXT_VIEW = re.compile(
    r"(?:'s|’s|'|’)\s+(?:[\w-]+\s+){0,3}?(?:view|views|opinion|stance|take|outlook|forecast|forecasts|"
    r"position|target|targets|call|rating|advice|recommendation|mind|worry|worries|concerns?|fears?|case|thesis|"
    r"argument|reasoning|verdict)\b",
    re.IGNORECASE,
)


def reads_as_name(question: str, mention: NameMention, *, paired: bool = False) -> bool:
    """One word typed in lower case is a name only where it plainly speaks: "bond" and "price" are none.

    `paired` tells that another name is joined to it, as in `smith and quill on oil`.
    """
    if " " in mention.text or not mention.text.islower() or mention.name in load_firms().firms:
        return True
    before, after = question[: mention.start].lower(), question[mention.end :]
    if re.fullmatch(r"\W*(?:and|or|what about|how about)\s+", before) and not after.strip(" ?!."):
        return True
    if not before.strip() and re.match(r"(?:'s|’s)?\s+(?:on|about|view|take|call|target)\b", after):
        return True
    if paired and re.match(r"\s*(?:[:,?]|(?:on|about|and|or|versus)\b)", after):
        return True
    speaks = _BEFORE_SPEAKER.search(before) or is_given_name(
        before.split()[-1] if before.split() else ""
    )
    return bool((speaks and _NEXT_THINKS.match(after)) or _NEXT_VIEW.match(after))


def is_topic(question: str, start: int) -> bool:
    """Whether what begins at `start` is what somebody thinks about rather than who thinks."""
    before = question[:start].lower().rstrip().removesuffix(" the")
    if re.search(r"\b(?:think|thinks|thought|said|say|says|make|made) of$", before):
        return True
    thinks = r"\b(?:think|thinks|say|said|says|view|views|opinion|forecast|expect|stance|worried|target)\b"
    return bool(
        re.search(r"\b(?:about|on|regarding|concerning|towards?|into|for)$", before)
        and re.search(thinks, before)
    )


def is_object(question: str, start: int, *, asked: bool) -> bool:
    """Whether a name stands behind a preposition where somebody else is asked for: `convinced by X's numbers`.

    `asked` tells that a speaker stands before it; else only a question for who speaks makes it one. Behind a
    role or a view it says whose they are: `strategists at X`, `the forecast by X`.
    """
    before = question[:start].lower()
    if not (asked or re.match(r"\W*(?:and )?who\b", before) or WHO_NOUN.search(before)):
        return False
    if re.search(r"\b(?:about|on|over|into|regarding)\s+(?:the\s+)?$", before):
        return True
    if re.search(
        r"\b(?:rates?|rated|likes?|prefers?|upgrad\w+|downgrad\w+|covers?|owns?|favou?rs?|recommends?)\s+(?:the\s+)?$",
        before,
    ):
        return True
    match = re.search(r"(?P<word>[\w'’-]+)\s+(?:by|with|at|in|of|for)\s+(?:the\s+)?$", before)
    if match is None or _AT_ODDS.search(before) or question[match.start()].isupper():
        return False  # "Ada Smith at Barclays"
    return not _WHOSE & {match["word"], match["word"].rstrip("s")}


def is_speaker(question: str, mention: NameMention) -> bool:
    """Whether a firm that the question names is one whose view it asks for."""
    if is_topic(question, mention.start):
        return False
    before = question[: mention.start].lower()
    after = question[mention.end :].lower()
    follow = re.match(r"(?:'s|’s|'|’)?\s*((?:[\w-]+\s*){0,7})", after)
    words = follow[1].split() if follow else []
    firm = load_firms().firms.get(mention.name)
    voice = firm is None or firm.kind in VOICES
    if words and words[0] in _ASSETS and not set(words) & VIEW_NOUNS:
        return False
    if set(words[:2]) & VIEW_NOUNS or (after[:1] in ("'", "’") and set(words[:4]) & VIEW_NOUNS):
        return True
    if re.search(
        r"\b(?:does|did|do|has|have|is|are|was|were|would|will|why|how|what|and)\s*(?:the )?$",
        before,
    ) and (set(words) & ASKS or set(words[:3]) & VIEW_NOUNS):
        # A central bank that cut or changed something acts; it says nothing.
        return voice or not set(words[:2]) & _ACTS
    return voice


def is_asked(question: str, start: int, end: int) -> bool:
    """Whether the question has what stands at a place think or say something, known name or not."""
    before, after = question[:start].lower(), question[end:]
    if _BEFORE_SPEAKER.search(before) and _NEXT_THINKS.match(after):
        return True
    if re.search(r"\baccording to (?:the )?$", before):
        return True
    return bool(_NEXT_VIEW.match(after)) and not is_topic(question, start)
