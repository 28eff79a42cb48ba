"""The nouns between a question and its verified answer, in the order in which they are made."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from corpus.article import Article, Period
from corpus.statement import Statement
from rag.checking.checked import Verdict
from rag.lead_in import LeadPart

Kind = Literal["view", "who", "compare", "change", "count", "fact"]
Reason = Literal["speaker", "subject", "period", "outlet", "premise", "off-topic"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Consecutive whole sentences of one article; `source_text[start:end]` is `text`."""

    passage_id: str
    article_id: str
    version: int
    start: int
    end: int
    text: str
    header: str
    """Title, outlet, date and speakers, embedded and indexed with the text but never quoted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Whom a question names as speaking: a firm, or a person with the firm the articles give."""

    name: str
    firm: str | None
    person: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A clause of a question that asks for a piece of evidence of its own."""

    text: str
    """Its words, without the outlets and dates it names."""
    outlets: tuple[str, ...]
    period: Period | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a question asks."""

    question: str
    standalone: str
    """The question with what it takes over from the history written out."""
    kind: Kind
    speakers: tuple[Speaker, ...]
    subjects: tuple[str, ...]
    """Content terms, stemmed, in the question's order."""
    about: str
    """The subject in the question's own words; empty where none is left."""
    premise: str | None
    """The act that a "why" or "when" question takes for granted, such as `downgrade`."""
    context: tuple[str, ...]
    """Terms taken over from the history: they help to rank, nothing has to match them."""
    names: tuple[str, ...]
    """Names that are asked about, such as `Russell 2000` or `Tesla`: evidence must hold each."""
    stance: Literal["positive", "neutral", "negative"] | None
    """Whether the question asks who is for, neither, or against."""
    wants_number: bool
    outlets: tuple[str, ...]
    period: Period | None
    as_of: date | None
    parts: tuple[Part, ...] = ()
    """What is asked in several clauses, in the question's order; empty where it asks one thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage found for a plan, best first in any sequence."""

    passage: Passage
    article: Article
    speakers: tuple[str, ...]
    scores: Mapping[str, float]
    """One number a signal: `vector` (cosine similarity, -1 to 1), `words` (BM25, 0 up), `speaker`,
    `outlet` and `period` (1 where what the question, or the part, asks for is met), `part` (the part of the
    question that it answers best, from 1) with `fit` (to that part, 0 to 1), `rerank` (the reranker's own
    scale), `fused` (0 up; the ranking's own). One that does not apply is absent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A mark in an answer and the exact span it points at: `source_text[start:end]` is `quote`."""

    mark: str
    """The literal string that stands in the answer, such as `[1]`."""
    article_id: str
    source: str
    title: str | None
    outlet: str | None
    published: str | None
    """ISO date, month or year; None is undated."""
    published_origin: str
    url: str | None
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSentence:
    """One sentence or line of an answer with the marks it carries."""

    text: str
    """With its marks, as shown."""
    marks: tuple[str, ...]
    lead_in: str = ""
    """What it opens with that is the assistant's own: speaker, date and remarks, of known fields only."""
    lead: tuple[LeadPart, ...] = ()
    """The same in parts; none of a chat model's sentence, or of one that was kept before there were parts."""
    verdict: Verdict = "supported"
    """Of the check; any other than `supported` is shown struck through, never as an answer."""

    @property
    def stands(self) -> bool:
        """Whether it may be shown as supported."""
        return self.verdict == "supported"

    @property
    def plain(self) -> str:
        """The sentence where nothing can be struck through: a failed one says that it is."""
        return self.text if self.stands else f"~~{self.text}~~ ({self.verdict})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What the chat model was used for one answer."""

    model: str
    """As it is set, such as `openai:gpt-4o-mini`; the one whose reply is shown."""
    calls: int
    """0 where the reply was kept from before."""
    input_tokens: int
    output_tokens: int
    estimated: bool
    """Whether a server did not count, and the tokens are reckoned from the length of the text."""
    seconds: float
    cost: float | None
    """In the currency of the prices; None where the model has no price."""
    cached: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the assistant returns: sentences with their citations, or an abstention with its reason."""

    question: str
    standalone: str
    sentences: tuple[AnswerSentence, ...]
    citations: tuple[Citation, ...]
    abstained: bool
    reason: Reason | None
    """Why it abstained; None exactly when it did not."""
    notes: tuple[str, ...]
    as_of: date | None
    hits: tuple[Hit, ...]
    seconds: float
    score: float | None = None
    """How likely the hits hold what is asked, 0 to 1 (`rag.answers.confidence`); None where nothing was searched."""
    usage: Usage | None = None
    """None where no chat model was asked."""

    @property
    def text(self) -> str:
        """The answer as shown, one line a sentence; of an abstention, what is missing and what exists."""
        return "\n".join(sentence.plain for sentence in self.sentences)


__all__ = [
    "Answer",
    "AnswerSentence",
    "Citation",
    "Hit",
    "Kind",
    "Part",
    "Passage",
    "Plan",
    "Reason",
    "Speaker",
    "Statement",
    "Usage",
]
