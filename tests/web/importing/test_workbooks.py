"""Many declarations by one workbook: all or none, every error at once, the same file once; and lists that go out as a workbook."""

from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.unit.declaring.test_workbook import GOOD, GOOD_INDICATORS, PROJECT_HEAD, book
from tests.web.drafts import complete
from tests.web.tree import YEAR

from jixiao.documents.readers import read_bytes
from jixiao.web.records.acting import actor_of
from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.actions import workbooks
from jixiao.web.records.models import Declaration, Event, Import, ImportedProject
from jixiao.web.records.refusals import RefusedError

BOOK = book(GOOD, GOOD_INDICATORS)


@pytest.fixture
def clerk(people):
    return actor_of(people["clerk_a"])


def sent(client, agencies, content=BOOK, name="申报.xlsx", **changes):
    data = {"agency": str(agencies["unit_a"].pk), "year": str(YEAR), "file": SimpleUploadedFile(name, content), **changes}
    return client.post("/imports/workbook", data)


def texts(content):
    """Rows of the first table of a workbook."""
    blocks = read_bytes(content, name="a.xlsx").blocks
    return [[cell.text for cell in row.cells] for row in next(block for block in blocks if hasattr(block, "rows")).rows]


@pytest.mark.both_databases
def test_workbook_becomes_declarations_all_at_once(logged_in, agencies):
    response = sent(logged_in("clerk_a"), agencies)

    assert response.status_code == 302
    made = list(Declaration.objects.order_by("imported_as__number"))
    assert [(one.name, one.stage, one.annual_yuan, one.indicators) for one in made] == [
        ("管网改造", "draft", 1_200_000, 2),
        ("泵站更新", "draft", 805_000, 1),
    ]
    event = Event.objects.get(action="import.workbook")
    assert (event.data["projects"], event.data["name"]) == (2, "申报.xlsx")


def test_same_file_again_is_imported_once(logged_in, agencies):
    sent(logged_in("clerk_a"), agencies)
    again = sent(logged_in("clerk_a2"), agencies, name="另一个名字.xlsx")

    page = logged_in("clerk_a2").get(again.headers["Location"])
    assert (Declaration.objects.count(), Import.objects.count(), ImportedProject.objects.count()) == (2, 1, 2)
    assert "管网改造" in page.content.decode()


def test_everything_wrong_is_told_and_nothing_is_imported(logged_in, agencies):
    projects = [*GOOD, ["3", "坏金额", "1年", "1,2OO", "没有指标。"]]

    response = sent(logged_in("clerk_a"), agencies, book(projects, [*GOOD_INDICATORS, ["8", "产出指标", "数量指标", "无主", "≥1处"]]))

    assert response.status_code == 422
    shown = response.content.decode()
    assert all(cell in shown for cell in ("D4", "A4", "A5"))
    assert (Declaration.objects.count(), Import.objects.count()) == (0, 0)


def test_project_that_is_declared_already_is_told(logged_in, agencies, clerk):
    actions.create(agencies["unit_a"], YEAR, complete(name="管网改造"), actor=clerk)

    response = sent(logged_in("clerk_a"), agencies)

    assert response.status_code == 422
    assert "已经申报了“管网改造”" in response.content.decode()
    assert Declaration.objects.count() == 1


def test_failing_in_the_middle_leaves_nothing(agencies, clerk, monkeypatch):
    made, create = [], actions.create

    def failing(*args, **kwargs):
        if made:
            raise RuntimeError("power")
        made.append(create(*args, **kwargs))
        return made[0]

    monkeypatch.setattr(actions, "create", failing)
    with pytest.raises(RuntimeError, match="power"):
        workbooks.import_workbook(agencies["unit_a"], YEAR, "a.xlsx", BOOK, actor=clerk)

    assert (Declaration.objects.count(), Import.objects.count(), Event.objects.filter(action="import.workbook").count()) == (0, 0, 0)


@pytest.mark.parametrize(("content", "name"), [(b"", "空.xlsx"), (b"abc", "文字.xlsx"), (b"PK\x03\x04bad", "坏.xlsx")])
def test_file_that_is_no_workbook_is_refused(content, name, agencies, clerk):
    with pytest.raises(RefusedError):
        workbooks.import_workbook(agencies["unit_a"], YEAR, name, content, actor=clerk)


def test_nobody_imports_for_another_unit(agencies, people):
    with pytest.raises(RefusedError):
        workbooks.import_workbook(agencies["unit_a"], YEAR, "a.xlsx", BOOK, actor=actor_of(people["clerk_b"]))


def test_template_is_that_of_the_agency(logged_in, agencies):
    address = f"/imports/template?{urlencode({'agency': agencies['unit_a'].pk, 'year': YEAR})}"

    response = logged_in("clerk_a").get(address)

    assert "spreadsheetml" in response.headers["Content-Type"]
    assert set(PROJECT_HEAD) <= set(texts(response.content)[0])


# lists


@pytest.fixture
def listed(agencies, clerk):
    for number in range(3):
        actions.create(agencies["unit_a"], YEAR, complete(name=f"=项目{number}"), actor=clerk)


def test_list_goes_out_as_it_is_asked_for_with_a_total(listed, logged_in):
    response = logged_in("clerk_a").get("/declarations/export?role=clerk&tab=to_submit")

    rows = texts(response.content)
    assert (rows[0][0], {row[0] for row in rows[1:4]}, rows[4][0]) == ("项目", {"=项目0", "=项目1", "=项目2"}, "合计")
    one = Declaration.objects.first().annual_yuan
    assert rows[4][4].replace(",", "") == f"{one * 3:.2f}"
    assert Event.objects.get(action="declaration.export_list").data == {"tab": "to_submit", "role": "clerk", "rows": 3}


def test_list_of_a_query_row_is_narrowed(listed, logged_in):
    response = logged_in("clerk_a").get("/declarations/export?role=clerk&tab=to_submit&words=项目1")

    assert [row[0] for row in texts(response.content)][1:] == ["=项目1", "合计"]


def test_list_holds_only_what_may_be_seen_and_takes_few_queries(listed, logged_in, people):
    client = logged_in("clerk_b")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = client.get("/declarations/export?role=clerk&tab=to_submit")

    assert [row[0] for row in texts(response.content)][1:] == ["合计"]
    assert len(queries) <= 14  # the event that it went out among them


def test_programs_import_and_export_too(logged_in, agencies, listed):
    client = logged_in("clerk_a")
    data = {"agency_id": str(agencies["unit_a"].pk), "fiscal_year": str(YEAR)}

    first = client.post("/api/v1/imports/workbooks", {**data, "file": SimpleUploadedFile("a.xlsx", BOOK)})
    again = client.post("/api/v1/imports/workbooks", {**data, "file": SimpleUploadedFile("a.xlsx", BOOK)})
    wrong = client.post("/api/v1/imports/workbooks", {**data, "file": SimpleUploadedFile("a.xlsx", book(GOOD, GOOD_INDICATORS[:2]))})
    template = client.get(f"/api/v1/imports/template?{urlencode(data)}")
    export = client.get("/api/v1/declarations/export?role=clerk&tab=to_submit")

    assert (first.status_code, again.status_code, wrong.status_code, template.status_code, export.status_code) == (201, 200, 422, 200, 200)
    assert [row["id"] for row in first.json()] == [row["id"] for row in again.json()]
    assert {"项目", "项目!A3"} <= {error["field"] for error in wrong.json()["errors"]}
    assert len(texts(export.content)) == 7
