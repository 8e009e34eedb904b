"""Sheets and forms that an office suite printed: merged cells and rows that a page break cuts, labels that stand upright or turned."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement
from docx.shared import Mm
from openpyxl.styles import Alignment, Border, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from tests.producers.form import EXPECTED, ROWS, TITLE, UNIT
from tests.producers.reading import faults, read_here
from tests.rendering.blocks import merged
from tests.rendering.office import need_office, to_pdf

THIN = Border(*[Side(style="thin")] * 4)
PROJECTS = 12


def write_rows(sheet: Worksheet, rows: Sequence[Sequence[Any]], at: int) -> int:
    """Write rows with merged cells from row ``at`` on; returns the row below."""
    texts = [[str(value) for value in row] for row in rows]
    for y, row in enumerate(merged(texts).rows):
        for x, cell in enumerate(row.cells):
            target = sheet.cell(at + y, x + 1)
            target.border = THIN
            if not cell.text:
                continue
            value = rows[y][x]
            target.value = value
            target.alignment = Alignment(wrap_text=True, vertical="center")
            if isinstance(value, float):
                target.number_format = "#,##0.00"
    for y, row in enumerate(merged(texts).rows, at):
        for x, cell in enumerate(row.cells, 1):
            if cell.text and (cell.rowspan > 1 or cell.colspan > 1):
                sheet.merge_cells(start_row=y, start_column=x, end_row=y + cell.rowspan - 1, end_column=x + cell.colspan - 1)
    return at + len(rows)


def set_page(sheet: Worksheet, widths: Sequence[int], paper: int, *, landscape: bool) -> None:
    """Fitted to the width of the page, with the number of the page below."""
    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = paper
    sheet.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"


HEADER = ["项目名称", "预算数", "绩效目标", "一级指标", "二级指标", "三级指标", "指标值"]


def list_of_projects() -> tuple[list[list[Any]], dict[str, Any]]:
    """Twelve projects with the same seven indicators, but for their figures; and what a person reads."""
    rows, projects = [], []
    for at in range(PROJECTS):
        goal = f"完成第{at + 1}段河道巡查和清理，保持河道畅通，改善沿岸居民生活环境，按期完成年度任务。"
        indicators = [
            ("产出指标", "数量指标", "巡查河道", f"≥{20 + at}次"),
            ("产出指标", "数量指标", "清理河道长度", f"{5 + at}公里"),
            ("产出指标", "质量指标", "验收合格率", "≥98%"),
            ("产出指标", "时效指标", "完成时间", "2025年12月底前"),
            ("产出指标", "成本指标", "项目总成本", f"≤{100 + at}万元"),
            ("效益指标", "生态效益指标", "水质达标率", "≥90%"),
            ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%"),
        ]
        head: list[Any] = [f"{'甲乙丙丁戊己庚辛壬癸子丑'[at]}河维护", 100.0 + at, goal]
        above = ("", "")
        for number, (level1, level2, name, value) in enumerate(indicators):
            levels = ["^" if level == last else level for level, last in zip((level1, level2), above, strict=True)]
            rows.append([*(head if not number else ["^"] * 3), *levels, name, value])
            above = (level1, level2)
        projects.append(
            {
                "name": head[0],
                "amounts_yuan": {"annual": (100 + at) * 10000},
                "goal": goal,
                "indicators": [{"l1": a, "l2": b, "l3": c, "value": d} for a, b, c, d in indicators],
            }
        )
    return rows, {"document": {"fiscal_year": 2025}, "projects": projects}


def write_list(path: Path, *, repeats: bool, paper: int) -> None:
    sheet = (book := openpyxl.Workbook()).active
    sheet["A1"] = "2025年部门预算项目绩效目标表"
    sheet.merge_cells("A1:G1")
    sheet["G2"] = UNIT
    below = write_rows(sheet, [HEADER], 3)
    for cell in sheet[3]:
        cell.fill = PatternFill("solid", fgColor="FFD9D9D9")
    write_rows(sheet, list_of_projects()[0], below)
    set_page(sheet, (18, 12, 40, 12, 18, 24, 18), paper, landscape=True)
    if repeats:
        sheet.print_title_rows = "1:3"
    book.save(path)


def write_form(path: Path, turn: int) -> None:
    """The form with a label beside its indicators that is stacked (255) or turned by so many degrees (above 90: to the right)."""
    header = next(at for at, row in enumerate(ROWS) if row[0] == "一级指标")
    rows = [[row[0], "^" if row[0] == "^" else "<", *row[1:]] for row in ROWS[:header]]
    rows += [["绩效指标" if at == header else "^", *row] for at, row in enumerate(ROWS) if at >= header]
    sheet = (book := openpyxl.Workbook()).active
    sheet["A1"], sheet["F2"] = TITLE, UNIT
    write_rows(sheet, rows, 3)
    sheet.cell(3 + header, 1).alignment = Alignment(text_rotation=turn, vertical="center", horizontal="center")
    set_page(sheet, (6, 12, 18, 16, 16, 22), 9, landscape=False)
    book.save(path)


LEVELS = ("产出指标", "效益指标", "满意度指标")
NAMES = [f"{word}工作完成的具体情况以及按照年度计划安排应当达到的要求" for word in "甲乙丙丁戊己庚辛壬癸"]


def write_long_form(path: Path, *, splits: bool) -> None:
    """A Word form over several pages whose first label has its characters below each other; ``splits``: pages may cut its rows."""
    goal = "；".join(f"完成第{at}批积水点的勘察、设计和改造，更换破损管道并清理淤积，保证汛期排水畅通" for at in range(1, 19))
    rows = [["项目名称", "<", "城区积水点改造", "<"], ["主管部门", "<", "澄江市水务局", "<"], ["年度目标", "<", f"{goal}。", "<"]]
    rows += [["绩\n效\n指\n标", "一级指标", "三级指标", "指标值"]]
    rows += [["^", "^" if at % 4 else LEVELS[at // 4], name, f"≥{80 + at}%"] for at, name in enumerate(NAMES)]
    document = docx.Document()
    table = document.add_table(len(rows), 4)
    table.style = "Table Grid"
    for y, row in enumerate(merged(rows).rows):
        for cell, width in zip(row.cells, (10, 25, 80, 40), strict=True):
            table.cell(y, cell.col).width = Mm(width)
            if cell.text:
                target = table.cell(y, cell.col).merge(table.cell(y + cell.rowspan - 1, cell.col + cell.colspan - 1))
                target.text = cell.text
    for row in [] if splits else table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    document.save(str(path))


@pytest.fixture(scope="module")
def printed(tmp_path_factory) -> Path:
    need_office()
    folder = tmp_path_factory.mktemp("printed")
    write_list(folder / "repeated.xlsx", repeats=True, paper=9)
    write_list(folder / "cut.xlsx", repeats=False, paper=9)
    for turn in (255, 90, 180):
        write_form(folder / f"label{turn}.xlsx", turn)
    for name in ("cut", "whole"):
        write_long_form(folder / f"{name}_rows.docx", splits=name == "cut")
    to_pdf(sorted([*folder.glob("*.xlsx"), *folder.glob("*.docx")]), folder)
    return folder


@pytest.mark.parametrize("name", ["repeated", "cut"])
def test_list_whose_merged_cells_are_cut_by_the_page_break(name, printed):
    document = read_here(printed / f"{name}.pdf")

    assert document.projects[-1].indicators[0].source.page > 1
    assert faults(document, list_of_projects()[1]) == []


@pytest.mark.parametrize("turn", [255, 90, 180])
def test_upright_and_turned_labels(turn, printed):
    assert faults(read_here(printed / f"label{turn}.pdf"), EXPECTED) == []


@pytest.mark.parametrize("name", ["cut", "whole"])
def test_rows_beside_a_label_whose_characters_stand_below_each_other(name, printed):
    document = read_here(printed / f"{name}_rows.pdf")

    assert [(item.level1, item.name, item.target.text) for item in document.projects[0].indicators] == [
        (LEVELS[at // 4], name, f"≥{80 + at}%") for at, name in enumerate(NAMES)
    ]
