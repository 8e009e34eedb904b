"""A declaration as the paper form of its jurisdiction, to be read: what the form prints, and what is marked at each cell (表样)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from jixiao.declaring import (
    Draft,
    FormCell,
    FormGrid,
    FormInput,
    FormSheet,
    IndicatorColumn,
    IndicatorRow,
    form_of,
    name_of,
    rows_of,
    to_project,
)
from jixiao.declaring.paths import of_indicator, split
from jixiao.declaring.task_rows import task_of
from jixiao.declaring.tasks import task_texts
from jixiao.layouts.lay_out import Around
from jixiao.layouts.lay_out.binding import Binder, values_of
from jixiao.messages import language
from jixiao.packs import Pack, declaration_for
from jixiao.values import MoneyUnit, parse_amount, printed_number
from jixiao.values.numbers import EXACT

_OF_ROW = {"name": "indicator"}
_BRACKETS = re.compile(r"^[\s〔〕()（）-]+$")


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that is said of a cell (标注).

    Attributes:
        kind: ``error``, ``warning``, ``info`` or ``comment``.
        number: under which it stands in the list beside the paper.
        anchor: of its entry there.
        words: what it says, in short.
    """

    kind: str
    number: int
    anchor: str
    words: str


@dataclass(frozen=True, slots=True)
class PaperPart:
    """A piece of a cell: words that the form prints, or what was filled in.

    Attributes:
        text: as printed.
        path: of what was filled in; empty for printed words.
        typed: as it was typed, where it is printed otherwise.
        is_unread: it was typed and could not be read, so that it is shown as typed.
    """

    text: str
    path: str = ""
    typed: str = ""
    is_unread: bool = False


@dataclass(frozen=True, slots=True)
class PaperCell:
    """A cell of the paper (单元格).

    Attributes:
        parts: words and values, in order.
        paths: of what is filled in there.
        label: what people call the first of them.
        anchor: for links to the cell; empty for a cell of words.
        is_first: no cell before has the same anchor.
    """

    parts: tuple[PaperPart, ...] = ()
    paths: tuple[str, ...] = ()
    label: str = ""
    colspan: int = 1
    rowspan: int = 1
    align: str = "center"
    is_label: bool = False
    is_first: bool = False
    is_changed: bool = False
    marks: tuple[Mark, ...] = ()

    @property
    def anchor(self) -> str:
        """For links to the cell; empty for a cell of words."""
        return anchor_of(self.paths[0]) if self.paths else ""

    @property
    def worst(self) -> str:
        """The gravest of what is said of it."""
        return next((kind for kind in ("error", "warning", "info", "comment") if any(mark.kind == kind for mark in self.marks)), "")


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A line above the tables."""

    cell: PaperCell
    style: str
    is_beside: bool


@dataclass(frozen=True, slots=True)
class PaperGrid:
    """A table: widths of its columns in percent, and its rows."""

    widths: tuple[str, ...]
    rows: tuple[tuple[PaperCell, ...], ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A declaration on paper (纸面).

    Attributes:
        lines: above the tables.
        grids: the tables.
        foot: what is signed.
        points: size of its type, in points.
        labels: what people call each path, in the order of the form.
        cells: path to the path by which its cell is called.
        indicators: name of each indicator, by the id of its row.
    """

    lines: tuple[PaperLine, ...]
    grids: tuple[PaperGrid, ...]
    foot: tuple[PaperCell, ...]
    points: int = 10
    labels: Mapping[str, str] = field(default_factory=dict, hash=False)
    cells: Mapping[str, str] = field(default_factory=dict, hash=False)
    indicators: Mapping[str, str] = field(default_factory=dict, hash=False)

    def anchor(self, path: str) -> str:
        """The cell of a path; empty where the paper has none."""
        place = self.place(path)
        return anchor_of(self.cells[place]) if place else ""

    def place(self, path: str) -> str:
        """The path on this paper where something about a path is said: its own cell, or the name of its indicator; empty for neither."""
        if path in self.cells:
            return path
        id_, _ = split(path)
        beside = of_indicator(id_, "name") if id_ else ""
        return beside if beside in self.cells else ""

    def marked(self, marks: Mapping[str, Sequence[Mark]]) -> Paper:
        """The paper with what is said, by path, at its cells."""
        placed: dict[str, list[Mark]] = {}
        for path, said in marks.items():
            placed.setdefault(self.place(path), []).extend(said)

        def cell(found: PaperCell) -> PaperCell:
            own = tuple(mark for path in found.paths for mark in placed.get(path, ())) if found.is_first else ()
            return replace(found, marks=own) if own else found

        grids = tuple(replace(grid, rows=tuple(tuple(cell(each) for each in row) for row in grid.rows)) for grid in self.grids)
        lines = tuple(replace(line, cell=cell(line.cell)) for line in self.lines)
        return replace(self, grids=grids, lines=lines, foot=tuple(cell(each) for each in self.foot))


