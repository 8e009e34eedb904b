"""Lists of self-evaluations (自评结果汇总表): a row for each project, in five layouts of invented agencies."""

from decimal import Decimal
from pathlib import Path

import pytest

from jixiao.model import DocumentKind
from jixiao.pipeline import audit, read, score

HERE = Path(__file__).parent / "listed"
WAN = 10_000

LISTS = {
    "merged_departments": [
        ("河道清淤工程", "江右市水利局（本级）", 1200, 1100, "91.67", "96.2", "优"),
        ("水文设备更新", "江右市水文站", "86.5", "86.5", "100", "100", "优"),
        ("水质监测", "江右市水文站", 40, 12, "30", "78", "中"),
    ],
    "two_row_head": [("校园安防", None, 50, 48, "96", "97.6", "优"), ("图书采购", None, 12, 6, "50", "81.5", "良")],
    "units_in_rows": [
        ("展陈更新", "云川市博物馆", 300, 290, None, "95", "优秀"),
        ("文物修复", "云川市博物馆", 80, 60, None, "85", "良好"),
        ("古籍数字化", "云川市图书馆", 50, 50, None, "100", "优秀"),
    ],
    "points_by_level": [("公厕管护", None, 100, 95, None, "99.5", "优"), ("垃圾分类", None, 200, 200, None, "93", "优")],
    "wrong_grade_and_rate": [
        ("道路交通信号灯维护费", None, 350, "341.25", "95.7", "95.75", "优"),
        ("标志标线维护", None, 200, "195.5", "97.75", "99.55", "优"),
        ("执法记录仪购置", None, "3.36", "3.36", "100", "88", "优"),
    ],
}


def of(name):
    return read(HERE / f"{name}.html")


def wan(amount):
    return Decimal(str(amount)) * WAN


@pytest.mark.parametrize("name", LISTS)
def test_rows_are_read_with_money_points_and_grade(name):
    document = of(name)
    (found,) = document.summaries

    wanted = [
        (project, unit, wan(budget), wan(spent), rate and Decimal(rate), Decimal(total), grade)
        for project, unit, budget, spent, rate, total, grade in LISTS[name]
    ]
    assert [
        (row.name, row.unit, row.adjusted_budget, row.executed_amount, row.rate_pct, row.total_score, row.grade) for row in found.rows
    ] == wanted
    assert (document.kind, document.fiscal_year) == (DocumentKind.SELF_EVALUATION, 2026)
    assert (document.problems, document.account.problems, document.projects) == ([], 0, [])


def test_department_that_is_merged_over_rows_is_that_of_each():
    (found,) = of("merged_departments").summaries

    assert [row.department for row in found.rows] == ["江右市水利局"] * 3
    assert (found.total.name, found.total.adjusted_budget, found.total.executed_amount) == ("合计", wan("1326.5"), wan("1198.5"))
    assert found.rows[2].remark == "招标推迟"


def test_subtotals_and_totals_are_no_projects():
    (found,) = of("units_in_rows").summaries

    assert [row.name for row in found.subtotals] == ["小计"]
    assert found.total.adjusted_budget == wan(430)


def test_columns_that_have_no_name_here_are_kept():
    (found,) = of("points_by_level").summaries

    assert [row.execution_score for row in found.rows] == [Decimal("9.5"), Decimal(10)]
    assert found.rows[0].extra == {"产出得分": "50", "效益得分": "30", "满意度得分": "10"}


def test_each_value_has_its_place():
    row = of("wrong_grade_and_rate").summaries[0].rows[2]

    assert {key: (places[0].row, places[0].cell) for key, places in row.sources.items()} == {
        "name": (4, 2),
        "initial_budget": (4, 3),
        "adjusted_budget": (4, 4),
        "executed_amount": (4, 5),
        "rate_pct": (4, 6),
        "total_score": (4, 7),
        "grade": (4, 8),
    }


def test_a_form_and_a_budget_table_are_no_list(tmp_path):
    columns = ["序号", "项目名称", "预算数", "执行数", "备注"]
    rows = [columns, ["1", "河道清淤", "10", "9", ""], ["2", "水质监测", "20", "8", ""]]
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    (tmp_path / "a.html").write_text(f"<p>2026年项目支出表</p><p>单位：万元</p><table>{table}</table>", encoding="utf-8")

    document = read(tmp_path / "a.html")
    assert (document.summaries, len(document.tables)) == ([], 1)


def test_rates_and_grades_are_held_against_money_and_total():
    document = of("wrong_grade_and_rate")
    forms = score([document])

    assert [(form.name, form.is_row, form.scored.total) for form in forms] == [
        ("道路交通信号灯维护费", True, None),
        ("标志标线维护", True, None),
        ("执法记录仪购置", True, None),
    ]
    assert [str(form.scored.execution.score.points) for form in forms] == ["9.75", "9.78", "10.00"]
    assert [[(key, notice.rule) for key, notice in _notices(form)] for form in forms] == [
        [("printed_rate", "EVA-006")],
        [],
        [("grade_differs", "EVA-019")],
    ]
    assert [(finding.rule.id, finding.project_name, finding.source.where()) for finding in audit([document]).findings] == [
        ("EVA-024", None, "第1张表第5行第5格"),  # 341.25 + 195.5 + 3.36 = 540.11; 560.11 is printed
        ("EVA-006", "道路交通信号灯维护费", "第1张表第2行第6格"),
        ("EVA-019", "执法记录仪购置", "第1张表第4行第8格"),
    ]


def _notices(form):
    return [(notice.key, notice) for _, notice in form.scored.all_notices() if notice.rule]


def test_total_that_execution_leaves_no_room_for_is_told(tmp_path):
    text = (HERE / "wrong_grade_and_rate.html").read_text(encoding="utf-8").replace("195.5<", "100<").replace("97.75%", "50%")
    (tmp_path / "a.html").write_text(text, encoding="utf-8")

    (form,) = [form for form in score([read(tmp_path / "a.html")]) if form.name == "标志标线维护"]
    (notice,) = form.scored.notices
    assert (notice.key, notice.values["most"], notice.values["declared"]) == ("total_above_possible", "95", "99.55")
