"""The paper form of a jurisdiction to type into: its cells with what was typed, its rows of indicators (填报表样)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.declaring import Draft, FormCell, FormGrid, FormInput, FormSheet, IndicatorColumn, form_of, name_of, sums
from jixiao.messages import language, text
from jixiao.packs import Pack, declaration_for
from jixiao.web.desks.declare.levels import Offered, Row, rows_to_type

_PERIOD = {"amounts.total": "amounts.annual", "goal_of_period": "goal"}
"""What a project of one year need not say twice."""
_LEVELS = ("level1", "level2")


@dataclass(frozen=True, slots=True)
class Control:
    """A place to type into (录入框).

    Attributes:
        path: of what is typed there.
        kind: of :class:`jixiao.declaring.InputKind`, ``attribute``, or ``mirror`` for what is typed elsewhere and only shown.
        label: what people call it.
        text: as typed.
        unit: what stands behind it.
        options: texts that may be chosen.
        own: what stands there as long as nothing is typed: a sum, the text of the year.
    """

    path: str
    kind: str
    label: str
    text: str = ""
    unit: str = ""
    options: tuple[str, ...] = ()
    own: str = ""
    is_computed: bool = False
    is_required: bool = False

    @property
    def is_target(self) -> bool:
        """A target, which is read while it is typed."""
        return self.path.endswith((".target", ".target_of_period"))


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell (单元格).

    Attributes:
        parts: printed words and controls, in order.
        reach: rows that it covers besides those of the indicators; 0 for a cell that does not go on beside them.
        column: number of its column, in a row of an indicator.
        level: ``level1`` or ``level2`` for the cell of a level.
        ids: of the rows that the cell of a level covers.
        is_choice: the level is chosen there.
    """

    parts: tuple[str | Control, ...] = ()
    colspan: int = 1
    rowspan: int = 1
    align: str = "center"
    is_label: bool = False
    reach: int = 0
    column: int = -1
    level: str = ""
    ids: tuple[str, ...] = ()
    code: str = ""
    is_choice: bool = False

    @property
    def controls(self) -> tuple[Control, ...]:
        """What is typed into it."""
        return tuple(part for part in self.parts if isinstance(part, Control))

    @property
    def is_whole(self) -> bool:
        """Nothing but one place to type into."""
        return len(self.parts) == 1 and isinstance(self.parts[0], Control)


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A row of the table of indicators with its cells (指标行)."""

    row: Row
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: widths of its columns in percent, its rows, the columns and rows of its indicators."""

    widths: tuple[str, ...]
    header: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    columns: tuple[IndicatorColumn, ...] = ()
    indicators: tuple[TypedRow, ...] = ()
    blank: tuple[Cell, ...] = ()
    """Cells of a row that is still to be made."""

    @property
    def column_kinds(self) -> list[dict[str, str]]:
        """What each column is, for the program in the browser: words, a level, or a cell with its label."""
        return [
            {"kind": column.key if column.key in _LEVELS else "cell" if column.input else "words", "words": column.text}
            | ({"label": label_in_row(column.input)} if column.input else {})
            for column in self.columns
        ]


@dataclass(frozen=True, slots=True)
class Line:
    """A line above the tables."""

    cell: Cell
    style: str
    is_beside: bool


