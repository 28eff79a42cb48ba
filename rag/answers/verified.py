"""The last step to an answer: a draft with its marks, of which only what passes the check is kept."""

from dataclasses import replace

from rag.answers.citing import cite_lines
from rag.answers.confidence import score_evidence
from rag.answers.drafts import Draft, abstain
from rag.answers.line_check import line_stands
from rag.answers.wording import lacks_answer
from rag.asking import Asked
from rag.reader import View
from rag.records import Answer, AnswerSentence, Citation, Plan


def verify_draft(asked: Asked, plan: Plan, draft: Draft) -> Answer:
    """The draft with its marks; a sentence that does not pass the check is left out."""
    if draft.abstention is not None:
        sentences: tuple[AnswerSentence, ...] = (AnswerSentence(text=draft.abstention, marks=()),)
        return _make(asked, plan, sentences, (), draft.notes, draft)
    sentences, citations = cite_lines(draft.lines)
    by_mark = {c.mark: c for c in citations}
    kept: list[AnswerSentence] = []
    for line, sentence in zip(draft.lines, sentences, strict=True):
        if line_stands(line, sentence, by_mark):
            kept.append(sentence)
    if not kept:
        return verify_draft(asked, plan, abstain("off-topic", lacks_answer(())))
    notes = list(draft.notes)
    if len(kept) < len(sentences):
        notes.append(
            f"{len(sentences) - len(kept)} of {len(sentences)} sentences failed the check."
        )
    marks = {m for sentence in kept for m in sentence.marks}
    return _make(
        asked,
        plan,
        tuple(kept),
        tuple(c for c in citations if c.mark in marks),
        tuple(notes),
        draft,
    )


def _make(
    asked: Asked,
    plan: Plan,
    sentences: tuple[AnswerSentence, ...],
    citations: tuple[Citation, ...],
    notes: tuple[str, ...],
    draft: Draft,
) -> Answer:
    return Answer(
        question=asked.question,
        standalone=plan.standalone,
        sentences=sentences,
        citations=citations,
        abstained=draft.reason is not None,
        reason=draft.reason,
        notes=notes,
        as_of=plan.as_of,
        hits=draft.hits,
        seconds=0.0,
    )


def with_score(answer: Answer, plan: Plan, view: View) -> Answer:
    """The answer with how likely its hits hold what is asked, if it has any."""
    if not answer.hits:
        return answer
    return replace(answer, score=score_evidence(plan, answer.hits, view.snapshot))


def first_sentences(answer: Answer, count: int) -> Answer:
    """The answer as it stands after so many sentences, with the citations of those and no notes."""
    sentences = answer.sentences[:count]
    marks = {mark for sentence in sentences for mark in sentence.marks}
    return replace(
        answer,
        sentences=sentences,
        citations=tuple(c for c in answer.citations if c.mark in marks),
        notes=(),
    )
