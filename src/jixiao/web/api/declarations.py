"""Declarations: lists, one, what is typed, what rules say of it (申报)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router

from jixiao.declaring import Draft
from jixiao.declaring.coach import coach
from jixiao.web.api.answering import CHANGED, CHANGES, JSON, MADE, MAKES, OPEN, SEEN, answer, made_once, one, seen
from jixiao.web.api.problems import told_of
from jixiao.web.api.schemas.declarations import (
    Asked,
    Changes,
    DeclarationOut,
    DeclarationRow,
    ExaminationOut,
    ExplanationIn,
    ListedDeclaration,
    NewDeclaration,
    Page,
)
from jixiao.web.api.schemas.inbox import Inbox
from jixiao.web.api.schemas.writing import CoachOut, ComparedAsked, ComparedOut, PastedOut, PasteIn
from jixiao.web.desks.declare.coaching import held_against
from jixiao.web.desks.declare.pasting import pasted_into, rows_shown, told
from jixiao.web.desks.declare.telling import understanding_of
from jixiao.web.desks.declare.typed import RowStep, stepped
from jixiao.web.desks.home.views import SHOWN, lit_tabs
from jixiao.web.desks.lists.exporting import list_as_file
from jixiao.web.desks.lists.waiting import first_waiting
from jixiao.web.records import lately, lists, queries
from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.actions.changing import step_for
from jixiao.web.records.lists import Sought
from jixiao.web.records.models import Agency

router = Router(tags=["declarations"])
_ROW = tuple(DeclarationRow.model_fields)
_COLUMNS = tuple("agency_name" if name == "agency" else name for name in _ROW)
_LISTED = tuple(ListedDeclaration.model_fields)
_LISTED_COLUMNS = (*_COLUMNS, "adjustment__original_id")


@router.get("/inbox", response={200: Inbox, **OPEN}, operation_id="inbox", summary="待办 · What waits")
def inbox(request: HttpRequest) -> HttpResponse:
    """What waits for the caller at each role, with counts and lights, the most urgent at once; what others did; who reminds."""
    scope = request.actor.scope
    roles = list(queries.tabs_in(scope))
    lights = lists.lights(scope, lit_tabs(scope, roles))
    desks = []
    for role, tabs in lists.counts(scope, roles).items() if roles else ():
        first = first_waiting(role, tabs)
        rows, _ = lists.page(scope, Sought(role, first, order="due_on"), _COLUMNS, "", SHOWN) if first else ([], "")
        told = [{"name": name, "count": count, "is_capped": count >= queries.MANY} for name, count in tabs]
        lit = [{"tab": tab, "light": light, "count": n} for (of, tab), each in lights.items() if of == role for light, n in each.items()]
        desks.append({"role": role, "tabs": told, "first": first, "rows": _rows(rows), "lights": lit})
    happened = [
        {"action": each.action, "stage": each.stage, "who": list(each.who), "declarations": [pk for pk, _ in each.declarations]}
        for each in lately.happened(request.actor)
    ]
    reminders = [lately.told_of(each) for each in lately.reminders_for(scope)]
    return _json({"desks": desks, "since": lately.since_day(), "happened": happened, "reminders": reminders})


@router.get("/declarations", response={200: Page, **SEEN}, operation_id="declarations", summary="申报列表 · Declarations")
def declarations(request: HttpRequest, asked: Query[Asked]) -> HttpResponse:
    """Declarations in sight, newest first; with `role` and `tab` those of a desk, where an adjustment stands for what it adjusts as well.

    `next` is `after` of the following page.
    """
    rows, after = lists.page(request.actor.scope, _sought(asked), _LISTED_COLUMNS, asked.after, asked.limit)
    return _json({"items": _rows(rows, _LISTED), "next": after or None})


def _sought(asked: Asked) -> Sought:
    return Sought(
        role=asked.role,
        tab=asked.tab,
        words=asked.words,
        year=asked.fiscal_year,
        agency=asked.agency_id,
        stage=asked.stage or "",
        at_least=asked.at_least,
        light=asked.light,
        since=asked.since,
        order=asked.order,
    )


@router.get(
    "/declarations/export",
    response={200: bytes, **SEEN},
    operation_id="declarations_export",
    summary="导出列表 · A list as a workbook",
)
def declarations_export(request: HttpRequest, asked: Query[Asked]) -> HttpResponse:
    """The declarations of a list as a workbook (XLSX) with a total row, whole; `after` and `limit` say nothing here."""
    return list_as_file(request, _sought(asked), asked.tab or "all")


@router.post(
    "/declarations",
    response={201: DeclarationOut, **MADE},
    operation_id="create",
    summary="新建 · Begin a declaration",
    openapi_extra=MAKES,
)
def create(request: HttpRequest, new: NewDeclaration) -> HttpResponse:
    """Begin a declaration for an agency where the caller is clerk."""
    agency = get_object_or_404(Agency, pk=new.agency_id, pk__in=request.actor.scope.agencies_of("clerk"))
    draft = Draft.from_plain(new.draft.model_dump())
    pk, headers = made_once(request, lambda: actions.create(agency, new.fiscal_year, draft, actor=request.actor).pk)
    return answer(request, one(request, pk), 201, {"Location": f"{request.path}/{pk}", **headers})


@router.get("/declarations/{uuid:pk}", response={200: DeclarationOut, **SEEN}, operation_id="declaration", summary="申报 · A declaration")
def declaration(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A declaration as it is now; its `ETag` is what a change sends back as `If-Match`."""
    return answer(request, one(request, pk))


