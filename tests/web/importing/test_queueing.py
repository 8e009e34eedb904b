"""A folder of files becomes a queue: each read, each given to its agency, and what cannot be read stops no other."""

from importlib import resources

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from tests.web.importing.queued import AGENCIES, at_two_agencies, document, read_all, sent
from tests.web.tree import YEAR

from jixiao.errors import CallerError
from jixiao.messages import LANGUAGES, speaking
from jixiao.web.records.actions import importing, queueing
from jixiao.web.records.models import AgencyYear, Event, Import, ImportBatch, QueuedFile
from jixiao.web.records.refusals import RefusedError
from jixiao.web.records.why import told_why


@pytest.fixture
def clerk(people, agencies):
    """Somebody who declares for two units."""
    return at_two_agencies(people, agencies)


def told(batch):
    return [(own.short_name, own.state, own.agency.code if own.agency else None) for own in batch.files.all()]


def test_files_of_several_agencies_find_theirs(clerk):
    batch = sent(clerk, ("一/甲.txt", document(1, AGENCIES["unit_a"])), ("二/乙.txt", document(2, AGENCIES["unit_b"])))

    assert told(batch) == [("甲.txt", "ready", "201001"), ("乙.txt", "ready", "201002")]
    assert {(own.name, own.matched_by) for each in batch.files.all() for own in each.projects.all()} == {
        ("第1号路口信号灯维护", "name"),
        ("第2号路口信号灯维护", "name"),
    }
    assert Import.objects.count() == 0, "nothing is imported before somebody confirms it"


def test_file_of_another_unit_is_given_to_nobody(clerk, logged_in):
    batch = sent(clerk, ("丙.txt", document(1, "云川市第三中学")))

    own = batch.files.get().projects.get()
    assert (own.agency, own.said, own.matched_by) == (None, "云川市第三中学", "")
    assert "文件里写的是：云川市第三中学" in logged_in("clerk_a").get(f"/imports/queue/{batch.pk}").content.decode()


def test_unit_is_known_by_the_name_it_had_before(clerk, agencies):
    row = AgencyYear.objects.get(agency=agencies["unit_b"], fiscal_year=YEAR)
    AgencyYear.objects.create(agency=row.agency, fiscal_year=YEAR - 1, name="云川市交警机动大队", level=row.level, finance=row.finance)

    batch = sent(clerk, ("旧名.txt", document(1, "云川市交警机动大队")))

    assert told(batch) == [("旧名.txt", "ready", "201002")]


def test_folder_named_for_a_unit_tells_whose_a_file_without_a_unit_is(clerk):
    bare = "\n".join(line for line in document(1).decode().split("\n") if not line.startswith(("实施单位", "主管部门"))).encode()

    batch = sent(clerk, (f"{AGENCIES['unit_b']}/甲.txt", bare))

    own = batch.files.get().projects.get()
    assert (own.agency.code, own.matched_by) == ("201002", "file")


def test_home_page_leads_to_what_waits(clerk, logged_in):
    batch = sent(clerk, ("甲.txt", document(1)), ("乙.txt", document(2)))

    page = logged_in("clerk_a").get("/").content.decode()

    assert f'href="/imports/files/{batch.files.first().pk}">待确认的导入文件 <b>2</b>' in page
    assert "待确认的导入文件" not in logged_in("clerk_c").get("/").content.decode()


def test_file_that_cannot_be_read_says_why_and_the_others_go_on(clerk):
    batch = sent(clerk, ("坏.pdf", b"%PDF-1.7 cut"), ("空.txt", b""), ("无.txt", "没有项目的一句话。".encode()), ("好.txt", document(1)))

    assert [state for _, state, _ in told(batch)] == ["failed", "failed", "failed", "ready"]
    errors = [own.error for own in batch.files.all()]
    assert "空文件" in errors[1]
    assert "没有找到绩效目标表" in errors[2], "the reading says what to do"
    assert len(errors[0]) > 10
    assert errors[3] == ""
    with speaking("en"):
        assert batch.files.get(number=2).error == "“空.txt” is empty. Save it again and send it once more."
        errors = [own.error for own in batch.files.all()]
    assert errors[3] == ""
    assert all(error.replace(name, "").isascii() for error, name in ((errors[0], "坏.pdf"), (errors[2], "无.txt"))), errors


