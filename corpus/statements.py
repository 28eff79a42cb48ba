"""Statements of an article: who said what, read from its sentences in order.

Each sentence is read for attributions; pronouns and words such as "the strategist" are resolved
to whoever spoke before; a quotation belongs to whoever its attribution names, also across
sentences and paragraphs. A sentence without any of that is the outlet's own and makes no
statement.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.article import Article, Period
from corpus.attribution.interviews import find_answers
from corpus.attribution.introductions import find_placement, read_card
from corpus.attribution.noun_phrases import Attribution, Subject, low_at
from corpus.attribution.ownership import (
    CLAUSE_JOINTS,
    STATEMENT_CHARACTERS,
    find_clauses,
    find_owned,
)
from corpus.attribution.people import FINANCE_KINDS, Speaker
from corpus.attribution.speakers import SpeakerMemory
from corpus.attribution.transcripts import Turn, find_turns
from corpus.attribution.verbs import find_attributions, is_saying
from corpus.chunks import plain_view
from corpus.dates import find_dates
from corpus.lines import Line, find_authors, read_lines
from corpus.names import load_firms
from corpus.quotations import Quotation
from corpus.statement import Statement
from corpus.subject_finding import add_subjects

_SAID_WITHIN_DAYS = 14
_CARD_LINES = 12
"""Lines at the start in which a note's header stands."""
_LABELS_OF_TRANSCRIPT = 3
"""Fewer lines of the shape `NAME: text` are headlines, not a transcript."""


def extract_statements(article: Article) -> tuple[Statement, ...]:
    """Statements in the order of their text.

    `source_text[start:end]` is the clause with its cue.
    """
    view = plain_view(article.source_text)
    lines, quotations = read_lines(article, view)
    memory = _attribute(lines, view, article)
    turns = find_turns(lines, view)
    if turns:
        answers = tuple(_spoken_turns(article, lines, turns, memory))
    else:
        _drop_labels(lines)
        answers = tuple(_answers(article, lines, view, memory))
    found = [
        *_cued_statements(article, lines, view, quotations),
        *_quoted_statements(article, lines, quotations),
        *answers,
    ]
    unique = {(s.start, s.end, s.persons, s.firm): s for s in found}
    ordered = sorted(unique.values(), key=lambda s: (s.start, s.end))
    return add_subjects(article, view, lines, ordered)


def _attribute(lines: Sequence[Line], view: str, article: Article) -> SpeakerMemory:
    mentions = (mention for line in lines for mention in line.mentions)
    memory = SpeakerMemory(mentions, find_authors(lines, article.authors))
    card = read_card([line.chunks for line in lines[:_CARD_LINES]])
    if card is not None:
        memory.introduce(card, 0)
        memory.enter(replace(card, persons=()), 0)
    for line in lines:
        _enter_line(line, memory)
        upcoming = 0
        damaged = view[line.sentence.start].islower()
        for found in find_attributions(line.chunks, line.quoted, damaged_start=damaged):
            while upcoming < len(line.mentions) and line.mentions[upcoming].at < found.first:
                memory.notice(line.mentions[upcoming], line.paragraph)
                upcoming += 1
            speaker = memory.resolve(found.subject, line.paragraph, surely=is_saying(found))
            if speaker is not None:
                speaker = _of_house(line, speaker, memory)
            if speaker is not None and _adds_speaker(line, found, speaker):
                team = found.subject.plural and len(speaker.persons) == 1
                memory.speak(speaker, line.paragraph, several=team)
        for mention in line.mentions[upcoming:]:
            memory.notice(mention, line.paragraph)
        if not line.spoken:
            line.topic = _topic(line, memory)
    for line in lines:
        line.spoken[:] = [(found, memory.complete(speaker)) for found, speaker in line.spoken]
    return memory


def _of_house(line: Line, speaker: Speaker, memory: SpeakerMemory) -> Speaker:
    """`Y sees two cuts, according to Jane Doe`: she speaks for the house of the same sentence."""
    if speaker.firm or not speaker.persons or not line.spoken:
        return speaker
    before = line.spoken[-1][1]
    if before.persons or before.firm_kind not in FINANCE_KINDS:
        return speaker
    for name in speaker.persons:
        house = Subject(persons=(name,), firm=before.firm, firm_kind=before.firm_kind, evident=True)
        memory.introduce(house, line.paragraph)
    return replace(speaker, firm=before.firm, firm_kind=before.firm_kind)


def _enter_line(line: Line, memory: SpeakerMemory) -> None:
    """Tell the memory what stands before a sentence's attributions: headings, and who is what."""
    for heading in line.headings:
        memory.notice(heading, line.paragraph)
        memory.enter(heading.subject, line.paragraph)
    house = _run_in_heading(line)
    if house is not None:
        memory.enter(house, line.paragraph)
    placed = find_placement(line.chunks)
    if placed is not None:
        memory.introduce(placed, line.paragraph)


def _adds_speaker(line: Line, found: Attribution, speaker: Speaker) -> bool:
    """Add an attribution to its line unless it is an outlet's, the same again, or reported."""
    if speaker.firm_kind == "media" and not speaker.persons:
        return False
    if line.spoken:
        earlier, before = line.spoken[-1]
        if before.same_as(speaker):
            if earlier.cue == ":" and earlier.first == 0:
                line.spoken[-1] = (found, speaker)  # "Y: oil is dear, its analysts say"
            return False
        if _is_reported(line, earlier, found):
            return False
    line.spoken.append((found, speaker))
    return True


