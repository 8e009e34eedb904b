"""The tree of agencies: each year its own, changed by the system administrator only, never wrong, always with an event."""

import pytest
from tests.web.tree import YEAR

from jixiao.web.records.actions.administration import (
    PowerError,
    StaleError,
    add_agency,
    carry_over,
    change_agency,
    open_year,
    remove_agency,
    seen_digest,
)
from jixiao.web.records.agency_tree import Tree
from jixiao.web.records.models import Agency, AgencyYear
from jixiao.web.records.refusals import RefusedError

pytestmark = pytest.mark.both_databases


@pytest.fixture
def admin(acting):
    return acting("system_admin")


@pytest.fixture
def row(agencies):
    return lambda place, year=YEAR: AgencyYear.objects.select_related("agency").get(agency=agencies[place], fiscal_year=year)


@pytest.fixture
def change(row, admin):
    """Change an agency in some points, as it is otherwise."""

    def call(place, **changes):
        old = row(place)
        told = {
            "seen": seen_digest(old),
            "name": old.name,
            "level": old.level,
            "parent": old.parent.code if old.parent else "",
            "pack": old.pack,
            "is_open": old.is_open,
            "actor": admin,
        }
        return change_agency(old.agency_id, old.fiscal_year, **told | changes)

    return call


NEW = {
    "year": str(YEAR),
    "code": "201003",
    "name": "云川市公安局交通警察支队直属三大队",
    "level": "unit",
    "parent": "201",
    "pack": "national",
}


def test_new_agency_belongs_to_the_department_and_the_authority_above_it(admin, agencies, events):
    made = add_agency(**NEW, actor=admin)

    assert (made.department_id, made.finance_id) == (agencies["department_1"].pk, agencies["finance"].pk)
    assert made.is_open
    (event,) = events("agency.add")
    assert event.object == f"agency:{made.agency_id}"
    assert event.data["after"]["code"] == "201003"
    assert event.actor["role"] == "system_admin"


def test_parent_may_be_given_by_name(admin, agencies):
    made = add_agency(**NEW | {"parent": "云川市教育局"}, actor=admin)

    assert made.department_id == agencies["department_2"].pk


def test_agency_that_exists_in_another_year_is_the_same_agency(admin, agencies):
    made = add_agency(**NEW | {"year": "2028", "code": "101", "name": "云川市财政局", "level": "finance", "parent": ""}, actor=admin)

    assert made.agency_id == agencies["finance"].pk
    assert Agency.objects.filter(code="101").count() == 1


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"year": "20x7", "code": "", "name": " ", "level": "", "pack": ""}, {"year", "code", "name", "level", "pack"}),
        ({"code": "201001"}, {"code"}),
        ({"code": "20 1003"}, {"code"}),
        ({"code": "=cmd"}, {"code"}),
        ({"name": "云川市公安局交通警察支队直属二大队"}, {"name"}),
        ({"name": "直属三大队\n"}, set()),
        ({"name": "直属\n三大队"}, {"name"}),
        ({"name": "长" * 129}, {"name"}),
        ({"year": "1999"}, {"year"}),
        ({"year": "2028"}, {"parent"}),
        ({"parent": "999"}, {"parent"}),
        ({"parent": ""}, {"parent"}),
        ({"parent": "101"}, {"parent"}),
        ({"parent": "101", "pack": "pingluo"}, set()),
        ({"level": "department", "parent": "201"}, {"parent"}),
        ({"level": "finance", "parent": "201"}, {"parent"}),
        ({"level": "finance", "parent": "101"}, set()),
        ({"level": "finance", "parent": ""}, set()),
        ({"pack": "../../etc/passwd"}, {"pack"}),
    ],
)
def test_everything_wrong_with_a_new_agency_is_told_at_once(admin, refused, changes, faults):
    if faults:
        assert {field for field, _ in refused(add_agency, **NEW | changes, actor=admin)} == faults
        assert AgencyYear.objects.count() == 6
    else:
        add_agency(**NEW | changes, actor=admin)


