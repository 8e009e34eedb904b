"""Word documents: what prints is read, in its place, and nothing else."""

import io
import zipfile

import pytest
from docx import Document
from tests.unit.readers.opening import W, archive, docx, grid, ids, opened, p, spans, tbl, tc, texts

from jixiao.documents.grid import Paragraph


def saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_form_written_by_a_program_keeps_merged_cells_in_their_first_place():
    document = Document()
    document.add_heading("项目支出绩效目标表", 1)
    table = document.add_table(4, 4)
    table.cell(0, 0).text = "项目名称"
    table.cell(0, 1).merge(table.cell(0, 3)).text = "校舍取暖补助"
    table.cell(1, 0).merge(table.cell(3, 0)).text = "绩效\n指标"
    for row in range(1, 4):
        for col in range(1, 4):
            table.cell(row, col).text = f"{row}{col}"

    read = opened(saved(document))

    assert texts(read) == [
        "项目支出绩效目标表",
        [["项目名称", "校舍取暖补助", "", ""], ["绩效 指标", "11", "12", "13"], ["", "21", "22", "23"], ["", "31", "32", "33"]],
    ]
    assert spans(grid(read)) == {"校舍取暖补助": (3, 1), "绩效 指标": (1, 3)}
    assert read.blocks[0].level == 1
    assert grid(read).spanned


def test_place_is_table_row_and_cell_as_word_counts_them():
    read = opened(docx(p("上") + tbl(tc("甲", '<w:gridSpan w:val="2"/>') + tc("乙"), tc("丙") + tc("丁") + tc("戊"))))

    assert [(cell.text, cell.col, cell.source.as_json()) for cell in grid(read).cells()][1:3] == [
        ("乙", 2, {"file": "made-up", "table": 1, "row": 1, "cell": 2}),
        ("丙", 0, {"file": "made-up", "table": 1, "row": 2, "cell": 1}),
    ]
    assert read.blocks[0].source.paragraph == 1


def test_rows_that_begin_and_end_inside_the_table_are_filled_up():
    first = "<w:tr><w:trPr><w:gridBefore w:val='1'/><w:gridAfter w:val='1'/></w:trPr>" + tc("中") + "</w:tr>"

    assert texts(opened(docx(tbl(first, tc("左") + tc("中") + tc("右"))))) == [[["", "中", ""], ["左", "中", "右"]]]


def test_table_inside_a_cell_is_a_table_of_its_own():
    inner = tbl(tc("内1") + tc("内2"), tc("内3") + tc("内4"))

    read = opened(docx(tbl(tc("指标") + tc(p("前") + inner + p("后")), tc("甲") + tc("乙"))))

    assert texts(read) == [[["指标", "前 后"], ["甲", "乙"]], [["内1", "内2"], ["内3", "内4"]]]
    assert [block.rows[0].cells[0].source.table for block in read.blocks] == [1, 2]


def test_frame_of_one_cell_keeps_the_order_of_what_it_holds():
    inner = tbl(tc("一") + tc("二"))

    assert texts(opened(docx(tbl(tc(p("标题") + inner + p("落款")))))) == ["标题", [["一", "二"]], "落款"]


def test_text_box_is_read_once_although_the_file_holds_it_twice():
    box = "<w:txbxContent>" + p("框内") + "</w:txbxContent>"
    both = (
        f"<mc:AlternateContent><mc:Choice><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><v:textbox>{box}</v:textbox></mc:Fallback></mc:AlternateContent>"
    )

    assert texts(opened(docx(f"<w:p><w:r><w:t>正文</w:t></w:r><w:r>{both}</w:r></w:p>" + p("下段")))) == ["正文", "框内", "下段"]
    assert texts(opened(docx(tbl(tc(f"<w:p><w:r><w:t>格</w:t></w:r><w:r>{both}</w:r></w:p>") + tc("乙"))))) == [[["格", "乙"]], "框内"]


