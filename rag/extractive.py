"""The extractive answer: verbatim spans of the best evidence, each under its speaker and date.

`write_answer` turns a plan into a draft: lines of evidence, or an abstention with its reason. Drafts carry
no marks; `rag.citing` numbers them.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.names import load_firms
from corpus.stance import lean
from rag import wording
from rag.conflicts import find_conflicts
from rag.evidence import Evidence, find_statements
from rag.facts import find_sentences, names_period
from rag.records import Hit, Plan, Reason, Speaker
from rag.snapshot import Snapshot, in_period, within_as_of
from rag.terms import base, find_terms, match_strength, synonyms

LEAST_SUPPORT = 0.5
"""Support below which a sentence does not answer (see `rag.facts`; about 0 to 1.2)."""
LEAST_VIEW_COVERAGE = 0.34
"""The same for a named speaker's statements: the speaker is already right, the subject may be put otherwise."""
ANSWER_CHARACTERS = 1_100
"""Longest answer; evaluation allows 1,200, the rest is for marks."""
_LINES = 8
_TO_RATING = re.compile(
    r"\bto (?:an? )?['\"]?(underweight|overweight|neutral|buy|sell|hold|outperform|underperform|"
    r"equal[- ]weight|market perform)\b",
    re.IGNORECASE,
)
_WHO_LINES = 6
_TELLING_CHARACTERS = 150
"""From this length on a statement is taken to say why."""
_REASON = re.compile(
    r"\b(?:because|since|as|due to|citing|given|needs?|until|unless|if|with)\b", re.I
)
_DEPTH = 20
"""Passages whose sentences may answer."""
_SHOWN_HITS = 5
"""Passages that go with an answer, so that a person sees what was found."""
_VIEW_STATEMENTS = 4
_NEAR_BEST_FACT = 0.9
_NEAR_BEST = 0.4
"""Statements under this share of the best one's score are left out."""

