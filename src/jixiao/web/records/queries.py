"""What desks ask for: lists, counts, histories, each narrowed to what the person may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from jixiao.web.records import clock
from jixiao.web.records.acting import Actor
from jixiao.web.records.lights import SOON, lit
from jixiao.web.records.models import AgencyYear, Declaration, Event, Involvement, Post, Stage
from jixiao.web.records.scope import ADMINISTRATORS, READERS_OF_OWN, Scope, at

MANY = 1000
"""Counts stop here: whoever has more reads “999+”, and the list is as fast as a short one."""

LATELY = 100
"""Of what went through somebody's hands, the latest so many are listed; older ones are found among those that were reviewed."""

STAGE_OF_ROLE = {
    "unit_head": Stage.UNIT_REVIEW,
    "department_reviewer": Stage.DEPARTMENT_REVIEW,
    "finance_reviewer": Stage.FINANCE_REVIEW,
    "performance_reviewer": Stage.PERFORMANCE_REVIEW,
}
PLACE_OF_ROLE = {
    "clerk": "agency_id",
    "unit_head": "agency_id",
    "department_reviewer": "department_id",
    "finance_reviewer": "finance_id",
    "performance_reviewer": "finance_id",
    "observer": "finance_id",
}
_ORDER = [
    Stage.DRAFT,
    Stage.RETURNED,
    Stage.UNIT_REVIEW,
    Stage.DEPARTMENT_REVIEW,
    Stage.FINANCE_REVIEW,
    Stage.PERFORMANCE_REVIEW,
    Stage.APPROVED,
    Stage.RATIFIED,
]


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab of a list (页签): 待送审, 已送审, 被退回, 曾经办.

    Attributes:
        name: of its text.
        place: whose declarations.
        stages: in which they are; in any where there are none.
        order: of the list, unless another is chosen.
        also: what else holds of them.
    """

    name: str
    place: Q
    stages: tuple[str, ...] = ()
    order: str = "-stage_since"
    also: Q = field(default_factory=Q)

    @property
    def condition(self) -> Q:
        """What is in it."""
        return self.place & self.also & (Q(stage__in=self.stages) if self.stages else Q())

    def entries(self, found: QuerySet, all_of_list: QuerySet, stage: str = "") -> QuerySet:
        """Of some declarations of the tab one for each entry: an original whose adjustment is in the list too is told with it.

        Only what was approved with the budget is ever adjusted, so a list without that is given as it is.

        Args:
            found: declarations, narrowed as ``all_of_list`` or more.
            all_of_list: everything that the list holds, both of a pair.
            stage: in which all of ``found`` are, where that is known.
        """
        if not self.name or Stage.RATIFIED not in ([stage] if stage else self.stages or Stage.values):
            return found
        later = all_of_list.filter(adjustment__original=OuterRef("pk")).exclude(stage=Stage.DISCARDED)
        return found.filter(~Exists(later))


def tabs_of(actor: Actor) -> dict[str, list[Tab]]:
    """The tabs of each role that the actor holds, by role."""
    return tabs_in(actor.scope)


def tabs_in(scope: Scope) -> dict[str, list[Tab]]:
    """The tabs of each role of a scope, by role."""
    found: dict[str, list[Tab]] = {}
    for role, places in scope.roles.items():
        if role in ADMINISTRATORS or role == "third_party":
            continue
        tabs = _tabs(role, at(PLACE_OF_ROLE[role], places))
        latest = Involvement.objects.filter(person_id=scope.person_id).order_by("-at")[:LATELY]
        found[role] = [*tabs, Tab("handled", Q(pk__in=latest.values("declaration_id")))]
    if scope.has("third_party"):
        found["third_party"] = [Tab("assigned", Q(pk__in=scope.assigned))]
    return found


def _tabs(role: str, place: Q) -> list[Tab]:
    if role == "clerk":
        behind = tuple(stage for stage in _ORDER if stage not in (Stage.DRAFT, Stage.RETURNED))
        return [Tab("to_submit", place, (Stage.DRAFT,)), Tab("submitted", place, behind), Tab("returned", place, (Stage.RETURNED,))]
    if role == "observer":
        open_ = tuple(stage for stage in _ORDER if stage not in (Stage.DRAFT, Stage.RATIFIED))
        return [Tab("in_review", place, open_), Tab("ratified", place, (Stage.RATIFIED,))]
    mine = STAGE_OF_ROLE[role]
    ratifying = [Tab("to_ratify", place, (Stage.APPROVED,), "stage_since")] if role == "finance_reviewer" else []
    before = tuple(_ORDER[1 : _ORDER.index(mine)])
    below = [] if role == "unit_head" else [Tab("below", place, before, "stage_since")]
    return [
        Tab("to_review", place, (mine,), "stage_since"),
        *ratifying,
        *below,
        Tab("reviewed", place, tuple(_ORDER[_ORDER.index(mine) + 1 :])),
        Tab("returned", place, (Stage.RETURNED,), also=Q(returned_by_stage=mine)),
    ]


def visible(actor: Actor) -> QuerySet:
    """All declarations that the actor may see."""
    return Declaration.objects.visible_to(actor.scope)


def count_capped(queries: QuerySet) -> int:
    """How many, but never more than :data:`MANY`."""
    return queries.order_by()[:MANY].count()


def searched(
    queries: QuerySet,
    *,
    words: str = "",
    year: int | None = None,
    agency: Any = "",
    stage: str = "",
    at_least: Any = None,
    light: str = "",
    since: date | None = None,
) -> QuerySet:
    """Narrow a list by the query row (查询条件): words in name or code, year, agency or department, stage, money, deadline, day."""
    for word in words.split():
        queries = queries.filter(Q(name__icontains=word) | Q(code__istartswith=word))
    if year:
        queries = queries.filter(fiscal_year=year)
    if agency:
        queries = queries.filter(Q(agency_id=agency) | Q(department_id=agency))
    if stage:
        queries = queries.filter(stage=stage)
    if at_least is not None:
        queries = queries.filter(annual_yuan__gte=at_least)
    if light:
        queries = queries.filter(lit(light, clock.today(), clock.today() + SOON))
    if since is not None:
        queries = queries.filter(stage_since__gte=clock.beginning_of(since))
    return queries


def agencies_seen(actor: Actor, year: int | None = None) -> list[AgencyYear]:
    """The agencies whose declarations the actor may see in a year, for the tree on the left."""
    scope = actor.scope
    seen = Q(pk__in=[])
    if own := scope.agencies_of(*READERS_OF_OWN):
        seen |= Q(agency_id__in=own)
    if below := scope.agencies_of("department_reviewer"):
        seen |= Q(department_id__in=below)
    if under := scope.agencies_of("finance_reviewer", "performance_reviewer", "observer"):
        seen |= Q(finance_id__in=under)
    found = AgencyYear.objects.filter(seen).select_related("agency")
    return list(found.filter(fiscal_year=year) if year else found)


def years_of(agencies: Iterable[AgencyYear]) -> list[int]:
    """Fiscal years, newest first."""
    return sorted({agency.fiscal_year for agency in agencies}, reverse=True)


def history(declaration: Declaration) -> list[Event]:
    """All events of a declaration that the caller may see, oldest first."""
    return list(Event.objects.filter(chain_id=declaration.chain).order_by("seq"))


def moves_made(declaration: Declaration) -> list[Event]:
    """The moves of a declaration that the caller may see, oldest first, without what was typed between them."""
    actions = [f"declaration.{move}" for move in ("submit", "withdraw", "approve", "return", "ratify", "discard")]
    return list(Event.objects.filter(chain_id=declaration.chain, action__in=actions).order_by("seq"))


def of_last_year(declaration: Declaration, actor: Actor) -> Declaration | None:
    """The declaration of the same project in the year before that the actor may see: by its code, or else by its name in the agency."""
    found = visible(actor).filter(agency_id=declaration.agency_id, fiscal_year=declaration.fiscal_year - 1)
    found = found.exclude(stage=Stage.DISCARDED).order_by("-stage_since", "id")
    for name in ("code", "name"):
        told = getattr(declaration, name)
        last: Declaration | None = found.filter(**{name: told}).first() if told else None
        if last is not None:
            return last
    return None


def latest_events(declaration: Declaration, most: int) -> list[Event]:
    """The latest events of a declaration that the caller may see, oldest first."""
    return list(Event.objects.filter(chain_id=declaration.chain).order_by("-seq")[:most])[::-1]


def last_ratified(declaration: Declaration, actor: Actor) -> tuple[str, date | None]:
    """Number and day of the document that approved the last declaration of the same finance authority and year that the actor may see."""
    found = visible(actor).filter(finance_id=declaration.finance_id, stage=Stage.RATIFIED, fiscal_year=declaration.fiscal_year)
    last: tuple[str, date | None] | None = found.order_by("-stage_since").values_list("ratified_number", "ratified_on").first()
    return last or ("", None)


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds a role towards a declaration today (岗位人员).

    Attributes:
        name: of the person.
        person_id: of the person.
        stands_in_for: name of whom the role belongs to.
        is_tied: wrote it or decided about it at another level, and may not decide here.
    """

    name: str
    person_id: Any
    stands_in_for: str = ""
    is_tied: bool = False


def holders(declaration: Declaration, role: str) -> list[Holder]:
    """Who holds a role towards a declaration today, by name."""
    today = clock.today()
    lasting = Q(valid_until__isnull=True) | Q(valid_until__gte=today)
    place = getattr(declaration, PLACE_OF_ROLE[role])
    posts = Post.objects.filter(lasting, agency_id=place, role=role, valid_from__lte=today, person__is_active=True)
    found = {post.person_id: post for post in posts.select_related("person", "stands_in_for")}
    hands = {own.person_id: own for own in declaration.involvements.filter(person_id__in=list(found))} if role != "clerk" else {}
    return sorted(
        (
            Holder(
                post.person.name,
                post.person_id,
                post.stands_in_for.name if post.stands_in_for else "",
                post.person_id in hands and _is_tied(hands[post.person_id], declaration.stage),
            )
            for post in found.values()
        ),
        key=lambda holder: (holder.is_tied, holder.name),
    )


def _is_tied(own: Involvement, stage: str) -> bool:
    return own.made or (stage != Stage.APPROVED and own.decided_stage not in ("", stage))
