"""A whole department declares on its own form: tasks in rows, the budget by kind and by source; what is printed is read as such."""

from decimal import Decimal
from pathlib import Path

import pytest

from jixiao.declaring import Draft, examine, form_of, headline_of, sums, to_project
from jixiao.declaring.candidates import whole_candidates
from jixiao.declaring.task_rows import TASKS
from jixiao.declaring.tasks import task_texts
from jixiao.documents.printout import Printout
from jixiao.documents.readers import read_bytes
from jixiao.documents.writers import write
from jixiao.layouts.lay_out import Around, lay_out_form
from jixiao.layouts.recognise import recognise
from jixiao.packs import declaration_for, load_pack
from jixiao.pipeline import read
from jixiao.values import MoneyUnit, parse_amount

GOLDEN = Path(__file__).parents[2] / "golden" / "whole-department-then-projects"
AGENCY = "青禾县气象局"
FIELDS = {
    "department": AGENCY,
    "amounts.basic": "300",
    "amounts.project": "200",
    "amounts.fiscal": "400",
    "amounts.other": "100",
    "goal": "全县监测网络稳定运行，预警信息准确率达到95%以上，监测点全年巡查不少于二百次，群众满意度保持在90%以上。",
    "tasks.1.name": "监测网络维护",
    "tasks.1.content": "维护20个监测点\n含候鸟栖息地监测费",
    "tasks.1.fiscal": "100",
    "tasks.1.other": "20",
    "tasks.3.name": "预警发布",
    "tasks.3.content": "预警信息采集、研判和发布",
    "tasks.3.total": "80",
}
ROWS = [
    ("产出指标", "数量指标", "维护监测点数量", "≥20个"),
    ("效益指标", "社会效益指标", "预警信息准确率", "≥95%"),
    ("满意度指标", "服务对象满意度指标", "公众满意度", "≥90%"),
]


def whole(**fields):
    rows = [{"id": f"k{at}", "level1": a, "level2": b, "name": c, "target": d} for at, (a, b, c, d) in enumerate(ROWS, 1)]
    return Draft.from_plain({"fields": {**FIELDS, **fields}, "indicators": rows, "explanations": {}})


def pack():
    return load_pack("national+whole")


def said(draft):
    return [(fault.path, fault.key) for fault in examine(draft, pack(), agency=AGENCY, fiscal_year=2027).faults]


def test_form_has_a_row_for_each_task_and_the_jurisdiction_keeps_its_reviewers():
    paths = [item.path for item in form_of(pack(), 2027).inputs]

    assert {"amounts.annual", "amounts.basic", "amounts.other", "tasks.1.name", "tasks.12.other"} <= set(paths)
    assert "name" not in paths
    assert pack().review_levels == load_pack("national").review_levels


def test_whole_is_the_sum_of_basic_and_project_expenditure_and_a_task_that_of_its_sources():
    assert sums(whole(), pack()) == {"amounts.annual": "500", "tasks.1.total": "120"}
    assert headline_of(whole(), pack()).annual_yuan == Decimal(5_000_000)
    assert task_texts(whole(), pack())["tasks.1.total"] == "120.00"


def test_a_complete_one_has_no_fault_and_no_rule_accuses_it():
    found = examine(whole(), pack(), agency=AGENCY, fiscal_year=2027)

    assert found.blocking == ()
    assert [each.rule_id for each in found.findings if each.severity == "error"] == []


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"amounts.other": "90"}, ("amounts.fiscal", "fault.sources")),
        ({"amounts.annual": "510"}, ("amounts.annual", "fault.sum")),
        ({"tasks.1.total": "130"}, ("tasks.1.total", "fault.sum")),
        ({"tasks.3.total": "八十左右"}, ("tasks.3.total", "fault.amount")),
        ({"tasks.1.content": ""}, ("tasks.1.content", "fault.missing")),
        ({"amounts.basic": ""}, ("amounts.basic", "fault.missing")),
    ],
)
def test_what_does_not_fit_is_told_at_its_cell(fields, fault):
    assert fault in said(whole(**fields))


@pytest.mark.parametrize("kind", ["html", "docx", "xlsx", "pdf"])
def test_what_is_printed_is_read_as_the_targets_of_a_whole_department(kind):
    typed = to_project(whole(), pack(), agency=AGENCY, fiscal_year=2027)
    page = lay_out_form(typed.project, declaration_for(pack()), Around(2027, None, AGENCY)).page

    found = recognise(read_bytes(write(Printout(AGENCY, [page]), kind), name=f"form.{kind}"))

    (got,) = found.whole_department
    assert (found.projects, found.problems, got.department, got.goal) == ([], [], AGENCY, FIELDS["goal"])
    assert {key: int(yuan) for key, yuan in got.amounts.items()} == {
        "annual": 5_000_000,
        "basic": 3_000_000,
        "project": 2_000_000,
        "fiscal": 4_000_000,
        "other": 1_000_000,
    }
    assert got.narratives[TASKS].replace(" ", "").splitlines()[2:] == [
        "监测网络维护|维护20个监测点含候鸟栖息地监测费|120.00|100.00|20.00",
        "预警发布|预警信息采集、研判和发布|80.00|0.00|0.00",
    ]
    assert [(item.level2_code, item.name, item.target.text) for item in got.indicators] == [
        ("output.quantity", "维护监测点数量", "≥20个"),
        ("benefit.social", "预警信息准确率", "≥95%"),
        ("satisfaction.beneficiary", "公众满意度", "≥90%"),
    ]


