"""What is doubtful is looked at, mended or left; a project becomes one declaration; two people never do it twice."""

import json
import os
from pathlib import Path

import pytest
from tests.web.importing.queued import AGENCIES, at_two_agencies, document, read_all, sent
from tests.web.tree import YEAR

from jixiao.declaring import DraftError
from jixiao.web.records.acting import actor_of
from jixiao.web.records.actions import confirming, importing, queueing
from jixiao.web.records.models import Declaration, Event, Import, ImportedProject, QueuedFile, QueuedProject
from jixiao.web.records.refusals import RefusedError

CORPUS = Path(os.environ.get("JIXIAO_CORPUS", "")) / "realdocs"
PDF = "putuo-finance-bureau-2025-budget.pdf"


@pytest.fixture
def clerk(people, agencies):
    return at_two_agencies(people, agencies)


@pytest.fixture
def entry(clerk):
    """A file of one project, read."""
    return sent(clerk, ("甲.txt", document(1))).files.get()


def project(entry, number=1):
    return QueuedProject.objects.get(document=entry, number=number)


def settle(entry, path, typed, actor):
    return confirming.settle(entry.pk, 1, path, typed, seen=project(entry).revision, actor=actor)


def test_what_is_doubtful_is_named_with_its_reason(entry):
    own = project(entry)

    said = {remark["path"]: remark["message"]["zh"] for remark in own.remarks}
    assert own.doubtful == ["name", "indicators.k2.name", "attribute", "period", "indicators"]
    assert "没有数值" in said["indicators.k2.name"]
    assert (entry.doubtful, entry.settled, entry.projects_found) == (5, 0, 1)


def test_correction_is_kept_and_examined_anew(entry, clerk):
    own = settle(entry, "indicators.k2.target", "≥90%", clerk)

    assert own.corrections == {"indicators.k2.target": "≥90%"}
    assert not any("没有数值" in remark["message"]["zh"] for remark in own.remarks)
    event = Event.objects.get(action="import.settle")
    assert (event.data["path"], event.data["number"], event.data["file"]) == ("indicators.k2.target", 1, "甲.txt")
    assert "≥90%" not in json.dumps(event.data, ensure_ascii=False), "its digest is enough"


def test_accepting_counts_and_changes_nothing(entry, clerk):
    own = settle(entry, "name", "第1号路口信号灯维护", clerk)

    assert (own.settled, own.corrections) == ({"name": None}, {})
    assert QueuedFile.objects.get(pk=entry.pk).settled == 1


def test_correction_can_be_taken_back(entry, clerk):
    settle(entry, "name", "另一个名称", clerk)
    own = settle(entry, "name", None, clerk)

    assert own.corrections == {}


UNKEPT = [("indicators", "x", DraftError), ("goal2", None, RefusedError), ("name", "a\x00", DraftError)]


@pytest.mark.parametrize(("path", "typed", "kind"), UNKEPT)
def test_what_cannot_be_typed_is_refused(entry, clerk, path, typed, kind):
    with pytest.raises(kind):
        settle(entry, path, typed, clerk)
    assert project(entry).settled == {}


def test_project_with_unseen_doubts_is_not_confirmed_unless_somebody_says_so(entry, clerk):
    with pytest.raises(confirming.NotLookedAtError) as refused:
        confirming.confirm(entry.pk, 1, seen=project(entry).revision, actor=clerk)
    assert refused.value.values == {"count": 5}

    made, is_new = confirming.confirm(entry.pk, 1, seen=project(entry).revision, actor=clerk, unseen=True)

    assert is_new
    event = Event.objects.get(action="declaration.create")
    assert event.data["unseen"] == ["name", "indicators.k2.name", "attribute", "period", "indicators"]
    assert (made.name, made.stage, made.agency.code) == ("第1号路口信号灯维护", "draft", "201001")


