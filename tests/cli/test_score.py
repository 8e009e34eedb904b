"""``jixiao score``: declared points beside computed ones, as text, JSON, workbook and web page."""

import json
from pathlib import Path

import openpyxl
import pytest

from jixiao.cli import main

FORM = """项目支出绩效自评表
（2023年度）
项目名称\t乡村医生培训
主管部门\t青溪县卫生健康局\t实施单位\t青溪县疾病预防控制中心
项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分
\t年度资金总额\t50\t50\t47.5\t10\t95%\t{execution}
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施
产出指标\t数量指标\t培训人数\t≥120人\t{actual}\t50\t{score}\t授课教师调走，已补聘两名
效益指标\t社会效益指标\t诊疗水平\t提升\t提升\t30\t30\t
满意度指标\t服务对象满意度指标\t学员满意度\t≥90%\t95%\t10\t10\t
总分\t\t\t\t\t100\t{total}\t优
"""


@pytest.fixture
def form(tmp_path):
    """A form with some of its cells."""

    def write(name="form.txt", **cells):
        file = tmp_path / name
        file.write_text(FORM.format(**{"execution": "9.5", "actual": "108人", "score": "45", "total": "94.5"} | cells), encoding="utf-8")
        return str(file)

    return write


def scored(capsys, *arguments):
    code = main(["score", *arguments, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_form_that_agrees_is_clean(form, capsys):
    code, found = scored(capsys, form())

    (one,) = found["forms"]
    assert (code, one["is_clean"], one["scheme"], one["scheme_choice"]) == (0, True, "NATIONAL_2020", "fitting")
    assert one["total"] == {"declared": "94.5", "expected": "94.50", "gap": "0.00"}
    assert one["grade"] == {"declared": "优", "expected": "excellent"}
    assert [(line["name"], line["expected"], line["standing"]) for line in one["lines"]] == [
        ("预算执行率", "9.50", "scored"),
        ("培训人数", "45.00", "scored"),
        ("诊疗水平", "30.00", "carried"),
        ("学员满意度", "10.00", "scored"),
    ]


def test_difference_is_explained(form, capsys):
    code = main(["score", form(score="50", total="99.5")])
    printed = capsys.readouterr().out

    assert code == 1
    assert "填报 50 分，计算结果 45.00 分，多报 5：没有完成指标值，不应得满分。" in printed.replace("\n    ", "")
    assert "应为 w × B ÷ A = 50 × 108 ÷ 120 = 45。" in printed
    assert "填报总分 99.5，逐项计算合计 94.50，多报 5 分。" in printed
    assert "诊疗水平" not in printed


def test_what_cannot_be_scored_says_why_and_leaves_no_total(form, capsys):
    code, found = scored(capsys, form(actual="完成"))

    (one,) = found["forms"]
    assert (code, one["total"]["expected"], one["known_points"], one["open_weight"], one["unscored"]) == (1, None, "49.50", "50", 1)
    assert one["lines"][1]["said"] == ["无法计分：实际完成值“完成”不是一个数，而指标值是数。请按指标值的单位填写实际完成的数。"]
    assert one["rules"] == ["EVA-015"]


@pytest.mark.parametrize(("fail_on", "code"), [("any", 1), ("off", 0), ("never", 0)])
def test_exit_code_of_something_to_check(form, capsys, fail_on, code):
    assert main(["score", form(actual="完成"), "--fail-on", fail_on]) == code


def test_several_forms_are_told_at_a_glance_and_found_by_name(form, capsys):
    files = [form("a.txt"), form("b.txt", execution="10", total="95")]

    assert main(["score", *files]) == 1
    printed = capsys.readouterr().out
    assert "共2张自评表：相符1张，得分有出入1张" in printed
    assert main(["score", *files, "--project", "没有这个"]) == 2
    assert "2张自评表的名称都不含“没有这个”" in capsys.readouterr().err


def test_document_without_a_self_evaluation(tmp_path, capsys):
    file = tmp_path / "plan.txt"
    file.write_text(
        "项目支出绩效目标申报表\n项目名称\t培训\n一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t人数\t≥120人\n", encoding="utf-8"
    )

    assert main(["score", str(file)]) == 2
    assert "没有找到自评表：plan.txt" in capsys.readouterr().err


def test_named_scheme_and_its_faults(form, capsys):
    code, found = scored(capsys, form(), "--scheme", "hubei")

    (one,) = found["forms"]
    assert (code, one["scheme"], one["scheme_choice"]) == (0, "HUBEI", "given")
    assert any("40" in said for said in one["said"])
    assert main(["score", form(), "--scheme", "nowhere"]) == 2
    assert "NOWHERE" in capsys.readouterr().err


def test_points_without_weights_are_carried_over_and_only_the_total_is_checked(tmp_path, capsys):
    """Points that a level prints for all of its indicators are not divided among them."""
    lines = []
    for line in FORM.format(execution="9.5", actual="108人", score="45", total="94.5").splitlines():
        cells = line.split("\t")
        if len(cells) == 8 and cells[0] in ("一级指标", "产出指标", "效益指标", "满意度指标"):
            cells[0] += {"产出指标": "(50分)", "效益指标": "(30分)", "满意度指标": "(10分)"}.get(cells[0], "")
            del cells[5]
            lines.append("\t".join(cells))
            if cells[0] == "产出指标(50分)":  # the points of the level are those of two indicators
                lines[-1] = lines[-1].replace("\t45\t", "\t20\t")
                lines.append("\t质量指标\t考核合格率\t≥95%\t96%\t25\t")
        else:
            lines.append(line)
    (tmp_path / "a.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")

    _, found = scored(capsys, str(tmp_path / "a.txt"))

    (one,) = found["forms"]
    told = {line["name"]: (line["weight"], line["expected"], line["is_off"], line["rules"]) for line in one["lines"]}
    assert one["scheme_choice"] == "missing"
    assert (told["培训人数"], told["考核合格率"]) == ((None, "20.00", False, []), (None, "25.00", False, []))
    assert (one["total"]["declared"], one["total"]["expected"], one["off"], one["rules"]) == ("94.5", "94.50", 0, [])


def test_mark_for_the_target_of_something_that_was_done_carries_the_points_over(tmp_path, capsys):
    """A frame of evaluation prints no targets (—): the points are not those of a row that declares nothing."""
    text = FORM.format(execution="9.5", actual="108人", score="45", total="94.5").replace("\t提升\t提升\t30", "\t—\t管理制度健全\t30")
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")

    _, found = scored(capsys, str(tmp_path / "a.txt"))

    (one,) = found["forms"]
    assert "EVA-021" not in one["rules"]
    assert one["total"]["expected"] == "94.50"


def test_form_without_weights_is_scored_with_proposed_ones(tmp_path, form, capsys):
    text = FORM.format(execution="", actual="108人", score="", total="").replace("\t10\t95%", "\t\t95%")
    text = (
        text.replace("\t50\t\t授课", "\t\t\t授课")
        .replace("提升\t30\t30", "提升\t\t")
        .replace("95%\t10\t10", "95%\t\t")
        .replace("100\t\t优", "\t\t")
    )
    file = tmp_path / "open.txt"
    file.write_text(text, encoding="utf-8")

    _, found = scored(capsys, str(file))

    (one,) = found["forms"]
    assert (one["scheme_choice"], [line["weight"] for line in one["lines"]]) == ("proposed", ["10", "50.00", "30.00", "10.00"])
    assert one["lines"][1]["expected"] == "45.00"


def test_workbook_has_numbers_and_sums(form, tmp_path, capsys):
    file = tmp_path / "paper.xlsx"

    main(["score", form(score="50", total="99.5"), "--xlsx", str(file)])

    book = openpyxl.load_workbook(file)
    forms, items = book.worksheets
    assert [cell.value for cell in forms[4]][:6] == ["乡村医生培训", "青溪县疾病预防控制中心", "2023", 99.5, 94.5, 5]
    assert [(row[2].value, row[5].value, row[6].value, row[7].value) for row in items.iter_rows(min_row=4, max_row=5)] == [
        ("预算执行率", 10, 9.5, 9.5),
        ("培训人数", 50, 50, 45),
    ]
    assert (items["F8"].value, items["H8"].value, items["G8"].value) == ("=SUM(F4:F7)", "=SUM(H4:H7)", 99.5)


@pytest.mark.parametrize(("lang", "words"), [("zh", "没有完成指标值，不应得满分"), ("en", "the target was missed")])
def test_page_stands_alone(form, tmp_path, capsys, lang, words):
    file = tmp_path / "page.html"

    main(["score", form(score="50", total="99.5"), "--html", str(file), "--lang", lang])

    page = file.read_text(encoding="utf-8")
    assert words in page
    assert page.count("<tr class=") == 4
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_what_the_document_says_is_escaped_on_the_page(form, tmp_path, capsys):
    file = tmp_path / "page.html"

    main(["score", form(actual="<b>108</b>"), "--html", str(file)])

    assert "<b>108" not in file.read_text(encoding="utf-8")


def test_readings_are_scored_again_out_of_json(form, tmp_path, capsys):
    main(["read", form(), "--json"])
    file = tmp_path / "reading.json"
    file.write_text(capsys.readouterr().out, encoding="utf-8")

    code, found = scored(capsys, str(file))

    assert (code, found["forms"][0]["total"]["expected"]) == (0, "94.50")


def said_of(capsys, file, name):
    _, found = scored(capsys, file)
    (line,) = [line for line in found["forms"][0]["lines"] if line["name"] == name]
    return line, found["forms"][0]


def test_self_evaluation_that_claims_no_points_is_none_to_check(tmp_path, capsys):
    file = tmp_path / "transfer.txt"
    rows = "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\n产出指标\t数量指标\t人数\t≥120人\t130人\n"
    file.write_text("转移支付绩效自评表\n项目名称\t培训\n" + rows, encoding="utf-8")

    assert main(["score", str(file)]) == 2
    assert "没有可核对的得分" in capsys.readouterr().err


def test_surpassed_by_far_is_told_from_the_side_of_the_target(form, capsys):
    over, _ = said_of(capsys, form(actual="160人", score="50"), "培训人数")
    under, _ = said_of(capsys, changed(form(actual="80人", score="50"), "≥120人", "≤120人"), "培训人数")

    assert over["said"][0].startswith("完成值为指标值的 1.33 倍，没有说明原因")
    assert under["said"][0].startswith("指标值（上限）为完成值的 1.50 倍，远好于指标值，没有说明原因")


def changed(file, before, after):
    place = Path(file)
    place.write_text(place.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    return file


def test_absence_of_something_unwanted_is_a_target(form, capsys):
    """无 as the target of a negative effect is judged; of anything else it declares nothing."""
    row = "效益指标\t社会效益指标\t{}\t无\t无\t30\t30\t"
    before = "效益指标\t社会效益指标\t诊疗水平\t提升\t提升\t30\t30\t"

    judged, one = said_of(capsys, changed(form(), before, row.format("对社会的负面影响")), "对社会的负面影响")
    nothing, other = said_of(capsys, changed(form(), before, row.format("诊疗水平")), "诊疗水平")

    assert (judged["standing"], judged["expected"], judged["target"], one["total"]["gap"]) == ("carried", "30.00", "无", "0.00")
    assert (nothing["standing"], nothing["expected"], other["total"]["gap"]) == ("not_applicable", None, "30.00")


def test_total_of_items_within_the_tolerance_says_so(form, capsys):
    _, one = said_of(capsys, form(score="44.95", total="94.45"), "培训人数")

    assert (one["is_clean"], one["said"][1]) == (True, "填报总分 94.45，逐项计算合计 94.50，相差 0.05 分；各项的差异都在容差以内。")
