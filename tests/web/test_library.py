"""The project library: which declaration is of which project, where a project is in its life, the next year, examples."""

from datetime import UTC, date, datetime
from decimal import Decimal
from importlib import import_module
from io import BytesIO

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook
from tests.web.claims import Office
from tests.web.drafts import complete
from tests.web.tree import YEAR

from jixiao.declaring import Draft
from jixiao.web.records import clock, library
from jixiao.web.records.actions import copying, declarations, projects
from jixiao.web.records.library import Wanted
from jixiao.web.records.models import AgencyYear, Case, Declaration, Event, Project, ProjectState, Stage, in_state
from jixiao.web.records.refusals import RefusedError
from jixiao.web.records.stale import stale_places

NEXT = YEAR + 1


@pytest.fixture
def desk(db, tree):
    for row in list(AgencyYear.objects.filter(fiscal_year=YEAR)):
        row.pk, row.fiscal_year = None, NEXT
        row.save(force_insert=True)
    return Office(tree)


def begun(desk, year=YEAR, place="unit_a", login="clerk_a", **fields):
    return declarations.create(desk.tree.agencies[place], year, complete(**fields), actor=desk.actor(login))


def at(declaration, stage):
    """A declaration as if it had come to a stage."""
    declaration.stage, declaration.submitted_at = stage, datetime(2026, 9, 1, tzinfo=UTC)
    declaration.save()
    projects.follow(declaration)
    return declaration


# Which project.


def test_declarations_of_one_name_in_two_years_are_one_project(desk):
    first, second = begun(desk), begun(desk, NEXT)

    assert first.project == second.project
    assert (second.project.first_year, Project.objects.get(pk=second.project_id).last_year) == (YEAR, NEXT)


def test_code_goes_before_name(desk):
    first = begun(desk, code="P-1")
    renamed = begun(desk, NEXT, code="P-1", name="城区交通信号灯更新（二期）")
    other = begun(desk, NEXT, code="P-2", name=first.name)

    assert renamed.project == first.project
    assert Project.objects.get(pk=first.project_id).name == "城区交通信号灯更新（二期）"
    assert other.project != first.project


def test_same_name_in_one_year_or_of_another_agency_is_another_project(desk):
    keys = {begun(desk).project_id, begun(desk).project_id, begun(desk, place="unit_b", login="clerk_b").project_id}

    assert len(keys) == 3


def test_draft_that_says_nothing_gets_its_project_when_it_is_handed_in(desk):
    own = declarations.create(desk.tree.agencies["unit_a"], YEAR, Draft(), actor=desk.actor("clerk_a"))
    assert own.project is None
    saved = declarations.save(own.pk, lambda draft: complete(), seen=own.revision, actor=desk.actor("clerk_a"))
    declarations.submit(own.pk, seen=saved.revision, actor=desk.actor("clerk_a"))

    project = Declaration.objects.get(pk=own.pk).project
    assert (project.name, project.state, project.annual_yuan) == ("城区交通信号灯更新", ProjectState.DECLARED, Decimal(1_200_000))


def test_project_follows_what_is_typed(desk):
    own = begun(desk)
    declarations.save(own.pk, lambda draft: draft.with_field("name", "新名称"), seen=own.revision, actor=desk.actor("clerk_a"))

    assert Project.objects.get().name == "新名称"


def test_migration_matches_as_the_ledger_does():
    migration = import_module("jixiao.web.records.migrations.0006_projects_of_declarations")

    def row(year, name, code="", stage="ratified", **more):
        return {"fiscal_year": year, "name": name, "code": code, "stage": stage, "created_at": year, **more}

    found = migration.matched(
        [
            row(2026, "甲", "1"),
            row(2027, "乙", "1"),
            row(2027, "甲", "2"),
            row(2026, "丙"),
            row(2027, "丙"),
            row(2027, "丙"),
            row(2028, "丙", stage="discarded"),
        ]
    )

    assert [[(each["fiscal_year"], each["name"], each["code"]) for each in rows] for rows in found] == [
        [(2026, "甲", "1"), (2027, "乙", "1")],
        [(2026, "丙", ""), (2027, "丙", ""), (2028, "丙", "")],
        [(2027, "甲", "2")],
        [(2027, "丙", "")],
    ]


