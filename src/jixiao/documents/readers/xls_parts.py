"""What python-calamine does not tell of an XLS file: number formats, borders, errors, hidden rows (BIFF8 records, [MS-XLS] 2.4)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from jixiao.documents.limits import Limits, over_limit
from jixiao.documents.readers.number_format import BUILT_IN
from jixiao.documents.readers.sheet_rows import column_name
from jixiao.documents.readers.xlsx_parts import SheetLook
from jixiao.provenance import SourceRef

_BOF, _EOF, _BOUNDSHEET, _FORMAT, _XF = 0x0809, 0x000A, 0x0085, 0x041E, 0x00E0
_NUMBER, _RK, _MULRK, _FORMULA, _BOOLERR, _LABELSST, _LABEL = 0x0203, 0x027E, 0x00BD, 0x0006, 0x0205, 0x00FD, 0x0204
_ROW, _COLINFO = 0x0208, 0x007D
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_LAST_SECTOR = 0xFFFFFFFA
_SMALL_STREAM = 4096
_MOST_SHEETS = 4096


@dataclass(slots=True)
class _Styles:
    """Of the cell styles, in their order, the number of the format and whether a line is drawn; and codes of formats by number."""

    codes: dict[int, str] = field(default_factory=lambda: dict(BUILT_IN))
    formats: list[int] = field(default_factory=list)
    borders: list[bool] = field(default_factory=list)

    def code(self, style: int) -> str:
        code = self.codes.get(self.formats[style], "") if style < len(self.formats) else ""
        return "" if code.lower() in ("general", "@") else code

    def has_border(self, style: int) -> bool:
        return style < len(self.borders) and self.borders[style]


def look(data: bytes, source: SourceRef, limits: Limits) -> dict[str, SheetLook]:
    """Look over the records of the workbook.

    Returns:
        By the name of the sheet what was found; nothing where the file is damaged or of an older version.

    Raises:
        Refusal: the cells of a sheet stand too far apart.
    """
    try:
        book = _stream(data, "Workbook")
        if len(book) < 8 or struct.unpack_from("<HHH", book)[::2] != (_BOF, 0x0600):
            return {}
        styles, sheets = _globals(book)
        return {name: _sheet(book, at, styles, SourceRef(source.file, sheet=name), limits) for name, at in sheets[:_MOST_SHEETS]}
    except (struct.error, IndexError, UnicodeDecodeError):
        return {}


def _records(book: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place and length of the records of one part of the book, without those of the charts inside it."""
    depth = 0
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
        if depth <= 0:
            return
        if depth == 1:
            yield kind, at + 4, length
        at += 4 + length


def _globals(book: bytes) -> tuple[_Styles, list[tuple[str, int]]]:
    styles = _Styles()
    sheets: list[tuple[str, int]] = []
    for kind, at, length in _records(book, 0):
        if kind == _FORMAT:
            count, wide = struct.unpack_from("<HB", book, at + 2)
            styles.codes[struct.unpack_from("<H", book, at)[0]] = _letters(book[at + 5 : at + length], count, wide)
        elif kind == _XF and length >= 12:
            styles.formats.append(struct.unpack_from("<H", book, at + 2)[0])
            styles.borders.append(struct.unpack_from("<H", book, at + 10)[0] != 0)
        elif kind == _BOUNDSHEET:
            count, wide = struct.unpack_from("<BB", book, at + 6)
            sheets.append((_letters(book[at + 8 : at + length], count, wide), struct.unpack_from("<I", book, at)[0]))
    return styles, sheets


def _letters(data: bytes, count: int, wide: int) -> str:
    return data[: 2 * count].decode("utf-16-le") if wide & 1 else data[:count].decode("latin-1")


