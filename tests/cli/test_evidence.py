"""``jixiao evidence`` as a person uses it."""

import json
import re
from importlib import resources
from pathlib import Path

import pytest

from jixiao.cli import main

DEMO = Path(str(resources.files("jixiao").joinpath("demo_documents")))
FORM = next(DEMO.glob("1-*"))
WORD = next(DEMO.glob("6-*"))
PDF = next(DEMO.glob("9-*"))


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("JIXIAO_CACHE", str(tmp_path / "cache"))


def findings_of(file, capsys):
    main(["audit", str(file), "--json"])
    return json.loads(capsys.readouterr().out)["findings"]


def test_finding_is_shown_with_its_law_and_the_marked_cell(capsys):
    finding = next(item for item in findings_of(WORD, capsys) if item["rule"] == "IND-008")

    assert main(["evidence", str(WORD), "--finding", finding["id"]]) == 0

    printed = capsys.readouterr().out
    assert "IND-008" in printed
    assert "依据" in printed
    assert "【小于等于】" in printed
    assert "燃气输差率" in printed


def test_finding_is_named_by_its_rule_or_the_beginning_of_its_id(capsys):
    finding = findings_of(WORD, capsys)[0]

    assert main(["evidence", str(WORD), "--finding", finding["id"][:6]]) == 0
    by_id = capsys.readouterr().out
    assert main(["evidence", str(WORD), "--finding", finding["rule"].lower()]) == 0
    assert by_id in capsys.readouterr().out


def test_value_is_shown_under_any_of_its_names(capsys):
    printed = []
    for name in ("1.annual", "1.amounts.annual", "1.预算", "1.年度资金总额", "量测水.预算"):
        assert main(["evidence", str(FORM), "--value", name]) == 0
        printed.append(capsys.readouterr().out)

    assert len(set(printed)) == 1
    assert "第11行" in printed[0]


def test_unknown_value_names_near_ones_and_exits_2(capsys):
    assert main(["evidence", str(FORM), "--value", "1.anual"]) == 2

    said = capsys.readouterr().err
    assert "1.anual" in said
    assert "1.annual（年度资金总额）" in said
    assert "--list" in said


def test_unknown_finding_names_near_ones_and_exits_2(capsys):
    finding = findings_of(WORD, capsys)[0]

    assert main(["evidence", str(WORD), "--finding", finding["rule"][:-1] + "9", "--lang", "en"]) == 2

    said = capsys.readouterr().err
    assert "There is no finding" in said
    assert "--list" in said


def test_list_names_findings_and_values(capsys):
    assert main(["evidence", str(WORD), "--list"]) == 0

    printed = capsys.readouterr().out
    assert re.search(r"^  [0-9a-f]{12}  GOL-010  ", printed, re.MULTILINE)
    assert re.search(r"^  1\.annual +年度资金总额  ", printed, re.MULTILINE)
    assert re.search(r"^  3\.i5 ", printed, re.MULTILINE)


def test_every_listed_value_can_be_shown(capsys):
    for file in (FORM, WORD, PDF):
        main(["evidence", str(file), "--list"])
        listed = capsys.readouterr().out.partition("--value")[2]
        names = re.findall(r"^  (\S+)  ", listed, re.MULTILINE)[:60]
        assert len(names) > 5
        for start in range(0, len(names), 20):
            asked = [part for name in names[start : start + 20] for part in ("--value", name)]
            assert main(["evidence", str(file), *asked]) == 0
            capsys.readouterr()


def test_picture_of_a_pdf_is_written(tmp_path, capsys):
    file = tmp_path / "mark.png"

    assert main(["evidence", str(PDF), "--value", "t1", "-o", str(file)]) == 0

    assert file.read_bytes().startswith(b"\x89PNG")
    assert capsys.readouterr().out == ""


def test_picture_of_a_text_is_refused_with_what_to_do(tmp_path, capsys):
    file = tmp_path / "mark.png"

    assert main(["evidence", str(FORM), "--value", "1.annual", "-o", str(file)]) == 2

    assert ".html" in capsys.readouterr().err
    assert not file.exists()


def test_web_page_holds_rows_pictures_and_digest(tmp_path, capsys):
    file = tmp_path / "evidence.html"

    assert main(["evidence", str(PDF), "--value", "t1", "-o", str(file)]) == 0

    page = file.read_text(encoding="utf-8")
    assert "class=mark" in page
    assert "data:image/webp;base64," in page
    assert re.search(r"SHA-256 [0-9a-f]{64}", page)
    assert not re.search(r"(?:src|href)=\"(?!data:)", page)


def test_text_is_written_without_colours(tmp_path, capsys):
    file = tmp_path / "evidence.txt"

    assert main(["evidence", str(FORM), "--value", "1.annual", "-o", str(file)]) == 0

    assert "\x1b" not in file.read_text(encoding="utf-8")
    assert "【" in file.read_text(encoding="utf-8")


def test_file_of_unknown_kind_is_refused_before_anything_is_read(tmp_path, capsys):
    assert main(["evidence", "nowhere.pdf", "--value", "1.annual", "-o", str(tmp_path / "a.docx")]) == 2

    assert ".png .html" in capsys.readouterr().err


def test_missing_file_exits_2(capsys):
    assert main(["evidence", "nowhere.pdf", "--list"]) == 2

    assert "nowhere.pdf" in capsys.readouterr().err


def test_reading_whose_file_is_gone_says_so_and_exits_1(tmp_path, capsys):
    document = tmp_path / "a.txt"
    document.write_bytes(FORM.read_bytes())
    main(["read", str(document), "--json"])
    reading = tmp_path / "reading.json"
    reading.write_text(capsys.readouterr().out, encoding="utf-8")
    document.unlink()

    assert main(["evidence", str(reading), "--value", "1.annual"]) == 1

    assert "放回原处" in re.sub(r"\s", "", capsys.readouterr().out)


def test_command_stands_in_the_help(capsys):
    assert main(["--help"]) == 0
    assert "evidence" in capsys.readouterr().out
    assert main(["evidence", "--help", "--lang", "en"]) == 0
    assert "--finding" in capsys.readouterr().out
