"""Variations of a case: what is changed, what is found then, and what cannot be read."""

from dataclasses import replace

import pytest
from tests.rules.test_engine import rule

from jixiao.rules import RuleError
from jixiao.rules.cases import load_cases, run_cases
from jixiao.rules.catalogue import Entry

CASES = """\
rule: TST-001

有预算:
  projects: |
    document_id | project_id | budget_yuan
    d           | p          | 500
  findings:
    - {document_id: d, project_id: p, budget_yuan: 500}
  variations:
"""


def entry(*variations, sql=None):
    own = rule(sql=sql) if sql else rule()
    return Entry(own, "", CASES + "".join(f"    {line}\n" for line in variations), "a.yml")


def test_all_that_may_be_changed():
    told = entry(
        "projects 1 budget_yuan = 0: none",
        "'projects 1 budget_yuan =': none",
        "projects 1 budget_yuan = 7: {budget_yuan: 7}",
        "projects 1 project_id = q; projects 1 budget_yuan = 8: {project_id: q, budget_yuan: 8}",
        "projects 1 again, project_id = q: [1, {like: 1, project_id: q}]",
        "projects 1 name = 甲: same",
        "with projects project_id = q, budget_yuan = 7: [1, {like: 1, project_id: q, budget_yuan: 7}]",
        "with texts project_id = p, text = 略: same",
        "without projects 1: none",
        "without projects: none",
    )

    assert [result for result in run_cases(told) if not result.passed] == []
    assert [case.name for case in load_cases(told)] == ["有预算", "有预算：10处变化"]


def test_each_variation_is_a_document_called_like_the_change():
    case = load_cases(entry("projects 1 budget_yuan = 7: {budget_yuan: 7}", "without projects 1: none"))[1]

    assert [row["document_id"] for row in case.facts["projects"]] == ["projects 1 budget_yuan = 7"]
    assert case.findings == [{"document_id": "projects 1 budget_yuan = 7", "project_id": "p", "budget_yuan": "7"}]


def test_wrong_outcome_is_told_with_its_variation():
    result = list(run_cases(entry("projects 1 budget_yuan = 7: same")))[1]

    assert result.missing == [{"document_id": "projects 1 budget_yuan = 7", "project_id": "p", "budget_yuan": "500"}]
    assert result.unexpected == [{"document_id": "projects 1 budget_yuan = 7", "project_id": "p", "budget_yuan": "7"}]


def test_rule_that_mixes_documents_fails_its_variations():
    mixing = "SELECT p.document_id, p.project_id, p.budget_yuan, p.source FROM projects p JOIN projects q ON q.project_id = p.project_id"

    assert [result.passed for result in run_cases(entry("projects 1 name = 甲: same", "projects 1 name = 乙: same", sql=mixing))] == [
        True,
        False,
    ]


def test_rule_between_documents_has_a_case_for_each_variation():
    told = entry("projects 1 budget_yuan = 0: none", "without projects 1: none")
    apart = replace(told, rule=replace(told.rule, scope="A"))

    assert [case.name for case in load_cases(apart)] == ["有预算", "有预算：projects 1 budget_yuan = 0", "有预算：without projects 1"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("projects 2 budget_yuan = 0: none", "there is no row 2 of projects"),
        ("without texts 1: none", "there is no row 1 of texts"),
        ("projects 1 budget = 0: none", "table projects has no column budget"),
        ("projects 1 budget_yuan = viel: none", "'viel' is no DECIMAL(20,6)"),
        ("budget_yuan = 0: none", "'budget_yuan = 0' is no change"),
        ("projects 1 budget_yuan = 0: nothing", "'nothing' is neither none nor same"),
        ("projects 1 budget_yuan = 0: [2]", "there is no finding 2"),
    ],
)
def test_what_cannot_be_read_is_refused(line, told):
    with pytest.raises(RuleError) as refused:
        load_cases(entry(line))

    assert told in refused.value.message()
