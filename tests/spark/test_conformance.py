"""Every rule finds on Spark what it finds in DuckDB (T71).

The cases of all rules that keep documents apart lie in one corpus, and every rule runs over all of it on both engines: over its own cases,
whose findings are known, and over those of all others. Rules that look at several documents at once see one case at a time.
"""

from collections import Counter

import pytest
from tests.spark.placing import own, placed, tag, together

from jixiao.corpus.spark import SparkDatabase
from jixiao.facts import Database
from jixiao.rules import load_catalogue
from jixiao.rules.cases import found_in, load_cases, parameters_of
from jixiao.rules.header import Scope

_ALONE = {Scope.YEARS, Scope.AGENCIES}
ENTRIES = list(load_catalogue().entries.values())
SIDE_BY_SIDE = [entry for entry in ENTRIES if entry.rule.scope not in _ALONE]
ONE_BY_ONE = [entry for entry in ENTRIES if entry.rule.scope in _ALONE]


def counted(findings):
    return Counter(tuple(sorted(finding.items())) for finding in findings)


@pytest.fixture(scope="module")
def corpus():
    return together(placed(case, tag(entry.rule.id, at)) for entry in SIDE_BY_SIDE for at, case in enumerate(load_cases(entry)))


@pytest.fixture(scope="module")
def engines(spark, corpus):
    with Database() as duck:
        for table, rows in corpus.items():
            duck.insert_rows(table, rows)
        yield duck, SparkDatabase.of_rows(spark, corpus)


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


@pytest.mark.parametrize("entry", ONE_BY_ONE, ids=lambda entry: entry.rule.id)
def test_rule_finds_the_same_in_each_of_its_cases(entry, spark):
    for case in load_cases(entry):
        engine = SparkDatabase.of_rows(spark, case.facts)
        found = found_in(engine, entry.rule, parameters_of(entry.rule, case))
        assert case.is_gap or counted(found) == counted(case.findings), case.name


def test_every_case_lies_in_the_corpus_with_keys_of_its_own(corpus):
    begins = {row["document_id"].partition("⟧")[0] for rows in corpus.values() for row in rows}

    assert len(begins) == sum(any(case.facts.values()) for entry in SIDE_BY_SIDE for case in load_cases(entry))
    assert len(begins) > 800
