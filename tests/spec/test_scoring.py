"""Scores by example: tests/spec/scoring.toml for indicators, tests/spec/scoring_forms.toml for whole self-evaluations."""

import tomllib
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from tests.spec.giving import assert_gives, number

from jixiao.attainment import read_actual
from jixiao.model import FundingLine
from jixiao.provenance import SourceRef
from jixiao.scoring import (
    Evaluation,
    Grade,
    Item,
    Judgement,
    Standing,
    Tier,
    load_scheme,
    propose_weights,
    reason_notices,
    score_evaluation,
    score_item,
    weighed,
    with_settings,
)
from jixiao.scoring.scheme import Late
from jixiao.values import parse_target

HERE = Path(__file__).parent
FACTORS = {"万元": 10_000, "元": 1}


def table(name, key):
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))[key]


def examples():
    for group in table("scoring.toml", "group"):
        for example in group["example"]:
            yield pytest.param(example, id=f"{example['id']}: {example['target']} {example['actual']}")


def forms():
    return [pytest.param(form, id=form["id"]) for form in table("scoring_forms.toml", "form")]


def scheme_of(entry):
    scheme = load_scheme(entry.get("scheme", "NATIONAL_2020"), variants=tuple(entry.get("variants", ())))
    changes = dict(entry.get("settings", {}))
    if "late" in changes:
        changes["late"] = Late(changes["late"], scheme.settings.late.tiers)
    return with_settings(scheme, **changes) if changes else scheme


def item_of(entry, year=None):
    """An indicator of a table, its target and actual value read by the grammar."""
    level2 = entry.get("level2")
    context = {"name": entry.get("name", ""), "level2_code": level2, "fiscal_year": year}
    target = parse_target(entry["target"], **context) if "target" in entry else None
    actual = read_actual(entry["actual"], target, baseline_text=entry.get("baseline"), **context) if "actual" in entry else None
    return Item(
        entry.get("name", "示例"),
        target,
        actual,
        number(entry.get("weight")),
        level1_code=level2.partition(".")[0] if level2 else None,
        level2_code=level2,
        declared=number(entry.get("declared")),
        coefficient_pct=number(entry.get("coefficient")) if "over_reason" not in entry else None,
        judgement=Judgement(Tier(entry["tier"]), Decimal(entry["share"]), entry.get("evidence", False)) if "tier" in entry else None,
        over_reason=entry.get("over_reason", ""),
        accepted_coefficient=number(entry.get("coefficient")) if "over_reason" in entry else None,
        fiscal_year=year,
    )


@pytest.mark.parametrize("example", list(examples()))
def test_indicator_scores_as_computed_by_hand(example):
    item = item_of({"weight": "10"} | example, example.get("year"))
    found, gives = score_item(item, scheme_of(example)), example["gives"]

    score = found.score
    assert score.points == number(gives.get("points"))
    assert (score.reason.key if score.reason else None) == gives.get("reason")
    assert score.case == gives.get("case", "")
    assert score.standing is Standing(gives.get("standing", "not_scorable" if "reason" in gives else "scored"))
    assert sorted({notice.rule for notice in score.notices} - {""}) == gives.get("notices", [])
    assert over_of(found) == {key: gives[key] for key in ("times", "coefficient", "suggested") if key in gives}


def over_of(found):
    if found.over is None:
        return {}
    known = {"times": found.over.times, "coefficient": found.over.coefficient, "suggested": found.over.points}
    return {
        key: str(float(value)).removesuffix(".0") if isinstance(value, Fraction) else str(value) for key, value in known.items() if value
    }


@pytest.mark.parametrize("example", list(examples()))
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_indicator_explains_itself_in_both_languages(example, lang):
    """Each line can be printed, the last one has the points; what has none says why and what to do."""
    found = score_item(item_of({"weight": "10"} | example, example.get("year")), scheme_of(example))

    lines = found.score.derivation.lines(lang)
    if found.points is not None:
        assert found.score.derivation.result == str(found.points)
        assert lines[-1].endswith(str(found.points))
        assert lines[0].startswith("1. ")
    elif found.score.reason is not None:
        assert found.score.reason.message(lang)
        assert found.score.reason.remedy(lang)
    assert found.score.as_json(lang)["points"] == (None if found.points is None else str(found.points))
    for notice in found.score.notices:
        assert notice.message(lang)
        assert notice.remedy(lang)
    if found.over is not None:
        assert found.over.derivation.lines(lang)


def evaluation_of(form):
    factor = FACTORS[form.get("unit", "万元")]

    def line(entry):
        def money(key):
            return Decimal(entry[key]) * factor if key in entry else None

        return FundingLine(
            key=entry["key"],
            initial_budget=money("initial"),
            adjusted_budget=money("adjusted"),
            executed_amount=money("executed"),
            rate_pct=number(entry.get("rate")),
            weight=number(entry.get("weight")),
            score=number(entry.get("score")),
            source=SourceRef("form"),
        )

    carried = [Item(f"指标{count}", weight=Decimal(10), declared=Decimal(10)) for count in range(1, form.get("carried", 0) + 1)]
    return Evaluation(
        (*(item_of(entry) for entry in form.get("items", ())), *carried),
        tuple(line(entry) for entry in form.get("funding", ())),
        number(form.get("execution_weight")),
        declared_total=number(form.get("declared_total")),
        declared_grade=Grade(form["declared_grade"]) if "declared_grade" in form else None,
    )


def scored(form):
    scheme = load_scheme(form["scheme"])
    if "round_rate_first" in form:
        from dataclasses import replace

        scheme = with_settings(scheme, execution=replace(scheme.settings.execution, round_rate_first=form["round_rate_first"]))
    evaluation = evaluation_of(form)
    if form.get("propose"):
        evaluation = weighed(evaluation, propose_weights(evaluation.items, scheme))
    return score_evaluation(evaluation, scheme)


@pytest.mark.parametrize("form", forms())
def test_form_scores_as_computed_by_hand(form):
    assert_gives(scored(form), form["gives"])


@pytest.mark.parametrize("form", forms())
def test_printed_items_sum_to_the_printed_total(form):
    found = scored(form)

    if found.total is not None:
        assert sum(one.points for one in found.printed_items if one.points is not None) == found.total
        assert found.derivation.result == str(found.total)


@pytest.mark.parametrize("form", forms())
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_form_explains_itself_in_both_languages(form, lang):
    found = scored(form)

    assert found.derivation.lines(lang)
    for _, difference in found.differences():
        assert all(difference.lines(lang))
    for _, notice in found.all_notices():
        assert notice.message(lang)
    for one in found.items:
        assert reason_notices(one, found.scheme) is not None
    assert found.as_json(lang)["scheme"] == form["scheme"]


def test_f3_is_told_to_be_rounded_to_whole_points():
    form = next(form for form in table("scoring_forms.toml", "form") if form["id"] == "F3")

    lines = {name: difference.lines("zh") for name, difference in scored(form).differences()}

    assert lines["采购数量"] == ["填报 9 分，计算结果 8.62 分，多报 0.38", "没有按公式计分", "得分四舍五入到了整数"]


def test_f15_is_told_to_have_rounded_its_rate_first():
    form = next(form for form in table("scoring_forms.toml", "form") if form["id"] == "F15")

    ((_, difference),) = scored(form).differences()

    assert difference.is_within
    assert difference.lines("zh")[1] == "执行率先取为 50% 再乘分值"
