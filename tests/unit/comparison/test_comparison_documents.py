"""Documents of two sides: which belong together, and what changed in their money, payment plans and weights."""

from decimal import Decimal

import pytest

from jixiao import compare, messages
from jixiao.model import Document, FileSource, Indicator, Line, Project, Section, Table
from jixiao.provenance import SourceRef
from jixiao.values import parse_target

PLACE = SourceRef("a.txt", line=1)


@pytest.fixture(autouse=True)
def in_chinese():
    messages.use_language("zh")
    yield
    messages.use_language(None)


def indicator(name, value, weight=None, level2="output.quantity"):
    return Indicator(name=name, target=parse_target(value, name=name, level2_code=level2), level2_code=level2, weight=weight, source=PLACE)


def project(name, amount, *indicators, **fields):
    return Project(name=name, amounts={"annual": Decimal(amount)}, indicators=list(indicators), source=PLACE, **fields)


def document(publisher, year, *projects, file="a.txt", sha="00", **fields):
    source = FileSource(file=file, sha256=sha * 32, media_type="text/plain")
    return Document(source=source, publisher=publisher, fiscal_year=year, projects=list(projects), **fields)


def only(old, new):
    (found,) = compare([old], [new]).documents
    return found


PUMPS = project("泵站维护", 500_000, indicator("维护泵站数量", "12座"))
ROADS = project("道路养护", 900_000, indicator("养护道路里程", "≥30公里"))


def test_the_version_of_the_year_before_is_taken_among_several():
    old = [document("云川市水务局", year, PUMPS, file=f"{year}.txt", sha=f"{year - 2000}") for year in (2021, 2023, 2024)]

    found = compare(old, [document("云川市水务局", 2025, PUMPS, file="2025.txt", sha="25")])

    assert [(item.old_year, item.new_year) for item in found.documents] == [(2024, 2025)]
    assert [item.year for item in found.one_sided] == [2021, 2023]


def test_two_kinds_of_documents_of_one_agency_are_not_mixed():
    def forms(year):
        return document("云川市水务局", year, PUMPS, kind="target_forms", sha="11")

    def budget(year):
        table = Table(kind="T01_total", source=PLACE)
        return document("云川市水务局", year, kind="budget_disclosure", sha="22", tables=[table])

    found = compare([forms(2024), budget(2024)], [budget(2025), forms(2025)])

    assert sorted(len(item.projects) for item in found.documents) == [0, 1]
    assert found.one_sided == ()


def test_document_without_a_publisher_is_named_by_the_unit_of_its_projects():
    named = project("泵站维护", 1, indicator("维护泵站数量", "12座"), unit="云川市排水处")

    found = only(document(None, 2024, named), document("云川市排水处", 2025, named))

    assert (found.old_agency, found.likeness) == ("云川市排水处", 1.0)


def test_year_that_moves_along_is_no_change():
    old = project("2024年泵站维护", 500_000, indicator("2024年维护泵站数量", "12座"), goal="2024年维护泵站12座。")
    new = project("2025年泵站维护", 500_000, indicator("2025年维护泵站数量", "12座"), goal="2025年维护泵站12座。")

    assert only(document("云川市水务局", 2024, old), document("云川市水务局", 2025, new)).is_same


def test_target_that_is_the_budget_itself_follows_the_money():
    old = project("泵站维护", 500_000, indicator("项目总成本", "≤50万元", level2="output.cost"))
    new = project("泵站维护", 800_000, indicator("项目总成本", "≤80万元", level2="output.cost"))

    found = only(document("云川市水务局", 2024, old), document("云川市水务局", 2025, new))

    ((_, change),) = found.targets
    assert (change.verdict, change.target.reason, change.follows_money) == ("loosened", "with_money", True)
    assert found.count(change.verdict) == 0


def test_payment_plan_and_weights_that_changed():
    old = project("泵站维护", 500_000, indicator("维护泵站数量", "12座", Decimal(10)), payment_plan={"3": "20%", "6": "50%"})
    new = project("泵站维护", 500_000, indicator("维护泵站数量", "12座", Decimal(5)), payment_plan={"3": "20%", "6": "30%"})

    found = only(document("云川市水务局", 2025, old), document("云川市水务局", 2025, new))

    (item,) = found.projects
    assert [(change.label, change.old, change.new) for change in item.payment_plan] == [("6", "50%", "30%")]
    assert [(change.old_weight, change.new_weight) for change in item.indicators] == [(Decimal(10), Decimal(5))]


def test_project_whose_money_moved_most_comes_first():
    old = document("云川市水务局", 2024, PUMPS, ROADS)
    new = document("云川市水务局", 2025, project("泵站维护", 510_000), project("道路养护", 400_000), project("河道保洁", 200_000))

    assert [(item.name, item.change) for item in only(old, new).projects] == [
        ("道路养护", Decimal(-500_000)),
        ("河道保洁", Decimal(200_000)),
        ("泵站维护", Decimal(10_000)),
    ]


def test_text_of_a_project_that_keeps_its_old_money_is_stale():
    goal = "安排资金50万元，维护泵站。"

    found = only(
        document("云川市水务局", 2024, project("泵站维护", 500_000, indicator("维护泵站数量", "12座"), goal=goal)),
        document("云川市水务局", 2025, project("泵站维护", 650_000, indicator("维护泵站数量", "12座"), goal=goal)),
    )

    assert [(item.kind, item.project, item.stated, item.expected) for item in found.stale] == [
        ("old_amount", "泵站维护", "50万元", "65万元")
    ]


def test_change_that_is_last_years_is_stale_where_the_tables_say_another():
    def budget(year, total):
        line = Line(name="支出总计", level=0, values_yuan={"预算数": Decimal(total)}, source=PLACE)
        told = f"{year}年支出总预算{total / 10_000:.2f}万元，比{year - 1}年增加30.00万元，增长6.38%。"
        table = Table(
            kind="T03_expenditure",
            columns=["科目编码", "科目名称", "合计"],
            rows=[["", "合计", f"{total / 10_000:.2f}"]],
            lines=[line.model_copy(update={"name": "合计", "values_yuan": {"合计": Decimal(total)}})],
            unit="万元",
            source=PLACE,
        )
        return document("云川市水务局", year, tables=[table], sections=[Section(heading="一、支出情况", text=told, source=PLACE)])

    found = only(budget(2024, 5_000_000), budget(2025, 5_800_000))

    assert [(item.kind, item.stated, item.expected) for item in found.stale] == [("same_change", "30万元", "两年表格相差80万元")]


def test_personal_data_is_not_told():
    old = project("泵站维护", 500_000, goal="维护泵站。")
    new = project("泵站维护", 500_000, goal="维护泵站，联系人：王小明，电话13812345678。")

    (change,) = only(document("云川市水务局", 2024, old), document("云川市水务局", 2025, new)).projects[0].texts

    assert "13812345678" not in str(change)
