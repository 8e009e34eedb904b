"""What the pages of a declaration need to know of its waivers (豁免)."""

from __future__ import annotations

from typing import Any

from jixiao.web.records.acting import Actor
from jixiao.web.records.actions.waiving import may_ask
from jixiao.web.records.models import Declaration
from jixiao.web.records.waivers import latest_by_place, of_declaration


def waivable(declaration: Declaration, actor: Actor) -> dict[str, Any]:
    """The newest waiver of each finding, by its rule and place, and whether the actor may ask for one."""
    found = latest_by_place(of_declaration(declaration))
    return {"waivers": {f"{rule}@{path}": each for (rule, path), each in found.items()}, "may_waive": may_ask(declaration, actor)}
