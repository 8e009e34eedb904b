"""What an official form looks like (表样): read from its file in ``layouts/official``, checked before it is used.

A form is some lines and a few tables below each other. A row of a table is a list of cells: a text, ``<`` for a cell that is merged with
the one left of it, ``^`` for one that is merged with the one above. ``{name}`` stands for what the project says; a part in square
brackets is left out where what it names is blank. ``indicator`` is the row that is printed for each indicator, ``task`` for each task of
a department.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib import resources
from typing import Any

from jixiao.documents.printout import Align, Style
from jixiao.errors import JixiaoError
from jixiao.values import MoneyUnit
from jixiao.values.numbers import EXACT, plain

LEFT, ABOVE = "<", "^"
NAMED = re.compile(r"\{([^{}]+)\}")
_FOLDER = "official"
_FIELDS = {"name", "code", "department", "department_code", "unit", "unit_code", "attribute", "period", "goal", "goal_of_period"}
_AROUND = {"year", "number", "agency"}
_OF_INDICATOR = {"level1", "level2", "indicator", "indicator_of_period", "target", "target_of_period", "description", "basis", "weight"}
_OF_TASK = {"task.name", "task.content", "task.total", "task.fiscal", "task.other"}
_GROUPS = ("amounts", "amounts_of_period", "payment_plan", "narratives", "contacts", "funding", "evaluation")


class DeclarationError(JixiaoError):
    """A form is declared wrongly: the message names its file, the place and what to do."""


@dataclass(frozen=True, slots=True)
class MoneyFormat:
    """How a form prints money (金额格式).

    Attributes:
        unit: its unit.
        least_decimals: digits behind the point that are always printed.
        most_decimals: digits behind the point that are printed at most; what is smaller is rounded half up.
        has_thousands: a comma after every three digits.
        printed: pattern of the cell with ``{amount}``.
    """

    unit: MoneyUnit = MoneyUnit.WAN
    least_decimals: int = 0
    most_decimals: int = 6
    has_thousands: bool = False
    printed: str = "{amount}"

    def rounded(self, yuan: Decimal) -> Decimal:
        """What is left of an amount in yuan at the precision of the form, in yuan.

        >>> MoneyFormat(MoneyUnit.WAN, 2, 2).rounded(Decimal("34567.89"))
        Decimal('34600')
        """
        step = Decimal(1).scaleb(-self.most_decimals)
        printed = EXACT.divide(yuan, self.unit.factor).quantize(step, ROUND_HALF_UP, context=EXACT)
        return plain(EXACT.multiply(printed, self.unit.factor))

    def number(self, yuan: Decimal) -> str:
        """An amount in yuan as the form prints its number.

        >>> MoneyFormat(MoneyUnit.WAN, 0, 6).number(Decimal("2342000")), MoneyFormat(MoneyUnit.YUAN, 0, 2, True).number(Decimal("6630000"))
        ('234.2', '6,630,000')
        """
        number = EXACT.divide(self.rounded(yuan), self.unit.factor)
        plain = f"{number:,.{self.most_decimals}f}" if self.has_thousands else f"{number:.{self.most_decimals}f}"
        whole, _, part = plain.partition(".")
        part = part.rstrip("0").ljust(self.least_decimals, "0")
        text = f"{whole}.{part}" if part else whole
        return text.lstrip("-") if not number else text


@dataclass(frozen=True, slots=True)
class Levels:
    """How a form prints the levels of its indicators (指标级次).

    Attributes:
        labels: code of a level to its label in this form, where it is not the usual one.
        always: second levels that are printed even where they have no indicator, in the order of the form.
        filler: name and target in the row of such a level.
        repeated: the second level is printed in every row and not merged.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    always: tuple[str, ...] = ()
    filler: str = ""
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class DeclaredLine:
    """A line above or below the tables."""

    text: str
    style: Style
    align: Align
    beside: bool = False


