"""Hold two readings of the same content against each other, and a table that was read against the one that was written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from tests.reading import squash

from jixiao.documents.grid import Block, Grid
from jixiao.model import Document

_TEXTS = ("code", "department", "department_code", "unit", "unit_code", "attribute", "period", "goal", "goal_of_period")
_MAPPINGS = ("amounts", "amounts_of_period", "payment_plan", "narratives", "contacts")
_INDICATOR = ("level1", "level2", "name", "description", "basis", "weight", "value_type", "placeholder")


def differences(wanted: Document, got: Document) -> list[str]:
    """What one reading says and the other does not: ``- `` is missing in the second, ``+ `` is only there; places are not compared."""
    left, right = list(_lines(wanted)), list(_lines(got))
    found: list[str] = []
    for code, i1, i2, j1, j2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if code != "equal":
            found += [*(f"- {line}" for line in left[i1:i2]), *(f"+ {line}" for line in right[j1:j2])]
    return found


def _lines(document: Document) -> Iterator[str]:
    """A reading as lines, each of which stands for itself."""
    reading = document.model_dump(mode="json")
    for key in ("publisher", "fiscal_year", "kind"):
        yield f"{key}: {squash(reading[key])}"
    for part in ("projects", "whole_department"):
        for project in reading[part]:
            yield from (f"{part} {squash(project['name'])}: {line}" for line in _project(project))
    for number, table in enumerate(reading["tables"], 1):
        yield from (f"table {number}: {line}" for line in _table(table))
    for section in reading["sections"]:
        if section["heading"]:
            yield f"heading: {squash(section['heading'])}"
        for claim in section["claims"]:
            yield f"claim: {claim['metric']} {claim['year']} {claim['value_yuan']} {claim['value']} {claim['unit']} {claim['direction']}"
    yield from (f"personal: {kind} x {count}" for kind, count in sorted(Counter(p["kind"] for p in reading["personal_data"]).items()))
    yield from (f"problem: {problem['id']} {sorted(problem['values'].items())}" for problem in reading["problems"])


def _project(project: dict[str, Any]) -> Iterator[str]:
    yield from (f"{key} {squash(project[key])}" for key in _TEXTS if project[key] is not None)
    for mapping in _MAPPINGS:
        for key, value in sorted((project[mapping] or {}).items()):
            yield f"{mapping}.{key} {None if value is None else squash(value)}"
    for item in project["indicators"]:
        texts = [squash(item[key]) for key in _INDICATOR]
        texts += [squash((item[key] or {}).get("text")) for key in ("target", "target_of_period")]
        extra = [f"{squash(key)}={squash(value)}" for key, value in sorted(item["extra"].items())]
        yield f"indicator {' | '.join([*texts, *extra])}"
    yield f"copies {len(project['copies'])}"


def _table(table: dict[str, Any]) -> Iterator[str]:
    yield f"{squash(table['title'])}, {table['kind']}, {table['unit']}, empty {table['empty']}, note {squash(table['note'])}"
    yield f"columns {' | '.join(map(squash, table['columns']))}"
    yield from (f"row {' | '.join(map(squash, row))}" for row in table["rows"])
    for line in table["lines"]:
        yield f"line {line['code']} {squash(line['name'])} {line['level']} {list(line['values_yuan'].values())}"


@dataclass(frozen=True)
class RowRead:
    """What became of a row.

    Attributes:
        block: number of its table among the blocks.
        row: its number in the table.
        printed: how many of its cells print something.
        right: how many of them stand in the right row and column.
        story: what was written and what was read for it.
    """

    block: int
    row: int
    printed: int
    right: int
    story: str


def rows_read(wanted: Sequence[Block], got: Sequence[Block]) -> list[RowRead]:
    """For every row that was written: which of its cells were read in the right row and column.

    A column that prints nothing need not be there, and a table may be read in parts: in each part every column as read stands for one
    as written, in the same order. A cell that is alone in its row may be read as a line beside the table.
    """
    rows, read = _rows(wanted), _rows(got, with_lines=True)
    pairs = list(_pairs([row for _, _, row in rows], [row for _, _, row in read]))
    together: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for i, j in pairs:
        together.setdefault((rows[i][0], read[j][0]), []).append((i, j))
    counts = dict.fromkeys(range(len(rows)), 0)
    for both in together.values():
        column = _columns([(rows[i][2], read[j][2]) for i, j in both])
        for i, j in both:
            counts[i] = sum(1 for c, text in rows[i][2].items() if c in column and read[j][2].get(column[c]) == text)
    best = dict(pairs)
    return [
        RowRead(block, at, len(row), counts[i], f"{list(row.values())} read as {list(read[best[i]][2].values()) if i in best else None}")
        for i, (block, at, row) in enumerate(rows)
    ]


def _rows(blocks: Sequence[Block], *, with_lines: bool = False) -> list[tuple[int, int, dict[int, str]]]:
    """Rows that print something: numbers of table and row, and text by column; with the lines between tables, each as a row."""
    found = []
    for number, block in enumerate(blocks):
        if isinstance(block, Grid):
            for at, row in enumerate(block.rows):
                if texts := {cell.col: squash(cell.text) for cell in sorted(row.cells, key=lambda cell: cell.col) if squash(cell.text)}:
                    found.append((number, at, texts))
        elif with_lines and block.text:
            found.append((number, 0, {0: squash(block.text)}))
    return found


def _columns(pairs: Sequence[tuple[dict[int, str], dict[int, str]]]) -> dict[int, int]:
    """The column as read for each column as written, in the same order, so that most cells of these rows agree."""
    width = 1 + max((c for row, _ in pairs for c in row), default=-1)
    other = 1 + max((d for _, row in pairs for d in row), default=-1)
    same = Counter((c, d) for row, read in pairs for c, text in row.items() for d, found in read.items() if text == found)
    best: list[list[tuple[int, tuple[tuple[int, int], ...]]]] = [[(0, ())] * (other + 1) for _ in range(width + 1)]
    for c in range(1, width + 1):
        for d in range(1, other + 1):
            count, chosen = best[c - 1][d - 1]
            both = (count + same[c - 1, d - 1], (*chosen, (c - 1, d - 1)))
            best[c][d] = max(best[c - 1][d], best[c][d - 1], both, key=lambda item: item[0])
    return dict(best[width][other][1])


def _pairs(rows: Sequence[dict[int, str]], read: Sequence[dict[int, str]]) -> Iterator[tuple[int, int]]:
    """Every row with the one that was read for it: those alike first, between them the most alike in their order."""
    keys, others = ["|".join(row.values()) for row in rows], ["|".join(row.values()) for row in read]
    for code, i1, i2, j1, j2 in SequenceMatcher(None, keys, others, autojunk=False).get_opcodes():
        if code == "equal":
            yield from zip(range(i1, i2), range(j1, j2), strict=True)
            continue
        free = j1
        for i in range(i1, i2):
            likeness = {j: _in_order(list(rows[i].values()), list(read[j].values())) for j in range(free, j2)}
            best = max(likeness, key=lambda j: likeness[j], default=None)
            if best is not None and likeness[best]:
                yield i, best
                free = best + 1


def _in_order(a: Sequence[str], b: Sequence[str]) -> int:
    """Texts of a row that another has in the same order."""
    return sum(block.size for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