def _sheet(book: bytes, start: int, styles: _Styles, source: SourceRef, limits: Limits) -> SheetLook:
    found = SheetLook()
    bordered: set[str] = set()
    rows = columns = 0
    for kind, at, length in _records(book, start):
        if kind in (_NUMBER, _RK, _FORMULA, _BOOLERR, _LABELSST, _LABEL, _MULRK):
            row, col = struct.unpack_from("<HH", book, at)
            styled = [struct.unpack_from("<H", book, at + 4 + 6 * step)[0] for step in range((length - 6) // 6 if kind == _MULRK else 1)]
            rows, columns = max(rows, row + 1), max(columns, col + len(styled))
            for step, style in enumerate(styled):
                code, has_border = styles.code(style), styles.has_border(style)
                if code or has_border:
                    name = f"{column_name(col + step)}{row + 1}"
                    if code:
                        found.formats[name] = code
                    if has_border:
                        bordered.add(name)
            if (error := _error(book[at : at + length], kind)) is not None:
                found.errors[f"{column_name(col)}{row + 1}"] = error
        elif kind == _ROW and struct.unpack_from("<H", book, at + 12)[0] & 0x20:
            found.hidden_rows.append(struct.unpack_from("<H", book, at)[0] + 1)
        elif kind == _COLINFO and struct.unpack_from("<H", book, at + 8)[0] & 1:
            first, last = struct.unpack_from("<HH", book, at)
            found.hidden_columns.append((first + 1, min(last, 255) + 1))
    if rows * columns > 4 * limits.cells:
        raise over_limit(source, "cells", rows * columns, limits.cells, "--max-cells")
    found.bordered_cells = frozenset(bordered)
    return found


def _error(record: bytes, kind: int) -> str | None:
    """What a cell prints whose formula has no result."""
    if kind == _BOOLERR and len(record) >= 8 and record[7]:
        return _ERRORS.get(record[6], "#N/A")
    if kind == _FORMULA and len(record) >= 14 and record[6] == 2 and record[12:14] == b"\xff\xff":
        return _ERRORS.get(record[8], "#N/A")
    return None


# --- the compound file around the book ([MS-CFB]) ----------------------------------------------------------------------------------


def _stream(data: bytes, name: str) -> bytes:
    """A stream of the file by its name; empty where it is not found."""
    size = 1 << min(struct.unpack_from("<H", data, 30)[0], 12)
    table = _sector_table(data, size)
    folder = _joined(data, size, table, struct.unpack_from("<I", data, 48)[0])
    root: tuple[int, int] | None = None
    for at in range(0, len(folder) - 127, 128):
        length = struct.unpack_from("<H", folder, at + 64)[0]
        first, total = struct.unpack_from("<II", folder, at + 116)
        if root is None:
            root = (first, total)
        if 2 <= length <= 64 and folder[at : at + length - 2].decode("utf-16-le", "replace") == name:
            if total >= _SMALL_STREAM:
                return _joined(data, size, table, first)[:total]
            small_table = _joined(data, size, table, struct.unpack_from("<I", data, 60)[0])
            small = struct.unpack(f"<{len(small_table) // 4}I", small_table[: len(small_table) // 4 * 4])
            inner = _joined(data, size, table, root[0])
            return b"".join(inner[64 * sector : 64 * sector + 64] for sector in _chain(small, first))[:total]
    return b""


def _sector_table(data: bytes, size: int) -> tuple[int, ...]:
    """For every sector the one that follows it."""
    places = list(struct.unpack_from("<109I", data, 76))
    more, seen = struct.unpack_from("<I", data, 68)[0], 0
    while more < _LAST_SECTOR and seen < len(data) // size:
        listed = struct.unpack(f"<{size // 4}I", _sector(data, size, more))
        places += listed[:-1]
        more, seen = listed[-1], seen + 1
    raw = b"".join(_sector(data, size, place) for place in places if place < len(data) // size)
    return struct.unpack(f"<{len(raw) // 4}I", raw)


def _sector(data: bytes, size: int, sector: int) -> bytes:
    return data[(sector + 1) * size : (sector + 2) * size].ljust(size, b"\xff")


def _joined(data: bytes, size: int, table: tuple[int, ...], first: int) -> bytes:
    return b"".join(_sector(data, size, sector) for sector in _chain(table, first))


def _chain(table: tuple[int, ...], sector: int) -> Iterator[int]:
    """The sectors of a chain, each once."""
    seen: set[int] = set()
    while sector < len(table) and sector not in seen:
        seen.add(sector)
        yield sector
        sector = table[sector]
