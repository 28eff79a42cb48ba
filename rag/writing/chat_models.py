"""The chat models that the settings name, and what their errors mean to a person.

The home of LangChain's chat models. What they raise differs by provider and release (with OpenAI's
a reply that is no JSON is a `JSONDecodeError`, one without choices a `TypeError` or `IndexError`),
so their errors are taken as values and leave here as a `ModelError` that says what to do.
"""

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, cast

from langchain_core import exceptions as provider_errors
from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import BaseMessage
from langchain_core.runnables import Runnable, RunnableBinding, RunnableLambda, RunnableSequence

from rag.errors import ModelError
from rag.writing.prompt import REPLY_SCHEMA

Format = Literal["auto", "structured", "text"]
Asking = Runnable[LanguageModelInput, BaseMessage]

_OWN_SERVER = re.compile(r"@(https?://\S+)$")


@dataclass(slots=True, kw_only=True)
class ChatModel:
    """A model with its name, and how it is asked for a structured reply where it can be."""

    name: str
    """As it is set, such as `openai:gpt-4o-mini`."""
    plain: Asking
    structured: Asking | None
    stops_at_once: bool = False
    """Whether a call can be stopped while its server is silent; then it is asked asynchronously."""
    refused: bool = field(default=False)
    """Whether its server refused the schema; it is then asked for marked text from there on."""

    @property
    def is_structured(self) -> bool:
        """Whether the next reply is asked for by schema."""
        return self.structured is not None and not self.refused

    def as_text(self) -> "ChatModel":
        """The same model, asked without a schema."""
        return replace(self, structured=None)

    @property
    def asking(self) -> Asking:
        """What the next call goes to."""
        return self.structured if self.structured is not None and not self.refused else self.plain


def load_chat_models(
    name: str,
    fallbacks: str,
    *,
    base_url: str | None,
    timeout_s: float,
    temperature: float,
    max_tokens: int,
    retries: int,
    form: Format = "auto",
) -> tuple[ChatModel, ...]:
    """The model that is set, then those that stand in for it, in order.

    Raises:
        ModelError: a name has no provider, its package is missing, or it cannot be set up.

    """
    named = [(name, base_url)]
    for fallback in filter(None, (part.strip() for part in fallbacks.split(","))):
        own = _OWN_SERVER.search(fallback)
        named.append((fallback[: own.start()], own[1]) if own else (fallback, None))
    return tuple(
        adopt_model(
            load_chat_model(
                each,
                base_url=address,
                timeout_s=timeout_s,
                temperature=temperature,
                max_tokens=max_tokens,
                retries=retries,
                setting="NEWS_CHAT_FALLBACKS" if place else "NEWS_CHAT_MODEL",
            ),
            name=each,
            form=form,
            own=True,
        )
        for place, (each, address) in enumerate(named)
    )


def adopt_model(
    model: BaseChatModel, *, name: str = "", form: Format = "auto", own: bool = False
) -> ChatModel:
    """A LangChain chat model as one that can be asked; its kind is its name where none is given.

    Of one's `own` nobody else uses the connections, which belong to an event loop.
    """
    structured = None
    profile = model.profile or {}
    if form == "structured" or (form == "auto" and profile.get("structured_output", True)):
        structured = _bind_schema(model)
    if structured is None and form == "structured":
        raise ModelError(
            f"NEWS_CHAT_FORMAT is 'structured', but {name or model.get_name()!r} has no structured"
            " output; expected auto or text"
        )
    # Without a stream of its own LangChain would run the other one in a thread that exit waits for.
    asynchronous = type(model)._astream is not BaseChatModel._astream
    return ChatModel(
        name=name or model.get_name(),
        plain=model,
        structured=structured,
        stops_at_once=own and asynchronous,
    )


def _bind_schema(model: BaseChatModel) -> Asking | None:
    """The model told to reply by the schema, its own way; None where it has none.

    The reply itself is read while it is written, so the parser behind the model is left out.
    """
    bind: RunnableLambda[None, list[Runnable[LanguageModelInput, object]]] = RunnableLambda(
        lambda _: [model.with_structured_output(REPLY_SCHEMA, method="json_schema")]
    )
    (bound,) = bind.batch([None], {"callbacks": []}, return_exceptions=True)
    sequence = bound[0] if isinstance(bound, list) else None
    first = sequence.first if isinstance(sequence, RunnableSequence) else None
    if isinstance(first, RunnableBinding) and "response_format" in first.kwargs:
        # OpenAI's package parses all that was said anew with each piece, which takes its time to the
        # square of a reply's length; sent beside its own options the schema leaves that out.
        return model.bind(extra_body={"response_format": first.kwargs["response_format"]})
    return first