def anchor_of(path: str) -> str:
    """A name for a path that may stand in an address and in a selector.

    >>> anchor_of("indicators.k1.target")
    'c-adfe38dc'
    """
    return f"c-{hashlib.sha256(path.encode()).hexdigest()[:8]}"


def paper_of(
    draft: Draft,
    pack: Pack,
    *,
    agency: str | None,
    fiscal_year: int,
    changed: frozenset[str] = frozenset(),
) -> Paper:
    """Fill the paper form of a jurisdiction with what was typed.

    Args:
        draft: as typed.
        pack: the jurisdiction.
        agency: who declares.
        fiscal_year: of the budget.
        changed: paths to be set off, because they are not what they were.

    Returns:
        The paper: amounts and targets as the official form prints them, and what could not be read as it was typed.
    """
    return _Filling(draft, pack, agency, fiscal_year, changed).paper()


class _Filling:
    """Fills one form."""

    def __init__(self, draft: Draft, pack: Pack, agency: str | None, year: int, changed: frozenset[str]) -> None:
        self.draft, self.pack, self.changed = draft, pack, changed
        self.as_printed = replace(pack, mandatory_levels=())  # paper has no rows for what is still missing
        self.sheet: FormSheet = form_of(pack, year)
        self.form = declaration_for(pack)
        typed = to_project(draft, pack, agency=agency, fiscal_year=year)
        self.binder = Binder(typed.project, self.form, Around(year, None, agency))
        self.unread = {fault.path for fault in typed.faults if fault.key != "fault.no_place"}
        has_period = any(item.target_of_period is not None for item in typed.project.indicators)
        self.printed = {
            row: values_of(item, is_one_year=self.binder.is_one_year, has_period=has_period, filler=self.form.levels.filler)
            for row, item in zip(typed.rows, typed.project.indicators, strict=True)
        }
        self.tasks = task_texts(draft, pack)
        self.labels: dict[str, str] = {}
        self.cells: dict[str, str] = {}

    def paper(self) -> Paper:
        """The paper; tables first, so that a line that repeats one of their values is no place of its own."""
        grids = tuple(PaperGrid(_percent(grid.widths), tuple(self._rows(grid))) for grid in self.sheet.grids)
        foot = tuple(self._cell(cell) for cell in self.sheet.foot)
        lines = tuple(
            PaperLine(self._cell(FormCell(line.parts, align=line.align)), line.style, line.is_beside) for line in self.sheet.lines
        )
        names = {row.id: row.text("name").strip() for row in self.draft.indicators}
        return Paper(lines, grids, foot, round(self.form.points), self.labels, self.cells, names)

    def _rows(self, grid: FormGrid) -> Iterator[tuple[PaperCell, ...]]:
        rows = rows_of(self.draft, self.as_printed) if grid.columns else []
        for row in grid.header:
            yield tuple(self._cell(cell, more=len(rows) if cell.reaches_down else 0) for cell in row)
        for row in grid.rows:
            yield tuple(self._cell(cell) for cell in row)
        for at, indicator in enumerate(rows):
            yield tuple(self._indicator_cells(grid.columns, indicator, is_top=at == 0, count=len(rows)))

    def _cell(self, cell: FormCell, more: int = 0) -> PaperCell:
        parts = [PaperPart(part) if isinstance(part, str) else self._filled(part) for part in cell.parts]
        return self._placed(
            _without_idle_brackets(parts), cell.inputs, cell.colspan, cell.rowspan + more, cell.align, is_label=cell.is_label
        )

    def _filled(self, asked: FormInput) -> PaperPart:
        typed = self.draft.fields.get(asked.path, "").strip()
        if asked.path in self.unread:
            return PaperPart(typed, asked.path, is_unread=True)
        if task_of(asked.path) is not None:
            text = self.tasks.get(asked.path, "")
            return PaperPart(text, asked.path, "" if _is_same(typed, text, self.pack.money_unit) else typed)
        text = self.binder.fill(f"{{{asked.path}}}").text
        return PaperPart(text, asked.path, "" if _is_same(typed, text, self.pack.money_unit) else typed)

    def _placed(
        self,
        parts: Sequence[PaperPart],
        inputs: Sequence[FormInput],
        colspan: int,
        rowspan: int,
        align: str,
        *,
        is_label: bool = False,
        row: str = "",
    ) -> PaperCell:
        paths = tuple(of_indicator(row, asked.path) if row else asked.path for asked in inputs)
        is_first = bool(paths) and paths[0] not in self.labels
        for path, asked in zip(paths, inputs, strict=True):
            own = asked.own_label if language() == "zh" else ""
            self.labels.setdefault(path, own or name_of(path))
            self.cells.setdefault(path, paths[0])
        label = self.labels[paths[0]] if paths else ""
        is_changed = bool(self.changed.intersection(paths))
        return PaperCell(tuple(parts), paths, label, colspan, rowspan, align, is_label, is_first, is_changed)

    def _indicator_cells(self, columns: Sequence[IndicatorColumn], row: IndicatorRow, *, is_top: bool, count: int) -> Iterator[PaperCell]:
        """The cells of a row; those of levels only where they begin."""
        for column in columns:
            if column.input is None:
                if column.text and is_top:
                    yield PaperCell((PaperPart(column.text),), rowspan=count, is_label=True)
                continue
            key = column.key
            if key in ("level1", "level2"):
                reach = row.level1_rows if key == "level1" else row.level2_rows
                if reach:
                    yield self._level(row, column.input, reach)
                continue
            yield self._indicator_cell(row, column)

    def _level(self, row: IndicatorRow, asked: FormInput, reach: int) -> PaperCell:
        text = row.level1_label if asked.path == "level1" else row.level2_label
        if row.indicator is None:
            return PaperCell((PaperPart(text),), rowspan=reach, is_label=True)
        part = PaperPart(text, of_indicator(row.indicator.id, asked.path))
        return self._placed([part], [asked], 1, reach, "center", is_label=True, row=row.indicator.id)

    def _indicator_cell(self, row: IndicatorRow, column: IndicatorColumn) -> PaperCell:
        asked = column.input
        assert asked is not None  # noqa: S101 - of the columns with an input
        align = "left" if asked.path in ("name", "description", "basis") or asked.path.startswith("extra.") else "center"
        if row.indicator is None:
            filler = self.form.levels.filler if asked.path in ("name", "target", "target_of_period") else ""
            return PaperCell((PaperPart(filler),), align=align)
        id_, typed = row.indicator.id, row.indicator.text(asked.path).strip()
        path = of_indicator(id_, asked.path)
        printed: Mapping[str, Any] = self.printed.get(id_, {})
        name = _OF_ROW.get(asked.path, asked.path)
        if asked.path == "name" and column.half == "period":
            name = "indicator_of_period"
        text = typed if path in self.unread else printed.get(name, typed)
        return self._placed([PaperPart(text, path, is_unread=path in self.unread)], [asked], 1, 1, align, row=id_)


def _percent(widths: Sequence[float]) -> tuple[str, ...]:
    """Widths of columns, so that the table is as wide as the paper."""
    return tuple(f"{100 * width / sum(widths):.3f}" for width in widths)


def _without_idle_brackets(parts: Sequence[PaperPart]) -> list[PaperPart]:
    """Brackets around a value that is blank are not printed: 云川市公安局〔201〕, 云川市公安局."""
    blank = {at for at, part in enumerate(parts) if part.path and not part.text}
    if not blank or len(blank) == sum(1 for part in parts if part.path):
        return list(parts)
    return [part for at, part in enumerate(parts) if part.path or not (_BRACKETS.match(part.text) and {at - 1, at + 1} & blank)]


def _is_same(typed: str, printed: str, unit: MoneyUnit) -> bool:
    """Whoever reads what is printed reads what was typed: 1100 and 1,100.00, and nothing at all and its sum."""
    if not typed or "".join(typed.split()) == "".join(printed.split()):
        return True
    number = printed_number(typed)
    amount = parse_amount(printed, unit)
    return number is not None and amount is not None and EXACT.multiply(number, unit.factor) == amount.yuan
