"""Write docs/reference/scoring.md: schemes, bands, formulas, sources, examples and lights, from src/jixiao and tests/spec/scoring.toml."""

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from jixiao.attainment import Band, Origin, read_actual
from jixiao.messages import text
from jixiao.monitoring import actions, light_sets
from jixiao.scoring import Item, Judgement, Scheme, Tier, editions, load_scheme, scheme_ids, score_item, with_settings
from jixiao.scoring.bulk import COLUMNS
from jixiao.scoring.cases import formulas
from jixiao.scoring.scheme import Late, Settings
from jixiao.values import parse_target
from jixiao.values.target import plain_decimal

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "scoring.md"
EXAMPLES = ROOT / "tests" / "spec" / "scoring.toml"

HEAD = """# Scores and monitoring (绩效自评计分与运行监控)

How self-evaluations are scored, and how a year in progress is watched. This page is made by `tools/reference_scoring.py` from the data
that the program uses: `src/jixiao/scoring/schemes/`, `scoring/formulas.toml`, `monitoring/*.toml` and the examples of
`tests/spec/scoring.toml`. Sources and marks of verification are explained in [law and numbers](law.md).

- **Every score carries its derivation**: what was read, the formula, the values put in, the result, what it rests on. The last line is
  the score.
- **What cannot be scored says why**, and what to do; it is never a zero, and a form that holds it has no total.
- A score lies between 0 and the weight. It is computed exactly and rounded once, half up, to 0.01; the total is the sum of the rounded
  items.
- What rests on a judgement is scored by a tier and a percentage inside it; a declared judgement that nobody can recompute is carried over
  and marked.
- Nothing is deducted in silence: a target that was surpassed by far asks for a reason, and at most suggests a coefficient.

## Schemes (计分办法)

Weights in points; 100 together. A scheme is chosen by its id, or is a file of the same form.

| Scheme | 名称 | Execution (预算执行率) | First levels (一级指标) | Since / seen (起用 / 所见年度) | Rests on (依据) | Status (核实) |
|---|---|---|---|---|---|---|"""

GRADES = """
## Grades and tiers (评价等级与定性等次)

Ends belong to exactly one band, so that a total of exactly 90, 80 or 60 has one grade. A set of bands with a gap or an overlap is refused.

| Scheme | 优 excellent | 良 good | 中 medium | 差 poor | 达成 attained | 部分达成 partly | 未达成 poor | Status (核实) |
|---|---|---|---|---|---|---|---|---|"""

SETTINGS = """
## Settings (其他约定)

What holds in every scheme, and where a scheme says otherwise.

| Setting | Scheme | Value | Rests on (依据) | Status (核实) |
|---|---|---|---|---|"""

FORMULAS = """
## Formulas (计分公式)

`w` weight, `A` target, `B` actual value in the unit of the target, `a` and `b` ends of a range, `s` share, `E` executed amount, `P`
full-year budget.

| Case | 情形 | Case in words | Formula | Rests on (依据) | Status (核实) |
|---|---|---|---|---|---|"""

WEIGHTS = """
## Weights where a form prints none (分值建议)

Points of a first level are shared equally among its second levels and then its indicators (`by_l2`), or equally among its indicators
(`flat`). Shares are rounded down to a multiple of the step; what is missing goes out one step each to those that lost something, the
largest unrounded share first, equal shares by turns of the second levels in the order of the form; a rest smaller than a step goes to the
first of them. Points of a first level without indicators go to the others in proportion, to 0.01. Placeholders weigh nothing. A proposal
is confirmed by a person.

## Common units (统一单位)

A number without a unit takes that of the target, as printed (`4.95` beside `4.78万元`); where that is far off and the bare number is not,
the unit is unclear and nothing is scored. Hours, minutes and days convert, as do months and years, lengths, areas (亩 is a fifteenth of a
hectare), volumes and masses. Working days and calendar days, months and days, percent and percentage points never do.

## Worked examples (示例)

| Example | Target (指标值) | Actual (实际完成值) | w | Case | Points (得分) |
|---|---|---|---|---|---|"""

BULK = """
## By the million (批量计分)

`jixiao.scoring.bulk` makes one expression of SQL of a scheme, for a table with these columns; `bulk_row` makes a row of an indicator. What
is not scorable has no row. A test holds it against scoring singly.

| Column | Type |
|---|---|"""

LIGHTS = """
## Lights of monitoring (运行监控亮灯)

| Set | 名称 | Of | Red (红) | Yellow (黄) | Green (绿) | Blue (蓝) | Rests on (依据) | Status (核实) |
|---|---|---|---|---|---|---|---|---|"""

ACTIONS = """
Deviation is 1 − attainment, in percent; pace is attainment or execution rate by the share of the year that is over, in percent; gap is
execution rate less planned rate, in percentage points. Thresholds of warnings are [parameters](law.md) that begin with `monitoring.`.

## Actions (纠偏措施)

Suggested with a reason; a person decides.

| Action | 措施 | When | Who decides (权限) | Rests on (依据) | Status (核实) |
|---|---|---|---|---|---|"""