def load_chat_model(
    name: str,
    *,
    base_url: str | None,
    timeout_s: float,
    temperature: float,
    max_tokens: int,
    retries: int,
    setting: str = "NEWS_CHAT_MODEL",
) -> BaseChatModel:
    """The model that `provider:model` names.

    Raises:
        ModelError: the name has no provider, its package is missing, or it cannot be set up.

    """
    import httpx
    from langchain.chat_models import init_chat_model

    provider, _, model = name.partition(":")
    if not provider or not model:
        raise ModelError(
            f"{setting}: {name!r} names no provider; expected provider:model such as "
            "openai:gpt-5-mini or ollama:qwen3"
        )
    options: dict[str, object] = {"temperature": temperature}
    if provider == "ollama":
        options |= {"num_predict": max_tokens, "client_kwargs": {"timeout": timeout_s}}
    else:
        options |= {"max_tokens": max_tokens, "timeout": timeout_s, "max_retries": retries}
    if provider == "openai":
        # Its package shares connections by address, also with event loops that are not ours. None is kept
        # open between calls, as no one would close it.
        options["http_async_client"] = httpx.AsyncClient(
            timeout=timeout_s,
            follow_redirects=True,
            limits=httpx.Limits(max_keepalive_connections=0),
        )
        options["stream_usage"] = True  # left off by default where a base URL is given
    if base_url:
        options["base_url"] = base_url
    if provider == "openai" and base_url and not os.environ.get("OPENAI_API_KEY"):
        options["api_key"] = "none"  # servers of one's own need no key, but the package wants one
    make: Callable[..., BaseChatModel] = init_chat_model
    # Constructors raise errors of their own kinds too: OpenAI's for a missing key is no ValueError.
    # In a list, as a runnable that a runnable returns would be run.
    build: RunnableLambda[None, list[BaseChatModel]] = RunnableLambda(
        lambda _: [make(model, model_provider=provider, **options)]
    )
    outcomes: list[object] = []
    outcomes += build.batch([None], {"callbacks": []}, return_exceptions=True)
    (built,) = outcomes
    if isinstance(built, Exception):
        raise ModelError(f"{setting} is {name!r}, but {_why_not_made(built)}") from built
    return cast(list[BaseChatModel], built)[0]


def _why_not_made(error: Exception) -> str:
    if isinstance(error, ImportError):
        advised = re.search(r"pip install ([\w-]+)", str(error))
        if advised:
            return f"the package {advised[1]!r} is not installed; run: pip install {advised[1]}"
    return f"it cannot be set up: {_shorten(error)}"


def _shorten(error: Exception) -> str:
    text = " ".join(str(error).split())
    return text if len(text) <= 300 else text[:297] + "..."


_REMEDIES: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str], ...] = (
    (
        (provider_errors.ModelTimeoutError, TimeoutError),
        "did not answer in time; raise NEWS_CHAT_TIMEOUT_S or take a faster model",
    ),
    (
        (provider_errors.ModelConnectionError, ConnectionError),
        "cannot be reached; check NEWS_CHAT_BASE_URL and that its server runs",
    ),
    (
        (provider_errors.ModelAuthenticationError, provider_errors.ModelPermissionDeniedError),
        "refused the key; set the provider's own variable, such as OPENAI_API_KEY",
    ),
    (
        provider_errors.ModelRateLimitError,
        "is asked too often or its quota is spent; try again later",
    ),
    (
        provider_errors.ModelNotFoundError,
        "is not known to the server; check NEWS_CHAT_MODEL and NEWS_CHAT_BASE_URL",
    ),
    (
        (provider_errors.ModelInvalidRequestError, provider_errors.ContextOverflowError),
        "refused the request; check NEWS_CHAT_TEMPERATURE and NEWS_CHAT_MAX_TOKENS",
    ),
    (provider_errors.ModelAPIError, "failed on its server; try again later"),
)


def describe_failure(error: Exception) -> ModelError:
    """What a person reads of a failed call."""
    remedy = next(
        (remedy for kinds, remedy in _REMEDIES if isinstance(error, kinds)),
        "gave no readable reply; check NEWS_CHAT_MODEL and NEWS_CHAT_BASE_URL",
    )
    return ModelError(
        f"the chat model {remedy} ({type(error).__name__}: {_shorten(error)}). "
        "Without NEWS_CHAT_MODEL the articles' own words answer"
    )


def refuses_request(error: BaseException | None) -> bool:
    """Whether a server said that it does not take what was sent, as with an unknown option."""
    return isinstance(error, provider_errors.ModelInvalidRequestError)


def adopt_models(given: BaseChatModel | Sequence[ChatModel]) -> tuple[ChatModel, ...]:
    """One LangChain chat model, or those that were loaded, as models that can be asked."""
    return (adopt_model(given),) if isinstance(given, BaseChatModel) else tuple(given)
