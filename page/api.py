"""What programs may ask for: an answer, passages, views, an article.

One set of functions, for the page's endpoints and for MCP. Each returns plain rows as the commands print them with
`--json`; what the asker can mend is a row with `error`.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from corpus.errors import CorpusError
from corpus.report import article_fields, body_text
from corpus.statement_table import statement_rows
from corpus.view_table import View, find_views
from page.service import Service
from rag.errors import QuestionError, RagError
from rag.output import answer_row, hit_row

if TYPE_CHECKING:
    from rag.asking import Ask

Row = dict[str, Any]
MOST_PASSAGES = 100
MOST_VIEWS = 1_000


def ask_row(
    service: Service,
    question: str,
    history: list[str] | None,
    as_of: str | None,
    filters: Mapping[str, object],
) -> Row:
    """Return what `python -m rag ask --json` prints, or `error`; `filters` are those of `rag.planning.filters`."""

    def answer() -> Row:
        if not isinstance(history or [], list):
            raise QuestionError(f"history: expected a list of earlier questions, got {history!r}")
        asked: Ask = {
            "question": question,
            "history": history or [],
            "as_of": as_of,
            "filters": {name: value for name, value in filters.items() if value},
        }
        return answer_row(service.assistant.invoke(asked))

    return _told(service, answer)


def as_filters(
    since: str | None,
    until: str | None,
    outlets: list[str] | None,
    firms: list[str] | None,
    languages: list[str] | None,
) -> Mapping[str, object]:
    """Return the filters of `ask` as `rag.planning.filters` takes them."""
    return {
        "since": since,
        "until": until,
        "outlets": outlets,
        "firms": firms,
        "languages": languages,
    }


def search_row(
    service: Service,
    question: str,
    k: int,
    outlets: list[str] | None,
    since: str | None,
    until: str | None,
) -> Row:
    """Return `hits`, the rows of `python -m rag search --json`, best first, or `error`."""

    def search() -> Row:
        from rag.asking import check_as_of, check_question
        from rag.planning.filters import check_texts
        from rag.retriever import NewsRetriever

        if not isinstance(k, int) or not 1 <= k <= MOST_PASSAGES:
            raise QuestionError(
                f"k: expected a number of passages from 1 to {MOST_PASSAGES}, got {k!r:.80}"
            )
        retriever = NewsRetriever(
            reader=service.assistant.reader,
            k=k,
            outlets=check_texts("outlets", outlets),
            since=check_as_of(since),
            until=check_as_of(until),
            as_of=service.as_of,
        )
        hits = retriever.search(check_question(question).question)
        return {"hits": [hit_row(hit) for hit in hits]}

    return _told(service, search)


def views_row(
    service: Service,
    firm: str | None,
    person: str | None,
    about: str | None,
    since: str | None,
    until: str | None,
) -> Row:
    """Return `views`, the rows of `python -m corpus views --json`, newest first, and `total`, or `error`."""

    def views() -> Row:
        from rag.asking import check_as_of

        for name, value in (("firm", firm), ("person", person), ("about", about)):
            if value is not None and not isinstance(value, str):
                raise QuestionError(f"{name}: expected a text, got {value!r:.80}")
        found = find_views(
            service.store,
            firm=firm or None,
            person=person or None,
            about=about or None,
            since=check_as_of(since),
            until=check_as_of(until),
            as_of=service.as_of,
        )
        return {"views": [_view(view) for view in found[:MOST_VIEWS]], "total": len(found)}

    return _told(service, views)


def article_row(service: Service, ref: str) -> Row:
    """Return an article with its report and statements, as `python -m corpus show --json`, or `error`."""

    def article() -> Row:
        if not isinstance(ref, str):
            raise QuestionError(f"article: expected an id or a source, got {ref!r:.80}")
        found = service.store.read_article(ref)
        story = service.store.read_story(found.article_id)
        return {
            **article_fields(found, story.story_id),
            "text": body_text(found),
            "statements": list(statement_rows(service.store, article=found.article_id)),
        }

    return _told(service, article)


def _view(view: View) -> Row:
    from dataclasses import asdict

    return asdict(view)


def _told(service: Service, make: Callable[[], Row]) -> Row:
    try:
        service.ready.wait()
        return make()
    except (RagError, CorpusError) as error:
        return {"error": str(error)}


def register_endpoints(gr: Any, service: Service) -> None:  # noqa: ANN401 - the module, imported late
    """Add the endpoints to the open `Blocks`."""

    def ask(
        question: str,
        history: list[str] | None = None,
        as_of: str | None = None,
        since: str | None = None,
        until: str | None = None,
        outlets: list[str] | None = None,
        firms: list[str] | None = None,
        languages: list[str] | None = None,
    ) -> Row:
        """Answer one question; `history`: earlier ones, oldest first; `as_of`, `since`, `until`: ISO dates."""
        return ask_row(
            service, question, history, as_of, as_filters(since, until, outlets, firms, languages)
        )

    def search(
        question: str,
        k: int = 10,
        outlets: list[str] | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> Row:
        """Find passages; `k`: how many at most; `since`, `until`: ISO dates, inclusive."""
        return search_row(service, question, k, outlets, since, until)

    def views(
        firm: str | None = None,
        person: str | None = None,
        about: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> Row:
        """Who thinks what of a subject, newest first; `since`, `until`: ISO dates, inclusive."""
        return views_row(service, firm, person, about, since, until)

    def article(article: str) -> Row:
        """One article with its report and statements; `article`: an id, its beginning, or a source."""
        return article_row(service, article)

    for endpoint in (ask, search, views, article):
        gr.events.api(endpoint, api_name=endpoint.__name__)
