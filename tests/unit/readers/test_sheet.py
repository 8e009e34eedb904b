"""Spreadsheets: every cell as it is seen on its sheet, in its row and column."""

import datetime
import io
import os
import shutil
import subprocess
import time
import tracemalloc
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Border, Side
from tests.unit.readers.opening import archive, grid, ids, opened, rewritten, spans, texts, xlsx

from jixiao import pipeline
from jixiao.documents.grid import Paragraph
from jixiao.documents.readers.number_format import plain_number, printed

OFFICE = shutil.which("soffice")
MB = 1024 * 1024


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return book


def form():
    """A form with a title, a unit, merged cells, percents, dates and a note."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "目标表"
    page["A1"] = "项目支出绩效目标表"
    page.merge_cells("A1:D1")
    page["D2"] = "单位：万元"
    for row, values in enumerate(
        (("项目名称", "街道养护", None, None), ("绩效指标", "数量", "养护面积", 12.5), (None, "质量", "合格率", 0.95)), 3
    ):
        for col, value in enumerate(values, 1):
            page.cell(row, col, value)
    page.merge_cells("B3:D3")
    page.merge_cells("A4:A5")
    page["D4"].number_format = '0.00"万平方米"'
    page["D5"].number_format = "≥0%"
    page["D6"] = datetime.date(2025, 12, 31)
    page["D6"].number_format = 'yyyy"年"m"月"d"日"'
    page["C6"] = "完成时间"
    page["A8"] = "注：本表由单位填写。"
    return book


FORM = [
    "项目支出绩效目标表",
    "单位：万元",
    [
        ["项目名称", "街道养护", "", ""],
        ["绩效指标", "数量", "养护面积", "12.50万平方米"],
        ["", "质量", "合格率", "≥95%"],
        ["", "", "完成时间", "2025年12月31日"],
    ],
    "注：本表由单位填写。",
]


def test_form_is_read_as_it_is_seen():
    read = opened(saved(form()))

    assert texts(read) == FORM
    assert spans(grid(read)) == {"街道养护": (3, 1), "绩效指标": (1, 2)}
    assert grid(read).spanned
    assert [cell.source.as_json() for cell in grid(read).cells()][4] == {"file": "made-up", "sheet": "目标表", "address": "C4"}


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("suffix", ["ods", "xls"])
def test_form_saved_in_another_format_is_read_the_same(suffix, tmp_path):
    (tmp_path / "form.xlsx").write_bytes(saved(form()))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", "--convert-to", suffix, "--outdir", str(tmp_path), str(tmp_path / "form.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)

    read = opened((tmp_path / f"form.{suffix}").read_bytes())

    assert texts(read) == FORM
    assert spans(grid(read)) == {"街道养护": (3, 1), "绩效指标": (1, 2)}
    assert [cell.source.address for cell in grid(read).cells()][4] == "C4"


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.95, "0%", "95%"),
        (0.955, "0.0%", "95.5%"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (-1234.5, "#,##0.00_ ", "-1,234.50"),
        (-1234, "#,##0;(#,##0)", "(1,234)"),
        (-1234, "#,##0;[Red]-#,##0", "-1,234"),
        (0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        (2.675, "0.00", "2.68"),
        (1.005, "0.00", "1.01"),
        (5, "000", "005"),
        (1286.5, '0.00"万元"', "1286.50万元"),
        (12.5, '≥0.0"%"', "≥12.5%"),
        (3, "#.##", "3"),
        (1.5, "0.0#", "1.5"),
        (1234567, "0.0,", "1234.6"),
        (-0.001, "0.00", "0.00"),
        (-0.0, "0.00", "0.00"),
        (123456, '0!.0,"万"', "123456"),
        (3.7, "# ?/?", "3.7"),
        (12000, "0.00E+00", "12000"),
        (0.3, "[>=1]0;0.0", "0.3"),
        (5, "[$¥-804]#,##0.00", "¥5.00"),
        (7, "@", "7"),
        (7, ";;;", "7"),
        (datetime.date(2025, 3, 1), '[$-804]yyyy"年"m"月";@', "2025年3月"),
        (datetime.date(2025, 3, 1), "yyyy\\-mm\\-dd;@", "2025-03-01"),
        (datetime.datetime(2025, 3, 1, 14, 5), "yyyy/m/d h:mm", "2025/3/1 14:05"),
        (datetime.time(9, 5), "h:mm", "9:05"),
        (datetime.date(2025, 3, 1), "", "2025-03-01"),
    ],
)
def test_numbers_print_as_their_format_says(value, code, text):
    assert printed(value, code) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.1 + 0.2, "0.3"), (1234.5, "1234.5"), (7.0, "7"), (1e-7, "0.0000001"), (123456789012.34, "123456789012.34"), (-0.0, "0")],
)
def test_plain_numbers_have_no_noise(value, text):
    assert plain_number(value) == text


def test_percent_reaches_the_cell_through_the_file():
    book = sheet(["指标", "目标值"], ["合格率", 0.95], ["完成率", 1])
    for cell in ("B2", "B3"):
        book.active[cell].number_format = "0%"

    assert texts(opened(saved(book))) == [[["指标", "目标值"], ["合格率", "95%"], ["完成率", "100%"]]]


def test_formula_prints_its_value_and_an_error_its_name():
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1*3</f><v>3</v></c></row>'
        '<row r="2"><c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B2" t="str"><f>"x"</f><v>文字</v></c></row>'
    )

    assert texts(opened(xlsx(rows))) == [[["1", "3"], ["#DIV/0!", "文字"]]]


def test_hidden_sheets_rows_and_columns_are_read_and_noted():
    book = sheet(["甲", "乙", "丙"], ["丁", "戊", "己"], ["庚", "辛", "壬"])
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["B"].hidden = True
    other = book.create_sheet("底稿")
    other.append(["暗", "数"])
    other.sheet_state = "veryHidden"

    read = opened(saved(book))

    assert texts(read) == [[["甲", "乙", "丙"], ["丁", "戊", "己"], ["庚", "辛", "壬"]], [["暗", "数"]]]
    assert [(note.id, note.values) for note in read.notes] == [
        ("READ-041", {"sheet": "Sheet", "ranges": "B, 2"}),
        ("READ-040", {"sheet": "底稿"}),
    ]


def test_empty_rows_between_tables_are_gaps_and_titles_behind_them_lines():
    book = sheet(["表一"], ["甲", "乙"], ["1", "2"], [], ["3", "4"], [], ["表二"], ["丙", "丁"], [], ["甲", "乙"])

    read = opened(saved(book))

    assert texts(read) == ["表一", [["甲", "乙"], ["1", "2"], ["3", "4"]], "表二", [["丙", "丁"], ["甲", "乙"]]]
    assert [row.after_gap for row in grid(read).rows] == [False, False, True]


def test_repeated_header_begins_a_table():
    assert texts(opened(saved(sheet(["甲", "乙 丙"], ["1", "2"], [], ["甲", "乙丙"], ["3", "4"])))) == [
        [["甲", "乙 丙"], ["1", "2"]],
        [["甲", "乙丙"], ["3", "4"]],
    ]


def test_bordered_row_of_one_cell_belongs_to_the_table():
    book = sheet(["总体目标："], ["甲", "乙"], ["合计"], [], ["附注"])
    for row in book.active.iter_rows(min_row=1, max_row=3):
        for cell in row:
            cell.border = Border(top=Side(style="thin"))

    assert texts(opened(saved(book))) == [[["总体目标：", ""], ["甲", "乙"], ["合计", ""]], "附注"]


def test_text_of_several_lines_is_lines_alone_and_one_line_in_a_table():
    book = sheet(["一、职责\n  负责养护。\n\n二、机构"], ["项目\n名称", "街道\n养护"])

    read = opened(saved(book))

    assert texts(read) == ["一、职责", "负责养护。", "二、机构", [["项目 名称", "街道 养护"]]]
    assert [block.source.line for block in read.blocks if isinstance(block, Paragraph)] == [1, 2, 3]


def test_cells_that_a_merged_one_covers_are_noted():
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>23</v></c></row><row r="2"><c r="A2"><v>4</v></c><c r="B2"><v>5</v></c></row>'
    read = opened(xlsx(rows, around='<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'))

    assert texts(read) == ["1", [["4", "5"]]]
    assert [(note.id, note.values["count"]) for note in read.notes] == [("READ-047", "2")]


@pytest.mark.parametrize(
    "row",
    [
        '<row><c><v>1</v></c><c t="inlineStr"><is><t>甲</t></is></c></row>',
        "<row r='1'><c r='A1'><v>1</v></c><c r='B1' t='inlineStr'><is><r><t>甲</t></r></is></c></row>",
        '<row spans="1:2" r="1"><c s="0" r="A1"><v>1</v></c><c t="str" r="B1"><v>甲</v></c></row>',
    ],
)
def test_cells_written_in_other_ways_are_read(row):
    assert texts(opened(xlsx(row))) == [[["1", "甲"]]]


def test_prefixed_sheet_is_read():
    data = rewritten(
        xlsx('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'),
        "xl/worksheets/sheet1.xml",
        lambda part: (
            b'<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="1"><x:c r="A1">'
            b'<x:v>1</x:v></x:c><x:c r="C1"><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>'
        ),
    )

    assert texts(opened(data)) == [[["1", "2"]]]


def far_cell(quote='"'):
    return f'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r={quote}XFD1048576{quote}><v>2</v></c></row>'


BOMBS = {
    "far cell": (xlsx(far_cell()), []),
    "far cell in other quotes": (xlsx(far_cell("'")), []),
    "far cell with a lying dimension": (xlsx('<dimension ref="A1:B2"/><sheetData>' + far_cell() + "</sheetData>"), []),
    "huge dimension": (xlsx('<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'), []),
    "far column": (
        xlsx('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row><row r="900000"><c r="B900000"><v>3</v></c></row>'),
        [],
    ),
    "merged everything": (
        xlsx('<row r="1"><c r="A1"><v>1</v></c></row>', around='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        [],
    ),
    "a million merged ranges": (
        xlsx('<row r="1"><c r="A1"><v>1</v></c></row>', around="<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 1_000_000 + "</mergeCells>"),
        ["READ-033"],
    ),
    "a million styles": (
        xlsx('<row r="1"><c r="A1"><v>1</v></c></row>', styles="<cellXfs>" + "<xf />" * 1_000_000 + "</cellXfs>"),
        ["READ-033"],
    ),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_dimension_bombs_cost_nothing(bomb):
    data, problems = BOMBS[bomb]
    tracemalloc.start()
    start = time.monotonic()
    read = opened(data, ratio=2000)
    seconds, peak = time.monotonic() - start, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert ids(read) == problems
    assert seconds < 3
    assert peak < 200 * MB
    if not problems:
        assert sum(1 for _ in read.cells()) == (
            1 if "A1:XFD" in bomb or bomb in ("merged everything", "huge dimension") else 3 if "column" in bomb else 2
        )


def test_far_cell_keeps_its_address():
    read = opened(xlsx(far_cell()))

    assert [place.address for place in read.cells()] == ["A1", "XFD1048576"]


def test_cells_far_apart_in_all_rows_are_refused():
    rows = "".join(
        f'<row r="{n * 50}"><c r="{name}{n * 50}"><v>1</v></c></row>' for n, name in enumerate(("A", "CCC", "F", "XFD") * 500, 1)
    )

    assert ids(opened(xlsx(rows), cells=1000)) == ["READ-033"]


ODS = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><office:automatic-styles><style:style style:name="ta2" style:family="table">
 <style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet>{}
 </office:spreadsheet></office:body></office:document-content>"""


