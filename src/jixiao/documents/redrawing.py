"""Pictures that somebody sent, drawn anew: nothing of the file but its pixels is passed on (图片重绘)."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps

from jixiao.documents.limits import Refusal
from jixiao.documents.pdf.picture import Drawing
from jixiao.provenance import SourceRef

MOST_PIXELS = 40_000_000
"""Of a picture that is opened; more are counted before anything is decoded."""
_SIDE = 2000  # pixels of the longer side of what is shown
_QUALITY = 80
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF")


def redrawn(data: bytes, file: str) -> Drawing | None:
    """A picture as WebP of at most 2,000 pixels a side, turned as its camera says, without anything else that the file holds.

    Args:
        data: bytes of the file.
        file: its name, for what is said of it.

    Returns:
        The picture; ``None`` where it has more pixels than are decoded.

    Raises:
        Refusal: it is damaged or no picture.
    """
    place = SourceRef(file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=_FORMATS)
        if image.width * image.height > MOST_PIXELS:
            return None
        image.draft("RGB", (_SIDE, _SIDE))
        shown = ImageOps.exif_transpose(image).convert("RGBA")
        shown.thumbnail((_SIDE, _SIDE))
        ground = Image.new("RGB", shown.size, (255, 255, 255))
        ground.paste(shown, mask=shown.getchannel("A"))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, MemoryError) as error:
        raise Refusal("READ-031", place, reason=str(error)[:80]) from error
    written = io.BytesIO()
    ground.save(written, "WEBP", quality=_QUALITY, method=2)
    return Drawing(written.getvalue(), "image/webp", ground.width, ground.height, ground.width, ground.height)
