"""A ledger with many declarations, made at once."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from jixiao.web.records.models import Agency, AgencyYear, Declaration, Involvement, Person, Post

YEAR = 2027
PASSWORD = "a bench, a river"  # noqa: S105 - of an invented person
_STAGES = ("draft", "returned", "unit_review", "department_review", "finance_review", "performance_review", "approved", "ratified")
_UNIT_SIZE = 100
_BATCH = 2000
_START = datetime(2026, 9, 1, tzinfo=UTC)
_DRAFT: dict[str, Any] = {
    "fields": {
        "goal": "维护辖区道路交通标志标线和信号设施，保持设施完好，减少因设施缺失造成的事故。" * 6,
        "narratives.立项依据": "依据本市道路交通安全管理规划和设施管护办法，由单位集体研究确定。" * 12,
        "narratives.实施方案": "一季度完成招标，二、三季度分批施工，四季度验收并支付尾款。" * 12,
    },
    "indicators": [
        {"id": f"k{number}", "level1": "产出指标", "level2": "数量指标", "name": f"维护第{number}类设施数量", "target": f"≥{number}00处"}
        for number in range(1, 9)
    ],
    "explanations": {},
    "made": 8,
}
"""About six thousand bytes, as a form that is filled in has them."""


def fill(count: int) -> dict[str, Person]:
    """A finance authority, its departments and units, and so many declarations.

    Returns:
        A clerk and a reviewer of each level, by role.
    """
    draw = random.Random(count)  # noqa: S311 - a seeded choice
    finance = Agency.objects.create(code="900", name="岚江市财政局")
    departments = [Agency(code=f"{number + 100}", name=f"岚江市第{number + 1}局") for number in range(20)]
    units = [
        Agency(code=f"{100 + number % 20}{number:04}", name=f"第{number % 20 + 1}局第{number + 1}单位")
        for number in range(max(count // _UNIT_SIZE, 5))
    ]
    Agency.objects.bulk_create([*departments, *units])
    years = [AgencyYear(agency=finance, fiscal_year=YEAR, name=finance.name, level="finance", finance=finance)]
    years += [
        AgencyYear(agency=each, fiscal_year=YEAR, name=each.name, level="department", parent=finance, department=each, finance=finance)
        for each in departments
    ]
    parents = {unit.pk: departments[number % 20] for number, unit in enumerate(units)}
    years += [
        AgencyYear(
            agency=unit,
            fiscal_year=YEAR,
            name=unit.name,
            level="unit",
            parent=parents[unit.pk],
            department=parents[unit.pk],
            finance=finance,
        )
        for unit in units
    ]
    AgencyYear.objects.bulk_create(years)
    people = {
        role: Person.objects.create_user(f"bench-{role}", f"测试{role}", PASSWORD)
        for role in ("clerk", "unit_head", "department_reviewer", "finance_reviewer", "performance_reviewer")
    }
    places = {
        "clerk": units[0],
        "unit_head": units[0],
        "department_reviewer": departments[0],
        "finance_reviewer": finance,
        "performance_reviewer": finance,
    }
    Post.objects.bulk_create(
        [Post(person=person, agency=places[role], role=role, valid_from=date(2026, 1, 1)) for role, person in people.items()]
    )
    rows = [_declaration(draw, number, units[number % len(units)], parents, finance, people["clerk"]) for number in range(count)]
    for at in range(0, count, _BATCH):
        Declaration.objects.bulk_create(rows[at : at + _BATCH])
    Involvement.objects.bulk_create(_hands(draw, rows, people), batch_size=_BATCH)
    return people


def _declaration(
    draw: random.Random, number: int, unit: Agency, parents: dict[object, Agency], finance: Agency, clerk: Person
) -> Declaration:
    stage = _STAGES[draw.randrange(len(_STAGES))]
    name = f"第{number}号道路交通设施维护项目"
    return Declaration(
        agency=unit,
        department=parents[unit.pk],
        finance=finance,
        fiscal_year=YEAR,
        agency_name=unit.name,
        pack="national",
        levels=list(_STAGES[2:6]),
        stage=stage,
        returned_by_stage=_STAGES[2 + draw.randrange(4)] if stage == "returned" else "",
        draft={**_DRAFT, "fields": {**_DRAFT["fields"], "name": name}},
        name=name,
        code=f"{number:021}",
        annual_yuan=Decimal(draw.randrange(10_000, 90_000_000)) / 100 if draw.randrange(50) else None,
        indicators=8,
        errors=draw.randrange(3),
        warnings=draw.randrange(5),
        risk=draw.randrange(120),
        created_by=clerk,
        created_at=_START,
        updated_at=_START,
        stage_since=_START + timedelta(seconds=draw.randrange(7_000_000)),
        submitted_at=None if stage == "draft" else _START,
        due_on=date(2026, 12, 1) + timedelta(days=draw.randrange(20)) if draw.randrange(50) else None,
    )


def _hands(draw: random.Random, rows: list[Declaration], people: dict[str, Person]) -> Iterator[Involvement]:
    """Whose hands each declaration went through: that of the reviewer of every level behind it."""
    for row in rows:
        passed = _STAGES.index(row.stage)
        for level, role in enumerate(("unit_head", "department_reviewer", "finance_reviewer", "performance_reviewer"), 2):
            if level < passed:
                at = _START + timedelta(seconds=draw.randrange(7_000_000))
                yield Involvement(person=people[role], declaration=row, at=at, decided_stage=_STAGES[level])
