"""Pages of lists are those that a plain query gives, whoever asks for whatever, and nobody sees more than may be seen."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import product

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from tests.web.tree import YEAR

from jixiao.web.records import clock, lists, paging, queries
from jixiao.web.records.acting import actor_of
from jixiao.web.records.lists import Sought
from jixiao.web.records.models import AgencyYear, Assignment, Declaration, Involvement, Post, Stage, empty_draft

COLUMNS = ("id", "name", "stage", "stage_since", "due_on", "annual_yuan", "errors", "risk")
ORDERS = ("", "due_on", "-annual_yuan", "-errors", "-risk", "-stage_since")
SINCE = datetime(2026, 9, 1, 8, tzinfo=UTC)
ROLES = {
    "clerk_a": "clerk",
    "head_b": "unit_head",
    "department_1": "department_reviewer",
    "finance": "finance_reviewer",
    "performance": "performance_reviewer",
    "observer": "observer",
    "third_party": "third_party",
}


@pytest.fixture
def ledger(tree):
    """A hundred and eighty declarations in every stage, at every unit, in two years; many are alike, and some say nothing."""
    for year in AgencyYear.objects.all():
        year.pk, year.fiscal_year, year._state.adding = None, YEAR + 1, True
        year.save()
    places = {"unit_a": "department_1", "unit_b": "department_1", "unit_c": "department_2"}
    made = [
        Declaration(
            agency=tree.agencies[unit],
            department=tree.agencies[places[unit]],
            finance=tree.agencies["finance"],
            fiscal_year=YEAR + number % 2,
            agency_name=unit,
            pack="national",
            levels=["department_review", "finance_review"],
            draft=empty_draft(),
            name=f"第{number}号{'道路' if number % 3 else '桥梁'}项目",
            code=f"{number:04}",
            created_by=tree.people["clerk_a"],
            stage=stage,
            returned_by_stage=("finance_review", "department_review", "unit_review")[number % 3] if stage == Stage.RETURNED else "",
            submitted_at=None if stage == Stage.DRAFT or number % 7 == 0 else SINCE,
            stage_since=SINCE + timedelta(minutes=number // 4),
            due_on=None if number % 4 == 0 else date(2026, 9, 1 + number % 3),
            annual_yuan=None if number % 5 == 0 else Decimal(number % 6) * 1000,
            errors=number % 3,
            risk=number % 11,
        )
        for number, (stage, unit) in enumerate(list(product(Stage.values, places)) * 7)
    ]
    Declaration.objects.bulk_create(made)
    reviewer = tree.people["finance"]
    Involvement.objects.bulk_create(Involvement(person=reviewer, declaration=each, at=SINCE) for each in made[::3])
    third = tree.people["third_party"]
    Assignment.objects.bulk_create(
        Assignment(person=third, declaration=each, by=reviewer, valid_until=date(2099, 1, 1)) for each in made[::9]
    )
    return tree


def plain(scope, sought):
    """The whole list by a plain query."""
    tab = lists.tab_of(scope, sought)
    found = Declaration.objects.visible_to(scope).filter(tab.condition)
    found = queries.searched(found, stage=sought.stage, **sought.narrowing)
    return list(paging.ordered(found, sought.order or tab.order).values_list(*COLUMNS))


def walked(scope, sought, size):
    """The whole list, a page after the other."""
    seen, after = [], ""
    while True:
        rows, after = lists.page(scope, sought, COLUMNS, after, size)
        assert len(rows) <= size
        seen += rows
        if not after:
            return seen


def tabs_asked(scope):
    yield "", ""
    for role, tabs in queries.tabs_in(scope).items():
        for tab in tabs:
            yield role, tab.name


@pytest.mark.both_databases
@pytest.mark.parametrize("login", ROLES)
def test_every_list_is_the_plain_one_page_by_page(ledger, login):
    scope = actor_of(ledger.people[login]).scope
    told = 0
    for (role, tab), order in product(tabs_asked(scope), ORDERS):
        sought = Sought(role, tab, order=order)
        expected = plain(scope, sought)
        assert walked(scope, sought, 7) == expected, sought
        told += len(expected)
    assert told > 100


@pytest.mark.both_databases
@pytest.mark.parametrize("order", ["", "-annual_yuan"])
def test_every_way_of_narrowing_a_list_gives_the_plain_one(ledger, order):
    scope = actor_of(ledger.people["finance"]).scope
    narrowing = [
        {"words": "道路"},
        {"words": "道路 第1"},
        {"words": "00"},
        {"words": "%"},
        {"year": YEAR},
        {"agency": ledger.agencies["unit_b"].pk},
        {"stage": "approved"},
        {"stage": "draft"},
        {"at_least": Decimal(3000)},
        {"light": "red"},
        {"light": "yellow"},
        {"light": "green", "stage": "draft"},
        {"since": SINCE.date()},
        {"since": date(2026, 9, 2)},
        {"year": YEAR + 1, "agency": ledger.agencies["unit_a"].pk, "stage": "ratified", "at_least": Decimal(1000)},
    ]
    told = 0
    with clock.at(SINCE):
        for (role, tab), asked in product(tabs_asked(scope), narrowing):
            sought = Sought(role, tab, order=order, **asked)
            expected = plain(scope, sought)
            assert walked(scope, sought, 5) == expected, sought
            told += bool(expected)
    assert told > 30


@pytest.mark.both_databases
def test_who_holds_posts_at_many_agencies_sees_the_plain_lists_too(ledger):
    person = ledger.people["clerk_a"]
    Post.objects.bulk_create(
        Post(person=person, agency=ledger.agencies[place], role=role, valid_from=date(2020, 1, 1))
        for place, role in (("unit_b", "clerk"), ("department_2", "department_reviewer"), ("finance", "finance_reviewer"))
    )
    scope = actor_of(person).scope
    for (role, tab), order in product(tabs_asked(scope), ORDERS):
        assert walked(scope, Sought(role, tab, order=order), 20) == plain(scope, Sought(role, tab, order=order))


@pytest.mark.both_databases
@pytest.mark.parametrize("login", ROLES)
def test_counts_of_tabs_are_asked_for_at_once(ledger, login):
    scope = actor_of(ledger.people[login]).scope
    seen = Declaration.objects.visible_to(scope)
    expected = {role: [(tab.name, seen.filter(tab.condition).count()) for tab in tabs] for role, tabs in queries.tabs_in(scope).items()}
    with CaptureQueriesContext(connection) as asked:
        assert lists.counts(scope, list(expected)) == expected
    assert len(asked) == 1


@pytest.mark.both_databases
@pytest.mark.parametrize("login", ["clerk_a", "department_1", "finance"])
def test_lights_of_tabs_are_those_of_each_declaration(ledger, login):
    """Deadlines are the 1st to the 3rd of September; on the 2nd one has passed, on the 31st of August all are near, before that none is."""
    scope, days = actor_of(ledger.people[login]).scope, [date(2026, 9, day) for day in (1, 2, 3)]
    tabs = [(role, tab.name) for role, all_tabs in queries.tabs_in(scope).items() for tab in all_tabs if tab.name.startswith("to_")]
    for today, expected in (
        (date(2026, 9, 2), {"red": days[:1], "yellow": days[1:], "green": []}),
        (date(2026, 8, 31), {"red": [], "yellow": days, "green": []}),
        (date(2026, 8, 29), {"red": [], "yellow": days[:1], "green": days[1:]}),
    ):
        with clock.at(datetime(today.year, today.month, today.day, 4, tzinfo=UTC)), CaptureQueriesContext(connection) as asked:
            found = lists.lights(scope, tabs)
        assert len(asked) == 1
        for role, name in tabs:
            due = [row[4] for row in plain(scope, Sought(role, name))]
            assert found[role, name] == {light: sum(day in among for day in due) for light, among in expected.items()}
    assert sum(sum(each.values()) for each in found.values()) >= 5


def test_shapes_that_were_written_for_one_person_show_another_nothing_of_it(ledger):
    first, second = (actor_of(ledger.people[login]).scope for login in ("clerk_a", "clerk_c"))
    for scope, place in ((first, "unit_a"), (second, "unit_c"), (first, "unit_a")):
        rows, _ = lists.page(scope, Sought(), ("id", "agency_name", "stage_since"), "", 500)
        assert {name for _, name, _ in rows} == {place}
        assert len(rows) == Declaration.objects.filter(agency_name=place).count()


def test_a_page_is_one_query(ledger):
    scope = actor_of(ledger.people["finance"]).scope
    for role, tab in tabs_asked(scope):
        for order in ORDERS:
            with CaptureQueriesContext(connection) as asked:
                lists.page(scope, Sought(role, tab, order=order), COLUMNS, "", 3)
            assert len(asked) == 1, (tab, order)


def test_who_has_no_such_desk_has_an_empty_list(ledger):
    scope = actor_of(ledger.people["clerk_a"]).scope
    assert lists.page(scope, Sought("finance_reviewer", "to_review"), COLUMNS, "", 5) == ([], "")
    assert lists.page(scope, Sought("clerk", "no such tab"), COLUMNS, "", 5) == ([], "")
    assert lists.page(actor_of(ledger.people["system_admin"]).scope, Sought(), COLUMNS, "", 5) == ([], "")


@pytest.mark.parametrize("mark", ["x", "_", "2026-09-01_x", "nan_00000000-0000-0000-0000-000000000000"])
def test_what_is_no_mark_is_not_found(ledger, mark):
    scope = actor_of(ledger.people["finance"]).scope
    with pytest.raises(Http404):
        lists.page(scope, Sought(order="-annual_yuan"), COLUMNS, mark, 5)
