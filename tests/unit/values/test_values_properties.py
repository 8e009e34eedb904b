"""Properties of the grammar: it never raises, its normal form is a fixed point, spelling does not matter, nothing hangs (T11)."""

import importlib
import pkgutil
import re
import time
from datetime import date
from decimal import Decimal, localcontext

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import jixiao.values
from jixiao.values import (
    Kind,
    MoneyUnit,
    Target,
    level1,
    level2,
    looks_like_value,
    money_unit,
    parse_amount,
    parse_share,
    parse_target,
    printed_number,
    render,
)
from jixiao.values.units import spelled_units, unit_by_code

SPELLING = {
    "op_variant", "fullwidth", "percent_word", "money_unit_missing", "dot_separator", "chinese_numeral", "split_digits", "implicit_per",
    "mixed_value", "clause_in_value",
}  # fmt: skip
NAMES = ["", "设备验收合格率", "单位维护成本(按站点)", "室内温度", "年用电量", "投诉件数同比下降", "注册用户数", "加强队伍建设"]
LEVELS = [None, "output.quantity", "output.quality", "output.timeliness", "output.cost", "benefit.social", "satisfaction.beneficiary"]
CONTEXTS = st.fixed_dictionaries(
    {"name": st.sampled_from(NAMES), "level2_code": st.sampled_from(LEVELS), "fiscal_year": st.sampled_from([None, 2024])}
)

numbers = st.decimals(min_value=0, max_value=10**10, places=2).map(lambda number: f"{number:f}")
operators = st.sampled_from(["", "≥", "≤", ">", "<", "=", "≧", ">=", "不低于", "不超过", "至少", "约", "控制在", "达到"])
units = st.sampled_from(
    [
        "%",
        "百分比",
        "‰",
        "元",
        "万元",
        "万",
        "亿元",
        "人次",
        "台",
        "付（片）",
        "平方米",
        "度",
        "天",
        "个工作日",
        "年",
        "百分点",
        "倍",
        "",
        "TB",
    ]
)
pers = st.sampled_from(["", "/年", "/人/天", "/人·月", ".人.年", "每人每天"])
suffixes = st.sampled_from(["", "以上", "以内", "左右", "及以上", "之内"])
years = st.sampled_from(["2024年", "当年", "", "2023年"])
months = st.sampled_from(["", "6月", "12月31日", "11月底", "第三季度", "上半年"])
ends = st.sampled_from(["", "前", "底前", "内", "之前完成", "完成", "前提交成果"])
degrees = st.sampled_from(["", "有所", "逐步", "有效", "明显", "显著"])
verbs = st.sampled_from(["提升", "下降", "减少", "保障", "改变", "改善", "满意"])
texts = st.one_of(
    st.builds("{}{}{}{}{}".format, operators, numbers, units, pers, suffixes),
    st.builds("{}{}-{}{}".format, st.just(""), numbers, numbers, units),
    st.builds("{}{}{}".format, years, months, ends),
    st.builds("{}{}{}".format, st.sampled_from(["", "服务环境", "较上年", "较改造前"]), degrees, verbs),
    st.builds("{}{}{}{}".format, st.sampled_from(["", "较上年", "同比"]), verbs, numbers, st.sampled_from(["%", "个百分点", "起"])),
    st.sampled_from(
        ["及时", "按月发放", "按计划", "随时", "法定时限内", "7×24小时", "每月5日前", "符合规定", "达到全覆盖", "据实结算", "良好"]
    ),
    st.sampled_from(
        ["0", "/", "", "无", "为企业提供", "3年/20人", "2021年已投入使用", "建设5个站点，修复3处", "不低于上年", "2024年2月30日前"]
    ),
)


def substance(target: Target):
    """All that canonical text must keep."""
    fields = target.model_dump(exclude={"text", "unit_text", "issues", "confidence"})
    if target.kind is Kind.STATE:
        fields["state"] = re.sub(r"\s", "", target.state or "")
    return fields | {"issues": set(target.issues) - SPELLING}


@given(st.text())
@example("\ud800")
@example("≥\ud83d95%")
@example("\x00")
@example("９" * 500)
@example("一" * 500)
@example("(" * 500)
@example("1e999999")
@example("9999999999年12月31日前")
@example("0000年12月31日前")
def test_no_text_raises(text):
    for context in ({}, {"name": text, "description": text}, {"operator_text": text}, {"unit_text": text, "fiscal_year": 0}):
        target = parse_target(text, **context)
        assert Target.model_validate_json(target.model_dump_json()) == target
        parse_target(render(target), **{key: value for key, value in context.items() if key in {"name", "description", "fiscal_year"}})
    assert 0 <= looks_like_value(text) <= 1
    for function in (money_unit, printed_number, parse_share, level1, level2):
        function(text)
    parse_amount(text, MoneyUnit.WAN)


