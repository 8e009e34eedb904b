"""Who may decide about a declaration: not who wrote it, and not who decided at another level (回避)."""

from __future__ import annotations

from jixiao.web.records.acting import Actor
from jixiao.web.records.actions.changing import process_of
from jixiao.web.records.models import Declaration, Involvement, Stage
from jixiao.web.records.refusals import RefusedError

DECIDING = ("approve", "return", "ratify")
"""Moves for which hands may be tied."""


def check_maker(declaration: Declaration, actor: Actor) -> None:
    """Who wrote it does not approve it with the budget."""
    if Involvement.objects.filter(declaration=declaration, person=actor.person, made=True).exists():
        raise RefusedError("web.refused.maker")


def check_hands(declaration: Declaration, actor: Actor) -> None:
    """Who wrote it does not decide, and who decided at one level does not decide at another."""
    check_own(declaration.stage, Involvement.objects.filter(declaration=declaration, person=actor.person).first())


def check_own(stage: str, own: Involvement | None) -> None:
    """The same for what is known of the person's hands."""
    if own is None:
        return
    if own.made:
        raise RefusedError("web.refused.maker")
    if stage != Stage.APPROVED and own.decided_stage not in ("", stage):
        raise RefusedError("web.refused.decided_before")


def moves_for(declaration: Declaration, actor: Actor) -> list[str]:
    """Names of the moves that the actor may make now, in the order of the workflow; hands that are tied are left out."""
    roles = actor.scope.roles_on(declaration)
    names = list(dict.fromkeys(move.name for move in process_of(declaration).moves_from(declaration.stage, roles) if move.name != "save"))
    if not set(DECIDING).isdisjoint(names):
        try:
            check_hands(declaration, actor)
        except RefusedError:
            names = [name for name in names if name not in DECIDING]
    return names


def tied(declaration: Declaration, actor: Actor) -> RefusedError | None:
    """Why the actor may not decide although the role could: who wrote it does not review it."""
    moves = process_of(declaration).moves_from(declaration.stage, actor.scope.roles_on(declaration))
    if not any(move.name in DECIDING for move in moves):
        return None
    try:
        check_hands(declaration, actor)
    except RefusedError as refused:
        return refused
    return None
