"""The targets of a whole department go the way of any declaration, beside the projects of its branch; their money is counted once."""

from datetime import date
from decimal import Decimal

import pytest
from tests.web.claims import Office, give_ceilings
from tests.web.drafts import complete
from tests.web.tree import YEAR

from jixiao.web.records import clock
from jixiao.web.records.actions import adjusting, copying, declarations
from jixiao.web.records.actions.changing import pack_of
from jixiao.web.records.actions.whole_department import begin_whole
from jixiao.web.records.ceilings import grid_of
from jixiao.web.records.models import BudgetCeiling, Declaration, Event, Person, Post, Project, Stage
from jixiao.web.records.refusals import NotReadyError, RefusedError
from jixiao.web.records.whole_department import beside

DEPARTMENT = "云川市公安局交通警察支队"
TYPED = {
    "amounts.basic": "300",
    "amounts.fiscal": "420",
    "goal": "城区道路交通安全畅通，信号灯完好率达到98%以上，重点路口交通事故下降20%以上，群众满意度保持在90%以上。",
}
ROWS = [("产出指标", "数量指标", "更新信号灯路口数量", "≥42处"), ("效益指标", "社会效益指标", "重点路口事故下降率", "≥20%")]


@pytest.fixture
def desk(db, tree):
    person = Person.objects.create_user("clerk_1", "钱进", "yunchuan-2027-jixiao")
    Post.objects.create(person=person, agency=tree.agencies["department_1"], role="clerk", valid_from=date(2020, 1, 1))
    tree.people["clerk_1"] = person
    return Office(tree)


@pytest.fixture
def submitted(desk):
    own = declarations.create(desk.tree.agencies["unit_a"], YEAR, complete(), actor=desk.actor("clerk_a"))
    return declarations.submit(own.pk, seen=own.revision, actor=desk.actor("clerk_a"))


def begun(desk):
    return begin_whole(desk.tree.agencies["department_1"], YEAR, actor=desk.actor("clerk_1"))


def filled(desk, own, **fields):
    def change(draft):
        for path, typed in {**TYPED, **fields}.items():
            draft = draft.with_field(path, typed)
        for level1, level2, name, target in ROWS:
            draft = draft.with_indicator({"level1": level1, "level2": level2, "name": name, "target": target})
        return draft

    return declarations.save(own.pk, change, seen=own.revision, actor=desk.actor("clerk_1"))


def test_it_begins_with_the_projects_of_the_branch_and_belongs_to_none(desk, submitted):
    made = begun(desk)

    assert (made.kind, made.pack, made.levels) == ("whole_department", "national+whole", ["department_review", "finance_review"])
    assert (made.name, made.project_id) == (f"{DEPARTMENT}整体支出绩效目标", None)
    assert made.draft["fields"] == {
        "department": DEPARTMENT,
        "amounts.project": "120",
        "tasks.1.name": "城区交通信号灯更新",
        "tasks.1.content": "城区交通信号灯更新",
        "tasks.1.total": "120",
    }
    assert Project.objects.count() == 1


def test_as_long_as_nothing_is_declared_its_ceiling_is_the_money_of_projects(desk):
    give_ceilings(desk, department_1=Decimal(2_000_000))

    assert begun(desk).draft["fields"]["amounts.project"] == "200"


def test_it_passes_all_levels_and_is_adjusted_like_any_other(desk, submitted):
    give_ceilings(desk, unit_a=Decimal(2_000_000), department_1=Decimal(2_000_000))
    own = filled(desk, begun(desk))
    claimed = BudgetCeiling.objects.get(agency=desk.tree.agencies["department_1"]).claimed_yuan

    own = declarations.submit(own.pk, seen=own.revision, actor=desk.actor("clerk_1"))
    for login in ("department_1", "finance"):
        own = declarations.approve(own.pk, seen=own.revision, actor=desk.actor(login))
    own = declarations.ratify(own.pk, seen=own.revision, number="云财预〔2027〕1号", on=clock.today(), actor=desk.actor("finance_2"))
    again = adjusting.adjust(own.pk, reason="年中追加", actor=desk.actor("clerk_1"))

    assert (own.stage, own.annual_yuan, again.kind) == (Stage.RATIFIED, Decimal(4_200_000), "whole_department")
    assert BudgetCeiling.objects.get(agency=desk.tree.agencies["department_1"]).claimed_yuan == claimed
    asked = {line.agency_id: line.asked_yuan for line in grid_of(desk.actor("finance"), YEAR)}
    assert asked[desk.tree.agencies["department_1"].pk] == Decimal(1_200_000)


