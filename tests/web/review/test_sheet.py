"""The sheet: what is on it for whom, with what is said at its cells."""

import pytest
from tests.web.review.conftest import LEVELS, ROWS, draft_of
from tests.web.review.selecting import select

from jixiao.web.desks.review.paper import anchor_of
from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.models import Event, Person, Post

BAD = [
    *ROWS[:3],
    ("产出指标", "成本指标", "信号灯维护成本", "≤666.91万元"),
    *ROWS[4:6],
    ("满意度指标", "服务对象满意度指标", "驾驶人满意度", "≥5%"),
]
EXPLAINED = {"CST-002@indicators.k4.target": "含上年结转资金。", "VAL-030@indicators.k7.target": "首次调查。"}

# who sees a declaration of unit_a at a stage, and which moves are offered on its sheet
SEEN = {
    "draft": {"clerk_a": ["discard"], "clerk_a2": ["discard"], "head_a": []},
    "returned": {"clerk_a": ["discard"], "head_a": [], "department_1": [], "finance": [], "observer": [], "performance": []},
    "unit_review": {"clerk_a": ["withdraw"], "head_a": ["approve", "return"], "department_1": [], "finance": [], "observer": []},
    "department_review": {"clerk_a": [], "head_a": [], "department_1": ["approve", "return"], "department_1b": ["approve", "return"]},
    "finance_review": {"clerk_a": [], "department_1": [], "finance": ["approve", "return"], "finance_2": ["approve", "return"]},
    "approved": {"clerk_a": [], "department_1": [], "finance": ["ratify"], "performance": []},
    "ratified": {"clerk_a": [], "finance": [], "observer": []},
    "discarded": {"clerk_a": [], "head_a": []},
}
UNSEEN = ["clerk_b", "head_c", "department_2", "third_party", "system_admin", "security_admin", "audit_admin"]


@pytest.mark.parametrize("stage", SEEN)
def test_sheet_offers_each_what_may_be_done(stage, desk, page):
    found = desk.at(stage)

    for login, moves in SEEN[stage].items():
        shown = page(login, "sheet", found)
        assert shown.status == 200, login
        assert [node.get("data-move") for node in shown.all("[data-move]")] == moves, login


@pytest.mark.parametrize("stage", ["draft", "department_review", "ratified"])
def test_sheet_is_not_there_for_strangers(stage, desk, page):
    found = desk.at(stage)

    assert {login: page(login, "sheet", found).status for login in UNSEEN} == dict.fromkeys(UNSEEN, 404)


def test_reviewers_do_not_see_a_draft_that_was_never_submitted(desk, page):
    assert [page(login, "sheet", desk.at("draft")).status for login in ("department_1", "finance", "observer")] == [404] * 3


def test_way_tells_what_is_behind_and_who_has_it(desk, page):
    shown = page("clerk_a", "sheet", desk.at("department_review"))

    assert shown.texts(".way .behind") == ["已过编制中", "已过待单位审核"]
    assert shown.texts(".way .here") == ["现在待主管部门审核"]
    assert shown.texts(".way .ahead") == ["未到待财政业务处审核", "未到审核通过", "未到已批复"]
    assert sorted(shown.texts(".holder")) == ["卫东", "蒋梅"]


def test_findings_stand_at_their_cell_and_beside_with_law_and_remedy(desk, page):
    shown = page("department_1", "sheet", desk.at("department_review", draft_of(BAD, EXPLAINED)))

    cell = shown.tree.get_element_by_id(anchor_of("indicators.k4.target"))
    entry = shown.tree.get_element_by_id(select(cell, "a.mark.error")[0].get("href")[1:])
    told = "".join(entry.text_content().split())
    assert "has-error" in cell.get("class")
    assert told.startswith("1“信号灯维护成本”的指标值CST-002成本指标超过预算")
    assert "怎么改请核对成本指标或预算" in told
    assert "依据《中华人民共和国预算法》" in told
    assert told.endswith("单位说明含上年结转资金。申请豁免")
    assert select(entry, ".where a")[0].get("href") == "#" + cell.get("id")


