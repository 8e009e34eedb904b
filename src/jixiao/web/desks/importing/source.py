"""The left half of the confirming desk: the page as it is printed, or the table as it was read, with the cell marked (原文)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jixiao.declaring.confirming import place_of_project, places_at
from jixiao.evidence import Evidence, Excerpt, Missing
from jixiao.messages import text
from jixiao.model import Document
from jixiao.provenance import SourceRef
from jixiao.web.desks.shown_files import on_disk, opened
from jixiao.web.records.models import QueuedFile, QueuedProject

CONTEXT = 40
"""Rows above and below the marked cell that are shown of a table."""
_AIR = 1.5  # points between the edge of a cell and the line that marks it


@dataclass(frozen=True, slots=True)
class Shown:
    """What the left half shows (原文视图).

    Attributes:
        where: the place in words.
        page: number of the page, 0 where the file has none.
        width, height: of the page in points.
        marks: left, top, width and height of each marked box, in points.
        rows: the table as read, where the file has no pages.
        missing: why there is nothing to show.
        is_marked: the value stands there; what is missing in the file has no place in it, and its project is shown.
    """

    where: str = ""
    page: int = 0
    width: float = 0
    height: float = 0
    marks: tuple[tuple[float, float, float, float], ...] = ()
    rows: Excerpt | None = None
    missing: str = ""
    is_marked: bool = True


def shown(entry: QueuedFile, own: QueuedProject, path: str) -> Shown:
    """Where a field stands in the file."""
    own_places = places_at(own.content, path, own.remarks)
    places = own_places or place_of_project(own.content)
    if not places:
        return Shown(missing=text("evidence.whole_file"))
    where = places[0].where()
    evidence = evidence_of(entry, places[0].file)
    if places[0].page:
        page = evidence.page(places[0].file, str(entry.file_id), places[0].page)
        if isinstance(page, Missing):
            return Shown(where, missing=page.reason)
        return Shown(where, page.page, page.points_width, page.points_height, _marks(own_places), is_marked=bool(own_places))
    rows = evidence.excerpt(places, str(entry.file_id), context=CONTEXT)
    return Shown(where, missing=rows.reason) if isinstance(rows, Missing) else Shown(where, rows=rows, is_marked=bool(own_places))


def evidence_of(entry: QueuedFile, name: str) -> Evidence:
    """What shows a file of a queue, personal data covered."""
    reading = entry.reading or {}
    light = Document.model_validate({key: reading[key] for key in ("source", "personal_data") if key in reading})
    return opened(name, on_disk(str(entry.file_id), lambda: _content(entry)), light)


def _content(entry: QueuedFile) -> bytes:
    assert entry.file is not None  # noqa: S101 - only files that were stored are read
    return bytes(entry.file.content)


def _marks(places: Sequence[SourceRef]) -> tuple[tuple[float, float, float, float], ...]:
    boxes = [place.box for place in places if place.page == places[0].page and len(place.box) == 4]
    return tuple((left - _AIR, top - _AIR, right - left + 2 * _AIR, bottom - top + 2 * _AIR) for left, top, right, bottom in boxes)
