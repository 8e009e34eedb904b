"""What is typed is kept through every trouble: no connection, a crash, a session that ended, somebody else who types."""

import re
from contextlib import suppress

import pytest
from playwright.sync_api import Error as PlaywrightError
from tests.browser.desks.writing import EXAMINED, cell, kept, saved
from tests.web.declare.conftest import draft

from jixiao.web.records.models import Event


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


def crash(page):
    """Its process dies at once; a page that is only closed may find the connection again and save in its last moment."""
    page.on("dialog", lambda dialog: dialog.accept())
    with suppress(PlaywrightError), page.expect_event("crash", timeout=20000):
        page.goto("chrome://crash", wait_until="commit", timeout=10000)
    page.close()


def test_browser_that_crashed_offers_what_was_not_saved(declared, opened):
    declaration = declared(draft())
    page = opened(declaration, expects=["ERR_INTERNET_DISCONNECTED"])
    page.wait_for_selector(EXAMINED)
    page.context.set_offline(True)
    cell(page, "goal").fill("崩溃前写的目标。")
    page.wait_for_selector("#keeping[data-state=offline]")
    crash(page)
    page.context.set_offline(False)

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
