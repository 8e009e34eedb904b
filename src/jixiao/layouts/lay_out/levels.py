"""In which rows a form prints the indicators of a project, and under which labels of their levels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jixiao.layouts.lay_out.declaration import Levels
from jixiao.model import Indicator
from jixiao.values.taxonomy import labels_of_level1, labels_of_level2


@dataclass(frozen=True, slots=True)
class Slot:
    """A row for an indicator, or for a second level that has none.

    Attributes:
        level1: label of the first level as the form prints it.
        level2: label of the second level.
        indicator: ``None`` where the form prints the level all the same.
    """

    level1: str
    level2: str
    indicator: Indicator | None


def slots_of(indicators: Sequence[Indicator], levels: Levels) -> list[Slot]:
    """The rows of a form, in its order.

    A form that always prints certain levels prints them in its own order, and others behind those of their first level; a form without
    such levels keeps the order of the project.
    """
    slots = [(_code(item), Slot(*_labels(item, levels), item)) for item in indicators]
    if levels.always:
        present = {code for code, _ in slots}
        slots += [(code, _empty(code, levels)) for code in levels.always if code not in present]
        slots.sort(key=lambda slot: _rank(slot[0], slot[1].level1, levels))
    return [slot for _, slot in slots] or [Slot("", "", None)]


def _code(indicator: Indicator) -> str:
    return indicator.level2_code or indicator.level1_code or ""


def _labels(indicator: Indicator, levels: Levels) -> tuple[str, str]:
    """Labels of both levels: as the form spells them where its label says the same, otherwise as the indicator has them."""
    first = levels.labels.get(indicator.level1_code or "") or indicator.level1 or ""
    second = levels.labels.get(indicator.level2_code or "") if _is_under(indicator) else None
    return first, second or indicator.level2 or ""


def _is_under(indicator: Indicator) -> bool:
    """The second level stands under the first that its code names; 经济成本指标 may stand under 产出指标."""
    return (indicator.level2_code or "").partition(".")[0] == indicator.level1_code


def _empty(code: str, levels: Levels) -> Slot:
    first = code.partition(".")[0]
    level1 = levels.labels.get(first) or labels_of_level1().get(first, "")
    return Slot(level1, levels.labels.get(code) or labels_of_level2().get(code, ""), None)


def _rank(code: str, level1: str, levels: Levels) -> tuple[int, int]:
    """Place of a row in the order of the form."""
    firsts = list(dict.fromkeys(always.partition(".")[0] for always in levels.always))
    first = code.partition(".")[0]
    group = firsts.index(first) if first in firsts else len(firsts)
    return group, levels.always.index(code) if code in levels.always else len(levels.always)
