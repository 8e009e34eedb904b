"""What an administrator finds on the first page: what waits for the own power, and the ways there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django import template
from django.utils import timezone

from jixiao.messages import language
from jixiao.web.records import clock, directory
from jixiao.web.records.actions.administration.agencies import packs
from jixiao.web.records.models import AgencyYear, ChainCheck
from jixiao.web.records.scope import ADMINISTRATORS

register = template.Library()


@register.simple_tag
def pack_title(pack_id: str) -> str:
    """What a pack is called, in the language of the page; its id where it is not there."""
    pack = packs().get(pack_id)
    return pack.title[language()] if pack else pack_id


@register.simple_tag
def pack_titles(pack_ids: Iterable[str]) -> str:
    """What several packs are called, the nearest first."""
    return " → ".join(pack_title(each) for each in pack_ids)


@register.filter
def last_day(moment: datetime) -> str:
    """The last day of what is over at a moment: ``2027-03-01`` where it is over at midnight after it."""
    return timezone.localtime(moment - timedelta(microseconds=1)).date().isoformat()


@register.inclusion_tag("administration/home.html", takes_context=True)
def administrators_desk(context: dict[str, Any]) -> dict[str, Any]:
    """The desk of an administrator on the first page; what nobody of another role sees."""
    actor = context["actor"]
    powers = sorted(actor.scope.roles.keys() & ADMINISTRATORS)
    told: dict[str, Any] = {"powers": powers}
    if "system_admin" in powers:
        latest = AgencyYear.objects.order_by("-fiscal_year").values_list("fiscal_year", flat=True).first()
        told |= {"year": latest, "agencies": AgencyYear.objects.filter(fiscal_year=latest).count() if latest else 0}
    if "security_admin" in powers:
        told |= {"locked": directory.people(state="locked").count(), "without_post": directory.people(state="without_post").count()}
    if "audit_admin" in powers:
        told |= {"check": ChainCheck.objects.first(), "refused": directory.refused_since(clock.today())}
    return told
