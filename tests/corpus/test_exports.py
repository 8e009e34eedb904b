"""The published documents as tables: nothing is lost between the reading and the file."""

import os
from decimal import Decimal
from pathlib import Path

import pytest
from tests.corpus.test_published import COUNTS, TOTALS
from tests.unit.exports.files import read_csv, read_parquet, read_xlsx

import jixiao
from jixiao.exports import schemas, write_csv, write_parquet, write_xlsx

CORPUS = os.environ.get("JIXIAO_CORPUS")
pytestmark = pytest.mark.skipif(not CORPUS, reason="JIXIAO_CORPUS is not set: the published documents are not here")
ROOT = Path(CORPUS or ".")
FOLDERS = ("seeds", "realdocs")


@pytest.fixture(scope="module")
def readings():
    return {name: [jixiao.read(path) for path in sorted((ROOT / name).iterdir()) if path.suffix != ".md"] for name in FOLDERS}


@pytest.fixture(scope="module")
def exported(readings, tmp_path_factory):
    found = {}
    for name, documents in readings.items():
        folder = tmp_path_factory.mktemp(name)
        write_csv(documents, folder / "csv")
        write_xlsx(documents, folder / "a.xlsx")
        write_parquet(documents, folder / "parquet")
        found[name] = [read_csv(folder / "csv"), read_xlsx(folder / "a.xlsx"), read_parquet(folder / "parquet")]
    return found


def rows(tables, name):
    return [dict(zip(schemas()[name].names, row, strict=True)) for row in tables[name]]


@pytest.mark.parametrize("name", FOLDERS)
def test_three_formats_say_the_same(name, exported):
    from_csv, from_xlsx, from_parquet = exported[name]

    assert from_csv == from_xlsx
    assert from_csv == from_parquet


def test_projects_indicators_and_totals_of_the_seeds(exported):
    tables = exported["seeds"][0]
    seeds = {row["document_id"]: Path(row["file"]).name[:3] for row in rows(tables, "documents")}

    assert len(tables["projects"]) == sum(projects for projects, _, _ in COUNTS.values()) == 96
    assert len(tables["indicators"]) == sum(indicators for _, indicators, _ in COUNTS.values()) == 798
    totals = dict.fromkeys(seeds.values(), Decimal(0))
    for row in rows(tables, "amounts"):
        if row["key"] == "annual" and row["scope"] == "project":
            totals[seeds[row["document_id"]]] += row["amount_yuan"]
    assert totals == {number: Decimal(total) * 10_000 for number, total in TOTALS.items()}


@pytest.mark.parametrize("name", FOLDERS)
def test_every_amount_of_every_table_is_there(name, readings, exported):
    modelled = [
        (column, amount)
        for document in readings[name]
        for table in document.tables
        for line in table.lines
        for column, amount in line.values_yuan.items()
    ]

    assert [(row["column_name"], row["amount_yuan"]) for row in rows(exported[name][0], "table_amounts")] == modelled
    assert modelled


@pytest.mark.parametrize("name", FOLDERS)
def test_no_contact_goes_out(name, readings, exported):
    words = {
        text
        for document in readings[name]
        for project in (*document.projects, *document.whole_department)
        for label, text in (project.contacts or {}).items()
        if label in ("经办人", "联系电话") and text
    }
    values = {value for table in exported[name][0].values() for row in table for value in row if isinstance(value, str)}

    assert bool(words) == (name == "seeds")
    assert [word for word in words if any(word in value for value in values)] == []
