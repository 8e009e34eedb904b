"""The formulas of all cases (计分公式), as data: formula and what it rests on. The sentence of a case is a message."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from jixiao.attainment import Origin, Step
from jixiao.law import Status, citation


@dataclass(frozen=True, slots=True)
class Formula:
    """How a case is scored (计分公式): ``w × B ÷ A`` and what it rests on."""

    case: str
    formula: str
    origin: Origin


@cache
def formulas() -> dict[str, Formula]:
    """All cases by id, in the order of the manual."""
    raw = tomllib.loads(resources.files("jixiao.scoring").joinpath("formulas.toml").read_text(encoding="utf-8"))
    return {case: Formula(case, entry["formula"], _origin(entry)) for case, entry in raw.items()}


def _origin(entry: Mapping[str, str]) -> Origin:
    return Origin(entry["source"], Status(entry.get("status", citation(entry["source"]).status)))


def case_step(
    case: str, put_in: str = "", result: str = "", values: Mapping[str, object] | None = None, origin: Origin | None = None
) -> Step:
    """The line of a derivation that applies a case.

    Args:
        case: id of ``formulas.toml``.
        put_in: the formula with the values in it.
        result: what came out, before rounding.
        values: what the sentence names.
        origin: what it rests on, where a scheme says otherwise than the formula.
    """
    formula = formulas()[case]
    return Step(f"score_case.{case}", values or {}, formula.formula, put_in, result, origin or formula.origin)
