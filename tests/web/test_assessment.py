"""Ex-ante assessments: a new project with much money is not submitted without one, and what was written is frozen with the version."""

import json
from decimal import Decimal

import pytest
from tests.web.claims import Office
from tests.web.drafts import complete
from tests.web.tree import YEAR

from jixiao.declaring.assessing import Assessment
from jixiao.documents.grid import Grid
from jixiao.documents.readers import read_bytes
from jixiao.packs import HEADS
from jixiao.web.records.actions import declarations
from jixiao.web.records.actions.assessing import assess
from jixiao.web.records.assessments import assessment_of, needs_assessment
from jixiao.web.records.models import Declaration, Event, ExAnteAssessment, Stage, Version
from jixiao.web.records.refusals import ConflictError, NotReadyError, RefusedError
from jixiao.web.records.showing import as_shown
from jixiao.workflow import MoveRefusedError

MUCH = {"amounts.annual": "1000", "amounts.annual_fiscal": "1000"}
GROUNDS = "现有信号机已使用十二年，故障频发，备件停产，更新后可减少拥堵和事故。"


@pytest.fixture
def desk(db, tree):
    return Office(tree)


@pytest.fixture
def own(desk):
    return declarations.create(desk.tree.agencies["unit_a"], YEAR, complete(**MUCH), actor=desk.actor("clerk_a"))


def written(conclusion="support", reason="", **heads):
    said = {name: {"text": GROUNDS, "points": "18", "file": ""} | heads.get(name, {}) for name in HEADS}
    return Assessment.from_plain({"heads": said, "conclusion": conclusion, "reason": reason})


def submitted(desk, own):
    return declarations.submit(own.pk, seen=own.revision, actor=desk.actor("clerk_a"))


def refusals(desk, own):
    with pytest.raises(NotReadyError) as refused:
        submitted(desk, own)
    return [reason.key for reason in refused.value.reasons if getattr(reason, "key", "").startswith("fault.assessment")]


def test_a_new_project_with_much_money_is_not_submitted_without_one(desk, own):
    assert refusals(desk, own) == ["fault.assessment_missing"]

    assess(own.pk, written(), seen=0, actor=desk.actor("clerk_a"))

    assert submitted(desk, own).stage == Stage.UNIT_REVIEW


@pytest.mark.parametrize(
    ("assessment", "keys"),
    [
        (written(conclusion=""), ["fault.assessment_conclusion"]),
        (written(conclusion="reject"), ["fault.assessment_reject"]),
        (written(conclusion="partly"), ["fault.assessment_reason"]),
        (written(economy={"points": "21"}), ["fault.assessment_points"]),
        (written(economy={"points": "", "text": "好"}), ["fault.assessment_text", "fault.assessment_points"]),
    ],
)
def test_what_it_lacks_is_told_among_all_reasons(desk, own, assessment, keys):
    assess(own.pk, assessment, seen=0, actor=desk.actor("clerk_a"))

    assert refusals(desk, own) == keys


@pytest.mark.parametrize("fields", [{"amounts.annual": "999.99", "amounts.annual_fiscal": "999.99"}, {**MUCH, "attribute": "经常性项目"}])
def test_less_money_and_a_project_that_goes_on_need_none(desk, fields):
    own = declarations.create(desk.tree.agencies["unit_a"], YEAR, complete(**fields), actor=desk.actor("clerk_a"))

    assert not needs_assessment(own)


def test_a_project_of_an_earlier_year_needs_none(desk, own):
    earlier = Declaration.objects.get(pk=own.pk)
    Declaration.objects.filter(pk=earlier.pk).update(fiscal_year=YEAR - 1)
    later = declarations.create(desk.tree.agencies["unit_a"], YEAR, complete(**MUCH), actor=desk.actor("clerk_a"), project=earlier.project)

    assert not needs_assessment(later)


