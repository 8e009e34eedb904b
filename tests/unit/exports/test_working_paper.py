"""The working paper of an audit: every finding a row, nothing a formula, ready to be decided in and handed in."""

from decimal import Decimal

import pytest
from openpyxl import load_workbook

from jixiao import messages
from jixiao.exports.working_paper import write_working_paper
from jixiao.facts import facts_of
from jixiao.model import Document, FileSource, Project
from jixiao.provenance import Problem, SourceRef
from jixiao.rules import Catalogue, Severity, audit, parse_rule
from jixiao.rules.catalogue import Entry

HEADER = """\
-- id:           {id}
-- severity:     {severity}
-- stage:        review
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  measures-88
-- title.zh:     {id}的题目
-- title.en:     title of {id}
-- message.zh:   {{name}}的预算为{{budget_yuan}}。
-- message.en:   {{name}} has a budget of {{budget_yuan}}.
-- remedy.zh:    请核对。
-- remedy.en:    Check it.
-- not_covered.zh: 无
-- not_covered.en: nothing
{extra}SELECT document_id, project_id, name, budget_yuan, budget_source, source FROM projects ORDER BY project_no
"""
HEADS = ["序号", "级别", "单位", "项目", "问题", "依据", "原文", "位置", "建议", "处理意见", "规则"]


@pytest.fixture(autouse=True)
def chinese():
    messages.use_language("zh")
    yield
    messages.use_language(None)


def catalogue(*rules):
    found = [parse_rule(HEADER.format(id=id_, severity=severity, extra=extra), file=id_, theme="funding") for id_, severity, extra in rules]
    return Catalogue({rule.id: Entry(rule, "", None, "") for rule in found})


def project(name, line):
    places = {"amounts.annual": [SourceRef("a.txt", line=line, cell=2)]}
    return Project(
        name=name, unit="平岭县第二中学", amounts={"annual": Decimal(500000)}, source=SourceRef("a.txt", line=line), sources=places
    )


def document(*names, file="a.txt", problems=()):
    source = FileSource(file=file, sha256=file.encode().hex().ljust(64, "0"), media_type="text/plain")
    projects = [project(name, line) for line, name in enumerate(names, start=3)]
    return Document(source=source, publisher="平岭县教育局", fiscal_year=2024, projects=projects, problems=list(problems))


def paper(tmp_path, documents, *rules, least=Severity.INFO):
    result = audit(facts_of(documents), catalogue(*(rules or [("TST-001", "error", "")])))
    count = write_working_paper(documents, result, tmp_path / "a.xlsx", least=least)
    return load_workbook(tmp_path / "a.xlsx"), count


def rows(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4) if isinstance(row[0].value, int)]


def words(sheet):
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_row_has_what_a_reviewer_needs_to_decide(tmp_path):
    book, count = paper(tmp_path, [document("校舍维修")])
    sheet = book["审核底稿"]

    assert [cell.value for cell in sheet[3]] == HEADS
    assert count == 1
    assert rows(sheet) == [
        [
            1,
            "错误",
            "平岭县第二中学",
            "校舍维修",
            "TST-001的题目\n校舍维修的预算为50万元。",
            "《中央部门预算绩效目标管理办法》（财预〔2015〕88号）〔未核对原文〕",
            "年度预算：50万元",
            "第3行第2格\n第3行",
            "请核对。",
            None,
            "TST-001",
        ]
    ]


def test_decision_is_chosen_from_a_list(tmp_path):
    book, _ = paper(tmp_path, [document("校舍维修", "取暖")])
    choices = book["审核底稿"].data_validations.dataValidation

    assert [(str(item.sqref), item.formula1) for item in choices] == [("J4:J5", '"采纳,说明,不采纳"')]


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1", "-1", "@SUM", "＝1", "\t=1", "{=1}"])
def test_no_text_is_a_formula(name, tmp_path):
    book, _ = paper(tmp_path, [document(name)])
    cell = book["审核底稿"]["D4"]

    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", name, True)


