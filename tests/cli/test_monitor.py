"""``jixiao monitor``: monitoring tables as text, JSON, workbook and page, and what the exit code says."""

import json
import re
from pathlib import Path

import openpyxl
import pytest

from jixiao.cli import main

FOLDER = Path(__file__).parents[1] / "unit" / "layouts" / "monitoring"
NATIONAL, LOCAL = FOLDER / "national.html", FOLDER / "local.html"


def calm(tmp_path):
    """The table of the river: everything reached, reported and spent as equal months would have it."""
    text = LOCAL.read_text(encoding="utf-8")
    changes = {
        "86.50": "76.00",
        "<td>310</td><td>900</td>": "<td>800</td><td>1200</td>",
        "<td>46</td><td>46</td>": "<td>31</td><td>46</td>",
        "93.2%": "96%",
        "□确定能 ☑有可能": "☑确定能 □有可能",
        "看情况": "确定能",
        "<td>/</td>": "<td>92%</td>",
    }
    for before, after in changes.items():
        assert before in text
        text = text.replace(before, after)
    path = tmp_path / "calm.html"
    path.write_text(text, encoding="utf-8")
    return path


def test_report_names_lights_causes_rules_and_what_to_do_next(capsys):
    code = main(["monitor", str(NATIONAL), str(LOCAL)])
    out = capsys.readouterr().out

    assert code == 1
    assert "执行率 44.00%；序时进度 58.33%" in re.sub(r"\s+", " ", out)
    assert "偏差原因：汛期设备损坏两台，补购合同九月签订。" in out
    assert "MON-005" in out and "MON-006" in out
    assert "建议调剂" in out
    assert "2 个项目：2 个需要处理" in out


def test_json_has_exact_figures_with_their_derivation(capsys):
    assert main(["monitor", str(NATIONAL), "--json", "--lang", "en"]) == 1
    found = json.loads(capsys.readouterr().out)
    (project,) = found["projects"]

    assert (found["schema"], project["day"], project["money"]["executed_yuan"]) == ("jixiao-monitor/1", "2024-07-31", "15958600")
    assert project["money"]["gap"]["percent"] == "-14.33"
    assert project["indicators"][0]["by_time"]["percent"] == "81.65"  # 26.1 ÷ (54.8 × 7 ÷ 12)
    assert project["indicators"][5]["misses_target"] is True
    assert project["money"]["rate"]["derivation"][0]["put_in"] == "1595.86万元 ÷ 3626.96万元"


def test_workbook_has_projects_and_indicators_in_numbers(tmp_path, capsys):
    path = tmp_path / "m.xlsx"
    main(["monitor", str(NATIONAL), str(LOCAL), "--xlsx", str(path)])
    book = openpyxl.load_workbook(path)
    projects, indicators = book.worksheets

    heads = [cell.value for cell in projects[1]]
    assert [projects.cell(row, heads.index("已执行（万元）") + 1).value for row in (2, 3)] == [1595.86, 86.5]
    assert (projects.max_row, indicators.max_row) == (4, 11)  # with the head and the total
    assert "10 个指标" in capsys.readouterr().err


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_page_needs_no_other_file_and_escapes(lang, tmp_path, capsys):
    text = NATIONAL.read_text(encoding="utf-8").replace("<td>群众满意度</td>", "<td>群众&lt;script&gt;满意度</td>")
    (tmp_path / "m.html").write_text(text, encoding="utf-8")
    page = tmp_path / "page.html"
    main(["monitor", str(tmp_path / "m.html"), "--html", str(page), "--lang", lang])
    out = page.read_text(encoding="utf-8")

    assert "default-src 'none'" in out
    assert not re.search(r"<script|https?:|style=|src=", out)
    assert "&lt;script&gt;" in out


def test_project_that_goes_as_planned_is_clean(tmp_path, capsys):
    assert main(["monitor", str(calm(tmp_path))]) == 0
    assert "全部项目按计划进行" in capsys.readouterr().out


def test_exit_code_as_asked(capsys):
    assert main(["monitor", str(NATIONAL), "--fail-on", "never"]) == 0
    assert main(["monitor", str(NATIONAL), "--fail-on", "act"]) == 1


def test_chosen_project_alone(capsys):
    main(["monitor", str(NATIONAL), str(LOCAL), "--project", "河道"])
    out = capsys.readouterr().out

    assert "河道保洁" in out and "标线" not in out


@pytest.mark.parametrize("arguments", [["--project", "没有的项目"], ["--lights", "purple"], ["--date", "tomorrow"]])
def test_fault_of_the_caller(arguments, capsys):
    assert main(["monitor", str(NATIONAL), *arguments]) == 2
    assert capsys.readouterr().err


def test_file_without_a_table_says_so(tmp_path, capsys):
    (tmp_path / "a.txt").write_text("关于开会的通知\n请准时参加。\n", encoding="utf-8")

    assert main(["monitor", str(tmp_path / "a.txt")]) == 2
    assert "监控表" in capsys.readouterr().err
