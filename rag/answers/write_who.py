"""Who thinks so: one line a firm, with the stance where it is certain and the words that show it.

A certain stance decides who is listed; where there is none, the lean of the words only ranks, and no
stance is claimed. Nobody is listed whose stance is certain and another.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.stance import lean
from corpus.statement import Statement
from rag.answers import wording
from rag.answers.acts import doers, own_subjects
from rag.answers.drafts import Draft, Line, Search, abstain, fit, newest_first
from rag.answers.evidence import Evidence, find_statements
from rag.answers.holders import (
    LEAST_LEAN,
    OPPOSITE,
    also_contrary,
    find_holders,
    is_surely_on,
    outweighs,
    point_of,
    who_speaks,
)
from rag.answers.lead_wording import MIXED
from rag.answers.relevant import NEAR_BEST, find_relevant
from rag.answers.view_lines import view_line, with_next
from rag.answers.write_facts import find_unknown, write_fact
from rag.lead_in import LeadPart
from rag.planning.asked_acts import find_asked_act
from rag.planning.asked_subjects import rates, stance_on
from rag.planning.asked_words import NEGATIVE, POSITIVE, asks_both_sides
from rag.records import Hit, Plan
from rag.retrieval.snapshot import Snapshot
from rag.terms import find_terms, match_strength, synonyms

_NEAR_BEST_OF_ANYBODY = 0.75
"""The same where neither a speaker nor a stance is named, so that only the subject can tell."""
_MOVES = frozenset(
    {word for act in ("rise", "fall", "cut", "hike") for word in (act, *synonyms(act))}
)
"""Terms of moves, up or down."""
_WHO_LINES = 6
_SCRAP_CHARACTERS = 45
"""A statement shorter than this tells nothing to who has not read the one before it."""
_PRESENT_DAYS = 120
"""Days before a speaker's last word on the subject in which the view still counts as the present one."""
_ASKS_STANCE = re.compile(
    r"\b(?:is|are|was|were|be|been|remain(?:s|ed)?|stay(?:s|ed)?|sound(?:s|ed)?|seem(?:s|ed)?|turn(?:s|ed)?|"
    rf"looks?|'s|’s)\s(?:\w+\s){{0,2}}?(?:{POSITIVE.pattern}|{NEGATIVE.pattern})",
    re.IGNORECASE,
)
"""What asks for a stance itself, so that no other sentence answers: not `who opened a negative watch`."""
_RATED = re.compile(r"\b(?P<act>upgrad|downgrad)(?:e[ds]?|ing)\b", re.IGNORECASE)


def write_who(plan: Plan, snapshot: Snapshot, search: Search) -> Draft:
    """Whoever says so, one line a firm, newest first; who is for and who against where both are asked."""
    if asks_both_sides(plan.standalone):
        sides = [
            _write_side(replace(plan, stance=stance), snapshot, _find_nothing)
            for stance in ("positive", "negative")
        ]
        lines = tuple(dict.fromkeys(line for side in sides for line in side.lines))
        if lines:
            return Draft(lines=fit(lines), abstention=None, reason=None, notes=(), hits=())
    return _write_side(plan, snapshot, search)


def _find_nothing(plan: Plan, count: int) -> tuple[Hit, ...]:
    """The search of a side: where nobody holds it, no other sentence stands in for it."""
    return ()


def _write_side(plan: Plan, snapshot: Snapshot, search: Search) -> Draft:
    acts = tuple(dict.fromkeys(m["act"].lower() for m in _RATED.finditer(plan.standalone)))
    if acts:
        plan = replace(plan, subjects=tuple(t for t in plan.subjects if not t.startswith(acts)))
    act = None if acts else find_asked_act(plan.standalone)
    if act is not None:
        plan = replace(plan, stance=None, subjects=own_subjects(plan, act))
    near = NEAR_BEST if plan.stance or acts or act else _NEAR_BEST_OF_ANYBODY
    said = find_statements(plan, snapshot, None)
    found = find_relevant(plan, snapshot, said, near=near)
    if acts:
        found = [e for e in found if any(_has_rated(e, plan, act) for act in acts)]
        if not found:
            asked = " or ".join(m[0].lower() for m in _RATED.finditer(plan.standalone))
            return abstain("premise", wording.lacks_premise(asked))
    elif act is not None:
        found = doers(found, act, plan)
        if not found:
            return abstain("premise", wording.lacks_premise(act.words))
    else:
        found = [e for e in _present_views(found, snapshot) if is_surely_on(e, plan)]
        found = _telling_of_move(found, plan) or found
    mixed: frozenset[str] = frozenset()
    every = found
    if plan.stance is not None:
        found = find_holders(plan, snapshot, every, said)
        mixed = also_contrary(plan, snapshot, every, said)
        found = [e for e in found if outweighs(plan, e) or who_speaks(e, snapshot) not in mixed]
        found.sort(key=lambda e: who_speaks(e, snapshot) in mixed)
    if not found:
        held = plan.stance is not None and _ASKS_STANCE.search(plan.standalone) is not None
        if held and plan.period is None and plan.as_of is None and not plan.outlets:
            return _no_holder(plan, snapshot, every)
        fact = write_fact(plan, snapshot, search)
        told = any(e.statement for line in fact.lines for e in line.spans)
        if plan.stance and (held or not told):
            return fact if fact.abstention else abstain("subject", wording.lacks_answer(()))
        return fact
    firsts: dict[str, Evidence] = {}
    for evidence in found:
        firsts.setdefault(who_speaks(evidence, snapshot), evidence)
    chosen = sorted(list(firsts.values())[:_WHO_LINES], key=newest_first)
    lines = [_who_line(e, plan, snapshot, mixed=who_speaks(e, snapshot) in mixed) for e in chosen]
    return Draft(lines=fit(lines), abstention=None, reason=None, notes=(), hits=())


