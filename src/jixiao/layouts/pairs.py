"""A row of a form cut into labels and what stands behind each of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from jixiao.documents.grid import Cell
from jixiao.layouts import lexicon
from jixiao.layouts.lexicon import Label

_INLINE = re.compile(r"^([^:：∶﹕]{2,24})[:：∶﹕](?=.*\S)(.+)$", re.DOTALL)
_INLINE_AMOUNT = re.compile(r"^(.{2,24}?)[:：\s]\s*(-?[\d,，.]+(?:\s?[亿万千百]*元)?)$")
_AMOUNT = re.compile(r"^[¥￥]?-?[\d,，.\s]+(?:[亿万千百]*元?)?$")
_TEXT_GROUPS = ("fields", "narratives", "contacts")


@dataclass(slots=True)
class Pair:
    """A label and the cells behind it, up to the next label.

    Attributes:
        label: the role that its group and its neighbours decide on.
        options: all roles that the text may have.
        cell: the cell of the label.
        values: cells behind it; for ``项目名称：某某`` the cell of the label itself with the label cut off.
    """

    label: Label
    options: tuple[Label, ...]
    cell: Cell
    values: list[Cell] = field(default_factory=list)

    @property
    def is_amount(self) -> bool:
        """The label names a sum of money."""
        return self.label.group == "amounts"


def read_pairs(cells: Sequence[Cell]) -> tuple[list[Cell], list[Pair]]:
    """Cut a row into labels with their values.

    Returns:
        The cells before the first label, and the pairs from left to right.
    """
    lead: list[Cell] = []
    pairs: list[Pair] = []
    for index, cell in enumerate(cells):
        following = cells[index + 1] if index + 1 < len(cells) else None
        pair = _label_of(cell, following, pairs[-1] if pairs else None)
        if pair is not None:
            pairs.append(pair)
        elif pairs:
            pairs[-1].values.append(cell)
        else:
            lead.append(cell)
    return lead, pairs


def _label_of(cell: Cell, following: Cell | None, before: Pair | None) -> Pair | None:
    """The cell as a label; ``None`` if it is a value."""
    options = lexicon.form_labels(cell.text)
    if options:
        return None if _is_value_after(cell, options, before, following) else Pair(options[0], options, cell)
    if (inline := _INLINE.match(cell.text)) and not _holds_phrase(inline.group(1)):
        options = lexicon.form_labels(inline.group(1))
        if (
            options
            and options[0].group != "containers"
            and lexicon.is_word(options[0])
            and not _is_value_after(cell, options, before, following)
        ):
            return Pair(options[0], options, cell, [Cell(inline.group(2).strip(), cell.col, cell.source)])
    if (amount := _INLINE_AMOUNT.match(cell.text)) and (options := _money_labels(amount.group(1))):
        return Pair(options[0], options, cell, [Cell(amount.group(2), cell.col, cell.source)])
    if following is not None and _AMOUNT.match(following.text) and (clipped := lexicon.clipped_label(cell.text)):
        return Pair(clipped, (clipped,), cell)
    return None


def _money_labels(text: str) -> tuple[Label, ...]:
    """What the label of an amount may mean: a source of money, or a kind of expenditure (其中：基本支出：3310.20)."""
    options = lexicon.form_labels(text)
    if options:
        return options if options[0].group == "amounts" else ()
    return tuple(Label("amounts", key, lexicon.fold(text)) for key in lexicon.roles("funding_rows", text))


def _holds_phrase(label: str) -> bool:
    """A label does not hold words with blanks between them; single characters that were spread out are one word (主 管 部 门)."""
    parts = label.split()
    return len(parts) > 1 and any(len(part) > 2 for part in parts)


def _is_value_after(cell: Cell, options: tuple[Label, ...], before: Pair | None, following: Cell | None) -> bool:
    """A text that could be a label stands as the value of the label before it: 资金性质 | 财政拨款."""
    if before is None or before.values or before.label.group not in _TEXT_GROUPS or before.label.key == "name":
        return False
    if options[0].group in ("fields", "contacts", "containers") or options[0].key in ("annual", "total"):
        return False
    if following is not None and _AMOUNT.match(following.text):
        return False
    return not re.search("[:：∶﹕]", cell.text) and options[0].group == "amounts"
