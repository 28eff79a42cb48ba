"""Who thinks so: one line a firm, with the stance where it is certain and the words that show it.

A certain stance decides who is listed; where there is none, the lean of the words only ranks, and no
stance is claimed. Nobody is listed whose stance is certain and another.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from corpus.stance import lean
from rag import wording
from rag.asked_subjects import asked_subjects, known_terms, rates, stance_on, subjects_of
from rag.asked_words import asks_both_sides
from rag.drafts import Draft, Line, Search, abstain, fit, newest_first
from rag.evidence import Evidence, find_statements
from rag.premises import rating_on
from rag.records import Hit, Plan
from rag.relevant import NEAR_BEST, find_relevant
from rag.snapshot import Snapshot
from rag.view_lines import view_line
from rag.write_facts import write_fact

_NEAR_BEST_OF_ANYBODY = 0.75
"""The same where neither a speaker nor a stance is named, so that only the subject can tell."""
_WHO_LINES = 6
_SCRAP_CHARACTERS = 45
"""A statement shorter than this tells nothing to who has not read the one before it."""
_PRESENT_DAYS = 120
"""Days before a speaker's last word on the subject in which the view still counts as the present one."""
_TELLING_CHARACTERS = 150
"""From this length on a statement is taken to say why."""
_CERTAIN = 2.0
"""Added where the stance asked for is certain: more than any other signal but looking back."""
_LEAST_LEAN = 1.0
"""One word that leans; twice as much where another leans against it, or the subject stands elsewhere."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_FOR = re.compile(
    r"\b(?:(?:lean|tilt)(?:s|ed|ing)? (?:towards?|to|into)|buyers? of|add(?:s|ed|ing)? (?:to|exposure))\b",
    re.IGNORECASE,
)
"""What a house does that is for something, of which no single word leans."""
_REASON = re.compile(
    r"\b(?:because|since|as|due to|citing|given|needs?|until|unless|if|with)\b", re.IGNORECASE
)
_TURN = re.compile(r"(?:,|\.|;)?\s(?:but|yet)\b,?\s", re.IGNORECASE)
_ASIDE = re.compile(
    r"\b(?:given|because|amid|thanks to|due to|despite|in spite of|although|though|even if|unless)\b"
    r"[^,.;]*",
    re.IGNORECASE,
)
"""Reasons and concessions: their words lean for or against something else."""
_POINT_WORDS = 4
"""Fewer words behind `but` make no point of their own."""
_OPPOSITE: dict[str, Literal["positive", "negative"]] = {
    "positive": "negative",
    "negative": "positive",
}
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
    near = NEAR_BEST if plan.stance or acts else _NEAR_BEST_OF_ANYBODY
    said = find_statements(plan, snapshot, None)
    found = find_relevant(plan, snapshot, said, near=near)
    if acts:
        found = [e for e in found if any(_has_rated(e, plan, act) for act in acts)]
        if not found:
            asked = " or ".join(m[0].lower() for m in _RATED.finditer(plan.standalone))
            return abstain("premise", wording.lacks_premise(asked))
    else:
        found = [e for e in _present_views(found, snapshot) if _is_on(e, plan)]
    mixed: frozenset[str] = frozenset()
    if plan.stance is not None:
        every = found
        found = _holding(plan, snapshot, every, said)
        mixed = _also_contrary(plan, snapshot, every, said)
        found = [e for e in found if _outweighs(plan, e) or _who(e, snapshot) not in mixed]
        found.sort(key=lambda e: _who(e, snapshot) in mixed)
    if not found:
        fact = write_fact(plan, snapshot, search)
        if plan.stance and not any(e.statement for line in fact.lines for e in line.spans):
            return fact if fact.abstention else abstain("subject", wording.lacks_answer(()))
        return fact
    firsts: dict[str, Evidence] = {}
    for evidence in found:
        firsts.setdefault(_who(evidence, snapshot), evidence)
    chosen = sorted(list(firsts.values())[:_WHO_LINES], key=newest_first)
    lines = [_who_line(e, plan, snapshot, mixed=_who(e, snapshot) in mixed) for e in chosen]
    return Draft(lines=fit(lines), abstention=None, reason=None, notes=(), hits=())


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
    if stance in _OPPOSITE:
        asked = replace(plan, speakers=(), kind="who", stance=_OPPOSITE[stance])
        said = find_statements(asked, snapshot, None)
        every = find_relevant(asked, snapshot, said)
        every = _present_views(every, snapshot)
        mine = {_who(e, snapshot) for e in own}
        others = [
            e for e in _holding(asked, snapshot, every, said) if _who(e, snapshot) not in mine
        ]
    firsts: dict[str, Evidence] = {}
    for evidence in others:
        firsts.setdefault(_who(evidence, snapshot), evidence)
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
    if abs(leaning) < _LEAST_LEAN:
        return None
    return "positive" if leaning > 0 else "negative"


def _holding(
    plan: Plan, snapshot: Snapshot, every: Sequence[Evidence], said: Sequence[Evidence]
) -> list[Evidence]:
    """Of present views those that hold the stance asked for, best first; `said` is all that anybody said."""
    found = [*every, *_rated_so(plan, every, said)]
    return _of_stance(plan, snapshot, found, _rated_otherwise(plan, snapshot, said))


def _also_contrary(
    plan: Plan, snapshot: Snapshot, every: Sequence[Evidence], said: Sequence[Evidence]
) -> frozenset[str]:
    """Who is quoted with the opposite stance as well."""
    opposite = _OPPOSITE.get(plan.stance or "")
    if opposite is None:
        return frozenset()
    other = replace(plan, stance=opposite)
    return frozenset(_who(e, snapshot) for e in _holding(other, snapshot, every, said))


def _outweighs(plan: Plan, evidence: Evidence) -> bool:
    """Whether a statement shows its stance well enough to stand beside one to the contrary."""
    if stance_on(evidence.statement, evidence.quote, plan) == plan.stance:
        return True
    sign = -1.0 if plan.stance == "negative" else 1.0
    return sign * lean(point_of(evidence.quote)) >= 2 * _LEAST_LEAN


def point_of(quote: str) -> str:
    """The words of a quote that make its point: what follows `but`, without reasons and concessions."""
    turned = _TURN.split(quote)
    point = turned[-1] if len(turned[-1].split()) >= _POINT_WORDS else quote
    return _ASIDE.sub(" ", point)


def _who(evidence: Evidence, snapshot: Snapshot) -> str:
    """The firm, else the person; evidence here is always somebody's statement."""
    statement = evidence.statement
    if statement is None:
        return ""
    return snapshot.lexicon.firm_of(statement) or statement.persons[0]


