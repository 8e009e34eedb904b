"""Files of a declaration as they can be looked at without being opened: pictures of pages, or rows as read (附件查看).

Nothing that somebody sent reaches a browser as it came: a page or a picture is drawn anew, and a table or text is read, by a process of
its own under the limits of reading.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from jixiao.evidence import Evidence, Missing, PagePicture, Picture, Preview
from jixiao.web.desks.declare.views import may_write, one
from jixiao.web.desks.shown_files import on_disk, opened
from jixiao.web.records.models import Attachment, Declaration
from jixiao.web.records.showing import may_fetch

_MOST_PARTS = 100_000


def found_file(request: HttpRequest, pk: Any, file: Any) -> tuple[Declaration, Attachment]:
    """A declaration and one of its files, as far as the person may fetch it."""
    declaration = one(request, pk)
    found = get_object_or_404(declaration.attachments.select_related("file", "by").defer("file__content"), pk=file)
    if not may_fetch(declaration, found):
        raise Http404
    return declaration, found


def shown_part(found: Attachment, part: int) -> Preview | Missing:
    """What can be shown of a file."""
    return _evidence(found).preview(found.name, found.file_id, min(part, _MOST_PARTS))


@require_GET
def preview(request: HttpRequest, pk: Any, file: Any) -> HttpResponse:
    """A page of a file, or its rows, with whose it is and its digest (附件查看)."""
    declaration, found = found_file(request, pk, file)
    told = request.GET.get("part", "1")
    part = int(told) if told.isascii() and told.isdigit() and len(told) < 6 else 1
    shown = shown_part(found, part)
    is_missing = isinstance(shown, Missing)
    context = {
        "section": "declarations",
        "declaration": declaration,
        "file": found,
        "shown": shown,
        "is_missing": is_missing,
        "earlier": part - 1 if not is_missing and part > 1 else None,
        "later": part + 1 if isinstance(shown, Preview) and part < shown.parts else None,
        "may_edit": may_write(request, declaration),
    }
    return render(request, "declare/preview.html", context)


@require_GET
def picture(request: HttpRequest, pk: Any, file: Any, page: int) -> HttpResponse:
    """The picture of a page of a file, or of a file that is one."""
    _, found = found_file(request, pk, file)
    return drawn(found, page)


def drawn(found: Attachment, page: int) -> HttpResponse:
    """A picture that was drawn anew, as an answer that can be nothing else."""
    evidence = _evidence(found)
    shown: Picture | PagePicture | Missing
    if found.media_type.startswith("image/"):
        shown = evidence.picture(found.name, found.file_id) if page == 1 else Missing("")
    else:
        shown = evidence.page(found.name, found.file_id, min(page, _MOST_PARTS))
    if isinstance(shown, Missing):
        raise Http404
    response = HttpResponse(shown.image, content_type=shown.media_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _evidence(found: Attachment) -> Evidence:
    return opened(found.name, on_disk(found.file_id, lambda: bytes(found.file.content)))