@given(
    st.text(alphabet="0123456789.,%≥≤><=约一两三十百千万亿分之元年月日前底内人次台/、-~到以上左右较上年提升下降有所 （）*", max_size=14),
    CONTEXTS,
)
def test_no_likely_text_raises(text, context):
    parse_target(text, **context)
    looks_like_value(text)


@given(texts, CONTEXTS)
def test_canonical_text_gives_the_same_value(text, context):
    target = parse_target(text, **context)
    again = parse_target(render(target), **context)
    assert substance(again) == substance(target), render(target)
    assert render(again) == render(target)


values = st.decimals(min_value=0, max_value=10**12, places=3).map(Decimal.normalize)
codes = st.sampled_from(sorted({unit.code for unit in spelled_units().values()} - {"度"}))
typed_numbers = st.builds(
    lambda operator, value, unit, per, approx: {"operator": operator, "value": value, "unit": unit, "per": per, "approx": approx},
    st.sampled_from("≥≤><="), values, codes, st.sampled_from([(), ("年",), ("人", "天"), ("路口",)]), st.booleans(),
)  # fmt: skip
typed = st.one_of(
    typed_numbers.map(lambda fields: {"kind": Kind.NUMERIC} | fields),
    st.builds(
        lambda fields, more: {"kind": Kind.RANGE} | fields | {"operator": None, "value_high": fields["value"] + more},
        typed_numbers,
        values.filter(bool),
    ),
    st.builds(
        lambda fields, direction, baseline: {"kind": Kind.RELATIVE_NUMERIC} | fields | {"direction": direction, "baseline": baseline},
        typed_numbers,
        st.sampled_from(["increase", "decrease"]),
        st.sampled_from(["last_year", "before_project", "last_period", "peers", "unknown"]),
    ),
    st.dates(date(1990, 1, 1), date(2090, 12, 31)).map(lambda day: {"kind": Kind.DEADLINE, "operator": "≤", "deadline": day}),
    st.builds(
        lambda year, part: {"kind": Kind.PERIOD, "period": f"{year}{part}"},
        st.sampled_from(["2024", "1999", "Y", "Y+1"]),
        st.sampled_from(["", "-H1", "-H2", "-Q1", "-Q4", "-01", "-12"]),
    ),
    st.sampled_from(
        ["monthly", "quarterly", "half_yearly", "weekly", "daily", "yearly", "on_time", "by_plan", "on_demand", "statutory", "continuous"]
    ).map(lambda schedule: {"kind": Kind.SCHEDULE, "schedule": schedule}),
    st.builds(
        lambda level, direction: {"kind": Kind.QUALITATIVE, "level": level, "direction": direction},
        st.integers(0, 4),
        st.sampled_from(["increase", "decrease", "maintain", "change", "none"]),
    ),
    st.builds(
        lambda level, direction, baseline: {
            "kind": Kind.RELATIVE_QUALITATIVE,
            "level": level,
            "direction": direction,
            "baseline": baseline,
        },
        st.integers(0, 4),
        st.sampled_from(["increase", "decrease", "maintain", "change"]),
        st.sampled_from(["last_year", "before_project", "last_period", "peers"]),
    ),
    st.sampled_from(["符合规定", "良好", "专款专用"]).map(lambda state: {"kind": Kind.STATE, "text": state, "state": state}),
    st.just({"kind": Kind.FORMULA, "text": "据实结算"}),
    st.just({"kind": Kind.PLACEHOLDER, "text": "/"}),
    st.just({"kind": Kind.EMPTY, "text": ""}),
    st.just({"kind": Kind.CORRUPT, "text": "为企业提供"}),
    st.just({"kind": Kind.NARRATIVE, "text": "全力做好各项工作，让群众少跑路"}),
)


@given(typed)
def test_typed_value_is_read_back_from_its_canonical_text(fields):
    target = Target(**{"text": ""} | fields)
    again = parse_target(render(target))
    kept = {key: value for key, value in fields.items() if key != "text"}
    assert {key: getattr(again, key) for key in kept} == kept, render(target)


def test_every_unit_is_read_back():
    for unit in spelled_units().values():
        if unit.code != "度":
            assert parse_target(f"7{unit_by_code(unit.code).print}").unit == unit.code


