"""What the words before a figure name: a metric of the budget or the accounts, a side, a kind of money, a measure (指标词)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_TAIL = (
    r"(?:的|20\d\d年?度?|支出|预算|决算|执行|实际|年初|调整后?|全年|当年|安排|财政|拨款|资金|经费|数|额|总额|总计|合计|共计|总|计"
    r"|金额|规模|共|为|是|达到?|约|分别|各|均|:)*$"
)
# The telling ones first: each pattern stands at the end of the subject, before words that say nothing of their own.
_NAMED: tuple[tuple[str, str], ...] = (
    ("three_public_abroad", r"因公出国(?:\(?境\)?)?(?:团组)?(?:经费|费用|费)?"),
    (
        "three_public_vehicle_total",
        r"(?:公务用?车用?车?|公车)(?:的)?购置(?:费用?)?(?:及|和|与|、)(?:公务用车)?(?:运行|运维)(?:维护)?(?:经费|费用|费)?|公务用车(?:经费|费用|费)",
    ),
    ("three_public_vehicle_purchase", r"(?:公务用?车用?车?|公车)(?:的)?购置(?:更新)?(?:经费|费用|费)?"),
    ("three_public_vehicle_running", r"(?:公务用?车用?车?|公车)(?:的)?(?:运行|运维)(?:维护)?(?:经费|费用|费)?"),
    ("three_public_reception", r"(?:公务|业务)?(?:接待|招待)(?:经费|费用|费)"),
    ("three_public_total", r"\"?三公\"?经费"),
    ("agency_operating", r"机关运行(?:经)?费"),
    ("meeting", r"会议费"),
    ("training", r"培训费"),
)
_PROCUREMENT: tuple[tuple[str, str], ...] = (
    ("procurement_goods", r"(?:采购)?货物(?:类)?(?:采购)?"),
    ("procurement_works", r"(?:采购)?工程(?:类)?(?:采购)?"),
    ("procurement_services", r"(?:采购)?服务(?:类)?(?:采购)?"),
    ("procurement_total", r"政府采购"),
)
_PLAIN: tuple[tuple[str, str], ...] = (
    ("carryover_out", r"(?:年末|结转下年|年末结转)(?:财政拨款)?(?:结转和结余|结转|结余)*"),
    ("carryover", r"(?:上年|年初)(?:财政拨款)?(?:结转和结余|结转结余|结转)(?:收入)?"),
    ("special_account", r"财政专户(?:管理资金|核拨(?:资金)?)(?:收入)?"),
    ("unit_funds", r"单位资金(?:收入)?"),
    ("business_operation_income", r"(?:事业单位)?经营收入"),
    ("business_income", r"事业收入"),
    ("superior_subsidy", r"上级补助收入"),
    ("affiliated_income", r"附属单位上缴收入"),
    ("other_income", r"其他(?:来源)?收入"),
    ("personnel", r"人员(?:经费|支出)"),
    ("operating", r"(?:正常|日常)?公用(?:经费|支出|$)"),
    ("basic", r"基本支出"),
    ("project", r"项目支出"),
    ("state_capital", r"国有资本经营(?:预算|当年|财政|拨款)*(?:收入|支出|收支)?"),
    ("fund", r"(?:政府性)?基金(?:预算|当年|财政|拨款)*(?:收入|支出|收支)?"),
    ("general", r"一般公共(?:预算|当年|财政|拨款)*(?:收入|支出|收支)?"),
    ("fiscal_income", r"财政拨款(?:预算)?(?:总)?(?:收入)"),
    ("fiscal_expenditure", r"财政拨款(?:预算)?(?:总)?(?:支出)"),
    ("fiscal_both", r"财政拨款(?:预算)?(?:收入、?(?:和|与)?支出|收、?支)(?:预算)?(?:总)?"),
    ("current_income", r"(?:本年|当年)(?:预算)?收入"),
    ("current_expenditure", r"(?:本年|当年)(?:预算)?支出"),
    ("total_both", r"(?:收入、?(?:和|与)?支出|收、?支)(?:预算)?(?:总)?"),
    ("total_income", r"(?:预算)?总?收入"),
    ("total_expenditure", r"(?:预算)?总?支出"),
)
_AGENCY = r"(?:(?:本|该|我|全)?(?:单位|部门|局|院|委|校|中心|机关|办|厅)|部门(?:、|和)?(?:各|所属)?单位)(?:本级)?"
_BENIGN = re.compile(
    rf"^(?:(?>20\d\d(?:年度?)?|年初|年度?|{_AGENCY}|全年|当年|本年度?|一般公共(?:预算)?|(?:政府性)?基金预算|国有资本经营预算|财政拨款|财政|拨款|部门|单位"
    r"|预算|决算|收支|收入|支出|其中|含|总|安排|用于|使用|的|中|内|主要|为|是|包括|在|从|看|构成|来源|分别|按|,|，|:|\"|各项|各))*$"
)
_PART_OF_ONE = re.compile(r"(?:费|经费|支出)(?:、|和|及|与|以及)$|(?:国内|国\(境\)外|境外|外事|外宾|商务)(?:公务)?$")
_SUBORDINATE = re.compile(r"(?:项目|工程|课题|专项|类)$")
_KINDS = (("general", r"一般公共(?!服务)"), ("state_capital", "国有资本"), ("fund", "基金"), ("fiscal", r"(?<!非)财政拨款"))
_OF_BASIC = re.compile(r"(?:一般公共预算)?(?:财政拨款)?基本支出(?:预算|决算)?(?:中|包括)?")
_ONE_KIND = re.compile(r"拨款|财政|公共|基金|资本")
_AREA = re.compile(r"面积(?:共计?|为|合计)*$")
_VEHICLES = re.compile(
    r"(?:^|共有|现有|实有|保有|有|为|单位|部门|购置|新增|更新|,)(?:机动|公务)?(?:车辆|用车)(?:共计?|现有|总数|数量|保有量|为|合计|有|共有)*$"
)
_EQUIPMENT = re.compile(r"(?:设备|装备|仪器)(?:\(不含车辆\))?(?:共计?|为|合计|有)*$")
_PROJECTS_BEHIND = re.compile(r"(?:预算|部门|支出)?项目(?:支出)?[^，。;\d]{0,10}绩效目标")
_NEW = re.compile(r"购置|拟购|新增|更新")
_TARGETS = re.compile(r"项目(?:支出)?(?:绩效目标)?(?:共计?|有|数|数量|为|合计|总数)*$")
_AMOUNT_OF_TARGETS = re.compile(
    r"涉及(?:项目)?(?:的)?(?:一般公共|财政)?(?:预算)?(?:当年)?(?:拨款|支出|资金|金额|总额|预算|财政)*(?:共计?|为|合计|总计|达)*$"
    r"|^(?:项目)?(?:预算|资金|金额|总额)+(?:共计?|为|合计|总计|达)*$"
)
_HALF = str.maketrans("（）：，", "():,")
_EVALUATED = re.compile(r"自评|评价")
_OF_SEVERAL_FUNDS = frozenset({"basic", "project"})
"""Expenditure that is told of all funds as well as of one."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a subject names: its metric, the side of income or expenditure, and the kind of money; each ``None`` where it does not say."""

    metric: str | None = None
    side: str | None = None
    fund: str | None = None

    def is_of_fund(self, other: Named) -> bool:
        """A figure may be the one that these words mean, by the kind of money (占一般公共预算项目支出的50%).

        >>> whole = named_by("一般公共预算项目支出")
        >>> whole.is_of_fund(named_by("项目支出")), named_by("项目支出").is_of_fund(whole)
        (False, True)
        """
        return self.fund is None or self.metric not in _OF_SEVERAL_FUNDS or self.fund == other.fund


