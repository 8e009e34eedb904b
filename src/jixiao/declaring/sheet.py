"""A declaration of ``layouts/official`` becomes a form to type into: its cells with inputs in place of the names in braces."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from jixiao.declaring.form_cells import (
    FormCell,
    FormGrid,
    FormInput,
    FormLine,
    FormPart,
    FormRow,
    FormSheet,
    IndicatorColumn,
    InputKind,
    LevelOption,
)
from jixiao.declaring.funding import computed_paths
from jixiao.declaring.paths import is_field, is_indicator_key
from jixiao.declaring.task_rows import TASK_MONEY, task_cells, task_of
from jixiao.layouts.lay_out import Declaration
from jixiao.layouts.lay_out.declaration import ABOVE, LEFT, NAMED, DeclaredGrid
from jixiao.packs import Pack, declaration_for
from jixiao.values import labels_of_level1, labels_of_level2

_PIECES = re.compile(r"(\{[^{}]+\})")
_MONEY = ("amounts", "amounts_of_period")
_LONG = ("goal", "goal_of_period", "narratives")
_LONG_OF_INDICATOR = ("name", "target", "target_of_period", "description", "basis")
_OF_INDICATOR = {"indicator": "name", "indicator_of_period": "name"}
_PERIOD = ("indicator_of_period", "target_of_period")


def form_of(pack: Pack, fiscal_year: int | None) -> FormSheet:
    """The paper form of a jurisdiction as rows of cells (表单).

    Args:
        pack: the jurisdiction.
        fiscal_year: year that the title names; ``None`` leaves it open.

    Raises:
        DeclarationError: its form is not declared.
    """
    form = declaration_for(pack)
    draw = _Drawing(form, pack, fiscal_year)
    grids = tuple(draw.grid(grid) for grid in form.grids)
    foot = tuple(FormCell(draw.parts(part, ""), align="left") for part in form.foot)
    lines = tuple(draw.lines())
    return FormSheet(pack.form, dict(form.title), pack.money_unit.value, lines, grids, foot, tuple(_options(pack)))


def _options(pack: Pack) -> Iterator[LevelOption]:
    usual = {**labels_of_level1(), **labels_of_level2()}
    wanted = set(pack.mandatory_levels)
    for first in pack.level_options:
        children = tuple(
            LevelOption(code, usual[code], _flat(second.label), code in wanted) for second in first.level2 if (code := second.code)
        )
        is_mandatory = first.code in wanted or any(child.is_mandatory for child in children)
        yield LevelOption(first.code, usual[first.code], _flat(first.label), is_mandatory, children)


class _Drawing:
    """Draws one form; what was drawn as an input once is repeated where the form says it again."""

    def __init__(self, form: Declaration, pack: Pack, year: int | None) -> None:
        self.form = form
        self.pack = pack
        self.year = year
        self.computed = computed_paths(form)
        self.required = frozenset(pack.required_fields)
        self.labels = _unlike(pack.labels)
        self._drawn: set[str] = set()

    def lines(self) -> Iterator[FormLine]:
        """Lines above the tables; drawn last, so that what a table asks for is repeated in them."""
        for line in self.form.lines:
            parts = tuple(part for part in self.parts(line.text, "") if not isinstance(part, str) or part.strip())
            if parts:
                yield FormLine(parts, str(line.style), str(line.align), line.beside)

    def grid(self, grid: DeclaredGrid) -> FormGrid:
        """A table, its merged cells laid out."""
        rows = _laid_out([*grid.header, *grid.rows, *task_cells(grid)])
        drawn = [tuple(self._cell(rows, at, col) for col in sorted(row)) for at, row in enumerate(rows)]
        columns = tuple(self._columns(grid))
        header = drawn[: len(grid.header)]
        if columns and header:
            header[-1] = _reaching(rows[len(header) - 1], header[-1], grid.indicator)
        return FormGrid(grid.widths, tuple(header), tuple(drawn[len(grid.header) :]), columns)

    def _cell(self, rows: Sequence[dict[int, _Spanned]], at: int, col: int) -> FormCell:
        cell = rows[at][col]
        parts = self.parts(cell.text, _label_beside(rows, at, col))
        return FormCell(parts, cell.colspan, cell.rowspan, _align(parts))

    def parts(self, template: str, printed: str) -> tuple[FormPart, ...]:
        """Words and inputs of a cell.

        Args:
            template: as declared.
            printed: label that stands beside it.
        """
        return tuple(self._parts(template.replace("[", "").replace("]", ""), printed))

    def _parts(self, template: str, printed: str) -> Iterator[FormPart]:
        if "{number}" in template:  # the number of a form in its document, with the sign behind it
            template = re.sub(r"\{number\}[^\w{]*", "", template)
        for piece in _PIECES.split(template):
            name = piece[1:-1] if piece.startswith("{") else ""
            if name == "year":
                yield str(self.year) if self.year else "    "
            elif name and is_field(name):
                yield self._input(name, printed or template.partition("{")[0])
            elif piece and not name:
                yield piece

    def _input(self, path: str, printed: str) -> FormInput:
        group = path.partition(".")[0]
        kind, unit = InputKind.TEXT, ""
        if group in _MONEY:
            kind, unit = InputKind.MONEY, self.pack.money_unit.value
        elif group == "payment_plan":
            kind, unit = InputKind.PERCENT, "%"
        elif group in _LONG:
            kind = InputKind.LONG
        elif (task := task_of(path)) is not None:
            is_money = task[1] in TASK_MONEY
            kind, unit = (InputKind.MONEY, self.pack.money_unit.value) if is_money else (InputKind.TEXT, "")
        if group == "narratives":
            printed = path.partition(".")[2]
        is_repeated = path in self._drawn
        self._drawn.add(path)
        return FormInput(
            path=path,
            kind=kind,
            printed=_flat(printed),
            unit=unit,
            own_label=self.labels.get(path, ""),
            suggestions=tuple(one.printed for one in self.pack.attributes) if path == "attribute" else (),
            is_computed=path in self.computed,
            is_required=path in self.required,
            is_repeated=is_repeated,
        )

    def _columns(self, grid: DeclaredGrid) -> Iterator[IndicatorColumn]:
        names = [next(iter(NAMED.findall(cell)), "") for cell in grid.indicator]
        last = max((at for at, name in enumerate(names) if name in _PERIOD), default=-1)
        typed: set[str] = set()
        for at, (cell, name) in enumerate(zip(grid.indicator, names, strict=True)):
            key = _OF_INDICATOR.get(name, name)
            half = ("period" if at <= last else "year") if last >= 0 else ""
            if not is_indicator_key(key):
                yield IndicatorColumn("" if cell in (ABOVE, LEFT) else cell, None, half, grid.widths[at])
                continue
            yield IndicatorColumn("", self._column_input(key, _flat(grid.header[-1][at]), key in typed), half, grid.widths[at])
            typed.add(key)

    def _column_input(self, key: str, printed: str, is_repeated: bool) -> FormInput:
        kind = InputKind.LONG if key in _LONG_OF_INDICATOR else InputKind.NUMBER if key == "weight" else InputKind.TEXT
        if key in ("level1", "level2"):
            kind = InputKind.CHOICE
        path = f"indicators.{key}"
        own = self.labels.get(path, "")
        return FormInput(key, kind, printed, "", own, is_required=path in self.required, is_repeated=is_repeated)


def _unlike(labels: Mapping[str, str]) -> dict[str, str]:
    """Labels that name one field only; 资金总额 and 其他资金 may stand beside two."""
    often = Counter(labels.values())
    return {path: label for path, label in labels.items() if often[label] == 1}


class _Spanned:
    """A declared cell with what it covers."""

    __slots__ = ("colspan", "rowspan", "text")

    def __init__(self, text: str, colspan: int, rowspan: int) -> None:
        self.text, self.colspan, self.rowspan = text, colspan, rowspan


def _laid_out(rows: Sequence[Sequence[str]]) -> list[dict[int, _Spanned]]:
    """Cells by column, without those that another one covers."""
    covered: set[tuple[int, int]] = set()
    found: list[dict[int, _Spanned]] = []
    for at, row in enumerate(rows):
        cells: dict[int, _Spanned] = {}
        for col, text in enumerate(row):
            if (at, col) in covered:
                continue
            colspan = 1 + _run(row[col + 1 :], LEFT)
            rowspan = 1 + _run([other[col] for other in rows[at + 1 :]], ABOVE)
            covered |= {(at + down, col + right) for down in range(rowspan) for right in range(colspan)}
            cells[col] = _Spanned(text, colspan, rowspan)
        found.append(cells)
    return found


def _run(texts: Sequence[str], mark: str) -> int:
    length = 0
    while length < len(texts) and texts[length] == mark:
        length += 1
    return length


def _reaching(cells: dict[int, _Spanned], row: FormRow, indicator: Sequence[str]) -> FormRow:
    """The header with those cells marked that go on beside the indicators."""
    return tuple(
        FormCell(cell.parts, cell.colspan, cell.rowspan, cell.align, reaches_down=indicator[col] == ABOVE)
        for col, cell in zip(sorted(cells), row, strict=True)
    )


def _label_beside(rows: Sequence[dict[int, _Spanned]], at: int, col: int) -> str:
    """The label of a cell: the one left of it, or above it where the left one covers several rows."""
    left = [(other, cell) for other, cell in rows[at].items() if other < col]
    beside = next((cell.text for _, cell in sorted(left, key=lambda pair: -pair[0]) if cell.text and "{" not in cell.text), "")
    if left and "{" in max(left, key=lambda pair: pair[0])[1].text:
        beside = ""
    above = next((rows[up][col].text for up in range(at - 1, -1, -1) if col in rows[up]), "")
    return beside or ("" if "{" in above else above)


def _align(parts: Sequence[FormPart]) -> str:
    first = next((part for part in parts if isinstance(part, FormInput)), None)
    if first is None:
        return "center"
    if first.kind is InputKind.MONEY:
        return "right"
    return "left" if first.kind is InputKind.LONG or first.path == "name" or task_of(first.path) is not None else "center"


def _flat(text: str) -> str:
    """A label without line breaks and the colon behind it."""
    return re.sub(r"\s+", "", text).rstrip("：:")
