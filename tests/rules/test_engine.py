"""The engine: findings with their values and places, failures kept apart, last year's law, waivers, one finding for one cause."""

import json
from datetime import date
from decimal import Decimal

import pytest

from jixiao.facts import Database, facts_of
from jixiao.facts.load import Dates
from jixiao.model import Document, FileSource, Project, Repair
from jixiao.provenance import SourceRef
from jixiao.rules import Catalogue, RuleError, Severity, audit, load_catalogue, parse_rule
from jixiao.rules.catalogue import Entry
from jixiao.rules.waivers import load_exceptions

HEADER = """\
-- id:           {id}
-- severity:     warning
-- stage:        review
-- scope:        P
-- applies_from: {start}
-- legal_basis:  practice
-- parameters:   {parameters}
-- title.zh:     题目
-- title.en:     title
-- message.zh:   预算为{{budget_yuan}}。
-- message.en:   The budget is {{budget_yuan}}.
-- remedy.zh:    请核对。
-- remedy.en:    Check it.
-- not_covered.zh: 无
-- not_covered.en: nothing
"""
BUDGET = "SELECT document_id, project_id, budget_yuan, budget_source, source FROM projects WHERE budget_yuan > 0 ORDER BY project_id"


def rule(id_="TST-001", sql=BUDGET, *, start="2015-01-01", parameters="", extra=""):
    header = HEADER.format(id=id_, start=start, parameters=parameters)
    header = header.replace("-- parameters:   \n", "") + extra
    return parse_rule(header + sql, file=f"{id_}_a.sql", theme="test")


def catalogue(*rules):
    return Catalogue({item.id: Entry(item, "", None, "") for item in rules})


def document(year=2024, *projects, name="a.txt", sha="0" * 64):
    source = FileSource(file=name, sha256=sha, media_type="text/plain")
    return Document(source=source, publisher="平岭县教育局", fiscal_year=year, projects=list(projects) or [project()])


def project(name="校舍维修", budget="500000", **values):
    places = {"amounts.annual": [SourceRef("a.txt", line=3, cell=2)]}
    return Project(name=name, amounts={"annual": Decimal(budget)}, source=SourceRef("a.txt", line=1), sources=places, **values)


def test_finding_has_its_values_places_and_texts():
    found = audit(facts_of([document()]), catalogue(rule())).findings

    assert [item.message("zh") for item in found] == ["预算为50万元。"]
    assert [item.message("en") for item in found] == ["The budget is 500,000 yuan."]
    assert [(quote.name, quote.describe("zh"), quote.source.where("en")) for quote in found[0].quotes] == [
        ("budget_yuan", "50万元", "line 3, cell 2")
    ]
    assert (found[0].project_name, found[0].file, found[0].source.where("en")) == ("校舍维修", "a.txt", "line 1")
    assert found[0].severity is Severity.WARNING


def test_finding_keeps_its_id_when_it_is_read_from_another_place_and_file():
    moved = project().model_copy(update={"source": SourceRef("b.txt", page=7), "sources": {}})
    first = audit(facts_of([document()]), catalogue(rule())).findings
    again = audit(facts_of([document(2024, moved, name="b.txt", sha="1" * 64)]), catalogue(rule())).findings
    other = audit(facts_of([document(2024, project(budget="500001"))]), catalogue(rule())).findings

    assert first[0].id == again[0].id
    assert first[0].id != other[0].id


def test_severity_of_a_row_wins_over_that_of_the_header():
    sql = BUDGET.replace("source FROM", "source, CASE WHEN budget_yuan > 100 THEN 'error' END AS severity FROM")
    found = audit(facts_of([document(2024, project(), project("食堂", "50"))]), catalogue(rule(sql=sql))).findings

    assert [item.severity for item in found] == [Severity.ERROR, Severity.WARNING]


def test_rule_that_fails_is_reported_and_accuses_nobody():
    broken = rule("TST-002", "SELECT document_id, source, no_such_column AS budget_yuan FROM projects")
    result = audit(facts_of([document()]), catalogue(rule(), broken))

    assert [item.rule.id for item in result.findings] == ["TST-001"]
    assert [(item.rule.id, "no_such_column" in item.reason) for item in result.failures] == [("TST-002", True)]
    assert not result.is_complete
    assert [item.id for item in result.run] == ["TST-001"]


def test_rule_that_does_not_return_what_its_message_names_is_a_failure():
    result = audit(facts_of([document()]), catalogue(rule(sql="SELECT document_id, source FROM projects")))

    assert "budget_yuan" in result.failures[0].reason


