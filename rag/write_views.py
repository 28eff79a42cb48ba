"""Views: what named speakers said, how it changed, and who else thinks so."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.names import load_firms
from corpus.stance import lean
from rag import wording
from rag.asked_words import ASKS, VIEW_NOUNS
from rag.drafts import Draft, Line, Search, abstain, fit, newest_first, say_asked, say_when
from rag.evidence import Evidence, find_statements, is_named
from rag.premises import premise_holds
from rag.records import Plan, Speaker
from rag.snapshot import Snapshot, is_by
from rag.terms import find_terms, match_strength
from rag.write_facts import write_fact

LEAST_PERSON_COVERAGE = 0.25
"""The same for a named person, who seldom speaks on more than one thing."""
LEAST_ANYBODY_COVERAGE = 0.5
"""The same where nobody is named: nothing but the subject tells a statement from any other."""
LEAST_VIEW_COVERAGE = 0.3
"""Share of the question's terms that a named speaker's statement must cover: the speaker is already right,
the subject may be put otherwise."""
_VIEW_STATEMENTS = 4
_COMPARED_STATEMENTS = 2
_NEAR_BEST = 0.4
"""Statements of a named speaker under this share of the best one's score are left out."""
_NEAR_BEST_OF_ANYBODY = 0.75
"""The same where neither a speaker nor a stance is named, so that only the subject can tell."""
_ACTS = frozenset(
    "hold holds make made rate rates cut lower lowered raise raised change changed".split()
)
"""Words of `ASKS` that a firm does as well as says."""
_LEAD_SENTENCES = 2
_HEADING_CHARACTERS = 160
"""Characters before a statement in which a heading may name what it is about."""
_WHO_LINES = 6
_LOOKING_BACK = -0.1
"""Telling below which a statement retells an earlier time; shown only where there is nothing else."""
_SCRAP_CHARACTERS = 45
"""A statement shorter than this tells nothing to who has not read the one before it."""
_PRESENT_DAYS = 120
"""Days before a speaker's last word on the subject in which the view still counts as the present one."""
_TELLING_CHARACTERS = 150
"""From this length on a statement is taken to say why."""
_SHORT_CHARACTERS = 90
"""A statement this short is shown with the one that goes on from it."""
_REASON = re.compile(
    r"\b(?:because|since|as|due to|citing|given|needs?|until|unless|if|with)\b", re.IGNORECASE
)


def write_views(plan: Plan, snapshot: Snapshot, search: Search) -> Draft:
    """What the named speakers said: newest first, side by side, or in order of time."""
    if plan.kind == "view" and (_asks_only_figure(plan) or not _only_speakers(plan)):
        figure = write_fact(_as_names(plan), snapshot, search)
        if figure.lines and all(_is_theirs(plan, snapshot, line) for line in figure.lines):
            return figure
    lines: list[Line] = []
    missing: list[Draft] = []
    each = _VIEW_STATEMENTS if len(plan.speakers) == 1 else _COMPARED_STATEMENTS
    for speaker in plan.speakers:
        relevant = _relevant(plan, snapshot, find_statements(plan, snapshot, speaker))
        if not relevant:
            missing.append(_why_no_view(plan, snapshot, speaker))
            continue
        if plan.kind == "change":
            lines.extend(_change_lines(relevant, snapshot))
        else:
            lines.extend(_view_lines(relevant[:each], snapshot))
    if not lines and (
        (missing[0].reason == "subject" and not _asks_view(plan))
        or (missing[0].reason == "speaker" and _asks_only_figure(plan))
    ):
        figure = write_fact(_as_names(plan), snapshot, search)  # the outlet's own words about them
        if figure.lines and all(_is_theirs(plan, snapshot, line) for line in figure.lines):
            return figure
    if not lines:
        return missing[0]
    if not premise_holds(plan, [span for line in lines for span in line.spans]):
        return abstain("premise", wording.lacks_premise(plan.premise or ""))
    notes = tuple(draft.abstention for draft in missing if draft.abstention)
    return Draft(lines=fit(lines), abstention=None, reason=None, notes=notes, hits=())


def _asks_view(plan: Plan) -> bool:
    """Whether it is asked what somebody thinks, rather than a figure or what somebody did."""
    words = set(re.findall(r"[a-z]+", plan.standalone.lower()))
    return not plan.wants_number and bool(words & (ASKS | VIEW_NOUNS))


