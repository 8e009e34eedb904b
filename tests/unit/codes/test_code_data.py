"""What the data files hold: text, parents, levels, a source for every row, and nothing that a source does not print."""

import csv
import os
import re
from importlib import resources
from itertools import pairwise
from pathlib import Path

import pytest

from jixiao.codes import ListId, code_list, correspondences, expenditure_forms, headings
from jixiao.codes.origin import origins, rows_of

SHAPES = {
    ListId.FUNCTION: {1: r"2\d{2}", 2: r"2\d{4}", 3: r"2\d{6}"},
    ListId.ECONOMIC_DEPARTMENT: {1: r"3\d{2}", 2: r"3\d{4}"},
    ListId.ECONOMIC_GOVERNMENT: {1: r"5\d{2}", 2: r"5\d{4}"},
    ListId.PROCUREMENT: {0: r"[ABC]", 1: r"[ABC]\d{2}0{6}", 2: r"[ABC]\d{4}0{4}", 3: r"[ABC]\d{6}00", 4: r"[ABC]\d{8}"},
    ListId.DIVISIONS: {1: r"\d{2}0000", 2: r"\d{4}00", 3: r"\d{6}"},
}
"""What a code of each level looks like."""
COUNTS = {"function": 137, "economic_department": 65, "economic_government": 10, "procurement": 4304, "divisions": 3215}
CORPUS = os.environ.get("JIXIAO_CORPUS")


@pytest.mark.parametrize("list_id", list(ListId))
def test_rows_are_counted(list_id):
    assert len(code_list(list_id)) == COUNTS[list_id]


@pytest.mark.parametrize("list_id", list(ListId))
def test_codes_are_text_of_the_shape_of_their_level(list_id):
    shapes = SHAPES[list_id]

    assert [row.code for row in code_list(list_id) if not re.fullmatch(shapes[row.level], row.code)] == []


@pytest.mark.parametrize("list_id", list(ListId))
def test_parents_exist_and_stand_above(list_id):
    codes = code_list(list_id)

    tops = {row.code for row in codes if row.parent is None}
    assert {codes.find(code).level for code in tops} == {min(SHAPES[list_id])}
    wrong = [row.code for row in codes if row.parent and ((above := codes.find(row.parent)) is None or above.level >= row.level)]
    assert wrong == []
    if list_id not in (ListId.PROCUREMENT, ListId.DIVISIONS):
        assert [row.code for row in codes if row.parent and not row.code.startswith(row.parent)] == []


@pytest.mark.parametrize("list_id", list(ListId))
def test_code_stands_once_in_a_year(list_id):
    rows = sorted(code_list(list_id), key=lambda row: (row.code, row.valid_from or 0))

    clashes = [
        one.code
        for one, other in pairwise(rows)
        if one.code == other.code and (one.valid_to is None or (other.valid_from or 0) < one.valid_to)
    ]
    assert clashes == []


@pytest.mark.parametrize("list_id", list(ListId))
def test_every_row_has_a_name_and_a_source(list_id):
    codes = code_list(list_id)

    assert [row.code for row in codes if not row.name.strip() or row.name != row.name.strip()] == []
    if not codes.origin.is_official:
        assert [row.code for row in codes if re.search(r"[()]", row.name)] == []
        assert [row.code for row in codes if not row.seen_in or row.sources < 1] == []
        assert [row.code for row in codes if (row.status == "verified") != (row.sources > 1) and list_id != ListId.FUNCTION] == []


@pytest.mark.parametrize("key", list(origins()))
def test_list_says_where_it_comes_from(key):
    origin = origins()[key]

    assert len(origin.citation) > 40
    assert re.match(r"\d{4}", origin.years)
    assert not re.search(r"https?://", origin.citation)


def test_every_file_belongs_to_a_list():
    there = {entry.name for entry in resources.files("jixiao.codes").joinpath("data").iterdir()}

    assert there == {origin.file for origin in origins().values()}


@pytest.mark.parametrize("key", list(origins()))
def test_nothing_recalled_is_carried(key):
    assert [row for row in rows_of(key) if "recalled" in " ".join(row.values())] == []


def test_forms_number_from_one_without_gaps():
    for form, numbered in expenditure_forms().items():
        assert [heading.order for heading in numbered.values()] == list(range(1, len(numbered) + 1)), form


def test_class_codes_of_headings_carry_that_name():
    function = code_list(ListId.FUNCTION)

    assert [h.heading for h in headings() if h.class_code and function.find(h.class_code).name != h.heading] == []


def test_corresponding_codes_stand_in_their_lists():
    departments, government = code_list(ListId.ECONOMIC_DEPARTMENT), code_list(ListId.ECONOMIC_GOVERNMENT)

    named = [(departments.find(pair.department_code), pair.department_name) for pair in correspondences()]
    assert [name for row, name in named if row is not None and row.name != name] == []
    assert [p.government_code for p in correspondences() if p.government_code and government.find(p.government_code) is None] == []


@pytest.mark.skipif(not CORPUS, reason="JIXIAO_CORPUS is not set: the collected lists are not here")
@pytest.mark.parametrize("key", sorted(set(origins()) - {"headings", "correspondence"}))
def test_rows_are_those_that_were_collected_with_a_source(key):
    origin = origins()[key]
    with (Path(CORPUS) / "codes" / origin.file).open(encoding="utf-8", newline="") as file:
        collected = {(row["code"], row["name"], row["level"], row["parent"]) for row in csv.DictReader(file)}

    assert {(row["code"], row["name"], row["level"], row["parent"]) for row in rows_of(key)} == collected
