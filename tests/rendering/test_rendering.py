"""The writers of these tests write what they are given: held against other readers than ours."""

import docx
import openpyxl
import pytest
from lxml import html
from tests.rendering.blocks import NOWHERE, merged
from tests.rendering.comparison import rows_read
from tests.rendering.docx_writer import wrapped_rows, write_docx
from tests.rendering.html_writer import write_html
from tests.rendering.xlsx_writer import write_xlsx

from jixiao.documents.grid import Cell, Grid, Paragraph, Row
from jixiao.documents.printout import placed

FORM = [["项目名称", "灌区量测水", "<"], ["资金", "总额", "1,286.50"], ["^", "其他", "=0"], ["^", "^", ""]]


def test_marks_become_spans():
    grid = merged(FORM)

    assert [[(cell.text, cell.colspan, cell.rowspan) if cell else None for cell in row] for row in placed(grid)] == [
        [("项目名称", 1, 1), ("灌区量测水", 2, 1), None],
        [("资金", 1, 3), ("总额", 1, 1), ("1,286.50", 1, 1)],
        [None, ("其他", 1, 2), ("=0", 1, 1)],
        [None, None, ("", 1, 1)],
    ]


@pytest.mark.parametrize("rows", [[["^", "a"]], [["<", "a"]], [["a", "<"], ["^", "b"]]])
def test_marks_that_make_no_rectangle_are_refused(rows):
    with pytest.raises(ValueError, match="row"):
        merged(rows)


def test_word_document_holds_text_and_spans(tmp_path):
    write_docx([Paragraph("附件1", NOWHERE), merged(FORM)], tmp_path / "form.docx")

    document = docx.Document(str(tmp_path / "form.docx"))
    assert [paragraph.text for paragraph in document.paragraphs] == ["附件1"]
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert cells == [["项目名称", "灌区量测水", "灌区量测水"], ["资金", "总额", "1,286.50"], ["资金", "其他", "=0"], ["资金", "其他", ""]]


def test_sheet_holds_text_and_spans(tmp_path):
    write_xlsx([Paragraph("附件1", NOWHERE), merged(FORM)], tmp_path / "form.xlsx")

    sheet = openpyxl.load_workbook(tmp_path / "form.xlsx").active
    assert [sheet["A1"].value, sheet["B2"].value, sheet["C4"].value] == ["附件1", "灌区量测水", "=0"]
    assert sorted(str(range_) for range_ in sheet.merged_cells.ranges) == ["A3:A5", "B2:C2", "B4:B5"]


def test_page_holds_text_and_spans(tmp_path):
    write_html([Paragraph("附件1", NOWHERE), merged(FORM)], tmp_path / "form.html")

    page = html.parse(str(tmp_path / "form.html"))
    assert [(cell.text, cell.get("colspan"), cell.get("rowspan")) for cell in page.iter("td")][:5] == [
        ("项目名称", None, None),
        ("灌区量测水", "2", None),
        ("资金", None, "3"),
        ("总额", None, None),
        ("1,286.50", None, None),
    ]


def grid_of(*rows: str) -> Grid:
    return Grid([Row([Cell(text.strip(), col, NOWHERE) for col, text in enumerate(row.split("|"))]) for row in rows])


@pytest.mark.parametrize(
    ("read", "right"),
    [
        (("类|款|金额", "201||5.00", "|01|3.00"), 7),
        (("类|款||金额", "201|||5.00", "|01||3.00"), 7),  # an empty column more
        (("类|款|金额", "201||5.00", "01||3.00"), 6),  # a cell slid by a column
        (("类|款|金额", "201|5.00|", "|01|3.00"), 6),
        (("类|款|金额", "201|01|5.00 3.00"), 4),  # two rows in one
        (("类|款|金额", "201||5.00"), 5),
        ((), 0),
    ],
)
def test_cells_right_counts_rows_and_columns(read, right):
    written = grid_of("类|款|金额", "201||5.00", "|01|3.00")

    found = rows_read([written], [grid_of(*read)])
    assert (sum(row.right for row in found), sum(row.printed for row in found)) == (right, 7)


def test_rows_that_take_more_than_one_line_are_known():
    text = "在三处大型灌区新建量测水设施，实现斗口以上用水计量，为水费改革提供数据，并按年度计划逐处验收，验收结果向用水户公开。"
    table = grid_of("项目名称|灌区量测水", f"年度绩效目标|{text}")

    assert wrapped_rows([Paragraph("附件1", NOWHERE), table]) == {(1, 1)}
