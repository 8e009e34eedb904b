"""Web pages: what a person sees on them, in rows and columns, whatever the page says of its encoding."""

import time

import pytest
from tests.unit.readers.opening import grid, ids, opened, spans, texts


def page(body, head='<meta charset="utf-8">', encoding="utf-8"):
    return f"<!DOCTYPE html><html><head>{head}<title>不读</title></head><body>{body}</body></html>".encode(encoding)


def table(*rows, attributes=""):
    return f"<table {attributes}>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def test_spans_are_laid_out_in_both_directions():
    read = opened(
        page(
            table(
                "<td rowspan=2>绩效<br>指标</td><td colspan=2>产出指标</td><td rowspan='3'>备注</td>",
                "<td>数量</td><td>≥90%</td>",
                "<td>合计</td><td colspan=2>12.5</td>",
                "<td>甲</td><td>乙</td><td>丙</td><td>丁</td>",
            )
        )
    )

    assert texts(read) == [
        [["绩效 指标", "产出指标", "", "备注"], ["", "数量", "≥90%", ""], ["合计", "12.5", "", ""], ["甲", "乙", "丙", "丁"]],
    ]
    assert spans(grid(read)) == {"绩效 指标": (1, 2), "产出指标": (2, 1), "备注": (1, 3), "12.5": (2, 1)}
    assert grid(read).spanned


def test_place_is_table_row_cell_and_line_of_the_source():
    read = opened(page("<p>前</p>\n\n<table>\n<tr><td>a</td>\n<td>b</td></tr></table>"))

    assert [place.as_json() for place in read.cells()] == [
        {"file": "made-up", "paragraph": 1, "line": 1},
        {"file": "made-up", "table": 1, "row": 1, "line": 4, "cell": 1},
        {"file": "made-up", "table": 1, "row": 1, "line": 5, "cell": 2},
    ]


def test_headings_paragraphs_and_lines_come_in_order():
    body = "<h2>一、职责</h2>甲<br>乙<div>丙<b>丁</b><p>戊</p>己</div><ul><li>庚</ul><ol start=3><li>辛<li>壬</ol><h3>尾</h3>"
    read = opened(page(body))

    assert [(block.text, block.level) for block in read.blocks] == [
        ("一、职责", 2),
        *((text, 0) for text in ("甲", "乙", "丙丁", "戊", "己", "庚", "3. 辛", "4. 壬")),
        ("尾", 3),
    ]


def test_head_and_foot_of_a_table_stand_where_they_print_and_its_caption_above():
    body = "<table><caption>表一</caption><tfoot><tr><td>合计<td>9</tfoot>"
    body += "<tbody><tr><td>甲<td>9</tbody><thead><tr><th>名称<th>数</thead></table>"

    assert texts(opened(page(body))) == ["表一", [["名称", "数"], ["甲", "9"], ["合计", "9"]]]


def test_layout_tables_are_taken_apart():
    inner = table("<td>项目</td><td>金额</td>", "<td>维修</td><td>3</td>")

    outer = table(f"<td>导航</td><td><p>标题</p>{inner}落款</td>")

    assert texts(opened(page(outer))) == [
        "导航",
        "标题",
        [["项目", "金额"], ["维修", "3"]],
        "落款",
    ]
    assert texts(opened(page(table("<td><p>唯一</p><p>一格</p></td>")))) == ["唯一", "一格"]


def test_table_of_data_keeps_its_rows_around_a_table_inside():
    inner = table("<td>内1</td><td>内2</td>", "<td>内3</td><td>内4</td>")
    read = opened(page(table("<td>名称</td><td>街道</td>", "<td>年度</td><td>2025</td>", f"<td>指标</td><td>见{inner}下</td>")))

    assert texts(read) == [[["名称", "街道"], ["年度", "2025"], ["指标", "见下"]], [["内1", "内2"], ["内3", "内4"]]]


def test_hidden_parts_are_not_read_and_noted():
    body = (
        "<script>var a='数';</script><style>p{}</style><noscript>无脚本</noscript><template>模板</template><!-- 注释 -->"
        "<p style='DISPLAY : none'>隐甲</p><p hidden>隐乙</p><span style='visibility:hidden'>隐丙</span>见"
        + table("<td>1</td><td style='display:none'>隐</td><td>2</td>", "<td>3</td><td>4</td>")
    )
    read = opened(page(body))

    assert texts(read) == ["见", [["1", "2"], ["3", "4"]]]
    assert [(note.id, note.values["count"]) for note in read.notes] == [("READ-047", "7")]


