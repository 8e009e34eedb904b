"""The home page: counts, lights, what others did since yesterday, each a way to the list or the sheet (首页)."""

import re
from datetime import date, timedelta

import pytest
from tests.web.review.conftest import Desk, draft_of, once

from jixiao.web.records import clock, lately
from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.models import Declaration

__all__ = ["once"]


@pytest.fixture
def desk(tree):
    return Desk(tree)


def links(page, cls):
    """Words and addresses of links of a class."""
    found = re.findall(rf'<a class="{cls}" href="([^"]+)"[^>]*>(.*?)</a>', page.content.decode(), re.DOTALL)
    return {" ".join(re.sub(r"<[^>]+>", " ", words).split()): address.replace("&amp;", "&") for address, words in found}


def test_each_light_leads_to_the_list_that_has_it(desk, logged_in):
    today = clock.today()
    for number, days in enumerate((-3, -1, 0, 3, 4, 9)):
        made = desk.at("department_review", draft_of(name=f"云川市项目{number}"))
        Declaration.objects.filter(pk=made.pk).update(due_on=today + timedelta(days=days))
    client = logged_in("department_1")

    told = links(client.get("/"), "chip")

    expected = {"已逾期 2": "逾期", "3天内到期 2": "剩3天|今天到期", "未到期 2": "剩[49]天"}
    assert expected.keys() < told.keys()
    for words, left in expected.items():
        page = client.get(told[words]).content.decode()
        rows = re.findall(r"<tr data-row>.*?</tr>", page, re.DOTALL)
        assert len(rows) == 2
        assert all(re.search(left, row) for row in rows)


def test_of_many_with_one_deadline_those_with_most_risk_come_first(desk, logged_in):
    made = [desk.at("department_review", draft_of(name=f"云川市项目{number:02}")) for number in range(10)]
    for number, each in enumerate(made):
        Declaration.objects.filter(pk=each.pk).update(risk=number, due_on=clock.today())

    page = logged_in("department_1").get("/").content.decode()
    rows = re.findall(r'<a class="title" href="([^"]+)"[^>]*>\D*(\d\d)', page)
    assert [name for _, name in rows] == ["09", "08", "07", "06", "05", "04", "03", "02"]
    assert all("sort=risk" in address and "light=yellow" in address for address, _ in rows)

    Declaration.objects.filter(pk=made[0].pk).update(due_on=clock.today() - timedelta(days=1))
    page = logged_in("department_1").get("/").content.decode()
    first = re.search(r'<a class="title" href="([^"]+)"[^>]*>\D*(\d\d)', page)
    assert first[2] == "00" and "sort=due" in first[1]


def test_to_do_and_done_are_told_apart(desk, logged_in):
    desk.at("department_review")
    desk.at("finance_review")
    page = logged_in("department_1").get("/").content.decode()

    found = re.findall(r'<span class="group">(.*?)</a>\s*</span>', page, re.DOTALL)
    groups = [" ".join(re.sub(r"<[^>]+>", " ", group).split()) for group in found]
    assert groups == ["待办 待审核 1", "已办 尚未送到 0 已审核 1 被退回 0 曾经办 1"]


def test_of_several_tabs_that_wait_the_first_with_something_is_shown(desk, logged_in):
    desk.at("returned", draft_of(name="退回的项目"))

    page = logged_in("clerk_a").get("/").content.decode()

    assert re.search(r"<tr data-row>.*退回的项目", page)


def test_what_others_did_since_yesterday_is_grouped(desk, logged_in):
    now = clock.now()
    with clock.at(now - timedelta(days=5)):
        desk.at("returned", draft_of(name="早先退回"))
    back = [desk.at("returned", draft_of(name=f"退回{number}")) for number in range(2)]
    gone = desk.at("department_review", draft_of(name="往前走"))

    found = lately.happened(desk.actor("clerk_a"))

    assert [(each.action, each.stage, each.who, {name for _, name in each.declarations}, each.tab) for each in found] == [
        ("return", "returned", ("冯涛",), {"退回0", "退回1"}, "returned"),
        ("approve", "department_review", ("冯涛",), {"往前走"}, "submitted"),
    ]
    client = logged_in("clerk_a")
    page = client.get("/").content.decode()
    assert re.search(r"退回</b> 2件", page)
    address = re.search(r'<a href="([^"]+)"><b class="what">退回</b>', page).group(1).replace("&amp;", "&")
    rows = client.get(address).content.decode()
    assert {name for name in ("退回0", "退回1", "早先退回", "往前走") if name in rows} == {each.name for each in back}
    assert f'href="{gone.get_absolute_url()}"' in page


@pytest.mark.parametrize(
    ("today", "since", "words"),
    [
        ("2026-11-26", "2026-11-25", "昨天以来"),
        ("2026-11-28", "2026-11-27", "昨天以来"),
        ("2026-11-30", "2026-11-27", "上个工作日以来"),
    ],
)
def test_on_a_monday_what_happened_on_friday_is_told(desk, logged_in, monkeypatch, today, since, words):
    """Thursday, Saturday, Monday."""
    monkeypatch.setattr(clock, "today", lambda: date.fromisoformat(today))

    page = logged_in("clerk_a").get("/").content.decode()

    assert lately.since_day().isoformat() == since
    told = re.search(r'<h2 id="happened">(.*?)</h2>', page)[1]
    assert re.sub(r"<[^>]+>", "", told).split() == [words, since]


def test_what_one_did_oneself_is_no_news(desk):
    found = desk.at("department_review")
    actions.approve(found.pk, seen=found.revision, actor=desk.actor("department_1"))

    mine, others = (lately.happened(desk.actor(login)) for login in ("department_1", "department_1b"))

    assert [each.action for each in mine] == ["submit", "approve"] or {each.action for each in mine} == {"submit", "approve"}
    assert {who for each in mine for who in each.who} == {"周明", "冯涛"}
    assert {who for each in others for who in each.who} == {"周明", "冯涛", "卫东"}


def test_nobody_hears_of_what_may_not_be_seen(desk):
    desk.at("returned")

    assert lately.happened(desk.actor("clerk_b")) == []
    assert lately.happened(desk.actor("department_2")) == []
    assert lately.happened(desk.actor("system_admin")) == []


def test_who_only_reads_has_nothing_to_do(desk, logged_in):
    desk.at("finance_review")

    page = logged_in("observer").get("/").content.decode()

    assert "许诺，您好" in page and "待办" not in page
    found = re.findall(r'<span class="group">(.*?)</a>\s*</span>', page, re.DOTALL)
    assert [" ".join(re.sub(r"<[^>]+>", " ", group).split()) for group in found] == ["可查阅 审核中 1 已批复 0 曾经办 0"]
    assert 'class="count waiting"' not in page


def test_empty_desk_says_what_can_be_done(logged_in):
    page = logged_in("clerk_a").get("/").content.decode()

    told = re.search(r'class="empty">(.*?)</td>', page, re.DOTALL)[1]
    assert re.sub(r"<[^>]+>", "", told).split() == ["没有待送审的项目。可以：", "新建申报", "·", "导入", "·", "项目库"]