def test_gravest_findings_come_first(desk, page):
    shown = page("department_1", "sheet", desk.at("department_review", draft_of(BAD, EXPLAINED)))

    kinds = [node.get("class") for node in shown.all("#findings li")]
    assert kinds[:2] == ["error", "error"]
    assert kinds == sorted(kinds, key=["error", "warning", "info"].index)


def test_every_link_within_the_sheet_leads_somewhere(desk, page):
    found = desk.at("department_review", draft_of(BAD, EXPLAINED))
    desk.comment(found)
    shown = page("department_1", "sheet", desk.now(found))

    ids = [node.get("id") for node in shown.all("[id]")]
    assert {node.get("href")[1:] for node in shown.all("a[href^='#']")} <= set(ids)
    assert len(ids) == len(set(ids))


def test_comment_appears_beside_its_cell_without_loading_the_page(desk, send):
    found = desk.at("department_review")

    shown = send(
        "department_1", "comment", found, headers={"HX-Request": "true"}, path="goal", text="请写明次数。", revision=found.revision
    )

    assert shown.status == 200
    assert shown.texts("#comments .text") == ["请写明次数。"]
    marks = shown.all(f"span#m-{anchor_of('goal')}[hx-swap-oob]")
    assert [node.text_content() for node in marks] == ["批1"]
    assert desk.now(found).comments_open == 1


def test_comment_without_script_leads_back_to_the_sheet(desk, send):
    found = desk.at("department_review")

    shown = send("department_1", "comment", found, query="?role=department_reviewer&tab=to_review", path="", text="请补充附件。")

    assert (shown.status, shown.address) == (302, f"/declarations/{found.pk}?role=department_reviewer&tab=to_review#comments")


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize(
    ("path", "text"), [("goal", "   "), ("no.such.path", "看这里"), ("indicators.k99.name", "看这里"), ("goal", "长" * 2001)]
)
def test_comment_that_cannot_be_kept_says_why_and_keeps_what_was_typed(path, text, script, desk, send):
    found = desk.at("department_review")

    shown = send("department_1", "comment", found, path=path, text=text, headers={"HX-Request": "true"} if script else {})

    assert shown.status == 422
    assert len(shown.texts("#comments [role='alert']")) == 1
    assert shown.texts("#comments textarea") == [text.strip()]
    assert desk.now(found).comments_open == 0


@pytest.mark.parametrize("login", ["clerk_a", "head_a", "finance", "observer"])
def test_only_who_reviews_it_now_comments(login, desk, page, send):
    found = desk.at("department_review")

    assert page(login, "sheet", found).all(".commenting") == []
    assert send(login, "comment", found, path="goal", text="看这里").status == 409
    assert desk.now(found).comments_open == 0


def test_unit_finds_the_reason_and_the_comments_as_a_list_of_what_to_do(desk, page):
    found = desk.at("unit_review")
    desk.comment(found, "goal", "请写明维护次数。", by="head_a")
    desk.comment(found, "indicators.k2.target", "上年已达99%。", by="head_a")
    found = desk.now(found)
    found = actions.send_back(found.pk, seen=found.revision, actor=desk.actor("head_a"), reason="目标偏低。\n请按批注修改。")

    shown = page("clerk_a", "sheet", found)

    assert shown.texts(".told-back .reason") == ["目标偏低。请按批注修改。"]
    assert shown.texts("#comments-title") == ["待办批注（2）"]
    assert shown.texts("#comments .where") == ["批1年度目标", "批2“信号灯完好率”的指标值"]
    assert [node.get("href") for node in shown.all(".told-back .actions a")] == [f"/declarations/{found.pk}/edit"]
    assert page("department_1", "sheet", found).all(".told-back .actions a, #comments form") == []


def test_unit_ticks_a_comment_off(desk, page, send):
    found = desk.at("unit_review")
    written = desk.comment(found, by="head_a")
    found = actions.send_back(found.pk, seen=found.revision, actor=desk.actor("head_a"), reason="请修改。")

    shown = send("clerk_a", "settle", found, written.pk, headers={"HX-Request": "true"})

    assert shown.status == 200
    assert shown.texts("#comments-title") == ["待办批注（0）"]
    assert [node.text_content() for node in shown.all(f"span#m-{anchor_of('goal')}")] == [""]
    assert desk.now(found).comments_open == 0
    assert page("clerk_a", "sheet", found).all(f"#{anchor_of('goal')} a.mark.comment") == []


