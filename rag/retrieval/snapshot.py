"""What a reader sees of the store at one version: articles, statements, stories and their sentences.

Built once a version and shared between threads; nothing in it changes.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from corpus.article import Article, Period
from corpus.names import load_firms
from corpus.sentences import split_sentences
from corpus.statement import Statement
from corpus.store import Store
from corpus.stories.story import Story
from rag.planning.lexicon import Lexicon
from rag.records import Plan, Speaker
from rag.terms import find_terms

REPORTED_WITHIN = timedelta(days=3)
"""How long after an event the articles about it may be published (a weekend lies between)."""
_HEADING_CHARACTERS = 160
_LAST_DAY = date(9999, 12, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceTerms:
    """A sentence of a body with its terms and those of what stands around it.

    A firm counts by its one known name too, so that "the Fed" is found as Federal Reserve.
    """

    start: int
    end: int
    terms: frozenset[str]
    context: frozenset[str]
    """Terms of the title and of the three sentences before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanTerms:
    """The terms of a span's sentences, and of what stands around them."""

    terms: frozenset[str]
    context: frozenset[str]


class Snapshot:
    """The corpus at one version."""

    def __init__(
        self,
        *,
        version: int,
        articles: Sequence[Article],
        statements: Iterable[Statement],
        stories: Sequence[Story],
    ) -> None:
        self.version = version
        self.narrowed = False
        """Whether it holds a part of the corpus only, so that a search must be told which."""
        self.articles: Mapping[str, Article] = {a.article_id: a for a in articles}
        grouped: dict[str, list[Statement]] = {}
        for statement in statements:
            if statement.article_id in self.articles:
                grouped.setdefault(statement.article_id, []).append(statement)
        self.statements: Mapping[str, Sequence[Statement]] = grouped
        self.story_of: Mapping[str, Story] = {
            article_id: story for story in stories for article_id in story.article_ids
        }
        self.lexicon = Lexicon(articles, (s for group in grouped.values() for s in group))
        self.sentences = lru_cache(maxsize=2_048)(self._sentences)
        self.terms_of = lru_cache(maxsize=2_048)(self._terms_of)
        self.themes = lru_cache(maxsize=2_048)(self._themes)
        self.around = lru_cache(maxsize=16_384)(self._around)

    @classmethod
    def read(cls, store: Store) -> "Snapshot":
        """The snapshot of the store as it stands."""
        return cls(
            version=store.corpus_version(),
            articles=store.read_articles(),
            statements=store.read_statements(),
            stories=store.read_stories(),
        )

    def narrowed_to(
        self, articles: Mapping[str, Article], statements: Mapping[str, Sequence[Statement]]
    ) -> "Snapshot":
        """The same corpus with only these; names and weights of words stay those of the whole."""
        part = copy(self)
        part.articles, part.statements, part.narrowed = articles, statements, True
        return part

    def story_id(self, article_id: str) -> str:
        """The story an article belongs to; an article alone is its own."""
        story = self.story_of.get(article_id)
        return story.story_id if story else article_id

    def copies(self, article_id: str) -> tuple[str, ...]:
        """Articles of the same story, the cleanest first, this one included."""
        story = self.story_of.get(article_id)
        if story is None:
            return (article_id,)
        return tuple(one for one in story.article_ids if one in self.articles)

    def usable(self, article: Article, plan: Plan) -> bool:
        """Whether an article meets the plan's outlets, period and as-of date."""
        period = plan.period
        if period is not None and plan.kind == "fact":
            last = max(period.last, min(period.last, _LAST_DAY) + REPORTED_WITHIN)
            period = Period(first=period.first, last=last)
        return (
            within_as_of(article, plan)
            and (not plan.outlets or article.outlet in plan.outlets)
            and in_period(article, period)
        )

    def _terms_of(self, article_id: str) -> frozenset[str]:
        """Every term of an article's body and title."""
        sentences = self.sentences(article_id)
        return frozenset().union(*(s.terms | s.context for s in sentences))

    def _themes(self, article_id: str) -> frozenset[str]:
        """Terms of the title, of the first two sentences, and of three sentences or more."""
        sentences = self.sentences(article_id)
        counts = Counter(term for sentence in sentences for term in sentence.terms)
        often = {term for term, count in counts.items() if count > 2}
        first = (s.terms | s.context for s in sentences[:2])
        return frozenset(often).union(*first)

    def _around(self, article_id: str, start: int, end: int) -> SpanTerms:
        """Terms of the sentences that a span touches, and of what stands before them."""
        text = self.articles[article_id].source_text
        touched = [s for s in self.sentences(article_id) if s.start < end and start < s.end]
        before = find_terms(text[max(0, start - _HEADING_CHARACTERS) : start])
        return SpanTerms(
            terms=frozenset().union(*(s.terms for s in touched)),
            # With a heading that cleaning leaves out of the body.
            context=frozenset(before).union(*(s.context for s in touched)),
        )

    def _sentences(self, article_id: str) -> tuple[SentenceTerms, ...]:
        article = self.articles[article_id]
        text = article.source_text
        title = frozenset(find_terms(article.title or ""))
        mentions = load_firms().find(text)
        starts = [mention.start for mention in mentions]
        found: list[SentenceTerms] = []
        for sentence in split_sentences(text, article.body):
            named = mentions[
                bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)
            ]
            firms = " ".join(m.firm.name for m in named if not m.speaking_only)
            terms = frozenset(find_terms(f"{text[sentence.start : sentence.end]} {firms}"))
            before: set[str] = set(title)
            for earlier in found[-3:]:
                before |= earlier.terms
            found.append(
                SentenceTerms(
                    start=sentence.start, end=sentence.end, terms=terms, context=frozenset(before)
                )
            )
        return tuple(found)


def within_as_of(article: Article, plan: Plan) -> bool:
    """With an as-of date only what was surely published by then; undated articles are left out."""
    if plan.as_of is None:
        return True
    return article.published is not None and article.published.last <= plan.as_of


def in_period(article: Article, period: Period | None) -> bool:
    """Whether the article may have been published in the period; an undated one is in none."""
    if period is None:
        return True
    return article.published is not None and article.published.overlaps(period)


def is_by(statement: Statement, speaker: Speaker, lexicon: Lexicon) -> bool:
    """Whether a statement is a speaker's: the person where one is named, else anybody of the firm."""
    if speaker.person is None:
        return speaker.firm is not None and lexicon.firm_of(statement) == speaker.firm
    surname = speaker.person.split()[-1]
    return any(
        person == speaker.person or (" " not in person and person == surname)
        for person in statement.persons
    )
