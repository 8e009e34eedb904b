"""Run the cases of rules over their mutants, and count which are killed (变异检验, T73).

One database serves all: each case lies in a schema of its own that hides the empty tables, so that a mutant costs its queries only.
"""

from __future__ import annotations

import json
import threading
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
from tests.rules.derived import derived
from tests.rules.mutants import Mutant, mutants, parsed, written

from jixiao.facts.database import plan_for_few
from jixiao.facts.schema import fact_tables, schema_text
from jixiao.rules.cases import Case, load_cases, parameters_of
from jixiao.rules.catalogue import Entry

FLOOR = 0.95
"""Of the mutants that can be told from their rule, so many must be killed."""
EQUIVALENT = Path(__file__).with_name("equivalent_mutants.toml")
_SECONDS = 5.0
Rows = Counter[str]


@dataclass(slots=True)
class Score:
    """What became of the mutants of a rule.

    Attributes:
        rule: its id.
        killed: a case gave other findings, or a query failed while it ran.
        survivors: no case noticed.
        equivalent: survivors that are listed with a reason.
        stillborn: mutants that no database would run; they count for nothing.
        stale: names of the list that are no survivors any more.
    """

    rule: str
    killed: int = 0
    survivors: list[Mutant] = field(default_factory=list)
    equivalent: list[Mutant] = field(default_factory=list)
    stillborn: int = 0
    stale: list[str] = field(default_factory=list)

    @property
    def counted(self) -> int:
        """Mutants that a suite can kill."""
        return self.killed + len(self.survivors)

    @property
    def share(self) -> float:
        """Of them, those that were killed."""
        return self.killed / self.counted if self.counted else 1.0


class Arena:
    """A database in which the cases of one rule after the other lie side by side."""

    def __init__(self) -> None:
        self.connection = duckdb.connect(":memory:", config={"threads": 1, "memory_limit": "512MB", "temp_directory": ""})
        plan_for_few(self.connection)
        self.connection.execute(schema_text())
        self._schemas: list[str] = []

    def hold(self, cases: Sequence[Case]) -> None:
        """Put cases in place of those before."""
        for name in self._schemas:
            self.connection.execute(f"DROP SCHEMA {name} CASCADE")
        self._schemas = [f"case_{number}" for number in range(len(cases))]
        for name, case in zip(self._schemas, cases, strict=True):
            self.connection.execute(f"CREATE SCHEMA {name}")
            for table, rows in case.facts.items():
                self._fill(name, table, rows)

    def _fill(self, schema: str, table: str, rows: Sequence[dict[str, Any]]) -> None:
        types = fact_tables()[table].types
        structure = json.dumps([dict(types)])
        data = json.dumps([{name: _plain(value) for name, value in row.items()} for row in rows], ensure_ascii=False)
        columns = ", ".join(f'one."{name}"' for name in types)
        self.connection.execute(
            f"CREATE TABLE {schema}.{table} AS SELECT {columns} FROM (SELECT unnest(from_json($1, $2)) AS one)",  # noqa: S608 - names of the schema
            [data, structure],
        )

    def findings(self, place: int, sql: str, parameters: dict[str, Any]) -> Rows:
        """What a query returns for a case, in whatever order.

        Raises:
            duckdb.Error: the query failed or took too long.
        """
        self.connection.execute(f"SET search_path = '{self._schemas[place]},main'")
        timer = threading.Timer(_SECONDS, self.connection.interrupt)
        timer.daemon = True
        timer.start()
        try:
            return Counter(map(repr, self.connection.execute(sql, parameters or None).fetchall()))
        finally:
            timer.cancel()


def score(entry: Entry, arena: Arena, chosen: Iterable[Mutant] | None = None) -> Score:
    """Run the cases of a rule over its mutants."""
    cases = [*(case for case in load_cases(entry) if not case.is_gap), *derived(entry)]
    found = Score(entry.rule.id)
    arena.hold(cases)
    original = written(parsed(entry.rule.sql))
    values = [parameters_of(entry.rule, case) for case in cases]
    wanted = [arena.findings(place, original, values[place]) for place in range(len(cases))]
    # What finds something tells most, and what is small is quickly asked.
    asked = sorted(range(len(cases)), key=lambda place: (not wanted[place], sum(map(len, cases[place].facts.values()))))
    listed = equivalents().get(entry.rule.id, {})
    left = set(listed)
    for mutant in chosen if chosen is not None else mutants_of(entry):
        fate = _fate(mutant, arena, asked, wanted, values)
        left -= {mutant.name} if fate == "survives" else set()
        if fate == "stillborn":
            found.stillborn += 1
        elif fate == "killed":
            found.killed += 1
        elif mutant.name in listed:
            found.equivalent.append(mutant)
        else:
            found.survivors.append(mutant)
    found.stale = sorted(left) if chosen is None else []
    return found


def _fate(mutant: Mutant, arena: Arena, asked: Sequence[int], wanted: Sequence[Rows], values: Sequence[dict[str, Any]]) -> str:
    for place in asked:
        bound = {name: value for name, value in values[place].items() if f"${name}" in mutant.sql}
        try:
            if arena.findings(place, mutant.sql, bound) != wanted[place]:
                return "killed"
        except (duckdb.BinderException, duckdb.ParserException, duckdb.CatalogException):
            return "stillborn"
        except duckdb.Error:
            return "killed"
    return "survives"


def mutants_of(entry: Entry) -> list[Mutant]:
    """The mutants of a rule of the catalogue."""
    return mutants(entry.rule.id, entry.rule.sql, {name: known.latest.value for name, known in entry.rule.parameters.items()})


def scores(entries: Iterable[Entry]) -> Iterator[Score]:
    """Run the cases of rules over their mutants, rule by rule."""
    arena = Arena()
    for entry in entries:
        yield score(entry, arena)


def equivalents() -> dict[str, dict[str, str]]:
    """Mutants that no facts can tell from the rule, by rule and name, with the reason."""
    raw = tomllib.loads(EQUIVALENT.read_text(encoding="utf-8"))
    return {rule: {one["mutant"]: one["reason"] for one in listed} for rule, listed in raw.items()}


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else value
