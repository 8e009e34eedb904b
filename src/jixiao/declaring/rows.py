"""In which rows a form shows the indicators of a draft: by level in the order of the form, with a row for a level that still has none."""

from __future__ import annotations

from dataclasses import dataclass

from jixiao.declaring.draft import Draft, DraftIndicator
from jixiao.layouts.lay_out.declaration import Levels
from jixiao.layouts.lay_out.levels import slots_of
from jixiao.layouts.levels import level1, level2, resolve
from jixiao.model import Indicator
from jixiao.packs import Pack, declaration_for
from jixiao.provenance import SourceRef
from jixiao.values import labels_of_level2
from jixiao.values.target import Kind, Target
from jixiao.values.taxonomy import labels_of_level1


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """A row of the table of indicators (指标行).

    Attributes:
        indicator: what was typed; ``None`` for a level of the form that has no indicator yet.
        level1, level2: canonical codes of its levels; empty where none was chosen or nobody knows it.
        level1_label, level2_label: as the form prints them.
        level1_rows, level2_rows: rows that the cell of the level covers; 0 where it is part of the one above.
        is_mandatory: the jurisdiction wants an indicator of its second level.
    """

    indicator: DraftIndicator | None
    level1: str
    level2: str
    level1_label: str
    level2_label: str
    level1_rows: int = 1
    level2_rows: int = 1
    is_mandatory: bool = False


def rows_of(draft: Draft, pack: Pack) -> list[IndicatorRow]:
    """The rows of a draft as its form shows them.

    Args:
        draft: as typed.
        pack: the jurisdiction; its mandatory levels have a row even where there is no indicator of them.
    """
    form = declaration_for(pack)
    always = form.levels.always or tuple(code for code in labels_of_level2() if code in pack.mandatory_levels)
    levels = Levels(pack.level_labels, always, repeated=form.levels.repeated)
    found = []
    for slot in slots_of([_stand_in(item) for item in draft.indicators], levels):
        if slot.indicator is None and not slot.level2:
            continue
        row = draft.indicator(slot.indicator.name) if slot.indicator is not None else None
        first, second = codes_of(row) if row is not None else _codes_of_labels(slot.level1, slot.level2)
        label1, label2 = slot.level1.replace("\n", ""), slot.level2.replace("\n", "")
        found.append(IndicatorRow(row, first, second, label1, label2, is_mandatory=second in pack.mandatory_levels))
    return _merged(found, repeated=form.levels.repeated)


def codes_of(row: DraftIndicator) -> tuple[str, str]:
    """Canonical codes of the levels of a row as a reading of it would settle them; empty where nobody knows them."""
    return _codes_of_labels(row.text("level1"), row.text("level2"))


def _codes_of_labels(first: str, second: str) -> tuple[str, str]:
    one, two = level1(first), level2(second)
    code, _ = resolve(one, two, has_cost_family=one is not None and one.code == "cost")
    return code or "", two.code if two else ""


def _stand_in(row: DraftIndicator) -> Indicator:
    """A row as the order of a form sees it: its levels, and its id for its name."""
    first, second = codes_of(row)
    return Indicator(
        level1=labels_of_level1().get(first) or row.text("level1") or None,
        level2=labels_of_level2().get(second) or row.text("level2") or None,
        level1_code=first or None,
        level2_code=second or None,
        name=row.id,
        target=Target(text="", kind=Kind.EMPTY),
        source=SourceRef(""),
    )


def _merged(rows: list[IndicatorRow], *, repeated: bool) -> list[IndicatorRow]:
    """The rows with how far the cells of their levels reach."""
    found = []
    for at, row in enumerate(rows):
        first = _reach([(other.level1_label,) for other in rows], at)
        second = 1 if repeated else _reach([(other.level1_label, other.level2_label) for other in rows], at)
        found.append(
            IndicatorRow(row.indicator, row.level1, row.level2, row.level1_label, row.level2_label, first, second, row.is_mandatory)
        )
    return found


def _reach(labels: list[tuple[str, ...]], at: int) -> int:
    if at and labels[at] == labels[at - 1] and any(labels[at]):
        return 0
    end = at + 1
    while end < len(labels) and labels[end] == labels[at] and any(labels[at]):
        end += 1
    return end - at
