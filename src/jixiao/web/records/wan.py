"""Money in 万元, as people read and type it."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

_MOST = Decimal(10) ** 15
_FEN = Decimal("0.01")


def in_wan(yuan: Decimal) -> str:
    """Yuan in 万元 with two decimals, or more where the amount has them.

    >>> [in_wan(Decimal(each)) for each in ("1200000", "12345.67", "0")]
    ['120.00', '1.234567', '0.00']
    """
    value = yuan / 10000
    exponent = value.normalize().as_tuple().exponent
    places = max(2, -exponent if isinstance(exponent, int) else 2)
    return f"{value:,.{places}f}"


def wan_typed(text: str) -> Decimal | None:
    """Yuan of an amount typed in 万元; ``None`` where nothing was typed.

    >>> wan_typed("1,234.567891"), wan_typed(" "), wan_typed("０．５")
    (Decimal('12345678.91'), None, Decimal('5000.00'))

    Raises:
        ValueError: it is none, or more exact than a fen, or negative, or more than an office has.
    """
    typed = text.strip().replace(",", "").replace("，", "")
    if not typed:
        return None
    try:
        yuan = Decimal(typed.replace("．", ".")) * 10000
    except InvalidOperation:
        raise ValueError(text) from None
    if not yuan.is_finite() or not 0 <= yuan < _MOST or yuan != yuan.quantize(_FEN):
        raise ValueError(text)
    return yuan.quantize(_FEN)