def _no_holder(plan: Plan, snapshot: Snapshot, every: Sequence[Evidence]) -> Draft:
    """Why nobody is listed: no article knows the thing, or nobody who is quoted on it leans that way."""
    unknown = find_unknown(plan, snapshot)
    if unknown:
        return abstain("off-topic", wording.lacks_answer(unknown))
    quoted = tuple(dict.fromkeys(who_speaks(e, snapshot) for e in every))
    return abstain("subject", wording.lacks_holder(plan.stance or "", plan.about or "", quoted))


def _telling_of_move(found: Sequence[Evidence], plan: Plan) -> list[Evidence]:
    """Those that tell of the move asked about: "rates" alone is no word of rate cuts."""
    moves = [term for term in plan.subjects if term in _MOVES]
    return [
        e
        for e in found
        if all(match_strength(move, frozenset(find_terms(e.quote))) for move in moves)
    ]


def write_dissent(plan: Plan, snapshot: Snapshot) -> Draft | None:
    """Who is at odds with the one speaker: the speaker's view, then those of the other stance.

    None where the speaker is not quoted on it; with a note where no other view can be told.
    """
    speaker = plan.speakers[0]
    own = find_relevant(plan, snapshot, find_statements(plan, snapshot, speaker))
    if not own:
        return None
    stance = _stance_of(plan, own)
    others: list[Evidence] = []
    if stance in OPPOSITE:
        asked = replace(plan, speakers=(), kind="who", stance=OPPOSITE[stance])
        said = find_statements(asked, snapshot, None)
        every = find_relevant(asked, snapshot, said)
        every = _present_views(every, snapshot)
        mine = {who_speaks(e, snapshot) for e in own}
        others = [
            e
            for e in find_holders(asked, snapshot, every, said)
            if who_speaks(e, snapshot) not in mine
        ]
    firsts: dict[str, Evidence] = {}
    for evidence in others:
        firsts.setdefault(who_speaks(evidence, snapshot), evidence)
    chosen = sorted(list(firsts.values())[: _WHO_LINES - 1], key=newest_first)
    lines = [view_line([own[0]], snapshot), *(view_line([e], snapshot) for e in chosen)]
    notes = () if chosen else (wording.no_dissent(wording.speaker_name(speaker)),)
    return Draft(lines=fit(lines), abstention=None, reason=None, notes=notes, hits=())


def _stance_of(plan: Plan, own: Sequence[Evidence]) -> str | None:
    """The stance that a speaker's statements hold for certain, the newest first; else their lean."""
    for evidence in sorted(own, key=newest_first):
        stance = stance_on(evidence.statement, evidence.quote, plan)
        if stance is not None:
            return stance
    leaning = sum(lean(point_of(e.quote)) for e in own)
    if abs(leaning) < LEAST_LEAN:
        return None
    return "positive" if leaning > 0 else "negative"


def _who_line(evidence: Evidence, plan: Plan, snapshot: Snapshot, *, mixed: bool) -> Line:
    stance = stance_on(evidence.statement, evidence.quote, plan)
    told = [LeadPart(kind="stance", after=stance)] if stance else []
    return view_line([with_next(evidence, snapshot)], snapshot, told=[*told, *[MIXED] * mixed])


def _has_rated(evidence: Evidence, plan: Plan, act: str) -> bool:
    """Whether a statement tells of the upgrade or the downgrade that is asked for."""
    statement = evidence.statement
    if statement is None:
        return False
    if statement.rating is None:
        told = _RATED.search(evidence.quote)
        return told is not None and told["act"].lower() == act
    return rates(statement, evidence.quote, plan) and statement.rating.action.startswith(act)


def _tells_stance(statement: Statement) -> bool:
    """Whether a statement, however short, is a rating or certain of its stance: `it is more bullish`."""
    leaning = any(one.stance in OPPOSITE for one in statement.subjects)
    return leaning or statement.rating is not None


def _present_views(found: Sequence[Evidence], snapshot: Snapshot) -> list[Evidence]:
    """Without scraps, and of each speaker only what was said in the months before the last word."""
    last: dict[str, int] = {}
    told: list[tuple[str, Evidence]] = []
    for evidence in found:
        statement = evidence.statement
        scrap = evidence.end - evidence.start < _SCRAP_CHARACTERS
        if statement is None or (scrap and not _tells_stance(statement)):
            continue
        who = who_speaks(evidence, snapshot)
        told.append((who, evidence))
        if evidence.article.published is not None:
            day = evidence.article.published.last.toordinal()
            last[who] = max(day, last.get(who, day))
    return [
        evidence
        for who, evidence in told
        if evidence.article.published is None
        or evidence.article.published.last.toordinal() >= last[who] - _PRESENT_DAYS
    ]
