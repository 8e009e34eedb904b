"""Scoring by the million gives what scoring singly gives: 10,000 invented indicators of every kind, under every scheme and setting."""

import random
from collections import Counter
from decimal import Decimal

import duckdb
import pytest

from jixiao.attainment import read_actual
from jixiao.model import FundingLine
from jixiao.provenance import SourceRef
from jixiao.scoring import Item, Judgement, Standing, Tier, grade_of, load_scheme, score_execution, score_item, with_settings
from jixiao.scoring.bulk import bulk_row, create_sql, execution_sql, grade_sql, points_sql, scores_sql
from jixiao.scoring.scheme import Late
from jixiao.values import parse_target

pytestmark = pytest.mark.xdist_group("score_bulk")  # what is scored singly takes long

MANY = 10_000
WEIGHTS = [Decimal(text) for text in ("0", "0.5", "1", "2.5", "3.33", "5", "7.5", "10", "12.5", "22.5", "30", "90", "100")]
NATIONAL = load_scheme("NATIONAL_2020")
SCHEMES = {
    "national": NATIONAL,
    "hubei": load_scheme("HUBEI"),
    "pass mark": load_scheme("NATIONAL_2020", variants=("pass_mark",)),
    "strict": with_settings(NATIONAL, exact="strict", strict_bound="ask"),
    "strict 99": with_settings(NATIONAL, exact="strict", strict_bound="99"),
    "ninety-nine": with_settings(NATIONAL, strict_bound="99", late=Late("proportional")),
    "ask": with_settings(NATIONAL, strict_bound="ask", late=Late("zero")),
    "strict, pass mark": with_settings(load_scheme("HUBEI", variants=("pass_mark",)), exact="strict"),
}


def digits(chance, most):
    """A number as it is printed: whole, with decimals, or one that divides badly."""
    number = chance.choice([0, 1, 3, 7, chance.randrange(most + 1), chance.randrange(most + 1)])
    return f"{number}" if chance.random() < 0.6 else f"{number}.{chance.randrange(1000):03d}".rstrip("0").rstrip(".")


def numbers(chance):
    unit, most = chance.choice([("件", 2000), ("%", 120), ("小时", 72), ("万元", 90_000), ("元", 50_000_000), ("亿元", 9000), ("", 500)])
    operator = chance.choice(["≥", "≤", ">", "<", "", "="])
    wanted = digits(chance, most)
    got = wanted if chance.random() < 0.2 else digits(chance, most)
    return {"target": f"{operator}{wanted}{unit}", "actual": f"{'-' if chance.random() < 0.05 else ''}{got}{unit}", "name": "示例指标"}


def ranges(chance):
    low = chance.randrange(-5, 30)
    target = f"{low}%-{low + chance.randrange(9)}%" if low >= 0 else f"±{-low}%"
    return {"target": target, "actual": f"{chance.randrange(-8, 45)}%", "name": "示例指标"}


def changes(chance):
    way = chance.choice(["下降", "增长"])
    operator = chance.choice(["不低于", "不超过", "", "超过"])
    form = {"target": f"较上年{way}{operator}{digits(chance, 30)}%", "actual": f"{digits(chance, 1500)}件", "name": "示例指标"}
    return form | {"baseline": f"{digits(chance, 1500)}件"}


def dates(chance):
    target = f"2024年{chance.randrange(1, 13)}月{chance.randrange(1, 29)}日前"
    actual = chance.choice(
        [f"202{chance.randrange(4, 6)}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}", "未完成", "2024年11月"]
    )
    return {"target": target, "actual": actual, "name": "示例指标"}


def judgements(chance):
    share = Decimal(chance.randrange(0, 10_001)) / 100
    return {
        "target": "有效提升",
        "actual": chance.choice(["有效提升", "办事等候缩短"]),
        "judgement": Judgement(chance.choice(list(Tier)), share, chance.random() < 0.5),
        "name": "示例指标",
    }


MAKERS = [numbers, numbers, numbers, ranges, changes, dates, judgements]


def made(seed, count):
    """So many invented indicators, read by the grammar."""
    chance, found = random.Random(seed), []  # noqa: S311 - invented figures
    for number in range(count):
        form = MAKERS[number % len(MAKERS)](chance)
        level2 = chance.choice(["output.quantity", "output.cost", "satisfaction.beneficiary", "benefit.social"])
        target = parse_target(form["target"], name=form["name"], level2_code=level2)
        actual = read_actual(form["actual"], target, level2_code=level2, baseline_text=form.get("baseline"))
        weight = chance.choice(WEIGHTS)
        found.append(Item(form["name"], target, actual, weight, level2.partition(".")[0], level2, judgement=form.get("judgement")))
    return found


