"""Findings of one kind are one entry where that says the same in less, and never where each must be seen."""

import pytest
from tests.rules.test_engine import BUDGET, catalogue, document, project, rule

from jixiao.facts import facts_of
from jixiao.rules import Severity, audit
from jixiao.rules.folding import Fold, folded, unfolded

SAME = BUDGET.replace("budget_yuan, budget_source", "1 AS budget_yuan")


def findings(*rules, projects=8):
    documents = [document(2024, *(project(f"项目{number}", str(1000 + number)) for number in range(projects)))]
    return audit(facts_of(documents), catalogue(*rules)).findings


def graded(severity):
    return BUDGET.replace("source FROM", f"source, '{severity}' AS severity FROM")


def test_findings_of_a_grouped_rule_are_one():
    found = folded(findings(rule(extra="-- grouped:      yes\n"), projects=2))

    assert [fold.count for fold in found] == [2]
    assert found[0].projects == ["项目0", "项目1"]
    assert found[0].project_id is None


@pytest.mark.parametrize(("projects", "entries"), [(2, 2), (3, 1)])
def test_equal_findings_are_one_from_three_on(projects, entries):
    found = folded(findings(rule(sql=SAME), projects=projects))

    assert len(found) == entries
    assert all(fold.says_the_same for fold in found)


@pytest.mark.parametrize(("projects", "many", "entries"), [(8, 6, 1), (5, 6, 5), (8, None, 8)])
def test_many_that_differ_are_one_only_where_that_is_asked_for(projects, many, entries):
    assert len(folded(findings(rule(), projects=projects), many=many)) == entries


def test_errors_that_differ_are_never_one():
    found = folded(findings(rule(sql=graded("error"))), many=6)

    assert {fold.severity for fold in found} == {Severity.ERROR}
    assert [fold.count for fold in found] == [1] * 8


def test_nothing_is_lost_and_the_order_stays():
    all_findings = findings(rule(), rule("TST-002", extra="-- grouped:      yes\n"))
    found = folded(all_findings, many=6)

    assert sorted(finding.id for fold in found for finding in fold.findings) == sorted(finding.id for finding in all_findings)
    assert [fold.first.rule.id for fold in found] == ["TST-001", "TST-002"]
    assert [fold.count for fold in unfolded(all_findings)] == [1] * 16


def test_fold_of_one_project_is_of_that_project():
    all_findings = findings(rule(), projects=1)

    assert Fold(tuple(all_findings)).project_id == all_findings[0].project_id
