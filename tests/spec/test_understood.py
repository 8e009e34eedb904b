"""How target values are understood, by example: tests/spec/understood.toml."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.declaring import is_measurable, understood, understood_target
from jixiao.messages import speaking
from jixiao.values import Kind, parse_target

EXAMPLES = tomllib.loads((Path(__file__).parent / "understood.toml").read_text(encoding="utf-8"))["example"]
CONTEXT = ("name", "description", "level2_code", "fiscal_year")


def context(example):
    return {key: example[key] for key in CONTEXT if key in example}


@pytest.mark.parametrize("example", [pytest.param(one, id=f"{one['text']} {one.get('name', '')}".strip()) for one in EXAMPLES])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_value_is_understood_as_the_example_says(example, lang):
    assert understood(example["text"], **context(example), lang=lang) == example[lang]


def test_examples_are_of_every_kind_of_value():
    kinds = {parse_target(one["text"], **context(one)).kind for one in EXAMPLES}

    assert kinds == set(Kind)
    assert len(EXAMPLES) >= 60


def test_sentence_is_in_the_language_in_force():
    with speaking("en"):
        assert understood("≥3座") == "at least 3 座 (count)"


@pytest.mark.parametrize(
    ("text", "can_be"),
    [("≥95%", True), ("验收合格", True), ("2026年底", True), ("按月发放", True), ("及时", False), ("明显改善", False), ("据实支付", False)],
)
def test_measurable_is_what_a_number_a_day_or_a_fact_can_tell(text, can_be):
    target = parse_target(text)

    assert is_measurable(target) == can_be
    assert ("无法量化衡量" in understood_target(target, "zh")) != can_be


@given(st.text(max_size=60) | st.text("≥≤><=0123456789.,%％万亿元人次台/年月日前较上年提升下降约至-~ ", max_size=24))
@settings(max_examples=300, deadline=None, derandomize=True, database=None)
def test_any_text_has_a_sentence(typed):
    for lang in ("zh", "en"):
        sentence = understood(typed, "泵站完好率", fiscal_year=2026, lang=lang)
        assert bool(sentence) == (parse_target(typed).kind is not Kind.EMPTY)
        assert not sentence.endswith(("。", "."))
