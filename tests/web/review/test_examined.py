"""What is typed alike is examined once, and what is typed otherwise anew."""

from tests.web.review.conftest import draft_of

from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.actions.declarations import examination_of


def test_desk_after_desk_finds_what_the_first_found(desk):
    found = desk.at("unit_review", draft_of(name="云川市一次审核"))
    first = examination_of(found)

    passed = actions.approve(found.pk, seen=found.revision, actor=desk.actor("head_a"))

    assert examination_of(passed) is first


def test_what_was_mended_is_examined_anew(desk):
    found = desk.at("returned", draft_of(name="云川市改后再审"))
    before = examination_of(found)

    mended = actions.save(found.pk, lambda draft: draft.with_field("goal", ""), seen=found.revision, actor=desk.actor("clerk_a"))

    assert [fault.path for fault in examination_of(mended).faults] == ["goal"]
    assert before.faults == ()


def test_explanation_is_seen_at_once(desk):
    found = desk.drafted(draft_of([("满意度指标", "服务对象满意度指标", "驾驶人满意度", "≥5%")], name="云川市说明"))
    assert [told.explanation for told in examination_of(found).findings if told.rule_id == "VAL-030"] == [""]

    explained = actions.save(
        found.pk,
        lambda draft: draft.with_explanation("VAL-030", "indicators.k1.target", "首次调查。"),
        seen=found.revision,
        actor=desk.actor("clerk_a"),
    )

    assert [told.explanation for told in examination_of(explained).findings if told.rule_id == "VAL-030"] == ["首次调查。"]
