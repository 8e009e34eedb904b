"""What others did since the last working day to what somebody sees, and who reminded whom (近况、催办)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q

from jixiao.web.records import clock, lists
from jixiao.web.records.acting import Actor
from jixiao.web.records.lists import LATEST, Sought
from jixiao.web.records.models import Event, Reminder
from jixiao.web.records.queries import PLACE_OF_ROLE, tabs_in
from jixiao.web.records.scope import Scope, at

MOST = 200
"""Of what moved since then the latest so many are looked at."""
MOST_REMINDERS = 20
_COLUMNS = ("id", "name", "stage", "stage_since")
_TOLD = ("submit", "withdraw", "approve", "return", "ratify", "discard", "comment", "remind")


@dataclass(frozen=True, slots=True)
class Happened:
    """What others did to some declarations, which are in the same stage now (近况).

    Attributes:
        action: ``submit``, ``return``, …
        stage: in which they are.
        who: names of those who did it, in the order of their latest.
        declarations: id and name of each, the latest first.
        role, tab: of a list that has them; empty where the person has none.
    """

    action: str
    stage: str
    who: tuple[str, ...]
    declarations: tuple[tuple[UUID, str], ...]
    role: str
    tab: str


def since_day() -> date:
    """Since when is told what happened: the last working day before today, so that on a Monday Friday is told."""
    return clock.working_day(-1, clock.today())


def happened(actor: Actor) -> list[Happened]:
    """What others did since the last working day to declarations that came into their stage since then, most of them first."""
    day = since_day()
    rows, _ = lists.page(actor.scope, Sought(since=day, order=LATEST), _COLUMNS, "", MOST)
    if not rows:
        return []
    moved = {f"declaration:{pk}": (pk, name, stage) for pk, name, stage, _ in rows}
    events = Event.objects.filter(
        chain_id__in=list(moved), at__gte=_as_told(clock.beginning_of(day)), action__in=[f"declaration.{each}" for each in _TOLD]
    ).order_by("-at", "-id")
    groups: dict[tuple[str, str], tuple[dict[str, None], dict[UUID, str]]] = {}
    for chain, action, who in events.values_list("chain_id", "action", "actor"):
        if actor.person is not None and who.get("id") == str(actor.person.pk):
            continue
        pk, name, stage = moved[chain]
        names, found = groups.setdefault((action.removeprefix("declaration."), stage), ({}, {}))
        names.setdefault(who.get("name", ""))
        found.setdefault(pk, name)
    told = [
        Happened(action, stage, tuple(names), tuple(found.items()), *_list_of(actor.scope, stage))
        for (action, stage), (names, found) in groups.items()
    ]
    return sorted(told, key=lambda each: -len(each.declarations))


def _as_told(moment: datetime) -> str:
    """A moment as events tell it, to be held against them."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _list_of(scope: Scope, stage: str) -> tuple[str, str]:
    """Role and tab of a list that has what is in a stage."""
    for role, tabs in tabs_in(scope).items():
        for tab in tabs:
            if stage in tab.stages and not tab.also:
                return role, tab.name
    return "", ""


def reminders_for(scope: Scope) -> Sequence[Reminder]:
    """Reminders of what is still on the desks of the person, the latest first; they are narrowed by the posts that they were sent to."""
    posts = Q()
    for role, places in scope.roles.items():
        if role in PLACE_OF_ROLE:
            posts |= Q(role=role) & at("place_id", places)
    if not posts:
        return []
    found = Reminder.objects.reached().filter(posts, at=F("declaration__reminded_at"))
    return list(found.select_related("declaration", "by").defer("declaration__draft").order_by("-at")[:MOST_REMINDERS])


def told_of(reminder: Reminder) -> dict[str, Any]:
    """A reminder as programs read it."""
    declaration = reminder.declaration
    return {
        "declaration": declaration.pk,
        "name": declaration.name,
        "stage": declaration.stage,
        "due_on": declaration.due_on,
        "by": reminder.by.name,
        "at": reminder.at,
        "role": reminder.role,
        "note": reminder.note,
    }
