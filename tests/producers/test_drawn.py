"""One form, drawn in the ways in which programs draw tables and texts: it reads the same."""

from collections.abc import Callable

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from tests.producers.canvas import BLACK, BLUE, FONT, GREY, LEADING, SIZE, WHITE, Box, boxes, make, print_texts
from tests.producers.form import EXPECTED, ROWS, TITLE, UNIT
from tests.producers.reading import faults, read_here

from jixiao.documents.pdf.radicals import usual

WIDTHS = (80, 110, 110, 80, 115)
CELLS = boxes(ROWS, WIDTHS)


def heading(canvas: Canvas) -> None:
    canvas.drawCentredString(297, 800, TITLE)
    canvas.drawRightString(545, 780, UNIT)


def lines(canvas: Canvas) -> None:
    for cell in CELLS:
        canvas.rect(cell.x, cell.y, cell.width, cell.height)


def form(canvas: Canvas) -> None:
    heading(canvas)
    lines(canvas)
    print_texts(canvas, CELLS)


def sides(cell: Box) -> list[tuple[float, float, float, float]]:
    left, right, bottom, top = cell.x, cell.x + cell.width, cell.y, cell.y + cell.height
    return [(left, bottom, right, bottom), (left, top, right, top), (left, bottom, left, top), (right, bottom, right, top)]


def in_pieces(canvas: Canvas) -> None:
    for x0, y0, x1, y1 in (side for cell in CELLS for side in sides(cell)):
        count = int(max(x1 - x0, y1 - y0) / 4)
        for at in range(count):
            start, end = at / count, (at + 0.6) / count
            canvas.line(x0 + (x1 - x0) * start, y0 + (y1 - y0) * start, x0 + (x1 - x0) * end, y0 + (y1 - y0) * end)


def in_dots(canvas: Canvas) -> None:
    for x0, y0, x1, y1 in (side for cell in CELLS for side in sides(cell)):
        count = int(max(x1 - x0, y1 - y0) / 2)
        for at in range(count + 1):
            canvas.rect(x0 + (x1 - x0) * at / count - 0.25, y0 + (y1 - y0) * at / count - 0.25, 0.5, 0.5, stroke=0, fill=1)


def white_over_areas(canvas: Canvas) -> None:
    for cell in CELLS:
        canvas.setFillColor(GREY if cell.row % 2 else BLUE)
        canvas.rect(cell.x, cell.y, cell.width, cell.height, stroke=0, fill=1)
    canvas.setStrokeColor(WHITE)
    lines(canvas)
    canvas.setFillColor(BLACK)


def rounded(canvas: Canvas) -> None:
    for cell in CELLS:
        canvas.roundRect(cell.x, cell.y, cell.width, cell.height, 4)


def rounded_rings(canvas: Canvas) -> None:
    """Borders filled as the area between two rounded rectangles, as browsers draw them."""
    for cell in CELLS:
        path = canvas.beginPath()
        path.roundRect(cell.x, cell.y, cell.width, cell.height, 3)
        path.roundRect(cell.x + 0.75, cell.y + 0.75, cell.width - 1.5, cell.height - 1.5, 2.5)
        canvas.drawPath(path, stroke=0, fill=1, fillMode=0)


def doubled(canvas: Canvas) -> None:
    for cell in CELLS:
        canvas.rect(cell.x - 0.7, cell.y - 0.7, cell.width + 1.4, cell.height + 1.4)
        canvas.rect(cell.x + 0.7, cell.y + 0.7, cell.width - 1.4, cell.height - 1.4)


@pytest.mark.parametrize("draw", [in_pieces, in_dots, white_over_areas, rounded, rounded_rings, doubled])
def test_lines_drawn_in_another_way(draw, tmp_path):
    def page(canvas: Canvas) -> None:
        heading(canvas)
        draw(canvas)
        print_texts(canvas, CELLS)

    assert faults(read(tmp_path, page), EXPECTED) == []


def read(folder, draw: Callable[[Canvas], None]):
    path = folder / "form.pdf"
    path.write_bytes(make(draw))
    return read_here(path)


TILES = [(x, y) for x in (60, 240, 420) for y in range(420, 780, 60)]


@pytest.mark.parametrize(("size", "angle", "spots"), [(60, 45, [(150, 480)]), (14, 30, TILES)])
def test_watermark_over_the_table_stays_out_of_its_cells_and_is_noted(size, angle, spots, tmp_path):
    def page(canvas: Canvas) -> None:
        form(canvas)
        canvas.setFont(FONT, size)
        canvas.setFillColor(GREY)
        for x, y in spots:
            canvas.saveState()
            canvas.translate(x, y)
            canvas.rotate(angle)
            canvas.drawString(0, 0, "仅供参考")
            canvas.restoreState()

    document = read(tmp_path, page)

    assert faults(document, EXPECTED) == []
    assert [(note.id, note.values["text"]) for note in document.notes] == [("READ-048", "仅供参考")]


