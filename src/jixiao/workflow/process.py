"""The process: which stage is followed by which, by whose move (流程)."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from jixiao.errors import CallerError
from jixiao.messages import language, text
from jixiao.workflow.checking import LEVELS, ProcessError, check_data, check_ways, end_of, starts_of

_FILE = "workflow/declaration.toml"


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


class MoveRefusedError(CallerError):
    """A move that there is not from this stage, or not for this role (不能办理)."""

    def message(self, lang: str | None = None) -> str:
        """Why, in the words of the process: those of stages and roles are put in when the language is known."""
        lang = lang or language()
        return text(self.key, lang, **{name: _in_words(value, lang) for name, value in self.values.items()})


def _in_words(value: object, lang: str) -> str:
    if isinstance(value, tuple):
        return text("workflow.comma", lang).join(each.title(lang) for each in value)
    return value.title(lang) if isinstance(value, Worded) else str(value)


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
class Grade(Worded):
    """What a review comes to (审核结果): 优, 良, 中, 差. ``is_reasoned``: it says what is to be mended."""

    is_reasoned: bool


@dataclass(frozen=True, slots=True)
class Move(Worded):
    """What may be done from a stage (办理).

    Attributes:
        from_stage: where; empty for the move that begins.
        to_stage: where it leads.
        roles: who may.
        guards: what must hold, by name.
        grades: those that may go with it, by name; none where it is no review.
    """

    from_stage: str
    to_stage: str
    roles: tuple[str, ...]
    guards: tuple[str, ...]
    grades: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A move that a role makes."""

    from_stage: str
    to_stage: str
    move: str
    role: str
    guards: tuple[str, ...]
    grades: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Process(Worded):
    """A process with the levels of review of a jurisdiction.

    Attributes:
        levels: names of the stages of review, in their order.
        roles, stages, guards: all of them, in the order of the data; stages of other levels are left out.
        moves: every move from every stage.
        grades: what a review may come to, the best first.
    """

    levels: tuple[str, ...]
    roles: tuple[Role, ...]
    stages: tuple[Stage, ...]
    guards: tuple[Worded, ...]
    moves: tuple[Move, ...]
    grades: tuple[Grade, ...] = ()

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
            raise MoveRefusedError("workflow.not_from_stage", move=named[0], stage=self._stage(stage))
        if role not in here.roles:
            raise MoveRefusedError("workflow.not_for_role", move=here, roles=tuple(each for each in self.roles if each.name in here.roles))
        return Step(stage, here.to_stage, name, role, here.guards, here.grades)

    def grade(self, name: str, step: Step) -> Grade:
        """A grade that is given with a step.

        Raises:
            MoveRefusedError: there is no such grade, or it does not go with the move.
        """
        found = next((grade for grade in self.grades if grade.name == name and name in step.grades), None)
        if found is None:
            move = next(move for move in self.moves if move.name == step.move)
            known = tuple(grade for grade in self.grades if grade.name in step.grades)
            given = next((grade for grade in self.grades if grade.name == name), name)
            raise MoveRefusedError("workflow.no_such_grade", move=move, grade=given, grades=known)
        return found

    def stage_title(self, name: str) -> str:
        """What a stage is called; its name where the process has no such stage."""
        found = self._stage(name)
        return found if isinstance(found, str) else found.title()

    def _stage(self, name: str) -> Stage | str:
        return next((stage for stage in self.stages if stage.name == name), name)

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
    """All roles, stages, moves, guards and grades, whatever levels a jurisdiction has: kind to name to words."""
    raw = _raw()
    return {
        kind: {name: Worded(name, told["zh"], told["en"]) for name, told in raw[kind].items()}
        for kind in ("roles", "stages", "moves", "guards", "grades")
    }


@cache
def _raw() -> dict[str, Any]:
    return read_data(resources.files(__package__).joinpath("declaration.toml").read_text(encoding="utf-8"))


@cache
def _process(levels: tuple[str, ...]) -> Process:
    return build(_raw(), levels)


def read_data(content: str, file: str = _FILE) -> dict[str, Any]:
    """The data of a process out of TOML, checked.

    Raises:
        ProcessError: the message names the place and what to write there.
    """
    try:
        raw = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise ProcessError("workflow.no_toml", file=file, reason=str(error)) from error
    check_data(raw, file)
    return raw


def build(raw: Mapping[str, Any], levels: Sequence[str], file: str = _FILE) -> Process:
    """The process that data describe, with some levels of review.

    Raises:
        ProcessError: the levels are none, or stages and moves do not fit each other.
    """
    levels = tuple(levels)
    if not levels or [level for level in LEVELS if level in levels] != list(levels):
        raise ProcessError("workflow.levels", given=", ".join(levels), known=", ".join(LEVELS))
    stages = tuple(
        Stage(name, told["zh"], told["en"], told["kind"], told.get("role"))
        for name, told in raw["stages"].items()
        if told["kind"] != "level" or name in levels
    )
    roles = tuple(Role(name, told["zh"], told["en"], told["kind"]) for name, told in raw["roles"].items())
    guards = tuple(Worded(name, told["zh"], told["en"]) for name, told in raw["guards"].items())
    grades = tuple(Grade(name, told["zh"], told["en"], told["is_reasoned"]) for name, told in raw["grades"].items())
    moves = tuple(_moves(raw, levels))
    check_ways([(move.name, move.from_stage, move.to_stage) for move in moves], {stage.name: stage.kind for stage in stages}, file)
    return Process(raw["process"]["id"], raw["process"]["zh"], raw["process"]["en"], levels, roles, stages, guards, moves, grades)


def _moves(raw: Mapping[str, Any], levels: tuple[str, ...]) -> Iterator[Move]:
    for name, told in raw["moves"].items():
        for stage in starts_of(told["from"], levels):
            own = tuple(raw["stages"][stage]["role"] if role == "level" else role for role in told["roles"])
            end = end_of(told["to"], stage, levels)
            yield Move(name, told["zh"], told["en"], stage, end, own, tuple(told["guards"]), tuple(told.get("grades", ())))