def ods(tables):
    return archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ODS.format(tables)})


def test_ods_prints_repeats_spans_and_hidden_parts():
    read = opened(
        ods(
            '<table:table table:name="明" table:style-name="ta1"><table:table-column table:number-columns-repeated="2"/>'
            '<table:table-column table:visibility="collapse"/>'
            '<table:table-row><table:table-cell table:number-columns-spanned="2">'
            '<text:p>合<text:s text:c="2"/>计</text:p></table:table-cell>'
            '<table:covered-table-cell/><table:table-cell office:value-type="percentage" office:value="0.95"><text:p>95%</text:p>'
            "<office:annotation><text:p>批注</text:p></office:annotation></table:table-cell></table:table-row>"
            '<table:table-row table:number-rows-repeated="2" table:visibility="collapse">'
            '<table:table-cell table:number-columns-repeated="3">'
            "<text:p>0</text:p></table:table-cell></table:table-row>"
            '<table:table-row table:number-rows-repeated="1048500">'
            '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
            "</table:table>"
            '<table:table table:name="暗" table:style-name="ta2"><table:table-row><table:table-cell><text:p>藏</text:p></table:table-cell>'
            "</table:table-row></table:table>"
        )
    )

    assert texts(read) == [[["合  计", "", "95%"], ["0", "0", "0"], ["0", "0", "0"]], "藏"]
    assert [(note.id, note.values.get("ranges")) for note in read.notes] == [("READ-041", "C, 2–3"), ("READ-040", None)]


