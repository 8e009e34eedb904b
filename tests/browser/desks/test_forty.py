"""A Monday morning: forty declarations, ten of them with errors, decided with keys alone; all ten are found (待审四十件)."""

import pytest
from tests.web.review.conftest import ROWS, Desk, draft_of

from jixiao.web.records.models import Declaration, Event, Stage

QUEUE = "?role=department_reviewer&tab=to_review"
COUNT = 40
COST, SATISFACTION = 3, 6
_COST = ("产出指标", "成本指标", "信号灯维护成本")
_SATISFACTION = ("满意度指标", "服务对象满意度指标", "驾驶人满意度")
PLANTED = {
    2: {COST: (*_COST, "≤666.91万元")},
    5: {SATISFACTION: (*_SATISFACTION, "≥5%")},
    9: {COST: (*_COST, "≤1110万元")},
    13: {COST: (*_COST, "≤120万元"), SATISFACTION: (*_SATISFACTION, "≥8%")},
    14: {SATISFACTION: (*_SATISFACTION, "≥4%")},
    21: {COST: (*_COST, "≤200万元")},
    27: {COST: (*_COST, "≤1100000元"), SATISFACTION: (*_SATISFACTION, "≥3%")},
    30: {SATISFACTION: (*_SATISFACTION, "≥1%")},
    36: {COST: (*_COST, "≤5000万元")},
    39: {COST: (*_COST, "≤112万元")},
}
"""Number of the declaration to the rows that are wrong in it: a cost above the money, a satisfaction that nobody would call one."""
EXPLAINED = {"CST-002@indicators.k4.target": "按合同。", "VAL-030@indicators.k7.target": "首年。"}


@pytest.fixture
def forty(served, tree):
    """They wait for the department; the unit explained away what was found in ten of them."""
    desk = Desk(tree)
    for number in range(COUNT):
        wrong = PLANTED.get(number, {})
        rows = [wrong.get(at, row) for at, row in enumerate(ROWS)]
        desk.at("department_review", draft_of(rows, EXPLAINED if wrong else None, name=name_of(number)))


def name_of(number):
    return f"云川市第{number + 1:02}号信号灯项目"


def names_in(stage):
    return set(Declaration.objects.filter(stage=stage).values_list("name", flat=True))


def press_and_load(page, *keys):
    with page.expect_navigation():
        for key in keys:
            page.keyboard.press(key)


def test_a_reviewer_decides_forty_with_keys_alone_and_finds_all_ten(forty, window):
    page = window("department_1", f"/declarations{QUEUE}&sort=risk")
    returned = []

    page.keyboard.press("j")
    press_and_load(page, "Enter")
    while "/declarations?" not in page.url:
        if page.locator("#findings .tally .error").count() == 0:  # risk goes down: nothing that follows has an error
            press_and_load(page, "l")
            break
        returned.append(page.inner_text("h1"))
        page.keyboard.press("r")
        page.wait_for_selector("#asking[open] textarea:focus")
        page.keyboard.press("Alt+6")
        page.keyboard.type(" 尤其是成本和满意度。")
        press_and_load(page, "Control+Enter")

    assert set(returned) == {name_of(number) for number in PLANTED}
    page.keyboard.press("X")
    assert page.inner_text("output[data-count]") == "已选30件，3,300.00万元"
    press_and_load(page, "a")
    assert page.locator("form.bulk tr[data-row]").count() == 30
    assert page.locator("form.bulk .tally .error").count() == 0
    assert page.is_checked("input[name=grade][value=excellent]")
    assert page.evaluate("document.activeElement.closest('form.bulk') !== null")
    press_and_load(page, "Enter")

    assert page.inner_text("[role=status] b") == "办成30件，没有办0件"
    assert names_in(Stage.RETURNED) == {name_of(number) for number in PLANTED}
    assert names_in(Stage.FINANCE_REVIEW) == {name_of(number) for number in range(COUNT)} - names_in(Stage.RETURNED)
    reasons = {event.data["reason"] for event in Event.objects.filter(action="declaration.return")}
    assert reasons == {"请逐条处理审核提示中的错误，或写明理由。 尤其是成本和满意度。"}
    assert {event.data["grade"] for event in Event.objects.filter(action="declaration.return")} == {"medium"}
    last = Event.objects.filter(action="declaration.approve").latest("id")
    assert (last.data["grade"], last.actor["login"]) == ("excellent", "department_1")


def test_rows_are_marked_one_by_one_and_what_another_decided_meanwhile_is_told(served, tree, window):
    desk = Desk(tree)
    first, second = (desk.at("department_review", draft_of(name=name_of(number))) for number in range(2))
    page = window("department_1", f"/declarations{QUEUE}")

    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert page.inner_text("output[data-count]") == "已选2件，220.00万元"
    press_and_load(page, "a")
    Declaration.objects.filter(pk=first.pk).update(revision=first.revision + 1)
    press_and_load(page, "Enter")

    assert page.inner_text("[role=status] b") == "办成1件，没有办1件"
    assert name_of(0) in page.inner_text("form.panel")
    assert names_in(Stage.FINANCE_REVIEW) == {second.name}
    page.click("form.panel button")
    page.click("form.bulk button.primary")
    page.wait_for_selector("text=办成1件，没有办0件")
    assert names_in(Stage.FINANCE_REVIEW) == {first.name, second.name}
