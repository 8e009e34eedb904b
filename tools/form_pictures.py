"""Write docs/forms, a picture of each official form and of two tables, filled in with invented projects, as the PDF writer prints them.

`make docs` writes them all. Some are written by PYTHONPATH=. .venv/bin/python tools/form_pictures.py NAME... It needs what the tests
need.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops
from tests.forms.examples import examples, names

from jixiao.forms import write_forms

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "forms"
_SCALE = 1.75
"""Pixels for each point: 126 dots per inch."""
_MARGIN = 24
_GREYS = 16


def picture(pdf: bytes) -> Image.Image:
    """All pages side by side, without the blank paper around what they print."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [_printed(document[at].render(scale=_SCALE, grayscale=True).to_pil()) for at in range(len(document))]
    whole = Image.new("L", (sum(page.width for page in pages), max(page.height for page in pages)), 255)
    left = 0
    for page in pages:
        whole.paste(page, (left, 0))
        left += page.width
    return whole.quantize(_GREYS)


def _printed(page: Image.Image) -> Image.Image:
    """What is printed on a page, with a margin."""
    box = ImageChops.invert(page).getbbox() or (0, 0, *page.size)
    left, top, right, bottom = box
    return page.crop((max(left - _MARGIN, 0), max(top - _MARGIN, 0), min(right + _MARGIN, page.width), min(bottom + _MARGIN, page.height)))


def pictures(chosen: list[str]) -> Iterator[Path]:
    """Write the pictures of some examples, or of all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, item in zip(names(), examples(), strict=True):
        if not chosen or name in chosen:
            path = FOLDER / f"{name}.png"
            picture(write_forms([item.laid_out()], "pdf", name)).save(path, optimize=True)
            yield path


def main() -> None:
    """Write the pictures and say how large they are."""
    for path in pictures(sys.argv[1:]):
        print(f"wrote {path.relative_to(ROOT)}, {path.stat().st_size / 1024:.0f} kB")


if __name__ == "__main__":
    main()
