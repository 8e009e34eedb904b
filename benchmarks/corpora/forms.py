"""Invented target forms without a fault, as web pages: what a clean part of a national corpus is made of."""

from __future__ import annotations

import random
import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

_LEVEL1 = {
    "数量指标": "产出指标",
    "质量指标": "产出指标",
    "时效指标": "产出指标",
    "经济成本指标": "成本指标",
    "社会效益指标": "效益指标",
    "生态效益指标": "效益指标",
    "可持续影响指标": "效益指标",
    "服务对象满意度指标": "满意度指标",
}
_HEADS = ("一级指标", "二级指标", "三级指标", "指标值", "权重")


@cache
def kinds() -> tuple[dict[str, Any], ...]:
    """Kinds of projects of ``kinds.toml``."""
    return tuple(tomllib.loads((Path(__file__).parent / "kinds.toml").read_text(encoding="utf-8"))["kind"])


def page(random_numbers: random.Random, agency: str, year: int, projects: int, *, growth: float = 1) -> str:
    """A web page with the forms of an agency; no kind of project stands in it twice.

    Args:
        random_numbers: where the numbers of the forms come from.
        agency: its name.
        year: fiscal year.
        projects: forms, at most as many as there are kinds.
        growth: what the numbers are multiplied by; the same random numbers with another growth give the next year of an agency.
    """
    forms = "".join(_form(kind, random_numbers, agency, year, growth) for kind in random_numbers.sample(kinds(), projects))
    title = f"{agency}{year}年度项目支出绩效目标公开"
    return f'<html><head><meta charset="utf-8"><title>{title}</title></head><body><h1>{title}</h1>{forms}</body></html>'


def _form(kind: dict[str, Any], random_numbers: random.Random, agency: str, year: int, growth: float) -> str:
    values: dict[str, object] = {name: round(random_numbers.randrange(*kind[name]) * growth) for name in ("n", "m")}
    values |= {"year": year, "unit_cost": kind["unit_cost"]}
    money = (Decimal(str(kind["unit_cost"])) * int(str(values[kind["paid"]]))).quantize(Decimal("0.01"))
    rows = [
        ("项目名称", f"{year}年{kind['name']}"),
        ("主管部门", agency, "实施单位", agency),
        ("项目期", "1年", "项目属性", "一年期项目"),
        ("年度资金总额（万元）", str(money)),
        ("其中：财政拨款（万元）", str(money)),
        ("其他资金（万元）", "0.00"),
        ("年度绩效目标", kind["goal"].format(**values)),
        _HEADS,
    ]
    for line in kind["indicators"]:
        level2, name, target, weight = line.split("|")
        rows.append((_LEVEL1[level2], level2, name, target.format(**values), weight))
    return f"<h2>项目支出绩效目标表（{year}年度）</h2><table>{''.join(_row(cells) for cells in rows)}</table>"


def _row(cells: tuple[str, ...]) -> str:
    """A row of five columns: its last cell takes what is left."""
    last = len(_HEADS) - len(cells) + 1
    parts = [f"<td>{cell}</td>" for cell in cells[:-1]] + [f'<td colspan="{last}">{cells[-1]}</td>']
    return f"<tr>{''.join(parts)}</tr>"
