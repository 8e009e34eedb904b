"""A finding is waived: asked for by the unit or a reviewer, decided by the performance desk, ended by it (豁免)."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from jixiao.declaring import Draft, FieldFinding, evidence_digest, evidence_text, places_of
from jixiao.web.records import clock
from jixiao.web.records.acting import Actor
from jixiao.web.records.actions.administration.refusing import Faults
from jixiao.web.records.actions.chaining import record
from jixiao.web.records.actions.changing import as_seen, locked, place_of
from jixiao.web.records.actions.declarations import bare_examination_of, examination_of, weigh
from jixiao.web.records.actions.hands import check_maker
from jixiao.web.records.models import Declaration, Stage, Waiver, WaiverState
from jixiao.web.records.models.waivers import GRANTING
from jixiao.web.records.refusals import RefusedError

ASKING = ("clerk", "unit_head", "department_reviewer", "finance_reviewer", GRANTING)
"""Who may ask."""
LONGEST = 2000
_ENDED = (Stage.RATIFIED, Stage.DISCARDED)
_WITH_THE_UNIT = (Stage.DRAFT, Stage.RETURNED)


def ask_waiver(pk: Any, *, rule: str, path: str, reason: str, until: str, actor: Actor) -> Waiver:
    """Ask that a finding does not count (申请豁免).

    The declaration is examined before its lock is taken; its revision shows that nothing changed since.

    Args:
        pk: of the declaration.
        rule: that found it.
        path: of the field where it was found.
        reason: why the text is right as it is.
        until: last day, as typed.
        actor: the unit, or a reviewer.

    Raises:
        Declaration.DoesNotExist: there is none that the actor may see.
        RefusedError: there is no such finding, it only informs, it is asked for or waived already, or the actor has no say here.
        NotAcceptedError: there is no reason, or no such day.
    """
    seen = Declaration.objects.visible_to(actor.scope).get(pk=pk)
    found = _finding(seen, rule, path)
    with transaction.atomic():
        declaration = locked(pk, actor)
        as_seen(declaration, seen.revision)
        role = next((role for role in ASKING if role in actor.scope.roles_on(declaration)), "")
        if not may_ask(declaration, actor):
            raise RefusedError("web_waivers.not_here")
        faults = Faults()
        why, last = faults.text("reason", " ".join(reason.split()), longest=LONGEST), faults.day("until", until)
        faults.stop()
        draft = Draft.from_plain(declaration.draft)
        digest = evidence_digest(draft, places_of(found))
        open_ones = Waiver.objects.reached().filter(declaration=declaration, rule=rule, path=path, digest=digest)
        if open_ones.filter(state=WaiverState.ASKED).exists():
            raise RefusedError("web_waivers.already_asked", rule=rule)
        if open_ones.filter(state=WaiverState.GRANTED, until__gte=clock.today()).exists():
            raise RefusedError("web_waivers.already_granted", rule=rule)
        texts = {"text": evidence_text(draft, path)[:500], "message": found.message("zh")[:1000], "reason": why}
        asked = Waiver.objects.create(
            declaration=declaration, rule=rule, path=path, digest=digest, until=last, asked_by=actor.somebody, asked_role=role, **texts
        )
        _leave(asked, "declaration.waiver_ask", declaration, role, actor, {"reason": why, "until": asked.until.isoformat()})
        return asked


@transaction.atomic
def decide_waiver(pk: Any, *, is_granted: bool, note: str, actor: Actor) -> Waiver:
    """Grant what was asked, or refuse it (决定豁免): never who asked, nor who wrote the declaration.

    Args:
        pk: of the waiver.
        is_granted: the finding counts no more, until its last day or until what it rests on changes.
        note: what is said with it; a refusal says why.
        actor: the performance desk of the finance authority.

    Raises:
        Waiver.DoesNotExist: there is none that the actor may see.
        RefusedError: somebody decided already, the actor asked or wrote it, or has not the power, its last day is over, or a refusal has
            no reason.
    """
    waiver, declaration = _locked(pk, actor)
    if waiver.state != WaiverState.ASKED:
        raise RefusedError("web_waivers.decided", name=waiver.decided_by.name if waiver.decided_by else "")
    if waiver.asked_by_id == actor.somebody.pk:
        raise RefusedError("web_waivers.own")
    check_maker(declaration, actor)
    if is_granted and waiver.until < clock.today():
        raise RefusedError("web_waivers.too_late", day=waiver.until.isoformat())
    if not is_granted and not note.strip():
        raise RefusedError("web.refused.no_reason")
    waiver.state = WaiverState.GRANTED if is_granted else WaiverState.REFUSED
    _decided(waiver, note, actor)
    counts = weigh_again(declaration)
    _leave(
        waiver,
        "declaration.waiver_grant" if is_granted else "declaration.waiver_refuse",
        declaration,
        GRANTING,
        actor,
        {"note": waiver.note, **counts},
    )
    return waiver


@transaction.atomic
def end_waiver(pk: Any, *, note: str, actor: Actor) -> Waiver:
    """Take a waiver back (终止豁免): who decides about them, or who asked as long as nobody decided.

    Raises:
        Waiver.DoesNotExist: there is none that the actor may see.
        RefusedError: it has ended already, the actor may not, or there is no reason.
    """
    waiver, declaration = _locked(pk, actor, anybody=True)
    is_own = waiver.state == WaiverState.ASKED and waiver.asked_by_id == actor.somebody.pk
    may = waiver.state == WaiverState.GRANTED and GRANTING in _roles(declaration, actor)
    if not (is_own or may):
        raise RefusedError("web_waivers.not_here")
    if not note.strip() and not is_own:
        raise RefusedError("web.refused.no_reason")
    role = waiver.asked_role if is_own else GRANTING
    waiver.state = WaiverState.ENDED
    _decided(waiver, note, actor)
    _leave(waiver, "declaration.waiver_end", declaration, role, actor, {"note": waiver.note, **weigh_again(declaration)})
    return waiver


def may_ask(declaration: Declaration, actor: Actor) -> bool:
    """The actor may ask for waivers of a declaration."""
    return declaration.stage not in _ENDED and bool(_roles(declaration, actor) & set(ASKING))


def _finding(declaration: Declaration, rule: str, path: str) -> FieldFinding:
    found = next((each for each in bare_examination_of(declaration).findings if (each.rule_id, each.path) == (rule, path)), None)
    if found is None:
        raise RefusedError("web_waivers.no_finding", rule=rule)
    if found.severity == "info":
        raise RefusedError("web_waivers.only_info", rule=rule)
    return found


def _locked(pk: Any, actor: Actor, *, anybody: bool = False) -> tuple[Waiver, Declaration]:
    """A waiver that the actor may see, with its declaration, which is locked first as everywhere."""
    seen = Waiver.objects.visible_to(actor.scope).get(pk=pk)
    declaration = Declaration.objects.reached().select_for_update(of=("self",)).get(pk=seen.declaration_id)
    if not anybody and GRANTING not in _roles(declaration, actor):
        raise RefusedError("web_waivers.no_power")
    return Waiver.objects.reached().select_related("asked_by", "decided_by").get(pk=pk), declaration


def _roles(declaration: Declaration, actor: Actor) -> frozenset[str]:
    return actor.scope.roles_on(declaration)


def _decided(waiver: Waiver, note: str, actor: Actor) -> None:
    waiver.decided_by, waiver.decided_at, waiver.note = actor.somebody, clock.now(), note.strip()[:LONGEST]
    waiver.save(update_fields=["state", "decided_by", "decided_at", "note"])


def weigh_again(declaration: Declaration) -> dict[str, int]:
    """What lists show of a declaration under review counts it no more; what the unit writes is weighed when it is handed in."""
    if declaration.stage in (*_WITH_THE_UNIT, *_ENDED):
        return {}
    weigh(declaration, examination_of(declaration))
    declaration.save(update_fields=["errors", "warnings", "risk"])
    return {"errors": declaration.errors, "warnings": declaration.warnings}


def _leave(waiver: Waiver, action: str, declaration: Declaration, role: str, actor: Actor, data: dict[str, Any]) -> None:
    told = {"waiver": waiver.pk, "rule": waiver.rule, "path": waiver.path, **{key: value for key, value in data.items() if value != ""}}
    place = place_of(declaration, role)
    record(actor, action, chain=declaration.chain, role=role, agency_id=place, data=told)
