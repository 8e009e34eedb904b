"""Amounts that a sentence states (文字中的金额): each with what it is for, so that prose can give a project its budget."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from jixiao.values import MoneyUnit, parse_amount

_WIDE = str.maketrans("０１２３４５６７８９．", "0123456789.")
_MONEY = re.compile(
    r"(?<![\dOoIl.])(-?\d[\dOoIl]{0,20}(?:[,，][\dOoIl]{3}){0,6}(?:\.[\dOoIl]{1,12})?)"
    r"\s*(百万元|千万元|千元|万\s?元|亿\s?元|元|[万亿](?![\u4e00-\u9fff]))"
)
_NO_BUDGET_AFTER = re.compile(r"\s*(?:[/／]|以[上下内]|每|的?标准)")
_NO_BUDGET_BEFORE = re.compile(
    r"(?:每[^，。；]{0,6}|人均|单价|(?:执行|支付|到位|决算)(?:数|金额|资金)?[为约]?|标准(?:为|是)?|增加|增长|上升|减少|下降|压减|降低|(?:上年|去年|上一年)[^，。；]{0,8})$"
)
_YEAR = re.compile(r"(20\d\d)\s?年")
_YEAR_WORDS = r"20\d\d\s?年度?|本年度?|当年度?|年度|年初|全年"
_CLAUSES = re.compile(r"[，,。；;：:\n]")
_ITEM = re.compile(
    r"^(?:[、和及与]|[（(]?[\d一二三四五六七八九十]{1,2}[)）]|\d{1,2}[.．、](?!\d)|[一二三四五六七八九十]{1,2}、|[①-⑳]|[-—·•])+\s*"
)
_LEAD = re.compile(rf"^(?:其中|主要|包括|包含|安排用于|用于|安排|拟|预计|计划|另外|另|以及|分别|为|是|含|由|{_YEAR_WORDS}|预算)")
_TAIL = re.compile(rf"(?:{_YEAR_WORDS}|预算数?|资金(?=安排)|安排|申请|预计|计划|拟|需要?|核定|批复|金额|共计|合计|共|约|为|是)$")
_WRAPPED_AMOUNT = re.compile(r"[（(：:\s\"“”约为共计]{1,12}$")
_CLOSED_BRACKETS = re.compile(r"[（(][^（）()]{0,60}[)）]$")
_GENERIC = re.compile(
    rf"{_YEAR_WORDS}|一般公共|政府性基金|国有资本经营|自治区|合计|共计|总计|总额|小计|项目|专项|财政|预算|资金|经费|费用|安排|拨款|补助|金额|支出"
    r"|预计|申请|投入|投资|需要|中央|省级|市级|县级|区级|镇级|本级|单位|部门|自有|自筹|其他|其中|上年|结转|结余|核定|批复|实施期|三年|周期"
    r"|[本该此各的总数共计为约拟需由市区县和及与、]"
)
_WHOLE_PERIOD = re.compile(r"总投资|项目总|总预算|总额|实施期|三年|全周期|总周期")
_SUM = re.compile(r"合计|共计|总计|总共")
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Statement:
    """An amount of a text (金额表述).

    Attributes:
        name: what it is for; ``None`` where the text only says that it is the budget.
        yuan: the amount in yuan; ``None`` where it is damaged.
        text: the amount as printed.
        start: index in the text where the name begins, or the amount where it has none.
        end: index behind its unit.
        before: the words of the same clause before it.
        is_part: it stands behind 其中 or in brackets and is part of another amount.
        is_part_of_named: and that amount has a name of its own.
    """

    name: str | None
    yuan: Decimal | None
    text: str
    start: int
    end: int
    before: str = ""
    is_part: bool = False
    is_part_of_named: bool = False


def find_statements(text: str) -> list[Statement]:
    """The budgets that a text states, in its order.

    Unit prices, limits (以上), changes and the amounts of earlier years are left out: they are no budget.

    >>> [(s.name, s.yuan) for s in find_statements("河道保洁费12.50万元，其中人工8万元；闸站维护费3万元。")]
    [('河道保洁费', Decimal('125000')), ('人工', Decimal('80000')), ('闸站维护费', Decimal('30000'))]
    """
    text = text.translate(_WIDE)
    latest = max((int(year) for year in _YEAR.findall(text)), default=0)
    found: list[Statement] = []
    last, year = 0, 0
    for match in _MONEY.finditer(text):
        before = text[last : match.start()]
        years = _YEAR.findall(before)
        year = int(years[-1]) if years else (0 if re.search(r"[。\n]", before) else year)
        clause = _CLAUSES.split(_WRAPPED_AMOUNT.sub("", before))[-1]
        after = _NO_BUDGET_AFTER.match(text, match.end())
        if after or _NO_BUDGET_BEFORE.search(clause) or (year and year < latest):
            last = after.end() if after else match.end()
            continue
        found.append(_statement(match, text, last, found))
        last = match.end()
    return found


def _statement(match: re.Match[str], text: str, last: int, found: Sequence[Statement]) -> Statement:
    name, start = _name(text, last, match.start())
    amount = parse_amount(re.sub(r"\s", "", match.group()).removesuffix("元") + "元", MoneyUnit.YUAN)
    part, of_named = _part(text, match.start(), found)
    before = _CLAUSES.split(_WRAPPED_AMOUNT.sub("", text[last : match.start()]))[-1]
    return Statement(name, amount.yuan if amount else None, match.group(), start, match.end(), before, part, of_named)


def _name(text: str, last: int, at: int) -> tuple[str | None, int]:
    """What the amount at ``at`` is for, and where that begins."""
    words = _WRAPPED_AMOUNT.sub("", text[last:at])
    words = _WRAPPED_AMOUNT.sub("", _CLOSED_BRACKETS.sub("", words))
    words = _CLAUSES.split(words)[-1]
    if words.count("（") + words.count("(") > words.count("）") + words.count(")"):
        words = re.split(r"[（(]", words)[-1]
    words = re.sub(r"^[）)]+", "", words).strip()
    words = words[-2 * _LONGEST_NAME :]
    words = _stripped(words, _ITEM, _LEAD)
    words = _stripped(words, _TAIL).strip(' ：:“”"')
    if len(words) < 2 or len(words) > _LONGEST_NAME or not _GENERIC.sub("", words):
        return None, at
    return words, text.rindex(words, last, at)


def _stripped(words: str, *patterns: re.Pattern[str]) -> str:
    """The words without what the patterns take from one of their ends, again and again."""
    while (shorter := functools.reduce(lambda left, pattern: pattern.sub("", left), patterns, words)) != words:
        words = shorter
    return words


def _part(text: str, at: int, found: Sequence[Statement]) -> tuple[bool, bool]:
    """Whether an amount is part of one before it, and whether that one has a name."""
    opened = max(text.rfind("（", 0, at), text.rfind("(", 0, at))
    closed = max(text.rfind("）", 0, at), text.rfind(")", 0, at))
    if opened > closed and text[opened + 1 : at].strip("约为共计：: ") and found:
        return True, found[-1].name is not None
    among = text.rfind("其中", 0, at)
    if among < 0 or opened < among < closed or (among - 1 == opened and closed > opened):
        return False, False
    is_list = text[among + 2 : among + 3] in ("：", ":")
    if re.search(r"。" if is_list else r"[。；;\n]", text[among:at]):
        return False, False
    owner = next((item for item in reversed(found) if item.end <= among), None)
    return owner is not None, owner is not None and owner.name is not None


def named_amounts(statements: Sequence[Statement]) -> list[Statement]:
    """The amounts that have a name of their own and are no parts of a named one, each name once."""
    seen: dict[str, Statement] = {}
    for item in statements:
        if item.name is not None and not item.is_part_of_named:
            seen.setdefault(re.sub(r"\s", "", item.name), item)
    return list(seen.values())


def budget_of(statements: Sequence[Statement], name: str | None) -> tuple[Statement | None, Statement | None, bool]:
    """The budget that a text states for one project.

    Args:
        statements: all amounts of the text.
        name: name of the project, where its title gives one.

    Returns:
        The amount of the year, that of the whole period, and whether the text leaves open which of several amounts is the budget.
    """
    whole = [item for item in statements if not item.is_part and item.name is None]
    if not whole:
        named = named_amounts(statements)
        same = [item for item in named if name and item.name and (item.name in name or name in item.name)]
        chosen = named if len(named) == 1 else same
        return (chosen[0], None, False) if len(chosen) == 1 else (None, None, bool(named))
    if len({item.yuan for item in whole}) == 1:
        return whole[0], None, False
    period = [item for item in whole if _WHOLE_PERIOD.search(item.before)]
    annual = [item for item in whole if item not in period]
    sums = [item for item in annual if _SUM.search(item.before)] or annual
    if len({item.yuan for item in sums}) == 1 and len({item.yuan for item in period}) <= 1:
        return sums[0], period[0] if period else None, False
    return None, None, True