def test_refused_rule_never_runs():
    result = audit(facts_of([document()]), catalogue(rule(sql="SELECT * FROM read_text('/etc/hostname')")))

    assert result.findings == []
    assert "read_text" in result.failures[0].reason or "TABLE_FUNCTION" in result.failures[0].reason


def test_documents_are_judged_by_the_law_of_their_year():
    late = rule(sql=BUDGET, start="2023-01-01")
    documents = [document(2022, name="old.txt", sha="a" * 64), document(2023, name="new.txt", sha="b" * 64)]

    assert [item.file for item in audit(facts_of(documents), catalogue(late)).findings] == ["new.txt"]


def test_number_of_the_law_is_that_of_the_year_of_the_document():
    sql = BUDGET.replace("source FROM", "source, $share AS share_pct FROM")
    dated = rule(sql=sql, parameters="share = procurement.sme_reserve_share")
    documents = [document(2019, name="old.txt", sha="a" * 64), document(2023, name="new.txt", sha="b" * 64)]
    found = audit(facts_of(documents), catalogue(dated)).findings

    assert [(item.file, item.values["share_pct"]) for item in found] == [("new.txt", Decimal(30))], "before 2021 there was none"


def test_document_without_a_year_is_judged_by_the_latest_law():
    dated = rule(parameters="share = procurement.sme_reserve_share", sql=BUDGET.replace("> 0", "> $share"))

    assert len(audit(facts_of([document(None)]), catalogue(dated)).findings) == 1


def test_consequence_of_another_finding_at_the_same_place_is_left_out():
    cause = rule("TST-001", BUDGET.replace("> 0", "> 400000"))
    consequence = rule("TST-002", extra="-- yields_to:    TST-001\n")
    found = audit(facts_of([document(2024, project(), project("食堂", "50"))]), catalogue(cause, consequence)).findings

    assert [(item.rule.id, item.project_name) for item in found] == [("TST-001", "校舍维修"), ("TST-002", "食堂")]


def test_finding_that_rests_on_a_mended_cell_says_so():
    mended = project(repairs=[Repair(kind="shifted", source=SourceRef("a.txt", line=3, cell=2), printed="50", read_as="50")])
    found = audit(facts_of([document(2024, mended, project("食堂").model_copy(update={"sources": {}}))]), catalogue(rule())).findings

    assert [item.is_doubtful for item in found] == [True, False]


def test_waiver_excuses_and_suspension_stops_until_their_day(tmp_path):
    file = tmp_path / "exceptions.toml"
    file.write_text(
        '[[suspension]]\nrule = "TST-002"\nby = "王审核"\nwhy = "尚待核对"\nuntil = 2026-06-30\n'
        '[[waiver]]\nrule = "TST-001"\nby = "李处长"\nwhy = "已说明"\nuntil = 2026-06-30\nproject = "校舍维修"\n',
        encoding="utf-8",
    )
    rules = catalogue(rule("TST-001"), rule("TST-002"))
    facts = facts_of([document(2024, project(), project("食堂"))])
    on_time = audit(facts, rules, exceptions=load_exceptions(file, date(2026, 6, 30)), today=date(2026, 6, 30))
    later = audit(facts, rules, exceptions=load_exceptions(file, date(2026, 7, 1)), today=date(2026, 7, 1))

    assert [(item.project_name, item.waiver.by if item.waiver else None) for item in on_time.findings] == [
        ("校舍维修", "李处长"),
        ("食堂", None),
    ]
    assert list(on_time.suspended) == ["TST-002"]
    assert len(later.findings) == 4
    assert all(item.waiver is None for item in later.findings)


@pytest.mark.parametrize(
    "text", ["[[waiver]]\nrule = 'A-001'\n", "[[waver]]\n", "x = ", "[[waiver]]\nrule='A'\nby='b'\nwhy='w'\nuntil='soon'\n"]
)
def test_exceptions_without_who_why_and_until_are_refused(text, tmp_path):
    file = tmp_path / "exceptions.toml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(Exception, match=r"exceptions\.toml"):
        load_exceptions(file)


def test_memory_that_does_not_suffice_is_a_failure_and_no_partial_report():
    hungry = (
        "WITH a AS (SELECT p.document_id, p.source, p.budget_yuan, p.name FROM projects AS p), "
        "b AS (SELECT x.document_id, x.source, x.budget_yuan, concat(x.name, y.name, z.name) AS name FROM a AS x, a AS y, a AS z) "
        "SELECT document_id, source, budget_yuan, name FROM b ORDER BY name"
    )
    many = [project(f"项目{number}" + "长" * 200) for number in range(150)]
    result = audit(facts_of([document(2024, *many)]), catalogue(rule(sql=hungry), rule("TST-002")), memory_megabytes=64)

    assert [item.rule.id for item in result.failures] == ["TST-001"]
    assert not [item for item in result.findings if item.rule.id == "TST-001"]
    assert len([item for item in result.findings if item.rule.id == "TST-002"]) == 150


