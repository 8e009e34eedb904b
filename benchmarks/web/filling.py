"""A ledger with many declarations, made at once."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from jixiao.web.records.models import Agency, AgencyYear, Declaration, Person, Post

YEAR = 2027
PASSWORD = "a bench, a river"  # noqa: S105 - of an invented person
_STAGES = ("draft", "returned", "unit_review", "department_review", "finance_review", "performance_review", "approved", "ratified")
_UNIT_SIZE = 100


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
    start = datetime(2026, 9, 1, tzinfo=UTC)
    rows = (
        Declaration(
            agency=units[number % len(units)],
            department=parents[units[number % len(units)].pk],
            finance=finance,
            fiscal_year=YEAR,
            agency_name=units[number % len(units)].name,
            pack="national",
            levels=list(_STAGES[2:6]),
            stage=(stage := _STAGES[draw.randrange(8)]),
            draft={"fields": {"name": f"第{number}号道路交通设施维护项目"}, "indicators": [], "explanations": {}, "made": 0},
            name=f"第{number}号道路交通设施维护项目",
            code=f"{number:021}",
            annual_yuan=Decimal(draw.randrange(10_000, 90_000_000)) / 100,
            indicators=8,
            errors=draw.randrange(3),
            warnings=draw.randrange(5),
            created_by=people["clerk"],
            created_at=start,
            updated_at=start,
            stage_since=start + timedelta(seconds=draw.randrange(7_000_000)),
            submitted_at=None if stage == "draft" else start,
            due_on=date(2026, 12, 1),
        )
        for number in range(count)
    )
    Declaration.objects.bulk_create(rows, batch_size=2000)
    return people
