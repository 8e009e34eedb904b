"""What was typed is read by the grammar of values; what cannot be read is told with its path, and nothing is raised."""

from decimal import Decimal

import pytest
from tests.unit.declaring.jurisdictions import jurisdiction

from jixiao.declaring import Draft, from_project, to_project
from jixiao.model import Indicator, Project
from jixiao.provenance import SourceRef
from jixiao.values import Kind, MoneyUnit, parse_target

PLACE = SourceRef("invented")


def typed(form, fields=None, *rows, **changes):
    draft = Draft.from_plain({"fields": fields or {}, "indicators": list(rows)})
    return to_project(draft, jurisdiction(form, **changes), agency="青禾县水务局", fiscal_year=2026)


def faults(found):
    return [(fault.path, fault.key, fault.is_blocking) for fault in found.faults]


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("110", "1100000"),
        ("１，２００．５", "12005000"),
        (" 1,200.50 ", "12005000"),
        ("50万元", "500000"),
        ("50 元", "50"),
        ("△3", "-30000"),
        ("0", "0"),
    ],
)
def test_amount_is_read_exactly_in_the_unit_of_the_jurisdiction(text, yuan):
    found = typed("ningxia", {"amounts.total": text})

    assert found.project.amounts["total"] == Decimal(yuan)
    assert faults(found) == []


@pytest.mark.parametrize("text", ["1,2OO.5", "约110", "110万吨", "一百一十", "1.2.3", "110-120"])
def test_amount_that_is_none_is_told_and_left_blank(text):
    found = typed("ningxia", {"amounts.total": text})

    assert found.project.amounts["total"] is None
    assert faults(found) == [("amounts.total", "fault.amount", True)]
    assert text in found.faults[0].message("zh")
    assert "万元" in found.faults[0].remedy("zh")


def test_amount_that_no_budget_has_is_told():
    assert faults(typed("ningxia", {"amounts.total": "9" * 20})) == [("amounts.total", "fault.amount_large", True)]


def test_amount_that_the_form_would_round_is_told_and_kept_exact():
    found = typed("shijiazhuang", {"amounts.fiscal": "1.005"})

    assert found.project.amounts["fiscal"] == Decimal("10050")
    assert faults(found) == [("amounts.fiscal", "fault.amount_fine", True)]


def test_unit_of_the_jurisdiction_may_be_yuan():
    assert typed("xinzhou", {"amounts.municipal": "450,000"}).project.amounts["municipal"] == Decimal(450000)
    assert typed("xinzhou", {"amounts.municipal": "45"}, money_unit=MoneyUnit.WAN).project.amounts["municipal"] == Decimal(450000)


def test_blank_total_is_what_its_parts_come_to_and_a_typed_one_stays():
    parts = {"amounts.fiscal": "100", "amounts.carryover": "20"}

    assert typed("ningxia", parts).project.amounts["annual"] == Decimal(1_200_000)
    assert typed("ningxia", {**parts, "amounts.annual": "100"}).project.amounts["annual"] == Decimal(1_000_000)


def test_form_has_all_its_cells_and_blank_ones_say_nothing():
    project = typed("shijiazhuang").project

    assert project.amounts == {"annual": None, "fiscal": None, "other": None}
    assert project.payment_plan == {"3": None, "6": None, "10": None, "12": None}
    assert project.narratives == {"资金用途": None}
    assert project.contacts is None
    assert project.indicators == []
    assert typed("ningxia").project.payment_plan is None


def test_text_is_kept_but_for_blanks_around_it():
    assert typed("ningxia", {"goal": "  目标1：通水。\r\n目标2：通电。 \n"}).project.goal == "目标1：通水。\n目标2：通电。"


def test_indicator_is_read_as_a_form_is_read():
    row = {"id": "k1", "level1": "1-产出指标", "level2": "11-数量指标", "name": "维修泵站", "target": "≥3座"}
    found = typed("ningxia", {}, row)

    (item,) = found.project.indicators
    assert (item.level1, item.level1_code, item.level2, item.level2_code) == ("产出指标", "output", "数量指标", "output.quantity")
    assert (item.target.operator, item.target.value, item.target.unit) == ("≥", Decimal(3), "座")
    assert item.description is None
    assert found.rows == ("k1",)
    assert found.places.path_of(item.source) == "indicators.k1.name"
    assert found.places.path_of(item.sources["target"][0]) == "indicators.k1.target"


