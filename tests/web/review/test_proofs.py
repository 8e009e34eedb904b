"""History, versions, changes; the file that proves them and the file that prints them."""

import hashlib
import json
import subprocess
import sys

import pytest
from django.db import connection
from tests.web.review.conftest import FIELDS, draft_of

from jixiao import pipeline
from jixiao.declaring import Draft, to_project
from jixiao.packs import load_pack
from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.models import Event, Version

KINDS = ["pdf", "docx", "xlsx", "html", "txt"]


@pytest.fixture
def returned(desk):
    """Written, submitted, commented, returned, mended, submitted again."""
    found = desk.at("unit_review")
    desk.comment(found, "goal", "请写明维护次数。", by="head_a")
    found = actions.send_back(found.pk, seen=found.revision, actor=desk.actor("head_a"), reason="目标不够具体。\n请按批注修改。")
    clerk = desk.actor("clerk_a")
    found = actions.save(
        found.pk, lambda draft: draft.with_field("goal", FIELDS["goal"] + "全年维护24次。"), seen=found.revision, actor=clerk
    )
    found = actions.save(found.pk, lambda draft: draft.with_field("indicators.k2.target", "≥99%"), seen=found.revision, actor=clerk)
    return actions.submit(found.pk, seen=found.revision, actor=clerk)


def test_history_tells_who_did_what_and_why_the_latest_first(returned, page):
    shown = page("department_1", "history", returned)

    assert shown.texts(".history .what") == ["送审", "填写、保存", "退回", "批注", "送审", "新建"]
    assert shown.texts(".history .reason") == ["目标不够具体。请按批注修改。", "请写明维护次数。"]
    assert "共2次" in shown.texts(".history tr.did-save td.tight")[0]
    assert [text for text in shown.texts(".history tr td b") if text in ("冯涛", "周明")] == [
        "周明",
        "周明",
        "冯涛",
        "冯涛",
        "周明",
        "周明",
    ]


def test_history_leads_to_versions_and_shows_digests_short_with_the_whole_to_copy(returned, page):
    shown = page("clerk_a", "history", returned)

    links = [node.get("href") for node in shown.all(".history td a")]
    assert links == [f"/declarations/{returned.pk}/versions/{number}" for number in (3, 2, 1)]
    digests = list(Event.objects.filter(chain_id=returned.chain).order_by("-seq").values_list("digest", flat=True))
    shortened = [digest for digest in digests if digest != digests[2]]  # of two saves the later one is told
    assert [node.get("data-copy") for node in shown.all(".history [data-copy]")] == shortened
    assert shown.texts(".history code") == [digest[:12] + "…" for digest in shortened]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_version_is_the_sheet_as_it_was_and_its_digest_is_computed_anew(number, returned, page):
    version = returned.versions.get(number=number)

    shown = page("department_1", "version", returned, number)

    assert shown.status == 200
    assert "✓重新计算：与登记的摘要一致" in shown.words
    assert shown.texts("code.full") == [hashlib.sha256(version.content.encode()).hexdigest()]
    assert ("全年维护24次" in shown.texts("#paper")[0]) == (number == 3)


def test_version_that_was_changed_is_not_taken_for_whole(returned, page):
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER records_version_kept_update")
        cursor.execute("UPDATE records_version SET content = replace(content, '312', '313') WHERE number = 1")

    shown = page("department_1", "version", returned, 1)

    assert len(shown.texts("[role='alert']")) == 1
    assert "重新计算的摘要与登记的不一致" in shown.words
    assert len(set(shown.texts("code.full"))) == 2


def test_version_tells_by_which_pack_it_was_frozen(returned):
    pack = load_pack(returned.pack)
    identity = json.loads(returned.versions.get(number=1).content)["identity"]

    assert (identity["pack"], identity["pack_sha256"]) == (pack.id, pack.digest)


