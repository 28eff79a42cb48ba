"""Which views changed since a day, over many firms and subjects: the change answers, asked for each pair."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rag.answers.evidence import Evidence
from rag.answers.view_changes import Change, said_on
from rag.answers.write_changes import find_speaker_changes
from rag.lead_in import LeadPart

if TYPE_CHECKING:
    from rag.assistant import Assistant


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedView:
    """A change of one firm's view on one subject."""

    firm: str
    subject: str
    part: LeadPart
    """Such as `stance from negative in July 2024 to positive on 12 September 2025`."""
    shown_by: tuple[Evidence, ...]
    """The one or two statements that show it, the earlier first."""

    @property
    def changed_on(self) -> date:
        """The last day on which the later statement may have been made."""
        return max(said.last for e in self.shown_by if (said := said_on(e)))


def find_changed(
    assistant: "Assistant", pairs: Iterable[tuple[str, str]], since: date
) -> Iterator[ChangedView]:
    """Yield the changes of each pair of firm and subject whose later statement is of `since` or after.

    A change that two subjects tell by the same words is told once.
    """
    told = set()
    for firm, subject in pairs:
        for change in find_changes(assistant, firm, subject):
            shown = tuple((e.article.article_id, e.start) for e in change.shown_by)
            if (change.part, shown) in told:
                continue
            told.add((change.part, shown))
            if any(said_on(e) for e in change.shown_by):
                view = ChangedView(
                    firm=firm, subject=subject, part=change.part, shown_by=change.shown_by
                )
                if view.changed_on >= since:
                    yield view


def find_changes(assistant: "Assistant", firm: str, subject: str) -> tuple[Change, ...]:
    """Return what an answer to how the firm's view on the subject changed would tell as changed."""
    plan = assistant.plan(f"How has {firm} changed its view on {subject}?")
    if plan.kind != "change" or not plan.speakers:
        return ()
    snapshot = assistant.reader.view().snapshot
    return find_speaker_changes(plan, snapshot, plan.speakers[0])
