"""``jixiao diff``: invented documents of two years with planted changes, and what is said of them."""

import json
import re
import shutil
from pathlib import Path

import pytest

from jixiao.cli import main

FOLDER = Path(__file__).with_name("two_years")
OLD, NEW = FOLDER / "old", FOLDER / "new"


@pytest.fixture
def compared(capsys):
    """What ``jixiao diff … --json`` says of two sides: the exit code and the object."""

    def run(old, new, *options):
        code = main(["diff", str(old), str(new), "--json", *options])
        return code, json.loads(capsys.readouterr().out)

    return run


@pytest.fixture
def water(compared):
    """The water office of two years."""
    _, found = compared(OLD / "water.txt", NEW / "water.txt")
    (document,) = found["documents"]
    return document


def test_planted_changes_of_projects_are_found(water):
    assert [
        (item["status"], item["old_name"], item["new_name"], item["basis"]) for item in water["projects"] if item["status"] != "same"
    ] == [
        ("new", None, "农业灌溉节水改造", None),
        ("gone", "水资源监测设备购置", None, None),
        ("changed", "城区河道清淤整治", "城区河道清淤整治", "name"),
        ("changed", "农村饮水安全维护", "农村供水保障工程运行", "renamed"),
        ("changed", "防汛物资储备", "防汛物资储备", "name"),
    ]


def test_planted_changes_of_targets_are_found(water):
    assert {(item["old_name"], item["old_target"], item["new_target"], item["verdict"]) for item in water["targets"]} == {
        ("工程验收合格率", "100%", "≥98%", "loosened"),
        ("完工时限", "2024年9月底前", "2025年12月底前", "loosened"),
        ("沿河居民投诉次数", "≤5次", "≤10次", "loosened"),
        ("沿河居民满意度", "≥95%", "≥90%", "loosened"),
        ("维护供水工程数量", "62处", "58处", "loosened"),
        ("应急保障能力", "显著提升", "有所提升", "loosened"),
        ("采购完成时间", "2024年5月31日前", "2024年5月31日前", "stale"),
        ("使用人员满意度", "≥90%", "≥95%", "tightened"),
    }


def test_loosened_targets_come_first_with_both_places(water):
    first = water["targets"][0]

    assert first["verdict"] == "loosened"
    assert (first["old_source"]["line"], first["new_source"]["line"]) == (62, 78)


def test_planted_stale_texts_are_found_with_what_contradicts_them(water):
    assert [(item["kind"], item["text"], item["stated"], item["expected"], item["new_source"]["line"]) for item in water["stale"]] == [
        ("old_figure", "2025年支出总预算2,180.00万元", "2,180万元", "2,460万元（支出总计 / 预算数）", 38),
        ("old_target", "维护62处集中供水工程", "62处", "维护供水工程数量 58处", 59),
        ("old_year", "2024年政府采购预算总额310.00万元", "2024", "2025", 44),
        ("old_year", "截至2023年12月31日", "2023", "2024", 47),
    ]


def test_totals_of_both_years_stand_beside_each_other(water):
    money = {item["metric"]: item for item in water["money"]}

    total = money["total_expenditure"]
    assert (total["old_yuan"], total["new_yuan"], total["change_yuan"], total["percent"]) == ("21800000", "24600000", "2800000", "12.8")
    assert (total["old_source"]["line"], total["new_source"]["line"]) == (22, 22)
    assert money["projects.annual"]["new_yuan"] == "14800000"
    assert money["basic"]["change_yuan"] == "0"


def test_folders_are_paired_by_agency(compared):
    code, found = compared(OLD, NEW)

    assert code == 1
    assert [(item["agency"], Path(item["old"]["file"]).name, Path(item["new"]["file"]).name) for item in found["documents"]] == [
        ("青河市水务局", "water.txt", "water.txt"),
        ("青河市图书馆", "library.html", "library.html"),
    ]
    assert [(item["side"], item["agency"]) for item in found["one_sided"]] == [("old", "青河市博物馆")]


def test_many_agencies_begin_with_a_row_for_each(capsys):
    main(["diff", str(OLD), str(NEW)])

    first = capsys.readouterr().out.split("━")[0]
    assert re.search(r"青河市水务局 .*4 +6 +1 +1 +1 +1 +\+12.8%", first)
    assert "青河市图书馆" in first


def test_a_document_does_not_differ_from_itself(compared):
    code, found = compared(OLD, OLD)

    assert code == 0
    assert found["is_same"]
    assert len(found["documents"]) == 3