def test_ods_repeat_of_a_hundred_million_is_refused():
    cell = '<table:table-cell table:number-columns-repeated="100000000"><text:p>1</text:p></table:table-cell>'
    row = (
        '<table:table-row table:number-rows-repeated="100000000"><table:table-cell><text:p>1</text:p></table:table-cell></table:table-row>'
    )
    far = (
        '<table:table-row><table:table-cell table:number-columns-repeated="100000000"/>'
        '<table:table-cell table:number-columns-spanned="100000000" '
        'table:number-rows-spanned="100000000"><text:p>1</text:p></table:table-cell></table:table-row>'
    )

    assert ids(opened(ods(f'<table:table table:name="a"><table:table-row>{cell}</table:table-row></table:table>'))) == ["READ-033"]
    assert ids(opened(ods(f'<table:table table:name="a">{row}</table:table>'))) == ["READ-033"]
    assert texts(opened(ods(f'<table:table table:name="a">{far}</table:table>'))) == ["1"]


@pytest.mark.skipif("JIXIAO_CORPUS" not in os.environ, reason="JIXIAO_CORPUS names no folder with published documents")
def test_official_workbook_gives_all_its_tables():
    read = opened((Path(os.environ["JIXIAO_CORPUS"]) / "realdocs" / "shanghai-unit-budget-template.xlsx").read_bytes())
    titles = [
        block.text for block in read.blocks if isinstance(block, Paragraph) and block.text.endswith("表") and block.source.address == "A2"
    ]
    sizes = [(len(block.rows), len(block.rows[0].cells)) for block in read.blocks if not isinstance(block, Paragraph)]

    assert (read.problems, read.notes) == ([], [])
    assert len(titles) == 9
    assert sizes == [(13, 7), (9, 9), (9, 7), (7, 7), (9, 7), (9, 7), (10, 7), (10, 6), (4, 7)]


