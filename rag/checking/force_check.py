"""How far a sentence goes against its spans: how many, how sure, and of which market."""

import re
from collections.abc import Iterator, Sequence

from corpus.words import words
from rag.checking.checked import CitedSpan
from rag.checking.cutting import Word
from rag.checking.meanings import excludes, may_stand_for
from rag.checking.names_check import header_texts
from rag.checking.problems import Problem
from rag.checking.sentence_reading import Entity, Reading, read_text

_ALL = frozenset(
    words(
        """
    all every each always entire whole everyone everybody any entirely solely exclusively unanimous
    unanimously
    """
    )
)
_EACH = frozenset(words("all every always everyone everybody entire entirely"))
"""Words that the source must have in some form, whatever else it says."""
_NOT_ALL = frozenset(
    words(
        """
    some many most several few part half majority minority often sometimes usually typically
    tends tend generally mostly largely partly nearly almost certain various numerous mainly
    two three four five six seven eight nine ten
    """
    )
)
_SURE = frozenset(
    words(
        """
    guarantee guaranteed guarantees certain certainly definitely inevitable undoubtedly surely bound
    confirmed proved proven proves
    """
    )
)
_POSSIBLE_WORDS = frozenset(
    words("may might could can possible possibly potential potentially perhaps chance should would")
)
_FUTURE = frozenset(words("will shall ll"))
_COMING = frozenset(
    words(
        """
    expect expects expected forecast forecasts predict predicts predicted see sees likely will shall
    ll going plan plans planned target targets project projects projected anticipate anticipates
    anticipated would due set next coming soon ahead future wants want hopes hope until to make should when once
    """
    )
)


def find_force_problems(
    sentence: Reading, source: Reading, spans: Sequence[CitedSpan]
) -> Iterator[Problem]:
    """Where the sentence goes further than its spans, or turns them round."""
    yield from _quantifiers(sentence, source)
    yield from _certainty(sentence, source)
    yield from _other_markets(sentence, source, spans)


def _has(reading: Reading, lows: frozenset[str]) -> str | None:
    return next((word.low for word in reading.words if word.low in lows), None)


_NO_QUANTIFIER = re.compile(
    r"\b(?:each (?:time|year|month|day|other)|after all|above all|at all(?=[.,;]|$)|first of all|"
    r"all the same|all-\w+|all but|once and for all|not all|any more|all eyes|if only|only just|not only)\b",
    re.IGNORECASE,
)


def _quantifiers(sentence: Reading, source: Reading) -> Iterator[Problem]:
    spared = [m.span() for m in _NO_QUANTIFIER.finditer(sentence.text)]
    told = next(
        (
            w
            for w in sentence.words
            if w.low in _ALL and w.negation == "no" and not any(a <= w.start < b for a, b in spared)
        ),
        None,
    )
    but = _ALL_BUT.search(source.text)
    if but and _NEARLY_ALL.search(sentence.text):
        return
    nearly = _NEARLY_ALL.search(source.text)
    plain = len(re.findall(r"\b(?:all|every|entire|whole)\b", source.text, re.I)) - bool(nearly)
    if told is not None and nearly and plain < 1 and not _NEARLY_ALL.search(sentence.text):
        yield Problem(
            verdict="unsupported", reason=f"It says “{told.low}”; the source “{nearly[0]}”."
        )
        return
    weaker = (
        (but and but[0])
        or _has(source, _NOT_ALL)
        or next(
            (f.text for f, *_ in source.figures if f.unit == "%" and f.value and 0 < f.value < 100),
            None,
        )
    )
    needs = told is not None and (weaker or told.low in _EACH)
    if told is not None and needs and (but or not _has(source, _ALL)):
        yield Problem(
            verdict="unsupported",
            reason=f"It says “{told.low}”; the source has {f'“{weaker}”' if weaker else 'no such word'}.",
        )


_NEARLY_ALL = re.compile(
    r"\b(?:nearly|almost|virtually|not quite) all\b|\ball (?:but|except)\b", re.IGNORECASE
)
_ALL_BUT = re.compile(
    r"\b(?:all|everyone|everybody|every \w+) (?:but|except)(?: for)?\b", re.IGNORECASE
)


def _is_said(word: Word, text: str) -> bool:
    """Whether `confirmed` tells that somebody said so: `the firm confirmed that ...`."""
    return word.low == "confirmed" and not re.search(
        r"\b(?:is|are|was|were|been|be) $", text[: word.start]
    )


