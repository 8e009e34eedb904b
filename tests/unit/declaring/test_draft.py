"""A draft keeps what was typed, as typed, under names that stay."""

import pytest

from jixiao.declaring import Draft, DraftError

TYPED = {
    "fields": {"name": "  排水泵站 维修\n", "amounts.annual": "１，２００．５", "narratives.立项依据": "（待补）", "payment_plan.6": "60"},
    "indicators": [
        {"id": "k1", "level1": "产出指标", "level2": "数量指标", "name": "维修泵站", "target": "≥ 3 座", "extra.备注": "含备用"},
        {"id": "k7", "name": "群众满意度", "target": "九成"},
    ],
    "explanations": {"FND-002@amounts.annual": "上年结转在财政拨款之内"},
    "made": 9,
}


def test_draft_goes_through_json_unchanged():
    draft = Draft.from_plain(TYPED)

    assert draft.plain() == TYPED
    assert Draft.from_plain(draft.plain()) == draft


def test_nothing_typed_is_cleaned():
    draft = Draft.from_plain(TYPED)

    assert draft.text("name") == "  排水泵站 维修\n"
    assert draft.text("amounts.annual") == "１，２００．５"
    assert draft.text("indicators.k1.target") == "≥ 3 座"
    assert draft.text("goal") == ""


def test_blank_text_takes_a_field_away():
    draft = Draft.from_plain(TYPED).with_field("payment_plan.6", "").with_field("indicators.k1.target", "")

    assert "payment_plan.6" not in draft.fields
    assert "target" not in draft.indicator("k1").texts
    assert draft == Draft.from_plain(draft.plain() | {"fields": {**draft.fields, "goal": ""}})


def test_changing_a_draft_makes_another_one():
    draft = Draft.from_plain(TYPED)

    changed = draft.with_field("indicators.k7.target", "≥90%")

    assert draft.text("indicators.k7.target") == "九成"
    assert changed.text("indicators.k7.target") == "≥90%"
    assert changed.indicator("k1") == draft.indicator("k1")


def test_rows_are_made_moved_and_removed_under_ids_that_are_never_given_twice():
    draft = Draft().with_indicator({"name": "甲"}).with_indicator({"name": "乙"}).with_indicator({"name": "丙"}, at=0)
    assert [item.id for item in draft.indicators] == ["k3", "k1", "k2"]

    moved = draft.with_moved_indicator("k3", 1)
    assert [item.id for item in moved.indicators] == ["k1", "k3", "k2"]
    assert [item.id for item in moved.with_moved_indicator("k1", 99).indicators] == ["k3", "k2", "k1"]

    again = Draft.from_plain(moved.without_indicator("k3").plain()).with_indicator({"name": "丁"})
    assert [(item.id, item.text("name")) for item in again.indicators] == [("k1", "甲"), ("k2", "乙"), ("k4", "丁")]


def test_removing_a_row_takes_its_explanations_along_and_no_others():
    draft = Draft().with_indicator({"name": "甲"}).with_indicator({"name": "乙"})
    draft = draft.with_explanation("VAL-001", "indicators.k1.target", "已核").with_explanation("VAL-001", "indicators.k2.target", "已核")

    assert list(draft.without_indicator("k1").explanations) == ["VAL-001@indicators.k2.target"]
    assert draft.explanation("VAL-001", "indicators.k2.target") == "已核"
    assert draft.with_explanation("VAL-001", "indicators.k2.target", "").explanation("VAL-001", "indicators.k2.target") == ""


@pytest.mark.parametrize(
    "path",
    ["", "title", "amounts", "amounts.", "payment_plan.13", "payment_plan.06", "narratives. ", "indicators", "indicators.k1.colour"],
)
def test_path_that_there_is_not_is_refused(path):
    with pytest.raises(DraftError) as caught:
        Draft().with_indicator().with_field(path, "x")

    assert caught.value.key == "error.no_such_path"
    assert path in caught.value.message("zh")


@pytest.mark.parametrize(
    ("plain", "key"),
    [
        ([], "error.draft_shape"),
        ({"fields": []}, "error.draft_shape"),
        ({"colour": 1}, "error.draft_shape"),
        ({"indicators": ["k1"]}, "error.draft_shape"),
        ({"indicators": "k1"}, "error.draft_shape"),
        ({"made": "1"}, "error.draft_shape"),
        ({"fields": {"name": 1}}, "error.draft_text"),
        ({"fields": {"name": "a\x00"}}, "error.draft_text"),
        ({"fields": {"name": "\ud800"}}, "error.draft_text"),
        ({"fields": {"goal": "好" * 50_001}}, "error.draft_text_long"),
        ({"indicators": [{"id": "k1"}, {"id": "k1"}]}, "error.indicator_id"),
        ({"indicators": [{"id": "a.b"}]}, "error.indicator_id"),
        ({"indicators": [{"id": 3}]}, "error.indicator_id"),
        ({"indicators": [{}] * 501}, "error.too_many_indicators"),
        ({"indicators": [{"colour": "x"}]}, "error.no_such_path"),
    ],
)
def test_what_is_no_draft_is_refused(plain, key):
    with pytest.raises(DraftError) as caught:
        Draft.from_plain(plain)

    assert caught.value.key == key
    assert caught.value.message("en")


def test_row_that_is_gone_is_told():
    with pytest.raises(DraftError) as caught:
        Draft().with_field("indicators.k1.target", "1")

    assert caught.value.key == "error.no_such_indicator"