def _asks_only_figure(plan: Plan) -> bool:
    """Whether a figure is asked of a firm, which need not say it: `how much did Zions fall`."""
    words = set(re.findall(r"[a-z]+", plan.standalone.lower()))
    return plan.wants_number and not words & (ASKS | VIEW_NOUNS) - _ACTS


def _is_theirs(plan: Plan, snapshot: Snapshot, line: Line) -> bool:
    """Whether a line is about what is asked and nobody else's statement than the speakers'."""
    terms = {term for e in line.spans for term in find_terms(e.quote)}
    covered = sum(match_strength(term, terms) > 0 for term in plan.subjects)
    return 2 * covered >= len(plan.subjects) and all(
        e.statement is None or any(is_by(e.statement, s, snapshot.lexicon) for s in plan.speakers)
        for e in line.spans
    )


def _only_speakers(plan: Plan) -> bool:
    """Whether who is asked about is a voice on markets, or a person; of others facts are asked too."""
    firms = load_firms().firms
    voices = ("bank", "broker", "asset manager", "research")
    return not plan.wants_number or any(
        s.person or s.firm is None or s.firm not in firms or firms[s.firm].kind in voices
        for s in plan.speakers
    )


def _as_names(plan: Plan) -> Plan:
    """The same question with its speakers as names that a fact must be about."""
    named = tuple(s.name for s in plan.speakers)
    terms = tuple(t for name in named for t in find_terms(name))
    return replace(plan, kind="fact", speakers=(), subjects=(*terms, *plan.subjects))


def _relevant(
    plan: Plan, snapshot: Snapshot, found: Sequence[Evidence], *, near: float = _NEAR_BEST
) -> list[Evidence]:
    least = LEAST_VIEW_COVERAGE if plan.speakers else LEAST_ANYBODY_COVERAGE
    if any(speaker.person for speaker in plan.speakers):
        least = LEAST_PERSON_COVERAGE
    enough = [e for e in found if e.coverage >= least and _holds_names(plan, snapshot, e)]
    if not enough:
        return []
    own_time = [e for e in enough if e.telling > _LOOKING_BACK] or enough
    best = own_time[0].score
    return [e for e in own_time if e.score >= near * best]


def _holds_names(plan: Plan, snapshot: Snapshot, evidence: Evidence) -> bool:
    """Every name asked about stands in the statement, just before it, or where the article begins."""
    if not plan.names:
        return True
    text = evidence.article.source_text  # with headings that cleaning leaves out of the body
    near = set(find_terms(text[max(0, evidence.start - _HEADING_CHARACTERS) : evidence.end]))
    for place, sentence in enumerate(snapshot.sentences(evidence.article.article_id)):
        if place < _LEAD_SENTENCES or (
            sentence.start < evidence.end and evidence.start < sentence.end
        ):
            near |= sentence.terms | sentence.context
    return all(is_named(name, near) for name in plan.names)


def _view_lines(found: Sequence[Evidence], snapshot: Snapshot) -> list[Line]:
    """One line a speaker and day, newest first, statements in the order of their article."""
    groups: dict[tuple[str, str], list[Evidence]] = {}
    for evidence in sorted(found, key=newest_first):
        key = (wording.lead_in(evidence.statement, evidence.article), evidence.article.article_id)
        groups.setdefault(key, []).append(_with_next(evidence, snapshot))
    return [
        Line(lead_in=lead, spans=tuple(_distinct(sorted(spans, key=lambda e: e.start))))
        for (lead, _), spans in groups.items()
    ]


def _with_next(evidence: Evidence, snapshot: Snapshot) -> Evidence:
    """A short statement with the same speaker's next one, where nothing but space lies between."""
    if evidence.statement is None or evidence.end - evidence.start > _SHORT_CHARACTERS:
        return evidence
    text = evidence.article.source_text
    for later in snapshot.statements.get(evidence.article.article_id, ()):
        goes_on = later.start >= evidence.end and not text[evidence.end : later.start].strip()
        if goes_on and "\n" not in text[evidence.end : later.start]:
            same = (later.persons, later.firm) == (
                evidence.statement.persons,
                evidence.statement.firm,
            )
            return replace(evidence, end=later.end) if same else evidence
    return evidence


def _distinct(spans: Iterable[Evidence]) -> list[Evidence]:
    """Spans in order without those that another holds; overlapping ones become one."""
    kept: list[Evidence] = []
    for span in spans:
        if kept and span.start < kept[-1].end:
            kept[-1] = replace(kept[-1], end=max(kept[-1].end, span.end))
        else:
            kept.append(span)
    return kept


