"""Moves: asked before, made once, on to the next; what cannot be made says why, what happened, and who can."""

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.web.review.conftest import ROWS, draft_of

from jixiao.web.records import clock
from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.models import Declaration, Event, Person, Post

QUEUE = "?role=department_reviewer&tab=to_review"


def moves_of(found):
    return list(
        Event.objects.filter(chain_id=found.chain).exclude(action="declaration.save").order_by("seq").values_list("action", flat=True)
    )


@pytest.fixture
def waiting(desk):
    """Four that wait for the department, the oldest first."""
    now = clock.now()
    made = []
    for number in range(4):
        with clock.at(now - timedelta(hours=9 - number)):
            made.append(desk.at("department_review", draft_of(name=f"云川市项目{number}")))
    return made


@pytest.mark.parametrize("name", ["approve", "return", "ratify", "withdraw", "discard"])
def test_move_is_asked_on_a_page_and_in_a_panel_of_the_sheet(name, desk, page):
    login, stage = {
        "approve": ("head_a", "unit_review"),
        "return": ("head_a", "unit_review"),
        "ratify": ("finance", "approved"),
        "withdraw": ("clerk_a", "unit_review"),
        "discard": ("clerk_a", "draft"),
    }[name]
    found = desk.at(stage)

    whole, panel = page(login, "move", found, name), page(login, "move", found, name, headers={"HX-Request": "true"})

    assert (whole.status, panel.status) == (200, 200)
    assert (len(whole.all("header.bar")), len(panel.all("header.bar"))) == (1, 0)
    assert [node.get("value") for node in panel.all("input[name='revision']")] == [str(found.revision)]
    assert desk.now(found).stage == stage


def test_approval_leads_on_to_the_next_of_the_same_list(waiting, desk, send, page):
    second = waiting[1]
    mark = page("department_1", "move", second, "approve", query=QUEUE).all("input[name='mark']")[0].get("value")

    shown = send("department_1", "move", second, "approve", query=QUEUE, revision=second.revision, mark=mark, opinion="同意。")

    assert (shown.status, shown.address) == (302, f"/declarations/{waiting[2].pk}{QUEUE}&done=1")
    assert desk.now(second).stage == "finance_review"
    following = page("department_1", "sheet", waiting[2], query=f"{QUEUE}&done=1")
    assert following.texts(".position") == ["3/4"]


def test_list_is_gone_through_with_the_order_and_the_query_row_it_has(desk, page):
    for name, money in (("云川市甲", "130"), ("云川市乙", "190"), ("云川市丙", "160"), ("别的项目", "199")):
        desk.at("department_review", draft_of(name=name, amounts__fiscal=money))
    first = Declaration.objects.get(name="云川市乙")

    shown = page("department_1", "sheet", first, query=f"{QUEUE}&sort=money&words=云川市")

    assert shown.texts(".position") == ["1/3"]
    assert [node.get("href").partition("?")[0] for node in shown.all("a[data-key='n']")] == [
        Declaration.objects.get(name="云川市丙").get_absolute_url()
    ]
    assert shown.all("a[data-key='p']") == []


def test_last_of_a_list_leads_back_to_the_list(waiting, send):
    last = waiting[-1]

    shown = send("department_1", "move", last, "return", query=QUEUE, revision=last.revision, reason="请修改。")

    assert shown.address == f"{reverse('declarations')}{QUEUE}"


def test_one_that_left_the_list_leads_to_its_first(waiting, desk, page):
    gone = waiting[2]
    actions.approve(gone.pk, seen=gone.revision, actor=desk.actor("department_1b"))

    shown = page("department_1", "sheet", gone, query=QUEUE)

    assert shown.texts(".position") == ["已不在此列表"]
    assert [node.get("href") for node in shown.all("a[data-key='n']")] == [f"/declarations/{waiting[0].pk}{QUEUE}"]


def test_without_a_list_the_sheet_is_shown_again(desk, send):
    found = desk.at("unit_review")

    assert send("head_a", "move", found, "approve", revision=found.revision).address == found.get_absolute_url()


def test_list_of_a_desk_that_one_does_not_hold_is_no_list(desk, page):
    shown = page("department_1", "sheet", desk.at("department_review"), query="?role=finance_reviewer&tab=to_review")

    assert shown.status == 200
    assert shown.all(".position") == []


@pytest.mark.parametrize(
    "query", ["&done=-1", "&done=x", "&done=99999999", "&sort=nothing", "&words=%00", "&at_least=NaN", "&agency=------"]
)
def test_address_that_nobody_made_is_read_as_far_as_it_goes(query, waiting, page):
    assert page("department_1", "sheet", waiting[0], query=QUEUE + query).status == 200


def test_mark_that_nobody_made_is_no_place(waiting, desk, send):
    shown = send("department_1", "move", waiting[0], "approve", query=QUEUE, revision=waiting[0].revision, mark="x_y")

    assert shown.status == 404
    assert desk.now(waiting[0]).stage == "department_review"


