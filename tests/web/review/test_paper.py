"""The paper sheet prints what the official form prints, cell by cell, and knows which cell is which field."""

import pytest

from jixiao.declaring import Draft, to_project
from jixiao.layouts.lay_out import Around, lay_out_form
from jixiao.packs import declaration_for, load_pack, pack_ids
from jixiao.web.desks.review.paper import Mark, anchor_of, paper_of

TYPED = {
    "fields": {
        "name": "云川市城区交通信号灯维护",
        "code": "YC-0001",
        "department": "云川市公安局",
        "department_code": "201",
        "unit": "云川市公安局交通警察支队直属一大队",
        "period": "1年",
        "amounts.fiscal": "1,100",
        "amounts.municipal": "1100",
        "amounts.other": "20.5",
        "goal": "保障城区路口信号灯正常运行。",
        "narratives.资金用途": "维护、更换。",
        "payment_plan.6": "50%",
        "contacts.经办人": "周明",
    },
    "indicators": [
        {
            "id": "k1",
            "level1": "产出指标",
            "level2": "数量指标",
            "name": "维护路口数量",
            "target": "≥30个",
            "description": "城区",
            "basis": "合同",
        },
        {"id": "k2", "level1": "产出指标", "level2": "数量指标", "name": "更换灯组数量", "target": "≥120组"},
        {"id": "k3", "level1": "满意度指标", "level2": "服务对象满意度指标", "name": "驾驶人满意度", "target": "≥90%"},
    ],
}


def paper(pack_id, typed=TYPED, **more):
    return paper_of(Draft.from_plain(typed), load_pack(pack_id), agency="云川市公安局交通警察支队直属一大队", fiscal_year=2027, **more)


def flat(text):
    return "".join(text.split())


def shown_cells(grid):
    return [
        [(flat("".join(part.text for part in cell.parts)), cell.colspan, cell.rowspan, cell.align) for cell in row] for row in grid.rows
    ]


def printed_cells(grid):
    covered = {
        (at + down, cell.col + right)
        for at, row in enumerate(grid.rows)
        for cell in row.cells
        for down in range(cell.rowspan)
        for right in range(cell.colspan)
        if down or right
    }
    return [
        [(flat(cell.text), cell.colspan, cell.rowspan, str(cell.align)) for cell in row.cells if (at, cell.col) not in covered]
        for at, row in enumerate(grid.rows)
    ]


def cells(found):
    return [cell for grid in found.grids for row in grid.rows for cell in row]


@pytest.mark.parametrize("pack_id", pack_ids())
def test_paper_says_what_the_official_form_prints(pack_id):
    pack = load_pack(pack_id)
    typed = to_project(Draft.from_plain(TYPED), pack, agency="云川市公安局交通警察支队直属一大队", fiscal_year=2027)
    page = lay_out_form(typed.project, declaration_for(pack), Around(2027)).page
    printed = [block for block in page.blocks if hasattr(block, "rows")]

    shown = paper(pack_id)

    assert [shown_cells(grid) for grid in shown.grids] == [printed_cells(grid) for grid in printed]


@pytest.mark.parametrize("pack_id", pack_ids())
def test_every_cell_is_covered_once(pack_id):
    for grid in paper(pack_id).grids:
        taken = [[0] * len(grid.widths) for _ in grid.rows]
        for at, row in enumerate(grid.rows):
            for cell in row:
                col = taken[at].index(0)
                for down in range(cell.rowspan):
                    for right in range(cell.colspan):
                        taken[at + down][col + right] += 1
        assert {count for row in taken for count in row} == {1}


def test_amount_is_printed_as_on_the_form():
    found = next(cell for cell in cells(paper("national")) if "amounts.fiscal" in cell.paths)

    assert [(part.text, part.typed, part.is_unread) for part in found.parts] == [("1,100.00", "", False)]
    assert found.align == "right"


def test_amount_that_was_typed_in_another_unit_says_so():
    typed = {**TYPED, "fields": {**TYPED["fields"], "amounts.municipal": "1100万元"}}

    found = next(cell for cell in cells(paper("xinzhou", typed)) if "amounts.municipal" in cell.paths)

    assert [(part.text, part.typed) for part in found.parts] == [("11,000,000", "1100万元")]


def test_amount_that_cannot_be_read_is_shown_as_typed():
    typed = {**TYPED, "fields": {**TYPED["fields"], "amounts.fiscal": " 1,1OO "}}

    found = next(cell for cell in cells(paper("national", typed)) if "amounts.fiscal" in cell.paths)

    assert [(part.text, part.is_unread) for part in found.parts] == [("1,1OO", True)]


def test_sum_that_was_left_blank_is_printed():
    found = next(cell for cell in cells(paper("national")) if "amounts.annual" in cell.paths)

    assert [part.text for part in found.parts] == ["1,120.50"]


def test_marks_stand_at_their_cell_once():
    mark = Mark("error", 1, "f-1", "目标值没有单位")

    found = paper("national").marked({"indicators.k1.name": [mark], "indicators.k9.name": [mark]})

    assert [cell.paths for cell in cells(found) if cell.marks] == [("indicators.k1.name",)]
    assert [cell.worst for cell in cells(found) if cell.marks] == ["error"]
    assert found.anchor("indicators.k1.name") == anchor_of("indicators.k1.name")
    assert found.anchor("indicators.k9.name") == ""


def test_what_changed_is_set_off():
    found = paper("tianjin", changed=frozenset({"goal"}))

    assert [cell.paths for cell in cells(found) if cell.is_changed] == [("goal",)]


def test_brackets_around_nothing_are_not_printed():
    typed = {**TYPED, "fields": {path: text for path, text in TYPED["fields"].items() if path != "department_code"}}

    found = next(cell for cell in cells(paper("national", typed)) if "department" in cell.paths)

    assert "".join(part.text for part in found.parts) == "云川市公安局"


def test_what_is_said_of_a_level_that_is_merged_stands_at_the_name_of_its_indicator():
    found = paper("national")

    assert found.place("indicators.k2.level1") == "indicators.k2.name"
    assert found.place("indicators.k1.level1") == "indicators.k1.level1"
    assert found.place("indicators.k2") == "indicators.k2.name"
    assert found.place("indicators.k9.target") == found.place("indicators") == found.place("") == ""
