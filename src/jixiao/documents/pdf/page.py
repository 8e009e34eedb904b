"""What a person sees on a page of a PDF: characters and ruling lines, in points from the upper left corner.

This is the only module that knows pdfium. It calls it directly and not through the objects of pypdfium2, which cost as much as the
whole page: a page has hundreds of characters and as many drawn objects.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

_THIN = 3.0  # points; a drawn area that is thinner is a line
_SHORT = 2.0  # points; a shorter line is a dot
_DEPTH = 12  # forms inside forms
_SEGMENTS = 20_000  # of one path
_TURNED = 0.6  # share of the characters that tells how the page is to be held
_SAMPLE = 40
_EDGE = 0.5  # points that a character may stand over an edge and still be seen
_UNKNOWN = {0xFFFD, 0xFFFE, 0xFFFF}
_BLANK = {0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x3000, 0xAD, 0xFEFF, *range(0x2000, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2065)}
_RADICALS = range(0x2E80, 0x2FE0)
_COMPATIBLE = range(0xF900, 0xFB00)


@dataclass(slots=True, eq=False)
class Char:
    """A character: its text, its box, its number on the page, and whether the file has a blank before it."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    index: int
    after_blank: bool = False

    @property
    def x(self) -> float:
        """Its middle."""
        return (self.left + self.right) / 2

    @property
    def y(self) -> float:
        """Its middle."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """Of its line, not of its ink."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Stroke:
    """A ruling line: horizontal (``at`` is its y, from x to x) or vertical (``at`` is its x, from y to y)."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Page:
    """A page as it is held to be read.

    Attributes:
        number: from 1.
        width, height: in points, as it is held.
        chars: in the order of the file.
        across, down: ruling lines.
        drawn: how many lines and areas are drawn on it.
        images: how many pictures lie on it.
        unseen: characters that nobody can see.
        unknown: characters without a meaning: the file does not say which they are.
        object_of: the drawn object of a character, by its index.
    """

    number: int
    width: float
    height: float
    chars: list[Char] = field(default_factory=list)
    across: list[Stroke] = field(default_factory=list)
    down: list[Stroke] = field(default_factory=list)
    drawn: int = 0
    images: int = 0
    unseen: int = 0
    unknown: int = 0
    object_of: Callable[[int], int] = lambda index: 0
    turned: int = 0
    """Quarter turns by which the content was turned to be read."""

    def box(self, left: float, top: float, right: float, bottom: float) -> tuple[float, ...]:
        """A box on the page as a viewer shows it, however it was turned to be read."""
        if self.turned == 1:
            left, top, right, bottom = top, self.width - right, bottom, self.width - left
        elif self.turned == 2:
            left, top, right, bottom = self.width - right, self.height - bottom, self.width - left, self.height - top
        elif self.turned == 3:
            left, top, right, bottom = self.height - bottom, left, self.height - top, right
        return (round(left, 1), round(top, 1), round(right, 1), round(bottom, 1))


Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _box_of(matrix: Matrix, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
    corners = [_apply(matrix, x, y) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def read_page(document: Any, index: int, most_paths: int) -> Page:  # noqa: ANN401 - handles of pdfium have no public type
    """Read a page.

    Args:
        document: handle of the open document.
        index: number of the page, from 0.
        most_paths: with more drawn lines and areas, only their number is given back, and no characters.

    Raises:
        ValueError: pdfium cannot load the page.
    """
    handle = pdfium.FPDF_LoadPage(document, index)
    if not handle:
        raise ValueError(f"page {index + 1}")
    text = pdfium.FPDFText_LoadPage(handle)
    try:
        return _PageReader(handle, text, index + 1, most_paths).read()
    finally:
        if text:
            pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(handle)


class _PageReader:
    def __init__(self, handle: Any, text: Any, number: int, most_paths: int) -> None:  # noqa: ANN401
        self.handle = handle
        self.text = text
        self.most_paths = most_paths
        self.page = Page(number, pdfium.FPDF_GetPageWidthF(handle), pdfium.FPDF_GetPageHeightF(handle))
        self.view = _view_of(handle, self.page.width, self.page.height)
        self.hidden: dict[int, tuple[float, float, float, float]] = {}
        self.clips: dict[int, tuple[float, float, float, float] | None] = {}
        self.boxes: list[tuple[float, float, float, float]] = []

    def read(self) -> Page:
        page = self.page
        count = pdfium.FPDFPage_CountObjects(self.handle)
        self._walk(pdfium.FPDFPage_GetObject, self.handle, count, self.view, 0, None)
        if page.drawn > self.most_paths:
            page.across, page.down = [], []
            return page
        self._read_chars()
        self._turn()
        return page

    # --- objects -----------------------------------------------------------------------------------------------------------

    def _walk(
        self,
        get: Callable[[Any, int], Any],
        parent: Any,  # noqa: ANN401
        count: int,
        matrix: Matrix,
        depth: int,
        clip: tuple[float, float, float, float] | None,
    ) -> None:
        type_of = pdfium.FPDFPageObj_GetType
        for at in range(count):
            obj = get(parent, at)
            kind = type_of(obj)
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                self._see_text(obj, matrix, clip)
            elif kind == pdfium.FPDF_PAGEOBJ_PATH:
                self.page.drawn += 1
                if self.page.drawn > self.most_paths:
                    return
                self._see_path(obj, matrix, self._clip(obj, matrix, clip))
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self.page.images += 1
                self._see_area(self._bounds(obj, matrix), self._clip(obj, matrix, clip))
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
                inner = _times(_matrix_of(obj), matrix)
                inside = self._clip(obj, matrix, clip)
                self._walk(pdfium.FPDFFormObj_GetObject, obj, pdfium.FPDFFormObj_CountObjects(obj), inner, depth + 1, inside)

    def _bounds(self, obj: Any, matrix: Matrix) -> tuple[float, float, float, float]:  # noqa: ANN401
        left, bottom, right, top = ctypes.c_float(), ctypes.c_float(), ctypes.c_float(), ctypes.c_float()
        if not pdfium.FPDFPageObj_GetBounds(obj, left, bottom, right, top):
            return (0.0, 0.0, 0.0, 0.0)
        return _box_of(matrix, left.value, bottom.value, right.value, top.value)

    def _clip(
        self,
        obj: Any,  # noqa: ANN401
        matrix: Matrix,
        outer: tuple[float, float, float, float] | None,
    ) -> tuple[float, float, float, float] | None:
        """The area outside which an object cannot be seen; ``None`` where it is the whole page."""
        path = pdfium.FPDFPageObj_GetClipPath(obj)
        count = pdfium.FPDFClipPath_CountPaths(path)
        if count <= 0:
            return outer
        first = pdfium.FPDFClipPath_GetPathSegment(path, count - 1, 0)
        key = ctypes.addressof(first.contents) if first else 0
        if key not in self.clips or not key:
            area: tuple[float, float, float, float] | None = None
            for number in range(count):
                area = _cut(area, self._path_box(path, number, matrix))
            if area is not None and area[0] <= 1 and area[1] <= 1 and area[2] >= self.page.width - 1 and area[3] >= self.page.height - 1:
                area = None
            self.clips[key] = area
        found = self.clips[key]
        return found if outer is None else _cut(outer, found) if found is not None else outer

    def _path_box(self, path: Any, number: int, matrix: Matrix) -> tuple[float, float, float, float] | None:  # noqa: ANN401
        count = pdfium.FPDFClipPath_CountPathSegments(path, number)
        if count <= 0:
            return None
        points = []
        x, y = ctypes.c_float(), ctypes.c_float()
        for at in range(min(count, _SEGMENTS)):
            segment = pdfium.FPDFClipPath_GetPathSegment(path, number, at)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            points.append(_apply(matrix, x.value, y.value))
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return min(xs), min(ys), max(xs), max(ys)

    def _see_text(self, obj: Any, matrix: Matrix, outer: tuple[float, float, float, float] | None) -> None:  # noqa: ANN401
        clip = self._clip(obj, matrix, outer)
        if clip is None:
            return
        left, top, right, bottom = self._bounds(obj, matrix)
        if left < clip[0] - _EDGE or top < clip[1] - _EDGE or right > clip[2] + _EDGE or bottom > clip[3] + _EDGE:
            self.hidden[ctypes.addressof(obj.contents)] = clip

    # --- lines -------------------------------------------------------------------------------------------------------------

    def _see_path(self, obj: Any, matrix: Matrix, clip: tuple[float, float, float, float] | None) -> None:  # noqa: ANN401
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(obj, fill, stroke)
        if not fill.value and not stroke.value:
            return
        bounds = self._bounds(obj, matrix)
        if bounds[2] - bounds[0] <= _THIN or bounds[3] - bounds[1] <= _THIN:
            self._see_area(bounds, clip)
            return
        count = pdfium.FPDFPath_CountSegments(obj)
        if (count <= 6 and not stroke.value and not fill.value) or count > _SEGMENTS:
            return
        inner = _times(_matrix_of(obj), matrix)
        for points in _subpaths(obj, count, inner):
            if not stroke.value:
                xs, ys = [x for x, _ in points], [y for _, y in points]
                area = (min(xs), min(ys), max(xs), max(ys))
                if area[2] - area[0] <= _THIN or area[3] - area[1] <= _THIN:
                    self._see_area(area, clip)
                continue
            for (x0, y0), (x1, y1) in pairwise(points):
                if abs(x1 - x0) <= 1 or abs(y1 - y0) <= 1:
                    self._see_area((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)), clip)

    def _see_area(self, area: tuple[float, float, float, float], clip: tuple[float, float, float, float] | None) -> None:
        """Something thin that was drawn is a line, whether it is a line, a filled area or a picture."""
        left, top, right, bottom = area if clip is None else _cut(area, clip) or area
        width, height = right - left, bottom - top
        if height <= _THIN and width > max(_SHORT, height):
            self.page.across.append(Stroke((top + bottom) / 2, left, right))
        elif width <= _THIN and height > max(_SHORT, width):
            self.page.down.append(Stroke((left + right) / 2, top, bottom))

    # --- characters --------------------------------------------------------------------------------------------------------

    def _read_chars(self) -> None:
        text, page, hidden = self.text, self.page, self.hidden
        unicode_of, is_generated, loose_box = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_IsGenerated, pdfium.FPDFText_GetLooseCharBox
        rect = pdfium.FS_RECTF()
        a, b, c, d, e, f = self.view
        is_plain = not b and not c and a > 0 > d
        append = page.chars.append
        width, height = page.width, page.height
        high = 0
        blank = False
        for index in range(pdfium.FPDFText_CountChars(text)):
            code = unicode_of(text, index)
            if code in _BLANK or (code < 0x20 and is_generated(text, index) == 1):
                blank = True
                continue
            if 0xD800 <= code < 0xE000:  # half of a character beyond the first 65,536
                if code < 0xDC00:
                    high = code
                    continue
                code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
            loose_box(text, index, rect)
            if is_plain:
                left, right = a * rect.left + e, a * rect.right + e
                top, bottom = d * rect.top + f, d * rect.bottom + f
            else:
                left, top, right, bottom = _box_of(self.view, rect.left, rect.bottom, rect.right, rect.top)
            x, y = (left + right) / 2, (top + bottom) / 2
            if not (-_EDGE <= x <= width + _EDGE and -_EDGE <= y <= height + _EDGE) or (hidden and self._is_hidden(index, x, y)):
                page.unseen += 1
                continue
            if code < 0x20 or code in _UNKNOWN or 0xE000 <= code < 0xF8FF:
                page.unknown += 1
                if code < 0x20:
                    continue
            append(Char(_character(code), left, top, right, bottom, index, blank))
            blank = False
        page.object_of = self._object_of

    def _object_of(self, index: int) -> int:
        obj = pdfium.FPDFText_GetTextObject(self.text, index)
        return ctypes.addressof(obj.contents) if obj else 0

    def _is_hidden(self, index: int, x: float, y: float) -> bool:
        clip = self.hidden.get(self._object_of(index))
        return clip is not None and not (clip[0] - _EDGE <= x <= clip[2] + _EDGE and clip[1] - _EDGE <= y <= clip[3] + _EDGE)

    # --- how the page is held ----------------------------------------------------------------------------------------------

    def _turn(self) -> None:
        """Turn a page whose text runs up, down or upside down."""
        page = self.page
        chars = page.chars[:: max(1, len(page.chars) // _SAMPLE)]
        votes = [0, 0, 0, 0]
        for char in chars:
            angle = pdfium.FPDFText_GetCharAngle(self.text, char.index)
            dx, dy = math.cos(angle), -math.sin(angle)  # pdfium counts clockwise
            a, b, c, d, _, _ = self.view
            x, y = a * dx + c * dy, b * dx + d * dy
            votes[(0 if x > 0 else 2) if abs(x) >= abs(y) else (3 if y < 0 else 1)] += 1
        turn = max(range(4), key=votes.__getitem__)
        if not turn or votes[turn] < _TURNED * len(chars):
            return
        width, height = page.width, page.height
        for char in page.chars:
            left, top, right, bottom = char.left, char.top, char.right, char.bottom
            if turn == 1:
                char.left, char.top, char.right, char.bottom = top, width - right, bottom, width - left
            elif turn == 3:
                char.left, char.top, char.right, char.bottom = height - bottom, left, height - top, right
            else:
                char.left, char.top, char.right, char.bottom = width - right, height - bottom, width - left, height - top
        across, down = page.across, page.down
        if turn == 1:
            page.across = [Stroke(width - s.at, s.start, s.end) for s in down]
            page.down = [Stroke(s.at, width - s.end, width - s.start) for s in across]
        elif turn == 3:
            page.across = [Stroke(s.at, height - s.end, height - s.start) for s in down]
            page.down = [Stroke(height - s.at, s.start, s.end) for s in across]
        else:
            page.across = [Stroke(height - s.at, width - s.end, width - s.start) for s in across]
            page.down = [Stroke(width - s.at, height - s.end, height - s.start) for s in down]
        if turn != 2:
            page.width, page.height = height, width
        page.turned = {1: 3, 3: 1, 2: 2}[turn]


def _view_of(handle: Any, width: float, height: float) -> Matrix:  # noqa: ANN401
    """From the space of the page to points from the upper left corner of what is shown, crop box and turns included."""
    scale = 1000
    points = []
    x, y = ctypes.c_int(), ctypes.c_int()
    for at in ((0.0, 0.0), (1000.0, 0.0), (0.0, 1000.0)):
        pdfium.FPDF_PageToDevice(handle, 0, 0, round(width * scale), round(height * scale), 0, *at, x, y)
        points.append((x.value / scale, y.value / scale))
    (e, f), (ax, ay), (bx, by) = points
    return (_tidy((ax - e) / 1000), _tidy((ay - f) / 1000), _tidy((bx - e) / 1000), _tidy((by - f) / 1000), e, f)


def _tidy(value: float) -> float:
    return round(value, 4)


def _matrix_of(obj: Any) -> Matrix:  # noqa: ANN401
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(obj, found):
        return _IDENTITY
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _subpaths(obj: Any, count: int, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:  # noqa: ANN401
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(obj, at)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append(_apply(matrix, x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment) and points[0] != points[-1]:
            points.append(points[0])
    if points:
        yield points


def _cut(
    first: tuple[float, float, float, float] | None, second: tuple[float, float, float, float] | None
) -> tuple[float, float, float, float] | None:
    if first is None or second is None:
        return first or second
    return max(first[0], second[0]), max(first[1], second[1]), min(first[2], second[2]), min(first[3], second[3])


def _character(code: int) -> str:
    """The character; parts of characters (部首) and compatible forms, which some programs write instead, as the usual one."""
    char = chr(code)
    return unicodedata.normalize("NFKC", char) if code in _RADICALS or code in _COMPATIBLE else char