def test_beside_it_stand_the_difference_and_the_projects_that_no_task_names(desk, submitted):
    other = declarations.create(desk.tree.agencies["unit_b"], YEAR, complete(name="事故（预防）宣传"), actor=desk.actor("clerk_b"))
    unseen = declarations.create(desk.tree.agencies["unit_b"], YEAR, complete(name="还没有送审"), actor=desk.actor("clerk_b"))
    own = filled(desk, begun(desk))
    declarations.submit(other.pk, seen=other.revision, actor=desk.actor("clerk_b"))

    found = beside(own, pack_of(own.pack))

    assert (found.declared_yuan, found.projects_yuan, found.difference_yuan) == (1_200_000, 2_400_000, -1_200_000)
    assert [each.name for each in found.unnamed] == ["事故（预防）宣传"]
    assert unseen.pk not in [each.pk for each in found.projects]
    named = declarations.save(
        own.pk, lambda draft: draft.with_field("tasks.2.content", "开展事故(预防) 宣传"), seen=own.revision, actor=desk.actor("clerk_1")
    )
    assert beside(named, pack_of(named.pack)).unnamed == []


def test_a_department_has_one_a_year_and_units_none(desk):
    own = begun(desk)

    with pytest.raises(RefusedError) as again:
        begun(desk)
    with pytest.raises(RefusedError) as unit:
        begin_whole(desk.tree.agencies["unit_a"], YEAR, actor=desk.actor("clerk_a"))
    with pytest.raises(RefusedError) as stranger:
        begin_whole(desk.tree.agencies["department_1"], YEAR, actor=desk.actor("clerk_a"))

    assert [each.value.key for each in (again, unit, stranger)] == [
        "web_whole.there_already",
        "web_whole.not_here",
        "web.refused.not_clerk",
    ]
    declarations.discard(own.pk, seen=own.revision, reason="重新填报", actor=desk.actor("clerk_1"))
    assert begun(desk).stage == Stage.DRAFT


def test_what_is_missing_is_told_all_at_once_and_it_is_not_carried_over(desk):
    own = begun(desk)

    with pytest.raises(NotReadyError) as refused:
        declarations.submit(own.pk, seen=own.revision, actor=desk.actor("clerk_1"))
    with pytest.raises(RefusedError) as copied:
        copying.copy_declaration(own.pk, YEAR + 1, actor=desk.actor("clerk_1"))

    paths = {reason.path for reason in refused.value.reasons}
    assert {"amounts.basic", "goal", "tasks.1.name", "indicators"} <= paths
    assert copied.value.key == "web_whole.not_copied"


def test_pages_show_the_whole_beside_the_form(desk, submitted, logged_in):
    client = logged_in("clerk_1")
    answer = client.post("/declarations/whole", {"for": f"{desk.tree.agencies['department_1'].pk}/{YEAR}"})
    own = Declaration.objects.get(kind="whole_department")

    assert answer["Location"] == f"/declarations/{own.pk}/edit"
    page = client.get(answer["Location"]).content.decode()
    assert 'name="tasks.12.other"' in page
    assert "与项目申报合计一致" in page
    assert own.agency_name in client.get("/declarations/new").content.decode()
    assert client.get(f"/declarations/{own.pk}").status_code == 200
    assert Event.objects.filter(chain_id=own.chain, action="declaration.create").count() == 1
    told = client.get(f"/api/v1/declarations/{own.pk}/whole").json()
    assert (told["projects_yuan"], told["projects"][0]["is_named"]) == ("1200000.00", True)