def test_tracked_changes_are_read_as_accepted_and_noted():
    changed = (
        "<w:p><w:r><w:t>金额</w:t></w:r><w:del><w:r><w:delText>100</w:delText></w:r></w:del><w:ins><w:r><w:t>120</w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom><w:r><w:t>万元</w:t></w:r></w:p>"
    )
    joined = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p>" + p("后半")
    rows = tbl(tc("甲") + tc("乙"), "<w:tr><w:trPr><w:del/></w:trPr>" + tc("删") + tc("去") + "</w:tr>")

    read = opened(docx(changed + joined + rows))

    assert texts(read) == ["金额120万元", "前半后半", [["甲", "乙"]]]
    assert [(note.id, note.values["count"]) for note in read.notes] == [("READ-042", "5")]


def test_hidden_text_is_not_read_and_noted():
    styles = '<w:styles><w:style w:styleId="暗"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    body = (
        "<w:p><w:r><w:t>明</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>白</w:t></w:r><w:r><w:rPr><w:rStyle w:val="暗"/></w:rPr><w:t>样式</w:t></w:r></w:p>'
    )

    read = opened(docx(body, styles=styles))

    assert texts(read) == ["明白"]
    assert [(note.id, note.values["count"]) for note in read.notes] == [("READ-047", "4")]


