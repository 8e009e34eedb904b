"""The packs that are shipped say what a person read in the published forms and in the law."""

from datetime import date

import pytest

from jixiao.law import Status, parameter
from jixiao.layouts.lay_out import declaration
from jixiao.packs import DEADLINES, check_pack, load_pack, pack_ids
from jixiao.workflow import LEVELS

OUTPUT = ("output.quantity", "output.quality", "output.timeliness", "output.cost")
SEEN = {
    "national": ("national", "万元", (*OUTPUT, "benefit"), ()),
    "ningxia": (
        "ningxia",
        "万元",
        (*OUTPUT, "benefit.social", "benefit.sustainability", "satisfaction.beneficiary"),
        ("0101-一年期项目", "02-经常性项目"),
    ),
    "pingluo": ("pingluo", "万元", (*OUTPUT, "benefit.social", "benefit.sustainability", "satisfaction.beneficiary"), ("0101-一年期项目",)),
    "shijiazhuang": ("shijiazhuang", "万元", (*OUTPUT, "benefit", "satisfaction.beneficiary"), ()),
    "tianjin": ("tianjin", "万元", (*OUTPUT, "benefit", "satisfaction.beneficiary"), ()),
    "xinzhou": ("xinzhou", "元", (*OUTPUT, "benefit.social", "satisfaction.beneficiary"), ("一次性项目（1年结束）",)),
}
"""By hand: the form, its unit of money, levels that need an indicator, attributes that published forms print."""
CALLED = {
    ("ningxia", "goal"): "年度总体绩效目标",
    ("ningxia", "indicators.target"): "绩效值",
    ("ningxia", "amounts.total"): "项目总额",
    ("ningxia", "amounts.transfer_provincial"): "自治区资金",
    ("ningxia", "benefit.economic"): "21-经济效益",
    ("ningxia", "output"): "1-产出指标",
    ("pingluo", "department"): "主管部门及代码",
    ("pingluo", "goal"): "年度总体目标",
    ("xinzhou", "amounts.total"): "实施期资金总额",
    ("xinzhou", "amounts_of_period.municipal"): "市县（区）财政资金",
    ("xinzhou", "goal_of_period"): "实施期目标",
    ("xinzhou", "goal"): "年度目标",
    ("xinzhou", "narratives.保证项目实施的制度、措施"): "保证项目实施的制度、措施",
    ("shijiazhuang", "amounts.annual"): "预算数",
    ("shijiazhuang", "payment_plan.10"): "10月底",
    ("shijiazhuang", "indicators.basis"): "指标值确定依据",
    ("tianjin", "indicators.description"): "绩效指标描述",
    ("tianjin", "narratives.资金用途"): "预算规模及资金用途",
    ("national", "amounts.total"): "中期资金总额",
    ("national", "contacts.经办人"): "经办人",
    ("national", "satisfaction.beneficiary"): "服务对象满意度指标",
}
"""By hand from the forms: what a field or level is called."""


def test_the_national_default_stands_first():
    assert pack_ids() == ["national", "ningxia", "pingluo", "shijiazhuang", "tianjin", "xinzhou"]


@pytest.mark.parametrize("name", pack_ids())
def test_shipped_pack_has_no_fault(name):
    assert [f"{fault.key}: {fault.message('en')}" for fault in check_pack(name)] == []


@pytest.mark.parametrize("name", sorted(SEEN))
def test_shipped_pack_says_what_its_form_says(name):
    form, unit, mandatory, attributes = SEEN[name]
    pack = load_pack(name)

    assert (pack.id, pack.form, pack.money_unit, pack.mandatory_levels) == (name, form, unit, mandatory)
    assert set(attributes) <= {attribute.printed for attribute in pack.attributes}
    assert pack.lineage == (() if name == "national" else ("national",))


@pytest.mark.parametrize(("name", "path"), sorted(CALLED))
def test_field_is_called_as_the_form_prints_it(name, path):
    assert load_pack(name).labels[path] == CALLED[name, path]


