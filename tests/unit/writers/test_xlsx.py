import io
import zipfile

import openpyxl
import pytest
from lxml import etree
from tests.unit.writers.printing import amount, cell, form, line, on_a_page, plain, table_with_header

from jixiao.documents.grid import Grid, Row
from jixiao.documents.printout import Align, Page, PrintedCell, PrintedGrid, Printout, Style, UnprintableError
from jixiao.documents.readers import read_bytes
from jixiao.documents.writers.xlsx import write
from jixiao.documents.writers.xlsx_values import tab_names


def opened(printout):
    return openpyxl.load_workbook(io.BytesIO(write(printout)))


def sheet_of(*blocks, **looks):
    return opened(on_a_page(*blocks, **looks)).worksheets[0]


def merged(sheet):
    return sorted(str(found) for found in sheet.merged_cells.ranges)


def test_paper_is_a4_in_the_direction_of_the_page_and_one_page_wide():
    sheets = opened(form()).worksheets

    assert [sheet.page_setup.orientation for sheet in sheets] == ["portrait", "landscape"]
    assert [(sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) for sheet in sheets] == [(9, 0), (9, 0)]
    assert [sheet.sheet_properties.pageSetUpPr.fitToPage for sheet in sheets] == [True, True]
    assert [sheet.print_options.horizontalCentered for sheet in sheets] == [True, True]


def test_header_rows_of_the_first_table_that_has_some_repeat():
    sheet = sheet_of(line("标题"), plain(["甲", "乙"]), table_with_header(), table_with_header())

    # title, a row of the first table, a gap, then the header
    assert sheet.print_title_rows == "$4:$5"


def test_lines_stand_over_the_whole_width_and_beside_each_other():
    sheet = opened(form()).worksheets[0]

    assert [sheet[place].value for place in ("A1", "A2", "C2")] == ["项目支出绩效目标表", "填报单位：南岭县城市管理局", "单位：万元"]
    assert {"A1:C1", "A2:B2", "A8:C8"} <= set(merged(sheet))
    assert (sheet["A1"].font.name, sheet["A1"].font.sz, sheet["A1"].alignment.horizontal) == ("黑体", 16, "center")
    assert (sheet["C2"].alignment.horizontal, sheet["A8"].value) == ("right", "注：金额保留两位小数。")


def test_lines_beside_each_other_have_rows_of_their_own_where_there_are_too_few_columns():
    sheet = sheet_of(line("甲"), line("乙", beside=True), line("丙", beside=True), plain(["一", "二"]))

    assert [sheet.cell(row, 1).value for row in (1, 2, 3)] == ["甲", "乙", "丙"]


def test_number_that_is_wider_than_its_column_is_made_smaller():
    grid = PrintedGrid([Row([amount("1,234,567,890.12", 0), amount("12.00", 1), cell("说明", 2)])], widths=(20.0, 20.0, 134.0))
    sheet = sheet_of(grid)

    assert [(sheet[place].alignment.shrink_to_fit, sheet[place].alignment.wrap_text) for place in ("A1", "B1")] == [
        (True, None),
        (None, True),
    ]


def test_header_of_a_long_table_stays_in_sight():
    header = [Row([cell("项目", 0), cell("金额", 1)])]
    rows = [Row([cell(f"第{at}项", 0), amount("1.00", 1)]) for at in range(40)]

    assert sheet_of(line("收入表"), PrintedGrid([*header, *rows], header_rows=1)).freeze_panes == "A3"
    assert sheet_of(line("收入表"), PrintedGrid([*header, *rows[:5]], header_rows=1)).freeze_panes is None


def test_line_on_a_sheet_of_one_column_is_a_plain_cell():
    sheet = sheet_of(line("甲"), line("乙"))

    assert (merged(sheet), sheet["A1"].value, sheet["A2"].value) == ([], "甲", "乙")


def test_widths_are_in_the_ratio_of_the_table_and_fill_the_paper():
    sheet = opened(form()).worksheets[0]

    pixels = [sheet.column_dimensions[letter].width * 7 for letter in "ABC"]
    assert sum(pixels) == pytest.approx(178 / 25.4 * 96, rel=0.01)  # A4 less 16 mm on either side
    assert [round(width / sum(pixels), 2) for width in pixels] == [0.2, 0.6, 0.2]


def test_tables_below_each_other_share_columns():
    halves = PrintedGrid(plain(["甲", "乙"]).rows, widths=(1, 1))
    thirds = PrintedGrid(plain(["丙", "丁", "戊"]).rows, widths=(1, 1, 1), follows=True)

    sheet = sheet_of(halves, thirds)

    # edges at 0, 1/3, 1/2, 2/3 and 1
    assert merged(sheet) == ["A1:B1", "B2:C2", "C1:D1"]
    values = {c.coordinate: c.value for row in sheet.rows for c in row if c.value}
    assert values == {"A1": "甲", "C1": "乙", "A2": "丙", "B2": "丁", "D2": "戊"}


