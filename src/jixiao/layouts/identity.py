"""Who published a document and for which year (发布单位, 预算年度): what its heads, titles and forms say, weighed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable

from jixiao.documents.grid import Cell, Paragraph
from jixiao.layouts import heads
from jixiao.layouts.draft import ProjectDraft, squash
from jixiao.provenance import SourceRef

_AGENCY_IN_TITLE = re.compile(
    r"^(?:附件?\s?[\d一二三四五六七八九十]{0,3}\s?[:：.、]?)?([\u4e00-\u9fff（）()]{3,30}?(?:局|厅|委员会|委|部|处|院|中心|队|站|办公室|政府|学校|大学|学院|法院|会|馆|社|所|镇|乡|街道|医院|小学|中学|幼儿园|园))"
    r"(?:[（(](?:本级|部门|单位|汇总)[)）])?(?:关于)?(?=20\d\d|部门|单位|项目|本级|整体|预算|专项|支出|绩效)"
)
_BEFORE_AGENCY = re.compile(r"^(?:第[一二三四五六七八九十]{1,3}部分)?[:：]?(?:20\d\d年度?)?")
"""What a title prints before the agency: 第二部分 of the document, the year."""
_YEAR = re.compile(r"(?<!\d)(20[1-4]\d)\s?年?")
_BUDGET_YEAR = re.compile(
    r"(20[1-4]\d)\s?年(?:度)?(?=[\u4e00-\u9fff\d()（）、—–~～至-]{0,24}(?:预算|绩效|决算|项目|专项))"
    r"|[（(]\s?(20[1-4]\d)\s?年度?\s?(?:(?:1\s?月?\s?[-—–~至]\s?)?\d{1,2}\s?月(?:份|底)?|上半年|前?[一二三四]季度)?\s?[)）]"
)


def _plain(name: str) -> str:
    """The name of an agency without 本级 and the like at its end."""
    return squash(re.sub(r"(?:[（(](?:本级|机关|汇总|盖章|公章)[)）]|本级)$", "", name))


class Identity:
    """Collects what speaks for a publisher and a year."""

    def __init__(self) -> None:
        self._agencies: dict[str, float] = defaultdict(float)
        self._years: dict[int, float] = defaultdict(float)
        self._agency_places: dict[str, list[SourceRef]] = defaultdict(list)
        self._year_places: dict[int, list[SourceRef]] = defaultdict(list)
        self._units: dict[str, int] = defaultdict(int)
        self._departments: dict[str, int] = defaultdict(int)

    def agency(self, name: str, weight: float, cell: Cell | Paragraph) -> None:
        """A line or cell that names an agency."""
        key = _plain(name)
        self._agencies[key] += weight
        self._agency_places[key].append(cell.source)

    def year(self, year: int, weight: float, cell: Cell | Paragraph) -> None:
        """A line or cell that names a year."""
        self._years[year] += weight
        self._year_places[year].append(cell.source)

    def title(self, cell: Cell | Paragraph, *, weight: float = 1.0) -> None:
        """A title: it may begin with the agency and name the year."""
        flat = squash(cell.text)
        plain = _BEFORE_AGENCY.sub("", heads.caption(flat)[0])
        if (match := _AGENCY_IN_TITLE.match(plain)) and heads.is_agency(match.group(1)):
            self.agency(match.group(1), 4.0 * weight, cell)
        if match := _BUDGET_YEAR.search(flat):
            self.year(int(match.group(1) or match.group(2)), 2.0 * weight, cell)

    def form(self, draft: ProjectDraft) -> None:
        """A form: its unit, its department, the years in its name and targets."""
        for key, weight in (("unit", 2.0), ("department", 0.5)):
            if (value := draft.fields.get(key)) is not None and value.cells:
                self.agency(value.text, weight, value.cells[0])
                (self._units if key == "unit" else self._departments)[_plain(value.text)] += 1
        for text, weight in self._texts(draft):
            for match in _YEAR.finditer(text):
                self._years[int(match.group(1))] += weight

    @staticmethod
    def _texts(draft: ProjectDraft) -> list[tuple[str, float]]:
        texts = [(draft.name, 0.4)]
        texts += [(item.text("value"), 0.3) for item in draft.indicators]
        return texts + [(value.text, 0.02) for value in draft.fields.values()]

    @property
    def publisher(self) -> str | None:
        """The agency that most speaks for; ``None`` where nothing does.

        Where the forms of several units have one department in common, it is the department that publishes them.
        """
        weights = dict(self._agencies)
        if len(self._units) > 1:
            for unit, count in self._units.items():
                weights[unit] = weights.get(unit, 0.0) - 1.6 * count  # none of several units speaks for all
        if len(self._units) > 1 and len(self._departments) == 1:
            department = next(iter(self._departments))
            weights[department] = weights.get(department, 0.0) + 2.0 * sum(self._units.values())
        return max(weights, key=lambda name: weights[name], default=None)

    @property
    def fiscal_year(self) -> int | None:
        """The year that most speaks for; ``None`` where nothing does."""
        return max(self._years, key=lambda year: self._years[year], default=None)

    def places(self, rank: Callable[[SourceRef], int]) -> dict[str, list[SourceRef]]:
        """Places that print them, in the order that ``rank`` gives."""
        found: dict[str, list[SourceRef]] = {}
        if self.publisher is not None and (places := self._agency_places[self.publisher]):
            found["publisher"] = sorted(set(places), key=rank)
        if self.fiscal_year is not None and (places := self._year_places[self.fiscal_year]):
            found["fiscal_year"] = sorted(set(places), key=rank)
        return found
