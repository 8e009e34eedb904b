"""Ceilings: who gives them, what claims them, what gives back; never more is claimed than there is (T52 in short)."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from tests.web.claims import Pool, claim_one, give_ceilings, last_of_it, of_unit
from tests.web.drafts import complete
from tests.web.rounds import Desk, all_at_once
from tests.web.tree import YEAR

from jixiao.web.records import clock
from jixiao.web.records.actions import budget, claiming, declarations
from jixiao.web.records.actions.administration import NotAcceptedError
from jixiao.web.records.actions.claiming import CeilingError
from jixiao.web.records.models import BudgetCeiling, BudgetClaim, Declaration, Event, Stage
from jixiao.web.records.refusals import RefusedError

both = pytest.mark.both_databases


@pytest.fixture
def desk(db, tree):
    return Desk(tree)


def wan(amount):
    return Decimal(amount) * 10000


def ceiling(desk, place):
    return BudgetCeiling.objects.get(agency=desk.tree.agencies[place], fiscal_year=YEAR)


def handed_in(desk, money, place="unit_a", login="clerk_a", **fields):
    own = declarations.create(
        desk.tree.agencies[place],
        YEAR,
        complete(**{"amounts.annual": money, "amounts.annual_fiscal": money, "unit": "", **fields}),
        actor=desk.actor(login),
    )
    return declarations.submit(own.pk, seen=own.revision, actor=desk.actor(login))


# T52.


@both
def test_sum_of_claims_is_never_more_than_the_ceiling(transactional_db, tree):
    pool = Pool(tree, 40)

    done = pool.claims(800, 8)

    pool.look()
    assert min(done.values()) > 0
    assert sum(done.values()) == 800


@both
def test_of_many_who_would_take_the_last_one_gets_it(transactional_db, tree):
    desk = Desk(tree)
    give_ceilings(desk, unit_a=wan(100))

    outcome = last_of_it(desk, 8)

    assert outcome.failures == []
    assert len(outcome.done) == 1
    assert outcome.refused == {"CeilingError": 7}
    assert ceiling(desk, "unit_a").claimed_yuan == wan(100)


@both
def test_ceiling_is_lowered_against_claims(transactional_db, tree):
    """Either the claim comes first and the lower ceiling is refused, or the other way round."""
    desk = Desk(tree)
    finance = desk.actor("finance")
    pk = tree.agencies["unit_a"].pk
    for _ in range(10):
        give_ceilings(desk, unit_a=wan(200))
        own = of_unit(desk, "unit_a", wan(150))
        outcome = all_at_once(
            lambda own=own: claim_one(own), lambda: budget.set_ceilings(YEAR, {pk: budget.Given(wan(100))}, actor=finance)
        )
        assert outcome.failures == []
        assert sum(outcome.refused.values()) == 1
        now = ceiling(desk, "unit_a")
        assert now.claimed_yuan <= now.amount_yuan
        BudgetClaim.objects.all().delete()
        BudgetCeiling.objects.update(claimed_yuan=0)


@both
def test_without_the_lock_too_much_is_claimed(transactional_db, tree, monkeypatch):
    """It can fail: two read the same figures."""
    desk = Desk(tree)
    give_ceilings(desk, unit_a=wan(100))
    monkeypatch.setattr(claiming, "locked_pools", lambda own: list(BudgetCeiling.objects.filter(agency_id=own.agency_id)))
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "transaction_mode", "DEFERRED") if connection.vendor == "sqlite" else None

    with pytest.raises(AssertionError):
        for _ in range(20):
            outcome = last_of_it(desk, 8)
            assert (len(outcome.done), outcome.failures) == (1, [])
            BudgetClaim.objects.all().delete()
            BudgetCeiling.objects.update(claimed_yuan=0)


# What claims, and what gives back.


def test_handing_in_claims_of_unit_and_department_and_withdrawing_gives_back(desk):
    give_ceilings(desk, department_1=wan(300), unit_a=wan(200))

    own = handed_in(desk, "120")

    assert (ceiling(desk, "unit_a").claimed_yuan, ceiling(desk, "department_1").claimed_yuan) == (wan(120), wan(120))
    assert Event.objects.filter(action="declaration.submit").latest("id").data["claimed"] == "1200000.00"
    declarations.withdraw(own.pk, seen=own.revision, actor=desk.actor("clerk_a"))
    assert (ceiling(desk, "unit_a").claimed_yuan, ceiling(desk, "department_1").claimed_yuan) == (0, 0)
    assert Event.objects.filter(action="declaration.withdraw").latest("id").data["freed"] == "1200000.00"
    assert not BudgetClaim.objects.exists()


def test_returning_gives_back_and_handing_in_anew_claims_the_new_amount(desk):
    give_ceilings(desk, unit_a=wan(200))
    own = handed_in(desk, "120")
    back = declarations.send_back(own.pk, seen=own.revision, actor=desk.actor("head_a"), reason="请核减")
    assert ceiling(desk, "unit_a").claimed_yuan == 0
    change = {"amounts.annual": "95.5", "amounts.annual_fiscal": "95.5"}

    def typed(draft):
        for path, text in change.items():
            draft = draft.with_field(path, text)
        return draft

    saved = declarations.save(own.pk, typed, seen=back.revision, actor=desk.actor("clerk_a"))
    declarations.submit(own.pk, seen=saved.revision, actor=desk.actor("clerk_a"))

    assert ceiling(desk, "unit_a").claimed_yuan == Decimal("955000.00")


def test_refusal_names_ceiling_claimed_asked_missing_and_remedy(desk):
    give_ceilings(desk, unit_a=wan(200))
    handed_in(desk, "120")

    with pytest.raises(CeilingError) as refused:
        handed_in(desk, "90.5")

    told = refused.value.message("zh")
    assert "控制数200.00万元，已占用120.00万元，本项目申报90.50万元，还差10.50万元" in told
    assert "请主管部门、财政部门调整控制数" in told
    assert ceiling(desk, "unit_a").claimed_yuan == wan(120)
    assert Declaration.objects.filter(annual_yuan=Decimal(905000), stage=Stage.DRAFT).exists()


def test_ceiling_of_the_department_holds_for_all_its_units(desk):
    give_ceilings(desk, department_1=wan(200))
    handed_in(desk, "120")

    with pytest.raises(CeilingError, match=r"department.*200\.00.*120\.00.*90\.00.*10\.00"):
        handed_in(desk, "90", "unit_b", "clerk_b")

    handed_in(desk, "80", "unit_b", "clerk_b")
    assert ceiling(desk, "department_1").free_yuan == 0


def test_exactly_what_is_left_is_claimed_to_the_fen(desk):
    give_ceilings(desk, unit_a=Decimal("3000000.03"))
    for money in ("100.000001", "100.000001", "100.000001"):
        handed_in(desk, money)

    assert ceiling(desk, "unit_a").free_yuan == 0
    with pytest.raises(CeilingError):
        handed_in(desk, "0.000001")


def test_nothing_is_limited_where_no_ceiling_is(desk):
    handed_in(desk, "99999999", attribute="经常性项目")  # a new one of so much money needs an assessment

    assert not BudgetClaim.objects.exists()


def test_what_was_handed_in_before_the_ceiling_claims_when_it_is_passed_on(desk):
    first, second = handed_in(desk, "120"), handed_in(desk, "90")
    give_ceilings(desk, unit_a=wan(150))
    assert ceiling(desk, "unit_a").claimed_yuan == 0

    declarations.approve(first.pk, seen=first.revision, actor=desk.actor("head_a"))

    assert ceiling(desk, "unit_a").claimed_yuan == wan(120)
    with pytest.raises(CeilingError):
        declarations.approve(second.pk, seen=second.revision, actor=desk.actor("head_a"))
    assert Declaration.objects.get(pk=second.pk).stage == second.stage


def test_what_is_approved_already_has_taken_its_part_of_a_first_ceiling(desk):
    own = desk.waiting(Stage.APPROVED)
    assert own.annual_yuan == wan(120)

    with pytest.raises(NotAcceptedError) as refused:
        give_ceilings(desk, unit_a=wan(100))

    assert "已占用120.00万元，比填写的控制数多20.00万元" in refused.value.reasons[0].message("zh")
    assert not BudgetCeiling.objects.exists()
    assert not BudgetClaim.objects.exists()
    give_ceilings(desk, unit_a=wan(130), department_1=wan(500))
    assert (ceiling(desk, "unit_a").claimed_yuan, ceiling(desk, "department_1").claimed_yuan) == (wan(120), wan(120))


# Who gives.


def test_department_divides_what_it_has_and_no_more(desk):
    give_ceilings(desk, department_1=wan(300))
    units = {place: desk.tree.agencies[place].pk for place in ("unit_a", "unit_b")}
    department = desk.actor("department_1")
    budget.set_ceilings(YEAR, {units["unit_a"]: budget.Given(wan(200)), units["unit_b"]: budget.Given(wan(100))}, actor=department)

    with pytest.raises(NotAcceptedError) as refused:
        budget.set_ceilings(YEAR, {units["unit_b"]: budget.Given(wan("100.01"))}, actor=department)

    assert "控制数是300.00万元，各单位合计300.01万元，多0.01万元" in refused.value.reasons[0].message("zh")
    assert ceiling(desk, "unit_b").amount_yuan == wan(100)
    told = Event.objects.filter(action="ceiling.set").latest("id")
    assert told.actor["role"] == "department_reviewer"
    assert (told.data["agency"], told.data["before"], told.data["after"]) == ("201002", None, "1000000.00")


def test_department_is_not_lowered_below_what_it_divided(desk):
    give_ceilings(desk, department_1=wan(300), unit_a=wan(200), unit_b=wan(100))

    with pytest.raises(NotAcceptedError) as refused:
        give_ceilings(desk, department_1=wan(250))

    assert [reason.key for reason in refused.value.reasons] == ["over_divided"]


@pytest.mark.parametrize(
    ("login", "place"),
    [
        ("department_1", "department_1"),
        ("department_1", "unit_c"),
        ("clerk_a", "unit_a"),
        ("performance", "unit_a"),
        ("finance", "finance"),
    ],
)
def test_others_do_not_give(desk, login, place):
    give_ceilings(desk, department_1=wan(300))
    with pytest.raises(RefusedError):
        budget.set_ceilings(YEAR, {desk.tree.agencies[place].pk: budget.Given(wan(1))}, actor=desk.actor(login))


def test_department_without_a_ceiling_has_nothing_to_divide(desk):
    with pytest.raises(NotAcceptedError) as refused:
        budget.set_ceilings(YEAR, {desk.tree.agencies["unit_a"].pk: budget.Given(wan(1))}, actor=desk.actor("department_1"))

    assert [reason.key for reason in refused.value.reasons] == ["none_given"]


def test_who_saw_another_amount_is_told(desk):
    pk = desk.tree.agencies["unit_a"].pk
    give_ceilings(desk, unit_a=wan(100))
    with pytest.raises(NotAcceptedError) as refused:
        budget.set_ceilings(YEAR, {pk: budget.Given(wan(90), seen_yuan=None)}, actor=desk.actor("finance"))

    assert [reason.key for reason in refused.value.reasons] == ["stale"]


# Rounds.


def test_nobody_hands_in_while_no_round_upwards_is_open(desk):
    finance = desk.tree.agencies["finance"]
    budget.open_round(finance, YEAR, "first_down", actor=desk.actor("finance"))
    with pytest.raises(RefusedError, match="No round upwards"):
        handed_in(desk, "120")

    opened = budget.open_round(finance, YEAR, "second_up", actor=desk.actor("finance"))

    assert opened.due_on.isoformat() == "2026-12-31"  # revise_by of the national pack
    own = handed_in(desk, "120")
    assert own.stage == Stage.UNIT_REVIEW
    budget.close_round(finance, YEAR, "second_up", actor=desk.actor("finance"))
    with pytest.raises(RefusedError):
        handed_in(desk, "121")


def test_drafts_are_due_by_the_end_of_the_round(desk):
    own = declarations.create(desk.tree.agencies["unit_a"], YEAR, complete(), actor=desk.actor("clerk_a"))
    assert own.due_on.isoformat() == "2026-08-31"

    budget.open_round(desk.tree.agencies["finance"], YEAR, "first_up", actor=desk.actor("finance"), due_on=date(2026, 9, 12))

    assert Declaration.objects.get(pk=own.pk).due_on.isoformat() == "2026-09-12"
    new = declarations.create(desk.tree.agencies["unit_a"], YEAR, complete(), actor=desk.actor("clerk_a"))
    assert new.due_on.isoformat() == "2026-09-12"
    told = Event.objects.get(action="round.open")
    assert told.data == {"round": "first_up", "year": YEAR, "before": None, "after": {"is_open": True, "due_on": "2026-09-12"}}


def approved_in_round(desk, kind, opened, arrives):
    """By which day the department has to decide on what the unit passes on, in a round that was opened on a day."""
    finance = desk.actor("finance")
    with clock.at(datetime.fromisoformat(f"{opened}T09:00+08:00")):
        budget.open_round(desk.tree.agencies["finance"], YEAR, kind, actor=finance)
    with clock.at(datetime.fromisoformat(f"{arrives}T10:00+08:00")):
        own = handed_in(desk, "120")
        by_unit = own.due_on
        own = declarations.approve(own.pk, opinion="同意。", seen=own.revision, actor=desk.actor("head_a"))
    return by_unit.isoformat(), own.due_on.isoformat()


def test_what_is_reviewed_in_a_later_round_is_not_born_late(desk):
    """The calendar's days of the first round, 08-31 and 09-30, were over when the second one began."""
    assert approved_in_round(desk, "second_up", "2026-11-09", "2026-11-16") == ("2026-12-31", "2026-12-31")


def test_what_comes_after_the_day_of_its_own_round_is_late(desk):
    """The first round was open before its days came, so that these hold however late somebody hands in."""
    assert approved_in_round(desk, "first_up", "2026-06-15", "2026-10-12") == ("2026-08-31", "2026-09-30")


def test_opening_twice_leaves_one_event(desk):
    finance = desk.tree.agencies["finance"]
    for _ in range(2):
        budget.open_round(finance, YEAR, "first_up", actor=desk.actor("finance"))

    assert Event.objects.filter(action="round.open").count() == 1
    with pytest.raises(RefusedError):
        budget.open_round(finance, YEAR, "first_up", actor=desk.actor("department_1"))
