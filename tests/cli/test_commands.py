"""The command line as a person uses it: real files, real output, exit codes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import jixiao
from jixiao import messages
from jixiao.cli import main

GOLDEN = Path(__file__).parents[1] / "golden"
CLEAN = GOLDEN / "hunan-typed-values" / "input.txt"
DAMAGED = GOLDEN / "bad-cells-to-report" / "input.txt"


def test_clean_document_exits_0_with_an_overview(capsys):
    assert main(["read", str(CLEAN)]) == 0

    printed = capsys.readouterr().out
    assert "松江岭区卫生健康局" in printed
    assert "0格没有读懂" in printed


def test_problems_exit_1_and_name_file_line_remedy(capsys):
    assert main(["read", str(DAMAGED), "--problems", "--lang", "en"]) == 1

    lines = capsys.readouterr().out.splitlines()
    letters = next(line for line in lines if "1,2OO.5" in line)
    assert letters.startswith(f"{DAMAGED}, line 8, cell 2: ")
    assert "Correct the figure" in letters
    assert letters.endswith("[READ-014]")


def test_json_is_one_object_by_the_contract(capsys):
    assert main(["read", str(CLEAN), str(DAMAGED), "--json", "--lang=en"]) == 1

    reading = json.loads(capsys.readouterr().out)
    assert [document["source"]["file"] for document in reading["documents"]] == [str(CLEAN), str(DAMAGED)]
    project = reading["documents"][0]["projects"][0]
    assert project["amounts"]["annual"] == "34582000"
    assert project["indicators"][0]["target"]["operator"] == "≥"
    assert {"id", "source", "message", "remedy", "values"} == set(reading["documents"][1]["problems"][0])


def test_missing_file_exits_2_and_the_others_are_read(capsys):
    assert main(["read", "nowhere.txt", str(CLEAN)]) == 2

    captured = capsys.readouterr()
    assert "松江岭区卫生健康局" in captured.out
    assert "nowhere.txt" in captured.err


def test_folders_patterns_and_jobs(capsys, tmp_path):
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_bytes(CLEAN.read_bytes())
    (tmp_path / ".hidden").write_bytes(b"x")

    assert main(["read", str(tmp_path), "--json", "-j", "2"]) == 0
    from_folder = json.loads(capsys.readouterr().out)
    assert main(["read", str(tmp_path / "*.txt"), "--json"]) == 0
    from_pattern = json.loads(capsys.readouterr().out)

    assert from_folder == from_pattern
    assert [Path(document["source"]["file"]).name for document in from_folder["documents"]] == ["a.txt", "b.txt"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "READ-003"),
        (b"%PDF-1.7\n\x00\x01", "READ-031"),
        (bytes(range(128, 256)) * 40, "READ-002"),
        ("项目名称\t某项目\n".encode() + "长".encode() * 1_000_000, "READ-004"),
        ("只有一段话，没有表。\n".encode(), "READ-005"),
    ],
)
def test_bad_input_is_a_problem_with_a_remedy(content, problem, capsys, tmp_path):
    (tmp_path / "bad.txt").write_bytes(content)
    (tmp_path / "good.txt").write_bytes(CLEAN.read_bytes())

    assert main(["read", str(tmp_path), "--json"]) == 1

    bad, good = json.loads(capsys.readouterr().out)["documents"]
    assert problem in [item["id"] for item in bad["problems"]]
    assert all(item["remedy"] for item in bad["problems"])
    assert good["projects"]


def test_empty_folder_exits_2(capsys, tmp_path):
    assert main(["read", str(tmp_path)]) == 2
    assert str(tmp_path) in capsys.readouterr().err


def test_show_prints_projects_tables_and_places(capsys):
    assert main(["show", str(CLEAN)]) == 0

    printed = capsys.readouterr().out
    for expected in ("基本公共卫生服务项目", "3,458.20 万元", "≥368000人", "数量指标"):
        assert expected in printed


@pytest.mark.parametrize(
    ("number", "wanted"),
    [
        (1, ["自评总分", "98.4", "282.00 万元（94%）", "实际完成", "填报", "27所", "9.8万元"]),
        (3, ["52.20 万元（29%）", "实际完成", "全年预计", "11个", "20个", "2026年10"]),
    ],
)
def test_show_prints_what_became_of_a_project(number, wanted, capsys):
    (path,) = (Path(jixiao.__file__).parent / "demo_results").glob(f"{number}-*")
    main(["show", str(path), "--lang", "zh"])

    printed = capsys.readouterr().out
    assert [words for words in wanted if words not in printed] == []


def test_show_one_table_in_full(capsys):
    path = GOLDEN / "mixed-disclosure" / "input.txt"
    assert main(["show", str(path), "--table", "部门支出总体"]) == 0

    printed = capsys.readouterr().out
    assert "部门支出总体情况表" in printed
    assert "基本公共" not in printed


def test_show_of_a_folder_or_of_nothing_is_the_callers_fault(capsys, tmp_path):
    assert main(["show", str(tmp_path)]) == 2
    assert main(["show", str(CLEAN), "--project", "没有这个项目"]) == 2
    assert "没有这个项目" in capsys.readouterr().err


def test_demo_writes_documents_reads_and_audits_them_lays_them_out_and_reads_that_back(capsys, tmp_path):
    assert main(["demo", str(tmp_path / "demo"), "--lang", "zh"]) == 0

    printed = capsys.readouterr().out
    published = sorted(path.name for path in (tmp_path / "demo" / "published").iterdir())
    laid_out = [path.name for path in (tmp_path / "demo" / "forms").iterdir()]
    assert len(published) == 9
    assert all(name in printed for name in published)
    assert sorted({name.partition(".")[2] for name in laid_out}) == ["docx", "html", "pdf", "txt", "xlsx"]
    assert len(laid_out) == 8 * 5
    assert printed.partition("又排成")[2].count("✓") == 8 * 5 + 1, "one for each file, and the word of explanation"
    assert "填报总分 98.4，逐项计算合计 96.68" in printed
    assert "总分 97.5 高于可能的最高分 96" in printed
    assert "执行率 29.00%，低于 6 月底应达到的 40%" in printed
    assert (tmp_path / "demo" / "scores.html").is_file()
    assert (tmp_path / "demo" / "data.xlsx").is_file()
    assert (tmp_path / "demo" / "audit.xlsx").is_file()
    assert "有意留了错" in printed
    assert main(["read", str(tmp_path / "demo" / "published")]) == 0


def test_help_is_chinese_unless_asked_otherwise(capsys, monkeypatch):
    assert main(["read", "--help"]) == 0
    assert "退出码" in capsys.readouterr().out
    messages.use_language(None)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert main(["read", "--help"]) == 0
    assert "Exit code" in capsys.readouterr().out


def test_nothing_heavy_is_imported_before_it_is_needed():
    code = "import sys, jixiao.cli; print(sorted({m.split('.')[0] for m in sys.modules} & {'pydantic', 'rich', 'click', 'jixiao'}))"

    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert loaded.strip() == "['jixiao']"


def test_the_command_is_installed():
    result = subprocess.run([Path(sys.executable).parent / "jixiao", "--version"], capture_output=True, text=True, check=True)

    assert "jixiao" in result.stdout


@pytest.mark.parametrize(
    ("option", "value", "what"),
    [("--max-cells", "10", "单元格和段落为340"), ("--max-megabytes", "1", "文件大小为2 MB"), ("--max-seconds", "0.01", "0.01秒内没有读完")],
)
def test_limits_are_options_and_the_problem_names_them(option, value, what, capsys, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(
        CLEAN.read_bytes() * (200 if option == "--max-seconds" else 1) + (b"\n" * 2_000_000 if option == "--max-megabytes" else b"")
    )
    assert main(["read", str(path), "--problems"]) == 0  # at 200 copies it takes far longer than any pause of this process
    capsys.readouterr()

    assert main(["read", str(path), "--problems", option, value]) == 1
    printed = capsys.readouterr().out
    assert what in printed
    assert option in printed


def test_limits_are_checked_and_shown_in_the_help(capsys):
    assert main(["read", str(CLEAN), "--max-memory", "1"]) == 2
    assert main(["read", "--help", "--lang", "en"]) == 0
    assert "--max-lines-per-page" in capsys.readouterr().out


def test_a_file_that_kills_its_reader_does_not_stop_the_others(capsys, tmp_path):
    from tests.hostile import pdfs

    (tmp_path / "bomb.pdf").write_bytes(pdfs.flate_bomb(440))
    (tmp_path / "good.txt").write_bytes(CLEAN.read_bytes())

    assert main(["read", str(tmp_path), "--json", "-j", "2", "--lang", "en"]) == 1
    bomb, good = json.loads(capsys.readouterr().out)["documents"]
    assert [problem["id"] for problem in bomb["problems"]] == ["READ-034"]
    assert bomb["source"]["media_type"] == "application/pdf"
    assert good["projects"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names on this system")
def test_what_is_no_regular_file_is_the_callers_fault(capsys, tmp_path):
    os.mkfifo(tmp_path / "pipe")

    assert main(["read", str(tmp_path / "pipe"), "--lang", "en"]) == 2
    assert "no regular file" in capsys.readouterr().err


def test_a_fault_of_ours_is_told_and_not_hidden(monkeypatch, capsys):
    from jixiao import pipeline
    from jixiao.worker import Pool

    broken = Pool("base64:b16decode", memory_megabytes=256)
    monkeypatch.setattr(pipeline, "pool", lambda _limits=None: broken)
    try:
        assert main(["show", str(CLEAN), "--lang", "en"]) == 2
    finally:
        broken.close()
    assert "internal error" in capsys.readouterr().err
