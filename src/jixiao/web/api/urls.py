"""The interface as a whole."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from jixiao.messages import text
from jixiao.version import VERSION
from jixiao.web.api import around, declarations, files, moves, problems
from jixiao.web.api.auth import Session, Token

_DOCS_CSP = (
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
)


def _docs(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The page that describes the interface sets styles of its own."""

    def page(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Content-Security-Policy"] = _DOCS_CSP
        return response

    return page


api = NinjaAPI(
    title="jixiao 绩效",
    version=VERSION,
    description=text("api.description", "zh") + "\n\n" + text("api.description", "en"),
    urls_namespace="api",
    auth=[Token(), Session()],
    docs_decorator=_docs,
)
problems.install(api)
api.add_router("", around.router)
api.add_router("/declarations", declarations.router)
api.add_router("/declarations", moves.router)
api.add_router("", files.router)
