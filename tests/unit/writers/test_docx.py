import io
import zipfile

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm
from tests.unit.writers.printing import cell, form, line, on_a_page, plain, table_with_header

from jixiao.documents.grid import Grid, Paragraph, Row
from jixiao.documents.printout import NOWHERE, Align, Page, PrintedGrid, Printout, Style
from jixiao.documents.readers import read_bytes
from jixiao.documents.writers.docx import write


def opened(printout):
    return docx.Document(io.BytesIO(write(printout)))


def values(element, name, attribute="w:val"):
    return [found.get(qn(attribute)) for found in element.iter(qn(name))]


def tags(element):
    return [child.tag.rpartition("}")[2] for child in element]


def test_header_rows_repeat_and_no_row_is_broken():
    rows = list(opened(form()).tables[0]._tbl.iter(qn("w:tr")))

    assert [bool(values(row, "w:tblHeader")) for row in rows] == [True, True, False, False]
    assert [bool(values(row, "w:cantSplit")) for row in rows] == [True, True, True, True]


def test_each_page_is_a_section_of_a4_in_its_direction():
    sections = opened(form()).sections

    assert [section.orientation for section in sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]
    assert [(round(section.page_width / Mm(1)), round(section.page_height / Mm(1))) for section in sections] == [(210, 297), (297, 210)]


def test_page_that_ends_in_a_table_ends_there():
    printout = Printout("", [Page("一", [plain(["甲", "乙"])]), Page("二", [line("丙")], is_landscape=True), Page("三", [line("丁")])])

    assert [section.orientation for section in opened(printout).sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    assert [p.text for p in opened(printout).paragraphs if p.text] == ["丙", "丁"]


def test_widths_fill_the_paper_and_are_those_of_the_table():
    table = opened(form()).tables[0]._tbl

    # 210 mm less 16 mm on either side are 10,091 twips
    assert values(table, "w:gridCol", "w:w") == ["2018", "6055", "2018"]
    assert values(table, "w:tblLayout", "w:type") == ["fixed"]
    assert values(table, "w:tcW", "w:w")[:2] == ["8073", "2018"]


def test_cells_are_merged_as_word_merges_them():
    rows = list(opened(form()).tables[0]._tbl.iter(qn("w:tr")))

    assert values(rows[0], "w:gridSpan") == ["2"]
    assert values(rows[0], "w:vMerge") == ["restart"]
    assert values(rows[1], "w:vMerge") == [None]
    assert [len(list(row.iter(qn("w:tc")))) for row in rows] == [2, 3, 3, 3]


def test_cell_merged_both_ways_goes_on_as_wide():
    rows = [Row([cell("甲", 0, 2, 2), cell("乙", 2)]), Row([cell("丙", 2)])]

    second = list(opened(on_a_page(Grid(rows))).tables[0]._tbl.iter(qn("w:tr")))[1]

    assert (values(second, "w:gridSpan"), values(second, "w:vMerge")) == (["2"], [None])


def test_texts_stand_where_the_cells_say():
    table = opened(form()).tables[0]

    assert values(table.cell(2, 2)._tc, "w:jc") == ["right"]
    assert values(table.cell(2, 1)._tc, "w:jc") == ["center"]
    assert set(values(table._tbl, "w:vAlign")) == {"center"}


@pytest.mark.parametrize(("follows", "hidden", "twips"), [(False, 0, "160"), (True, 1, "4")])
def test_two_tables_do_not_merge_into_one(follows, hidden, twips):
    body = opened(on_a_page(plain(["甲", "乙"]), table_with_header(follows=follows))).element.body

    assert tags(body) == ["tbl", "p", "tbl", "p", "sectPr"]
    assert (len(values(body[1], "w:vanish")), values(body[1], "w:spacing", "w:line")) == (hidden, [twips])


def test_lines_beside_each_other_are_one_paragraph_with_a_right_tab():
    paragraph = next(p for p in opened(form()).paragraphs if p.text.startswith("填报单位"))

    assert paragraph.text == "填报单位：南岭县城市管理局\t单位：万元"
    stops = [(stop.get(qn("w:val")), stop.get(qn("w:pos"))) for stop in paragraph._p.pPr.iter(qn("w:tab"))]
    assert stops == [("right", "10091")]


def test_title_is_large_and_centred_and_no_heading():
    title = opened(form()).paragraphs[0]

    assert (title.style.name, title.alignment, title.runs[0].font.size.pt) == ("Normal", 1, 16.0)
    assert values(title._p, "w:rFonts", "w:eastAsia") == ["黑体"]


def test_headings_are_marked_by_depth():
    printout = on_a_page(*(Paragraph(f"第{level}级", NOWHERE, level=level) for level in (1, 2, 6, 12)))

    assert [p.style.name for p in opened(printout).paragraphs] == ["Heading 1", "Heading 2", "Heading 6", "Heading 9"]
    assert [block.level for block in read_bytes(write(printout), name="made-up").blocks] == [1, 2, 6, 9]


def test_typefaces_are_those_of_official_papers():
    styles = opened(form()).styles.element
    fonts = next(styles.find(qn("w:docDefaults")).iter(qn("w:rFonts")))
    heading = next(style for style in styles if style.get(qn("w:styleId")) == "Heading1")

    assert (fonts.get(qn("w:eastAsia")), fonts.get(qn("w:ascii"))) == ("宋体", "Times New Roman")
    assert (values(heading, "w:rFonts", "w:eastAsia"), values(heading, "w:color")) == (["黑体"], ["000000"])


def test_file_says_nothing_of_when_and_by_whom_it_was_written():
    written = write(form())
    properties = docx.Document(io.BytesIO(written)).core_properties

    assert (properties.title, properties.author, properties.created.year) == ("南岭县城市管理局2025年预算", "", 2000)
    assert {part.date_time for part in zipfile.ZipFile(io.BytesIO(written)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_page_number_stands_below_and_is_no_text():
    printout = form()

    footers = [section.footer for section in opened(printout).sections]

    assert [footer.is_linked_to_previous for footer in footers] == [False, True]
    assert "".join(element.text for element in footers[0]._element.iter(qn("w:instrText"))).strip() == "PAGE"


@pytest.mark.parametrize("text", ["a < b & c > d", "</w:t>", '"双"', "]]>", "&amp;"])
def test_text_is_never_markup(text):
    read = read_bytes(write(on_a_page(line(text, style=Style.HEAD, align=Align.RIGHT), plain([text, "乙"]))), name="made-up")

    assert read.blocks[0].text == text
    assert [c.text for c in read.blocks[1].cells()] == [text, "乙"]


def test_new_page_begins_where_a_block_says_so():
    table = PrintedGrid(plain(["甲", "乙"]).rows, after_page_break=True)
    body = opened(on_a_page(line("一"), Paragraph("二", NOWHERE, after_page_break=True), table)).element.body

    assert [len(values(element, "w:pageBreakBefore")) for element in body] == [0, 1, 1, 0, 0, 0]
    assert tags(body) == ["p", "p", "p", "tbl", "p", "sectPr"]


def test_row_that_fills_most_of_a_page_may_be_broken():
    """Otherwise it went to the next page and left its own nearly empty."""
    table = PrintedGrid(plain(["目标", "字" * 2000], ["目标", "字" * 200]).rows, widths=(20, 80))

    rows = opened(on_a_page(table)).tables[0]._tbl.iter(qn("w:tr"))

    assert [bool(values(row, "w:cantSplit")) for row in rows] == [False, True]
