"""Two documents of one agency held against each other, from rows of the facts alone; all documents are invented."""

from decimal import Decimal

import pytest

from jixiao.facts import facts_of
from jixiao.facts.across import MADE, NEEDED, agencies_of, rows
from jixiao.facts.across.subjects import target_of
from jixiao.facts.documents import agency_key
from jixiao.model import Document, DocumentKind, FileSource, Indicator, Project, Section
from jixiao.provenance import SourceRef
from jixiao.values import parse_target

AT = SourceRef("甲.txt", line=1)
AGENCY = "云川市水务局"


def project(name, *targets, budget=1_000_000, goal=None, contacts=None):
    items = [Indicator(name=item, target=parse_target(text), level2_code="output.quality", source=AT) for item, text in targets]
    amounts = {"annual": Decimal(budget)}
    return Project(name=name, amounts=amounts, goal=goal, indicators=items, contacts=contacts, sources={"code": [AT]}, source=AT)


def document(sha, year, *projects, agency=AGENCY, kind=DocumentKind.TARGET_FORMS, sections=()):
    source = FileSource(file=f"{sha}.txt", sha256=sha * 64, media_type="text/plain")
    return Document(source=source, publisher=agency, fiscal_year=year, kind=kind, projects=list(projects), sections=list(sections))


def pairs(*documents, table="document_pairs"):
    return facts_of(documents).tables[table]


def related(*documents):
    return [(row["document_id"][0], row["earlier_document_id"][0], row["relation"], row["matched_count"]) for row in pairs(*documents)]


CLEANING = project("河道清淤", ("清淤合格率", "≥95%"))
TESTING = project("水质检测", ("检测合格率", "≥98%"))


def test_documents_of_one_agency_are_paired_by_year_stage_and_version():
    found = related(
        document("a", 2024, CLEANING, TESTING),
        document("b", 2024, CLEANING, kind=DocumentKind.SELF_EVALUATION),
        document("c", 2025, CLEANING, TESTING),
        document("d", 2025, TESTING, CLEANING),
        document("e", 2025, CLEANING, agency="青岭市水务局"),
    )

    assert found == [
        ("b", "a", "stage", 1),
        ("c", "a", "year", 2),
        ("c", "b", "year", 1),
        ("d", "c", "version", 2),
        ("d", "a", "year", 2),
        ("d", "b", "year", 1),
    ]


def test_the_nearest_year_before_is_taken():
    documents = [document(sha, year, CLEANING) for sha, year in (("a", 2021), ("b", 2023), ("c", 2025))]

    assert [(row["document_id"][0], row["earlier_document_id"][0], row["years_apart"]) for row in pairs(*documents)] == [
        ("b", "a", 2),
        ("c", "b", 2),
    ]


def test_one_document_the_same_file_twice_and_documents_without_a_year_give_no_pairs():
    assert related(document("a", 2025, CLEANING)) == []
    assert related(document("a", 2025, CLEANING), document("a", 2025, CLEANING)) == []
    assert related(document("a", None, CLEANING), document("b", 2025, CLEANING)) == []


def test_documents_of_a_year_with_other_projects_are_no_versions():
    assert related(document("a", 2025, CLEANING), document("b", 2025, TESTING)) == []


def test_a_department_is_not_paired_with_its_unit():
    whole = [Section(heading="2024年部门预算情况说明", text="无", source=AT)]
    unit = [Section(heading="2025年单位预算情况说明", text="无", source=AT)]

    assert related(document("a", 2024, CLEANING, sections=whole), document("b", 2025, CLEANING, sections=unit)) == []


def test_projects_are_paired_across_new_names_and_the_others_are_gone_or_new():
    old = document("a", 2024, project("2024年河道清淤", ("清淤合格率", "≥95%")), TESTING)
    new = document("b", 2025, project("2025年河道清淤", ("清淤合格率", "≥90%"), budget=1_500_000), project("泵站检修", ("检修台数", "8台")))

    found = pairs(old, new, table="project_pairs")

    assert [(row["state"], row.get("basis"), row.get("budget_change_pct")) for row in found] == [
        ("both", "stem", Decimal("50.000000")),
        ("gone", None, None),
        ("new", None, None),
    ]
    assert (found[0]["loosened_count"], found[0]["indicator_count"]) == (1, 1)


def test_indicators_are_paired_with_what_became_of_their_targets():
    old = project("河道清淤", ("清淤合格率", "≥95%"), ("群众满意度", "≥90%"), ("完工日期", "2024年6月30日前"))
    new = project("河道清淤", ("清淤合格率", "≥90%"), ("清淤长度", "8公里"), ("完工日期", "2024年6月30日前"))

    found = pairs(document("a", 2024, old), document("b", 2025, new), table="indicator_pairs")

    assert sorted((row["state"], row["verdict"] or "") for row in found) == [
        ("both", "loosened"),
        ("both", "stale"),
        ("gone", ""),
        ("new", ""),
    ]


def test_a_project_that_another_document_of_the_year_has_is_not_gone():
    found = pairs(
        document("a", 2024, CLEANING, TESTING),
        document("b", 2025, CLEANING),
        document("c", 2025, TESTING, CLEANING),
        table="project_pairs",
    )

    assert [row for row in found if row["relation"] == "year" and row["state"] == "gone"] == []


def test_rows_of_a_corpus_give_the_same_pairs_as_readings():
    facts = facts_of([document("a", 2024, CLEANING, TESTING), document("b", 2025, CLEANING)])
    rest = {name: facts.tables[name] for name in NEEDED}

    made = {name: [] for name in MADE}
    for agency in agencies_of(rest):
        for table, row in rows(agency):
            made[table].append(row)

    assert {name: len(found) for name, found in made.items()} == {name: len(facts.tables[name]) for name in MADE}
    assert made["document_pairs"] == facts.tables["document_pairs"]


@pytest.mark.parametrize("text", ["≥95%", "2024年6月30日前", "8公里", "4000元/人/月", "显著提升", "10-12处", "按月发放", "约30人"])
def test_a_target_comes_back_from_its_row(text):
    target = parse_target(text)
    facts = facts_of([document("a", 2025, project("河道清淤", ("清淤合格率", text)))])

    back = target_of(facts.tables["indicators"][0])

    kept = {
        "text",
        "kind",
        "operator",
        "value",
        "value_high",
        "unit",
        "per",
        "deadline",
        "period",
        "schedule",
        "level",
        "direction",
        "issues",
    }
    assert back.model_dump(include=kept) == target.model_dump(include=kept)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("云川市公安局交警支队", "云川市公安局交通警察支队"),
        ("云川市水务局（本级）", "云川市水务局2025年部门预算"),
    ],
)
def test_names_of_one_agency_have_one_key(name, other):
    assert agency_key(name) == agency_key(other) is not None


def test_agencies_of_two_places_have_two_keys():
    assert agency_key("云川市水务局") != agency_key("青岭市水务局")
    assert agency_key(None) is None
