"""Levels that may be chosen, and in which order their rows stand on the form (指标级次)."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from jixiao.declaring import Draft, DraftIndicator, FormSheet
from jixiao.declaring.rows import codes_of
from jixiao.layouts.lay_out import Declaration

_STEP = 100
_LAST = 9999


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table of indicators (指标行).

    Attributes:
        id: of the indicator; one that still has to be made has an id that nobody uses.
        code: canonical code of its second level, or of its first where it has no second one; empty where nobody knows it.
        rank: its place in the order of the form.
        first, second: labels of its levels as printed here, or as typed where nobody knows them.
        texts: what was typed into its cells.
        is_slot: nothing was typed yet: the level is printed, or an indicator of it is required.
    """

    id: str
    code: str
    rank: int
    first: str
    second: str
    texts: Mapping[str, str] = field(default_factory=dict, hash=False)
    is_slot: bool = False

    @property
    def is_known(self) -> bool:
        """Its second level is one of the form."""
        return "." in self.code


@dataclass(frozen=True, slots=True)
class Level:
    """A second level that may be chosen (二级指标选项).

    Attributes:
        code: canonical code.
        one: code of its first level.
        rank: its place in the order of the form.
        values: what is typed into both levels by choosing it.
        printed: labels of both levels on this form.
    """

    code: str
    one: str
    rank: int
    values: tuple[str, str]
    printed: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Offered:
    """Levels of a form (可选级次).

    Attributes:
        levels: second levels in the order of the form, and first levels of which a second one is still to be chosen.
        always: codes that have a row even without an indicator.
        is_sorted: rows stand in the order of the form; otherwise in that of the declaration.
        is_repeated: the second level is printed in each row.
    """

    levels: tuple[Level, ...]
    always: tuple[str, ...]
    is_sorted: bool
    is_repeated: bool

    @classmethod
    def of(cls, sheet: FormSheet, form: Declaration) -> Offered:
        """The levels of a form: those that it always prints have a row, and those that the jurisdiction requires."""
        found, always = [], []
        for at, first in enumerate(sheet.levels):
            rank = at * _STEP
            found.append(Level(first.code, first.code, rank, (first.value, ""), (first.printed, "")))
            if first.is_mandatory and not any(child.is_mandatory for child in first.children):
                always.append(first.code)
            for place, second in enumerate(first.children, 1):
                values, printed = (first.value, second.value), (first.printed, second.printed)
                found.append(Level(second.code, first.code, rank + place, values, printed))
                if second.is_mandatory:
                    always.append(second.code)
        is_sorted = bool(form.levels.always)
        return cls(tuple(found), tuple(form.levels.always or always), is_sorted, form.levels.repeated)

    @property
    def groups(self) -> list[tuple[str, list[Level]]]:
        """Second levels below the label of their first one, as they are chosen from."""
        found: dict[str, list[Level]] = {}
        for level in self.levels:
            if level.code != level.one:
                found.setdefault(level.printed[0], []).append(level)
        return list(found.items())

    def level(self, code: str) -> Level | None:
        """A level by its code."""
        return next((level for level in self.levels if level.code == code), None)

    def row(self, item: DraftIndicator) -> Row:
        """A row as it was typed, its levels as this form prints them."""
        first, second = codes_of(item)
        level = self.level(second)
        if level is not None and level.one == first:
            return Row(item.id, second, level.rank, *level.printed, texts=item.texts)
        above, said = self.level(first), item.text("level2")
        if above is None:
            return Row(item.id, "", _LAST, item.text("level1"), said, texts=item.texts)
        if not said.strip():
            return Row(item.id, first, above.rank, above.printed[0], "", texts=item.texts)
        return Row(item.id, "", above.rank + _STEP - 1, above.printed[0], said, texts=item.texts)

    def slot(self, code: str) -> Row | None:
        """A row that is still to be made."""
        level = self.level(code)
        return Row(new_id(), code, level.rank, *level.printed, is_slot=True) if level else None

    def covered(self, rows: Sequence[Row], at: int, key: str) -> tuple[str, ...]:
        """Ids of the rows that the cell of a level covers which begins at a row; none where it began above."""

        def label(row: Row) -> tuple[str, ...]:
            return (row.first,) if key == "level1" else (row.first, row.second)

        if key == "level2" and self.is_repeated:
            return (rows[at].id,)
        if at and label(rows[at]) == label(rows[at - 1]):
            return ()
        end = at + 1
        while end < len(rows) and label(rows[end]) == label(rows[at]):
            end += 1
        return tuple(row.id for row in rows[at:end])


def new_id() -> str:
    """An id for an indicator that nobody has."""
    return f"n{secrets.token_hex(5)}"


def rows_to_type(draft: Draft, offered: Offered) -> list[Row]:
    """The rows of a draft in the order of the form, with a row for each level that needs one and has none."""
    rows = [offered.row(item) for item in draft.indicators]
    if offered.is_sorted:
        rows.sort(key=lambda row: row.rank)
    for code in offered.always:
        is_there = any(row.code == code or row.code.startswith(f"{code}.") for row in rows)
        slot = None if is_there else offered.slot(code)
        if slot is not None:
            at = next((at for at, row in enumerate(rows) if row.rank > slot.rank), len(rows))
            rows.insert(at, slot)
    return rows
