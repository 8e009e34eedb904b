"""Queries that are written once as SQL and asked often: what every request needs is not put together anew each time (预编译查询).

Django writes the SQL of a query each time that it is run, which takes longer than the database does. A query whose shape is fixed and
that only asks for other values has :class:`Slot` where these stand, and is written once for each kind of database.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, Expression, Field, QuerySet

from jixiao.web.records.scope import ScopedQuerySet, UnscopedQueryError


class Slot(Expression):
    """The place of a value in a query (占位).

    Args:
        name: of the value.
        field: of the model that it is held against, which says how the database writes such values.
    """

    def __init__(self, name: str, field: Field) -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return "%s", [self]


class Among(Expression):
    """A key is one of those that some queries give, each with a limit of its own (并集).

    Django unites no such queries on SQLite; and PostgreSQL would rather ask them again for each row than once.

    Args:
        key: of the rows.
        parts: queries of keys, narrowed as for :class:`Prepared`.
    """

    def __init__(self, key: Any, parts: Sequence[QuerySet]) -> None:
        super().__init__(output_field=BooleanField())
        self.key = key
        self.parts = [_narrowed(part) for part in parts]

    def get_source_expressions(self) -> list[Any]:
        return [self.key]

    def set_source_expressions(self, exprs: list[Any]) -> None:
        (self.key,) = exprs

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        key, params = compiler.compile(self.key)
        written = [told for told in map(_sql_of, self.parts) if told[0]]
        if not written:
            raise EmptyResultSet
        keys = " UNION ALL ".join(f"SELECT * FROM ({sql}) part_{at}" for at, (sql, _) in enumerate(written))  # noqa: S608 - by Django
        sql = f"{key} IN ({keys})" if connection.vendor == "sqlite" else f"{key} = ANY(ARRAY({keys}))"
        return sql, [*params, *(param for _, given in written for param in given)]


class Prepared:
    """A query with slots (预编译查询).

    Args:
        build: gives the query, narrowed with ``visible_to`` where its records are; it asks for ``values_list``.
    """

    def __init__(self, build: Callable[[], QuerySet]) -> None:
        self._build = build
        self._written: dict[str, tuple[str, list[Any], list[tuple[int, list[Any], Any]]]] = {}

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """The rows for some values, as ``values_list`` gives them.

        Raises:
            KeyError: a slot has no value.
        """
        rows = self.raw_rows(**values)
        converters = self._written[connection.vendor][2]
        return [_converted(row, converters) for row in rows] if converters else rows

    def raw_rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """The rows as the database writes them.

        Raises:
            KeyError: a slot has no value.
            UnscopedQueryError: it asks for records of agencies, and is not narrowed to what somebody may see.
        """
        sql, params, _ = self._written.get(connection.vendor) or self._write()
        if not sql:
            return []
        with connection.cursor() as cursor:
            cursor.execute(sql, [_given(each, values) if isinstance(each, Slot) else each for each in params])
            return cursor.fetchall()

    def _write(self) -> tuple[str, list[Any], list[tuple[int, list[Any], Any]]]:
        compiler = _narrowed(self._build()).query.get_compiler(connection=connection)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:  # nothing may be seen, whatever is asked for
            sql, params = "", ()
        converters = compiler.get_converters([column for column, _, _ in compiler.select]) if sql else {}
        written = sql, list(params), [(at, each, column) for at, (each, column) in converters.items()]
        self._written[connection.vendor] = written
        return written


class PreparedCounts:
    """How many rows each of some queries with slots finds, asked for at once.

    Args:
        build: gives the queries, narrowed as for :class:`Prepared`.
    """

    def __init__(self, build: Callable[[], Sequence[QuerySet]]) -> None:
        self._build = build
        self._written: dict[str, tuple[str, list[Any]]] = {}

    def counts(self, **values: Any) -> list[int]:
        """How many, in the order of the queries.

        Raises:
            KeyError: a slot has no value.
            UnscopedQueryError: a query asks for records of agencies, and is not narrowed to what somebody may see.
        """
        sql, params = self._written.get(connection.vendor) or self._write()
        with connection.cursor() as cursor:
            cursor.execute(sql, [_given(each, values) if isinstance(each, Slot) else each for each in params])
            return list(cursor.fetchone())

    def _write(self) -> tuple[str, list[Any]]:
        parts = [_sql_of(_narrowed(found)) for found in self._build()]
        sql = ", ".join(f"(SELECT COUNT(*) FROM ({part}) counted)" if part else "0" for part, _ in parts)  # noqa: S608 - by Django
        written = f"SELECT {sql}", [param for _, params in parts for param in params]
        self._written[connection.vendor] = written
        return written


def _sql_of(found: QuerySet) -> tuple[str, Any]:
    """The SQL of a query with its parameters; empty where nothing can be found."""
    try:
        return found.query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return "", ()


def _narrowed(found: QuerySet) -> QuerySet:
    if isinstance(found, ScopedQuerySet) and not found.is_scoped:
        raise UnscopedQueryError(f"a prepared query of {found.model.__name__} is not narrowed: call visible_to(scope)")
    return found


def _given(slot: Slot, values: dict[str, Any]) -> Any:
    return slot.output_field.get_db_prep_value(values[slot.name], connection)


def _converted(row: tuple[Any, ...], converters: list[tuple[int, list[Any], Any]]) -> tuple[Any, ...]:
    made = list(row)
    for at, each, column in converters:
        for convert in each:
            made[at] = convert(made[at], column, connection)
    return tuple(made)
