"""The kinds of errors that are planted: a slip each, in forms, in tables, in the narrative."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from tests.corpus.planting import (
    Planted,
    cells,
    forms,
    indicators,
    kind,
    other_number,
    replaced,
    sentences,
    with_amount,
    with_indicator,
    with_project,
    with_section,
    with_table,
    with_target,
)

from jixiao.model import Document, Indicator, Project
from jixiao.values import parse_target

WAN = Decimal(10000)
MONEY = r"([\d,]+\.?\d*)\s*万元"


# Money of a form


@kind("FND-001")
def source_of_money_changed(document: Document) -> Planted:
    """One source of the money is more than before, by what no rounding explains; the total is not."""
    for at, project in forms(document):  # a part of a part, such as transfer_provincial, is not added up: FND-001 reads the total above it
        part = next((key for key in ("fiscal", "municipal") if project.amounts.get(key)), None)
        slip = max([WAN, *(5 * step for step in project.steps.values())])
        if part:
            yield f"{project.name} {part}", with_project(document, at, amounts={**project.amounts, part: project.amounts[part] + slip})


@kind("FND-002", "CST-002 FND-003 CST-001 FND-005")
def lifetime_below_year(document: Document) -> Planted:
    """The total of the project is half the money of the year."""
    for at, project in forms(document):
        if (project.amounts.get("total") or 0) >= project.amounts["annual"]:
            yield project.name or "", with_project(document, at, amounts={**project.amounts, "total": project.amounts["annual"] / 2})


@kind("FND-009", "STR-004 DIS-007 FND-001")
def budget_left_blank(document: Document) -> Planted:
    """The money of the year is zero, of its sources nothing is printed."""
    for at, project in forms(document):
        amounts = {key: Decimal(0) if key in ("annual", "total") else None for key in project.amounts}
        yield project.name or "", with_project(document, at, amounts=amounts, amounts_of_period={})


@kind("CST-002", "CST-001 CST-003")
def cost_above_budget(document: Document) -> Planted:
    """A ceiling of the whole cost is twice the budget."""
    for at, project in forms(document):
        most = max(amount for amount in project.amounts.values() if amount)
        for number, indicator in enumerate(project.indicators):
            if indicator.level2_code == "output.cost" and indicator.target.dimension == "money" and not indicator.target.per:
                changed = with_indicator(document, at, number, name="项目总成本")
                yield f"{project.name} {indicator.name}", with_target(changed, at, number, f"≤{2 * most / WAN:.2f}万元")
                break


# Plans of payment


@kind("PLN-001", "PLN-006 PLN-007 PLN-005")
def plan_goes_down(document: Document) -> Planted:
    """June has less than March."""
    for at, project in forms(document):
        plan = project.payment_plan or {}
        if {"3", "6", "10"} <= plan.keys() and plan["3"] == "30%" and plan["6"] == "60%":
            yield project.name or "", with_project(document, at, payment_plan={**plan, "6": "20%"})


@kind("PLN-004", "PLN-001 PLN-006 PLN-007")
def plan_above_hundred(document: Document) -> Planted:
    """A share of more than all."""
    for at, project in forms(document):
        plan = project.payment_plan or {}
        if plan.get("10") == "90%":
            yield project.name or "", with_project(document, at, payment_plan={**plan, "10": "190%"})


@kind("PLN-003")
def plan_without_percent(document: Document) -> Planted:
    """The sign is missing."""
    for at, project in forms(document):
        plan = project.payment_plan or {}
        if plan.get("6") == "60%":
            yield project.name or "", with_project(document, at, payment_plan={**plan, "6": "60"})


@kind("PLN-002", "PLN-001 PLN-007")
def plan_without_end(document: Document) -> Planted:
    """December has 95%."""
    for at, project in forms(document):
        plan = project.payment_plan or {}
        if plan.get("12") == "100%":
            yield project.name or "", with_project(document, at, payment_plan={**plan, "12": "95%"})


# Goals of a form


@kind("GOL-002", "GOL-003 GOL-004 GOL-005 GOL-007 GOL-008 GOL-010 TXT-001")
def goal_of_another_project(document: Document) -> Planted:
    """The goal is that of the project before."""
    before = None
    for at, project in forms(document):
        if before and project.goal and len(before) > 20 and before != project.goal:
            yield project.name or "", with_project(document, at, goal=before)
        before = project.goal


@kind("GOL-005", "GOL-004 TXT-001")
def goal_with_another_number(document: Document) -> Planted:
    """The goal says twice what the indicator says."""
    for at, _, project, indicator in indicators(document, "output.quantity"):
        target = indicator.target
        is_plain = target.kind == "numeric" and target.dimension in ("count", "people") and not target.approx and not target.per
        if is_plain and target.unit and target.value and target.value >= 10 and re.fullmatch(r"[\u4e00-\u9fff]{4,10}", indicator.name):
            is_of_the_year = not re.search(r"20\d\d", project.goal or "") and not re.search("实有|现有", indicator.name)
            if project.goal and is_of_the_year and target.value == int(target.value) and indicator.name not in project.goal:
                yield (
                    f"{project.name} {indicator.name}",
                    with_project(
                        document, at, goal=f"{project.goal.rstrip('。')}。{indicator.name}达到{int(target.value) * 2}{target.unit}。"
                    ),
                )


@kind("GOL-007", "GOL-002 GOL-004")
def goal_of_a_past_year(document: Document) -> Planted:
    """The goal tells what was done two years ago."""
    for at, project in forms(document):
        if project.goal and document.fiscal_year:
            yield project.name or "", with_project(document, at, goal=f"{document.fiscal_year - 2}年，完成了全部设备的检修。")


@kind("TXT-011")
def doubled_punctuation(document: Document) -> Planted:
    """A goal ends with two full stops."""
    for at, project in forms(document):
        if project.goal and project.goal.rstrip()[-1:] not in ".。；;…":
            yield project.name or "", with_project(document, at, goal=f"{project.goal.rstrip()}。。")


@kind("TXT-003 TXT-004 TXT-005 TXT-008 TXT-010 DIS-008", "GOL-002")
def residue_of_a_template(document: Document) -> Planted:
    """A goal names XX单位."""
    for at, project in forms(document):
        if project.goal:
            yield project.name or "", with_project(document, at, goal=f"保障XX单位{project.goal}")


@kind("PRV-001")
def mobile_number_in_a_goal(document: Document) -> Planted:
    """A goal prints a number to call."""
    for at, project in forms(document):
        if project.goal:
            yield project.name or "", with_project(document, at, goal=f"{project.goal.rstrip('。')}，咨询电话13900001234。")


@kind("PRV-006")
def identity_number_in_a_text(document: Document) -> Planted:
    """A text prints a number of an identity card with a check character that holds."""
    for at, project in forms(document):
        if project.goal:
            yield project.name or "", with_project(document, at, goal=f"{project.goal.rstrip('。')}，身份证号11010519491231002X。")


# Indicators of a form


@kind("VAL-030")
def satisfaction_of_five_percent(document: Document) -> Planted:
    """A zero is missing."""
    for at, number, project, indicator in indicators(document):
        is_plain = "满意" in indicator.name and not re.search("提高|提升", indicator.name) and (indicator.target.value or 0) >= 60
        if indicator.level1_code == "satisfaction" and indicator.target.dimension == "ratio" and is_plain:
            yield f"{project.name} {indicator.name}", with_target(document, at, number, "≥5%")


@kind("IND-009", "VAL-018")
def quantity_as_a_rate(document: Document) -> Planted:
    """A number of things is a percentage."""
    for at, number, project, indicator in indicators(document, "output.quantity"):
        if indicator.target.dimension in ("count", "people", "area", "length") and not indicator.target.approx:
            yield f"{project.name} {indicator.name}", with_target(document, at, number, "≥95%")


@kind("IND-013", "CST-002b")
def cost_as_a_rate(document: Document) -> Planted:
    """A ceiling of money is a percentage."""
    for at, number, project, indicator in indicators(document, "output.cost"):
        if indicator.target.dimension == "money":
            yield f"{project.name} {indicator.name}", with_target(document, at, number, "≥95%")


@kind("VAL-014 VAL-018", "VAL-015")
def deadline_of_last_year(document: Document) -> Planted:
    """The end of last year instead of this."""
    for at, number, project, indicator in indicators(document, "output.timeliness"):
        if indicator.target.kind == "deadline" and indicator.target.deadline and document.fiscal_year:
            yield f"{project.name} {indicator.name}", with_target(document, at, number, f"{document.fiscal_year - 1}年12月31日前")


@kind("IND-007")
def indicator_twice(document: Document) -> Planted:
    """An indicator stands twice, with two values."""
    for at, number, project, indicator in indicators(document, "output.quantity"):
        target = indicator.target
        if target.kind == "numeric" and target.operator in ("=", "≥") and target.unit and not target.per and target.dimension == "count":
            again = parse_again(indicator, f"{target.operator}{(target.value or 0) + 7:f}{target.unit}")
            several = [*project.indicators[: number + 1], again, *project.indicators[number + 1 :]]
            yield f"{project.name} {indicator.name}", with_project(document, at, indicators=several)


@kind("IND-003 IND-001")
def no_satisfaction(document: Document) -> Planted:
    """The form has no satisfaction."""
    for at, project in forms(document):
        left = [one for one in project.indicators if one.level1_code != "satisfaction" and "满意" not in f"{one.name}{one.target.text}"]
        if (
            len(left) < len(project.indicators)
            and is_judged(project, left)
            and not re.search("人员|公用经费|利息|债|结转", project.name or "")
        ):
            yield project.name or "", with_project(document, at, indicators=left)


@kind("IND-002 IND-001")
def no_benefit(document: Document) -> Planted:
    """The form has no benefit."""
    for at, project in forms(document):
        left = [one for one in project.indicators if one.level1_code != "benefit"]
        gone = [one for one in project.indicators if one.level1_code == "benefit" and not one.placeholder]
        if gone and is_judged(project, left):
            yield project.name or "", with_project(document, at, indicators=left)


@kind("VAL-004 VAL-012 VAL-013 VAL-002 VAL-006")
def rate_above_hundred(document: Document) -> Planted:
    """A rate of more than all."""
    for at, number, project, indicator in indicators(document, "output.quality"):
        is_share = indicator.name.endswith("率") and not re.search("增长|完成率", indicator.name)  # more may be done than was planned
        if indicator.target.dimension == "ratio" and is_share:
            yield f"{project.name} {indicator.name}", with_target(document, at, number, "≥950%")


@kind("STR-006", "STR-007")
def code_mistyped(document: Document) -> Planted:
    """One digit of the code is another."""
    for at, project in forms(document):
        if project.code and len(project.code) == 21:
            digit = project.code[12]
            yield (
                project.name or "",
                with_project(document, at, code=f"{project.code[:12]}{(int(digit) + 1) % 10 if digit.isdigit() else 3}{project.code[13:]}"),
            )


# Tables


@kind("TAB-001 TAB-002 TAB-003", "TAB-004 TAB-005 TAB-006 TAB-007 TAB-008 TAB-009 NAR-001 NAR-005 NAR-006 TAB-013 TAB-017 TAB-018")
def leaf_of_a_table(document: Document) -> Planted:
    """The amount of a code at the bottom is ten thousand yuan more."""
    for at, table, number, column, amount in cells(document, "T02_income T03_expenditure T05_general T06_basic_econ", leaf=True):
        line = table.lines[number]
        yield f"{table.kind} {line.code} {column}", with_amount(document, at, number, column, amount + WAN)


@kind("TAB-001 TAB-002 TAB-003", "TAB-004 TAB-005 TAB-006 TAB-007 TAB-008 TAB-009 NAR-001 NAR-005 NAR-006 TAB-013 TAB-017 TAB-018")
def sum_of_a_table(document: Document) -> Planted:
    """The amount of a code above others is ten thousand yuan more."""
    for at, table, number, column, amount in cells(document, "T02_income T03_expenditure T05_general T06_basic_econ", leaf=False):
        line = table.lines[number]
        yield f"{table.kind} {line.code} {column}", with_amount(document, at, number, column, amount + WAN)


@kind("TAB-012 TAB-010 TAB-011")
def name_of_a_code(document: Document) -> Planted:
    """A code has the name of another."""
    for at, table in enumerate(document.tables):
        for number, line in enumerate(table.lines):
            if table.kind in ("T03_expenditure", "T05_general") and line.code and len(line.code) == 7 and line.code_name:
                lines = [*table.lines]
                lines[number] = line.model_copy(update={"name": "文化馆免费开放"})
                yield f"{table.kind} {line.code}", with_table(document, at, lines=lines)


# Narrative


@kind("NAR-001 NAR-003 NAR-006 NAR-012 NAR-033", "NAR-004 NAR-019 NAR-024 NAR-005")
def total_in_a_sentence(document: Document) -> Planted:
    """A total of the narrative is ten more than the table has."""
    for at, section, match in sentences(document, rf"(?:收入预算|预算收入总计|支出预算|预算收入|预算支出)\s*{MONEY}"):
        yield f"{section.heading}", replaced(document, at, match, 1, other_number(match[1], Decimal(10)))


@kind("NAR-004 NAR-003 NAR-009 NAR-032 NAR-033 NAR-015 NAR-001", "NAR-012 NAR-011 NAR-006")
def part_of_three_public(document: Document) -> Planted:
    """An item of the three-public narrative is ten more."""
    for at, section, match in sentences(document, rf"(?:公务用车运行维?护?费|公务接待费|因公出国（境）费)\s*{MONEY}"):
        yield f"{section.heading}", replaced(document, at, match, 1, other_number(match[1], Decimal(10)))


@kind("NAR-015", "NAR-012")
def part_of_procurement(document: Document) -> Planted:
    """Goods, works and services do not add up."""
    for at, section, match in sentences(document, rf"政府采购服务预算\s*{MONEY}"):
        yield f"{section.heading}", replaced(document, at, match, 1, other_number(match[1], Decimal(10)))


@kind("NAR-006 NAR-024 NAR-032", "NAR-011 NAR-016")
def change_the_other_way(document: Document) -> Planted:
    """What grew is said to fall."""
    for at, section, match in sentences(document, rf"[比较](?:上年|\d{{4}}年)(?:预算数?)?(增加|减少)\s*{MONEY}"):
        yield f"{section.heading}", replaced(document, at, match, 1, "减少" if match[1] == "增加" else "增加")


@kind("NAR-006")
def rate_of_a_change(document: Document) -> Planted:
    """The rate of a change is ten points more."""
    for at, section, match in sentences(document, rf"(?:增加|减少)\s*{MONEY}\s*[，,]?\s*(?:增加|下降|增长|减少)\s*([\d.]+)%"):
        if "结转" in section.text[: match.start()]:  # which of several figures grew is told by the rate alone
            continue
        yield f"{section.heading}", replaced(document, at, match, 2, other_number(match[2], Decimal(10)))


@kind("NAR-002")
def year_of_a_figure(document: Document) -> Planted:
    """A sentence tells a figure of the year for the year before last."""
    for at, section, match in sentences(document, rf"^({document.fiscal_year})\s*年度?[^，。；\n采]{{0,30}}?{MONEY}"):
        yield f"{section.heading}", replaced(document, at, match, 1, str((document.fiscal_year or 0) - 2))


@kind("PRV-001")
def mobile_number_in_the_narrative(document: Document) -> Planted:
    """A section ends with a number to call."""
    for at, section in enumerate(document.sections):
        if len(section.text) > 60:
            yield f"{section.heading}", with_section(document, at, f"{section.text}\n联系电话：13900001234")


# Procurement


@kind("PRC-001", "PRC-002 CST-007 PRC-003 PRC-007 PRC-008")
def quantity_of_a_purchase(document: Document) -> Planted:
    """The amount of a line of the procurement table is not quantity times price."""
    for at, table in enumerate(document.tables):
        for number, line in enumerate(table.lines):
            column = next((name for name in line.values_yuan if table.kind == "T14_procurement" and name.endswith("合计")), None)
            row = next((row for row in table.rows if line.code in row and line.name in row), [])
            if column and line.code and "单价" in line.values_yuan and row and row[table.columns.index("数量")]:
                yield f"{line.code} {line.name}", with_amount(document, at, number, column, line.values_yuan[column] + 5 * WAN)


def is_judged(project: Project, left: Sequence[Indicator]) -> bool:
    """Enough indicators are left, and the level of each is sure, so that what is missing is missing."""
    return len(left) >= 4 and not project.repairs and all(one.level1_code for one in project.indicators)


def parse_again(indicator: Indicator, text: str) -> Indicator:
    """The same indicator with another value."""
    return indicator.model_copy(update={"target": parse_target(text, name=indicator.name, level2_code=indicator.level2_code)})
