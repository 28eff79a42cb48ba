"""Views: what named speakers said, how it changed, and who else thinks so."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.name_words import RESEARCH_WORDS
from corpus.names import load_firms
from rag.answers import wording
from rag.answers.drafts import Draft, Line, Search, abstain, fit, newest_first, say_asked, say_when
from rag.answers.evidence import Evidence, find_statements
from rag.answers.premises import premise_holds, rating_act, rating_on, say_premise
from rag.answers.quantities import find_quantities
from rag.answers.relevant import find_relevant
from rag.answers.view_lines import view_lines
from rag.answers.write_changes import change_lines
from rag.answers.write_facts import write_fact
from rag.answers.write_who import write_dissent
from rag.planning.asked_subjects import asked_subjects
from rag.planning.asked_words import ASKS, VIEW_NOUNS
from rag.records import Plan, Speaker
from rag.retrieval.snapshot import Snapshot, is_by
from rag.terms import base, find_terms, match_strength, stem

_VIEW_STATEMENTS = 4
_COMPARED_STATEMENTS = 3
_SCRAP_CHARACTERS = 60
_NEAR_BEST_NEWEST = 0.75
"""Share of the best one's score from which the newest statement of a speaker is always shown."""
_DISSENT = re.compile(
    r"\bwho (?:else )?(?:disagrees?|is at odds|differs?|argues? against|contradicts?)\b"
    r"|\b(?:anyone|anybody|somebody|someone) (?:who )?disagree",
    re.IGNORECASE,
)
"""Questions for those who think otherwise than the speaker they name."""
_WHY = re.compile(r"\W*(?:and |but |so )?(?:why|how come|what made|what led)\b", re.IGNORECASE)
_WHEN = re.compile(r"\W*(?:and |but |so )?(?:when|what day)\b", re.IGNORECASE)
_REASON_CHARACTERS = 300
"""Behind a rating, in which a statement of the same speaker is taken to tell why."""
_MOST_REASONS = 2
_ACTS = frozenset(
    "hold holds make made rate rates cut lower lowered raise raised change changed".split()
)
"""Words of `ASKS` that a firm does as well as says."""


def write_views(plan: Plan, snapshot: Snapshot, search: Search) -> Draft:
    """What the named speakers said: newest first, side by side, or in order of time."""
    other = _otherwise_asked(plan, snapshot, search)
    if other is not None:
        return other
    act = rating_act(plan)
    if act is not None:  # a rating is found by what it is, not by the word for it
        plan = replace(plan, subjects=tuple(t for t in plan.subjects if base(t) != stem(act)))
    lines: list[Line] = []
    missing: list[Draft] = []
    each = _VIEW_STATEMENTS if len(plan.speakers) == 1 else _COMPARED_STATEMENTS
    for speaker in plan.speakers:
        relevant = find_relevant(plan, snapshot, find_statements(plan, snapshot, speaker))
        if plan.wants_number:
            relevant = [e for e in relevant if find_quantities(e.quote)] or relevant
        if not relevant:
            missing.append(_why_no_view(plan, snapshot, speaker))
            continue
        if plan.kind == "change":
            lines.extend(change_lines(plan, snapshot, speaker, relevant))
        else:
            chosen = _with_newest(relevant, each)
            if act is not None:
                chosen = _rated_first(plan, snapshot, speaker, act, chosen)[:each]
            lines.extend(view_lines(chosen, snapshot))
    if not lines and (
        (missing[0].reason == "subject" and not _asks_view(plan))
        or (missing[0].reason == "speaker" and plan.wants_number)
    ):
        figure = write_fact(_as_names(plan), snapshot, search)  # the outlet's own words about them
        if figure.lines and all(_is_theirs(plan, snapshot, line) for line in figure.lines):
            return figure
    if not lines:
        return missing[0]
    if not premise_holds(plan, [span for line in lines for span in line.spans]):
        instead = _what_is_stated(plan, snapshot, plan.speakers[0])
        return abstain("premise", wording.lacks_premise(say_premise(plan), instead))
    notes = tuple(draft.abstention for draft in missing if draft.abstention)
    return Draft(lines=fit(lines), abstention=None, reason=None, notes=notes, hits=())


def _otherwise_asked(plan: Plan, snapshot: Snapshot, search: Search) -> Draft | None:
    """The answer where a figure is asked of a firm, or who thinks otherwise than it; else None."""
    if plan.kind == "view" and (_asks_only_figure(plan) or not _only_speakers(plan)):
        figure = write_fact(_as_names(plan), snapshot, search)
        if figure.lines and all(_is_theirs(plan, snapshot, line) for line in figure.lines):
            return figure
    if _DISSENT.search(plan.standalone) and len(plan.speakers) == 1:
        return write_dissent(plan, snapshot)
    return None


