"""What goes wrong, as ``application/problem+json`` (RFC 9457): which field, and what to do."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from jixiao.declaring import DraftError
from jixiao.errors import CallerError
from jixiao.messages import catalogue, remedy, text
from jixiao.web.records.actions import sessions
from jixiao.web.records.actions.administration import NotAcceptedError, PowerError
from jixiao.web.records.actions.receipts import OtherRequestError
from jixiao.web.records.actions.workbooks import WorkbookError
from jixiao.web.records.refusals import ConflictError, NotReadyError

MEDIA_TYPE = "application/problem+json"
_log = logging.getLogger(__name__)
_FIELDS = {
    "web.refused.no_reason": "reason",
    "web.refused.no_number": "number",
    "web.refused.future": "on",
    "web_declare.empty_file": "file",
    "web_declare.locked_file": "file",
    "web_declare.unknown_file": "file",
    "web_importing.empty_file": "file",
    "web_importing.no_project": "numbers",
    "api.no_such_field": "path",
    "web_events.not_understood": "until",
}
"""What is wrong with what was sent, rather than with where the declaration is: the field, by the key of the message."""
_TOO_LARGE = frozenset({"web_declare.too_large", "web_importing.too_large"})


class PreconditionError(CallerError):
    """A change did not say which revision was seen, or what it said cannot be read."""


class StaleRevisionError(ConflictError):
    """A change names another revision than the current one."""


class StaleTagError(ConflictError):
    """What is changed is no declaration, and has another ``ETag`` now.

    Attributes:
        etag: as it is now.
    """

    def __init__(self, error: ConflictError, etag: str) -> None:
        CallerError.__init__(self, error.key, **error.values)
        self.declaration = None
        self.etag = etag


class PasswordFirstError(CallerError):
    """The first password must be changed before anything else is done."""


def problem(
    request: HttpRequest,
    status: int,
    key: str,
    *,
    detail: str = "",
    errors: Iterable[dict[str, Any]] = (),
    headers: dict[str, str] | None = None,
) -> HttpResponse:
    """A problem: its kind, what it is about, and each field with a remedy."""
    told: dict[str, Any] = {
        "type": f"urn:jixiao:problem:{key}",
        "title": text(f"api.{key}"),
        "status": status,
        "detail": detail or text(f"api.{key}"),
        "instance": request.path,
        "remedy": remedy(f"api.{key}"),
        "errors": list(errors),
    }
    actor = getattr(request, "actor", None)
    if actor is not None and actor.person is not None and (status == 403 or request.method not in ("GET", "HEAD", "OPTIONS")):
        data = {"path": _clean(request.path[:200]), "method": request.method, "status": status}
        sessions.note(actor, f"refused.{key}"[:48], result="refused", data=data)
    body = json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
    return HttpResponse(body, status=status, content_type=MEDIA_TYPE, headers={"Cache-Control": "no-store", **(headers or {})})


def told_of(reason: Any) -> dict[str, Any]:
    """A reason why something cannot be submitted, or what the form or a rule says of a field."""
    told = {
        "field": getattr(reason, "path", None) or getattr(reason, "field", None) or "",
        "message": reason.message(),
        "remedy": reason.remedy() if hasattr(reason, "remedy") else "",
    }
    rule = getattr(reason, "rule_id", None) or getattr(reason, "key", None)
    return told | ({"code": rule} if rule else {})


def install(api: NinjaAPI) -> None:
    """Let an interface answer with problems."""
    for kind, handler in _HANDLERS.items():
        api.add_exception_handler(kind, handler)


def _unknown(request: HttpRequest, error: Exception) -> HttpResponse:
    return problem(request, 401, "unauthenticated", headers={"WWW-Authenticate": 'Bearer realm="jixiao"'})


def _password_first(request: HttpRequest, error: Exception) -> HttpResponse:
    return problem(request, 403, "password_first")


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problem(request, 422, "invalid", errors=[_wrong(each) for each in error.errors[:100]])


def _wrong(each: dict[str, Any]) -> dict[str, Any]:
    """What is wrong with a field that does not fit its schema, in the language of whoever asks."""
    key = f"api_invalid.{each['type']}"
    given = {name: str(value) for name, value in each.get("ctx", {}).items()}
    message = text(key, **given) if key in catalogue() else text("api_invalid.other", kind=each["type"])
    field = ".".join(str(part) for part in _place(each["loc"]))
    return {"field": _clean(field)[:300], "message": message, "remedy": text("api.see_schema"), "code": each["type"]}


def _place(loc: Sequence[Any]) -> Sequence[Any]:
    """The place of a field without the names of our own parameters: ``body.sent.reason`` is ``reason``."""
    return loc[2:] if len(loc) > 2 and loc[0] in ("body", "query") else loc[1:]


def _draft(request: HttpRequest, error: DraftError) -> HttpResponse:
    field = error.values.get("path") or error.values.get("what") or ""
    told = {"field": _clean(str(field))[:300], "message": error.message(), "remedy": text("api.see_paths"), "code": error.key}
    return problem(request, 422, "invalid", detail=error.message(), errors=[told])


def _unseen(request: HttpRequest, error: PreconditionError) -> HttpResponse:
    if error.key == "api.precondition_required":
        return problem(request, 428, "precondition_required")
    return problem(request, 422, "invalid", detail=error.message(), errors=[_told(error, "Idempotency-Key")])


def _conflict(request: HttpRequest, error: ConflictError) -> HttpResponse:
    from jixiao.web.api.answering import body_of, etag_of

    now = error.declaration
    etag = getattr(error, "etag", "") if now is None else etag_of(now, body_of(now, request.actor))
    headers = {"ETag": etag} if etag else {}
    return problem(request, 412, "conflict", detail=error.message(), headers=headers)


def _not_ready(request: HttpRequest, error: NotReadyError) -> HttpResponse:
    return problem(request, 422, "not_ready", detail=error.message(), errors=[told_of(reason) for reason in error.reasons])


def _not_accepted(request: HttpRequest, error: NotAcceptedError | WorkbookError) -> HttpResponse:
    return problem(request, 422, "invalid", detail=error.message(), errors=[told_of(reason) for reason in error.reasons])


def _other_request(request: HttpRequest, error: OtherRequestError) -> HttpResponse:
    return problem(request, 422, "key_taken", detail=error.message(), errors=[_told(error, "Idempotency-Key")])


def _powerless(request: HttpRequest, error: PowerError) -> HttpResponse:
    return problem(request, 403, "powerless", detail=error.message())


def _refused(request: HttpRequest, error: CallerError) -> HttpResponse:
    if error.key in _TOO_LARGE:
        return problem(request, 413, "too_large", detail=error.message(), errors=[_told(error, "file")])
    if error.key in _FIELDS:
        return problem(request, 422, "invalid", detail=error.message(), errors=[_told(error, _FIELDS[error.key])])
    return problem(request, 409, "refused", detail=error.message(), errors=[_told(error, "")])


def _told(error: CallerError, field: str) -> dict[str, Any]:
    return {"field": field, "message": error.message(), "remedy": remedy(error.key, None, **error.values), "code": error.key}


def _missing(request: HttpRequest, error: Exception) -> HttpResponse:
    return problem(request, 404, "not_found")


def _too_large(request: HttpRequest, error: Exception) -> HttpResponse:
    return problem(request, 413, "too_large")


def _unreadable(request: HttpRequest, error: Exception) -> HttpResponse:
    return problem(request, 400, "unreadable")


def _other(request: HttpRequest, error: HttpError) -> HttpResponse:
    if error.status_code == 403:
        return problem(request, 403, "forged")
    return problem(request, error.status_code, "unreadable" if error.status_code == 400 else "refused")


def _broken(request: HttpRequest, error: Exception) -> HttpResponse:
    _log.error("a fault of ours in %s %s", request.method, _clean(request.path[:200]), exc_info=error)
    return problem(request, 500, "broken")


def _clean(told: str) -> str:
    """Without what neither JSON nor a database holds."""
    return told.encode("utf-8", "replace").decode().replace("\x00", "�")


_HANDLERS: dict[type[Exception], Any] = {
    AuthenticationError: _unknown,
    PasswordFirstError: _password_first,
    ValidationError: _invalid,
    DraftError: _draft,
    PreconditionError: _unseen,
    ConflictError: _conflict,
    NotReadyError: _not_ready,
    NotAcceptedError: _not_accepted,
    WorkbookError: _not_accepted,
    OtherRequestError: _other_request,
    PowerError: _powerless,
    CallerError: _refused,
    ObjectDoesNotExist: _missing,
    Http404: _missing,
    RequestDataTooBig: _too_large,
    SuspiciousOperation: _unreadable,
    UnreadablePostError: _unreadable,
    HttpError: _other,
    Exception: _broken,
}
