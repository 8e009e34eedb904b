"""Rows of functional and economic items that the narrative names (说明中的科目), with the code that their names have in the tables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from jixiao.codes import ListId, code_list, expenditure_headings, fold_name
from jixiao.facts.database import Row
from jixiao.facts.metrics import flat_subject
from jixiao.facts.reading import place
from jixiao.facts.sections import Placed
from jixiao.facts.statements import Item, Statements
from jixiao.matching.keys import han_length, key_of, sha256_of
from jixiao.model import Document

_MARKED = re.compile(r"([^()]{1,50}(?:\((?!(?:类|款|项)\))[^()]{0,30}\)[^()]{0,30}){0,2})\((类|款|项)\)")
_LEVELS = {"类": 1, "款": 2, "项": 3}
_LENGTHS = {1: 3, 2: 5, 3: 7}
_CODE = re.compile(r"^\(?(2\d{2}(?:\d{2}){0,2}|3\d{2}(?:\d{2})?)\)?(?=[\u4e00-\u9fff])|[(:](2\d{2}(?:\d{2}){0,2}|3\d{2}(?:\d{2})?)\)")
_BEFORE = re.compile(r"^(?:(?:20\d\d年?度?)?(?:其中|主要|用于|包括|安排|一般公共预算|财政拨款)?[:，,、]?)*")
_AFTER = re.compile(r"(?:科目|20\d\d年?度?|年初|全年|调整后?|的|共|支出(?=预算|决算)|预算|决算|数|为|:|，){0,12}$")
_BASIC_METRICS = frozenset({"basic", "personnel", "operating"})
_NOT_ITEMS = frozenset({"总计", "合计", "小计"})
_LONGEST = 160


@dataclass(slots=True)
class Names:
    """Codes of a document by name, function and economy apart.

    Attributes:
        codes: scheme and folded name to the codes that the tables print beside it.
        year: fiscal year, for the code lists.
    """

    codes: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    year: int | None = None

    @classmethod
    def of(cls, document: Document) -> Names:
        """The codes and names that the tables of a document print."""
        found = cls(year=document.fiscal_year)
        for table in document.tables:
            for line in table.lines:
                code = line.code or ""
                if line.name and code.isdigit() and (scheme := _scheme(code)):
                    found.codes[scheme, folded(line.name)].add(code)
        return found

    def named(self, scheme: str, name: str, level: int | None) -> set[str]:
        """Codes that the tables have beside a name."""
        codes = next((found for other in variants(name) if (found := self.codes.get((scheme, other)))), set())
        return {code for code in codes if level is None or len(code) == _LENGTHS[level]}

    def listed(self, scheme: str, name: str, level: int | None) -> set[str]:
        """Codes that the code lists have for a name."""
        which = ListId.FUNCTION if scheme == "function" else ListId.ECONOMIC_DEPARTMENT
        found = ({row.code for row in code_list(which).named(other, self.year)} for other in variants(name))
        codes = next((codes for codes in found if codes), set())
        if scheme == "function":
            headings = (expenditure_headings().get(other) for other in variants(name))
            codes |= {heading.class_code for heading in headings if heading and heading.class_code}
        return {code for code in codes if level is None or len(code) == _LENGTHS[level]}

    def code_of(self, scheme: str, parts: tuple[str, ...], level: int | None) -> str | None:
        """The one code whose name, and whose names above it, are the parts of a path; ``None`` for none or several."""
        for look in (self.named, self.listed):
            codes = look(scheme, parts[-1], level)
            for depth, above in enumerate(parts[:-1], start=1):
                tops = self.named(scheme, above, depth) or self.listed(scheme, above, depth)
                codes = {code for code in codes if not tops or code[: _LENGTHS[depth]] in tops}
            if len(codes) == 1:
                return codes.pop()
            if codes:
                return None
        return None


@dataclass(frozen=True, slots=True)
class Path:
    """The names of an item from the class down (类、款、项).

    Attributes:
        parts: names from the top that is printed.
        level: level of the last; ``None`` where nothing says it.
        top: level of the first.
        code: a code that is printed beside them.
    """

    parts: tuple[str, ...]
    level: int | None = None
    top: int = 1
    code: str | None = None


def path_of(subject: str) -> Path | None:
    """The names in a subject; ``None`` where it can be no item.

    >>> path_of("“教育支出（类）教育管理事务（款）行政运行（项）”").parts
    ('教育支出', '教育管理事务', '行政运行')
    >>> path_of("“住房保障支出-住房改革支出-住房公积金”科目").level
    3
    """
    flat = _BEFORE.sub("", flat_subject(subject[-_LONGEST:]))
    code = _CODE.search(flat)
    printed = (code[1] or code[2]) if code else None
    if code:
        flat = flat.replace(code[0], "", 1)
    if marked := _MARKED.findall(flat):
        parts = tuple(_BEFORE.sub("", name).strip("-—、") for name, _ in marked)
        return Path(parts, _LEVELS[marked[-1][1]], _LEVELS[marked[0][1]], printed)
    flat = _AFTER.sub("", flat)
    parts = tuple(part for part in re.split(r"-+", flat) if part)
    if not parts or any(not re.fullmatch(r"[\u4e00-\u9fff()、“”]{2,40}", part) for part in parts) or parts[-1] in _NOT_ITEMS:
        return None
    if len(parts) in (2, 3):
        return Path(parts, len(parts), 1, printed)
    return Path(parts, None, 1, printed) if len(parts) == 1 else None


def item_rows(placed: Placed, stated: Statements, names: Names) -> Iterator[Row]:
    """Rows of ``narrative_items`` without the document: one for each item of a section that is named with an amount."""
    number = 0
    for group in _groups(stated.items):
        first = group[0]
        path = path_of(first.subject)
        if path is None or first.named.metric is not None:
            continue
        scheme, code = _resolved(path, first, placed.topic, names)
        if scheme is None:
            continue
        final = next((item for item in group if item.measure == "final"), None)
        budget = next((item for item in group if item.measure == "budget"), None)
        main = final or budget or first
        number += 1
        yield _row(placed, number, path, scheme, code, main, budget if final is not None else None)


def _groups(items: list[Item]) -> Iterator[list[Item]]:
    """Figures of one thing in a row: its budget, its final figure."""
    group: list[Item] = []
    for item in items:
        if not item.is_money or item.is_base:
            continue
        same = bool(group) and item.subject == group[0].subject and item.paragraph == group[0].paragraph and item.year == group[0].year
        if same and item.measure not in {other.measure for other in group}:
            group.append(item)
            continue
        if group:
            yield group
        group = [item]
    if group:
        yield group


def _resolved(path: Path, item: Item, topic: str, names: Names) -> tuple[str | None, str | None]:
    """Scheme and code; no scheme for words that are no item."""
    if path.code:
        return _scheme(path.code), path.code
    if path.level is not None and path.top == 1:
        return "function", names.code_of("function", path.parts, path.level)
    if path.level is not None:
        level = path.level
        found = names.named("function", path.parts[-1], level) or names.listed("function", path.parts[-1], level)
        return "function", found.pop() if len(found) == 1 else None
    name = path.parts[0]
    whole = item.part_of.named.metric if item.part_of is not None else None
    if topic == "basic" or whole in _BASIC_METRICS:
        if codes := names.named("economic", name, None) or names.listed("economic", name, None):
            return "economic", codes.pop() if len(codes) == 1 else None
        return None, None
    return _plain_function(name, names)


def _plain_function(name: str, names: Names) -> tuple[str | None, str | None]:
    """A name without marks is a class where a class has it, otherwise an item where the tables have it."""
    classes = names.named("function", name, 1) or names.listed("function", name, 1)
    if len(classes) == 1:
        return "function", classes.pop()
    codes = names.named("function", name, None)
    if not codes:
        return None, None
    return "function", codes.pop() if len(codes) == 1 else None


def _row(placed: Placed, number: int, path: Path, scheme: str, code: str | None, main: Item, budget: Item | None) -> Row:
    level = path.level or ({3: 1, 5: 2, 7: 3}.get(len(code)) if code else None)
    by_level = dict(enumerate(path.parts, start=path.top)) if path.level else {level or 0: path.parts[-1]}
    purpose_key = key_of(main.purpose)
    return {
        "section_id": placed.section_id,
        "item_id": f"{placed.section_id}/i{number}",
        "item_no": number,
        "scheme": scheme,
        "class_name": by_level.get(1),
        "section_name": by_level.get(2),
        "name": path.parts[-1],
        "name_key": key_of(path.parts[-1]),
        "level": level,
        "code": code,
        "is_code_printed": path.code is not None,
        "claim_id": main.key,
        "year": main.year,
        "amount_yuan": main.yuan,
        "amount_step": main.figure.step if main.figure else None,
        "initial_yuan": budget.yuan if budget else None,
        "initial_step": budget.figure.step if budget and budget.figure else None,
        "measure": main.measure,
        "purpose": main.purpose,
        "purpose_key": purpose_key or None,
        "purpose_sha256": sha256_of(purpose_key),
        "purpose_length": han_length(main.purpose) if main.purpose else None,
        "text": _sentence(placed.told, main.position) or main.text,
        "source": place(placed.place_at(main.position)),
    }


def _sentence(text: str, position: int) -> str:
    """The sentence around a place."""
    begin = max(text.rfind(mark, 0, position) for mark in "。\n") + 1
    ends = [end for mark in "。\n" if (end := text.find(mark, position)) >= 0]
    return text[begin : min(ends, default=len(text))].strip()


def _scheme(code: str) -> str | None:
    if code.startswith("2") and len(code) in (3, 5, 7):
        return "function"
    return "economic" if code.startswith("3") and len(code) in (3, 5) else None


def folded(name: str) -> str:
    """A name as names of items are compared: without quotes and blanks, 其它 as 其他."""
    return fold_name(name).replace("其它", "其他").strip('“”"')


def variants(name: str) -> tuple[str, ...]:
    """A name, and the same without or with 支出 at its end: 农林水（类）支出 is the class 农林水支出."""
    own = folded(name)
    return (own, own.removesuffix("支出") if own.endswith("支出") else own + "支出")
