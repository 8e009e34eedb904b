"""What a goal promises that can be measured, and whether an indicator measures it."""

from __future__ import annotations

import pytest

from jixiao.facts.promises import rows
from jixiao.facts.reading import FactReading
from jixiao.model import Document, FileSource, Indicator, Project
from jixiao.provenance import SourceRef
from jixiao.values import parse_target

PLACE = SourceRef("a.txt", line=1)


def promises(goal: str, *declared: tuple[str, str]) -> list[tuple[str, str, bool, object]]:
    indicators = [Indicator(name=name, target=parse_target(target, name=name), source=PLACE) for name, target in declared]
    project = Project(name="供水", goal=goal, indicators=indicators, source=PLACE)
    document = Document(source=FileSource(file="a.txt", sha256="ab" * 32, media_type="text/plain"), fiscal_year=2024, projects=[project])
    found = [row for _, row in rows(FactReading("d", document))]
    return [(str(row["kind"]), str(row["noun"]), bool(row["has_indicator"]), row.get("opposite_indicator_id")) for row in found]


@pytest.mark.parametrize(
    ("goal", "declared", "has_indicator"),
    [
        pytest.param("更换水表500块", [("水表数量", "500块")], True, id="its indicator"),
        pytest.param("更换水表500块", [("设备更换量", "500块")], True, id="the same number"),
        pytest.param("为280名残疾人提供照料", [("日间照料人数", "120人"), ("居家照料人数", "160人")], True, id="a sum of two"),
        pytest.param("更换水表500块", [("管网长度", "3公里")], False, id="nothing like it"),
    ],
)
def test_numbers(goal: str, declared: list[tuple[str, str]], has_indicator: bool) -> None:
    assert [(kind, has) for kind, _, has, _ in promises(goal, *declared)] == [("number", has_indicator)]


def test_rates_by_their_names() -> None:
    found = promises("提高水质达标率，降低管网漏损率，提高工作效率", ("供水水质达标率", "≥98%"))
    assert found == [("rate", "水质达标率", True, None), ("rate", "管网漏损率", False, None)]


def test_what_there_is_what_was_done_and_what_is_for_each_are_no_promises() -> None:
    assert promises("实有水表500块。2022年更换水表300块，每3公里至少1处", ("管网长度", "3公里")) == []


def test_a_decrease_against_an_indicator_that_allows_growth() -> None:
    found = promises("投诉件数明显下降。", ("投诉件数增长率", "≤3%"))
    assert found == [("decrease", "投诉件数", True, "d/p1/i1")]


def test_a_decrease_that_the_indicator_measures() -> None:
    assert promises("投诉件数明显下降。", ("投诉件数下降率", "≥3%")) == [("decrease", "投诉件数", True, None)]
