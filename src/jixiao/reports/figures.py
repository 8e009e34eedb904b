"""The evidence of findings as a page shows it: each page of a file once, and the parts and tables that findings point to (证据图表)."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from jixiao.evidence import Evidence, Excerpt, ExcerptCell, ExcerptRow, Missing, PagePicture
from jixiao.layouts.masking import masked
from jixiao.messages import text
from jixiao.reports.crops import Box, Rectangle, crops_of, mark_of
from jixiao.reports.environment import own
from jixiao.reports.hits import Quoted
from jixiao.reports.table_heads import TableHead, head_of

if TYPE_CHECKING:
    from jixiao.provenance import SourceRef

PDF = "application/pdf"
_NOTHING = Quoted()
MEGABYTES = 40.0
"""Of pictures in one report, as the file holds them; pages beyond it are shown as the rows that were read."""
_MB = 1_000_000
_MASKED_TEXTS = 20_000
_NEAR_HEAD, _AIR = 40.0, 2.0
"""Points between the head of a table and a part of it that are shown as one; and around the head."""


@dataclass(frozen=True, slots=True)
class Shown:
    """How much evidence goes into a report (证据范围).

    Attributes:
        megabytes: of pictures; ``None`` without end.
        is_any: otherwise findings have their values and places in words only.
    """

    megabytes: float | None = MEGABYTES
    is_any: bool = True


@dataclass(frozen=True, slots=True)
class File:
    """A file that evidence comes from: its name in places and for people, with its agency, its digest and type, the heads of its tables."""

    file: str
    name: str
    title: str
    sha256: str
    media_type: str
    heads: tuple[TableHead, ...] = ()


@dataclass
class PageFigure:
    """A page that is shown, once for all that stands on it.

    Attributes:
        key: its id on the page of the report.
        name: of the file.
        number: of the page.
        data: the picture as an address.
        width, height: in points.
        marks: all that is marked on it.
    """

    key: str
    name: str
    number: int
    data: Markup
    width: float
    height: float
    marks: dict[Rectangle, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Crop:
    """A part of a page with its marks.

    Attributes:
        page: the page.
        part: what of it is shown.
        marks: frames on it.
        title: of the table that it is a part of; empty outside of one.
        head_page, head: where the head of that table stands, if not in the part itself.
    """

    page: PageFigure
    part: Rectangle
    marks: tuple[Rectangle, ...]
    title: str = ""
    head_page: PageFigure | None = None
    head: Rectangle | None = None

    @property
    def label(self) -> str:
        """What it shows, for who cannot see it."""
        return text("audit_page.crop_label", name=self.page.name, page=self.page.number, marks=len(self.marks))


@dataclass(frozen=True, slots=True)
class Figure:
    """The evidence of a finding in one file.

    Attributes:
        name: of the file.
        is_other: it is another document than the one that the finding is about.
        crops: parts of pages.
        table: the rows around the marked cells.
        notes: why something is not shown.
        quoted: what is quoted in the marked cells.
    """

    name: str
    is_other: bool
    crops: tuple[Crop, ...] = ()
    table: Excerpt | None = None
    notes: tuple[str, ...] = ()
    quoted: Quoted = _NOTHING


class Figures:
    """Makes the figures of a report, and keeps the pages that it holds.

    Args:
        evidence: where they come from; without it there are none.
        files: by the name that places give.
        shown: how much of it.
    """

    def __init__(self, evidence: Evidence | None, files: Mapping[str, File], shown: Shown) -> None:
        self.pages: dict[tuple[str, int], PageFigure] = {}
        self.left_out: set[tuple[str, int]] = set()
        self._evidence = evidence if shown.is_any else None
        self._files = files
        self._rest = None if shown.megabytes is None else shown.megabytes * _MB
        self._refused: dict[tuple[str, int], str] = {}

    def of(self, places: Sequence[SourceRef], own_file: str, quoted: Quoted = _NOTHING) -> tuple[Figure, ...]:
        """The figures of some places, first those in the document that the finding is about.

        Args:
            places: what is marked.
            own_file: the document that the finding is about.
            quoted: what is quoted.
        """
        if self._evidence is None or not places:
            return ()
        names = sorted({place.file for place in places}, key=lambda name: (name != own_file, name))
        return tuple(self._in_file(name, [place for place in places if place.file == name], own_file, quoted) for name in names)

    def _in_file(self, name: str, places: Sequence[SourceRef], own_file: str, quoted: Quoted) -> Figure:
        file = self._files.get(name)
        if file is None or self._evidence is None:
            return Figure(name, True, notes=(text("audit_page.file_unknown"),))
        notes: dict[str, None] = {}
        crops = tuple(self._crops(file, places, notes)) if file.media_type == PDF else ()
        found = self._evidence.excerpt(places, file.sha256, words=quoted.words)
        if isinstance(found, Missing):
            notes |= {} if crops else {_without_folders(found.reason, file): None}
            table = None
        else:
            table = without_names(found) if found.is_table or not crops else None
        return Figure(file.name if name == own_file else file.title, name != own_file, crops, table, tuple(notes), quoted)

    def _crops(self, file: File, places: Sequence[SourceRef], notes: dict[str, None]) -> Iterator[Crop]:
        by_page: dict[int, list[Box]] = {}
        for place in places:
            boxes = by_page.setdefault(place.page, []) if place.page else []
            if place.page and place.box:
                left, top, right, bottom = place.box
                boxes.append((left, top, right, bottom))
        for number, boxes in sorted(by_page.items()):
            page = self._page(file, number)
            if isinstance(page, str):
                notes[page] = None
                continue
            page.marks |= {mark_of(box): None for box in boxes}
            for part, marks in crops_of(list(dict.fromkeys(boxes)), page.width, page.height):
                yield self._with_head(file, page, part, marks)

    def _with_head(self, file: File, page: PageFigure, part: Rectangle, marks: tuple[Rectangle, ...]) -> Crop:
        """A part of a page, with the head of the table that its first mark stands in."""
        first = next(iter(marks), None)
        known = first and head_of(file.heads, page.number, (first.x, first.y, first.x + first.width, first.y + first.height))
        if not known:
            return Crop(page, part, marks)
        if known.page == page.number and part.y <= known.bottom + _NEAR_HEAD:
            top = round(min(part.y, known.top - _AIR), 1)
            return Crop(page, replace(part, y=top, height=round(part.y + part.height - top, 1)), marks, known.title)
        own_page = page if known.page == page.number else self._page(file, known.page)
        if isinstance(own_page, str) or own_page.width != page.width:
            return Crop(page, part, marks, known.title)
        strip = Rectangle(part.x, round(known.top - _AIR, 1), part.width, round(known.bottom - known.top + 2 * _AIR, 1))
        top = round(max(part.y, known.rows[page.number][0] - _AIR), 1)  # nothing between the head and the rows
        return Crop(page, replace(part, y=top, height=round(part.y + part.height - top, 1)), marks, known.title, own_page, strip)

    def _page(self, file: File, number: int) -> PageFigure | str:
        """A page, or why there is none."""
        at = file.sha256, number
        if at in self.pages:
            return self.pages[at]
        if at not in self._refused and self._evidence is not None:
            found = self._evidence.page(file.file, file.sha256, number)
            if isinstance(found, PagePicture):
                data = base64.b64encode(found.image).decode()
                if self._rest is None or len(data) <= self._rest:
                    self._rest = None if self._rest is None else self._rest - len(data)
                    return self._keep(file, found, data)
                self.left_out.add(at)
                self._refused[at] = text("audit_page.picture_left_out", page=number)
            else:
                self._refused[at] = _without_folders(found.reason, file)
        return self._refused[at]

    def _keep(self, file: File, found: PagePicture, data: str) -> PageFigure:
        key = f"p{len(self.pages) + 1}"
        address = own(f"data:{found.media_type};base64,{data}")
        page = PageFigure(key, file.name, found.page, address, round(found.points_width, 1), round(found.points_height, 1))
        self.pages[found.sha256, found.page] = page
        return page


def _without_folders(reason: str, file: File) -> str:
    """A reason that names the file as all of the report does: folders of a machine are nobody's business."""
    return reason.replace(file.file, file.name)


def without_names(excerpt: Excerpt) -> Excerpt:
    """An excerpt in which personal data is masked wherever it stands."""
    return replace(excerpt, caption=_masked(excerpt.caption), rows=tuple(_row(row) for row in excerpt.rows))


def _row(row: ExcerptRow) -> ExcerptRow:
    cells = tuple(ExcerptCell(_masked(cell.text), cell.colspan, cell.rowspan, cell.is_marked) for cell in row.cells)
    return replace(row, cells=cells)


@lru_cache(maxsize=_MASKED_TEXTS)
def _masked(words: str) -> str:
    return masked(words)