@pytest.fixture(scope="module")
def loaded():
    """The indicators, and a database with those that have a place in bulk."""
    items = made(20250101, MANY)
    connection = duckdb.connect()
    connection.execute(create_sql("indicators"))
    rows = [row for number, item in enumerate(items) if (row := bulk_row(item, number)) is not None]
    marks = ", ".join("?" * len(rows[0]))
    connection.executemany(f"INSERT INTO indicators VALUES ({marks})", rows)  # noqa: S608 - question marks
    yield items, connection
    connection.close()


@pytest.mark.parametrize("name", SCHEMES)
def test_bulk_gives_what_scoring_singly_gives(loaded, name):
    items, connection = loaded
    scheme = SCHEMES[name]

    every = 1 if name in {"national", "hubei"} else 4
    bulk = {number: points for number, points in connection.execute(scores_sql(scheme, "indicators")).fetchall() if number % every == 0}
    single = {number: score_item(items[number], scheme).points for number in bulk}

    assert [(items[number], single[number], bulk[number]) for number in bulk if single[number] != bulk[number]] == []


def test_the_indicators_are_of_every_kind_and_most_have_a_place(loaded):
    items, connection = loaded

    kinds = Counter(kind for (kind,) in connection.execute("SELECT kind FROM indicators").fetchall())
    scored = [score_item(item, NATIONAL) for item in items]
    cases = {one.score.case for one in scored}

    assert sorted(kinds) == [0, 1, 2]
    assert min(kinds.values()) > 500
    assert {
        "positive_met", "positive_short", "negative_met", "negative_over", "exact_met", "exact_short", "range_inside", "range_below",
        "range_above", "strict_met", "zero_met", "zero_missed", "wrong_way", "date_met", "date_tier", "date_too_late", "date_undone",
        "tier",
    } <= cases  # fmt: skip
    assert sum(kinds.values()) > 0.8 * MANY


def test_what_has_no_place_in_bulk_is_left_to_the_single_scorer(loaded):
    """Nothing that could be scored singly in the plain kinds is lost for another reason than the one that is documented."""
    items, connection = loaded
    there = {number for (number,) in connection.execute("SELECT indicator_id FROM indicators").fetchall()}

    lost = [
        item for number, item in enumerate(items) if number not in there and score_item(item, NATIONAL).score.standing is Standing.SCORED
    ]

    assert [item for item in lost if item.actual.text != "2024年11月" and item.target.direction is None] == []


@pytest.mark.parametrize("scheme", [NATIONAL, load_scheme("NATIONAL_2020", variants=("pass_mark",)), load_scheme("SICHUAN")])
@pytest.mark.parametrize("places", [None, 0, 2])
@pytest.mark.parametrize("no_money", ["full", "not_applicable"])
def test_bulk_execution_gives_what_scoring_singly_gives(scheme, places, no_money):
    from dataclasses import replace

    scheme = with_settings(scheme, execution=replace(scheme.settings.execution, round_rate_first=places, no_money=no_money))
    chance = random.Random(7)  # noqa: S311 - invented figures
    amounts = [
        (chance.randrange(0, 9) * chance.randrange(1, 10**9), chance.randrange(0, 9) * chance.randrange(1, 10**9)) for _ in range(400)
    ]
    amounts += [(0, 0), (0, 5), (5, 0), (3_102_000, 1_547_400), (731_900, 437_300), (-5, 5), (5, -5), (8_000_000, 7_996_000)]
    connection = duckdb.connect()
    connection.execute("CREATE TABLE money (id INTEGER, budget DECIMAL(20,6), executed DECIMAL(20,6), weight DECIMAL(5,2))")
    connection.executemany("INSERT INTO money VALUES (?, ?, ?, 10)", [(number, *pair) for number, pair in enumerate(amounts)])

    bulk = dict(connection.execute(f"SELECT id, {execution_sql(scheme)} FROM money").fetchall())  # noqa: S608 - our own expression

    def single(budget, executed):
        line = FundingLine(
            key="annual", adjusted_budget=Decimal(budget), executed_amount=Decimal(executed), weight=Decimal(10), source=SourceRef("x")
        )
        return score_execution([line], scheme).score.points

    assert {number: bulk[number] for number in bulk} == {number: single(*pair) for number, pair in enumerate(amounts)}


def test_bulk_grades_are_those_of_single_totals():
    totals = [Decimal(cents) / 100 for cents in range(-1, 10_002)]
    connection = duckdb.connect()
    connection.execute("CREATE TABLE t AS SELECT (i / 100.0)::DECIMAL(7,2) AS total FROM range(-1, 10002) r(i)")

    found = dict(connection.execute(f"SELECT total, {grade_sql(NATIONAL)} FROM t").fetchall())  # noqa: S608 - our own expression

    assert found == {total: grade_of(total, NATIONAL) for total in totals}


def test_expression_has_only_the_branches_that_the_scheme_needs():
    assert "is_satisfaction" not in points_sql(NATIONAL)
    assert "is_satisfaction" in points_sql(SCHEMES["pass mark"])
