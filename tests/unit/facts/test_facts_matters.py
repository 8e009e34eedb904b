"""Staff, cited documents, topics and costs for one, as facts of forms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest

from jixiao.facts import citations, headcounts, topics, unit_costs
from jixiao.facts.database import Row
from jixiao.facts.reading import FactReading
from jixiao.facts.staff import group_of
from jixiao.model import Document, FileSource, Indicator, Project
from jixiao.provenance import SourceRef
from jixiao.values import parse_target

PLACE = SourceRef("a.txt", line=1)
Part = Callable[[FactReading], Iterator[tuple[str, Row]]]


def indicator(name: str, target: str, description: str | None = None, level2_code: str | None = None) -> Indicator:
    typed = parse_target(target, name=name)
    return Indicator(name=name, description=description, target=typed, level2_code=level2_code, source=PLACE)


def facts(part: Part, *projects: Project) -> list[Row]:
    file = FileSource(file="a.txt", sha256="ab" * 32, media_type="text/plain")
    return [row for _, row in part(FactReading("d", Document(source=file, fiscal_year=2024, projects=list(projects))))]


@pytest.mark.parametrize(
    ("noun", "group"),
    [
        ("支队辅警", "辅警"),
        ("补助辅警实有人数", "辅警"),
        ("平岭县公安局辅警工作人员工资", "辅警"),
        ("遗属人数", "遗属"),
        ("因公负伤辅警", None),
        ("新招辅警", None),
        ("参训教师", None),
    ],
)
def test_a_group_of_staff_is_told_only_where_nothing_narrower_is_meant(noun: str, group: str | None) -> None:
    found = group_of(noun)
    assert (found[0] if found else None) == group


def test_people_are_counted_in_texts_and_indicators_but_not_posts() -> None:
    project = Project(name="协管经费", goal="编外人员30人，核定编制40人", indicators=[indicator("保障编外人员数量", "45人")], source=PLACE)
    assert [(row["field"], row["people"]) for row in facts(headcounts.rows, project)] == [("goal", 30), ("indicator", 45)]


def test_a_number_of_a_document_stands_before_or_after_its_title() -> None:
    texts = {"立项依据": "《供水管理办法》（云政发〔2021〕12号）；根据云水发【2020】3号关于印发《排水管理办法》的通知；《水法》"}
    project = Project(name="供水", narratives=dict(texts), source=PLACE)
    assert [(row["title"], row["number_key"]) for row in facts(citations.rows, project)] == [
        ("供水管理办法", "云政发202112号"),
        ("排水管理办法", "云水发20203号"),
    ]


def test_topics_of_a_name_that_only_speaks_of_business() -> None:
    declared = [indicator("修缮工程面积", "300平方米", level2_code="output.quantity")]
    rows = facts(topics.rows, Project(name="各站业务费", indicators=declared, source=PLACE))
    assert {(row["part"], row["topic"]) for row in rows} == {("name", "业务费"), ("indicators", "维修改造"), ("output", "维修改造")}


def test_costs_for_one_of_the_same_thing_are_paired_by_declaration_or_division() -> None:
    first = Project(
        name="护栏抢修",
        amounts={"annual": Decimal(100_000)},
        indicators=[indicator("购置数量", "1000米", "采购河道防撞护栏", "output.quantity")],
        source=PLACE,
    )
    second = Project(
        name="护栏更换",
        amounts={"annual": Decimal(300_000)},
        indicators=[indicator("购置数量", "1500米", "更换河道防撞护栏", "output.quantity")],
        source=PLACE,
    )
    other = Project(
        name="路灯",
        amounts={"annual": Decimal(300_000)},
        indicators=[indicator("购置数量", "1500盏", "更换路灯", "output.quantity")],
        source=PLACE,
    )
    (pair,) = facts(unit_costs.rows, first, second, other)
    assert (pair["item"], pair["left_yuan"], pair["right_yuan"], pair["gap_pct"]) == ("河道防撞护栏", 100, 200, 100)