def test_comment_of_another_is_not_ticked_off(desk, send):
    found = desk.at("department_review")
    written = desk.comment(found)

    assert send("department_1b", "settle", found, written.pk).status == 409
    assert send("clerk_a", "settle", found, written.pk).status == 409
    assert send("clerk_b", "settle", found, written.pk).status == 404
    assert desk.now(found).comments_open == 1


def test_comment_of_another_declaration_is_not_there(desk, send):
    other = desk.at("department_review")
    written = desk.comment(other)

    assert send("department_1", "settle", desk.at("department_review"), written.pk).status == 404


def test_opinions_of_this_round_are_read_by_the_next(desk, page):
    shown = page("finance", "sheet", desk.at("finance_review"))

    assert [text.partition("2")[0] for text in shown.texts(".opinions li")] == ["单位负责人冯涛", "主管部门审核卫东"]
    assert shown.texts(".opinions .said") == ["head_a同意", "department_1同意"]


def test_what_was_mended_is_set_off_for_whoever_reviews_it_again(desk, page):
    found = desk.at("returned")
    assert page("clerk_a", "sheet", found).all(".is-changed") == []
    clerk = desk.actor("clerk_a")
    found = actions.save(found.pk, lambda draft: draft.with_field("indicators.k2.target", "≥99%"), seen=found.revision, actor=clerk)
    found = actions.submit(found.pk, seen=found.revision, actor=clerk)

    shown = page("head_a", "sheet", found)

    assert {node.get("id") for node in shown.all(".paper .is-changed[id]")} == {anchor_of("indicators.k2.target")}
    assert "改动了1栏" in shown.texts(".mended")[0]


def test_what_was_handed_in_once_has_nothing_mended(desk, page):
    shown = page("head_a", "sheet", desk.at("unit_review"))

    assert (shown.all(".is-changed"), shown.all(".mended")) == ([], [])


def test_approval_with_the_budget_shows_its_number(desk, page):
    shown = page("clerk_a", "sheet", desk.at("ratified"))

    assert "云财预〔2026〕88号" in shown.texts(".sealed")[0]
    assert shown.all(".holder") == []


def test_who_wrote_it_is_told_why_not_and_who_else_can(desk, page):
    Post.objects.create(
        person=Person.objects.get(login="clerk_a"), agency=desk.tree.agencies["unit_a"], role="unit_head", valid_from="2020-01-01"
    )
    shown = page("clerk_a", "sheet", desk.at("unit_review"))

    assert [node.get("data-move") for node in shown.all("[data-move]")] == ["withdraw"]
    assert "不能再由您审核" in shown.texts(".notice")[0]
    assert "冯涛" in shown.texts(".notice")[0]
    assert shown.texts(".holder.is-tied") == ["周明须回避"]


def test_nobody_at_the_post_is_said(desk, page):
    found = desk.at("unit_review")
    Post.objects.filter(role="unit_head").delete()

    assert page("clerk_a", "sheet", found).texts(".holder") == ["没有人在此岗位：请联系系统管理员"]


def test_reading_a_sheet_changes_nothing(desk, page):
    found = desk.at("department_review")
    before = Event.objects.count()

    page("department_1", "sheet", found)

    assert (Event.objects.count(), desk.now(found).revision) == (before, found.revision)


@pytest.mark.parametrize("login", LEVELS.values())
def test_sheet_costs_the_same_whatever_is_on_it(login, desk, logged_in, django_assert_max_num_queries):
    stage = next(stage for stage, own in LEVELS.items() if own == login)
    found = desk.at(stage)
    for number in range(6):
        desk.comment(desk.now(found), "goal", f"第{number}条", by=login)
    client = logged_in(login)

    with django_assert_max_num_queries(20):
        client.get(found.get_absolute_url())