FORECAST = """
## Forecast (全年预计)

A range in whole percents, the low end rounded down and the high end up; it is no probability, and the result names its method.

1. Three past years or more: what they still gained after the same day, the least, the median and the most.
2. Three reports of the year or more: each month that is left goes like the slowest, the mean, the fastest so far.
3. A payment plan: the rest as planned, the pace so far, the same fraction of the plan as so far.

With less there is no forecast. Money is not expected above its budget, and nothing is expected to shrink.
"""


def page() -> str:
    """The whole page."""
    schemes = [scheme for name in scheme_ids() for scheme in editions(name)]
    parts = [
        *(HEAD, *map(_scheme, schemes), ""),
        *_notes(schemes),
        *(GRADES, *_bands(schemes)),
        *(SETTINGS, *_settings(schemes)),
        *(FORMULAS, *map(_formula, formulas())),
        *(WEIGHTS, *_examples(), "", *_derivation()),
        *(BULK, *(f"| `{name}` | {kind} |" for name, kind in COLUMNS.items())),
        *(LIGHTS, *_lights()),
        *(ACTIONS, *_actions()),
        FORECAST,
    ]
    return "\n".join(parts).rstrip() + "\n"


def row(*cells: str) -> str:
    """A row of a table."""
    return "| " + " | ".join(cell.replace("|", "\\|") if cell[:1] == "`" else _escaped(cell) for cell in cells) + " |"


def _escaped(cell: str) -> str:
    return cell.replace("|", "\\|").replace("<", "&lt;")


def status(origin: Origin) -> str:
    """The mark of verification in both languages."""
    return f"{text(f'lawstatus.{origin.status.value}', 'zh')} {origin.status.value}"


def _scheme(scheme: Scheme) -> str:
    groups = "; ".join(f"{group.title.zh} {plain_decimal(group.points)} ({'+'.join(group.holds)})" for group in scheme.groups)
    since = scheme.start.isoformat() if scheme.start else "/".join(map(str, scheme.seen))
    groups = groups or "those of the form (以表上印的为准)"
    title = f"{scheme.title.zh} {scheme.title.en}"
    execution = "—" if scheme.is_open else plain_decimal(scheme.execution)
    return row(f"`{scheme.id}`", title, execution, groups, since, f"`{scheme.origin.source}`", status(scheme.origin))


def _notes(schemes: list[Scheme]) -> Iterator[str]:
    for scheme in schemes:
        if scheme.note.en:
            yield f"- `{scheme.id}`: {scheme.note.zh} {scheme.note.en}"


def _bands(schemes: list[Scheme]) -> Iterator[str]:
    for scheme in schemes:
        marks = "; ".join(dict.fromkeys(status(scheme.origin_of(section)) for section in ("grades", "tiers")))
        bands = [*_named(scheme.settings.grades, "s", ""), *_named(scheme.settings.tiers, "s", "%")]
        yield row(f"`{scheme.id}`", *bands, marks)


def _named(bands: tuple[Band, ...], symbol: str, unit: str) -> list[str]:
    return [band.shown(symbol, unit) for band in bands]


def _settings(schemes: list[Scheme]) -> Iterator[str]:
    usual = load_scheme("NATIONAL_2020")
    chosen = [("all", usual), ("variant `pass_mark`", load_scheme("NATIONAL_2020", variants=("pass_mark",)))]
    chosen += [(f"`{scheme.id}`", scheme) for scheme in schemes]
    for section in (key for key in usual.settings.origins if key not in {"grades", "tiers"}):
        value = _value(section, usual.settings)
        for name, scheme in chosen:
            own = _value(section, scheme.settings)
            if name == "all" or own != value:
                origin = scheme.origin_of(section)
                yield row(f"`{section}`", name, own, f"`{origin.source}`", status(origin))


def _value(section: str, settings: Settings) -> str:
    """A section of the settings in words."""
    late, over, execution, marks = settings.late, settings.over, settings.execution, settings.attainment
    tiers = ", ".join(f"{days} days or less {plain_decimal(share)}%" for days, share in late.tiers)
    factors = ", ".join(
        f"{plain_decimal(k)}{f' up to {plain_decimal(most)}×' if most is not None else ' above'}" for most, k in over.factors
    )
    known: dict[str, str] = {
        "exact": settings.exact,
        "strict_bound": settings.strict_bound,
        "late": f"{late.mode}: {tiers}, nothing later" if late.mode == "tiers" else late.mode,
        "over": f"a reason above {plain_decimal(over.limit)}×; for `target_too_low` {factors}",
        "execution": f"without money: {execution.no_money}{_mark(execution.pass_mark)}",
        "execution_reason": f"a reason below {plain_decimal(settings.execution_reason_below)}%",
        "attainment": "no pass mark"
        if marks.pass_mark is None
        else f"{_mark(marks.pass_mark)[2:]}; satisfaction {_satisfaction(settings)}",
        "not_applicable": settings.not_applicable,
        "empty_group": settings.empty_group,
        "proposal": f"{settings.mode}, multiples of {plain_decimal(settings.step)}",
        "reasons": f"{settings.shortest_reason} characters or more",
        "checking": f"{plain_decimal(settings.tolerance)} points",
    }
    return known[section]


