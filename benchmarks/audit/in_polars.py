"""The named checks once more, written by hand in polars from what the rules mean: a second opinion on what the engines find.

Each check takes the tables of a corpus as lazy frames and the parameters of its rule, and gives exactly the columns that the rule selects.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from pathlib import Path

import polars as pl

from benchmarks.audit import forms_in_polars as forms
from benchmarks.audit import tables_in_polars as budget
from benchmarks.audit.tables_in_polars import Parameters, Tables
from jixiao.facts.schema import fact_tables

CHECKS: dict[str, Callable[[Tables, Parameters], pl.DataFrame]] = {
    "FND-001": forms.sources_do_not_add_up,
    "CST-002": forms.cost_above_budget,
    "CST-011": forms.yearly_cost_above_budget,
    "GOL-002": forms.goal_of_another_project,
    "IND-007": forms.same_indicator_twice,
    "VAL-014": forms.result_before_the_year,
    "VAL-030": forms.satisfaction_too_low,
    "PLN-001": forms.plan_decreases,
    "TAB-001": budget.code_is_not_its_parts,
    "TAB-003": budget.total_is_not_its_rows,
    "NAR-001": budget.prose_against_tables,
    "XPJ-001": forms.indicators_copied,
    "XAG-008": forms.satisfaction_below_peers,
}
"""By rule of :data:`benchmarks.audit.named_checks.NAMED`: its check."""


def tables_of(folder: Path) -> dict[str, pl.LazyFrame]:
    """The tables of a corpus, read when a check asks for them."""
    return {name: pl.scan_parquet(folder / name / "*.parquet") for name in fact_tables()}


def digest(names: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A SHA-256 of a result that does not depend on the order of its rows, on zeros behind a number, or on the last bits of a float."""
    lines = sorted(json.dumps([_written(value) for value in row], ensure_ascii=False) for row in rows)
    return hashlib.sha256("\n".join([json.dumps(list(names)), *lines]).encode()).hexdigest()


def _written(value: object) -> str | bool | None:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, float):
        value = Decimal(str(round(value, 6)))
    return format(value.normalize() + 0, "f") if isinstance(value, Decimal) else str(value)
