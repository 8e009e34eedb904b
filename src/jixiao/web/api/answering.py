"""Answers: as JSON, with the revision that was seen and the language that is understood (应答)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from ninja.parser import Parser
from ninja.renderers import BaseRenderer
from pydantic import TypeAdapter

from jixiao.web.api.problems import PreconditionError, StaleRevisionError, problem
from jixiao.web.api.schemas.declarations import DeclarationOut
from jixiao.web.api.schemas.shapes import Problem
from jixiao.web.middleware import PROGRAMS
from jixiao.web.records.acting import Actor
from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.actions.receipts import once
from jixiao.web.records.models import Declaration
from jixiao.web.records.shapes import declaration_of
from jixiao.web.records.showing import as_shown

JSON: TypeAdapter[Any] = TypeAdapter(Any)
View = Callable[..., HttpResponse]
_FORMS = 2**20
"""What a form says besides its files."""
OPEN = {401: Problem, 403: Problem}
SEEN = {**OPEN, 404: Problem, 422: Problem}
MADE = {400: Problem, **SEEN, 409: Problem, 413: Problem}
CHANGED = {**MADE, 412: Problem, 428: Problem}
"""What may go wrong: of whoever asks, of what is asked for, of what is made, of what is changed."""

IF_MATCH = {
    "in": "header",
    "name": "If-Match",
    "required": True,
    "schema": {"type": "string"},
    "description": "ETag of what was seen · 所见版本的 ETag",
}
IDEMPOTENCY = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "schema": {"type": "string", "maxLength": 128, "pattern": "^[!-~]+$"},
    "description": "chosen by the program: the same key makes one thing, for a week · 同一键只办一次，保留一周",
}
_FIELDS = [(name, "agency_name" if name == "agency" else name) for name in DeclarationOut.model_fields if name != "moves"]
CHANGES = {"parameters": [IF_MATCH]}
MAKES = {"parameters": [IDEMPOTENCY]}


class Json(BaseRenderer):
    """JSON as the schemas describe it: decimals as strings, days and times as ISO 8601."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        return JSON.dump_json(data)


class Body(Parser):
    """JSON that is sent, without half characters."""

    def parse_body(self, request: HttpRequest) -> Any:
        return JSON.validate_json(request.body)


def one(request: HttpRequest, pk: Any) -> Declaration:
    """A declaration that the caller may see.

    Raises:
        Declaration.DoesNotExist: there is none, which is told as a 404.
    """
    return as_shown(declaration_of(request.actor.scope, pk), request.actor.scope)


def answer(request: HttpRequest, declaration: Declaration, status: int = 200, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """A declaration with its ``ETag`` and what the caller may do next."""
    body = body_of(declaration, request.actor)
    told = {"ETag": etag_of(declaration, body), **(headers or {})}
    return HttpResponse(body, status=status, content_type="application/json; charset=utf-8", headers=told)


def body_of(declaration: Declaration, actor: Actor) -> bytes:
    """A declaration as JSON."""
    told = {name: getattr(declaration, field) for name, field in _FIELDS}
    return JSON.dump_json(told | {"moves": actions.moves_for(declaration, actor)})


def etag_of(declaration: Declaration, body: bytes) -> str:
    """The ``ETag`` of a declaration: its revision, which a change names, and a digest of everything that is told besides."""
    return f'"{declaration.revision}-{hashlib.sha256(body).hexdigest()[:16]}"'


def seen(request: HttpRequest, declaration: Declaration) -> int:
    """The revision that the caller saw, out of ``If-Match``: an ``ETag``, or a revision in quotation marks.

    Raises:
        PreconditionError: it says none.
        StaleRevisionError: it is another than the current one.
    """
    told = [_revision(tag) for tag in parse_etags(request.headers.get("If-Match", ""))]
    if not told or None in told:
        raise PreconditionError("api.precondition_required")
    if declaration.revision not in told:
        raise StaleRevisionError(declaration)
    return declaration.revision


def _revision(tag: str) -> int | None:
    number = tag.removeprefix("W/").strip('"').partition("-")[0]
    return int(number) if number.isascii() and number.isdigit() and len(number) < 10 else None


def made_once(request: HttpRequest, make: Callable[[], Any]) -> tuple[Any, dict[str, str]]:
    """Make something, once for each ``Idempotency-Key``.

    Args:
        request: its key, where it has one, and what it asks for.
        make: does it, and gives its id.

    Returns:
        the id, and headers that tell whether it was made before.

    Raises:
        OtherRequestError: the key was sent with another request.
    """
    key = request.headers.get("Idempotency-Key", "")
    if not key:
        return make(), {}
    if len(key) > 128 or not (key.isascii() and key.isprintable()):
        raise PreconditionError("api.key_unreadable")
    asked = hashlib.sha256(b"\0".join([str(request.method).encode(), request.path.encode(), request.body])).hexdigest()
    pk, is_again = once(key, asked, make, actor=request.actor)
    return pk, {"Idempotency-Replayed": "true"} if is_again else {}


def conditional(view: View) -> View:
    """What has not changed since it was seen is not sent again; nothing is kept between those who ask."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        response = view(request, *args, **named)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        patch_vary_headers(response, ["Authorization", "Cookie", "Accept-Language"])
        if request.method != "GET" or response.status_code != 200 or response.streaming:
            return response
        if "ETag" not in response.headers:
            response.headers["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        known = parse_etags(request.headers.get("If-None-Match", ""))
        etag = response.headers["ETag"]
        if known and (known == ["*"] or etag in (tag.removeprefix("W/") for tag in known)):
            kept = {name: value for name, value in response.headers.items() if name in ("ETag", "Cache-Control", "Vary")}
            return HttpResponse(status=304, headers=kept)
        return response

    return answered


def for_programs(get_response: View) -> View:
    """Whatever goes wrong before an address of the interface is reached is told as a problem too.

    What comes by plain http is refused rather than led to https: a program whose token travels openly should not go on unseen.
    """
    kinds = {400: "unreadable", 404: "not_found", 405: "not_allowed", 413: "too_large"}

    def answered(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PROGRAMS):
            return get_response(request)
        if settings.HTTPS and not request.is_secure():
            return problem(request, 403, "https_only")
        if _size(request) > settings.UPLOAD_LIMIT + _FORMS:
            return problem(request, 413, "too_large")
        response = get_response(request)
        if response.status_code >= 400 and "json" not in response.headers.get("Content-Type", ""):
            allowed = {"Allow": response.headers["Allow"]} if "Allow" in response.headers else {}
            return problem(request, response.status_code, kinds.get(response.status_code, "broken"), headers=allowed)
        return response

    return answered


def _size(request: HttpRequest) -> int:
    told = request.META.get("CONTENT_LENGTH") or "0"
    return int(told) if told.isascii() and told.isdigit() else 0