def _mark(mark: Decimal | None) -> str:
    return "" if mark is None else f"; nothing below {plain_decimal(mark)}%"


def _satisfaction(settings: Settings) -> str:
    marks = settings.attainment
    if marks.satisfaction_full is None or marks.satisfaction_least is None:
        return "as any other"
    return f"full from {plain_decimal(marks.satisfaction_full)}%, at its rate from {plain_decimal(marks.satisfaction_least)}%"


def _formula(case: str) -> str:
    formula = formulas()[case]
    words = [text(f"score_case.{case}", lang, **dict.fromkeys(_names(case), "…")) for lang in ("zh", "en")]
    return row(f"`{case}`", *words, f"`{formula.formula}`", f"`{formula.origin.source}`", status(formula.origin))


def _names(case: str) -> set[str]:
    """What the sentence of a case names."""
    from string import Formatter

    from jixiao.messages import catalogue

    return {name for _, name, _, _ in Formatter().parse(catalogue()[f"score_case.{case}"]["zh"]) if name}


def item_of(example: dict[str, Any]) -> Item:
    """The indicator of an example, read by the grammar."""
    level2, year = example.get("level2"), example.get("year")
    context: dict[str, Any] = {"name": example.get("name", ""), "level2_code": level2, "fiscal_year": year}
    target = parse_target(example["target"], **context)
    judgement = Judgement(Tier(example["tier"]), Decimal(example["share"]), example.get("evidence", False)) if "tier" in example else None
    return Item(
        example.get("name", ""),
        target,
        read_actual(example["actual"], target, baseline_text=example.get("baseline"), **context),
        Decimal(example.get("weight", "10")),
        level1_code=level2.partition(".")[0] if level2 else None,
        level2_code=level2,
        declared=Decimal(example["declared"]) if "declared" in example else None,
        judgement=judgement,
        over_reason=example.get("over_reason", ""),
        accepted_coefficient=Decimal(example["coefficient"]) if "coefficient" in example else None,
        fiscal_year=year,
    )


def scheme_of(example: dict[str, Any]) -> Scheme:
    """The scheme of an example with its settings."""
    scheme = load_scheme(example.get("scheme", "NATIONAL_2020"), variants=tuple(example.get("variants", ())))
    changes = dict(example.get("settings", {}))
    if "late" in changes:
        changes["late"] = Late(changes["late"], scheme.settings.late.tiers)
    return with_settings(scheme, **changes) if changes else scheme


def _examples() -> Iterator[str]:
    for group in tomllib.loads(EXAMPLES.read_text(encoding="utf-8"))["group"]:
        yield row(f"**{group['title']}**", "", "", "", "", "")
        for example in group["example"]:
            found = score_item(item_of(example), scheme_of(example))
            about = ", ".join(f"{key} {value}" for key, value in example.get("settings", {}).items())
            about = "; ".join(filter(None, (example["id"], example.get("scheme", ""), *example.get("variants", ()), about)))
            points = (
                str(found.points) if found.points is not None else (found.score.reason.message("zh") if found.score.reason else "不适用")
            )
            actual = example["actual"] + (f"（基期 {example['baseline']}）" if "baseline" in example else "")
            actual += f"（{example['share']}%）" if "share" in example else ""
            case = f"`{found.score.case}`" if found.score.case else found.score.standing.value
            yield row(about, f"`{example['target']}`", actual or " ", example.get("weight", "10"), case, points)


def _derivation() -> Iterator[str]:
    """One derivation in full, in both languages."""
    example = {"target": "≤4小时", "actual": "300分钟"}
    found = score_item(item_of(example), load_scheme("NATIONAL_2020"))
    for lang in ("zh", "en"):
        yield "```text"
        yield from found.score.derivation.lines(lang)
        yield "```"
        yield ""


def _lights() -> Iterator[str]:
    for chosen in light_sets().values():
        bands = {band.name: band.shown(chosen.measure) for band in chosen.bands}
        if chosen.blue_from is not None:
            bands["blue"] = f"{chosen.blue_from}% of the target of the year and more"
        cells = [bands.get(name, "—") for name in ("red", "yellow", "green", "blue")]
        of = ", ".join(chosen.of)
        yield row(f"`{chosen.id}`", f"{chosen.title.zh} {chosen.title.en}", of, *cells, f"`{chosen.origin.source}`", status(chosen.origin))


def _actions() -> Iterator[str]:
    for action in actions().values():
        when, who = f"{action.situation.zh} {action.situation.en}", f"{action.authority.zh} {action.authority.en}"
        yield row(f"`{action.code}`", f"{action.title.zh} {action.title.en}", when, who, f"`{action.origin.source}`", status(action.origin))


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