def test_rename_is_of_the_year_and_of_later_ones_only(change, admin, agencies, row, events):
    carry_over(YEAR, actor=admin)
    change("unit_a", name="云川市公安局交通警察支队城东大队")

    agencies["unit_a"].refresh_from_db()
    assert row("unit_a").name == "云川市公安局交通警察支队城东大队"
    assert row("unit_a", YEAR + 1).name == agencies["unit_a"].name == "云川市公安局交通警察支队直属一大队"
    (event,) = events("agency.change")
    assert event.data["before"]["name"] == "云川市公安局交通警察支队直属一大队"
    assert event.data["after"]["name"] == "云川市公安局交通警察支队城东大队"


def test_rename_in_the_latest_year_names_the_agency(change, agencies):
    change("unit_a", name="云川市公安局交通警察支队城东大队")

    agencies["unit_a"].refresh_from_db()
    assert agencies["unit_a"].name == "云川市公安局交通警察支队城东大队"


def test_nothing_changed_leaves_no_event(change, events):
    change("unit_a")

    assert events("agency.change") == []


def test_moved_unit_is_reviewed_by_its_new_department(change, agencies, row):
    change("unit_a", parent="301")

    assert row("unit_a").department_id == agencies["department_2"].pk


def test_units_go_with_the_agency_above_them(change, admin, agencies, row, events):
    below = add_agency(**NEW | {"parent": "201001"}, actor=admin)
    change("unit_a", parent="301")

    below.refresh_from_db()
    assert below.department_id == agencies["department_2"].pk
    assert events("agency.change")[0].data["also"] == ["201003"]


def test_declarations_with_the_unit_go_along_and_those_under_review_stay(change, declared, agencies, events):
    own = [declared("unit_a", stage) for stage in ("draft", "returned")]
    under = declared("unit_a", "department_review")
    done = declared("unit_a", "ratified")

    changed = change("unit_a", parent="301", name="云川市交通学校")

    assert (changed.followed, changed.staying) == (2, 1)
    for declaration in own:
        declaration.refresh_from_db()
        assert (declaration.department_id, declaration.agency_name) == (agencies["department_2"].pk, "云川市交通学校")
    for declaration in (under, done):
        declaration.refresh_from_db()
        assert (declaration.department_id, declaration.agency_name) == (agencies["department_1"].pk, "云川市公安局交通警察支队直属一大队")
    assert {event.chain_id for event in events("declaration.agency")} == {declaration.chain for declaration in own}


@pytest.mark.parametrize(
    ("place", "changes", "fault"),
    [
        ("department_1", {"parent": "201001"}, "ring"),
        ("department_1", {"parent": "201"}, "ring"),
        ("department_1", {"level": "unit", "parent": "301"}, None),
        ("department_1", {"level": "unit"}, "no_department"),
        ("finance", {"level": "department"}, "wrong_parent_department"),
        ("finance", {"level": "unit"}, "wrong_parent_unit"),
        ("unit_a", {"level": "department"}, "wrong_parent_department"),
        ("unit_a", {"pack": "none"}, "no_pack"),
    ],
)
def test_tree_cannot_become_wrong(change, refused, row, place, changes, fault):
    if fault is None:
        change(place, **changes)
        assert row("unit_a").department_id == row("department_2").agency_id
    else:
        assert fault in {key for _, key in refused(change, place, **changes)}
        assert Tree.of(YEAR).settle() == []


def test_agency_that_somebody_else_changed_meanwhile_is_not_overwritten(change, row):
    seen = seen_digest(row("unit_a"))
    change("unit_a", name="云川市公安局交通警察支队城东大队")

    with pytest.raises(StaleError):
        change("unit_a", seen=seen, name="云川市公安局交通警察支队城西大队")
    assert row("unit_a").name == "云川市公安局交通警察支队城东大队"


