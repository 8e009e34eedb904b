"""Packs as they hold here: what each says, the calendar of a year, the rules, and who goes by it (地区包、日程、规则设置)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods

from jixiao.declaring.examining import declared_rules
from jixiao.errors import CallerError
from jixiao.messages import language, text
from jixiao.packs import DEADLINES, Basis, Deadline, Pack, catalogue_for
from jixiao.packs.overlaying import OFF, ON
from jixiao.rules import Rule, Severity
from jixiao.rules.wording import shown_number
from jixiao.web.desks.administration.asking import form_again, power, typed, year_asked
from jixiao.web.records import clock
from jixiao.web.records.actions import administration as actions
from jixiao.web.records.actions.administration.agencies import packs
from jixiao.web.records.jurisdictions import pack_as_inherited, pack_as_shipped, pack_of, settings_in_force, settings_of
from jixiao.web.records.models import Agency, AgencyYear, JurisdictionSetting
from jixiao.web.records.scope import BUSINESS_ROLES

POWER = "system_admin"
READERS = (POWER, "third_party", *sorted(BUSINESS_ROLES))
LATEST = 12
AGENCIES = 50


@dataclass(frozen=True, slots=True)
class Day:
    """A deadline in a year (期限一行): when, what the pack says, and who set another day."""

    name: str
    day: date | None
    shipped: str
    setting: Any = None
    basis: Any = None


@power(*READERS)
@require_GET
def packs_page(request: HttpRequest) -> HttpResponse:
    """Packs in use: their version, what is set over them, how many agencies go by them in which year (地区包)."""
    years, counts = _counts()
    shown = years[:3]
    told = settings_in_force()
    rows = [
        {
            "pack": pack_of(pack_id),
            "set": len(told.get(pack_id, ())),
            "years": [(year, counts.get((pack_id, year), 0)) for year in shown],
            "in_use": any(counts.get((pack_id, year)) for year in shown),
        }
        for pack_id in packs()
    ]
    rows.sort(key=lambda row: not row["in_use"])
    return render(request, "administration/packs.html", {"rows": rows, "years": shown})


@power(*READERS)
@require_GET
def pack(request: HttpRequest, pack_id: str) -> HttpResponse:
    """One pack as it holds: calendar, form, levels, workflow, money, rules, what it rests on (一个地区包)."""
    own = _one(pack_id)
    years = _years()
    year = year_asked(request, years) or clock.today().year + 1
    shipped = pack_as_shipped(pack_id)
    of_year = AgencyYear.objects.filter(pack=pack_id, fiscal_year=year).select_related("agency")
    rows = list(of_year.order_by("agency__code")[: AGENCIES + 1])
    told = {
        "pack": own,
        "has_own": bool(settings_in_force().get(pack_id)),
        "years": years,
        "year": year,
        "days": _days(own, shipped, year),
        "rules": _set_rules(own),
        "agencies": rows[:AGENCIES],
        "more": len(rows) > AGENCIES,
        "history": JurisdictionSetting.objects.filter(pack=pack_id).select_related("by")[:LATEST],
        "is_admin": request.actor.scope.has(POWER),
        "bases": own.bases,
    }
    return render(request, "administration/pack.html", told)


@power(*READERS)
@require_http_methods(["GET", "POST"])
def pack_deadline(request: HttpRequest, pack_id: str, year: int, name: str) -> HttpResponse:
    """One deadline of a year: what the pack says, what was set, another day (调整期限)."""
    own = _one(pack_id)
    if name not in DEADLINES or not 2000 <= year <= 2100:
        raise Http404
    day = next(each for each in _days(own, pack_as_shipped(pack_id), year, all_of_them=True) if each.name == name)
    set_day = day.setting.value if day.setting else ""
    asked = {"day": set_day or (day.day.isoformat() if day.day else ""), "reason": "", "since": ""}
    told = {"pack": own, "year": year, "name": name, "day": day, "asked": asked, "faults": {}, **_around(request, pack_id, name, year)}
    if request.method == "POST":
        _need(request)
        asked = typed(request, "day", "reason", "since")
        value = "" if request.POST.get("back") else asked["day"].strip() or "—"
        wanted = actions.Wanted("deadline", name, _iso(value), year)
        return _set(request, pack_id, [wanted], asked, "administration/pack_deadline.html", told, back=year)
    return render(request, "administration/pack_deadline.html", told)


@power(*READERS)
@require_GET
def pack_rules(request: HttpRequest, pack_id: str) -> HttpResponse:
    """The rules over declarations as they hold here (规则清单)."""
    own = _one(pack_id)
    words = typed(request, "words")["words"]
    changed = request.GET.get("changed") == "1"
    rows = [each for each in _rules(own) if _fits(each["rule"], words) and (not changed or each["is_set"])]
    told = {"pack": own, "rows": rows, "words": words, "changed": changed, "is_admin": request.actor.scope.has(POWER)}
    return render(request, "administration/pack_rules.html", told)


@power(*READERS)
@require_http_methods(["GET", "POST"])
def pack_rule(request: HttpRequest, pack_id: str, rule: str) -> HttpResponse:
    """One rule here: how grave, by which numbers, applied or not, and what was set before (规则设置)."""
    own = _one(pack_id)
    row = next((each for each in _rules(own) if each["rule"].id == rule), None)
    if row is None:
        raise Http404
    numbers = row["numbers"]
    asked = {"applied": OFF if row["is_off"] else ON, "severity": row["severity"], "reason": "", "since": ""}
    asked |= {f"number-{each['id']}": each["value"] for each in numbers}
    names = [rule, *(each["id"] for each in numbers)]
    told = {"pack": own, "row": row, "severities": list(Severity), "asked": asked, "faults": {}, **_around(request, pack_id, *names)}
    if request.method == "POST":
        _need(request)
        asked = typed(request, *asked)
        wanted = _wanted(pack_id, row, asked)
        told["row"] = row | {"numbers": [each | {"value": asked[f"number-{each['id']}"]} for each in numbers]}
        return _set(request, pack_id, wanted, asked, "administration/pack_rule.html", told)
    return render(request, "administration/pack_rule.html", told)


@power(POWER)
@require_http_methods(["GET", "POST"])
def pack_assign(request: HttpRequest, pack_id: str) -> HttpResponse:
    """Another pack for an agency in a year: first what it changes, then the change (更换地区包)."""
    own = _one(pack_id)
    asked = typed(request, "agency", "year", "reason", "seen")
    years = _years()
    year = int(asked["year"]) if asked["year"].isascii() and asked["year"].isdigit() else (years[0] if years else clock.today().year + 1)
    row = _row(asked["agency"].strip(), year)
    told = {"pack": own, "asked": asked, "year": year, "years": years, "agencies": Agency.objects.order_by("code")[:1000], "faults": {}}
    told |= {"is_unknown": bool(asked["agency"].strip()) and row is None}
    if row is not None:
        told |= {"row": row, "preview": actions.preview(row, pack_id), "seen": actions.seen_digest(row)}
    if request.method == "POST":
        if row is None:
            raise Http404
        with_drafts = request.POST.get("with_drafts") == "1"
        sent = {"seen": asked["seen"], "reason": asked["reason"], "with_drafts": with_drafts}
        try:
            moved = actions.assign_pack(row.agency_id, year, pack_id, actor=request.actor, **sent)
        except CallerError as error:
            return form_again(request, "administration/pack_assign.html", error, told | {"with_drafts": with_drafts})
        messages.success(request, text("web_packs.assigned", agency=row.name, pack=own.title[language()], count=moved))
        return HttpResponseRedirect(_address(pack_id, year))
    return render(request, "administration/pack_assign.html", told)


def _need(request: HttpRequest) -> None:
    if not request.actor.scope.has(POWER):
        raise PermissionDenied


def _one(pack_id: str) -> Pack:
    if pack_id not in packs():
        raise Http404
    return pack_of(pack_id)


def _row(code: str, year: int) -> AgencyYear | None:
    found = AgencyYear.objects.select_related("agency", "parent").filter(fiscal_year=min(year, 9999), agency__code=code)
    return found.first() if code else None


def _address(pack_id: str, year: int | None = None) -> str:
    return reverse("pack", args=[pack_id]) + (f"?{urlencode({'year': year})}" if year else "")


def _set(
    request: HttpRequest,
    pack_id: str,
    wanted: list[Any],
    asked: dict[str, str],
    template: str,
    told: dict[str, Any],
    back: int | None = None,
) -> HttpResponse:
    """Set what was typed, or show the form again with what is wrong."""
    try:
        done = actions.set_for(pack_id, wanted, reason=asked["reason"], since=asked["since"], actor=request.actor)
    except CallerError as error:
        return form_again(request, template, error, told | {"asked": asked})
    key = "web_packs.set_moved" if done.moved else "web_packs.set" if done.made else "web_packs.nothing_set"
    messages.success(request, text(key, count=done.moved))
    return HttpResponseRedirect(_address(pack_id, back))


def _around(request: HttpRequest, pack_id: str, *names: Any) -> dict[str, Any]:
    """Who may change it, and what was set before."""
    texts, years = [each for each in names if isinstance(each, str)], [each for each in names if isinstance(each, int)]
    before = JurisdictionSetting.objects.filter(pack=pack_id, name__in=texts).select_related("by")
    if years:
        before = before.filter(fiscal_year__in=years)
    return {"is_admin": request.actor.scope.has(POWER), "history": before[:LATEST]}


def _iso(day: str) -> str:
    """A day as people type it, as the ledger keeps it; what is none stays as it was typed."""
    try:
        return actions.day_typed(day).isoformat()
    except ValueError:
        return day


def _years() -> list[int]:
    return list(AgencyYear.objects.order_by("-fiscal_year").values_list("fiscal_year", flat=True).distinct())


def _counts() -> tuple[list[int], dict[tuple[str, int], int]]:
    found = AgencyYear.objects.values_list("pack", "fiscal_year").annotate(count=Count("id")).order_by()
    counts = {(pack_id, year): count for pack_id, year, count in found}
    return sorted({year for _, year in counts}, reverse=True), counts


def _days(own: Pack, shipped: Pack, year: int, *, all_of_them: bool = False) -> list[Day]:
    held = {each.name: each for each in settings_in_force().get(own.id, ()) if each.kind == "deadline" and each.fiscal_year == year}
    found = []
    for name in DEADLINES:
        said, now = shipped.calendar.get(name), own.calendar.get(name)
        if now is None and said is None and not all_of_them:
            continue
        found.append(Day(name, now.on(year) if now else None, _said(said), held.get(name), said.basis if said else None))
    return found


def _said(deadline: Deadline | None) -> str:
    """What a pack says of a deadline, in words."""
    if deadline is None:
        return ""
    if deadline.month is not None:
        key = {-1: "pack.year_before", 0: "pack.year_itself", 1: "pack.year_after"}[deadline.year]
        return text(key, month=deadline.month, day=deadline.day)
    return text("pack.days_after", event=text(f"pack_event.{deadline.after}"), days=deadline.days)


def _rules(own: Pack) -> list[dict[str, Any]]:
    """The rules that look at declarations, as they hold and as they are shipped."""
    held = {each.name: each for each in settings_of(own.id) if each.kind != "deadline"}
    usual, now = declared_rules(), catalogue_for(own, declared_rules())
    rows = []
    for rule in now.rules:
        shipped = usual.entries[rule.id].rule
        numbers = [
            {
                "id": each.id,
                "what": each.zh if language() == "zh" else each.en,
                "unit": text(f"parameter_unit.{each.unit.replace(' ', '_')}"),
                "value": _plain(each.latest.value),
                "usual": _plain(shipped.parameters[name].latest.value),
            }
            for name, each in rule.parameters.items()
        ]
        told = [held[name] for name in (rule.id, *(each["id"] for each in numbers)) if name in held]
        rows.append(
            {
                "rule": rule,
                "title": rule.title[language()],
                "severity": rule.severity.value,
                "usual": shipped.severity.value,
                "numbers": numbers,
                "is_off": rule.suspension is not None,
                "is_shipped_off": shipped.suspension is not None,
                "is_set": any(each.pack == own.id for each in told),
                "from_above": [each for each in told if each.pack != own.id],
                "law": [citation.describe(language()) for citation in rule.legal_basis],
            }
        )
    return rows


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else shown_number(value).replace(",", "")


def _set_rules(own: Pack) -> list[dict[str, Any]]:
    """What differs here, by the pack or by the ledger."""
    settings, lang = own.rule_settings, language()
    rules = declared_rules().entries

    def named(rule: str) -> str:
        return rules[rule].rule.title[lang] if rule in rules else rule

    found: list[dict[str, Any]] = []

    def add(rule: str, what: str, reason: Mapping[str, str], basis: Basis) -> None:
        found.append({"rule": rule, "title": named(rule) if rule else "", "what": what, "why": reason[lang], "basis": basis})

    for off in settings.not_applied:
        add(off.rule, text("web_packs.is_off", day=off.since.isoformat()), off.reason, off.basis)
    for graver in settings.severities:
        severity = text(f"severity.{graver.severity.value}")
        add(graver.rule, text("web_packs.counts_as", severity=severity), graver.reason, graver.basis)
    for number in settings.parameters:
        bound = (rule.id for rule in declared_rules().rules if any(own.id == number.parameter for own in rule.parameters.values()))
        add(next(bound, ""), f"{number.parameter} = {_plain(number.value)}", number.reason, number.basis)
    return found


def _fits(rule: Rule, words: str) -> bool:
    return all(word.lower() in f"{rule.id} {rule.title['zh']} {rule.title['en']}".lower() for word in words.split())


def _wanted(pack_id: str, row: dict[str, Any], asked: dict[str, str]) -> list[Any]:
    """What is to be set of a rule: only what differs from how it holds; what holds without a setting of its own is told by nothing."""
    rule, shipped = row["rule"].id, pack_as_inherited(pack_id).rule_settings
    off = any(each.rule == rule for each in shipped.not_applied)
    graver = next((each.severity.value for each in shipped.severities if each.rule == rule), row["usual"])
    found = [
        actions.Wanted("applied", rule, "" if (asked["applied"] == OFF) == off else asked["applied"]),
        actions.Wanted("severity", rule, "" if asked["severity"] == graver else asked["severity"]),
    ]
    own = {each.parameter: _plain(each.value) for each in shipped.parameters}
    for each in row["numbers"]:
        given = asked[f"number-{each['id']}"].strip()
        found.append(actions.Wanted("parameter", each["id"], "" if given == own.get(each["id"], each["usual"]) else given or "—"))
    return found
