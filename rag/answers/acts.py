"""Statements that tell of an act of their speaker: a target raised, coverage started, a rating kept.

The act must be the speaker's own: a verb that another house stands before, or that only may happen,
tells nothing of the speaker.
"""

import re
from collections.abc import Sequence
from functools import cache

from corpus.firm_names import same_firm
from corpus.names import load_firms
from corpus.statement import Statement
from rag.answers.evidence import Evidence
from rag.answers.quantities import find_quantities
from rag.planning.asked_acts import AskedAct, objects_of, verbs_of
from rag.planning.asked_subjects import asked_subjects, subjects_of
from rag.records import Plan
from rag.terms import find_terms

_NOT_DONE = re.compile(
    r"(?:\b(?:not|never|no|may|might|could|would|will|should|can|must|to|if|unless|without|before|until)"
    r"|n['’]t)\s+(?:\w+ly\s+|also\s+|again\s+|have\s+|be\s+)?$",
    re.IGNORECASE,
)
"""Before a verb: what is not done, or not yet."""
_CLAUSE = re.compile(r"[.;]\s|,\s(?:after|while|whereas|though|although|because|as|when|but)\b")
_MOVES = (
    r"mov(?:e[sd]?|ing)|tak(?:es?|ing)|took|go(?:es)?|went|nudg(?:e[sd]?|ing)|revis(?:e[sd]?|ing)"
    r"|chang(?:e[sd]?|ing)"
)
"""Verbs that tell neither way: the figures on both sides of them do."""
_FROM_TO = re.compile(r"\bto\s+(?P<to>\S.{0,24}?)\s+from\s+(?P<from>\S.{0,24})", re.IGNORECASE)
_TO_FROM = re.compile(r"\bfrom\s+(?P<from>\S.{0,24}?)\s+to\s+(?P<to>\S.{0,24})", re.IGNORECASE)


def own_subjects(plan: Plan, act: AskedAct) -> tuple[str, ...]:
    """The plan's subjects without the words of the act: what it is done to is all that must be covered."""
    words = set(find_terms(act.words)) | set(find_terms(act.rating or ""))
    words |= set(find_terms("price target rating recommendation"))
    return tuple(term for term in plan.subjects if term not in words)


def does(evidence: Evidence, act: AskedAct, plan: Plan) -> bool:
    """Whether a statement tells that its speaker did what is asked for, to what is asked about."""
    statement, quote = evidence.statement, evidence.quote
    if statement is None or not _is_on(statement, quote, plan):
        return False
    if act.what == "rating":
        return _keeps_rating(statement, quote, act)
    return any(
        _is_own(statement, quote, match.start(), plan)
        and (match["way"] is None or _moved(quote[match.start() :]) == act.act)
        for match in _telling(act).finditer(quote)
    )


def _keeps_rating(statement: Statement, quote: str, act: AskedAct) -> bool:
    rating = statement.rating
    if rating is None or rating.action != "reiterate" or rating.to_rating is None:
        return False
    kept = rating.to_rating.lower().replace("-", " ")
    verb = re.search(rf"\b(?:{verbs_of('reiterate')})\b", quote, re.IGNORECASE)
    if verb is None or _NOT_DONE.search(quote[: verb.start()]):
        return False
    return act.rating is None or act.rating in kept.split() or act.rating == kept


@cache
def _telling(act: AskedAct) -> re.Pattern[str]:
    """The verb with its object behind it, or before it in the passive: `its target raised to 90`."""
    verbs, objects = verbs_of(act.act), objects_of(act.what)
    neither = rf"|(?P<way>{_MOVES})" if act.act in ("raise", "cut") else "|(?P<way>(?!))"
    return re.compile(
        rf"\b(?:(?:{verbs}){neither})\b(?:\s(?!(?:and|but|that|as|after|which|who)\b)[^\s;:]+){{0,7}}?"
        rf"\s(?:[\w&.]+['’]s\s)?(?:{objects})\b",
        re.IGNORECASE,
    )


def _moved(words: str) -> str | None:
    """Up or down by the two figures between which something moved."""
    match = _FROM_TO.search(words) or _TO_FROM.search(words)
    if match is None:
        return None
    new, old = find_quantities(match["to"]), find_quantities(match["from"])
    if not new or not old or new[0].unit[:1] != old[0].unit[:1]:
        return None
    after, before = (_number(side[0].value) for side in (new, old))
    if after is None or before is None or after == before:
        return None
    return "raise" if after > before else "cut"


def _number(value: str) -> float | None:
    return float(value) if value[:1].isdigit() else None


def _is_own(statement: Statement, quote: str, start: int, plan: Plan) -> bool:
    """Whether the verb is done, and by the speaker rather than by another house named before it."""
    if _NOT_DONE.search(quote[:start]):
        return False
    clause = max((m.end() for m in _CLAUSE.finditer(quote, 0, start)), default=0)
    named = [
        m.firm.name
        for m in load_firms().find(quote[clause:start])
        if m.firm.kind != "media" and m.firm.name not in asked_subjects(plan)
    ]
    return not named or same_firm(named[-1], statement.firm)


def _is_on(statement: Statement, quote: str, plan: Plan) -> bool:
    """Whether the statement is on what is asked about, and its words name no other company instead."""
    asked = asked_subjects(plan)
    if not asked:
        return True
    if not subjects_of(statement, plan):
        terms = set(find_terms(quote))
        return any(named <= terms for named in asked.values())
    companies = {
        m.firm.name
        for m in load_firms().find(quote)
        if m.firm.kind == "company" and not same_firm(m.firm.name, statement.firm)
    }
    return not companies or not companies.isdisjoint(asked)


def doers(found: Sequence[Evidence], act: AskedAct, plan: Plan) -> list[Evidence]:
    """Of the statements those that tell of the act, in their order."""
    return [evidence for evidence in found if does(evidence, act, plan)]
