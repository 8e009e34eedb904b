"""Arithmetic, casts and aggregates whose results differ between the engines, as Spark computes them like DuckDB (数值运算).

DuckDB divides in binary floating point whatever it divides, rounds when it casts to a whole number, and halves away from zero by
its exact value; Spark divides decimals, cuts off, and rounds the decimal digits that a float is printed with.
"""

from __future__ import annotations

from sqlglot import exp

from jixiao.corpus.translation.column_types import digits_of, is_decimal, is_double, is_integer, is_known, is_text
from jixiao.corpus.translation.words import TranslationError, both_once, call, cast, number, once

_WHOLE = (exp.DType.INT, exp.DType.BIGINT)
_WIDE = "DECIMAL(38, 0)"
_TEXT = "DECIMAL(38, 10)"
_MOST_PLACES = 7  # so far a power of ten has less than half the digits of a float


def division(node: exp.Div) -> exp.Expr:
    """``a / b`` of doubles; by zero it is infinite, or no number for zero by zero."""
    left, right = cast(node.left, "DOUBLE"), cast(node.right, "DOUBLE")
    if isinstance(node.right, exp.Literal) and float(node.right.name) != 0:
        return exp.Paren(this=exp.Div(this=left, expression=right))
    return both_once(left, right, _divided)


def rounding(node: exp.Round) -> exp.Expr:
    """``ROUND``: a float by its own value, not by the digits that it is printed with."""
    _known(node.this, "ROUND")
    if not is_double(node.this):
        return node
    places = node.args.get("decimals")
    sign = -1 if isinstance(places, exp.Neg) else 1
    bare = places.this if isinstance(places, exp.Neg) else places
    if bare is not None and not (isinstance(bare, exp.Literal) and not bare.is_string):
        raise TranslationError("ROUND of a float to a number of places that is no literal")
    return _rounded(node.this, sign * int(bare.name) if bare is not None else 0)


def casting(node: exp.Cast) -> exp.Expr:
    """``CAST``: to whole numbers by rounding, from floats to decimals by their own value."""
    given, wanted = node.this, node.to
    if isinstance(given, exp.Null):
        return node
    if wanted.this in _WHOLE:
        return _to_whole(node)
    if wanted.this == exp.DType.DECIMAL and is_double(given):
        width, scale = (int(str(part.this)) for part in wanted.expressions) if wanted.expressions else (18, 3)
        return cast(exp.Mul(this=cast(_scaled(given, scale), _WIDE), expression=_unit(scale)), f"DECIMAL({width}, {scale})")
    if wanted.this in (exp.DType.TEXT, exp.DType.VARCHAR):
        return cast(as_text(given), "STRING")
    if not is_known(given):
        raise TranslationError(f"CAST of {given.sql('duckdb')}, whose type is not known")
    return node


def as_text(node: exp.Expr) -> exp.Expr:
    """A value that is written out; a float is refused, for each engine writes it in another way."""
    if is_double(node):
        raise TranslationError(f"{node.sql('duckdb')} is a float that becomes a text: cast it to DECIMAL first")
    return node


def difference(node: exp.Sub) -> exp.Expr:
    """Days between two dates, where Spark would give an interval."""
    if node.left.is_type(exp.DType.DATE) and node.right.is_type(exp.DType.DATE):
        return call("DATEDIFF", node.left, node.right)
    return node


def date_difference(node: exp.DateDiff) -> exp.Expr:
    """``date_diff``: how many ends of a month or a year lie between, where Spark counts whole ones."""
    end, start, unit = node.this, node.expression, node.text("unit").upper() or "DAY"
    if unit == "DAY":
        return call("DATEDIFF", end, start)
    years = exp.Paren(this=exp.Sub(this=call("YEAR", end), expression=call("YEAR", start)))
    if unit == "YEAR":
        return years
    per_year = {"MONTH": 12, "QUARTER": 4}.get(unit)
    if per_year is None:
        raise TranslationError(f"date_diff in units of {unit}")
    parts = exp.Sub(this=call(unit, end.copy()), expression=call(unit, start.copy()))
    return exp.Paren(this=exp.Add(this=exp.Mul(this=years, expression=number(per_year)), expression=exp.Paren(this=parts)))


def whole(node: exp.Floor | exp.Ceil) -> exp.Expr:
    """``FLOOR`` and ``CEIL``: of a float a float."""
    _known(node.this, "FLOOR")
    return node if is_decimal(node.this) else cast(node.copy(), "DOUBLE")


def average(node: exp.Expr, of: exp.Expr) -> exp.Expr:
    """``AVG``: a float whatever it is of; ``node`` is the aggregate as it stands, with its filter and window."""
    total, count = _with(node, exp.Sum(this=of.copy())), _with(node, exp.Count(this=of.copy()))
    return division(exp.Div(this=total, expression=exp.Nullif(this=count, expression=number(0))))


def median(node: exp.Expr, of: exp.Expr) -> exp.Expr:
    """``MEDIAN``: exact for decimals, the lower of two neighbours and half of what lies between, cut off."""
    if is_text(of) or of.is_type(exp.DType.DATE) or not is_known(of):
        raise TranslationError(f"MEDIAN of {of.sql('duckdb')}, which is no number")
    digits = digits_of(of) if is_decimal(of) else None
    if is_decimal(of) and digits is None:
        raise TranslationError(f"MEDIAN of {of.sql('duckdb')}, whose digits are not known: cast it to DECIMAL first")
    values = call("ARRAY_SORT", _with(node, call("COLLECT_LIST", of if digits else cast(of, "DOUBLE"))))
    return once(values, lambda ordered: _middle(ordered, digits))


