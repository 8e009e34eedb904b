"""What a form says of a project comes back exactly, when it is typed: of any project, and of every one that we know of."""

import os
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.forms.projects import YEAR, emptiest, longest, projects
from tests.unit.declaring.jurisdictions import FORMS, jurisdiction

from jixiao import pipeline
from jixiao.declaring import Draft, from_project, sums, to_project
from jixiao.declaring.funding import sums_of
from jixiao.declaring.indicators import columns_of
from jixiao.declaring.places import fields_of
from jixiao.layouts.lay_out import declaration
from jixiao.values import MoneyUnit, parse_target

GOLDEN = sorted((Path(__file__).parents[2] / "golden").glob("*/input.txt"))
CORPUS = Path(os.environ.get("JIXIAO_CORPUS", "no corpus"))
SEEDS = sorted(CORPUS.glob("seeds/*.txt"))
GROUPS = ("amounts", "amounts_of_period", "narratives", "payment_plan", "contacts")
OF_INDICATOR = ("level1", "level2", "level1_code", "level2_code", "name", "target", "target_of_period", "weight", "value_type")
BY_ITS_OWN = ("fault.amount_fine", "fault.level_not_offered", "fault.level_unknown")
"""What is wrong with a project itself, or does not fit another form."""
MAY_BE_BLANK = ("description", "basis")


def said(project, form, fiscal_year):
    """What a form says of a project: by path, and by row. Where it has no description, a target is what it is without one."""
    told = {}
    for path in fields_of(declaration(form)):
        group, _, key = path.partition(".")
        value = (getattr(project, group) or {}).get(key) if group in GROUPS else getattr(project, path)
        told[path] = value or None if isinstance(value, str) else value
    columns = columns_of(declaration(form))
    rows = []
    for item in project.indicators:
        if item.placeholder:
            continue
        row = {key: getattr(item, key) for key in OF_INDICATOR if key in columns or key.endswith("_code")}
        row |= {key: getattr(item, key) or "" for key in MAY_BE_BLANK if key in columns}
        if item.description and "description" not in columns:
            row["target"] = parse_target(item.target.text, name=item.name, level2_code=item.level2_code, fiscal_year=fiscal_year)
        rows.append(row)
    return told, rows


def with_own_sums(told, form):
    """A total that the project does not say is what its parts come to: that is what the form shows."""
    for one in sums_of(declaration(form)):
        parts = [told[path] for path in one.parts if told[path] is not None]
        if told[one.path] is None and parts:
            told[one.path] = sum(parts, Decimal(0))
    return told


def in_context(project):
    """An invented project with its targets read beside name, description and level, as any reading of a form reads them."""
    rows = []
    for item in project.indicators:
        around = {"name": item.name, "description": item.description or "", "level2_code": item.level2_code, "fiscal_year": YEAR}
        found = {"target": parse_target(item.target.text, **around)}
        if item.target_of_period is not None:
            found["target_of_period"] = parse_target(item.target_of_period.text, **around)
        rows.append(item.model_copy(update=found))
    return project.model_copy(update={"indicators": rows})


def differences(project, form, fiscal_year):
    pack = jurisdiction(form)
    draft = from_project(project, pack)
    assert Draft.from_plain(draft.plain()) == draft
    typed = to_project(draft, pack, agency="青禾县气象局", fiscal_year=fiscal_year)
    told, rows = said(project, form, fiscal_year)
    got, got_rows = said(typed.project, form, fiscal_year)
    wrong = [f"{path}: {got[path]!r} for {value!r}" for path, value in with_own_sums(told, form).items() if got[path] != value]
    wrong += [f"row {mine} for {want}" for want, mine in zip(rows, got_rows, strict=False) if want != mine]
    unread = [fault.describe("en") for fault in typed.faults if fault.key not in BY_ITS_OWN]
    return [*wrong, *unread, *([f"{len(got_rows)} rows for {len(rows)}"] if len(rows) != len(got_rows) else [])]


@pytest.mark.parametrize("form", FORMS)
@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_any_project_comes_back(form, data):
    project = data.draw(projects(declaration(form)))[0]

    assert differences(in_context(project), form, YEAR) == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("make", [emptiest, longest])
def test_extreme_project_comes_back(form, make):
    assert differences(in_context(make(declaration(form))), form, YEAR) == []


@pytest.mark.parametrize("path", [pytest.param(path, id=path.parent.name) for path in GOLDEN])
def test_project_of_a_golden_document_comes_back_in_every_form(path):
    document = pipeline.read(path, name=path.name)

    assert [line for project in document.projects for form in FORMS for line in differences(project, form, document.fiscal_year)] == []


@pytest.mark.skipif(not SEEDS, reason="JIXIAO_CORPUS names no folder with seeds")
@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in SEEDS])
def test_project_of_a_published_document_comes_back_in_every_form(path):
    document = pipeline.read(path, name=path.name)

    assert document.projects
    assert [
        f"{number} {form} {line}"
        for number, project in enumerate(document.projects)
        for form in FORMS
        for line in differences(project, form, document.fiscal_year)
    ] == []


@given(
    parts=st.lists(st.decimals(0, 10**8, places=6), min_size=3, max_size=3),
    unit=st.sampled_from([MoneyUnit.YUAN, MoneyUnit.WAN, MoneyUnit.YI]),
)
@settings(max_examples=100, deadline=None, derandomize=True, database=None)
def test_a_sum_is_exact_in_any_unit(parts, unit):
    pack = jurisdiction("ningxia", money_unit=unit)
    keys = ("fiscal", "other", "carryover")
    draft = Draft(fields={f"amounts.{key}": format(part, "f") for key, part in zip(keys, parts, strict=True)})

    assert Decimal(sums(draft, pack)["amounts.annual"]) == sum(parts, Decimal(0))
    typed = to_project(draft, pack, agency=None, fiscal_year=2026).project
    assert typed.amounts["annual"] == sum(parts, Decimal(0)) * unit.factor
