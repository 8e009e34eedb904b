"""A clerk at work: a whole declaration by keyboard, sums, findings at their cells, rows, comments and files."""

import pytest
from tests.browser.desks.writing import EXAMINED, LOW, arrives, cell, focused, kept, saved, write
from tests.web.declare.conftest import INDICATORS, draft

from jixiao.web.records.acting import actor_of
from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.models import Declaration

# a whole declaration


def test_declaration_is_written_by_keyboard_alone(served, opened, people):
    page = opened(None, path="/declarations/new")
    page.keyboard.press("Enter")  # the only unit has the focus
    page.wait_for_selector(EXAMINED)
    declaration = Declaration.objects.get()

    page.locator("#sheet").evaluate("form => form.querySelector('[data-path]').focus()")
    write(page, "云川市城区交通信号灯维护", "", "", "")  # department, its code and unit are known
    page.keyboard.press("ArrowDown")
    write(page, "", "1年", "", "", "", "120", "", "0", "")
    write(page, "保障城区357处路口信号灯正常运行，信号灯完好率达到98%以上，故障4小时内修复。")
    for _, level, name, target in INDICATORS:
        while level != page.evaluate("document.activeElement.closest('tr').dataset.second"):
            page.keyboard.press("ArrowDown")
        write(page, name, "", target)
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Shift+Tab")
    saved(page)

    typed = kept(declaration)
    assert typed.text("amounts.fiscal") == "120"
    assert [(item.text("level2"), item.text("name"), item.text("target")) for item in typed.indicators] == [each[1:] for each in INDICATORS]
    page.keyboard.press("Control+s")
    page.focus("#submit")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{declaration.get_absolute_url()}")
    assert Declaration.objects.get().stage == "unit_review"


def test_funding_sums_itself_and_a_typed_total_that_differs_is_told(declared, opened):
    page = opened(declared(draft(**{"amounts.fiscal": ""})))

    cell(page, "amounts.fiscal").fill("110")
    cell(page, "amounts.other").fill("20.5")
    saved(page)

    assert cell(page, "amounts.annual").get_attribute("placeholder") == "130.5"
    assert cell(page, "amounts.annual").input_value() == ""
    cell(page, "amounts.annual").fill("150")
    saved(page)
    page.wait_for_selector('td.is-error:has([data-path="amounts.annual"])')
    cell(page, "name").focus()
    cell(page, "amounts.annual").focus()
    page.wait_for_selector(".note:visible")
    assert "130.5" in page.inner_text(".note")


def test_target_is_understood_under_its_cell(declared, opened):
    page = opened(declared(draft()))

    cell(page, "indicators.k2.target").fill("≥99.5%")
    saved(page)

    words = page.locator('[data-understood="indicators.k2.target"]')
    assert "99.5" in words.inner_text()


def test_finding_stands_at_its_cell_and_in_the_list_that_leads_there(declared, opened):
    page = opened(declared(draft()))
    page.wait_for_selector(EXAMINED)

    cell(page, "indicators.k6.target").fill("≥5%")
    saved(page)
    page.wait_for_selector("#told-items li.error")

    item = page.locator("#told-items li.error")
    assert "VAL-030" in item.inner_text()
    assert page.locator('td.is-error [data-path="indicators.k6.target"]').get_attribute("aria-invalid") == "true"
    assert page.inner_text("#counts .error") == "错误 1"
    marked = page.locator('td:has([data-path="indicators.k6.target"])')
    assert marked.evaluate("each => getComputedStyle(each).display") == "table-cell", "a mark does not take the cell out of its table"
    cell(page, "name").focus()
    item.locator("a[data-go]").click()
    assert focused(page) == "indicators.k6.target"
    page.wait_for_selector(".note:visible")
    assert "VAL-030" in page.inner_text(".note")
    page.keyboard.press("Escape")
    assert page.locator(".note").is_hidden()


def test_reason_for_a_finding_is_kept_and_unblocks(declared, opened):
    declaration = declared(draft(indicators=LOW))
    page = opened(declaration)
    page.wait_for_selector("#told-items li.error")

    page.click("#told-items li.error .reason summary")
    page.fill("#told-items li.error textarea", "首次调查，往年为3%。")
    page.click("#told-items li.error .reason button")
    page.wait_for_selector("#told-items .explained")

    assert page.locator("#counts .error").count() == 0
    assert kept(declaration).explanation("VAL-030", "indicators.k6.target") == "首次调查，往年为3%。"
    page.click("#submit")
    page.wait_for_url(f"**{declaration.get_absolute_url()}")


