"""Lines that stand above, below and between tables: agency, year, money unit, caption number, page number."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from jixiao.layouts import lexicon
from jixiao.layouts.draft import squash, tidy
from jixiao.layouts.signatures import result_texts
from jixiao.values import money_unit

_AGENCY_END = (
    "局|厅|委|委员会|部|处|科|院|中心|所|队|站|室|办|政府|学校|大学|学院|法院|检察院|署|会|馆|社|医院|小学|中学|园|镇|乡|街道|办事处|"
    "管理局|监狱|党校|协会|联合会|集团|公司|台|场|库|段|基地|保障处|服务处|幼儿园|图书馆|机关|人大|政协|工会|妇联|总队|支队|大队|分局"
)
_AGENCY = re.compile(
    rf"^(?=.{{4,40}}$)[\u4e00-\u9fff()（）·、]+(?:{_AGENCY_END})(?:[（(](?:本级|机关|部门|单位|汇总|本部)[）)])?(?:本级)?$"
)
_CODED = re.compile(r"^(\d{3,9})\s*[-—－]?\s*(?=[\u4e00-\u9fff])(.+)$")
_YEAR_LINE = re.compile(
    r"^[（(]?\s*(20\d\d)\s*年?\s*(?:度|年度)?\s*"
    r"(?:(?:1\s*月?\s*[-—–~至到]\s*)?\d{1,2}\s*月(?:份|底)?|上半年|前?[一二三四]季度)?\s*[)）]?$"
)
_YEAR_LABEL = re.compile(r"^(?:预算|财政|决算)?年度[:：]\s*(20\d\d)")
_PAGE = re.compile(
    r"^(?:[-—–－·•~\s]*\d{1,4}[-—–－·•~\s]*|第?\s*[\d一二三四五六七八九十百]{1,5}\s*页(?:\s*[,，/]?\s*共\s*[\d一二三四五六七八九十百]{1,5}\s*页)?|\d{1,4}\s*/\s*\d{1,4}|page\s*\d+)$",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"^(?:(?:部门|单位|预算|决算|收支)*(?:公开)?(?:附件|附表|表|公开表|预算表|公开)\s*[-—]?\s*[（(]?[\d一二三四五六七八九十]{1,3}(?:[-—.]\d{1,2})*(?:[-—]?表)?[)）]?|(?:部门|单位|财政|财决|决算|预算|批复|财|决|公开|附){1,4}\s?\d{1,2}(?:-\d{1,2})?\s?表|(?:报表|表格|表单)编号[:：]?[\w-]{2,40})\s*[:：]?$"
)
_LABELLED = re.compile(r"^([^:：]{1,14})[:：]\s*(.*)$", re.DOTALL)
_NOTE = re.compile(r"^[*※]?\s*(?:备\s*)?(?:注|说明|附注)\s*\d{0,2}[:：.、]")
_CONTINUED = re.compile(r"[（(]\s*续(?:表)?\s*[\d一二三四五六]?\s*[)）]|^续表\s*\d{0,2}[:：]?\s*|[-—]?续表?\s?[\d一二三]?$")
_FORM_TITLE = re.compile(
    r"(?:绩效目标|绩效申报|绩效指标|支出绩效|绩效自评|绩效监控|绩效评价(?=指标|得分|评分|自评))[^，。；]{0,16}(?:表|情况|申报书)$|绩效目标$"
)
_BLOCK_HEADING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}[、.．]|[（(][一二三四五六七八九十\d]{1,2}[)）]|\d[、.．])(?:项目|年度|部门)?"
    r"(?:基本(?:信息|情况)|(?:资金|预算|经费)?(?:资金)?(?:安排|投入|到位)?[及和与]?(?:使用|执行|支出)情况|(?:总体)?(?:绩效)?目标[及和与]?(?:其)?(?:完成|实现)?(?:情况)?"
    r"|绩效指标(?:及其)?(?:完成|实现|自评|评价)?(?:情况|表)?|(?:绩效)?自评(?:情况|结果|得分|结论))[:：]?$"
)
_LEADING_NUMBER = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,3}\s*[、.．](?!\d)|附(?:件|表)\s*[\d一二三四五六七八九十]{0,3}\s*[:：]?|表\s?[\d一二三四五六七八九十]{1,3}(?:[-—]\d{1,2})?\s*[:：、.．]?)\s*"
)
_MONEY_AT_END = re.compile(r"^(.*?[^\s:：；;])\s*((?:金额|货币|计量)?单位[:：]\s*(?:人民币)?(?:元|千元|百万元|万元|亿元))$")
_YEAR_AT_END = re.compile(r"^([^\s:：]{2,14}[:：]\s*\D{2,40}?)(20\d\d年度?)$")
_BESIDE = re.compile(r"\s{2,}|[\s;；]+(?=[^\s:：]{2,6}[:：])")


@dataclass(frozen=True, slots=True)
class Head:
    """What such a line says.

    Attributes:
        kind: ``agency``, ``year``, ``money``, ``date``, ``number`` (of a caption), ``page_number``, ``note``,
            ``blank`` (a label whose value was left open).
        value: name, year, unit or text.
        code: code of an agency, where one stands before its name.
    """

    kind: str
    value: str
    code: str | None = None


@lru_cache(maxsize=4096)
def read_head(text: str) -> Head | None:
    """Tell such a line from everything else."""
    flat = tidy(text)
    if not flat or len(flat) > 80:
        return Head("note", flat) if _NOTE.match(flat) else None
    if _PAGE.match(flat):
        return Head("page_number", flat)
    if _NOTE.match(flat):
        return Head("note", flat)
    narrow = unicodedata.normalize("NFKC", flat)
    if match := _YEAR_LABEL.match(squash(narrow)) or _YEAR_LINE.match(narrow):
        return Head("year", match.group(1))
    if _NUMBER.match(squash(flat)):
        return Head("number", flat)
    if flat.startswith(("（", "(")) and flat.endswith(("）", ")")) and _LABELLED.match(flat[1:-1]):
        flat = flat[1:-1].strip()
    if labelled := _LABELLED.match(flat):
        return _labelled(labelled.group(1), labelled.group(2), flat)
    if (coded := _CODED.match(flat)) and is_agency(coded.group(2)):
        return Head("agency", coded.group(2), coded.group(1))
    if re.fullmatch(r"[（(]?(?:人民币)?[（(]?(?:千元|百万元|万元|亿元)[)）]?", flat):
        return Head("money", flat)
    return None


def split_heads(text: str) -> list[str]:
    """Several such lines that stand on one line: 编制单位：…　　单位：万元; the text alone where it is no such line."""
    parts = [piece for part in _BESIDE.split(text.strip()) if part for piece in _run_together(part)] if len(text) <= 120 else []
    found = [read_head(part) is not None or bool(result_texts(part)) for part in parts]
    is_split = len(parts) > 1 and any(found) and all(known or is_agency(part) for known, part in zip(found, parts, strict=True))
    return parts if is_split else [text]


def _run_together(part: str) -> list[str]:
    """Heads between which a file has lost the gap: 部门：…局2024年度金额单位：万元."""
    pieces: list[str] = []
    if (money := _MONEY_AT_END.match(part)) and ":" in money[1].replace("：", ":"):
        part, pieces = money[1], [money[2]]
    if year := _YEAR_AT_END.match(part):
        return [year[1], year[2], *pieces]
    return [part, *pieces]


def read_head_below_title(text: str) -> Head | None:
    """Like :func:`read_head`, for a line between a form's title and its table: the bare name of an agency there says whose form it is."""
    return read_head(text) or (Head("agency", tidy(text)) if is_agency(text) else None)


