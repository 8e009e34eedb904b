"""Sessions in the database; pages can be read while the disk is full, when only the time of the last visit could not be kept."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as InDatabase
from django.db import DatabaseError

from jixiao.web.unwell import trouble_of


class SessionStore(InDatabase):
    """As Django keeps them, but for the time of the last visit on a disk that cannot be written."""

    @classmethod
    def get_model_class(cls) -> Any:
        return InDatabase.get_model_class()

    def save(self, must_create: bool = False) -> None:
        """Write it down.

        Raises:
            DatabaseError: something new could not be written.
        """
        try:
            super().save(must_create=must_create)
        except DatabaseError as error:
            if must_create or trouble_of(error) not in ("full", "readonly", "disk"):
                raise
