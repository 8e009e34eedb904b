"""Every rule is sound and its cases hold: the conformance suite of the catalogue (T70)."""

import pytest

from jixiao.rules import load_catalogue
from jixiao.rules.cases import load_cases, run_cases
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


def test_every_rule_has_cases_of_all_sorts():
    for entry in ENTRIES:
        cases = load_cases(entry)
        assert len(cases) >= 3, entry.rule.id
        assert any(case.findings for case in cases), entry.rule.id
        assert any(not case.findings for case in cases), entry.rule.id