def _labelled(label: str, value: str, flat: str) -> Head | None:
    if (lexicon.roles("heads", label) and "money" in lexicon.roles("heads", label)) and money_unit(flat) is not None:
        return Head("money", flat)
    keys = lexicon.roles("heads", label)
    if "agency" in keys:
        name, code = value.strip(), None
        if not name:
            return Head("blank", "")
        if coded := _CODED.match(name):
            code, name = coded.groups()
        return Head("agency", name, code) if name and (is_agency(name) or len(label) > 2) else None
    if "year" in keys and (year := re.search(r"20\d\d", value)):
        return Head("year", year.group())
    if "date" in keys:
        return Head("date", flat)
    return None


def is_unit_in_brackets(text: str) -> bool:
    """Nothing but a money unit: （万元）, 元."""
    return re.fullmatch(r"[（(]?(?:人民币)?(?:元|千元|百万元|万元|亿元)[)）]?", squash(text)) is not None


@lru_cache(maxsize=4096)
def is_agency(text: str) -> bool:
    """A name of a public body, by its last word."""
    return _AGENCY.match(squash(text)) is not None


@lru_cache(maxsize=4096)
def is_form_title(text: str) -> bool:
    """The caption of a target form: …绩效目标表, …绩效目标申报表."""
    flat = squash(text)
    return 4 < len(flat) <= 80 and "。" not in flat and _FORM_TITLE.search(_bare(flat)) is not None


@lru_cache(maxsize=4096)
def is_block_heading(text: str) -> bool:
    """The numbered heading of a block of a form that is printed as several tables: 二、预算执行情况."""
    return _BLOCK_HEADING.match(squash(text)) is not None


def _bare(flat: str) -> str:
    flat = _CONTINUED.sub("", flat)
    return re.sub(r"[（(][^（）()]{0,20}[)）]$", "", flat)


def caption(text: str) -> tuple[str, bool]:
    """A caption without its running number, and whether it continues the table above (续表)."""
    continued = _CONTINUED.search(text) is not None
    plain = _CONTINUED.sub("", text).strip(" :：-—") if continued else text.strip()
    stripped = _LEADING_NUMBER.sub("", plain).strip()
    return tidy(stripped or plain), continued
