"""Errors planted into readings of real documents: each kind yields the document once for each place where it can be planted.

A kind changes one thing and nothing else, as a slip of somebody's hand would.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jixiao.model import Document, Indicator, Project, Section, Table
from jixiao.values import parse_target

Planted = Iterator[tuple[str, Document]]
Plant = Callable[[Document], Planted]
KINDS: dict[str, Kind] = {}
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of error.

    Attributes:
        rules: one of them must find it.
        also: rules that may speak of it as well, because another statement of the document is contradicted too.
        plant: the document with the error, for each place.
    """

    rules: frozenset[str]
    also: frozenset[str]
    plant: Plant


def kind(rules: str, also: str = "") -> Callable[[Plant], Plant]:
    """A kind of error by the name of its function."""

    def keep(plant: Plant) -> Plant:
        KINDS[plant.__name__] = Kind(frozenset(rules.split()), frozenset(also.split()), plant)
        return plant

    return keep


def with_project(document: Document, at: int, **changes: Any) -> Document:
    """A document with something else in one of its projects."""
    projects = list(document.projects)
    projects[at] = projects[at].model_copy(update=changes)
    return document.model_copy(update={"projects": projects})


def with_indicator(document: Document, at: int, number: int, **changes: Any) -> Document:
    """A document with something else in one of its indicators."""
    indicators = list(document.projects[at].indicators)
    indicators[number] = indicators[number].model_copy(update=changes)
    return with_project(document, at, indicators=indicators)


def with_target(document: Document, at: int, number: int, text: str) -> Document:
    """A document with another target value of one of its indicators."""
    indicator = document.projects[at].indicators[number]
    target = parse_target(text, name=indicator.name, level2_code=indicator.level2_code, fiscal_year=document.fiscal_year)
    return with_indicator(document, at, number, target=target)


def with_section(document: Document, at: int, text: str) -> Document:
    """A document with another text of one of its sections."""
    sections = list(document.sections)
    sections[at] = sections[at].model_copy(update={"text": text})
    return document.model_copy(update={"sections": sections})


def forms(document: Document) -> Iterator[tuple[int, Project]]:
    """Projects with a form of their own that have money and indicators."""
    for at, project in enumerate(document.projects):
        if project.indicators and project.amounts.get("annual"):
            yield at, project


def indicators(document: Document, level2: str | None = None) -> Iterator[tuple[int, int, Project, Indicator]]:
    """Indicators of forms, of one kind where it is named."""
    for at, project in forms(document):
        for number, indicator in enumerate(project.indicators):
            if not indicator.placeholder and (level2 is None or indicator.level2_code == level2):
                yield at, number, project, indicator


def cells(document: Document, kinds: str, *, leaf: bool | None = None) -> Iterator[tuple[int, Table, int, str, Decimal]]:
    """Amounts of lines with a code in tables of some kinds: number of the table, table, number of the line, column, amount."""
    for at, table in enumerate(document.tables):
        if table.kind not in kinds.split():
            continue
        codes = [line.code for line in table.lines]
        for number, line in enumerate(table.lines):
            is_leaf = line.code is not None and not any(code and code != line.code and code.startswith(line.code) for code in codes)
            for column, amount in line.values_yuan.items():
                if line.code and amount and (leaf is None or leaf == is_leaf):
                    yield at, table, number, column, amount


def with_amount(document: Document, at: int, number: int, column: str, amount: Decimal) -> Document:
    """A document with another amount in one cell of a table, in its line and in its print."""
    table = document.tables[at]
    line = table.lines[number]
    printed = amount / (10000 if table.unit == "万元" else 1)
    rows = [list(row) for row in table.rows]
    old = line.values_yuan[column] / (10000 if table.unit == "万元" else 1)
    for row in rows:
        place = table.columns.index(column) if column in table.columns else -1
        if line.name in row and 0 <= place < len(row) and _is_number(row[place], old):
            row[place] = f"{printed:.2f}"
    lines = list(table.lines)
    lines[number] = line.model_copy(update={"values_yuan": {**line.values_yuan, column: amount}})
    return with_table(document, at, lines=lines, rows=rows)


def with_table(document: Document, at: int, **changes: Any) -> Document:
    """A document with something else in one of its tables."""
    tables = list(document.tables)
    tables[at] = tables[at].model_copy(update=changes)
    return document.model_copy(update={"tables": tables})


def _is_number(text: str, value: Decimal) -> bool:
    return bool(_NUMBER.fullmatch(text)) and Decimal(text.replace(",", "")) == value


def sentences(document: Document, pattern: str) -> Iterator[tuple[int, Section, re.Match[str]]]:
    """Where the narrative says something; no two in one section, so that each is a place of its own."""
    for at, section in enumerate(document.sections):
        if match := re.search(pattern, section.text):
            yield at, section, match


def replaced(document: Document, at: int, match: re.Match[str], group: int, text: str) -> Document:
    """A document in whose narrative a group of a match reads otherwise."""
    old = document.sections[at].text
    return with_section(document, at, old[: match.start(group)] + text + old[match.end(group) :])


def other_number(text: str, more: Decimal) -> str:
    """A printed number with something added, printed as it was."""
    decimals = len(text.partition(".")[2])
    grouped = "," if "," in text else ""
    return f"{Decimal(text.replace(',', '')) + more:{grouped}.{decimals}f}"
