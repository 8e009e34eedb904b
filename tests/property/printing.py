"""A truth printed as text in a given layout: lines of cells, then one of three shapes, then bytes."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from tests.property import vocabulary as words
from tests.property.documents import Layout, TrueIndicator, TrueProject, Truth

_NOT_FIRST, _NOT_LAST = "，。；、：）)》”〕%％,.", "（(《“〔"
_BOMS = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}


@dataclass(eq=False)
class Line:
    """A row before it takes a shape.

    Attributes:
        kind: ``head``, ``field``, ``header``, ``level``, ``indicator``, ``break`` or ``blank``.
        cells: from left to right, with the empty ones.
        project: number of its form.
        indicator: number of its indicator in the form.
        first: it prints a first level.
        second: it prints a second level.
        is_over: a row of labels or values of a form that prints values below their labels.
    """

    kind: str
    cells: list[str] = field(default_factory=list)
    project: int = -1
    indicator: int = -1
    first: bool = False
    second: bool = False
    is_over: bool = False


def print_document(truth: Truth, layout: Layout) -> bytes:
    """The bytes of a file."""
    return encode(shape(lay_out(truth, layout), layout), layout)


def encode(text: str, layout: Layout) -> bytes:
    """Line ends and encoding."""
    text = text.replace("\n", layout.newline)
    return _BOMS.get(layout.encoding, b"") + text.encode(layout.encoding)


# --- rows --------------------------------------------------------------------------------------------------------------------


def lay_out(truth: Truth, layout: Layout) -> list[Line]:
    """All rows of a document."""
    lines: list[Line] = []
    if layout.cover:
        lines += [Line("head", [f"{truth.publisher}{truth.year}年部门项目绩效目标公开"]), Line("blank")]
    for number, project in enumerate(truth.projects):
        if number and layout.blank_between_forms:
            lines.append(Line("blank"))
        form = [*_heads(truth, layout, number), *_fields(project, layout), *_table(project, layout)]
        for line in form:
            line.project = number
        lines += form
    return lines


def _heads(truth: Truth, layout: Layout, number: int) -> Iterator[Line]:
    if layout.title is not None:
        yield Line("head", [layout.title.format(n=number + 1, name=truth.projects[number].fields["name"])])
    agency = layout.agency_line and layout.agency_line.format(truth.publisher)
    year = layout.year_line and layout.year_line.format(truth.year)
    texts = [text for text in (agency, year, layout.unit_line) if text]
    if layout.heads_in_one_row and layout.shape != "lines" and len(texts) > 1:
        yield Line("head", [text for part in texts for text in (part, "", "")][:-2])
    else:
        yield from (Line("head", [text]) for text in texts)


def _fields(project: TrueProject, layout: Layout) -> Iterator[Line]:
    texts: list[tuple[str, str]] = []
    for key in layout.order:
        if key in project.fields:
            texts.append(_text_field(key, project, layout))
            continue
        yield from _rows(texts, layout)
        texts = []
        if key == "money":
            yield from _money(project, layout)
        else:
            goal = project.goal if key == "goal" else project.goal_of_period or ""
            yield from _rows([(layout.labels[key], re.sub(r"。(?=\d\.)", "。\n", goal) if layout.goal_lines else goal)], layout)
    yield from _rows(texts, layout)


def _text_field(key: str, project: TrueProject, layout: Layout) -> tuple[str, str]:
    value = project.fields[key]
    if key == "department" and layout.joined_codes is not None:
        value = layout.joined_codes.format(name=value, code=project.fields["department_code"])
    return layout.labels[key], value


def _rows(pairs: Sequence[tuple[str, str]], layout: Layout, *, per_row: int = 0, before: Sequence[str] = ()) -> Iterator[Line]:
    """Labels with their values, ``per_row`` in a row; ``before`` are the cells of a column left of them."""
    per_row = per_row or layout.per_row
    for index, at in enumerate(range(0, len(pairs), per_row)):
        some = pairs[at : at + per_row]
        lead = [""] * layout.lead + ([before[index] if index < len(before) else ""] if before else [])
        if layout.over:
            yield Line("field", [*lead, *(label + layout.colon for label, _ in some)], is_over=True)
            yield Line("field", [*[""] * len(lead), *(value for _, value in some)], is_over=True)
        elif layout.inline and not before:
            yield Line("field", [*lead, *(f"{label}{layout.colon or '：'}{value}" for label, value in some)])
        else:
            cells = [cell for label, value in some for cell in (label + layout.colon, *[""] * layout.gap, value)]
            yield Line("field", [*lead, *cells])


def _money(project: TrueProject, layout: Layout) -> Iterator[Line]:
    pairs: list[tuple[str, str]] = []
    is_first_part = True
    for key in layout.parts:
        label = layout.labels[f"amounts.{key}"]
        if layout.among and key not in ("annual", "total") and is_first_part:
            label, is_first_part = f"其中：{label}", False
        if layout.unit_place == "label":
            label += f"（{layout.money_unit}）"
        pairs.append((label, money(project.amounts[key], layout)))
    before: list[str] = []
    if layout.funds is not None:
        before = [layout.funds + (f"（{layout.money_unit}）" if layout.unit_place == "funds" else "")]
    yield from _rows(pairs, layout, per_row=layout.per_row if layout.over else layout.money_per_row, before=before)


def money(yuan: Decimal | None, layout: Layout) -> str:
    """An amount as printed; blank for ``None``."""
    if yuan is None:
        return ""
    figure = yuan if layout.money_unit == "元" else yuan / 10_000
    text = f"{figure:,.{layout.decimals}f}" if layout.separators else f"{figure:.{layout.decimals}f}"
    if layout.unit_place == "cell":
        text += (" " if layout.blank_before_unit else "") + layout.money_unit
    return text


def _table(project: TrueProject, layout: Layout) -> Iterator[Line]:
    header = Line(
        "header", _table_row({column: layout.labels[f"columns.{column}"] for column in layout.columns}, layout, layout.container or "")
    )
    yield header
    above: TrueIndicator | None = None
    for number, item in enumerate(project.indicators):
        if number and number - 1 in layout.breaks:
            yield from (Line("break", [text]) for text in layout.break_lines)
            if layout.header_again:
                yield Line("header", list(header.cells))
            if layout.levels_again:
                above = None
        is_new_first = above is None or above.level1_code != item.level1_code
        is_new_second = is_new_first or above is None or above.level2_code != item.level2_code
        if layout.levels == "rows" and is_new_first:
            yield Line("level", [*[""] * _width_before(layout), item.level1])
        texts = {"name": item.name, "value": item.target}
        texts |= {key: getattr(item, key) or "" for key in ("description", "basis", "weight")}
        first = layout.levels == "repeated" or (is_new_first and layout.levels != "rows")
        second = layout.levels in ("repeated", "first") or is_new_second
        texts["level1"] = label1(item, layout) if first else ""
        texts["level2"] = label2(item, layout) if second else ""
        yield Line("indicator", _table_row(texts, layout, ""), indicator=number, first=first, second=second)
        above = item


def label1(item: TrueIndicator, layout: Layout) -> str:
    """The first level as printed."""
    return f"{words.PREFIX1[item.level1_code]}-{item.level1}" if layout.codes else item.level1


def label2(item: TrueIndicator, layout: Layout) -> str:
    """The second level as printed."""
    label = item.level2.removesuffix("指标") if layout.bare_levels else item.level2
    return (f"{words.PREFIX2[item.level2_code]}-{label}" if layout.codes else label) + layout.mandatory


def _width_before(layout: Layout) -> int:
    return layout.lead + (layout.container is not None)


def _table_row(texts: dict[str, str], layout: Layout, group: str) -> list[str]:
    cells = [""] * layout.lead + ([group] if layout.container is not None else [])
    for index, column in enumerate(layout.columns):
        if index in layout.blank_columns:
            cells.append("")
        cells.append(texts[column])
    return cells


# --- shapes ------------------------------------------------------------------------------------------------------------------


def shape(lines: Sequence[Line], layout: Layout) -> str:
    """The rows as text with LF line ends."""
    make = {"tabs": _tabs, "lines": _lines, "aligned": _aligned}[layout.shape]
    return "\n".join(make(lines, layout)) + "\n"


def _tabs(lines: Sequence[Line], layout: Layout) -> Iterator[str]:
    width = max(len(line.cells) for line in lines)
    for line in lines:
        if line.kind in ("blank", "break"):
            yield "".join(line.cells)
        elif layout.padded:
            yield "\t".join([*line.cells, *[""] * (width - len(line.cells))])
        else:
            yield "\t".join(line.cells).rstrip("\t")


def _lines(lines: Sequence[Line], layout: Layout) -> Iterator[str]:
    for line in lines:
        if line.kind in ("blank", "break"):
            yield "".join(line.cells)
        for piece in "\n".join(line.cells).split("\n") if line.kind not in ("blank", "break") else []:
            if piece:
                yield piece
                if layout.blank_between_lines:
                    yield ""


def _aligned(lines: Sequence[Line], layout: Layout) -> Iterator[str]:
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.kind in ("field", "header"):
            kinds = ("field",) if line.kind == "field" else ("header", "indicator", "break")
            end = at
            while end < len(lines) and lines[end].kind in kinds and lines[end].project == line.project:
                end += 1
            yield from _columns(lines[at:end], layout)
            at = end
            continue
        filled = [cell for cell in line.cells if cell]
        if line.kind == "head" and filled:
            indent = 60 if filled[0] == layout.unit_line else 30
            yield " " * indent + (" " * 24).join(filled)
        else:
            yield "".join(line.cells)
        at += 1


def _columns(rows: Sequence[Line], layout: Layout) -> Iterator[str]:
    """Columns of one block: of the fields, or of the indicator table."""
    is_table = rows[0].kind == "header"
    widths = _table_widths(rows, layout) if is_table else _field_widths(rows, layout)
    starts = [2 * (not is_table)]
    for width in widths:
        starts.append(starts[-1] + (width + layout.column_gap if width else 0))
    for row in rows:
        if row.kind == "break":
            text = "".join(row.cells)
            yield " " * 40 + text if text.strip() and not text.startswith("\f") else text
            continue
        pieces = [_wrapped(cell, _limit(row, index, widths, layout, is_table=is_table), layout) for index, cell in enumerate(row.cells)]
        for at in range(max(len(piece) for piece in pieces)):
            text = ""
            for index, piece in enumerate(pieces):
                if at < len(piece) and piece[at]:
                    text += " " * (starts[index] - display_width(text, layout)) + piece[at]
            yield text


def _table_widths(rows: Sequence[Line], layout: Layout) -> list[int]:
    """Widths of the columns; that of the targets holds its longest, so that a line without a target goes on in the row above."""
    before = _width_before(layout)
    cells = [row.cells for row in rows if row.kind != "break"]
    longest = [max(display_width(row[index], layout) for row in cells) for index in range(len(cells[0]))]
    heads = [display_width(cell, layout) for cell in rows[0].cells]
    value = rows[0].cells.index(layout.labels["columns.value"])
    limits = [*[0] * before, *(layout.widths[(index - before) % len(layout.widths)] for index in range(before, len(heads)))]
    return [longest[index] if index == value else max(heads[index], min(longest[index], limits[index])) for index in range(len(heads))]


def _field_widths(rows: Sequence[Line], layout: Layout) -> list[int]:
    """Widths of the columns of the fields; the last cell of a row may be as long as it likes."""
    count = max(len(row.cells) for row in rows)
    return [max((display_width(row.cells[i], layout) for row in rows if i < len(row.cells) - 1), default=0) for i in range(count)]


def _limit(row: Line, index: int, widths: Sequence[int], layout: Layout, *, is_table: bool) -> int:
    if is_table:
        return widths[index]
    is_last = index == len(row.cells) - 1
    return layout.goal_width if is_last and display_width(row.cells[index], layout) > 60 else 10_000


def _wrapped(text: str, width: int, layout: Layout) -> list[str]:
    """A text broken at a display width, as word processors do: no line begins with a closing mark or ends with an opening one."""
    pieces = [""]
    for character in text:
        if pieces[-1] and display_width(pieces[-1] + character, layout) > max(width, 2):
            carried = ""
            while len(pieces[-1]) > 1 and ((carried or character)[0] in _NOT_FIRST or pieces[-1][-1] in _NOT_LAST):
                carried = pieces[-1][-1] + carried
                pieces[-1] = pieces[-1][:-1]
            pieces.append(carried)
        pieces[-1] += character
    return pieces


def display_width(text: str, layout: Layout) -> int:
    """Columns on the page: a Chinese character is two wide."""
    return sum(2 if unicodedata.east_asian_width(character) in layout.wide else 1 for character in text)
