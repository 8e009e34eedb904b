"""Mutants of a rule: its SELECT with one small fault, through the tree of sqlglot (变异体, T73).

A suite of cases that does not notice the fault would not notice a slip of whoever changes the rule. Words in regular expressions are
not changed: they are vocabulary, and a case for each would be the list once more. Nothing is changed where that changes nothing
whatever the facts: an inner join of a table of which WHERE or a later inner join asks for a value, UNION ALL of rows that are written out,
what EXISTS selects, COALESCE in CONCAT, ranks that stay in their order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

import sqlglot
from sqlglot import exp

Edit = Callable[[exp.Expression], exp.Expression | None]

_BOUNDARY: dict[type[exp.Expression], type[exp.Expression]] = {exp.LT: exp.LTE, exp.LTE: exp.LT, exp.GT: exp.GTE, exp.GTE: exp.GT}
_OPPOSITE: dict[type[exp.Expression], type[exp.Expression]] = {
    exp.LT: exp.GTE,
    exp.LTE: exp.GT,
    exp.GT: exp.LTE,
    exp.GTE: exp.LT,
    exp.EQ: exp.NEQ,
    exp.NEQ: exp.EQ,
}
_BY_NULL: dict[type[exp.Expression], type[exp.Expression]] = {
    exp.NEQ: exp.NullSafeNEQ,
    exp.NullSafeNEQ: exp.NEQ,
    exp.NullSafeEQ: exp.EQ,
}
_SWAPPED: dict[type[exp.Expression], type[exp.Expression]] = {
    exp.Add: exp.Sub,
    exp.Sub: exp.Add,
    exp.Min: exp.Max,
    exp.Max: exp.Min,
    exp.LogicalOr: exp.LogicalAnd,
    exp.LogicalAnd: exp.LogicalOr,
    exp.Greatest: exp.Least,
    exp.Least: exp.Greatest,
}
_LONGEST_QUOTE = 110


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule with one fault.

    Attributes:
        rule: its id.
        kind: what was done, such as ``comparison``.
        change: what stood there and what stands there now, with a number where the same is done at several places; stable while
            the rest of the rule changes.
        sql: the SELECT.
    """

    rule: str
    kind: str
    change: str
    sql: str

    @property
    def name(self) -> str:
        """As the list of equivalent mutants names it."""
        return f"{self.kind}: {self.change}"


def mutants(rule: str, sql: str, parameters: dict[str, object]) -> list[Mutant]:
    """All mutants of a SELECT, in the order of its text.

    Args:
        rule: id of the rule.
        sql: its SELECT.
        parameters: values of its ``$names``; numbers among them are changed too.
    """
    tree = parsed(sql)
    original = written(tree)
    found: list[Mutant] = []
    seen = {original}
    times: Counter[tuple[str, str]] = Counter()
    for index, node in enumerate(tree.walk(bfs=False)):
        for kind, edit in _edits(node, parameters):
            copy = tree.copy()
            target = _node(copy, index)
            before = _quote(_around(target))
            changed = edit(target)
            if changed is None:
                continue
            change = f"{before} → {_quote(_around(changed))}"
            sql_of_mutant = _written_once(copy)
            if sql_of_mutant in seen:
                continue
            seen.add(sql_of_mutant)
            times[kind, change] += 1
            count = times[kind, change]
            found.append(Mutant(rule, kind, change if count == 1 else f"{change} #{count}", sql_of_mutant))
    return found


def parsed(sql: str) -> exp.Expression:
    """The tree of a rule's SELECT."""
    return sqlglot.parse_one(sql, read="duckdb")


def written(tree: exp.Expression) -> str:
    """SQL of a tree, for DuckDB, without comments."""
    return tree.sql(dialect="duckdb", comments=False)


def _written_once(tree: exp.Expression) -> str:
    """As :func:`written`, of a tree that is thrown away."""
    return tree.sql(dialect="duckdb", comments=False, copy=False)


