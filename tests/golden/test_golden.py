"""Invented documents in many layouts read as a person read them; each folder holds the document and what it says."""

import json
from pathlib import Path

import pytest
from tests.reading import differences

import jixiao

CASES = sorted(folder for folder in Path(__file__).parent.iterdir() if (folder / "input.txt").exists())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_reading_equals_hand_reading(case):
    document = jixiao.read(case / "input.txt", name="input.txt")

    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    assert list(differences(expected, json.loads(document.model_dump_json()))) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_only_what_is_damaged_is_a_problem(case):
    document = jixiao.read(case / "input.txt", name="input.txt")

    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    damaged = {problem["line"] for problem in expected.get("problems", [])}
    reported = {problem.source.line for problem in document.problems}
    assert not reported - damaged or damaged, [problem.describe("en") for problem in document.problems]


def test_there_are_cases():
    assert len(CASES) >= 30
