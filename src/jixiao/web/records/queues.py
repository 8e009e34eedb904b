"""What the desks show of queues of files: how far each batch is, and which file comes next (导入队列)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Sum

from jixiao.web.records.acting import Actor
from jixiao.web.records.models import ImportBatch, QueuedFile, QueueState

LATEST = 30
MANY = 999
_OPEN = (QueueState.READY, QueueState.PARTIAL)


@dataclass(slots=True)
class Progress:
    """How far a batch is (进度).

    Attributes:
        states: how many files are in each state.
        found, decided: projects, and those that were confirmed or left out.
        doubtful, settled: fields that are to be looked at, and those that were.
    """

    states: Counter[str] = field(default_factory=Counter)
    found: int = 0
    decided: int = 0
    doubtful: int = 0
    settled: int = 0

    @property
    def files(self) -> int:
        """All files."""
        return self.states.total()

    @property
    def open(self) -> int:
        """Files in which something waits for a person."""
        return sum(self.states[state] for state in _OPEN)

    @property
    def told(self) -> list[tuple[str, int]]:
        """Each state that there is, in the order of work, with its number of files."""
        return [(state, self.states[state]) for state in QueueState.values if self.states[state]]


def latest(actor: Actor) -> list[tuple[ImportBatch, Progress]]:
    """The latest batches that somebody may see, each with how far it is."""
    batches = list(ImportBatch.objects.visible_to(actor.scope).select_related("by", "agency")[:LATEST])
    far = progress_of(actor, [batch.pk for batch in batches])
    return [(batch, far.get(batch.pk, Progress())) for batch in batches]


def to_confirm(actor: Actor) -> tuple[int, QueuedFile | None]:
    """How many files wait for somebody to confirm what was read in them, and the one that was sent first."""
    waiting = QueuedFile.objects.visible_to(actor.scope).filter(state__in=_OPEN).order_by("batch__at", "number")
    found = list(waiting.only("pk", "batch_id")[: MANY + 1])
    return len(found), found[0] if found else None


def progress_of(actor: Actor, batches: list[Any]) -> dict[Any, Progress]:
    """How far batches are in what somebody may see of them, in one query."""
    found: dict[Any, Progress] = {}
    seen = QueuedFile.objects.visible_to(actor.scope).filter(batch_id__in=batches).order_by()
    sums = {name: Sum(name) for name in ("projects_found", "confirmed", "skipped", "doubtful", "settled")}
    for row in seen.values("batch_id", "state").annotate(files=Count("pk"), **{f"all_{name}": each for name, each in sums.items()}):
        own = found.setdefault(row["batch_id"], Progress())
        own.states[row["state"]] += row["files"]
        own.found += row["all_projects_found"]
        own.decided += row["all_confirmed"] + row["all_skipped"]
        own.doubtful += row["all_doubtful"]
        own.settled += row["all_settled"]
    return found


def next_open(actor: Actor, batch: Any, number: int = 0) -> QueuedFile | None:
    """The file behind another one, or from the beginning again, in which something waits for a person."""
    waiting = QueuedFile.objects.visible_to(actor.scope).filter(batch_id=batch, state__in=_OPEN).exclude(number=number)
    waiting = waiting.only("pk", "number", "name", "state").order_by("number")
    all_ = list(waiting)
    return next((each for each in all_ if each.number > number), all_[0] if all_ else None)
