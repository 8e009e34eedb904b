"""docs/security.md has a line for each requirement of the standard, and every file that it names is there."""

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
LEVELS_1_AND_2 = {  # counted in the released table of ASVS 5.0.0: requirements of level 1 and of level 2, by chapter
    "V1": 27,
    "V2": 11,
    "V3": 19,
    "V4": 10,
    "V5": 9,
    "V6": 35,
    "V7": 18,
    "V8": 7,
    "V9": 7,
    "V10": 29,
    "V11": 14,
    "V12": 9,
    "V13": 13,
    "V14": 9,
    "V15": 13,
    "V16": 16,
    "V17": 7,
}
ROW = re.compile(r"^\| (V\d+\.\d+\.\d+[^|]*?) \| ([a-z.]+) \| (.*?) ?\|$", re.MULTILINE)
STATES = {"met", "operator", "part", "open", "n.a."}


def rows():
    for row in ROW.finditer(PAGE):
        yield re.findall(r"V\d+\.\d+\.\d+", row[1]), "(level 3)" in row[1], row[2], row[3]


def test_every_requirement_of_levels_1_and_2_has_one_line():
    found = [number for numbers, is_third, _, _ in rows() if not is_third for number in numbers]

    assert [number for number, count in Counter(found).items() if count > 1] == []
    assert Counter(number.split(".")[0] for number in found) == LEVELS_1_AND_2
    assert len(found) == 253


def test_every_line_says_how_it_stands_and_where():
    for numbers, _, state, how in rows():
        assert state in STATES, numbers
        assert how or state == "open", numbers


def test_every_file_that_is_named_is_there():
    named = set(re.findall(r"`((?:src|tests|docs)/[\w./-]+)`", PAGE))

    assert len(named) > 40
    assert sorted(name for name in named if not (ROOT / name).exists()) == []
