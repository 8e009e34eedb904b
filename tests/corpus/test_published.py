"""The published documents outside the repository: read completely, nothing invented, held against their transcriptions.

They are found through ``JIXIAO_CORPUS``; without it these tests are skipped. Figures of the documents may stand here, their sentences
may not.
"""

import importlib.util
import json
import os
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import pytest

import jixiao

CORPUS = os.environ.get("JIXIAO_CORPUS")
pytestmark = pytest.mark.skipif(not CORPUS, reason="JIXIAO_CORPUS is not set: the published documents are not here")
ROOT = Path(CORPUS or ".")

# Annual budget in 万元 and number of indicators of every project, in the order of the document.
PROJECTS = {
    "000": "3419/14 234.2/10 354/14 6470.8/33 3997.255748/9 350.9/10 636/11 900/9 420/9 479.175485/9",
    "001": "50/10 316/8 300/30 260/18 272/12 1.93/7 10/9 2/8 200/37 150/8 50/12 20/8 1437.66/8",
    "002": "45/6 663/8 212/6 650/10 368/8 200/6 35/6 165/6 97/6 533/6 900/6 600/10 20/7 "
    "516/6 118/6 1940/7 115/6 40/8 201/10 173/10 5.2296/6 6/6",
    "004": "50/6 40/8 349/6 0.82/6 110/6 200/12 150/6 1300/21 17.85/6 404.54/16 220/6 100/6 128/6",
}
TOTALS = {"000": "17261.331233", "001": "3069.59", "002": "7602.2296", "003": "30070.81", "004": "3070.21"}
COUNTS = {"000": (10, 128, 0), "001": (13, 175, 0), "002": (22, 156, 13), "003": (38, 228, 12), "004": (13, 111, 0)}
TABLE_ROWS = {"002": [33, 19, 19, 36, 19, 23, 0, 0, 0, 6, 2, 22, 0]}
KINDS_002 = ["T01", "T02", "T03", "T04", "T05", "T06", "T07", "T08", "T09", "T10", "T11", "T12", "T13"]


def seed(number):
    return next((ROOT / "seeds").glob(f"{number}_*.txt"))


@pytest.fixture(scope="module")
def readings():
    return {number: jixiao.read(seed(number), name=f"{number}.txt") for number in COUNTS}


@pytest.mark.parametrize("number", ["000", "001", "003"])
def test_transcription_is_met_in_full(number, readings, tmp_path):
    reading = tmp_path / "reading.json"
    reading.write_text(json.dumps({"documents": [readings[number].model_dump(mode="json")]}, ensure_ascii=False), encoding="utf-8")
    gold = next((ROOT / "gold").glob(f"{number}_*.gold.json"))
    command = [sys.executable, str(ROOT / "check" / "compare_reading.py"), str(reading), str(gold)]

    result = subprocess.run(
        [*command, "--targets", str(ROOT / "gold" / "targets.csv"), "--verbose"], capture_output=True, text=True, check=False
    )

    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("number", list(COUNTS))
def test_projects_indicators_and_tables_are_counted(number, readings):
    document = readings[number]

    indicators = sum(len(project.indicators) for project in document.projects)
    assert (len(document.projects), indicators, len(document.tables)) == COUNTS[number]
    assert sum(project.amounts["annual"] for project in document.projects) == Decimal(TOTALS[number]) * 10_000


@pytest.mark.parametrize("number", list(PROJECTS))
def test_every_project_has_its_amount_and_its_indicators(number, readings):
    got = [(project.amounts["annual"] / 10_000, len(project.indicators)) for project in readings[number].projects]

    expected = [pair.split("/") for pair in PROJECTS[number].split()]
    assert got == [(Decimal(amount), int(count)) for amount, count in expected]


def test_tables_of_the_scanned_disclosure(readings):
    tables = readings["002"].tables

    assert [len(table.rows) for table in tables] == TABLE_ROWS["002"]
    assert [table.kind[:3] for table in tables] == KINDS_002
    assert {table.unit for table in tables} == {"万元"}
    total = next(line for line in tables[2].lines if line.level == 0)
    assert list(total.values_yuan.values()) == [97_847_000, 21_824_700, 76_022_300]


def test_repeated_prints_are_one_project(readings):
    assert sum(len(project.copies) for project in readings["002"].projects) == 18  # 40 headers, 22 projects


@pytest.mark.parametrize("number", list(COUNTS))
def test_every_cell_is_accounted_for(number, readings):
    account = readings[number].account

    assert account.cells == account.typed + account.prose + account.ignored + account.problems
    assert account.problems <= (2 if number == "002" else 0)  # two cells of one slid row in the scan


def test_levels_and_publishers(readings):
    for document in readings.values():
        assert document.publisher
        assert all(item.level1_code and item.level2_code for project in document.projects for item in project.indicators)
    assert [readings[n].fiscal_year for n in COUNTS] == [2024, 2024, 2023, 2024, 2024]


def test_persons_are_marked_where_they_stand(readings):
    kinds = {item.kind for item in readings["002"].personal_data}

    assert {"mobile", "person_name", "health", "address"} <= kinds
    assert not readings["003"].personal_data


def test_a_seed_is_read_well_within_a_second(readings):
    started = time.perf_counter()
    jixiao.read(seed("002"))

    assert time.perf_counter() - started < 5  # a guard against hanging; speed is measured under benchmarks


def test_the_comparison_tool_is_the_one_of_the_corpus():
    spec = importlib.util.spec_from_file_location("compare_reading", ROOT / "check" / "compare_reading.py")

    assert spec is not None