@pytest.mark.parametrize("kind", ["html", "docx", "xlsx", "pdf"])
def test_printed_form_becomes_the_draft_that_it_was_printed_from(kind):
    """All that is lost is which of two amounts is blank: the form prints a nought there."""
    typed = whole()
    page = lay_out_form(
        to_project(typed, pack(), agency=AGENCY, fiscal_year=2027).project, declaration_for(pack()), Around(2027, None, AGENCY)
    ).page
    document = recognise(read_bytes(write(Printout(AGENCY, [page]), kind), name=f"form.{kind}"))

    (got,) = whole_candidates(document, pack())

    assert (got.number, got.left_out, [doubt.path for doubt in got.doubts if doubt.key.startswith("declared.")]) == (1, (), [])
    amounts = {path: plain_number(text) for path, text in got.draft.fields.items() if path.startswith(("tasks.", "amounts."))}
    assert amounts == {
        "amounts.basic": 3_000_000,
        "amounts.project": 2_000_000,
        "amounts.fiscal": 4_000_000,
        "amounts.other": 1_000_000,
        "tasks.1.name": "监测网络维护",
        "tasks.1.content": "维护20个监测点含候鸟栖息地监测费",
        "tasks.1.total": 1_200_000,
        "tasks.1.fiscal": 1_000_000,
        "tasks.1.other": 200_000,
        "tasks.2.name": "预警发布",
        "tasks.2.content": "预警信息采集、研判和发布",
        "tasks.2.total": 800_000,
        "tasks.2.fiscal": 0,
        "tasks.2.other": 0,
    }
    assert [row.text("name") for row in got.draft.indicators] == [row.text("name") for row in typed.indicators]
    assert all(got.places[path] for path in got.draft.fields if path.startswith("tasks."))


def plain_number(text):
    number = parse_amount(text, MoneyUnit.WAN)
    return text.replace(" ", "") if number is None else int(number.yuan)


def test_task_whose_columns_are_not_known_is_doubtful_and_what_has_no_row_is_told():
    document = recognise(read_bytes((GOLDEN / "input.txt").read_bytes(), name="a.txt"))

    (got,) = whole_candidates(document, pack())

    assert got.number == len(document.projects) + 1 == 3
    assert {path: text for path, text in got.draft.fields.items() if path.startswith(("tasks.1.", "tasks.4."))} == {
        "tasks.1.name": "公共法律服务",
        "tasks.1.content": "运行区、镇两级公共法律服务中心，办理法律援助案件，开展村（居）法律顾问服务。",
        "tasks.1.total": "286.00",
        "tasks.1.fiscal": "271.00",
        "tasks.1.other": "15.00",
        "tasks.4.name": "机关运转保障",
        "tasks.4.content": "保障在职人员工资福利和机关日常运转。",
        "tasks.4.total": "1,532.80",
        "tasks.4.fiscal": "1,532.80",
    }
    assert [doubt.path for doubt in got.doubts if doubt.key == "declared.unsure_task"] == ["tasks.3.fiscal", "tasks.4.fiscal"]
    assert got.places["tasks.4.fiscal"][0].line == 13
    assert any("金额合计" in words for words in got.left_out)
    assert "name" not in {doubt.path for doubt in got.doubts}


IN_YUAN = """部门整体支出绩效目标表\t\t\t\t\t
（2027年度）\t\t\t\t\t金额单位：元
部门名称\t临溪市林业局\t\t\t\t
年度预算总额\t{total}\t项目支出预算\t{total}
年度主要任务\t任务名称\t主要内容\t{head}\t\t
\t\t\t总额\t财政拨款\t其他资金
\t候鸟监测\t维护20个监测点\t1200000\t1200000\t0
\t预警发布\t信息采集和发布\t805000.5\t805000.5\t0
年度总体目标\t湿地监测点全部正常运行\t\t\t\t
年度绩效指标\t一级指标\t二级指标\t三级指标\t指标值\t分值
\t产出指标\t数量指标\t维护监测点\t≥20个\t20
"""


@pytest.mark.parametrize(
    ("head", "total", "wanted"),
    [
        ("预算金额（元）", "3000000", ["120", "80.50005"]),
        ("预算金额", "2005000.5", ["120", "80.50005"]),
        ("预算金额（万元）", "3000000", ["1200000", "805000.5"]),
        ("预算金额", "3000000", ["1200000", "805000.5"]),
    ],
    ids=["header in yuan", "tasks come to the money of the form", "header in 10,000 yuan", "nothing says so"],
)
def test_amounts_of_tasks_are_typed_in_the_unit_of_the_form(tmp_path, head, total, wanted):
    (tmp_path / "whole.txt").write_text(IN_YUAN.format(head=head, total=total), encoding="utf-8")
    (got,) = whole_candidates(read(tmp_path / "whole.txt"), pack())

    assert got.project.amounts["annual"] == Decimal(total)
    assert [got.draft.text(f"tasks.{number}.fiscal") for number in (1, 2)] == wanted