Search = Callable[[Plan, int], tuple[Hit, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of an answer: a lead-in of known fields and the spans quoted under it."""

    lead_in: str
    spans: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An answer before its marks are set."""

    lines: tuple[Line, ...]
    abstention: str | None
    reason: Reason | None
    notes: tuple[str, ...]
    hits: tuple[Hit, ...]


def write_answer(plan: Plan, snapshot: Snapshot, search: Search) -> Draft:
    """The draft for a plan, extractive, with its notes."""
    if not snapshot.articles:
        return _abstain("off-topic", wording.empty_corpus())
    blocked = _blocked(plan, snapshot)
    if blocked is not None:
        return blocked
    if plan.kind in ("view", "change", "compare"):
        draft = _write_views(plan, snapshot, search)
    elif plan.kind == "who":
        draft = _write_who(plan, snapshot, search)
    elif plan.kind == "count":
        draft = _write_count(plan, snapshot, search)
    else:
        draft = _write_fact(plan, snapshot, search)
    return replace(
        draft, hits=search(plan, _SHOWN_HITS), notes=(*draft.notes, *_notes(plan, snapshot, draft))
    )


def _abstain(reason: Reason, text: str) -> Draft:
    return Draft(lines=(), abstention=text, reason=reason, notes=(), hits=())


def _blocked(plan: Plan, snapshot: Snapshot) -> Draft | None:
    """No article at all meets the as-of date, the period or the outlet."""
    articles = list(snapshot.articles.values())
    in_time = [a for a in articles if within_as_of(a, plan) and in_period(a, plan.period)]
    if not in_time and not plan.speakers and plan.period is None:
        return _lacks_articles(plan, snapshot)
    if plan.outlets and not any(a.outlet in plan.outlets for a in articles):
        return _abstain(
            "outlet", wording.lacks_outlet(plan.outlets, tuple(snapshot.lexicon.outlets))
        )
    return None


def _lacks_articles(plan: Plan, snapshot: Snapshot) -> Draft:
    dated = sorted(a.published.first for a in snapshot.articles.values() if a.published)
    first, last = (wording.say_day(dated[0]), wording.say_day(dated[-1])) if dated else (None, None)
    return _abstain("period", wording.lacks_articles(plan, first, last))


# --- views of named speakers


def _write_views(plan: Plan, snapshot: Snapshot, search: Search) -> Draft:
    if plan.kind == "view" and not _only_speakers(plan):
        of_subject = _write_fact(_as_names(plan), snapshot, search)
        if of_subject.lines:
            return of_subject
    lines: list[Line] = []
    missing: list[Draft] = []
    each = _VIEW_STATEMENTS if len(plan.speakers) == 1 else 2
    for speaker in plan.speakers:
        relevant = _relevant(plan, find_statements(plan, snapshot, speaker))
        if not relevant:
            missing.append(_why_no_view(plan, snapshot, speaker))
            continue
        if plan.kind == "change":
            lines.extend(_change_lines(relevant))
        else:
            lines.extend(_view_lines(relevant[:each]))
    if not lines:
        return missing[0]
    if not _premise_holds(plan, [span for line in lines for span in line.spans]):
        return _abstain("premise", wording.lacks_premise(plan.premise or ""))
    notes = tuple(draft.abstention for draft in missing if draft.abstention)
    return Draft(lines=_fit(lines), abstention=None, reason=None, notes=notes, hits=())


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


def _premise_holds(plan: Plan, spans: Sequence[Evidence]) -> bool:
    """Whether what a question takes for granted stands in what answers it, in the same direction."""
    if plan.premise is None:
        return True
    act = find_terms(plan.premise)[0]
    rating = _TO_RATING.search(plan.standalone)
    if rating and not any(_moves_to(rating[1], span.quote) for span in spans):
        return False
    return any(_reports(act, plan, find_terms(span.quote)) for span in spans)


def _moves_to(rating: str, quote: str) -> bool:
    """Whether a quote has the rating as where a view moved to, not as where it came from."""
    return (
        re.search(rf"(?<!from )(?<!than )\b{re.escape(rating)}\b", quote, re.IGNORECASE) is not None
    )


def _reports(act: str, plan: Plan, terms: Sequence[str]) -> bool:
    """Whether the terms tell of the act; of "rise" and "fall" the first behind the subject counts.

    "Oil fell as stocks of crude grew" reports no rise of oil.
    """
    same, opposite = _direction(act)
    if not same:
        return match_strength(act, set(terms)) > 0
    subjects = {t for t in plan.subjects if t not in same | opposite}
    named = next((k for k, term in enumerate(terms) if term in subjects), 0)
    told = next((base(t) for t in terms[named:] if base(t) in same | opposite), None)
    return told in same if told else not same.isdisjoint(map(base, terms))


def _direction(act: str) -> tuple[frozenset[str], frozenset[str]]:
    """Terms of the act's direction and of the other one; none for an act without direction."""
    up, down = (synonyms(word) | {word} for word in ("rise", "fall"))
    if base(act) in up:
        return up, down
    return (down, up) if base(act) in down else (frozenset(), frozenset())


def _relevant(plan: Plan, found: Sequence[Evidence]) -> list[Evidence]:
    enough = [e for e in found if e.coverage >= LEAST_VIEW_COVERAGE and _holds_names(plan, e)]
    if not enough:
        return []
    best = enough[0].score
    return [e for e in enough if e.score >= _NEAR_BEST * best]


def _holds_names(plan: Plan, evidence: Evidence) -> bool:
    """A name asked about stands in the article before the statement ends or in its title."""
    if not plan.names:
        return True
    article = evidence.article
    near = set(find_terms(article.source_text[max(0, evidence.start - 1_200) : evidence.end]))
    near |= set(find_terms(article.title or ""))
    return all(set(find_terms(name)) <= near for name in plan.names)


def _view_lines(found: Sequence[Evidence]) -> list[Line]:
    """One line a speaker and day, newest first, statements in the order of their article."""
    groups: dict[tuple[str, str], list[Evidence]] = {}
    for evidence in sorted(found, key=_newest_first):
        key = (wording.lead_in(evidence.statement, evidence.article), evidence.article.article_id)
        groups.setdefault(key, []).append(evidence)
    return [
        Line(lead_in=lead, spans=tuple(_distinct(sorted(spans, key=lambda e: e.start))))
        for (lead, _), spans in groups.items()
    ]


def _newest_first(evidence: Evidence) -> tuple[int, int]:
    published = evidence.article.published
    return (-published.last.toordinal() if published else 0, evidence.start)


def _distinct(spans: Iterable[Evidence]) -> list[Evidence]:
    kept: list[Evidence] = []
    for span in spans:
        if not any(o.start <= span.start and span.end <= o.end for o in kept):
            kept.append(span)
    return kept


def _change_lines(found: Sequence[Evidence]) -> list[Line]:
    """The dated views in order of time, at most two a date, the best of each."""
    by_date: dict[str, list[Evidence]] = {}
    for evidence in found:
        by_date.setdefault(wording.say_period(evidence.article.published), []).append(evidence)
    dated = sorted(by_date.values(), key=lambda group: -_newest_first(group[0])[0])
    if len(dated) > 3:
        dated = [dated[0], *dated[-2:]]
    each = 3 if len(dated) == 1 else 2
    return [line for group in dated for line in _view_lines(group[:each])]


def _why_no_view(plan: Plan, snapshot: Snapshot, speaker: Speaker) -> Draft:
    name = wording.speaker_name(speaker)
    subject = plan.about
    timeless = replace(plan, period=None, as_of=None, outlets=())
    ever = find_statements(timeless, snapshot, speaker)
    if not ever:
        return _abstain(
            "speaker", wording.lacks_speaker(name, _who_speaks(plan, snapshot), subject)
        )
    on_subject = _relevant(timeless, ever)
    if not on_subject:
        return _abstain("subject", wording.lacks_subject(name, subject, _when(ever)))
    if plan.outlets and _relevant(
        replace(plan, outlets=()), find_statements(replace(plan, outlets=()), snapshot, speaker)
    ):
        others = sorted({e.article.outlet for e in on_subject if e.article.outlet})
        return _abstain("outlet", wording.lacks_outlet(plan.outlets, others))
    existing = _when(on_subject)
    return _abstain("period", wording.lacks_period(name, subject, _say_asked(plan), existing))


def _say_asked(plan: Plan) -> str:
    if plan.period is not None:
        return wording.say_asked_period(plan.period)
    return f"by {wording.say_day(plan.as_of)}" if plan.as_of else "then"


def _when(found: Sequence[Evidence]) -> list[str]:
    ordered = sorted(found, key=_newest_first)
    return list(dict.fromkeys(wording.say_period(e.article.published) for e in ordered))


def _who_speaks(plan: Plan, snapshot: Snapshot) -> list[str]:
    """Firms quoted on the subject, for an abstention to name."""
    found = _relevant(plan, find_statements(plan, snapshot, None))
    return list(dict.fromkeys(e.statement.firm for e in found if e.statement and e.statement.firm))[
        :6
    ]


# --- whoever thinks so


def _write_who(plan: Plan, snapshot: Snapshot, search: Search) -> Draft:
    found = _relevant(plan, find_statements(plan, snapshot, None))
    if plan.stance is not None:
        found = _leaning(plan.stance, found)
    if not found:
        return _write_fact(plan, snapshot, search)
    firsts: dict[str, Evidence] = {}
    for evidence in found:
        statement = evidence.statement
        if statement is not None:
            firm = snapshot.lexicon.firm_of(statement)
            firsts.setdefault(firm or statement.persons[0], evidence)
    chosen = sorted(list(firsts.values())[:_WHO_LINES], key=_newest_first)
    lines = [Line(lead_in=wording.lead_in(e.statement, e.article), spans=(e,)) for e in chosen]
    return Draft(lines=_fit(lines), abstention=None, reason=None, notes=(), hits=())


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


# --- figures and facts


def _write_fact(plan: Plan, snapshot: Snapshot, search: Search) -> Draft:
    hits = search(plan, _DEPTH)
    found = [e for e in find_sentences(plan, snapshot, hits) if e.support >= LEAST_SUPPORT]
    if not found and plan.period is not None:
        named = tuple(t for t in find_terms(wording.say_period(plan.period)) if t.isalpha())
        timeless = replace(plan, period=None, subjects=(*plan.subjects, *named))  # "its April low"
        found = [
            e
            for e in find_sentences(timeless, snapshot, search(timeless, _DEPTH))
            if e.support >= LEAST_SUPPORT and names_period(plan, e)
        ]
    if not found:
        return _why_no_fact(plan, snapshot, search)
    best = found[0]
    if not _premise_holds(plan, [best]):
        return _abstain("premise", wording.lacks_premise(plan.premise or ""))
    close = [
        e
        for e in found[1:4]
        if e.score >= 0.97 * best.score and e.article.article_id != best.article.article_id
    ]
    chosen = sorted([best, *close[:1]], key=_newest_first) if close else [best]
    conflicts = find_conflicts(best, snapshot)
    for conflict in conflicts[:2]:
        rival = replace(
            best, article=conflict.article, start=conflict.start, end=conflict.end, statement=None
        )
        chosen.append(rival)
    lines = [Line(lead_in=wording.lead_in(e.statement, e.article), spans=(e,)) for e in chosen]
    notes = tuple(conflict.note for conflict in conflicts)
    return Draft(lines=_fit(lines), abstention=None, reason=None, notes=notes, hits=())


def _why_no_fact(plan: Plan, snapshot: Snapshot, search: Search) -> Draft:
    if plan.outlets:
        return _abstain(
            "outlet", wording.lacks_outlet(plan.outlets, tuple(snapshot.lexicon.outlets))
        )
    if plan.period is not None and not any(
        in_period(a, plan.period) for a in snapshot.articles.values()
    ):
        return _lacks_articles(plan, snapshot)
    if plan.period is not None or plan.as_of is not None:
        timeless = replace(plan, period=None, as_of=None)
        hits = search(timeless, _DEPTH)
        found = [e for e in find_sentences(timeless, snapshot, hits) if e.support >= LEAST_SUPPORT]
        if found and _premise_holds(plan, found[:1]):
            best = [e for e in found if e.score >= _NEAR_BEST_FACT * found[0].score]
            return _abstain("period", wording.lacks_answer_then(_say_asked(plan), _when(best)))
    if plan.premise is not None:
        act = find_terms(plan.premise)[0]
        without = replace(plan, premise=None, subjects=tuple(t for t in plan.subjects if t != act))
        hits = search(without, _DEPTH)
        if any(e.support >= LEAST_SUPPORT for e in find_sentences(without, snapshot, hits)):
            return _abstain("premise", wording.lacks_premise(plan.premise))
    words = {find_terms(w)[0]: w for w in plan.standalone.split() if find_terms(w)}
    missing = [
        words[t].strip("?.,!'\"")
        for t in plan.subjects
        if not snapshot.lexicon.knows(t) and t in words
    ]
    return _abstain("off-topic", wording.lacks_answer(missing))


# --- how many printed it


def _write_count(plan: Plan, snapshot: Snapshot, search: Search) -> Draft:
    hits = search(plan, _DEPTH)
    found = [e for e in find_sentences(plan, snapshot, hits) if e.support >= LEAST_SUPPORT]
    if not found:
        return _why_no_fact(plan, snapshot, search)
    most = max(e.coverage for e in found)
    near = [e for e in found if e.coverage >= most - 0.1]
    best = max(near, key=lambda e: len(snapshot.copies(e.article.article_id)))
    copies = [
        a
        for a in snapshot.copies(best.article.article_id)
        if snapshot.usable(snapshot.articles[a], plan)
    ]
    outlets = list(dict.fromkeys(o for a in copies if (o := snapshot.articles[a].outlet)))
    unnamed = sum(snapshot.articles[a].outlet is None for a in copies)
    count = len(outlets) + unnamed
    spans = [_best_in(plan, snapshot, article_id, best) for article_id in copies[:_LINES]]
    named = f" ({wording.say_list(outlets)})" if outlets else ""
    hidden = f", {wording.say_count(unnamed)} of them not named in its article" if unnamed else ""
    lead = (
        f"{wording.say_count(count).capitalize()} {'outlet' if count == 1 else 'outlets'}{named}{hidden} "
        f"printed this story, in {wording.say_count(len(copies))} "
        f"{'article' if len(copies) == 1 else 'articles'}:"
    )
    shown = Line(lead_in=lead, spans=(spans[0],))
    rest = [Line(lead_in="Also:", spans=(span,)) for span in spans[1:]]
    return Draft(lines=_fit([shown, *rest]), abstention=None, reason=None, notes=(), hits=())


def _best_in(plan: Plan, snapshot: Snapshot, article_id: str, best: Evidence) -> Evidence:
    """The sentence of a copy that is nearest to the best one."""
    if article_id == best.article.article_id:
        return best
    wanted = set(find_terms(best.quote)) | set(plan.subjects)
    article = snapshot.articles[article_id]
    sentence = max(
        (s for s in snapshot.sentences(article_id) if s.end - s.start >= 20),
        key=lambda s: len(wanted & s.terms) / (4 + len(s.terms)) ** 0.5,
        default=None,
    )
    if sentence is None:
        return best
    return replace(best, article=article, start=sentence.start, end=sentence.end, statement=None)


# --- notes and length


def _notes(plan: Plan, snapshot: Snapshot, draft: Draft) -> list[str]:
    notes: list[str] = []
    cited = {e.article.article_id: e.article for line in draft.lines for e in line.spans}
    for article_id, article in cited.items():
        others = [snapshot.articles[a] for a in snapshot.copies(article_id) if a not in cited]
        if others and plan.kind != "count":
            named = [a.outlet for a in others if a.outlet]
            unnamed = len(others) - len(named)
            parts = list(dict.fromkeys(named))
            if unnamed:
                parts.append(
                    f"{wording.say_count(unnamed)} unnamed {'outlet' if unnamed == 1 else 'outlets'}"
                )
            notes.append(f"The same story was also printed by {wording.say_list(parts)}.")
        if article.published is None:
            notes.append(f"{article.title or article.source} is undated.")
    if plan.as_of is not None:
        undated = sum(a.published is None for a in snapshot.articles.values())
        if undated:
            notes.append(
                f"{wording.say_count(undated).capitalize()} undated "
                f"{'article was' if undated == 1 else 'articles were'} left out, as the question is "
                f"asked as of {wording.say_day(plan.as_of)}."
            )
    return list(dict.fromkeys(notes))


def _fit(lines: Sequence[Line]) -> tuple[Line, ...]:
    """As many spans, in order, as the answer's length and number of citations allow; at least one."""
    kept: list[Line] = []
    used = spans_used = 0
    for line in lines:
        spans: list[Evidence] = []
        cost = len(line.lead_in) + 1
        for span in line.spans:
            size = span.end - span.start + 8
            full = used + cost + size > ANSWER_CHARACTERS or spans_used >= _LINES
            if full and (kept or spans):
                continue
            spans.append(span)
            cost += size
            spans_used += 1
        if spans:
            kept.append(replace(line, spans=tuple(spans)))
            used += cost
    return tuple(kept)
