"""What a laid-out form says of a project, and what a reading of it got wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from tests.reading import squash

from jixiao.layouts.lay_out.binding import is_one_year
from jixiao.layouts.lay_out.declaration import Declaration
from jixiao.layouts.lay_out.levels import slots_of
from jixiao.model import Document, Indicator, Project, Table

_TEXTS = ("name", "code", "department", "department_code", "unit", "unit_code", "attribute", "period", "goal")


def differences(form: Declaration, projects: list[Project], got: Document) -> list[str]:
    """What the reading of some forms does not say of their projects as the form prints them."""
    found = got.whole_department if form.subject == "department" else got.projects
    lines = [f"problem {problem.describe('en')}" for problem in got.problems]
    if len(found) != len(projects):
        return [*lines, f"{len(found)} forms for {len(projects)}: {[item.name for item in found]}"]
    for number, (project, item) in enumerate(zip(projects, found, strict=True), 1):
        lines += [f"{number} {project.name}: {line}" for line in _project(form, project, item)]
    return lines


def _project(form: Declaration, project: Project, got: Project) -> Iterator[str]:
    for name in _TEXTS:
        if name in form.fields and squash(getattr(project, name)) != squash(getattr(got, name)):
            yield f"{name}: {getattr(got, name)!r} for {getattr(project, name)!r}"
    if "goal_of_period" in form.fields:
        wanted = project.goal_of_period or (project.goal if is_one_year(project) else None)
        if squash(wanted) != squash(got.goal_of_period):
            yield f"goal_of_period: {got.goal_of_period!r} for {wanted!r}"
    yield from _money(form, project, got)
    for group in ("payment_plan", "narratives", "contacts"):
        for name in sorted(form.fields):
            if name.startswith(f"{group}."):
                key = name.partition(".")[2]
                mine, want = (((getattr(item, group) or {}).get(key)) for item in (got, project))
                if squash(mine) != squash(want):
                    yield f"{name}: {mine!r} for {want!r}"
    yield from _indicators(form, project, got)


def _money(form: Declaration, project: Project, got: Project) -> Iterator[str]:
    for name in sorted(form.fields):
        group, _, key = name.partition(".")
        if group not in ("amounts", "amounts_of_period"):
            continue
        want = _amount(project, group, key)
        want = None if want is None else form.money.rounded(want)
        mine = getattr(got, group).get(key)
        if mine != want:
            yield f"{name}: {mine!r} for {want!r}"


def _amount(project: Project, group: str, key: str) -> Decimal | None:
    found = getattr(project, group).get(key)
    if found is None and is_one_year(project):
        if group == "amounts_of_period":
            return project.amounts.get(key)
        if key == "total":
            return project.amounts.get("annual")
    return found


def _indicators(form: Declaration, project: Project, got: Project) -> Iterator[str]:
    wanted = [slot.indicator for slot in slots_of(project.indicators, form.levels) if slot.indicator is not None]
    found = list(got.indicators)
    if form.levels.filler:
        found = [item for item in found if not item.placeholder] + [item for item in found if item.placeholder]
        wanted = [item for item in wanted if not item.placeholder]
        found = found[: len(wanted)] if all(item.placeholder for item in found[len(wanted) :]) else found
    if len(found) != len(wanted):
        yield f"{len(found)} indicators for {len(wanted)}: {[item.name for item in found]} for {[item.name for item in wanted]}"
        return
    for want, item in zip(wanted, found, strict=True):
        mine, other = (_said(form, project, part) for part in (item, want))
        if mine != other:
            yield f"indicator {mine} for {other}"


def _said(form: Declaration, project: Project, item: Indicator) -> list[str]:
    """What a form prints of an indicator."""
    texts = [item.level1, item.level2, item.name, item.target.text]
    texts += [getattr(item, key) or "" for key in ("description", "basis") if key in form.fields]
    if "weight" in form.fields:
        texts.append(item.weight)
    if "target_of_period" in form.fields and any(other.target_of_period for other in project.indicators) and not is_one_year(project):
        texts.append(item.target_of_period.text if item.target_of_period else item.target.text)
    return [squash(text) for text in texts]


def table_differences(tables: list[Table], got: Document) -> list[str]:
    """What the reading of some tables does not say of them as they are printed."""
    lines = [f"problem {problem.describe('en')}" for problem in got.problems]
    if len(tables) != len(got.tables):
        return [*lines, f"{len(got.tables)} tables for {len(tables)}: {[item.title for item in got.tables]}"]
    for want, mine in zip(tables, got.tables, strict=True):
        lines += [f"{want.title}: {line}" for line in _table(want, mine)]
    return lines


def _table(want: Table, mine: Table) -> Iterator[str]:
    for key in ("title", "kind", "unit", "empty", "note"):
        if squash(getattr(want, key)) != squash(getattr(mine, key)):
            yield f"{key}: {getattr(mine, key)!r} for {getattr(want, key)!r}"
    if list(map(squash, want.columns)) != list(map(squash, mine.columns)):
        yield f"columns: {mine.columns} for {want.columns}"
    if len(want.rows) != len(mine.rows):
        yield f"{len(mine.rows)} rows for {len(want.rows)}"
    for number, (row, other) in enumerate(zip(want.rows, mine.rows, strict=False), 1):
        if [_plain(cell) for cell in row] != [_plain(cell) for cell in other]:
            yield f"row {number}: {other} for {row}"
    amounts, others = ([line.values_yuan for line in item.lines] for item in (want, mine))
    if amounts != others:
        yield f"lines: {[pair for pair in zip(amounts, others, strict=False) if pair[0] != pair[1]][:2]}"


def _plain(text: str) -> str:
    """A cell without thousands separators."""
    return re.sub(r"(?<=\d),(?=\d{3})", "", squash(text))
