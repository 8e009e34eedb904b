"""PDF files: pages, repeated headers, words that are too wide, and characters that no font has."""

import io

import pypdfium2
import pytest

from jixiao.documents import open_document
from jixiao.documents.grid import Grid, Row
from jixiao.documents.printout import (
    NOWHERE,
    Align,
    Page,
    PrintedCell,
    PrintedGrid,
    PrintedLine,
    Printout,
    Style,
    UnprintableError,
)
from jixiao.documents.writers import fonts, write
from jixiao.documents.writers.pdf import source_of

HAN_RARE = "𫟼𬭊㼆䶮"
"""Characters of names and elements beyond the usual 20,902: GB 18030 asks for them."""


def cell(text, col, colspan=1, rowspan=1, align=Align.LEFT):
    return PrintedCell(text, col, NOWHERE, colspan, rowspan, align)


def table(*rows, header_rows=0, widths=()):
    return PrintedGrid([Row(list(row)) for row in rows], spanned=True, header_rows=header_rows, widths=widths)


def printout(*blocks, landscape=False):
    return Printout("试印", [Page("试印", list(blocks), is_landscape=landscape)])


def texts_of(data: bytes) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    return [document[at].get_textpage().get_text_range() for at in range(len(document))]


def read_back(data: bytes, folder) -> list[Grid]:
    path = folder / "form.pdf"
    path.write_bytes(data)
    opened = open_document(path)
    assert opened.problems == []
    return [block for block in opened.blocks if isinstance(block, Grid)]


def test_header_is_printed_on_every_page():
    rows = [[cell(f"第{at}项", 0), cell("≥95%", 1)] for at in range(120)]

    pages = texts_of(write(printout(table([cell("三级指标", 0), cell("指标值", 1)], *rows, header_rows=1)), "pdf"))

    assert len(pages) > 2
    assert ["三级指标" in page for page in pages] == [True] * len(pages)
    assert [f"— {number} —" in page for number, page in enumerate(pages, 1)] == [True] * len(pages)


def test_page_of_one_sheet_has_no_number():
    (page,) = texts_of(write(printout(PrintedLine("单位：万元", NOWHERE, style=Style.HEAD, align=Align.RIGHT)), "pdf"))

    assert "—" not in page


@pytest.mark.parametrize(("landscape", "size"), [(False, (595, 842)), (True, (842, 595))])
def test_pages_are_a4(landscape, size):
    data = write(printout(table([cell("一", 0), cell("二", 1)]), landscape=landscape), "pdf")

    width, height = pypdfium2.PdfDocument(io.BytesIO(data))[0].get_size()
    assert (round(width), round(height)) == size


def test_cell_that_reaches_out_of_the_header_is_one_cell(tmp_path):
    grid = table(
        [cell("绩效指标", 0, rowspan=3), cell("三级指标", 1), cell("指标值", 2)],
        [cell("", 0), cell("巡查河道", 1), cell("≥40次", 2)],
        [cell("", 0), cell("清理垃圾", 1), cell("≥12吨", 2)],
        header_rows=1,
    )

    (read,) = read_back(write(printout(grid), "pdf"), tmp_path)

    first = read.rows[0].cells[0]
    assert (first.text, first.rowspan, first.colspan) == ("绩效指标", 3, 1)
    assert [[c.text for c in row.filled()] for row in read.rows[1:]] == [["巡查河道", "≥40次"], ["清理垃圾", "≥12吨"]]


def test_word_wider_than_its_cell_is_broken_and_read_as_one(tmp_path):
    code = "HTTP10024P00971210126EXYZW3,997.255748"
    grid = table([cell(code, 0), cell("说明", 1)], [cell("3,997.255748", 0, align=Align.RIGHT), cell("金额", 1)], widths=(20, 154))

    (read,) = read_back(write(printout(grid), "pdf"), tmp_path)

    assert [row.cells[0].text for row in read.rows] == [code, "3,997.255748"]
    left, _, right, _ = read.rows[0].cells[0].source.box
    assert right - left < 22 * 72 / 25.4, "the text stays inside its column"


