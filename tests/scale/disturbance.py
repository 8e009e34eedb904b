"""A corpus with thousands of wrong figures in it: one value in ten is that of another row, blank, multiplied or divided."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb

from jixiao.corpus.folder import open_corpus, write_manifest
from jixiao.facts.schema import FactColumn, fact_tables

_KEYS = ("_id", "_no", "source", "month", "column_name")
"""What records are found by and told apart by: the same of two records would leave open which of them a rule tells."""


def disturb(folder: Path, into: Path) -> None:
    """Write a disturbed copy of a corpus; the same each time."""
    corpus = open_corpus(folder)
    with duckdb.connect(config={"threads": 1}) as connection:
        for name, table in fact_tables().items():
            (into / name).mkdir(parents=True)
            values = ", ".join(_values(table.columns))
            for file in corpus.files[name]:
                # The place of a row is that among the rows of its document, in an order that is the same however they were written.
                place = f'ROW_NUMBER() OVER (ORDER BY "{table.columns[0].name}", hash(t))'
                rows = f"SELECT *, {place} AS place FROM read_parquet('{file}') AS t"  # noqa: S608 - a path of ours
                target = into / name / file.name
                connection.execute(f"COPY (SELECT {values} FROM ({rows})) TO '{target}' (FORMAT parquet)")  # noqa: S608 - names of the schema
    write_manifest(into, corpus.counts)


def _values(columns: tuple[FactColumn, ...]) -> Iterator[str]:
    for number, column in enumerate(columns):
        kept = f'"{column.name}"'
        if column.name.endswith(_KEYS):
            yield kept
            continue
        chance = f"hash(place * 1000 + {number})"
        changes = [f"LAG({kept}, 1 + CAST(hash(place) % 7 AS INTEGER)) OVER (ORDER BY place)", "NULL"]
        if column.type.startswith("DECIMAL"):
            changes += [f"CAST({kept} * ({chance} % 5) AS {column.type})", f"CAST({kept} / 3 AS {column.type})"]
        cases = " ".join(f"WHEN {at} THEN {change}" for at, change in enumerate(changes))
        yield f'CASE {chance} % 40 {cases} ELSE {kept} END AS "{column.name}"'