def _who_line(evidence: Evidence, plan: Plan, snapshot: Snapshot, *, mixed: bool) -> Line:
    stance = stance_on(evidence.statement, evidence.quote, plan)
    told = [stance] if stance else []
    return view_line([evidence], snapshot, told=", ".join([*told, *([wording.MIXED] * mixed)]))


def _has_rated(evidence: Evidence, plan: Plan, act: str) -> bool:
    """Whether a statement tells of the upgrade or the downgrade that is asked for."""
    statement = evidence.statement
    if statement is None:
        return False
    if statement.rating is None:
        told = _RATED.search(evidence.quote)
        return told is not None and told["act"].lower() == act
    return rates(statement, evidence.quote, plan) and statement.rating.action.startswith(act)


def _present_views(found: Sequence[Evidence], snapshot: Snapshot) -> list[Evidence]:
    """Without scraps, and of each speaker only what was said in the months before the last word."""
    last: dict[str, int] = {}
    told: list[tuple[str, Evidence]] = []
    for evidence in found:
        statement = evidence.statement
        scrap = evidence.end - evidence.start < _SCRAP_CHARACTERS
        if statement is None or (scrap and statement.rating is None):
            continue
        who = _who(evidence, snapshot)
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


def _rated_so(plan: Plan, found: Sequence[Evidence], said: Sequence[Evidence]) -> list[Evidence]:
    """Ratings of what is asked about whose words are too few to rank: `he raised the group`."""
    if not asked_subjects(plan):
        return []
    held = {(e.article.article_id, e.start) for e in found}
    return [
        e
        for e in said
        if (rating := rating_on(plan, e)) is not None
        and rating.to_stance == plan.stance
        and (e.article.article_id, e.start) not in held
    ]


