"""The check every answer passes, whoever wrote it: each sentence against the spans it cites.

What must stand in a span or the header of its article: quotations word for word after the one
normalisation (`rag.checking.normalising`), their first letter in either case; numbers with value, unit, sign
and scale (`rag.checking.figures`); dates; persons, firms and other names; markets. What must not differ: which
way words point, what is denied,
how sure it is, how many, who does what to whom, and who speaks. Similarity never decides.

Verdicts, the first that fits:

uncited        no span is cited
unsupported    most of what the sentence says stands nowhere in its spans
misattributed  it credits a person, firm or outlet, and the span is another's
contradicted   the span says otherwise of the same thing: the opposite direction, the denial, another
               number, unit, sign or date, the two sides of a comparison turned round
stitched       each piece stands in a span, but no span joins them so
unsupported    a part of it stands nowhere; partly supported is unsupported
supported      one span, or for each of its clauses one span, bears it out whole
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from rag.checking.aligned_check import find_changed_words
from rag.checking.binding_check import find_stitched
from rag.checking.bound_numbers import find_unbound_numbers
from rag.checking.checked import NO_NAMES, Check, CitedSpan, KnownNames, Verdict
from rag.checking.choice_check import find_choice_problems
from rag.checking.comparison_check import find_comparison_problems
from rag.checking.condition_check import find_condition_problems
from rag.checking.credit_check import find_wrong_credit, name_speaker
from rag.checking.credits import find_credits, same_house, split_by_credit
from rag.checking.deeds_check import find_turned_round
from rag.checking.denial_check import find_added_denial
from rag.checking.earlier_check import find_earlier_problems
from rag.checking.exchange_check import find_exchanged
from rag.checking.excluded_check import find_excluded
from rag.checking.extremes_check import find_extreme_problems, find_records
from rag.checking.factor_check import find_factor_problems
from rag.checking.figures import find_figures, gives, read_figures, supporting_figures, supports
from rag.checking.force_check import find_force_problems
from rag.checking.holding_check import find_holding_problems
from rag.checking.keeping_check import find_keeping_problems
from rag.checking.kinds_check import find_kind_problems
from rag.checking.names_check import find_missing_names, stands_as_name
from rag.checking.normalising import (
    MARK,
    disarm_marks,
    find_quotations,
    normalise,
    stands_in,
    stands_whole,
)
from rag.checking.number_relations import find_relation_problems
from rag.checking.numbers_check import find_number_problems
from rag.checking.object_check import find_object_problems
from rag.checking.order_check import find_order_problems
from rag.checking.pairing_check import find_mispaired
from rag.checking.period_check import find_other_periods
from rag.checking.places_check import find_missing_places
from rag.checking.problems import Problem
from rag.checking.profit_check import find_profit_problems
from rag.checking.quantifier_check import find_quantifier_problems
from rag.checking.quotation_check import find_misquoted
from rag.checking.reading_words import is_past
from rag.checking.role_check import find_role_problems
from rag.checking.segments import cut_by_marks
from rag.checking.sentence_reading import Reading, read_text
from rag.checking.turned_check import find_turned
from rag.checking.words_check import find_word_problems

__all__ = [
    "MARK",
    "Check",
    "CitedSpan",
    "KnownNames",
    "check_sentence",
    "disarm_marks",
    "find_figures",
    "find_quotations",
    "find_unsupported",
    "normalise",
]

_PRECEDENCE: tuple[Verdict, ...] = ("misattributed", "contradicted", "stitched", "unsupported")
_JOINTS = re.compile(
    r";\s+|,\s+(?:while|whereas|but|and|although|though)\s+|\s+(?:while|whereas)\s+|\s+and\s+(?=(?:\S+\s+){3})"
)


def find_unsupported(text: str, quotes: Sequence[str], fields: Iterable[str]) -> tuple[str, ...]:
    """Quotations and numbers of `text` that stand neither in the cited quotes nor in the fields.

    `fields` are what is known of the cited articles: title, outlet, date as written out and as ISO.
    """
    sources = [normalise(disarm_marks(quote)) for quote in quotes]
    known = [normalise(disarm_marks(field)) for field in fields]
    made_up = [
        quotation
        for quotation in find_quotations(normalise(MARK.sub("", text)))
        if not any(stands_in(quotation, source) for source in (*sources, *known))
    ]
    said = [figure for source in sources for figure in supporting_figures(source)]
    given = [figure for field in known for figure in find_figures(field)]
    # A mark parts figures that stand on either side of it, as it does for a reader.
    miscounted = [
        readings[0].text
        for readings in read_figures(normalise(MARK.sub(" · ", text)))
        if not any(supports(source, figure) for figure in readings for source in said)
        and not any(gives(field, figure) for figure in readings for field in given)
    ]
    return (*made_up, *miscounted)


def check_sentence(
    sentence: str, spans: Sequence[CitedSpan], *, names: KnownNames = NO_NAMES
) -> Check:
    """The verdict on a sentence against the spans it cites, marks left in or taken out.

    Where marks stand inside, what stands before each is held to its own spans.
    """
    if not spans:
        return Check(verdict="uncited", reason="It cites nothing.")
    if (
        _count_numbers(sentence) > MOST_TOLD
        or sum(_count_numbers(s.text) for s in spans) > MOST_HELD
    ):
        return Check(verdict="unsupported", reason="It has more numbers than are checked.")
    checks = [_check_part(text, cited, names) for text, cited in cut_by_marks(sentence, spans)]
    failed = [check for check in checks if not check.stands]
    return failed[0] if failed else Check(verdict="supported", reason="")


MOST_TOLD, MOST_HELD = 40, 200
"""Numbers of a sentence and of the spans it cites: each is held against each, and against its rivals."""
_NUMBER = re.compile(r"\d[\d.,]*")


def _count_numbers(text: str) -> int:
    return sum(1 for _ in _NUMBER.finditer(MARK.sub(" ", text)))


def _check_part(text: str, spans: tuple[CitedSpan, ...], names: KnownNames) -> Check:
    sentence = read_text(text)
    alone = [_find_problems(sentence, (span,), names) for span in spans]
    passed = [span for span, problems in zip(spans, alone, strict=True) if not problems]
    if passed:
        mixed = [_find_mixed(sentence, span, names) for span in passed]
        if not all(mixed):
            return Check(verdict="supported", reason="")
        return Check(verdict="misattributed", reason=str(mixed[0]))
    if len(spans) == 1:
        return _worst(alone[0])
    quoted = bool(find_quotations(sentence.text))
    parts = [] if quoted else _split_joined(text)
    if len(parts) > 1 and all(
        any(not _find_problems(read_text(part), (span,), names) for span in spans) for part in parts
    ):
        return Check(verdict="supported", reason="")
    together = _find_problems(sentence, spans, names)
    if together:
        return _worst(together)
    return Check(
        verdict="stitched",
        reason="Its pieces stand in "
        + " and ".join(span.mark for span in spans)
        + ", but none of these says the whole.",
    )


def _split_joined(text: str) -> list[str]:
    """The clauses of a sentence; one that goes on with a deed has its doer set before it again."""
    parts = [part for part in _JOINTS.split(text) if part and part.strip()]
    credited = find_credits(read_text(parts[0]).text) if parts else ()
    doer = next((one.persons[0] if one.persons else one.firm for one in credited), None)
    return parts[:1] + [f"{doer} {p}" if doer and _goes_on(p) else p for p in parts[1:]]


_FIRST_WORD = re.compile(r"(?:(?:also|then|now)\s)?([a-z]+)\s")


def _goes_on(part: str) -> bool:
    """Whether a clause begins with a verb: `says ...`, `expected ...`."""
    first = _FIRST_WORD.match(part)
    return first is not None and (first[1].endswith("s") or is_past(first[1]))


def _find_mixed(sentence: Reading, span: CitedSpan, names: KnownNames) -> str | None:
    """Whom a span quotes beside whoever the sentence credits, where only both together bear it out."""
    credited = find_credits(sentence.text)
    if len(credited) != 1 or sentence.text.strip(" .") in normalise(span.text):
        return None
    own, others = split_by_credit(span.text, credited[0])
    if not own or not others:
        return None
    if not _find_problems(sentence, (replace(span, text=own),), names):
        return None
    told = [
        house for one in find_credits(read_text(others).text) for house in (*one.persons, one.firm)
    ]
    own_house = same_house(credited[0].firm, span.firm) and {n for n in told if n} <= {
        *span.persons
    }
    if own_house or all(stands_as_name(name, sentence.text) for name in told if name):
        return None  # it names them too
    return f"It credits with others' words: {others.strip()}"


def _worst(problems: Sequence[Problem]) -> Check:
    problem = min(problems, key=lambda p: (not p.whole, _PRECEDENCE.index(p.verdict)))
    return Check(verdict=problem.verdict, reason=problem.reason)


def _find_problems(
    sentence: Reading, spans: tuple[CitedSpan, ...], names: KnownNames
) -> tuple[Problem, ...]:
    """What of a sentence the spans, taken as one, do not bear out."""
    source = _joined(spans)
    return tuple(_problems(sentence, source, spans, names))


@lru_cache(maxsize=1_024)
def _joined(spans: tuple[CitedSpan, ...]) -> Reading:
    return read_text(" \n".join(disarm_marks(span.text) for span in spans))


def _problems(
    sentence: Reading, source: Reading, spans: tuple[CitedSpan, ...], names: KnownNames
) -> Iterator[Problem]:
    yield from find_misquoted(sentence, spans)
    wrong = find_wrong_credit(sentence, spans, names)
    if wrong is not None:
        yield Problem(verdict="misattributed", reason=wrong)
    else:
        for chunk in find_missing_names(sentence, spans, names):
            yield Problem(
                verdict="unsupported",
                reason=f"{chunk.text} is not named in what it cites; {name_speaker(spans[0])} speaks.",
            )
    for place in find_missing_places(sentence, source, spans):
        yield Problem(
            verdict="unsupported", reason=f"{place.title()} is not named in what it cites."
        )
    yield from find_role_problems(sentence, spans)
    if stands_whole(sentence.text, source.text):
        yield from find_word_problems(sentence, source, spans)
        return
    yield from find_number_problems(sentence, spans)
    for find in _BY_TEXT:
        yield from find(sentence, source)
    titles = " ".join(span.title for span in spans if span.title)
    yield from find_records(sentence, source, titles)
    yield from find_kind_problems(sentence, source, titles)
    yield from find_word_problems(sentence, source, spans)
    yield from find_force_problems(sentence, source, spans)


_BY_TEXT: tuple[Callable[[Reading, Reading], Iterator[Problem]], ...] = (
    find_profit_problems,
    find_excluded,
    find_relation_problems,
    find_mispaired,
    find_stitched,
    find_turned_round,
    find_choice_problems,
    find_comparison_problems,
    find_exchanged,
    find_factor_problems,
    find_object_problems,
    find_order_problems,
    find_earlier_problems,
    find_extreme_problems,
    find_changed_words,
    find_added_denial,
    find_other_periods,
    find_turned,
    find_unbound_numbers,
    find_keeping_problems,
    find_holding_problems,
    find_condition_problems,
    find_quantifier_problems,
)
"""What a sentence and its spans are held to by their words alone."""
