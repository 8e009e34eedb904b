"""Budget, procurement and other tables are read back as they were laid out, in every kind of file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from tests.forms.comparison import table_differences
from tests.forms.made_tables import Made, made_tables, tables

import jixiao
from jixiao.documents.printout import Printout
from jixiao.documents.writers import write
from jixiao.forms import FORMATS
from jixiao.layouts.lay_out import Around, lay_out_table
from jixiao.model import Document

EXPLORES = "JIXIAO_EXPLORE" in os.environ
MADE = made_tables()


def read_back(found: list[Made], kind: str, folder: Path, agency: str | None = "云屏市政务服务中心") -> Document:
    """Lay tables out, write them as one file, and read that."""
    path = folder / f"tables.{kind}"
    pages = [lay_out_table(made.table, Around(2026, None, agency)) for made in found]
    path.write_bytes(write(Printout("tables", pages), kind))
    return jixiao.read(path)


def wrong(found: list[Made], got: Document) -> list[str]:
    """What the reading does not say as the tables print it."""
    lines = [line for line in table_differences([made.table for made in found], got) if ": lines: " not in line]
    for made, table in zip(found, got.tables, strict=False):
        yuan = [value for line in table.lines for value in line.values_yuan.values()]
        if yuan != made.yuan:
            lines.append(f"{made.table.title}: {yuan} yuan for {made.yuan}")
    return lines


@pytest.mark.parametrize("agency", ["云屏市政务服务中心", None])
@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("made", MADE, ids=[made.table.kind for made in MADE])
def test_table_is_read_back(made, kind, agency, tmp_path):
    assert wrong([made], read_back([made], kind, tmp_path, agency)) == []


@pytest.mark.parametrize("kind", FORMATS)
def test_tables_of_one_file_are_read_back(kind, tmp_path):
    assert wrong(MADE, read_back(MADE, kind, tmp_path)) == []


@pytest.mark.parametrize("kind", FORMATS)
def test_any_table_is_read_back(kind, tmp_path):
    @settings(
        max_examples=80 if EXPLORES else 12,
        deadline=None,
        phases=[Phase.generate],
        derandomize=not EXPLORES,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(tables())
    def check(made):
        assert wrong([made], read_back([made], kind, tmp_path)) == []

    check()


def test_names_are_broken_before_the_type_of_a_wide_table_becomes_too_small():
    (made,) = (made for made in MADE if made.table.kind == "T14_procurement")
    page = lay_out_table(made.table, Around(2026))
    widest = made.table.model_copy(
        update={"rows": [["临岳县" * 12 if col in (1, 2) else text for col, text in enumerate(row)] for row in made.table.rows]}
    )

    assert (page.is_landscape, page.points) == (True, 7.0)
    assert lay_out_table(widest, Around(2026)).points >= 6.5
