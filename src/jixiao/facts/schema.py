"""The declared tables of ``schema.sql``: their columns, types and meanings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

_TABLE = re.compile(r"^-- (\w+): ([^:\n]+): ([^\n]+)\n^CREATE TABLE (\w+) \($\n(.*?)^\);$", re.MULTILINE | re.DOTALL)
_COLUMN = re.compile(r"^    (\w+)\s+([A-Z]+(?:\(\d+,\d+\))?),?\s+-- ([^:]+): (.+)$")


@dataclass(frozen=True, slots=True)
class FactColumn:
    """A column: its name, SQL type, Chinese term and meaning."""

    name: str
    type: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class FactTable:
    """A table: its name, Chinese title, what a row is, and its columns in order."""

    name: str
    zh: str
    en: str
    columns: tuple[FactColumn, ...]

    @property
    def types(self) -> dict[str, str]:
        """SQL type of each column."""
        return {column.name: column.type for column in self.columns}


def schema_text() -> str:
    """The SQL that makes the tables."""
    return resources.files("jixiao.facts").joinpath("schema.sql").read_text(encoding="utf-8")


@cache
def fact_tables() -> dict[str, FactTable]:
    """All tables by name, in the order in which they are declared."""
    return {
        name: FactTable(name, zh.strip(), en.strip(), tuple(_columns(name, body)))
        for name, zh, en, _, body in _TABLE.findall(schema_text())
    }


def _columns(table: str, body: str) -> list[FactColumn]:
    found = []
    for line in body.splitlines():
        match = _COLUMN.match(line)
        if match is None:
            raise ValueError(f"schema.sql, table {table}: a column needs name, type and “-- 中文: English”, not {line!r}")
        found.append(FactColumn(match[1], match[2], match[3].strip(), match[4].strip()))
    return found
