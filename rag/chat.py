"""A chat model that words the answer, held to the spans it was shown.

The home of LangChain's chat models. What they raise differs by provider and release (with OpenAI's
a reply that is no JSON is a `JSONDecodeError`, one without choices a `TypeError` or `IndexError`),
so their errors are taken as values and leave here as a `ModelError` that says what to do. A call
ends in time even where the provider's own limit does not hold: retries add up, and a server that
sends a byte now and then is never silent.

Marks that point nowhere are removed and counted; a sentence whose quotations or numbers do not
stand in the spans it cites is dropped and counted; if nothing stands the extractive answer does.
"""

import os
import re
import threading
import unicodedata
from collections.abc import Callable, Sequence
from contextvars import copy_context
from dataclasses import dataclass, replace
from queue import Empty, SimpleQueue

from langchain_core import exceptions as provider_errors
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage
from langchain_core.runnables import RunnableLambda

from corpus.sentences import Sentence, split_sentences
from rag.citing import header_fields, quote_evidence
from rag.drafts import ANSWER_CHARACTERS, Draft
from rag.errors import ModelError
from rag.prompt import NO_ANSWER, SYSTEM, write_question, write_sources
from rag.reader import today
from rag.records import Answer, AnswerSentence, Citation, Plan
from rag.verify import MARK, find_unsupported
from rag.wording import name_speaker, say_count

_TIMEOUT_S = 60.0
_LONGEST_REPLY = 20_000
"""Characters of a reply that are read: several times what an answer may have."""
_WIDEST_RANGE = 10
"""Sources that a mark such as `[1-3]` may stand for; a wider one is no mark."""

