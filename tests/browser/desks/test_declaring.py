"""A clerk at work: a whole declaration by keyboard, sums, findings at their cells, saving through every trouble."""

import re
from contextlib import ExitStack
from io import BytesIO

import pypdfium2
import pytest
from tests.browser.chromium import visit
from tests.browser.test_pages import violations
from tests.web.declare.conftest import INDICATORS, draft
from tests.web.tree import YEAR

from jixiao.declaring import Draft
from jixiao.packs import pack_ids
from jixiao.web.records.acting import actor_of
from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.models import AgencyYear, Declaration, Event

LOW = [*INDICATORS[:5], ("满意度指标", "服务对象满意度指标", "驾驶人满意度", "≥5%")]
SAVED = "#keeping[data-state=saved]"
EXAMINED = "#told-state:has-text('检查')"


@pytest.fixture
def declared(served, agencies, people):
    """``declared(draft, pack="ningxia")`` is a declaration of ``unit_a`` with the form of a jurisdiction."""

    def make(typed=None, pack="national"):
        AgencyYear.objects.filter(agency=agencies["unit_a"]).update(pack=pack)
        return actions.create(agencies["unit_a"], YEAR, typed or Draft(), actor=actor_of(people["clerk_a"]))

    return make


@pytest.fixture
def opened(chromium, served, logged_in):
    """``opened(declaration)`` is the page as a clerk has it before them; two calls with one ``context`` are two windows of a browser.

    When the test is over no page may have complained of anything but what it was made to go through.
    """
    with ExitStack() as stack:
        visits = []

        def start(declaration, login="clerk_a", *, lang="zh", of=None, expects=(), path="/edit", **options):
            found = stack.enter_context(visit(chromium, **{"height": 768, **options})) if of is None else None
            context = found.page.context if found else of.context
            if found:
                visits.append((found, expects))
                cookies = {name: morsel.value for name, morsel in logged_in(login).cookies.items()} | {"jixiao_lang": lang}
                context.add_cookies([{"name": name, "value": value, "url": served} for name, value in cookies.items()])
            page = found.page if found else context.new_page()
            page.goto(f"{served}/declarations/{declaration.pk}{path}" if declaration else f"{served}{path}")
            return page

        yield start
        for found, expects in visits:
            assert [fault for fault in found.faults if not any(re.search(each, fault) for each in expects)] == []


def kept(declaration):
    return Draft.from_plain(Declaration.objects.get(pk=declaration.pk).draft)


def saved(page):
    page.wait_for_selector(SAVED)


def cell(page, path):
    return page.locator(f'[data-path="{path}"]')


def focused(page):
    return page.evaluate("document.activeElement.dataset.path ?? document.activeElement.tagName")


def arrives(page, path):
    page.wait_for_function("path => document.activeElement.dataset.path === path", arg=path)


def write(page, *texts, key="Tab"):
    for text in texts:
        if text:
            page.keyboard.type(text)
        page.keyboard.press(key)


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
    item.locator("a").click()
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


# saving


def test_what_is_typed_is_saved_in_a_pause_and_is_there_again(declared, opened):
    declaration = declared(draft())
    page = opened(declaration)

    cell(page, "goal").fill("保障359处路口。")
    page.wait_for_selector("#keeping[data-state=typing], #keeping[data-state=saving]")
    saved(page)

    assert re.fullmatch(r"已保存 \d\d:\d\d:\d\d", page.inner_text("#keeping"))
    page.reload()
    assert cell(page, "goal").input_value() == "保障359处路口。"


def test_without_connection_it_is_kept_and_saved_when_it_is_back(declared, opened):
    declaration = declared(draft())
    page = opened(declaration, expects=["ERR_INTERNET_DISCONNECTED"])
    page.wait_for_selector(EXAMINED)
    page.context.set_offline(True)

    cell(page, "goal").fill("断网时写的目标。")
    cell(page, "indicators.k1.name").focus()
    page.keyboard.press("Control+Enter")
    page.keyboard.type("断网时加的指标")
    page.wait_for_selector("#keeping[data-state=offline]")
    assert "网络中断" in page.inner_text("#keeping")
    assert kept(declaration).text("goal") == draft().text("goal")

    page.context.set_offline(False)
    saved(page)
    assert kept(declaration).text("goal") == "断网时写的目标。"
    assert "断网时加的指标" in [item.text("name") for item in kept(declaration).indicators]


