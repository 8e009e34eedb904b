"""Pictures of pages: a whole page in few bytes, and a part of one with a cell marked (整页图片、标记图).

A page is drawn as a viewer shows it, with its rotation and its crop box, so that boxes of places fit onto it as they are.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw
from pypdfium2 import PdfDocument, PdfiumError, PdfPage

from jixiao.documents.limits import Refusal
from jixiao.provenance import SourceRef

SCALE = 2.0
"""Pixels to a point: characters of 9 points are 18 pixels high, which is read with ease."""
MOST_PIXELS = 6_000_000
"""Of a picture; a page that is larger is drawn smaller. A sheet of A3 has 4 million."""
_MOST_SIDE = 12_000  # pixels; WebP has no more than 16,383
_SCALE_OF_CROP = 3.0
_MOST_LOSSLESS = 200_000  # bytes; a page that takes more is a photograph, and loses nothing that matters by a lossy picture
_QUALITY = 60
_STEP = 17  # 16 shades of each colour: the edges of characters need no more, and take half the bytes
_SHADES = [round(value / _STEP) * _STEP for value in range(256)] * 3
_FILL, _EDGE, _COVER = (255, 240, 140), (200, 30, 30), (140, 140, 140)
_AIR = 1.5  # points between the edge of a cell and the line that marks it
_LEAST_SIDE = 6.0  # points; a smaller box is marked as if it had them
_INVALID_PASSWORD = "password"  # noqa: S105 - a word in the message of pdfium

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in points from the upper left corner."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as a file holds it.

    Attributes:
        image: the bytes of the file.
        media_type: ``image/webp`` or ``image/png``.
        width, height: in pixels.
        points_width, points_height: size of what it shows.
    """

    image: bytes
    media_type: str
    width: int
    height: int
    points_width: float
    points_height: float


class Pages:
    """The pages of a PDF, to be drawn.

    Args:
        data: bytes of the file.
        file: its name, for what is said of it.

    Raises:
        Refusal: it is damaged or protected.
    """

    def __init__(self, data: bytes, file: str) -> None:
        self._place = SourceRef(file)
        try:
            self._document = PdfDocument(data)
        except PdfiumError as error:
            if _INVALID_PASSWORD in str(error).lower():
                raise Refusal("READ-032", self._place) from error
            raise Refusal("READ-031", self._place, reason="PDF") from error

    def __len__(self) -> int:
        return len(self._document)

    def close(self) -> None:
        """Give back what the file took."""
        self._document.close()

    def draw(self, number: int, hidden: Sequence[Box] = ()) -> Drawing:
        """A page as a whole, numbered from 1; what stands in hidden boxes is covered."""
        with self._page(number) as page:
            width, height = page.get_size()
            scale = _scale(width, height, SCALE)
            image = _rendered(page, scale)
        _cover(image, [on_page(box, width, height) for box in hidden], scale, 0.0)
        data = _lossless(image)
        if len(data) > _MOST_LOSSLESS:
            lossy = _saved(image, "WEBP", quality=_QUALITY, method=2)
            data = min(data, lossy, key=len)
        return Drawing(data, "image/webp", image.width, image.height, width, height)

    def cut_out(self, number: int, boxes: Sequence[Box], margin: float, hidden: Sequence[Box] = ()) -> Drawing | None:
        """The part of a page around some boxes over its whole width, with the boxes marked.

        Args:
            number: of the page, from 1.
            boxes: what is marked.
            margin: points above and below that are shown too.
            hidden: what is covered.

        Returns:
            A picture in PNG; ``None`` where no box lies on the page.
        """
        with self._page(number) as page:
            width, height = page.get_size()
            marks = [mark for box in boxes if (mark := on_page(box, width, height)) is not None]
            if not marks:
                return None
            top = max(min(mark[1] for mark in marks) - margin, 0.0)
            bottom = min(max(mark[3] for mark in marks) + margin, height)
            scale = _scale(width, bottom - top, _SCALE_OF_CROP)
            image = _rendered(page, scale, (0, height - bottom, 0, top))
        _cover(image, [on_page(box, width, height) for box in hidden], scale, top)
        for mark in marks:
            image = _marked(image, tuple(edge * scale for edge in (mark[0], mark[1] - top, mark[2], mark[3] - top)), scale)
        return Drawing(_saved(image, "PNG", optimize=True), "image/png", image.width, image.height, width, bottom - top)

    @contextmanager
    def _page(self, number: int) -> Iterator[PdfPage]:
        """A page, given back after it was drawn: a long file must not pile them up.

        Raises:
            Refusal: pdfium cannot load it.
        """
        try:
            page = self._document[number - 1]
        except PdfiumError as error:
            raise Refusal("READ-031", self._place, reason=f"PDF, {number}") from error
        try:
            yield page
        finally:
            page.close()


def on_page(box: Sequence[float], width: float, height: float) -> Box | None:
    """What of a box lies on a page of this size, with a little air around it; ``None`` where nothing does.

    >>> on_page((10, 10, 40, 20), 100, 50)
    (8.5, 8.5, 41.5, 21.5)
    >>> on_page((90, 10, 140, 20), 100, 50)
    (88.5, 8.5, 100, 21.5)
    >>> on_page((120, 10, 140, 20), 100, 50) is None
    True
    """
    if len(box) != 4 or not all(math.isfinite(edge) for edge in box):
        return None
    left, top, right, bottom = box
    if right < 0 or bottom < 0 or left > width or top > height or right < left or bottom < top:
        return None
    wider, higher = max((_LEAST_SIDE - right + left) / 2, _AIR), max((_LEAST_SIDE - bottom + top) / 2, _AIR)
    return max(left - wider, 0), max(top - higher, 0), min(right + wider, width), min(bottom + higher, height)


def _scale(width: float, height: float, wanted: float) -> float:
    """Pixels to a point, with no more pixels than allowed."""
    return min(wanted, math.sqrt(MOST_PIXELS / max(width * height, 1.0)), _MOST_SIDE / max(width, height, 1.0))


def _rendered(page: PdfPage, scale: float, crop: tuple[float, float, float, float] = (0, 0, 0, 0)) -> Image.Image:
    bitmap = page.render(scale=scale, crop=crop, rev_byteorder=True, draw_annots=True)
    image: Image.Image = bitmap.to_pil().convert("RGB")
    bitmap.close()
    return image


def _cover(image: Image.Image, boxes: Sequence[Box | None], scale: float, top: float) -> None:
    """Cover what stands in some boxes of a page whose picture begins at ``top``."""
    pen = ImageDraw.Draw(image)
    for box in boxes:
        if box is not None:
            pen.rectangle((box[0] * scale, (box[1] - top) * scale, box[2] * scale, (box[3] - top) * scale), fill=_COVER)


def _lossless(image: Image.Image) -> bytes:
    """In sixteen shades of each colour: less than half the bytes of any lossy picture of characters and lines."""
    return _saved(image.point(_SHADES), "WEBP", lossless=True, method=2)


def _saved(image: Image.Image, form: str, **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, format=form, **options)
    return file.getvalue()


def _marked(image: Image.Image, box: Sequence[float], scale: float) -> Image.Image:
    """The picture with a box marked as with a felt pen, so that what is printed in it stays readable."""
    layer = Image.new("RGB", image.size, (255, 255, 255))
    ImageDraw.Draw(layer).rectangle(tuple(box), fill=_FILL)
    marked = ImageChops.multiply(image, layer)
    ImageDraw.Draw(marked).rectangle(tuple(box), outline=_EDGE, width=max(round(scale), 1))
    return marked
