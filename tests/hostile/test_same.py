"""The same file gives the same bytes of JSON: again, elsewhere in the world, and with any number of processes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.hostile import pdfs, zips

GOLDEN = sorted((Path(__file__).parents[1] / "golden").glob("*/input.txt"))[:6]
WORLDS = {
    "again": {},
    "Berlin, in German": {"TZ": "Europe/Berlin", "LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"},
    "Shanghai, in C": {"TZ": "Asia/Shanghai", "LC_ALL": "C"},
    "Istanbul, in Turkish": {"TZ": "Europe/Istanbul", "LC_ALL": "tr_TR.UTF-8"},
    "other hashes": {"PYTHONHASHSEED": "4711"},
    "more other hashes": {"PYTHONHASHSEED": "1"},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("files")
    files = {
        "a.pdf": pdfs.good_pdf(),
        "b.docx": zips.good_docx(),
        "c.xlsx": zips.good_xlsx(),
        "d.ods": zips.good_ods(),
        "e.html": zips.good_html(),
    }
    for name, data in files.items():
        (place / name).write_bytes(data)
    for path in GOLDEN:
        (place / f"{path.parent.name}.txt").write_bytes(path.read_bytes())
    return place


def reading(folder: Path, *arguments: str, **variables: str) -> bytes:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "TZ", "PYTHONHASHSEED"))}
    command = [sys.executable, "-m", "jixiao.cli", "read", ".", "--json", "--lang", "en", *arguments]
    result = subprocess.run(command, cwd=folder, env=environment | variables, capture_output=True, timeout=120, check=False)
    assert result.returncode in (0, 1), result.stderr.decode(errors="replace")
    return result.stdout


@pytest.fixture(scope="module")
def expected(folder):
    return reading(folder, "-j", "1", PYTHONHASHSEED="0")


def test_all_files_are_read(expected):
    assert expected.count(b'"sha256"') == 5 + len(GOLDEN)
    assert expected.count("湿地栈道维护".encode()) >= 5


@pytest.mark.parametrize("world", WORLDS)
def test_reading_is_the_same_elsewhere(world, folder, expected):
    assert reading(folder, **WORLDS[world]) == expected


@pytest.mark.parametrize("jobs", [1, 2, 4])
def test_reading_is_the_same_with_any_number_of_processes(jobs, folder, expected):
    assert reading(folder, "-j", str(jobs)) == expected
