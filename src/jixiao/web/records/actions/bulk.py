"""Many declarations decided at once: each is a move of its own, with an answer of its own (批量办理).

Every row is the transaction that it is when somebody decides it alone, with the revision that was seen in the list: what changed meanwhile
is refused and nothing else is. Whoever sends the same again is told what was done the first time, because the ledger says so. A database
that is busy is asked again a few times, and what was not reached in time is told and can be sent anew.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import OperationalError

from jixiao.errors import CallerError
from jixiao.web.records import clock
from jixiao.web.records.acting import Actor
from jixiao.web.records.actions import declarations
from jixiao.web.records.actions.changing import process_of
from jixiao.web.records.actions.hands import check_own
from jixiao.web.records.actions.reminders import against, remind, was_reminded_by
from jixiao.web.records.models import Declaration, Event, Involvement
from jixiao.web.records.refusals import ConflictError, RefusedError
from jixiao.web.records.shapes import declaration_of

MOVES = ("approve", "return", "ratify")
"""Moves that are made of many at once."""
REMIND = "remind"
"""No move, but done with many at once as well."""
MOST = 500
"""Rows that are decided at once."""
_TRIES = 4
_FIRST_WAIT_SECONDS = 0.05
_SECONDS = 25.0
"""After so long no further row is begun: whoever waits for the answer gets one, also through a proxy."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A declaration that somebody chose in a list, and the revision that stood there (选中的一件)."""

    pk: UUID
    seen: int


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of all of them: of which a move takes what it needs (统一的意见)."""

    opinion: str = ""
    reason: str = ""
    grade: str = ""
    number: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A chosen declaration before it is decided (待办理的一件).

    Attributes:
        declaration: as it is now.
        seen: the revision that was chosen.
        reason: why it cannot be decided; ``None`` where it can.
        findings: rules that found something when it was submitted, and how often.
    """

    declaration: Declaration
    seen: int
    reason: CallerError | None
    findings: dict[str, int]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a chosen declaration (逐件结果).

    Attributes:
        pk: of the declaration.
        result: ``done``, ``changed`` (somebody was faster), ``refused``, ``missing`` (out of sight), ``busy`` (the database was) or
            ``left`` (not reached in time).
        declaration: as it is now; ``None`` where it is out of sight.
        error: why it was not done.
        is_repeated: it was done when the same was sent before.
    """

    pk: UUID
    result: str
    declaration: Declaration | None = None
    error: CallerError | None = None
    is_repeated: bool = False

    @property
    def may_be_tried_again(self) -> bool:
        """Nothing is against it but what happened meanwhile."""
        return self.result in ("changed", "busy", "left")


def looked_at(move: str, chosen: Sequence[Chosen], actor: Actor) -> list[Row]:
    """Chosen declarations that may be seen, in the order in which they were chosen, and which of them can be decided.

    It asks as many queries for many as for one.
    """
    seen = {each.pk: each.seen for each in chosen[:MOST]}
    found = Declaration.objects.visible_to(actor.scope).filter(pk__in=list(seen)).select_related("agency").defer("draft")
    known = {each.pk: each for each in found}
    hands = {own.declaration_id: own for own in Involvement.objects.filter(person=actor.person, declaration_id__in=list(known))}
    findings = _findings([each.chain for each in known.values()])
    return [
        Row(known[pk], revision, _against(move, known[pk], revision, actor, hands.get(pk)), findings.get(known[pk].chain, {}))
        for pk, revision in seen.items()
        if pk in known
    ]


def _findings(chains: Sequence[str]) -> dict[str, dict[str, int]]:
    """What the rules found when each was submitted last, by chain."""
    events = Event.objects.filter(chain_id__in=chains, action="declaration.submit").order_by("seq").values_list("chain_id", "data")
    return {chain: data.get("findings", {}) for chain, data in events}


def _against(move: str, declaration: Declaration, seen: int, actor: Actor, own: Involvement | None) -> CallerError | None:
    if move == REMIND:
        return against(declaration, actor)
    try:
        _step(move, declaration, actor)
        if declaration.revision != seen:
            return ConflictError(declaration)
        check_own(declaration.stage, own)
    except CallerError as error:
        return error
    return None


def _step(move: str, declaration: Declaration, actor: Actor) -> None:
    process, error = process_of(declaration), None
    for role in sorted(actor.scope.roles_on(declaration)):
        try:
            process.move(move, declaration.stage, role)
        except CallerError as refused:
            error = refused
        else:
            return
    raise error or RefusedError("web.refused.no_role")


def decide(move: str, chosen: Sequence[Chosen], said: Said, *, actor: Actor, seconds: float = _SECONDS) -> list[Outcome]:
    """Make a move of each of some declarations, each in a transaction of its own.

    Args:
        move: one of :data:`MOVES`, or :data:`REMIND`, which asks for no revision.
        chosen: at most :data:`MOST` of them; one that stands twice is decided once.
        said: reason, opinion, grade, number and day, the same for all.
        actor: who.
        seconds: after which no further one is begun.

    Returns:
        what became of each, in the order in which they were chosen.
    """
    act, until, outcomes = _action(move, said), time.monotonic() + seconds, []
    for each in {each.pk: each for each in chosen[:MOST]}.values():
        is_late = time.monotonic() > until
        outcomes.append(Outcome(each.pk, "left", _now(each.pk, actor)) if is_late else _outcome(move, each, act, actor))
    return outcomes


def _action(move: str, said: Said) -> Callable[..., Declaration]:
    if move == REMIND:
        return lambda pk, *, seen, actor: remind(pk, actor=actor, note=said.reason).declaration
    if move == "approve":
        return lambda pk, **told: declarations.approve(pk, opinion=said.opinion, grade=said.grade, **told)
    if move == "return":
        return lambda pk, **told: declarations.send_back(pk, reason=said.reason, grade=said.grade, **told)
    return lambda pk, **told: declarations.ratify(pk, number=said.number, on=said.on or clock.today(), **told)


def _outcome(move: str, chosen: Chosen, act: Callable[..., Declaration], actor: Actor) -> Outcome:
    error: CallerError
    for wait in _waits():
        try:
            return Outcome(chosen.pk, "done", act(chosen.pk, seen=chosen.seen, actor=actor))
        except Declaration.DoesNotExist:
            return Outcome(chosen.pk, "missing", error=RefusedError("web_bulk.missing"))
        except CallerError as refused:
            return _refused(move, chosen, refused, actor)
        except OperationalError:
            time.sleep(wait)
    error = RefusedError("web_bulk.busy")
    return Outcome(chosen.pk, "busy", _now(chosen.pk, actor), error)


def _waits() -> Iterator[float]:
    """How long to wait after each try: twice as long each time."""
    return (_FIRST_WAIT_SECONDS * 2**at for at in range(_TRIES))


def _refused(move: str, chosen: Chosen, error: CallerError, actor: Actor) -> Outcome:
    """Why it was not done, unless the same person did the same to the same revision before."""
    now = _now(chosen.pk, actor)
    if now is not None and _was_done(move, now, chosen.seen, actor):
        return Outcome(chosen.pk, "done", now, is_repeated=True)
    if now is not None and now.revision != chosen.seen and move != REMIND:
        return Outcome(chosen.pk, "changed", now, error)
    return Outcome(chosen.pk, "refused" if now else "missing", now, error)


def _was_done(move: str, now: Declaration, seen: int, actor: Actor) -> bool:
    if move == REMIND:
        return was_reminded_by(now.pk, actor)
    moved = Event.objects.filter(chain_id=now.chain, action=f"declaration.{move}").order_by("-seq").values_list("actor", "data").first()
    return moved is not None and moved[1].get("revision") == seen + 1 and moved[0].get("id") == str(actor.somebody.pk)


def _now(pk: Any, actor: Actor) -> Declaration | None:
    try:
        return declaration_of(actor.scope, pk)
    except Declaration.DoesNotExist:
        return None
