"""What goes wrong, as ``application/problem+json`` (RFC 9457): which field, and what to do."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from jixiao.errors import CallerError
from jixiao.messages import remedy, text
from jixiao.web.records.actions import sessions
from jixiao.web.records.refusals import ConflictError, NotReadyError

MEDIA_TYPE = "application/problem+json"


class PreconditionError(CallerError):
    """A change did not say which revision was seen."""


def problem(
    request: HttpRequest,
    status: int,
    key: str,
    *,
    detail: str = "",
    errors: Sequence[dict[str, Any]] = (),
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
    }
    if errors:
        told["errors"] = list(errors)
    actor = getattr(request, "actor", None)
    if actor is not None and actor.person is not None and (status == 403 or request.method not in ("GET", "HEAD", "OPTIONS")):
        data = {"path": request.path[:200], "method": request.method, "status": status}
        sessions.note(actor, f"refused.{key}"[:48], result="refused", data=data)
    return HttpResponse(json.dumps(told, ensure_ascii=False), status=status, content_type=MEDIA_TYPE, headers=headers)


def told_of(reason: Any) -> dict[str, Any]:
    """A reason why something cannot be submitted, or what the form or a rule says of a field."""
    told = {
        "field": getattr(reason, "path", "") or "",
        "message": reason.message(),
        "remedy": reason.remedy() if hasattr(reason, "remedy") else "",
    }
    rule = getattr(reason, "rule_id", None) or getattr(reason, "key", None)
    return told | ({"code": rule} if rule else {})


def install(api: NinjaAPI) -> None:
    """Let an interface answer with problems."""

    @api.exception_handler(AuthenticationError)
    def unknown(request: HttpRequest, error: Exception) -> HttpResponse:
        return problem(request, 401, "unauthenticated", headers={"WWW-Authenticate": 'Bearer realm="jixiao"'})

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        errors = [
            {"field": ".".join(str(part) for part in each["loc"][1:]), "message": each["msg"], "remedy": text("api.see_schema")}
            for each in error.errors
        ]
        return problem(request, 422, "invalid", errors=errors)

    @api.exception_handler(PreconditionError)
    def unseen(request: HttpRequest, error: PreconditionError) -> HttpResponse:
        return problem(request, 428, "precondition_required")

    @api.exception_handler(ConflictError)
    def conflict(request: HttpRequest, error: ConflictError) -> HttpResponse:
        return problem(request, 412, "conflict", detail=error.message(), headers={"ETag": f'"{error.declaration.revision}"'})

    @api.exception_handler(NotReadyError)
    def not_ready(request: HttpRequest, error: NotReadyError) -> HttpResponse:
        return problem(request, 422, "not_ready", detail=error.message(), errors=[told_of(reason) for reason in error.reasons])

    @api.exception_handler(CallerError)
    def refused(request: HttpRequest, error: CallerError) -> HttpResponse:
        return problem(
            request,
            409,
            "refused",
            detail=error.message(),
            errors=[{"code": error.key, "field": "", "message": error.message(), "remedy": ""}],
        )

    @api.exception_handler(ObjectDoesNotExist)
    @api.exception_handler(Http404)
    def missing(request: HttpRequest, error: Exception) -> HttpResponse:
        return problem(request, 404, "not_found")

    @api.exception_handler(HttpError)
    def other(request: HttpRequest, error: HttpError) -> HttpResponse:
        return problem(request, error.status_code, "invalid", detail=str(error))
