"""Every rule finds on Spark what it finds in DuckDB (T71).

The cases of all rules that keep documents or agencies apart lie in one corpus, and every rule runs over all of it on both engines: over its
own cases, whose findings are known, and over those of all others. Rules between agencies look at all documents of a year: each case that
somebody wrote is seen alone, and what becomes of it with one thing changed lies in a corpus over which both engines must agree.
"""

from collections import Counter
from contextlib import contextmanager

import pytest
from tests.spark.placing import own, placed, tag, together

from jixiao.corpus.spark import SparkDatabase
from jixiao.facts import Database
from jixiao.rules import load_catalogue
from jixiao.rules.cases import found_in, load_cases, parameters_of
from jixiao.rules.header import Scope

ENTRIES = list(load_catalogue().entries.values())
SIDE_BY_SIDE = [entry for entry in ENTRIES if entry.rule.scope is not Scope.AGENCIES]
BETWEEN_AGENCIES = [entry for entry in ENTRIES if entry.rule.scope is Scope.AGENCIES]


def counted(findings):
    return Counter(tuple(sorted(finding.items())) for finding in findings)


def corpus_of(entries):
    return together(
        placed(case, tag(entry.rule.id, at), has_agency=entry.rule.scope is Scope.YEARS)
        for entry in entries
        for at, case in enumerate(load_cases(entry))
    )


@contextmanager
def both(spark, corpus):
    """A database in DuckDB and one in Spark that hold the same rows."""
    with Database() as duck:
        for table, rows in corpus.items():
            duck.insert_rows(table, rows)
        yield duck, SparkDatabase.of_rows(spark, corpus)


@pytest.fixture(scope="module")
def corpus():
    return corpus_of(SIDE_BY_SIDE)


@pytest.fixture(scope="module")
def engines(spark, corpus):
    with both(spark, corpus) as held:
        yield held


@pytest.fixture(scope="module")
def agencies(spark):
    with both(spark, corpus_of(BETWEEN_AGENCIES)) as held:
        yield held


def by_parameters(entry):
    """Cases of a rule, with their places, by the numbers that hold in them."""
    found = {}
    for at, case in enumerate(load_cases(entry)):
        parameters = parameters_of(entry.rule, case)
        found.setdefault(tuple(parameters.items()), (parameters, []))[1].append((at, case))
    return found.values()


@pytest.mark.parametrize("entry", SIDE_BY_SIDE, ids=lambda entry: entry.rule.id)
def test_rule_finds_the_same_over_the_cases_of_all_rules(entry, engines):
    for parameters, cases in by_parameters(entry):
        duck, spark = (found_in(engine, entry.rule, parameters) for engine in engines)
        assert counted(spark) == counted(duck)
        for at, case in cases:
            assert case.is_gap or counted(own(spark, tag(entry.rule.id, at))) == counted(case.findings), case.name


@pytest.mark.parametrize("entry", BETWEEN_AGENCIES, ids=lambda entry: entry.rule.id)
def test_rule_finds_the_same_over_the_cases_of_rules_between_agencies(entry, agencies):
    for parameters, _ in by_parameters(entry):
        duck, spark = (found_in(engine, entry.rule, parameters) for engine in agencies)
        assert counted(spark) == counted(duck)


@pytest.mark.parametrize("entry", BETWEEN_AGENCIES, ids=lambda entry: entry.rule.id)
def test_rule_finds_the_same_in_each_of_its_cases(entry, spark):
    for case in load_cases(entry):
        if not (case.is_variation or case.is_gap):
            engine = SparkDatabase.of_rows(spark, case.facts)
            assert counted(found_in(engine, entry.rule, parameters_of(entry.rule, case))) == counted(case.findings), case.name


def test_every_case_lies_in_the_corpus_with_keys_of_its_own(corpus):
    begins = {row["document_id"].partition("⟧")[0] for rows in corpus.values() for row in rows}

    assert len(begins) == sum(any(case.facts.values()) for entry in SIDE_BY_SIDE for case in load_cases(entry))
    assert len(begins) > 800
