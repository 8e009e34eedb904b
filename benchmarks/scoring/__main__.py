"""Scoring 1,000,000 indicators against a scan of the same columns, by turns: python -m benchmarks.scoring [INDICATORS]

Both sides are one query of DuckDB over one table in memory. The floor adds up every column, so that every value is read and none is
computed with; ours computes every score and adds them up. A second row writes both into a new table. Only the ratio counts.
"""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path

import duckdb

from benchmarks.forms.race import Race
from jixiao.scoring import load_scheme
from jixiao.scoring.bulk import COLUMNS, create_sql, points_sql, scores_sql

_RESULTS = Path(__file__).parent / "results.md"
_INDICATORS = 1_000_000
_TARGET = 5.0
_HEAD = "| Task | What | Against | Ours, min / median | Theirs, min / median | Ratio | Aim | Met |\n|---|---|---|---|---|---|---|---|"
_RUNS = 15
_MADE = """
INSERT INTO indicators
WITH drawn AS (
    SELECT i AS indicator_id, i % 20 AS sort, (hash(i) % 100000)::INTEGER AS a, (hash(i + 0.5) % 100000)::INTEGER AS b,
        (hash(-i) % 12)::INTEGER AS m, (hash(i * 7) % 400)::INTEGER AS d
    FROM range(?) r(i)
), sorted AS (
    SELECT *, CASE WHEN sort < 14 THEN 0 WHEN sort < 16 THEN 1 ELSE 2 END AS kind,
        1 + a / 100 AS wanted, (1 + a / 100) * (0.6 + b / 200000) AS reached
    FROM drawn
)
SELECT
    indicator_id,
    kind,
    [1, 2, 2.5, 3, 4, 5, 7.5, 8, 10, 12.5, 15, 30][m + 1] AS weight,
    CASE WHEN kind = 0 AND sort NOT IN (1, 2, 3) THEN wanted END AS least,
    CASE WHEN kind = 0 AND sort IN (1, 2, 3) THEN wanted WHEN sort = 4 THEN wanted * 1.1 END AS most,
    CASE WHEN kind = 0 THEN reached END AS actual,
    CASE WHEN kind = 0 THEN sort IN (5, 6) END AS is_exact,
    CASE WHEN kind = 0 THEN sort = 7 END AS is_strict,
    CASE WHEN kind = 0 THEN sort IN (8, 9) END AS is_satisfaction,
    CASE WHEN kind = 1 THEN CASE WHEN d < 300 THEN 0 ELSE d - 300 END END AS days_late,
    CASE WHEN kind = 1 THEN 365 END AS days_allowed,
    CASE WHEN kind = 2 THEN CASE WHEN d < 300 THEN 0 WHEN d < 380 THEN 1 ELSE 2 END END AS tier,
    CASE WHEN kind = 2 THEN CASE WHEN d < 300 THEN 80 + d % 21 WHEN d < 380 THEN 60 + d % 20 ELSE d % 60 END END AS share_pct
FROM sorted
"""
_SCAN = ", ".join(f"sum({name}::TINYINT)" if kind == "BOOLEAN" else f"sum({name})" for name, kind in COLUMNS.items())


def _connection(indicators: int) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute(create_sql("indicators"))
    connection.execute(_MADE, [indicators])
    return connection


def _asking(sql: str) -> object:
    return lambda connection: connection.execute(sql).fetchall()


def main() -> None:
    """Measure, print and write the results."""
    indicators = int(sys.argv[1]) if len(sys.argv) > 1 else _INDICATORS
    connection, rows = _connection(indicators), []
    what = f"{indicators:,} indicators"
    for name, scheme in (
        ("NATIONAL_2020", load_scheme("NATIONAL_2020")),
        ("NATIONAL_2020, pass mark", load_scheme("NATIONAL_2020", variants=("pass_mark",))),
    ):
        ours = _asking(f"SELECT sum(indicator_id), sum({points_sql(scheme)}) FROM indicators")  # noqa: S608 - our own expression
        floor = _asking(f"SELECT {_SCAN} FROM indicators")  # noqa: S608 - our own columns
        rows.append(Race(f"score, {name}", what, lambda run: connection, ours, floor, "sum of every column", _TARGET, _RUNS).row())
        ours = _asking(f"CREATE OR REPLACE TABLE scored AS {scores_sql(scheme, 'indicators')}")
        floor = _asking("CREATE OR REPLACE TABLE scored AS SELECT * FROM indicators")
        rows.append(Race(f"score into a table, {name}", what, lambda run: connection, ours, floor, "copy of the table", 0, _RUNS).row())
    if indicators == _INDICATORS:
        _RESULTS.write_text(_page(rows, connection), encoding="utf-8")


def _page(rows: list[str], connection: duckdb.DuckDBPyConnection) -> str:
    machine = f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, DuckDB {duckdb.__version__}"
    kinds = connection.execute("SELECT kind, count(*) FROM indicators GROUP BY kind ORDER BY kind").fetchall()
    shares = ", ".join(f"{count:,} {name}" for name, (_, count) in zip(("numbers", "deadlines", "judgements"), kinds, strict=True))
    parts = [
        "# Scoring by the million, measured",
        "",
        f"Written by `make bench` on {machine}. Processor time in seconds of all threads; the ratio is the median of the pairs of",
        f"runs, with the lowest and the highest. One table in memory: {shares}.",
        "The floor adds up every column; ours computes every score, rounded half up, and adds them up.",
        "",
        _HEAD,
        *rows,
        "",
    ]
    return "\n".join(parts)


if __name__ == "__main__":
    main()
