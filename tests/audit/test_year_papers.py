"""The papers of one year together (申报、监控、自评、决算): where they agree nothing is found, and each fault by its own rule."""

from datetime import date
from pathlib import Path

import pytest

from jixiao.facts import facts_of
from jixiao.facts.load import Dates
from jixiao.pipeline import read
from jixiao.rules import audit, load_catalogue

HERE = Path(__file__).parent
FILES = {
    "targets": HERE / "together" / "last.html",
    "monitored": HERE / "year" / "monitored.html",
    "evaluated": HERE / "together" / "result.html",
    "accounts": HERE / "accounts.html",
}
RULES = ["MON-001", "MON-004", "MON-008", "MON-009", "MON-010", "MON-011", "EVA-013", "EVA-014", "EVA-020", "EVA-022", "XYR-010"]
ON_PACE = [("MON-004", "info", "辅警人员经费"), ("MON-004", "info", "交通信号灯维护")]
"""Two projects whose money keeps an even pace and whose rates are met all the year."""
OCTOBER = [("1—9月", "1—10月"), ("111.78", "117.99"), ("90.00%", "95.00%"), ("23000平方米", "26000平方米"), ("8条", "9条")]


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue().select(RULES)


def found(tmp_path, catalogue, names, changes=(), approved=None):
    """Findings on copies of some papers: a name with a number behind it is one more copy."""
    documents = []
    for name in names:
        text = FILES[name.rstrip("2")].read_text(encoding="utf-8")
        for file, before, after in changes:
            if file == name:
                assert before in text, "there is nothing to plant it in"
                text = text.replace(before, after) if file.endswith("2") else text.replace(before, after, 1)
        file = tmp_path / f"{name}.html"
        file.write_text(text, encoding="utf-8")
        documents.append(read(file, name=file.name))
        assert documents[-1].problems == []
    result = audit(facts_of(documents, {f"{name}.html": Dates(approved_on=date(2024, 1, 20)) for name in approved or ()}), catalogue)
    assert result.failures == []
    return result.findings


def told(findings):
    return sorted((item.rule.id, item.severity.value, item.project_name or "") for item in findings)


def test_papers_that_agree(tmp_path, catalogue):
    everything = found(tmp_path, catalogue, ["targets", "monitored", "evaluated", "accounts"], approved=["targets"])

    assert told(everything) == sorted(ON_PACE)


def test_results_behind_money_are_a_warning(tmp_path, catalogue):
    (item,) = [
        item
        for item in found(tmp_path, catalogue, ["monitored"], [("monitored", "23000平方米", "9000平方米")])
        if item.severity.value == "warning"
    ]

    # (33.33 + 80 + 100 + 100) ÷ 4 = 78.33; less 90
    assert (item.rule.id, item.project_name) == ("MON-004", "城区道路标线施划")
    assert "78.33%" in item.message("zh")
    assert "目标落后于资金11.67个百分点" in item.message("zh")


@pytest.mark.parametrize(("approved", "severity"), [(None, "warning"), (["targets"], "error")])
def test_monitored_by_another_target(approved, severity, tmp_path, catalogue):
    changes = [("monitored", "<td>信号灯完好率</td><td>≥97%</td>", "<td>信号灯完好率</td><td>≥90%</td>")]

    assert told(found(tmp_path, catalogue, ["targets", "monitored"], changes, approved)) == sorted(
        [*ON_PACE, ("MON-008", severity, "交通信号灯维护")]
    )


def test_target_adjusted_in_another_declaration_is_no_fault(tmp_path, catalogue):
    change = "<td>信号灯完好率</td><td>≥97%</td>", "<td>信号灯完好率</td><td>≥90%</td>"
    changes = [("monitored", *change), ("targets2", *change)]

    assert told(found(tmp_path, catalogue, ["targets", "targets2", "monitored"], changes, ["targets"])) == sorted(ON_PACE)