def test_migration_gives_old_declarations_the_projects_that_new_ones_get(desk):
    at(begun(desk, code="P-1", attribute="经常性项目"), "ratified")
    at(begun(desk, NEXT, code="P-1", name="改名后的项目", attribute="经常性项目"), "finance_review")
    at(at(begun(desk, name="另一个项目"), "returned"), "discarded")
    declarations.create(desk.tree.agencies["unit_a"], YEAR, Draft(), actor=desk.actor("clerk_a"))
    columns = [field.attname for field in Project._meta.concrete_fields if field.attname not in ("id", "created_at")]
    before = sorted(Project.objects.values_list(*columns), key=str)
    belongs = set(Declaration.objects.values_list("pk", "project__name"))
    Declaration.objects.update(project=None)
    Project.objects.all().delete()

    import_module("jixiao.web.records.migrations.0006_projects_of_declarations").make(apps, None)

    assert sorted(Project.objects.values_list(*columns), key=str) == before
    assert set(Declaration.objects.values_list("pk", "project__name")) == belongs


# Where it is.


@pytest.mark.parametrize(
    ("stages", "day", "state"),
    [
        ({}, date(2027, 3, 1), "reserve"),
        ({YEAR: "draft"}, date(2026, 9, 1), "reserve"),
        ({YEAR: "finance_review"}, date(2026, 9, 1), "declared"),
        ({YEAR: "approved"}, date(2026, 12, 1), "declared"),
        ({YEAR: "ratified"}, date(2026, 12, 31), "approved"),
        ({YEAR: "ratified"}, date(2027, 1, 1), "running"),
        ({YEAR: "ratified"}, date(2028, 1, 1), "closed"),
        ({YEAR: "ratified", NEXT: "draft"}, date(2027, 9, 1), "running"),
        ({YEAR: "ratified", NEXT: "unit_review"}, date(2027, 9, 1), "running"),
        ({YEAR: "ratified", NEXT: "ratified"}, date(2028, 9, 1), "running"),
        ({YEAR: "ratified", NEXT: "draft"}, date(2028, 2, 1), "reserve"),
        ({YEAR: "ratified", NEXT: "department_review"}, date(2028, 2, 1), "declared"),
        ({YEAR: "discarded"}, date(2027, 3, 1), "reserve"),
    ],
)
def test_state_follows_from_declarations_and_the_day_in_the_record_and_in_the_query(desk, stages, day, state):
    project = projects.add_project(desk.tree.agencies["unit_a"], YEAR, name="城区交通信号灯更新", actor=desk.actor("clerk_a"))
    for year, stage in stages.items():
        at(begun(desk, year), stage)
    project.refresh_from_db()

    assert project.state_on(day) == state
    assert [each for each in ProjectState.values if Project.objects.filter(in_state(each, day)).exists()] == [state]


def test_ended_project_is_closed_whatever_was_declared(desk):
    own = at(begun(desk), "ratified")
    actor = desk.actor("clerk_a")
    projects.close_project(own.project_id, reason="任务完成", actor=actor)

    assert Project.objects.get().state_on(date(YEAR, 5, 1)) == "closed"
    assert Project.objects.filter(in_state("closed", date(YEAR, 5, 1))).exists()
    assert not Project.objects.filter(in_state("running", date(YEAR, 5, 1))).exists()
    with pytest.raises(RefusedError):
        copying.begin_project(own.project_id, NEXT, actor=actor)
    projects.reopen_project(own.project_id, actor=actor)
    assert Project.objects.get().state_on(date(YEAR, 5, 1)) == "running"
    assert [event.action for event in Event.objects.filter(chain_id=own.project.chain)] == ["project.close", "project.reopen"]


def test_project_under_review_is_not_ended(desk):
    own = at(begun(desk), "finance_review")
    with pytest.raises(RefusedError):
        projects.close_project(own.project_id, reason="不做了", actor=desk.actor("clerk_a"))


def test_reviewers_see_projects_that_were_handed_in_once(desk):
    own = begun(desk)
    assert not Project.objects.visible_to(desk.actor("department_1").scope).exists()
    at(own, "department_review")
    for login, is_seen in (("department_1", True), ("finance", True), ("clerk_a", True), ("department_2", False), ("clerk_b", False)):
        assert Project.objects.visible_to(desk.actor(login).scope).exists() == is_seen, login


def test_list_takes_the_same_number_of_queries_for_one_and_for_many(desk, logged_in):
    asked = []
    for count in (1, 12):
        for number in range(count):
            at(begun(desk, name=f"项目{count}-{number}"), "ratified")
            begun(desk, NEXT, name=f"项目{count}-{number}")
        client = logged_in("finance")
        client.get("/projects")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = client.get("/projects")
        assert page.status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 10


