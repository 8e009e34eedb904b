"""Texts of different projects that are alike, found in time that grows with their number."""

from __future__ import annotations

import time

from jixiao.facts.pairs import rows
from jixiao.facts.reading import FactReading
from jixiao.model import Document, FileSource, Indicator, Project
from jixiao.provenance import SourceRef
from jixiao.values import parse_target

PLACE = SourceRef("a.txt", line=1)


def project(name: str, goal: str, purpose: str | None = None) -> Project:
    declared = Indicator(name="数量", target=parse_target("1项"), source=PLACE)
    narratives = {"资金用途": purpose} if purpose else {}
    return Project(name=name, goal=goal, narratives=narratives, indicators=[declared], source=PLACE)


def pairs(*projects: Project) -> list[tuple[str, str, str, str, bool, bool]]:
    document = Document(source=FileSource(file="a.txt", sha256="ab" * 32, media_type="text/plain"), projects=list(projects))
    return [
        (
            str(row["left_project_id"])[2:],
            str(row["left_field"]),
            str(row["right_project_id"])[2:],
            str(row["right_field"]),
            bool(row["is_equal"]),
            bool(row["is_same_name"]),
        )
        for _, row in rows(FactReading("d", document))
    ]


def test_a_goal_that_is_another_projects_purpose_is_a_pair() -> None:
    assert pairs(project("泵站", "保障泵站完好", "检修泵站"), project("物业", "保持整洁", "保障泵站完好")) == [
        ("p1", "goal", "p2", "purpose", True, False)
    ]


def test_the_number_at_the_head_of_a_goal_makes_no_difference() -> None:
    assert pairs(project("泵站", "1. 保障供水安全"), project("水库", "保障供水安全。")) == [("p1", "goal", "p2", "goal", True, False)]


def test_equal_texts_are_paired_with_the_first_of_them() -> None:
    found = pairs(project("甲", "保障供水安全"), project("乙", "保障供水安全"), project("丙", "保障供水安全"))
    assert [(left, right) for left, _, right, *_ in found] == [("p1", "p2"), ("p1", "p3")]


def test_texts_that_differ_in_a_few_characters_are_alike_and_not_equal() -> None:
    first = "保障泵站及附属设施完好，确保汛期排水畅通，保护两岸群众生命财产安全"
    second = "保障泵站及附属设施完好，确保汛期排水通畅，保护两岸群众生命财产安全"
    assert pairs(project("甲", first), project("乙", second)) == [("p1", "goal", "p2", "goal", False, False)]


def test_placeholders_short_texts_and_one_project_alone_make_no_pair() -> None:
    assert pairs(project("甲", "无"), project("乙", "无"), project("丙", "保障供水安全", "保障供水安全")) == []


def test_stages_of_one_programme_are_marked() -> None:
    assert pairs(project("2023年管网改造一期", "改造老旧管网"), project("2024年管网改造（二期）", "改造老旧管网")) == [
        ("p1", "goal", "p2", "goal", True, True)
    ]


def test_five_thousand_projects_of_one_template_take_seconds() -> None:
    projects = [
        project(f"项目{number}", f"保障第{number}供水站正常运行，供水水质达标，服务周边居民约{number * 7}户") for number in range(5000)
    ]
    start = time.perf_counter()
    found = pairs(*projects)
    assert time.perf_counter() - start < 20
    assert len(found) <= 3 * len(projects)