def test_page_that_leans_as_a_whole_is_no_watermark(tmp_path):
    def page(canvas: Canvas) -> None:
        canvas.rotate(4)
        canvas.drawString(120, 700, "整页斜着扫描的文字")

    document = read(tmp_path, page)

    assert not document.notes
    assert document.account.cells == 1


@pytest.mark.parametrize("angle", [90, -90])
def test_label_turned_by_a_quarter_is_read_in_its_direction(angle, tmp_path):
    def page(canvas: Canvas) -> None:
        heading(canvas)
        lines(canvas)
        tall = [cell for cell in CELLS if cell.height > 50 and "".join(cell.text) in ("项目资金", "产出指标")]
        assert len(tall) == 2
        print_texts(canvas, [cell for cell in CELLS if cell not in tall])
        for cell in tall:
            canvas.saveState()
            canvas.translate(cell.x + cell.width / 2, cell.y + cell.height / 2)
            canvas.rotate(angle)
            canvas.drawCentredString(0, -4, "".join(cell.text))
            canvas.restoreState()

    assert faults(read(tmp_path, page), EXPECTED) == []


def test_label_whose_characters_stand_below_each_other(tmp_path):
    def page(canvas: Canvas) -> None:
        heading(canvas)
        lines(canvas)
        tall = [cell for cell in CELLS if "".join(cell.text) in ("项目资金", "产出指标")]
        print_texts(canvas, [cell for cell in CELLS if cell not in tall])
        print_texts(canvas, [Box(c.row, c.x, c.y, c.width, c.height, list("".join(c.text))) for c in tall])

    assert faults(read(tmp_path, page), EXPECTED) == []


def test_full_width_figures_and_signs_are_the_usual_ones(tmp_path):
    wide = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}
    cells = boxes([[text if text in ("<", "^") else text.translate(str.maketrans(wide)) for text in row] for row in ROWS], WIDTHS)

    def page(canvas: Canvas) -> None:
        heading(canvas)
        for cell in cells:
            canvas.rect(cell.x, cell.y, cell.width, cell.height)
        print_texts(canvas, cells)

    assert faults(read(tmp_path, page), EXPECTED) == []


def test_hidden_text_under_a_scanned_page_is_read(tmp_path):
    from PIL import Image

    Image.new("L", (100, 140), 200).save(tmp_path / "scan.png")

    def hidden(canvas: Canvas, x: float, y: float, text: str) -> None:
        line = canvas.beginText(x, y)
        line.setTextRenderMode(3)
        line.textOut(text)
        canvas.drawText(line)

    def page(canvas: Canvas) -> None:
        canvas.drawImage(str(tmp_path / "scan.png"), 0, 0, 595, 842)
        canvas.setFont(FONT, SIZE)
        hidden(canvas, 200, 800, TITLE)
        hidden(canvas, 480, 780, UNIT)
        lines(canvas)
        print_texts(canvas, CELLS, hidden)

    assert faults(read(tmp_path, page), EXPECTED) == []


def test_seal_over_the_table_changes_nothing(tmp_path):
    def page(canvas: Canvas) -> None:
        form(canvas)
        canvas.setStrokeColorRGB(1, 0, 0)
        canvas.setFillColorRGB(1, 0, 0)
        canvas.circle(440, 590, 45)
        for at, char in enumerate("澄江排水"):
            canvas.saveState()
            canvas.translate(440, 590)
            canvas.rotate(55 - at * 35)
            canvas.drawCentredString(0, 33, char)
            canvas.restoreState()

    assert faults(read(tmp_path, page), EXPECTED) == []


def test_underlined_and_struck_texts_are_no_rows(tmp_path):
    def page(canvas: Canvas) -> None:
        form(canvas)
        for cell in CELLS:
            for number, line in enumerate(cell.text):
                width = pdfmetrics.stringWidth(line, FONT, SIZE)
                y = cell.y + (cell.height + LEADING * len(cell.text)) / 2 - SIZE - LEADING * number
                x = cell.x + (cell.width - width) / 2
                canvas.line(x, y - 2, x + width, y - 2)

    assert faults(read(tmp_path, page), EXPECTED) == []


def test_parts_of_characters_are_the_characters_that_they_look_like():
    parts = {"⻓": "长", "⻔": "门", "⻋": "车", "⺠": "民", "⼀": "一", "⽬": "目", "⾦": "金", "長": "長"}

    assert {part: usual(ord(part)) for part in parts} == parts
