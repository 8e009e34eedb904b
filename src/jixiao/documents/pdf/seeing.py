"""Reads a page through pdfium: which characters and lines a person sees.

pdfium is called directly and not through the objects of pypdfium2, which cost as much as the whole page: a page has hundreds of
characters and as many drawn objects.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from jixiao.documents.pdf import pdfium as calls
from jixiao.documents.pdf.codes import BLANK, HYPHEN, HYPHEN_AT_END, NEW_LINE, NOTHING, UNKNOWN
from jixiao.documents.pdf.geometry import FEW_DOTS, IDENTITY, Area, Matrix, apply, around, box_of, cut, into, is_ring, rows_of_dots, times
from jixiao.documents.pdf.page import LEANING, Char, Page, Stroke
from jixiao.documents.pdf.radicals import usual

_THIN = 3.0  # points; a drawn area that is thinner is a line
_SHORT = 2.0  # points; a shorter line is a dot
_DEPTH = 12  # forms inside forms
_SEGMENTS = 20_000  # of one path
_TURNED = 0.6  # share of the characters that tells how the page is to be held
_SAMPLE = 40
_EDGE = 0.5  # points that a character may stand over an edge and still be seen
_LEANING = 0.05  # of its length: text that rises by more is neither upright nor turned by quarters
_MOST_LEANING = 0.9  # share of the characters of a page that leans because it was scanned so
_CORNER = 8.0  # points that a rounded corner covers of its side, at most; a longer curve is no line
_RING = 3.0  # points between the inner and the outer edge of a border drawn as one area


@contextmanager
def read_page(document: Any, index: int, most_paths: int) -> Iterator[Page | None]:  # noqa: ANN401 - handles of pdfium have no public type
    """Read a page; what it tells of the objects of its characters can be asked as long as the context lasts.

    Args:
        document: handle of the open document.
        index: number of the page, from 0.
        most_paths: with more drawn lines and areas, only their number is given back, and no characters.

    Returns:
        The page; ``None`` where pdfium cannot load it.
    """
    handle = pdfium.FPDF_LoadPage(document, index)
    if not handle:
        yield None
        return
    text = pdfium.FPDFText_LoadPage(handle)
    page = None
    try:
        page = _PageReader(handle, text, index + 1, most_paths).read()
        yield page
    finally:
        if page is not None:
            del page.object_of  # it holds the reader, which holds the page
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

    def __init__(self, handle: Any, text: Any, number: int, most_paths: int) -> None:  # noqa: ANN401 - handles of pdfium have no public type
        self.handle = handle
        self.text = text
        self.most_paths = most_paths
        self.page = Page(number, pdfium.FPDF_GetPageWidthF(handle), pdfium.FPDF_GetPageHeightF(handle))
        self.view = _view_of(handle, self.page.width, self.page.height)
        self.clips: dict[int, Area | None] = {}
        self.in_forms: dict[int, Area | None] = {}
        self.open: Area | None = None
        """What no clip on the page cuts off: a character inside it is seen without a further look."""
        self.lines_seen: dict[int, bool] = {}
        self.dots: list[tuple[float, float]] = []
        self.floats = (ctypes.c_float * 6)()
        start = ctypes.addressof(self.floats)
        self.at = [start + 4 * number for number in range(6)]

    def read(self) -> Page:
        page = self.page
        count = pdfium.FPDFPage_CountObjects(self.handle)
        self._walk(calls.page_object, calls.address(self.handle), count, self.view, 0, None)
        if page.drawn > self.most_paths:
            page.across, page.down = [], []
            return page
        if len(self.dots) >= FEW_DOTS:
            self._join_dots()
        self._read_chars()
        if page.directions:
            self._set_leaning_aside()
        self._turn()
        return page

    # --- objects -----------------------------------------------------------------------------------------------------------

    def _walk(self, get: Callable[[int, int], int], parent: int, count: int, matrix: Matrix, depth: int, clip: Area | None) -> None:
        page = self.page
        is_upright = not matrix[1] and matrix[0] > 0
        for at in range(count):
            obj = get(parent, at)
            kind = calls.type_of(obj)
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                calls.matrix_into(obj, self.at[0])
                if self.floats[1] or self.floats[0] <= 0 or not is_upright:
                    self._see_direction(obj, matrix)
                area = self._clip(obj, matrix, clip)
                if depth:
                    self.in_forms[obj] = area
                self.open = cut(self.open, area)
            elif kind == pdfium.FPDF_PAGEOBJ_PATH:
                page.drawn += 1
                if page.drawn > self.most_paths:
                    return
                self._see_path(obj, matrix, self._clip(obj, matrix, clip))
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                page.images += 1
                self._see_area(self._bounds(obj, matrix), self._clip(obj, matrix, clip))
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
                inner = times(self._matrix(obj), matrix)
                self._walk(calls.form_object, obj, calls.form_count(obj), inner, depth + 1, self._clip(obj, matrix, clip))

    def _see_direction(self, obj: int, matrix: Matrix) -> None:
        """Keep in which direction a text runs, where that is not to the right; its matrix has just been read."""
        a, b = self.floats[0], self.floats[1]
        x, y = a * matrix[0] + b * matrix[2], a * matrix[1] + b * matrix[3]
        if min(abs(x), abs(y)) > _LEANING * max(abs(x), abs(y)):
            self.page.directions[obj] = LEANING
        elif turn := (0 if x > 0 else 2) if abs(x) >= abs(y) else (3 if y < 0 else 1):
            self.page.directions[obj] = turn

    def _bounds(self, obj: int, matrix: Matrix) -> Area:
        if not calls.bounds_of(obj, *self.at[:4]):
            return (0.0, 0.0, 0.0, 0.0)
        left, bottom, right, top = self.floats[:4]
        return box_of(matrix, left, bottom, right, top)

    def _matrix(self, obj: int) -> Matrix:
        if not calls.matrix_into(obj, self.at[0]):
            return IDENTITY
        a, b, c, d, e, f = self.floats
        return (a, b, c, d, e, f)

    def _clip(self, obj: int, matrix: Matrix, outer: Area | None) -> Area | None:
        """The area outside which an object cannot be seen; ``None`` where it is the whole page."""
        path = calls.clip_of(obj)
        count = calls.clip_paths(path)
        if count <= 0:
            return outer
        key = calls.clip_segment(path, count - 1, 0) or 0  # objects under the same clip share its points
        if key not in self.clips or not key:
            area: Area | None = None
            for number in range(count):
                area = cut(area, self._path_box(path, number, matrix))
            if area is not None and area[0] <= 1 and area[1] <= 1 and area[2] >= self.page.width - 1 and area[3] >= self.page.height - 1:
                area = None
            self.clips[key] = area
        return cut(outer, self.clips[key])

    def _path_box(self, path: int, number: int, matrix: Matrix) -> Area | None:
        count = calls.clip_count(path, number)
        if count <= 0:
            return None
        points = []
        for at in range(min(count, _SEGMENTS)):
            calls.point_of(calls.clip_segment(path, number, at), self.at[0], self.at[1])
            points.append(apply(matrix, self.floats[0], self.floats[1]))
        return around(points)

    # --- lines -------------------------------------------------------------------------------------------------------------

    def _see_path(self, obj: int, matrix: Matrix, clip: Area | None) -> None:
        modes = (ctypes.c_int * 2)()
        calls.draw_mode(obj, ctypes.addressof(modes), ctypes.addressof(modes) + ctypes.sizeof(ctypes.c_int))
        is_filled, is_stroked = modes
        if not is_filled and not is_stroked:
            return
        bounds = self._bounds(obj, matrix)
        if bounds[2] - bounds[0] <= _THIN or bounds[3] - bounds[1] <= _THIN:
            self._see_area(bounds, clip)
            return
        count = calls.path_count(obj)
        if count > _SEGMENTS or (count <= 5 and not is_stroked):
            return
        before: Area | None = None
        for points, curved in self._subpaths(obj, count, times(self._matrix(obj), matrix)):
            if not is_stroked:
                area = around(points)
                if before is not None and is_ring(before, area, _RING):
                    self._see_ring(before, area, clip)
                before = area
                if area[2] - area[0] <= _THIN or area[3] - area[1] <= _THIN:
                    self._see_area(area, clip)
                continue
            for at, ((x0, y0), (x1, y1)) in enumerate(pairwise(points), 1):
                width, height = abs(x1 - x0), abs(y1 - y0)
                if (width <= 1 or height <= 1) and (at not in curved or max(width, height) <= _CORNER):
                    self._see_area((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)), clip)

    def _see_ring(self, outer: Area, inner: Area, clip: Area | None) -> None:
        """A border that was filled as the area between its edges is four lines."""
        left, top, right, bottom = outer
        self._see_area((left, top, right, inner[1]), clip)
        self._see_area((left, inner[3], right, bottom), clip)
        self._see_area((left, top, inner[0], bottom), clip)
        self._see_area((inner[2], top, right, bottom), clip)

    def _subpaths(self, obj: int, count: int, matrix: Matrix) -> Iterator[tuple[list[tuple[float, float]], set[int]]]:
        """The points of each part of a path, and which of them end a piece of a curve."""
        points: list[tuple[float, float]] = []
        curved: set[int] = set()
        for at in range(count):
            segment = calls.path_segment(obj, at)
            calls.point_of(segment, self.at[0], self.at[1])
            kind = calls.segment_type(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
                yield points, curved
                points, curved = [], set()
            elif kind == pdfium.FPDF_SEGMENT_BEZIERTO:
                curved.add(len(points))
            points.append(apply(matrix, self.floats[0], self.floats[1]))
            if calls.segment_close(segment) and points[0] != points[-1]:
                points.append(points[0])
        if points:
            yield points, curved

    def _see_area(self, area: Area, clip: Area | None) -> None:
        """Something thin that was drawn is a line, whether it is a line, a filled area or a picture."""
        left, top, right, bottom = area if clip is None else cut(area, clip) or area
        width, height = right - left, bottom - top
        if height <= _THIN and width > max(_SHORT, height):
            self.page.across.append(Stroke((top + bottom) / 2, left, right))
        elif width <= _THIN and height > max(_SHORT, width):
            self.page.down.append(Stroke((left + right) / 2, top, bottom))
        elif width <= _SHORT and height <= _SHORT:
            self.dots.append(((left + right) / 2, (top + bottom) / 2))

    def _join_dots(self) -> None:
        """Many dots in a row are a line."""
        turned = [(y, x) for x, y in self.dots]
        self.page.across += [Stroke(at, start, end) for at, start, end in rows_of_dots(self.dots)]
        self.page.down += [Stroke(at, start, end) for at, start, end in rows_of_dots(turned)]

    # --- characters --------------------------------------------------------------------------------------------------------

    def _read_chars(self) -> None:
        page = self.page
        text = calls.address(self.text)
        rect = (ctypes.c_float * 4)()  # left, top, right, bottom
        place = ctypes.addressof(rect)
        a, b, c, d, e, f = self.view
        is_plain = not b and not c and a > 0 > d
        append = page.chars.append
        loose_box = calls.loose_box
        seen = cut((0.0, 0.0, page.width, page.height), self.open) or (0.0, 0.0, page.width, page.height)
        edge = _EDGE if self.open is None else -_EDGE  # what stands near the edge of a clip is looked at
        low_x, low_y, high_x, high_y = seen[0] - edge, seen[1] - edge, seen[2] + edge, seen[3] + edge
        high = 0
        blank = broken = False
        for index, code in enumerate(self._codes()):
            if code in BLANK:
                blank = True
                broken = broken and code in NEW_LINE
                continue
            if code in NOTHING:
                self._widen_last(index)
                broken = True
                continue
            if code in HYPHEN_AT_END and pdfium.FPDFText_IsHyphen(self.text, index) == 1:
                code = HYPHEN
            if 0xD800 <= code < 0xE000:  # half of a character beyond the first 65,536
                if code < 0xDC00:
                    high = code
                    continue
                code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
            loose_box(text, index, place)
            x0, y0, x1, y1 = rect
            if is_plain:
                left, top, right, bottom = a * x0 + e, d * y0 + f, a * x1 + e, d * y1 + f
            else:
                left, top, right, bottom = box_of(self.view, x0, y1, x1, y0)
            x, y = (left + right) / 2, (top + bottom) / 2
            if not (low_x <= x <= high_x and low_y <= y <= high_y):
                move = self._seen_at(index, x, y)
                if move is None:
                    page.unseen += 1
                    continue
                left, right, top, bottom = left + move[0], right + move[0], top + move[1], bottom + move[1]
            if code < 0x20 or code in UNKNOWN or 0xE000 <= code < 0xF8FF:
                page.unknown += 1
                if code < 0x20:
                    continue
            append(Char(chr(code) if code < 0x2E80 or 0x2FE0 <= code < 0xF900 else usual(code), left, top, right, bottom, index, blank))
            if broken:
                page.chars[-1].goes_on = True
            blank = broken = False
        page.object_of = self._object_of

    def _widen_last(self, index: int) -> None:
        """A mark that prints nothing may share the box of the character before it, which then has only its half."""
        last = self.page.chars[-1] if self.page.chars else None
        if last is not None and last.index == index - 1:
            rect = (ctypes.c_float * 4)()
            calls.loose_box(calls.address(self.text), index, ctypes.addressof(rect))
            left, top, right, bottom = box_of(self.view, rect[0], rect[3], rect[2], rect[1])
            last.move(min(last.left, left), min(last.top, top), max(last.right, right), max(last.bottom, bottom))

    def _codes(self) -> list[int]:
        """Code of each character: all at once where the text has as many as the page, or else one by one."""
        count = pdfium.FPDFText_CountChars(self.text)
        text = calls.address(self.text)
        if count > 0:
            buffer = (ctypes.c_ushort * (count + 1))()
            if pdfium.FPDFText_GetText(self.text, 0, count, buffer) == count + 1:
                codes: list[int] = buffer[:count]
                probes = range(0, count, max(1, count // _SAMPLE))
                if not any(0xD800 <= code < 0xE000 for code in codes) and all(codes[at] == calls.unicode_of(text, at) for at in probes):
                    return codes
        return [calls.unicode_of(text, index) for index in range(count)]

    def _object_of(self, index: int) -> int:
        return calls.text_object(calls.address(self.text), index) or 0

    def _seen_at(self, index: int, x: float, y: float) -> tuple[float, float] | None:
        """How far a character is moved to stand inside the clip of its own object; ``None`` where nobody sees it."""
        if not (-_EDGE <= x <= self.page.width + _EDGE and -_EDGE <= y <= self.page.height + _EDGE):
            return None
        obj = self._object_of(index)
        clip = self.in_forms[obj] if obj in self.in_forms else self._clip(obj, self.view, None) if obj else None
        if clip is None or (clip[0] < x < clip[2] and clip[1] < y < clip[3]):
            return 0.0, 0.0
        if not (clip[0] - _EDGE <= x <= clip[2] + _EDGE and clip[1] - _EDGE <= y <= clip[3] + _EDGE):
            return None
        # a text that a page break cuts is printed on both pages and clipped there: each of its lines is read where its middle is seen
        if obj not in self.page.directions and not self.lines_seen.setdefault(obj, clip[1] <= y <= clip[3]):
            return None
        return into(x, clip[0], clip[2]), into(y, clip[1], clip[3])

    def _set_leaning_aside(self) -> None:
        """Text that leans over the page, as a watermark does, is no part of what it was printed over."""
        page = self.page
        leaning: dict[int, list[Char]] = {}
        upright: list[Char] = []
        for char in page.chars:
            owner = self._object_of(char.index)
            if page.directions.get(owner) == LEANING:
                leaning.setdefault(owner, []).append(char)
            else:
                upright.append(char)
        if len(upright) < (1 - _MOST_LEANING) * len(page.chars):
            return
        page.chars = upright
        page.leaning = ["".join(char.text for char in chars) for chars in leaning.values()]

    def _turn(self) -> None:
        """Turn a page whose text runs up, down or upside down."""
        chars = self.page.chars[:: max(1, len(self.page.chars) // _SAMPLE)]
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
        self.page.turn(turn)


def _view_of(handle: Any, width: float, height: float) -> Matrix:  # noqa: ANN401 - handles of pdfium have no public type
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
