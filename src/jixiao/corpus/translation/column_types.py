"""Types of every expression as DuckDB binds it: what a division, a sum or a literal is (表达式的类型).

sqlglot knows columns, scopes and most functions; what it takes for a float although DuckDB computes it exactly is told here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from sqlglot import exp
from sqlglot.dialects import DuckDB
from sqlglot.optimizer.annotate_types import TypeAnnotator
from sqlglot.optimizer.qualify import qualify
from sqlglot.schema import MappingSchema

from jixiao.facts.schema import fact_tables

_WIDEST = 38
_DIGITS = {exp.DType.INT: 10, exp.DType.BIGINT: 19, exp.DType.INT128: 38, exp.DType.SMALLINT: 5, exp.DType.TINYINT: 3}
_INTEGERS = frozenset(_DIGITS)


def typed(query: exp.Expr, parameters: Mapping[str, Decimal | str]) -> exp.Expr:
    """A query whose expressions know their types, with every column named by its table.

    Args:
        query: parsed from the dialect of DuckDB; it is changed.
        parameters: values of its ``$names``.

    Raises:
        sqlglot.errors.SqlglotError: a column is of no table.
    """
    found = qualify(query, schema=_schema(), dialect="duckdb", quote_identifiers=True, validate_qualify_columns=True)
    metadata: dict[Any, Any] = {**DuckDB.EXPRESSION_METADATA, **_OURS}
    metadata[exp.Parameter] = metadata[exp.Placeholder] = {"annotator": lambda self, node: self._set_type(node, _bound(node, parameters))}
    return TypeAnnotator(schema=_schema(), expression_metadata=metadata, overwrite_types=True).annotate(found)


def is_double(node: exp.Expr) -> bool:
    """It is a binary floating point number."""
    return node.is_type(exp.DType.DOUBLE, exp.DType.FLOAT)


def is_decimal(node: exp.Expr) -> bool:
    """It is a decimal number."""
    return node.is_type(exp.DType.DECIMAL)


def is_integer(node: exp.Expr) -> bool:
    """It is a whole number."""
    return node.is_type(*_INTEGERS)


def is_text(node: exp.Expr) -> bool:
    """It is a text."""
    return node.is_type(exp.DType.TEXT, exp.DType.VARCHAR)


def is_known(node: exp.Expr) -> bool:
    """Its type could be told; ``NULL`` is of any."""
    return node.type is not None and not node.is_type(exp.DType.UNKNOWN)


def digits_of(node: exp.Expr) -> tuple[int, int] | None:
    """Digits in all and behind the point, of a decimal or whole number; ``None`` where they are not known."""
    kind = node.type
    if kind is None:
        return None
    if kind.this in _INTEGERS:
        return _DIGITS[kind.this], 0
    if kind.this != exp.DType.DECIMAL or len(kind.expressions) != 2:
        return None
    width, scale = (int(str(part.this)) for part in kind.expressions)
    return width, scale


@cache
def _schema() -> MappingSchema:
    tables: dict[str, object] = {name: dict(table.types) for name, table in fact_tables().items()}
    return MappingSchema(tables, dialect="duckdb")


def _decimal(width: int, scale: int) -> exp.DataType:
    return exp.DataType.build(f"DECIMAL({min(width, _WIDEST)}, {scale})", dialect="duckdb")


def _bound(node: exp.Expr, parameters: Mapping[str, Decimal | str]) -> exp.DataType | exp.DType:
    value = parameters.get(node.name)
    if isinstance(value, str):
        return exp.DType.VARCHAR
    return exp.DType.UNKNOWN if value is None else _of_decimal(value)


def _of_decimal(value: Decimal) -> exp.DataType:
    """DuckDB gives a number the digits that it is written with."""
    whole, _, part = format(abs(value), "f").partition(".")
    return _decimal(len(whole.lstrip("0")) + len(part) or 1, len(part))


def _literal(self: TypeAnnotator, node: exp.Literal) -> exp.Expr:
    if node.is_string:
        return self._set_type(node, exp.DType.VARCHAR)
    if "e" in node.name.lower():
        return self._set_type(node, exp.DType.DOUBLE)
    if "." in node.name:
        return self._set_type(node, _of_decimal(Decimal(node.name)))
    return self._set_type(node, exp.DType.INT if abs(int(node.name)) < 2**31 else exp.DType.BIGINT)


def _sum_or_product(self: TypeAnnotator, node: exp.Binary) -> exp.Expr:
    left, right = node.left, node.right
    if {left.type and left.type.this, right.type and right.type.this} & {exp.DType.DATE}:
        both = left.is_type(exp.DType.DATE) and right.is_type(exp.DType.DATE)
        return self._set_type(node, exp.DType.BIGINT if both else exp.DType.DATE)
    if is_double(left) or is_double(right):
        return self._set_type(node, exp.DType.DOUBLE)
    if is_integer(left) and is_integer(right):
        return self._set_type(node, _widest([left, right]))
    a, b = digits_of(left), digits_of(right)
    if a is None or b is None:
        return self._set_type(node, exp.DType.UNKNOWN)
    if isinstance(node, exp.Mul):
        return self._set_type(node, _decimal(a[0] + b[0], a[1] + b[1]))
    scale = max(a[1], b[1])
    wider = 0 if isinstance(node, exp.Mod) else 1
    return self._set_type(node, _decimal(max(a[0] - a[1], b[0] - b[1]) + scale + wider, scale))


def _widest(whole: Iterable[exp.Expr]) -> exp.DataType:
    return max((one.type for one in whole if one.type is not None), key=lambda kind: _DIGITS[kind.this])


def _round(self: TypeAnnotator, node: exp.Round) -> exp.Expr:
    given = digits_of(node.this)
    if is_decimal(node.this) and given is not None:
        places = node.args.get("decimals")
        kept = int(places.name) if isinstance(places, exp.Literal) else 0
        return self._set_type(node, _decimal(given[0], max(0, min(given[1], kept))))
    return self._set_type(node, node.this.type)


def _whole(self: TypeAnnotator, node: exp.Func) -> exp.Expr:
    given = digits_of(node.this)
    if is_decimal(node.this) and given is not None:
        return self._set_type(node, _decimal(given[0], 0))
    return self._set_type(node, exp.DType.DOUBLE if is_integer(node.this) else node.this.type)


def _sum(self: TypeAnnotator, node: exp.Sum) -> exp.Expr:
    given = digits_of(_argument(node))
    if is_decimal(_argument(node)) and given is not None:
        return self._set_type(node, _decimal(_WIDEST, given[1]))
    return self._set_type(node, exp.DType.DOUBLE if is_double(_argument(node)) else exp.DType.INT128)


def _median(self: TypeAnnotator, node: exp.Expr) -> exp.Expr:
    return self._set_type(node, exp.DType.DOUBLE if is_integer(_argument(node)) else _argument(node).type)


def _argument(node: exp.Expr) -> exp.Expr:
    """What an aggregate is of, also behind DISTINCT."""
    inner: exp.Expr = node.this
    return inner.expressions[0] if isinstance(inner, exp.Distinct) else inner


def _common(self: TypeAnnotator, node: exp.Expr, among: Iterable[exp.Expr]) -> exp.Expr:
    """The type to which all of some expressions are brought."""
    known = [one for one in among if one.type is not None and not one.is_type(exp.DType.NULL)]
    if not known:
        return self._set_type(node, exp.DType.NULL)
    if any(is_double(one) for one in known):
        return self._set_type(node, exp.DType.DOUBLE)
    if any(is_decimal(one) for one in known):
        digits = [digits_of(one) for one in known]
        if None in digits:
            return self._set_type(node, exp.DType.UNKNOWN)
        sure = [one for one in digits if one is not None]
        scale = max(one[1] for one in sure)
        return self._set_type(node, _decimal(max(one[0] - one[1] for one in sure) + scale, scale))
    if all(is_integer(one) for one in known):
        return self._set_type(node, _widest(known))
    return self._set_type(node, next((one.type for one in known if is_known(one)), exp.DType.UNKNOWN))


def _case(self: TypeAnnotator, node: exp.Case) -> exp.Expr:
    default = node.args.get("default")
    return _common(self, node, [*(branch.args["true"] for branch in node.args["ifs"]), *([default] if default is not None else [])])


def _same(self: TypeAnnotator, node: exp.Expr) -> exp.Expr:
    return self._set_type(node, node.this.type)


def _window(self: TypeAnnotator, node: exp.Window) -> exp.Expr:
    return self._set_type(node, node.this.type)


_OURS: dict[Any, Any] = {
    exp.Literal: {"annotator": _literal},
    exp.Add: {"annotator": _sum_or_product},
    exp.Sub: {"annotator": _sum_or_product},
    exp.Mul: {"annotator": _sum_or_product},
    exp.Mod: {"annotator": _sum_or_product},
    exp.Div: {"returns": exp.DType.DOUBLE},
    exp.Avg: {"returns": exp.DType.DOUBLE},
    exp.Sqrt: {"returns": exp.DType.DOUBLE},
    exp.Round: {"annotator": _round},
    exp.Floor: {"annotator": _whole},
    exp.Ceil: {"annotator": _whole},
    exp.Sum: {"annotator": _sum},
    exp.Median: {"annotator": _median},
    exp.Case: {"annotator": _case},
    exp.Coalesce: {"annotator": lambda self, node: _common(self, node, [node.this, *node.expressions])},
    exp.Greatest: {"annotator": lambda self, node: _common(self, node, [node.this, *node.expressions])},
    exp.Least: {"annotator": lambda self, node: _common(self, node, [node.this, *node.expressions])},
    exp.Window: {"annotator": _window},
    exp.RegexpExtract: {"returns": exp.DType.VARCHAR},
    exp.RegexpReplace: {"returns": exp.DType.VARCHAR},
    **{
        kind: {"annotator": _same}
        for kind in (
            exp.Abs,
            exp.Filter,
            exp.FirstValue,
            exp.IgnoreNulls,
            exp.Lag,
            exp.LastValue,
            exp.Lead,
            exp.Max,
            exp.Min,
            exp.Neg,
            exp.Nullif,
            exp.Paren,
            exp.RespectNulls,
        )
    },
}
