"""What a person sees on a page of a PDF: characters and ruling lines, in points from the upper left corner.

This is the only module that knows pdfium. It calls it directly and not through the objects of pypdfium2, which cost as much as the
whole page: a page has hundreds of characters and as many drawn objects.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, cast

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


class Char:
    """A character: its text, its box, its number on the page, and whether the file has a blank before it.

    ``x`` and ``y`` are its middle; ``height`` is that of its line, not of its ink.
    """

    __slots__ = ("after_blank", "bottom", "height", "index", "left", "right", "text", "top", "x", "y")

    def __init__(self, text: str, left: float, top: float, right: float, bottom: float, index: int, after_blank: bool = False) -> None:
        self.text = text
        self.index = index
        self.after_blank = after_blank
        self.move(left, top, right, bottom)

    def move(self, left: float, top: float, right: float, bottom: float) -> None:
        """Give it another box."""
        self.left = left
        self.top = top
        self.right = right
        self.bottom = bottom
        self.x = (left + right) / 2
        self.y = (top + bottom) / 2
        self.height = bottom - top


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
Area = tuple[float, float, float, float]


def _bare(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:  # noqa: ANN401
    """A function of pdfium that takes and gives handles as numbers: called a thousand times a page, it costs a third."""
    address = int(ctypes.cast(function, ctypes.c_void_p).value or 0)
    return cast("Callable[..., Any]", ctypes.PYFUNCTYPE(result, *arguments)(address))


_P, _I = ctypes.c_void_p, ctypes.c_int
_page_object = _bare(pdfium.FPDFPage_GetObject, _P, _P, _I)
_form_object = _bare(pdfium.FPDFFormObj_GetObject, _P, _P, ctypes.c_ulong)
_type_of = _bare(pdfium.FPDFPageObj_GetType, _I, _P)
_clip_of = _bare(pdfium.FPDFPageObj_GetClipPath, _P, _P)
_clip_paths = _bare(pdfium.FPDFClipPath_CountPaths, _I, _P)
_clip_count = _bare(pdfium.FPDFClipPath_CountPathSegments, _I, _P, _I)
_clip_segment = _bare(pdfium.FPDFClipPath_GetPathSegment, _P, _P, _I, _I)
_point_of = _bare(pdfium.FPDFPathSegment_GetPoint, _I, _P, _P, _P)
_bounds_of = _bare(pdfium.FPDFPageObj_GetBounds, _I, _P, _P, _P, _P, _P)
_matrix_into = _bare(pdfium.FPDFPageObj_GetMatrix, _I, _P, _P)
_form_count = _bare(pdfium.FPDFFormObj_CountObjects, _I, _P)
_draw_mode = _bare(pdfium.FPDFPath_GetDrawMode, _I, _P, _P, _P)
_path_count = _bare(pdfium.FPDFPath_CountSegments, _I, _P)
_path_segment = _bare(pdfium.FPDFPath_GetPathSegment, _P, _P, _I)
_segment_type = _bare(pdfium.FPDFPathSegment_GetType, _I, _P)
_segment_close = _bare(pdfium.FPDFPathSegment_GetClose, _I, _P)
_unicode_of = _bare(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _P, _I)
_loose_box = _bare(pdfium.FPDFText_GetLooseCharBox, _I, _P, _I, _P)
_text_object = _bare(pdfium.FPDFText_GetTextObject, _P, _P, _I)


def _address(handle: Any) -> int:  # noqa: ANN401
    return int(ctypes.cast(handle, _P).value or 0)


_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _box_of(matrix: Matrix, left: float, bottom: float, right: float, top: float) -> Area:
    a, b, c, d, e, f = matrix
    x0, x1 = a * left + c * bottom + e, a * right + c * top + e
    y0, y1 = b * left + d * bottom + f, b * right + d * top + f
    if not (a and b):  # upright or turned by quarters: two corners are enough
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
    return _around([_apply(matrix, x, y) for x in (left, right) for y in (bottom, top)])


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
    """Reads one page.

    Args:
        handle, text: handles of the page and of its text.
        number: of the page, from 1.
        most_paths: how many drawn lines and areas it may have.
    """

    def __init__(self, handle: Any, text: Any, number: int, most_paths: int) -> None:  # noqa: ANN401
        self.handle = handle
        self.text = text
        self.most_paths = most_paths
        self.page = Page(number, pdfium.FPDF_GetPageWidthF(handle), pdfium.FPDF_GetPageHeightF(handle))
        self.view = _view_of(handle, self.page.width, self.page.height)
        self.clips: dict[int, Area | None] = {}
        self.in_forms: dict[int, Area | None] = {}
        self.open: Area | None = None
        """What no clip on the page cuts off: a character inside it is seen without a further look."""
        self.floats = (ctypes.c_float * 6)()
        start = ctypes.addressof(self.floats)
        self.at = [start + 4 * number for number in range(6)]

    def read(self) -> Page:
        page = self.page
        count = pdfium.FPDFPage_CountObjects(self.handle)
        self._walk(_page_object, _address(self.handle), count, self.view, 0, None)
        if page.drawn > self.most_paths:
            page.across, page.down = [], []
            return page
        self._read_chars()
        self._turn()
        return page

    # --- objects -----------------------------------------------------------------------------------------------------------

    def _walk(self, get: Callable[[int, int], int], parent: int, count: int, matrix: Matrix, depth: int, clip: Area | None) -> None:
        page = self.page
        for at in range(count):
            obj = get(parent, at)
            kind = _type_of(obj)
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                area = self._clip(obj, matrix, clip)
                if depth:
                    self.in_forms[obj] = area
                self.open = _cut(self.open, area)
            elif kind == pdfium.FPDF_PAGEOBJ_PATH:
                page.drawn += 1
                if page.drawn > self.most_paths:
                    return
                self._see_path(obj, matrix, self._clip(obj, matrix, clip))
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                page.images += 1
                self._see_area(self._bounds(obj, matrix), self._clip(obj, matrix, clip))
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
                inner = _times(self._matrix(obj), matrix)
                self._walk(_form_object, obj, _form_count(obj), inner, depth + 1, self._clip(obj, matrix, clip))

    def _bounds(self, obj: int, matrix: Matrix) -> Area:
        if not _bounds_of(obj, *self.at[:4]):
            return (0.0, 0.0, 0.0, 0.0)
        left, bottom, right, top = self.floats[:4]
        return _box_of(matrix, left, bottom, right, top)

    def _matrix(self, obj: int) -> Matrix:
        if not _matrix_into(obj, self.at[0]):
            return _IDENTITY
        a, b, c, d, e, f = self.floats
        return (a, b, c, d, e, f)

    def _clip(self, obj: int, matrix: Matrix, outer: Area | None) -> Area | None:
        """The area outside which an object cannot be seen; ``None`` where it is the whole page."""
        path = _clip_of(obj)
        count = _clip_paths(path)
        if count <= 0:
            return outer
        key = _clip_segment(path, count - 1, 0) or 0  # objects under the same clip share its points
        if key not in self.clips or not key:
            area: Area | None = None
            for number in range(count):
                area = _cut(area, self._path_box(path, number, matrix))
            if area is not None and area[0] <= 1 and area[1] <= 1 and area[2] >= self.page.width - 1 and area[3] >= self.page.height - 1:
                area = None
            self.clips[key] = area
        return _cut(outer, self.clips[key])

    def _path_box(self, path: int, number: int, matrix: Matrix) -> Area | None:
        count = _clip_count(path, number)
        if count <= 0:
            return None
        points = []
        for at in range(min(count, _SEGMENTS)):
            _point_of(_clip_segment(path, number, at), self.at[0], self.at[1])
            points.append(_apply(matrix, self.floats[0], self.floats[1]))
        return _around(points)

    # --- lines -------------------------------------------------------------------------------------------------------------

    def _see_path(self, obj: int, matrix: Matrix, clip: Area | None) -> None:
        modes = (ctypes.c_int * 2)()
        _draw_mode(obj, ctypes.addressof(modes), ctypes.addressof(modes) + ctypes.sizeof(ctypes.c_int))
        is_filled, is_stroked = modes
        if not is_filled and not is_stroked:
            return
        bounds = self._bounds(obj, matrix)
        if bounds[2] - bounds[0] <= _THIN or bounds[3] - bounds[1] <= _THIN:
            self._see_area(bounds, clip)
            return
        count = _path_count(obj)
        if count > _SEGMENTS or (count <= 5 and not is_stroked):
            return
        for points in self._subpaths(obj, count, _times(self._matrix(obj), matrix)):
            if not is_stroked:
                area = _around(points)
                if area[2] - area[0] <= _THIN or area[3] - area[1] <= _THIN:
                    self._see_area(area, clip)
                continue
            for (x0, y0), (x1, y1) in pairwise(points):
                if abs(x1 - x0) <= 1 or abs(y1 - y0) <= 1:
                    self._see_area((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)), clip)

    def _subpaths(self, obj: int, count: int, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
        points: list[tuple[float, float]] = []
        for at in range(count):
            segment = _path_segment(obj, at)
            _point_of(segment, self.at[0], self.at[1])
            if _segment_type(segment) == pdfium.FPDF_SEGMENT_MOVETO and points:
                yield points
                points = []
            points.append(_apply(matrix, self.floats[0], self.floats[1]))
            if _segment_close(segment) and points[0] != points[-1]:
                points.append(points[0])
        if points:
            yield points

    def _see_area(self, area: Area, clip: Area | None) -> None:
        """Something thin that was drawn is a line, whether it is a line, a filled area or a picture."""
        left, top, right, bottom = area if clip is None else _cut(area, clip) or area
        width, height = right - left, bottom - top
        if height <= _THIN and width > max(_SHORT, height):
            self.page.across.append(Stroke((top + bottom) / 2, left, right))
        elif width <= _THIN and height > max(_SHORT, width):
            self.page.down.append(Stroke((left + right) / 2, top, bottom))

    # --- characters --------------------------------------------------------------------------------------------------------

    def _read_chars(self) -> None:
        page = self.page
        text = _address(self.text)
        rect = (ctypes.c_float * 4)()  # left, top, right, bottom
        place = ctypes.addressof(rect)
        a, b, c, d, e, f = self.view
        is_plain = not b and not c and a > 0 > d
        append = page.chars.append
        seen = _cut((0.0, 0.0, page.width, page.height), self.open) or (0.0, 0.0, page.width, page.height)
        low_x, low_y, high_x, high_y = seen[0] - _EDGE, seen[1] - _EDGE, seen[2] + _EDGE, seen[3] + _EDGE
        high = 0
        blank = False
        for index in range(pdfium.FPDFText_CountChars(self.text)):
            code = _unicode_of(text, index)
            if code in _BLANK:
                blank = True
                continue
            if 0xD800 <= code < 0xE000:  # half of a character beyond the first 65,536
                if code < 0xDC00:
                    high = code
                    continue
                code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
            _loose_box(text, index, place)
            x0, y0, x1, y1 = rect
            if is_plain:
                left, top, right, bottom = a * x0 + e, d * y0 + f, a * x1 + e, d * y1 + f
            else:
                left, top, right, bottom = _box_of(self.view, x0, y1, x1, y0)
            x, y = (left + right) / 2, (top + bottom) / 2
            if not (low_x <= x <= high_x and low_y <= y <= high_y) and not self._is_seen(index, x, y):
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
        return _text_object(_address(self.text), index) or 0

    def _is_seen(self, index: int, x: float, y: float) -> bool:
        """Whether a character stands on the page and inside the clip of its own object."""
        if not (-_EDGE <= x <= self.page.width + _EDGE and -_EDGE <= y <= self.page.height + _EDGE):
            return False
        obj = self._object_of(index)
        clip = self.in_forms[obj] if obj in self.in_forms else self._clip(obj, self.view, None) if obj else None
        return clip is None or (clip[0] - _EDGE <= x <= clip[2] + _EDGE and clip[1] - _EDGE <= y <= clip[3] + _EDGE)

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
                char.move(top, width - right, bottom, width - left)
            elif turn == 3:
                char.move(height - bottom, left, height - top, right)
            else:
                char.move(width - right, height - bottom, width - left, height - top)
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


def _around(points: Sequence[tuple[float, float]]) -> Area:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _cut(first: Area | None, second: Area | None) -> Area | None:
    """What two areas share; ``None`` is everything."""
    if first is None or second is None:
        return first or second
    if first is second:
        return first
    return max(first[0], second[0]), max(first[1], second[1]), min(first[2], second[2]), min(first[3], second[3])


def _character(code: int) -> str:
    """The character; parts of characters (部首) and compatible forms, which some programs write instead, as the usual one."""
    char = chr(code)
    return unicodedata.normalize("NFKC", char) if code in _RADICALS or code in _COMPATIBLE else char
