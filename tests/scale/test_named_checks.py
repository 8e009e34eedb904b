"""The named checks find the same in DuckDB and, written by hand, in polars: over ten thousand projects and in every case (T71)."""

from collections import Counter
from datetime import date
from decimal import Decimal

import polars as pl
import pytest
from benchmarks.audit.in_polars import CHECKS, digest, tables_of
from benchmarks.audit.named_checks import NAMED
from benchmarks.corpora.generator import planted
from tests.scale.disturbance import disturb

from jixiao.corpus.database import CorpusDatabase
from jixiao.corpus.folder import open_corpus
from jixiao.facts import Database
from jixiao.facts.schema import fact_tables
from jixiao.rules import load_catalogue
from jixiao.rules.cases import load_cases
from jixiao.rules.subject import subject_in

ENTRIES = load_catalogue().entries
POLARS = {"VARCHAR": pl.String, "INTEGER": pl.Int32, "BIGINT": pl.Int64, "DOUBLE": pl.Float64, "BOOLEAN": pl.Boolean, "DATE": pl.Date}


@pytest.fixture(scope="module", params=["as made", "disturbed"])
def folder(request, corpus_folder, tmp_path_factory):
    """A corpus as it was made, with few defects in it, and one in which a value in ten is wrong."""
    if request.param == "as made":
        return corpus_folder
    into = tmp_path_factory.mktemp("disturbed") / "corpus"
    disturb(corpus_folder, into)
    return into


@pytest.fixture(scope="module")
def duck(folder):
    with CorpusDatabase(open_corpus(folder)) as database:
        yield database


def parameter_sets(rule, years):
    """The values of a rule's parameters, one set for each that holds in some of the years."""
    found = []
    for year in years:
        held = {name: known.latest if year is None else known.on(date(year, 12, 31)) for name, known in rule.parameters.items()}
        values = {name: value.value for name, value in held.items() if value is not None}
        if len(values) == len(held) and values not in found:
            found.append(values)
    return found


def loosened(parameters):
    """Other values of the same parameters, a quarter of each, so that other rows fulfil what the rule asks."""
    return {name: value // 4 if value == value // 1 else value / 4 for name, value in parameters.items()}


def polars_type(kind):
    if kind.startswith("DECIMAL"):
        return pl.Decimal(*map(int, kind.removeprefix("DECIMAL(").removesuffix(")").split(",")))
    return POLARS[kind]


def frames_of(facts):
    """Rows of a case as lazy frames; tables that it does not name are empty."""
    schemas = {name: {column: polars_type(kind) for column, kind in table.types.items()} for name, table in fact_tables().items()}
    return {
        name: pl.DataFrame([dict.fromkeys(schema) | row for row in facts.get(name, [])], schema=schema, orient="row").lazy()
        for name, schema in schemas.items()
    }


def test_thirteen_rules_are_named_and_written_by_hand():
    assert len(NAMED) == 13
    assert set(CHECKS) == set(NAMED)
    assert set(NAMED) <= set(ENTRIES)


@pytest.mark.parametrize("name", NAMED)
def test_same_findings_over_a_corpus(name, folder, duck):
    rule = ENTRIES[name].rule
    frames = tables_of(folder)

    for parameters in parameter_sets(rule, subject_in(duck).years()):
        for values in (parameters, loosened(parameters)):
            names, rows = duck.fetch(rule.sql, values)
            found = CHECKS[name](frames, values)

            assert found.columns == names
            assert found.height == len(rows)
            assert digest(found.columns, found.rows()) == digest(names, rows)


@pytest.mark.parametrize("name", NAMED)
def test_planted_defects_are_found_by_hand(name, corpus_folder):
    defects = [defect for defect in planted(corpus_folder) if defect.rule in ("", name) and name in defect.expected]
    wanted = {defect.prefix: defect.expected[name] for defect in defects}
    frames = tables_of(corpus_folder)
    found = Counter(
        one.partition("-")[0] + "-"
        for parameters in parameter_sets(ENTRIES[name].rule, [None])
        for one in CHECKS[name](frames, parameters)["document_id"]
    )

    assert found
    assert {prefix: found[prefix] for prefix in wanted} == wanted


@pytest.mark.parametrize("name", NAMED)
def test_same_findings_in_every_case_of_the_rule(name):
    entry = ENTRIES[name]
    cases = load_cases(entry)
    different = []
    with Database() as database:
        for case in cases:
            for table, rows in case.facts.items():
                database.insert_rows(table, rows)
            for parameters in parameter_sets(entry.rule, [None]):
                names, rows = database.fetch(entry.rule.sql, parameters | case.parameters)
                found = CHECKS[name](frames_of(case.facts), parameters | case.parameters)
                if digest(found.columns, found.rows()) != digest(names, rows):
                    different.append((case.name, rows, found.rows()))
            database.empty(case.facts)

    assert different == []
    assert any(case.findings for case in cases)


def test_digest_is_that_of_the_findings_and_not_of_their_order_or_zeros():
    first = digest(["a", "b"], [("x", Decimal("1.500")), ("y", 0.1 + 0.2)])

    assert digest(["a", "b"], [("y", 0.3), ("x", Decimal("1.5"))]) == first
    assert digest(["a", "b"], [("y", 0.3), ("x", Decimal("1.51"))]) != first
    assert digest(["a", "b"], [("y", 0.3)]) != first
    assert digest(["b", "a"], [("x", Decimal("1.5")), ("y", 0.3)]) != first
    assert digest(["a"], [(None,)]) != digest(["a"], [("None",)])
