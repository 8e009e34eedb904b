"""Records that are written once: neither Python nor the database changes or deletes them (不可更改)."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models


class KeptRecordError(RuntimeError):
    """A record that is written once was to be changed or deleted: a fault of ours."""

    def __init__(self, name: str) -> None:
        super().__init__(f"a record of {name} is written once and never changed or deleted")


class KeptQuerySet(models.QuerySet):
    """Reads and adds, and does nothing else."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise KeptRecordError(self.model.__name__)

    def delete(self) -> NoReturn:
        raise KeptRecordError(self.model.__name__)

    def bulk_update(self, objs: Any, fields: Any, batch_size: int | None = None) -> NoReturn:
        raise KeptRecordError(self.model.__name__)


class Kept(models.Model):
    """A record that is written once."""

    class Meta:
        abstract = True

    def save(self, **kwargs: Any) -> None:
        if not self._state.adding:
            raise KeptRecordError(type(self).__name__)
        super().save(**{**kwargs, "force_insert": True})

    def delete(self, using: Any = None, keep_parents: bool = False) -> NoReturn:
        raise KeptRecordError(type(self).__name__)
