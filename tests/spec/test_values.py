"""The grammar of target values by example: tests/spec/values.toml, and every text of the corpus."""

import csv
import os
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from jixiao.values import Target, parse_target

HERE = Path(__file__).parent
FIELDS = [
    "operator", "value", "value_high", "unit", "per", "approx", "deadline", "period", "schedule", "level", "direction", "baseline", "state",
    "hint_value", "issues",
]  # fmt: skip
CONTEXT = ("name", "description", "level2_code", "fiscal_year", "operator_text", "unit_text")
UNSET = {"per": [], "issues": [], "approx": False}


def examples():
    for shape in tomllib.loads((HERE / "values.toml").read_text(encoding="utf-8"))["shape"]:
        for example in shape["example"]:
            yield pytest.param(example, id=f"{shape['id']} {example['text']}")


@pytest.mark.parametrize("example", list(examples()))
def test_example_is_read_as_the_manual_says(example):
    target = parse_target(example["text"], **{key: example[key] for key in CONTEXT if key in example})
    got = target.model_dump(mode="json")
    want = {field: UNSET.get(field) for field in FIELDS} | example["gives"]

    assert {field: got[field] for field in want} == want
    assert target.text == example.get("joined", example["text"])


def corpus_targets():
    corpus = os.environ.get("JIXIAO_CORPUS")
    path = Path(corpus) / "gold" / "targets.csv" if corpus else None
    if path is None or not path.is_file():
        return [pytest.param(None, marks=pytest.mark.skip(reason="JIXIAO_CORPUS does not name the folder with gold/targets.csv"))]
    with path.open(encoding="utf-8") as file:
        return [pytest.param(row, id=row["text"]) for row in csv.DictReader(file)]


@pytest.mark.parametrize("row", corpus_targets())
def test_corpus_text_is_typed_as_by_hand(row):
    assert as_row(parse_target(row["text"])) == {
        "kind": row["kind"],
        "operator": row["operator"] or None,
        "value": Decimal(row["value"]) if row["value"] else None,
        "value_high": Decimal(row["value_high"]) if row["value_high"] else None,
        "unit": row["unit"] or None,
        "per": row["per"],
        "deadline": row["deadline"],
        "level": int(row["level"]) if row["level"] else None,
        "direction": row["direction"] or None,
        "issues": sorted(row["issues"].replace(",", " ").split()),
    }


def as_row(target: Target) -> dict[str, object]:
    return {
        "kind": target.kind.value,
        "operator": target.operator,
        "value": target.value,
        "value_high": target.value_high,
        "unit": target.unit,
        "per": "/".join(target.per),
        "deadline": str(target.deadline or ""),
        "level": target.level,
        "direction": target.direction,
        "issues": sorted(target.issues),
    }


def test_manual_is_up_to_date():
    from tools.reference_values import PAGE, page

    assert PAGE.read_text(encoding="utf-8") == page(), "run: python tools/reference_values.py"