def _node(tree: exp.Expression, index: int) -> exp.Expression:
    for at, node in enumerate(tree.walk(bfs=False)):
        if at == index:
            return node
    raise LookupError(index)


def _around(node: exp.Expression) -> exp.Expression:
    """A bare value with what it stands in, so that the change can be read."""
    small = (exp.Literal, exp.Parameter, exp.Placeholder, exp.Paren, exp.Neg, exp.Boolean, exp.Column, exp.Coalesce, exp.Abs)
    while isinstance(node, small) and node.parent is not None and not isinstance(node.parent, exp.Select | exp.Subquery | exp.CTE):
        node = node.parent
    return node


def _quote(node: exp.Expression) -> str:
    text = " ".join(written(node).split())
    return text if len(text) <= _LONGEST_QUOTE else f"{text[: _LONGEST_QUOTE - 30]} … {text[-27:]}"


def _edits(node: exp.Expression, parameters: dict[str, object]) -> Iterator[tuple[str, Edit]]:
    """What can be done to a node."""
    kind = type(node)
    yield from _edits_of_conditions(node)
    yield from _edits_of_numbers(node, parameters)
    yield from _edits_of_queries(node)
    if kind in _SWAPPED:
        yield "function" if isinstance(node, exp.Func) else "arithmetic", lambda old: _retyped(old, _SWAPPED[type(old)])
    if isinstance(node, exp.Coalesce) and not isinstance(node.parent, exp.Concat):
        yield "coalesce", lambda old: _replaced(old, old.this.copy())
    if isinstance(node, exp.Abs):
        yield "function", lambda old: _replaced(old, _parens(old.this.copy()))
    if isinstance(node, exp.Case):
        yield from _edits_of_case(node)


def _edits_of_conditions(node: exp.Expression) -> Iterator[tuple[str, Edit]]:
    kind = type(node)
    if kind in _BOUNDARY:
        yield "comparison", lambda old: _retyped(old, _BOUNDARY[type(old)])
    if kind in _OPPOSITE:
        yield "comparison", lambda old: _retyped(old, _OPPOSITE[type(old)])
    if kind in _BY_NULL and not isinstance(node.this, exp.Coalesce):
        yield "null", lambda old: _retyped(old, _BY_NULL[type(old)])
    if isinstance(node, exp.And | exp.Or):
        yield "connective", _other_connective
        if not isinstance(node.parent, kind):
            for place in range(len(list(node.flatten(unnest=False)))):
                yield "conjunct" if kind is exp.And else "disjunct", lambda old, place=place: _without_operand(old, place)
    if isinstance(node, exp.Not):
        yield "not", lambda old: _replaced(old, _parens(old.this.copy()))
    if isinstance(node, exp.Exists | exp.Is) and not isinstance(node.parent, exp.Not):
        yield "not", lambda old: _replaced(old, exp.Not(this=_parens(old.copy())))
    if isinstance(node, exp.In) and len(node.expressions) > 1:
        for place in range(len(node.expressions)):
            yield "list", lambda old, place=place: _without_member(old, place)
    if isinstance(node, exp.Boolean):
        yield "constant", lambda old: _replaced(old, exp.Boolean(this=not old.this))


def _edits_of_numbers(node: exp.Expression, parameters: dict[str, object]) -> Iterator[tuple[str, Edit]]:
    if isinstance(node, exp.Literal) and not node.is_string and not _is_never_read(node):
        value = Decimal(node.this)
        for other in (value + 1, value - 1, value * 10):
            if other != value and not _keeps_the_order(node, other):
                yield "constant", lambda old, other=other: _replaced(old, _number(other))
    if isinstance(node, exp.Parameter | exp.Placeholder):
        held = parameters.get(node.name)
        if isinstance(held, int | Decimal):
            value = Decimal(held)
            step = Decimal(1) if value == value.to_integral_value() else abs(value) / 10
            for sign in (1, -1):
                other = sign * step
                yield (
                    "parameter",
                    lambda old, other=other: _replaced(old, exp.Paren(this=exp.Add(this=old.copy(), expression=_number(other)))),
                )


