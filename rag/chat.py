"""A chat model that words the answer, held to the spans it was shown.

The home of LangChain's chat models. Marks that point nowhere are removed and counted; a sentence whose
quotations or numbers do not stand in the spans it cites is dropped; if nothing is left the extractive answer
stands.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from langchain_core.language_models import BaseChatModel

from rag.citing import header_fields, quote_evidence
from rag.errors import ModelError
from rag.evidence import Evidence
from rag.extractive import Draft
from rag.prompt import SYSTEM, write_question, write_sources
from rag.reader import today
from rag.records import Answer, AnswerSentence, Citation, Plan
from rag.verify import MARK, find_unsupported
from rag.wording import name_speaker

_PROVIDER_PACKAGES = {
    "openai": "langchain-openai",
    "anthropic": "langchain-anthropic",
    "ollama": "langchain-ollama",
}
_SENTENCE_WITH_MARKS = re.compile(
    r".+?(?:[.!?][\"”’)]*\s*(?:\[\d{1,3}\]\s*)*(?=\s|$)|$)", re.DOTALL
)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|https?://\S+|www\.\S+")
_NO_ANSWER = re.compile(r"^\W*no answer\W*$", re.IGNORECASE)


def load_chat_model(
    name: str,
    *,
    base_url: str | None,
    timeout_s: float,
    temperature: float,
    max_tokens: int,
    retries: int,
) -> BaseChatModel:
    """The model `provider:model` names.

    Raises:
        ModelError: the name has no provider, its package is missing, or it cannot be set up.

    """
    from langchain.chat_models import init_chat_model

    provider, _, model = name.partition(":")
    if not provider or not model:
        raise ModelError(
            f"NEWS_CHAT_MODEL: {name!r} names no provider; expected provider:model such as "
            "openai:gpt-5-mini or ollama:qwen3"
        )
    options: dict[str, object] = {
        "temperature": temperature,
        "timeout": timeout_s,
        "max_retries": retries,
        "max_tokens": max_tokens,
    }
    if base_url:
        options["base_url"] = base_url
    if provider == "ollama":
        options = {"temperature": temperature, "num_predict": max_tokens}
        options |= {"base_url": base_url} if base_url else {}
    try:
        made = init_chat_model(model, model_provider=provider, **options)  # type: ignore[call-overload]
    except ImportError as error:
        package = _PROVIDER_PACKAGES.get(provider, f"langchain-{provider}")
        raise ModelError(
            f"NEWS_CHAT_MODEL is {name!r} but the package {package!r} is not installed; install it "
            f"with: pip install {package}"
        ) from error
    except ValueError as error:
        raise ModelError(f"NEWS_CHAT_MODEL: {name!r} cannot be set up: {error}") from error
    if not isinstance(made, BaseChatModel):
        raise ModelError(f"NEWS_CHAT_MODEL: {name!r} is no chat model")
    return made


class ChatWriter:
    """Words an answer with a chat model."""

    def __init__(self, model: BaseChatModel) -> None:
        self._model = model

    def rewrite(self, plan: Plan, draft: Draft, extractive: Answer) -> Answer:
        """The model's answer as far as it is supported, else the extractive one with a note."""
        spans = _shown_spans(draft)
        shown = [quote_evidence(span, k) for k, span in enumerate(spans, start=1)]
        speakers = [name_speaker(s.statement) if s.statement else "" for s in spans]
        prompt = write_question(plan, write_sources(shown, speakers), today().isoformat())
        text = self._ask(prompt)
        return accept(text, shown, extractive)

    def _ask(self, prompt: str) -> str:
        try:
            reply = self._model.invoke([("system", SYSTEM), ("user", prompt)])
        except Exception as error:  # noqa: BLE001 - each provider raises errors of its own
            raise ModelError(
                f"the chat model did not answer: {type(error).__name__}: {str(error)[:300]}. Check "
                "NEWS_CHAT_MODEL and NEWS_CHAT_BASE_URL, or unset NEWS_CHAT_MODEL for extractive answers"
            ) from error
        return str(reply.text)


def _shown_spans(draft: Draft) -> list[Evidence]:
    return [span for line in draft.lines for span in line.spans]


def accept(text: str, shown: Sequence[Citation], extractive: Answer) -> Answer:
    """The sentences of a model's reply that its marks support, over the spans it was shown."""
    by_mark = {citation.mark: citation for citation in shown}
    kept: list[AnswerSentence] = []
    stray = dropped = 0
    for raw in _split_reply(text):
        marks = list(dict.fromkeys(MARK.findall(raw)))
        known = [mark for mark in marks if mark in by_mark]
        stray += len(marks) - len(known)
        sentence = _tidy(raw, set(known))
        cited = [by_mark[mark] for mark in known]
        if not cited or find_unsupported(sentence, [c.quote for c in cited], header_fields(cited)):
            dropped += 1
            continue
        kept.append(AnswerSentence(text=sentence, marks=tuple(known)))
    notes = list(extractive.notes)
    if stray:
        notes.append(f"{stray} marks of the chat model pointed at no source and were removed.")
    if not kept:
        notes.append(
            "The chat model's answer was not supported; these are the articles' own words."
        )
        return replace(extractive, notes=tuple(notes))
    if dropped:
        notes.append(f"{dropped} sentences of the chat model were not supported and were dropped.")
    used = {mark for sentence in kept for mark in sentence.marks}
    return replace(
        extractive,
        sentences=tuple(kept),
        citations=tuple(c for c in shown if c.mark in used),
        notes=tuple(notes),
    )


def _split_reply(text: str) -> list[str]:
    if _NO_ANSWER.match(text):
        return []
    flat = re.sub(r"\[(\d{1,3})\s*[,;]\s*(\d{1,3})\]", r"[\1][\2]", " ".join(text.split()))
    return [m[0].strip() for m in _SENTENCE_WITH_MARKS.finditer(flat) if m[0].strip()]


def _tidy(sentence: str, known: set[str]) -> str:
    """Without links and without marks that point nowhere."""
    bare = _LINK.sub(lambda m: m[1] or "", sentence)
    bare = MARK.sub(lambda m: m[0] if m[0] in known else "", bare)
    return " ".join(bare.split())
