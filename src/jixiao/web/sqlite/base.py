"""The backend of Django: transactions that will write, and single statements that write, wait for their turn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base

from jixiao.web.sqlite.turns import Turns

Database = base.Database
_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "DROP", "ALTER")
_MODES = ("IMMEDIATE", "EXCLUSIVE")


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that queues."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turns: Turns | None = None
        self._has_turn = False

    def create_cursor(self, name: str | None = None) -> Cursor:
        cursor = self.connection.cursor(factory=Cursor)
        cursor.queueing = self
        return cursor

    def takes_turn_for(self, query: Any) -> bool:
        """Wait for one's turn, where a statement writes outside of a transaction; whoever gets it gives it back."""
        return not self._has_turn and str(query).lstrip()[:8].upper().startswith(_WRITES) and self._take()

    def give_turn(self) -> None:
        """Let the next one."""
        if self._has_turn and self._turns is not None:
            self._has_turn = False
            self._turns.give()

    def _start_transaction_under_autocommit(self) -> None:
        if self.transaction_mode in _MODES:
            self._take()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self.give_turn()
            raise

    def _commit(self) -> Any:
        try:
            return super()._commit()
        finally:
            self.give_turn()

    def _rollback(self) -> Any:
        try:
            return super()._rollback()
        finally:
            self.give_turn()

    def _close(self) -> Any:
        try:
            return super()._close()
        finally:
            self.give_turn()
            if self._turns is not None:
                self._turns.close()

    def _take(self) -> bool:
        if self.is_in_memory_db():
            return False
        if self._turns is None:
            self._turns = Turns(Path(self.settings_dict["NAME"]))
        self._turns.take()
        self._has_turn = True
        return True


class Cursor(base.SQLiteCursorWrapper):
    """A cursor that queues."""

    queueing: DatabaseWrapper

    def execute(self, query: Any, params: Any = None) -> Any:
        if not self.queueing.autocommit or not self.queueing.takes_turn_for(query):
            return super().execute(query, params)
        try:
            return super().execute(query, params)
        finally:
            self.queueing.give_turn()

    def executemany(self, query: Any, param_list: Any) -> Any:
        if not self.queueing.autocommit or not self.queueing.takes_turn_for(query):
            return super().executemany(query, param_list)
        try:
            return super().executemany(query, param_list)
        finally:
            self.queueing.give_turn()
