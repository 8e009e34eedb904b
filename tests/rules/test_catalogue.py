"""Every rule is sound and its cases hold: the conformance suite of the catalogue (T70)."""

import pytest

from jixiao.law import parameters
from jixiao.monitoring.dual import THRESHOLDS
from jixiao.rules import load_catalogue
from jixiao.rules.cases import run_cases
from jixiao.rules.lint import lint

ENTRIES = list(load_catalogue().entries.values())


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.rule.id)
def test_rule_is_sound(entry):
    assert lint(entry) == []


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.rule.id)
def test_cases_hold(entry):
    results = list(run_cases(entry))

    assert [result for result in results if not result.passed and not result.case.is_gap] == []
    assert [result.case.name for result in results if result.passed and result.case.is_gap] == [], "a gap is closed: take the mark away"


def test_every_number_of_the_law_is_used_by_a_rule_or_by_monitoring():
    used = {known.id for entry in ENTRIES for known in entry.rule.parameters.values()} | {f"monitoring.{name}" for name in THRESHOLDS}

    assert sorted(set(parameters()) - used) == []
