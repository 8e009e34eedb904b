"""Where a declaration is, since when, who has it, and what was said when it got there (办理进度)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from jixiao.messages import text
from jixiao.web.records import queries
from jixiao.web.records.actions.changing import process_of, role_at
from jixiao.web.records.models import Declaration, Event, Stage
from jixiao.web.records.queries import Holder
from jixiao.workflow import Process

MOVES = ("submit", "withdraw", "approve", "return", "ratify", "discard")


@dataclass(frozen=True, slots=True)
class WayStage:
    """A stage on the way (环节): ``behind``, ``here`` or ``ahead``."""

    name: str
    title: str
    place: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a declaration is (办理进度).

    Attributes:
        way: the stages on its way.
        role: who has to act; empty where nobody has.
        holders: people of that role.
        returned: event of the return that the unit has to act on.
        opinions: events of the approvals of this round.
        ratified: event of the approval with the budget.
        last: event of the last move.
    """

    way: tuple[WayStage, ...]
    role: str
    holders: tuple[Holder, ...]
    returned: Event | None
    opinions: tuple[Event, ...]
    ratified: Event | None
    last: Event | None

    @property
    def free(self) -> list[Holder]:
        """Those who may act: not those who wrote it or decided before."""
        return [holder for holder in self.holders if not holder.is_tied]

    @property
    def free_names(self) -> str:
        """Their names in a row; empty where there is nobody."""
        return text("web_review.comma").join(holder.name for holder in self.free)


def standing_of(declaration: Declaration) -> Standing:
    """Where a declaration is now."""
    process = process_of(declaration)
    events = queries.moves_made(declaration)
    role = role_at(process, declaration.stage)
    holders = tuple(queries.holders(declaration, role)) if role else ()
    since_submitted = _this_round(events)
    last = events[-1] if events else None
    is_returned = declaration.stage == Stage.RETURNED
    return Standing(
        way=way_of(process, declaration.stage),
        role=role,
        holders=holders,
        returned=next((event for event in reversed(events) if is_returned and event.action == "declaration.return"), None),
        opinions=tuple(event for event in since_submitted if event.action == "declaration.approve"),
        ratified=last if last and last.action == "declaration.ratify" else None,
        last=last,
    )


def way_of(process: Process, stage: str) -> tuple[WayStage, ...]:
    """The stages from the draft to the approval with the budget; what was returned or given up stands where the draft stood."""
    names = [each.name for each in process.stages if each.name not in (Stage.DRAFT, Stage.RETURNED, Stage.DISCARDED)]
    first = stage if stage in (Stage.RETURNED, Stage.DISCARDED) else Stage.DRAFT
    names.insert(0, str(first))
    here = names.index(stage) if stage in names else 0
    return tuple(
        WayStage(name, process.stage_title(name), "behind" if at < here else "here" if at == here else "ahead")
        for at, name in enumerate(names)
    )


def _this_round(events: Sequence[Event]) -> Sequence[Event]:
    """Events since it was handed in the last time."""
    at: Any = next((at for at in range(len(events) - 1, -1, -1) if events[at].action == "declaration.submit"), 0)
    return events[at:]
