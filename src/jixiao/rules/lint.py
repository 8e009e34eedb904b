"""What is wrong with a rule file before it runs: refused SQL, columns that its message lacks, words that Spark does not know."""

from __future__ import annotations

import re
from collections.abc import Iterator

import duckdb
import sqlglot
import sqlglot.errors

from jixiao.facts import Database
from jixiao.law import Status
from jixiao.rules.cases import load_cases
from jixiao.rules.catalogue import Entry
from jixiao.rules.finding import quoted_column
from jixiao.rules.header import RuleError
from jixiao.rules.sandbox import check_sql

_FEWEST_CASES = 3
_NUMBER_OF_LAW = re.compile(r"\$(\w+)")


def lint(entry: Entry) -> list[str]:
    """Faults of a rule and its cases, in words; none where it is clean."""
    return list(_faults(entry))


def _faults(entry: Entry) -> Iterator[str]:
    rule = entry.rule
    try:
        check_sql(rule.sql, file=rule.file)
    except RuleError as error:
        yield error.message("en")
        return
    yield from _dialect(rule.sql)
    bound = set(_NUMBER_OF_LAW.findall(rule.sql))
    if unused := sorted(set(rule.parameters) - bound):
        yield f"parameters that the SQL does not use: {', '.join(unused)}"
    if unknown := sorted(bound - set(rule.parameters)):
        yield f"the SQL binds ${', $'.join(unknown)}, which the header does not name"
        return
    yield from _columns(entry)
    yield from _citations(entry)
    yield from _case_faults(entry)


def _dialect(sql: str) -> Iterator[str]:
    """It must be carried to Spark and back with the same meaning."""
    try:
        spark = sqlglot.transpile(sql, read="duckdb", write="spark", unsupported_level=sqlglot.errors.ErrorLevel.RAISE)[0]
        sqlglot.parse_one(spark, read="spark")
    except (sqlglot.errors.ParseError, sqlglot.errors.UnsupportedError) as error:
        yield f"sqlglot cannot carry it to Spark: {str(error).splitlines()[0]}"
    if re.search(r"\binterval\b", sql, re.IGNORECASE):
        yield "INTERVAL means different things in the two engines: add days as numbers, count them with date_diff"


def _columns(entry: Entry) -> Iterator[str]:
    rule = entry.rule
    with Database() as database:
        try:
            found = database.columns(rule.sql, {name: parameter.latest.value for name, parameter in rule.parameters.items()})
        except duckdb.Error as error:
            yield f"it does not run: {str(error).splitlines()[0]}"
            return
    if missing := sorted(({"document_id", "source"} | rule.placeholders) - set(found)):
        yield f"the SELECT does not return {', '.join(missing)}"
    for name in found:
        if name.endswith("_source") and quoted_column(name, found) is None:
            yield f"{name} is the place of no column of the SELECT: {name.removesuffix('_source')}, …_yuan, …_text, …_value"
    if not re.search(r"\border\s+by\b", rule.sql, re.IGNORECASE):
        yield "no ORDER BY: findings come in no order"


def _citations(entry: Entry) -> Iterator[str]:
    if not entry.rule.legal_basis:
        yield "no legal basis; where there is none, say practice"
    for cited in entry.rule.legal_basis:
        if cited.status is Status.UNVERIFIED and len(entry.rule.legal_basis) == 1:
            yield f"{cited.law.id} is unverified: say practice beside it"


def _case_faults(entry: Entry) -> Iterator[str]:
    try:
        cases = load_cases(entry)
    except RuleError as error:
        yield error.message("en")
        return
    if len(cases) < _FEWEST_CASES:
        yield f"{len(cases)} cases; a violating, a clean, and a borderline or missing-value case are the least"
    elif not any(case.findings for case in cases) or not any(not case.findings for case in cases):
        yield "there must be a case with findings and one without"
