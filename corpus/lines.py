"""The sentences of an article as lines under work: chunks, quotations, mentions and who speaks."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from corpus.article import Article
from corpus.attribution.firm_learning import learn_firms, with_learned
from corpus.attribution.introductions import Mention, find_mentions
from corpus.attribution.noun_phrases import Attribution, Subject
from corpus.attribution.people import Speaker
from corpus.chunks import Chunk, chunk_sentence
from corpus.names import find_indices, load_firms
from corpus.owner_names import read_owner_names, with_owner_names
from corpus.plain_view import plain_view
from corpus.quotations import Quotation, find_quotations
from corpus.sentences import Sentence, split_sentences

_HEADINGS = 3
_HEADING_CHARACTERS = 400
_BYLINE_LINES = 8


@dataclass(slots=True)
class Line:
    """A sentence, and what is known of it so far."""

    sentence: Sentence
    paragraph: int
    chunks: tuple[Chunk, ...] = ()
    quoted: tuple[bool, ...] = ()
    mentions: tuple[Mention, ...] = ()
    spoken: list[tuple[Attribution, Speaker]] = field(default_factory=list)
    unresolved: list[Attribution] = field(default_factory=list)
    """Attributions to whoever nobody knows; what they hold is not the next speaker's."""
    topic: Speaker | None = None
    """Whom a sentence without an attribution is about, where it is about one person."""
    signer: Speaker | None = None
    """Who signs the quotation before it, where the line is `— Jane Doe, strategist` alone."""
    quoted_share: float = 0.0
    quotation: int | None = None
    """Index of the quotation that holds most of its quoted words."""
    titled: tuple[Mention, ...] = ()
    """Firms of the article's title, at its first line."""
    title: "Line | None" = None
    """The article's title read as a line, at its first line."""
    headings: tuple[Mention, ...] = ()
    """Firms that stand alone on a line before it that is no part of the report's body."""


def read_lines(article: Article, view: str) -> tuple[list[Line], tuple[Quotation, ...]]:
    """The lines of the body in order, and its quotations."""
    text = article.source_text
    named_so = read_owner_names(text)
    found = with_owner_names(text, load_firms().find(text), named_so)
    starts = [mention.start for mention in found]
    indices = find_indices(view)
    index_starts = [start for start, _ in indices]
    sentences = split_sentences(text, article.body)
    quotations = find_quotations(text, sentences)
    lines: list[Line] = []
    paragraph, previous_end = 0, 0
    for sentence in sentences:
        gap = text[previous_end : sentence.start]
        low = bisect_left(starts, sentence.start)
        high = bisect_left(starts, sentence.end)
        named = indices[
            bisect_left(index_starts, sentence.start) : bisect_left(index_starts, sentence.end)
        ]
        chunks = chunk_sentence(view, sentence.start, sentence.end, found[low:high], named)
        if lines and "\n" in gap:
            paragraph += 1
        line = Line(sentence=sentence, paragraph=paragraph, chunks=chunks)
        if gap.strip():
            line.headings = tuple(_headings(gap))
        previous_end = sentence.end
        lines.append(line)
    title = _title_chunks(article, named_so)
    learned = learn_firms([title, *(line.chunks for line in lines)], article.outlet)
    for line in lines:
        line.chunks = with_learned(line.chunks, learned)
    _mark_quotations(lines, quotations)
    for line in lines:
        line.mentions = find_mentions(line.chunks, line.quoted)
    if lines:
        title = with_learned(title, learned)
        lines[0].titled = _titled(title, lines)
        lines[0].title = _title_line(title, lines[0].sentence)
    return lines, quotations


def _title_chunks(article: Article, named_so: AbstractSet[str]) -> tuple[Chunk, ...]:
    title = plain_view(article.title or "")
    found = with_owner_names(title, load_firms().find(title), named_so)
    return chunk_sentence(title, 0, len(title), found, find_indices(title))


def _title_line(title: Sequence[Chunk], sentence: Sentence) -> Line:
    """The title read as a line, whose place is the first sentence's."""
    named = find_mentions(title, (False,) * len(title))
    return Line(sentence=sentence, paragraph=0, chunks=tuple(title), mentions=named)


def _titled(title: Sequence[Chunk], lines: Sequence[Line]) -> tuple[Mention, ...]:
    """The firms of the title that the text names too, or that only a title could tell."""
    if lines and tuple(c.low for c in title) == tuple(c.low for c in lines[0].chunks):
        return ()  # the body repeats its title, and counts it itself
    found = find_mentions(title, (False,) * len(title))
    return tuple(m for m in found if m.subject.firm and not m.subject.persons)


def _headings(gap: str) -> Iterator[Mention]:
    """Firms that are a line of their own in what the body leaves out, as section headings are."""
    for line in gap[-_HEADING_CHARACTERS:].splitlines()[-_HEADINGS:]:
        firm = load_firms().canonical(line.strip(" *#:"))
        if firm is not None:
            subject = Subject(firm=firm.name, firm_kind=firm.kind, evident=True)
            yield Mention(0, 0, subject, salient=True, foremost=True)


def find_authors(lines: Sequence[Line], authors: Sequence[str]) -> frozenset[str]:
    """Who signs the article: its authors, and names that are a line of their own near its start."""
    found = set(authors)
    for line in lines[:_BYLINE_LINES]:
        words = [chunk for chunk in line.chunks if chunk.kind != "mark"]
        names = [chunk for chunk in words if chunk.kind == "name"]
        by = bool(words) and words[0].low in ("by", "reporting", "author", "written")
        if names and (by or len(words) == len(names)):
            found.update(chunk.text for chunk in names)
    return frozenset(found)


def _mark_quotations(lines: Sequence[Line], quotations: Sequence[Quotation]) -> None:
    """Tell each line which of its chunks are quoted, how much of it is, and by which quotation."""
    ends = [quotation.end for quotation in quotations]
    for line in lines:
        start, end = line.sentence.start, line.sentence.end
        covered = largest = 0
        inside: list[Quotation] = []
        for index in range(bisect_right(ends, start), len(quotations)):
            quotation = quotations[index]
            if quotation.start >= end:
                break
            inside.append(quotation)
            size = min(end, quotation.end) - max(start, quotation.start)
            covered += size
            if size > largest:
                largest, line.quotation = size, index
        line.quoted_share = covered / max(1, end - start)
        line.quoted = _quoted_flags(line.chunks, inside)


def _quoted_flags(chunks: Sequence[Chunk], inside: Sequence[Quotation]) -> tuple[bool, ...]:
    if not inside:
        return (False,) * len(chunks)
    starts = [quotation.start for quotation in inside]
    flags = []
    for chunk in chunks:
        at = bisect_right(starts, chunk.start) - 1
        flags.append(at >= 0 and chunk.start < inside[at].end)
    return tuple(flags)