def _certainty(sentence: Reading, source: Reading) -> Iterator[Problem]:
    sure = next(
        (w.low for w in sentence.words if w.low in _SURE and not _is_said(w, sentence.text)), None
    )
    if sure and not any(
        may_stand_for(sure, word.low) or word.low in _SURE for word in source.words
    ):
        may = _has(source, _POSSIBLE_WORDS)
        yield Problem(
            verdict="unsupported",
            reason=f"It says “{sure}”; the source has {f'“{may}”' if may else 'nothing so sure'}.",
        )
    # "doubts that it will last" says of nothing that it will be
    will = next((w.low for w in sentence.words if w.low in _FUTURE and w.negation == "no"), None)
    if will and not _has(source, _FUTURE):
        coming = _has(source, _COMING)
        if any(w.low == "would" and w.force == "will" for w in source.words):
            return  # a promise retold
        may = _has(source, _POSSIBLE_WORDS)
        if not coming or (
            may and coming in ("to", "would", "should", "next", "when", "ahead", "once")
        ):
            yield Problem(
                verdict="unsupported",
                reason=f"It says “{will}”; the source has {f'“{may}”' if may else 'it as past or present'}.",
            )


# --- markets

_KIN = (
    frozenset(("small caps", "russell 2000")),
    frozenset(("large caps", "s&p 500", "mega caps", "stocks", "u.s. stocks")),
    frozenset(
        (
            "technology",
            "nasdaq",
            "mega caps",
            "artificial intelligence",
            "semiconductors",
            "growth stocks",
        )
    ),
    frozenset(("oil", "energy")),
    frozenset(("treasuries", "treasury yields", "bonds")),
    frozenset(("gilts", "bonds")),
    frozenset(("bunds", "bonds")),
    frozenset(("corporate bonds", "high-yield bonds", "bonds")),
    frozenset(("cryptocurrencies", "bitcoin")),
    frozenset(("banks", "financials")),
    frozenset(("dollar", "$")),
)
_TENOR = re.compile(r"\b[a-z0-9]+-year\b", re.IGNORECASE)
_POINTING = re.compile(
    r"\b(?:the (?:group|index|gauge|sector|segment|class|metal|corner|stocks?|shares|market|companies)|"
    r"they|it|them|its|their|this)\b",
    re.IGNORECASE,
)


def _stands_in(entity: Entity, sentence: Reading, source: Reading) -> bool:
    """Whether a span has a name and each of its words."""
    if all(entity.name != other.name for other in source.entities):
        return False
    held = {w.term for w in source.words}
    return all(w.term in held for w in sentence.words if entity.start <= w.start < entity.end)


def _other_markets(
    sentence: Reading, source: Reading, spans: Sequence[CitedSpan]
) -> Iterator[Problem]:
    """A market, index or metal that neither the span nor its header names."""
    told = [e for e in sentence.entities if not _stands_in(e, sentence, source)]
    if not told:
        return
    headers = [read_text(text) for span in spans for text in header_texts(span)]
    held = {e.name for reading in (source, *headers) for e in reading.entities}
    terms = [w.term for w in source.words]
    titled_terms = {w.term for reading in headers for w in reading.words}
    named = {e.name for e in source.entities if e.is_strict}
    for entity in told:
        own = [w.term for w in sentence.words if entity.start <= w.start < entity.end]
        if entity.kind != "currency" and any(
            term not in terms and term not in titled_terms and excludes(term, o)
            for term in own
            for o in terms
        ):
            written = sentence.text[entity.start : entity.end]
            yield Problem(verdict="unsupported", reason=f"The source says nothing of {written}.")
            continue
        if not entity.is_strict or entity.name in held:
            continue
        siblings = {e.name for e in source.entities if e.kind == entity.kind and e.is_strict}
        if any(entity.name in kin and kin & (siblings or held) for kin in _KIN):
            continue
        sibling = any(e.kind == entity.kind and e.is_strict for e in source.entities)
        if (
            not sibling
            and own
            and all(any(may_stand_for(term, other) for other in terms) for term in own)
        ):
            continue
        titled = any(e.name != entity.name and e.is_strict for r in headers for e in r.entities)
        if not named and not titled and _POINTING.search(source.text):
            continue
        tenor = _TENOR.search(sentence.text, max(0, entity.start - 10), entity.end)
        written = sentence.text[entity.start : entity.end]
        if tenor and "yield" in written and tenor[0].lower() in source.text.lower():
            continue  # "the two-year" is a yield or a note of two years
        yield Problem(
            verdict="unsupported",
            reason=f"The source says nothing of {written}"
            + (f"; it is on {', '.join(sorted(named))}." if named else "."),
        )
