"""A table from Excel or WPS that is pasted: merged levels, signs and units in columns of their own, labels, places; what is left out."""

from itertools import count

import pytest

from jixiao.declaring import PageRow, form_of, paste
from jixiao.declaring.pasting import MOST_ROWS
from jixiao.documents.clipboard import copied_table
from jixiao.packs import load_pack, pack_ids

YEAR = 2027
LEVELS = ("quantity", "quality", "timeliness", "cost")
SLOTS = [PageRow(f"s{number}", f"output.{level}", is_slot=True) for number, level in enumerate(LEVELS, 1)]
SLOTS += [
    PageRow(f"b{number}", f"benefit.{level}", is_slot=True)
    for number, level in enumerate(("economic", "social", "ecological", "sustainability"), 1)
]
SLOTS += [PageRow("z1", "satisfaction.beneficiary", is_slot=True)]

EXCEL = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">
<head><meta name=Generator content="Microsoft Excel 15">
<style>.xl65 {mso-number-format:"0\\.00_ ";} td {mso-style-parent:style0;}</style></head>
<body><!--StartFragment-->
<table border=0 cellpadding=0 style='border-collapse:collapse'><col width=64 span=7>
 <tr height=19><td class=xl65>一级指标</td><td>二级<br style='mso-data-placement:same-cell'>指标</td><td>三级指标</td><td>指标性质</td>
  <td>指标值</td><td>度量单位</td><td>备注</td></tr>
 <tr><td rowspan=3 class=xl66>产出指标</td><td rowspan=2>数量指标</td><td>维护路口
  数量</td><td>≥</td><td align=right x:num="357">357.00<span style='mso-spacerun:yes'>&nbsp;</span></td><td>处</td><td></td></tr>
 <tr><td>更换灯组数量</td><td>=</td><td align=right>12</td><td>组</td><td>分两批</td></tr>
 <tr><td>质量指标</td><td>信号灯完好率</td><td>≥</td><td align=right x:num="98">###</td><td>%</td><td></td></tr>
 <tr><td>满意度指标</td><td>服务对象满意度</td><td>驾驶人满意度</td><td>定性</td><td>较好</td><td></td><td></td></tr>
 <![if supportMisalignedColumns]><tr height=0 style='display:none'><td width=64></td></tr><![endif]>