def test_automatic_numbers_are_part_of_what_is_printed():
    numbering = (
        "<w:numbering><w:abstractNum w:abstractNumId='0'>"
        "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/></w:lvl>"
        "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='chineseCountingThousand'/><w:lvlText w:val='（%2）'/></w:lvl>"
        "<w:lvl w:ilvl='2'><w:start w:val='3'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.%3.'/></w:lvl></w:abstractNum>"
        "<w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val='●'/></w:lvl></w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num></w:numbering>"
    )

    def item(text, depth, number=1):
        return p(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')

    body = item("职责", 0) + item("收入", 1) + item("支出", 1) + item("说明", 2) + item("机构", 0) + item("再起", 1) + item("点", 0, 2)
    read = opened(docx(body + tbl(tc(item("办公室", 1)) + tc(item("", 1))), numbering=numbering))

    assert texts(read) == [
        "一、职责",
        "（一）收入",
        "（二）支出",
        "一.3. 说明",
        "二、机构",
        "（一）再起",
        "点",
        [["（二）办公室", "（三）"]],
    ]


def test_headings_by_style_by_base_and_by_outline_level():
    styles = (
        '<w:styles><w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="own"><w:name w:val="mine"/><w:basedOn w:val="2"/></w:style>'
        '<w:style w:styleId="2"><w:name w:val="x"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style></w:styles>'
    )
    body = p("一级", '<w:pStyle w:val="1"/>') + p("二级", '<w:pStyle w:val="own"/>')
    body += p("三级", '<w:outlineLvl w:val="2"/>') + p("正文", '<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>')

    assert [block.level for block in opened(docx(body, styles=styles)).blocks] == [1, 2, 3, 0]


def test_lines_with_tabs_below_one_another_are_a_table_and_a_single_one_is_a_line():
    def tabbed(*parts):
        return "<w:p><w:r>" + "<w:tab/>".join(f"<w:t>{part}</w:t>" for part in parts) + "</w:r></w:p>"

    read = opened(docx(tabbed("编制单位：甲局", "单位：万元") + p("表") + tabbed("项目", "金额") + tabbed("维修", "12.5")))

    assert texts(read) == ["编制单位：甲局", "单位：万元", "表", [["项目", "金额"], ["维修", "12.5"]]]
    assert not grid(read).spanned


def test_tab_stops_print_nothing():
    assert texts(opened(docx(p("甲", '<w:tabs><w:tab w:val="left" w:pos="100"/></w:tabs>')))) == ["甲"]


def test_line_breaks_part_lines_and_page_breaks_begin_pages():
    body = "<w:p><w:r><w:t>上</w:t><w:br/><w:t>下</w:t></w:r></w:p><w:p><w:r><w:br w:type='page'/></w:r></w:p>" + p("新页")
    read = opened(docx(body + p("又一页", "<w:pageBreakBefore/>")))

    assert texts(read) == ["上", "下", "新页", "又一页"]
    assert [block.after_page_break for block in read.blocks] == [False, False, True, True]


def test_fields_print_their_results_and_signs_are_letters():
    body = (
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>7</w:t></w:r>"
        "<w:r><w:sym w:font='Wingdings 2' w:char='F052'/><w:t>是</w:t><w:sym w:font='Wingdings' w:char='F0A8'/><w:t>否</w:t>"
        "<w:noBreakHyphen/></w:r><m:oMath><m:r><m:t>≥90</m:t></m:r></m:oMath></w:p>"
    )

    assert texts(opened(docx(body))) == ["7☑是□否-≥90"]


def test_content_controls_are_looked_into():
    control = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    row = control.format("<w:tr>" + control.format(tc("甲")) + tc(control.format(p("乙"))) + "</w:tr>")

    assert texts(opened(docx(control.format(p("段")) + "<w:tbl>" + row + "</w:tbl>"))) == ["段", [["甲", "乙"]]]


def test_headers_stand_first_and_footers_and_notes_last():
    body = p("正文") + (
        "<w:sectPr><w:headerReference w:type='default' r:id='rheader1'/><w:headerReference w:type='first' r:id='rheader2'/>"
        "<w:footerReference w:type='default' r:id='rfooter1'/></w:sectPr>"
    )
    notes = f"<w:footnotes><w:footnote>{p('脚注')}</w:footnote></w:footnotes>"

    read = opened(
        docx(
            body,
            header1=f"<w:hdr>{p('页眉')}</w:hdr>",
            header2=f"<w:hdr>{p('首页')}</w:hdr>",
            footer1=f"<w:ftr>{p('—1—')}</w:ftr>",
            footnotes=notes,
        )
    )

    assert texts(read) == ["页眉", "正文", "脚注", "—1—"]


def test_strict_variant_is_read_the_same():
    data = docx(tbl(tc("甲") + tc("乙")))
    strict = opened(_renamed(data))

    assert texts(strict) == [[["甲", "乙"]]]


def _renamed(data):
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = {name: file.read(name).decode() for name in file.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    return archive(parts)


@pytest.mark.parametrize("span", [100_000_000, -3, 0])
def test_span_of_a_hundred_million_costs_nothing(span):
    read = opened(docx(tbl(tc("甲", f'<w:gridSpan w:val="{span}"/>') + tc("乙"))))

    assert [cell.text for cell in grid(read).cells()] == ["甲", "乙"]
    assert len(grid(read).rows[0].cells) < 100


def test_vertical_merge_without_a_beginning_keeps_its_text():
    read = opened(docx(tbl(tc("甲", "<w:vMerge/>") + tc("乙"), tc("", "<w:vMerge/>") + tc("丙"))))

    assert texts(read) == [[["甲", "乙"], ["", "丙"]]]
    assert spans(grid(read)) == {"甲": (1, 2)}


def test_document_of_pictures_only_says_so():
    data = docx("<w:p/>")
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as file:
        file.writestr("word/media/image1.png", b"x")

    assert ids(opened(out.getvalue())) == ["READ-038"]


def test_too_many_cells_are_refused():
    assert ids(opened(docx(tbl(*[tc("甲") + tc("乙")] * 20)), cells=30)) == ["READ-033"]


def test_zero_width_signs_and_blanks_around_are_left_out():
    read = opened(docx(p("\u200b甲\ufeff\u3000") + tbl(tc("\u00a0 5 \u00ad") + tc("乙"))))

    assert texts(read) == ["甲", [["5", "乙"]]]
    assert isinstance(read.blocks[0], Paragraph)
