"""Files of a declaration are looked at as jixiao draws or reads them, and never as they came."""

import io
import json
import os
from importlib import resources
from pathlib import Path

import pytest
from PIL import Image
from tests.web.declare.conftest import draft

from jixiao.web.records.acting import actor_of
from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.actions.attachments import attach, detach

CORPUS = Path(os.environ.get("JIXIAO_CORPUS", "")) / "realdocs"
PDF = "putuo-finance-bureau-2025-budget.pdf"
HTML = "<html><body><script>alert(1)</script><table><tr><td>维护合同</td><td>&lt;b&gt;120万元</td></tr></table></body></html>"


@pytest.fixture
def put(declared, people):
    """``put("合同.html", content)`` is a declaration with a file, and the address of the file."""

    def make(name, content, one=None):
        one = one or declared(draft())
        found = attach(one.pk, name=name, content=content, actor=actor_of(people["clerk_a"]))
        return one, f"/declarations/{one.pk}/attachments/{found.pk}"

    return make


def photograph(size=(60, 40)):
    held = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "secret words of the camera"
    Image.new("RGB", size, (200, 30, 30)).save(held, "JPEG", exif=exif)
    return held.getvalue() + b"<script>alert(1)</script>"


def test_web_page_is_shown_as_the_rows_that_were_read(put, logged_in):
    _, address = put("合同.html", HTML.encode())

    page = logged_in("clerk_a").get(f"{address}/preview").content.decode()

    assert '<td colspan="1" rowspan="1">维护合同</td>' in page
    assert "&lt;b&gt;120万元" in page
    assert "alert(1)" not in page


def test_page_says_whose_it_is_and_its_digest(put, logged_in):
    one, address = put("说明.txt", "第一行\n第二行".encode())

    page = logged_in("clerk_a").get(f"{address}/preview").content.decode()

    assert all(said in page for said in ("说明.txt", "周明", one.attachments.get().file_id, "第二行", f'{address}"'))


def test_photograph_is_drawn_anew_without_what_else_it_holds(put, logged_in):
    _, address = put("现场.jpg", photograph())

    answer = logged_in("clerk_a").get(f"{address}/preview/1")

    assert (answer.headers["Content-Type"], answer.headers["X-Content-Type-Options"]) == ("image/webp", "nosniff")
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert b"secret" not in answer.content
    assert b"script" not in answer.content
    assert Image.open(io.BytesIO(answer.content)).size == (60, 40)
    assert logged_in("clerk_a").get(f"{address}/preview/2").status_code == 404


def test_picture_of_too_many_pixels_is_not_decoded(put, logged_in):
    held = io.BytesIO()
    Image.new("1", (9000, 9000)).save(held, "PNG")
    _, address = put("大图.png", held.getvalue())

    assert logged_in("clerk_a").get(f"{address}/preview/1").status_code == 404


def test_long_document_is_turned_in_parts(put, logged_in):
    _, address = put("长.txt", "\n".join(f"第{number}行。" for number in range(1, 701)).encode())
    client = logged_in("clerk_a")

    first, last = (client.get(f"{address}/preview?part={part}").content.decode() for part in (1, 3))

    assert "第1段，共3段" in first
    assert ("第300行。" in first, "第301行。" in first) == (True, False)
    assert "第700行。" in last
    assert "没有第4页" in client.get(f"{address}/preview?part=4").content.decode()


def test_file_that_cannot_be_read_says_why_and_can_be_fetched(put, logged_in):
    _, address = put("坏.pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n")

    page = logged_in("clerk_a").get(f"{address}/preview").content.decode()

    assert "已损坏" in page
    assert f'href="{address}"' in page


@pytest.mark.parametrize("ending", ["docx", "xlsx", "html", "txt"])
def test_every_format_is_shown(put, logged_in, ending):
    folder = resources.files("jixiao.web.demo").joinpath("documents")
    path = next(path for path in sorted(folder.iterdir(), key=str) if path.name.endswith(ending))
    _, address = put(path.name, path.read_bytes())

    assert "项目名称" in logged_in("clerk_a").get(f"{address}/preview").content.decode()


@pytest.mark.skipif(not (CORPUS / PDF).exists(), reason="JIXIAO_CORPUS is not set")
def test_pages_of_a_published_pdf_are_pictures(put, logged_in):
    _, address = put(PDF, (CORPUS / PDF).read_bytes())
    client = logged_in("clerk_a")

    page = client.get(f"{address}/preview?part=2").content.decode()
    picture = client.get(f"{address}/preview/2")

    assert f'src="{address}/preview/2"' in page
    assert picture.content[:4] == b"RIFF"
    assert client.get(f"{address}/preview/99999999999").status_code == 404


def test_editor_sheet_and_version_lead_there(put, logged_in, people):
    one, address = put("说明.txt", b"abc")
    link = f'href="{address}/preview"'
    assert link in logged_in("clerk_a").get(f"/declarations/{one.pk}/edit").content.decode()
    assert link in logged_in("clerk_a").get(f"/declarations/{one.pk}").content.decode()
    one.refresh_from_db()
    actions.submit(one.pk, seen=one.revision, actor=actor_of(people["clerk_a"]))

    assert json.loads(one.versions.get().content)["attachments"][0]["name"] == "说明.txt"
    assert link in logged_in("head_a").get(f"/declarations/{one.pk}/versions/1").content.decode()


def test_reviewer_does_not_see_what_was_put_there_since(put, logged_in, people, declared):
    one = declared(draft())
    _, before = put("旧.txt", b"old", one)
    one.refresh_from_db()
    submitted = actions.submit(one.pk, seen=one.revision, actor=actor_of(people["clerk_a"]))
    actions.withdraw(one.pk, seen=submitted.revision, actor=actor_of(people["clerk_a"]))
    _, address = put("新.txt", b"new", one)

    assert logged_in("department_1").get(f"{before}/preview").status_code == 200
    assert logged_in("department_1").get(f"{address}/preview").status_code == 404
    assert logged_in("clerk_b").get(f"{before}/preview").status_code == 404


def test_file_that_was_taken_away_is_still_seen_in_its_version(put, logged_in, people):
    one, address = put("说明.txt", b"abc")
    detach(one.pk, address.rsplit("/", 1)[-1], actor=actor_of(people["clerk_a"]))

    assert "已从申报中移除" in logged_in("clerk_a").get(f"{address}/preview").content.decode()
