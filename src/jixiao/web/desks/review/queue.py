"""Going through a list sheet by sheet: which one it is of how many, which comes next (逐件办理)."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property

from jixiao.web.desks.lists.asking import Listing, listing_of
from jixiao.web.records import paging, queries
from jixiao.web.records.models import Declaration

_MOST_DONE = 9999


class Queue:
    """The list that the person comes from, around one of its declarations.

    Args:
        request: its address says the list, as the list itself does, and how many were decided since.
        declaration: the one that is looked at.
    """

    def __init__(self, request: HttpRequest, declaration: Declaration) -> None:
        self.actor = request.actor
        self.declaration = declaration
        self.listing: Listing | None = listing_of(request.actor, request.GET) if request.GET.get("role") else None
        done = request.GET.get("done", "")
        self.done = min(int(done), _MOST_DONE) if done.isascii() and done.isdigit() and len(done) < 6 else 0
        given = request.POST.get("mark", "") if request.method == "POST" else ""
        self.was_placed = bool(given)
        if self.listing:
            self.mark = self._mark(given)

    def __bool__(self) -> bool:
        return self.listing is not None

    @property
    def address(self) -> str:
        """What stands behind the question mark of every sheet of the list; empty where there is none."""
        return self._address(self.done)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The same as fields of a form."""
        return parse_qsl(self.address)

    @property
    def list_address(self) -> str:
        """Where the list is."""
        return f"{reverse('declarations')}?{self.listing.address}" if self.listing else reverse("declarations")

    @cached_property
    def position(self) -> int | None:
        """Which one it is, counted from those that were decided since; ``None`` where it is not in the list any more."""
        if not self.is_there:
            return None
        return self.done + queries.count_capped(self._found.filter(paging.before(Declaration, self._order, self.mark))) + 1

    @cached_property
    def is_there(self) -> bool:
        """It is in the list."""
        return self._found.filter(pk=self.declaration.pk).exists()

    @cached_property
    def total(self) -> int:
        """How many there are, with those that were decided since."""
        return self.done + queries.count_capped(self._found)

    @property
    def is_long(self) -> bool:
        """There are more than are counted."""
        return self.total - self.done >= queries.MANY

    @cached_property
    def next(self) -> Any:
        """The one behind it, or the first where nobody knows where it was; ``None`` at the end."""
        others = self._found.exclude(pk=self.declaration.pk)
        if self.was_placed or self.is_there:
            others = others.filter(paging.behind(Declaration, self._order, self.mark))
        return self._first(paging.ordered(others, self._order))

    @cached_property
    def previous(self) -> Any:
        """The one before it; ``None`` at the beginning, and where nobody knows where it was."""
        if not (self.was_placed or self.is_there):
            return None
        before = self._found.filter(paging.before(Declaration, self._order, self.mark)).exclude(pk=self.declaration.pk)
        return self._first(paging.ordered(before, self._order).reverse())

    @property
    def next_address(self) -> str:
        """The sheet behind it; empty at the end."""
        return f"{reverse('sheet', args=[self.next])}?{self.address}" if self.listing and self.next else ""

    @property
    def previous_address(self) -> str:
        """The sheet before it; empty at the beginning."""
        return f"{reverse('sheet', args=[self.previous])}?{self.address}" if self.listing and self.previous else ""

    def hold(self) -> None:
        """Remember its place, before a decision takes it out of the list."""
        if self.listing is not None:
            self.was_placed = self.was_placed or self.is_there

    def onward(self) -> str:
        """Where to go when this one was decided: the sheet behind it, or the list at its end."""
        if self.listing is None:
            return self.declaration.get_absolute_url()
        return f"{reverse('sheet', args=[self.next])}?{self._address(self.done + 1)}" if self.next else self.list_address

    @property
    def _found(self) -> QuerySet:
        assert self.listing is not None  # noqa: S101 - whoever asks has looked
        return self.listing.found(self.actor)

    @property
    def _order(self) -> str:
        assert self.listing is not None  # noqa: S101 - whoever asks has looked
        return self.listing.order

    def _mark(self, given: str) -> str:
        """Its place in the list: as it was when the person saw it, because a decision takes it away from there."""
        if given:
            paging.behind(Declaration, self._order, given)
        return given or paging.mark_of(self.declaration, self._order)

    def _address(self, done: int) -> str:
        if self.listing is None:
            return ""
        return self.listing.address + (f"&done={done}" if done else "")

    @staticmethod
    def _first(found: QuerySet) -> Any:
        return found.values_list("pk", flat=True).first()