def _rated_otherwise(plan: Plan, snapshot: Snapshot, said: Sequence[Evidence]) -> frozenset[str]:
    """Whose last rating of what is asked about is another stance, whatever else is said in passing."""
    last: dict[str, str] = {}
    for evidence in sorted(said, key=newest_first):
        rating = rating_on(plan, evidence)
        if rating is not None and rating.to_stance is not None:
            last.setdefault(_who(evidence, snapshot), rating.to_stance)
    return frozenset(who for who, stance in last.items() if stance != plan.stance)


def _of_stance(
    plan: Plan, snapshot: Snapshot, found: Sequence[Evidence], left_out: frozenset[str]
) -> list[Evidence]:
    """Statements of the stance asked for, of those that are certain the shortest first.

    Behind them stand those whose words lean that way without a certain stance.
    """
    stances: dict[str, set[str]] = {}
    for evidence in found:
        stance = stance_on(evidence.statement, evidence.quote, plan)
        if stance is not None:
            stances.setdefault(_who(evidence, snapshot), set()).add(stance)
    told: list[tuple[float, Evidence]] = []
    for evidence in (e for e in found if _who(e, snapshot) not in left_out):
        known = stances.get(_who(evidence, snapshot), set())
        stance = stance_on(evidence.statement, evidence.quote, plan)
        if stance == plan.stance:
            length = (evidence.end - evidence.start) / 1_000
            told.append((_CERTAIN + 4 * evidence.telling - length, evidence))
        elif plan.stance != "neutral" and stance is None and _is_on(evidence, plan):
            if known and not _names_subject(evidence, plan):
                continue  # of who says both, only words on the subject itself count
            strength = _leaning(plan, evidence)
            if strength is not None:
                told.append((strength, evidence))
    return [evidence for _, evidence in sorted(told, key=lambda pair: -pair[0])]


def _is_on(evidence: Evidence, plan: Plan) -> bool:
    """Whether a statement is on what is asked about, where both can be told by name."""
    statement = evidence.statement
    if statement is None or not statement.subjects or not asked_subjects(plan):
        return True
    return bool(subjects_of(statement, plan))


def _names_subject(evidence: Evidence, plan: Plan) -> bool:
    """Whether the words themselves name what is asked about, where that can be told."""
    if evidence.statement is None or not asked_subjects(plan):
        return True
    return known_terms(evidence.statement, evidence.quote, plan)[1]


def _leaning(plan: Plan, evidence: Evidence) -> float | None:
    """How well the words show a lean that way: clear, reasoned, of their own date; None where they do not."""
    sign = -1.0 if plan.stance == "negative" else 1.0
    point = point_of(evidence.quote)
    strength = sign * lean(point)
    against = False
    if plan.stance == "positive":  # who warns of a rally uses words that lean both ways
        strength += _FOR.search(point) is not None
        against = any(lean(word) < 0 for word in _WORD.findall(evidence.quote.lower()))
    unsure = against or not _names_subject(evidence, plan)
    if strength < (2 * _LEAST_LEAN if unsure else _LEAST_LEAN):
        return None
    length = min(1.0, (evidence.end - evidence.start) / _TELLING_CHARACTERS)
    reasoned = _REASON.search(evidence.quote) is not None
    named = bool(evidence.statement and evidence.statement.persons)
    return min(strength, 3.0) + length + 0.5 * (reasoned + named) + 4 * evidence.telling