def test_all_reasons_come_at_once_and_then_it_is_submitted(declared, opened):
    declaration = declared(draft(indicators=[*INDICATORS[:5], ("满意度指标", "服务对象满意度指标", "驾驶人满意度", "")], period=""))
    page = opened(declaration, expects=["422"])
    cell(page, "amounts.fiscal").fill("1,2OO")

    page.click("#submit")
    page.wait_for_selector("#reasons")

    assert page.locator("#reasons li a").all_inner_texts() == ["项目期", "年度资金总额", "财政拨款", "“驾驶人满意度”的指标值"]
    page.click("#reasons li a >> nth=0")
    assert focused(page) == "period"
    page.keyboard.type("1年")
    cell(page, "amounts.fiscal").fill("120")
    page.click("#reasons li a >> nth=3")
    page.keyboard.type("≥90%")
    page.click("#submit")
    page.wait_for_url(f"**{declaration.get_absolute_url()}")
    assert Declaration.objects.get().stage == "unit_review"


# rows


def test_rows_are_added_moved_removed_and_brought_back_by_keys(declared, opened):
    declaration = declared(draft())
    page = opened(declaration)
    cell(page, "indicators.k1.name").focus()

    page.keyboard.press("Control+Enter")
    write(page, "更换灯组数量", "", "≥120组")
    cell(page, "indicators.k1.name").focus()
    page.keyboard.press("Alt+ArrowDown")
    saved(page)
    assert [item.text("name") for item in kept(declaration).indicators][:3] == ["更换灯组数量", "维护路口数量", "信号灯完好率"]
    assert focused(page) == "indicators.k1.name"

    page.keyboard.press("Control+Backspace")
    saved(page)
    assert "k1" not in [item.id for item in kept(declaration).indicators]
    page.keyboard.press("Control+z")
    saved(page)
    typed = kept(declaration)
    assert [item.text("name") for item in typed.indicators][:3] == ["更换灯组数量", "维护路口数量", "信号灯完好率"]
    assert typed.text("indicators.k1.target") == "≥357处"
    page.reload()
    names = page.locator('.indicators [data-path$=".name"]').evaluate_all("all => all.map(each => each.value)")
    assert names[:3] == ["更换灯组数量", "维护路口数量", "信号灯完好率"]


def test_cells_of_levels_reach_over_their_rows(declared, opened):
    page = opened(declared(draft()))
    spans = "all => all.map(each => [each.textContent.trim(), each.rowSpan])"
    before = page.locator("th.level").evaluate_all(spans)

    cell(page, "indicators.k1.name").focus()
    page.keyboard.press("Control+Enter")

    after = page.locator("th.level").evaluate_all(spans)
    assert before[:3] == [["产出指标", 4], ["数量指标", 1], ["数量指标", 1]]
    assert after[:3] == [["产出指标", 5], ["数量指标", 2], ["数量指标", 2]]
    assert (
        page.locator("#indicators tr").evaluate_all(
            "rows => { const taken = rows.map(() => []);"
            "rows.forEach((row, at) => { for (const cell of row.cells) { let col = 0; while (taken[at][col]) col += 1;"
            "for (let down = 0; down < cell.rowSpan; down += 1) for (let right = 0; right < cell.colSpan; right += 1)"
            "{ if (!taken[at + down] || taken[at + down][col + right]) return; taken[at + down][col + right] = true; } } });"
            "return taken.map(row => row.filter(Boolean).length); }"
        )
        == [8] * 11
    )


def test_row_is_put_to_another_level(declared, opened):
    declaration = declared(draft())
    page = opened(declaration)

    cell(page, "indicators.k5.target").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.locator('tr[data-id="k5"] .row-menu select').select_option("benefit.ecological")
    saved(page)

    assert kept(declaration).text("indicators.k5.level2") == "生态效益指标"
    assert page.locator('tr[data-id="k5"]').get_attribute("data-second") == "生态效益指标"
    assert page.locator('[data-slot][data-code="benefit.social"]').count() == 1


