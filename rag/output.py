"""An answer and its hits as rows for machines: the fields of `--json`, of `ask --batch` and of the page's API."""

from dataclasses import asdict

from rag.records import Answer, Citation, Hit

Row = dict[str, object]


def answer_row(answer: Answer, row_id: object = None) -> Row:
    """One answer: id, question, answer, abstained, reason, citations, notes, score, seconds, usage.

    `score` is how likely what was found answers, 0 to 1; None where nothing was searched.

    `usage` is what the chat model took: model, calls, tokens, seconds, cost; None where none was asked.
    """
    return {
        "id": row_id,
        "question": answer.question,
        "standalone": answer.standalone,
        "answer": answer.text,
        "abstained": answer.abstained,
        "reason": answer.reason,
        "as_of": answer.as_of.isoformat() if answer.as_of else None,
        "citations": [citation_row(citation) for citation in answer.citations],
        "notes": list(answer.notes),
        "score": None if answer.score is None else round(answer.score, 4),
        "seconds": round(answer.seconds, 4),
        "usage": asdict(answer.usage) if answer.usage else None,
    }


def citation_row(citation: Citation) -> Row:
    """One citation; `quote` is `source_text[start:end]` of its article."""
    return {
        "mark": citation.mark,
        "article_id": citation.article_id,
        "source": citation.source,
        "title": citation.title,
        "outlet": citation.outlet,
        "published": citation.published,
        "published_origin": citation.published_origin,
        "url": citation.url,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
    }


def hit_row(hit: Hit) -> Row:
    """One hit with the score of each signal."""
    article = hit.article
    return {
        "passage_id": hit.passage.passage_id,
        "article_id": article.article_id,
        "source": article.source,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published.iso if article.published else None,
        "speakers": list(hit.speakers),
        "scores": {signal: round(score, 5) for signal, score in hit.scores.items()},
        "start": hit.passage.start,
        "end": hit.passage.end,
        "text": hit.passage.text,
    }
