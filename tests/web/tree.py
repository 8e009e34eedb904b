"""A small tree of invented agencies, with people in every role.

::

    finance (云川市财政局)
      department_1 (云川市公安局交通警察支队)
        unit_a (云川市公安局交通警察支队直属一大队), unit_b (… 直属二大队)
      department_2 (云川市教育局)
        unit_c (云川市第三中学)

Logins are a role and a place: ``clerk_a``, ``head_b``, ``department_1``, ``finance``; where two hold the same role, ``clerk_a2``.
"""

from dataclasses import dataclass
from datetime import date

from jixiao.web.records.models import Agency, AgencyYear, Level, Person, Post

YEAR = 2027
PASSWORD = "yunchuan-2027-jixiao"  # noqa: S105 - of invented people
_SINCE = date(2020, 1, 1)

AGENCIES = {
    "finance": ("101", "云川市财政局", Level.FINANCE, None),
    "department_1": ("201", "云川市公安局交通警察支队", Level.DEPARTMENT, "finance"),
    "department_2": ("301", "云川市教育局", Level.DEPARTMENT, "finance"),
    "unit_a": ("201001", "云川市公安局交通警察支队直属一大队", Level.UNIT, "department_1"),
    "unit_b": ("201002", "云川市公安局交通警察支队直属二大队", Level.UNIT, "department_1"),
    "unit_c": ("301001", "云川市第三中学", Level.UNIT, "department_2"),
}
PEOPLE = {
    "clerk_a": ("周明", "clerk", "unit_a"),
    "clerk_a2": ("吴倩", "clerk", "unit_a"),
    "clerk_b": ("郑磊", "clerk", "unit_b"),
    "clerk_c": ("王珊", "clerk", "unit_c"),
    "head_a": ("冯涛", "unit_head", "unit_a"),
    "head_b": ("陈静", "unit_head", "unit_b"),
    "head_c": ("褚伟", "unit_head", "unit_c"),
    "department_1": ("卫东", "department_reviewer", "department_1"),
    "department_1b": ("蒋梅", "department_reviewer", "department_1"),
    "department_2": ("沈洁", "department_reviewer", "department_2"),
    "finance": ("韩冰", "finance_reviewer", "finance"),
    "finance_2": ("杨帆", "finance_reviewer", "finance"),
    "performance": ("朱琳", "performance_reviewer", "finance"),
    "performance_2": ("秦岭", "performance_reviewer", "finance"),
    "third_party": ("尤佳", "third_party", "finance"),
    "observer": ("许诺", "observer", "finance"),
    "system_admin": ("何川", "system_admin", "finance"),
    "security_admin": ("吕燕", "security_admin", "finance"),
    "audit_admin": ("施政", "audit_admin", "finance"),
}


@dataclass(frozen=True)
class Tree:
    agencies: dict[str, Agency]
    people: dict[str, Person]


def plant(pack: str = "national") -> Tree:
    """Write agencies and people into the database."""
    agencies = {key: Agency.objects.create(code=code, name=name) for key, (code, name, _, _) in AGENCIES.items()}
    for key, (_, name, level, parent) in AGENCIES.items():
        department = key if level == Level.DEPARTMENT else parent if level == Level.UNIT else None
        AgencyYear.objects.create(
            agency=agencies[key],
            fiscal_year=YEAR,
            name=name,
            level=level,
            parent=agencies.get(parent),
            department=agencies.get(department),
            finance=agencies["finance"],
            pack=pack,
        )
    people = {login: Person.objects.create_user(login, name, PASSWORD) for login, (name, _, _) in PEOPLE.items()}
    Post.objects.bulk_create(
        Post(person=people[login], agency=agencies[place], role=role, valid_from=_SINCE) for login, (_, role, place) in PEOPLE.items()
    )
    return Tree(agencies, people)
