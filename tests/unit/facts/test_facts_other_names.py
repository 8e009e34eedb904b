"""A code that the tables of a document call by different names."""

from __future__ import annotations

from decimal import Decimal

from jixiao.facts.database import Row
from jixiao.facts.reading import FactReading
from jixiao.facts.tables import rows
from jixiao.model import Document, FileSource, Line, Table
from jixiao.provenance import SourceRef


def lines_of(*tables: tuple[str, str, str]) -> list[Row]:
    """Rows of ``budget_lines`` of tables with one line each: kind, code, name."""
    source = FileSource(file="a.txt", sha256="ab" * 32, media_type="text/plain")
    read = [
        Table(
            kind=kind,
            unit="万元",
            columns=["编码", "名称", "金额"],
            rows=[[code, name, "1"]],
            lines=[Line(code=code, name=name, values_yuan={"金额": Decimal(10_000)}, source=SourceRef("a.txt", line=at))],
            source=SourceRef("a.txt", line=at),
        )
        for at, (kind, code, name) in enumerate(tables, start=1)
    ]
    return [row for name, row in rows(FactReading("d", Document(source=source, tables=read))) if name == "budget_lines"]


def test_the_name_that_more_tables_print_beside_the_code() -> None:
    printed = [("FA02_income", "2130312", "水质监测"), ("FA03_expenditure", "2130312", "水质监测"), ("FA05_general", "2130312", "职业年金")]
    found = lines_of(*printed)

    assert [row["other_name"] for row in found] == [None, None, "水质监测"]
    assert found[2]["other_likeness"] == 0


def test_two_names_in_as_many_tables_and_codes_of_projects_say_nothing() -> None:
    assert [row["other_name"] for row in lines_of(("FA02_income", "2130312", "水质监测"), ("FA03_expenditure", "2130312", "职业年金"))] == [
        None
    ] * 2
    projects = [("T12_projects", "2130312", "一号项目")] * 2
    assert [row["other_name"] for row in lines_of(*projects, ("FA03_expenditure", "2130312", "水质监测"))] == [None] * 3
