"""``jixiao audit`` as a person uses it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.cli.own_rules import FILE, INDICATORS, write_rule

import jixiao
from jixiao import pipeline
from jixiao.cli import main
from jixiao.rules import load_catalogue

GOLDEN = Path(__file__).parents[1] / "golden"
CLEAN = GOLDEN / "hunan-typed-values" / "input.txt"
DAMAGED = GOLDEN / "bad-cells-to-report" / "input.txt"


def own(folder, *options, **values):
    """Options that run nothing but a rule of our own."""
    return ["--rules", write_rule(folder, **values), "--rule", "TST", *options]


def test_finding_is_printed_with_value_place_law_and_remedy(capsys, tmp_path):
    assert main(["audit", str(CLEAN), *own(tmp_path / "own")]) == 1

    printed = capsys.readouterr().out
    for expected in ("松江岭区卫生健康局", "✗ 错误", "TST-001", "预算须说明", "预算为3,458.2万元。", "请对照原文核对。"):
        assert expected in printed
    assert "年度预算 3,458.2万元（第" in printed
    assert "《中央部门预算绩效目标管理办法》（财预〔2015〕88号）〔未核对原文〕" in printed.replace("\n            ", "")


def test_english_says_the_same(capsys, tmp_path):
    assert main(["audit", str(CLEAN), "--lang", "en", *own(tmp_path / "own")]) == 1

    printed = capsys.readouterr().out
    assert "Error" in printed
    assert "title of TST-001" in printed
    assert "budget 34,582,000 yuan (line" in printed
    assert "[not verified]" in " ".join(printed.split())


def test_clean_document_is_told_to_be_clean_by_the_rules_that_ran(capsys, tmp_path):
    none = own(
        tmp_path / "own", sql="SELECT document_id, project_id, budget_yuan, source FROM projects WHERE budget_yuan < 0 ORDER BY 1;\n"
    )
    assert main(["audit", str(CLEAN), *none]) == 0

    printed = capsys.readouterr().out
    assert "按所用规则没有发现问题的文件（1个）：松江岭区卫生健康局" in printed
    assert "不等于没有问题" in printed


def test_what_was_not_read_was_not_audited_and_is_told(capsys, tmp_path):
    main(["audit", str(DAMAGED), *own(tmp_path / "own")])

    printed = capsys.readouterr().out
    assert "没有读懂，那里的内容没有审核" in printed
    assert "1,2OO.5" in printed


@pytest.mark.parametrize(
    ("severity", "fail_on", "status"),
    [("error", "error", 1), ("warning", "error", 0), ("warning", "warning", 1), ("info", "info", 1), ("error", "never", 0)],
)
def test_exit_code_says_whether_there_is_a_finding_of_that_severity(severity, fail_on, status, capsys, tmp_path):
    assert main(["audit", str(CLEAN), "--fail-on", fail_on, *own(tmp_path / "own", severity=severity)]) == status


def test_severity_chooses_what_is_shown_and_the_summary_counts_all(capsys, tmp_path):
    assert main(["audit", str(CLEAN), "--severity", "error", "--fail-on", "never", *own(tmp_path / "own", severity="info")]) == 0

    printed = capsys.readouterr().out
    assert "预算须说明" not in printed
    assert "另有3条级别较低" in printed
    assert "没有所选级别的问题" in printed


def test_many_findings_of_one_rule_are_one_entry_until_all_are_asked_for(capsys, tmp_path):
    options = own(tmp_path / "own", severity="warning", message="“{name}”的指标值是“{text}”。", sql=INDICATORS)
    main(["audit", str(CLEAN), *options])
    folded = capsys.readouterr().out
    main(["audit", str(CLEAN), "--all", *options])
    single = capsys.readouterr().out

    count = single.count("TST-001")
    assert count > 6
    assert folded.count("TST-001") == 1
    assert f"×{count}" in folded
    assert folded.count("例：") == 3


def test_errors_are_shown_one_by_one(capsys, tmp_path):
    main(["audit", str(CLEAN), *own(tmp_path / "own", message="“{name}”的指标值是“{text}”。", sql=INDICATORS)])

    assert capsys.readouterr().out.count("TST-001") > 6


def test_findings_of_a_template_are_one_entry_with_their_projects(capsys, tmp_path):
    path = GOLDEN / "sixty-projects-six-pages" / "input.txt"
    documents = [jixiao.read(path)]
    main(["audit", str(path), *own(tmp_path / "own", severity="info", extra="-- grouped:      yes\n")])

    printed = capsys.readouterr().out
    assert printed.count("TST-001") == 1
    assert f"{len(documents[0].projects)}个项目：" in printed


def test_json_is_by_its_schema_in_full(capsys, tmp_path):
    assert main(["audit", str(CLEAN), str(DAMAGED), "--json", *own(tmp_path / "own")]) == 1

    found = json.loads(capsys.readouterr().out)
    assert list(found) == ["schema", "version", "lang", "documents", "findings", "summary", "rules", "left_out"]
    assert found["schema"] == "jixiao-audit/1"
    first = found["findings"][0]
    assert (first["rule"], first["severity"], first["document_id"]) == ("TST-001", "error", found["documents"][0]["document_id"])
    assert first["quotes"][0]["text"] == "3,458.2万元"
    assert first["quotes"][0]["source"]["line"]
    assert found["documents"][0]["findings"] == {"error": 3, "warning": 0, "info": 0, "waived": 0}
    assert found["documents"][1]["problems"]
    assert found["summary"]["complete"] is True
    assert found["summary"]["error"] == len(found["findings"])
    assert found["rules"] == {"run": ["TST-001"], "suspended": [], "failed": []}


def test_readings_can_be_audited_in_place_of_documents(capsys, tmp_path):
    main(["read", str(CLEAN), "--json", "-o", str(tmp_path / "reading.json")])
    options = ["--json", *own(tmp_path / "own")]
    main(["audit", str(CLEAN), *options])
    from_document = capsys.readouterr().out
    main(["audit", str(tmp_path / "reading.json"), *options])

    assert capsys.readouterr().out == from_document


def test_output_goes_to_a_file_without_colours(capsys, tmp_path):
    assert main(["audit", str(CLEAN), "-o", str(tmp_path / "report.txt"), *own(tmp_path / "own")]) == 1

    assert capsys.readouterr().out == ""
    written = (tmp_path / "report.txt").read_text(encoding="utf-8")
    assert "预算须说明" in written
    assert "\x1b" not in written


def test_rule_that_fails_is_our_fault_and_exits_2(capsys, tmp_path):
    failing = "SELECT document_id, project_id, budget_yuan, source FROM projects WHERE CAST(name AS INTEGER) > 0 ORDER BY 1;\n"
    assert main(["audit", str(CLEAN), *own(tmp_path / "own", sql=failing)]) == 2

    printed = capsys.readouterr().out
    assert "规则运行失败1条：这是程序或规则的问题，与文件无关" in printed.replace("\n", "")
    assert "✗" not in printed


def test_file_that_cannot_be_read_exits_2_and_the_others_are_audited(capsys, tmp_path):
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\n\x00\x01")

    assert main(["audit", "nowhere.txt", str(CLEAN), *own(tmp_path / "own")]) == 2
    captured = capsys.readouterr()
    assert "nowhere.txt" in captured.err
    assert "预算须说明" in captured.out
    assert main(["audit", str(tmp_path / "broken.pdf"), str(CLEAN), "--fail-on", "never", *own(tmp_path / "own")]) == 2
    assert main(["audit", "nowhere.txt", *own(tmp_path / "own")]) == 2


def test_waived_finding_is_shown_and_does_not_count(capsys, tmp_path):
    file = tmp_path / "exceptions.toml"
    file.write_text('[[waiver]]\nrule = "TST-001"\nby = "李处长"\nwhy = "已核对批文"\nuntil = 2199-12-31\n', encoding="utf-8")
    assert main(["audit", str(CLEAN), "--exceptions", str(file), *own(tmp_path / "own")]) == 0

    printed = capsys.readouterr().out
    assert "已豁免（李处长，至2199-12-31）：已核对批文" in printed
    assert "错误 0" in printed
    assert "已豁免 3" in printed


def test_suspended_rule_does_not_run_and_is_counted(capsys, tmp_path):
    file = tmp_path / "exceptions.toml"
    file.write_text('[[suspension]]\nrule = "TST-001"\nby = "王审核"\nwhy = "尚待核对"\nuntil = 2199-12-31\n', encoding="utf-8")
    assert main(["audit", str(CLEAN), "--all", "--exceptions", str(file), *own(tmp_path / "own")]) == 0

    printed = capsys.readouterr().out
    assert "暂停规则1条" in printed
    assert "尚待核对" in printed


def test_dates_of_approval_and_publication_reach_the_rules(capsys, tmp_path):
    sql = "SELECT document_id, approved_on, published_on, file, source FROM documents WHERE approved_on IS NOT NULL ORDER BY file;\n"
    options = own(tmp_path / "own", message="{file}：{approved_on}批复，{published_on}公开。", sql=sql)
    (tmp_path / "b.txt").write_bytes(DAMAGED.read_bytes())
    dated = ["--approved", "2025-01-10", "--published", "2025-01-31", "--published", "b.txt=2025-02-28"]
    main(["audit", str(CLEAN), str(tmp_path / "b.txt"), "--json", *dated, *options])

    found = json.loads(capsys.readouterr().out)["findings"]
    assert [(item["values"]["approved_on"], item["values"]["published_on"]) for item in found] == [
        ("2025-01-10", "2025-01-31"),
        ("2025-01-10", "2025-02-28"),
    ]


@pytest.mark.parametrize(("value", "said"), [("2025-13-01", "不是日期"), ("other.txt=2025-01-01", "other.txt")])
def test_date_that_is_none_or_of_no_document_is_the_callers_fault(value, said, capsys, tmp_path):
    assert main(["audit", str(CLEAN), "--approved", value, *own(tmp_path / "own")]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    "options",
    [["--rule", "NONE-001"], ["--rules", "nowhere"], ["--exceptions", "nowhere.toml"], ["--xlsx", "nowhere/a.xlsx"], ["-o", "nowhere/a"]],
)
def test_wrong_option_exits_2_before_anything_is_read(options, capsys):
    assert main(["audit", str(CLEAN), *options]) == 2

    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err


def test_working_paper_is_written_beside_the_report(capsys, tmp_path):
    file = tmp_path / "paper.xlsx"
    assert main(["audit", str(CLEAN), "--xlsx", str(file), *own(tmp_path / "own")]) == 1

    assert "已写出审核底稿" in capsys.readouterr().err
    assert load_workbook(file).sheetnames == ["概况", "审核底稿"]


def test_the_library_audits_what_it_has_read(tmp_path):
    catalogue = load_catalogue([Path(write_rule(tmp_path / "own"))]).select(["TST-001"])
    result = jixiao.audit([jixiao.read(CLEAN)], catalogue=catalogue)

    assert [finding.message("zh") for finding in result.findings] == ["预算为3,458.2万元。", "预算为4,600万元。", "预算为146.72万元。"]
    assert pipeline.audit([], catalogue=catalogue).findings == []


def test_document_wide_finding_stands_under_the_document(capsys, tmp_path):
    main(["audit", str(CLEAN), *own(tmp_path / "own", message="{file}", sql=FILE)])

    assert "\n文件整体\n" in capsys.readouterr().out


def test_rules_load_when_something_is_audited():
    code = (
        "import sys; from jixiao.cli import main; main(['read', sys.argv[1]]);"
        "print(sorted({m.split('.')[0] for m in sys.modules} & {'duckdb', 'sqlglot', 'yaml'}))"
    )

    loaded = subprocess.run([sys.executable, "-c", code, str(CLEAN)], capture_output=True, text=True, check=True).stdout

    assert loaded.splitlines()[-1] == "[]"
