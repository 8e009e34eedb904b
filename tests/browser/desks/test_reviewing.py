"""A reviewer at work: keys, panels, comments, the paper; nobody kept out, nothing wider than the window."""

from datetime import timedelta
from io import BytesIO

import pypdfium2
import pytest
from tests.browser.test_pages import violations
from tests.web.review.conftest import ROWS, Desk, draft_of

from jixiao.web.desks.review.paper import anchor_of
from jixiao.web.records import clock
from jixiao.web.records.actions.phrases import keep_phrase
from jixiao.web.records.actions.reminders import remind
from jixiao.web.records.models import Declaration, Event, Stage

QUEUE = "?role=department_reviewer&tab=to_review"
BAD = [*ROWS[:3], ("产出指标", "成本指标", "信号灯维护成本", "≤666.91万元"), *ROWS[4:]]
EXPLAINED = {"CST-002@indicators.k4.target": "含上年结转资金。"}


@pytest.fixture
def desk(served, tree):
    return Desk(tree)


@pytest.fixture
def waiting(desk):
    """Three that wait for the department, the second with an error that was explained."""
    now = clock.now()
    made = []
    for number in range(3):
        with clock.at(now - timedelta(hours=9 - number)):
            draft = draft_of(BAD if number == 1 else ROWS, EXPLAINED if number == 1 else None, name=f"云川市项目{'甲乙丙'[number]}")
            made.append(desk.at("department_review", draft))
    return made


def stages():
    return dict(Declaration.objects.values_list("name", "stage"))


def arrived(page, name):
    """The sheet of a project is there, and its keys."""
    page.wait_for_selector(f"h1:has-text('{name}')")
    page.wait_for_load_state("load")


def test_reviewer_decides_a_list_with_keys_alone(waiting, window):
    page = window("department_1", f"/declarations{QUEUE}")

    page.keyboard.press("j")
    page.keyboard.press("Enter")
    arrived(page, "云川市项目甲")
    assert page.inner_text(".position") == "1/3"
    page.keyboard.press("a")
    page.wait_for_selector("#asking[open] button:focus")
    page.keyboard.press("Enter")

    arrived(page, "云川市项目乙")
    assert page.inner_text(".position") == "2/3"
    page.keyboard.press("n")
    arrived(page, "云川市项目丙")
    page.keyboard.press("p")
    arrived(page, "云川市项目乙")
    page.keyboard.press("r")
    page.wait_for_selector("#asking[open] textarea:focus")
    page.keyboard.type("cost a n p 成本上限超过预算，请核对。")
    page.keyboard.press("Control+Enter")

    arrived(page, "云川市项目丙")
    assert page.inner_text(".position") == "3/3"
    page.keyboard.press("a")
    page.wait_for_selector("#asking[open] button:focus")
    page.keyboard.press("Enter")
    page.wait_for_selector("nav.tabs")
    assert stages() == {"云川市项目甲": Stage.FINANCE_REVIEW, "云川市项目乙": Stage.RETURNED, "云川市项目丙": Stage.FINANCE_REVIEW}
    assert Event.objects.get(action="declaration.return").data["reason"] == "cost a n p 成本上限超过预算，请核对。"


def test_escape_leaves_the_search_field(waiting, window):
    page = window("department_1", f"/declarations{QUEUE}")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("/")
    page.keyboard.type("项目")
    page.keyboard.press("Escape")
    page.keyboard.press("j")

    assert page.evaluate("document.activeElement.className") == "title"
    assert "j" not in page.input_value("input[type=search]")


def test_asking_is_cancelled_with_escape(waiting, window):
    page = window("department_1", f"/declarations/{waiting[0].pk}{QUEUE}")

    page.keyboard.press("a")
    page.wait_for_selector("#asking[open]")
    page.keyboard.press("Escape")
    page.wait_for_selector("#asking:not([open])", state="attached")
    page.keyboard.press("r")
    page.wait_for_selector("#asking[open] textarea")

    assert page.locator("#asking input[name=phrase]").count() == 7
    assert stages()["云川市项目甲"] == Stage.DEPARTMENT_REVIEW


def test_key_right_after_escape_is_heard(waiting, window):
    page = window("department_1", f"/declarations/{waiting[0].pk}{QUEUE}")
    page.keyboard.press("r")
    page.wait_for_selector("#asking[open] textarea:focus")

    page.evaluate(
        """() => {
        const field = document.activeElement;
        field.dispatchEvent(new KeyboardEvent("keydown", {key: "Escape", bubbles: true}));
        document.querySelector("#asking").close();
        field.dispatchEvent(new KeyboardEvent("keydown", {key: "a", bubbles: true}));
        }"""
    )

    page.wait_for_selector("#asking[open] button:focus")