def _change_lines(found: Sequence[Evidence], snapshot: Snapshot) -> list[Line]:
    """The dated views in order of time, at most two a date, the best of each."""
    by_date: dict[str, list[Evidence]] = {}
    for evidence in found:
        by_date.setdefault(wording.say_period(evidence.article.published), []).append(evidence)
    dated = sorted(by_date.values(), key=lambda group: -newest_first(group[0])[0])
    if len(dated) > 3:
        dated = [dated[0], *dated[-2:]]
    each = 3 if len(dated) == 1 else 2
    return [line for group in dated for line in _view_lines(group[:each], snapshot)]


def _why_no_view(plan: Plan, snapshot: Snapshot, speaker: Speaker) -> Draft:
    name = wording.speaker_name(speaker)
    subject = plan.about
    timeless = replace(plan, period=None, as_of=None, outlets=())
    ever = find_statements(timeless, snapshot, speaker)
    if not ever:
        return abstain("speaker", wording.lacks_speaker(name, _who_speaks(plan, snapshot), subject))
    on_subject = _relevant(timeless, snapshot, ever)
    if not on_subject:
        return abstain("subject", wording.lacks_subject(name, subject, say_when(ever)))
    if plan.outlets and _relevant(
        replace(plan, outlets=()),
        snapshot,
        find_statements(replace(plan, outlets=()), snapshot, speaker),
    ):
        others = sorted({e.article.outlet for e in on_subject if e.article.outlet})
        return abstain("outlet", wording.lacks_outlet(plan.outlets, others))
    existing = say_when(on_subject)
    return abstain("period", wording.lacks_period(name, subject, say_asked(plan), existing))


def _who_speaks(plan: Plan, snapshot: Snapshot) -> list[str]:
    """Firms quoted on the subject, for an abstention to name."""
    found = _relevant(plan, snapshot, find_statements(plan, snapshot, None))
    return list(dict.fromkeys(e.statement.firm for e in found if e.statement and e.statement.firm))[
        :6
    ]


def write_who(plan: Plan, snapshot: Snapshot, search: Search) -> Draft:
    """Whoever says so, one line a firm, newest first."""
    near = _NEAR_BEST if plan.stance else _NEAR_BEST_OF_ANYBODY
    found = _relevant(plan, snapshot, find_statements(plan, snapshot, None), near=near)
    found = _present_views(found, snapshot)
    if plan.stance is not None:
        found = _leaning(plan.stance, found)
    if not found:
        return write_fact(plan, snapshot, search)
    firsts: dict[str, Evidence] = {}
    for evidence in found:
        statement = evidence.statement
        if statement is not None:
            firm = snapshot.lexicon.firm_of(statement)
            firsts.setdefault(firm or statement.persons[0], evidence)
    chosen = sorted(list(firsts.values())[:_WHO_LINES], key=newest_first)
    lines = [Line(lead_in=wording.lead_in(e.statement, e.article), spans=(e,)) for e in chosen]
    return Draft(lines=fit(lines), abstention=None, reason=None, notes=(), hits=())


def _present_views(found: Sequence[Evidence], snapshot: Snapshot) -> list[Evidence]:
    """Without scraps, and of each speaker only what was said in the months before the last word."""
    last: dict[str, int] = {}
    told: list[tuple[str, Evidence]] = []
    for evidence in found:
        statement = evidence.statement
        if statement is None or evidence.end - evidence.start < _SCRAP_CHARACTERS:
            continue
        who = snapshot.lexicon.firm_of(statement) or statement.persons[0]
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


def _leaning(stance: str, found: Sequence[Evidence]) -> list[Evidence]:
    """Statements that lean the way asked about, those first that tell most: clear, reasoned, of their own date."""
    sign = -1.0 if stance == "negative" else 1.0
    told: list[tuple[float, Evidence]] = []
    for evidence in found:
        strength = sign * lean(evidence.quote)
        if strength <= 0:
            continue
        length = min(1.0, (evidence.end - evidence.start) / _TELLING_CHARACTERS)
        reasoned = _REASON.search(evidence.quote) is not None
        told.append((min(strength, 3.0) + length + 0.5 * reasoned + 4 * evidence.telling, evidence))
    return [evidence for _, evidence in sorted(told, key=lambda pair: -pair[0])]