def test_version_whose_digest_was_changed_as_well_is_not_what_its_event_says(returned, page):
    version = returned.versions.get(number=1)
    forged = version.content.replace("312", "313")
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER records_version_kept_update")
        cursor.execute(
            "UPDATE records_version SET content = %s, sha256 = %s WHERE number = 1", [forged, hashlib.sha256(forged.encode()).hexdigest()]
        )

    assert "重新计算的摘要与登记的不一致" in page("department_1", "version", returned, 1).words


def test_version_that_there_is_not_is_not_there(returned, page):
    assert page("department_1", "version", returned, 4).status == 404
    assert page("clerk_b", "version", returned, 1).status == 404


def test_changes_since_the_last_submission_are_told_field_by_field(returned, page):
    shown = page("department_1", "changes", returned)

    assert shown.texts("tbody th") == ["年度目标修改", "“信号灯完好率”的指标值修改"]
    assert shown.texts("ins") == ["全年维护24次。", "99%"]
    assert shown.texts("del") == ["98%"]


@pytest.mark.parametrize(
    ("sides", "count"), [("?from=1&to=3", 2), ("?from=1&to=2", 0), ("?from=3&to=1", 2), ("?from=3&to=now", 0), ("?from=2&to=now", 2)]
)
def test_any_two_versions_are_compared(sides, count, returned, page):
    assert len(page("department_1", "changes", returned, query=sides).all("tbody tr")) == count


@pytest.mark.parametrize("sides", ["?from=0", "?from=4", "?from=now", "?to=x", "?from=1&to=99999999999999999999"])
def test_sides_that_there_are_not_are_not_compared(sides, returned, page):
    assert page("department_1", "changes", returned, query=sides).status == 404


def test_rows_that_came_and_went_are_told(desk, page):
    found = desk.at("returned")

    def mend(draft):
        return draft.without_indicator("k6").with_indicator(
            {"level1": "效益指标", "level2": "社会效益指标", "name": "事故下降率", "target": "≥10%"}
        )

    found = actions.save(found.pk, mend, seen=found.revision, actor=desk.actor("clerk_a"))

    shown = page("clerk_a", "changes", found)

    assert [(row.get("class"), "".join(row.text_content().split())) for row in shown.all("tbody tr")] == [
        ("came", "指标“事故下降率”新填—效益指标·社会效益指标·事故下降率·≥10%"),
        ("went", "指标“维护机制健全性”删去效益指标·可持续影响指标·维护机制健全性·健全—"),
    ]


def test_what_was_never_submitted_has_no_changes(desk, page):
    assert page("clerk_a", "changes", desk.at("draft")).status == 404


# the proof


def verified(path):
    done = subprocess.run(
        [sys.executable, "-m", "jixiao.cli", "verify", str(path), "--json"], capture_output=True, text=True, check=False, timeout=120
    )
    return done.returncode, json.loads(done.stdout)


@pytest.fixture
def proof(returned, page, tmp_path):
    """The ledger file as it is downloaded."""
    response = page("observer", "ledger", returned).response
    file = tmp_path / "proof.ledger.jsonl"
    file.write_bytes(response.content)
    return file


def test_proof_is_verified_on_the_command_line(proof, returned):
    code, told = verified(proof)

    events = Event.objects.filter(chain_id=returned.chain).count()
    assert (code, told["intact"], told["events"], told["chains"], told["snapshots"]) == (0, True, events, 1, 3)


@pytest.mark.parametrize("what", ["reason", "snapshot", "order", "gone"])
def test_change_of_the_proof_is_named_by_its_line(what, proof):
    lines = proof.read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if '"declaration.return"' in line)
    if what == "reason":
        lines[at] = lines[at].replace("目标不够具体", "目标不够明确")
    elif what == "snapshot":
        at = next(number for number, line in enumerate(lines) if line.startswith('{"snapshot"'))
        lines[at] = lines[at].replace("312", "313")
    elif what == "order":
        lines[at], lines[at + 1] = lines[at + 1], lines[at]
    else:
        del lines[at]
    proof.write_text("\n".join(lines) + "\n", encoding="utf-8")

    code, told = verified(proof)

    assert (code, told["intact"]) == (1, False)
    assert told["broken"]["place"] == f"proof.ledger.jsonl:{at + 1}"
    assert told["broken"]["message"]


