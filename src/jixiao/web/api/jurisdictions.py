"""Packs as they hold, what is set for them, and who goes by which (地区包与设置)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Status

from jixiao.messages import language
from jixiao.packs import DEADLINES, Pack
from jixiao.web.api.answering import MADE, SEEN
from jixiao.web.api.power import need
from jixiao.web.api.schemas.jurisdictions import (
    AskedPack,
    AskedPreview,
    Assigned,
    Assignment,
    PackOut,
    PackPreview,
    PackWhole,
    Settings,
    SettingsMade,
)
from jixiao.web.records.actions import administration as actions
from jixiao.web.records.actions.administration.agencies import packs
from jixiao.web.records.jurisdictions import pack_as_shipped, pack_of, settings_in_force
from jixiao.web.records.models import AgencyYear, JurisdictionSetting
from jixiao.web.records.scope import BUSINESS_ROLES

router = Router(tags=["packs"])
POWER = "system_admin"
READERS = (POWER, "third_party", *sorted(BUSINESS_ROLES))
LATEST = 100


@router.get("/packs", response={200: list[PackOut], **SEEN}, operation_id="packs", summary="地区包 · Packs")
def packs_of(request: HttpRequest) -> list[dict[str, Any]]:
    """All packs as they hold today."""
    need(request, *READERS)
    return [_told(pack_of(pack_id)) for pack_id in packs()]


@router.get("/packs/{pack}", response={200: PackWhole, **SEEN}, operation_id="pack", summary="一个地区包 · One pack")
def pack(request: HttpRequest, pack: str, asked: Query[AskedPack]) -> dict[str, Any]:
    """One pack as it holds, its calendar in a year, and what was set for it."""
    need(request, *READERS)
    own, year = _one(pack), asked.fiscal_year
    held = {each.name for each in settings_in_force().get(pack, ()) if each.kind == "deadline" and each.fiscal_year == year}
    calendar = [{"name": name, "day": own.calendar[name].on(year), "is_set": name in held} for name in DEADLINES if name in own.calendar]
    settings = list(JurisdictionSetting.objects.filter(pack=pack).select_related("by")[:LATEST])
    return _told(own) | {"calendar": calendar, "settings": settings}


@router.post(
    "/packs/{pack}/settings",
    response={201: SettingsMade, **MADE},
    operation_id="pack_set",
    summary="设置期限与规则 · Set deadlines and rules",
)
def pack_set(request: HttpRequest, pack: str, sent: Settings) -> Any:
    """Set days of a year, numbers and severities of rules, rules on or off: all of it or nothing, with a reason."""
    need(request, POWER)
    _one(pack)
    wanted = [actions.Wanted(each.kind, each.name, each.value, each.fiscal_year) for each in sent.settings]
    done = actions.set_for(pack, wanted, reason=sent.reason, since=sent.since, actor=request.actor)
    return Status(201, {"made": list(done.made), "moved": done.moved})


@router.get(
    "/packs/{pack}/preview", response={200: PackPreview, **SEEN}, operation_id="pack_preview", summary="换包预览 · What a pack changes"
)
def pack_preview(request: HttpRequest, pack: str, asked: Query[AskedPreview]) -> dict[str, Any]:
    """What a pack would change for an agency in a year: mandatory levels, drafts that would lack something."""
    need(request, POWER)
    found = actions.preview(_row(asked.agency, asked.fiscal_year), _one(pack).id)
    told = {name: getattr(found, name) for name in ("new_mandatory", "free_again")}
    lacking = [str(each.declaration.pk) for each in found.lacking]
    counts = {"drafts": len(found.drafts), "lacking": lacking, "can_take_drafts": not found.other_unit}
    return told | counts | {"old": found.old.id, "new": found.new.id}


@router.post(
    "/packs/{pack}/assignments",
    response={200: Assigned, **MADE},
    operation_id="pack_assign",
    summary="更换地区包 · Give a pack to an agency",
)
def pack_assign(request: HttpRequest, pack: str, sent: Assignment) -> dict[str, int]:
    """Another pack for an agency in a year; drafts go along where that is wanted and amounts mean the same."""
    need(request, POWER)
    row = _row(sent.agency, sent.fiscal_year)
    told = {"seen": actions.seen_digest(row), "with_drafts": sent.with_drafts, "reason": sent.reason}
    return {"drafts": actions.assign_pack(row.agency_id, sent.fiscal_year, _one(pack).id, actor=request.actor, **told)}


def _one(pack_id: str) -> Pack:
    if pack_id not in packs():
        raise Http404
    return pack_of(pack_id)


def _row(code: str, year: int) -> AgencyYear:
    return get_object_or_404(AgencyYear.objects.select_related("agency", "parent"), agency__code=code, fiscal_year=year)


def _told(own: Pack) -> dict[str, Any]:
    plain = ("id", "digest", "form", "lineage", "review_levels", "mandatory_levels", "required_fields")
    told = {name: getattr(own, name) for name in plain}
    return told | {"title": own.title[language()], "money_unit": own.money_unit.value, "shipped_digest": pack_as_shipped(own.id).digest}
