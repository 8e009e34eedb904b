"""Figures that the narrative claims (说明中的数字): metric, year, value and direction of each number with a unit."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal

from jixiao.layouts import heads

_FIGURE = re.compile(
    r"(?<![\d.\-—])(-?\d[\d,，]{0,15}(?:\.\d{1,6})?)\s?(亿元|万元|元|%|％|个百分点|平方米|辆|人|名|个|台(?:[（(]套[)）])?|套)"
)
_YEAR = re.compile(r"(20\d\d)\s?年")
_CLAUSE = re.compile(r"(?:[^，。；;,]|,(?=\d))*[，。；;,]?")
_SENTENCE = re.compile(r"[^。；;\n]+[。；;]?")
_SCALE = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_BEFORE_YEAR = re.compile(r"比?(?:上年|去年|上一年)(?:度)?(?:预算(?:数)?|执行数)?\s?(?:相比)?$|较(?:上年|去年|20\d\d年).{0,4}$")
_UP = re.compile(r"增加|增长|提高|上升|上涨|扩大")
_DOWN = re.compile(r"减少|下降|降低|压减|缩减|减")
_SAME = re.compile(r"持平|相同|一致|无增减")

# Words that name a figure, from the most telling to the vaguest; within a clause the last one before the number counts.
_METRICS: tuple[tuple[str, str], ...] = (
    ("three_public_abroad", r"因公出国(?:[（(]境[)）])?(?:费用?)?"),
    ("three_public_vehicle_purchase", r"公务用车购置(?:费|(?=支出))|公车购置"),
    ("three_public_vehicle_running", r"公务用车运(?:行(?:维护)?|维)(?:费|(?=支出))|公车运行"),
    ("three_public_vehicle_total", r"公务用车购置及运(?:行(?:维护)?|维)费?"),
    ("three_public_reception", r"公务接待费|(?<!国内)公务接待(?=支出)|招待费"),
    ("three_public_total", r"[“\"]?三公[”\"]?经费(?:财政拨款)?(?:支出)?(?:年初|全年)?(?:预算|决算)?"),
    ("agency_operating", r"机关运行经费"),
    ("meeting", r"会议费"),
    ("training", r"培训费"),
    ("procurement_goods", r"(?:政府采购)?货物(?:类)?(?:采购)?(?:预算)?"),
    ("procurement_works", r"(?:政府采购)?工程(?:类)?(?:采购)?(?:预算)?"),
    ("procurement_services", r"(?:政府采购)服务(?:类)?(?:采购)?(?:预算)?|服务类"),
    ("procurement_total", r"政府采购(?:预算)?(?:总额|总计)?"),
    ("assets_vehicles", r"车辆|公务用车"),
    ("assets_area", r"(?:办公|房屋|用房)?(?:建筑)?面积"),
    ("assets_equipment", r"(?:通用|专用)?设备"),
    ("assets_fixed", r"固定资产(?:金额|原值|总额)?"),
    ("target_projects_count", r"(?:实行)?绩效目标管理的项目|项目(?=\s?\d+\s?个)"),
    ("target_projects_amount", r"涉及(?:项目)?(?:一般公共预算|财政|预算)?(?:当年)?(?:拨款|资金)"),
    ("personnel", r"人员经费(?:支出)?|人员支出"),
    ("operating", r"(?:正常|日常)?公用(?:经费|支出)"),
    ("general", r"一般公共预算(?:财政)?拨款(?:收入|支出)"),
    ("fund", r"政府性基金(?:预算)?(?:财政)?拨款(?:收入|支出)"),
    ("state_capital", r"国有资本经营预算(?:财政)?(?:拨款)?(?:收入|支出)"),
    ("fiscal_income", r"财政拨款收入|财政拨款收、支(?:总计|合计)"),
    ("superior_subsidy", r"上级补助收入"),
    ("business_income", r"事业收入"),
    ("other_income", r"其他收入"),
    ("basic", r"基本支出"),
    ("project", r"项目支出"),
    ("total_expenditure", r"(?:预算)?(?:总)?支出(?:总计|预算|总额|合计)?"),
    ("total_income", r"(?:预算)?(?:总)?收入(?:总计|预算|总额|合计)?|财政拨款|收、支(?:总计|合计)"),
)
_PIECES = frozenset({"个", "项"})
_UNITS_OF: dict[str, Collection[str]] = {
    "assets_vehicles": {"辆", "台"},
    "assets_area": {"平方米"},
    "assets_equipment": {"台（套）", "台(套)", "台", "套", *_SCALE},
    "target_projects_count": _PIECES,
}
_COMPILED = tuple((metric, re.compile(pattern)) for metric, pattern in _METRICS)
_COMPARED = re.compile(r"(?:[与比较同和]|相比于?)\s?$")
"""Right before a year with which the figure is only compared."""
_OUTCOME = re.compile(r"^(?:[，；,;]?\s?(?:全年|本年|年度)?支出(?!总|合)(?:决算|预算|数)?)")
_COMPLETED = re.compile(
    r"(?:完成|占|为)(?:了)?(?:年初|全年|调整|当年|本年)?预算数?(?:的)?\s?$|(?:预算)?(?:完成|执行)率(?:为|达到?|是)?\s?$"
)
_UNCHANGED = re.compile(r"^[^\d]{0,6}(?:与|比|较|同)?(?:上年|去年|20\d\d年)[^，。；\d]{0,8}(?:持平|相同|一致|无增减|没有变化)")
_NAMING = re.compile(r"[（(](?:类|款|项)[)）]")
_CONTRACTS = re.compile(r"企业(?:的)?(?:合同|采购)?(?:金额|总额)(?:为|共计?)?$")
_OF_ITEM = ""
"""Instead of a metric: the figure is one of an item or a source that has none (教育支出（类）, 经营收入), like those behind it."""
_PIECE = re.compile(r"[，。；;：:、“”\"（）()]|20\d\d\s?年度?|其中")
_BENIGN = re.compile(
    r"(?:\d{1,2}[.．])?(?:本|该|我|全|各)?(?:单位|部门|本级|年度?|本年度?|当年|全年|年初|初步|总|预算|决算|财政|拨款"
    r"|收支|收入|支出|安排|执行|批复|共计?|实际|各项|公共|一般公共预算|和|与|及|的|均|比|较|同比"
    r"|上年|去年|增加|减少|相应){0,8}"
)
_SHARE = re.compile(r"(?:占|比重|占比)[^，。]{0,12}$")


@dataclass(frozen=True, slots=True)
class ClaimDraft:
    """A figure found in a sentence."""

    metric: str | None
    year: int | None
    value: Decimal
    unit: str
    direction: str | None
    text: str

    @property
    def value_yuan(self) -> Decimal | None:
        """The figure in yuan where its unit is one of money."""
        return self.value * _SCALE[self.unit] if self.unit in _SCALE else None


def find_claims(text: str, *, year: int | None = None) -> Iterator[ClaimDraft]:
    """All figures of a text, sentence by sentence.

    Args:
        text: prose of one section.
        year: fiscal year of the document, for 上年.
    """
    for paragraph in text[:200_000].split("\n"):
        own, named = year, None
        for sentence in _SENTENCE.findall(paragraph):
            metric: str | None = named
            named = _OF_ITEM if _NAMING.search(sentence) else named  # …（项）。年初预算为5万元
            if (told := _own_year(sentence)) is not None:
                own = told
            stated = own
            clauses = _CLAUSE.findall(sentence)
            for at, clause in enumerate(clauses):
                if years := _YEAR.findall(clause):
                    stated = int(years[-1]) if len(years) == 1 else stated
                for match in _FIGURE.finditer(clause):
                    before = clause[: match.start()]
                    metric = _metric_of(before, metric)
                    is_last = _FIGURE.search(clause, match.end()) is None
                    following = clauses[at + 1] if is_last and at + 1 < len(clauses) else ""
                    yield _claim(match, clause, before, metric, stated, own, following)


def _own_year(sentence: str) -> int | None:
    """The first year that a sentence names as its own, and not as one to compare with."""
    return next((int(match[1]) for match in _YEAR.finditer(sentence) if not _COMPARED.search(sentence[: match.start()])), None)


def _metric_of(before: str, last: str | None) -> str | None:
    """The metric of a figure: by the words before it in its clause, or that of the figure before where they only say 支出决算为."""
    found = _OF_ITEM if _CONTRACTS.search(before) else _metric(before)
    if found == "total_expenditure" and last is not None and not last.startswith("total_") and _OUTCOME.match(before):
        return last
    return last if found is None else found


def _claim(
    match: re.Match[str], clause: str, before: str, metric: str | None, stated: int | None, own: int | None, following: str
) -> ClaimDraft:
    metric = metric or None
    unit = match.group(2).replace("％", "%")
    direction = _direction(before, clause[match.end() :]) or ("same" if _UNCHANGED.match(following) else None)
    if unit == "%":
        metric = _rate(before, direction)
    elif unit not in _UNITS_OF.get(metric or "", _SCALE):
        metric = None
    figure_year = own if direction in ("increase", "decrease") else _year_of(before, stated, own)
    return ClaimDraft(metric, figure_year, Decimal(match.group(1).replace(",", "").replace("，", "")), unit, direction, clause.strip())


def _rate(before: str, direction: str | None) -> str | None:
    """What a percentage tells: how much of a budget was spent (完成预算的…%), a share of something, or a change."""
    if _COMPLETED.search(before):
        return "completion_rate"
    return "share" if _SHARE.search(before) else ("increase_rate" if direction in ("increase", "decrease") else None)


def _metric(before: str) -> str | None:
    """The metric whose word stands last before the number; of two that end at the same place the longer."""
    found = [(match.start(), match.end(), metric) for metric, pattern in _COMPILED for match in pattern.finditer(before)]
    if not found:
        return None
    best = max(found, key=lambda item: (item[1], item[1] - item[0]))
    if best[2].startswith("total_"):  # 基本支出预算: the vague word overlaps the telling one
        telling = [item for item in found if item[1] >= best[0] - 1 and not item[2].startswith("total_")]
        best = max(telling, key=lambda item: item[1], default=best)
    is_vague = best[2].startswith("total_")
    return _OF_ITEM if is_vague and (_NAMING.search(before) or _is_of_item(before[: best[0]])) else best[2]


def _is_of_item(words: str) -> bool:
    """What stands right before 收入 or 支出 names one source or one purpose, neither the agency nor a year."""
    piece = "".join(_PIECE.split(words)[-1].split())
    return not _BENIGN.fullmatch(piece) and not heads.is_agency(re.sub(r"(?:本年|当年|年度|全年|部门|单位|预算|决算|总)+$", "", piece))


def _direction(before: str, after: str) -> str | None:
    tail = before[-8:]
    for word, pattern in (("increase", _UP), ("decrease", _DOWN)):
        if pattern.search(tail):
            return word
    return "same" if _SAME.match(after.lstrip("，, ")[:4] + "") or _SAME.search(after[:14]) else None


def _year_of(before: str, stated: int | None, year: int | None) -> int | None:
    if _BEFORE_YEAR.search(before):
        return year - 1 if year is not None and not _YEAR.search(before[-12:]) else stated
    own = _YEAR.findall(before)
    return int(own[-1]) if own else stated
