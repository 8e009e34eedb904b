"""Rows of projects, their money, payment plans, texts and copies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.facts.database import Row
from jixiao.facts.documents import is_described
from jixiao.facts.form_texts import PURPOSE, text_rows
from jixiao.facts.funding import added_budget, funding_rows
from jixiao.facts.reading import FactReading, first_place, place
from jixiao.facts.unread import unread_amounts
from jixiao.matching.keys import han_length, key_of, likeness, sha256_of, unnumbered
from jixiao.model import Project
from jixiao.values import parse_share, printed_number

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_CODE = re.compile(r"[0-9A-Z]{21}")
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_LIKE_CODE = re.compile(r"13\d{6}[A-Z][0-9A-Z]{3,}")
"""Division, year and kind of the scheme whose check character is known (handbook 02 §A4): codes of 13, whatever their length."""
_ATTRIBUTES = (
    ("recurring", re.compile(r"经常|常年|^02(?!.*(?:延续|一次|一年|新增))")),
    ("one_off", re.compile(r"一次性")),
    ("one_year", re.compile(r"一年期|0101|当年")),
    ("continuing", re.compile(r"延续|持续|跨年|多年")),
    ("new", re.compile(r"新增|新建|新设")),
)
_PERIOD = re.compile(r"(\d{1,3})\s*年(?!度|\d)")
_SPAN = re.compile(r"(20\d\d)\D{1,6}(20\d\d)")
_ACTIVITIES = (
    (
        "wages",
        re.compile(
            r"人员经费|(?<!农民工)(?<!欠)工资(?!.{0,4}(?:保证金|应急|周转|调查|指导|监察))|薪酬|劳务派遣|人员补助"
            r"|(?:辅警|协警|协管员|(?:聘用|编外|临聘|长聘)人员)(?!.*(?:服装|被装|装备|业务|培训|宿舍|设备|招聘|考试|体检))"
        ),
    ),
    ("heating", re.compile(r"采暖|取暖|供暖")),
    ("utilities", re.compile(r"(?<!邮)电费|水费|水电")),
    ("rent", re.compile(r"租赁|房租|租用")),
    ("printing", re.compile(r"印刷|印制")),
    ("maintenance", re.compile(r"维护|维修|运维|养护|修缮|抢修")),
    ("procurement", re.compile(r"购置|采购|购买|更新|更换")),
    ("construction", re.compile(r"建设|改造|工程|施划|安装")),
    ("service", re.compile(r"服务|委托|咨询|外包|物业|保安|安保|研究")),
    ("transfer", re.compile(r"转移支付|补助资金|提前下达")),
)
_MONTHLY = re.compile(
    r"人员经费|(?<!农民工)(?<!欠)工资(?!.{0,4}(?:保证金|应急|周转|调查|指导|监察))|薪酬|劳务派遣|(?<!邮)电费|水费|水电|(?:安保|保安)(?:人员|服务|力量|外包|费)"
)
_GOALS = re.compile(r"目标\s{0,3}\d{1,2}\s{0,3}[:：]|(?:^|[\n。；;])\s{0,4}\d{1,2}\s{0,3}[.．、](?!\d)")


def rows(reading: FactReading) -> Iterator[tuple[str, Row]]:
    """Rows of all tables that tell of projects but not of their indicators."""
    unread = unread_amounts(reading)
    for number, project_id, scope, item in reading.projects():
        keys: Row = {"document_id": reading.id, "project_id": project_id}
        yield "projects", {**keys, "project_no": number, "scope": scope, **_project(item), "unread_amounts": unread.get(project_id, 0)}
        for at, source in enumerate(item.copies, start=1):
            yield "form_copies", {**keys, "copy_no": at, "source": place(source)}
        for line in funding_rows(item):
            yield "funding_lines", {**keys, **line}
        for step in _plan(item):
            yield "payment_plan", {**keys, **step}
        for at, text in enumerate(text_rows(item), start=1):
            yield "texts", {**keys, "text_no": at, **text}


def _project(item: Project) -> Row:
    purpose = item.narratives.get(PURPOSE)
    goal_key, purpose_key = key_of(item.goal), key_of(purpose)
    contacts = item.contacts or {}
    name = item.name or ""
    return {
        "is_described": is_described(item.indicators, item.sources),
        "name": item.name,
        "name_key": key_of(item.name),
        "name_source": first_place(item.sources, "name"),
        "name_year": year_in(name),
        "code": item.code,
        "code_source": first_place(item.sources, "code"),
        "code_year": _code_year(item.code),
        "is_code_valid": code_is_valid(item.code),
        "department": item.department,
        "department_code": item.department_code,
        "unit": item.unit,
        "unit_key": key_of(item.unit),
        "attribute": item.attribute,
        "attribute_class": next((name for name, pattern in _ATTRIBUTES if pattern.search(item.attribute or "")), None),
        "attribute_source": first_place(item.sources, "attribute"),
        "period": item.period,
        "period_years": _years(item.period),
        "period_source": first_place(item.sources, "period"),
        **_budget(item),
        "has_budget_cell": "annual" in item.amounts,
        **_money(item, "lifetime", "total"),
        "fiscal_yuan": item.amounts.get("fiscal"),
        "fiscal_source": first_place(item.sources, "amounts.fiscal"),
        "other_yuan": item.amounts.get("other"),
        "other_source": first_place(item.sources, "amounts.other"),
        "carryover_yuan": item.amounts.get("carryover"),
        "carryover_source": first_place(item.sources, "amounts.carryover"),
        "goal": item.goal,
        "goal_key": goal_key,
        "goal_sha256": sha256_of(goal_key),
        "goal_length": han_length(item.goal) if item.goal else None,
        "goal_count": goal_count(item.goal) if item.goal else None,
        "goal_source": first_place(item.sources, "goal"),
        "goal_of_period": item.goal_of_period,
        "goal_of_period_source": first_place(item.sources, "goal_of_period"),
        "purpose": purpose,
        "purpose_key": purpose_key,
        "purpose_sha256": sha256_of(purpose_key),
        "purpose_source": first_place(item.sources, f"narratives.{PURPOSE}"),
        "goal_purpose_likeness": likeness(key_of(unnumbered(item.goal)), key_of(unnumbered(purpose))),
        "activity": next((name_of for name_of, pattern in _ACTIVITIES if pattern.search(name)), None),
        "is_paid_monthly": _MONTHLY.search(name) is not None,
        "is_of_personnel": any("人员类" in (text or "") for text in (item.attribute, *item.narratives.values()) if len(text or "") < 40),
        "indicator_count": sum(1 for indicator in item.indicators if not indicator.placeholder),
        "weighted_count": sum(1 for indicator in item.indicators if indicator.weight is not None),
        **_sets(item),
        "copy_count": 1 + len(item.copies),
        "has_responsible_cell": "负责人" in contacts,
        "responsible_is_blank": "负责人" in contacts and not contacts["负责人"] and any(contacts.values()),
        "filed_at": contacts.get("填报日期"),
        "filed_at_source": first_place(item.sources, "contacts.填报日期"),
        "confidence": item.confidence,
        "source": place(item.source),
    }


def _sets(item: Project) -> Row:
    """The names of the indicators, and names with targets, as sets that can be compared by one column."""
    kept = [indicator for indicator in item.indicators if not indicator.placeholder]
    names = sorted({key for indicator in kept if (key := key_of(indicator.name))})
    targets = sorted({f"{key_of(indicator.name)}\n{key_of(indicator.target.text)}" for indicator in kept})
    return {"name_count": len(names), "names_sha256": sha256_of("\n".join(names)), "targets_sha256": sha256_of("\n".join(targets))}


def _budget(item: Project) -> Row:
    """Money of the year; in a self-evaluation of a project that was added during the year, its adjusted budget (全年预算数)."""
    added = added_budget(item)
    if added is None:
        return _money(item, "budget", "annual")
    places = item.sources.get(f"funding.{added.key}") or [added.source]
    return {"budget_yuan": added.adjusted_budget, "budget_step": None, "budget_source": place(places[0])}


def _money(item: Project, name: str, key: str) -> Row:
    return {
        f"{name}_yuan": item.amounts.get(key),
        f"{name}_step": item.steps.get(f"amounts.{key}"),
        f"{name}_source": first_place(item.sources, f"amounts.{key}"),
    }


def year_in(text: str | None) -> int | None:
    """The first year of a text that four digits write.

    >>> year_in("2022年城区道路标线"), year_in("20240115通知"), year_in(None)
    (2022, None, None)
    """
    found = _YEAR.search(text or "")
    return int(found[1]) if found else None


def goal_count(goal: str) -> int:
    """How many goals a text numbers: by 目标1, by numbers that begin a sentence, or by 1., 2., 3. one after the other.

    >>> goal_count("1.检修泵站，保障供水2.更换水表3.培训"), goal_count("目标1：通水 目标2：通电"), goal_count("漏损率降到1.2%，保障供水")
    (3, 2, 1)
    """
    listed, at = 0, 0
    while found := re.compile(rf"(?<![\d.]){listed + 1}\s*[.．、]\s*(?=[\u4e00-\u9fff“《])").search(goal, at):
        listed, at = listed + 1, found.end()
    return max(1, listed, len(_GOALS.findall(goal)))


def code_is_valid(code: str | None) -> bool | None:
    """The check character of a project code holds (02 §A4); ``None`` where its scheme is not known."""
    if not code or not _LIKE_CODE.match(code):
        return None
    if not _CODE.fullmatch(code) or any(char not in _ALPHABET for char in code):
        return False
    total = sum(_ALPHABET.index(char) * 3**at for at, char in enumerate(code[:20])) % 31
    return _ALPHABET[(30 - total) % 31] == code[20]


def _code_year(code: str | None) -> int | None:
    if not code or not _CODE.fullmatch(code) or not code[6:8].isdigit():
        return None
    return 2000 + int(code[6:8])


def _years(period: str | None) -> int | None:
    if not period:
        return None
    if span := _SPAN.search(period):
        return int(span[2]) - int(span[1]) + 1
    if found := _PERIOD.search(period):
        return int(found[1])
    number = printed_number(period)
    return int(number) if number is not None and 0 < number < 200 and number == int(number) else None


def _plan(item: Project) -> Iterator[Row]:
    plan = item.payment_plan or {}
    months = [month for month in plan if month.isdigit()]
    for month in months:
        text = plan[month]
        yield {
            "month": int(month),
            "text": text,
            "share_pct": parse_share(text) if text else None,
            "has_percent": bool(text and re.search(r"[%％]|百分", text)),
            "is_first": month == months[0],
            "is_last": month == months[-1],
            "source": first_place(item.sources, f"payment_plan.{month}") or place(item.source),
        }