<!--EndFragment--></table></body></html>"""
WPS = """<html><body><!--StartFragment--><table width="432"><tr><td class="et2" x:str>数量指标</td><td class="et2" x:str>
维护路口数量</td><td class="et3" x:str>≥357处</td></tr><tr><td x:str>质量指标</td><td x:str>信号灯完好率</td>
<td x:str><font class="font1">≥98</font><font class="font2">%</font></td></tr></table><!--EndFragment--></body></html>"""


def pasted(html="", text="", *, pack="national", at="", rows=SLOTS):
    """What pasting would do."""
    ids = count(1)
    own = load_pack(pack)
    return paste(copied_table(html, text), form_of(own, YEAR), own, at=at, rows=rows, new_id=lambda: f"n{next(ids)}")


def rows_of(found):
    """Id, level and what stands in each indicator, in order."""
    rows = {}
    for path, text in found.texts.items():
        if path.startswith("indicators."):
            _, id_, key = path.split(".", 2)
            rows.setdefault(id_, {})[key] = text
    return [(id_, row.get("level2", ""), row.get("name", ""), row.get("target", "")) for id_, row in rows.items()]


def left(found):
    return [(each.column, each.text, each.why) for each in found.left_out]


def test_table_of_excel_with_merged_levels_and_signs_and_units_apart():
    found = pasted(EXCEL)

    assert rows_of(found) == [
        ("s1", "数量指标", "维护路口数量", "≥357.00处"),
        ("n1", "数量指标", "更换灯组数量", "=12组"),
        ("s2", "质量指标", "信号灯完好率", "≥98%"),
        ("z1", "服务对象满意度指标", "驾驶人满意度", "较好"),
    ]
    assert found.added == (("s1", ""), ("n1", "s1"), ("s2", "n1"), ("z1", "s2"))
    assert left(found) == [("备注", "分两批", "no_column")]
    assert (found.rows, found.keys) == (4, ("level1", "level2", "name", "target"))


def test_table_of_wps_without_a_header_is_known_by_its_levels():
    found = pasted(WPS, at="indicators.b1.target")

    assert rows_of(found) == [("s1", "数量指标", "维护路口数量", "≥357处"), ("s2", "质量指标", "信号灯完好率", "≥98%")]
    assert found.texts["indicators.s1.level1"] == "产出指标"
    assert found.left_out == ()


def test_text_with_quoted_cells_keeps_their_lines_and_marks():
    found = pasted(text='维护路口数量\t"≥357处\n（含新增）"\r\n"安装""慢""字牌"\t≥12块\r\n', at="indicators.s1.name")

    assert rows_of(found) == [("s1", "数量指标", "维护路口数量", "≥357处\n（含新增）"), ("s2", "质量指标", '安装"慢"字牌', "≥12块")]


def test_columns_without_header_go_on_from_the_cell_and_rows_beyond_the_last_are_added():
    rows = [PageRow("k1", "output.quantity", "维护路口数量"), PageRow("k2", "output.quality", "完好率")]

    found = pasted(text="≥3处\n≥98%\n≥90%", at="indicators.k2.target", rows=rows)

    assert found.texts["indicators.k2.target"] == "≥3处"
    assert found.added == (("n1", "k2"), ("n2", "n1"))
    assert (found.texts["indicators.n1.level2"], found.texts["indicators.n2.target"]) == ("质量指标", "≥90%")


def test_sign_and_unit_are_known_without_a_header():
    found = pasted(text="维护路口数量\t≥\t357\t处\n信号灯完好率\t≥\t98\t%", at="indicators.s1.name")

    assert [(name, target) for _, _, name, target in rows_of(found)] == [("维护路口数量", "≥357处"), ("信号灯完好率", "≥98%")]


def test_what_is_pasted_again_goes_into_the_same_rows_and_blank_cells_change_nothing():
    rows = [PageRow("k1", "output.quantity", "维护路口数量"), PageRow("k2", "output.quantity", "更换灯组数量")]

    found = pasted(text="二级指标\t三级指标\t指标值\n数量指标\t更换灯组数量\t≥15组\n\t维护 路口数量\t\n", rows=rows)

    assert found.added == ()
    assert found.texts == {"indicators.k2.name": "更换灯组数量", "indicators.k2.target": "≥15组", "indicators.k1.name": "维护 路口数量"}


def test_columns_of_names_and_values_find_their_rows_by_name():
    rows = [PageRow("k1", "output.quantity", "维护路口数量"), PageRow("k2", "output.quality", "完好率")]

    found = pasted(text="三级指标\t指标值\n完好率\t≥99%\n维护路口数量\t≥400处", rows=rows)

    assert (found.texts["indicators.k1.target"], found.texts["indicators.k2.target"], found.added) == ("≥400处", "≥99%", ())


def test_both_halves_of_a_form_are_told_apart():
    header = "一级指标\t二级指标\t三级指标\t指标值\t二级指标\t三级指标\t指标值"

    found = pasted(
        text=f"{header}\n产出指标\t数量指标\t路口\t≥9处\t数量指标\t路口\t≥3处\n\t质量指标\t完好率\t≥98%\t质量指标\t另一名称\t≥97%"
    )

    assert (found.texts["indicators.s1.target_of_period"], found.texts["indicators.s1.target"]) == ("≥9处", "≥3处")
    assert found.texts["indicators.s2.name"] == "另一名称"
    assert left(found) == [("三级指标", "完好率", "unknown")]


def test_level_that_nobody_knows_is_typed_as_it_was_and_not_lost():
    found = pasted(text="一级指标\t二级指标\t三级指标\t指标值\n产出指标\t装备指标\t车辆\t≥3辆")

    assert rows_of(found) == [("n1", "装备指标", "车辆", "≥3辆")]


def test_level_of_a_form_that_prints_first_levels_only_waits_in_its_row():
    rows = [PageRow("s1", "output.quantity", is_slot=True), PageRow("s2", "benefit", is_slot=True)]

    found = pasted(text="效益指标\t社会效益指标\t事故下降率\t≥20%", pack="tianjin", rows=rows, at="indicators.s1.name")

    assert found.added == (("s2", ""),)
    assert found.texts["indicators.s2.level2"] == "社会效益指标"


def test_whole_form_with_another_unit_of_money_fills_its_fields():
    found = pasted(
        text="项目支出绩效目标申报表\n项目名称\t信号灯维护\n主管部门及代码\t市公安局〔205〕\t实施单位\t一大队\n"
        "项目资金（元）\t中期资金总额：\t2400000\t年度资金总额：\t1200000\n\t其中：财政拨款\t2400000\t其中：财政拨款\t1,200,000.50\n"
        "总体目标\t中期目标\t\t年度目标\n\t甲目标\t\t乙目标\n一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t路口\t≥3处\n"
        "单位负责人：周明\t\t经办人：吴倩\n"
    )

    assert {path: text for path, text in found.texts.items() if not path.startswith("indicators.")} == {
        "name": "信号灯维护",
        "department": "市公安局",
        "department_code": "205",
        "unit": "一大队",
        "amounts.total": "240",
        "amounts.annual": "120",
        "amounts_of_period.fiscal": "240",
        "amounts.fiscal": "120.00005",
        "goal_of_period": "甲目标",
        "goal": "乙目标",
        "contacts.负责人": "周明",
        "contacts.经办人": "吴倩",
    }
    assert (rows_of(found), found.converted, found.left_out) == ([("s1", "数量指标", "路口", "≥3处")], 4, ())


def test_amounts_without_labels_go_down_from_their_cell():
    found = pasted(text="120\n20.5", at="amounts.fiscal")

    assert found.texts == {"amounts.fiscal": "120", "amounts.other": "20.5"}


def test_text_does_not_run_over_from_field_to_field():
    found = pasted(text="别的\t内容\n文字\t其他", at="name")

    assert found.texts == {}
    assert [each.text for each in found.left_out] == ["别的", "内容", "文字", "其他"]


def test_funding_of_a_block_goes_to_the_right_too():
    found = pasted(text="300\t150\t9\n200\t120", at="amounts_of_period.fiscal")

    assert found.texts == {
        "amounts_of_period.fiscal": "300",
        "amounts.fiscal": "150",
        "amounts_of_period.other": "200",
        "amounts.other": "120",
    }
    assert left(found) == [("", "9", "unknown")]


def test_more_rows_than_a_form_can_have_are_told_and_not_pasted():
    lines = "\n".join(f"数量指标\t指标{number}\t≥{number}处" for number in range(MOST_ROWS + 2))

    found = pasted(text=f"二级指标\t三级指标\t指标值\n{lines}")

    assert found.rows == MOST_ROWS
    assert {each.why for each in found.left_out} == {"beyond"}
    assert len(found.left_out) == 6


def test_total_and_number_of_rows_are_no_indicators():
    found = pasted(text="序号\t二级指标\t三级指标\t指标值\t分值\n1\t数量指标\t路口\t≥3处\t10\n\t合计\t\t\t10", pack="national")

    assert rows_of(found) == [("s1", "数量指标", "路口", "≥3处")]
    assert ("分值", "10", "no_column") in left(found)


@pytest.mark.parametrize("text", ["", "\t\n", "这是\t一些\n别的\t文字"], ids=["nothing", "blanks", "other"])
def test_what_is_no_table_of_the_form_changes_nothing(text):
    found = pasted(text=text)

    assert (found.texts, found.added) == ({}, ())
    assert "".join(each.text for each in found.left_out) == "".join(text.split())


def test_every_cell_below_the_header_is_pasted_or_told():
    found = pasted(EXCEL)

    told = " ".join([*found.texts.values(), *(each.text for each in found.left_out)])
    cells = {text for row, col, text in copied_table(EXCEL, "").filled() if row and col > 1}
    assert {text for text in cells if text not in told} == {"定性"}  # says that there is no number


@pytest.mark.parametrize("pack", pack_ids())
def test_table_is_understood_in_every_form(pack):
    found = pasted(EXCEL, pack=pack, rows=())

    assert [(name, target) for _, _, name, target in rows_of(found)] == [
        ("维护路口数量", "≥357.00处"),
        ("更换灯组数量", "=12组"),
        ("信号灯完好率", "≥98%"),
        ("驾驶人满意度", "较好"),
    ]
    assert [after for _, after in found.added] == ["", "n1", "n2", "n3"]
    assert left(found) == [("备注", "分两批", "no_column")]
