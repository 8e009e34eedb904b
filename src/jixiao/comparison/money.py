"""Money of two documents: totals that both print, projects in sum, lines of tables (金额对比)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jixiao.comparison.results import MoneyChange
from jixiao.facts.load import Facts
from jixiao.facts.reading import place_of
from jixiao.matching.keys import key_of
from jixiao.model import Document, Line, Project, Table
from jixiao.provenance import SourceRef


@dataclass(frozen=True, slots=True)
class Figure:
    """A total of a table (关键数字): amount in yuan, what its last printed digit counts, its place, what the table calls it."""

    amount: Decimal
    step: Decimal
    place: SourceRef | None
    label: str


_YEAR = re.compile(r"20\d\d年?")
_SOURCES = (
    "fiscal",
    "other",
    "carryover",
    "central",
    "provincial",
    "municipal",
    "transfer_total",
    "transfer_central",
    "transfer_provincial",
    "local_total",
    "self_raised",
)


def key_figures_of(facts: Facts) -> dict[tuple[str, str], Figure]:
    """Totals by metric and measure; of several tables that print one, the first."""
    (reading,) = facts.readings.values()
    found: dict[tuple[str, str], Figure] = {}
    for row in facts.tables["key_figures"]:
        key = str(row["metric"]), str(row["measure"])
        amount = row["amount_yuan"]
        if key not in found and isinstance(amount, Decimal):
            step = row.get("amount_step")
            place = place_of(_text(row["source"]), reading.document.source.file)
            found[key] = Figure(amount, step if isinstance(step, Decimal) else Decimal(0), place, str(row["label"]))
    return found


def total_changes(old: Facts, new: Facts) -> Iterator[MoneyChange]:
    """Totals that tables of both documents print, and those of the projects in sum."""
    left, right = key_figures_of(old), key_figures_of(new)
    for key, after in right.items():
        if before := left.get(key):
            yield MoneyChange(key[0], after.label, before.amount, after.amount, before.place, after.place)
    yield from _project_totals(_document(old), _document(new))


def line_changes(old: Document, new: Document) -> Iterator[MoneyChange]:
    """Lines of budget tables whose amounts differ: between versions of one year, where each of them was changed by somebody."""
    for earlier, later in _table_pairs(old.tables, new.tables):
        left, right = _lines(earlier), _lines(later)
        for key in dict.fromkeys([*right, *left]):
            a, b = left.get(key), right.get(key)
            before_by, after_by = _by_column(a), _by_column(b)
            for column in dict.fromkeys([*after_by, *before_by]):
                before, after = before_by.get(column), after_by.get(column)
                if (before or None) != (after or None):
                    line = b or a
                    title = later.title or later.kind
                    name = " ".join(part for part in (line.code, line.name) if part) if line else ""
                    yield MoneyChange(
                        later.kind,
                        f"{title} · {name} · {column}",
                        before,
                        after,
                        a.source if a else earlier.source,
                        b.source if b else later.source,
                    )


def _document(facts: Facts) -> Document:
    (reading,) = facts.readings.values()
    return reading.document


def _project_totals(old: Document, new: Document) -> Iterator[MoneyChange]:
    """The projects in sum, for the year and by source, where forms of both documents print it."""
    if not old.projects or not new.projects:
        return
    for key in ("annual", *_SOURCES):
        left, right = _sum(old.projects, key), _sum(new.projects, key)
        if left is not None and right is not None and (left or right):
            yield MoneyChange(f"projects.{key}", "", left, right, old.projects[0].source, new.projects[0].source)


def _sum(projects: Sequence[Project], key: str) -> Decimal | None:
    printed = [amount for item in projects if (amount := item.amounts.get(key)) is not None]
    return sum(printed, Decimal(0)) if printed else None


def _table_pairs(old: Sequence[Table], new: Sequence[Table]) -> Iterator[tuple[Table, Table]]:
    """Tables of one kind and title, in order."""
    waiting: dict[tuple[str, str], list[Table]] = {}
    for table in old:
        waiting.setdefault(_table_key(table), []).append(table)
    for table in new:
        if found := waiting.get(_table_key(table)):
            yield found.pop(0), table


def _table_key(table: Table) -> tuple[str, str]:
    return table.kind, (key_of(table.title) or "") if table.kind == "other" else ""


def _lines(table: Table) -> dict[tuple[str, str, int], Line]:
    """Lines by code, name and how many of both stood before."""
    seen: Counter[tuple[str, str]] = Counter()
    found = {}
    for line in table.lines:
        key = line.code or "", key_of(line.name) or ""
        found[*key, seen[key]] = line
        seen[key] += 1
    return found


def _by_column(line: Line | None) -> dict[str, Decimal]:
    """Amounts of a line by column; a year at the head of a column moves along."""
    return {_YEAR.sub("", column): amount for column, amount in (line.values_yuan if line else {}).items()}


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
