"""The places of a finding that are shown as its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.provenance import SourceRef

if TYPE_CHECKING:
    from jixiao.rules import Finding


def places_of(finding: Finding) -> list[SourceRef]:
    """The places of the quoted values, each once; that of the finding itself where no value has one.

    A place that is the whole file is none.
    """
    found = [quote.source for quote in finding.quotes if quote.source is not None]
    if not found and finding.source is not None:
        found = [finding.source]
    return [place for place in dict.fromkeys(found) if place.where("en")]
