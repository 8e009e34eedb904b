"""What lists show of a draft (标题信息): the same as :func:`to_project` reads, without reading everything else at each saving."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from jixiao.declaring.draft import Draft
from jixiao.declaring.funding import sums_in_yuan
from jixiao.declaring.places import fields_of
from jixiao.declaring.projects import MOST_YUAN, plain_text
from jixiao.packs import Pack, declaration_for
from jixiao.values import parse_amount

_ANNUAL = "amounts.annual"


@dataclass(frozen=True, slots=True)
class Headline:
    """Name, code, money of the year and number of indicators of a declaration (标题信息).

    Attributes:
        name, code: ``None`` where nothing was typed.
        annual_yuan: money of the year (年度资金总额) in yuan; ``None`` where it is missing or cannot be read.
        indicators: rows of which more than levels was typed.
    """

    name: str | None
    code: str | None
    annual_yuan: Decimal | None
    indicators: int


def headline_of(draft: Draft, pack: Pack) -> Headline:
    """What lists show of a draft.

    >>> from jixiao.packs import load_pack
    >>> headline_of(Draft().with_field("name", "信号灯维护").with_field("amounts.annual", "110"), load_pack("national"))
    Headline(name='信号灯维护', code=None, annual_yuan=Decimal('1100000'), indicators=0)
    """
    name, code = (plain_text(draft.fields.get(path, "")) or None for path in ("name", "code"))
    return Headline(name, code, _annual(draft, pack), sum(1 for row in draft.indicators if not row.is_blank))


def _annual(draft: Draft, pack: Pack) -> Decimal | None:
    said = plain_text(draft.fields.get(_ANNUAL, ""))
    if said:
        amount = parse_amount(said, pack.money_unit)
        return None if amount is None or abs(amount.yuan) >= MOST_YUAN else amount.yuan
    return sums_in_yuan(draft, pack).get(_ANNUAL) if _ANNUAL in fields_of(declaration_for(pack)) else None
