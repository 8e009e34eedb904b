"""Money of tables and forms (金额): the declared unit, amounts in yuan, shares. Handbook 03 §6.2."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from jixiao.values.numbers import EXACT, plain, printed_number


class MoneyUnit(StrEnum):
    """The unit in which a table or form prints money (金额单位)."""

    YUAN = "元"
    QIAN = "千元"
    WAN = "万元"
    BAIWAN = "百万元"
    QIANWAN = "千万元"
    YI = "亿元"

    @property
    def factor(self) -> Decimal:
        """Yuan in one of this unit."""
        return Decimal(10 ** _POWERS[self])


_POWERS = {MoneyUnit.YUAN: 0, MoneyUnit.QIAN: 3, MoneyUnit.WAN: 4, MoneyUnit.BAIWAN: 6, MoneyUnit.QIANWAN: 7, MoneyUnit.YI: 8}


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money (金额): exact ``yuan``, the ``unit`` that applied, and the ``text`` as printed."""

    yuan: Decimal
    unit: MoneyUnit
    text: str


_UNIT = "(百万元|千万元|千元|万元|亿元|元)"
_DECLARED = re.compile(rf"单位[:为]?(?:人民币|币种人民币)?[(:]?{_UNIT}(?![一-鿿/.·])|\((?:人民币|金额)?[:]?{_UNIT}\)|^(?:人民币)?{_UNIT}$")
_AMOUNT = re.compile(r"(?:人民币|RMB)?¥?([^一-鿿%a-zA-Z]{1,48}?)(?:(百万|千万|千|万|亿)?(元)?(?:整|人民币)?)")
_PRINTED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,12})?|\d{1,24}(?:\.\d{1,12})?")
_LONGEST = 400


def money_unit(text: str) -> MoneyUnit | None:
    """The unit of money that a caption or heading declares (金额单位).

    Args:
        text: a caption, heading or cell such as 单位：万元, 项目资金 (万元), 金额单位:人民币元.

    Returns:
        The declared unit; ``None`` where none is declared (单位名称：…, 5万元).

    >>> money_unit("价值（金额单位：万元）").value, money_unit("单位名称：万元乡政府")
    ('万元', None)
    """
    flat = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text[:_LONGEST]))
    if "元" not in flat:
        return None
    declared = _DECLARED.search(flat)
    return MoneyUnit(declared[1] or declared[2] or declared[3]) if declared else None


def parse_amount(text: str, default_unit: MoneyUnit | None) -> Amount | None:
    """Read a cell that prints an amount of money (金额).

    A unit of the cell's own (50 万元) overrides the default. Signs: -, △, ▲ or brackets make it negative; -0.00 is 0.

    Args:
        text: the whole cell.
        default_unit: unit of the table or form; ``None`` where it declares none.

    Returns:
        The amount; ``None`` where the text is not an amount, or where neither the cell nor the caller knows the unit.
        Never a guess: "1,2OO.5" is ``None``.

    >>> parse_amount("450,000", MoneyUnit.YUAN).yuan, parse_amount("50 万元", MoneyUnit.YUAN).yuan, parse_amount("12", None)
    (Decimal('450000'), Decimal('500000'), None)
    """
    if len(text) > 64:
        return None
    flat = unicodedata.normalize("NFKC", text).strip()
    parts = _AMOUNT.fullmatch(re.sub(r"\s+", " ", flat) if flat.isascii() else re.sub(r"\s*([一-鿿¥])\s*", r"\1", flat))
    if not parts:
        return None
    number = printed_number(parts[1])
    unit = MoneyUnit((parts[2] or "") + "元") if parts[2] or parts[3] else default_unit
    if number is None or unit is None:
        return None
    return Amount(plain(EXACT.multiply(number, unit.factor)), unit, text)


def step_of(text: str, yuan: Decimal) -> Decimal | None:
    """What the last printed digit of an amount counts, in yuan (印刷精度): 17,192 万元 is printed to 10,000 yuan, 17,191.52 万元 to 100.

    Half of it is what rounding may have taken away, so it bounds how far two printed figures may lie apart.

    Args:
        text: the cell or clause that prints the amount.
        yuan: the amount.

    Returns:
        The step; ``None`` where no number of the text is that amount in any unit of money, and for zero, which says nothing of its unit.

    >>> step_of("17,192", Decimal(171920000)), step_of("其中17,191.52万元", Decimal("171915200")), step_of("0.00", Decimal(0))
    (Decimal('10000'), Decimal('100'), None)
    """
    if not yuan:
        return None
    flat = unicodedata.normalize("NFKC", text[:_LONGEST])
    for number in _PRINTED.findall(flat):
        digits = number.replace(",", "")
        value = Decimal(digits)
        for unit in MoneyUnit:
            if value and EXACT.multiply(value, unit.factor) == abs(yuan):
                decimals = len(digits.partition(".")[2])
                return plain(EXACT.divide(unit.factor, Decimal(10**decimals)))
    return None


def parse_share(text: str) -> Decimal | None:
    """Read a cell that prints a share (比例), in percent points: 30%, 30 ％ and 30 are all 30; anything else is ``None``.

    >>> parse_share("30％"), parse_share("约三成")
    (Decimal('30'), None)
    """
    if len(text) > 32:
        return None
    flat = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    return printed_number(flat.removesuffix("百分比").removesuffix("%"))
