"""What may be done with a declaration: one action for each move of the workflow, and saving."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db import transaction

from jixiao.chain import canonical_again, sha256_of
from jixiao.declaring import Draft, Examination, examine, headline_of, risk_of, waived
from jixiao.packs import WHOLE
from jixiao.web.records import clock
from jixiao.web.records.acting import Actor
from jixiao.web.records.actions.chaining import record
from jixiao.web.records.actions.changing import as_seen, involve, keep, locked, place_of, step_for
from jixiao.web.records.actions.changing import pack_of as pack_of  # desks find it here
from jixiao.web.records.actions.changing import process_of as process_of
from jixiao.web.records.actions.claiming import claim, give_back, replace_original
from jixiao.web.records.actions.deadlines import check_round, due_of
from jixiao.web.records.actions.freezing import freeze
from jixiao.web.records.actions.hands import check_hands, check_maker
from jixiao.web.records.actions.hands import moves_for as moves_for
from jixiao.web.records.actions.hands import tied as tied
from jixiao.web.records.actions.projects import belong, follow
from jixiao.web.records.actions.wholes import levels_of_whole, name_of_whole
from jixiao.web.records.assessments import lacking_of
from jixiao.web.records.models import Agency, AgencyYear, Comment, Declaration, Involvement, Project, Subject
from jixiao.web.records.prefilling import prefilled
from jixiao.web.records.refusals import NotReadyError, RefusedError
from jixiao.web.records.waivers import granted_to
from jixiao.workflow import MoveRefusedError, Step

_NOT_DECIDED = ""
_FEN = Decimal("0.01")
_SUBMITTED = ("errors", "warnings", "risk", "grade", "submitted_at", "submitted_by", "returned_by_stage")
_TOLD = ("name", "code", "annual_yuan", "indicators")
"""What lists show: indices hold it, which are written again only where it changed."""


def draft_digest(draft: Draft) -> str:
    """Digest of what was typed; a draft holds nothing that has no canonical form."""
    return sha256_of(canonical_again(draft.plain()))


@transaction.atomic
def create(
    agency: Agency,
    fiscal_year: int,
    draft: Draft,
    *,
    actor: Actor,
    data: Mapping[str, Any] | None = None,
    project: Project | None = None,
    copied_from: Declaration | None = None,
    is_adjustment: bool = False,
    kind: str = Subject.PROJECT,
) -> Declaration:
    """Begin a declaration (新建), of a project that is known or after another declaration, where these are named.

    Adjustments are made after the year was closed.

    Raises:
        RefusedError: the actor does not declare for the agency, or the year is not open for it.
    """
    if agency.pk not in actor.scope.agencies_of("clerk"):
        raise RefusedError("web.refused.not_clerk", agency=agency.name)
    year = AgencyYear.objects.filter(agency=agency, fiscal_year=fiscal_year).first()
    if year is None or not (year.is_open or is_adjustment):
        raise RefusedError("web.refused.year_closed", agency=agency.name, year=fiscal_year)
    is_whole = kind == Subject.WHOLE_DEPARTMENT
    pack = pack_of(year.pack + WHOLE if is_whole else year.pack)
    declaration = Declaration(
        agency=agency,
        department_id=year.department_id,
        finance_id=year.finance_id,
        fiscal_year=fiscal_year,
        agency_name=year.name,
        kind=kind,
        pack=pack.id,
        levels=levels_of_whole(year, pack) if is_whole else list(pack.review_levels),
        created_by=actor.person,
        created_at=clock.now(),
        updated_at=clock.now(),
        stage_since=clock.now(),
        due_on=due_of(pack, "draft", fiscal_year, year.finance_id),
        project=project,
        copied_from=copied_from,
    )
    draft = prefilled(draft, year, pack)
    fill(declaration, draft)
    belong(declaration)
    declaration.save(force_insert=True)
    follow(declaration)
    involve(declaration, actor, made=True)
    record(actor, "declaration.create", chain=declaration.chain, role="clerk", agency_id=agency.pk, after=draft_digest(draft), data=data)
    return declaration


@transaction.atomic
def save(pk: Any, change: Callable[[Draft], Draft], *, seen: int, actor: Actor) -> Declaration:
    """Keep what was typed (保存).

    Args:
        pk: id of the declaration.
        change: what becomes of the draft.
        seen: the revision that the person saw.
        actor: who.

    Raises:
        Declaration.DoesNotExist: there is none that the actor may see.
        MoveRefusedError: it is with a reviewer, or the actor does not write for the unit.
        ConflictError: somebody else changed it meanwhile.
    """
    declaration = locked(pk, actor)
    step = step_for(declaration, "save", actor)
    as_seen(declaration, seen)
    before = Draft.from_plain(declaration.draft)
    after = change(before)
    if after == before:
        return declaration
    told = {name: getattr(declaration, name) for name in _TOLD}
    fill(declaration, after)
    changed = [name for name, was in told.items() if getattr(declaration, name) != was]
    keep(declaration, "draft", *changed)
    if changed or before.text("attribute") != after.text("attribute"):
        follow(declaration)
    involve(declaration, actor, made=True)
    record(
        actor,
        "declaration.save",
        chain=declaration.chain,
        role=step.role,
        agency_id=declaration.agency_id,
        before=draft_digest(before),
        after=draft_digest(after),
        data={"revision": declaration.revision},
    )
    return declaration


def examination_of(declaration: Declaration) -> Examination:
    """What the rules and the form say of a declaration as it is now, what its ex-ante assessment lacks, and what of it was waived."""
    return waived(bare_examination_of(declaration), Draft.from_plain(declaration.draft), granted_to(declaration))


def bare_examination_of(declaration: Declaration) -> Examination:
    """The same whatever was waived."""
    return with_assessment(declaration, typed_examination_of(declaration))


def typed_examination_of(declaration: Declaration) -> Examination:
    """What the rules and the form say of what was typed alone."""
    draft = Draft.from_plain(declaration.draft)
    return examine(draft, pack_of(declaration.pack), agency=declaration.agency_name, fiscal_year=declaration.fiscal_year)


def with_assessment(declaration: Declaration, found: Examination) -> Examination:
    """An examination with what the ex-ante assessment of a declaration lacks, where it needs one."""
    lacking = lacking_of(declaration)
    return replace(found, faults=(*found.faults, *lacking)) if lacking else found


def submit(pk: Any, *, seen: int, actor: Actor) -> Declaration:
    """Hand a declaration to the first level of review (送审), with all reasons at once where that cannot be.

    It is examined before the lock is taken, which would be held too long; the revision shows that nothing changed since.

    Raises:
        Declaration.DoesNotExist: there is none that the actor may see.
        MoveRefusedError: it was submitted already, or the actor may not.
        ConflictError: somebody else changed it meanwhile.
        NotReadyError: something is missing or wrong; all of it is told.
        RefusedError: no round is open in which units hand in, or its money is more than what is left under a ceiling.
    """
    found = Declaration.objects.visible_to(actor.scope).get(pk=pk)
    step_for(found, "submit", actor)
    as_seen(found, seen)
    check_round(found)
    examination = examination_of(found)
    if examination.blocking:
        raise NotReadyError(examination.blocking)
    with transaction.atomic():
        declaration = locked(pk, actor)
        step = step_for(declaration, "submit", actor)
        as_seen(declaration, seen)
        told = weigh(declaration, examination)
        declaration.submitted_at, declaration.submitted_by = clock.now(), actor.person
        declaration.returned_by_stage = declaration.grade = ""
        Involvement.objects.filter(declaration=declaration).update(decided_stage=_NOT_DECIDED)
        fields = (*_SUBMITTED, "project") if belong(declaration) else _SUBMITTED
        return _moved(declaration, step, actor, fields=fields, data=told | claim(declaration), made=True)


def weigh(declaration: Declaration, examination: Examination) -> dict[str, Any]:
    """Put into the record what lists show of an examination; what its event tells of it."""
    errors, warnings = examination.errors, examination.warnings
    risk = risk_of(errors, warnings, examination.infos, declaration.annual_yuan).value
    declaration.errors, declaration.warnings, declaration.risk = errors, warnings, risk
    found = Counter(each.rule_id for each in examination.findings)
    return {"errors": errors, "warnings": warnings, "risk": risk, "findings": dict(sorted(found.items()))}


@transaction.atomic
def withdraw(pk: Any, *, seen: int, actor: Actor, reason: str = "") -> Declaration:
    """Take a declaration back as long as nobody decided about it (取消送审)."""
    declaration = locked(pk, actor)
    step = step_for(declaration, "withdraw", actor)
    as_seen(declaration, seen)
    return _moved(declaration, step, actor, data=give_back(declaration) | ({"reason": reason} if reason else {}), made=True)


@transaction.atomic
def approve(pk: Any, *, seen: int, actor: Actor, opinion: str = "", grade: str = "") -> Declaration:
    """Pass a declaration on to the next level, or approve it at the last (审核通过).

    Args:
        pk: id of the declaration.
        seen: the revision that the person saw.
        actor: who.
        opinion: what is said with it.
        grade: what the review comes to (审核结果), one of those of the move; empty where nobody says.
    """
    declaration = locked(pk, actor)
    step = step_for(declaration, "approve", actor)
    as_seen(declaration, seen)
    check_hands(declaration, actor)
    data = claim(declaration) | ({"opinion": opinion} if opinion else {}) | _graded(declaration, step, grade, opinion)
    return _moved(declaration, step, actor, fields=("grade",), data=data, decided=declaration.stage)


@transaction.atomic
def send_back(pk: Any, *, seen: int, actor: Actor, reason: str, grade: str = "") -> Declaration:
    """Send a declaration back to the unit that wrote it (退回), with a grade (审核结果) or without one."""
    declaration = locked(pk, actor)
    step = step_for(declaration, "return", actor)
    as_seen(declaration, seen)
    check_hands(declaration, actor)
    _reasoned(reason)
    declaration.returned_by_stage = declaration.stage
    data = give_back(declaration) | {"reason": reason.strip()} | _graded(declaration, step, grade, reason)
    return _moved(declaration, step, actor, fields=("returned_by_stage", "grade"), data=data, decided=declaration.stage)


def _graded(declaration: Declaration, step: Step, name: str, said: str) -> dict[str, str]:
    """Keep the grade of a review; what its event tells of it.

    Raises:
        MoveRefusedError: it does not go with the move, or should say what is to be mended and does not.
    """
    declaration.grade = name
    if not name:
        return {}
    grade = process_of(declaration).grade(name, step)
    if grade.is_reasoned and not said.strip():
        raise MoveRefusedError("workflow.grade_unreasoned", grade=grade)
    return {"grade": grade.name}


@transaction.atomic
def ratify(pk: Any, *, seen: int, actor: Actor, number: str, on: date) -> Declaration:
    """Approve a declaration with the budget (批复).

    Args:
        pk: id of the declaration.
        seen: the revision that the person saw.
        actor: who.
        number: of the document that approves the budget (批复文号).
        on: its date.
    """
    declaration = locked(pk, actor)
    step = step_for(declaration, "ratify", actor)
    as_seen(declaration, seen)
    if not number.strip():
        raise RefusedError("web.refused.no_number")
    if on > clock.today():
        raise RefusedError("web.refused.future", day=on.isoformat())
    check_maker(declaration, actor)
    declaration.ratified_number, declaration.ratified_on = number.strip(), on
    data = claim(declaration) | replace_original(declaration) | {"number": number.strip(), "on": on.isoformat()}
    return _moved(declaration, step, actor, fields=("ratified_number", "ratified_on"), data=data)


@transaction.atomic
def discard(pk: Any, *, seen: int, actor: Actor, reason: str) -> Declaration:
    """Give a declaration up; it stays in the ledger (作废)."""
    declaration = locked(pk, actor)
    step = step_for(declaration, "discard", actor)
    as_seen(declaration, seen)
    _reasoned(reason)
    return _moved(declaration, step, actor, data={"reason": reason.strip()}, made=True)


@transaction.atomic
def comment(pk: Any, *, path: str, text: str, seen: int, actor: Actor) -> Comment:
    """Say something about a field, for the unit to mend (批注)."""
    declaration = locked(pk, actor)
    role = _reviewing_role(declaration, actor)
    _reasoned(text)
    written = Comment.objects.create(
        declaration=declaration, path=path, text=text.strip(), by=actor.person, at=clock.now(), role=role, revision=seen
    )
    declaration.comments_open = declaration.comments.filter(settled_at__isnull=True).count()
    declaration.save(update_fields=["comments_open"])
    involve(declaration, actor)
    data = {"path": path, "text": text.strip(), "comment": written.pk}
    record(actor, "declaration.comment", chain=declaration.chain, role=role, agency_id=place_of(declaration, role), data=data)
    return written


@transaction.atomic
def settle(pk: Any, comment_id: int, *, actor: Actor) -> Comment:
    """Mark what a reviewer said as done (已处理), by the unit that mended it or the reviewer who said it."""
    declaration = locked(pk, actor)
    found = declaration.comments.select_for_update().get(pk=comment_id)
    roles = actor.scope.roles_on(declaration)
    by_unit = "clerk" in roles and declaration.is_editable
    if not by_unit and found.by_id != actor.somebody.pk:
        raise RefusedError("web.refused.not_yours")
    if found.settled_at is None:
        found.settled_at, found.settled_by = clock.now(), actor.person
        found.save(update_fields=["settled_at", "settled_by"])
        declaration.comments_open = declaration.comments.filter(settled_at__isnull=True).count()
        declaration.save(update_fields=["comments_open"])
        role = "clerk" if by_unit else found.role
        data = {"comment": found.pk, "path": found.path}
        record(actor, "declaration.settle", chain=declaration.chain, role=role, agency_id=place_of(declaration, role), data=data)
    return found


def _reasoned(reason: str) -> None:
    if not reason.strip():
        raise RefusedError("web.refused.no_reason")


def _reviewing_role(declaration: Declaration, actor: Actor) -> str:
    """The role in which the actor reviews the declaration where it is."""
    moves = process_of(declaration).moves_from(declaration.stage, actor.scope.roles_on(declaration))
    for move in moves:
        if move.name == "return":
            return next(role for role in move.roles if role in actor.scope.roles_on(declaration))
    raise RefusedError("web.refused.not_reviewing")


def fill(declaration: Declaration, draft: Draft) -> None:
    """Put what was typed into the record, and beside it what lists show; nothing is saved."""
    told = headline_of(draft, pack_of(declaration.pack))
    declaration.draft = draft.plain()
    declaration.name = (name_of_whole(declaration) if declaration.is_whole_department else told.name or "")[:255]
    declaration.code = (told.code or "")[:64]
    amount = told.annual_yuan
    declaration.annual_yuan = None if amount is None or abs(amount) >= 10**15 else amount.quantize(_FEN, ROUND_HALF_UP)
    declaration.indicators = min(told.indicators, 32767)


def _moved(
    declaration: Declaration,
    step: Step,
    actor: Actor,
    *,
    fields: Sequence[str] = (),
    data: Mapping[str, Any] | None = None,
    made: bool = False,
    decided: str = "",
) -> Declaration:
    """Freeze the declaration, put it into its new stage, and leave the event."""
    last = declaration.versions.order_by("-number").first()
    declaration.stage = step.to_stage
    declaration.stage_since = clock.now()
    declaration.due_on = due_of(pack_of(declaration.pack), step.to_stage, declaration.fiscal_year, declaration.finance_id)
    reminded = () if declaration.reminded_at is None else ("reminded_at",)
    declaration.reminded_at = None
    keep(declaration, "stage", "stage_since", "due_on", *reminded, *fields)
    follow(declaration)
    frozen = freeze(declaration, step.move, (last.number if last else 0) + 1)
    involve(declaration, actor, made=made, decided=decided)
    told = {"from": step.from_stage, "to": step.to_stage, "version": frozen.number, "revision": declaration.revision, **(data or {})}
    record(
        actor,
        f"declaration.{step.move}",
        chain=declaration.chain,
        role=step.role,
        agency_id=place_of(declaration, step.role),
        before=last.sha256 if last else None,
        after=frozen.sha256,
        data=told,
    )
    return declaration
