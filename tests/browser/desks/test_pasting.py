"""A clerk and a spreadsheet: tables that are pasted and taken back, and a whole declaration from a sheet without the mouse."""

import re
import time

import pytest
from tests.browser.desks.writing import EXAMINED, cell, focused, kept, saved, write
from tests.browser.test_pages import violations
from tests.web.declare.conftest import draft

from jixiao.web.records.models import Declaration, Event

HEADER = ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "备注"]
ROWS = [
    ("产出指标", "数量指标", "维护路口数量", "≥", "357", "处", ""),
    ("", "", "更换灯组数量", "≥", "120", "组", "分两批"),
    ("", "质量指标", "信号灯完好率", "≥", "98", "%", ""),
    ("", "时效指标", "故障修复时间", "≤", "4", "小时", ""),
    ("", "成本指标", "信号灯维护成本", "≤", "120", "万元", ""),
    ("效益指标", "社会效益指标", "信号灯故障引发事故下降率", "≥", "20", "%", ""),
    ("", "可持续影响指标", "设备档案建档率", "≥", "95", "%", ""),
    ("满意度指标", "服务对象满意度指标", "驾驶人满意度", "≥", "90", "%", ""),
]
TARGETS = ["≥357处", "≥120组", "≥98%", "≤4小时", "≤120万元", "≥20%", "≥95%", "≥90%"]
BASICS = [
    ("项目名称", "云川市城区交通信号灯维护"),
    ("项目期", "1年"),
    ("年度目标", "保障城区357处路口信号灯正常运行，信号灯完好率达到98%以上，故障4小时内修复。"),
]