def flat_subject(text: str) -> str:
    """A subject without quotes and blanks, with half-width brackets, as the patterns read it."""
    return re.sub(r"[\"'“”‘’\s]", "", text).translate(_HALF)


def named_by(subject: str, topic: str = "other", publisher: str | None = None) -> Named:
    """What the words before an amount of money name.

    >>> named_by("2024年一般公共预算基本支出"), named_by("“三公”经费预算数为").metric, named_by("公安项目支出").metric
    (Named(metric='basic', side='expenditure', fund='general'), 'three_public_total', None)
    """
    flat = _without_publisher(flat_subject(subject), publisher)
    side = _side(flat)
    fund = next((name for name, word in _KINDS if re.search(word, flat)), None)
    for metric, pattern in _NAMED:
        match = re.search(rf"(?:{pattern}){_TAIL}", flat)
        if match and not _SUBORDINATE.search(flat[: match.start()]):
            return Named(None if _PART_OF_ONE.search(flat[: match.start()]) else metric, side, fund)
    if found := _procured(flat, topic) or _sum_of_targets(flat, topic):
        return Named(found, side, fund)
    if re.search(r"固定资产", flat):
        return Named("assets_new" if _NEW.search(flat) else "assets_fixed")
    if _EQUIPMENT.search(re.sub(r"价值(?:共计?|为|合计|达)*$|[，,]", "", flat)):
        return Named("assets_new" if _NEW.search(flat) else "assets_equipment")
    return _plain(flat, side, fund, topic)


