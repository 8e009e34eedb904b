"""What the table of contents announces, which numbers stand over tables, and where two halves or prints of a form differ."""

from __future__ import annotations

from pathlib import Path

from jixiao.documents import open_document
from jixiao.layouts.recognise import recognise
from jixiao.model import Document, Project

_CONTENTS = """青岚市水务局2025年单位预算

# 目 录

<b>第一部分 概况</b>.....\t<b>1</b>
2025年收支总表.....\t2
2025年支出总表（不含上年结转）……………(3)

第一部分 概况

预算公开表1

2025年收支总表

单位：万元

收入\t\t支出
项目\t预算数\t项目\t预算数
一般公共预算\t12.00\t农林水支出\t12.00
合计\t12.00\t合计\t12.00
"""
_FORM = """项目支出绩效目标申报表
（2025年度）
项目名称\t水闸启闭机养护\t\t\t\t\t\t
主管部门及代码\t236-青岚市水务局\t\t\t实施单位\t青岚市水闸管理所\t\t
项目属性\t一年期项目\t\t\t项目期\t1年\t\t
项目资金（元）\t实施期资金总额：\t120,000\t\t年度资金总额：\t120,000\t\t
\t实施期目标\t\t\t年度目标\t\t\t
总体目标\t养护全部启闭机。\t\t\t养护全部启闭机。\t\t\t
绩效指标\t一级指标\t二级指标\t三级指标\t指标值\t二级指标\t三级指标\t指标值
\t产出指标\t数量指标\t养护启闭机数量\t24台\t数量指标\t{first}
\t\t\t更换钢丝绳长度\t600米\t\t{second}
\t\t质量指标\t养护验收合格率\t≥95%\t质量指标\t{third}
\t效益指标\t社会效益指标\t水闸安全运行天数\t≥360天\t社会效益指标\t水闸安全运行天数\t≥360天
"""
_SAME = ("养护启闭机数量\t24台", "更换钢丝绳长度\t600米", "养护验收合格率\t≥95%")


def _read(tmp_path: Path, text: str) -> Document:
    path = tmp_path / "invented.txt"
    path.write_text(text, encoding="utf-8")
    return recognise(open_document(path))


def _form(tmp_path: Path, first: str, second: str, third: str) -> Project:
    return _read(tmp_path, _FORM.format(first=first, second=second, third=third)).projects[0]


def _notes(project: Project) -> list[tuple[str, str, str]]:
    return [(note.kind, note.printed, note.read_as) for note in project.repairs]


def test_entries_of_the_contents_are_kept_without_leaders_and_pages(tmp_path: Path) -> None:
    document = _read(tmp_path, _CONTENTS)
    assert [(entry.text, entry.page, entry.source.line) for entry in document.contents] == [
        ("第一部分概况", 1, 5),
        ("2025年收支总表", 2, 6),
        ("2025年支出总表（不含上年结转）", 3, 7),
    ]
    assert [(caption.text, caption.source.line) for caption in document.captions] == [("预算公开表1", 11)]
    assert document.account.ignored_as["contents"] == 6


def test_halves_that_say_the_same_leave_no_note(tmp_path: Path) -> None:
    assert _notes(_form(tmp_path, *_SAME)) == []


def test_a_clipped_name_in_the_second_half_is_no_difference(tmp_path: Path) -> None:
    assert _notes(_form(tmp_path, "养护启闭机数\t24台", *_SAME[1:])) == []


def test_another_value_in_the_second_half_is_noted(tmp_path: Path) -> None:
    assert _notes(_form(tmp_path, "养护启闭机数量\t≥24台", *_SAME[1:])) == [("halves_differ", "≥24台", "24台")]


def test_rows_in_another_order_are_noted_once(tmp_path: Path) -> None:
    assert _notes(_form(tmp_path, _SAME[1], _SAME[0], _SAME[2])) == [("halves_order", "更换钢丝绳长度", "养护启闭机数量")]


def test_a_row_that_the_second_half_lacks_is_noted(tmp_path: Path) -> None:
    assert _notes(_form(tmp_path, _SAME[0], _SAME[1], "\t")) == [("half_missing", "", "养护验收合格率")]


def test_a_chapter_above_the_title_of_a_form_is_a_heading(tmp_path: Path) -> None:
    form = _FORM.format(first=_SAME[0], second=_SAME[1], third=_SAME[2])
    document = _read(
        tmp_path, f"五、职责\n\n管护水闸。\n\n六、专项资金及绩效目标\n\n七、项目安排及绩效目标\n\n1、水闸启闭机养护绩效目标表\n\n{form}"
    )
    assert [section.heading for section in document.sections] == ["五、职责", "六、专项资金及绩效目标", "七、项目安排及绩效目标"]
    assert len(document.projects) == 1


def test_a_section_that_says_none_keeps_its_word(tmp_path: Path) -> None:
    document = _read(tmp_path, "十一、其他说明\n\n（一）购买服务目录\n\n无\n\n（二）其他\n\n本单位没有其他说明事项。\n")
    assert [(section.heading, section.text) for section in document.sections][1] == ("（一）购买服务目录", "无")
