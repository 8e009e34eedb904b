"""A table of a whole department goes through the queue as projects do, and becomes a declaration of the whole department."""

from datetime import date

import pytest
from tests.web.importing.queued import AGENCIES, document, sent
from tests.web.tree import PASSWORD, YEAR

from jixiao.web.records.acting import actor_of
from jixiao.web.records.actions import confirming, declarations
from jixiao.web.records.actions.whole_department import begin_whole
from jixiao.web.records.models import Declaration, Event, Person, Post
from jixiao.web.records.refusals import RefusedError

pytestmark = pytest.mark.both_databases
WHOLE = """部门整体支出绩效目标表\t\t\t\t\t
（{year}年度）\t\t\t\t\t金额单位：万元
部门名称\t{department}\t\t\t\t
年度预算总额\t500.00\t基本支出预算\t300.00\t项目支出预算\t200.00
资金来源\t\t财政拨款\t420.00\t其他资金\t80.00
年度主要任务\t任务名称\t主要内容\t预算金额\t\t
\t\t\t总额\t财政拨款\t其他资金
\t路口信号维护\t维护42处路口信号灯\t120.00\t100.00\t20.00
\t事故处理\t快速处理轻微事故\t80.00\t80.00\t
年度总体目标\t信号灯完好率达到98%以上\t\t\t\t
年度绩效指标\t一级指标\t二级指标\t三级指标\t指标值\t分值
\t产出指标\t数量指标\t维护路口数量\t≥42处\t20
\t效益指标\t社会效益指标\t事故下降率\t≥20%\t20
"""


def table(department=AGENCIES["department_1"]):
    return WHOLE.format(year=YEAR, department=department).encode()


@pytest.fixture
def clerk(people, agencies):
    person = Person.objects.create_user("clerk_1", "钱进", PASSWORD)
    Post.objects.create(person=person, agency=agencies["department_1"], role="clerk", valid_from=date(2020, 1, 1))
    people["clerk_1"] = person
    return actor_of(person)


def test_it_is_confirmed_field_by_field_and_nothing_is_lost(clerk, logged_in):
    entry = sent(clerk, ("整体.txt", table())).files.get()
    own = entry.projects.get()

    assert (entry.state, own.kind, own.name) == ("ready", "whole_department", f"{AGENCIES['department_1']}整体支出绩效目标")
    assert own.agency.code == "201"
    assert "tasks.2.fiscal" in own.doubtful, "which of two columns is blank is to be looked at"
    page = logged_in("clerk_1").get(f"/imports/files/{entry.pk}").content.decode()
    assert "部门整体支出绩效目标" in page
    assert page.index("tasks.2.fiscal") < page.index('id="rest"') < page.index("tasks.1.name"), "what is doubtful comes first"
    with pytest.raises(confirming.NotLookedAtError):
        confirming.confirm(entry.pk, 1, seen=own.revision, actor=clerk)

    for path in list(own.doubtful):
        own = confirming.settle(entry.pk, 1, path, None, seen=own.revision, actor=clerk)
    made, is_new = confirming.confirm(entry.pk, 1, seen=own.revision, actor=clerk)

    assert (is_new, made.kind, made.pack, made.project_id) == (True, "whole_department", "national+whole", None)
    fields = Declaration.objects.get(pk=made.pk).draft["fields"]
    assert {key: fields[key] for key in ("tasks.1.name", "tasks.1.other", "tasks.2.total", "amounts.basic", "amounts.project")} == {
        "tasks.1.name": "路口信号维护",
        "tasks.1.other": "20.00",
        "tasks.2.total": "80.00",
        "amounts.basic": "300",
        "amounts.project": "200",
    }
    assert [row["name"] for row in made.draft["indicators"]] == ["维护路口数量", "事故下降率"]
    assert Event.objects.get(chain_id=made.chain).data["queued"] == str(entry.pk)


def test_a_file_may_hold_both(clerk):
    entry = sent(clerk, ("都有.txt", document(1, AGENCIES["department_1"]) + b"\n" + table())).files.get()

    assert [(each.number, each.kind) for each in entry.projects.all()] == [(1, "project"), (2, "whole_department")]


def test_there_is_one_a_year_and_a_unit_has_none(clerk, agencies, people, logged_in):
    begin_whole(agencies["department_1"], YEAR, actor=clerk)
    entry = sent(clerk, ("整体.txt", table())).files.get()
    with pytest.raises(RefusedError) as refused:
        confirming.confirm(entry.pk, 1, seen=1, actor=clerk, unseen=True)
    assert refused.value.key == "web_whole.there_already"
    told = logged_in("clerk_1").post(f"/imports/files/{entry.pk}/projects/1", {"do": "confirm_unseen", "seen": 1})
    assert told.status_code == 409
    assert 'id="skip"' in told.content.decode(), "it is told at the desk, where it can be left out"

    clerk_a = actor_of(people["clerk_a"])
    theirs = sent(clerk_a, ("单位.txt", table(AGENCIES["unit_a"]))).files.get()
    with pytest.raises(RefusedError) as refused:
        confirming.confirm(theirs.pk, 1, seen=1, actor=clerk_a, unseen=True)
    assert refused.value.key == "web_whole.not_here"
    assert Declaration.objects.filter(kind="whole_department").count() == 1
    assert declarations.pack_of("national+whole").form == "department"


def test_another_agency_and_a_correction_keep_the_form(clerk, agencies):
    entry = sent(clerk, ("整体.txt", table("没有这个部门"))).files.get()
    own = entry.projects.get()
    assert own.agency is None or own.matched_by == "only"

    confirming.assign(entry.pk, agencies["department_1"], actor=clerk)
    own.refresh_from_db()
    own = confirming.settle(entry.pk, 1, "tasks.2.fiscal", "75", seen=own.revision, actor=clerk)

    assert own.corrections == {"tasks.2.fiscal": "75"}
    assert any(remark["code"].startswith("fault.") and remark["path"] == "tasks.2.total" for remark in own.remarks)