def _edits_of_queries(node: exp.Expression) -> Iterator[tuple[str, Edit]]:
    if isinstance(node, exp.Select) and node.args.get("distinct"):
        yield "distinct", lambda old: _set(old, "distinct", None)
    if isinstance(node, exp.Count) and isinstance(node.this, exp.Distinct):
        yield "distinct", lambda old: _set(old, "this", old.this.expressions[0])
    if isinstance(node, exp.Union) and not _is_list(node):
        yield "union", lambda old: _set(old, "distinct", not old.args.get("distinct"))
    if isinstance(node, exp.Join) and node.args.get("on") is not None and not _is_needed_below(node):
        yield "join", lambda old: _set(old, "side", None if old.args.get("side") else "LEFT")
    if isinstance(node, exp.Where | exp.Having) and not isinstance(node.this, exp.And):
        yield "conjunct", lambda old: _set(old, "this", exp.Boolean(this=True))


def _is_never_read(node: exp.Expression) -> bool:
    """EXISTS (SELECT 1 …) and COUNT(CASE … THEN 1 END) ask whether there is a row, not what it says.

    Digits of a type are no number of the rule.
    """
    above = node.parent
    if isinstance(above, exp.If) and above.args["true"] is node:
        return isinstance(above.parent, exp.Case) and isinstance(above.parent.parent, exp.Count)
    return isinstance(above, exp.DataTypeParam) or (isinstance(above, exp.Select) and isinstance(above.parent, exp.Exists))


def _keeps_the_order(node: exp.Expression, other: Decimal) -> bool:
    """A rank in ORDER BY CASE … THEN 0 ELSE 1 END that stays below the same and above the same ranks."""
    case = node.find_ancestor(exp.Case)
    if case is None or not isinstance(case.parent, exp.Ordered) or not isinstance(node.parent, exp.If | exp.Case):
        return False
    results = [branch.args["true"] for branch in case.args["ifs"]] + [case.args.get("default")]
    ranks = [Decimal(one.this) for one in results if isinstance(one, exp.Literal) and not one.is_string]
    if len(ranks) != len(results) or not any(one is node for one in results):
        return False
    new = [other if one is node else rank for one, rank in zip(results, ranks, strict=True)]
    return [[left < right for right in ranks] for left in ranks] == [[left < right for right in new] for left in new]


def _is_list(node: exp.Expression) -> bool:
    """Rows that are written out (SELECT 'a' UNION ALL SELECT 'b'): no two are the same."""
    sides = (node.left, node.right) if isinstance(node, exp.Union) else (node,)
    return all((isinstance(side, exp.Union) and _is_list(side)) or side.args.get("from_", side.args.get("from")) is None for side in sides)


def _is_needed_below(node: exp.Join) -> bool:
    """WHERE or a join that follows asks for a value of the joined table: rows without a partner are left out in either kind of join."""
    select = node.parent
    if not isinstance(select, exp.Select) or node.args.get("side"):
        return False
    joins = select.args["joins"]
    after = [join.args["on"] for join in joins[joins.index(node) + 1 :] if not join.args.get("side") and join.args.get("on") is not None]
    where = select.args.get("where")
    conditions = [*after, *([where.this] if where is not None else [])]
    return any(_asks_for(conjunct, node.alias_or_name) for condition in conditions for conjunct in _conjuncts(condition))


def _conjuncts(condition: exp.Expression) -> list[exp.Expression]:
    return list(condition.flatten(unnest=False)) if isinstance(condition, exp.And) else [condition]


