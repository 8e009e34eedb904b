"""``jixiao facts`` and ``jixiao audit`` of what it wrote, as a person uses them."""

import csv
import json
from collections import Counter
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

import jixiao
from jixiao.cli import main
from jixiao.corpus.database import CorpusDatabase
from jixiao.corpus.folder import open_corpus
from jixiao.exports.finding_rows import COLUMNS
from jixiao.facts import facts_of
from jixiao.rules import Severity, audit, load_catalogue

AUDITED = Path(__file__).parents[1] / "audit"
TOGETHER = [AUDITED / "together" / f"{name}.html" for name in ("last", "result", "this", "neighbour")]
DAMAGED = Path(__file__).parents[1] / "golden" / "bad-cells-to-report" / "input.txt"
CHANGED = ("<td>信号灯完好率</td><td>≥98%</td>", "<td>信号灯完好率</td><td>≥95%</td>")


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Documents of two years and two agencies, one of which lowers a target."""
    folder = tmp_path_factory.mktemp("documents")
    for file in TOGETHER:
        text = file.read_text(encoding="utf-8")
        (folder / file.name).write_text(text.replace(*CHANGED) if file.name == "this.html" else text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def corpus(files, tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpora") / "corpus"
    assert main(["facts", str(files), "-o", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def in_memory(files):
    return audit(facts_of([jixiao.read(file) for file in sorted(files.iterdir())]), load_catalogue()).findings


def rows_of(file):
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_facts_are_kept_and_told(files, tmp_path, capsys):
    assert main(["facts", str(files), "-o", str(tmp_path / "corpus")]) == 0

    assert "4 份文件，12 个项目" in capsys.readouterr().out
    assert open_corpus(tmp_path / "corpus").counts["document_pairs"] > 0


def test_every_finding_has_the_id_that_it_has_in_memory(corpus, in_memory, tmp_path):
    table = tmp_path / "findings.csv"
    main(["audit", str(corpus), "--findings", str(table)])

    rows = rows_of(table)
    assert "XYR-008" in {row["rule"] for row in rows}
    wanted = [(item.id, item.rule.id, item.severity.value, item.project_name or "", item.message("zh")) for item in in_memory]
    assert [(row["finding_id"], row["rule"], row["severity"], row["project"], row["message"]) for row in rows] == wanted


@pytest.mark.parametrize("ending", ["parquet", "jsonl"])
def test_findings_are_the_same_in_every_format(corpus, in_memory, tmp_path, ending):
    table = tmp_path / f"findings.{ending}"
    main(["audit", str(corpus), "--findings", str(table)])

    if ending == "jsonl":
        rows = [tuple(json.loads(line).values()) for line in table.read_text(encoding="utf-8").splitlines()]
    else:
        with duckdb.connect(config={"temp_directory": ""}) as connection:
            result = connection.execute(f"SELECT * FROM read_parquet('{table}')")  # noqa: S608 - a path of the test
            assert tuple(column[0] for column in result.description) == COLUMNS
            rows = result.fetchall()
    assert [row[0] for row in rows] == [item.id for item in in_memory]
    assert {row[COLUMNS.index("is_doubtful")] for row in rows} == {False}


def test_summary_counts_findings_documents_projects_and_money(corpus, in_memory, capsys):
    main(["audit", str(corpus), "--json"])

    found = json.loads(capsys.readouterr().out)
    counts = Counter(item.severity.value for item in in_memory)
    assert found["schema"] == "jixiao-audit-corpus/1"
    assert [found["summary"][severity.value] for severity in Severity] == [counts[severity.value] for severity in Severity]
    wages = next(rule for rule in found["rules"] if rule["rule"] == "FND-013")
    assert (wages["documents"], wages["projects"]) == (4, 4)
    assert Decimal(wages["budget_yuan"]) == Decimal(2352000 * 2 + 2400000 + 1380000)
    assert [example["severity"] for example in wages["examples"]] == ["info"] * 3
    assert "240万元" in wages["examples"][0]["message"]
    assert found["themes"]["between_years"]["warning"] == 1
    assert found["worst_documents"][0]["file"].endswith("this.html")
    assert found["worst_documents"][0]["publisher"] == "平岭县公安局交通警察大队"


def test_report_names_rules_examples_documents_and_themes(corpus, capsys):
    assert main(["audit", str(corpus)]) == 0

    printed = "".join(capsys.readouterr().out.split())  # where lines end depends on the length of the path
    for expected in (
        "12个项目",
        "XYR-008",
        "“≥97%”放宽为“≥95%”",
        "问题最多的文件",
        "平岭县公安局交通警察大队this.html",
        "年度与版本之间",
        "运行规则",
    ):
        assert expected in printed.replace("\n    ", "")


def test_severity_leaves_out_what_is_less_grave(corpus, capsys):
    main(["audit", str(corpus), "--severity", "warning"])

    printed = capsys.readouterr().out
    assert "XYR-008" in printed and "FND-013" not in printed


def test_exit_code_follows_the_gravest_finding(corpus):
    assert main(["audit", str(corpus), "--fail-on", "error"]) == 0
    assert main(["audit", str(corpus), "--fail-on", "warning"]) == 1


def test_rule_is_chosen_for_a_corpus_as_for_documents(corpus, capsys):
    main(["audit", str(corpus), "--rule", "IND-031", "--json"])

    found = json.loads(capsys.readouterr().out)
    assert [rule["rule"] for rule in found["rules"]] == ["IND-031"]


def test_corpus_is_audited_by_itself(corpus, files, capsys):
    assert main(["audit", str(corpus), str(files / "this.html")]) == 2
    assert "单独审核" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--xlsx", "--html"])
def test_what_needs_the_documents_is_refused(corpus, tmp_path, option, capsys):
    assert main(["audit", str(corpus), option, str(tmp_path / f"out.{option[2:]}")]) == 2
    assert option in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_findings_of_an_unknown_ending_are_refused_before_anything_runs(corpus, tmp_path, capsys):
    assert main(["audit", str(corpus), "--findings", str(tmp_path / "findings.doc")]) == 2
    printed = capsys.readouterr()
    assert ".csv .parquet .jsonl" in printed.err and printed.out == ""


def test_document_with_problems_is_told_and_kept(tmp_path, capsys):
    assert main(["facts", str(DAMAGED), "-o", str(tmp_path / "corpus")]) == 1

    assert "没有读懂" in capsys.readouterr().err
    assert open_corpus(tmp_path / "corpus").counts["documents"] == 1


def test_file_that_is_missing_is_a_fault_and_the_others_are_kept(files, tmp_path, capsys):
    assert main(["facts", str(files / "this.html"), str(files / "no.html"), "-o", str(tmp_path / "corpus")]) == 2

    assert "no.html" in capsys.readouterr().err
    assert open_corpus(tmp_path / "corpus").counts["documents"] == 1


def test_folder_of_something_else_is_not_overwritten(files, tmp_path, capsys):
    (tmp_path / "letter.txt").write_text("kept", encoding="utf-8")

    assert main(["facts", str(files), "-o", str(tmp_path)]) == 2
    assert str(tmp_path) in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]


def test_several_processes_write_what_one_writes(files, corpus, tmp_path):
    main(["facts", str(files), "-o", str(tmp_path / "corpus"), "-j", "2"])

    assert open_corpus(tmp_path / "corpus").counts == open_corpus(corpus).counts


def test_dates_that_documents_do_not_print_are_kept(files, tmp_path):
    dates = ["--published", "2025-03-30", "--published", "this.html=2025-02-01", "--approved", "last.html=2024-01-20"]
    main(["facts", str(files), "-o", str(tmp_path / "corpus"), *dates])

    with CorpusDatabase(open_corpus(tmp_path / "corpus")) as database:
        _, rows = database.fetch("SELECT file, CAST(approved_on AS VARCHAR), CAST(published_on AS VARCHAR) FROM documents ORDER BY file")
    assert [(Path(file).name, *days) for file, *days in rows] == [
        ("last.html", "2024-01-20", "2025-03-30"),
        ("neighbour.html", None, "2025-03-30"),
        ("result.html", None, "2025-03-30"),
        ("this.html", None, "2025-02-01"),
    ]


def test_date_of_no_file_is_refused(files, tmp_path, capsys):
    assert main(["facts", str(files), "-o", str(tmp_path / "corpus"), "--approved", "other.html=2025-01-01"]) == 2

    assert "other.html" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_number_that_is_too_long_is_told(files, tmp_path, capsys):
    text = (files / "this.html").read_text(encoding="utf-8").replace("138.00", "1" * 20)
    (tmp_path / "long.html").write_text(text, encoding="utf-8")
    main(["facts", str(tmp_path / "long.html"), "-o", str(tmp_path / "corpus")])

    assert "位数过多" in capsys.readouterr().err
