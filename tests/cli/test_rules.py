"""``jixiao rules`` as an auditor uses it who writes rules of his own."""

import json

import pytest
from tests.cli.own_rules import write_rule

from jixiao.cli import main
from jixiao.rules import load_catalogue


def test_list_names_every_rule_with_severity_and_title(capsys):
    assert main(["rules"]) == 0

    printed = capsys.readouterr().out
    rules = load_catalogue().rules
    assert f"共{len(rules)}条" in printed
    assert all(rule.id in printed for rule in rules)
    assert "FND-002   错误  项目总额小于年度资金总额" in printed


@pytest.mark.parametrize("named", [["FND"], ["funding"], ["fnd-002"], ["list", "FND-002"]])
def test_list_is_of_what_is_named(named, capsys):
    assert main(["rules", *named, "--lang", "en"]) == 0

    printed = capsys.readouterr().out
    assert "FND-002" in printed
    assert {line.split()[0].partition("-")[0] for line in printed.splitlines() if line.startswith("  ") and "-0" in line} == {"FND"}


def test_list_of_one_severity(capsys):
    assert main(["rules", "--severity", "error", "--json"]) == 0

    assert {rule["severity"] for rule in json.loads(capsys.readouterr().out)["rules"]} == {"error"}


def test_json_has_law_with_its_status_and_sql(capsys):
    assert main(["rules", "FND-002", "--json"]) == 0

    rule = json.loads(capsys.readouterr().out)["rules"][0]
    assert rule["legal_basis"][0] == {
        "law": "measures-88",
        "article": None,
        "text": "《中央部门预算绩效目标管理办法》（财预〔2015〕88号）",
        "status": "unverified",
    }
    assert rule["sql"].startswith("SELECT")


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("zh", ("项目总额小于年度资金总额", "单个项目", "未核对原文", "不包括", "用例（", "SELECT document_id")),
        ("en", ("Omits", "Cases (", "from 2015")),
    ],
)
def test_show_has_law_sql_and_cases(lang, expected, capsys):
    assert main(["rules", "show", "FND-002", "--lang", lang]) == 0

    printed = capsys.readouterr().out
    assert [word for word in expected if word not in printed] == []


def test_sql_is_shown_in_its_own_lines(capsys):
    assert main(["rules", "show", "FND-002"]) == 0

    printed = capsys.readouterr().out
    assert [line for line in load_catalogue().entries["FND-002"].rule.sql.splitlines() if line.rstrip() not in printed] == []


def test_cases_of_own_rules_pass(capsys, tmp_path):
    assert main(["rules", "test", "--rules", write_rule(tmp_path / "own", expected=500000)]) == 0

    assert "规则1条，用例3个全部通过" in capsys.readouterr().out


def test_case_that_fails_says_what_was_expected_and_what_came(capsys, tmp_path):
    assert main(["rules", "test", "TST-001", "--rules", write_rule(tmp_path / "own", expected=500001)]) == 1

    printed = capsys.readouterr().out
    assert "✗ TST-001  有预算" in printed
    assert "应有而没有：document_id: d" in printed
    assert "budget_yuan: 500001" in printed
    assert "不应有而有" in printed


def test_rule_without_cases_does_not_pass(capsys, tmp_path):
    assert main(["rules", "test", "--rules", write_rule(tmp_path / "own")]) == 1
    assert "没有用例" in capsys.readouterr().out


def test_lint_is_clean_or_names_file_and_fault(capsys, tmp_path):
    folder = write_rule(tmp_path / "own", expected=500000)
    assert main(["rules", "lint", "--rules", folder]) == 0
    assert "毛病0处" in capsys.readouterr().out

    write_rule(tmp_path / "own", sql="SELECT * FROM read_csv('a.csv');\n")
    assert main(["rules", "lint", "--rules", folder]) == 1
    assert "TST-001_test.sql: " in capsys.readouterr().out


def test_unknown_rule_and_file_that_is_wrong_exit_2(capsys, tmp_path):
    assert main(["rules", "show", "NONE-001"]) == 2
    assert "NONE-001" in capsys.readouterr().err
    (tmp_path / "TST-001_a.sql").write_text("SELECT 1", encoding="utf-8")
    assert main(["rules", "lint", "--rules", str(tmp_path)]) == 2
    assert "TST-001_a.sql" in capsys.readouterr().err


def test_help_names_the_commands(capsys):
    assert main(["rules", "--help", "--lang", "en"]) == 0

    printed = capsys.readouterr().out
    assert all(f"  {name} " in printed for name in ("list", "show", "test", "lint"))