def test_no_cell_of_any_sheet_is_a_formula_whatever_file_and_problem_are_called(tmp_path):
    problem = Problem("READ-010", SourceRef("=1+1.txt", line=1), {"text": "=cmd|' /C calc'!A0"})
    found = document("=1", "=2", file="=1+1.txt", problems=[problem]).model_copy(update={"publisher": "=HYPERLINK(0)"})
    book, _ = paper(tmp_path, [found], ("TST-001", "info", "-- grouped:      yes\n"))

    assert [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []
    assert any("=cmd" in word for word in words(book["概况"]))


def test_words_that_no_cell_can_hold_are_cut_and_show_it(tmp_path):
    book, _ = paper(tmp_path, [document("长" * 40_000)])

    assert rows(book["审核底稿"])[0][3].endswith("长…")


def test_it_prints_across_with_its_head_on_every_page(tmp_path):
    book, _ = paper(tmp_path, [document("校舍维修", *["取暖"] * 4)])
    sheet = book["审核底稿"]

    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == ("landscape", 9, 0)
    assert (sheet.print_title_rows, sheet.freeze_panes, sheet.auto_filter.ref) == ("$3:$3", "A4", "A3:K5")
    assert sheet["E4"].alignment.wrap_text


def test_severity_has_its_colour_and_the_gravest_come_first(tmp_path):
    book, _ = paper(tmp_path, [document("校舍维修")], ("TST-001", "info", ""), ("TST-002", "error", ""), ("TST-003", "warning", ""))
    sheet = book["审核底稿"]

    assert [row[1] for row in rows(sheet)] == ["错误", "警告", "提示"]
    assert len({sheet.cell(row, 2).fill.start_color.rgb for row in (4, 5, 6)}) == 3


def test_findings_of_one_template_are_one_row_and_stand_one_by_one_in_the_details(tmp_path):
    book, count = paper(tmp_path, [document("校舍维修", "取暖", "食堂")], ("TST-001", "info", "-- grouped:      yes\n"))

    assert count == 1
    row = rows(book["审核底稿"])[0]
    assert row[3] == "3个项目：校舍维修、取暖、食堂"
    assert "×3" in row[4]
    assert [(row[0], row[2]) for row in rows(book["同类明细"])] == [(1, "校舍维修"), (1, "取暖"), (1, "食堂")]


def test_there_are_no_details_where_nothing_was_put_together(tmp_path):
    book, _ = paper(tmp_path, [document("校舍维修")])

    assert book.sheetnames == ["概况", "审核底稿"]


def test_file_is_named_where_there_are_several(tmp_path):
    book, _ = paper(tmp_path, [document("校舍维修"), document("取暖", file="b.txt")])

    assert [row[7].splitlines()[-1] for row in rows(book["审核底稿"])] == ["a.txt", "b.txt"]


def test_lower_severities_are_left_out_and_counted_on_the_first_sheet(tmp_path):
    book, count = paper(tmp_path, [document("校舍维修")], ("TST-001", "info", ""), least=Severity.ERROR)

    assert count == 0
    assert "没有所选级别的问题。" in words(book["审核底稿"])
    assert rows(book["概况"])[0][10] == 1


def test_first_sheet_says_what_was_read_found_and_not_looked_at(tmp_path):
    problem = Problem("READ-014", SourceRef("a.txt", line=8, cell=2), {"text": "1,2OO.5", "label": "预算数"})
    broken = HEADER.format(id="TST-009", severity="error", extra="").replace("SELECT document_id,", "SELECT no_such_column,")
    rule = parse_rule(broken, file="TST-009", theme="funding")
    chosen = Catalogue(catalogue(("TST-001", "error", "")).entries | {"TST-009": Entry(rule, "", None, "")})
    documents = [document("校舍维修", problems=[problem])]
    write_working_paper(documents, audit(facts_of(documents), chosen), tmp_path / "a.xlsx")

    said = "\n".join(words(load_workbook(tmp_path / "a.xlsx")["概况"]))
    for expected in ("平岭县教育局", "项目资金", "1,2OO.5", "规则运行失败1条", "TST-009", "怎样使用"):
        assert expected in said


def test_same_audit_gives_the_same_bytes(tmp_path):
    paper(tmp_path, [document("校舍维修")])
    first = (tmp_path / "a.xlsx").read_bytes()
    paper(tmp_path, [document("校舍维修")])

    assert (tmp_path / "a.xlsx").read_bytes() == first


def test_english_paper_is_english(tmp_path):
    messages.use_language("en")
    book, _ = paper(tmp_path, [document("校舍维修")])

    assert book.sheetnames == ["Overview", "Findings"]
    assert book["Findings"]["E4"].value == "title of TST-001\n校舍维修 has a budget of 500,000 yuan."
