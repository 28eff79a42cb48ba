"""Statements of an article: who said what, read from its sentences in order.

Each sentence is read for attributions; pronouns and words such as "the strategist" are resolved
to whoever spoke before; a quotation belongs to whoever its attribution names, also across
sentences and paragraphs. A sentence without any of that is the outlet's own and makes no
statement.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from corpus.article import Article, Period
from corpus.attribution.interviews import find_answers
from corpus.attribution.labels import drop_labels
from corpus.attribution.namesakes import with_own_names
from corpus.attribution.noun_phrases import Attribution
from corpus.attribution.ownership import (
    STATEMENT_CHARACTERS,
    find_clauses,
    find_owned,
)
from corpus.attribution.people import Speaker
from corpus.attribution.rated_heads import find_rated_heads
from corpus.attribution.reading import attribute
from corpus.attribution.speakers import SpeakerMemory
from corpus.attribution.transcripts import Turn, find_turns
from corpus.lines import Line, read_lines
from corpus.plain_view import plain_view
from corpus.quotations import Quotation
from corpus.said_dates import when_said
from corpus.statement import Statement
from corpus.subject_finding import add_subjects

EXTRACTOR_VERSION = 8
"""Grows when other statements would be made of the same text, so that stored ones are made again."""


_OPENS_WITHIN = 3
"""Chunks before somebody else's name in a turn that is then theirs; later they are spoken of in passing."""


def extract_statements(article: Article) -> tuple[Statement, ...]:
    """Statements in the order of their text.

    `source_text[start:end]` is the clause with its cue.
    """
    view = plain_view(article.source_text)
    lines, quotations = read_lines(article, view)
    memory = attribute(lines, view, article)
    turns = find_turns(lines, view)
    if turns:
        answers = tuple(_spoken_turns(article, lines, turns, memory))
    else:
        drop_labels(lines)
        answers = tuple(_answers(article, lines, view, memory))
    found = [
        *_cued_statements(article, lines, view),
        *_quoted_statements(article, lines, view, quotations),
        *answers,
    ]
    found += _rated_heads(article, frozenset(s.firm for s in found if s.firm))
    unique = {(s.start, s.end, s.persons, s.firm): s for s in found}
    ordered = [
        with_own_names(s, article.source_text)
        for s in sorted(unique.values(), key=lambda s: (s.start, s.end))
    ]
    return add_subjects(article, view, lines, ordered)


def _cued_statements(article: Article, lines: Sequence[Line], view: str) -> Iterator[Statement]:
    for k, line in enumerate(lines):
        if not line.spoken:
            continue
        for start, end, found, speaker in find_clauses(line):
            if line.chunks[0].low == "what" and found.last == len(line.chunks) and found.first == 1:
                continue  # the heading "What Y Says"
            said = when_said(article, view, lines, k, found)
            direct = any(
                flag and start <= chunk.start < end
                for chunk, flag in zip(line.chunks, line.quoted, strict=True)
            )
            for who in _each_firm(speaker, found):
                yield _statement(article, start, end, who, found.cue, direct=direct, said=said)


def _rated_heads(article: Article, speaking: frozenset[str]) -> Iterator[Statement]:
    for head in find_rated_heads(article.source_text, speaking):
        speaker = Speaker(persons=(), firm=head.firm, firm_kind=head.kind, role=None)
        yield _statement(
            article, head.start, head.end, speaker, "", direct=False, said=article.published
        )


def _each_firm(speaker: Speaker, found: Attribution) -> Iterator[Speaker]:
    """`Economists at Y and Z` say the same: one speaker for each."""
    yield speaker
    for name, kind in () if speaker.persons else found.subject.also:
        yield replace(speaker, firm=name, firm_kind=kind)


