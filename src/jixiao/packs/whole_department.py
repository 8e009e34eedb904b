"""The pack by which a whole department declares: that of its jurisdiction with another form (部门整体支出绩效目标)."""

from __future__ import annotations

from dataclasses import replace

from jixiao.layouts.lay_out import declaration
from jixiao.packs.labels import labels_of
from jixiao.packs.pack import Pack

WHOLE = "+whole"
"""What stands behind the id of a jurisdiction in the id of such a pack."""


def for_whole_department(pack: Pack) -> Pack | None:
    """The pack of a jurisdiction for targets of a whole department; ``None`` where it has none.

    Levels of review, calendar, phrases, money and rules are those of the jurisdiction; form, levels of indicators and what must be filled
    in are its own.
    """
    whole = pack.whole_department
    if whole is None:
        return None
    form = declaration(whole.form)
    levels = {first.code: first.label for first in whole.level_options}
    levels |= {second.code: second.label for first in whole.level_options for second in first.level2}
    return replace(
        pack,
        id=pack.id + WHOLE,
        lineage=(pack.id, *pack.lineage),
        form=form.id,
        labels={**labels_of(form, {}), **levels},
        own_labels={},
        level_options=whole.level_options,
        mandatory_levels=whole.mandatory_levels,
        money_unit=form.money.unit,
        least_decimals=form.money.least_decimals,
        most_decimals=form.money.most_decimals,
        attributes=(),
        required_fields=whole.required_fields,
        whole_department=None,
        ex_ante=None,
        bases={**pack.bases, "form": whole.basis, "levels": whole.basis, "required": whole.basis},
    )
