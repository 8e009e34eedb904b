"""Write docs/reference/values.md, the manual of the value grammar, from tests/spec/values.toml."""

import json
import tomllib
from pathlib import Path
from typing import Any

from jixiao.values.target import Kind, Target

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "tests" / "spec" / "values.toml"
PAGE = ROOT / "docs" / "reference" / "values.md"

HEAD = """# The grammar of target values (指标值的语法)

A target value is what a form prints in the column 指标值. `jixiao.values.parse_target` reads it into typed fields, `render` writes it
back in canonical text. This page is made by `tools/reference_values.py` from `tests/spec/values.toml`, and a test holds the grammar to it.

Without context a text means what it says. The name of the indicator, its second level, the budget year and columns of their own for
operator and unit refine it: they settle 度 and 万, give *per* and a baseline, complete a date. Only with a name is an indicator judged
(`not_measurable`, `year_only`, `tautology`).
"""

ISSUES = {
    "op_variant": "the operator is written otherwise than ≥ ≤ > < =",
    "fullwidth": "full-width digits or %",
    "percent_word": "百分比 or 百分之 after the number",
    "unit_missing": "a number without unit",
    "money_unit_missing": "万 without 元, read as money",
    "dot_separator": "dot or 、 where / is meant",
    "approx": "余, 多, 约, 左右, or an endless fraction",
    "chinese_numeral": "number in Chinese numerals",
    "two_quantities": "two quantities in one cell; the first is typed",
    "split_digits": "digits torn apart by blanks, joined",
    "split_cell": "the text breaks off",
    "clause_in_value": "the value stands inside a phrase",
    "mixed_value": "words after the value",
    "baseline_missing": "a change without saying against what",
    "past_state": "the result precedes the budget year",
    "impossible_date": "a date that is in no calendar",
    "year_only": "only a stretch of time (judged of a named indicator)",
    "not_measurable": "nothing that could be measured (judged of a named indicator)",
    "tautology": "the value repeats the name",
    "unattainable": "a share above 100%",
    "template_residue": "** or xx of the empty form is left",
    "number_in_text": "a sentence with a number in it",
    "implicit_per": "what the number is per stands in the name",
    "degenerate_bound": "a share that must reach 100% or more",
}


def page() -> str:
    """The whole manual."""
    shapes = tomllib.loads(TABLE.read_text(encoding="utf-8"))["shape"]
    parts = [HEAD, _fields(), _issues(), "## Shapes\n", *map(_shape, shapes)]
    return "\n".join(parts).rstrip() + "\n"


def _fields() -> str:
    lines = ["## Fields\n", "| Field | Meaning |", "|---|---|"]
    lines += [f"| `{name}` | {_cell(field.description or '')} |" for name, field in Target.model_fields.items()]
    lines += ["", "Kinds: " + ", ".join(f"`{kind.value}`" for kind in Kind) + ".", ""]
    lines += ["`period` is `2024`, `2024-Q3`, `2024-H1` or `2024-06`; `Y` stands for a budget year that is not known (`Y-12-31`).", ""]
    return "\n".join(lines)


def _issues() -> str:
    rows = [f"| `{code}` | {meaning} |" for code, meaning in ISSUES.items()]
    return "\n".join(["## Issues\n", "| Code | The text |", "|---|---|", *rows, ""])


def _shape(shape: dict[str, Any]) -> str:
    lines = [f"### {shape['id']} {shape['title']}\n"]
    if shape["about"]:
        lines += [shape["about"], ""]
    lines += ["| Text | With | Typed |", "|---|---|---|"]
    lines += [f"| {_code(example['text'])} | {_context(example)} | {_typed(example['gives'])} |" for example in shape["example"]]
    return "\n".join([*lines, ""])


def _context(example: dict[str, Any]) -> str:
    return " · ".join(f"{key} {_code(str(value))}" for key, value in example.items() if key not in {"text", "gives", "joined"})


def _typed(gives: dict[str, Any]) -> str:
    """The typed value in one line: ``numeric ≥ 95 percent``, then the other fields."""
    span = f"{gives.get('value')}..{gives['value_high']}" if "value_high" in gives else gives.get("value")
    if gives["kind"] == "deadline":
        span = gives.get("deadline")
    head = [gives["kind"], gives.get("operator"), span, gives.get("unit")]
    text = " ".join(str(part) for part in head if part)
    if gives.get("per"):
        text += " per " + ", ".join(gives["per"])
    shown = {"kind", "operator", "value", "value_high", "unit", "per", "deadline", "issues"}
    more = [f"{key} {_plain(value)}" for key, value in gives.items() if key not in shown]
    issues = [f"*{issue}*" for issue in gives.get("issues", [])]
    return _cell("; ".join([text, *more, *issues]))


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _code(text: str) -> str:
    return f"`{_cell(text)}`" if text.strip() else "*(blank)*"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> None:
    """Write the page."""
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