@pytest.mark.parametrize("pack", ["shijiazhuang", "tianjin"])
def test_level_is_chosen_in_its_cell_where_the_form_prints_those_in_use(pack, declared, opened):
    declaration = declared(pack=pack)
    page = opened(declaration)
    row = page.locator('[data-slot][data-code="benefit"]')

    row.locator("th select").select_option("benefit.social")
    page.locator('[data-code="benefit.social"] [data-path$=".name"]').fill("事故下降率")
    saved(page)
    page.locator("#new-level").select_option("output.quantity")
    page.click(".add-row button")
    page.keyboard.type("维护路口数量")
    saved(page)

    assert sorted((item.text("level2"), item.text("name")) for item in kept(declaration).indicators) == [
        ("数量指标", "维护路口数量"),
        ("社会效益指标", "事故下降率"),
    ]


def test_arrows_go_through_the_table_and_inside_a_text(declared, opened):
    page = opened(declared(draft()))
    cell(page, "indicators.k1.name").focus()

    page.keyboard.press("ArrowDown")
    arrives(page, "indicators.k2.name")
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    arrives(page, "indicators.k2.name")
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    arrives(page, "indicators.k2.target_of_period")
    page.keyboard.press("ArrowUp")
    arrives(page, "indicators.k1.target_of_period")
    page.keyboard.press("Enter")
    arrives(page, "indicators.k2.target_of_period")
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Shift+Enter")
    arrives(page, "goal")


def test_enter_that_ends_the_choice_of_characters_moves_nowhere(declared, opened):
    page = opened(declared(draft()))
    cell(page, "indicators.k1.name").focus()

    page.evaluate(
        "document.activeElement.dispatchEvent("
        "new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, isComposing: true }))"
    )

    assert focused(page) == "indicators.k1.name"


# comments and files


def test_comments_stand_at_their_cells_and_are_settled(declared, opened, people):
    head, clerk = actor_of(people["head_a"]), actor_of(people["clerk_a"])
    one = actions.submit(declared(draft()).pk, seen=1, actor=clerk)
    actions.comment(one.pk, path="goal", text="请写明次数。", seen=one.revision, actor=head)
    one = actions.send_back(one.pk, seen=one.revision, actor=head, reason="目标不够具体。")
    page = opened(one)

    assert "目标不够具体。" in page.inner_text(".sent-back")
    assert page.locator('td.is-comment [data-path="goal"]').count() == 1
    page.click("#comments a")
    assert focused(page) == "goal"
    page.click("#comments button")
    page.wait_for_selector("#comments .settled")

    assert page.locator("td.is-comment").count() == 0
    assert one.comments.get().settled_by == people["clerk_a"]


def test_files_are_attached_and_removed_while_one_types(declared, opened, tmp_path):
    declaration = declared(draft())
    page = opened(declaration)
    file = tmp_path / "维护合同.pdf"
    file.write_bytes(b"%PDF-1.7\n%%EOF\n")

    page.set_input_files("#attach input[type=file]", file)
    page.wait_for_selector("#files li")
    cell(page, "goal").fill("上传后写的目标。")
    saved(page)
    assert kept(declaration).text("goal") == "上传后写的目标。"
    page.click("#files a")
    page.wait_for_url("**/preview")
    assert page.inner_text("h1") == "维护合同.pdf"
    with page.expect_download() as download:
        page.click("text=下载")
    assert download.value.suggested_filename == "维护合同.pdf"
    page.go_back()
    page.click("#files button")
    page.wait_for_selector("#files li", state="detached")
    assert declaration.attachments.get().removed_at is not None


def test_everything_works_without_a_script(declared, opened):
    declaration = declared(draft(period=""))
    page = opened(declaration, java_script_enabled=False, expects=["422"])

    cell(page, "goal").fill("没有脚本时写的目标。")
    page.click("text=保存")
    assert kept(declaration).text("goal") == "没有脚本时写的目标。"
    assert page.locator("#told-items .places a").all_inner_texts() == ["项目期"]
    page.locator('tr[data-id="k2"] summary').click()
    page.locator('tr[data-id="k2"] [data-do=remove]').click()
    assert "k2" not in [item.id for item in kept(declaration).indicators]
    page.click("text=送审")
    assert page.locator("#reasons li a").all_inner_texts() == ["项目期", "质量指标"]
