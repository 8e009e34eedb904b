"""What python-calamine does not tell of an XLSX file, by one quick look at its parts: formats, merged ranges, hidden rows, bounds.

The look goes over the bytes, because a second reading of every cell would take longer than calamine's own.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from lxml import etree

from jixiao.documents.limits import Limits, over_limit
from jixiao.documents.markup import parsed
from jixiao.documents.readers.number_format import BUILT_IN
from jixiao.documents.readers.sheet_rows import column_name, column_number
from jixiao.provenance import SourceRef

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ROOT = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
"""Of what stands before the rows calamine gets nothing: it believes the size that is declared there."""
_MOST_STYLES = 65_536  # Excel knows 65,490
_MOST_MERGED = 200_000
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_HIDDEN_ROW = re.compile(rb'<row r="(\d{1,7})"[^>]*? hidden="(?:1|true)"')
_HIDDEN_COLUMNS = re.compile(rb'<(?:\w+:)?col\s([^>]*?hidden="(?:1|true)"[^>]*)>')
_MIN_MAX = re.compile(rb'\b(min|max)="(\d{1,6})"')
_ROW = re.compile(rb'<row r="(\d{1,10})"')
_FULL_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,10})"(?:[^>]*[^/])?>')
_WIDE_CELL = re.compile(rb'<c r="(?:[A-Z]{3}|[B-Z][A-Z])\d')
_ERROR = re.compile(rb'<c r="([A-Z]{1,3}\d+)"[^>]*? t="e"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>([^<]*)</v>')
_STYLED = re.compile(rb'<c r="([A-Z]{1,3}\d+)" s="(\d{1,6})"(?: t="[nd]")?><')
_STYLED_ODDLY = re.compile(rb'<c r="([A-Z]{1,3}\d+)"(?: (?!s=)[\w:]+="[^"]*")* s="(\d{1,6})"')
_ODD_ORDER = re.compile(
    rb'<c r="[A-Z]{1,3}\d{1,7}" (?:[^st]|t="\w{1,9}" )|<c r="\w{1,10}" s="\d{1,6}" (?:[^t]|t="[nd]" )|<c r="\w{1,10}"[^<>]{0,80}>\s'
)
_SAMPLE = 65_536  # bytes by which the order of attributes is told: a program writes them in one order
_NO_ROWS = re.compile(rb"<sheetData\s{0,9}/>")
_STYLE = re.compile(rb' s="(\d{1,6})"')
_PREFIXED = re.compile(rb'xmlns:\w+="http://schemas.openxmlformats.org/spreadsheetml/2006/main"')
_WIDEST = 16_384  # columns of a sheet
_NARROW = 52  # columns up to AZ
_OTHERS = (b"<color", b"<charset", b"<condense")  # elements of letters in a cell whose names begin like that of the cell

Range = tuple[int, int, int, int]
"""First row and column and last row and column of a merged range, from 0."""


@dataclass(slots=True)
class SheetLook:
    """What the part of a sheet says beside its values.

    Attributes:
        merged: ranges of merged cells.
        formats: code of the number format by the name of the cell, other than that of plain numbers.
        errors: what a formula without a result prints, by the name of the cell.
        hidden_rows: numbers, from 1.
        hidden_columns: numbers, from 1, as first and last.
        data: the part as calamine gets it.
        rows: number of each row of ``data``, from 1, where it was drawn together; empty where it was not.
        columns: likewise of the columns, from 0.
        bordered: numbers of the styles with a border (XLSX).
        bordered_cells: names of the cells with a border (XLS).
    """

    merged: list[Range] = field(default_factory=list)
    formats: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    data: bytes = b""
    rows: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    bordered: frozenset[bytes] = frozenset()
    bordered_cells: frozenset[str] = frozenset()

    def has_border(self, address: str) -> bool:
        """Whether a line is drawn at a cell; false where the file was not written in the usual way."""
        if self.bordered_cells:
            return address in self.bordered_cells
        if not self.bordered or self.rows:
            return False
        at = self.data.find(b'<c r="' + address.encode() + b'"')
        style = _STYLE.search(self.data, at, self.data.find(b">", at) + 1) if at >= 0 else None
        return style is not None and style[1] in self.bordered


def read_styles(data: bytes, part: str, source: SourceRef) -> tuple[dict[bytes, str], frozenset[bytes]]:
    """Read the styles of cells.

    Returns:
        By the number of the style the codes of formats other than that of plain numbers, and the numbers of styles with a border.

    Raises:
        Refusal: the styles are damaged or too many.
    """
    if data.count(b"<xf ") > _MOST_STYLES:
        raise over_limit(source, "styles", data.count(b"<xf "), _MOST_STYLES, "--max-cells")
    root = parsed(data, part, source)
    codes = dict(BUILT_IN)
    for element in root.iter(MAIN + "numFmt"):
        if (number := element.get("numFmtId", "")).isdigit():
            codes[int(number)] = element.get("formatCode", "")
    lines = [any(side.get("style", "none") != "none" for side in border) for border in root.iterfind(f"{MAIN}borders/{MAIN}border")]
    formats: dict[bytes, str] = {}
    bordered: set[bytes] = set()
    for index, element in enumerate(root.iterfind(f"{MAIN}cellXfs/{MAIN}xf")):
        number, border = element.get("numFmtId", "0"), element.get("borderId", "0")
        code = codes.get(int(number) if number.isdigit() else 0, "")
        if code and code.lower() not in ("general", "@"):
            formats[str(index).encode()] = code
        if border.isdigit() and int(border) < len(lines) and lines[int(border)]:
            bordered.add(str(index).encode())
    return formats, frozenset(bordered)


def look(data: bytes, formats: dict[bytes, str], source: SourceRef, limits: Limits) -> SheetLook:
    """Look over the part of a sheet.

    Args:
        data: the part, checked.
        formats: codes by the number of the style.
        source: the sheet.
        limits: how many cells it may have.

    Raises:
        Refusal: the sheet is damaged or over a limit.
    """
    start, end = data.find(b"<sheetData"), data.rfind(b"</sheetData>")
    if start < 0 or end < 0:
        found = SheetLook()
        if b":sheetData" in data:
            found = _rewritten(data, source, limits, formats)
        elif start >= 0 and _NO_ROWS.match(data, start):
            found.data = _ROOT + b"<sheetData/></worksheet>"
    else:
        inside = data[start:end]
        if len(inside) > 40 * limits.cells and inside.count(b"<c ") > 4 * limits.cells:
            raise over_limit(source, "cells", inside.count(b"<c "), limits.cells, "--max-cells")
        if not _PREFIXED.search(data[:start]) and _is_usual(inside) and _area(inside, 4 * limits.cells) <= 4 * limits.cells:
            found = SheetLook(data=_ROOT + inside + b"</sheetData></worksheet>")
            found.formats = _formats(inside, formats)
            if b't="e"' in inside:
                found.errors = {name.decode(): html.unescape(text.decode("utf-8", "replace")) for name, text in _ERROR.findall(inside)}
            if b'hidden="' in inside:
                found.hidden_rows = [int(number) for number in _HIDDEN_ROW.findall(inside)]
        else:
            found = _rewritten(data, source, limits, formats)
    _look_around(data[: max(start, 0)] or data, data[max(end, 0) :], found, source)
    return found


def _is_usual(inside: bytes) -> bool:
    """Every cell and row is written in the way that all office programs share, so that none escapes the look."""
    named, cells = inside.count(b'<c r="'), inside.count(b"<c")
    if named != cells:
        cells -= sum(inside.count(other) for other in _OTHERS)
    return named == cells and inside.count(b'<row r="') == inside.count(b"<row") and b"xmlns" not in inside


def _area(inside: bytes, enough: int) -> int:
    """Places of the rectangle that holds all cells with content; not counted out where they are no more than ``enough``."""
    last = max(map(int, _ROW.findall(inside)), default=0)
    if last * _WIDEST <= enough or (last * _NARROW <= enough and _WIDE_CELL.search(inside) is None):
        return enough
    names = _FULL_CELL.findall(inside)
    widest = max((column_number(letters.decode()) for letters in {name[0] for name in names}), default=0)
    numbers = [int(number) for number in {name[1] for name in names}]
    return (max(numbers, default=0) - min(numbers, default=0) + 1) * (widest + 1)


def _formats(inside: bytes, formats: dict[bytes, str]) -> dict[str, str]:
    """Formats by the name of the cell: only cells whose style has one are met."""
    if not formats:
        return {}
    pattern = _STYLED if _ODD_ORDER.search(inside, 0, _SAMPLE) is None else _STYLED_ODDLY
    return {name.decode(): formats[style] for name, style in pattern.findall(inside) if style in formats}


def _look_around(before: bytes, behind: bytes, found: SheetLook, source: SourceRef) -> None:
    """Hidden columns stand before the rows, merged ranges behind them."""
    if behind.count(b"mergeCell ") > _MOST_MERGED:
        raise over_limit(source, "merged cells", behind.count(b"mergeCell "), _MOST_MERGED, "--max-cells")
    for left, top, right, bottom in _MERGED.findall(behind):
        first, last = column_number(left.decode()), column_number(right.decode())
        found.merged.append((int(top) - 1, first, int(bottom) - 1, last))
    for attributes in _HIDDEN_COLUMNS.findall(before):
        values = {key: int(value) for key, value in _MIN_MAX.findall(attributes)}
        if b"min" in values:
            found.hidden_columns.append((values[b"min"], values.get(b"max", values[b"min"])))


# --- sheets that are written in another way, or whose cells stand far apart --------------------------------------------------------


@dataclass(slots=True)
class _Cell:
    row: int
    col: int
    style: str
    kind: str
    text: str


def _rewritten(data: bytes, source: SourceRef, limits: Limits, formats: dict[bytes, str]) -> SheetLook:
    """The same values written in the usual way, with the empty rows and columns between them left out."""
    found = SheetLook()
    cells = _read_cells(parsed(data, source.sheet, source), found)
    if len(cells) > limits.cells:
        raise over_limit(source, "cells", len(cells), limits.cells, "--max-cells")
    found.rows = sorted({cell.row for cell in cells})
    found.columns = sorted({cell.col for cell in cells})
    if len(found.rows) * len(found.columns) > 4 * limits.cells:
        raise over_limit(source, "cells", len(found.rows) * len(found.columns), limits.cells, "--max-cells")
    place_of_row = {number: at for at, number in enumerate(found.rows)}
    place_of_col = {number: at for at, number in enumerate(found.columns)}
    rows: dict[int, list[_Cell]] = {number: [] for number in found.rows}
    for cell in cells:
        rows[cell.row].append(cell)
        name = f"{column_name(cell.col)}{cell.row}"
        if (code := formats.get(cell.style.encode())) is not None:
            found.formats[name] = code
        if cell.kind == "e":
            found.errors[name] = cell.text
    written = [_ROOT.decode(), "<sheetData>"]
    for number, inside in rows.items():
        written.append(f'<row r="{place_of_row[number] + 1}">')
        written += [_written(cell, f"{column_name(place_of_col[cell.col])}{place_of_row[number] + 1}") for cell in inside]
        written.append("</row>")
    found.data = "".join([*written, "</sheetData></worksheet>"]).encode()
    return found


def _written(cell: _Cell, name: str) -> str:
    style = f' s="{cell.style}"' if cell.style.isdigit() else ""
    text = html.escape(cell.text, quote=False)
    if cell.kind == "inlineStr":
        return f'<c r="{name}"{style} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    return f'<c r="{name}"{style}' + (f' t="{html.escape(cell.kind)}"' if cell.kind else "") + f"><v>{text}</v></c>"


def _read_cells(root: etree._Element, found: SheetLook) -> list[_Cell]:
    """Cells with content, at their own places or behind one another where they name none."""
    cells: list[_Cell] = []
    at = 0
    for row in root.iter(MAIN + "row"):
        number = row.get("r", "")
        at = int(number) if number.isdigit() and len(number) < 8 else at + 1
        if row.get("hidden") in ("1", "true"):
            found.hidden_rows.append(at)
        col = -1
        for element in row.iterchildren(MAIN + "c"):
            name = re.fullmatch(r"\$?([A-Z]{1,3})\$?\d+", element.get("r", ""))
            col = column_number(name[1]) if name is not None else col + 1
            kind = element.get("t", "")
            value = element.find(MAIN + ("is" if kind == "inlineStr" else "v"))
            if value is not None:
                text = "".join(t.text or "" for t in value.iter(MAIN + "t")) if kind == "inlineStr" else value.text or ""
                cells.append(_Cell(at, col, element.get("s", ""), kind, text))
    return cells
