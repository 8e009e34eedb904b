"""The rows of the tables: keys, places, parts of long texts, personal data."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from tests.unit.exports import sample

from jixiao import messages
from jixiao.documents.readers import read_bytes
from jixiao.exports import schemas, tables_of
from jixiao.exports.tables import _ROWS
from jixiao.layouts.masking import MASK, masked
from jixiao.layouts.recognise import recognise
from jixiao.model import Section
from jixiao.values.money import MoneyUnit, parse_amount

GOLDEN = sorted((Path(__file__).parents[2] / "golden").glob("*/input.txt"))


@pytest.fixture(autouse=True)
def english():
    messages.use_language("en")
    yield
    messages.use_language(None)


def rows(name, *documents, **options):
    table = next(table for table in tables_of(documents, **options) if table.name == name)
    return [dict(zip(table.schema.names, row, strict=True)) for row in table.rows()]


def read(path):
    return recognise(read_bytes(path.read_bytes(), name=path.parent.name))


def test_every_declared_table_has_a_function_that_makes_its_rows():
    assert list(_ROWS) == list(schemas())


@pytest.mark.parametrize("schema", schemas().values(), ids=lambda schema: schema.name)
def test_declaration_is_whole(schema):
    assert set(schema.key) <= set(schema.names)
    assert len(set(schema.names)) == len(schema.names)
    assert schema.names[0] == "document_id"
    assert all(column.zh and column.en for column in schema.columns)
    assert all(text and len(schema.name) <= 31 for text in (schema.zh, schema.zh_row, schema.en))


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.parent.name)
def test_key_tells_rows_apart(path):
    document = read(path)
    for table in tables_of([document, document], with_contacts=True):
        names = table.schema.names
        keys = Counter(tuple(row[names.index(key)] for key in table.schema.key) for row in table.rows())
        assert [key for key, count in keys.items() if count > 1] == [], table.name


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.parent.name)
def test_amount_stands_in_the_cell_that_its_row_names(path):
    """The cell that an amount names prints it."""
    document = read(path)
    cells = {(row["table_no"], row["row_no"], row["column_no"]): row["text"] for row in rows("table_cells", document)}
    lines = {(row["table_no"], row["line_no"]): row["row_no"] for row in rows("table_lines", document)}
    units = {row["table_no"]: row["unit"] for row in rows("tables", document)}
    told = [row for row in rows("table_amounts", document) if row["is_place_of_cell"]]

    for row in told:
        printed = cells[row["table_no"], lines[row["table_no"], row["line_no"]], row["column_no"]]
        assert parse_amount(printed, MoneyUnit(units[row["table_no"]])).yuan == row["amount_yuan"]


def test_document_id_is_the_beginning_of_the_hash_and_tells_copies_apart():
    other = sample.document(source=sample.document().source.model_copy(update={"sha256": "f" * 64}))

    found = [row["document_id"] for row in rows("documents", sample.document(), other, sample.document(), sample.document())]
    assert found == ["0123456789ab", "ffffffffffff", "0123456789ab-2", "0123456789ab-3"]


def test_projects_and_whole_departments_are_numbered_through_and_told_apart():
    assert [(row["project_no"], row["scope"], row["name"]) for row in rows("projects", sample.document())] == [
        (1, "project", "河道巡查"),
        (2, "whole_department", "部门整体"),
    ]


def test_amounts_have_a_row_for_each_cell_of_the_form():
    found = [row for row in rows("amounts", sample.document()) if row["project_no"] == 1]

    assert [(row["horizon"], row["key"], row["term"], row["amount_yuan"]) for row in found] == [
        ("period", "total", "项目总额", Decimal(3_000_000)),
        ("year", "annual", "年度资金总额", Decimal("1000000.55")),
        ("year", "other", "其他资金", None),
        ("period", "central", "中央财政资金", Decimal(-5)),
    ]
    assert [row["source_line"] for row in found] == [None, 12, None, None]


def test_share_of_a_payment_plan_is_a_number_where_it_is_printed_as_one():
    found = rows("payment_plan", sample.document())[:2]

    assert [(row["month"], row["share"], row["share_pct"]) for row in found] == [("6", "50%", Decimal(50)), ("12", "全部", None)]


def test_target_is_typed_in_columns():
    row = rows("indicators", sample.document())[0]

    assert (row["target_value"], row["target_per"], row["target_issues"]) == (Decimal("95.5"), "人;天", "implicit_per;bare")
    assert row["target_of_period_text"] == "≥300次"
    assert row["target_place"] == "page 2, box (10, 20) to (30, 40)"
    assert (row["source_page"], row["source_box"], row["source_sheet"], row["source_address"]) == (2, "10.5 20 30 40.25", "表", "B7")


def test_cells_have_their_own_places():
    found = rows("table_cells", sample.document())

    assert [(row["row_no"], row["column_no"], row["text"], row["source_line"], row["source_cell"]) for row in found] == [
        (1, 1, "201", 70, 1),
        (1, 2, "一般公共服务支出", 70, 2),
        (1, 3, "1.50", 70, 3),
        (2, 2, "合计", 71, 2),
        (2, 3, "1.50", 71, 3),
    ]
    assert all(row["is_place_of_cell"] for row in found)


def test_row_whose_places_are_not_its_cells_names_where_it_begins():
    table = sample.table()
    pieces = table.model_copy(update={"sources": table.sources | {"cells": [*table.sources["cells"], sample.at(71, 4)]}})

    found = rows("table_cells", sample.document(tables=[pieces]))
    assert [(row["source_cell"], row["is_place_of_cell"]) for row in found[2:]] == [(3, True), (2, False), (2, False)]


def test_amount_of_a_table_knows_its_row_column_and_cell():
    line, amount = rows("table_lines", sample.document())[0], rows("table_amounts", sample.document())[0]

    assert (line["row_no"], amount["column_no"], amount["amount_yuan"]) == (1, 3, Decimal(15_000))
    assert (amount["is_place_of_cell"], amount["source_line"], amount["source_cell"]) == (True, 70, 3)


@pytest.mark.parametrize(("text", "lengths"), [("字" * 70_000, [30_000, 30_000, 10_000]), ("𠀀" * 16_000, [15_000, 1_000]), ("", [0])])
def test_long_text_comes_in_parts_that_fit_a_cell(text, lengths):
    found = rows("sections", sample.document(sections=[Section(text=text, source=sample.at(1))]))

    assert [row["part_no"] for row in found] == list(range(1, len(lengths) + 1))
    assert [len(row["text"] or "") for row in found] == lengths
    assert "".join(row["text"] or "" for row in found) == text


def test_problems_and_notes_are_in_the_language_in_force():
    found = rows("problems", sample.document())
    messages.use_language("zh")
    chinese = rows("problems", sample.document())

    assert [(row["sort"], row["problem_no"], row["id"]) for row in found] == [("problem", 1, "READ-014"), ("note", 1, "READ-014")]
    assert "Correct the figure" in found[0]["remedy"]
    assert chinese[0]["message"] != found[0]["message"]


def everything(document, **options):
    return "\n".join(str(value) for table in tables_of([document], **options) for row in table.rows() for value in row)


def test_contacts_are_left_out_unless_asked_for():
    out, kept = everything(sample.document()), everything(sample.document(), with_contacts=True)

    assert sample.PERSON not in out
    assert sample.PHONE not in out
    assert sample.PERSON in kept
    assert sample.PHONE in kept
    assert [row["kind"] for row in rows("personal_data", sample.document())] == ["mobile"]


def test_personal_data_in_texts_is_masked_and_the_rest_stays():
    project = sample.project().model_copy(update={"narratives": {"说明": f"维护泵站3座，电话{sample.PHONE}，全年有效。"}})
    document = sample.document(projects=[project])

    assert rows("narratives", document)[0]["text"] == f"维护泵站3座，{MASK}，全年有效。"
    assert sample.PHONE in rows("narratives", document, with_contacts=True)[0]["text"]


def test_message_about_a_cell_of_personal_data_is_masked():
    problem = sample.document().problems[0]
    quoting = type(problem)("READ-014", sample.at(30, 6), {"label": "经办人", "text": sample.PERSON})

    row = rows("problems", sample.document(problems=[quoting]))[0]
    assert row["message"] == MASK
    assert row["id"] == "READ-014"


def test_figure_in_a_column_of_money_is_no_telephone_number():
    figure = "13900001234"
    table = sample.table()
    line = table.lines[0].model_copy(update={"values_yuan": {"合计": Decimal(figure)}})
    changed = table.model_copy(update={"unit": "元", "rows": [["201", figure, figure]], "lines": [line]})

    assert [row["text"] for row in rows("table_cells", sample.document(tables=[changed]))] == ["201", MASK, figure]


@pytest.mark.parametrize("text", ["", "无", "全年巡查300次。", "预算15,234.56万元，其中人员经费139万元。"])
def test_text_without_personal_data_stays_as_it_is(text):
    assert masked(text) == text