def test_row_of_totals_is_the_sum_of_the_list(desk):
    for number, money in enumerate(("120", "30.5", "0.000001")):
        at(begun(desk, name=f"项目{number}", **{"amounts.annual": money, "amounts.annual_fiscal": money}), "ratified")

    found = library.money_by_year(desk.actor("finance").scope, Wanted(), (YEAR, NEXT))

    assert found == {YEAR: Decimal("1505000.01")}
    assert library.counts(desk.actor("finance").scope, Wanted())["all"] == 3


# The next year.


def test_copy_takes_texts_along_and_tells_what_is_still_of_the_year_before(desk):
    own = at(begun(desk, attribute="经常性项目"), "ratified")

    made = copying.copy_declaration(own.pk, NEXT, actor=desk.actor("clerk_a"))

    assert (made.fiscal_year, made.stage, made.project_id, made.copied_from_id) == (NEXT, "draft", own.project_id, own.pk)
    draft = Draft.from_plain(made.draft)
    assert draft.text("goal") == Draft.from_plain(own.draft).text("goal")
    found = [(place.path, place.kind) for place in stale_places(draft, Draft.from_plain(own.draft), YEAR)]
    assert found == [("amounts.annual", "amount"), ("amounts.annual_fiscal", "amount"), ("indicators.k3.target", "year")]
    typed = draft.with_field("indicators.k3.target", "2028年10月31日前").with_field("amounts.annual", "130")
    assert [place.path for place in stale_places(typed, Draft.from_plain(own.draft), YEAR)] == ["amounts.annual_fiscal"]
    told = Event.objects.get(chain_id=made.chain, action="declaration.create")
    assert (told.data["copied_from"], told.data["from_year"]) == (str(own.pk), YEAR)


def test_copy_fills_in_names_as_they_are_in_the_new_year(desk):
    own = begun(desk)
    AgencyYear.objects.filter(agency=own.agency, fiscal_year=NEXT).update(name="云川市公安局交通警察支队城东大队")

    made = copying.copy_declaration(own.pk, NEXT, actor=desk.actor("clerk_a"))

    assert Draft.from_plain(made.draft).text("unit") == "云川市公安局交通警察支队城东大队"


def test_nothing_is_copied_twice_or_for_others_or_into_a_closed_year(desk):
    own = begun(desk)
    copying.copy_declaration(own.pk, NEXT, actor=desk.actor("clerk_a"))
    with pytest.raises(RefusedError):
        copying.copy_declaration(own.pk, NEXT, actor=desk.actor("clerk_a"))
    with pytest.raises(RefusedError):
        copying.copy_declaration(own.pk, YEAR, actor=desk.actor("clerk_a"))
    with pytest.raises(Declaration.DoesNotExist):
        copying.copy_declaration(own.pk, NEXT, actor=desk.actor("clerk_b"))
    with pytest.raises(RefusedError):
        copying.copy_declaration(own.pk, NEXT + 1, actor=desk.actor("clerk_a"))


def test_many_are_carried_over_each_with_its_outcome(desk, logged_in):
    keys = [begun(desk, name=f"项目{number}", attribute="经常性项目" if number else "一年期项目").pk for number in range(3)]
    copying.copy_declaration(keys[1], NEXT, actor=desk.actor("clerk_a"))
    offered = {
        row.declaration.pk: (row.is_recurring, row.next is not None) for row in library.to_carry_over(desk.actor("clerk_a"), YEAR, NEXT)
    }
    assert offered == {keys[0]: (False, False), keys[1]: (True, True), keys[2]: (True, False)}

    page = logged_in("clerk_a").post("/projects/carry-over", {"from": YEAR, "to": NEXT, "chosen": [str(key) for key in keys]})

    assert page.status_code == 200
    assert "结转2个，未结转1个" in page.content.decode()
    assert "“项目1”2028年度已经申报" in page.content.decode()
    assert Declaration.objects.filter(fiscal_year=NEXT).count() == 3


def test_project_of_the_reserve_is_declared_with_its_name(desk, logged_in):
    client = logged_in("clerk_a")
    made = client.post("/projects/new", {"name": "路口护栏更新", "code": "P-9"})
    project = Project.objects.get()
    assert made.headers["Location"] == f"/projects/{project.pk}"
    assert project.state == "reserve"
    assert client.post("/projects/new", {"name": "路口护栏更新"}).status_code == 422

    client.post(f"/projects/{project.pk}/declare", {"year": YEAR})

    own = Declaration.objects.get()
    assert (own.name, own.code, own.project_id) == ("路口护栏更新", "P-9", project.pk)


