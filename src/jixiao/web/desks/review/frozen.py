"""Versions: what was typed when a declaration was frozen, and what was mended since it was handed in before (版本)."""

from __future__ import annotations

import json
from datetime import date, timedelta

from jixiao.declaring import Draft, difference
from jixiao.web.desks.review.paper import Paper, paper_of
from jixiao.web.records import clock
from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.models import Declaration, Version


def draft_of(version: Version) -> Draft:
    """What was typed when a version was frozen."""
    return Draft.from_plain(json.loads(version.content)["draft"])


def in_force(declaration: Declaration, day: date) -> Version | None:
    """The version that was frozen last when a day ended; ``None`` where there was none yet."""
    end = clock.beginning_of(day + timedelta(days=1))
    found: Version | None = declaration.versions.filter(at__lt=end).order_by("-number").first()
    return found


def paper_with(declaration: Declaration, draft: Draft, changed: frozenset[str] = frozenset()) -> Paper:
    """The paper of a declaration with some texts, now or as they were."""
    pack = actions.pack_of(declaration.pack)
    return paper_of(draft, pack, agency=declaration.agency_name, fiscal_year=declaration.fiscal_year, changed=changed)


def mended_since(declaration: Declaration) -> frozenset[str]:
    """Paths that are not what they were when it was handed in the time before, while it is under review again."""
    if declaration.stage not in declaration.levels:
        return frozenset()
    handed_in = list(declaration.versions.filter(move="submit").order_by("-number")[:2])
    if len(handed_in) < 2:
        return frozenset()
    return frozenset(each.path for each in difference(draft_of(handed_in[1]), Draft.from_plain(declaration.draft)))
