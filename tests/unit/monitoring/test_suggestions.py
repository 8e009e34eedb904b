"""What is suggested of a cell of the matrix, causes that are told, and what a record lacks."""

import pytest

from jixiao.monitoring import (
    Attainability,
    Cell,
    MoneyState,
    TargetState,
    actions,
    cause_faults,
    missing_of,
    suggest_actions,
    unknown_causes,
)


def cell(money, targets):
    from jixiao.attainment import Derivation

    return Cell(MoneyState(money), TargetState(targets), Derivation(()))


@pytest.mark.parametrize(
    ("where", "more", "codes"),
    [
        (cell("on_track", "on_track"), {"severity": "none"}, []),
        (cell("on_track", "behind"), {"severity": "light"}, ["correct"]),
        (cell("ahead", "behind"), {"severity": "serious"}, ["suspend", "stop_payment"]),
        (cell("behind", "behind"), {"severity": "serious"}, ["suspend", "stop_payment"]),
        (cell("behind", "behind"), {"severity": "serious", "given": ["external"]}, ["adjust_both"]),
        (cell("behind", "on_track"), {"severity": "none"}, ["reallocate", "reclaim"]),
        (cell("on_track", "behind"), {"severity": "light", "given": ["target_setting"]}, ["adjust_target"]),
        (cell("on_track", "behind"), {"severity": "light", "attainability": Attainability.IMPOSSIBLE}, ["suspend", "stop_payment"]),
        (cell("ahead", "behind"), {"severity": "serious", "is_complete": False}, ["return"]),
        (None, {"severity": "light"}, ["correct"]),
    ],
)
def test_suggested_actions(where, more, codes):
    found = suggest_actions(where, **more)

    assert [one.action.code for one in found] == codes
    for one in found:
        assert one.derivation.lines("zh")
        assert one.derivation.lines("en")


def test_every_action_names_who_decides_and_what_it_rests_on():
    assert set(actions()) == {"correct", "adjust_both", "reclaim", "reallocate", "suspend", "stop_payment", "adjust_target", "return"}
    for action in actions().values():
        assert action.authority.zh
        assert action.origin.describe("zh")
        assert action.opens in {"", "adjustment_request", "rectification_notice"}


def test_causes_need_a_sentence_and_some_evidence():
    given = {"procurement": "招标流标两次，合同推迟到九月签订。", "external": "暴雨受灾，工期顺延两个月。", "staff": "人手少"}

    assert cause_faults(given) == {"external": "no_evidence", "staff": "short"}
    assert cause_faults(given, evidence={"external"}) == {"staff": "short"}
    assert unknown_causes(["staff", "weather"]) == ("weather",)


@pytest.mark.parametrize(
    ("attainability", "more", "keys"),
    [
        (None, {}, ["unmonitored.no_attainability"]),
        (1, {"is_worse": True}, ["unmonitored.certain_yet_worse"]),
        (1, {}, []),
        (2, {}, ["unmonitored.forecast_missing", "unmonitored.reason_missing"]),
        (3, {"has_forecast": True}, ["unmonitored.reason_missing"]),
        (2, {"has_forecast": True, "has_reason": True}, []),
    ],
)
def test_what_a_record_lacks(attainability, more, keys):
    chosen = Attainability(attainability) if attainability else None
    found = missing_of(chosen, **({"has_forecast": False, "has_reason": False, "is_worse": None} | more))

    assert [one.key for one in found] == keys
    assert all(one.message("zh") and one.remedy("en") for one in found)
