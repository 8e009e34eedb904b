"""A document is sent in, read, looked at, and becomes declarations, each once."""

import hashlib
from decimal import Decimal
from importlib import resources

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jixiao.web.records.acting import actor_of
from jixiao.web.records.actions import importing
from jixiao.web.records.models import Declaration, Event, Import, ImportBatch, ImportedProject, ImportState, StoredFile
from jixiao.web.records.refusals import RefusedError

FORMS = "13-2027-岚江市市政设施养护中心-项目绩效目标.docx"


@pytest.fixture
def forms():
    """A file of two projects in the national form."""
    return resources.files("jixiao.web.demo").joinpath("documents", FORMS).read_bytes()


@pytest.fixture
def received(people, agencies, forms):
    """The file, sent in by a clerk of the first unit and read."""
    found = importing.receive(agencies["unit_a"], 2027, FORMS, forms, actor=actor_of(people["clerk_a"]))
    importing.read_import.call(str(found.pk))
    return Import.objects.get(pk=found.pk)


def sent(client, agencies, content, name=FORMS, **changes):
    """By the page, which has one way in for one file or many."""
    data = {"agency": str(agencies["unit_a"].pk), "year": "2027", "files": SimpleUploadedFile(name, content), **changes}
    return client.post("/imports/queue", data)


def sent_by_program(client, agency, content):
    data = {"agency_id": str(agency.pk), "fiscal_year": "2027", "file": SimpleUploadedFile(FORMS, content)}
    return client.post("/api/v1/imports", data)


def test_file_is_kept_and_read(received, forms):
    assert received.state == ImportState.READ
    assert received.file_id == hashlib.sha256(forms).hexdigest()
    assert [project["name"] for project in received.reading["projects"]] == ["城市道路照明节能改造", "人行道病害整治"]


def test_same_file_sent_twice_is_one_import(received, agencies, logged_in, forms):
    response = sent_by_program(logged_in("clerk_a2"), agencies["unit_a"], forms)

    assert (response.status_code, response.json()["id"]) == (202, str(received.pk))
    assert (Import.objects.count(), StoredFile.objects.count()) == (1, 1)
    assert Event.objects.filter(action="import.receive").count() == 1


def test_reading_twice_changes_nothing(received):
    events = Event.objects.count()
    importing.read_import.call(str(received.pk))

    assert Event.objects.count() == events


def test_file_that_is_no_document_says_so(people, agencies, logged_in):
    found = importing.receive(agencies["unit_a"], 2027, "a.pdf", b"%PDF-1.7 cut", actor=actor_of(people["clerk_a"]))
    importing.read_import.call(str(found.pk))

    page = logged_in("clerk_a").get(f"/imports/{found.pk}").content.decode()
    assert "READ-" in page or "没有读" in page


def test_page_shows_projects_and_where_each_value_stands(received, logged_in):
    page = logged_in("clerk_a").get(f"/imports/{received.pk}").content.decode()

    assert "城市道路照明节能改造" in page
    assert "岚江市市政设施养护中心" in page
    shown = logged_in("clerk_a").get(f"/imports/{received.pk}/evidence/1?path=name").content.decode()
    assert '<td colspan="1" rowspan="1" class="marked">城市道路照明节能改造</td>' in shown or 'class="marked">城市道路照明节能改造' in shown


def test_chosen_projects_become_declarations(received, logged_in):
    response = logged_in("clerk_a").post(f"/imports/{received.pk}", {"number": ["2"]})

    made = Declaration.objects.get()
    assert response.headers["Location"] == f"/declarations/{made.pk}/edit"
    assert (made.name, made.stage, made.agency.code, made.annual_yuan) == ("人行道病害整治", "draft", "201001", Decimal("4400000.00"))
    event = Event.objects.get(action="declaration.create")
    assert event.data == {"import": str(received.pk), "file": FORMS, "sha256": received.file_id, "number": 2}


def test_project_is_taken_over_once(received, people, logged_in):
    logged_in("clerk_a").post(f"/imports/{received.pk}", {"number": ["1"]})
    response = logged_in("clerk_a").post(f"/imports/{received.pk}", {"number": ["2", "1"]})

    assert response.status_code == 422
    assert "第1个项目已经导入过" in response.content.decode()
    assert (Declaration.objects.count(), ImportedProject.objects.count()) == (1, 1), "all of them or none"


@pytest.mark.parametrize("numbers", [[], ["99"], ["x"], ["0"]])
def test_nothing_that_is_there_to_take_over_is_refused(received, logged_in, numbers):
    response = logged_in("clerk_a").post(f"/imports/{received.pk}", {"number": numbers})

    assert response.status_code == 422
    assert Declaration.objects.count() == 0


@pytest.mark.parametrize("login", ["clerk_b", "head_a", "department_1", "finance", "observer", "audit_admin"])
def test_import_of_another_unit_is_not_there(received, logged_in, login):
    client = logged_in(login)

    for address in (f"/imports/{received.pk}", f"/imports/{received.pk}/file", f"/imports/{received.pk}/evidence/1?path=name"):
        assert client.get(address).status_code == 404
    assert client.post(f"/imports/{received.pk}", {"number": ["1"]}).status_code in (404, 422)
    assert Declaration.objects.count() == 0


def test_clerk_declares_for_the_own_unit_only(people, agencies, forms, logged_in):
    with pytest.raises(RefusedError, match="no clerk"):
        importing.receive(agencies["unit_b"], 2027, FORMS, forms, actor=actor_of(people["clerk_a"]))

    client = logged_in("clerk_a")
    assert sent_by_program(client, agencies["unit_b"], forms).status_code == 404
    assert sent(client, agencies, forms, agency=str(agencies["unit_b"].pk)).status_code == 422
    assert (Import.objects.count(), ImportBatch.objects.count()) == (0, 0)


def test_page_of_imports_takes_nothing_in_itself(agencies, logged_in, forms):
    data = {"agency": str(agencies["unit_a"].pk), "year": "2027", "files": SimpleUploadedFile(FORMS, forms)}
    assert logged_in("clerk_a").post("/imports", data).status_code == 405
    assert (Import.objects.count(), StoredFile.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("changes", "told"), [({"year": "1999"}, "都不在申报期内"), ({"year": "x"}, "选择年度"), ({"agency": "x"}, "选择单位")]
)
def test_what_is_missing_is_told(agencies, logged_in, forms, changes, told):
    response = sent(logged_in("clerk_a"), agencies, forms, **changes)

    assert response.status_code == 422
    assert told in response.content.decode()


def test_empty_and_too_large_files_are_refused(people, agencies, settings, forms):
    actor = actor_of(people["clerk_a"])
    settings.UPLOAD_LIMIT = 2**20
    for content, told in ((b"", "empty"), (b"a" * (2**20 + 1), "larger than 1 MB")):
        with pytest.raises(RefusedError, match=told):
            importing.receive(agencies["unit_a"], 2027, "a.txt", content, actor=actor)
    assert StoredFile.objects.count() == 0


def test_hostile_name_is_shown_as_text(people, agencies, logged_in, forms):
    name = "<script>alert(1)</script>\u202e..%2f\U00020bb7.docx"
    queue = sent(logged_in("clerk_a"), agencies, forms, name=name).headers["Location"]

    page = logged_in("clerk_a").get(queue).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page or "script&gt;.." in page or "\U00020bb7" in page


def test_file_is_given_back_as_it_came(received, logged_in, forms):
    response = logged_in("clerk_a").get(f"/imports/{received.pk}/file")

    assert response.content == forms
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert Event.objects.filter(action="import.download", object=f"import:{received.pk}").count() == 1
