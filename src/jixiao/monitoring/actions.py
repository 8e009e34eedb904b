"""What is done about a deviation (偏差原因与纠偏措施): causes checked, actions suggested, by whom. Handbook 05 §8."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib import resources

from jixiao.attainment import Derivation, Origin, ReasonFault, Step, Unanswered, Words, causes, judge_reason
from jixiao.attainment.derivation import Keyed
from jixiao.law import Status, citation
from jixiao.monitoring.dual import Cell, MoneyState, TargetState


class Attainability(IntEnum):
    """Whether the target can still be reached (完成目标可能性)."""

    CERTAIN = 1
    """确定能."""
    POSSIBLE = 2
    """有可能."""
    IMPOSSIBLE = 3
    """完全不可能."""


@dataclass(frozen=True, slots=True)
class Action:
    """An action (纠偏措施).

    Attributes:
        code: ``correct``, ``suspend`` …
        title: what it is called.
        situation: when it is taken.
        authority: who decides.
        opens: ``rectification_notice`` or ``adjustment_request``; empty for neither.
        origin: what it rests on.
    """

    code: str
    title: Words
    situation: Words
    authority: Words
    opens: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An action that fits, and why (建议措施); a person decides."""

    action: Action
    derivation: Derivation


@cache
def actions() -> dict[str, Action]:
    """All actions by code."""
    raw = tomllib.loads(resources.files("jixiao.monitoring").joinpath("actions.toml").read_text(encoding="utf-8"))
    return {
        code: Action(
            code,
            Words(entry["zh"], entry["en"]),
            Words(**entry["situation"]),
            Words(**entry["authority"]),
            entry["opens"],
            Origin(entry["source"], Status(entry.get("status", citation(entry["source"]).status))),
        )
        for code, entry in raw.items()
    }


def suggest_actions(
    cell: Cell | None, *, severity: str, given: Collection[str] = (), is_complete: bool = True, attainability: Attainability | None = None
) -> tuple[Suggestion, ...]:
    """Actions that fit a deviation (建议措施), each with the reason; a person decides.

    Args:
        cell: where the project stands in the dual matrix; ``None`` where that is unknown.
        severity: ``serious``, ``light`` or ``none``, as :func:`jixiao.monitoring.warning.deviation_severity` tells it.
        given: codes of the causes that the unit chose.
        is_complete: nothing that must be reported is missing.
        attainability: whether the target can still be reached.

    Source:
        Handbook 05 §8.
    """
    if not is_complete:
        return (_suggested("return", "monitor_why.incomplete"),)
    found = []
    unreachable = severity == "serious" or attainability is Attainability.IMPOSSIBLE
    if "target_setting" in given:
        found.append(_suggested("adjust_target", "monitor_why.target_setting"))
    if unreachable and {"external", "price"} & set(given):
        found.append(_suggested("adjust_both", "monitor_why.objective"))
    elif cell is not None and cell.targets is TargetState.BEHIND and unreachable:
        key = "monitor_why.paid_ahead" if cell.money is MoneyState.AHEAD else "monitor_why.serious"
        found += [_suggested(code, key) for code in ("suspend", "stop_payment")]
    if cell is not None and cell.money is MoneyState.BEHIND and cell.targets is TargetState.ON_TRACK:
        found += [_suggested(code, "monitor_why.not_needed") for code in ("reallocate", "reclaim")]
    if not found and (severity != "none" or (cell is not None and cell.targets is TargetState.BEHIND)):
        found.append(_suggested("correct", "monitor_why.light"))
    return tuple(found)


def _suggested(code: str, why: str) -> Suggestion:
    action = actions()[code]
    step = Step("monitor_why.action", {"why": Keyed(why), "action": action.title, "authority": action.authority}, origin=action.origin)
    return Suggestion(action, Derivation((step,)))


def cause_faults(given: Mapping[str, str], *, evidence: Collection[str] = (), repeats: tuple[str, ...] = ()) -> dict[str, ReasonFault]:
    """What is wrong with the causes of a deviation (偏差原因核对): each needs a sentence, ``external`` and ``price`` need evidence.

    Args:
        given: code of each cause that was chosen to its explanation.
        evidence: codes of the causes for which evidence is attached.
        repeats: texts that an explanation must not merely repeat.

    Returns:
        Code of a cause to its fault; empty where all can stand.
    """
    faults = {}
    for code, text in given.items():
        fault = judge_reason(text, repeats=repeats, cause=code, has_evidence=code in evidence)
        if fault is not None:
            faults[code] = fault
    return faults


def unknown_causes(given: Collection[str]) -> tuple[str, ...]:
    """Codes that are in no list (未知的偏差原因)."""
    return tuple(sorted(set(given) - causes().keys()))


def missing_of(
    attainability: Attainability | None, *, has_forecast: bool, has_reason: bool, is_worse: bool | None
) -> tuple[Unanswered, ...]:
    """What a monitoring record lacks for what it says of attainability (完成目标可能性核对).

    Args:
        attainability: as chosen; ``None`` for none.
        has_forecast: the expected value of the year is filled in.
        has_reason: a cause is given.
        is_worse: the expected value misses the target; ``None`` where that is unknown.

    Source:
        Handbook 05 §3.2 and §11.
    """
    if attainability is None:
        return (Unanswered("unmonitored.no_attainability"),)
    if attainability is Attainability.CERTAIN:
        return (Unanswered("unmonitored.certain_yet_worse", {}, "MON-005"),) if is_worse else ()
    found = [] if has_forecast else [Unanswered("unmonitored.forecast_missing")]
    return (*found, *(() if has_reason else (Unanswered("unmonitored.reason_missing", {}, "MON-006"),)))