def test_editor_shows_what_is_still_of_the_year_before(desk, logged_in):
    own = at(begun(desk), "ratified")
    made = copying.copy_declaration(own.pk, NEXT, actor=desk.actor("clerk_a"))

    page = logged_in("clerk_a").get(f"/declarations/{made.pk}/edit").content.decode()

    assert "复制自2027年度，还有3处是上年内容" in page
    assert "2027年10月31日前" in page


# Examples.


def test_example_is_offered_without_people_and_money_and_made_ones_own(desk, logged_in):
    own = at(begun(desk, **{"contacts.负责人": "周明", "contacts.联系电话": "13900001111"}), "ratified")
    copying.mark_case(own.pk, note="指标可核", actor=desk.actor("performance"))
    case = Case.objects.get()
    assert not {path for path in case.draft["fields"] if path.startswith(("contacts", "amounts", "unit", "department", "name"))}
    client = logged_in("clerk_c")
    assert "城区交通信号灯更新" in client.get("/declarations/new").content.decode()
    assert "42处" in client.get(f"/cases/{case.pk}").content.decode()

    client.post(f"/cases/{case.pk}", {"for": f"{desk.tree.agencies['unit_c'].pk}/{YEAR}"})

    made = Declaration.objects.get(agency=desk.tree.agencies["unit_c"])
    draft = Draft.from_plain(made.draft)
    assert (made.name, made.project_id, len(draft.indicators)) == ("", None, 6)
    assert draft.text("unit") == "云川市第三中学"
    assert client.get(f"/declarations/{made.pk}/edit").status_code == 200


def test_only_the_performance_desk_chooses_what_is_approved(desk):
    own = at(begun(desk), "performance_review")
    with pytest.raises(RefusedError):
        copying.mark_case(own.pk, actor=desk.actor("performance"))
    at(own, Stage.RATIFIED)
    with pytest.raises(RefusedError):
        copying.mark_case(own.pk, actor=desk.actor("finance"))
    copying.mark_case(own.pk, actor=desk.actor("performance"))
    copying.unmark_case(own.pk, actor=desk.actor("performance"))

    assert not Case.objects.exists()
    assert [event.action for event in Event.objects.filter(chain_id=own.chain)][-2:] == ["declaration.case", "declaration.uncase"]


def test_what_time_it_is_decides_the_state_of_the_list(desk, logged_in):
    at(begun(desk), "ratified")
    for moment, state in ((datetime(2026, 12, 1, tzinfo=UTC), "approved"), (datetime(2027, 5, 1, tzinfo=UTC), "running")):
        with clock.at(moment):
            page = logged_in("finance").get(f"/projects?state={state}").content.decode()
        assert "城区交通信号灯更新" in page


def test_library_goes_out_as_a_workbook_as_it_is_asked_for(desk, logged_in, monkeypatch):
    for name in ("=信号灯维护", "护栏更新"):
        begun(desk, name=name, code="")
    begun(desk, year=NEXT, name="护栏更新", code="")

    monkeypatch.setattr(clock, "today", lambda: date(YEAR, 11, 28))

    answer = logged_in("clerk_a").get("/projects/export?words=护栏")
    whole = logged_in("department_1").get("/projects/export")

    head, row, total = rows_of_book(answer.content)
    assert head[:5] == ["项目", "项目编码", "单位", "项目状态", "经常性"]
    assert head[7:] == [f"{YEAR}年资金（元）", f"{YEAR}年状态", f"{NEXT}年资金（元）", f"{NEXT}年状态"]
    yuan = f"{Declaration.objects.first().annual_yuan:.2f}"
    assert row == ["护栏更新", "", desk.tree.agencies["unit_a"].name, "储备", "", str(YEAR), str(NEXT), yuan, "编制中", yuan, "编制中"]
    assert (total[0], total[7], total[9]) == ("合计", yuan, yuan)
    assert [row[0] for row in rows_of_book(whole.content)] == ["项目", "合计"]  # drafts are not seen there
    told = Event.objects.filter(action="project.export_list").order_by("seq")
    assert sorted(event.data["rows"] for event in told) == [0, 1]


def rows_of_book(content):
    """The first table of a workbook, as texts."""
    reading = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    return [[f"{cell:.2f}" if isinstance(cell, float) else str(cell) for cell in row] for row in reading]
