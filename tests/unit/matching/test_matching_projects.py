"""Which project of one document is which of another."""

import dataclasses
import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.matching import Basis, IndicatorSubject, Subject, match_indicators, match_projects
from jixiao.matching.assignment import assign
from jixiao.matching.keys import key_of
from jixiao.values import parse_target


def indicators(*lines):
    """``名称 目标值`` as indicators."""
    return tuple(
        IndicatorSubject(str(at), line.split()[0], "output.quantity", parse_target(line.split()[1])) for at, line in enumerate(lines)
    )


def project(key, name, amount=None, goal=None, lines=(), **others):
    money = None if amount is None else Decimal(amount)
    return Subject(key, name, amount_yuan=money, goal_key=key_of(goal), indicators=indicators(*lines), **others)


ROADS = project("roads", "道路标线施划", 2_120_000, "完成城区主干道标线施划，保障出行安全。", ["施划面积 ≥46000平方米", "标线合格率 100%"])
LIGHTS = project(
    "lights", "信号灯维护", 840_000, "保障全市信号灯正常运行。", ["维护路口数量 357处", "故障修复时间 ≤4小时", "设备完好率 ≥98%"]
)
SCHOOL = project("school", "交通安全宣传", 300_000, "进学校、进社区开展宣传。", ["宣传场次 ≥20次", "知晓率 ≥90%"])
HEATING = project("heating", "车管所采暖费", 450_000, "保障冬季采暖。", ["供暖面积 3374平方米", "室内温度 18度到22度"])
ALL = [ROADS, LIGHTS, SCHOOL, HEATING]


def keys_of(matching):
    return {pair.old.key: pair.new.key for pair in matching.pairs}


def as_new(item, **changes):
    return dataclasses.replace(item, key=f"{item.key}'", **changes)


def test_same_projects_in_another_order():
    found = match_projects(ALL, [as_new(item) for item in reversed(ALL)])

    assert keys_of(found) == {item.key: f"{item.key}'" for item in ALL}
    assert {pair.basis for pair in found.pairs} == {Basis.NAME}
    assert (found.gone, found.new) == ((), ())


def test_project_with_another_year_in_its_name():
    old = dataclasses.replace(ROADS, name="2024年道路标线施划（二期）")

    found = match_projects([old, LIGHTS], [as_new(LIGHTS), as_new(ROADS, name="2025年度道路标线施划")])

    assert keys_of(found)["roads"] == "roads'"
    assert next(pair for pair in found.pairs if pair.old.key == "roads").basis is Basis.STEM


def test_renamed_project_is_found_by_its_indicators():
    found = match_projects(ALL, [as_new(ROADS), as_new(LIGHTS, name="智慧交通运行保障", amount_yuan=Decimal(1_200_000)), as_new(SCHOOL)])

    pair = next(pair for pair in found.pairs if pair.old.key == "lights")
    assert (pair.new.key, pair.basis) == ("lights'", Basis.RENAMED)
    assert [item.key for item in found.gone] == ["heating"]


def test_project_code_is_surer_than_the_name():
    old = [dataclasses.replace(ROADS, code="13010024P00971210126E"), dataclasses.replace(SCHOOL, code="13010024P00971110172M")]
    new = [as_new(SCHOOL, name="宣传教育", code="13010024P00971110172M", indicators=()), as_new(ROADS, code="13010024P00971210126E")]

    found = match_projects(old, new)

    assert keys_of(found) == {"roads": "roads'", "school": "school'"}
    assert {pair.basis for pair in found.pairs} == {Basis.CODE}


def test_projects_that_share_only_what_every_project_has_are_different():
    old = project("a", "办公楼维修", 500_000, "改善办公条件。", ["服务对象满意度 ≥90%", "及时率 100%", "维修面积 ≥300平方米"])
    new = project("b", "执法车辆购置", 900_000, "提升执法能力。", ["服务对象满意度 ≥90%", "及时率 100%", "购置车辆 8辆"])

    found = match_projects([old, *ALL], [new, *[as_new(item) for item in ALL]])

    assert [item.key for item in found.gone] == ["a"]
    assert [item.key for item in found.new] == ["b"]


def test_projects_of_one_name_are_told_apart_by_their_unit():
    old = [project("a", "办案业务费", 100, unit_key="第一大队"), project("b", "办案业务费", 200, unit_key="第二大队")]
    new = [project("b'", "办案业务费", 100, unit_key="第二大队"), project("a'", "办案业务费", 200, unit_key="第一大队")]

    assert keys_of(match_projects(old, new)) == {"a": "a'", "b": "b'"}


