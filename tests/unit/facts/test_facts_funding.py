"""Which amounts make the money of the year: by name, and where names allow several readings, the one that adds up."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.facts.funding import components_of, funding_rows
from jixiao.facts.projects import rows
from jixiao.facts.reading import FactReading
from jixiao.facts.unread import unread_amounts
from jixiao.model import Document, FileSource, FundingLine, Project
from jixiao.provenance import Problem, SourceRef


def money(**amounts: int) -> dict[str, Decimal]:
    return {key: Decimal(amount) for key, amount in amounts.items()}


@pytest.mark.parametrize(
    ("amounts", "parts"),
    [
        pytest.param(money(annual=10, fiscal=8, other=2), {"fiscal", "other"}, id="two sources"),
        pytest.param(money(annual=10, fiscal=8, central=5, municipal=3, other=2), {"fiscal", "other"}, id="parts of a sum are left out"),
        pytest.param(money(annual=10, central=5, county=3, self_raised=2), {"central", "county", "self_raised"}, id="no sum is printed"),
        pytest.param(money(annual=10, fiscal=8, general_public_budget=8, unit_funds=2), {"fiscal", "unit_funds"}, id="kinds of budget"),
        pytest.param(money(annual=10, fiscal=10, carryover=4), {"fiscal"}, id="money carried over inside of the appropriation"),
        pytest.param(money(annual=14, fiscal=10, carryover=4), {"carryover", "fiscal"}, id="money carried over beside it"),
        pytest.param(money(annual=10, unit_funds=10, business_income=7, other=3), {"unit_funds"}, id="income inside of unit funds"),
        pytest.param(money(annual=10, fiscal=4, central=6), {"central", "fiscal"}, id="own appropriation beside that of the centre"),
        pytest.param(
            money(annual=10, local_total=4, fiscal=4, transfer_total=6, transfer_central=6),
            {"fiscal", "transfer_total"},
            id="own and transferred money",
        ),
        pytest.param(money(annual=10, local_total=4, transfer_provincial=6), {"local_total", "transfer_provincial"}, id="only sums of own"),
        pytest.param(money(annual=10, fiscal=7, other=2), {"fiscal", "other"}, id="adds up in no reading"),
        pytest.param(money(annual=10), set(), id="no source"),
    ],
)
def test_components(amounts: dict[str, Decimal], parts: set[str]) -> None:
    assert components_of(amounts, {}) == parts


def test_sources_that_make_the_money_of_the_whole_period_are_none_of_the_year() -> None:
    project = Project(name="管网改造", amounts=money(total=23, annual=15, fiscal=20, other=3), source=SourceRef("a.txt", line=1))
    found = {row["key"]: (row["horizon"], row["is_component"]) for row in funding_rows(project)}
    assert found == {
        "total": ("period", False),
        "annual": ("year", False),
        "fiscal": ("period", False),
        "other": ("period", False),
    }


def test_a_reading_adds_up_within_half_of_the_last_printed_digits() -> None:
    amounts = money(annual=10_000, fiscal=8_000, other=2_049, unit_funds=0)
    assert components_of(amounts, {"annual": Decimal(100)}) == {"fiscal", "other", "unit_funds"}


def _project(line: int, **fields: object) -> Project:
    return Project(name=f"项目{line}", source=SourceRef("a.txt", line=line), **fields)


def _document(*projects: Project, problems: tuple[Problem, ...] = ()) -> FactReading:
    source = FileSource(file="a.txt", sha256="ab" * 32, media_type="text/plain")
    return FactReading("d", Document(source=source, projects=list(projects), problems=list(problems)))


def test_an_amount_that_was_not_read_belongs_to_the_form_above_it() -> None:
    problem = Problem("READ-014", SourceRef("a.txt", line=25, cell=3), {"text": "1,2OO.5", "label": "财政拨款"})
    other = Problem("READ-010", SourceRef("a.txt", line=45, cell=3), {"text": "数量"})
    assert unread_amounts(_document(_project(10), _project(20), _project(40), problems=(problem, other))) == {
        "d/p2": 1,
        "d/p1": 0,
        "d/p3": 0,
    }


def test_an_amount_under_an_unknown_label_counts_as_not_read() -> None:
    assert unread_amounts(_document(_project(10, narratives={"上级补助资金来源": "120.00", "概况": "共3处"})))["d/p1"] == 1


def test_a_project_added_during_the_year_has_its_adjusted_budget() -> None:
    line = FundingLine(
        key="annual",
        initial_budget=Decimal(0),
        adjusted_budget=Decimal(500),
        executed_amount=Decimal(490),
        source=SourceRef("a.txt", line=14),
    )
    project = _project(10, amounts=money(annual=0, fiscal=0), funding=[line])
    found = list(rows(_document(project)))
    assert [row["budget_yuan"] for table, row in found if table == "projects"] == [Decimal(500)]
    assert [row["is_component"] for table, row in found if table == "funding_lines"] == [False, False]


@pytest.mark.parametrize(
    ("name", "activity", "is_monthly"),
    [
        ("窗口劳务派遣人员经费", "wages", True),
        ("辅警服装及装备经费", None, False),
        ("农民工工资应急周转金", None, False),
        ("泵站电费", "utilities", True),
        ("专项邮电费", None, False),
        ("购买保安服务", "procurement", True),
    ],
)
def test_what_the_name_of_a_project_says(name: str, activity: str | None, is_monthly: bool) -> None:
    project = Project(name=name, source=SourceRef("a.txt", line=1))
    ((_, row),) = [item for item in rows(_document(project)) if item[0] == "projects"]
    assert (row["activity"], row["is_paid_monthly"]) == (activity, is_monthly)


@pytest.mark.parametrize(
    ("attribute", "found"),
    [
        ("02-经常性项目", "recurring"),
        ("02-延续性项目", "continuing"),
        ("0101-一年期项目", "one_year"),
        ("一次性项目（1年结束）", "one_off"),
        ("02", "recurring"),
    ],
)
def test_the_class_of_an_attribute(attribute: str, found: str) -> None:
    ((_, row),) = [item for item in rows(_document(_project(1, attribute=attribute))) if item[0] == "projects"]
    assert row["attribute_class"] == found


@pytest.mark.parametrize(
    ("contacts", "is_blank"),
    [
        ({"负责人": None, "经办人": "林栖梧"}, True),
        ({"负责人": None, "经办人": None}, False),
        ({"负责人": "林栖梧"}, False),
        ({"经办人": "林栖梧"}, False),
    ],
)
def test_a_blank_signature_is_one_only_where_others_are_filled_in(contacts: dict[str, str | None], is_blank: bool) -> None:
    ((_, row),) = [item for item in rows(_document(_project(1, contacts=contacts))) if item[0] == "projects"]
    assert row["responsible_is_blank"] is is_blank


@pytest.mark.parametrize(
    ("code", "is_valid"),
    [
        ("13010024P00971210126E", True),
        ("13010024P00971210126F", False),
        ("13010024P0097121", False),
        ("13-2024-07", None),
        ("33010024P00971210126E", None),
    ],
)
def test_codes_of_a_known_scheme_are_checked(code: str, is_valid: bool | None) -> None:
    ((_, row),) = [item for item in rows(_document(_project(1, code=code))) if item[0] == "projects"]
    assert row["is_code_valid"] is is_valid
