"""Rows that are written with SQL that is put together once: what every saving does (预编译写入).

Django puts the SQL of a change together each time, which takes longer than the database does. Values go through the fields of the model as
Django sends them. Whoever calls this answers for the rights and the lock, as with a record that is saved.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import DatabaseError, connection
from django.db.models import Field, Model


class PreparedInsert:
    """A new row of a model whose key the database gives (新增一行).

    Args:
        model: all its columns but the key are given.
    """

    def __init__(self, model: type[Model]) -> None:
        self._model = model
        self._fields: list[Field] = [each for each in model._meta.concrete_fields if not each.primary_key]
        self._written: dict[str, str] = {}

    def row(self, **values: Any) -> Any:
        """Write a row.

        Args:
            values: by the names of columns, such as ``chain_id``.

        Returns:
            Its key.

        Raises:
            KeyError: a column has no value.
        """
        quoted = connection.ops.quote_name
        sql = self._written.get(connection.vendor)
        if sql is None:
            columns = ", ".join(quoted(each.column) for each in self._fields)
            slots = ", ".join(["%s"] * len(self._fields))
            key = quoted(self._model._meta.pk.column)
            sql = f"INSERT INTO {quoted(self._model._meta.db_table)} ({columns}) VALUES ({slots}) RETURNING {key}"  # noqa: S608 - by the model
            self._written[connection.vendor] = sql
        with connection.cursor() as cursor:
            cursor.execute(sql, [each.get_db_prep_save(values[each.attname], connection) for each in self._fields])
            return cursor.fetchone()[0]


class PreparedUpdate:
    """Some columns of a row of a model, found by its key (更新一行).

    Args:
        model: whose row.
        names: of the columns, such as ``department_id``.
    """

    def __init__(self, model: type[Model], names: Sequence[str]) -> None:
        by_name = {each.attname: each for each in model._meta.concrete_fields}
        self._model = model
        self._fields: list[Field] = [by_name[name] for name in names]
        self._written: dict[str, str] = {}

    def row(self, pk: Any, **values: Any) -> None:
        """Write them.

        Raises:
            KeyError: a column has no value.
            DatabaseError: there is no such row.
        """
        quoted, key = connection.ops.quote_name, self._model._meta.pk
        sql = self._written.get(connection.vendor)
        if sql is None:
            told = ", ".join(f"{quoted(each.column)} = %s" for each in self._fields)
            sql = f"UPDATE {quoted(self._model._meta.db_table)} SET {told} WHERE {quoted(key.column)} = %s"  # noqa: S608 - by the model
            self._written[connection.vendor] = sql
        given = [each.get_db_prep_save(values[each.attname], connection) for each in self._fields]
        with connection.cursor() as cursor:
            cursor.execute(sql, [*given, key.get_db_prep_value(pk, connection)])
            if cursor.rowcount != 1:
                raise DatabaseError(f"no row {pk} of {self._model.__name__} to write")