@router.patch(
    "/declarations/{uuid:pk}",
    response={200: DeclarationOut, **CHANGED},
    operation_id="save",
    summary="录入 · Type into it",
    openapi_extra=CHANGES,
)
def save(request: HttpRequest, pk: UUID, changes: Changes) -> HttpResponse:
    """Type texts into fields by path, add, move and remove rows of indicators, or send a whole draft: all of it or nothing."""
    revision = seen(request, one(request, pk))

    def typed(draft: Draft) -> Draft:
        draft = draft if changes.draft is None else Draft.from_plain(changes.draft.model_dump())
        for step in changes.rows:
            draft = stepped(draft, RowStep(step.do, step.id, step.after))
        for path, text in changes.fields.items():
            draft = draft.with_field(path, text)
        for key, why in changes.explanations.items():
            rule, _, path = key.partition("@")
            draft = draft.with_explanation(rule, path, why)
        return draft

    return answer(request, actions.save(pk, typed, seen=revision, actor=request.actor))


@router.post(
    "/declarations/{uuid:pk}/paste",
    response={200: PastedOut, **MADE},
    operation_id="paste",
    summary="粘贴表格 · Paste a table",
)
def paste(request: HttpRequest, pk: UUID, sent: PasteIn) -> dict[str, Any]:
    """Where each cell of a table from a spreadsheet belongs; nothing is changed until `rows` and `texts` are saved."""
    found = one(request, pk)
    step_for(found, "save", request.actor)
    return told(pasted_into(found, sent.html, sent.text, sent.at, rows_shown(understanding_of(found).sheet)))


@router.post(
    "/declarations/{uuid:pk}/explanations",
    response={200: DeclarationOut, **CHANGED},
    operation_id="explain",
    summary="说明理由 · Explain a finding",
    openapi_extra=CHANGES,
)
def explain(request: HttpRequest, pk: UUID, told: ExplanationIn) -> HttpResponse:
    """Say why what a rule found is right as it is; it can be submitted with that, and reviewers read the reason."""
    revision = seen(request, one(request, pk))
    saved = actions.save(
        pk, lambda draft: draft.with_explanation(told.rule, told.path, told.why.strip()), seen=revision, actor=request.actor
    )
    return answer(request, saved)


@router.get(
    "/declarations/{uuid:pk}/examination",
    response={200: ExaminationOut, **SEEN},
    operation_id="examination",
    summary="审核提示 · What rules say",
)
def examination(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    """What is missing, what the rules find in each field, and every reason against submitting."""
    found = one(request, pk)
    examined = actions.examination_of(found)
    blocking = [told_of(reason) for reason in examined.blocking]
    return {
        "revision": found.revision,
        "can_be_submitted": not blocking,
        "blocking": blocking,
        "faults": [told_of(each) for each in examined.faults],
        "findings": [
            {
                **told_of(each),
                "title": each.title(),
                "severity": each.severity,
                "law": list(each.law()),
                "explanation": each.explanation,
                "waiver": each.waiver,
            }
            for each in examined.findings
        ],
    }


@router.get("/declarations/{uuid:pk}/coach", response={200: CoachOut, **SEEN}, operation_id="coach", summary="指标辅导 · Coach")
def coach_of(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    """For each indicator what makes it unmeasurable, unsuitable for its level or too easy; mandatory levels that are missing."""
    found = coach(actions.examination_of(one(request, pk)))
    advice = [{key: getattr(each, key) for key in ("id", "name", "aspect", "rule")} | {"message": each.message()} for each in found.advice]
    return {"advice": advice, "fine": found.fine, "missing": [{"code": code, "label": label} for code, label in found.missing]}


@router.get(
    "/declarations/{uuid:pk}/compared",
    response={200: ComparedOut, **SEEN},
    operation_id="compared",
    summary="上年与同类 · Last year and peers",
)
def compared(request: HttpRequest, pk: UUID, asked: Query[ComparedAsked]) -> dict[str, Any]:
    """The target that an indicator had last year, and the median of approved ones of at least three other agencies."""
    told_ = held_against(one(request, pk), asked.name, asked.level, request)
    peers, before = told_["peers"], told_["before"]
    return {
        "last_year": told_["target"],
        "declaration": before.pk if before is not None and told_["target"] else None,
        "agencies": peers.agencies,
        "median": peers.median,
        "others": peers.others,
    }


def _rows(rows: list[tuple[Any, ...]], names: Sequence[str] = _ROW) -> list[dict[str, Any]]:
    return [dict(zip(names, row, strict=True)) for row in rows]


def _json(told: dict[str, Any]) -> HttpResponse:
    """Lists are written at once: their rows come out of the database as the schema has them, which tests hold against it."""
    return HttpResponse(JSON.dump_json(told), content_type="application/json; charset=utf-8")