def test_year_of_a_deadline_is_that_of_the_budget():
    row = {"id": "k1", "level1": "产出指标", "level2": "时效指标", "name": "完工时间", "target": "11月底前"}

    assert typed("ningxia", {}, row).project.indicators[0].target.deadline.isoformat() == "2026-11-30"


def test_row_of_which_only_levels_were_chosen_is_no_indicator():
    found = typed("ningxia", {}, {"id": "k1", "level1": "产出指标", "level2": "质量指标"}, {"id": "k2", "name": "维修泵站"})

    assert found.rows == ("k2",)
    assert [item.target.kind for item in found.project.indicators] == [Kind.EMPTY]


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ({"level1": "综合指标"}, ("indicators.k1.level1", "fault.level_unknown", True)),
        ({"level1": "产出指标", "level2": "社会效益指标"}, ("indicators.k1.level2", "fault.level_elsewhere", True)),
        ({"level1": "成本指标", "level2": "经济成本指标"}, ("indicators.k1.level2", "fault.level_not_offered", False)),
        ({"weight": "十"}, ("indicators.k1.weight", "fault.weight", True)),
        ({"description": "处数"}, ("indicators.k1.description", "fault.no_place", False)),
    ],
)
def test_row_that_cannot_be_read_is_told(row, wanted):
    found = typed("ningxia", {}, {"id": "k1", "name": "维修泵站", "target": "3座", **row})

    assert wanted in faults(found)


def test_share_that_is_none_is_told_and_kept_as_typed():
    found = typed("shijiazhuang", {"payment_plan.3": "三成", "payment_plan.6": "60"})

    assert faults(found) == [("payment_plan.3", "fault.share", True)]
    assert found.project.payment_plan["3"] == "三成"


def test_what_the_form_has_no_place_for_is_kept_and_told():
    found = typed("tianjin", {"code": "13010026P00971210126E", "narratives.立项依据": "县府会议"})

    assert found.project.code == "13010026P00971210126E"
    assert found.project.narratives["立项依据"] == "县府会议"
    assert faults(found) == [("code", "fault.no_place", False), ("narratives.立项依据", "fault.no_place", False)]
    assert "项目编码" in found.faults[0].message("zh")


def test_document_of_a_declaration_has_its_agency_and_year():
    document = typed("tianjin", {"name": "泵站维修"}).document

    assert (document.publisher, document.fiscal_year, document.kind.value) == ("青禾县水务局", 2026, "target_forms")
    assert document.projects[0].name == "泵站维修"
    assert document.source.sha256 != typed("tianjin", {"name": "泵站维护"}).document.source.sha256


def project(**fields):
    return Project(source=PLACE, **fields)


def row(name, text, **more):
    return Indicator(name=name, target=parse_target(text, name=name), source=PLACE, **more)


def test_import_types_amounts_exactly_in_the_unit_of_the_form():
    draft = from_project(project(amounts={"total": Decimal("52296"), "fiscal": Decimal("1234.5")}), jurisdiction("ningxia"))

    assert dict(draft.fields) == {"amounts.total": "5.2296", "amounts.fiscal": "0.12345"}
    assert from_project(project(amounts={"municipal": Decimal("52296")}), jurisdiction("xinzhou")).text("amounts.municipal") == "52296"


def test_import_lets_totals_sum_themselves_and_keeps_those_that_differ():
    parts = {"fiscal": Decimal(10_000), "other": Decimal(20_000), "local_total": Decimal(30_000)}

    assert sorted(from_project(project(amounts={**parts, "annual": Decimal(30_000)}), jurisdiction("ningxia")).fields) == [
        "amounts.fiscal",
        "amounts.other",
    ]
    assert from_project(project(amounts={**parts, "annual": Decimal(40_000)}), jurisdiction("ningxia")).text("amounts.annual") == "4"


def test_import_leaves_rows_out_that_only_fill_the_form():
    draft = from_project(project(indicators=[row("0", "0", placeholder=True), row("维修泵站", "3座")]), jurisdiction("ningxia"))

    assert [(item.id, item.text("name")) for item in draft.indicators] == [("k1", "维修泵站")]


def test_import_takes_only_what_the_form_has_a_place_for():
    given = project(
        code="X", goal="通水", narratives={"立项依据": "会议"}, indicators=[row("维修泵站", "3座", basis="合同", weight=Decimal(5))]
    )

    draft = from_project(given, jurisdiction("tianjin"))

    assert dict(draft.fields) == {"goal": "通水"}
    assert dict(draft.indicators[0].texts) == {"name": "维修泵站", "target": "3座"}