def test_format_of_a_cell_without_further_attributes_is_seen():
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/></cellXfs>'
    rows = '<row r="1"><c r="A1" s="1"><v>0.95</v></c><c r="B1" t="n" s="1"><v>0.5</v></c><c r="C1" s="0"><v>0.5</v></c>'
    rows += '<c r="D1" s="1"/></row>'

    assert texts(opened(xlsx(rows, styles=styles))) == [[["95%", "50%", "0.5"]]]


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_old_workbook_tells_hidden_parts_borders_and_errors(tmp_path):
    book = sheet(["总体目标："], ["甲", "乙"], ["合计", "=1/0"], ["丙", 0.5])
    book.active["B4"].number_format = "0%"
    book.active["A1"].border = Border(top=Side(style="thin"))
    book.active.row_dimensions[4].hidden = True
    book.create_sheet("底稿").append(["暗", "数"])
    book["底稿"].sheet_state = "hidden"
    (tmp_path / "old.xlsx").write_bytes(saved(book))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", "--convert-to", "xls", "--outdir", str(tmp_path), str(tmp_path / "old.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)

    read = opened((tmp_path / "old.xls").read_bytes())

    assert texts(read) == [[["总体目标：", ""], ["甲", "乙"], ["合计", "#DIV/0!"], ["丙", "50%"]], [["暗", "数"]]]
    assert [(note.id, note.values.get("ranges")) for note in read.notes] == [("READ-041", "4"), ("READ-040", None)]


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_damaged_old_workbook_is_read_or_a_problem_even_where_calamine_fails_itself(tmp_path):
    (tmp_path / "old.xlsx").write_bytes(saved(form()))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", "--convert-to", "xls", "--outdir", str(tmp_path), str(tmp_path / "old.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    data = (tmp_path / "old.xls").read_bytes()

    path = tmp_path / "damaged.xls"
    for at in range(0, len(data), len(data) // 150):
        for damaged in (data[:at] + b"\xff\xff\x01\x00" + data[at + 4 :], data[:at] + data[at + 3 :]):
            path.write_bytes(damaged)
            ids_of_file = {problem.id for problem in pipeline.read(path).problems if problem.id.startswith(("READ-00", "READ-03"))}
            # in a child process: calamine may ask for more memory than there is, which ends the process
            assert ids_of_file <= {"READ-001", "READ-003", "READ-005", "READ-030", "READ-031", "READ-032", "READ-033", "READ-034"}


def test_part_that_is_spelled_in_another_case_is_found():
    data = xlsx('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>')
    spelled = rewritten(data, "_rels/.rels", lambda part: part.replace(b"xl/workbook.xml", b"xl/WorkBook.xml"))

    assert texts(opened(spelled)) == [[["1", "2"]]]


def test_sheet_without_rows_does_not_keep_the_others_from_being_read():
    book = sheet(["甲", "乙"])
    book.create_sheet("Sheet2")
    empty = rewritten(saved(book), "xl/worksheets/sheet2.xml", lambda part: part.replace(b"<sheetData></sheetData>", b"<sheetData/>"))

    assert b"<sheetData/>" in zipfile.ZipFile(io.BytesIO(empty)).read("xl/worksheets/sheet2.xml")
    assert ids(opened(empty)) == []
    assert texts(opened(empty)) == [[["甲", "乙"]]]