def test_whole_tree_goes_into_the_next_year_closed(admin, row, events):
    assert carry_over(YEAR, actor=admin) == 6

    new, old = Tree.of(YEAR + 1), Tree.of(YEAR)
    fields = ("name", "level", "parent_id", "department_id", "finance_id", "pack")
    assert {key: [getattr(each, name) for name in fields] for key, each in new.rows.items()} == {
        key: [getattr(each, name) for name in fields] for key, each in old.rows.items()
    }
    assert not any(each.is_open for each in new.rows.values())
    (event,) = events("agency.carry_over")
    assert event.data == {"from": YEAR, "to": YEAR + 1, "added": 6, "kept": 0}
    assert len(event.after) == 64


def test_what_is_in_the_next_year_already_stays_as_it_is(admin, row):
    carry_over(YEAR, actor=admin)
    AgencyYear.objects.filter(agency=row("unit_a").agency, fiscal_year=YEAR + 1).update(name="城东大队")
    AgencyYear.objects.filter(agency=row("unit_b").agency, fiscal_year=YEAR + 1).delete()

    assert carry_over(YEAR, actor=admin) == 1
    assert row("unit_a", YEAR + 1).name == "城东大队"


def test_second_carry_over_and_an_empty_year_are_refused(admin):
    carry_over(YEAR, actor=admin)

    for year in (YEAR, 2040):
        with pytest.raises(RefusedError):
            carry_over(year, actor=admin)


def test_year_is_opened_and_closed_for_all_at_once(admin, events):
    carry_over(YEAR, actor=admin)

    assert open_year(YEAR + 1, True, actor=admin) == 6
    assert open_year(YEAR + 1, True, actor=admin) == 0
    assert AgencyYear.objects.filter(fiscal_year=YEAR + 1, is_open=True).count() == 6
    assert open_year(YEAR, False, actor=admin) == 6
    assert [len(events(action)) for action in ("agency.open", "agency.close")] == [1, 1]


def test_agency_leaves_a_year_only_without_agencies_below_and_without_declarations(admin, row, refused, declared, events):
    declared("unit_b")
    assert refused(remove_agency, row("department_2").agency_id, YEAR, seen=seen_digest(row("department_2")), actor=admin) == [
        ("", "has_below")
    ]
    assert refused(remove_agency, row("unit_b").agency_id, YEAR, seen=seen_digest(row("unit_b")), actor=admin) == [("", "has_declarations")]

    remove_agency(row("unit_a").agency_id, YEAR, seen=seen_digest(row("unit_a")), actor=admin)

    assert AgencyYear.objects.filter(fiscal_year=YEAR).count() == 5
    assert Agency.objects.filter(code="201001").exists()
    assert events("agency.remove")[0].data["before"]["code"] == "201001"


@pytest.mark.parametrize(
    "login", ["security_admin", "audit_admin", "clerk_a", "head_a", "department_1", "finance", "performance", "observer"]
)
def test_nobody_else_touches_the_tree(acting, row, login):
    other, old = acting(login), row("unit_a")
    told = {"name": "x", "level": "unit", "parent": "201", "pack": "national"}
    for call in (
        lambda: add_agency(**NEW, actor=other),
        lambda: change_agency(old.agency_id, YEAR, seen=seen_digest(old), is_open=True, actor=other, **told),
        lambda: remove_agency(old.agency_id, YEAR, seen=seen_digest(old), actor=other),
        lambda: carry_over(YEAR, actor=other),
        lambda: open_year(YEAR, False, actor=other),
    ):
        with pytest.raises(PowerError):
            call()
    assert row("unit_a").name == old.name


def test_tree_is_walked_in_the_order_of_codes_with_depths(tree):
    assert [(depth, row.agency.code) for depth, row in Tree.of(YEAR).walk()] == [
        (0, "101"),
        (1, "201"),
        (2, "201001"),
        (2, "201002"),
        (1, "301"),
        (2, "301001"),
    ]