@pytest.mark.parametrize("width", range(12, 30))
def test_figure_is_never_broken_where_it_fits(width, tmp_path):
    grid = table([cell("2,980.00", 0, align=Align.RIGHT), cell("道路清扫", 1)], widths=(width, 174 - width))
    printed = printout(grid)

    assert "200b" not in source_of(printed)
    (read,) = read_back(write(printed, "pdf"), tmp_path)
    assert read.rows[0].cells[0].text == "2,980.00"


@pytest.mark.parametrize(
    "text", ['"引号"与\\反斜杠', "#let x = 1", "$a_b$ *粗* _斜_ `码`", "<br> & @ref ~", "= 标题", "- 项目", "/ 注", "{name}", "[x]"]
)
def test_signs_of_the_type_setter_are_printed_as_they_are(text, tmp_path):
    (read,) = read_back(write(printout(table([cell(text, 0), cell("乙", 1)])), "pdf"), tmp_path)

    assert "".join(read.rows[0].cells[0].text.split()) == "".join(text.split())


def test_rare_characters_are_printed(tmp_path):
    (read,) = read_back(write(printout(table([cell(HAN_RARE, 0), cell("☐☑≥≤㎡℃①", 1)])), "pdf"), tmp_path)

    assert [c.text for c in read.rows[0].cells] == [HAN_RARE, "☐☑≥≤㎡℃①"]


def test_character_that_no_font_has_is_an_error_that_names_it():
    grid = table([cell("经办人", 0), cell("吉田𠮷子", 1)])

    with pytest.raises(UnprintableError) as caught:
        write(Printout("台账", [Page("1.河道巡查", [grid])]), "pdf")

    for lang in ("zh", "en"):
        message = caught.value.message(lang)
        assert "1.河道巡查" in message
        assert "𠮷 (U+20BB7)" in message
        assert "吉田𠮷子" in message
        assert "JIXIAO_FONTS" in message


def test_font_that_was_not_installed_is_an_error_that_says_what_to_install(monkeypatch):
    monkeypatch.setattr(fonts, "SERIF", "Font That Is Not There")
    fonts.compiler.cache_clear()
    try:
        with pytest.raises(UnprintableError) as caught:
            write(printout(PrintedLine("一", NOWHERE)), "pdf")
        assert "pylopdf-fonts-zh-cn" in caught.value.message("zh")
        assert "Font That Is Not There" in caught.value.message("zh")
    finally:
        monkeypatch.undo()
        fonts.compiler.cache_clear()


def test_folder_of_fonts_that_is_none_is_an_error(monkeypatch, tmp_path):
    monkeypatch.setenv("JIXIAO_FONTS", str(tmp_path / "none"))
    fonts.compiler.cache_clear()
    try:
        with pytest.raises(UnprintableError, match="JIXIAO_FONTS"):
            write(printout(PrintedLine("一", NOWHERE)), "pdf")
    finally:
        monkeypatch.undo()
        fonts.compiler.cache_clear()


def test_same_document_gives_the_same_bytes():
    document = printout(PrintedLine("项目支出绩效目标表", NOWHERE, style=Style.TITLE), table([cell("一", 0), cell("二", 1)]))

    assert write(document, "pdf") == write(document, "pdf")


def test_overlapping_cells_are_refused():
    grid = table([cell("一", 0, rowspan=2), cell("二", 1)], [cell("三", 0), cell("四", 1)])

    with pytest.raises(UnprintableError, match="三"):
        write(printout(grid), "pdf")


def test_cell_that_reaches_below_its_table_is_refused():
    with pytest.raises(UnprintableError, match="一"):
        write(printout(table([cell("一", 0, rowspan=2), cell("二", 1)])), "pdf")


def test_outline_names_every_page_though_their_titles_are_the_same():
    title = PrintedLine("项目支出绩效目标表", NOWHERE, style=Style.TITLE, align=Align.CENTER)
    pages = [Page(name, [title, table([cell("项目名称", 0), cell(name[2:], 1)])]) for name in ("1.路灯更新", "2.井盖普查")]
    document = pypdfium2.PdfDocument(io.BytesIO(write(Printout("两个项目", pages), "pdf")))

    marks = [(mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
    assert marks == [("1.路灯更新", 0), ("2.井盖普查", 1)]
    assert "1.路灯更新" not in document[0].get_textpage().get_text_range()
