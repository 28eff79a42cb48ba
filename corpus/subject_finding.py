"""What each statement of an article is about, with its stance, its rating and its forecasts.

Subjects stand in the clause; where it names none, the sentence before it (or, failing that, the
title) tells what it speaks of.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.article import Article
from corpus.attribution.people import FINANCE_KINDS
from corpus.entries import find_entry
from corpus.forecasts import find_forecasts
from corpus.judging import judge, judge_attitude
from corpus.lines import Line
from corpus.name_words import PLURAL_ROLES, ROLE_NOUNS
from corpus.names import load_firms
from corpus.ratings import Rating, find_rating
from corpus.statement import Statement, SubjectStance
from corpus.subjects import load_subjects

_MOST = 6
_MOST_AROUND = 2
"""Subjects taken from the sentence before or the title, which may be about more than is said."""
_TOPICS = ("macro", "rates")
"""Kinds of subject that are spoken of for what they do to a market."""
_SHARES_CHARACTERS = 40
_SHARES = re.compile(r"\b(?:shares|stock|price target|rating|coverage|earnings)\b", re.IGNORECASE)
_ITS_SHARES = re.compile(
    r"\b(?:the|its|their)\s(?:company['’]s\s)?(?:shares|stock)$", re.IGNORECASE
)
_NEXT_WORDS = re.compile(r"\s+([\w-]+)(?:\s+([\w-]+))?")
_NO_SUBJECT = frozenset(("call", "calls", "release", "conference", "presentation"))
"""Behind `earnings`: an occasion, not what is spoken of."""
_ROLES = ROLE_NOUNS | PLURAL_ROLES


@dataclass(frozen=True, slots=True)
class _Named:
    start: int
    end: int
    name: str


def add_subjects(
    article: Article, view: str, lines: Sequence[Line], statements: Sequence[Statement]
) -> tuple[Statement, ...]:
    """The statements with what they are about; `view` is the text with plain marks."""
    if not statements:
        return ()
    topics = tuple(_topics(view, lines))
    starts = [topic.start for topic in topics]
    line_starts = [line.sentence.start for line in lines]
    title = tuple(_titled(article))
    focus = _focus(article, statements, title)
    made = []
    for statement in statements:
        inside = topics[bisect_left(starts, statement.start) : bisect_left(starts, statement.end)]
        clause = view[statement.start : statement.end]
        own = _own(inside, statement, clause)
        at = max(0, bisect_left(line_starts, statement.start + 1) - 1)
        before = lines[at - 1].sentence if at else None
        around = (
            topics[bisect_left(starts, before.start) : bisect_left(starts, before.end)]
            if before is not None and lines[at - 1].paragraph + 1 >= lines[at].paragraph
            else ()
        )
        label = tuple(_entry_label(article.source_text, statement))
        if label:
            made.append(_fill(article, statement, clause, own, label))
            continue
        last = _last_company(topics[: bisect_left(starts, statement.start)], statement)
        if meant := _meant(last, focus):
            own = [_of_company(topic, view, meant) for topic in own]
        told = [topic for topic in title if not (last and _is_company(topic.name))]
        # What a round-up's title names first is not what each entry is about.
        told = [last, *told] if last else told
        made.append(_fill(article, statement, clause, own, (*reversed(around), *told)))
    return tuple(made)


def _fill(
    article: Article,
    statement: Statement,
    clause: str,
    own: Sequence[_Named],
    around: Sequence[_Named],
) -> Statement:
    rating = find_rating(clause) if _may_rate(statement) else None
    rated = _rated(clause, statement.start, own, rating)
    subjects: dict[str, SubjectStance] = {}
    for topic in own:
        given = rating if topic.name == rated else None
        begins, ends = topic.start - statement.start, topic.end - statement.start
        stance = judge(clause, clause[begins:ends], start=begins, rating=given)
        held = subjects.get(topic.name)
        if held is None or (held.stance == "unclear" and stance != "unclear"):
            subjects[topic.name] = SubjectStance(subject=topic.name, stance=stance)
    nearest = not subjects
    for name in _surrounding(statement, tuple(subjects), around):
        given = rating if rated is None else None
        stance = judge(clause, None, rating=given)
        if nearest and stance == "unclear":
            stance = judge_attitude(clause)
        nearest = False
        subjects[name] = SubjectStance(subject=name, stance=stance)
    published = article.published
    forecasts = find_forecasts(
        clause,
        reference=published.last if published else None,
        subjects=tuple((topic.start - statement.start, topic.name) for topic in own),
    )
    first = next(iter(subjects), None)
    return replace(
        statement,
        subjects=tuple(subjects.values())[:_MOST],
        rating=rating,
        forecasts=tuple(
            forecast if forecast.subject else replace(forecast, subject=first)
            for forecast in forecasts
        ),
    )


def _surrounding(
    statement: Statement, own: Sequence[str], around: Sequence[_Named]
) -> Sequence[str]:
    """What the words around tell: all that is spoken of, or which market a topic is meant for.

    A clause that names only `recession` or `rates` in a text on small caps is on small caps too.
    """
    entries = load_subjects().entries
    if any(name not in entries or entries[name].kind not in _TOPICS for name in own):
        return ()
    names = [topic.name for topic in around if topic.name not in (statement.firm, *own)]
    if own:
        names = [n for n in names if n not in entries or entries[n].kind not in _TOPICS]
    elif statement.firm and _is_company(statement.firm):
        names.insert(0, statement.firm)
    return tuple(dict.fromkeys(names))[: 1 if own else _MOST_AROUND]


def _topics(view: str, lines: Sequence[Line]) -> Iterator[_Named]:
    """Subjects of the table and firms that may be spoken of, in order, none inside another."""
    firms: list[_Named] = []
    for line in lines:
        for at, chunk in enumerate(line.chunks):
            if chunk.firm is None or chunk.firm.kind in ("media", "central bank", "data"):
                continue
            if chunk.firm.kind in FINANCE_KINDS and not _of_shares(view, chunk.start, chunk.end):
                continue
            behind = line.chunks[at + 1].low if at + 1 < len(line.chunks) else ""
            if behind not in _ROLES:
                firms.append(_Named(chunk.start, chunk.end, chunk.firm.name))
    taken = [
        (chunk.start, chunk.end)
        for line in lines
        for chunk in line.chunks
        if chunk.kind in ("firm", "org")
    ]
    starts = [start for start, _ in taken]
    found = list(firms)
    for mention in load_subjects().find(view):
        nearest = bisect_left(starts, mention.end) - 1
        if nearest >= 0 and taken[nearest][1] > mention.start:
            start, end = taken[nearest]
            if end - start > mention.end - mention.start:
                continue  # "energy" in a firm's name
        if not _is_role(view, mention.end):
            found.append(_Named(mention.start, mention.end, mention.entry.name))
    found.sort(key=lambda topic: (topic.start, -topic.end))
    yield from found


def _of_shares(view: str, start: int, end: int) -> bool:
    """Whether a bank is spoken of as a stock."""
    around = view[max(0, start - _SHARES_CHARACTERS) : end + _SHARES_CHARACTERS]
    return _SHARES.search(around) is not None


def _is_role(view: str, end: int) -> bool:
    """Whether the words are part of a title: `oil analyst`, `rates strategy head`."""
    match = _NEXT_WORDS.match(view, end)
    if match is None:
        return False
    follows = match.group(1).lower()
    return follows in _NO_SUBJECT or any(w and w.lower() in _ROLES for w in match.groups())


def _own(inside: Sequence[_Named], statement: Statement, clause: str) -> list[_Named]:
    """The topics of the clause itself: not the speaker's own firm, none in the speaker's role."""
    role_at = clause.find(statement.role) if statement.role else -1
    first = statement.start + role_at
    last = first + len(statement.role or "")
    return [
        topic
        for topic in inside
        if topic.name != statement.firm
        and topic.name not in statement.persons
        and not (role_at >= 0 and first <= topic.start < last)
    ]


def _rated(clause: str, offset: int, own: Sequence[_Named], rating: Rating | None) -> str | None:
    """The subject that a rating is of: the last before its words, else the first behind them."""
    word = rating and (rating.to_rating or rating.from_rating)
    if not word or not own:
        return None
    place = offset + clause.find(word)
    before = [topic.name for topic in own if topic.start < place]
    return before[-1] if before else own[0].name


def _may_rate(statement: Statement) -> bool:
    firm = load_firms().firms.get(statement.firm or "")
    return firm is None or firm.kind in FINANCE_KINDS or bool(statement.persons)


def _is_company(name: str | None) -> bool:
    firm = load_firms().firms.get(name or "")
    return firm is not None and firm.kind == "company"


def _entry_label(text: str, statement: Statement) -> Iterator[_Named]:
    """What the entry of a list that holds a statement is headed by."""
    entry = find_entry(text, statement)
    for name in entry[1] if entry else ():
        firm = load_firms().canonical(name)
        topic = firm.name if firm else load_subjects().canonical(name) or name
        yield _Named(statement.start, statement.start, topic)


def _last_company(before: Sequence[_Named], statement: Statement) -> _Named | None:
    """The company that the article named last, not counting the one that speaks."""
    for topic in reversed(before):
        if topic.name != statement.firm and _is_company(topic.name):
            return topic
    return None


def _of_company(topic: _Named, view: str, company: str) -> _Named:
    """`the shares` as the company whose they are."""
    words = view[max(0, topic.start - _SHARES_CHARACTERS) : topic.end]
    return replace(topic, name=company) if _ITS_SHARES.search(words) else topic


def _meant(last: _Named | None, focus: str | None) -> str | None:
    """Whose shares `the shares` are, where the title and the company named last do not tell two."""
    if last is None or last.name == focus:
        return focus
    return last.name if focus is None else None


def _focus(
    article: Article, statements: Sequence[Statement], title: Sequence[_Named]
) -> str | None:
    """The one company that the title is about: one of the table, or one that speaks in the article."""
    firms = load_firms().firms
    words = set(re.findall(r"[^\W\d_]+", article.title or ""))
    known = {topic.name for topic in title if _is_company(topic.name)}
    speaking = {
        statement.firm
        for statement in statements
        if statement.firm
        and (statement.firm not in firms or firms[statement.firm].kind == "company")
        and statement.firm.split()[0] in words
    }
    both = known | speaking
    return next(iter(both)) if len(both) == 1 else None


def _titled(article: Article) -> Iterator[_Named]:
    """Subjects and companies that the title names."""
    title = article.title or ""
    named = [
        _Named(mention.start, mention.end, mention.entry.name)
        for mention in load_subjects().find(title)
    ]
    named += [
        _Named(mention.start, mention.end, mention.firm.name)
        for mention in load_firms().find(title)
        if mention.firm.kind == "company" and not mention.speaking_only
    ]
    yield from sorted(named, key=lambda topic: topic.start)