def test_pingluo_offers_seven_second_levels_and_ningxia_nine():
    assert sum(map(len, load_pack("pingluo").levels.values())) == 7
    assert sum(map(len, load_pack("ningxia").levels.values())) == 9
    assert load_pack("pingluo").levels["benefit"] == ("benefit.social", "benefit.sustainability")


@pytest.mark.parametrize("name", pack_ids())
def test_decimals_are_those_of_the_form(name):
    pack, form = load_pack(name), declaration(load_pack(name).form)

    assert (pack.least_decimals, pack.most_decimals) == (form.money.least_decimals, form.money.most_decimals)


@pytest.mark.parametrize("name", pack_ids())
def test_every_level_that_the_form_always_prints_may_be_chosen(name):
    pack = load_pack(name)

    assert set(declaration(pack.form).levels.always) <= set(pack.level_labels)


@pytest.mark.parametrize("name", pack_ids())
def test_review_levels_are_those_of_the_workflow(name):
    levels = load_pack(name).review_levels

    assert levels == tuple(level for level in LEVELS if level in levels)
    assert "finance_review" in levels


def test_days_of_the_calendar():
    calendar = load_pack("national").calendar

    assert list(calendar) == list(DEADLINES)
    assert calendar["start_by"].on(2027) == date(2026, 6, 15)
    assert calendar["declare_by"].on(2027) == date(2026, 8, 31)
    assert calendar["adjust_by"].on(2027) == date(2027, 11, 30)
    assert calendar["self_evaluate_by"].on(2027) == date(2028, 3, 31)


def test_days_that_are_counted_from_an_event():
    calendar = load_pack("xinzhou").calendar
    events = {"budget_adopted": date(2027, 1, 20), "finance_approval": date(2027, 2, 9)}

    assert calendar["approve_by"].on(2027, events) == date(2027, 2, 9)
    assert calendar["department_approve_by"].on(2027, events) == date(2027, 2, 24)
    assert calendar["disclose_by"].on(2027, events) == date(2027, 3, 1)
    assert calendar["unit_disclose_by"].on(2027, events) is None
    assert calendar["disclose_by"].on(2027) is None


def test_disclosure_is_due_when_the_rules_say_so():
    assert load_pack("national").calendar["disclose_by"].days == parameter("disclosure.days_after_approval").latest.value


def test_steps_of_the_law_are_verified_and_days_of_the_rounds_are_not():
    calendar = load_pack("tianjin").calendar
    verified = {name for name, deadline in calendar.items() if deadline.basis.status is Status.VERIFIED}

    assert verified == {"start_by", "approve_by", "department_approve_by", "disclose_by", "unit_disclose_by"}
    assert calendar["self_evaluate_by"].basis.status is Status.SECONDARY


def test_inherited_statement_names_the_pack_that_makes_it():
    pack = load_pack("pingluo")

    assert pack.calendar["declare_by"].basis.pack == "national"
    assert pack.bases["form"].pack == "pingluo"
    assert pack.bases["review"].status is Status.UNVERIFIED


@pytest.mark.parametrize("name", pack_ids())
def test_what_a_pack_claims_as_read_is_a_law_that_was_read(name):
    """Forms were seen filled in, never the rule that prescribes them; no pack says more."""
    pack = load_pack(name)
    bases = [*pack.bases.values(), *(deadline.basis for deadline in pack.calendar.values())]

    assert {basis.source for basis in bases if basis.status is Status.VERIFIED} <= {
        "budget-law#14", "budget-law#52", "budget-regulation#6", "budget-regulation#22",
    }  # fmt: skip


def test_missing_levels_of_a_set_of_indicators():
    pack = load_pack("shijiazhuang")

    assert pack.missing_levels([*OUTPUT, "benefit.ecological", "satisfaction.beneficiary"]) == ()
    assert pack.missing_levels(["output.quantity", "output.cost"]) == (
        "output.quality",
        "output.timeliness",
        "benefit",
        "satisfaction.beneficiary",
    )