@pytest.mark.both_databases
def test_confirmed_project_is_the_declaration_with_what_was_mended(entry, clerk):
    settle(entry, "indicators.k2.target", "≥90%", clerk)
    settle(entry, "period", "1年", clerk)
    for path in project(entry).open_paths:
        settle(entry, path, None, clerk)

    made, _ = confirming.confirm(entry.pk, 1, seen=project(entry).revision, actor=clerk)

    assert made.draft["fields"]["period"] == "1年"
    assert [row["target"] for row in made.draft["indicators"]] == ["≥1处", "≥90%"]
    assert ImportedProject.objects.get().declaration_id == made.pk
    own, after = project(entry), QueuedFile.objects.get(pk=entry.pk)
    assert (own.state, own.declaration_id, own.decided_by) == ("confirmed", made.pk, clerk.person)
    assert (after.state, after.confirmed) == ("done", 1)
    event = Event.objects.get(action="declaration.create")
    assert (event.data["corrected"], event.data["unseen"]) == (["indicators.k2.target", "period"], [])


def test_second_person_is_told_who_confirmed_it(entry, clerk, people, logged_in):
    seen = project(entry).revision
    confirming.confirm(entry.pk, 1, seen=seen, actor=clerk, unseen=True)

    response = logged_in("clerk_a2").post(f"/imports/files/{entry.pk}/projects/1", {"do": "confirm_unseen", "seen": seen})

    assert response.status_code == 409
    assert "周明" in response.content.decode()
    assert Declaration.objects.count() == 1


def test_change_of_another_is_not_overwritten(entry, clerk, people, logged_in):
    seen = project(entry).revision
    settle(entry, "period", "1年", clerk)

    sent_by_script = {"path": "period", "typed": "2年", "seen": seen}
    response = logged_in("clerk_a2").post(
        f"/imports/files/{entry.pk}/projects/1/field", sent_by_script, headers={"Accept": "application/json"}
    )

    assert response.status_code == 409
    assert "没有保存" in response.json()["message"]
    assert project(entry).corrections == {"period": "1年"}


def test_same_file_imported_before_is_found_and_not_made_twice(entry, clerk, agencies, people):
    found = importing.receive(agencies["unit_a"], YEAR, "旧.txt", document(1), actor=actor_of(people["clerk_a2"]))
    importing.read_import.call(str(found.pk))
    (before,) = importing.take_over(found.pk, [1], actor=actor_of(people["clerk_a2"]))

    made, is_new = confirming.confirm(entry.pk, 1, seen=project(entry).revision, actor=clerk, unseen=True)

    assert (made.pk, is_new) == (before.pk, False)
    assert (Declaration.objects.count(), Import.objects.count()) == (1, 1)
    assert Event.objects.filter(action="import.confirm_again").count() == 1


def test_file_that_became_declarations_before_is_marked_at_once(clerk, agencies, people):
    found = importing.receive(agencies["unit_a"], YEAR, "旧.txt", document(1), actor=actor_of(people["clerk_a2"]))
    importing.read_import.call(str(found.pk))
    (before,) = importing.take_over(found.pk, [1], actor=actor_of(people["clerk_a2"]))

    entry = sent(clerk, ("新.txt", document(1))).files.get()

    own = project(entry)
    assert (entry.state, own.state, own.declaration_id, own.decided_by) == ("done", "confirmed", before.pk, people["clerk_a2"])


def test_skipped_project_can_be_taken_up_again(entry, clerk):
    confirming.skip(entry.pk, 1, seen=project(entry).revision, actor=clerk)
    assert QueuedFile.objects.get(pk=entry.pk).state == "done"
    with pytest.raises(confirming.DecidedError):
        confirming.confirm(entry.pk, 1, seen=project(entry).revision, actor=clerk, unseen=True)

    confirming.take_up(entry.pk, 1, seen=project(entry).revision, actor=clerk)

    assert (project(entry).state, QueuedFile.objects.get(pk=entry.pk).state) == ("open", "ready")
    assert [Event.objects.filter(action=f"import.{name}").count() for name in ("skip", "take_up")] == [1, 1]