def test_readings_as_json_are_compared_like_their_documents(compared, capsys, tmp_path):
    main(["read", str(OLD / "water.txt"), "--json"])
    (tmp_path / "old.json").write_text(capsys.readouterr().out, encoding="utf-8")

    code, found = compared(tmp_path / "old.json", NEW / "water.txt")

    assert code == 1
    assert found["documents"][0]["summary"]["targets"]["loosened"] == 6


def test_years_in_the_wrong_order_are_said(capsys):
    code = main(["diff", str(NEW / "water.txt"), str(OLD / "water.txt")])

    said = capsys.readouterr().out
    assert code == 1
    assert "顺序可能反了" in said
    assert "应改未改的文字0处" in said


def test_two_files_of_different_agencies_are_compared_with_a_warning(capsys):
    main(["diff", str(OLD / "water.txt"), str(NEW / "library.html")])

    assert "两份文件的单位名称不同：青河市水务局；青河市图书馆" in capsys.readouterr().out


def test_agencies_of_folders_that_do_not_match_are_a_fault(capsys, tmp_path):
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
    shutil.copy(OLD / "water.txt", tmp_path / "old")
    shutil.copy(OLD / "museum.html", tmp_path / "old")
    shutil.copy(NEW / "library.html", tmp_path / "new")

    code = main(["diff", str(tmp_path / "old"), str(tmp_path / "new")])

    assert code == 2
    assert "没有可以对比的文件" in capsys.readouterr().out


def test_silent_changes_between_versions_of_one_year_are_listed(compared, tmp_path):
    draft = (NEW / "water.txt").read_text(encoding="utf-8")
    (tmp_path / "draft.txt").write_text(draft, encoding="utf-8")
    final = (
        draft.replace("水电费。", "水电费和会议费。")
        .replace("卫生健康支出	42.30	42.30", "卫生健康支出	43.30	43.30")
        .replace("≥4000亩", "≥3500亩")
    )
    (tmp_path / "final.txt").write_text(final, encoding="utf-8")

    _, found = compared(tmp_path / "draft.txt", tmp_path / "final.txt")

    (document,) = found["documents"]
    assert [[piece for piece in item["pieces"] if piece[0] != "="] for item in document["passages"]] == [[["+", "和会议费"]]]
    assert {(item["old_yuan"], item["new_yuan"]) for item in document["lines"]} == {("423000", "433000")}
    assert [(item["new_name"], item["verdict"]) for item in document["targets"]] == [("新增节水灌溉面积", "loosened")]
    assert document["stale"] == []


def test_only_what_is_asked_for_is_listed(capsys):
    main(["diff", str(OLD / "water.txt"), str(NEW / "water.txt"), "--only", "targets"])

    said = capsys.readouterr().out
    assert "放宽的目标" in said
    assert "应改未改的文字  4" not in said
    assert "合计与主要数字" not in said


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", ("放宽的目标", "应改未改的文字")), ("en", ("Targets that were loosened", "Texts that should have changed"))]
)
def test_page_needs_no_other_file_and_speaks_the_language(lang, words, tmp_path, capsys):
    file = tmp_path / "report.html"

    code = main(["diff", str(OLD), str(NEW), "--html", str(file), "--lang", lang])

    page = file.read_text(encoding="utf-8")
    assert code == 1
    assert str(file) in capsys.readouterr().err
    assert all(word in page for word in words)
    assert re.findall(r'(?:src|href)="(?!#)[^"]*"', page) == []
    assert page.count("<section") == page.count("</section>") == 3


def test_what_a_document_says_is_escaped_on_the_page(tmp_path):
    (tmp_path / "new.txt").write_text(
        (NEW / "water.txt").read_text(encoding="utf-8").replace("农业灌溉节水改造", "<script>alert(1)</script>节水改造"), encoding="utf-8"
    )

    main(["diff", str(OLD / "water.txt"), str(tmp_path / "new.txt"), "--html", str(tmp_path / "a.html")])

    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_a_page_does_not_overwrite_what_is_compared(capsys):
    before = (NEW / "water.txt").read_bytes()

    code = main(["diff", str(OLD / "water.txt"), str(NEW / "water.txt"), "--html", str(NEW / "water.txt")])

    assert code == 2
    assert (NEW / "water.txt").read_bytes() == before
    assert "water.txt" in capsys.readouterr().err


def test_output_goes_to_a_file_without_colours(tmp_path, capsys):
    file = tmp_path / "report.txt"

    main(["diff", str(OLD / "water.txt"), str(NEW / "water.txt"), "-o", str(file)])

    assert capsys.readouterr().out == ""
    assert "\x1b" not in file.read_text(encoding="utf-8")


def test_missing_file_is_a_fault(capsys):
    assert main(["diff", "no-such-file.txt", str(NEW / "water.txt")]) == 2
    assert "no-such-file.txt" in capsys.readouterr().err
