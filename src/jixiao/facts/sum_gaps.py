"""By how much the printed sums of a table miss their parts (表内差额): along a row, and down a column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jixiao.facts.database import Row


@dataclass(slots=True)
class TypedLine:
    """A line of a table as the facts have it: its row, and the rows of its amounts."""

    row: Row
    amounts: list[Row]


def add_gaps(lines: Sequence[TypedLine], parts: Mapping[str, str]) -> None:
    """Tell of each amount which column sums it, and where its row or its column does not add up by how much.

    Args:
        lines: lines of one table; their amounts are changed.
        parts: name of the column that sums it by the name of a column (:func:`jixiao.facts.column_sums.parts_of`).
    """
    for line in lines:
        for amount in line.amounts:
            amount |= {"part_of": parts.get(str(amount["column_name"])), "row_gap_yuan": None, "column_gap_yuan": None}
        for whole in line.amounts:
            _compare("row_gap_yuan", whole, [amount for amount in line.amounts if amount["part_of"] == whole["column_name"]])
    for whole_line, part_lines in _sums_of_lines(lines):
        for whole in whole_line.amounts:
            below = [amount for line in part_lines for amount in line.amounts if amount["column_name"] == whole["column_name"]]
            _compare("column_gap_yuan", whole, below)


def _sums_of_lines(lines: Sequence[TypedLine]) -> Iterator[tuple[TypedLine, list[TypedLine]]]:
    """A code with the codes below it, and the total row with the uppermost codes, or all items of a list without codes.

    A code that is printed twice, for two agencies, sums nothing that is known.
    """
    coded = [line for line in lines if line.row["code_length"]]
    total = next((line for role in ("current_total", "total") for line in lines if line.row["role"] == role), None)
    if not coded and total and total.row["side"] is None:
        yield total, [line for line in lines if line.row["role"] == "item"]
    if not coded or max(Counter(line.row["code"] for line in coded).values()) > 1:
        return
    for line in coded:
        below = [other for other in coded if other.row["parent_code"] == line.row["code"]]
        if below:
            yield line, below
    top = min(int(str(line.row["code_length"])) for line in coded)
    if total:
        yield total, [line for line in coded if line.row["code_length"] == top]


def _compare(name: str, whole: Row, parts: Sequence[Row]) -> None:
    if not parts:
        return
    gap = _money(whole["amount_yuan"]) - _sum(part["amount_yuan"] for part in parts)
    if 2 * abs(gap) > _sum(amount["amount_step"] for amount in (whole, *parts)):
        for amount in (whole, *parts):
            amount[name] = gap


def _sum(values: Iterable[object]) -> Decimal:
    return sum((_money(value) for value in values), Decimal(0))


def _money(value: object) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(0)
