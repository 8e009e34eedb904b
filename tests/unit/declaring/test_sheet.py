"""The paper forms as rows of cells with inputs: what stands where, in each of the six."""

import pytest
from tests.unit.declaring.jurisdictions import FORMS, jurisdiction

from jixiao.declaring import Draft, InputKind, form_of, rows_of, sums
from jixiao.layouts.lay_out import declaration
from jixiao.layouts.lay_out.declaration import NAMED
from jixiao.packs import Attribute, Level1Option, Level2Option

AROUND = {"year", "number", "agency", "level1", "level2", "indicator", "indicator_of_period"}


def texts(row):
    """A row as one reads it: words, and paths in braces."""
    return [cell.text + "".join(f"{{{one.path}}}" for one in cell.inputs) for cell in row]


@pytest.mark.parametrize("form", FORMS)
def test_everything_that_a_form_prints_can_be_typed_into_it_once(form):
    sheet = form_of(jurisdiction(form), 2026)
    wanted = {name for name in declaration(form).fields if name not in AROUND}

    typed = [one.path for one in sheet.inputs] + [column.key for column in sheet.columns]

    assert sorted(set(typed) - {"level1", "level2"}) == sorted({name for name in wanted if name != "name"} | {"name"})
    assert len(sheet.inputs) == len({one.path for one in sheet.inputs})
    assert all(sheet.has(path) for path in typed)
    assert not sheet.has("narratives.别的")


@pytest.mark.parametrize("form", FORMS)
def test_cells_of_a_form_fill_their_table_without_overlap(form):
    for grid in form_of(jurisdiction(form), 2026).grids:
        taken = set()
        for at, row in enumerate((*grid.header, *grid.rows)):
            free = iter(col for col in range(len(grid.widths)) if (at, col) not in taken)
            for cell in row:
                col = next(free)
                own = {(at + down, col + right) for down in range(cell.rowspan) for right in range(cell.colspan)}
                assert not own & taken
                taken |= own
                free = iter([other for other in range(col + cell.colspan, len(grid.widths)) if (at, other) not in taken])
        assert taken == {(at, col) for at in range(len(grid.header) + len(grid.rows)) for col in range(len(grid.widths))}


def test_form_of_ningxia_has_both_blocks_of_money_side_by_side():
    rows = [texts(row) for row in form_of(jurisdiction("ningxia"), 2026).grids[0].rows]

    assert rows[3] == ["项目总额", "{amounts.total}", "其中：年度资金总额", "{amounts.annual}"]
    assert rows[4] == [
        "其中：\n本级资金",
        "资金总额",
        "{amounts.local_total}",
        "其中：\n转移市县(区)资金",
        "资金总额",
        "{amounts.transfer_total}",
    ]
    assert rows[7] == ["结余结转资金", "{amounts.carryover}", "", ""]


def test_form_of_xinzhou_keeps_period_and_year_side_by_side():
    sheet = form_of(jurisdiction("xinzhou"), 2026)
    rows = [texts(row) for row in sheet.grids[0].rows]

    assert rows[4] == ["其中：中央财政资金", "{amounts_of_period.central}", "其中：中央财政资金", "{amounts.central}"]
    assert rows[-1] == ["{goal_of_period}", "{goal}"]
    assert [(column.half, column.key, column.input.is_repeated) for column in sheet.grids[1].columns if column.input] == [
        ("period", "level1", False),
        ("period", "level2", False),
        ("period", "name", False),
        ("period", "target_of_period", False),
        ("year", "level2", True),
        ("year", "name", True),
        ("year", "target", False),
    ]
    assert [cell.reaches_down for cell in sheet.grids[1].header[0]] == [True] + [False] * 7


def test_line_above_a_form_names_the_year_and_asks_for_what_no_table_asks_for():
    tianjin = form_of(jurisdiction("tianjin"), 2026)
    assert [one.path for one in tianjin.lines[1].parts] == ["unit_code", "unit"]
    assert tianjin.lines[0].parts[0].is_repeated
    assert tianjin.lines[0].parts[1] == "绩效目标表"

    assert [line.text for line in form_of(jurisdiction("pingluo"), 2026).lines] == ["部门项目支出预算绩效目标表", "（2026年度）"]


def test_foot_is_signed_by_persons():
    foot = form_of(jurisdiction("national"), None).foot

    assert [(cell.text, cell.inputs[0].path) for cell in foot] == [
        ("单位负责人：", "contacts.负责人"),
        ("经办人：", "contacts.经办人"),
        ("联系电话：", "contacts.联系电话"),
        ("填报日期：", "contacts.填报日期"),
    ]