def test_keys_are_shown(waiting, window):
    page = window("department_1", f"/declarations/{waiting[0].pk}{QUEUE}")

    page.keyboard.press("?")

    assert page.locator("#keys[open] kbd").all_inner_texts() == [
        "a",
        "r",
        "n",
        "p",
        "f",
        "c",
        "u",
        "l",
        "Alt+1…9",
        "1…5",
        "Enter",
        "Esc",
        "?",
    ]


def test_findings_are_gone_through_and_their_cells_shown(waiting, window):
    page = window("department_1", f"/declarations/{waiting[1].pk}{QUEUE}")

    page.keyboard.press("f")

    assert page.locator(".paper .is-shown").get_attribute("id") == anchor_of("indicators.k4.target")
    assert page.locator("#findings .is-shown .mark").inner_text() == "1"


def test_cell_is_clicked_and_commented_without_loading_the_page(waiting, window):
    page = window("department_1", f"/declarations/{waiting[0].pk}{QUEUE}")
    page.evaluate("window.stayed = true")
    cell = page.locator(f"#{anchor_of('indicators.k2.target')}")

    cell.click()
    page.keyboard.type("上年已达99%，请提高。")
    page.click(".commenting button")
    page.wait_for_selector("#comments .text")

    assert cell.locator(".mark.comment").inner_text() == "批1"
    assert page.inner_text("#comments .where a") == "“信号灯完好率”的指标值"
    assert page.evaluate("window.stayed")
    page.click("#comments li button")
    page.wait_for_selector("#comments .is-settled")
    assert cell.locator(".mark.comment").count() == 0


def test_comment_is_written_once_however_often_it_is_clicked(waiting, window):
    page = window("department_1", f"/declarations/{waiting[0].pk}{QUEUE}")

    page.fill(".commenting textarea", "请写明次数。")
    page.dblclick(".commenting button")
    page.wait_for_selector("#comments .text")
    page.wait_for_load_state("networkidle")

    assert page.locator("#comments .text").all_inner_texts() == ["请写明次数。"]


def test_comment_that_is_too_long_is_told_and_kept(waiting, window):
    page = window("department_1", f"/declarations/{waiting[0].pk}{QUEUE}")
    page.evaluate("document.querySelector('.commenting textarea').removeAttribute('maxlength')")

    page.fill(".commenting textarea", "长" * 2001)
    page.click(".commenting button")

    page.wait_for_selector("#comments [role=alert]")
    assert page.input_value(".commenting textarea") == "长" * 2001


def test_second_of_two_windows_is_told_what_happened(waiting, window):
    first = window("department_1", f"/declarations/{waiting[0].pk}{QUEUE}")
    second = window("department_1b", f"/declarations/{waiting[0].pk}{QUEUE}")
    first.keyboard.press("a")
    first.wait_for_selector("#asking[open] button:focus")
    second.keyboard.press("r")
    second.wait_for_selector("#asking[open] textarea:focus")

    first.keyboard.press("Enter")
    arrived(first, "云川市项目乙")
    second.keyboard.type("目标偏低。")
    second.keyboard.press("Control+Enter")

    second.wait_for_selector("text=没有办理")
    assert "卫东" in second.inner_text(".happened")
    assert second.input_value("textarea[readonly]") == "目标偏低。"
    second.click("text=继续下一件")
    arrived(second, "云川市项目乙")


def test_double_click_decides_once(waiting, window):
    page = window("department_1", f"/declarations/{waiting[0].pk}{QUEUE}")
    page.keyboard.press("a")
    page.wait_for_selector("#asking[open] button:focus")

    page.dblclick("#asking form button.primary")
    arrived(page, "云川市项目乙")

    assert Event.objects.filter(chain_id=waiting[0].chain, action="declaration.approve").count() == 2  # the head of the unit, and this
    assert stages() == {
        "云川市项目甲": Stage.FINANCE_REVIEW,
        "云川市项目乙": Stage.DEPARTMENT_REVIEW,
        "云川市项目丙": Stage.DEPARTMENT_REVIEW,
    }


def test_everything_works_without_a_script(waiting, window):
    page = window("department_1", f"/declarations/{waiting[0].pk}{QUEUE}", java_script_enabled=False)

    page.select_option(".commenting select", "goal")
    page.fill(".commenting textarea", "请写明次数。")
    page.click(".commenting button")
    assert page.inner_text("#comments .text") == "请写明次数。"
    page.click("[data-move=return]")
    page.check("input[name=phrase] >> nth=0")
    page.click("form.asking-form button")

    assert page.inner_text("h1") == "云川市项目乙"
    assert stages()["云川市项目甲"] == Stage.RETURNED


# looks


