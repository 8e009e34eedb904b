"""The description of the interface (OpenAPI): what django-ninja cannot say of headers, problems and files is added to it."""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI

from jixiao.messages import text
from jixiao.web.api.problems import MEDIA_TYPE

_TAGS = ("around", "declarations", "moves", "remarks", "proofs", "imports", "agencies", "people", "audit", "tokens")
_FILES = {
    "attachment": "application/octet-stream",
    "ledger": "application/x-ndjson",
    "form": "application/octet-stream",
    "import_file": "application/octet-stream",
    "event_export": "text/csv",
    "declarations_export": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "import_template": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""Operations that answer with a file, and its type."""
_OF_DECLARATIONS = frozenset({"declaration", "create", "save", "explain", "agency", "agency_add", "agency_change"})
_PROBLEM = "#/components/schemas/Problem"
_ETAG = {"description": "of what was seen; sent back as If-Match or If-None-Match · 版本标识", "schema": {"type": "string"}}


class Described(NinjaAPI):
    """An interface whose description is whole."""

    def get_openapi_schema(self, **told: Any) -> Any:
        """The description, put together once for each prefix."""
        kept = self.__dict__.setdefault("_described", {})
        key = repr(sorted(told.items(), key=str))
        if key not in kept:
            kept[key] = _completed(super().get_openapi_schema(**told))
        return kept[key]


def _completed(schema: Any) -> Any:
    schema["tags"] = [{"name": tag, "description": f"{text(f'api_tag.{tag}', 'zh')} · {text(f'api_tag.{tag}', 'en')}"} for tag in _TAGS]
    for path in schema["paths"].values():
        for method, operation in path.items():
            for status, response in operation["responses"].items():
                _complete(response, int(status), operation["operationId"])
            if method == "get":
                operation["responses"][304] = {"description": "Not Modified"}
                operation.setdefault("parameters", []).append(_none_match())
    return schema


def _complete(response: dict[str, Any], status: int, operation: str) -> None:
    response["description"] = text(f"api_status.{status}", "zh") + " · " + text(f"api_status.{status}", "en")
    content = response.get("content", {}).pop("application/json", None)
    if content is None:
        response.pop("content", None)
        return
    if content["schema"].get("$ref") == _PROBLEM:
        response["content"] = {MEDIA_TYPE: content}
        if status == 412:
            response["headers"] = {"ETag": _ETAG}
    elif operation in _FILES:
        response["content"] = {_FILES[operation]: {"schema": {"type": "string", "format": "binary"}}}
    else:
        response["content"] = {"application/json": content}
        if operation in _OF_DECLARATIONS or operation.startswith("move_"):
            response["headers"] = {"ETag": _ETAG}


def _none_match() -> dict[str, Any]:
    return {"in": "header", "name": "If-None-Match", "required": False, "schema": {"type": "string"}, "description": "ETag · 已有版本"}