def test_column_that_is_nearly_nothing_is_kept():
    narrow = PrintedGrid(plain(["甲", "乙", "丙"]).rows, widths=(500, 1, 499))

    assert [c.text for c in read_bytes(write(on_a_page(narrow)), name="made-up").blocks[0].cells()] == ["甲", "乙", "丙"]


def test_every_place_of_a_table_has_a_border():
    rows = [Row([cell("甲", 0, 2, 2), cell("", 2)]), Row([cell("丙", 2)])]

    written = write(on_a_page(Grid(rows)))
    styles = openpyxl.load_workbook(io.BytesIO(written))._cell_styles
    part = etree.fromstring(zipfile.ZipFile(io.BytesIO(written)).read("xl/worksheets/sheet1.xml"))
    places = {c.get("r"): styles[int(c.get("s"))] for c in part.iter("{*}c")}

    # openpyxl leaves out the lines inside of merged cells, which a spreadsheet needs for those at their edges
    assert sorted(places) == ["A1", "A2", "B1", "B2", "C1", "C2"]
    assert {style.borderId for style in places.values()} == {1}
    assert sheet_of(Grid(rows))["C2"].border.right.style == "thin"
    assert sheet_of(Grid(rows))["C2"].alignment.wrap_text


def test_line_has_no_border():
    assert sheet_of(line("甲"), plain(["乙", "丙"]))["A1"].border.left.style is None


@pytest.mark.parametrize(
    ("text", "number_format", "value"),
    [
        ("1,286.50", "#,##0.00", 1286.5),
        ("-86.50", "#,##0.00", -86.5),
        ("95%", "0%", 0.95),
        ("7.0%", "0.0%", 0.07),
        ("10", "0", 10),
        ("999999999999.99", "0.00", 999999999999.99),
    ],
)
def test_number_is_a_number_and_reads_back_as_printed(text, number_format, value):
    written = write(on_a_page(Grid([Row([cell("金额", 0), amount(text, 1, number_format)])])))
    found = openpyxl.load_workbook(io.BytesIO(written)).worksheets[0]["B1"]

    assert (found.data_type, found.value, found.number_format) == ("n", pytest.approx(value, rel=1e-15), number_format)
    assert [c.text for c in read_bytes(written, name="made-up").blocks[0].cells()] == ["金额", text]


@pytest.mark.parametrize(
    ("text", "number_format"),
    [
        ("1286.5", "#,##0.00"),  # the format prints 1,286.50
        ("95%", "0.0%"),
        ("0010", "0"),
        ("-0.00", "0.00"),
        ("1234567890123456", "0"),  # 16 digits: the last would be lost
        ("9,999,999,999,999,999.00", "#,##0.00"),
        ("≥95%", "0%"),
        ("１２", "0"),
        ("1e5", "0"),
        ("1286.50万元", '0.00"万元"'),
        ("10", ""),
    ],
)
def test_text_that_its_format_would_not_print_stays_a_text(text, number_format):
    found = sheet_of(Grid([Row([cell("金额", 0), amount(text, 1, number_format)])]))["B1"]

    assert (found.data_type, found.value) == ("s", text)


def test_figure_of_a_plain_cell_is_a_text():
    assert sheet_of(plain(["序号", "012"]))["B1"].data_type == "s"


@pytest.mark.parametrize("text", ["=1+1", "+5", "-3", "@x", "\t=1", "＝SUM(A1)", "＋1", "－1", "＠x", '=HYPERLINK("http://x")'])
def test_text_that_looks_like_a_formula_is_marked_as_a_text(text):
    sheet = sheet_of(line(text), plain(["甲", text]))

    for address in ("A1", "B2"):
        assert (sheet[address].data_type, sheet[address].value, sheet[address].quotePrefix) == ("s", text, True)
    assert sheet["A2"].quotePrefix is not True


def test_no_formula_and_no_link_is_written():
    written = write(on_a_page(plain(["=1+1", "http://example.com", "{=A1}"])))
    part = zipfile.ZipFile(io.BytesIO(written)).read("xl/worksheets/sheet1.xml")

    assert b"<f>" not in part
    assert b"hyperlink" not in part