def test_return_says_its_phrases_and_its_own_words(desk, send, page):
    found = desk.at("unit_review")
    offered = [node.get("value") for node in page("head_a", "move", found, "return").all("input[name='phrase']")]

    send("head_a", "move", found, "return", revision=found.revision, phrase=offered[:2], reason="第3项请附合同。")

    told = Event.objects.get(chain_id=found.chain, action="declaration.return").data["reason"]
    assert told == "\n".join(["必设的指标或指标值不全，请补齐。", "指标与总体目标、项目内容不对应，请按项目实际修改。", "第3项请附合同。"])


@pytest.mark.parametrize(
    ("name", "stage", "login", "typed"),
    [
        ("return", "unit_review", "head_a", {"reason": "  "}),
        ("return", "unit_review", "head_a", {"reason": "长" * 2001}),
        ("return", "unit_review", "head_a", {"phrase": "no such phrase"}),
        ("approve", "unit_review", "head_a", {"opinion": "长" * 2001}),
        ("ratify", "approved", "finance", {"number": "", "on": "2026-01-05"}),
        ("ratify", "approved", "finance", {"number": "云财预〔2026〕8号", "on": "2026-02-30"}),
        ("ratify", "approved", "finance", {"number": "云财预〔2026〕8号", "on": "2999-01-01"}),
        ("ratify", "approved", "finance", {"number": "号" * 65, "on": "2026-01-05"}),
        ("discard", "draft", "clerk_a", {"reason": ""}),
    ],
)
def test_what_is_missing_is_asked_again_and_nothing_typed_is_lost(name, stage, login, typed, desk, send):
    found = desk.at(stage)

    shown = send(login, "move", found, name, revision=found.revision, **typed)

    assert shown.status == 422
    assert len(shown.texts("[role='alert'] li")) == 1
    kept = {
        node.get("name"): (node.get("value") or node.text_content()).strip("\r\n")
        for node in shown.all("textarea, input[name='number'], input[name='on']")
    }
    assert kept == {key: typed.get(key, "").strip() for key in kept}
    assert desk.now(found).stage == stage


def test_approval_with_the_budget_offers_number_and_day_of_the_last(desk, page, send):
    desk.at("ratified")
    found = desk.at("approved")

    shown = page("finance", "move", found, "ratify")

    assert [node.get("value") for node in shown.all("input[name='number']")] == ["云财预〔2026〕88号"]
    assert [node.get("value") for node in shown.all("input[name='on']")] == [clock.today().isoformat()]
    send("finance", "move", found, "ratify", revision=found.revision, number="云财预〔2026〕89号", on=clock.today().isoformat())
    assert desk.now(found).ratified_number == "云财预〔2026〕89号"


def test_whoever_approves_is_told_what_is_left(desk, page):
    bad = [*ROWS[:3], ("产出指标", "成本指标", "信号灯维护成本", "≤666.91万元"), *ROWS[4:]]
    found = desk.at("department_review", draft_of(bad, {"CST-002@indicators.k4.target": "含上年结转。"}))
    desk.comment(found)

    shown = page("department_1", "move", found, "approve")

    assert "还有1处错误，其中0处没有说明" in shown.texts(".notice")[0]
    assert shown.texts(".notice")[1] == "还有1条批注没有处理"


# what cannot be done


def test_second_click_finds_a_page_that_says_what_happened(waiting, send, page):
    first = waiting[0]
    mark = page("department_1", "move", first, "approve", query=QUEUE).all("input[name='mark']")[0].get("value")
    sent = {"query": QUEUE, "revision": first.revision, "opinion": "同意。", "mark": mark}
    send("department_1", "move", first, "approve", **sent)

    again = send("department_1", "move", first, "approve", **sent)

    assert again.status == 409
    assert moves_of(first) == ["declaration.create", "declaration.submit", "declaration.approve", "declaration.approve"]
    assert "在您打开之后有人办理或修改过" in again.texts(".notice")[0]
    assert [line.partition("2")[0] for line in again.texts(".happened li")] == ["卫东主管部门审核审核通过"]
    assert "待财政业务处审核" in again.words
    assert [node.get("href") for node in again.all(".actions a")][1] == f"/declarations/{waiting[1].pk}{QUEUE}"


def test_two_tabs_decide_once_and_the_second_keeps_its_words(desk, send, page):
    found = desk.at("department_review")
    page("department_1", "move", found, "approve")
    page("department_1b", "move", found, "return")

    send("department_1", "move", found, "approve", revision=found.revision)
    second = send("department_1b", "move", found, "return", revision=found.revision, reason="目标偏低，请调整。")

    assert second.status == 409
    assert desk.now(found).stage == "finance_review"
    assert moves_of(found)[-1] == "declaration.approve"
    assert second.texts("textarea[readonly]") == ["目标偏低，请调整。"]
    assert "卫东" in second.texts(".happened")[0]


def test_withdrawn_meanwhile_is_not_approved(desk, send):
    found = desk.at("unit_review")
    send("clerk_a", "move", found, "withdraw", revision=found.revision)

    shown = send("head_a", "move", found, "approve", revision=found.revision)

    assert shown.status == 409
    assert "取消送审" in shown.texts(".happened")[0]
    assert desk.now(found).stage == "draft"