def _asks_for(conjunct: exp.Expression, table: str) -> bool:
    """A condition that does not hold where the columns of a table are NULL."""
    if isinstance(conjunct, exp.Paren):
        return _asks_for(conjunct.this, table)
    if isinstance(conjunct, exp.And):
        return any(_asks_for(part, table) for part in conjunct.flatten(unnest=False))
    if isinstance(conjunct, exp.Or):
        return all(_asks_for(disjunct, table) for disjunct in conjunct.flatten(unnest=False))
    inner = conjunct.this if isinstance(conjunct, exp.Not) else conjunct
    if isinstance(inner, exp.Is):
        return inner is not conjunct and isinstance(inner.expression, exp.Null) and _is_null_without(inner.this, table)
    if isinstance(inner, exp.Column):
        return inner.table == table
    if not isinstance(inner, exp.EQ | exp.NEQ | exp.LT | exp.LTE | exp.GT | exp.GTE | exp.In | exp.Between | exp.RegexpLike | exp.Like):
        return False
    return any(_is_null_without(side, table) for side in (inner.this, inner.args.get("expression")))


def _is_null_without(value: object, table: str) -> bool:
    """A column of the table, or what is reckoned from one."""
    if isinstance(value, exp.Column):
        return value.table == table
    if isinstance(value, exp.Paren | exp.Neg | exp.Abs):
        return _is_null_without(value.this, table)
    if isinstance(value, exp.Add | exp.Sub | exp.Mul | exp.Div):
        return _is_null_without(value.this, table) or _is_null_without(value.expression, table)
    return False


def _edits_of_case(node: exp.Case) -> Iterator[tuple[str, Edit]]:
    branches = node.args["ifs"]
    for place in range(len(branches) - 1):
        yield "branch", lambda old, place=place: _swapped_branches(old, place)
    if node.args.get("default") is not None:
        yield "branch", _swapped_default
    if len(branches) > 1:
        for place in range(len(branches)):
            yield "branch", lambda old, place=place: _without_branch(old, place)


def _retyped(old: exp.Expression, kind: type[exp.Expression]) -> exp.Expression:
    return _replaced(old, kind(**{name: value for name, value in old.copy().args.items() if value is not None}))


def _other_connective(old: exp.Expression) -> exp.Expression:
    kind = exp.Or if isinstance(old, exp.And) else exp.And
    return _replaced(old, exp.Paren(this=kind(this=_parens(old.this.copy()), expression=_parens(old.expression.copy()))))


def _without_operand(old: exp.Expression, place: int) -> exp.Expression:
    operands = [operand.copy() for operand in old.flatten(unnest=False)]
    del operands[place]
    new = operands[0]
    for operand in operands[1:]:
        new = type(old)(this=new, expression=operand)
    return _replaced(old, new)


def _without_member(old: exp.Expression, place: int) -> exp.Expression:
    return _set(old, "expressions", [member for at, member in enumerate(old.expressions) if at != place])


def _swapped_branches(old: exp.Expression, place: int) -> exp.Expression:
    one, other = old.args["ifs"][place : place + 2]
    first, second = one.args["true"].copy(), other.args["true"].copy()
    one.set("true", second)
    other.set("true", first)
    return old


def _swapped_default(old: exp.Expression) -> exp.Expression:
    last = old.args["ifs"][-1]
    first, second = last.args["true"].copy(), old.args["default"].copy()
    last.set("true", second)
    old.set("default", first)
    return old


def _without_branch(old: exp.Expression, place: int) -> exp.Expression:
    return _set(old, "ifs", [branch for at, branch in enumerate(old.args["ifs"]) if at != place])


def _set(old: exp.Expression, name: str, value: object) -> exp.Expression:
    old.set(name, value)
    return old


def _replaced(old: exp.Expression, new: exp.Expression) -> exp.Expression:
    return old.replace(new)


def _parens(node: exp.Expression) -> exp.Expression:
    return node if isinstance(node, exp.Paren | exp.Column | exp.Func | exp.Boolean) else exp.Paren(this=node)


def _number(value: Decimal) -> exp.Expression:
    number = exp.Literal.number(format(abs(value), "f"))
    return exp.Paren(this=exp.Neg(this=number)) if value < 0 else number
