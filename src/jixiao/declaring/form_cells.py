"""The paper form of a jurisdiction as rows of cells with inputs in them (表单): what a page draws, and nothing about how."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jixiao.declaring.paths import name_of


class InputKind(StrEnum):
    """What is typed into an input (录入类型)."""

    TEXT = "text"
    LONG = "long"
    """Text of several lines."""
    MONEY = "money"
    PERCENT = "percent"
    NUMBER = "number"
    CHOICE = "choice"
    """One of the options of the sheet (:attr:`FormSheet.levels`)."""


@dataclass(frozen=True, slots=True)
class FormInput:
    """An input (录入项).

    Attributes:
        path: what is typed there; in a column of indicators the key of the text (``target``).
        kind: what is typed.
        printed: what the form prints beside it, as its label; empty where it prints none.
        unit: what stands behind it: 万元, %; empty for texts.
        own_label: what the jurisdiction calls it; empty where it has no word of its own.
        is_computed: it sums itself, as long as nothing is typed.
        is_required: the form cannot be handed in without it.
        is_repeated: the form says the same a second time here; it is shown, not typed.
        suggestions: texts that are usual there; others may be typed.
    """

    path: str
    kind: InputKind = InputKind.TEXT
    printed: str = ""
    unit: str = ""
    own_label: str = ""
    is_computed: bool = False
    is_required: bool = False
    is_repeated: bool = False
    suggestions: tuple[str, ...] = ()

    def label(self, lang: str | None = None) -> str:
        """What people call it."""
        return self.own_label if self.own_label and lang != "en" else name_of(self.path, lang)


FormPart = str | FormInput
"""A piece of a cell: words that are printed, or an input."""


@dataclass(frozen=True, slots=True)
class FormCell:
    """A cell (单元格).

    Attributes:
        parts: printed words and inputs, in order.
        colspan, rowspan: columns and rows that it covers.
        align: ``left``, ``center`` or ``right``.
        reaches_down: a cell of the header of the indicators that goes on beside all of their rows.
    """

    parts: tuple[FormPart, ...] = ()
    colspan: int = 1
    rowspan: int = 1
    align: str = "center"
    reaches_down: bool = False

    @property
    def text(self) -> str:
        """Its printed words."""
        return "".join(part for part in self.parts if isinstance(part, str))

    @property
    def inputs(self) -> tuple[FormInput, ...]:
        """Its inputs."""
        return tuple(part for part in self.parts if isinstance(part, FormInput))

    @property
    def is_label(self) -> bool:
        """It only prints words."""
        return bool(self.text) and not self.inputs


FormRow = tuple[FormCell, ...]


@dataclass(frozen=True, slots=True)
class FormLine:
    """A line above the tables (表头行).

    Attributes:
        parts: printed words and inputs.
        style: ``title``, ``subtitle`` or ``head``.
        align: where it stands.
        is_beside: it stands on the line of the one before.
    """

    parts: tuple[FormPart, ...]
    style: str
    align: str
    is_beside: bool = False

    @property
    def text(self) -> str:
        """Its printed words."""
        return "".join(part for part in self.parts if isinstance(part, str))


@dataclass(frozen=True, slots=True)
class IndicatorColumn:
    """A column of the table of indicators (指标栏).

    Attributes:
        text: words that it prints once beside all rows; empty for a column of inputs.
        input: its input; ``None`` for a column of words.
        half: ``period`` or ``year`` in a form that has both side by side; empty otherwise.
        width: in millimetres.
    """

    text: str
    input: FormInput | None
    half: str
    width: float

    @property
    def key(self) -> str:
        """Key of the text that is typed there; empty for a column of words."""
        return self.input.path if self.input else ""


@dataclass(frozen=True, slots=True)
class FormGrid:
    """A table of the form (表格).

    Attributes:
        widths: of its columns, in millimetres.
        header: rows at its top.
        rows: rows below.
        columns: of its indicators; empty where the table has none.
    """

    widths: tuple[float, ...]
    header: tuple[FormRow, ...]
    rows: tuple[FormRow, ...]
    columns: tuple[IndicatorColumn, ...] = ()


@dataclass(frozen=True, slots=True)
class LevelOption:
    """A level that may be chosen (指标级次选项).

    Attributes:
        code: canonical code.
        value: what is typed by choosing it: its full canonical label.
        printed: its label as this form prints it.
        is_mandatory: a project must have an indicator of it.
        children: second levels below a first one.
    """

    code: str
    value: str
    printed: str
    is_mandatory: bool = False
    children: tuple[LevelOption, ...] = ()


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A paper form, ready to be drawn (表单).

    Attributes:
        form: its name in ``layouts/official``.
        title: its name for people, by language.
        money_unit: what amounts are in.
        lines: above the tables.
        grids: its tables.
        foot: what is signed below them.
        levels: levels that may be chosen.
    """

    form: str
    title: dict[str, str]
    money_unit: str
    lines: tuple[FormLine, ...]
    grids: tuple[FormGrid, ...]
    foot: tuple[FormCell, ...]
    levels: tuple[LevelOption, ...]

    @property
    def inputs(self) -> tuple[FormInput, ...]:
        """Inputs of the project itself in the order of the form, each path once."""
        rows = [row for grid in self.grids for row in (*grid.header, *grid.rows)]
        parts = [part for line in self.lines for part in line.parts] + [
            part for row in (*rows, self.foot) for cell in row for part in cell.parts
        ]
        found: dict[str, FormInput] = {}
        for part in parts:
            if isinstance(part, FormInput) and not part.is_repeated:
                found.setdefault(part.path, part)
        return tuple(found.values())

    @property
    def columns(self) -> tuple[IndicatorColumn, ...]:
        """Columns of inputs of the indicators, each key once."""
        found: dict[str, IndicatorColumn] = {}
        for column in (column for grid in self.grids for column in grid.columns):
            if column.input is not None and not column.input.is_repeated:
                found.setdefault(column.key, column)
        return tuple(found.values())

    def has(self, path: str) -> bool:
        """The form has a place for a path of the project, or for a key of an indicator."""
        return any(item.path == path for item in self.inputs) or any(column.key == path for column in self.columns)