def test_it_is_frozen_with_the_version_and_in_its_digest(desk, own):
    assess(own.pk, written(), seen=0, actor=desk.actor("clerk_a"))
    submitted(desk, own)

    content = json.loads(Version.objects.get(declaration=own).content)
    assert content["assessment"] == written().plain()
    event = Event.objects.get(chain_id=own.chain, action="declaration.assess")
    assert event.data == {"conclusion": "support", "points": "90"}


def test_reviewers_read_what_was_frozen_while_the_unit_mends_it(desk, own):
    assess(own.pk, written(), seen=0, actor=desk.actor("clerk_a"))
    sent = submitted(desk, own)
    sent = declarations.approve(sent.pk, seen=sent.revision, actor=desk.actor("head_a"))
    declarations.send_back(sent.pk, seen=sent.revision, reason="请补充依据", actor=desk.actor("department_1"))
    assess(own.pk, written(conclusion="partly", reason="核减"), seen=1, actor=desk.actor("clerk_a"))

    seen = {
        login: assessment_of(as_shown(Declaration.objects.get(pk=own.pk), desk.actor(login).scope)) for login in ("department_1", "clerk_a")
    }
    assert {login: said.conclusion for login, said in seen.items()} == {"department_1": "support", "clerk_a": "partly"}


def test_who_may_not_write_and_who_saw_another_one_is_refused(desk, own):
    assess(own.pk, written(), seen=0, actor=desk.actor("clerk_a"))

    with pytest.raises(ConflictError):
        assess(own.pk, written(reason="另一份"), seen=0, actor=desk.actor("clerk_a2"))
    with pytest.raises(RefusedError) as file:
        assess(own.pk, written(goals={"file": "不存在"}), seen=1, actor=desk.actor("clerk_a"))
    submitted(desk, own)
    with pytest.raises(MoveRefusedError):
        assess(own.pk, written(reason="送审以后"), seen=1, actor=desk.actor("clerk_a"))

    assert file.value.key == "web_assess.no_such_file"
    assert ExAnteAssessment.objects.get().revision == 1


def test_page_keeps_what_is_typed_and_the_file_says_it(desk, own, logged_in):
    client, address = logged_in("clerk_a"), f"/declarations/{own.pk}/assessment"
    sent = {f"{name}.{key}": value for name in HEADS for key, value in (("text", GROUNDS), ("points", "18"))}

    assert client.get(f"{address}/pdf").status_code == 404
    assert client.post(address, {**sent, "conclusion": "support", "revision": "0"}).status_code == 302
    stale = client.post(address, {**sent, "necessity.text": "第二份意见要留在页面上，不能丢失一个字。", "revision": "0"})

    assert (stale.status_code, "第二份意见要留在页面上" in stale.content.decode()) == (409, True)
    assert "90" in client.get(f"/declarations/{own.pk}").content.decode()
    for kind in ("docx", "xlsx", "pdf"):
        blocks = read_bytes(client.get(f"{address}/{kind}").content, name=f"a.{kind}").blocks
        texts = "".join(cell.text for block in blocks if isinstance(block, Grid) for row in block.rows for cell in row.cells)
        assert all(words in texts for words in ("立项必要性", "予以支持", "90", "1,000")), kind
    assert Event.objects.filter(object=own.chain, action="declaration.export", result="done").count() == 3


def test_programs_write_and_read_it(desk, own, logged_in):
    client, address = logged_in("clerk_a"), f"/api/v1/declarations/{own.pk}/assessment"
    heads = {name: {"text": GROUNDS, "points": "18"} for name in HEADS}

    answer = client.put(address, {"heads": heads, "conclusion": "support", "revision": 0}, content_type="application/json")
    told = client.get(address).json()

    assert (answer.status_code, told["total"], told["revision"], told["is_needed"]) == (200, "90", 1, True)
    assert Decimal(told["threshold_yuan"]) == 10_000_000
    assert client.get(f"/api/v1/declarations/{own.pk}/examination").json()["can_be_submitted"] is True
