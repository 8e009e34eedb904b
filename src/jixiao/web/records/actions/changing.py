"""What every change of a declaration does: find it, lock it, look whether the actor may, count it, remember whose hands it went through."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from jixiao.web.records import clock
from jixiao.web.records.acting import Actor
from jixiao.web.records.jurisdictions import pack_of as pack_of  # desks find it here
from jixiao.web.records.models import Declaration, Involvement
from jixiao.web.records.prepared import Prepared, Slot
from jixiao.web.records.prepared_changes import PreparedUpdate
from jixiao.web.records.refusals import ConflictError, RefusedError
from jixiao.web.records.shapes import declaration_of
from jixiao.workflow import MoveRefusedError, Process, Step, load_process


@lru_cache(maxsize=64)
def _process(levels: tuple[str, ...]) -> Process:
    return load_process(levels)


def process_of(declaration: Declaration) -> Process:
    """The workflow with the levels of review that the declaration goes through."""
    return _process(tuple(declaration.levels))


def locked(pk: Any, actor: Actor) -> Declaration:
    """A declaration that the actor may see, locked until the end of the transaction.

    Raises:
        Declaration.DoesNotExist: there is none that the actor may see.
    """
    return declaration_of(actor.scope, pk, locked=True)


def step_for(declaration: Declaration, move: str, actor: Actor) -> Step:
    """The step that the actor may take, by the first role that may.

    Raises:
        MoveRefusedError: the stage or the roles of the actor do not permit it.
        RefusedError: the actor has no role towards the declaration.
    """
    roles = sorted(actor.scope.roles_on(declaration))
    refused: MoveRefusedError | None = None
    for role in roles:
        try:
            return process_of(declaration).move(move, declaration.stage, role)
        except MoveRefusedError as error:
            refused = refused or error
    raise refused or RefusedError("web.refused.no_role")


def as_seen(declaration: Declaration, seen: int) -> None:
    """Nobody changed it since the person saw it.

    Raises:
        ConflictError: somebody did.
    """
    if declaration.revision != seen:
        raise ConflictError(declaration)


def place_of(declaration: Declaration, role: str) -> Any:
    """The agency where a role towards a declaration is held."""
    if role in ("clerk", "unit_head"):
        return declaration.agency_id
    return declaration.department_id if role == "department_reviewer" else declaration.finance_id


def role_at(process: Process, stage: str) -> str:
    """Who has to act at a stage; empty where it ends."""
    moves = {move.name: move for move in process.moves if move.from_stage == stage}
    return next((moves[name].roles[0] for name in _DECIDING if name in moves), "")


def keep(declaration: Declaration, *fields: str) -> None:
    """Save some fields, and count the change."""
    declaration.revision += 1
    declaration.updated_at = clock.now()
    names = tuple(Declaration._meta.get_field(name).attname for name in ("revision", "updated_at", *dict.fromkeys(fields)))
    _kept(names).row(declaration.pk, **{name: getattr(declaration, name) for name in names})


@lru_cache(maxsize=256)
def _kept(names: tuple[str, ...]) -> PreparedUpdate:
    return PreparedUpdate(Declaration, names)


def involve(declaration: Declaration, actor: Actor, *, made: bool = False, decided: str = "") -> None:
    """Remember that the actor had it on the desk: whether as who wrote it, and at which level it was decided."""
    if actor.person is None:
        return
    now = clock.now()
    for was_made, was_decided, at in _OWN.rows(person=actor.person.pk, declaration=declaration.pk):
        if (was_made or not made) and was_decided == (decided or was_decided) and (now - at).total_seconds() <= _LATELY_SECONDS:
            return
    told = {"at": now, "made": made, "decided_stage": decided}
    own, is_new = Involvement.objects.get_or_create(person=actor.person, declaration=declaration, defaults=told)
    if not is_new:
        own.at, own.made, own.decided_stage = now, own.made or made, decided or own.decided_stage
        own.save(update_fields=["at", "made", "decided_stage"])


def _own() -> Any:
    names = ("person", "declaration")
    slots = {f"{name}_id": Slot(name, Involvement._meta.get_field(name).target_field) for name in names}
    return Involvement.objects.filter(**slots).values_list("made", "decided_stage", "at")


_DECIDING = ("approve", "ratify", "submit")
_OWN = Prepared(_own)
_LATELY_SECONDS = 60
