"""Lines of an extractive answer through the check that every sentence passes.

A line's lead-in is written from known fields, so what it says of speaker, date and forecast is told to
the check as known; the quotations behind it are held to their spans like anybody's.
"""

from collections.abc import Mapping

from rag.answers.citing import cite_span, header_fields, show_quote
from rag.answers.drafts import Line
from rag.checking.verify import check_sentence, find_unsupported
from rag.records import AnswerSentence, Citation


def line_stands(
    line: Line,
    sentence: AnswerSentence,
    by_mark: Mapping[str, Citation],
) -> bool:
    """Whether a line's quotations stand in the spans they cite, and nothing else is said."""
    cited = [by_mark[mark] for mark in sentence.marks]
    fields = [*header_fields(cited), line.lead_in]
    if find_unsupported(sentence.text, [one.quote for one in cited], fields):
        return False
    said = sentence.text.removeprefix(line.lead_in).strip()
    if said == " ".join(f"{show_quote(one.quote)} {one.mark}" for one in cited):
        return True  # each span word for word before its own mark: nothing is said that could be weighed
    spans = [
        cite_span(citation, span.statement)
        for citation, span in zip(cited, line.spans, strict=True)
    ]
    return bool(spans) and check_sentence(said, spans).stands
