"""Whether a number of a text and an indicator count the same thing: what is done, and what is only a part."""

from __future__ import annotations

import pytest

from jixiao.facts.mentions import rows
from jixiao.facts.reading import FactReading
from jixiao.model import Document, FileSource, Indicator, Project
from jixiao.provenance import SourceRef
from jixiao.values import parse_target

PLACE = SourceRef("a.txt", line=1)


def matches(goal: str, *declared: tuple[str, str]) -> list[str]:
    indicators = [Indicator(name=name, target=parse_target(target, name=name), source=PLACE) for name, target in declared]
    project = Project(name="泵站维护", goal=goal, indicators=indicators, source=PLACE)
    document = Document(source=FileSource(file="a.txt", sha256="ab" * 32, media_type="text/plain"), projects=[project])
    return [str(row["match"]) for table, row in rows(FactReading("d", document)) if table == "mention_indicators"]


@pytest.mark.parametrize(
    ("goal", "name", "target", "expected"),
    [
        pytest.param("更换老化水表28块", "更换水表数量", "≥18块", ["contained"], id="the verb stands in both"),
        pytest.param("检查老化水表28块", "更换水表数量", "≥18块", [], id="another thing is done"),
        pytest.param("水质达标率不低于98%", "山区水质达标率", "≥95%", ["narrower"], id="the indicator is about a part"),
        pytest.param("山区供水点水质达标率不低于98%", "水质达标率", "≥95%", ["contained"], id="the text is the more detailed"),
        pytest.param("设备更新。组织培训人数达到200人", "组织培训人数", "≥100人", ["same"], id="the clause begins with the whole name"),
        pytest.param("为山区各站采购水表500块", "山区水表数量", "≥400块", ["contained"], id="the clause has the words that the name adds"),
    ],
)
def test_a_number_and_an_indicator_are_matched_by_what_is_done_and_to_what(goal: str, name: str, target: str, expected: list[str]) -> None:
    assert matches(goal, (name, target)) == expected


def test_names_are_counted_in_their_project_and_in_the_document(tmp_path):
    from jixiao.facts import facts_of
    from jixiao.pipeline import read

    form = (
        "<table><tr><td>项目名称</td><td colspan=3>{name}</td></tr><tr><td>年度资金总额（万元）</td><td colspan=3>10</td></tr>"
        "<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td></tr>{rows}</table>"
    )
    row = "<tr><td>产出指标</td><td>数量指标</td><td>{name}</td><td>≥{value}次</td></tr>"
    first = form.format(name="河道保洁", rows="".join(row.format(name=name, value=3) for name in ("保洁次数", "保洁次数", "巡查次数")))
    second = form.format(name="泵站运行", rows="".join(row.format(name=name, value=4) for name in ("巡查次数", "开机次数")))
    file = tmp_path / "forms.html"
    file.write_text(
        f'<html><head><meta charset="utf-8"></head><body><h1>云岭县水务局2025年绩效目标</h1>{first}{second}</body></html>', encoding="utf-8"
    )

    rows = facts_of([read(file)]).tables["indicators"]

    assert [(found["name"], found["name_count"], found["name_projects"]) for found in rows] == [
        ("保洁次数", 2, 1),
        ("保洁次数", 2, 1),
        ("巡查次数", 1, 2),
        ("巡查次数", 1, 2),
        ("开机次数", 1, 1),
    ]
