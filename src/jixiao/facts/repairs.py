"""Rows of what was mended in reading."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.facts.database import Row
from jixiao.facts.keys import key_of
from jixiao.facts.reading import FactReading, place
from jixiao.model import Repair


def rows(reading: FactReading) -> Iterator[tuple[str, Row]]:
    """Rows of ``repairs``, of projects and then of tables."""
    for _, project_id, _, item in reading.projects():
        for repair in item.repairs:
            yield "repairs", {"document_id": reading.id, "project_id": project_id, **_repair(repair)}
    for _, table_id, table in reading.tables():
        for repair in table.repairs:
            yield "repairs", {"document_id": reading.id, "table_id": table_id, **_repair(repair)}


def _repair(repair: Repair) -> Row:
    return {
        "kind": repair.kind,
        "printed": repair.printed,
        "printed_key": key_of(repair.printed),
        "read_as": repair.read_as,
        "read_as_key": key_of(repair.read_as),
        "source": place(repair.source),
    }
