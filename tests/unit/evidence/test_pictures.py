"""Pictures of pages: the marked pixels are those where the text stands, however the page is held."""

import io
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas
from tests.unit.evidence.conftest import sha256
from tests.unit.pdf.drawing import FONT, make

from jixiao.documents import Grid, open_document
from jixiao.documents.pdf.picture import MOST_PIXELS
from jixiao.evidence import Evidence, Missing, PagePicture, Picture
from jixiao.provenance import SourceRef

SOUGHT = "873617.00"
PAGES = ["upright", "rotated 90", "rotated 180", "rotated 270", "cropped", "rotated and cropped", "large", "tiny"]


def table(canvas: Canvas, left: float, bottom: float, scale: float = 1) -> None:
    """A ruled table of two columns and three rows; the figure that is sought is printed in pure red."""
    canvas.grid([left, left + 90 * scale, left + 180 * scale], [bottom + row * 24 * scale for row in range(4)])
    canvas.setFont(FONT, 10 * scale)
    for row, (name, figure) in enumerate([("公用经费", "1200.00"), ("职业年金", SOUGHT), ("项目", "支出预算")]):
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawString(left + 5 * scale, bottom + (row * 24 + 8) * scale, name)
        canvas.setFillColorRGB(*((1, 0, 0) if figure == SOUGHT else (0, 0, 0)))
        canvas.drawString(left + 95 * scale, bottom + (row * 24 + 8) * scale, figure)


def drawn(kind: str) -> bytes:
    turn = {"rotated 90": 90, "rotated 180": 180, "rotated 270": 270, "rotated and cropped": 90}.get(kind, 0)

    def page(canvas: Canvas) -> None:
        if turn:
            canvas.setPageRotation(turn)
        if "cropped" in kind:
            canvas.setCropBox((60, 90, 460, 700), name="crop")
        table(canvas, 120, 400 if kind != "tiny" else 20, 1)

    size = {"large": (9000, 7000), "tiny": (330, 120)}.get(kind, (595, 842))
    return make(page, size=size)


def place_of(file: Path, text: str) -> SourceRef:
    blocks = open_document(file, name=str(file)).blocks
    return next(cell.source for block in blocks if isinstance(block, Grid) for cell in block.cells() if text in cell.text)


def red_pixels(image: Image.Image) -> list[tuple[int, int]]:
    pixels = image.convert("RGB").load()
    return [
        (x, y)
        for y in range(image.height)
        for x in range(image.width)
        if pixels[x, y][0] > 180 and pixels[x, y][1] < 90 and pixels[x, y][2] < 90
    ]


@pytest.fixture(params=PAGES)
def file(request, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(drawn(request.param))
    return path


def test_the_box_of_a_cell_holds_its_pixels_and_no_others(evidence, file):
    place = place_of(file, SOUGHT)

    page = evidence.page(str(file), sha256(file), 1)

    assert isinstance(page, PagePicture)
    image = Image.open(io.BytesIO(page.image))
    assert (image.width, image.height) == (page.width, page.height)
    assert page.width * page.height <= MOST_PIXELS * 1.01
    across, down = page.width / page.points_width, page.height / page.points_height
    left, top, right, bottom = (edge * scale for edge, scale in zip(place.box, (across, down, across, down), strict=True))
    found = red_pixels(image)
    assert found or page.points_width == 9000  # on a page of three metres the figure has no pixel of its own
    assert all(left - 1 <= x <= right + 1 and top - 1 <= y <= bottom + 1 for x, y in found)


def test_picture_to_save_has_the_mark_around_the_cell(evidence, file):
    place = place_of(file, SOUGHT)

    picture = evidence.crop(place, sha256(file), margin=10)

    assert isinstance(picture, Picture)
    image = Image.open(io.BytesIO(picture.image))
    assert image.format == "PNG"
    colours = {(x, y): image.getpixel((x, y)) for x in range(image.width) for y in range(image.height)}
    filled = [at for at, colour in colours.items() if colour == (255, 240, 140)]
    figure = [at for at, (red, green, blue) in colours.items() if red > 240 and green < 60 and blue < 60]
    assert filled
    assert figure
    assert all(min(x for x, _ in filled) < x < max(x for x, _ in filled) for x, _ in figure)
    assert all(min(y for _, y in filled) < y < max(y for _, y in filled) for _, y in figure)


def test_typical_page_is_small(evidence, tmp_path):
    def page(canvas: Canvas) -> None:
        for row in range(40):
            canvas.setFont(FONT, 9)
            canvas.drawString(60, 800 - row * 18, f"{row}、产出指标 数量指标 完成排水泵站维护和设施更新改造，≥{row * 7}座")

    file = tmp_path / "a.pdf"
    file.write_bytes(make(page))

    found = evidence.page(str(file), sha256(file), 1)

    assert isinstance(found, PagePicture)
    assert found.media_type == "image/webp"
    assert found.width in (1190, 1191)
    assert len(found.image) < 120_000


def test_box_outside_of_the_page_is_told(evidence, tmp_path):
    file = tmp_path / "a.pdf"
    file.write_bytes(drawn("upright"))

    found = evidence.crop(SourceRef(str(file), page=1, box=(700.0, 900.0, 760.0, 910.0)), sha256(file))

    assert isinstance(found, Missing)
    assert "第1页" in found.reason


@pytest.mark.parametrize("box", [(100.0, 830.0, 700.0, 900.0), (-20.0, -20.0, 5.0, 5.0), (50.0, 50.0, 50.0, 50.0)])
def test_box_over_the_edge_is_cut_off_and_one_without_size_is_seen(evidence, tmp_path, box):
    file = tmp_path / "a.pdf"
    file.write_bytes(drawn("upright"))

    assert isinstance(evidence.crop(SourceRef(str(file), page=1, box=box), sha256(file)), Picture)


def test_page_that_does_not_exist_is_told(evidence, tmp_path):
    file = tmp_path / "a.pdf"
    file.write_bytes(drawn("upright"))

    assert "没有第7页" in evidence.page(str(file), sha256(file), 7).reason


def test_personal_data_is_covered(tmp_path):
    file = tmp_path / "a.pdf"
    file.write_bytes(drawn("upright"))
    place = place_of(file, SOUGHT)
    evidence = Evidence(hidden={str(file): [place]})

    page = evidence.page(str(file), sha256(file), 1)

    assert isinstance(page, PagePicture)
    assert red_pixels(Image.open(io.BytesIO(page.image))) == []
