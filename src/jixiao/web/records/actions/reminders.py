"""Whoever has a declaration is asked to get on with it (催办)."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from jixiao.errors import CallerError
from jixiao.web.records import clock
from jixiao.web.records.acting import Actor
from jixiao.web.records.actions.chaining import record
from jixiao.web.records.actions.changing import locked, place_of, process_of, role_at
from jixiao.web.records.models import Declaration, Reminder
from jixiao.web.records.refusals import RefusedError

REMINDING = ("department_reviewer", "finance_reviewer", "performance_reviewer")
"""Who reminds: those who wait for others below or behind them."""
LONGEST = 200


@transaction.atomic
def remind(pk: Any, *, actor: Actor, note: str = "") -> Reminder:
    """Ask whoever has to act to get on with it, at most once a day for a declaration.

    Raises:
        Declaration.DoesNotExist: there is none that the actor may see.
        RefusedError: the actor reminds nobody, it is on the actor's own desk, it has ended, or somebody reminded today.
    """
    declaration = locked(pk, actor)
    if len(note) > LONGEST:
        raise RefusedError("web_remind.too_long", most=LONGEST)
    reason = against(declaration, actor)
    if reason is not None:
        raise reason
    last = declaration.reminders.filter(at__gte=clock.beginning_of(clock.today())).select_related("by").first()
    if last is not None:
        raise RefusedError("web_remind.today", name=last.by.name)
    own, role = _own_role(declaration, actor), role_at(process_of(declaration), declaration.stage)
    place, now = place_of(declaration, role), clock.now()
    made = Reminder.objects.create(declaration=declaration, by=actor.somebody, at=now, role=role, place_id=place, note=note.strip())
    declaration.reminded_at = now
    declaration.save(update_fields=["reminded_at"])
    data = {"to": role} | ({"note": note.strip()} if note.strip() else {})
    record(actor, "declaration.remind", chain=declaration.chain, role=own, agency_id=place_of(declaration, own), data=data)
    return made


def against(declaration: Declaration, actor: Actor) -> CallerError | None:
    """Why the actor may not remind; ``None`` where nothing that stands in the declaration is against it."""
    if not _own_role(declaration, actor):
        return RefusedError("web_remind.not_yours")
    role = role_at(process_of(declaration), declaration.stage)
    if not role:
        return RefusedError("web_remind.ended")
    if role in actor.scope.roles_on(declaration):
        return RefusedError("web_remind.own_desk")
    if declaration.reminded_at is not None and declaration.reminded_at >= clock.beginning_of(clock.today()):
        return RefusedError("web_remind.today_already")
    return None


def was_reminded_by(pk: Any, actor: Actor) -> bool:
    """The actor reminded today: whoever asks twice is told of the first time."""
    today = clock.beginning_of(clock.today())
    return Reminder.objects.reached().filter(declaration_id=pk, by=actor.person, at__gte=today).exists()


def _own_role(declaration: Declaration, actor: Actor) -> str:
    roles = actor.scope.roles_on(declaration)
    return next((role for role in REMINDING if role in roles), "")