# What a reply may hold beside its sentences. Runs are bounded so that no reply takes long to read.
_MARKS = re.compile(
    r"[\[【]{1,2}\^?\s{0,3}(?:sources?\s{1,3})?"
    r"(?P<marks>[0-9]{1,3}(?:\s{0,3}[,;&–-]\s{0,3}[0-9]{1,3}){0,20})\s{0,3}(?:†[^\]】]{0,80})?[\]】]{1,2}",
    re.IGNORECASE,
)
_THOUGHTS = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_IMAGE = re.compile(r"!\[[^\]]{0,300}\](?:\([^)]{0,2000}\)?|\[[^\]]{0,300}\])?")
_REFERENCE = re.compile(r"^[ \t]{0,9}\[[^\]\n]{1,300}\]:.*$", re.MULTILINE)
_LINKED_MARK = re.compile(r"(\[[0-9]{1,3}\])\([^)]{0,2000}\)?")
_LINK = re.compile(
    r"\[(?![0-9]{1,3}\])([^\[\]]{0,300})\](?:\([^)]{0,2000}\)?|\[(?![0-9]{1,3}\])[^\]]{0,300}\])"
)
_ADDRESS = re.compile(
    r"<?(?:\b[a-z][a-z0-9+.-]{0,30}://|\bwww\.|\b(?:javascript|data|mailto|file|vbscript|tel):)"
    r"[^\s\[\]<>]*>?|\b(?:[a-z0-9-]{1,63}\.){1,9}[a-z]{2,24}/[^\s\[\]<>]*",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[a-z!][^<>]*>?", re.IGNORECASE)
_BULLET = re.compile(r"^(?:(?:#{1,6}|[-*+•>]|[0-9]{1,2}[.)])\s+)+")
_EMPHASIS = re.compile(r"\*\*|__|`+|(?<!\w)[*_](?=\w)|(?<=[\w.,!?])[*_](?!\w)")
_FINISHED = re.compile(r"[.!?…\"'”’)\]]$")


def load_chat_model(
    name: str,
    *,
    base_url: str | None,
    timeout_s: float,
    temperature: float,
    max_tokens: int,
    retries: int,
) -> BaseChatModel:
    """The model that `provider:model` names.

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
    options: dict[str, object] = {"temperature": temperature}
    if provider == "ollama":
        options |= {"num_predict": max_tokens, "client_kwargs": {"timeout": timeout_s}}
    else:
        options |= {"max_tokens": max_tokens, "timeout": timeout_s, "max_retries": retries}
    if base_url:
        options["base_url"] = base_url
    if provider == "openai" and base_url and not os.environ.get("OPENAI_API_KEY"):
        options["api_key"] = "none"  # servers of one's own need no key, but the package wants one
    make: Callable[..., BaseChatModel] = init_chat_model
    # Constructors raise errors of their own kinds too: OpenAI's for a missing key is no ValueError.
    # In a list, as a runnable that a runnable returns would be run.
    build: RunnableLambda[None, list[BaseChatModel] | Exception] = RunnableLambda(
        lambda _: [make(model, model_provider=provider, **options)]
    )
    built: list[BaseChatModel] | Exception
    (built,) = build.batch([None], return_exceptions=True)
    if isinstance(built, Exception):
        raise ModelError(f"NEWS_CHAT_MODEL is {name!r}, but {_why_not_made(built)}") from built
    return built[0]


def _why_not_made(error: Exception) -> str:
    if isinstance(error, ImportError):
        advised = re.search(r"pip install ([\w-]+)", str(error))
        if advised:
            return f"the package {advised[1]!r} is not installed; run: pip install {advised[1]}"
    return f"it cannot be set up: {_shorten(error)}"


def _shorten(error: Exception) -> str:
    text = " ".join(str(error).split())
    return text if len(text) <= 300 else text[:297] + "..."


class ChatWriter:
    """Words an answer with a chat model, within `timeout_s` seconds a call, retries included."""

    def __init__(self, model: BaseChatModel, *, timeout_s: float = _TIMEOUT_S) -> None:
        self._model = model
        self._timeout_s = min(timeout_s, threading.TIMEOUT_MAX)

    def rewrite(self, plan: Plan, draft: Draft, extractive: Answer) -> Answer:
        """The model's answer as far as it is supported, else the extractive one with a note.

        Raises:
            ModelError: the model did not answer.

        """
        spans = [span for line in draft.lines for span in line.spans]
        if not spans:
            return extractive
        shown = [quote_evidence(span, k) for k, span in enumerate(spans, start=1)]
        speakers = [name_speaker(span.statement) if span.statement else "" for span in spans]
        question = write_question(plan, write_sources(shown, speakers), today().isoformat())
        reply = self._ask([SystemMessage(SYSTEM), HumanMessage(question)])
        return accept(reply, shown, extractive)

    def _ask(self, messages: list[BaseMessage]) -> str:
        replies: SimpleQueue[AIMessage | Exception] = SimpleQueue()

        def call() -> None:
            replies.put(self._model.batch([messages], return_exceptions=True)[0])

        # A daemon, so that a server that never ends keeps neither the question nor the exit.
        threading.Thread(target=copy_context().run, args=(call,), daemon=True).start()
        try:
            reply = replies.get(timeout=self._timeout_s)
        except Empty:
            reply = TimeoutError(f"no whole reply within {self._timeout_s:g} s")
        if isinstance(reply, Exception):
            raise ModelError(
                f"the chat model {_what_to_do(reply)} ({type(reply).__name__}: {_shorten(reply)}). "
                "Without NEWS_CHAT_MODEL the articles' own words answer"
            ) from reply
        return str(reply.text)


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


def _what_to_do(error: Exception) -> str:
    for kinds, remedy in _REMEDIES:
        if isinstance(error, kinds):
            return remedy
    return "gave no readable reply; check NEWS_CHAT_MODEL and NEWS_CHAT_BASE_URL"


# --- what of a reply stands


def accept(text: str, shown: Sequence[Citation], extractive: Answer) -> Answer:
    """The sentences of a model's reply that their marks support, over the spans it was shown."""
    by_mark = {citation.mark: citation for citation in shown}
    kept: dict[str, AnswerSentence] = {}
    stray = dropped = length = 0
    for said in read_reply(text):
        stray += sum(mark not in by_mark for _, mark in said.marks)
        if not any(map(str.isalnum, said.text)):
            continue
        known = tuple(dict.fromkeys(mark for _, mark in said.marks if mark in by_mark))
        shown_text = said.show(known)
        cited = [by_mark[mark] for mark in known]
        quotes = [citation.quote for citation in cited]
        if not cited or find_unsupported(shown_text, quotes, header_fields(cited)):
            dropped += 1
        elif shown_text not in kept and length + len(shown_text) < ANSWER_CHARACTERS:
            kept[shown_text] = AnswerSentence(text=shown_text, marks=known)
            length += len(shown_text) + 1
    notes = (*extractive.notes, *_count_losses(text, stray, dropped, stands=bool(kept)))
    if not kept:
        return replace(extractive, notes=notes)
    used = {mark for sentence in kept.values() for mark in sentence.marks}
    citations = tuple(citation for citation in shown if citation.mark in used)
    return replace(extractive, sentences=tuple(kept.values()), citations=citations, notes=notes)


def _count_losses(text: str, stray: int, dropped: int, *, stands: bool) -> list[str]:
    notes: list[str] = []
    if stray:
        marks = "mark of the chat model" if stray == 1 else "marks of the chat model"
        notes.append(f"{say_count(stray).capitalize()} {marks} pointed at no source; removed.")
    if dropped:
        said = (
            "sentence of the chat model was" if dropped == 1 else "sentences of the chat model were"
        )
        notes.append(f"{say_count(dropped).capitalize()} {said} not supported; dropped.")
    if not stands:
        silent = text.strip(" \n\t.*\"'").upper() in ("", NO_ANSWER)
        why = (
            "found no answer in the sources" if silent else "wrote nothing that the sources support"
        )
        notes.append(f"The chat model {why}; these are the articles' own words.")
    return notes


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidSentence:
    """A sentence of a reply, its marks taken out."""

    text: str
    marks: tuple[tuple[int, str], ...]
    """Each with the offset in `text` that it stood at, in order; also those that point nowhere."""

    def show(self, known: Sequence[str]) -> str:
        """The sentence with the known marks where they stood."""
        parts: list[str] = []
        done = 0
        for offset, mark in self.marks:
            if mark in known:
                parts += [self.text[done:offset], "" if offset == done and parts else " ", mark]
                done = offset
        return "".join((*parts, self.text[done:])).strip()


def read_reply(text: str) -> tuple[SaidSentence, ...]:
    """The sentences of a reply without thoughts, links, images, tags and decoration.

    A last one that was cut off is left out, with its marks.
    """
    said: list[SaidSentence] = []
    for line in _clean(text).splitlines():
        read = _read_line(" ".join(_EMPHASIS.sub("", _BULLET.sub("", line.strip())).split()))
        if said and len(read) == 1 and not read[0].text:
            last = said.pop()  # a line of marks only
            moved = tuple((len(last.text), mark) for _, mark in read[0].marks)
            read = [replace(last, marks=(*last.marks, *moved))]
        said.extend(read)
    if said and not _FINISHED.search(said[-1].show([mark for _, mark in said[-1].marks])):
        said.pop()
    return tuple(sentence for sentence in said if sentence.text or sentence.marks)


def _clean(text: str) -> str:
    text = _THOUGHTS.sub("", text)[:_LONGEST_REPLY]
    # Characters of no width could hide a number from the check; a reader would not see them.
    text = "".join(
        c if c.isprintable() or c == "\n" else "" if unicodedata.category(c) == "Cf" else " "
        for c in text
    )
    text = _MARKS.sub(_single_marks, _REFERENCE.sub("", _IMAGE.sub("", text)))
    text = _LINK.sub(r"\1", _LINKED_MARK.sub(r"\1", text))
    return _TAG.sub(" ", _ADDRESS.sub(" ", text))


def _single_marks(match: re.Match[str]) -> str:
    """`[1, 2]` as `[1][2]`, `[2-4]` as `[2][3][4]`."""
    marks: list[str] = []
    for part in re.split(r"[,;&]", match["marks"]):
        numbers = [int(number) for number in re.findall("[0-9]+", part)]
        if len(numbers) > 1 and 0 <= numbers[-1] - numbers[0] < _WIDEST_RANGE:
            marks += [f"[{number}]" for number in range(numbers[0], numbers[-1] + 1)]
        else:
            marks += [f"[{number}]" for number in numbers]
    return "".join(marks)


def _read_line(line: str) -> list[SaidSentence]:
    bare = ""
    marks: list[tuple[int, str]] = []
    done = 0
    for match in MARK.finditer(line):
        bare += line[done : match.start()]
        done = match.end()
        if not line[done : done + 1].isalnum():
            bare = bare.rstrip()
        if (len(bare), match[0]) not in marks[-_WIDEST_RANGE:]:
            marks.append((len(bare), match[0]))
    bare += line[done:]
    ranges = list(split_sentences(bare)) or [Sentence(start=0, end=0)]
    leading = bool(marks) and marks[0][0] == 0 and marks[-1][0] < ranges[-1].end
    owned: list[list[tuple[int, str]]] = [[] for _ in ranges]
    for offset, mark in marks:
        owner = _owner(offset, ranges, leading=leading)
        first, last = ranges[owner].start, ranges[owner].end
        place = last - first if leading else min(max(offset, first), last) - first
        owned[owner].append((place, mark))
    return [
        SaidSentence(text=bare[r.start : r.end], marks=tuple(own))
        for r, own in zip(ranges, owned, strict=True)
        if own or r.end
    ]


def _owner(offset: int, ranges: Sequence[Sentence], *, leading: bool) -> int:
    """The sentence a mark belongs to: the one it ends or, where marks lead, the one it begins."""
    if leading:
        return next((k for k, r in enumerate(ranges) if r.end > offset), len(ranges) - 1)
    return max((k for k, r in enumerate(ranges) if r.start < offset), default=0)
