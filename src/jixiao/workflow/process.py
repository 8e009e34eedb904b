"""The process: which stage is followed by which, by whose move (流程)."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from jixiao.errors import CallerError, JixiaoError
from jixiao.messages import language

LEVELS = ("unit_review", "department_review", "finance_review", "performance_review")
"""Levels of review in their order; a jurisdiction has some of them."""
_TARGETS = frozenset({"same", "first", "next"})


class MoveRefusedError(CallerError):
    """A move that there is not from this stage, or not for this role (不能办理)."""


class ProcessError(JixiaoError):
    """The data of a process is wrong: a fault of ours, or of a jurisdiction that chose no such levels."""


@dataclass(frozen=True, slots=True)
class Worded:
    """Something with a name in both languages.

    Attributes:
        name: as the data calls it.
        zh, en: as people call it.
    """

    name: str
    zh: str
    en: str

    def title(self, lang: str | None = None) -> str:
        """What people call it, in ``lang`` or the language in force."""
        return self.zh if (lang or language()) == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Role(Worded):
    """Who acts (岗位). ``kind``: ``business``, ``reader`` or ``administrator``."""

    kind: str


@dataclass(frozen=True, slots=True)
class Stage(Worded):
    """Where a declaration is (状态). ``kind``: ``unit``, ``level``, ``decided`` or ``end``; ``role`` decides at a level."""

    kind: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Move(Worded):
    """What may be done from a stage (办理).

    Attributes:
        from_stage: where; empty for the move that begins.
        to_stage: where it leads.
        roles: who may.
        guards: what must hold, by name.
    """

    from_stage: str
    to_stage: str
    roles: tuple[str, ...]
    guards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A move that a role makes."""

    from_stage: str
    to_stage: str
    move: str
    role: str
    guards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Process(Worded):
    """A process with the levels of review of a jurisdiction.

    Attributes:
        levels: names of the stages of review, in their order.
        roles, stages, guards: all of them, in the order of the data; stages of other levels are left out.
        moves: every move from every stage.
    """

    levels: tuple[str, ...]
    roles: tuple[Role, ...]
    stages: tuple[Stage, ...]
    guards: tuple[Worded, ...]
    moves: tuple[Move, ...]

    def moves_from(self, stage: str, roles: Collection[str]) -> tuple[Move, ...]:
        """What somebody with these roles may do from a stage, in the order of the data."""
        return tuple(move for move in self.moves if move.from_stage == stage and not set(roles).isdisjoint(move.roles))

    def move(self, name: str, stage: str, role: str) -> Step:
        """The step that a role takes.

        Args:
            name: of the move.
            stage: where the declaration is; empty for one that begins.
            role: of who acts.

        Raises:
            MoveRefusedError: there is no such move from the stage, or it is not for the role.
        """
        named = [move for move in self.moves if move.name == name]
        if not named:
            raise MoveRefusedError("workflow.no_move", move=name)
        here = next((move for move in named if move.from_stage == stage), None)
        if here is None:
            raise MoveRefusedError("workflow.not_from_stage", move=named[0].title(), stage=self.stage_title(stage))
        if role not in here.roles:
            raise MoveRefusedError(
                "workflow.not_for_role", move=here.title(), roles="、".join(self.role_title(each) for each in here.roles)
            )
        return Step(stage, here.to_stage, name, role, here.guards)

    def stage_title(self, name: str) -> str:
        """What a stage is called; its name where the process has no such stage."""
        return next((stage.title() for stage in self.stages if stage.name == name), name)

    def role_title(self, name: str) -> str:
        """What a role is called."""
        return next((role.title() for role in self.roles if role.name == name), name)


def load_process(levels: Sequence[str]) -> Process:
    """The process of declarations with some levels of review.

    Args:
        levels: some of :data:`LEVELS`, in their order.

    Raises:
        ProcessError: no level, an unknown one, or another order.
    """
    return _process(tuple(levels))


@cache
def titles() -> Mapping[str, Mapping[str, Worded]]:
    """All roles, stages, moves and guards, whatever levels a jurisdiction has: kind to name to words."""
    raw = _raw()
    return {
        kind: {name: Worded(name, told["zh"], told["en"]) for name, told in raw[kind].items()}
        for kind in ("roles", "stages", "moves", "guards")
    }


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("declaration.toml").read_text(encoding="utf-8"))


@cache
def _process(levels: tuple[str, ...]) -> Process:
    if not levels or [level for level in LEVELS if level in levels] != list(levels):
        raise ProcessError("workflow.levels", given="、".join(levels), known="、".join(LEVELS))
    raw = _raw()
    stages = tuple(
        Stage(name, told["zh"], told["en"], told["kind"], told.get("role"))
        for name, told in raw["stages"].items()
        if told["kind"] != "level" or name in levels
    )
    roles = tuple(Role(name, told["zh"], told["en"], told["kind"]) for name, told in raw["roles"].items())
    guards = tuple(Worded(name, told["zh"], told["en"]) for name, told in raw["guards"].items())
    role_of = {stage.name: stage.role for stage in stages}
    moves: list[Move] = []
    for name, told in raw["moves"].items():
        for stage in _from(told["from"], levels):
            to_stage = _to(told["to"], stage, levels)
            own = tuple(str(role_of[stage]) if role == "level" else role for role in told["roles"])
            moves.append(Move(name, told["zh"], told["en"], stage, to_stage, own, tuple(told["guards"])))
    found = Process(raw["process"]["id"], raw["process"]["zh"], raw["process"]["en"], levels, roles, stages, guards, tuple(moves))
    _check(found)
    return found


def _from(stages: Sequence[str], levels: Sequence[str]) -> list[str]:
    if not stages:
        return [""]
    found: list[str] = []
    for stage in stages:
        found.extend(levels if stage == "level" else [levels[0]] if stage == "first" else [stage])
    return found


def _to(target: str, stage: str, levels: Sequence[str]) -> str:
    if target == "same":
        return stage
    if target == "first":
        return levels[0]
    if target == "next":
        at = levels.index(stage) + 1
        return levels[at] if at < len(levels) else "approved"
    return target


def _check(process: Process) -> None:
    """The data holds together: every stage is reached, every name is known."""
    stages, roles, guards = ({each.name for each in kind} for kind in (process.stages, process.roles, process.guards))
    for move in process.moves:
        unknown = {move.to_stage, move.from_stage} - stages - {""} | set(move.roles) - roles | set(move.guards) - guards
        if unknown or not move.roles:
            raise ProcessError("workflow.data", move=move.name, unknown="、".join(sorted(unknown)))
    reached, new = {""}, {""}
    while new:
        new = {move.to_stage for move in process.moves if move.from_stage in new} - reached
        reached |= new
    if unreached := stages - reached:
        raise ProcessError("workflow.data", move="", unknown="、".join(sorted(unreached)))