def pages(desk):
    """Address of each page of the desk that holds more than ``looking.py`` has there, and who looks at it."""
    read = desk.at("department_review", draft_of(BAD, EXPLAINED))
    desk.comment(read)
    back = desk.at("returned")
    remind(back.pk, actor=desk.actor("department_1"), note="请尽快。")
    keep_phrase(move="return", text="请对照去年批复的指标。", actor=desk.actor("department_1"))
    return {
        "sheet": ("department_1", f"/declarations/{read.pk}{QUEUE}"),
        "return": ("department_1", f"/declarations/{read.pk}/move/return{QUEUE}"),
        "refused": ("clerk_a", f"/declarations/{read.pk}/move/approve"),
        "returned": ("clerk_a", f"/declarations/{back.pk}"),
        "list": ("department_1", f"/declarations{QUEUE}"),
        "below": ("finance", "/declarations?role=finance_reviewer&tab=below"),
        "home": ("department_1", "/"),
        "phrases": ("department_1", "/phrases"),
    }


@pytest.mark.parametrize(("lang", "scheme", "width"), [("zh", "light", 1366), ("en", "dark", 390)])
def test_nobody_is_kept_out_and_no_page_is_wider_than_its_window(lang, scheme, width, desk, window):
    found = {}
    for name, (login, path) in pages(desk).items():
        page = window(login, path, lang=lang, color_scheme=scheme, width=width)
        faults = violations(page)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            faults["wide"] = page.evaluate("document.documentElement.scrollWidth")
        if faults:
            found[name] = faults

    assert found == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_kept_out_of_a_panel(scheme, waiting, window):
    page = window("department_1", f"/declarations/{waiting[1].pk}{QUEUE}", color_scheme=scheme)
    page.keyboard.press("r")
    page.wait_for_selector("#asking[open] textarea:focus")

    assert violations(page) == {}


@pytest.mark.parametrize(("lang", "scheme", "width"), [("zh", "light", 1366), ("en", "dark", 1366), ("en", "light", 390)])
def test_nobody_is_kept_out_of_what_is_asked_of_many_and_of_its_outcome(lang, scheme, width, waiting, window):
    page = window("department_1", f"/declarations{QUEUE}", lang=lang, color_scheme=scheme, width=width)
    found = [violations(page)]
    page.keyboard.press("X")
    with page.expect_navigation():
        page.keyboard.press("r")
    Declaration.objects.filter(pk=waiting[0].pk).update(revision=99)
    found += [violations(page), page.evaluate("document.documentElement.scrollWidth") > width]
    page.fill("textarea", "请修改。")
    with page.expect_navigation():
        page.click("form.bulk button.danger")
    found += [violations(page), page.evaluate("document.documentElement.scrollWidth") > width]

    assert found == [{}, {}, False, {}, False]


def test_phrase_is_put_in_where_the_cursor_is_and_a_grade_chosen_by_its_digit(waiting, window):
    page = window("department_1", f"/declarations/{waiting[0].pk}{QUEUE}")
    page.keyboard.press("r")
    page.wait_for_selector("#asking[open] textarea:focus")
    page.keyboard.type("一、 1")
    page.keyboard.press("Alt+2")
    assert page.input_value("#asking textarea") == "一、 1\n指标与总体目标、项目内容不对应，请按项目实际修改。"
    page.keyboard.press("Escape")
    page.wait_for_selector("#asking:not([open])", state="attached")
    page.keyboard.press("a")
    page.wait_for_selector("#asking[open] button:focus")
    page.keyboard.press("1")
    assert page.is_checked("#asking input[value=excellent]")
    page.keyboard.press("3")
    assert page.is_checked("#asking input[name=grade][value='']")


def test_page_loads_less_than_100_kilobytes_of_script(waiting, window):
    page = window("department_1", f"/declarations/{waiting[0].pk}{QUEUE}")

    sizes = page.evaluate("performance.getEntriesByType('resource').filter(e => e.initiatorType === 'script').map(e => e.decodedBodySize)")
    assert sum(sizes) < 100_000


def test_printed_sheet_is_the_paper_form_and_nothing_else(desk, window):
    found = desk.at("department_review", draft_of(BAD, EXPLAINED))
    desk.comment(found)
    page = window("department_1", f"/declarations/{found.pk}{QUEUE}")

    with pypdfium2.PdfDocument(BytesIO(page.pdf(prefer_css_page_size=True))) as printed:
        size = [round(each) for each in printed.get_page_size(0)]
        words = "".join("".join(printed[number].get_textpage().get_text_range().split()) for number in range(len(printed)))
        count = len(printed)

    assert (count, size) == (1, [595, 842])
    assert words.startswith("项目支出绩效目标申报表（2027年度）")
    assert "≤666.91万元" in words
    for said in ("审核通过", "审核提示", "CST-002", "批1", "请写明维护次数", "jixiao"):
        assert said not in words
