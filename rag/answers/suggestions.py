"""Questions that may be asked next, made from the statements at hand; none that is not answered.

After an answer they go on from it: another speaker on the subject, the other stance, the speaker's other subjects.
After an abstention they are the nearest ones: the same without the period or outlet, the subject's other speakers.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice

from corpus.statement import Statement
from rag.answers.drafts import newest_first
from rag.answers.evidence import Evidence
from rag.records import Answer, Plan
from rag.retrieval.snapshot import Snapshot
from rag.terms import find_terms

_MOST_TRIED = 9
"""Candidates that are tried: each costs as much as an answer, some 30 ms."""
_NEAR_STATEMENTS = 60
_MOST_KEPT = 10_000


class Trials:
    """Remembers which questions one version of the corpus answers: many answers suggest the same ones.

    Over the samples suggesting took 100 ms without, three times the answer itself. Threads may share one; two
    that try the same question at once both ask.
    """

    def __init__(self) -> None:
        # In one attribute, so that no thread sees the answers of one version under another.
        self._kept: tuple[int | None, dict[Hashable, bool]] = (None, {})

    def is_answered(self, version: int, question: Hashable, ask: Callable[[], bool]) -> bool:
        """Whether that version answers it; `ask` finds out where it is not known."""
        held, kept = self._kept
        if version != held or len(kept) >= _MOST_KEPT:
            kept = {}
            self._kept = (version, kept)
        known = kept.get(question)
        if known is None:
            known = kept[question] = ask()
        return known


def suggest(
    plan: Plan,
    answer: Answer,
    snapshot: Snapshot,
    *,
    is_answered: Callable[[str], bool],
    limit: int,
) -> tuple[str, ...]:
    """At most `limit` questions, nearest first, each tried with `is_answered`."""
    asked = {_fold(plan.question), _fold(plan.standalone)}
    candidates = islice(
        (q for q in dict.fromkeys(_propose(plan, answer, snapshot)) if _fold(q) not in asked),
        _MOST_TRIED,
    )
    return tuple(islice((q for q in candidates if is_answered(q)), limit))


def _fold(question: str) -> str:
    return " ".join(find_terms(question)) or question.lower()


def _propose(plan: Plan, answer: Answer, snapshot: Snapshot) -> Iterator[str]:
    near = _near(plan, answer, snapshot)
    about = plan.about or next((s.subject for one in near for s in one.subjects), "")
    speakers = [speaker.person or speaker.name for speaker in plan.speakers]
    if answer.abstained:
        yield from (_view(name, about) for name in speakers if about)
        own = [s for s in near if _is_asked(s, plan)] if answer.reason == "subject" else []
        yield from _views_of(chain(own, _on(about, near), near), about, taken=set())
        return
    unasked = (s for s in _on(about, near) if not _is_asked(s, plan))
    others = _views_of(unasked, about, taken=set(speakers))
    further = _other_subjects([s for s in near if _is_asked(s, plan)], about)
    yield from islice(others, 2)
    yield from _stances(about, near)
    yield from islice(further, 2)
    if plan.kind != "change":
        yield from (f"How has {name} changed its view on {about}?" for name in speakers if about)
    yield from others
    yield from _views_of(iter(near), about, taken=set(speakers))


def _near(plan: Plan, answer: Answer, snapshot: Snapshot) -> list[Statement]:
    """Statements of the cited articles, then of those found, then the newest on the subject."""
    ids = [citation.article_id for citation in answer.citations]
    ids += [hit.article.article_id for hit in answer.hits]
    near = [s for i in dict.fromkeys(ids) for s in snapshot.statements.get(i, ())]
    rest = [s for group in snapshot.statements.values() for s in group]
    wanted = [s for s in rest if _is_on(s, plan.about)] or rest
    wanted.sort(key=lambda s: _newest(s, snapshot))
    return [*near, *wanted[:_NEAR_STATEMENTS]]


def _newest(statement: Statement, snapshot: Snapshot) -> tuple[int, int]:
    article = snapshot.articles[statement.article_id]
    return newest_first(
        Evidence(
            article=article,
            start=statement.start,
            end=statement.end,
            statement=statement,
            coverage=0.0,
            support=0.0,
            telling=0.0,
            score=0.0,
        )
    )


def _is_asked(statement: Statement, plan: Plan) -> bool:
    return any(
        speaker.person in statement.persons if speaker.person else speaker.firm == statement.firm
        for speaker in plan.speakers
    )


def _matching(statement: Statement, about: str) -> str | None:
    """The statement's subject that is what is asked about, or a part of it, or the other way round."""
    wanted = _terms(about)
    for subject in statement.subjects:
        terms = _terms(subject.subject)
        if wanted and terms and (terms <= wanted or wanted <= terms):
            return subject.subject
    return None


@lru_cache(maxsize=4_096)
def _terms(subject: str) -> frozenset[str]:
    return frozenset(find_terms(subject))


def _is_on(statement: Statement, about: str) -> bool:
    return _matching(statement, about) is not None


def _on(about: str, statements: Sequence[Statement]) -> Iterator[Statement]:
    return (s for s in statements if _is_on(s, about))


def _view(name: str, subject: str) -> str:
    return f"What does {name} think about {subject}?"


def _name(statement: Statement) -> str | None:
    return statement.firm or (statement.persons[0] if statement.persons else None)


def _views_of(statements: Iterator[Statement], about: str, *, taken: set[str]) -> Iterator[str]:
    """What each speaker thinks of the subject, or of the first one of a statement that is on another."""
    for statement in statements:
        name = _name(statement)
        if name is None or name in taken or not statement.subjects:
            continue
        taken.add(name)
        yield _view(name, _matching(statement, about) or statement.subjects[0].subject)


def _other_subjects(statements: Sequence[Statement], about: str) -> Iterator[str]:
    known = set(find_terms(about))
    for statement in statements:
        name = _name(statement)
        for subject in statement.subjects:
            terms = _terms(subject.subject)
            if name is not None and terms and not terms & known:
                known |= terms
                yield _view(name, subject.subject)


def _stances(about: str, statements: Sequence[Statement]) -> Iterator[str]:
    """Who is for and who against, where somebody is."""
    told = [
        (subject.stance, subject.subject)
        for statement in statements
        for subject in statement.subjects
        if subject.subject == _matching(statement, about)
    ]
    for stance, word in (("negative", "cautious"), ("positive", "positive")):
        subject = next((subject for taken, subject in told if taken == stance), None)
        if subject is not None:
            yield f"Who is {word} about {subject}?"
