"""The retriever as LangChain knows it: documents under outlet and date constraints, best first."""

from dataclasses import replace
from datetime import date
from types import TracebackType
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from corpus.article import Period
from rag.asking import check_question
from rag.planning.planner import make_plan
from rag.reader import Reader, today
from rag.records import Hit, Plan

_EARLIEST = date(1, 1, 1)
_LATEST = date(9999, 12, 31)


class NewsRetriever(BaseRetriever):
    """Finds passages for a question.

    `since` and `until` are inclusive days: an article must have been published by the end of `until`,
    so one whose date is not known that exactly is left out. An outlet that only the question names
    leaves out what is known to be another's, but not what is unknown; where several clauses of a
    question name outlets or times of their own, those prefer what meets them and leave out nothing.

    A document's `page_content` is `source_text[start:end]` of its article, word for word. Its metadata:

    - `article_id` (str), `source` (file name or URL), `title`, `outlet`, `url` (str or None)
    - `published` (ISO date, month or year, or None) and `published_origin` (`given`, `feed`,
      `page metadata`, `url`, `text`, `unknown`)
    - `start`, `end` (code points in the article's source text, end exclusive)
    - `speakers` (list of the persons and firms quoted in the passage)
    - `scores` (dict: `vector` cosine similarity -1 to 1, `words` BM25 from 0, `speaker` 1 where the
      question's speaker is quoted, `outlet` and `period` 1 where what is asked for is met, `part` the part of
      the question that it answers best, from 1, and `fit` how well (0 to 1), `rerank` the reranker's own,
      `fused` the ranking's own; a signal that does not apply is absent)
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    reader: Reader
    k: int = 10
    outlets: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    as_of: date | None = None

    def __enter__(self) -> "NewsRetriever":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Release the store's files; later questions are refused."""
        self.reader.close()

    def search(self, question: str) -> tuple[Hit, ...]:
        """The hits behind the documents, best first."""
        return self.explain(question)[1]

    def explain(self, question: str) -> tuple[Plan, tuple[Hit, ...]]:
        """What the question was read as, and its hits, best first; `rag.retrieval.explain` puts both in words."""
        asked = check_question(question)
        view = self.reader.view()
        plan = make_plan(asked.question, (), view.snapshot.lexicon, as_of=self.as_of, today=today())
        plan = constrain(plan, outlets=self.outlets, since=self.since, until=self.until)
        # What the retriever was told is strict; what a question seems to ask admits what is unknown.
        told = bool(self.outlets) or self.since is not None
        return plan, view.search(plan, self.k, lenient=not told)

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,
        **kwargs: Any,  # noqa: ANN401
    ) -> list[Document]:
        return [to_document(hit) for hit in self.search(query)]


def constrain(
    plan: Plan, *, outlets: tuple[str, ...], since: date | None, until: date | None
) -> Plan:
    """The plan narrowed to outlets and to articles that were surely published by `until`."""
    if outlets:
        plan = replace(plan, outlets=outlets)
    if (
        until is not None
    ):  # as an as-of date, because a period of a fact is read with some days' grace
        plan = replace(plan, as_of=min(filter(None, (plan.as_of, until))))
    if since is None:
        return plan
    period = plan.period or Period(first=since, last=_LATEST)
    if period.last < since:
        return replace(plan, period=Period(first=_EARLIEST, last=_EARLIEST))  # no day meets both
    return replace(plan, period=Period(first=max(since, period.first), last=period.last))


def to_document(hit: Hit) -> Document:
    """The hit as a LangChain document; see `NewsRetriever` for its metadata."""
    article = hit.article
    return Document(
        id=hit.passage.passage_id,
        page_content=hit.passage.text,
        metadata={
            "article_id": article.article_id,
            "source": article.source,
            "title": article.title,
            "outlet": article.outlet,
            "published": article.published.iso if article.published else None,
            "published_origin": article.published_origin,
            "url": article.url,
            "start": hit.passage.start,
            "end": hit.passage.end,
            "speakers": list(hit.speakers),
            "scores": dict(hit.scores),
        },
    )
