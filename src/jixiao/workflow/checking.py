"""Whether the data of a process holds together: asked before anything is done by it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from jixiao.errors import JixiaoError

LEVELS = ("unit_review", "department_review", "finance_review", "performance_review")
"""Levels of review in their order; a jurisdiction has some of them."""
KINDS = {"roles": ("business", "reader", "administrator"), "stages": ("unit", "level", "decided", "end")}
_ANY_LEVEL, _FIRST, _NEXT, _SAME = "level", "first", "next", "same"


class ProcessError(JixiaoError):
    """The data of a process is wrong: a fault of ours, or of a jurisdiction that chose no such levels."""


def check_data(raw: Mapping[str, Any], file: str) -> None:
    """Every part is there, has its words in both languages, and names only what there is.

    Args:
        raw: the data as TOML gives it.
        file: what messages call it.

    Raises:
        ProcessError: the message names the place and what to write there.
    """
    for part in ("process", "roles", "stages", "moves", "guards", "grades"):
        if not isinstance(raw.get(part), dict) or not raw[part]:
            raise ProcessError("workflow.part_missing", file=file, part=part)
    _need(raw["process"], ("id", "zh", "en"), file, "process")
    for part in ("roles", "stages", "moves", "guards", "grades"):
        for name, told in raw[part].items():
            place = f"{part}.{name}"
            if not isinstance(told, dict):
                raise ProcessError("workflow.no_table", file=file, place=place)
            _need(told, ("zh", "en"), file, place)
            if part in KINDS:
                _known(told.get("kind"), KINDS[part], file, f"{place}.kind")
    _check_stages(raw, file)
    for name, told in raw["moves"].items():
        _check_move(raw, told, file, f"moves.{name}")
    for name, told in raw["grades"].items():
        if not isinstance(told.get("is_reasoned"), bool):
            raise ProcessError("workflow.no_answer", file=file, place=f"grades.{name}.is_reasoned")
    used = {guard for told in raw["moves"].values() for guard in told["guards"]}
    if unused := raw["guards"].keys() - used:
        raise ProcessError("workflow.unused", file=file, place=f"guards.{min(unused)}")
    given = {grade for told in raw["moves"].values() for grade in told.get("grades", ())}
    if unused := raw["grades"].keys() - given:
        raise ProcessError("workflow.ungiven", file=file, place=f"grades.{min(unused)}")


def _check_stages(raw: Mapping[str, Any], file: str) -> None:
    stages = raw["stages"]
    levels = tuple(name for name, told in stages.items() if told["kind"] == "level")
    if levels != LEVELS:
        raise ProcessError("workflow.other_levels", file=file, given=", ".join(levels), known=", ".join(LEVELS))
    for name in levels:
        _known(stages[name].get("role"), raw["roles"], file, f"stages.{name}.role")
    if "approved" not in stages:
        raise ProcessError("workflow.part_missing", file=file, part="stages.approved")


def _check_move(raw: Mapping[str, Any], told: Mapping[str, Any], file: str, place: str) -> None:
    for key in ("from", "roles", "guards"):
        if not isinstance(told.get(key), list):
            raise ProcessError("workflow.no_list", file=file, place=f"{place}.{key}")
    if not told["roles"]:
        raise ProcessError("workflow.nobody", file=file, place=f"{place}.roles")
    starts, is_at_levels = told["from"], bool(told["from"]) and set(told["from"]) <= {_ANY_LEVEL, _FIRST, *LEVELS}
    for start in starts:
        _known(start, (*raw["stages"], _ANY_LEVEL, _FIRST), file, f"{place}.from")
    targets = (*raw["stages"], _FIRST, *((_SAME,) if starts else ()), *((_NEXT,) if is_at_levels else ()))
    _known(told.get("to"), targets, file, f"{place}.to")
    for role in told["roles"]:
        _known(role, (*raw["roles"], *((_ANY_LEVEL,) if is_at_levels else ())), file, f"{place}.roles")
    for guard in told["guards"]:
        _known(guard, raw["guards"], file, f"{place}.guards")
    if not isinstance(told.get("grades", []), list):
        raise ProcessError("workflow.no_list", file=file, place=f"{place}.grades")
    for grade in told.get("grades", []):
        _known(grade, raw["grades"], file, f"{place}.grades")


def _need(told: Mapping[str, Any], keys: Iterable[str], file: str, place: str) -> None:
    for key in keys:
        if not isinstance(told.get(key), str) or not told[key].strip():
            raise ProcessError("workflow.no_words", file=file, place=f"{place}.{key}")


def _known(name: object, known: Iterable[str], file: str, place: str) -> None:
    if name not in (names := list(known)):
        raise ProcessError("workflow.unknown", file=file, place=place, given="" if name is None else name, known=", ".join(names))


def starts_of(stages: Sequence[str], levels: Sequence[str]) -> list[str]:
    """The stages that ``from`` of a move names; an empty one for a move that begins."""
    found: list[str] = []
    for stage in stages or [""]:
        found.extend(levels if stage == _ANY_LEVEL else [levels[0]] if stage == _FIRST else [stage])
    return found


def end_of(target: str, stage: str, levels: Sequence[str]) -> str:
    """The stage that ``to`` of a move names, from a stage."""
    if target == _SAME:
        return stage
    if target == _FIRST:
        return levels[0]
    if target == _NEXT:
        at = levels.index(stage) + 1
        return levels[at] if at < len(levels) else "approved"
    return target


def check_ways(ways: Iterable[tuple[str, str, str]], stages: Mapping[str, str], file: str) -> None:
    """Each stage is reached and can be left unless it is an end, and a move leads from a stage to one other only.

    Args:
        ways: name of a move, from which stage, to which.
        stages: their kinds.
        file: what messages call the data.

    Raises:
        ProcessError: the message names the stage or the move.
    """
    known = list(ways)
    for at, (move, start, _) in enumerate(known):
        if any(start == other and move == name for name, other, _ in known[:at]):
            raise ProcessError("workflow.twice", file=file, move=move, stage=start)
    forward, backward = _reached({""}, [(start, end) for _, start, end in known]), [(end, start) for _, start, end in known]
    ended = _reached({name for name, kind in stages.items() if kind == "end"}, backward)
    for name, kind in stages.items():
        if name not in forward:
            raise ProcessError("workflow.unreached", file=file, stage=name)
        if name not in ended:
            raise ProcessError("workflow.no_way_out", file=file, stage=name)
        if kind == "end" and any(start == name for _, start, _ in known):
            raise ProcessError("workflow.no_end", file=file, stage=name)


def _reached(found: set[str], ways: Sequence[tuple[str, str]]) -> set[str]:
    while new := set(_next(found, ways)):
        found = found | new
    return found


def _next(found: set[str], ways: Sequence[tuple[str, str]]) -> Iterator[str]:
    return (end for start, end in ways if start in found and end not in found)
