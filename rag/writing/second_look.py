"""A second look at sentences that passed the check; it can only take away, never let pass.

Either the chat model is asked, or a cross-encoder for natural language inference, of which this is the home.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from langchain_core.runnables import RunnableConfig

from rag.errors import ModelError
from rag.writing.chat_models import ChatModel
from rag.writing.chat_session import ChatSession
from rag.writing.prompt import draw_fence, write_check, write_sources
from rag.writing.shown import ShownSpan

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder


class SecondLook(Protocol):
    """Whether a sentence follows from the spans it cites."""

    def follows(
        self,
        sentence: str,
        spans: Sequence[ShownSpan],
        *,
        model: ChatModel,
        session: ChatSession,
        config: RunnableConfig,
    ) -> bool:
        """Whether the sentence, without its marks, follows from the spans."""
        ...


class ModelLook:
    """Asks the chat model that wrote the answer, in a call that shows it only sentence and sources."""

    def follows(
        self,
        sentence: str,
        spans: Sequence[ShownSpan],
        *,
        model: ChatModel,
        session: ChatSession,
        config: RunnableConfig,
    ) -> bool:
        """Whether the model says so; anything but a plain yes is a no."""
        fence = draw_fence()
        sources = write_sources([s.citation for s in spans], [s.speaker for s in spans], fence)
        reply = session.ask_whole(model.as_text(), write_check(sentence, sources), config)
        return reply.strip(" \n.*\"'`").upper() in ("YES", "TRUE")


class InferenceLook:
    """Asks a cross-encoder: spans with their header as the premise, the sentence as what follows."""

    def __init__(self, name: str) -> None:
        self._encoder = _load(name)
        known = getattr(self._encoder.config, "id2label", None) or {}
        labels = {int(k): str(label) for k, label in known.items()}
        wanted = [k for k, label in labels.items() if label.lower().startswith("entail")]
        if len(wanted) != 1:
            raise ModelError(
                f"NEWS_CHAT_CHECK: {name!r} has the labels {sorted(labels.values())}; expected a model"
                " for natural language inference, with the label 'entailment'"
            )
        self._wanted = wanted[0]

    def follows(
        self,
        sentence: str,
        spans: Sequence[ShownSpan],
        *,
        model: ChatModel,
        session: ChatSession,
        config: RunnableConfig,
    ) -> bool:
        """Whether entailment is the likeliest label."""
        premise = " ".join(
            f"{s.speaker or s.citation.outlet or ''} ({s.citation.published or 'undated'}): "
            f"{' '.join(s.citation.quote.split())}"
            for s in spans
        )
        scores = self._encoder.predict([(premise, sentence)], show_progress_bar=False)
        return int(scores[0].argmax()) == self._wanted


def _load(name: str) -> "CrossEncoder":
    from sentence_transformers import CrossEncoder

    make: Callable[..., CrossEncoder] = CrossEncoder
    try:
        try:
            return make(name, device="cpu", local_files_only=True)
        except OSError:
            return make(name, device="cpu")
    except (OSError, ValueError, RuntimeError, KeyError, ImportError) as error:
        first_line = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise ModelError(
            f"NEWS_CHAT_CHECK: the model {name!r} cannot be loaded ({first_line}); expected nli: and"
            " the folder or the name of a sentence-transformers cross-encoder"
        ) from error


def load_second_look(setting: str) -> SecondLook | None:
    """The second look that `NEWS_CHAT_CHECK` names.

    Raises:
        ModelError: the cross-encoder cannot be loaded or does not tell entailment.

    """
    if setting.startswith("nli:"):
        return InferenceLook(setting.removeprefix("nli:"))
    return ModelLook() if setting == "model" else None
