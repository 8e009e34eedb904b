"""The form of a jurisdiction as it is printed there: its declaration with the words, levels and decimals of the pack."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from jixiao.layouts.lay_out import Declaration, declaration
from jixiao.packs.labels import relabelled
from jixiao.packs.pack import Pack
from jixiao.packs.same import SamePack


def declaration_for(pack: Pack) -> Declaration:
    """The form of a pack (表样), ready to lay projects out.

    Labels that the pack states stand in the place of those of the form. A form that prints levels also where they have no indicator
    prints those that the pack offers, in its order. What is asked for again and again is made once.
    """
    return _made(SamePack(pack))


@lru_cache(maxsize=64)
def _made(same: SamePack) -> Declaration:
    pack = same.pack
    form = declaration(pack.form)
    second = [option.code for first in pack.level_options for option in first.level2]
    levels = replace(
        form.levels,
        labels={**form.levels.labels, **{code: text for code, text in pack.own_labels.items() if code in pack.level_labels}},
        always=tuple(second) if form.levels.always else (),
    )
    money = replace(form.money, least_decimals=pack.least_decimals, most_decimals=pack.most_decimals)
    return replace(relabelled(form, pack.own_labels), levels=levels, money=money)
