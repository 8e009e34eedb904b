"""Figures of a sentence and the words that tell what they are: a change, a base, a share, a completion (句中的数字)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from jixiao.values.numbers import plain

_FIGURE = re.compile(
    r"(?<![\d.,\-])(?P<number>-?(?:\d{1,3}(?:,\d{3}){1,5}(?!\d)|\d{1,16})(?:\.\d{1,6})?)"
    r"(?P<unit>亿元|百万元|万元|千元|万(?=[，。;)]|$)|元|%|个百分点|辆|平方米|㎡|台\(套\)|台|套|个|项|人次|人|批次|批|次)"
    r"|(?<=为)(?P<zero>[零0])(?=[，;。)]|$)"
)
_SCALES = {"元": 0, "千元": 3, "万元": 4, "万": 4, "百万元": 6, "亿元": 8}
_THRESHOLD_AFTER = re.compile(r"(?:\((?:含|不含)\))?(?:以上|以下|以内|及以上|及以下)|起")
_THRESHOLD_BEFORE = re.compile(r"(?:不超过|不低于|不少于|不高于|控制在|超过|限额|≤|≥|标准为)$")

BASE_YEAR = r"(?:(?P<year>20\d\d)(?:年度|年|(?=预算|决算))|上一?年度?|去年|同期)"
_BASE_BUDGET = r"(?P<budget>年初预算|全年预算|调整后?(?:的)?预算|部门预算|预算)"
COMPARE = re.compile(
    rf"(?:(?<!相)(?<!对)比|较|与|同|和|对比|相较于?|高于|低于)(?:于|之)?(?:本部门|本单位)?(?:{BASE_YEAR}|{_BASE_BUDGET})|同比"
)
_VERB = (
    r"增加|增长|增幅|(?<!新)增|上升|提高|上涨|上浮|扩大|超支|超出|多"
    r"|减少|减幅|下降|降低|降幅|减低|压减|压缩|缩减|核减|节约|减|下调|(?<!至)少"
)
CHANGE = re.compile(
    rf"(?P<first>{_VERB})(?P<both>[(/、或]?(?:{_VERB})\)?)?(?P<tail>了|额|数|率|幅度|幅|变动|变化)*(?:约|为|达|共计?|:|是)*\(?$"
)
_DOWN = re.compile(r"减|下|降|压|缩|节|少")
UPTO = re.compile(r"(?:增加|增长|提高|上升|减少|下降|降低|压减)(?:到|至)$")
COMPLETION = re.compile(
    r"(?:(?:完成|执行|达到|占|为)了?(?P<of>年初|调整后?的?|全年|当年|年度|本年)?(?:部门|支出|收入)?(?:预算|预算数|计划)(?:数|安排)?的?(?:为|达|率为?)?"
    r"|(?:预算)?(?:执行|完成)率(?:为|达到?|是|:)?)$"
)
SHARE = re.compile(r"占(?P<whole>[^，;。]{0,40}?)(?:的?(?:比重|比例|比率|比)?)?(?:为|约|达|是)?$|(?:比重|占比|比例)(?:为|约|达|是)?$")
SAME = re.compile(
    rf"(?:(?:比|较|与|同|和)(?:本部门|本单位)?(?:{BASE_YEAR}|{_BASE_BUDGET})(?P<what>[^，;。]{{0,14}}?))?"
    r"(?P<word>基本持平|大体持平|基本一致|持平|相同|一致|相等|没有变化|无变化|未发生变化|无增减|不变|没有增减|增减(?:变化|变动)?为?0)"
)
AGAINST = re.compile(
    r"(?P<what>决算数?|支出数?|执行数?)(?:为)?(?P<word>大于|小于|等于|高于|低于|超过|多于|少于|超出)(?:了)?(?P<of>年初|调整后?|全年)?预算(?:数|安排)?"
)
BASE_FIGURE = re.compile(
    rf"(?:比|较|与|同|和)(?:于|之)?(?:本部门|本单位)?(?:{BASE_YEAR}|{_BASE_BUDGET})(?P<what>[^，;。]{{0,30}})$|^(?:上一?年度?|去年)(?!结转|结余)[^，;。]{{0,12}}$"
)
REASON = re.compile(
    r"(?:的|其)?(?:主要)?(?:增减|增加|减少|增长|下降|变动|变化|差异)?(?:的)?(?:主要)?原因(?:主要)?(?:是因为|是由于|是因|是|为|:|在于|如下)?:?"
    r"|(?:增加|减少|增减|变动)的?部分(?:主要)?(?:是|为|系)?:?|主要(?:是|系|为)(?:由于|因为|因)|主要(?:是|系)(?!用于|指|包括|反映)|主要(?:由于|因为|因|受)|(?<=[，;。:])(?:由于|因为|因(?!公)|受|系(?!统))|^(?:由于|因为)"
)
_YEAR = re.compile(r"(20\d\d)(?=年|预算|决算)")
_NOT_OWN = re.compile(r"(?:比|较|与|同|和|截[至止到]|对比|于)$")
_LAW = re.compile(r"《[^》]{0,60}》|〔20\d\d〕")
_COUNTED = re.compile(r"^[一二三四五六七八九十]是")
_GOES_ON = re.compile(r"^(?:[一二三四五六七八九十]是|其[一二三四五]|\(\d\)|\d[.、)]|[①-⑳]|另外|同时|此外|以及)")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit.

    Attributes:
        start: where it begins in its segment.
        end: where it ends.
        value: as printed.
        unit: as printed; empty for 为零.
        decimals: printed decimals.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    decimals: int

    @property
    def is_money(self) -> bool:
        """Its unit is one of money, or it is 为零."""
        return self.unit in _SCALES or not self.unit

    @property
    def is_rate(self) -> bool:
        """It is a percentage."""
        return self.unit in ("%", "个百分点")

    @property
    def yuan(self) -> Decimal:
        """In yuan."""
        return plain(self.value.scaleb(_SCALES.get(self.unit, 0)))

    @property
    def step(self) -> Decimal | None:
        """What its last printed digit counts, money in yuan; ``None`` for 为零, which is exact."""
        if not self.unit:
            return None
        return plain(Decimal(1).scaleb(_SCALES.get(self.unit, 0) - self.decimals))


def figures_of(text: str) -> Iterator[Figure]:
    """The figures of a segment; a threshold (100万元以上的设备) is none.

    >>> [(str(item.value), item.unit) for item in figures_of("单价50万元以上设备2台(套)，价值1,200.5万元，占0.1%")]
    [('2', '台(套)'), ('1200.5', '万元'), ('0.1', '%')]
    """
    for match in _FIGURE.finditer(text):
        if match["zero"]:
            yield Figure(match.start(), match.end(), Decimal(0), "", 0)
            continue
        if _THRESHOLD_AFTER.match(text, match.end()) or _THRESHOLD_BEFORE.search(text, max(0, match.start() - 8), match.start()):
            continue
        number = match["number"].replace(",", "")
        yield Figure(match.start(), match.end(), Decimal(number), match["unit"], len(number.partition(".")[2]))


def direction_of(match: re.Match[str]) -> str | None:
    """What :data:`CHANGE` says: ``increase``, ``decrease``, ``same`` for 增减; ``None`` where a template still prints both."""
    if match["both"]:
        return "same" if match["first"] + match["both"] == "增减" else None
    return "decrease" if _DOWN.search(match["first"]) else "increase"


def base_measure(words: str) -> str | None:
    """Which figure of the other year is meant: its budget, its execution (``final``), or the budget of the same year.

    >>> base_measure("年初预算"), base_measure("预算执行数"), base_measure("决算数"), base_measure("预算数"), base_measure("")
    ('initial', 'final', 'final', 'budget', None)
    """
    for measure, pattern in (
        ("final", r"执行|决算|实际"),
        ("initial", r"年初预算|部门预算"),
        ("adjusted", r"全年预算|调整"),
        ("budget", r"预算|安排"),
    ):
        if re.search(pattern, words):
            return measure
    return None


def goes_on(text: str, *, is_new: bool = False) -> bool:
    """A part of a sentence carries on the enumeration of the one before it (一是…；二是…); a new paragraph only with such words."""
    return (_COUNTED if is_new else _GOES_ON).match(text) is not None


def own_years(text: str) -> list[int]:
    """The years of a text without blanks that are not those that something is compared with.

    >>> own_years("2024年预算数为5万元，比2023年增加")
    [2024]
    """
    return [int(match[1]) for match in _YEAR.finditer(text) if not _NOT_OWN.search(text, max(0, match.start() - 3), match.start())]


def year_of(paragraph: str, fiscal_year: int | None) -> int | None:
    """The year that a paragraph speaks of: the fiscal year where it names it, otherwise the first; ``None`` where it names none."""
    years = own_years(_LAW.sub("", re.sub(r"\s", "", paragraph)))
    return (fiscal_year if fiscal_year in years else years[0]) if years else None
