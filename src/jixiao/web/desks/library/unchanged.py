"""What of a copied declaration is still as it was, for the page on which it is typed (仍是上年内容)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from jixiao.declaring import Draft
from jixiao.web.desks.declare.telling import Understanding, where_of
from jixiao.web.records.models import Declaration
from jixiao.web.records.stale import Kind, stale_places


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to look at: what people call it, the control to go to, what stands there."""

    where: str
    cell: str
    text: str


@dataclass(frozen=True, slots=True)
class Stale:
    """What is still as it was in the year of the source, by kind."""

    year: int
    kinds: tuple[tuple[str, tuple[Spot, ...]], ...]

    @property
    def count(self) -> int:
        """How many places."""
        return sum(len(spots) for _, spots in self.kinds)


def stale_of(declaration: Declaration, understanding: Understanding) -> Stale | None:
    """What is still as it was; ``None`` where nothing was copied, or it began after an example."""
    if declaration.copied_from_id is None:
        return None
    source = Declaration.objects.reached().filter(pk=declaration.copied_from_id, agency_id=declaration.agency_id).first()
    if source is None or source.fiscal_year >= declaration.fiscal_year:
        return None
    order = list(Kind)
    places = sorted(
        stale_places(understanding.draft, Draft.from_plain(source.draft), source.fiscal_year), key=lambda place: order.index(place.kind)
    )
    kinds = tuple(
        (
            str(kind),
            tuple(Spot(where_of(place.path, understanding), understanding.sheet.cell_of(place.path), place.text) for place in group),
        )
        for kind, group in groupby(places, key=lambda place: place.kind)
    )
    return Stale(source.fiscal_year, kinds)
