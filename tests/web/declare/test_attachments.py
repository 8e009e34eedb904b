"""Files of a declaration: their type by content, their name as it was, one event each, and nothing that a browser shows in our name."""

import hashlib
import io
import zipfile

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.web.declare.conftest import draft, now

from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.actions.attachments import MOST, attach, name_of
from jixiao.web.records.models import Attachment, Event, StoredFile
from jixiao.web.records.refusals import RefusedError
from jixiao.workflow import MoveRefusedError

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def zipped(name="合同.txt"):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), "内容")  # without the time, which is another one a moment later
    return held.getvalue()


@pytest.fixture
def send(logged_in):
    """``send(declaration, ("合同.pdf", PDF))`` attaches files."""

    def post(declaration, *files, login="clerk_a", **headers):
        sent = {"files": [SimpleUploadedFile(name, content) for name, content in files]}
        return logged_in(login).post(reverse("attachments", args=[declaration.pk]), sent, headers=headers)

    return post


@pytest.mark.both_databases
def test_file_is_kept_with_its_name_its_digest_and_its_type_by_content(declared, send):
    one = declared(draft())

    answer = send(one, ("维护合同（2027）.doc", PDF))

    found = Attachment.objects.get()
    assert answer.status_code == 302
    assert (found.name, found.media_type, found.file_id) == ("维护合同（2027）.doc", "application/pdf", hashlib.sha256(PDF).hexdigest())
    assert bytes(found.file.content) == PDF
    event = Event.objects.filter(chain_id=one.chain).order_by("-seq").first()
    assert (event.action, event.data["name"], event.data["sha256"]) == ("declaration.attach", found.name, found.file_id)
    assert now(one)[0].revision == 2


def test_same_file_is_attached_once_and_its_bytes_are_stored_once(declared, send):
    one, other = declared(draft()), declared(draft())

    send(one, ("合同.pdf", PDF))
    send(one, ("合同.pdf", PDF))
    send(other, ("同一份.pdf", PDF))

    assert sorted(Attachment.objects.values_list("name", flat=True)) == ["合同.pdf", "同一份.pdf"]
    assert StoredFile.objects.count() == 1
    assert now(one)[0].revision == 2


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("空.pdf", b"", "空文件"),
        ("程序.pdf", b"MZ\x90\x00\x03" + bytes(range(256)), "认不出"),
        ("大.pdf", None, "超过"),
    ],
    ids=["empty", "program", "large"],
)
def test_what_cannot_be_an_attachment_is_refused_with_a_reason(name, content, says, declared, actor, monkeypatch):
    one = declared(draft())
    monkeypatch.setattr(settings, "UPLOAD_LIMIT", 1000)
    content = PDF + b" " * 1000 if content is None else content

    with pytest.raises(RefusedError) as refused:
        attach(one.pk, name=name, content=content, actor=actor("clerk_a"))

    assert says in refused.value.message("zh")
    assert not Attachment.objects.exists()


def test_limit_is_twenty_megabytes(declared, actor):
    one = declared(draft())
    assert settings.UPLOAD_LIMIT == 20 * 2**20

    assert attach(one.pk, name="满.pdf", content=PDF.ljust(20 * 2**20), actor=actor("clerk_a")).file.size == 20 * 2**20
    with pytest.raises(RefusedError):
        attach(one.pk, name="超.pdf", content=PDF.ljust(20 * 2**20 + 1), actor=actor("clerk_a"))


def test_declaration_has_a_limit_of_files(declared, actor):
    one = declared(draft())
    for number in range(MOST):
        attach(one.pk, name=f"{number}.pdf", content=PDF, actor=actor("clerk_a"))

    with pytest.raises(RefusedError):
        attach(one.pk, name="再一个.pdf", content=PDF, actor=actor("clerk_a"))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\资料\\合同.pdf", "合同.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\x00b\r\nX: y.pdf", "abX: y.pdf"),
        ("..", "file"),
        ("", "file"),
        ("<img src=x>.pdf", "<img src=x>.pdf"),
        ("长" * 300 + ".pdf", "长" * 251 + ".pdf"),
    ],
)
def test_name_is_kept_without_folders_and_controls(given, kept):
    assert name_of(given) == kept


