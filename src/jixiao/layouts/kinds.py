"""Which of the standard tables a title names (表的种类), by the words that only it has."""

from __future__ import annotations

import re

from jixiao.layouts.draft import squash

_FINAL = re.compile(r"决算")
_BUDGET_KINDS: tuple[tuple[str, str], ...] = (
    ("T18_three_public_operating", r"三公.*(?:机关)?运行经费|机构运行信息"),
    ("T10_three_public", r"三公"),
    ("T11_operating", r"机关运行(?:经费|费)"),
    ("T14_procurement", r"政府采购|采购预算"),
    ("T13_projects_carry", r"项目支出.*(?:上年结转|结转)"),
    ("T16_targets", r"绩效"),
    ("T12_projects", r"项目支出"),
    ("T17_org", r"机构设置|机构情况|所属单位|单位构成"),
    ("T15_assets", r"资产"),
    ("T07_fund_income", r"政府性基金(?!.*支出)(?!.*收支).*收入|基金(?:预算)?收入"),
    ("T08_fund", r"政府性基金|基金预算"),
    ("T09_state_capital", r"国有资本经营|国有资本"),
    ("T06_basic_econ", r"基本支出|经济分类|经济科目"),
    ("T04_fiscal_total", r"财政拨款.*(?:收支|收入支出)"),
    ("T05_general", r"一般公共预算|公共预算"),
    ("T01_total", r"收支.*(?:总表|总体|总|情况)|收入支出.*总"),
    ("T02_income", r"收入"),
    ("T03_expenditure", r"支出"),
)
_FINAL_KINDS: tuple[tuple[str, str], ...] = (
    ("T18_three_public_operating", r"三公.*机关运行|机构运行信息"),
    ("FA07_three_public", r"三公"),
    ("T11_operating", r"机关运行"),
    ("T14_procurement", r"政府采购"),
    ("T16_targets", r"绩效"),
    ("T15_assets", r"资产"),
    ("FA08_fund", r"政府性基金"),
    ("FA09_state_capital", r"国有资本"),
    ("FA06_basic_econ", r"基本支出"),
    ("FA04_fiscal_total", r"(?<!预算)财政拨款收(?:入)?支"),
    ("FA05_general", r"一般公共预算(?!.*(?:收入支出|项目支出))"),
    ("FA01_total", r"收(?:入)?支.*总|(?<![目款金算])收入支出决算表"),
    ("FA02_income", r"收入(?!支出)"),
    ("FA03_expenditure", r"^(?!.*(?:项目|明细|财政拨款)).*(?<!收入)支出"),
)
_TITLE = re.compile(r"(?:表|明细|情况|预算|决算|一览|目录)(?:[（(][^（）()]{0,30}[)）])*$")


def kind_of(title: str | None) -> str:
    """Kind of the handbook for a title; ``other`` where none fits.

    >>> kind_of("2023年一般公共预算“三公”经费支出预算表")
    'T10_three_public'
    """
    flat = squash(title or "")
    kinds = _FINAL_KINDS if _FINAL.search(flat) else _BUDGET_KINDS
    return next((kind for kind, pattern in kinds if re.search(pattern, flat)), "other")


def ends_as_table(text: str) -> bool:
    """The line ends with 表, whatever brackets follow: 支出预算表（不含上年结转）."""
    return re.sub(r"[（(][^（）()]{0,30}[)）]", "", squash(text)).endswith("表")


def is_table_title(text: str) -> bool:
    """A short line without a sentence's end that names a table."""
    flat = squash(text)
    return 3 < len(flat) <= 60 and not re.search(r"[。；!?]|[:：].", flat) and _TITLE.search(flat) is not None