def _middle(ordered: exp.Expr, digits: tuple[int, int] | None) -> exp.Expr:
    """The middle of sorted numbers."""
    count = call("SIZE", ordered)
    before = exp.Sub(this=count.copy(), expression=number(1))
    low = call("ELEMENT_AT", ordered, exp.Add(this=call("SHIFTRIGHT", before, number(1)), expression=number(1)))
    high = call("ELEMENT_AT", ordered, exp.Add(this=call("SHIFTRIGHT", count, number(1)), expression=number(1)))
    gap = exp.Paren(this=exp.Sub(this=high, expression=low.copy()))
    between: exp.Expr = exp.Mul(this=gap, expression=number("0.5" if digits else "5e-1"))
    if digits:
        between = cast(call("FLOOR", between, number(digits[1])), f"DECIMAL({digits[0]}, {digits[1]})")
    is_empty = exp.EQ(this=count.copy(), expression=number(0))
    return exp.Case(ifs=[exp.If(this=is_empty, true=exp.Null())], default=exp.Add(this=low, expression=between))


def _divided(left: exp.Expr, right: exp.Expr) -> exp.Expr:
    infinite = exp.Mul(this=left.copy(), expression=cast(exp.Literal.string("Infinity"), "DOUBLE"))
    is_zero = exp.EQ(this=right.copy(), expression=number("0e0"))
    return exp.Case(ifs=[exp.If(this=is_zero, true=infinite)], default=exp.Div(this=left, expression=right))


def _with(node: exp.Expr, aggregate: exp.Expr) -> exp.Expr:
    """Another aggregate in the same filter and window."""
    found = node.copy()
    inner = found
    while isinstance(inner, exp.Filter | exp.Window):
        inner = inner.this
    if inner is found:
        return aggregate
    inner.replace(aggregate)
    return found


def _rounded(value: exp.Expr, places: int) -> exp.Expr:
    """A float rounded by its exact value, halves away from zero; the sign of a zero stays."""
    if places > _MOST_PLACES:
        raise TranslationError(f"ROUND of a float to more than {_MOST_PLACES} places: cast it to DECIMAL first")

    def body(one: exp.Expr) -> exp.Expr:
        size = _moved(call("ABS", one), places)
        found = call("ROUND", size, number(0))
        if places > 0:
            found = exp.Paren(this=exp.Sub(this=found, expression=_excess(call("ABS", one), places)))
        return _moved(exp.Mul(this=call("SIGN", one), expression=found), -places)

    return once(value, body)


def _excess(size: exp.Expr, places: int) -> exp.Expr:
    """1 where ``size * 10^places`` comes out as a half and is in truth less than that, 0 otherwise.

    What the product has lost is computed exactly, by splitting the number into two of half the digits (Dekker).
    """
    power = number(f"1e{places}")
    product = exp.Mul(this=size.copy(), expression=power.copy())
    split = exp.Mul(this=number("134217729e0"), expression=size.copy())
    high = _less(split, _less(split, size))
    low = exp.Mul(this=_less(size, high), expression=power.copy())
    lost = exp.Add(this=_less(exp.Mul(this=high, expression=power.copy()), product), expression=low)
    is_half = exp.EQ(this=_less(call("ROUND", product, number(0)), product), expression=number("5e-1"))
    is_less = exp.And(this=is_half, expression=exp.LT(this=exp.Paren(this=lost), expression=number("0e0")))
    return exp.Case(ifs=[exp.If(this=is_less, true=number("1e0"))], default=number("0e0"))


def _less(one: exp.Expr, other: exp.Expr) -> exp.Expr:
    return exp.Paren(this=exp.Sub(this=one.copy(), expression=other.copy()))


def _scaled(value: exp.Expr, places: int) -> exp.Expr:
    """A float times a power of ten, rounded as it comes out: so DuckDB casts to decimals."""
    return once(value, lambda one: exp.Mul(this=call("SIGN", one), expression=call("ROUND", _moved(call("ABS", one), places), number(0))))


def _moved(value: exp.Expr, places: int) -> exp.Expr:
    """A float times a power of ten."""
    if not places:
        return value
    kind = exp.Mul if places > 0 else exp.Div
    return kind(this=value, expression=number(f"1e{abs(places)}"))


def _unit(scale: int) -> exp.Expr:
    """``10^-scale`` as a decimal."""
    return cast(exp.Literal.string(f"1e-{scale}"), f"DECIMAL({scale + 1}, {scale})")


def _to_whole(node: exp.Cast) -> exp.Expr:
    given, kind = node.this, node.to.sql("spark")
    if is_integer(given) or given.is_type(exp.DType.BOOLEAN):
        return node
    if is_double(given):
        return cast(call("RINT", given), kind)
    if is_decimal(given):
        return cast(call("ROUND", given, number(0)), kind)
    if is_text(given):
        return cast(call("ROUND", cast(given, _TEXT), number(0)), kind)
    raise TranslationError(f"CAST of {given.sql('duckdb')} to {kind}, whose type is not known: cast it to DECIMAL first")


def _known(node: exp.Expr, name: str) -> None:
    if not is_known(node):
        raise TranslationError(f"{name} of {node.sql('duckdb')}, whose type is not known: cast it first")
