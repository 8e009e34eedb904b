"""Two sides of documents held against each other (对比): pairs of documents, and what changed in each."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.comparison.money import line_changes, total_changes
from jixiao.comparison.partners import partners
from jixiao.comparison.passages import passage_changes
from jixiao.comparison.projects import project_changes
from jixiao.comparison.results import Comparison, DocumentComparison, OneSided
from jixiao.comparison.stale import stale_texts
from jixiao.facts import facts_of, mentions, narrative, tables, years
from jixiao.matching.readings import agency_name
from jixiao.model import Document

_PARTS = (tables.rows, narrative.rows, years.rows, mentions.rows)
"""The facts that a comparison looks at: totals, claims, changes that are told, years and numbers."""


def compare(old: Sequence[Document], new: Sequence[Document]) -> Comparison:
    """Compare documents of two sides: two versions of one year, or two years.

    Args:
        old: the older documents, of one agency or of many.
        new: the newer ones.

    Returns:
        Pairs of documents of one agency with what changed in each, and the documents that have no partner.
    """
    pairs = partners(old, new)
    found = [compare_documents(old[at], new[to], likeness) for at, to, likeness in pairs]
    left, right = {at for at, _, _ in pairs}, {to for _, to, _ in pairs}
    alone = [_one_sided("old", item) for at, item in enumerate(old) if at not in left]
    alone += [_one_sided("new", item) for to, item in enumerate(new) if to not in right]
    found.sort(key=lambda item: -item.gravity)
    return Comparison(tuple(found), tuple(alone))


def compare_documents(old: Document, new: Document, likeness: float = 1.0) -> DocumentComparison:
    """Compare two documents.

    Args:
        old: the older one.
        new: the newer one.
        likeness: how sure it is that both are of one agency.
    """
    both = old.fiscal_year, new.fiscal_year
    earlier, later = facts_of([old], parts=_PARTS), facts_of([new], parts=_PARTS)
    projects, regrouped = project_changes(old.projects, new.projects, "project", both)
    whole, _ = project_changes(old.whole_department, new.whole_department, "whole_department", both)
    is_one_year = both[0] is not None and both[0] == both[1]
    changes = (*projects, *whole)
    return DocumentComparison(
        agency=agency_name(new),
        old_agency=agency_name(old),
        likeness=likeness,
        old_file=old.source.file,
        new_file=new.source.file,
        old_year=both[0],
        new_year=both[1],
        money=tuple(total_changes(earlier, later)),
        lines=tuple(line_changes(old, new)) if is_one_year else (),
        projects=changes,
        regrouped=tuple(regrouped),
        stale=tuple(stale_texts(earlier, later, changes)),
        passages=tuple(passage_changes(old, new)) if is_one_year else (),
    )


def _one_sided(side: str, document: Document) -> OneSided:
    return OneSided(side, agency_name(document), document.source.file, document.fiscal_year)
