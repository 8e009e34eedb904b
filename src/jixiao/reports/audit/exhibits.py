"""The evidence of findings as the report holds it: each page of a file once, and cut-outs of it; the rows around marked cells (证据).

Evidence is asked for file by file, for the child process that opens files keeps the last one only.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markupsafe import Markup

from jixiao.evidence import Evidence, Excerpt, Missing, PagePicture, places_of
from jixiao.messages import text
from jixiao.model import Document
from jixiao.reports.audit.cutting import Cut, Rectangle, cuts_of, mark_of
from jixiao.reports.environment import own
from jixiao.rules.folding import Fold

if TYPE_CHECKING:
    from jixiao.provenance import SourceRef

_MB = 1_000_000
_PER_EXCERPT = 30
"""Places of one excerpt."""
_MARKUP = 24
"""Characters of markup around a cell, for the size of an excerpt on the page."""

Progress = Callable[[int, int], None]
"""Called with the entries done and all of them."""


@dataclass
class PageFigure:
    """A page of a file, which stands in the report once.

    Attributes:
        key: its id there.
        file: name of the file for people.
        page: its number.
        data: the picture as an address.
        width, height: in points.
        marks: everything that is marked on it.
    """

    key: str
    file: str
    page: int
    data: Markup
    width: float
    height: float
    marks: dict[Rectangle, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Crop:
    """A part of a page and the marks in it."""

    figure: PageFigure
    cut: Cut

    @property
    def label(self) -> str:
        """What it shows, in words."""
        return text("audit_html.crop_label", file=self.figure.file, page=self.figure.page, marks=len(self.cut.marks))


@dataclass(frozen=True, slots=True)
class Exhibit:
    """The evidence of an entry in one file.

    Attributes:
        file: name of the file for people.
        is_other: it is another document than the one that the finding is about.
        crops: parts of pages.
        tables: rows around the marked cells.
        notes: why something is not shown.
    """

    file: str
    is_other: bool
    crops: tuple[Crop, ...] = ()
    tables: tuple[Excerpt, ...] = ()
    notes: tuple[str, ...] = ()


class Exhibits:
    """Collects the evidence of a report, up to a bound.

    Args:
        evidence: where it comes from; ``None`` for a report without any.
        documents: that were audited.
        names: of their files, for people.
        megabytes: what the pictures and rows may add to the report.
    """

    def __init__(self, evidence: Evidence | None, documents: Sequence[Document], names: Mapping[str, str], megabytes: float) -> None:
        self.pages: list[PageFigure] = []
        self.left_out = 0
        self._evidence = evidence
        self._digests = {document.source.file: document.source.sha256 for document in documents}
        self._names = names
        self._rest = megabytes * _MB
        self._known: dict[tuple[str, int], PageFigure | str] = {}

    def of(self, folds: Sequence[Fold], progress: Progress | None = None) -> dict[str, tuple[Exhibit, ...]]:
        """The evidence of some entries by id of the first finding, of the document of the finding first."""
        if self._evidence is None:
            return {}
        asked = [(fold, file, places) for fold in folds for file, places in _by_file(fold)]
        order = {file: at for at, file in enumerate(dict.fromkeys(file for _, file, _ in asked))}
        found: dict[tuple[int, str], Exhibit] = {}
        for at, (fold, file, places) in enumerate(sorted(asked, key=lambda item: order[item[1]])):
            if progress is not None:
                progress(at, len(asked))
            found[id(fold), file] = self._exhibit(self._evidence, file, places, is_other=file != fold.first.file)
        by_fold: dict[str, tuple[Exhibit, ...]] = {}
        for fold in folds:
            by_fold[fold.first.id] = tuple(found[id(fold), file] for file, _ in _by_file(fold))
        return by_fold

    def _exhibit(self, evidence: Evidence, file: str, places: Sequence[SourceRef], *, is_other: bool) -> Exhibit:
        name = self._names.get(file, file)
        sha256 = self._digests.get(file)
        if sha256 is None:
            return Exhibit(name, is_other, notes=(text("audit_html.file_unknown"),))
        notes: dict[str, None] = {}
        crops: list[Crop] = []
        rows = [place for place in places if not place.page]
        for number in sorted({place.page for place in places if place.page}):
            on_page = [place for place in places if place.page == number]
            figure = self._page(evidence, file, sha256, number)
            if isinstance(figure, str):
                notes[figure] = None
                rows += on_page
                continue
            boxes = [(box[0], box[1], box[2], box[3]) for place in on_page if (box := place.box)]
            figure.marks |= {mark_of(box): None for box in boxes}
            crops += [Crop(figure, cut) for cut in cuts_of(boxes, figure.width, figure.height)]
        tables = tuple(self._tables(evidence, rows, sha256, notes))
        return Exhibit(name, is_other, tuple(crops), tables, tuple(notes))

    def _tables(self, evidence: Evidence, places: Sequence[SourceRef], sha256: str, notes: dict[str, None]) -> Iterator[Excerpt]:
        """Rows around some places; what goes beyond the bound is named instead."""
        for start in range(0, len(places), _PER_EXCERPT):
            some = places[start : start + _PER_EXCERPT]
            found = evidence.excerpt(some, sha256, context=2 if len(places) == 1 else 1)
            if isinstance(found, Missing):
                notes[found.reason] = None
            elif self._has_room(sum(len(cell.text) + _MARKUP for row in found.rows for cell in row.cells)):
                yield found
            else:
                self.left_out += 1
                notes[text("audit_html.rows_left_out")] = None

    def _page(self, evidence: Evidence, file: str, sha256: str, number: int) -> PageFigure | str:
        """A page, or why there is none."""
        at = sha256, number
        if at not in self._known:
            picture = evidence.page(file, sha256, number)
            self._known[at] = picture.reason if isinstance(picture, Missing) else self._kept(picture, self._names.get(file, file))
        return self._known[at]

    def _kept(self, picture: PagePicture, name: str) -> PageFigure | str:
        data = base64.b64encode(picture.image).decode()
        if not self._has_room(len(data)):
            self.left_out += 1
            return text("audit_html.page_left_out", page=picture.page)
        width, height = round(picture.points_width, 1), round(picture.points_height, 1)
        figure = PageFigure(f"pg{len(self.pages) + 1}", name, picture.page, own(f"data:{picture.media_type};base64,{data}"), width, height)
        self.pages.append(figure)
        return figure

    def _has_room(self, size: int) -> bool:
        """There is room for so many bytes, which are taken."""
        if size > self._rest:
            return False
        self._rest -= size
        return True


def _by_file(fold: Fold) -> Iterable[tuple[str, list[SourceRef]]]:
    """The places of an entry by their file, that of its document first."""
    found: dict[str, list[SourceRef]] = {fold.first.file: []}
    for finding in fold.findings:
        for place in places_of(finding):
            found.setdefault(place.file, []).append(place)
    return [(file, list(dict.fromkeys(places))) for file, places in found.items() if places]
