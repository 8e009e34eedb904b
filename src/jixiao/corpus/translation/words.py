"""Pieces of SQL that translations are put together from."""

from __future__ import annotations

from collections.abc import Callable

from sqlglot import exp

_SIMPLE = (exp.Column, exp.Literal, exp.Placeholder)


class TranslationError(ValueError):
    """SQL that cannot be carried over with the same meaning; the text says what and what to write instead."""


def call(name: str, *arguments: exp.Expr) -> exp.Expr:
    """A function of Spark, by its name there."""
    return exp.Anonymous(this=name, expressions=[argument.copy() for argument in arguments])


def cast(node: exp.Expr, kind: str) -> exp.Expr:
    """A cast, which is not translated again."""
    return exp.Cast(this=node.copy(), to=exp.DataType.build(kind, dialect="spark"))


def number(value: int | str) -> exp.Literal:
    """A number as it is written, without a sign."""
    return exp.Literal(this=str(value), is_string=False)


def text(value: str) -> exp.Literal:
    """A text."""
    return exp.Literal.string(value)


def failing(condition: exp.Expr, why: str, otherwise: exp.Expr) -> exp.Expr:
    """A value, or the failure of the query where a condition holds: better no finding than a wrong one."""
    return exp.Case(ifs=[exp.If(this=condition.copy(), true=call("RAISE_ERROR", text(why)))], default=otherwise.copy())


def once(value: exp.Expr, body: Callable[[exp.Expr], exp.Expr]) -> exp.Expr:
    """Something made of a value that is named several times and computed once."""
    if isinstance(value, _SIMPLE):
        return exp.Paren(this=body(value.copy()))
    named = exp.Lambda(this=body(exp.column("x")), expressions=[exp.to_identifier("x")])
    return call("ELEMENT_AT", call("TRANSFORM", call("ARRAY", value), named), number(1))


def both_once(left: exp.Expr, right: exp.Expr, body: Callable[[exp.Expr, exp.Expr], exp.Expr]) -> exp.Expr:
    """Something made of two values that are named several times and computed once."""
    named = exp.Lambda(this=body(exp.column("x"), exp.column("y")), expressions=[exp.to_identifier("x"), exp.to_identifier("y")])
    return call("ELEMENT_AT", call("ZIP_WITH", call("ARRAY", left), call("ARRAY", right), named), number(1))
