"""The page's endpoints for programs."""

from typing import TYPE_CHECKING, Any

from corpus.errors import CorpusError
from page.service import Service
from rag.errors import QuestionError, RagError
from rag.output import answer_row

if TYPE_CHECKING:
    from rag.assistant import Ask


def ask_row(
    service: Service, question: str, history: list[str] | None, as_of: str | None
) -> dict[str, object]:
    """Return what `python -m rag ask --json` prints, or `error`, for the endpoint `/ask`."""
    try:
        if not isinstance(history or [], list):
            raise QuestionError(f"history: expected a list of earlier questions, got {history!r}")
        service.ready.wait()
        asked: Ask = {"question": question, "history": history or [], "as_of": as_of}
        return answer_row(service.assistant.invoke(asked))
    except (RagError, CorpusError) as error:
        return {"error": str(error)}


def register_endpoints(gr: Any, service: Service) -> None:  # noqa: ANN401 - the module, imported late
    """Add the endpoints to the open `Blocks`."""

    def ask(
        question: str, history: list[str] | None = None, as_of: str | None = None
    ) -> dict[str, object]:
        """Answer one question; `history`: earlier ones, oldest first; `as_of`: an ISO date."""
        return ask_row(service, question, history, as_of)

    gr.events.api(ask, api_name="ask")
