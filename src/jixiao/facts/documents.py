"""Rows of documents and of the agencies that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.facts.database import Row
from jixiao.facts.reading import FactReading, first_place, place
from jixiao.matching.agencies import agency_of
from jixiao.matching.keys import key_of
from jixiao.matching.readings import agency_name
from jixiao.model import Document, DocumentKind
from jixiao.provenance import SourceRef

_LEVELS = (
    ("township", re.compile(r"[镇乡]人民政府|街道办事处|[镇乡]$")),
    ("county", re.compile(r"[\u4e00-\u9fff]县|自治县|[\u4e00-\u9fff]市[\u4e00-\u9fff]{1,4}区(?!域)|[\u4e00-\u9fff]旗")),
    ("city", re.compile(r"[\u4e00-\u9fff]市|自治州|地区")),
    ("province", re.compile(r"[\u4e00-\u9fff]省|自治区")),
)
_PROVINCIAL_CITIES = ("北京市", "天津市", "上海市", "重庆市")
_NATURES = (("administrative", "行政"), ("institution", "事业"), ("enterprise", "企业"))
_ALL = re.compile(
    r"(?:全部|所有|全覆盖|每个)[^，。；]{0,12}(?:项目|预算支出)[^，。；]{0,16}(?:绩效|目标)|(?:项目|绩效目标)[^，。；]{0,16}全覆盖"
)
_OF_DEPARTMENT = re.compile(r"部门(?!预算(?:支出)?经济)")
_OF_UNIT = re.compile(r"单位(?!名称|[:：(（])")
_COUNT = re.compile(r"绩效目标[^。]{0,20}?项目[^。\d]{0,6}(\d{1,4})\s*个")


def rows(reading: FactReading) -> Iterator[tuple[str, Row]]:
    """A row of ``documents`` and rows of ``agencies``."""
    document = reading.document
    described = sum(1 for item in document.projects if is_described(item.indicators, item.sources))
    yield (
        "documents",
        {
            "document_id": reading.id,
            "file": document.source.file,
            "sha256": document.source.sha256,
            "media_type": document.source.media_type,
            "pages": document.source.pages,
            "publisher": document.publisher,
            "publisher_key": key_of(document.publisher),
            "agency_key": agency_key(agency_name(document)),
            "entity": _entity(document),
            "publisher_source": first_place(document.sources, "publisher"),
            "publisher_level": level_of(document.publisher),
            "fiscal_year": document.fiscal_year,
            "fiscal_year_source": first_place(document.sources, "fiscal_year"),
            "kind": document.kind.value,
            "is_final_accounts": is_final_accounts(document),
            "project_count": len(document.projects) - described,
            "described_count": described,
            "table_count": len(document.tables),
            "section_count": len(document.sections),
            "covers_all_projects": _covers_all(document),
            "problem_count": len(document.problems),
            "source": place(SourceRef(document.source.file)),
        },
    )
    yield from _agencies(reading)


def is_described(indicators: object, sources: object) -> bool:
    """A project that prose describes: it has no indicators, and no form gave it fields of one."""
    return (
        not indicators
        and isinstance(sources, dict)
        and not {"code", "unit", "department", "attribute", "period", "payment_plan"} & set(sources)
    )


def level_of(name: str | None) -> str | None:
    """The level of government of an agency by its name; the four cities under the central government are provinces.

    >>> level_of("平岭县教育局"), level_of("上海市云溪区财政局"), level_of("上海市财政局"), level_of("云川市水务局")
    ('county', 'county', 'province', 'city')
    """
    if not name:
        return None
    for level, pattern in _LEVELS:
        if pattern.search(name):
            return "province" if level == "city" and name.startswith(_PROVINCIAL_CITIES) else level
    return None


def agency_key(name: str | None) -> str | None:
    """A key that the names of one agency share: its place without the province where a city or county is named, and its name written out.

    >>> agency_key("云川市公安局交警支队"), agency_key("某某省云川市公安局交通警察支队2025年度部门预算")
    ('云川市公安局交通警察支队', '云川市公安局交通警察支队')
    """
    if not name:
        return None
    found = agency_of(name)
    places = found.places[1:] if len(found.places) > 1 and found.places[0].endswith(("省", "自治区")) else found.places
    return "".join([*places, found.rank, found.body]) or None


def _entity(document: Document) -> str | None:
    """A department with all its units or one unit: the word that stands at least twice as often in titles and headings."""
    titles = [table.title or "" for table in document.tables] + [section.heading or "" for section in document.sections]
    department, unit = (sum(1 for text in titles if pattern.search(text)) for pattern in (_OF_DEPARTMENT, _OF_UNIT))
    if max(department, unit) < 2 * min(department, unit) + 1:
        return None
    return "department" if department > unit else "unit"


def is_final_accounts(document: Document) -> bool:
    """The document is one of final accounts (决算) by its kind or by most of its tables."""
    finals = sum(1 for table in document.tables if table.kind.startswith("FA"))
    return document.kind is DocumentKind.FINAL_ACCOUNTS or finals * 2 > len(document.tables)


def _covers_all(document: Document) -> bool:
    """The narrative says that all projects are covered, or names as many as the list of projects has."""
    listed = sum(1 for table in document.tables if table.kind == "T12_projects" for row in table.rows if any(row)) or None
    for section in document.sections:
        if "绩效" not in section.text and "绩效" not in (section.heading or ""):
            continue
        if _ALL.search(section.text):
            return True
        counted = _COUNT.search(section.text) or re.search(r"绩效目标管理的项目\s*(\d{1,4})\s*个", section.text)
        if counted and listed and int(counted[1]) == listed:
            return True
    return False


def _agencies(reading: FactReading) -> Iterator[tuple[str, Row]]:
    found: dict[tuple[str, str], tuple[str, str | None, str | None]] = {}
    document = reading.document
    if document.publisher:
        found["publisher", document.publisher] = (document.publisher, first_place(document.sources, "publisher"), None)
    for _, _, _, item in reading.projects():
        for role in ("department", "unit"):
            name = getattr(item, role)
            if name:
                found.setdefault((role, name), (name, first_place(item.sources, role), None))
    for _, _, table in reading.tables():
        if table.kind == "T17_org":
            for at, row in enumerate(table.rows):
                starts = table.sources.get("rows", [])
                nature = next((code for code, word in _NATURES if any(word in cell for cell in row[1:])), None)
                name = next((cell for cell in row if len(cell) > 3 and not cell.isdigit()), "")
                if name:
                    found.setdefault(("institution", name), (name, place(starts[at]) if at < len(starts) else place(table.source), nature))
    for number, ((role, _), (name, source, nature)) in enumerate(found.items(), start=1):
        yield (
            "agencies",
            {
                "document_id": reading.id,
                "agency_no": number,
                "role": role,
                "name": name,
                "name_key": key_of(name),
                "level": level_of(name),
                "nature": nature,
                "source": source,
            },
        )