def test_download_of_the_proof_leaves_a_trace(returned, page, people):
    response = page("department_1", "ledger", returned).response

    event = Event.objects.filter(chain_id=f"person:{people['department_1'].pk}").last()
    assert (event.action, event.object, event.data) == ("declaration.export", returned.chain, {"kind": "ledger"})
    assert response.headers["Content-Disposition"].endswith(".ledger.jsonl")


@pytest.mark.parametrize("name", ["ledger", "history", "changes"])
def test_proofs_are_not_there_for_strangers(name, returned, page):
    assert [page(login, name, returned).status for login in ("clerk_b", "department_2", "audit_admin", "third_party")] == [404] * 4


# the official form as a file


def said(project):
    """What a project says that a form prints."""
    told = {key: value for key, value in project.amounts.items() if value is not None}
    rows = [(item.level1_code, item.level2_code, item.name, item.target.text) for item in project.indicators if not item.placeholder]
    return {"name": project.name, "goal": project.goal, "amounts": told, "indicators": rows, "unit": project.unit, "period": project.period}


@pytest.mark.parametrize("kind", KINDS)
def test_form_is_read_back_as_the_same_project(kind, returned, page, tmp_path):
    response = page("finance", "form_file", returned, kind).response
    file = tmp_path / f"form.{kind}"
    file.write_bytes(response.content)

    read = pipeline.read(file)

    typed = to_project(
        Draft.from_plain(returned.draft), load_pack("national"), agency=returned.agency_name, fiscal_year=returned.fiscal_year
    )
    assert len(read.projects) == 1
    found, wanted = said(read.projects[0]), said(typed.project)
    assert found["indicators"] == wanted["indicators"]
    assert {key: found["amounts"].get(key) for key in wanted["amounts"]} == wanted["amounts"]
    assert {key: found[key] for key in ("name", "goal", "unit", "period")} == {
        key: wanted[key] for key in ("name", "goal", "unit", "period")
    }


def test_form_of_a_version_says_what_it_said(returned, page):
    earlier = page("finance", "form_file", returned, "txt", query="?version=1").response.content.decode()
    now = page("finance", "form_file", returned, "txt").response.content.decode()

    assert ("24次" in "".join(earlier.split()), "24次" in "".join(now.split())) == (False, True)


@pytest.mark.parametrize("query", ["?version=9", "?version=x", "?version=-1", "?version=99999999999999999999"])
def test_form_of_a_version_that_there_is_not_is_not_there(query, returned, page):
    assert page("finance", "form_file", returned, "txt", query=query).status == 404


def test_form_leaves_a_trace_with_its_digest(returned, page, people):
    response = page("finance", "form_file", returned, "docx").response

    event = Event.objects.filter(chain_id=f"person:{people['finance'].pk}").last()
    digest = hashlib.sha256(response.content).hexdigest()
    assert (event.action, event.object) == ("declaration.export", returned.chain)
    assert event.data == {"kind": "docx", "sha256": digest, "revision": returned.revision}


@pytest.mark.parametrize(("kind", "login", "status"), [("exe", "finance", 404), ("pdf", "clerk_b", 404), ("pdf", "clerk_a", 200)])
def test_form_is_there_for_whoever_may_see_it(kind, login, status, returned, page):
    assert page(login, "form_file", returned, kind).status == status


def test_versions_are_those_that_the_events_name(returned):
    named = [event.data["version"] for event in Event.objects.filter(chain_id=returned.chain) if "version" in event.data]

    assert named == list(Version.objects.filter(declaration=returned).values_list("number", flat=True)) == [1, 2, 3]


def test_name_of_a_file_is_one_that_every_system_takes(desk, page):
    found = desk.at("unit_review", draft_of(name='维护/更换:"信号灯"*?'))

    assert "%2F" not in page("clerk_a", "form_file", found, "txt").response.headers["Content-Disposition"]