def test_database_too_small_for_the_facts_is_a_failure_of_every_rule():
    many = [project(f"项目{number}" + "长" * 3000) for number in range(300)]
    result = audit(facts_of([document(2024, *many)]), catalogue(rule()), memory_megabytes=4)

    assert result.findings == []
    assert [item.rule.id for item in result.failures] == ["TST-001"]


@pytest.mark.parametrize("megabytes", [256, 1024])
def test_whole_catalogue_finishes_or_refuses_within_a_limit_of_memory(megabytes):
    many = [project(f"项目{number}", str(1000 + number)) for number in range(2000)]
    result = audit(facts_of([document(2024, *many)]), load_catalogue(), memory_megabytes=megabytes)

    failed = {item.rule.id for item in result.failures}
    assert not failed & {item.id for item in result.run}
    assert not failed & {item.rule.id for item in result.findings}


def test_number_that_is_too_long_is_left_out_and_named():
    facts = facts_of([document(2024, project(budget="9" * 30))])

    assert [(item.table, item.column, item.value) for item in facts.left_out][:1] == [("projects", "budget_yuan", Decimal("9" * 30))]
    assert audit(facts, catalogue(rule())).left_out == facts.left_out


def test_dates_of_approval_and_publication_are_the_callers():
    facts = facts_of([document()], {"a.txt": Dates(date(2024, 1, 10), date(2024, 2, 1))})

    assert (facts.tables["documents"][0]["approved_on"], facts.tables["documents"][0]["published_on"]) == (
        date(2024, 1, 10),
        date(2024, 2, 1),
    )


def test_same_facts_give_the_same_findings_in_the_same_order():
    documents = [document(2024, project(), project("食堂", "50"))]
    runs = [[item.as_json("zh") for item in audit(facts_of(documents), load_catalogue()).findings] for _ in range(2)]

    assert json.dumps(runs[0], ensure_ascii=False) == json.dumps(runs[1], ensure_ascii=False)


def test_findings_are_the_same_whatever_the_order_of_rows():
    facts = facts_of([document(2024, *[project(f"项目{number}", str(number * 1000 + 1)) for number in range(30)])])
    forward = {item.id for item in audit(facts, load_catalogue()).findings}
    for rows in facts.tables.values():
        rows.reverse()

    assert {item.id for item in audit(facts, load_catalogue()).findings} == forward


@pytest.mark.parametrize("direction", ["ASC", "DESC"])
def test_of_two_findings_of_one_thing_the_graver_is_told_in_whatever_order_they_come(direction):
    sql = """
        SELECT p.document_id, p.project_id, p.budget_yuan, p.source, t.severity
        FROM projects p CROSS JOIN (VALUES ('info'), ('error'), ('warning')) AS t(severity) ORDER BY t.severity
    """
    found = audit(facts_of([document()]), catalogue(rule(sql=f"{sql.strip()} {direction}"))).findings

    assert [item.severity for item in found] == [Severity.ERROR]


def test_rows_name_only_columns_that_there_are():
    with Database() as database, pytest.raises(KeyError):
        database.insert_rows("projects", [{"no_such_column": 1}])


def test_header_that_lacks_something_is_refused_with_its_name():
    with pytest.raises(RuleError, match="remedy"):
        parse_rule(
            HEADER.format(id="TST-001", start="2015-01-01", parameters="").replace("-- remedy.zh:    请核对。\n", "") + BUDGET,
            file="a.sql",
            theme="t",
        )


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ("TST-001", "tst1", "id"),
        ("severity:     warning", "severity:     grave", "grave"),
        ("2015-01-01", "2015", "applies_from"),
        ("practice", "no-such-law", "no-such-law"),
        ("practice", "budget-law#999", "999"),
        ("-- stage:        review", "-- stage:        review\n-- stage:        review", "stage"),
        ("-- stage:", "-- colour:       red\n-- stage:", "colour"),
    ],
)
def test_header_that_is_wrong_is_refused_and_named(before, after, named):
    text = HEADER.format(id="TST-001", start="2015-01-01", parameters="").replace("-- parameters:   \n", "").replace(before, after, 1)

    with pytest.raises(RuleError) as refused:
        parse_rule(text + BUDGET, file="TST-001_a.sql", theme="t")

    assert named in refused.value.message("en")
    assert "TST-001_a.sql" in refused.value.message("zh")