def test_browser_that_crashed_offers_what_was_not_saved(declared, opened):
    declaration = declared(draft())
    page = opened(declaration, expects=["ERR_INTERNET_DISCONNECTED"])
    page.wait_for_selector(EXAMINED)
    page.context.set_offline(True)
    cell(page, "goal").fill("崩溃前写的目标。")
    page.wait_for_selector("#keeping[data-state=offline]")
    page.close(run_before_unload=False)
    context = page.context
    context.set_offline(False)

    again = opened(declaration, of=page)
    again.wait_for_selector(".notice:has-text('没有保存')")
    assert cell(again, "goal").input_value() == draft().text("goal")
    again.click("text=放回表里")
    saved(again)

    assert kept(declaration).text("goal") == "崩溃前写的目标。"
    assert again.evaluate("Object.keys(localStorage).length") == 0


def test_session_that_ended_loses_nothing(declared, opened, served):
    declaration = declared(draft())
    page = opened(declaration, expects=["401"])
    page.wait_for_selector(EXAMINED)
    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")

    cell(page, "goal").fill("登录过期后写的目标。")
    page.wait_for_selector("#keeping[data-state=expired] a")
    assert kept(declaration).text("goal") == draft().text("goal")

    page.context.add_cookies(cookies)
    page.evaluate("dispatchEvent(new Event('focus'))")
    saved(page)
    assert kept(declaration).text("goal") == "登录过期后写的目标。"


def test_leaving_with_something_unsaved_warns(declared, opened):
    page = opened(declared(draft()), expects=["ERR_INTERNET_DISCONNECTED"])
    page.wait_for_selector(EXAMINED)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.context.set_offline(True)
    cell(page, "goal").fill("没有保存")

    page.close(run_before_unload=True)
    page.wait_for_timeout(300)

    assert asked == ["beforeunload"]
    page.context.set_offline(False)


def test_two_who_type_into_different_cells_keep_both_without_a_question(declared, opened):
    declaration = declared(draft())
    first, second = opened(declaration, expects=["409"]), opened(declaration, "clerk_a2", expects=["409"])
    cell(second, "period").fill("2年")
    saved(second)

    cell(first, "goal").fill("周明写的目标。")
    first.wait_for_selector(".notice:has-text('吴倩')")
    saved(first)

    assert (kept(declaration).text("period"), kept(declaration).text("goal")) == ("2年", "周明写的目标。")
    assert cell(first, "period").input_value() == "2年"


def test_two_who_type_into_one_cell_choose_and_nothing_is_lost(declared, opened):
    declaration = declared(draft())
    first, second = opened(declaration, expects=["409"]), opened(declaration, "clerk_a2", expects=["409"])
    cell(second, "goal").fill("吴倩写的目标。")
    cell(second, "indicators.k1.target").fill("≥400处")
    saved(second)

    cell(first, "goal").fill("周明写的目标。")
    cell(first, "indicators.k1.target").fill("≥300处")
    cell(first, "period").fill("2年")
    first.wait_for_selector("#conflicts li >> nth=1")

    assert first.locator("#conflicts blockquote").all_inner_texts() == ["周明写的目标。", "吴倩写的目标。", "≥300处", "≥400处"]
    first.wait_for_selector("#keeping[data-state=undecided]")
    assert kept(declaration).text("goal") == "吴倩写的目标。"
    first.click("#conflicts li >> nth=1 >> text=用已保存的")
    first.click("#conflicts li >> text=用我填的")
    saved(first)
    typed = kept(declaration)
    assert (typed.text("goal"), typed.text("indicators.k1.target"), typed.text("period")) == ("周明写的目标。", "≥400处", "2年")
    assert cell(first, "indicators.k1.target").input_value() == "≥400处"


def test_two_windows_of_one_person_are_told_apart(declared, opened):
    declaration = declared(draft())
    first = opened(declaration, expects=["409"])
    second = opened(declaration, of=first)
    cell(second, "goal").fill("第二个窗口")
    saved(second)

    cell(first, "goal").fill("第一个窗口")
    first.wait_for_selector("#conflicts")

    assert "另一个窗口" in first.inner_text("#conflicts")
    assert first.locator("#conflicts blockquote").all_inner_texts() == ["第一个窗口", "第二个窗口"]