def test_fields_show_what_is_filled_in():
    body = table(
        "<td>项目名称</td><td><input value='街道养护'></td>",
        "<td>属性</td><td><input type=checkbox>新增<input type=radio checked>延续<input type=hidden value=密></td>",
        "<td>年度</td><td><select><option>2024<option selected>2025</select></td>",
        "<td>目标</td><td><textarea>养护道路</textarea></td>",
    )

    assert texts(opened(page(body))) == [[["项目名称", "街道养护"], ["属性", "□新增☑延续"], ["年度", "2025"], ["目标", "养护道路"]]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("claimed", ["utf-8", "gb2312", "iso-8859-1", "no-such-encoding"])
def test_content_tells_the_encoding_not_the_page(encoding, claimed):
    read = opened(page("<p>平岭县教育局</p>", f'<meta http-equiv="Content-Type" content="text/html; charset={claimed}">', encoding))

    assert texts(read) == ["平岭县教育局"]


def test_page_with_one_broken_sign_is_read():
    data = page("<p>" + "平岭县教育局预算公开" * 60 + "</p>", encoding="gb18030").replace("公开".encode("gb18030"), b"\xff\xff", 1)

    assert opened(data).blocks[0].text.startswith("平岭县教育局预算")


def test_page_of_noise_is_refused():
    assert ids(opened(b"<html><body>" + bytes(range(128, 256)) * 20)) in (["READ-001"], ["READ-002"])


def test_xml_declaration_and_prefixes_do_not_matter():
    data = '<?xml version="1.0" encoding="gb2312"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>甲&amp;乙&nbsp;&#x4E19;</p></body></html>'

    assert texts(opened(data.encode())) == ["甲&乙 丙"]


def test_page_saved_by_word_and_excel_is_read():
    word = "<p class=MsoNormal><![if !supportLists]><span>一、</span><![endif]>职责<o:p></o:p></p>"
    word += "<!--[if gte mso 9]><xml>藏</xml><![endif]-->"
    excel = table('<td class=xl65 x:num="0.95">95%</td><td>乙</td>', "<td>&nbsp;</td><td>丙</td>", attributes="border=0 cellpadding=0")

    read = opened(page(word + excel + "<![if supportMisalignedColumns]><tr height=0 style='display:none'></tr><![endif]>"))

    assert texts(read) == ["一、职责", [["95%", "乙"], ["", "丙"]]]


def test_page_saved_with_its_pictures_is_read():
    data = (
        "From: <Saved by a browser>\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="--b"\r\n\r\n'
        '----b\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
        "<html><body><p>=E7=94=B2=\r\n=E4=B9=99</p></body></html>\r\n"
        "----b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n----b--\r\n"
    )

    assert texts(opened(data.encode())) == ["甲乙"]


def test_text_with_its_own_blanks_is_read_as_text_is():
    read = opened(page("<p>上</p>\n<pre>项目\t金额\n维修\t12.5\n\n完</pre><pre>又</pre>"))

    assert texts(read) == ["上", [["项目", "金额"], ["维修", "12.5"]], "完", "又"]
    assert [place.line for place in read.cells()][:3] == [1, 2, 2]


@pytest.mark.parametrize("span", ["colspan", "rowspan"])
def test_span_of_a_hundred_million_costs_nothing(span):
    start = time.monotonic()
    read = opened(page(table(f"<td {span}=100000000>甲</td><td>乙</td>", "<td>丙</td>")))

    assert time.monotonic() - start < 1
    assert [cell.text for cell in grid(read).cells()] == ["甲", "乙", "丙"]
    assert len(grid(read).rows[0].cells) <= 1001


def test_spans_that_open_too_many_places_are_refused():
    rows = [f"<td rowspan=1000 colspan=1000>{n}</td>" for n in range(1000)]

    assert ids(opened(page(table(*rows)), cells=1000)) == ["READ-033"]


@pytest.mark.parametrize("tag", ["div", "span", "font"])
def test_elements_left_open_all_over_a_page_lose_nothing(tag):
    body = "".join(f"<p><{tag}>段{n}" for n in range(150))

    assert texts(opened(page(body))) == [f"段{n}" for n in range(150)]


def test_tables_nested_five_thousand_deep_end_in_time():
    start = time.monotonic()
    read = opened(page("<table><tr><td>" * 5000 + "底"))

    assert time.monotonic() - start < 10
    assert texts(read) == ["底"] or ids(read) == ["READ-031"]


@pytest.mark.parametrize("data", [b"<html></html>", b"<!DOCTYPE html>", b"<html><head><title>x</title></head><body> </body></html>"])
def test_page_that_shows_nothing_is_empty(data):
    assert ids(opened(data)) == ["READ-003"]
