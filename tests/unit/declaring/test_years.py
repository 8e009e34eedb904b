"""Last year's rows get the ids of this year's rows of the same name."""

from jixiao.declaring import Draft, aligned, difference


def draft(*rows, **fields):
    plain = [{"id": id_, "level2": level2, "name": name, "target": target} for id_, level2, name, target in rows]
    return Draft.from_plain({"fields": fields, "indicators": plain})


LAST = draft(
    ("k1", "数量指标", "维护路口数量", "≥300个"),
    ("k2", "质量指标", "设施完好率", "≥95%"),
    ("k3", "成本指标", "维护成本", "≤100万元"),
    goal="维护300个路口。",
)
THIS = draft(
    ("k4", "质量指标", "设施 完好率", "≥98%"),
    ("k1", "社会效益指标", "事故下降率", "≥5%"),
    ("k2", "数量指标", "维护信号灯路口数量", "≥312个"),
    goal="维护312个路口。",
)


def test_rows_of_the_same_name_are_the_same_row():
    told = {(each.path, each.before, each.after) for each in difference(aligned(LAST, THIS), THIS)}

    assert ("goal", "维护300个路口。", "维护312个路口。") in told
    assert ("indicators.k4.target", "≥95%", "≥98%") in told
    assert ("indicators.k2.target", "≥300个", "≥312个") in told  # 维护路口数量, 维护信号灯路口数量: alike under the same level
    assert ("indicators.k1.target", "", "≥5%") in told
    assert ("indicators.gone2.target", "≤100万元", "") in told


def test_ids_of_rows_that_went_are_new_ones():
    this = draft(("gone2", "成本指标", "别的指标", "1个"))

    assert [row.id for row in aligned(LAST, this).indicators] == ["gonex0", "gonex1", "gonex2"]


def test_nothing_to_align_stays_as_it_is():
    assert aligned(LAST, Draft()).fields == LAST.fields
    assert aligned(Draft(), THIS).indicators == ()
    assert difference(aligned(THIS, THIS), THIS) == []