@pytest.mark.parametrize(
    ("names", "tabs"),
    [
        (["目标表", "目标表", "目标表"], ["目标表", "目标表 (2)", "目标表 (3)"]),
        (["Form", "FORM"], ["Form", "FORM (2)"]),
        (["", " "], ["表1", "表2"]),
        (["收入/支出[1]:*?\\"], ["收入 支出 1"]),
        (["'引号'"], ["引号"]),
        (["History"], ["History (2)"]),
        (["表" * 40, "表" * 40], ["表" * 31, "表" * 27 + " (2)"]),
        (["𠮷" * 20], ["𠮷" * 15]),
        (["甲\x00\n乙"], ["甲 乙"]),
    ],
)
def test_tabs_have_valid_names_of_their_own(names, tabs):
    assert tab_names(names) == tabs
    assert opened(Printout("", [Page(name, [line("甲")]) for name in names])).sheetnames == tabs


@pytest.mark.parametrize("text", ["字" * 32_768, "𠮷" * 16_384])
def test_text_too_long_for_a_cell_is_refused(text):
    table = Grid([Row([cell("甲", 0), cell("乙", 1)]), Row([cell("丙", 0), cell(text, 1)])])

    with pytest.raises(UnprintableError) as caught:
        write(on_a_page(line("标题"), table, name="收支"))

    assert caught.value.key == "error.text_too_long"
    for lang in ("zh", "en"):
        for part in ("收支", "B3", "32768", "32767", text[:12]):
            assert part in caught.value.message(lang)
    assert "Word、PDF" in caught.value.message("zh")


def test_line_too_long_for_a_cell_is_refused():
    with pytest.raises(UnprintableError, match="A2"):
        write(on_a_page(line("标题"), line("字" * 32_768)))


def test_text_as_long_as_a_cell_can_be_is_written():
    text = "字" * 32_767

    assert [c.text for c in read_bytes(write(on_a_page(plain(["甲", text]))), name="made-up").blocks[0].cells()] == ["甲", text]


def test_row_is_as_high_as_its_longest_text():
    table = PrintedGrid(plain(["短", "甲"], ["字" * 100, "乙"], ["一\n二\n三", "丙"]).rows, widths=(89, 89))

    heights = [sheet_of(table).row_dimensions[row].height for row in (1, 2, 3)]

    # 89 mm are 252 points, 24 characters of 10 points: five lines of 13 points; three lines where the text has three
    assert 18 <= heights[0] <= 22
    assert 65 <= heights[1] <= 80
    assert 39 <= heights[2] <= 50


def test_rows_that_a_merged_cell_covers_are_as_high_as_its_text():
    rows = [Row([cell("字" * 100, 0, rowspan=2), cell("甲", 1)]), Row([cell("乙", 1)])]

    sheet = sheet_of(PrintedGrid(rows, widths=(89, 89)))

    assert 65 <= sheet.row_dimensions[1].height + sheet.row_dimensions[2].height <= 80


def test_row_higher_than_a_sheet_allows_takes_several():
    table = PrintedGrid(plain(["名称", "说明"], ["甲", "字" * 3000], ["乙", "丙"]).rows, widths=(50, 50), header_rows=1)
    written = write(on_a_page(table))
    sheet = openpyxl.load_workbook(io.BytesIO(written)).worksheets[0]
    last = sheet.max_row

    # 3,000 characters of 10 points at 24 a line are 125 lines of 13 points: 1,625 points, no row over 409
    assert sum(sheet.row_dimensions[row].height for row in range(2, last)) >= 1625
    assert max(sheet.row_dimensions[row].height for row in range(1, last + 1)) <= 409
    assert merged(sheet) == [f"A2:A{last - 1}", f"B2:B{last - 1}"]
    assert sheet.print_title_rows == "$1:$1"
    read = read_bytes(written, name="made-up").blocks
    assert [[c.text for c in row.cells] for row in read[0].rows] == [["名称", "说明"], ["甲", "字" * 3000], ["乙", "丙"]]


def test_texts_stand_where_the_cells_say():
    table = Grid([Row([PrintedCell("甲", 0, cell("", 0).source, align=Align.RIGHT), cell("1,286.50", 1), cell("乙" * 12, 2)])])

    sheet = sheet_of(table)

    assert [sheet[address].alignment.horizontal for address in ("A1", "B1", "C1")] == ["right", "right", "left"]
    assert [sheet[address].alignment.vertical for address in ("A1", "B1", "C1")] == ["center"] * 3


def test_note_below_a_table_is_a_line():
    read = read_bytes(write(on_a_page(plain(["甲", "乙"]), line("注", style=Style.NOTE), plain(["丙", "丁"]))), name="made-up")

    assert [type(block).__name__ for block in read.blocks] == ["Grid", "Paragraph", "Grid"]
