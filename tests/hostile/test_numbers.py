"""Amounts are exact, however they are printed: no number of money was ever a float."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from tests.hostile import bounds
from tests.hostile.zips import sheet, xlsx

from jixiao.model import Document

FORM = (
    "项目支出绩效目标表\n单位：{unit}\n项目名称\t湿地栈道维护\n年度资金总额\t{amount}\n年度绩效目标\t维护栈道3公里。\n"
    "一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t栈道长度\t≥3公里\n"
)
PRINTED = [
    ("万元", "12.50", "125000"),
    ("元", "12.50", "12.5"),
    ("亿元", "1.2", "120000000"),
    ("万元", "1,234.56", "12345600"),
    ("万元", "1，234.56", "12345600"),
    ("万元", "１２．５０", "125000"),
    ("万元", "0.01", "100"),
    ("万元", "0.1", "1000"),
    ("元", "0.1", "0.1"),
    ("万元", "999999999.999999", "9999999999999.99"),
    ("万元", "-12.50", "-125000"),
    ("万元", "0", "0"),
    ("万元", "0.00", "0"),
]


@pytest.mark.parametrize(("unit", "amount", "yuan"), PRINTED)
def test_amount_is_exact(unit, amount, yuan, tmp_path):
    reading = bounds.read_bytes(FORM.format(unit=unit, amount=amount).encode(), tmp_path)

    assert reading.projects[0].amounts["annual"] == Decimal(yuan)
    printed = json.loads(reading.model_dump_json())["projects"][0]["amounts"]["annual"]
    assert isinstance(printed, str)
    assert Decimal(printed) == Decimal(yuan)


@pytest.mark.parametrize(
    ("stored", "yuan"),
    [
        ("12.5", "125000"),
        ("0.1", "1000"),
        ("1234.5600000000001", "12345600"),
        ("0.30000000000000004", "3000"),
        ("1E3", "10000000"),
        ("1.1E-2", "110"),
    ],
)
def test_number_of_a_spreadsheet_is_what_the_spreadsheet_shows(stored, yuan, tmp_path):
    """Spreadsheets keep binary numbers: 0.1 + 0.2 is stored as 0.30000000000000004 and shown as 0.3."""
    rows = [["项目支出绩效目标表（万元）"], ["项目名称", "湿地栈道维护"], ["年度资金总额（万元）", float], ["年度绩效目标", "维护栈道。"],
            ["一级指标", "二级指标", "三级指标", "指标值"], ["产出指标", "数量指标", "栈道长度", "≥3公里"]]  # fmt: skip
    xml = "".join(
        f'<row r="{at}">'
        + "".join(
            f'<c r="{"ABCD"[col]}{at}"><v>{stored}</v></c>'
            if text is float
            else f'<c r="{"ABCD"[col]}{at}" t="inlineStr"><is><t>{text}</t></is></c>'
            for col, text in enumerate(row)
        )
        + "</row>"
        for at, row in enumerate(rows, start=1)
    )
    reading = bounds.read_bytes(xlsx(sheet(xml)), tmp_path)

    assert reading.projects[0].amounts["annual"] == Decimal(yuan)


def test_cents_of_many_amounts_add_up(tmp_path):
    """A thousand times 0.07 is 70 exactly."""
    forms = "\n".join(FORM.format(unit="元", amount="0.07").replace("湿地栈道", f"第{number}段栈道") for number in range(100))
    reading = bounds.read_bytes(forms.encode(), tmp_path)

    assert len(reading.projects) == 100
    assert sum(project.amounts["annual"] for project in reading.projects) == Decimal("7")


def numbers(schema: object, path: str = "") -> list[str]:
    """Places of a schema that allow a JSON number with a fraction."""
    if isinstance(schema, dict):
        here = [path] if schema.get("type") == "number" else []
        return here + [found for key, value in schema.items() for found in numbers(value, f"{path}/{key}")]
    return [found for at, value in enumerate(schema) for found in numbers(value, f"{path}/{at}")] if isinstance(schema, list) else []


def test_no_key_of_the_json_is_a_number_with_a_fraction():
    found = numbers(Document.model_json_schema(mode="serialization"))

    assert [place for place in found if "/box/" not in place and not place.endswith("/confidence")] == []


def test_no_value_of_a_reading_is_a_float(tmp_path):
    reading = bounds.read_bytes(FORM.format(unit="万元", amount="12.50").encode(), tmp_path)

    assert floats(reading.model_dump()) == []


def floats(value: object, path: str = "") -> list[str]:
    if isinstance(value, dict):
        return [found for key, item in value.items() for found in floats(item, f"{path}.{key}")]
    if isinstance(value, list | tuple):
        return [found for at, item in enumerate(value) for found in floats(item, f"{path}[{at}]")]
    return [path] if isinstance(value, float) and not path.endswith("confidence") else []
