"""Where words of a sentence stand that the check of words leaves to others."""

import re
from collections.abc import Sequence
from datetime import date

from corpus.dating.dates import find_dates
from rag.checking.checked import CitedSpan
from rag.checking.credits import surnames
from rag.checking.linking import find_linking
from rag.checking.normalising import normalise
from rag.checking.number_relations import told_by_relation
from rag.checking.number_words import HALF_TIME, PERIOD, POINT, worded_figures
from rag.checking.places_check import find_places
from rag.checking.sentence_reading import Reading

_ANY_DAY = date(2000, 6, 15)
"""A reference with which every relative date is read; only where it stands counts."""


def find_spared(
    sentence: Reading, source: Reading, spans: Sequence[CitedSpan]
) -> list[tuple[int, int]]:
    """Where names, numbers, dates, the outlet and what links them stand, which are checked on their own."""
    found = [
        *sentence.spared,
        *find_linking(sentence, source),
        *told_by_relation(sentence, source),
    ]
    for span in spans:
        for name in filter(None, (span.outlet, span.firm, *span.persons)):
            found += [m.span() for m in re.finditer(re.escape(normalise(name)), sentence.text)]
    for surname in surnames(spans):
        found += [m.span() for m in re.finditer(rf"\b{re.escape(surname)}\b", sentence.text)]
    found += [(f.start, f.end) for f in worded_figures(sentence)]
    found += find_places(sentence.text)
    found += [
        m.span() for pattern in (POINT, HALF_TIME, PERIOD) for m in pattern.finditer(sentence.text)
    ]
    found += [(m.start, m.end) for m in find_dates(sentence.text, reference=_ANY_DAY)]
    return found
