"""``jixiao read --csv --xlsx --parquet`` as a person uses it."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from jixiao.cli import main

GOLDEN = Path(__file__).parents[1] / "golden"
CLEAN = GOLDEN / "hunan-typed-values" / "input.txt"
DAMAGED = GOLDEN / "bad-cells-to-report" / "input.txt"
WITH_CONTACTS = GOLDEN / "mixed-disclosure" / "input.txt"


def rows(file):
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_three_formats_in_one_call_beside_the_overview(capsys, tmp_path):
    options = ["--csv", str(tmp_path / "c"), "--xlsx", str(tmp_path / "a.xlsx"), "--parquet", str(tmp_path / "p")]
    assert main(["read", str(CLEAN), *options]) == 0

    captured = capsys.readouterr()
    assert "松江岭区卫生健康局" in captured.out
    assert captured.err.count("已写出") == 3
    assert rows(tmp_path / "c" / "projects.csv")[0]["name"] == "基本公共卫生服务项目"
    assert CalamineWorkbook.from_path(tmp_path / "a.xlsx").sheet_names[0] == "说明"
    assert len(list((tmp_path / "p").glob("*.parquet"))) == len(list((tmp_path / "c").glob("*.csv")))


def test_json_stays_json(capsys, tmp_path):
    assert main(["read", str(CLEAN), "--json", "--csv", str(tmp_path / "c")]) == 0

    document = json.loads(capsys.readouterr().out)["documents"][0]
    assert len(rows(tmp_path / "c" / "indicators.csv")) == sum(len(project["indicators"]) for project in document["projects"])


def test_problems_decide_the_exit_code_and_stand_in_the_export(capsys, tmp_path):
    assert main(["read", str(DAMAGED), "--csv", str(tmp_path / "c"), "--lang", "en"]) == 1

    found = rows(tmp_path / "c" / "problems.csv")
    letters = next(row for row in found if "1,2OO.5" in row["message"])
    assert (letters["id"], letters["place"], letters["source_line"]) == ("READ-014", "line 8, cell 2", "8")
    assert "Correct the figure" in letters["remedy"]


def test_what_could_be_read_is_exported_beside_a_failure(capsys, tmp_path):
    assert main(["read", "nowhere.txt", str(CLEAN), "--csv", str(tmp_path / "c")]) == 2

    assert len(rows(tmp_path / "c" / "documents.csv")) == 1
    assert "nowhere.txt" in capsys.readouterr().err


def test_nothing_is_exported_where_nothing_was_read(capsys, tmp_path):
    assert main(["read", "nowhere.txt", "--csv", str(tmp_path / "c")]) == 2
    assert not (tmp_path / "c").exists()


def test_contacts_are_exported_on_request_only(capsys, tmp_path):
    assert main(["read", str(WITH_CONTACTS), "--csv", str(tmp_path / "out")]) in (0, 1)
    assert main(["read", str(WITH_CONTACTS), "--csv", str(tmp_path / "in"), "--with-contacts"]) in (0, 1)

    words = {row["text"] for row in rows(tmp_path / "in" / "contacts.csv") if row["label"] in ("经办人", "联系电话") and row["text"]}
    exported = "".join(file.read_text(encoding="utf-8-sig") for file in (tmp_path / "out").iterdir())
    assert words
    assert [word for word in words if word in exported] == []
    assert not (tmp_path / "out" / "contacts.csv").exists()


@pytest.mark.parametrize(
    ("option", "where", "said"),
    [
        ("--csv", "missing/c", "there is no folder"),
        ("--xlsx", "missing/a.xlsx", "there is no folder"),
        ("--parquet", "missing/p", "there is no folder"),
        ("--csv", "file", "'" + "{where}" + "' is a file"),
        ("--xlsx", ".", "is a directory"),
    ],
)
def test_destination_that_cannot_be_written_exits_2_before_anything_is_read(option, where, said, capsys, tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")

    assert main(["read", str(CLEAN), option, str(tmp_path / where), "--lang", "en"]) == 2

    captured = capsys.readouterr()
    assert captured.out == ""
    assert said.format(where=tmp_path / where) in captured.err


def test_help_names_the_options(capsys):
    assert main(["read", "--help"]) == 0

    printed = capsys.readouterr().out
    assert all(option in printed for option in ("--csv", "--xlsx", "--parquet", "--with-contacts"))


def test_libraries_of_the_exports_load_when_one_is_asked_for():
    code = (
        "import sys; from jixiao.cli import main; main(['read', sys.argv[1]]);"
        "print(sorted({m.split('.')[0] for m in sys.modules} & {'duckdb', 'xlsxwriter'}))"
    )

    loaded = subprocess.run([sys.executable, "-c", code, str(CLEAN)], capture_output=True, text=True, check=True).stdout

    assert loaded.splitlines()[-1] == "[]"
