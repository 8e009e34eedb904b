"""A rule's SELECT for Spark: the same rows, from another engine (规则的 SQL 由 DuckDB 转为 Spark).

sqlglot carries syntax over. Where the two engines mean different things by the same words, a function of this package writes out what
DuckDB means; what has no equal there is refused, so that the rule fails with a reason and never says something else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

import sqlglot
import sqlglot.errors
from sqlglot import exp

from jixiao.corpus.translation import numbers, texts
from jixiao.corpus.translation.column_types import typed
from jixiao.corpus.translation.words import TranslationError

Rewriting = Callable[[Any], exp.Expr]
REWRITINGS: dict[type[exp.Expr], Rewriting] = {
    exp.Div: numbers.division,
    exp.Round: numbers.rounding,
    exp.Cast: numbers.casting,
    exp.Sub: numbers.difference,
    exp.DateDiff: numbers.date_difference,
    exp.Floor: numbers.whole,
    exp.Ceil: numbers.whole,
    exp.Concat: texts.concatenation,
    exp.ConcatWs: texts.joined,
    exp.DPipe: texts.piped,
    exp.RegexpLike: texts.matching,
    exp.RegexpExtract: texts.extraction,
    exp.RegexpReplace: texts.replacement,
    exp.Like: texts.alike,
    exp.Trim: texts.trimmed,
    exp.Lower: texts.lowered,
    exp.Upper: texts.raised,
    exp.Reverse: texts.reversal,
    exp.Substring: texts.part,
    exp.Left: texts.beginning,
    exp.Right: texts.ending,
}
"""What is written out, by what sqlglot calls it."""
_AGGREGATES: dict[type[exp.Expr], Callable[[exp.Expr, exp.Expr], exp.Expr]] = {exp.Avg: numbers.average, exp.Median: numbers.median}


def to_spark(sql: str, parameters: Mapping[str, Decimal | str] | None = None) -> str:
    """One SELECT for Spark, with ``:names`` where DuckDB has ``$names``.

    Args:
        sql: in the dialect of DuckDB, over the tables of the facts.
        parameters: values of its parameters; their types decide what arithmetic means.

    Raises:
        TranslationError: it cannot be carried over with the same meaning.
    """
    return _to_spark(sql, tuple(sorted((parameters or {}).items())))


@lru_cache(maxsize=2048)
def _to_spark(sql: str, parameters: tuple[tuple[str, Decimal | str], ...]) -> str:
    try:
        query = typed(sqlglot.parse_one(sql, read="duckdb"), dict(parameters))
        return _rewritten(query).sql("spark", unsupported_level=sqlglot.errors.ErrorLevel.RAISE)
    except sqlglot.errors.SqlglotError as error:
        raise TranslationError(str(error).splitlines()[0]) from error


def _rewritten(query: exp.Expr) -> exp.Expr:
    """Every node from the leaves up; the new one keeps the type that the old one has in DuckDB."""
    for node in reversed(list(query.walk(bfs=False))):
        new = _replaced(node)
        if new is not node:
            new.type = node.type
            node.replace(new)
            if node is query:
                query = new
    return query


def _replaced(node: exp.Expr) -> exp.Expr:
    if isinstance(node, exp.Window) and isinstance(node.this, exp.Filter):
        node.this.replace(_conditional(node.this))
    outer = _outermost(node)
    for kind, rewrite in _AGGREGATES.items():
        if outer is node and (inner := _aggregate(node)) is not None and isinstance(inner, kind):
            return rewrite(node, _argument(inner))
    rewriting = REWRITINGS.get(type(node))
    return rewriting(node) if rewriting else node


def _outermost(node: exp.Expr) -> exp.Expr | None:
    """The node, unless it is an aggregate in a filter or a window, which is written out together with them."""
    return None if isinstance(node.parent, exp.Filter | exp.Window) and node.parent.this is node else node


def _aggregate(node: exp.Expr) -> exp.Expr | None:
    inner = node
    while isinstance(inner, exp.Filter | exp.Window):
        inner = inner.this
    return inner if isinstance(inner, tuple(_AGGREGATES)) else None


def _argument(aggregate: exp.Expr) -> exp.Expr:
    if isinstance(aggregate.this, exp.Distinct):
        raise TranslationError(f"{aggregate.sql('duckdb')}: DISTINCT in {type(aggregate).__name__.upper()}")
    found: exp.Expr = aggregate.this
    return found


def _conditional(node: exp.Filter) -> exp.Expr:
    """``agg(x) FILTER (WHERE c) OVER (...)`` without the filter, which Spark does not know there."""
    aggregate, condition = node.this.copy(), node.expression.this
    if isinstance(aggregate.this, exp.Distinct) or not isinstance(aggregate, exp.AggFunc):
        raise TranslationError(f"{node.sql('duckdb')}: a filter of such a function in a window")
    of = exp.Literal.number(1) if isinstance(aggregate.this, exp.Star) else aggregate.this
    chosen = exp.Case(ifs=[exp.If(this=condition.copy(), true=of.copy())])
    chosen.type = of.type
    aggregate.this.replace(chosen)
    return aggregate
