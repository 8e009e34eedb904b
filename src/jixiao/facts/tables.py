"""Rows of tables, their lines and amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.codes.folding import fold_name
from jixiao.facts import key_figures, procurement
from jixiao.facts.column_sums import parts_of
from jixiao.facts.database import Row
from jixiao.facts.other_names import names_of, other_name
from jixiao.facts.projects import year_in
from jixiao.facts.reading import FactReading, first_place, place
from jixiao.facts.sum_gaps import TypedLine, add_gaps
from jixiao.facts.table_columns import TWO_SIDED, blocks, column_role, column_side, is_below, is_by_nature, line_role, numbering
from jixiao.layouts.printed_cells import TablePlaces
from jixiao.matching.keys import key_of, likeness
from jixiao.model import Line, Table
from jixiao.provenance import SourceRef
from jixiao.values import step_of

_NOTE_SUBJECTS = (
    ("fund", r"政府性?基金"),
    ("state_capital", r"国有资本"),
    ("three_public", r"三公"),
    ("assets", r"固定资产|国有资产"),
    ("procurement", r"政府采购"),
    ("general", r"一般公共预算"),
)
_SAYS_EMPTY = re.compile(r"空表|无数据|没有|未安排|无.{0,24}(?:预算|支出|收入|拨款|安排|情况|资金|决算)|不涉及|无此项|为空|为零|不存在")
_CARRIED = ("carryover", "carryover_out")


def rows(reading: FactReading) -> Iterator[tuple[str, Row]]:
    """Rows of ``budget_tables``, ``budget_lines``, ``budget_amounts``, ``key_figures`` and ``procurement_lines``."""
    names = names_of(reading.document.tables)
    for number, table_id, table in reading.tables():
        yield "budget_tables", {"document_id": reading.id, "table_id": table_id, "table_no": number, **_table(table)}
        keys: Row = {"document_id": reading.id, "table_id": table_id, "kind": table.kind}
        places = TablePlaces.of(table)
        money = list(dict.fromkeys(column for line in table.lines for column in line.values_yuan))
        roles = {column: column_role(column, table.kind, money) for column in money}
        lines = list(_lines(table, places, roles))
        for line in lines:
            other = other_name(names, *(str(line.row[name]) if line.row[name] else None for name in ("code", "name")))
            line.row |= {"other_name": other, "other_likeness": likeness(key_of(str(line.row["name"])), key_of(other)) if other else None}
        add_gaps(lines, parts_of(roles, table.kind))
        for line in lines:
            yield "budget_lines", {**keys, **line.row}
            for amount in line.amounts:
                yield "budget_amounts", {**keys, **amount}
        yield from key_figures.rows(reading, table_id, table, lines)
    yield from procurement.rows(reading)


def _table(table: Table) -> Row:
    note = table.note
    return {
        "kind": table.kind,
        "title": table.title,
        "title_key": key_of(table.title),
        "title_year": year_in(table.title),
        "title_source": first_place(table.sources, "title"),
        "unit": table.unit,
        "is_empty": table.empty,
        "note": note,
        "note_source": first_place(table.sources, "note"),
        "note_says_empty": bool(note and _SAYS_EMPTY.search(note)) if note else None,
        "note_subject": _subjects(note),
        "row_count": len(table.rows),
        "line_count": len(table.lines),
        "has_codes": any(line.code for line in table.lines),
        "confidence": table.confidence,
        "source": first_place(table.sources, "title") or place(table.source),
    }


def _subjects(note: str | None) -> str | None:
    """What a note speaks of, as ``;fund;``."""
    found = [subject for subject, pattern in _NOTE_SUBJECTS if note and re.search(pattern, note)]
    return f";{';'.join(found)};" if found else None


def _lines(table: Table, places: TablePlaces, roles: dict[str, str | None]) -> Iterator[TypedLine]:
    sided = table.kind in TWO_SIDED
    above: dict[str | None, str] = {}
    wholes: dict[str | None, tuple[int, str | None]] = {}
    names = _project_names(table)
    by_nature = _lines_by_nature(table, places) if sided else set()
    for number, line in enumerate(table.lines, start=1):
        side = next((found for column in line.values_yuan if (found := column_side(column))), None) if sided else None
        side = "nature" if number in by_nature else side
        role = line_role(line.name, line.code)
        if role == "item" and (above.get(side) in _CARRIED or (not line.code and is_below(line.name))):
            role = "of_which"
        elif role != "of_which":
            above[side] = role
        row_no = places.rows.get(line.source)
        row = _line(line, number, row_no, side, role) | names.get(row_no or 0, {})
        if role != "of_which":
            wholes[side] = (number, None)
        elif side in wholes:
            whole, style = wholes[side]
            own = numbering(line.name)
            wholes[side] = (whole, style or own)
            row |= {"part_of_line": whole if style in (None, own) else None, "is_numbered": own != "word"}
        yield TypedLine(row, list(_amounts(table, line, row, places, roles)))


def _project_names(table: Table) -> dict[int, Row]:
    """Names of the projects by row, in a list of projects: the name of a row is else its first text, which may be a kind of project."""
    if table.kind not in ("T12_projects", "T13_projects_carry"):
        return {}
    column = next((at for at, name in enumerate(table.columns) if "项目名称" in name), None)
    texts = {number: row[column] for number, row in enumerate(table.rows, start=1) if column is not None and row[column]}
    return {number: {"name": text, "name_key": key_of(text)} for number, text in texts.items()}


def _lines_by_nature(table: Table, places: TablePlaces) -> set[int]:
    """Numbers of the lines whose name stands in a block that lists the expenditure once more by its nature."""
    names = [at for at in blocks(table.columns) if is_by_nature(table.columns[at])]
    found: set[int] = set()
    last: dict[int, int] = {}
    for number, line in enumerate(table.lines, start=1):
        row = places.rows.get(line.source, 0)
        if not names or not row or row > len(table.rows):
            continue
        at = next((at for at, text in enumerate(table.rows[row - 1]) if at > last.get(row, -1) and key_of(text) == key_of(line.name)), None)
        if at is not None:
            last[row] = at
            if at in names:
                found.add(number)
    return found


def _line(line: Line, number: int, row_no: int | None, side: str | None, role: str) -> Row:
    code = line.code if line.code and line.code.isdigit() else None
    known = line.code_name is not None
    is_official = fold_name(line.name) == fold_name(line.code_name) if line.name and line.code_name and line.code else None
    return {
        "line_no": number,
        "row_no": row_no,
        "side": side,
        "code": line.code,
        "code_length": len(code) if code else None,
        "class_code": code[:3] if code else None,
        "section_code": code[:5] if code and len(code) >= 5 else None,
        "parent_code": code[:-2] if code and len(code) >= 5 else None,
        "name": line.name,
        "name_key": key_of(line.name),
        "level": 0 if role == "total" else line.level if line.level else None,
        "role": role,
        "code_name": line.code_name,
        "is_code_known": known if line.code else None,
        "is_name_official": is_official,
        "name_likeness": likeness(key_of(line.name), key_of(line.code_name)) if line.code else None,
        "source": place(line.source),
    }


def _amounts(table: Table, line: Line, row: Row, places: TablePlaces, roles: dict[str, str | None]) -> Iterator[Row]:
    for column, yuan in line.values_yuan.items():
        yield {
            **{name: row[name] for name in ("line_no", "side", "code", "name", "level")},
            "line_role": row["role"],
            "column_no": places.columns.get(column),
            "column_name": column,
            "column_role": roles[column],
            "amount_yuan": yuan,
            "amount_step": step_in(table, line.source, column, yuan, places),
            "source": place(places.cell(line.source, column) or line.source),
        }


def step_in(table: Table, line: SourceRef, column: str, yuan: Decimal, places: TablePlaces) -> Decimal | None:
    """The printed precision of an amount, from its cell or from any cell of its row that prints it."""
    row = places.rows.get(line, 0)
    if not row or row > len(table.rows):
        return None
    at = places.columns.get(column)
    if at is not None and (step := step_of(table.rows[row - 1][at - 1], yuan)) is not None:
        return step
    return next((step for text in table.rows[row - 1] if (step := step_of(text, yuan)) is not None), None)
