"""The form to type into: every field once, rows in the order of the form, levels merged as on paper."""

import pytest
from tests.web.declare.conftest import INDICATORS, draft

from jixiao.declaring import Draft, form_of
from jixiao.packs import load_pack, pack_ids
from jixiao.web.desks.declare.sheet import editor_sheet

BLANK = Draft()


def sheet(pack_id, typed=BLANK, *, is_one_year=False):
    return editor_sheet(typed, load_pack(pack_id), 2027, is_one_year=is_one_year)


def cells(found):
    rows = [row for grid in found.grids for row in (*grid.header, *grid.rows, *(typed.cells for typed in grid.indicators))]
    return [cell for row in (*rows, found.foot) for cell in row] + [line.cell for line in found.lines]


def controls(found):
    return [control for cell in cells(found) for control in cell.controls]


def second(found):
    return [(row.second, row.texts.get("name", ""), row.is_slot) for row in found.rows]


@pytest.mark.parametrize("pack_id", pack_ids())
def test_every_field_of_the_form_is_typed_into_at_one_place(pack_id):
    form = form_of(load_pack(pack_id), 2027)

    typed = [
        control.path for control in controls(sheet(pack_id)) if control.kind != "mirror" and not control.path.startswith("indicators.")
    ]

    assert sorted(typed) == sorted(asked.path for asked in form.inputs)


@pytest.mark.parametrize("pack_id", pack_ids())
def test_each_row_has_a_place_for_each_column(pack_id):
    found = sheet(pack_id, draft())
    keys = [column.key for column in form_of(load_pack(pack_id), 2027).columns if column.key not in ("level1", "level2")]

    for typed in found.table.indicators:
        paths = [control.path for cell in typed.cells for control in cell.controls if control.kind != "mirror"]
        assert paths == [f"indicators.{typed.row.id}.{key}" for key in keys]


@pytest.mark.parametrize("pack_id", pack_ids())
def test_every_place_of_every_table_is_covered_once(pack_id):
    for grid in sheet(pack_id, draft()).grids:
        rows = [*grid.header, *grid.rows, *(typed.cells for typed in grid.indicators)]
        taken = [[0] * len(grid.widths) for _ in rows]
        for at, row in enumerate(rows):
            for cell in row:
                col = taken[at].index(0)
                for down in range(cell.rowspan):
                    for right in range(cell.colspan):
                        taken[at + down][col + right] += 1
        assert {count for row in taken for count in row} == {1}


@pytest.mark.parametrize("pack_id", pack_ids())
def test_blank_form_has_a_row_for_each_level_that_needs_an_indicator(pack_id):
    pack = load_pack(pack_id)
    found = sheet(pack_id)

    codes = [row.code for row in found.rows]
    assert all(row.is_slot for row in found.rows)
    assert not pack.missing_levels(codes)
    assert codes == sorted(codes, key=lambda code: found.offered.level(code).rank)


def test_rows_stand_in_the_order_of_a_form_that_prints_its_levels():
    shown = second(sheet("national", draft(indicators=[INDICATORS[5], INDICATORS[1], INDICATORS[0]])))

    assert [words for words in shown if not words[2]] == [
        ("数量指标", "维护路口数量", False),
        ("质量指标", "信号灯完好率", False),
        ("服务对象满意度指标", "驾驶人满意度", False),
    ]
    assert len(shown) == 9


def test_rows_keep_their_order_on_a_form_that_prints_the_levels_in_use():
    shown = second(sheet("shijiazhuang", draft(indicators=[INDICATORS[1], INDICATORS[0], *INDICATORS[2:]])))

    assert [words[0] for words in shown][:4] == ["质量指标", "数量指标", "时效指标", "成本指标"]
    assert not any(words[2] for words in shown)


def test_level_that_nobody_knows_is_shown_as_typed_and_can_be_chosen():
    found = sheet("national", draft(indicators=[("产出指标", "经济性指标", "单位成本", "≤5元")]))

    row = next(row for row in found.rows if not row.is_slot)
    cell = next(cell for typed in found.table.indicators for cell in typed.cells if row.id in cell.ids and cell.level == "level2")
    assert (row.code, row.first, row.second) == ("", "产出指标", "经济性指标")
    assert cell.is_choice


def test_level_labels_of_the_jurisdiction_stand_in_the_cells():
    found = sheet("ningxia", draft())

    assert [row.second for row in found.rows][:4] == ["11-数量指标", "12-质量指标", "13-时效指标", "14-成本指标"]


def test_what_the_form_has_no_place_for_is_shown_below():
    typed = draft(period="1年", attribute="一年期项目")

    found = sheet("tianjin", typed)

    assert [control.path for control in found.unplaced] == ["department", "attribute", "period"]


def test_amount_that_sums_itself_says_what_its_parts_come_to():
    typed = Draft.from_plain({"fields": {"amounts.fiscal": "110", "amounts.other": "20.5"}})

    own = {control.path: control.own for control in controls(sheet("national", typed)) if control.own}

    assert own == {"amounts.annual": "130.5"}


def test_level_of_a_row_covers_the_rows_below_that_have_it():
    found = sheet("national", draft(indicators=[INDICATORS[0]] * 3))

    first = found.table.indicators[0]
    assert [(cell.level, cell.rowspan) for cell in first.cells if cell.level] == [("level1", 6), ("level2", 3), ("level2", 3)]


@pytest.mark.parametrize("pack_id", pack_ids())
def test_every_place_is_called_by_a_name_that_people_know(pack_id):
    found = sheet(pack_id, draft())

    labels = [control.label for control in controls(found)]
    assert all(labels)
    assert not [label for label in labels if label.isascii()]
    assert [column["label"] for column in found.table.column_kinds if column["kind"] == "cell"][-1] in (
        "指标值",
        "绩效值",
        "指标值确定依据",
    )
