"""Comments of reviewers, files of a declaration, and third parties that read it (批注、附件、委托)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import File, Router, Status
from ninja.files import UploadedFile

from jixiao.declaring import Draft
from jixiao.web.api.answering import CHANGED, CHANGES, MAKES, SEEN, made_once, one, seen
from jixiao.web.api.schemas.declarations import AttachmentOut, CommentIn, CommentOut
from jixiao.web.desks.declare import attaching
from jixiao.web.desks.review.frozen import paper_with
from jixiao.web.records.actions import attachments as files
from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.models import Attachment, Comment, Declaration
from jixiao.web.records.refusals import RefusedError
from jixiao.web.records.showing import attached

router = Router(tags=["remarks"])


@router.get(
    "/declarations/{uuid:pk}/comments", response={200: list[CommentOut], **SEEN}, operation_id="comments", summary="批注 · Comments"
)
def comments(request: HttpRequest, pk: UUID) -> list[Comment]:
    """What reviewers said, oldest first."""
    return list(one(request, pk).comments.select_related("by"))


@router.post(
    "/declarations/{uuid:pk}/comments",
    response={201: CommentOut, **CHANGED},
    operation_id="comment",
    summary="批注 · Comment on a field",
    openapi_extra={"parameters": [*CHANGES["parameters"], *MAKES["parameters"]]},
)
def comment(request: HttpRequest, response: HttpResponse, pk: UUID, sent: CommentIn) -> Any:
    """Say something about a field, while it is yours to review."""
    found = one(request, pk)

    def make() -> int:
        revision = seen(request, found)
        _check_path(found, sent.path)
        return actions.comment(pk, path=sent.path, text=sent.text, seen=revision, actor=request.actor).pk

    number, headers = made_once(request, make)
    for name, value in headers.items():
        response.headers[name] = value
    return Status(201, get_object_or_404(found.comments.select_related("by"), pk=number))


@router.post(
    "/declarations/{uuid:pk}/comments/{int:number}/settle",
    response={200: CommentOut, **CHANGED},
    operation_id="settle",
    summary="已处理 · Settle a comment",
    openapi_extra=CHANGES,
)
def settle(request: HttpRequest, pk: UUID, number: int) -> Comment:
    """Mark a comment as done."""
    found = one(request, pk)
    get_object_or_404(found.comments, pk=number)
    seen(request, found)
    return actions.settle(pk, number, actor=request.actor)


@router.get(
    "/declarations/{uuid:pk}/attachments", response={200: list[AttachmentOut], **SEEN}, operation_id="attachments", summary="附件 · Files"
)
def attachments(request: HttpRequest, pk: UUID) -> list[Attachment]:
    """The files of a declaration."""
    return attached(one(request, pk))


@router.post(
    "/declarations/{uuid:pk}/attachments",
    response={201: AttachmentOut, **CHANGED},
    operation_id="attach",
    summary="上传附件 · Put a file to it",
    openapi_extra=CHANGES,
)
def attach(request: HttpRequest, pk: UUID, file: File[UploadedFile]) -> Any:
    """Put a file to a declaration; the same content under the same name is put there once."""
    revision = seen(request, one(request, pk))
    return Status(201, files.attach(pk, name=file.name or "", content=file.read(), seen=revision, actor=request.actor))


@router.get(
    "/declarations/{uuid:pk}/attachments/{uuid:file}",
    response={200: bytes, **SEEN},
    operation_id="attachment",
    summary="下载附件 · Fetch a file",
)
def attachment(request: HttpRequest, pk: UUID, file: UUID) -> HttpResponse:
    """The bytes of a file; that it was fetched is an event."""
    return attaching.download(request, pk, file)


@router.delete(
    "/declarations/{uuid:pk}/attachments/{uuid:file}",
    response={200: AttachmentOut, **CHANGED},
    operation_id="detach",
    summary="删除附件 · Take a file away",
    openapi_extra=CHANGES,
)
def detach(request: HttpRequest, pk: UUID, file: UUID) -> Attachment:
    """Take a file away; versions that were frozen with it still name it."""
    found = one(request, pk)
    get_object_or_404(found.attachments, pk=file)
    return files.detach(pk, file, seen=seen(request, found), actor=request.actor)


def _check_path(declaration: Declaration, path: str) -> None:
    """There is such a field on the form of the declaration.

    Raises:
        RefusedError: there is not.
    """
    if path and path not in paper_with(declaration, Draft.from_plain(declaration.draft)).labels:
        raise RefusedError("api.no_such_field", path=path)