def _run_in_heading(line: Line) -> Subject | None:
    """The firm that is all of a sentence, as in `Orrin Bank. Its analysts ...`."""
    words = [chunk for chunk in line.chunks if chunk.kind != "mark"]
    if len(words) != 1 or words[0].kind not in ("firm", "org", "name"):
        return None
    firm = words[0].firm or load_firms().canonical(words[0].text)
    if firm is None:
        return Subject(firm=words[0].text)
    return Subject(firm=firm.name, firm_kind=firm.kind)


def _is_reported(line: Line, earlier: Attribution, found: Attribution) -> bool:
    """Whether the later cue stands in what the earlier one reports.

    `X said the company expects`.
    """
    if earlier.trailing or found.trailing or found.first < earlier.last:
        return False
    if low_at(line.chunks, found.first - 1) in ("that", "if", "whether"):
        return True
    between = line.chunks[earlier.last : found.first]
    if any(line.quoted[earlier.last : found.first]):
        return False
    return not any(c.low in CLAUSE_JOINTS or c.text in (";", ",") for c in between)


def _topic(line: Line, memory: SpeakerMemory) -> Speaker | None:
    """The one person that a sentence with no attribution is about: `Then he relented`."""
    people = [m for m in line.mentions if m.subject.persons]
    first = 1 if low_at(line.chunks, 0) in ("then", "but", "and", "again", "still") else 0
    pronoun = low_at(line.chunks, first)
    if not people and pronoun in ("he", "she"):
        return memory.resolve(Subject(anaphor=pronoun), line.paragraph)
    if len(people) == 1 and people[0].at <= first and len(people[0].subject.persons) == 1:
        return memory.resolve(people[0].subject, line.paragraph)
    return None


def _drop_labels(lines: Sequence[Line]) -> None:
    """Keep `NAME: text` only in a transcript, and there up to the next name."""
    labelled = [k for k, line in enumerate(lines) if _is_label(line)]
    if len(labelled) < _LABELS_OF_TRANSCRIPT:
        for k in labelled:
            lines[k].spoken.pop(0)
        return
    for k in labelled:
        found, speaker = lines[k].spoken[0]
        continued = replace(found, first=0, last=0, cue_at=0)
        for line in lines[k + 1 :]:
            if line.paragraph != lines[k].paragraph or line.spoken:
                break
            line.spoken.append((continued, speaker))


def _is_label(line: Line) -> bool:
    if not line.spoken:
        return False
    found = line.spoken[0][0]
    last = found.last
    return (
        found.cue == ":" and found.first == 0 and last < len(line.chunks) and not line.quoted[last]
    )


def _cued_statements(
    article: Article, lines: Sequence[Line], view: str, quotations: Sequence[Quotation]
) -> Iterator[Statement]:
    for line in lines:
        if not line.spoken:
            continue
        for start, end, found, speaker in find_clauses(line):
            cue_start = line.chunks[found.cue_at].start
            said = _day_said(article, view, line, cue_start)
            direct = any(
                flag and start <= chunk.start < end
                for chunk, flag in zip(line.chunks, line.quoted, strict=True)
            )
            for who in _each_firm(speaker, found):
                yield _statement(article, start, end, who, found.cue, direct=direct, said=said)


def _each_firm(speaker: Speaker, found: Attribution) -> Iterator[Speaker]:
    """`Economists at Y and Z` say the same: one speaker for each."""
    yield speaker
    for name, kind in () if speaker.persons else found.subject.also:
        yield replace(speaker, firm=name, firm_kind=kind)


def _quoted_statements(
    article: Article, lines: Sequence[Line], quotations: Sequence[Quotation]
) -> Iterator[Statement]:
    """Sentences that are quotation with their cue in another sentence."""
    for owned in find_owned(lines, quotations):
        yield _statement(
            article,
            owned.start,
            owned.end,
            owned.owner.speaker,
            owned.owner.cue,
            direct=True,
            said=article.published,
        )


def _spoken_turns(
    article: Article, lines: Sequence[Line], turns: Sequence[Turn], memory: SpeakerMemory
) -> Iterator[Statement]:
    """Each sentence of a transcript, by whoever has the turn; whoever only asks says nothing."""
    house = memory.main_firm()
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
            line.spoken.clear()
            start, end = line.sentence.start, line.sentence.end
            if speaker is not None and end - start <= STATEMENT_CHARACTERS:
                yield _statement(
                    article, start, end, speaker, "", direct=True, said=article.published
                )


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


def _day_said(article: Article, view: str, line: Line, cue_start: int) -> Period | None:
    """The day that stands near the cue, such as `on Monday`, else the article's interval."""
    published = article.published
    if published is None or published.first != published.last:
        return published
    start = max(line.sentence.start, cue_start - 60)
    end = min(line.sentence.end, cue_start + 80)
    for mention in find_dates(view[start:end], reference=published.last):
        offset = start + mention.start
        quoted = any(
            flag and chunk.start <= offset < chunk.end
            for chunk, flag in zip(line.chunks, line.quoted, strict=True)
        )
        if not mention.relative or quoted:
            continue
        age_days = (published.last - mention.period.last).days
        if mention.period.first == mention.period.last and 0 <= age_days <= _SAID_WITHIN_DAYS:
            return mention.period
    return published


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
