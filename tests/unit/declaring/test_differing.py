"""What changed between two states of a declaration: each text, each row that was moved, each explanation; and nothing else."""

from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.declaring import Draft, changed_explanations, difference, moved_rows, patched
from jixiao.declaring.paths import FIELDS, OF_INDICATOR

OLD = Draft.from_plain(
    {
        "fields": {"name": "泵站维修", "goal": "通水", "amounts.fiscal": "110"},
        "indicators": [{"id": "k1", "name": "甲", "target": "≥3座"}, {"id": "k2", "name": "乙"}, {"id": "k3", "name": "丙"}],
        "explanations": {"FND-001@amounts.fiscal": "含结转"},
    }
)


def told(changes):
    return [(change.path, change.kind, change.before, change.after) for change in changes]


def test_changed_added_and_removed_texts_are_told_by_path():
    new = OLD.with_field("goal", "通水、通电").with_field("amounts.fiscal", "").with_field("narratives.立项依据", "县府会议")
    new = new.with_field("indicators.k1.target", "≥4座").without_indicator("k3").with_indicator({"name": "丁"})

    assert told(difference(OLD, new)) == [
        ("goal", "changed", "通水", "通水、通电"),
        ("narratives.立项依据", "added", "", "县府会议"),
        ("indicators.k1.target", "changed", "≥3座", "≥4座"),
        ("indicators.k4.name", "added", "", "丁"),
        ("amounts.fiscal", "removed", "110", ""),
        ("indicators.k3.name", "removed", "丙", ""),
    ]


def test_change_is_told_in_words_of_both_languages():
    change, *_ = difference(OLD, OLD.with_field("goal", "通电"))

    assert change.describe("zh") == "年度绩效目标：由“通水”改为“通电”"
    assert change.describe("en") == "Goal: “通水” became “通电”"


def test_blank_that_was_typed_is_a_change_too():
    assert told(difference(OLD, OLD.with_field("goal", "通水 "))) == [("goal", "changed", "通水", "通水 ")]


def test_nothing_changed_is_nothing():
    assert difference(OLD, Draft.from_plain(OLD.plain())) == []
    assert moved_rows(OLD, OLD) == []
    assert changed_explanations(OLD, OLD) == []


def test_row_that_was_moved_is_no_changed_text():
    new = OLD.with_moved_indicator("k3", 0)

    assert difference(OLD, new) == []
    assert [(move.path, move.before, move.after) for move in moved_rows(OLD, new)] == [("indicators.k3", 3, 1)]
    assert moved_rows(OLD, new)[0].describe("zh") == "指标：由第3行移到第1行"


def test_rows_that_come_and_go_move_no_others():
    assert moved_rows(OLD, OLD.without_indicator("k1").with_indicator({"name": "丁"}, at=0)) == []


def test_explanation_is_told_at_the_field_that_it_is_about():
    new = OLD.with_explanation("FND-001", "amounts.fiscal", "").with_explanation("VAL-030", "indicators.k1.target", "首年调查")

    changes = changed_explanations(OLD, new)

    assert [(change.rule, change.path, change.kind) for change in changes] == [
        ("VAL-030", "indicators.k1.target", "added"),
        ("FND-001", "amounts.fiscal", "removed"),
    ]
    assert changes[0].describe("zh") == "对指标值的说明（VAL-030）：新填“首年调查”"


TEXT = st.sampled_from(["", "甲", "乙 ", "≥95%", "1,200"])


@st.composite
def drafts(draw, ids=("k1", "k2", "k3", "k4")):
    draft = Draft(fields={path: typed for path, typed in draw(st.dictionaries(st.sampled_from(FIELDS), TEXT)).items() if typed})
    for id_ in draw(st.permutations(ids))[: draw(st.integers(0, len(ids)))]:
        draft = draft.with_indicator(draw(st.dictionaries(st.sampled_from(OF_INDICATOR), TEXT)), id_=id_)
    return draft


@given(old=drafts(), new=drafts())
@settings(max_examples=200, deadline=None, derandomize=True, database=None)
def test_difference_makes_the_newer_out_of_the_older(old, new):
    made = patched(old, difference(old, new))

    assert {path: made.text(path) for path in made.paths()} == {path: new.text(path) for path in new.paths()}
    assert (difference(old, new) == []) == ({p: old.text(p) for p in old.paths()} == {p: new.text(p) for p in new.paths()})
    assert [(c.path, c.after, c.before) for c in difference(new, old)] != [] or difference(old, new) == []


@given(old=drafts(), new=drafts())
@settings(max_examples=200, deadline=None, derandomize=True, database=None)
def test_moves_are_those_rows_without_which_the_order_is_the_same(old, new):
    moved = {move.path for move in moved_rows(old, new)}
    common = {row.id for row in old.indicators} & {row.id for row in new.indicators}
    left = [[row.id for row in draft.indicators if row.id in common and f"indicators.{row.id}" not in moved] for draft in (old, new)]

    assert left[0] == left[1]
