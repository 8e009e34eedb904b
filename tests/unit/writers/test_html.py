import re

import pytest
from lxml import html
from tests.unit.writers.printing import amount, cell, form, line, on_a_page, plain, table_with_header

from jixiao.documents.grid import Grid, Paragraph, Row
from jixiao.documents.printout import NOWHERE, Page, PrintedGrid, Printout, Style
from jixiao.documents.readers import read_bytes
from jixiao.documents.writers.html import write


def page(printout):
    return html.fromstring(write(printout).decode())


def test_page_needs_nothing_from_outside():
    written = write(form()).decode()

    assert written.startswith('<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">')
    assert re.findall(r"(?:src|href(?!=\"#p\d)|url\(|@import|https?:)", written) == []
    assert page(form()).findtext(".//title") == "南岭县城市管理局2025年预算"


def test_each_page_is_a_section_in_its_direction():
    written = write(form()).decode()

    assert [section.get("class") for section in page(form()).iter("section")] == ["portrait", "landscape"]
    for direction in ("portrait", "landscape"):
        assert re.search(rf"@page {direction} {{ size: A4 {direction};", written)
        assert re.search(rf"section\.{direction} {{ page: {direction};", written)


def test_header_rows_are_the_head_of_the_table():
    table = next(page(form()).iter("table"))

    assert [[c.text for c in row] for row in table.find("thead")] == [["科目", "预算"], ["编码", "名称"]]
    assert [c.tag for row in table.find("thead") for c in row] == ["th"] * 4
    assert [[c.text for c in row] for row in table.find("tbody")] == [["21205", "环境卫生", "1,286.50"], ["21299", "其他支出", "86.50"]]


def test_table_whose_header_reaches_into_its_rows_has_no_head():
    rows = [Row([cell("绩效指标", 0, rowspan=2), cell("名称", 1)]), Row([cell("数量", 1)])]

    table = next(page(on_a_page(PrintedGrid(rows, header_rows=1))).iter("table"))

    assert table.find("thead") is None
    assert [c.text for c in table.iter("td")] == ["绩效指标", "名称", "数量"]


def test_widths_are_shares_of_the_table():
    columns = [column.get("style") for column in next(page(form()).iter("table")).iter("col")]

    assert columns == ["width:20.000%", "width:60.000%", "width:20.000%"]


def test_merged_cells_and_places_of_texts():
    cells = {c.text: dict(c.attrib) for c in page(form()).iter("th", "td")}

    assert cells["科目"] == {"class": "c", "colspan": "2"}
    assert cells["预算"] == {"class": "c", "rowspan": "2"}
    assert cells["1,286.50"] == {"class": "r"}


def test_long_text_stands_at_the_left():
    text = "完成城区背街小巷路面修复并建立台账"

    assert next(page(on_a_page(plain([text, "乙"]))).iter("td")).attrib == {}


def test_tables_that_follow_are_in_one_frame_without_a_gap():
    blocks = [plain(["甲", "乙"]), table_with_header(follows=True), plain(["丙", "丁"])]

    frames = [[table.get("class") for table in frame.iter("table")] for frame in page(on_a_page(*blocks)).find_class("tables")]

    assert frames == [[None, "follows"], [None]]


def test_lines_beside_each_other_share_a_line():
    beside = page(form()).find_class("beside")

    assert [[part.text for part in pair] for pair in beside] == [["填报单位：南岭县城市管理局", "单位：万元"]]


def test_title_is_a_heading_only_where_the_document_says_so():
    found = page(form())

    assert [heading.text for heading in found.iter("h1")] == ["一、总体情况"]
    assert [title.tag for title in found.find_class("hei") if title.text == "项目支出绩效目标表"] == ["p"]


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "a & b &lt; c", "</td></tr>", "\"双\" '单'", "]]>"])
def test_text_is_never_markup(text):
    printout = on_a_page(line(text), plain([text, "乙"]), name=text)
    printout.title = text

    read = read_bytes(write(printout), name="made-up")

    assert read.blocks[0].text == text
    assert [c.text for c in read.blocks[1].cells()] == [text, "乙"]
    assert page(printout).findtext(".//title") == text
    assert next(page(printout).iter("section")).get("aria-label") == text


def test_line_break_in_a_cell_is_kept():
    first = next(page(on_a_page(plain(["项目资金\n（万元）", "乙"]))).iter("td"))

    assert (first.text, [child.tag for child in first], first[0].tail) == ("项目资金", ["br"], "（万元）")


def test_size_of_the_type_is_that_of_the_page():
    section = next(page(on_a_page(Grid([Row([cell("甲", 0), amount("1.00", 1)])]), points=7.5)).iter("section"))

    assert section.get("style") == "--points:7.5pt"


def test_row_that_fills_most_of_a_page_may_be_broken():
    """Otherwise it went to the next page and left its own nearly empty."""
    table = PrintedGrid(plain(["目标", "字" * 2000], ["目标", "字" * 200]).rows, widths=(20, 80))

    rows = page(on_a_page(table)).iter("tr")

    assert [row.get("class") for row in rows] == ["tall", None]


def test_new_page_begins_where_a_block_says_so():
    table = PrintedGrid(plain(["甲", "乙"]).rows, after_page_break=True)

    found = page(on_a_page(line("一"), Paragraph("二", NOWHERE, after_page_break=True), table)).find_class("new-page")

    assert [(element.tag, element.text_content().split()) for element in found] == [("p", ["二"]), ("div", ["甲乙"])]


def test_style_knows_every_class_of_lines():
    printout = on_a_page(*(line("甲", style=style) for style in Style), *(Paragraph("乙", NOWHERE, level=level) for level in range(1, 8)))
    style = page(printout).findtext(".//style")

    used = {name for element in next(page(printout).iter("section")) for name in element.get("class").split()}
    assert [name for name in sorted(used) if f".{name} {{" not in style] == []


def test_page_of_several_forms_leads_to_each_and_prints_none_of_the_links():
    text = write(Printout("两个项目", [Page("1.路灯更新", [plain(["甲", "乙"])]), Page("2.“井盖”普查", [plain(["丙", "丁"])])])).decode()

    assert '<a href="#p2" aria-label="2.“井盖”普查"></a>' in text
    assert '<section id="p2"' in text
    assert "nav { display: none }" in text
    assert [block for block in read_bytes(text.encode(), name="a.html").blocks if not isinstance(block, Grid)] == []
    assert "<nav" not in write(on_a_page(plain(["甲", "乙"]))).decode()
