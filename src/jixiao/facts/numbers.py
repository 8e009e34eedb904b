"""Numbers that fit their columns; one that does not is left out and named, never cut."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from jixiao.facts.database import Row, Value
from jixiao.values.numbers import EXACT

_DECIMAL = re.compile(r"DECIMAL\((\d+),(\d+)\)")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A number that its column cannot hold (放不下的数值): table, column, value and the place of its row."""

    document_id: str
    table: str
    column: str
    value: Decimal
    source: str | None


def fitted(row: Row, types: Mapping[str, str], table: str, left_out: list[LeftOut]) -> Row:
    """A row whose numbers fit; each that does not becomes ``NULL`` and is added to ``left_out``.

    Raises:
        KeyError: the row names a column that the table does not have.
    """
    found: Row = {}
    for name, value in row.items():
        kind = types[name]
        found[name] = value
        if isinstance(value, Decimal) and (number := _fitted(value, kind)) != value:
            found[name] = number
            if number is None:
                document_id, source = row.get("document_id"), row.get("source")
                left_out.append(LeftOut(str(document_id), table, name, value, str(source) if source else None))
    return found


def _fitted(value: Decimal, kind: str) -> Value:
    match = _DECIMAL.fullmatch(kind)
    if match is None or not value.is_finite():
        return None
    digits, scale = int(match[1]), int(match[2])
    if abs(value) >= Decimal(10) ** (digits - scale):
        return None
    return value.quantize(Decimal(1).scaleb(-scale), rounding=ROUND_HALF_EVEN, context=EXACT)
