"""What people said of answers: a thumb and a comment, with the question and the answer as they stood.

A table of its own in the store's file. Writing to it leaves `corpus_version` as it is: nobody who answers questions has
to read the articles again. One person's feedback on one answer is one row; a later one takes its place.
"""

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from corpus.store import Store
from rag.errors import QuestionError

COMPONENT = "feedback"
MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE feedback (
        feedback_id TEXT PRIMARY KEY,
        user TEXT NOT NULL,
        given_at TEXT NOT NULL,
        thumb TEXT NOT NULL CHECK (thumb IN ('up', 'down')),
        comment TEXT NOT NULL,
        question TEXT NOT NULL,
        history TEXT NOT NULL,
        as_of TEXT,
        filters TEXT NOT NULL,
        answer TEXT NOT NULL,
        abstained INTEGER NOT NULL,
        reason TEXT,
        sources TEXT NOT NULL
    ) STRICT;
    CREATE INDEX feedback_by_user ON feedback (user, given_at);
    """,
)
Thumb = Literal["up", "down"]
LONGEST_COMMENT = 2_000
"""Characters."""
MOST_PER_USER = 10_000
"""Judged answers."""
MOST_CHARACTERS_PER_USER = 20_000_000
"""Of questions, answers and comments together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What one person said of one answer."""

    feedback_id: str
    user: str
    """Empty where nobody logs in."""
    given_at: datetime
    """Aware, UTC."""
    thumb: Thumb
    comment: str
    question: str
    history: tuple[str, ...]
    """Earlier questions of the chat, oldest first."""
    as_of: str | None
    filters: str
    """What was filtered by, as JSON."""
    answer: str
    abstained: bool
    reason: str | None
    sources: tuple[str, ...]
    """Names of the cited sources."""


def make_feedback(
    *,
    user: str,
    thumb: str,
    comment: str,
    question: str,
    history: Sequence[str],
    as_of: str | None,
    filters: object,
    answer: str,
    abstained: bool,
    reason: str | None,
    sources: Sequence[str],
) -> Feedback:
    """Return what a person says now of an answer.

    Raises:
        QuestionError: the thumb is neither up nor down, or the comment is too long.
    """
    if thumb not in ("up", "down"):
        raise QuestionError(f"thumb: {thumb!r:.80} is neither up nor down")
    if len(comment) > LONGEST_COMMENT:
        raise QuestionError(
            f"comment: has {len(comment):,} characters; at most {LONGEST_COMMENT:,} are kept"
        )
    told = json.dumps(filters, sort_keys=True)
    parts = json.dumps([user, question, list(history), as_of, told, answer])
    return Feedback(
        feedback_id=hashlib.sha256(parts.encode()).hexdigest()[:16],
        user=user,
        given_at=datetime.now(UTC),
        thumb="up" if thumb == "up" else "down",
        comment=comment,
        question=question,
        history=tuple(history),
        as_of=as_of,
        filters=told,
        answer=answer,
        abstained=abstained,
        reason=reason,
        sources=tuple(dict.fromkeys(sources)),
    )


def write_feedback(store: Store, feedback: Feedback) -> None:
    """Keep it in place of what the same person said of the same answer before.

    Raises:
        QuestionError: the person has given too much.
        StoreError: the store cannot be written.
    """
    store.migrate(COMPONENT, MIGRATIONS)
    with store.write(of_corpus=False) as connection:
        held, characters = connection.execute(
            "SELECT count(*), coalesce(sum(length(comment) + length(question) + length(history)"
            " + length(answer) + length(filters) + length(sources)), 0)"
            " FROM feedback WHERE user = ? AND feedback_id != ?",
            (feedback.user, feedback.feedback_id),
        ).fetchone()
        if held >= MOST_PER_USER or characters >= MOST_CHARACTERS_PER_USER:
            raise QuestionError(
                f"{held:,} answers were judged already; remove some on the tab of quality first"
            )
        connection.execute(
            "INSERT OR REPLACE INTO feedback VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                feedback.feedback_id,
                feedback.user,
                feedback.given_at.isoformat(),
                feedback.thumb,
                feedback.comment,
                feedback.question,
                json.dumps(feedback.history),
                feedback.as_of,
                feedback.filters,
                feedback.answer,
                int(feedback.abstained),
                feedback.reason,
                json.dumps(feedback.sources),
            ),
        )


def read_feedback(
    store: Store, *, user: str | None = None, thumb: Thumb | None = None
) -> tuple[Feedback, ...]:
    """Return what was said, the earliest first; of one user and one thumb where they are given."""
    store.migrate(COMPONENT, MIGRATIONS)
    found = store.query(
        "SELECT * FROM feedback WHERE (:user IS NULL OR user = :user)"
        " AND (:thumb IS NULL OR thumb = :thumb) ORDER BY given_at, feedback_id",
        {"user": user, "thumb": thumb},
    )
    return tuple(_feedback(row) for row in found)


def remove_feedback(store: Store, feedback_id: str, *, user: str) -> None:
    """Forget what a user said of an answer; of another's nothing is removed."""
    store.migrate(COMPONENT, MIGRATIONS)
    with store.write(of_corpus=False) as connection:
        connection.execute(
            "DELETE FROM feedback WHERE feedback_id = ? AND user = ?", (feedback_id, user)
        )


def _feedback(row: sqlite3.Row) -> Feedback:
    return Feedback(
        feedback_id=row["feedback_id"],
        user=row["user"],
        given_at=datetime.fromisoformat(row["given_at"]),
        thumb=row["thumb"],
        comment=row["comment"],
        question=row["question"],
        history=tuple(json.loads(row["history"])),
        as_of=row["as_of"],
        filters=row["filters"],
        answer=row["answer"],
        abstained=bool(row["abstained"]),
        reason=row["reason"],
        sources=tuple(json.loads(row["sources"])),
    )
