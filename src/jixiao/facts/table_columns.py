"""What the columns and rows of budget tables hold, by the words that name them (表头与行名的含义)."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SPACE = re.compile(r"\s+")
TWO_SIDED = ("T01_total", "T04_fiscal_total", "FA01_total", "FA04_fiscal_total")
"""Kinds that print income at the left and expenditure at the right."""

_LEAVES: tuple[tuple[str, str], ...] = (
    ("carryover_out", r"年末.{0,20}(?:结转|结余)|年终结转|结转下年"),
    ("carryover", r"(?:上年|年初).{0,20}(?:结转|结余)|^结转|结转安排|结转(?:和?结余|资金)?$"),
    ("current_income", r"^本年收入$"),
    ("current_expenditure", r"^本年支出$"),
    ("basic", r"基本支出"),
    ("project", r"项目支出"),
    ("personnel", r"人员(?:经费|支出)"),
    ("operating", r"公用(?:经费|支出)"),
    ("upward", r"(?:上缴|上解)上级"),
    ("subsidy", r"对?附属单位补助"),
    ("affiliated", r"附属单位上缴"),
    ("superior", r"上级补助"),
    ("special_account", r"财政专户"),
    ("business", r"经营(?:收入|支出)|事业单位经营"),
    ("undertaking", r"事业(?:预算)?收入"),
    ("state_capital", r"国有资本"),
    ("fund", r"政府性?基金|基金预算"),
    ("general", r"一般公共预算"),
    ("unit_funds", r"单位资金|自有资金"),
    ("other_income", r"其他(?:来源)?收入|其他资金"),
    ("current", r"当年(?:预算|拨款|财政)?安排|本年(?:预算)?安排"),
    ("surplus_used", r"(?:使用|动用|非财政拨款).{0,20}结余|事业基金"),
    ("fiscal", r"(?<!非)财政拨款|财政资金"),
    ("initial", r"年初预算|^预算数$"),
    ("adjusted", r"调整预算|全年预算"),
    ("final", r"^决算数?$|支出决算$"),
    ("total", r"合计|总计|小计|^(?:预算|决算)?(?:数|金额|额)$|总额|^\d{4}年(?:预算数?|合计|预算)?$|预算数$|^本年(?:收入|支出)合计$"),
)
_COMPILED = tuple((role, re.compile(pattern)) for role, pattern in _LEAVES)
_CURRENT = re.compile(r"本年收入|本年支出")
_SUM = re.compile(r"^(?:合计|小计|总计)$|合计$")
_GROUPS = (
    "basic",
    "project",
    "carryover",
    "fiscal",
    "special_account",
    "unit_funds",
    "undertaking",
    "business",
    "superior",
    "other_income",
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_VEHICLES = re.compile(r"公务用车购置(?:及|和)")

_LINES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("of_which", re.compile(r"^[（(]?其中")),
    ("surplus_used", re.compile(r"(?:使用|用事业基金|动用).{0,20}(?:结余|弥补)|事业基金弥补")),
    ("surplus_distributed", re.compile(r"结余分配")),
    ("carryover_out", re.compile(r"年终结转|年末.{0,20}(?:结转|结余)|结转下年")),
    ("carryover", re.compile(r"(?:上年|年初|以前年度).{0,20}(?:结转|结余)|^结转结余")),
    ("current_total", re.compile(r"本年(?:收入|支出)合计|当年(?:收入|支出)合计")),
    ("total", re.compile(r"^(?:合计|总计|总合计|部门合计|单位合计|共计)$|^(?:收入|支出)总计$|^(?:收入|支出)合计$")),
    ("subtotal", re.compile(r"小计$|(?:人员|公用)经费合计$|合计$")),
)
_TOP = re.compile(r"^[一二三四五六七八九十]{1,3}[、.．]")
_BELOW = re.compile(r"^(?:\d{1,2}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|[①-⑳])")


def column_role(name: str, kind: str, names: Sequence[str] = ()) -> str | None:
    """What a column of money holds.

    Args:
        name: its header cells joined with ``/``.
        kind: kind of the table.
        names: all columns of money of the table, to tell a single one.

    >>> column_role("2023年预算数/基本支出", "T03_expenditure"), column_role("金额", "T08_fund")
    ('basic', 'total')
    >>> column_role("本年收入/合计", "T02_income", ["合计", "本年收入/合计", "上年结转"])
    'current'
    """
    parts = [_SPACE.sub("", part) for part in name.split("/") if part.strip()]
    if not parts:
        return None
    leaf = parts[-1]
    above = "/".join(parts[:-1])
    if is_of_earlier_year(name, names):
        return None
    if leaf.startswith("其中"):
        return "of_which"
    if leaf in ("小计", "合计") and (role := _role(above.rsplit("/", 1)[-1])) in _GROUPS and _has_other_total(name, names):
        return role
    if _SUM.search(leaf) and _CURRENT.search(above) and (any(map(_is_carryover, names)) or _has_other_total(name, names)):
        both = any("本年收入" in other for other in names) and any("本年支出" in other for other in names)
        return ("current_income" if "本年收入" in above else "current_expenditure") if both else "current"
    if _SUM.search(leaf) and (role := _role(parts[-2]) if len(parts) > 1 else None) in ("general", "fund", "state_capital"):
        return role if kind in TWO_SIDED or any(_role_of_top(other, parts[-2]) for other in names) else "total"
    if leaf in ("金额", "预算数", "决算数") and (kind in TWO_SIDED or (kind.endswith("_basic_econ") and _is_only_leaf(leaf, names))):
        return "total"
    if leaf == "决算数" and len([other for other in names if other.endswith("决算数")]) <= 1:
        return "total" if not any("预算数" in other for other in names) else "final"
    role = _role(leaf)
    if role in ("initial", "final") and not any(
        _role(other.rsplit("/", 1)[-1]) in ("initial", "adjusted", "final") for other in names if other != name
    ):
        return "total"
    return role


def _is_only_leaf(leaf: str, names: Sequence[str]) -> bool:
    """All columns of money end alike, as where codes stand side by side (人员经费/决算数, 公用经费/决算数)."""
    return all(_SPACE.sub("", name).rsplit("/", 1)[-1] == leaf for name in names)


def is_of_earlier_year(name: str, names: Sequence[str]) -> bool:
    """The column shows an earlier year than another one (2023年预算数 beside 2024年预算数).

    >>> is_of_earlier_year("2023年预算数/合计", ["2023年预算数/合计", "2024年预算数/合计"])
    True
    """
    years = [int(year) for other in names for year in _YEAR.findall(other)]
    own = [int(year) for year in _YEAR.findall(name)]
    return bool(own) and max(own) < max(years, default=0)


def _has_other_total(name: str, names: Sequence[str]) -> bool:
    """A sum stands outside of the group of the column."""
    group = name.rpartition("/")[0] + "/"
    return any(not other.startswith(group) and _SUM.search(_SPACE.sub("", other).rsplit("/", 1)[-1]) for other in names)


def _is_carryover(name: str) -> bool:
    return any(_role(part) in ("carryover", "carryover_out") for part in _SPACE.sub("", name).split("/"))


def _role_of_top(name: str, top: str) -> bool:
    """Another column stands in a group of the same sort: 小计 under 一般公共预算 beside 小计 under 政府性基金."""
    parts = [_SPACE.sub("", part) for part in name.split("/")]
    return len(parts) > 1 and parts[-2] != top and _role(parts[-2]) in ("general", "fund", "state_capital")


def _role(leaf: str) -> str | None:
    return next((role for role, pattern in _COMPILED if pattern.search(leaf)), None)


def column_side(name: str) -> str | None:
    """Income or expenditure by the uppermost header that says it.

    >>> column_side("收入/项目"), column_side("财政拨款支出/合计"), column_side("合计")
    ('income', 'expenditure', None)
    """
    for part in name.split("/"):
        if "支出" in part:
            return "expenditure"
        if "收入" in part:
            return "income"
    return None


def blocks(columns: Sequence[str]) -> list[int]:
    """Where the blocks of a table begin that print names side by side: the columns of names, from 0.

    >>> blocks(["收入/项目", "收入/行次", "收入/金额", "支出/项目（按功能分类）", "支出/金额"])
    [0, 3]
    """
    return [at for at, name in enumerate(columns) if _SPACE.sub("", name).rsplit("/", 1)[-1].startswith("项目")]


def is_by_nature(name: str) -> bool:
    """The column of names lists the same expenditure once more by its nature (按支出性质和经济分类)."""
    return re.search(r"按支出性质|按?经济分类", name) is not None


def line_role(name: str | None, code: str | None) -> str:
    """What a row is for.

    >>> line_role("支出总计", None), line_role("本年收入合计", None), line_role("其中：教学人员", None), line_role("公安", "20402")
    ('total', 'current_total', 'of_which', 'item')
    """
    if code:
        return "item"
    flat = _SPACE.sub("", name or "")
    return next((role for role, pattern in _LINES if pattern.search(flat)), "item")


def is_below(name: str | None) -> bool:
    """The number before a name is one of a lower level: 1. or （一） below 一、.

    >>> is_below("1. 一般公共预算资金"), is_below("一、财政拨款收入")
    (True, False)
    """
    flat = (name or "").strip()
    return _BELOW.match(flat) is not None and not _TOP.match(flat)


def numbering(name: str | None) -> str:
    """How a row below another one is numbered: digit, bracket, circle, or word (其中).

    >>> numbering("1. 一般公共预算资金"), numbering("（一）经费拨款"), numbering("其中：住房改革支出")
    ('digit', 'bracket', 'word')
    """
    flat = _SPACE.sub("", name or "")
    return "word" if not _BELOW.match(flat) else "digit" if flat[0].isdecimal() else "bracket" if flat[0] in "（(" else "circle"


THREE_PUBLIC: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("three_public_abroad", re.compile(r"因公出国")),
    ("three_public_reception", re.compile(r"公务接待|招待费")),
    ("three_public_vehicle_total", re.compile(r"(?:公务)?用车购置(?:及|和|、).{0,20}运")),
    ("three_public_vehicle_purchase", re.compile(r"购置费?$|用车购置费?")),
    ("three_public_vehicle_running", re.compile(r"(?:用车)?运(?:行|维)")),
    ("three_public_total", re.compile(r"合计|总计|三公.{0,20}(?:小计|经费)?$|小计$")),
)
"""Which three-public item a row or column names; the first that fits."""


def three_public_item(name: str) -> str | None:
    """The item of 三公经费 that a row or a column names.

    >>> three_public_item("公务用车购置及运行费/小计"), three_public_item("②公务用车运行维护费"), three_public_item("合计")
    ('three_public_vehicle_total', 'three_public_vehicle_running', 'three_public_total')
    """
    parts = [_SPACE.sub("", part) for part in name.split("/") if part.strip()]
    if not parts:
        return None
    leaf = parts[-1]
    if leaf in ("小计", "合计") and len(parts) > 1 and _VEHICLES.search(parts[-2]):
        return "three_public_vehicle_total"
    if re.match(r"^其中[:：]?教学|^其他因公", leaf) or re.search(r"教学科研", leaf):
        return None
    return next((item for item, pattern in THREE_PUBLIC if pattern.search(leaf)), None)