def _plain(flat: str, side: str | None, fund: str | None, topic: str) -> Named:
    for metric, pattern in _PLAIN:
        match = re.search(rf"(?:{pattern}){_TAIL}", flat)
        if match is None:
            continue
        before = flat[: match.start()]
        if metric in ("personnel", "operating"):
            before = _OF_BASIC.sub("", before)
        if not _BENIGN.match(before) or (metric.startswith("total_") and _ONE_KIND.search(before)):
            return Named(None, side, fund)
        if metric.endswith("_both"):
            return Named(metric.replace("_both", "_income"), None, fund)
        if metric in ("basic", "project", "personnel", "operating"):
            side = "expenditure"
        return _of_topic(Named(metric, _SIDES.get(metric, side), fund), flat, topic)
    return Named(None, side, fund)


def _of_topic(named: Named, flat: str, topic: str) -> Named:
    """收入 and 支出 alone mean those of what the section is about; 本年收入 of a fund is no income of the whole."""
    metric = named.metric or ""
    if metric in ("carryover", "carryover_out"):
        return replace(named, metric=None) if topic in _PARTIAL_TOPICS or named.fund else named
    if topic not in _PARTIAL_TOPICS or not metric.startswith(("total_", "current_")) or not _BARE.fullmatch(flat):
        return named
    if topic in ("fund", "state_capital", "general") and metric.startswith("total_"):
        return replace(named, metric=topic, fund=topic)
    return replace(named, metric=f"fiscal_{named.side}" if topic == "fiscal" and named.side and metric.startswith("total_") else None)


_PARTIAL_TOPICS = frozenset(
    {"fund", "state_capital", "general", "fiscal", "basic", "three_public", "operating", "procurement", "performance", "assets"}
)
_BARE = re.compile(r"(?:其中|本年|当年|,|:)*(?:收入|支出)(?:预算|决算|总计|合计|总额|为|共|数|各)*")
_SIDES = {
    "total_income": "income",
    "total_expenditure": "expenditure",
    "fiscal_income": "income",
    "fiscal_expenditure": "expenditure",
    "current_income": "income",
    "current_expenditure": "expenditure",
}


def _side(flat: str) -> str | None:
    last_in, last_out = flat.rfind("收入"), flat.rfind("支出")
    if last_in == last_out or re.search(r"收、?支|收入、?(?:和|与)?支出", flat):
        return None
    return "income" if last_in > last_out else "expenditure"