def test_inputs_say_what_is_typed_there():
    inputs = {one.path: one for one in form_of(jurisdiction("shijiazhuang"), 2026).inputs}

    assert (inputs["amounts.annual"].kind, inputs["amounts.annual"].unit) == (InputKind.MONEY, "万元")
    assert inputs["amounts.annual"].label("zh") == "预算数"
    assert inputs["amounts.annual"].label("en") == "Annual"
    assert inputs["amounts.annual"].is_computed
    assert not inputs["amounts.fiscal"].is_computed
    assert (inputs["payment_plan.10"].kind, inputs["payment_plan.10"].unit, inputs["payment_plan.10"].printed) == (
        InputKind.PERCENT,
        "%",
        "10月底",
    )
    assert inputs["narratives.资金用途"].kind is InputKind.LONG
    assert [path for path, one in inputs.items() if one.is_required] == ["name", "amounts.annual", "goal"]
    assert form_of(jurisdiction("xinzhou"), 2026).money_unit == "元"
    ningxia = {one.path: one for one in form_of(jurisdiction("ningxia", attributes=(Attribute("经常性项目", "02"),)), 2026).inputs}
    assert ningxia["attribute"].suggestions == ("02-经常性项目",)


def test_levels_are_offered_as_the_form_prints_them_and_kept_by_their_usual_label():
    first = form_of(jurisdiction("ningxia"), 2026).levels[0]

    assert (first.value, first.printed, first.is_mandatory) == ("产出指标", "1-产出指标", True)
    assert [(one.value, one.printed, one.is_mandatory) for one in first.children][:2] == [
        ("数量指标", "11-数量指标", True),
        ("质量指标", "12-质量指标", False),
    ]


def test_rows_of_a_form_have_its_order_and_a_place_for_each_level_that_it_prints():
    draft = (
        Draft()
        .with_indicator({"level1": "效益指标", "level2": "社会效益指标", "name": "丙"})
        .with_indicator({"level1": "产出指标", "level2": "11-数量指标", "name": "甲"})
        .with_indicator({"level1": "产出指标", "level2": "数量指标", "name": "乙"})
        .with_indicator({"name": "丁"})
    )

    rows = [
        (row.indicator.id if row.indicator else None, row.level2_label, row.level1_rows, row.level2_rows)
        for row in rows_of(draft, jurisdiction("ningxia"))
    ]

    assert rows == [
        ("k2", "11-数量指标", 5, 2),
        ("k3", "11-数量指标", 0, 0),
        (None, "12-质量指标", 0, 1),
        (None, "13-时效指标", 0, 1),
        (None, "14-成本指标", 0, 1),
        (None, "21-经济效益", 4, 1),
        ("k1", "22-社会效益", 0, 1),
        (None, "23-生态效益", 0, 1),
        (None, "24-可持续影响", 0, 1),
        (None, "31-服务对象满意度", 1, 1),
        ("k4", "", 1, 1),
    ]


def test_form_without_levels_of_its_own_shows_the_mandatory_ones():
    pack = jurisdiction("tianjin", mandatory_levels=("output.quantity", "satisfaction.beneficiary"))
    draft = Draft().with_indicator({"level1": "产出指标", "level2": "数量指标"})

    rows = rows_of(draft, pack)

    assert [(row.indicator is None, row.level2, row.is_mandatory) for row in rows] == [
        (False, "output.quantity", True),
        (True, "satisfaction.beneficiary", True),
    ]


def test_level_of_another_name_is_shown_under_it():
    options = (Level1Option("output", "产出", (Level2Option("output.quantity", "产出数量"),)),)
    draft = Draft().with_indicator({"level1": "产出指标", "level2": "数量指标"})

    row = rows_of(draft, jurisdiction("shijiazhuang", level_options=options))[0]

    assert (row.level1_label, row.level2_label) == ("产出", "产出数量")


@pytest.mark.parametrize(
    ("form", "typed", "wanted"),
    [
        (
            "ningxia",
            {"amounts.fiscal": "１,２００.5", "amounts.carryover": "0.25", "amounts.transfer_central": "30"},
            {"amounts.local_total": "1200.75", "amounts.transfer_total": "30", "amounts.annual": "1230.75"},
        ),
        ("ningxia", {"amounts.local_total": "5", "amounts.transfer_central": "3"}, {"amounts.transfer_total": "3", "amounts.annual": "8"}),
        ("shijiazhuang", {"amounts.fiscal": "0.1", "amounts.other": "0.2"}, {"amounts.annual": "0.3"}),
        ("shijiazhuang", {"amounts.fiscal": "20000元", "amounts.other": "△1"}, {"amounts.annual": "1"}),
        ("shijiazhuang", {"amounts.fiscal": "1,2OO", "amounts.other": "1"}, {}),
        ("shijiazhuang", {"amounts.annual": "7"}, {}),
        ("shijiazhuang", {"amounts.fiscal": " ", "amounts.other": "0"}, {"amounts.annual": "0"}),
        (
            "xinzhou",
            {"amounts.municipal": "450,000", "amounts_of_period.municipal": "900,000", "amounts_of_period.central": "1"},
            {"amounts.annual": "450000", "amounts.total": "900001"},
        ),
    ],
)
def test_funding_sums_itself_exactly(form, typed, wanted):
    draft = Draft.from_plain({"fields": typed})

    assert sums(draft, jurisdiction(form)) == wanted


def test_names_of_a_declaration_are_those_of_the_project():
    """The years and numbers that a form prints are no fields."""
    assert {name for form in FORMS for line in declaration(form).lines for name in NAMED.findall(line.text)} == {
        "year",
        "number",
        "name",
        "unit",
        "unit_code",
    }