@given(texts, CONTEXTS, st.data())
def test_white_space_does_not_matter(text, context, data):
    """Blanks anywhere but between two digits, where they may mean that a number was torn apart."""
    places = [i for i in range(len(text) + 1) if not (text[i - 1 : i].isdigit() and text[i : i + 1].isdigit())]
    blanks = data.draw(st.sets(st.sampled_from(places), max_size=3))
    spaced = "".join((" \u3000"[i % 2] if i in blanks else "") + char for i, char in enumerate(text))
    one, other = parse_target(text, **context), parse_target(spaced, **context)
    assert substance(one) == substance(other) or {"split_digits"} & set(other.issues)


@given(texts, CONTEXTS)
def test_width_of_characters_does_not_matter(text, context):
    wide = text.translate({ord(char): ord(char) + 0xFEE0 for char in "0123456789%><=/.~"})
    assert substance(parse_target(wide, **context)) == substance(parse_target(text, **context))


@given(st.decimals(min_value=0, max_value=10**6, places=4), st.decimals(min_value=0, max_value=10**6, places=4), units)
def test_magnitudes_are_monotonic(one, other, unit):
    for magnitude, factor in (("", 1), ("千", 10**3), ("百万", 10**6), ("亿", 10**8)):
        low, high = (parse_target(f"{number:f}{magnitude}台") for number in sorted([one, other]))
        assert low.value is not None and high.value is not None
        assert low.value <= high.value
        assert low.value == min(one, other) * factor
    wan, yuan = parse_target(f"{one:f}万元"), parse_target(f"{one:f}元")
    assert wan.value is not None and yuan.value is not None
    assert wan.value == yuan.value * 10000


def test_precision_of_the_caller_does_not_matter():
    with localcontext() as context:
        context.prec = 3
        assert parse_target("3997.255748万元").value == Decimal("39972557.48")
        amount = parse_amount("3997.255748", MoneyUnit.WAN)
    assert amount is not None and amount.yuan == Decimal("39972557.48")


def test_context_only_refines():
    bare, named = parse_target("≤38元"), parse_target("≤38元", name="每平方米清洗价格", level2_code="output.cost")
    assert (bare.kind, bare.value, bare.unit) == (named.kind, named.value, named.unit)
    assert (bare.per, named.per) == ((), ("平方米",))


def test_numbers_are_strings_of_digits_in_json():
    data = parse_target("≤2609.10万元/年").model_dump(mode="json")
    assert (data["value"], data["per"], data["polarity"]) == ("26091000", ["年"], "negative")
    assert parse_target("<0.10%").model_dump(mode="json")["value"] == "0.1"


HOSTILE = [
    "9",
    "9 ",
    "9,",
    "1,000",
    "一",
    "百",
    "万",
    "(",
    ")",
    "（必填",
    " ",
    "\t\n",
    ".",
    "-",
    "~",
    "≥",
    "约",
    "2024年",
    "12月31日",
    "较上年",
    "提升",
    "1年/",
    "每人",
    "元/人",
    "以上",
    "百分之",
    "a",
    "*",
    "单位",
    "单位：万",
    "较上年有所提升，",
    "1-",
    "9.",
    "9%-",
    "内",
    "。",
    "为提供",
    "\u200b",
    "１",
    "㎡",
    "\ufdfa",
    "产出指标",
    "数量指标(",
]
ENTRY_POINTS = [
    parse_target,
    looks_like_value,
    money_unit,
    printed_number,
    parse_share,
    level1,
    level2,
    lambda text: parse_amount(text, None),
]


@pytest.mark.parametrize("seed", HOSTILE)
def test_long_hostile_text_does_not_hang(seed):
    """100 KB of anything, at every entry point, in every role (T11)."""
    long = (seed * 100_000)[:100_000]
    started = time.perf_counter()
    for text in (long, "≥" + long, long + "x", long + "元"):
        for function in ENTRY_POINTS:
            function(text)
        render(parse_target("95", name=text, description=text, operator_text=text, unit_text=text))
    assert time.perf_counter() - started < 2


def patterns():
    for module in pkgutil.iter_modules(jixiao.values.__path__, "jixiao.values."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern):
                yield pytest.param(value, id=f"{module.name.rpartition('.')[2]}.{name}")


@pytest.mark.parametrize("pattern", list(patterns()))
def test_pattern_is_linear_on_100_kilobytes(pattern):
    for seed in HOSTILE:
        text = (seed * 100_000)[:100_000]
        started = time.perf_counter()
        for _ in zip(range(50), pattern.finditer(text), strict=False):
            pass
        pattern.fullmatch(text)
        pattern.search(text + "\x00")
        assert time.perf_counter() - started < 2, seed


def test_a_million_characters_are_a_narrative():
    started = time.perf_counter()
    assert parse_target("通过" * 500_000).kind is Kind.NARRATIVE
    assert looks_like_value("≥95%" * 250_000) <= 0.1
    assert time.perf_counter() - started < 2