def as_html(rows, header=()):
    """What Excel puts on the clipboard, merged cells of levels with their span."""
    lines = ["<html xmlns:x='urn:schemas-microsoft-com:office:excel'><head><style>td{mso-style-parent:style0}</style></head><body>"]
    lines += ["<!--StartFragment--><table border=0>"]
    lines += ["<tr>" + "".join(f"<td class=xl65>{text}</td>" for text in header) + "</tr>"] if header else []
    for at, row in enumerate(rows):
        cells = []
        for col, text in enumerate(row):
            if header and col < 2 and not text:
                continue
            span = 1
            while header and col < 2 and at + span < len(rows) and not any(rows[at + span][: col + 1]):
                span += 1
            cells.append(f"<td rowspan={span} class=xl66 style='mso-number-format:General'>{text}</td>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return "\n".join([*lines, "<!--EndFragment--></table></body></html>"])


def as_text(rows):
    return "".join("\t".join(row) + "\r\n" for row in rows)


def copy(page, html, text):
    """Put something on the clipboard, as a spreadsheet does: as it is, and not as the browser would clean it."""
    page.evaluate(
        "([html, text]) => document.addEventListener('copy', (event) => { event.preventDefault();"
        "event.clipboardData.setData('text/html', html); event.clipboardData.setData('text/plain', text); }, { once: true })",
        [html, text],
    )
    page.keyboard.press("Control+c")


def paste(page, rows, header=()):
    copy(page, as_html(rows, header), as_text([header, *rows] if header else rows))
    page.keyboard.press("Control+v")


def pasted(page):
    page.wait_for_selector(".pasted")
    return page.inner_text(".pasted p >> nth=0")


def declared_rows(declaration):
    return [(item.text("level2"), item.text("name"), item.text("target")) for item in kept(declaration).indicators]


@pytest.fixture
def indicators():
    """The eight indicators as the form has them."""
    levels, level = [], ""
    for row in ROWS:
        level = row[1] or level
        levels.append(level)
    return [(level, row[2], target) for level, row, target in zip(levels, ROWS, TARGETS, strict=True)]


def test_table_of_excel_goes_where_it_belongs_and_is_taken_back_at_once(declared, opened, indicators):
    declaration = declared()
    page = opened(declaration)
    page.wait_for_selector(EXAMINED)
    cell(page, "goal").focus()

    paste(page, ROWS, HEADER)

    assert pasted(page).startswith("已粘贴8行指标")
    assert page.locator(".pasted li").all_inner_texts() == ["备注 分两批 本地区的表没有这一列"]
    saved(page)
    assert declared_rows(declaration) == indicators
    spans = page.locator("th.level").evaluate_all("all => all.map(each => [each.textContent.trim(), each.rowSpan])")
    assert spans[:3] == [["产出指标", 5], ["数量指标", 2], ["数量指标", 2]]
    assert focused(page) == "goal"

    page.keyboard.press("Control+z")
    saved(page)
    assert declared_rows(declaration) == []
    assert page.locator(".pasted").count() == 0
    assert page.locator("tr[data-id]:not([data-slot])").count() == 0
    assert [event.action for event in Event.objects.filter(chain_id=declaration.chain).order_by("seq")][-2:] == ["declaration.save"] * 2


def test_values_are_pasted_over_those_that_are_there_and_come_back_with_the_button(declared, opened):
    declaration = declared(draft())
    page = opened(declaration)
    cell(page, "indicators.k1.target").focus()

    paste(page, [("≥400处",), ("≥99%",)])

    assert pasted(page).startswith("已粘贴2行指标")
    saved(page)
    assert [target for _, _, target in declared_rows(declaration)][:3] == ["≥400处", "≥99%", "≤4小时"]
    page.click(".pasted button >> nth=0")
    saved(page)
    assert [target for _, _, target in declared_rows(declaration)][:3] == ["≥357处", "≥98%", "≤4小时"]
    assert cell(page, "indicators.k1.target").input_value() == "≥357处"


def test_funding_is_pasted_down_and_sums_itself(declared, opened):
    declaration = declared(draft(**{"amounts.fiscal": ""}))
    page = opened(declaration)
    cell(page, "amounts.fiscal").focus()

    paste(page, [("110",), ("20.5",)])

    pasted(page)
    saved(page)
    assert (kept(declaration).text("amounts.fiscal"), kept(declaration).text("amounts.other")) == ("110", "20.5")
    assert cell(page, "amounts.annual").get_attribute("placeholder") == "130.5"


def test_single_cell_is_text_and_a_text_of_lines_stays_one(declared, opened):
    declaration = declared(draft())
    page = opened(declaration)
    cell(page, "indicators.k1.name").focus()
    page.keyboard.press("Control+a")

    copy(page, "<table><tr><td>路口维护数量</td></tr></table>", "路口维护数量\r\n")
    page.keyboard.press("Control+v")
    cell(page, "goal").focus()
    page.keyboard.press("Control+a")
    copy(page, "", "第一行\n第二行")
    page.keyboard.press("Control+v")
    saved(page)

    assert (kept(declaration).text("indicators.k1.name"), kept(declaration).text("goal")) == ("路口维护数量", "第一行\n第二行")
    assert page.locator(".pasted").count() == 0


def test_what_is_not_understood_is_shown_and_changes_nothing(declared, opened):
    declaration = declared(draft())
    page = opened(declaration)
    cell(page, "name").focus()
    page.wait_for_selector(EXAMINED)

    paste(page, [("别的", "&lt;b&gt;内容"), ("文字", "其他")])

    assert "没有粘贴" in pasted(page)
    assert page.locator(".pasted li bdi").all_inner_texts() == ["别的", "<b>内容", "文字", "其他"]
    assert cell(page, "name").input_value() == draft().text("name")


def test_without_connection_the_paste_says_so(declared, opened):
    declaration = declared(draft())
    page = opened(declaration, expects=["ERR_INTERNET_DISCONNECTED"])
    page.wait_for_selector(EXAMINED)
    cell(page, "indicators.k1.target").focus()
    page.context.set_offline(True)

    paste(page, [("≥400处",), ("≥99%",)])

    assert "服务器没有应答" in pasted(page)
    assert cell(page, "indicators.k1.target").input_value() == "≥357处"
    page.context.set_offline(False)
    page.keyboard.press("Control+v")
    page.wait_for_selector(".pasted:has-text('已粘贴2行指标')")


def test_nobody_is_kept_out_of_the_note(declared, opened):
    page = opened(declared(), lang="en", color_scheme="dark")
    cell(page, "goal").focus()
    paste(page, ROWS, HEADER)
    pasted(page)
    page.wait_for_selector(".advice")

    assert violations(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth") <= 1366


def test_declaration_of_eight_indicators_is_made_from_a_sheet_without_the_mouse(served, opened, people, indicators):
    began = time.monotonic()
    page = opened(None, path="/")
    page.keyboard.press("n")
    page.wait_for_url("**/declarations/new")
    page.keyboard.press("Enter")  # the only unit has the focus
    page.wait_for_selector(EXAMINED)
    declaration = Declaration.objects.get()

    assert focused(page) == "name"
    paste(page, BASICS)
    page.wait_for_selector(".pasted:has-text('项目名称')")
    while focused(page) != "attribute":
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    while focused(page) != "amounts.fiscal":
        page.keyboard.press("Tab")
    paste(page, [("120",), ("0",)])
    page.wait_for_selector(".pasted:has-text('财政拨款')")
    while not re.fullmatch(r"indicators\..*\.name", focused(page)):
        page.keyboard.press("Tab")
    paste(page, ROWS, HEADER)
    page.wait_for_selector(".pasted:has-text('已粘贴8行指标')")
    saved(page)
    page.keyboard.press("Control+s")
    page.keyboard.press("Alt+s")
    page.wait_for_url(f"**{declaration.get_absolute_url()}")

    assert Declaration.objects.get().stage == "unit_review"
    assert declared_rows(declaration) == indicators
    assert (kept(declaration).text("amounts.fiscal"), kept(declaration).text("goal")) == ("120", BASICS[2][1])
    assert time.monotonic() - began < 300


# the coach


def test_coach_says_one_sentence_for_each_and_adds_the_missing_level_by_one_key(declared, opened):
    typed = [
        ("产出指标", "数量指标", "维护路口数量", "若干"),
        ("产出指标", "质量指标", "信号灯完好率", "≥98%"),
        ("满意度指标", "服务对象满意度指标", "驾驶人满意度", "≥5%"),
    ]
    declaration = declared(draft(indicators=typed), pack="tianjin")
    page = opened(declaration)
    page.wait_for_selector(".advice li")

    said = page.locator(".advice li").all_inner_texts()
    assert [text for text in said if "驾驶人满意度" in text and "太容易" in text and "VAL-030" in text]
    assert [text for text in said if "维护路口数量" in text and "不好衡量" in text]
    assert not [text for text in said if "信号灯完好率" in text]
    wanted = page.locator("[data-add-level]").first.get_attribute("data-add-level")
    cell(page, "name").focus()
    page.keyboard.press("Alt+n")
    page.wait_for_function("document.activeElement.closest('tr[data-id]')")
    assert page.evaluate("document.activeElement.closest('tr').dataset.code") == wanted
    write(page, "故障修复时间")


def test_last_year_and_peers_stand_below_the_row_on_demand(declared, opened):
    page = opened(declared(draft()))
    page.wait_for_selector(EXAMINED)
    cell(page, "indicators.k1.name").focus()

    page.keyboard.press("Alt+l")

    page.wait_for_selector(".note.compared:visible")
    assert page.inner_text(".note.compared").split("\n")[0] == "“维护路口数量”"
    assert "上年没有同名指标" in page.inner_text(".note.compared")
