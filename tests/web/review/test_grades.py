"""Grades of a review and phrases: which goes with which move, where they are shown, what one keeps (审核结果、常用语)."""

import pytest
from django.urls import reverse
from tests.web.review.conftest import ROWS, draft_of

from jixiao.errors import CallerError
from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.actions.phrases import MOST, keep_phrase
from jixiao.web.records.models import Declaration, Event, Phrase
from jixiao.web.records.refusals import RefusedError


@pytest.mark.parametrize(
    ("move", "grade", "said", "is_taken"),
    [
        ("approve", "excellent", "", True),
        ("approve", "good", "请补充验收办法。", True),
        ("approve", "good", "  ", False),
        ("approve", "medium", "请改", False),
        ("approve", "poor", "请改", False),
        ("return", "medium", "请改", True),
        ("return", "poor", "请改", True),
        ("return", "excellent", "请改", False),
        ("return", "perfect", "请改", False),
        ("approve", "", "", True),
        ("return", "", "请改", True),
    ],
)
def test_a_grade_goes_with_its_move_and_is_kept_in_the_event(move, grade, said, is_taken, desk):
    found = desk.at("department_review")
    told = {"seen": found.revision, "actor": desk.actor("department_1"), "grade": grade}
    act = {
        "approve": lambda: actions.approve(found.pk, opinion=said, **told),
        "return": lambda: actions.send_back(found.pk, reason=said, **told),
    }

    if not is_taken:
        with pytest.raises(CallerError):
            act[move]()
        assert desk.now(found).revision == found.revision
        return
    act[move]()
    assert desk.now(found).grade == grade
    assert Event.objects.filter(chain_id=found.chain).latest("seq").data.get("grade", "") == grade


def test_a_grade_is_shown_in_history_sheet_and_lists(desk, page, logged_in):
    found = desk.at("department_review")
    actions.approve(found.pk, seen=found.revision, actor=desk.actor("department_1"), grade="good", opinion="请补充验收办法。")

    assert page("finance", "history", found).words.count("审核结果：良") == 1
    assert page("finance", "sheet", found).texts(".opinions .grade.good") == ["良"]
    rows = logged_in("finance").get("/declarations?role=finance_reviewer&tab=to_review").content.decode()
    assert '<b class="grade good">良</b>' in rows


def test_a_grade_is_of_one_round(desk):
    found = desk.at("department_review")
    back = actions.send_back(found.pk, seen=found.revision, actor=desk.actor("department_1"), reason="请改", grade="medium")
    assert desk.now(found).grade == "medium"

    actions.submit(back.pk, seen=back.revision, actor=desk.actor("clerk_a"))

    assert desk.now(found).grade == ""


def test_what_the_unit_reads_of_a_return_has_its_grade(desk, page):
    found = desk.at("department_review")
    actions.send_back(found.pk, seen=found.revision, actor=desk.actor("department_1"), reason="请改", grade="poor")

    assert page("clerk_a", "sheet", found).texts(".told-back .grade") == ["差"]


@pytest.mark.parametrize(
    ("name", "stage", "login", "proposed"),
    [
        ("approve", "department_review", "department_1", "excellent"),
        ("return", "department_review", "department_1", "medium"),
        ("approve", "unit_review", "head_a", ""),
        ("return", "unit_review", "head_a", ""),
    ],
)
def test_a_grade_is_proposed_where_somebody_reviews_for_others(name, stage, login, proposed, desk, page):
    shown = page(login, "move", desk.at(stage), name)

    assert [node.get("value") for node in shown.all("input[name='grade']") if node.get("checked") is not None] == [proposed]


def test_nothing_is_proposed_where_errors_are_left(desk, page):
    found = desk.at("department_review")
    Declaration.objects.filter(pk=found.pk).update(errors=1)

    assert [node.get("value") for node in page("department_1", "move", found, "approve").all("input[checked]")] == [""]


def test_ones_own_phrases_stand_first_and_are_said(desk, page, send, people):
    keep_phrase(move="return", text="请对照去年批复的指标。", actor=desk.actor("department_1"))
    found = desk.at("department_review")

    shown = page("department_1", "move", found, "return")

    assert shown.texts(".phrases label")[:2] == ["1请对照去年批复的指标。", "2必设的指标或指标值不全，请补齐。"]
    assert [node.get("data-phrase") for node in shown.all("input[name='phrase']")] == [str(key) for key in range(1, 9)]
    assert "请对照去年批复的指标。" not in page("department_1b", "move", found, "return").words
    send("department_1", "move", found, "return", revision=found.revision, phrase="请对照去年批复的指标。")
    assert Event.objects.filter(chain_id=found.chain).latest("seq").data["reason"] == "请对照去年批复的指标。"


def test_a_phrase_is_put_into_an_opinion(desk, send):
    found = desk.at("department_review")
    phrase = "指向明确、细化量化、合理可行、与资金匹配，同意。"

    send("department_1", "move", found, "approve", revision=found.revision, phrase=phrase, opinion="按期验收。")

    assert Event.objects.filter(chain_id=found.chain).latest("seq").data["opinion"] == f"{phrase}\n按期验收。"


def test_phrases_are_kept_once_and_taken_away(logged_in, people):
    client, address = logged_in("department_1"), reverse("phrases")
    for _ in range(2):
        assert client.post(address, {"move": "approve", "text": " 同意。 "}).status_code == 302
    (kept,) = Phrase.objects.all()
    assert (kept.person, kept.move, kept.text) == (people["department_1"], "approve", "同意。")
    assert "同意。" in client.get(address).content.decode()
    assert logged_in("department_1b").post(reverse("phrase_drop", args=[kept.pk])).status_code == 404

    assert client.post(reverse("phrase_drop", args=[kept.pk])).status_code == 302
    assert Phrase.objects.count() == 0
    assert list(Event.objects.filter(action__startswith="phrase.").order_by("id").values_list("action", flat=True)) == [
        "phrase.keep",
        "phrase.drop",
    ]


@pytest.mark.parametrize(("move", "text"), [("approve", " "), ("approve", "长" * 301), ("ratify", "同意")])
def test_phrases_that_cannot_be_kept(move, text, logged_in):
    answer = logged_in("finance").post(reverse("phrases"), {"move": move, "text": text})

    assert answer.status_code == 422
    assert Phrase.objects.count() == 0


def test_only_so_many_phrases_are_kept(desk):
    for number in range(MOST):
        keep_phrase(move="approve", text=f"意见{number}", actor=desk.actor("finance"))
    with pytest.raises(RefusedError):
        keep_phrase(move="approve", text="多了", actor=desk.actor("finance"))
    keep_phrase(move="return", text="另一种", actor=desk.actor("finance"))


def test_what_rules_found_is_kept_at_submission(desk):
    bad = [*ROWS[:3], ("产出指标", "成本指标", "信号灯维护成本", "≤666.91万元"), *ROWS[4:]]
    found = desk.submitted(draft_of(bad, {"CST-002@indicators.k4.target": "含上年结转资金。"}))

    event = Event.objects.get(chain_id=found.chain, action="declaration.submit")
    assert event.data["errors"] == found.errors == 1
    assert event.data["findings"]["CST-002"] == 1
    assert event.data["risk"] == found.risk == desk.now(found).risk
    notes = sum(event.data["findings"].values()) - found.errors - found.warnings
    assert found.risk == round((10 * found.errors + 3 * found.warnings + notes) * 3.05)  # 1 + lg 111 = 3.045