def test_replayed_approval_of_an_earlier_round_is_not_taken_for_this_one(desk, send):
    found = desk.at("unit_review")
    seen = found.revision
    found = actions.send_back(found.pk, seen=seen, actor=desk.actor("head_a"), reason="请修改。")
    actions.submit(found.pk, seen=found.revision, actor=desk.actor("clerk_a"))

    shown = send("head_a", "move", found, "approve", revision=seen)

    assert shown.status == 409
    assert desk.now(found).stage == "unit_review"


@pytest.mark.parametrize("revision", ["", "x", "-1", "999999999999", "1e3"])
def test_decision_that_does_not_say_what_was_seen_is_none(revision, desk, send):
    found = desk.at("unit_review")

    assert send("head_a", "move", found, "approve", revision=revision).status == 409
    assert desk.now(found).stage == "unit_review"


def test_panel_that_is_opened_late_says_so_before_anything_is_typed(desk, page):
    found = desk.at("unit_review")
    seen = found.revision
    actions.approve(found.pk, seen=seen, actor=desk.actor("head_a"))

    shown = page("head_a", "move", found, "return", query=f"?revision={seen}", headers={"HX-Request": "true"})

    assert shown.status == 409
    assert "冯涛" in shown.texts(".happened")[0]


def test_who_wrote_it_is_told_who_else_can(desk, send, page):
    Post.objects.create(
        person=Person.objects.get(login="clerk_a"), agency=desk.tree.agencies["unit_a"], role="unit_head", valid_from="2020-01-01"
    )
    found = desk.at("unit_review")

    asked, sent = page("clerk_a", "move", found, "approve"), send("clerk_a", "move", found, "approve", revision=found.revision)

    for shown in (asked, sent):
        assert shown.status == 409
        assert "不能再由您审核" in shown.texts(".notice")[0]
        assert "单位负责人：冯涛" in shown.words
    assert desk.now(found).stage == "unit_review"


def test_who_decided_at_one_level_does_not_decide_at_the_next(desk, send):
    Post.objects.create(
        person=Person.objects.get(login="department_1"),
        agency=desk.tree.agencies["finance"],
        role="finance_reviewer",
        valid_from="2020-01-01",
    )
    found = desk.at("finance_review")

    shown = send("department_1", "move", found, "approve", revision=found.revision)

    assert shown.status == 409
    assert "另一级" in shown.texts(".notice")[0]
    assert "韩冰、杨帆" in shown.words or "杨帆、韩冰" in shown.words


@pytest.mark.parametrize(
    ("login", "name", "stage"),
    [
        ("clerk_a", "approve", "unit_review"),
        ("head_a", "ratify", "approved"),
        ("department_1", "approve", "unit_review"),
        ("observer", "return", "department_review"),
        ("clerk_a", "withdraw", "department_review"),
        ("clerk_a", "discard", "unit_review"),
        ("finance", "approve", "ratified"),
    ],
)
def test_move_of_another_role_or_stage_is_refused_with_a_reason(login, name, stage, desk, send, page):
    found = desk.at(stage)
    typed = {"reason": "理由", "number": "1号", "on": "2026-01-05"}

    asked, sent = page(login, "move", found, name), send(login, "move", found, name, revision=found.revision, **typed)

    assert (asked.status, sent.status) == (409, 409)
    assert len(sent.texts(".notice")[0]) > 10
    assert desk.now(found).stage == stage


@pytest.mark.parametrize("name", ["submit", "save", "create", "nothing"])
def test_other_moves_have_no_address_here(name, desk, page):
    assert page("clerk_a", "move", desk.at("draft"), name).status == 404


def test_strangers_find_nothing_to_decide(desk, send):
    found = desk.at("unit_review")

    assert [send(login, "move", found, "approve", revision=found.revision).status for login in ("head_b", "clerk_c", "audit_admin")] == [
        404
    ] * 3


def test_form_without_its_token_is_refused(desk, people):
    from django.test import Client

    found = desk.at("unit_review")
    client = Client(enforce_csrf_checks=True)
    client.force_login(people["head_a"])

    response = client.post(reverse("move", args=[found.pk, "approve"]), {"revision": found.revision})

    assert response.status_code == 403
    assert desk.now(found).stage == "unit_review"


def test_refused_decision_leaves_a_trace_of_the_person(desk, send, people):
    found = desk.at("unit_review")

    send("clerk_a", "move", found, "approve", revision=found.revision)

    refusal = Event.objects.filter(chain_id=f"person:{people['clerk_a'].pk}").last()
    assert (refusal.action, refusal.result, refusal.data["status"]) == ("refused.move", "refused", 409)


@pytest.mark.parametrize(("stage", "name"), [("department_review", "discard"), ("finance_review", "ratify"), ("draft", "return")])
def test_move_that_is_not_possible_here_is_refused_also_when_it_says_too_little(stage, name, desk, send):
    found = desk.at(stage)

    for login in ("clerk_a", "finance"):
        assert send(login, "move", found, name, revision=found.revision).status in (404, 409)
    assert desk.now(found).stage == stage