def _rated_first(
    plan: Plan, snapshot: Snapshot, speaker: Speaker, act: str, chosen: Sequence[Evidence]
) -> list[Evidence]:
    """With the statement of the speaker's upgrade or downgrade, where one is stated, in front.

    Where the reason is asked for, what the speaker says right behind it comes next.
    """
    found = find_statements(plan, snapshot, speaker)
    for evidence in found:
        rating = rating_on(plan, evidence)
        if rating is not None and rating.action == act:
            reasons = _said_behind(evidence, found) if _WHY.match(plan.standalone) else []
            first = [evidence, *reasons]
            return [*first, *(e for e in chosen if e not in first)]
    return list(chosen)


def _said_behind(evidence: Evidence, found: Sequence[Evidence]) -> list[Evidence]:
    """What the same speaker says next in the article: the reason of a rating stands behind it."""
    behind = [
        e
        for e in found
        if e.article.article_id == evidence.article.article_id
        and 0 <= e.start - evidence.end <= _REASON_CHARACTERS
    ]
    return sorted(behind, key=lambda e: e.start)[:_MOST_REASONS]


def _what_is_stated(plan: Plan, snapshot: Snapshot, speaker: Speaker) -> str:
    """What there is of the speaker instead of what a question takes for granted, without quoting it."""
    name = wording.speaker_name(speaker)
    found = find_statements(plan, snapshot, speaker)
    if rating_act(plan) is not None:
        for evidence in sorted(found, key=newest_first):
            rating = rating_on(plan, evidence)
            if rating is not None:
                when = wording.say_period(evidence.article.published)
                return wording.exists_rating(name, rating, when)
    return wording.exists_view(
        name,
        wording.say_list(tuple(asked_subjects(plan))),
        say_when(find_relevant(plan, snapshot, found)),
    )


def _asks_view(plan: Plan) -> bool:
    """Whether it is asked what somebody thinks, rather than a figure or what somebody did."""
    words = set(re.findall(r"[a-z]+", plan.standalone.lower()))
    return not plan.wants_number and bool(words & (ASKS | VIEW_NOUNS))


def _asks_only_figure(plan: Plan) -> bool:
    """Whether a figure or a day is asked of a firm, which need not say it: `how much did Zions fall`."""
    words = set(re.findall(r"[a-z]+", plan.standalone.lower()))
    asked = plan.wants_number or _WHEN.match(plan.standalone) is not None
    return asked and not words & (ASKS | VIEW_NOUNS) - _ACTS


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
    return not plan.wants_number or any(
        s.person or s.firm is None or _is_voice(s.firm) for s in plan.speakers
    )


def _is_voice(firm: str) -> bool:
    """Whether a firm is one that speaks of markets: by the table, else by the words of its name."""
    known = load_firms().firms.get(firm)
    if known is not None:
        return known.kind in ("bank", "broker", "asset manager", "research")
    return not RESEARCH_WORDS.isdisjoint(firm.lower().split())


def _as_names(plan: Plan) -> Plan:
    """The same question with its speakers as names that a fact must be about."""
    named = tuple(s.name for s in plan.speakers)
    terms = tuple(t for name in named for t in find_terms(name))
    return replace(plan, kind="fact", speakers=(), subjects=(*terms, *plan.subjects))


def _with_newest(relevant: Sequence[Evidence], count: int) -> list[Evidence]:
    """The best, and among them the newest that bears on the question nearly as well."""
    chosen = list(relevant[:count])
    near = [
        e
        for e in relevant
        if e.score >= _NEAR_BEST_NEWEST * relevant[0].score and e.end - e.start >= _SCRAP_CHARACTERS
    ] or chosen
    newest = min(near, key=newest_first)
    if newest_first(newest)[0] < min(newest_first(e)[0] for e in chosen):
        chosen[-1:] = [newest] if count > 1 else chosen[-1:]
    return chosen


def _why_no_view(plan: Plan, snapshot: Snapshot, speaker: Speaker) -> Draft:
    name = wording.speaker_name(speaker)
    subject = plan.about
    timeless = replace(plan, period=None, as_of=None, outlets=())
    ever = find_statements(timeless, snapshot, speaker)
    if not ever:
        return abstain("speaker", wording.lacks_speaker(name, _who_speaks(plan, snapshot), subject))
    on_subject = find_relevant(timeless, snapshot, ever)
    if not on_subject:
        return abstain("subject", wording.lacks_subject(name, subject, say_when(ever)))
    if plan.outlets and find_relevant(
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
    found = find_relevant(plan, snapshot, find_statements(plan, snapshot, None))
    return list(dict.fromkeys(e.statement.firm for e in found if e.statement and e.statement.firm))[
        :6
    ]
