"""What tables an export has, and what their columns mean: the declarations of ``tables.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

Value = str | int | Decimal | date | None
"""What a cell of an export holds; a ``bool`` is an ``int``. A blank is ``None``, never an empty text."""


class ColumnType(StrEnum):
    """What a column holds (数据类型)."""

    TEXT = "text"
    INTEGER = "integer"
    YUAN = "yuan"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an export (列).

    Attributes:
        name: its name in every format.
        type: what it holds; ``YUAN`` and ``NUMBER`` are exact decimals.
        unit: unit of its numbers, empty where it has none or another column names it.
        zh: Chinese term.
        en: meaning in English.
        is_prose: it holds words of the document, in which personal data is masked.
    """

    name: str
    type: ColumnType
    unit: str
    zh: str
    en: str
    is_prose: bool = False


@dataclass(frozen=True, slots=True)
class TableSchema:
    """A table of an export (导出的表).

    Attributes:
        name: its name: that of the file or the sheet.
        zh: Chinese title.
        zh_row: what a row is, in Chinese.
        en: what a row is, in English.
        key: columns that tell its rows apart.
        columns: all columns in order.
        is_personal: it holds personal data and is left out unless it is asked for.
    """

    name: str
    zh: str
    zh_row: str
    en: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    is_personal: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns in order."""
        return tuple(column.name for column in self.columns)


@cache
def schemas() -> dict[str, TableSchema]:
    """All tables by name, in the order in which they are exported."""
    raw = tomllib.loads(resources.files("jixiao.exports").joinpath("tables.toml").read_text(encoding="utf-8"))
    return {
        name: TableSchema(
            name=name,
            zh=entry["zh"],
            zh_row=entry["zh_row"],
            en=entry["en"],
            key=tuple(entry["key"]),
            columns=tuple(_columns(entry["columns"], raw["groups"])),
            is_personal=entry.get("personal", False),
        )
        for name, entry in raw["tables"].items()
    }


def _columns(entries: list[dict[str, Any]], groups: dict[str, list[dict[str, Any]]]) -> list[Column]:
    found: list[Column] = []
    for entry in entries:
        if "group" in entry:
            before = {key: entry.get(key, "") for key in ("prefix", "zh", "en")}
            found += [_column(item, **before) for item in groups[entry["group"]]]
        else:
            found.append(_column(entry))
    return found


def _column(entry: dict[str, Any], prefix: str = "", zh: str = "", en: str = "") -> Column:
    kind = ColumnType(entry["type"])
    return Column(
        name=prefix + entry["name"],
        type=kind,
        unit=entry.get("unit", "yuan" if kind is ColumnType.YUAN else ""),
        zh=zh + entry["zh"],
        en=en + entry["en"],
        is_prose=entry.get("prose", False),
    )