def test_file_is_downloaded_and_never_shown(declared, actor, logged_in):
    one = declared(draft())
    page = b"<!doctype html><script>alert(1)</script>"
    made = attach(one.pk, name="网页 “甲”.html", content=page, actor=actor("clerk_a"))

    answer = logged_in("clerk_a").get(reverse("attachment", args=[one.pk, made.pk]))

    assert answer.content == page
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert "%E7%BD%91%E9%A1%B5%20%E2%80%9C%E7%94%B2%E2%80%9D.html" in answer["Content-Disposition"]
    assert (answer["X-Content-Type-Options"], answer["Content-Security-Policy"]) == ("nosniff", "sandbox; default-src 'none'")
    assert Event.objects.filter(action="attachment.download", chain__key__startswith="person:").count() == 1


def test_removed_file_is_gone_from_the_list_and_stays_in_the_ledger(declared, actor, logged_in):
    one = declared(draft())
    made = attach(one.pk, name="合同.zip", content=zipped(), actor=actor("clerk_a"))
    client = logged_in("clerk_a")

    answer = client.post(reverse("attachment_remove", args=[one.pk, made.pk]))
    again = client.post(reverse("attachment_remove", args=[one.pk, made.pk]))

    assert (answer.status_code, again.status_code) == (302, 302)
    assert "合同.zip" not in client.get(reverse("attachments", args=[one.pk])).content.decode()
    assert client.get(reverse("attachment", args=[one.pk, made.pk])).content == zipped()
    actions_done = list(Event.objects.filter(chain_id=one.chain).order_by("seq").values_list("action", flat=True))
    assert actions_done == ["declaration.create", "declaration.attach", "declaration.detach"]


def test_frozen_version_names_the_files_and_reviewers_fetch_them(declared, actor, logged_in):
    one = declared(draft())
    made = attach(one.pk, name="合同.pdf", content=PDF, actor=actor("clerk_a"))
    submitted = actions.submit(one.pk, seen=2, actor=actor("clerk_a"))

    assert made.file_id in submitted.versions.get().content
    assert logged_in("head_a").get(reverse("attachment", args=[one.pk, made.pk])).content == PDF
    with pytest.raises(MoveRefusedError):
        attach(one.pk, name="补.pdf", content=PDF, actor=actor("clerk_a"))
    assert logged_in("clerk_a").post(reverse("attachment_remove", args=[one.pk, made.pk])).status_code == 422
    assert Attachment.objects.get().removed_at is None


@pytest.mark.parametrize("login", ["clerk_b", "department_1", "finance", "audit_admin"])
def test_files_of_another_unit_are_not_there(login, declared, actor, logged_in, send):
    one = declared(draft())
    made = attach(one.pk, name="合同.pdf", content=PDF, actor=actor("clerk_a"))
    client = logged_in(login)

    statuses = [
        client.get(reverse("attachments", args=[one.pk])).status_code,
        client.get(reverse("attachment", args=[one.pk, made.pk])).status_code,
        client.post(reverse("attachment_remove", args=[one.pk, made.pk])).status_code,
        send(one, ("外.pdf", PDF), login=login).status_code,
    ]

    assert statuses == [404] * 4
    assert Attachment.objects.get().removed_at is None


def test_file_of_another_declaration_is_not_reached_through_this_one(declared, actor, logged_in):
    one, other = declared(draft()), declared(draft(), "unit_b")
    made = attach(other.pk, name="合同.pdf", content=PDF, actor=actor("clerk_b"))

    assert logged_in("clerk_a").get(reverse("attachment", args=[one.pk, made.pk])).status_code == 404
    assert logged_in("clerk_a").post(reverse("attachment_remove", args=[one.pk, made.pk])).status_code == 404


def test_page_gets_the_list_anew_with_the_revision_that_it_made(declared, send):
    one = declared(draft())

    answer = send(one, ("<b>合同.pdf", PDF), ("空.pdf", b""), **{"HX-Request": "true"}).content.decode()

    assert 'data-before="1" data-revision="2"' in answer
    assert "&lt;b&gt;合同.pdf" in answer
    assert "“空.pdf”是空文件" in answer