def test_reasons_that_were_kept_as_texts_are_still_told():
    assert told_why({}) == ""
    assert told_why({"zh": "读不出来", "en": "not read"}, "en") == "not read"
    assert told_why({"text": "读不出来"}, "en") == "读不出来"


def test_file_that_is_not_opened_tells_why_in_the_language_of_whoever_asks(clerk, agencies, monkeypatch):
    def closed(*args, **told):
        raise CallerError("error.is_folder", file="a.pdf")

    monkeypatch.setattr(importing.pipeline, "read", closed)
    found = importing.receive(agencies["unit_a"], YEAR, "a.pdf", b"%PDF-1.7", actor=clerk)
    importing.read_import.call(str(found.pk))
    queued = sent(clerk, ("a.pdf", b"%PDF-1.7")).files.get()
    found.refresh_from_db()

    assert (found.state, queued.state) == ("failed", "failed")
    for lang in LANGUAGES:
        with speaking(lang):
            assert found.error == queued.error == CallerError("error.is_folder", file="a.pdf").message(lang)


def test_fault_of_the_program_leaves_nobody_waiting(clerk, monkeypatch):
    batch = queueing.send(YEAR, [("甲.txt", document(1))], actor=clerk)

    def failing(*args, **told):
        raise RuntimeError("ours")

    with monkeypatch.context() as patching:
        patching.setattr(queueing, "examine", failing)
        with pytest.raises(RuntimeError, match="ours"):
            read_all()

    own = batch.files.get()
    assert (own.state, own.projects_found) == ("failed", 0)
    assert "程序出错" in own.error

    again = sent(clerk, ("又.txt", document(1)))

    assert (again.files.count(), again.repeated) == (0, [{"name": "又.txt", "file": str(own.pk)}])
    own.refresh_from_db()
    assert (own.state, own.error, own.projects_found) == ("ready", "", 1), "sent again, it is tried again"


def test_lost_database_is_no_fault_of_the_file(clerk, monkeypatch):
    batch = queueing.send(YEAR, [("甲.txt", document(1))], actor=clerk)

    def lost(*args, **told):
        raise OperationalError("server closed the connection")

    with monkeypatch.context() as patching:
        patching.setattr(queueing, "keep", lost)
        with pytest.raises(OperationalError):
            read_all()
    assert batch.files.get().state == "waiting"

    read_all()
    assert batch.files.get().state == "ready"


def test_same_content_is_one_document(clerk):
    first = sent(clerk, ("甲.txt", document(1)), ("抄.txt", document(1)))
    again = sent(clerk, ("又.txt", document(1)), ("新.txt", document(2)))

    assert (first.files.count(), [each["name"] for each in first.repeated]) == (1, ["抄.txt"])
    assert [own.name for own in again.files.all()] == ["新.txt"]
    assert again.repeated == [{"name": "又.txt", "file": str(first.files.get().pk)}]


def test_files_of_the_computer_are_left_out_and_named(clerk):
    batch = sent(clerk, ("a/甲.txt", document(1)), ("a/Thumbs.db", b"x"), ("a/~$甲.docx", b"x"), ("a/.DS_Store", b"x"))

    assert [own.name for own in batch.files.all()] == ["a/甲.txt"]
    assert batch.left_out == ["a/Thumbs.db", "a/~$甲.docx", "a/.DS_Store"]


def test_reading_twice_changes_nothing(clerk):
    batch = sent(clerk, ("甲.txt", document(1)))
    events = Event.objects.count()

    read_all()

    assert (Event.objects.count(), batch.files.get().projects.count()) == (events, 1)


def test_names_lead_nowhere(clerk):
    batch = sent(clerk, ("../../etc/甲\x00.txt", document(1)))

    assert batch.files.get().name == "etc/甲.txt"


@pytest.mark.parametrize("files", [[], [("Thumbs.db", b"x")], [(f"{number}.txt", b"x") for number in range(queueing.MOST + 1)]])
def test_nothing_or_too_much_is_refused(clerk, files):
    with pytest.raises(RefusedError):
        queueing.send(YEAR, files, actor=clerk)
    assert ImportBatch.objects.count() == 0


