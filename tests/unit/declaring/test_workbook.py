"""A workbook of declarations: its template, what it becomes when it is filled in, and everything that is wrong in one, with its cell."""

import io

import pytest
from xlsxwriter import Workbook

from jixiao.declaring import Draft, form_of
from jixiao.declaring.workbook import INDICATORS, PROJECTS, indicator_fields, project_fields, workbook_of
from jixiao.declaring.workbook_reading import read_workbook
from jixiao.documents.readers import read_bytes
from jixiao.packs import load_pack, pack_ids

YEAR = 2027
NATIONAL = load_pack("national")
PROJECT = ["序号", "项目名称", "项目期", "年度财政拨款（万元）", "年度总体绩效目标"]


def titles(pack=NATIONAL):
    """Key to what stands above its column."""
    form = form_of(pack, YEAR)
    return {
        PROJECTS: {one.key: one.title for one in project_fields(form)},
        INDICATORS: {one.key: one.title for one in indicator_fields(form)},
    }


def book(projects, indicators, **sheets):
    """The bytes of a workbook; the first row of each sheet is its header."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as made:
        for name, rows in {PROJECTS: projects, INDICATORS: indicators, **sheets}.items():
            sheet = made.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return out.getvalue()


def read(content, pack=NATIONAL):
    return read_workbook(content, pack, agency="云川市水务局", fiscal_year=YEAR)


def wrong(content):
    """Sheet, cell and key of everything that is wrong."""
    return [(each.sheet, each.address, each.key) for each in read(content).errors]


def head(sheet, *keys):
    return [titles()[sheet][key] for key in keys]


PROJECT_HEAD = head(PROJECTS, "number", "name", "period", "amounts.fiscal", "goal")
INDICATOR_HEAD = head(INDICATORS, "number", "level1", "level2", "name", "target")
GOOD = [PROJECT_HEAD, ["1", "管网改造", "1年", 120, "改造管网3公里。"], ["2", "泵站更新", "2年", 80.5, "更新泵站2座。"]]
GOOD_INDICATORS = [
    INDICATOR_HEAD,
    ["1", "产出指标", "数量指标", "改造管网长度", "≥3公里"],
    ["2", "产出指标", "数量指标", "更新泵站数量", "≥2座"],
    ["1", "满意度指标", "服务对象满意度指标", "居民满意度", "≥90%"],
]


def test_filled_in_workbook_becomes_drafts():
    found = read(book(GOOD, GOOD_INDICATORS))

    assert found.errors == ()
    assert [draft.text("name") for draft in found.drafts] == ["管网改造", "泵站更新"]
    first = found.drafts[0]
    assert (first.text("amounts.fiscal"), first.text("goal")) == ("120", "改造管网3公里。")
    assert [(item.text("level2"), item.text("name"), item.text("target")) for item in first.indicators] == [
        ("数量指标", "改造管网长度", "≥3公里"),
        ("服务对象满意度指标", "居民满意度", "≥90%"),
    ]


def test_columns_may_be_moved_and_left_out_and_the_sheet_of_help_is_not_read():
    projects = [list(reversed(row)) for row in GOOD]

    found = read(book(projects, GOOD_INDICATORS, 说明=[["怎样填"], ["随便写"]]))

    assert found.errors == ()
    assert found.drafts[1].text("amounts.fiscal") == "80.5"


def test_all_that_is_wrong_is_told_at_once_with_its_cell():
    projects = [
        [*PROJECT_HEAD, "别的列"],
        ["1", "管网改造", "1年", "1,2OO", "改造管网3公里。", "x"],
        ["1", "泵站更新", "2年", 80, "更新泵站2座。", ""],
        ["", "", "1年", 10, "没有名称。", ""],
    ]
    indicators = [
        INDICATOR_HEAD,
        ["1", "产出指标", "装备指标", "改造管网长度", "≥3公里"],
        ["9", "产出指标", "数量指标", "更新泵站数量", "≥2座"],
        ["", "产出指标", "数量指标", "无主", "≥2座"],
        ["1", "产出指标", "数量指标", "没有目标", ""],
        ["1", "", "", "没有级次", "≥1"],
    ]

    assert wrong(book(projects, indicators)) == [
        (PROJECTS, "F1", "workbook.no_column"),
        (PROJECTS, "A2", "workbook.number_twice"),
        (PROJECTS, "D2", "fault.amount"),
        (PROJECTS, "A3", "workbook.number_twice"),
        (PROJECTS, "A4", "workbook.no_number"),
        (PROJECTS, "B4", "fault.missing"),
        (INDICATORS, "C2", "fault.level_unknown"),
        (INDICATORS, "A3", "workbook.no_project"),
        (INDICATORS, "A4", "workbook.no_number"),
        (INDICATORS, "E5", "fault.missing"),
        (INDICATORS, "C6", "workbook.no_level"),
    ]


def test_each_error_says_what_to_do():
    content = book([PROJECT_HEAD, ["1", "管网改造", "1年", "1,2OO", ""]], [INDICATOR_HEAD])

    for error in read(content).errors:
        assert error.where
        assert error.message("zh")
        assert error.remedy("zh")
        assert error.remedy("en")


def test_file_that_is_no_workbook_says_so():
    assert [each.key for each in read(b"PK\x03\x04 cut off").errors] == ["workbook.not_opened"]
    assert {each.key for each in read("随便写的文字".encode()).errors} == {"workbook.no_sheet"}


def test_columns_that_are_missing_are_all_told():
    assert wrong(book([["序号"]], [["项目序号"]])) == [
        (PROJECTS, "", "workbook.column_missing"),
        *[(INDICATORS, "", "workbook.column_missing")] * 3,
    ]


@pytest.mark.parametrize("pack", pack_ids())
def test_template_has_each_column_once_and_reads_back_what_was_typed(pack):
    own = load_pack(pack)
    named = titles(own)
    for sheet in named.values():
        assert len(set(sheet.values())) == len(sheet)
    fields = {path: "120" for path in named[PROJECTS] if path.startswith("amounts.")} | {"name": "管网改造", "goal": "改造3公里。"}
    row = {"id": "k1", "level1": "产出指标", "level2": "数量指标", "name": "改造管网长度", "target": "≥3公里"}
    typed = Draft.from_plain({"fields": fields, "indicators": [row]})

    found = read(workbook_of(own, YEAR, [typed]), own)

    assert found.errors == ()
    assert found.drafts[0].fields == typed.fields
    assert found.drafts[0].indicators[0].texts == typed.indicators[0].texts


def test_no_text_of_a_workbook_is_a_formula():
    typed = Draft.from_plain({"fields": {"name": '=HYPERLINK("http://a")', "goal": "+1"}, "indicators": []})

    opened = read_bytes(workbook_of(NATIONAL, YEAR, [typed]), name="a.xlsx")

    shown = {cell.text for block in opened.blocks for cell in (block.cells() if hasattr(block, "cells") else [])}
    assert {'=HYPERLINK("http://a")', "+1"} <= shown
