"""A table that somebody pastes into the form: what the page would do with it, and what of it was not understood (粘贴)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from jixiao.declaring import PageRow, Pasted, form_of, name_of, paste
from jixiao.declaring.pasting import MOST_ROWS
from jixiao.documents.clipboard import copied_table
from jixiao.errors import CallerError
from jixiao.messages import text
from jixiao.web.desks.declare.levels import new_id
from jixiao.web.desks.declare.sheet import EditorSheet
from jixiao.web.desks.declare.typed import MOST, UnreadableError
from jixiao.web.desks.declare.views import one
from jixiao.web.records.actions.changing import pack_of, step_for
from jixiao.web.records.models import Declaration

SHOWN = 50
"""Cells that were not pasted and are told one by one."""
_NAMED = 6


@require_POST
def pasting(request: HttpRequest, pk: Any) -> HttpResponse:
    """What pasting a table would do; nothing is changed by asking. The page does it, and it is saved like anything typed."""
    declaration = one(request, pk)
    try:
        step_for(declaration, "save", request.actor)
        html, plain, at, rows = _sent(request.body)
    except UnreadableError as error:
        return JsonResponse({"message": error.message()}, status=400)
    except CallerError as error:
        return JsonResponse({"message": error.message()}, status=422)
    return JsonResponse(told(pasted_into(declaration, html, plain, at, rows)))


def pasted_into(declaration: Declaration, html: str, plain: str, at: str, rows: Sequence[PageRow]) -> Pasted:
    """What pasting a table into a declaration would do.

    Args:
        declaration: whose form it is.
        html: what the clipboard has as HTML; empty for none.
        plain: what it has as text.
        at: path of the cell into which it is pasted; empty for none.
        rows: of indicators as they are shown.
    """
    pack = pack_of(declaration.pack)
    form = form_of(pack, declaration.fiscal_year)
    return paste(copied_table(html, plain), form, pack, at=at, rows=rows, new_id=new_id)


def rows_shown(sheet: EditorSheet) -> list[PageRow]:
    """The rows of a form as a page shows them."""
    return [PageRow(row.id, row.code, row.texts.get("name", ""), row.is_slot) for row in sheet.rows]


def told(pasted: Pasted) -> dict[str, Any]:
    """The steps, the texts by path, and in words what was pasted and what was left out."""
    why = {"beyond": text("pasting.beyond", most=MOST_ROWS)}
    left = [
        {"where": each.column or text("pasting.somewhere"), "text": each.text, "why": why.get(each.why) or text(f"pasting.{each.why}")}
        for each in pasted.left_out[:SHOWN]
    ]
    return {
        "rows": [{"do": "add", "id": id_, "after": after} for id_, after in pasted.added],
        "texts": dict(pasted.texts),
        "said": _said(pasted),
        "left": left,
        "left_said": text("pasting.left", count=len(pasted.left_out)) if pasted.left_out else "",
    }


def _said(pasted: Pasted) -> str:
    """In words: how many rows, which columns, which fields."""
    parts = []
    if pasted.rows:
        named = text("pasting.and").join(name_of(f"indicators.row.{key}") for key in pasted.keys)
        parts.append(text("pasting.rows", count=pasted.rows, columns=len(pasted.keys), named=named))
    if pasted.fields:
        named = text("pasting.and").join(name_of(path) for path in pasted.fields[:_NAMED])
        more = text("pasting.more") if len(pasted.fields) > _NAMED else ""
        parts.append(text("pasting.fields", count=len(pasted.fields), named=named + more))
    if pasted.converted:
        parts.append(text("pasting.converted", count=pasted.converted))
    return " ".join(parts) or text("pasting.nothing")


def _sent(body: bytes) -> tuple[str, str, str, list[PageRow]]:
    """What the program in the page sent.

    Raises:
        UnreadableError: it has another shape.
    """
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        raise UnreadableError("web_declare.unreadable") from None
    rows = sent.get("rows", []) if isinstance(sent, dict) else None
    if not isinstance(rows, list) or len(rows) > MOST:
        raise UnreadableError("web_declare.unreadable")
    html, plain, at = (_text(sent, key) for key in ("html", "text", "at"))
    return html, plain, at, [PageRow(_text(row, "id"), _text(row, "code"), _text(row, "name"), bool(row.get("slot"))) for row in rows]


def _text(sent: Any, key: str) -> str:
    text_ = sent.get(key, "") if isinstance(sent, dict) else None
    if not isinstance(text_, str):
        raise UnreadableError("web_declare.unreadable")
    return text_