def test_page_takes_a_folder_and_shows_the_queue(clerk, logged_in):
    files = [SimpleUploadedFile(name, content) for name, content in (("甲.txt", document(1)), ("坏.txt", b""))]
    client = logged_in("clerk_a")

    response = client.post("/imports/queue", {"year": YEAR, "agency": "", "folder": files, "paths": ["目标/甲.txt", "目标/坏.txt"]})

    batch = ImportBatch.objects.get()
    assert response.headers["Location"] == f"/imports/queue/{batch.pk}"
    assert [own.name for own in batch.files.all()] == ["目标/甲.txt", "目标/坏.txt"]
    page = client.get(f"/imports/queue/{batch.pk}").content.decode()
    assert "等待读取" in page
    assert "空文件" in page
    read_all()
    assert "待确认" in client.get(f"/imports/queue/{batch.pk}").content.decode()
    assert f"/imports/queue/{batch.pk}" in client.get("/imports").content.decode()


def test_too_many_files_are_refused_in_words(clerk, logged_in, settings):
    client = logged_in("clerk_a")
    many = [SimpleUploadedFile(f"{number}.txt", b"x") for number in range(queueing.MOST + 1)]
    settings.UPLOADS_LIMIT = 1000

    refused = client.post("/imports/queue", {"year": YEAR, "files": many})
    large = client.post("/imports/queue", {"year": YEAR, "files": [SimpleUploadedFile("大.txt", b"x" * 1001)]})

    assert (refused.status_code, large.status_code) == (422, 422)
    assert f"一次选了{queueing.MOST + 1}个文件" in refused.content.decode()
    assert "一共超过" in large.content.decode()


@pytest.mark.parametrize("many", [1, 6])
def test_pages_take_few_queries_whatever_the_rows(clerk, logged_in, many, django_assert_max_num_queries):
    batch = sent(clerk, *((f"{number}.txt", document(number)) for number in range(many)))
    client = logged_in("clerk_a")

    for address in (f"/imports/queue/{batch.pk}", "/imports", f"/imports/files/{batch.files.first().pk}"):
        with django_assert_max_num_queries(11):
            assert client.get(address).status_code == 200


@pytest.mark.parametrize("login", ["clerk_c", "head_a", "department_1", "finance", "observer", "audit_admin"])
def test_queue_of_others_is_not_there(clerk, logged_in, login):
    batch = sent(clerk, ("甲.txt", document(1)))
    own, client = batch.files.get(), logged_in(login)

    for address in (f"queue/{batch.pk}", f"files/{own.pk}", f"files/{own.pk}/projects/1/source?path=name", f"files/{own.pk}/pages/1"):
        assert client.get(f"/imports/{address}").status_code == 404
    assert client.post(f"/imports/files/{own.pk}/projects/1", {"do": "confirm", "seen": 1}).status_code == 404


def test_colleague_of_the_same_unit_goes_on_with_it(clerk, logged_in):
    batch = sent(clerk, ("甲.txt", document(1)), ("乙.txt", document(2, AGENCIES["unit_b"])))

    page = logged_in("clerk_a2").get(f"/imports/queue/{batch.pk}").content.decode()

    assert "甲.txt" in page
    assert "乙.txt" not in page, "that is of another unit"


def test_every_format_is_read(clerk, agencies):
    folder = resources.files("jixiao.web.demo").joinpath("documents")
    kinds = {path.name.rsplit(".", 1)[-1]: path for path in folder.iterdir() if "-2027-" in path.name}
    batch = queueing.send(YEAR, [(path.name, path.read_bytes()) for path in kinds.values()], actor=clerk, agency=agencies["unit_a"])
    read_all()

    assert sorted(own.name.rsplit(".", 1)[-1] for own in batch.files.all()) == ["docx", "html", "pdf", "txt", "xlsx"]
    assert {own.state for own in batch.files.all()} == {"ready"}
    assert all(own.projects_found for own in QueuedFile.objects.all())