def _quoted_statements(
    article: Article, lines: Sequence[Line], view: str, quotations: Sequence[Quotation]
) -> Iterator[Statement]:
    """Sentences that are quotation with their cue in another sentence."""
    for owned in find_owned(lines, quotations):
        told = lines[owned.owner.at].spoken
        said = article.published
        if told and lines[owned.owner.at].paragraph == lines[owned.line].paragraph:
            said = when_said(article, view, lines, owned.owner.at, told[-1][0])
        yield _statement(
            article,
            owned.start,
            owned.end,
            owned.owner.speaker,
            owned.owner.cue,
            direct=True,
            said=said,
        )


def _spoken_turns(
    article: Article, lines: Sequence[Line], turns: Sequence[Turn], memory: SpeakerMemory
) -> Iterator[Statement]:
    """Each sentence of a transcript, by whoever has the turn; whoever only asks says nothing."""
    house = memory.main_firm()
    taking_turns = {name for turn in turns if turn.subject for name in turn.subject.persons}
    for turn in turns:
        speaker = None
        if turn.subject is not None:
            speaker = memory.resolve(
                turn.subject, lines[turn.lines[0]].paragraph if turn.lines else 0
            )
        officer = speaker is not None and speaker.firm is None and speaker.role is not None
        if speaker is not None and officer and house is not None:
            speaker = replace(speaker, firm=house.firm, firm_kind=house.firm_kind)
        for k in turn.lines:
            line = lines[k]
            line.spoken[:] = [
                (found, who)
                for found, who in line.spoken
                if _is_another(found, who, taking_turns) and not _is_own(line, who, speaker)
            ]
            start, end = line.sentence.start, line.sentence.end
            if not line.spoken and speaker is not None and end - start <= STATEMENT_CHARACTERS:
                yield _statement(
                    article, start, end, speaker, "", direct=True, said=article.published
                )


def _is_another(found: Attribution, who: Speaker, taking_turns: Collection[str]) -> bool:
    """Whether a turn tells what somebody else said: `Y estimates`, and `She said` of who has no turn."""
    if found.cue == ":" or found.first > _OPENS_WITHIN:
        return False
    surnames = {name.split()[-1].lower() for name in taking_turns}
    if who.persons:
        own = any(name.split()[-1].lower() in surnames for name in who.persons)
        return not own and (bool(found.subject.persons) or found.subject.anaphor in ("he", "she"))
    return who.firm_kind not in (None, "company", "media") and found.subject.firm is not None


def _is_own(line: Line, who: Speaker, speaker: Speaker | None) -> bool:
    """Whether a turn speaks for its own firm, or sets its view beside another's: `Powell said two, I see three`."""
    if speaker is None:
        return False
    own = any(c.low in ("i", "we") and not q for c, q in zip(line.chunks, line.quoted, strict=True))
    return own or (not who.persons and who.firm is not None and who.firm == speaker.firm)


def _answers(
    article: Article, lines: Sequence[Line], view: str, memory: SpeakerMemory
) -> Iterator[Statement]:
    """Each sentence of an interview's answers that no attribution of its own claims."""
    found = find_answers(lines, view)
    speaker = memory.resolve(found[0], lines[-1].paragraph) if found else None
    if found is None or speaker is None:
        return
    for k in found[1]:
        line = lines[k]
        claimed = any(found.subject.persons or found.subject.firm for found, _ in line.spoken)
        if claimed or line.sentence.end - line.sentence.start > STATEMENT_CHARACTERS:
            continue
        line.spoken.clear()
        start, end = line.sentence.start, line.sentence.end
        yield _statement(article, start, end, speaker, "", direct=True, said=article.published)


def _statement(
    article: Article,
    start: int,
    end: int,
    speaker: Speaker,
    cue: str,
    *,
    direct: bool,
    said: Period | None,
) -> Statement:
    return Statement(
        article_id=article.article_id,
        version=article.version,
        start=start,
        end=end,
        persons=speaker.persons,
        firm=speaker.firm,
        role=speaker.role,
        cue=cue,
        direct=direct,
        date=said,
    )