def test_projects_of_one_name_and_nothing_else_keep_their_order():
    old = [project(str(at), "办案业务费") for at in range(4)]
    new = [project(f"{at}'", "办案业务费") for at in range(3)]

    found = match_projects(old, new)

    assert keys_of(found) == {"0": "0'", "1": "1'", "2": "2'"}
    assert [item.key for item in found.gone] == ["3"]


def test_project_whose_money_and_indicators_went_into_two_is_told_as_split():
    lines = ["施划面积 ≥46000平方米", "护栏长度 ≥8000米", "标线合格率 100%", "护栏更换及时率 ≥95%"]
    old = project("both", "道路标线及护栏工程", 3_000_000, "完善道路设施。", lines)
    new = [
        project("lines", "道路标线工程", 2_000_000, "施划标线。", [lines[0], lines[2]]),
        project("rails", "道路护栏工程", 1_000_000, "更换护栏。", [lines[1], lines[3]]),
    ]

    found = match_projects([old, SCHOOL], [*new, as_new(SCHOOL)])

    assert [(item.kind, item.whole.key, {part.key for part in item.parts}) for item in found.regroupings] == [
        ("split", "both", {"lines", "rails"})
    ]
    back = match_projects([*new, SCHOOL], [old, as_new(SCHOOL)])
    assert [(item.kind, item.whole.key) for item in back.regroupings] == [("merged", "both")]


def test_two_projects_that_changed_their_names_with_each_other_are_matched_by_content():
    found = match_projects([ROADS, LIGHTS], [as_new(ROADS, name=LIGHTS.name), as_new(LIGHTS, name=ROADS.name)])

    assert keys_of(found) == {"roads": "roads'", "lights": "lights'"}


def test_nothing_is_matched_with_nothing():
    assert match_projects([], []).pairs == ()
    assert len(match_projects([], ALL).new) == len(ALL)
    assert len(match_projects(ALL, []).gone) == len(ALL)


def test_indicators_across_new_words():
    old = indicators("维护路口数量 357处", "设备完好率 ≥98%", "群众满意度 ≥90%")
    new = indicators("服务群众满意度 ≥85%", "信号灯维护路口数量 360处", "宣传场次 ≥20次")

    found = match_indicators(old, new)

    assert {(pair.old.name, pair.new.name) for pair in found.pairs} == {
        ("维护路口数量", "信号灯维护路口数量"),
        ("群众满意度", "服务群众满意度"),
    }
    assert [item.name for item in found.gone] == ["设备完好率"]
    assert [item.name for item in found.new] == ["宣传场次"]


def test_indicators_of_one_name_are_told_apart_by_their_targets():
    old = indicators("购置数量 5台", "购置数量 300套")
    new = indicators("购置数量 300套", "购置数量 6台")

    assert {(pair.old.target.text, pair.new.target.text) for pair in match_indicators(old, new).pairs} == {
        ("5台", "6台"),
        ("300套", "300套"),
    }


@given(st.permutations(range(len(ALL))), st.sets(st.integers(0, len(ALL) - 1)))
def test_order_and_new_names_change_nothing_where_indicators_stay(order, renamed):
    new = [as_new(item, name=f"{'甲乙丙丁'[at]}类事项") if at in renamed else as_new(item) for at, item in enumerate(ALL)]

    found = match_projects(ALL, [new[at] for at in order])

    assert keys_of(found) == {item.key: f"{item.key}'" for item in ALL}
    assert (found.gone, found.new) == ((), ())


@pytest.mark.parametrize("seed", range(40))
def test_no_assignment_is_better(seed):
    """Against all assignments of small lists, counted out."""
    chance = random.Random(seed)  # noqa: S311 - the same lists in every run, and no secret
    rows, columns = chance.randint(1, 5), chance.randint(1, 5)
    scores = {(at, to): chance.choice([0.5, 0.6, 0.9, 0.33]) for at in range(rows) for to in range(columns) if chance.random() < 0.6}

    def best(row, taken):
        if row == rows:
            return 0.0
        options = [best(row + 1, taken)]
        options += [scores[row, to] + best(row + 1, taken | {to}) for to in range(columns) if to not in taken and (row, to) in scores]
        return max(options)

    found = assign(scores)

    assert sum(scores[edge] for edge in found) == pytest.approx(best(0, frozenset()))
    assert len({old for old, _ in found}) == len(found) == len({new for _, new in found})