def test_row_that_one_removes_while_the_other_types_into_it_is_asked_about(declared, opened):
    declaration = declared(draft())
    first, second = opened(declaration, expects=["409"]), opened(declaration, "clerk_a2", expects=["409"])
    cell(second, "indicators.k2.name").focus()
    second.keyboard.press("Control+Backspace")
    saved(second)

    cell(first, "indicators.k2.target").fill("≥99%")
    first.wait_for_selector("#conflicts")
    first.click("text=用我填的")
    saved(first)

    row = next(item for item in kept(declaration).indicators if item.id == "k2")
    assert (row.text("name"), row.text("target"), row.text("level2")) == ("信号灯完好率", "≥99%", "质量指标")
    assert cell(first, "indicators.k2.name").input_value() == "信号灯完好率"


def test_answer_that_was_lost_is_no_conflict(declared, opened):
    declaration = declared(draft())
    page = opened(declaration, expects=["409", "ERR_FAILED"])
    lost = []

    def lose(route):
        if not lost:
            route.fetch()
            lost.append(1)
            route.abort()
        else:
            route.continue_()

    page.route("**/autosave", lose)
    cell(page, "goal").fill("回音丢了的目标。")
    page.wait_for_selector("#keeping[data-state=offline]")
    saved(page)

    assert page.locator("#conflicts").count() == 0
    assert kept(declaration).text("goal") == "回音丢了的目标。"
    assert Event.objects.filter(chain_id=declaration.chain, action="declaration.save").count() == 1


def test_what_cannot_be_kept_is_marked_and_costs_nothing_else(declared, opened):
    declaration = declared(draft())
    page = opened(declaration)

    page.evaluate(
        "() => { const goal = document.querySelector('[data-path=goal]'); goal.value = '坏' + String.fromCharCode(0) + '字';"
        "goal.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    cell(page, "period").fill("3年")
    page.wait_for_selector("#keeping[data-state=some_refused]")

    assert kept(declaration).text("period") == "3年"
    assert page.locator('td.is-error [data-path="goal"]').count() == 1
    cell(page, "goal").fill("好字")
    saved(page)
    assert kept(declaration).text("goal") == "好字"


@pytest.mark.parametrize(
    "text",
    ["</textarea><b>粗</b>", "\u202e倒\u202c", "👨‍👩‍👧🚦", "长" * 10_000, "\n\n两行\n"],
    ids=["markup", "rtl", "emoji", "long", "lines"],
)
def test_hostile_text_comes_back_as_it_was_typed(text, declared, opened):
    declaration = declared(draft())
    page = opened(declaration)

    cell(page, "goal").fill(text)
    cell(page, "indicators.k1.name").fill(text)
    saved(page)
    page.wait_for_selector(EXAMINED)
    page.reload()

    assert cell(page, "goal").input_value() == text
    assert cell(page, "indicators.k1.name").input_value() == text
    assert page.evaluate("document.documentElement.scrollWidth") <= 1366


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
    with page.expect_download() as download:
        page.click("#files a")
    assert download.value.suggested_filename == "维护合同.pdf"
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


# looks


@pytest.mark.parametrize("pack", pack_ids())
def test_nobody_is_kept_out_and_nothing_is_wider_than_the_window(pack, declared, opened):
    page = opened(declared(draft(indicators=LOW, **{"amounts.fiscal": "1,2OO"}), pack))
    page.wait_for_selector("#told-items li.error")

    assert violations(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth") <= 1366


@pytest.mark.parametrize(("width", "lang", "scheme"), [(390, "zh", "light"), (1366, "en", "dark"), (1920, "zh", "dark")])
def test_nobody_is_kept_out_in_other_windows(width, lang, scheme, declared, opened):
    page = opened(declared(draft(indicators=LOW)), width=width, lang=lang, color_scheme=scheme)
    page.wait_for_selector("#told-items li.error")

    assert violations(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("pack", pack_ids())
def test_paper_is_printed_as_the_form_alone(pack, declared, opened):
    page = opened(declared(draft(), pack))
    page.wait_for_selector(EXAMINED)

    printed = pypdfium2.PdfDocument(BytesIO(page.pdf(format="A4")))

    words = "".join(printed[at].get_textpage().get_text_range() for at in range(len(printed)))
    assert "维护路口数量" in words
    assert not any(word in words for word in ("审核提示", "送审", "已保存", "附件"))


def test_scripts_of_the_page_are_small(served, opened, declared):
    page = opened(declared(draft()))

    sizes = page.evaluate(
        "async () => Object.fromEntries(await Promise.all([...document.scripts].filter(each => each.src).map(async each =>"
        "[new URL(each.src).pathname.split('/').pop(), (await (await fetch(each.src)).arrayBuffer()).byteLength])))"
    )

    assert sum(size for name, size in sizes.items() if name.startswith("editor")) < 48_000
    assert sum(sizes.values()) < 113_000
