"""Adjustments: what was approved holds until the adjustment is approved, through the same levels, and the money is counted once."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html
from openpyxl import load_workbook
from tests.web.claims import Office, give_ceilings
from tests.web.drafts import complete
from tests.web.tree import YEAR

from jixiao.web.records import ceilings, clock, library, lists
from jixiao.web.records.actions import adjusting, budget, declarations
from jixiao.web.records.actions.claiming import CeilingError
from jixiao.web.records.library import Wanted
from jixiao.web.records.lists import Sought
from jixiao.web.records.models import Adjustment, AgencyYear, BudgetCeiling, Declaration, Event, Stage
from jixiao.web.records.refusals import RefusedError


@pytest.fixture
def desk(db, tree):
    return Office(tree)


@pytest.fixture
def approved(desk):
    """A declaration that went through all levels, and was approved with the budget."""
    own = declarations.create(desk.tree.agencies["unit_a"], YEAR, complete(), actor=desk.actor("clerk_a"))
    return ratified(desk, own)


def ratified(desk, own):
    own = declarations.submit(own.pk, seen=own.revision, actor=desk.actor("clerk_a"))
    for login in ("head_a", "department_1", "finance"):
        own = declarations.approve(own.pk, seen=own.revision, actor=desk.actor(login))
    return declarations.ratify(own.pk, seen=own.revision, number="云财预〔2027〕1号", on=clock.today(), actor=desk.actor("finance_2"))


def typed(desk, own, money):
    def change(draft):
        return draft.with_field("amounts.annual", money).with_field("amounts.annual_fiscal", money)

    return declarations.save(own.pk, change, seen=own.revision, actor=desk.actor("clerk_a"))


def claimed(desk, place):
    return BudgetCeiling.objects.get(agency=desk.tree.agencies[place]).claimed_yuan


def test_adjustment_begins_with_what_was_approved_after_the_year_and_its_rounds_are_closed(desk, approved):
    AgencyYear.objects.update(is_open=False)
    budget.open_round(desk.tree.agencies["finance"], YEAR, "first_down", actor=desk.actor("finance"))

    made = adjusting.adjust(approved.pk, reason="年中追加", number="云财预〔2027〕33号", actor=desk.actor("clerk_a"))

    assert (made.stage, made.project_id, made.draft) == ("draft", approved.project_id, approved.draft)
    told = Event.objects.get(chain_id=made.chain, action="declaration.create").data
    assert told == {"adjusts": str(approved.pk), "reason": "年中追加", "number": "云财预〔2027〕33号"}
    assert ratified(desk, typed(desk, made, "150")).stage == Stage.RATIFIED


def test_what_was_approved_holds_until_the_adjustment_is_approved(desk, approved):
    scope = desk.actor("finance").scope
    made = typed(desk, adjusting.adjust(approved.pk, reason="年中追加", actor=desk.actor("clerk_a")), "150")

    def yuan():
        grid = {line.agency_id: line.asked_yuan for line in ceilings.grid_of(desk.actor("finance"), YEAR)}
        (row,) = library.with_years(scope, [approved.project])
        return library.money_by_year(scope, Wanted(), [YEAR])[YEAR], grid[approved.agency_id], row.years[YEAR].annual_yuan

    assert yuan() == (Decimal(1_200_000), Decimal(1_200_000), Decimal(1_200_000))
    ratified(desk, made)
    assert yuan() == (Decimal(1_500_000), Decimal(1_500_000), Decimal(1_500_000))
    assert Declaration.objects.get(pk=approved.pk).stage == Stage.RATIFIED
    assert Adjustment.objects.get().done_at is not None


@pytest.mark.parametrize(("money", "under_review", "after"), [("150", 150, 150), ("90", 120, 90)])
def test_adjustment_claims_what_it_asks_for_beyond_and_in_the_end_its_own_money(desk, approved, money, under_review, after):
    give_ceilings(desk, unit_a=Decimal(2_000_000), department_1=Decimal(2_000_000))
    made = typed(desk, adjusting.adjust(approved.pk, reason="调整", actor=desk.actor("clerk_a")), money)
    declarations.submit(made.pk, seen=made.revision, actor=desk.actor("clerk_a"))
    assert (claimed(desk, "unit_a"), claimed(desk, "department_1")) == (under_review * 10_000, under_review * 10_000)
    own = Declaration.objects.get(pk=made.pk)
    own = declarations.withdraw(own.pk, seen=own.revision, actor=desk.actor("clerk_a"))
    assert claimed(desk, "unit_a") == 1_200_000
    ratified(desk, own)

    assert (claimed(desk, "unit_a"), claimed(desk, "department_1")) == (after * 10_000, after * 10_000)


def test_first_ceiling_counts_what_was_adjusted_once(desk, approved):
    ratified(desk, typed(desk, adjusting.adjust(approved.pk, reason="调整", actor=desk.actor("clerk_a")), "150"))
    give_ceilings(desk, unit_a=Decimal(2_000_000))

    assert claimed(desk, "unit_a") == 1_500_000


def test_adjustment_beyond_the_ceiling_is_refused(desk, approved):
    give_ceilings(desk, unit_a=Decimal(1_400_000))
    made = typed(desk, adjusting.adjust(approved.pk, reason="调整", actor=desk.actor("clerk_a")), "150")
    with pytest.raises(CeilingError, match=r"asked 30\.00, missing 10\.00"):
        declarations.submit(made.pk, seen=made.revision, actor=desk.actor("clerk_a"))


def test_one_adjustment_at_a_time_of_what_is_approved_by_its_unit_with_a_reason(desk, approved):
    clerk = desk.actor("clerk_a")
    with pytest.raises(RefusedError):
        adjusting.adjust(approved.pk, reason=" ", actor=clerk)
    with pytest.raises(RefusedError):
        adjusting.adjust(approved.pk, reason="调整", actor=desk.actor("finance"))
    made = adjusting.adjust(approved.pk, reason="调整", actor=clerk)
    with pytest.raises(RefusedError):
        adjusting.adjust(approved.pk, reason="调整", actor=clerk)
    with pytest.raises(RefusedError):
        adjusting.adjust(made.pk, reason="调整", actor=clerk)
    declarations.discard(made.pk, seen=made.revision, reason="不调了", actor=clerk)
    again = ratified(desk, adjusting.adjust(approved.pk, reason="再调", actor=clerk))
    with pytest.raises(RefusedError):
        adjusting.adjust(approved.pk, reason="调整", actor=clerk)
    assert adjusting.adjust(again.pk, reason="二次调整", actor=clerk).stage == "draft"


def test_pages_show_before_and_after_side_by_side(desk, approved, logged_in):
    client = logged_in("clerk_a")
    sheet = f"/declarations/{approved.pk}"
    assert "申请调整" in client.get(sheet).content.decode()
    begun = client.post(f"{sheet}/adjust", {"reason": "年中追加", "number": "云财预〔2027〕33号"})
    made = Declaration.objects.get(adjustment__isnull=False)
    assert begun.headers["Location"] == f"/declarations/{made.pk}/edit"
    typed(desk, made, "150.5")

    page = client.get(f"/declarations/{made.pk}/adjustment").content.decode()

    assert "年中追加" in page
    assert "120.00" in page
    assert "150.50" in page
    assert "增减+30.50" in page
    assert "批复之前，本表一直有效" in client.get(sheet).content.decode()
    assert f"/declarations/{made.pk}" not in logged_in("finance").get(sheet).content.decode()  # a draft is the unit's own
    assert client.get(f"/declarations/{made.pk}").status_code == 200


def test_number_follows_until_the_adjustment_is_approved(desk, approved, logged_in):
    made = adjusting.adjust(approved.pk, reason="年中追加", actor=desk.actor("clerk_a"))
    assert "补填文号" in logged_in("clerk_a").get(made.get_absolute_url()).content.decode()
    made = declarations.submit(made.pk, seen=made.revision, actor=desk.actor("clerk_a"))
    assert "补填文号" not in logged_in("head_a").get(made.get_absolute_url()).content.decode()

    answer = logged_in("clerk_a").post(f"/declarations/{made.pk}/adjust/number", {"number": " 云财预〔2027〕33号 "})

    assert answer.status_code == 302
    assert Adjustment.objects.get().number == "云财预〔2027〕33号"
    (event,) = Event.objects.filter(chain_id=made.chain, action="declaration.adjust_number")
    assert event.data == {"before": {"number": ""}, "after": {"number": "云财预〔2027〕33号"}}
    with pytest.raises(RefusedError):
        adjusting.give_number(made.pk, number="1号", actor=desk.actor("head_a"))
    with pytest.raises(RefusedError):
        adjusting.give_number(approved.pk, number="1号", actor=desk.actor("clerk_a"))
    for login in ("head_a", "department_1", "finance"):
        made = declarations.approve(made.pk, seen=made.revision, actor=desk.actor(login))
    declarations.ratify(made.pk, seen=made.revision, number="云财预〔2027〕34号", on=clock.today(), actor=desk.actor("finance_2"))
    with pytest.raises(RefusedError):
        adjusting.give_number(made.pk, number="2号", actor=desk.actor("clerk_a"))


def test_lists_show_both_as_one_entry_and_count_the_money_once(desk, approved, logged_in):
    other = ratified(
        desk, declarations.create(desk.tree.agencies["unit_a"], YEAR, complete(name="路口标线复划"), actor=desk.actor("clerk_a"))
    )
    made = typed(desk, adjusting.adjust(approved.pk, reason="年中追加", actor=desk.actor("clerk_a")), "150")
    made = declarations.submit(made.pk, seen=made.revision, actor=desk.actor("clerk_a"))

    def shown():
        tree = html.fromstring(logged_in("clerk_a").get("/declarations?role=clerk&tab=submitted").content.decode())
        rows = tree.xpath("//tbody[@id='rows']/tr[@data-row]")
        total = tree.xpath("//tfoot//td[@class='number']")[0].text
        return {row.xpath(".//a[@class='title']/@href")[0].split("?")[0]: row for row in rows}, total

    def others():
        """What the tab counts, and what the workbook has: names of rows, money of each, and the total."""
        (count,) = [number for name, number in lists.counts(desk.actor("clerk_a").scope, ["clerk"])["clerk"] if name == "submitted"]
        book = load_workbook(BytesIO(logged_in("clerk_a").get("/declarations/export?role=clerk&tab=submitted").content)).active
        cells = [[cell.value for cell in row] for row in book.iter_rows()]
        head = next(at for at, row in enumerate(cells) if "年度资金（元）" in row)
        money = cells[head].index("年度资金（元）")
        return count, [row[money] for row in cells[head + 1 : head + 3]], cells[head + 3][money]

    rows, total = shown()
    assert set(rows) == {made.get_absolute_url(), other.get_absolute_url()}
    (under,) = rows[made.get_absolute_url()].xpath(".//span[@class='adjusted']")
    assert "120.00" in under.text_content()
    assert str(approved.pk) in under.xpath(".//a/@href")[0]
    assert total == "240.00"
    assert others() == (2, [1_200_000, 1_200_000], "=SUBTOTAL(109,E2:E3)")

    for login in ("head_a", "department_1", "finance"):
        made = declarations.approve(made.pk, seen=made.revision, actor=desk.actor(login))
    declarations.ratify(made.pk, seen=made.revision, number="云财预〔2027〕34号", on=clock.today(), actor=desk.actor("finance_2"))
    rows, total = shown()
    assert set(rows) == {made.get_absolute_url(), other.get_absolute_url()}
    assert total == "270.00"
    assert others() == (2, [1_500_000, 1_200_000], "=SUBTOTAL(109,E2:E3)")


def test_page_after_page_has_each_entry_once_and_a_query_row_that_leaves_out_the_adjustment_finds_the_original(desk, approved, logged_in):
    made = typed(desk, adjusting.adjust(approved.pk, reason="年中追加", actor=desk.actor("clerk_a")), "150")
    made = declarations.submit(made.pk, seen=made.revision, actor=desk.actor("clerk_a"))
    scope, submitted = desk.actor("clerk_a").scope, Sought("clerk", "submitted", order="stage_since")

    def found(sought, after=""):
        rows, after = lists.page(scope, sought, ("id", "stage_since"), after, 1)
        return [row[0] for row in rows] + (found(sought, after) if after else [])

    assert found(submitted) == [made.pk]
    assert found(replace(submitted, stage="ratified")) == [approved.pk]
    assert found(replace(submitted, at_least=Decimal(1_300_000))) == [made.pk]
    assert found(Sought("clerk", "handled", order="stage_since")) == [made.pk]
    assert found(Sought(order="stage_since")) == [approved.pk, made.pk]
    made = declarations.withdraw(made.pk, seen=made.revision, actor=desk.actor("clerk_a"))
    assert found(submitted) == [approved.pk]
    declarations.discard(made.pk, seen=made.revision, reason="不调了", actor=desk.actor("clerk_a"))
    assert approved.pk in found(Sought("clerk", "handled", order="stage_since"))


def test_adjustment_alone_on_a_desk_says_what_it_adjusts(desk, approved, logged_in):
    made = adjusting.adjust(approved.pk, reason="年中追加", actor=desk.actor("clerk_a"))
    declarations.submit(made.pk, seen=made.revision, actor=desk.actor("clerk_a"))

    tree = html.fromstring(logged_in("head_a").get("/declarations?role=unit_head&tab=to_review").content.decode())

    (row,) = tree.xpath("//tbody[@id='rows']/tr[@data-row]")
    assert str(approved.pk) in row.xpath(".//span[@class='adjusted']/a/@href")[0]
    assert row.xpath(".//input[@name='chosen']")


def test_adjustments_of_a_page_are_found_by_their_keys_however_many_declarations_there_are(desk, approved, logged_in):
    client = logged_in("clerk_a")
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/declarations?role=clerk&tab=submitted").status_code == 200

    (sql,) = [each["sql"] for each in asked.captured_queries if 'FROM "records_adjustment"' in each["sql"].partition(" WHERE ")[0]]
    assert "finance_id" not in sql.partition(" WHERE ")[2]
