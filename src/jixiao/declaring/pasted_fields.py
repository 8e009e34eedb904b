"""Fields of a project in a pasted table (粘贴栏目): labels with their values, as every form prints them, or cells in their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jixiao.declaring.form_cells import FormGrid, FormInput, FormSheet, InputKind
from jixiao.declaring.projects import exact_text
from jixiao.documents.clipboard import CopiedTable
from jixiao.documents.grid import Cell
from jixiao.layouts import heads, lexicon
from jixiao.layouts.pairs import read_pairs
from jixiao.packs import Pack
from jixiao.provenance import SourceRef
from jixiao.values import MoneyUnit, money_unit, parse_amount

Place = tuple[int, int]
_DIGITS = "0123456789"
_BLANKS = " \t\u3000\xa0"
_BEFORE_CODE, _BEHIND_CODE = f"{_BLANKS}-－—〔[（(【", f"{_BLANKS}〕]）)】"
_CODE_FIRST = re.compile(r"([0-9]{3,})[\s\-－—]*(\D.*)")
_MONTH = re.compile(r"(\d{1,2})月")
_LONGEST_CAPTION = 60
_SHORTEST_CODE = 3
_FIGURES = (InputKind.MONEY, InputKind.PERCENT)


class Labelled:
    """Reads labels with their values out of some rows of a table.

    Args:
        form: where the fields are wanted.
        pack: the unit of its money.
        table: as it was copied.
    """

    def __init__(self, form: FormSheet, pack: Pack, table: CopiedTable) -> None:
        self.form, self.pack, self.table = form, pack, table
        self.texts: dict[str, str] = {}
        self.used: set[Place] = set()
        self.unit: MoneyUnit | None = None
        self.converted: set[str] = set()
        self._printed = _by_label(form.inputs)
        self._often: dict[str, int] = {}

    def read(self, rows: Sequence[int]) -> None:
        """Take the labels of these rows and what stands behind or below them."""
        self.unit = self._unit(rows)
        for row in rows:
            cells = [Cell(text, col, SourceRef("")) for col, text in enumerate(self.table.texts[row]) if text]
            _, pairs = read_pairs(cells)
            for pair in pairs:
                label = lexicon.spellings(pair.cell.text)[:1]
                value = pair.values[0] if pair.values else None
                if value is not None and value.col == pair.cell.col:
                    self._take(pair.cell.text.partition("：")[0].partition(":")[0], value.text, [(row, pair.cell.col)])
                elif value is not None:
                    self._take(pair.cell.text, value.text, [(row, pair.cell.col), (row, value.col)])
                elif label:
                    self._below(row, pair.cell)
            for cell in cells:
                if (row, cell.col) not in self.used and _is_furniture(cell.text):
                    self.used.add((row, cell.col))

    def _below(self, row: int, label: Cell) -> None:
        text = self.table.texts[row + 1][label.col] if row + 1 < len(self.table.texts) else ""
        if text and not lexicon.form_labels(text):
            self._take(label.text, text, [(row, label.col), (row + 1, label.col)])
        else:
            self.used.add((row, label.col))

    def _take(self, label: str, text: str, places: Sequence[Place]) -> None:
        found = self._inputs_of(label)
        if not found:
            return
        self.used.update(places)
        if len(found) == 2 and found[1].path == f"{found[0].path}_code":
            named, code = _apart(text)
            self.texts |= {found[0].path: named} | ({found[1].path: code} if code else {})
            return
        asked = self._meant(label, found)
        self.texts[asked.path] = self._amount(text, asked.path) if asked.kind is InputKind.MONEY else text

    def _meant(self, label: str, found: Sequence[FormInput]) -> FormInput:
        """Of several that are labelled alike, that which stands at the same place in a form; the year where the table has one only."""
        key = lexicon.fold(label)
        nth = self._often[key] = self._often.get(key, -1) + 1
        if sum(lexicon.fold(text) == key for _, _, text in self.table.filled()) >= len(found):
            return found[min(nth, len(found) - 1)]
        return next((one for one in found if "of_period" not in one.path and one.path != "amounts.total"), found[0])

    def _inputs_of(self, label: str) -> list[FormInput]:
        for form in lexicon.spellings(label):
            if form in self._printed:
                return self._printed[form]
        paths = [path for known in lexicon.form_labels(label) for path in _paths(known)]
        if month := _MONTH.search(label):
            paths.append(f"payment_plan.{int(month[1])}")
        return [one for path in paths for one in self.form.inputs if one.path == path][:1]

    def _unit(self, rows: Sequence[int]) -> MoneyUnit | None:
        """The unit that these rows print; ``None`` where they print none."""
        found = (money_unit(text) for row in rows for text in self.table.texts[row] if 0 < len(text) <= _LONGEST_CAPTION)
        return next((unit for unit in found if unit is not None), None)

    def _amount(self, text: str, path: str) -> str:
        amount = parse_amount(text, self.unit) if self.unit is not None and self.unit != self.pack.money_unit else None
        if amount is None or amount.yuan is None:
            return text
        self.converted.add(path)
        return exact_text(amount.yuan, self.pack)


def _by_label(inputs: Sequence[FormInput]) -> dict[str, list[FormInput]]:
    found: dict[str, list[FormInput]] = {}
    for one in inputs:
        for spelled in dict.fromkeys(form for label in (one.printed, one.own_label) for form in lexicon.spellings(label)):
            found.setdefault(spelled, []).append(one)
    return found


def _paths(label: lexicon.Label) -> list[str]:
    if label.group == "fields":
        key = label.key.removesuffix("_and_code")
        return ["name", "code"] if key == "code_and_name" else [key]
    if label.group == "amounts":
        return ["amounts.annual" if label.key == "sum" else f"amounts.{label.key}"]
    return [f"{label.group}.{label.key}"] if label.group in ("narratives", "contacts") else []


def _apart(text: str) -> tuple[str, str]:
    """A name and its code, in whichever order.

    >>> _apart("市水务局〔305〕"), _apart("305-市水务局"), _apart("市水务局")
    (('市水务局', '305'), ('市水务局', '305'), ('市水务局', ''))
    """
    if found := _CODE_FIRST.fullmatch(text):
        return found[2].strip(), found[1]
    head = text.rstrip(_BEHIND_CODE)
    name = head.rstrip(_DIGITS)
    code, name = head[len(name) :], name.rstrip(_BEFORE_CODE)
    return (name.strip(), code) if name and len(code) >= _SHORTEST_CODE else (text, "")


def _is_furniture(text: str) -> bool:
    """What a form prints around its fields: titles, units, labels over blocks, labels without a value."""
    if len(text) > _LONGEST_CAPTION:
        return False
    return bool(lexicon.form_labels(text)) or heads.is_form_title(text) or money_unit(text) is not None


def placed(form: FormSheet, table: CopiedTable, at: str) -> dict[str, Place]:
    """Figures put into the inputs of a form from one of them on, rows down and columns to the right, over what is printed between.

    Only amounts and shares are put so: what a text would fall into below or beside another is nothing that one sees coming.

    Returns:
        Path to the place of its text in the table; without cells for which the form has no input there.
    """
    for grid in form.grids:
        spots = sorted(_spots(grid))
        start = next(((row, col) for row, col, _, path in spots if path == at), None)
        if start is None:
            continue
        rows = sorted({row for row, col, span, _ in spots if row >= start[0] and col <= start[1] < col + span})
        found = {}
        for down, row in zip(range(len(table.texts)), rows, strict=False):
            across = [path for other, col, _, path in spots if other == row and col >= start[1]]
            for right, path in zip(range(table.width), across, strict=False):
                if table.texts[down][right]:
                    found[path] = (down, right)
        return found
    return {}


def _spots(grid: FormGrid) -> Iterator[tuple[int, int, int, str]]:
    """Row, column, width and path of the inputs of figures in a table."""
    taken: set[Place] = set()
    for row, cells in enumerate((*grid.header, *grid.rows)):
        col = 0
        for cell in cells:
            while (row, col) in taken:
                col += 1
            taken |= {(row + down, col + right) for down in range(cell.rowspan) for right in range(cell.colspan)}
            for one in cell.inputs:
                if not one.is_repeated and one.kind in _FIGURES:
                    yield row, col, cell.colspan, one.path
            col += cell.colspan