@dataclass(frozen=True, slots=True)
class EditorSheet:
    """The form with what was typed (填报表).

    Attributes:
        lines, grids, foot: from above to below.
        unplaced: what was typed and the form has no place for.
        offered: levels that may be chosen, and how their rows are ordered.
        labels: what people call each path.
        own: what stands in blank places, by path: what their parts come to, what the year says.
    """

    lines: tuple[Line, ...]
    grids: tuple[Grid, ...]
    foot: tuple[Cell, ...]
    unplaced: tuple[Control, ...]
    offered: Offered
    labels: Mapping[str, str] = field(hash=False)
    own: Mapping[str, str] = field(hash=False)

    @property
    def table(self) -> Grid | None:
        """The table of indicators."""
        return next((grid for grid in self.grids if grid.columns), None)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Rows of indicators, those still to be made among them."""
        return tuple(typed.row for typed in self.table.indicators) if self.table else ()

    def cell_of(self, path: str, code: str = "") -> str:
        """The control to go to for something that is said of a path; empty for the form as a whole.

        A row that is still to be made is told by its level, ``level:output.quantity``, because its id is another one on every page.

        Args:
            path: of a text, an indicator, all indicators.
            code: of the level that an indicator is wanted of.
        """
        if path in self.labels:
            return path
        id_ = path.split(".")[1] if path.startswith("indicators.") else ""
        row = next((row for row in self.rows if (row.id == id_ if id_ else code and row.code.startswith(code))), None)
        if row is None:
            return ""
        return f"level:{row.code}" if row.is_slot else f"indicators.{row.id}.name"

    @property
    def order(self) -> dict[str, int]:
        """Where each control stands on the form."""
        found = {path: at for at, path in enumerate(self.labels)}
        return found | {f"level:{row.code}": found[f"indicators.{row.id}.name"] for row in self.rows if row.is_slot}


def editor_sheet(draft: Draft, pack: Pack, fiscal_year: int, *, is_one_year: bool) -> EditorSheet:
    """The form of a jurisdiction, ready to be typed into.

    Args:
        draft: as typed.
        pack: the jurisdiction.
        fiscal_year: of the budget.
        is_one_year: the implementation period is the year, so that its blank cells say what those of the year say.
    """
    return _Writing(draft, pack, fiscal_year, is_one_year=is_one_year).sheet()


class _Writing:
    """Draws one form."""

    def __init__(self, draft: Draft, pack: Pack, year: int, *, is_one_year: bool) -> None:
        self.draft, self.pack = draft, pack
        self.form: FormSheet = form_of(pack, year)
        self.offered = Offered.of(self.form, declaration_for(pack))
        self.rows = rows_to_type(draft, self.offered)
        grouped = declaration_for(pack).money.has_thousands
        self.sums = {path: f"{Decimal(said):,f}" if grouped else said for path, said in sums(draft, pack).items()}
        self.is_one_year = is_one_year
        self.labels: dict[str, str] = {}
        self.own: dict[str, str] = {}

    def sheet(self) -> EditorSheet:
        """The form; its tables first, so that what a line repeats of them is shown and not typed there."""
        grids = tuple(self._grid(grid) for grid in self.form.grids)
        foot = tuple(self._cell(cell) for cell in self.form.foot)
        lines = tuple(Line(self._cell(FormCell(line.parts, align=line.align)), line.style, line.is_beside) for line in self.form.lines)
        unplaced = tuple(self._unplaced())
        return EditorSheet(lines, grids, foot, unplaced, self.offered, self.labels, self.own)

    def _grid(self, grid: FormGrid) -> Grid:
        count = len(self.rows) if grid.columns else 0
        header = tuple(tuple(self._cell(cell, more=count if cell.reaches_down else 0) for cell in row) for row in grid.header)
        rows = tuple(tuple(self._cell(cell) for cell in row) for row in grid.rows)
        total = sum(grid.widths)
        widths = tuple(f"{100 * width / total:.3f}%" for width in grid.widths)
        if not grid.columns:
            return Grid(widths, header, rows)
        typed = tuple(TypedRow(row, tuple(self._row_cells(grid.columns, row, at))) for at, row in enumerate(self.rows))
        pattern = Row("__id__", "", 0, "", "", is_slot=True)
        blank = tuple(cell for cell in self._row_cells(grid.columns, pattern, -1) if cell.column >= 0)
        for path in [path for path in self.labels if path.startswith("indicators.__id__.")]:
            del self.labels[path]
        return Grid(widths, header, rows, grid.columns, typed, blank)

    def _cell(self, cell: FormCell, more: int = 0) -> Cell:
        parts = tuple(part if isinstance(part, str) else self._control(part) for part in cell.parts)
        reach = cell.rowspan if cell.reaches_down else 0
        return Cell(parts, cell.colspan, cell.rowspan + more, cell.align, cell.is_label, reach)

    def _control(self, asked: FormInput) -> Control:
        typed, label = self.draft.fields.get(asked.path, ""), asked.label()
        if asked.is_repeated:
            return Control(asked.path, "mirror", label, typed, asked.unit)
        self.labels.setdefault(asked.path, label)
        options: tuple[str, ...] = ()
        if asked.suggestions:
            options = tuple(dict.fromkeys((*asked.suggestions, typed) if typed else asked.suggestions))
        return Control(
            asked.path,
            "attribute" if options else asked.kind.value,
            label,
            typed,
            asked.unit,
            options,
            self._own(asked.path),
            asked.is_computed,
            asked.is_required,
        )

    def _own(self, path: str) -> str:
        """What stands in a blank place: what its parts come to, or in a project of one year what the year says."""
        twin = _twin(path) if self.is_one_year else ""
        said = self.sums.get(path) or (twin and (self.draft.fields.get(twin) or self.sums.get(twin))) or ""
        if said:
            self.own[path] = said
        return said

    def _row_cells(self, columns: Sequence[IndicatorColumn], row: Row, at: int) -> Iterator[Cell]:
        for number, column in enumerate(columns):
            if column.input is None:
                if column.text and at == 0:
                    yield Cell((column.text,), rowspan=len(self.rows), is_label=True)
            elif column.key in _LEVELS:
                if cell := self._level(column.key, row, at):
                    yield cell
            else:
                yield Cell((self._row_control(column.input, row),), align=_align(column.key), column=number)

    def _level(self, key: str, row: Row, at: int) -> Cell | None:
        """The cell of a level, where it begins."""
        ids = self.offered.covered(self.rows, at, key) if at >= 0 else ()
        if not ids:
            return None
        words = row.first if key == "level1" else row.second
        is_choice = key == "level2" and (not self.offered.is_sorted or not row.is_known)
        return Cell((words,), rowspan=len(ids), is_label=True, level=key, ids=ids, code=row.code, is_choice=is_choice)

    def _row_control(self, asked: FormInput, row: Row) -> Control:
        path = f"indicators.{row.id}.{asked.path}"
        typed = row.texts.get(asked.path, "")
        label = " · ".join(words for words in (row.second, label_in_row(asked)) if words)
        if asked.is_repeated:
            return Control(path, "mirror", label, typed)
        self.labels[path] = label
        own = row.texts.get("target", "") if self.is_one_year and asked.path == "target_of_period" else ""
        if own:
            self.own[path] = own
        return Control(path, asked.kind.value, label, typed, own=own, is_required=asked.is_required)

    def _unplaced(self) -> Iterator[Control]:
        """What was typed and the form has no place for; it is shown below, to be moved or cleared."""
        for path, typed in self.draft.fields.items():
            if path not in self.labels:
                self.labels[path] = name_of(path)
                yield Control(path, "long", name_of(path), typed)
        keys = {column.key for column in self.form.columns} | set(_LEVELS)
        for row in self.draft.indicators:
            for key, typed in row.texts.items():
                if key not in keys:
                    path = f"indicators.{row.id}.{key}"
                    label = text("web_declare.of_row", name=row.text("name") or "—", field=name_of(path))
                    self.labels[path] = label
                    yield Control(path, "long", label, typed)


def label_in_row(asked: FormInput) -> str:
    """What people call a column of the table of indicators."""
    return asked.own_label if asked.own_label and language() != "en" else name_of(f"indicators.row.{asked.path}")


def _twin(path: str) -> str:
    group, _, key = path.partition(".")
    return f"amounts.{key}" if group == "amounts_of_period" else _PERIOD.get(path, "")


def _align(key: str) -> str:
    return "left" if key in ("name", "description", "basis") or key.startswith("extra.") else "center"