def test_agency_is_chosen_by_hand_among_the_own(clerk, agencies, logged_in):
    entry = sent(clerk, ("丙.txt", document(1, "云川市第三中学"))).files.get()
    with pytest.raises(RefusedError):
        confirming.confirm(entry.pk, 1, seen=1, actor=clerk, unseen=True)
    client = logged_in("clerk_a")

    refused = client.post(f"/imports/files/{entry.pk}/agency", {"agency": str(agencies["unit_c"].pk)})
    client.post(f"/imports/files/{entry.pk}/agency", {"agency": str(agencies["unit_b"].pk)})

    assert refused.status_code == 422
    own, after = project(entry), QueuedFile.objects.get(pk=entry.pk)
    assert (own.agency.code, own.matched_by, after.agency.code) == ("201002", "hand", "201002")
    made, _ = confirming.confirm(entry.pk, 1, seen=own.revision, actor=clerk, unseen=True)
    assert made.agency == agencies["unit_b"]


def test_failing_event_undoes_the_confirmation(entry, clerk, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("power")

    monkeypatch.setattr("jixiao.web.records.actions.declarations.record", fail)
    with pytest.raises(RuntimeError, match="power"):
        confirming.confirm(entry.pk, 1, seen=project(entry).revision, actor=clerk, unseen=True)

    assert (Declaration.objects.count(), Import.objects.count(), project(entry).state) == (0, 0, "open")


def test_desk_works_as_plain_forms(entry, clerk, logged_in):
    client = logged_in("clerk_a")
    page = client.get(f"/imports/files/{entry.pk}").content.decode()
    assert '<button class="small" name="typed" value="经常性项目" data-choice>' in page
    assert 'class="marked seen-mark">第1号路口信号灯维护' in page
    assert page.index('data-path="indicators.k2.name"') < page.index('data-path="goal"'), "doubtful ones come first"

    answer = client.post(f"/imports/files/{entry.pk}/projects/1/field", {"path": "period", "typed": "1年", "seen": project(entry).revision})
    assert answer.headers["Location"] == f"/imports/files/{entry.pk}?project=1#row-0"
    refused = client.post(f"/imports/files/{entry.pk}/projects/1", {"do": "confirm", "seen": project(entry).revision})
    assert refused.status_code == 422
    done = client.post(f"/imports/files/{entry.pk}/projects/1", {"do": "confirm_unseen", "seen": project(entry).revision})
    assert done.headers["Location"] == f"/imports/queue/{entry.batch_id}", "nothing is left"
    assert "已由周明" in client.get(f"/imports/files/{entry.pk}").content.decode()


def test_after_a_file_comes_the_next_one(clerk, logged_in):
    batch = sent(clerk, ("甲.txt", document(1)), ("坏.pdf", b"%PDF-1.7 cut"), ("乙.txt", document(2, AGENCIES["unit_b"])))
    first, _, last = batch.files.all()

    done = logged_in("clerk_a").post(f"/imports/files/{first.pk}/projects/1", {"do": "skip", "seen": 1})

    assert done.headers["Location"] == f"/imports/files/{last.pk}"


@pytest.mark.skipif(not (CORPUS / PDF).exists(), reason="JIXIAO_CORPUS is not set")
def test_page_of_a_published_pdf_is_shown_with_the_cell(clerk, logged_in, agencies):
    queueing.send(YEAR, [(PDF, (CORPUS / PDF).read_bytes())], actor=clerk, agency=agencies["unit_a"])
    read_all()
    entry, client = QueuedFile.objects.get(), logged_in("clerk_a")
    place = project(entry).content["places"]["name"][0]

    part = client.get(f"/imports/files/{entry.pk}/projects/1/source?path=name").content.decode()
    picture = client.get(f"/imports/files/{entry.pk}/pages/{place['page']}")

    assert (entry.projects_found, entry.said_year) == (3, 2025)
    assert f'x="{place["box"][0] - 1.5:.2f}'.rstrip("0").rstrip(".") in part
    assert picture.headers["Content-Type"] == "image/webp"
    assert picture.content[:4] == b"RIFF"
    assert client.get(f"/imports/files/{entry.pk}/pages/9999").status_code == 404
    assert "文件写的是2025年" in client.get(f"/imports/files/{entry.pk}").content.decode()