def _without_publisher(flat: str, publisher: str | None) -> str:
    for name in _names_of(publisher):
        flat = flat.replace(name, "本单位")
    return flat


def _names_of(publisher: str | None) -> list[str]:
    """The name of the publisher and what is left of it without the places before it: 云川市东城区财政局, 东城区财政局, 财政局."""
    if not publisher:
        return []
    name = flat_subject(publisher)
    shorter = [name[cut.end() :] for cut in re.finditer(r"[省市县区旗州]", name) if len(name) - cut.end() >= 3]
    return [name, *shorter]


def _procured(flat: str, topic: str) -> str | None:
    if re.search(r"企业", flat) and re.search(r"货物|工程|服务", flat):
        return None
    if re.search(r"小微企业|小型和?、?微型企业", flat):
        return "procurement_small"
    if re.search(r"中小(?:微)?企业", flat):
        return "procurement_sme" if topic == "procurement" or "采购" in flat else None
    if topic != "procurement" and "政府采购" not in flat:
        return None
    if "购买服务" in flat:
        return None
    for metric, pattern in _PROCUREMENT:
        match = re.search(rf"(?:{pattern}){_TAIL}", flat)
        if match and not _SUBORDINATE.search(flat[: match.start()]):
            return metric
    return None


def _sum_of_targets(flat: str, topic: str) -> str | None:
    if topic != "performance" or not _AMOUNT_OF_TARGETS.search(flat):
        return None
    return "evaluated_projects_amount" if _EVALUATED.search(flat) else "target_projects_amount"


def counted(subject: str, unit: str, topic: str, clause: str, after: str = "") -> str | None:
    """What a number of things counts: vehicles, area, equipment, projects with targets.

    >>> counted("本单位共有车辆", "辆", "assets", "本单位共有车辆"), counted("执法执勤用车", "辆", "assets", "执法执勤用车")
    ('assets_vehicles', None)
    """
    flat = flat_subject(subject)
    if topic in ("assets", "other"):
        if unit == "辆" and _VEHICLES.search(flat):
            return "assets_vehicles_new" if _NEW.search(clause) else "assets_vehicles"
        if unit in ("平方米", "㎡") and _AREA.search(flat):
            return "assets_area"
        if unit in ("台(套)", "台", "套") and _EQUIPMENT.search(flat):
            return "assets_equipment_new" if _NEW.search(clause) else "assets_equipment_count"
    if topic == "performance" and unit in ("个", "项") and _PROJECTS_BEHIND.match(after):
        return "target_projects_count"
    if topic == "performance" and unit in ("个", "项") and _TARGETS.search(flat):
        if _EVALUATED.search(clause):
            return "evaluated_projects_count" if _BENIGN_TARGETS.search(flat) else None
        return "target_projects_count" if re.search(r"绩效(?:管理|目标)", clause) and _BENIGN_TARGETS.search(flat) else None
    return None


_BENIGN_TARGETS = re.compile(r"(?:绩效|目标|管理|编报|编制|纳入|评价|自评|涉及|对|^|年度|单位|部门|预算|组织|支出|共|的)项目")


def measure_of(words: str) -> str | None:
    """Budget, adjusted budget or final figure, as the words before a figure say.

    >>> measure_of("年初预算为"), measure_of("支出决算为"), measure_of("全年预算数"), measure_of("收入")
    ('budget', 'final', 'adjusted', None)
    """
    for measure, pattern in (("adjusted", r"(?:全年|调整后?的?)预算"), ("final", r"决算|执行数|实际(?:支出|执行)"), ("budget", r"预算")):
        match = re.search(pattern, re.sub(r"(?:一般公共|政府性基金|国有资本经营)预算(?:财政)?(?:当年)?(?:拨款)?", "", words))
        if match:
            return measure
    return None
