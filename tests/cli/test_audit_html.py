"""``jixiao audit --html`` as a person uses it."""

from importlib import resources
from pathlib import Path

import pytest

from jixiao.cli import main

DEMO = Path(str(resources.files("jixiao").joinpath("demo_documents")))
TEXT, PDF = next(DEMO.glob("4-*")), next(DEMO.glob("9-*"))


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("JIXIAO_CACHE", str(tmp_path / "cache"))


def test_page_is_written_and_told_with_its_size(tmp_path, capsys):
    page = tmp_path / "report.html"

    assert main(["audit", str(TEXT), "--html", str(page)]) == 1
    said = capsys.readouterr().err
    assert f"已写出审核报告 {page}：8个问题，" in said
    assert f"{page.stat().st_size / 1e6:.1f} MB" in said
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_page_is_english_when_asked(tmp_path, capsys):
    page = tmp_path / "report.html"
    main(["audit", str(TEXT), "--html", str(page), "--lang", "en"])

    assert '<html lang="en">' in page.read_text(encoding="utf-8")
    assert "8 findings" in capsys.readouterr().err


def test_evidence_is_as_much_as_asked(tmp_path, capsys):
    sizes = {}
    for amount in ("none", "0", "0.05", "all"):
        page = tmp_path / f"{amount}.html"
        main(["audit", str(PDF), "--html", str(page), "--evidence", amount])
        written = page.read_text(encoding="utf-8")
        sizes[amount] = written.count("<image "), 'class="evidence' in written

    assert sizes["none"] == (0, False)
    assert sizes["0"] == (0, True)
    assert 0 < sizes["0.05"][0] < sizes["all"][0]
    capsys.readouterr()


@pytest.mark.parametrize("amount", ["some", "-1", "nan", "inf"])
def test_amount_that_is_none_is_refused_before_anything_is_read(amount, tmp_path, capsys):
    assert main(["audit", str(tmp_path / "nothing.txt"), "--html", str(tmp_path / "a.html"), "--evidence", amount]) == 2
    assert "all、none" in capsys.readouterr().err


def test_place_that_cannot_be_written_is_told_before_anything_is_read(tmp_path, capsys):
    assert main(["audit", str(tmp_path / "nothing.txt"), "--html", str(tmp_path / "no" / "a.html")]) == 2

    said = capsys.readouterr().err
    assert "上级文件夹" in said
    assert "nothing.txt" not in said


def test_json_and_page_do_not_disturb_each_other(tmp_path, capsys):
    page = tmp_path / "report.html"
    main(["audit", str(TEXT), "--json", "--html", str(page)])
    captured = capsys.readouterr()

    assert captured.out.startswith("{")
    assert page.is_file()
