"""Only what a person sees is read, and what cannot be read is reported with its page."""

import gc

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from tests.unit.pdf.drawing import grids, make, opened, paragraphs, table

from jixiao.documents.limits import Limits, Refusal

ROWS = [["名称", "金额"], ["照明", "12.50"]]


def notes(document):
    return [(note.id, note.source.page, note.values) for note in document.notes]


def test_characters_outside_the_page_are_not_read_and_noted():
    def draw(canvas):
        canvas.drawString(60, 700, "看得见")
        canvas.drawString(60, -40, "页外的字")
        canvas.drawString(700, 700, "右边")

    document = opened(make(draw))

    assert paragraphs(document) == ["看得见"]
    assert notes(document) == [("READ-043", 1, {"count": "6"})]


def test_characters_outside_the_crop_box_are_not_read():
    def draw(canvas):
        canvas.setCropBox((50, 600, 400, 800))
        canvas.drawString(60, 700, "框内")
        canvas.drawString(60, 500, "框外")

    document = opened(make(draw))

    assert paragraphs(document) == ["框内"]
    assert document.blocks[0].source.box[0] == pytest.approx(10, abs=0.5)


def test_characters_under_a_clip_path_are_not_read():
    def draw(canvas):
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(50, 650, 62, 100)
        canvas.clipPath(path, stroke=0)
        canvas.drawString(60, 700, "剪裁之内外各有字")
        canvas.restoreState()
        canvas.drawString(60, 600, "不受剪裁")

    document = opened(make(draw))

    assert paragraphs(document) == ["剪裁之内外", "不受剪裁"]
    assert notes(document) == [("READ-043", 1, {"count": "3"})]


def test_a_clip_path_around_a_form_holds_for_what_is_in_it():
    def draw(canvas):
        canvas.beginForm("inner")
        canvas.setFont("STSong-Light", 10)
        canvas.drawString(10, 10, "表内")
        canvas.drawString(10, 200, "裁去")
        canvas.endForm()
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(60, 500, 200, 60)
        canvas.clipPath(path, stroke=0)
        canvas.translate(60, 500)
        canvas.doForm("inner")
        canvas.restoreState()

    assert paragraphs(opened(make(draw))) == ["表内"]


def test_a_page_of_pictures_is_a_problem_and_the_other_pages_are_read(tmp_path):
    from PIL import Image

    Image.new("L", (200, 200), 128).save(tmp_path / "scan.png")
    data = make(lambda c: c.drawImage(str(tmp_path / "scan.png"), 0, 0, 595, 842), lambda c: table(c, ROWS, widths=(100, 100)))

    document = opened(data)

    assert [(problem.id, problem.source.page) for problem in document.problems] == [("READ-038", 1)]
    assert grids(document) == [ROWS]


def test_a_page_with_too_many_lines_is_left_out_and_reported():
    def busy(canvas):
        for at in range(300):
            canvas.line(0, at, 5, at)
        canvas.drawString(60, 700, "线太多")

    document = opened(make(busy, lambda c: table(c, ROWS, widths=(100, 100))), Limits(paths=200))

    assert [(problem.id, problem.source.page) for problem in document.problems] == [("READ-037", 1)]
    assert grids(document) == [ROWS]


def test_a_file_with_a_password_is_refused():
    with pytest.raises(Refusal) as caught:
        opened(make(lambda c: table(c, ROWS, widths=(100, 100)), encrypt=StandardEncryption("geheim", canPrint=0)))

    assert caught.value.problem.id == "READ-032"


def test_a_file_that_only_its_owner_may_change_is_read():
    data = make(lambda c: table(c, ROWS, widths=(100, 100)), encrypt=StandardEncryption("", "owner", canModify=0))

    assert grids(opened(data)) == [ROWS]


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(range(256)) * 10])
def test_a_damaged_file_is_refused(data):
    with pytest.raises(Refusal) as caught:
        opened(data)

    assert caught.value.problem.id == "READ-031"


def test_too_many_pages_are_refused():
    with pytest.raises(Refusal) as caught:
        opened(make(*[lambda c: c.drawString(60, 700, "页")] * 3), Limits(pages=2))

    assert caught.value.problem.values == {"what": "limit.pages", "found": "3", "limit": "2", "option": "--max-pages"}


def test_a_large_word_printed_over_a_table_stays_out_of_its_cells():
    def draw(canvas):
        table(canvas, ROWS, widths=(100, 100))
        canvas.setFont("STSong-Light", 60)
        canvas.drawString(70, 715, "草稿")
        canvas.setFont("STSong-Light", 24)
        canvas.drawString(60, 790, "大标题")

    document = opened(make(draw))

    assert grids(document) == [ROWS]
    assert paragraphs(document) == ["大标题"]
    assert notes(document) == [("READ-048", 1, {"text": "草稿"})]


def test_pages_go_when_they_are_read_without_the_collector_of_circles():
    data = make(*[lambda c: table(c, ROWS, widths=(100, 100))] * 30)
    opened(data)
    gc.collect()
    gc.disable()
    try:
        document = opened(data)
        circles = gc.collect()
    finally:
        gc.enable()

    assert len(document.blocks) > 0
    assert circles < 200, "characters of pages that were read are held by objects that refer to each other"
