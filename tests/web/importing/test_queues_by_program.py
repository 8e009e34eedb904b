"""Programs send files in together, mend what is doubtful, and make declarations of them."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.importing.queued import AGENCIES, at_two_agencies, document, read_all
from tests.web.importing.test_sending_twice import together
from tests.web.tree import YEAR

from jixiao.web.records.acting import actor_of
from jixiao.web.records.actions import confirming, queueing
from jixiao.web.records.models import Declaration, Event, QueuedFile, QueuedProject

ROOT = "/api/v1"


@pytest.fixture
def program(people, agencies, acting_by_token):
    """A client of a program of somebody who declares for two units."""
    at_two_agencies(people, agencies)
    return Client(headers=acting_by_token("clerk_a"))


def post(client, path, body):
    return client.post(f"{ROOT}/{path}", json.dumps(body), content_type="application/json")


@pytest.fixture
def sent(program):
    """A batch of three files as the interface tells it after they were read; the last one is empty."""
    contents = [("甲.txt", document(1)), ("乙.txt", document(2, AGENCIES["unit_b"])), ("空.txt", b"")]
    files = [SimpleUploadedFile(name, content) for name, content in contents]
    answer = program.post(f"{ROOT}/import-batches", {"fiscal_year": YEAR, "files": files})
    assert answer.status_code == 202
    assert [own["state"] for own in answer.json()["files"]] == ["waiting", "waiting", "failed"]
    read_all()
    return program.get(f"{ROOT}/import-batches/{answer.json()['id']}").json()


def test_files_find_their_agencies(sent, program, agencies):
    assert [(own["name"], own["state"], own["agency_id"]) for own in sent["files"]] == [
        ("甲.txt", "ready", str(agencies["unit_a"].pk)),
        ("乙.txt", "ready", str(agencies["unit_b"].pk)),
        ("空.txt", "failed", None),
    ]
    assert sent["by"] == "周明"
    assert [own["id"] for own in program.get(f"{ROOT}/import-batches").json()] == [sent["id"]]


def test_project_is_mended_and_confirmed(sent, program):
    path = f"import-files/{sent['files'][0]['id']}"
    (own,) = program.get(f"{ROOT}/{path}").json()["found"]
    assert own["doubtful"] == ["name", "indicators.k2.name", "attribute", "period", "indicators"]
    target = next(each for each in own["fields"] if each["path"] == "indicators.k2.target")
    assert (target["read"], target["where"], target["state"], target["can_be_typed"]) == ("较高", "第9行第4格", "", True)

    mended = post(program, f"{path}/projects/1/field", {"path": "indicators.k2.target", "text": "≥90%", "seen": 1}).json()
    assert (mended["revision"], mended["settled"]) == (2, {"indicators.k2.target": "≥90%"})
    stale = post(program, f"{path}/projects/1/field", {"path": "period", "text": "1年", "seen": 1})
    unseen = post(program, f"{path}/projects/1/confirm", {"seen": 2})
    made = post(program, f"{path}/projects/1/confirm", {"seen": 2, "unseen": True})

    assert (stale.status_code, unseen.status_code, made.status_code) == (409, 409, 201)
    declaration = Declaration.objects.get()
    assert made.json() == {"declaration": str(declaration.pk), "is_new": True}
    assert declaration.draft["indicators"][1]["target"] == "≥90%"
    assert program.get(f"{ROOT}/{path}").json()["state"] == "done"


def test_project_is_left_out_and_taken_up_again(sent, program):
    path = f"import-files/{sent['files'][1]['id']}/projects/1"

    assert post(program, f"{path}/skip", {"seen": 1}).json()["state"] == "skipped"
    assert post(program, f"{path}/skip", {"seen": 2}).status_code == 409
    assert post(program, f"{path}/take-up", {"seen": 2}).json()["state"] == "open"


def test_agency_is_set_by_hand(program, agencies):
    files = [SimpleUploadedFile("丙.txt", document(1, "云川市第三中学"))]
    told = program.post(f"{ROOT}/import-batches", {"fiscal_year": YEAR, "files": files}).json()
    read_all()
    path = f"import-files/{told['files'][0]['id']}"

    assert post(program, f"{path}/projects/1/confirm", {"seen": 1, "unseen": True}).status_code == 409
    assert post(program, f"{path}/agency", {"agency_id": str(agencies["unit_c"].pk)}).status_code == 404
    assert post(program, f"{path}/agency", {"agency_id": str(agencies["unit_b"].pk)}).json()["agency_id"] == str(agencies["unit_b"].pk)


@pytest.mark.both_databases
def test_project_confirmed_by_many_at_once_is_one_declaration(transactional_db, tree):
    actors = [actor_of(tree.people[login]) for login in ("clerk_a", "clerk_a2")]
    own = queueing.send(YEAR, [("甲.txt", document(1))], actor=actors[0]).files.get()
    read_all()

    def take(number):
        try:
            return confirming.confirm(own.pk, 1, seen=1, actor=actors[number % 2], unseen=True)[1]
        except confirming.DecidedError as error:
            return error.key

    got = together(8, take)

    assert sorted(map(str, got)) == ["True"] + ["web_queue.was_confirmed"] * 7
    assert (Declaration.objects.count(), Event.objects.filter(action="declaration.create").count()) == (1, 1)
    assert QueuedProject.objects.get().state == "confirmed"


@pytest.mark.both_databases
def test_same_folder_sent_by_two_at_once_is_one_queue(transactional_db, tree):
    actor = actor_of(tree.people["clerk_a"])

    together(6, lambda number: queueing.send(YEAR, [("甲.txt", document(1)), ("乙.txt", document(2))], actor=actor).pk)

    assert QueuedFile.objects.count() == 2