@dataclass(frozen=True, slots=True)
class DeclaredGrid:
    """A table of the form.

    Attributes:
        widths: of its columns, in millimetres.
        header: rows that are repeated on every page.
        rows: rows below.
        indicator: row that is printed for each indicator; empty where the table has none.
        task: row that is printed for each task.
    """

    widths: tuple[float, ...]
    header: tuple[tuple[str, ...], ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    indicator: tuple[str, ...] = ()
    task: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Declaration:
    """An official form (表样).

    Attributes:
        id: its name on the command line.
        title: its name for people, by language.
        subject: ``project`` or ``department``: whose targets it is for.
        lines: above the tables.
        grids: its tables.
        foot: what is signed below them, side by side on one line; what is not known is left open to be written by hand.
        money: how it prints money.
        levels: how it prints levels.
        points: size of the type.
        is_landscape: A4 across.
    """

    id: str
    title: Mapping[str, str]
    subject: str
    lines: tuple[DeclaredLine, ...]
    grids: tuple[DeclaredGrid, ...]
    foot: tuple[str, ...]
    money: MoneyFormat
    levels: Levels
    points: float = 10.0
    is_landscape: bool = False

    @property
    def fields(self) -> frozenset[str]:
        """What the form has a place for, such as ``amounts.annual`` or ``description``."""
        texts = [*(line.text for line in self.lines), *self.foot]
        for grid in self.grids:
            texts += [cell for row in (*grid.header, *grid.rows, grid.indicator, grid.task) for cell in row]
        return frozenset(name for text in texts for name in NAMED.findall(text))


def form_names() -> list[str]:
    """Names of the forms that are declared."""
    folder = resources.files("jixiao.layouts").joinpath(_FOLDER)
    if not folder.is_dir():
        return []
    return sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml"))


@cache
def declaration(name: str) -> Declaration:
    """The form of a name.

    Raises:
        DeclarationError: there is none, or it is declared wrongly.
    """
    if name not in form_names():
        raise DeclarationError("error.no_such_form", form=name, forms=", ".join(form_names()))
    text = resources.files("jixiao.layouts").joinpath(_FOLDER, f"{name}.toml").read_text(encoding="utf-8")
    return read_declaration(text, name)


def read_declaration(text: str, name: str) -> Declaration:
    """A form out of the text of its file.

    Raises:
        DeclarationError: it is no TOML, has a key that nobody knows, names what a project does not have, or a row of the wrong width.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _wrong(name, "file", str(error)) from error
    _only(raw, name, "file", ("title", "subject", "points", "landscape", "lines", "foot", "money", "levels", "grids"))
    grids = tuple(_grid(entry, name, number) for number, entry in enumerate(raw.get("grids", []), 1))
    if not grids:
        raise _wrong(name, "grids", "there is none")
    lines = tuple(_line(entry, name, number) for number, entry in enumerate(raw.get("lines", []), 1))
    found = Declaration(
        id=name,
        title=raw.get("title", {"zh": name, "en": name}),
        subject=raw.get("subject", "project"),
        lines=lines,
        grids=grids,
        foot=tuple(raw.get("foot", ())),
        money=_money(raw.get("money", {}), name),
        levels=_levels(raw.get("levels", {}), name),
        points=float(raw.get("points", 10.0)),
        is_landscape=bool(raw.get("landscape", False)),
    )
    _check_names(found)
    return found


def _line(entry: Mapping[str, Any], name: str, number: int) -> DeclaredLine:
    where = f"lines {number}"
    _only(entry, name, where, ("text", "style", "align", "beside"))
    style = Style(entry.get("style", "head"))
    usual = Align.CENTER if style in (Style.TITLE, Style.SUBTITLE) else Align.LEFT
    return DeclaredLine(entry["text"], style, Align(entry.get("align", usual)), bool(entry.get("beside", False)))


def _money(entry: Mapping[str, Any], name: str) -> MoneyFormat:
    _only(entry, name, "money", ("unit", "least_decimals", "most_decimals", "has_thousands", "printed"))
    given = {key: value for key, value in entry.items() if key != "unit"}
    return MoneyFormat(MoneyUnit(entry.get("unit", "万元")), **given)


def _levels(entry: Mapping[str, Any], name: str) -> Levels:
    _only(entry, name, "levels", ("labels", "always", "filler", "repeated"))
    return Levels(entry.get("labels", {}), tuple(entry.get("always", ())), entry.get("filler", ""), bool(entry.get("repeated", False)))


def _grid(entry: Mapping[str, Any], name: str, number: int) -> DeclaredGrid:
    where = f"grids {number}"
    _only(entry, name, where, ("widths", "header", "rows", "indicator", "task"))
    widths = tuple(float(width) for width in entry.get("widths", ()))
    header, rows = ([tuple(row) for row in entry.get(key, ())] for key in ("header", "rows"))
    indicator, task = (tuple(entry.get(key, ())) for key in ("indicator", "task"))
    for row in (*header, *rows, *(row for row in (indicator, task) if row)):
        if len(row) != len(widths):
            raise _wrong(name, where, f"{len(row)} cells in a row of {len(widths)} columns: {list(row)}")
    return DeclaredGrid(widths, tuple(header), tuple(rows), indicator, task)


def _check_names(found: Declaration) -> None:
    known = _FIELDS | _AROUND | _OF_INDICATOR | _OF_TASK
    for name in sorted(found.fields):
        group, _, key = name.partition(".")
        if name not in known and not (key and group in (*_GROUPS, "extra")):
            raise _wrong(found.id, f"{{{name}}}", "a project has no such value")


def _only(entry: Mapping[str, Any], name: str, where: str, known: Sequence[str]) -> None:
    if unknown := sorted(set(entry) - set(known)):
        raise _wrong(name, where, f"unknown key {', '.join(unknown)}; known are {', '.join(known)}")


def _wrong(name: str, where: str, what: str) -> DeclarationError:
    return DeclarationError("error.form_declaration", file=f"{_FOLDER}/{name}.toml", where=where, what=what)
