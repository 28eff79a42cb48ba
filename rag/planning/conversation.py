"""A follow-up as a question that stands alone: by rules first, by the chat model where they cannot.

What the model writes is held to the chat: a name or a number that no question of it holds is not
taken. The plan is then made of the question as written out, so that is what is searched with and shown.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from rag.planning.followups import points_back
from rag.planning.lexicon import Lexicon
from rag.planning.planner import make_plan
from rag.records import Plan
from rag.terms import find_terms

Rewrite = Callable[[str, Sequence[str]], str | None]
"""A question and its history, oldest first, to the question that stands alone; None if it cannot."""

_LONGEST_STANDALONE = 400
_TOKEN = re.compile(r"\d[\d.,]*|[^\W\d_]+(?:['’.&-][^\W\d_]+)*")


def make_asked_plan(
    question: str,
    history: Sequence[str],
    lexicon: Lexicon,
    *,
    as_of: date | None,
    today: date,
    rewrite: Rewrite | None,
    has_evidence: Callable[[Plan], bool],
) -> Plan:
    """The plan for a question of a chat, with the model's wording where rules leave something open.

    The model is asked only where the articles hold something on what the chat is about, which
    `has_evidence` tells of a plan: a question without evidence costs nothing.
    """
    plan = make_plan(question, history, lexicon, as_of=as_of, today=today)
    if rewrite is None or not history or not points_back(plan.standalone):
        return plan
    before = make_plan(history[-1], history[:-1], lexicon, as_of=as_of, today=today)
    if not (has_evidence(before) or has_evidence(plan)):
        return plan
    written = rewrite(question, history)
    if written is None:
        return plan
    again = make_plan(written, (), lexicon, as_of=as_of, today=today)
    return replace(again, question=question)


def read_standalone(reply: str, question: str, history: Sequence[str]) -> str | None:
    """The question in a model's reply, or None where it is none or says more than the chat does."""
    lines = [line.strip(" \t\"'“”*`") for line in reply.splitlines() if line.strip()]
    if len(lines) != 1 or not 0 < len(lines[0]) <= _LONGEST_STANDALONE:
        return None
    (written,) = lines
    chat = " ".join((*history, question))
    said = {word.casefold() for word in _TOKEN.findall(chat)}
    said |= set(find_terms(chat))
    for place, word in enumerate(_TOKEN.findall(written)):
        names = word[0].isdigit() or (word[0].isupper() and place > 0)
        bare = re.sub(r"['’]s$", "", word).casefold()
        known = {word.casefold(), bare, *find_terms(word)} & said
        if names and not known:
            return None
    if points_back(written) or not any(map(str.isalnum, written)):
        return None
    return written