def test_project_that_was_not_monitored(tmp_path, catalogue):
    changes = [("targets", "36.00", "86.00"), ("targets", "36.00", "86.00")]
    (item,) = [item for item in found(tmp_path, catalogue, ["targets", "monitored"], changes) if item.rule.id == "MON-010"]

    assert (item.file, "车管窗口自助设备购置" in item.message("zh"), "86万元" in item.message("zh")) == ("monitored.html", True, True)


def test_paid_after_a_stop_and_not_answered(tmp_path, catalogue):
    stop = "</table>", "<tr><td>审核意见</td><td colspan='7'>黄灯，暂停项目实施</td></tr></table>"
    changes = [("monitored", *stop), *(("monitored2", *change) for change in OCTOBER)]
    new = [item for item in found(tmp_path, catalogue, ["monitored", "monitored2"], changes) if item.rule.id in ("MON-009", "MON-011")]

    assert told(new) == [("MON-009", "error", "城区道路标线施划"), ("MON-011", "warning", "城区道路标线施划")]
    assert {item.file for item in new} == {"monitored2.html"}


def test_a_measure_answers(tmp_path, catalogue):
    warned = "</table>", "<tr><td>审核意见</td><td colspan='7'>黄灯</td></tr></table>"
    answer = "<td>27500平方米</td><td></td><td></td>", "<td>27500平方米</td><td></td><td>增加一个班组</td>"
    changes = [("monitored", *warned), *(("monitored2", *change) for change in [*OCTOBER, answer])]

    assert not [item for item in found(tmp_path, catalogue, ["monitored", "monitored2"], changes) if item.rule.id == "MON-011"]


def test_evaluated_by_another_target_than_approved(tmp_path, catalogue):
    changes = [("evaluated", "<td>≥97%</td><td>98%</td>", "<td>≥95%</td><td>98%</td>")]

    assert told(found(tmp_path, catalogue, ["targets", "evaluated"], changes, ["targets"])) == [("EVA-014", "error", "城区道路标线施划")]
    assert told(found(tmp_path, catalogue, ["targets", "evaluated"], changes)) == [("XYR-010", "warning", "城区道路标线施划")]


def test_monitoring_between_them_hides_no_changed_target(tmp_path, catalogue):
    changes = [("evaluated", "<td>≥97%</td><td>98%</td>", "<td>≥95%</td><td>98%</td>")]
    findings = found(tmp_path, catalogue, ["targets", "monitored", "evaluated"], changes, ["targets"])

    assert told(findings) == sorted([*ON_PACE, ("EVA-014", "error", "城区道路标线施划")])


def test_evaluation_without_one_of_the_indicators(tmp_path, catalogue):
    row = '<tr><td rowspan="1">可持续影响指标</td><td>辅警队伍留用率</td><td>≥90%</td><td>92%</td><td>11</td><td>11</td><td></td></tr>'
    (item,) = found(tmp_path, catalogue, ["targets", "evaluated"], [("evaluated", row, "")])

    assert (item.rule.id, item.severity.value, "辅警队伍留用率" in item.message("zh")) == ("EVA-013", "warning", True)


DONE = "本部门对2023年度项目支出全面开展绩效自评，共涉及项目6个，资金3,324.17万元，占项目支出总额的100.00%。"


@pytest.mark.parametrize(
    ("says", "rules"),
    [
        (DONE, []),
        ("本部门加强预算绩效管理。", ["EVA-022"]),
        ("本部门2023年度未开展项目绩效自评。", ["EVA-022"]),
        ("本部门委托云川立信会计师事务所开展了项目支出绩效自评。", ["EVA-020"]),
        ("本部门开展了项目支出绩效自评，并委托第三方机构对自评结果进行复核。", []),
    ],
)
def test_what_accounts_say_of_self_evaluation(says, rules, tmp_path, catalogue):
    assert [item.rule.id for item in found(tmp_path, catalogue, ["accounts"], [("accounts", DONE, says)])] == rules
