"""Why an action was refused: each says what to do instead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jixiao.errors import CallerError


class RefusedError(CallerError):
    """An action was refused, and nothing was changed."""


class ConflictError(RefusedError):
    """Somebody else changed the declaration since it was seen (版本冲突).

    Attributes:
        declaration: as it is now.
    """

    def __init__(self, declaration: Any) -> None:
        super().__init__("web.refused.conflict", name=str(declaration))
        self.declaration = declaration


class NotReadyError(RefusedError):
    """The declaration cannot be submitted (不能送审).

    Attributes:
        reasons: all of them.
    """

    def __init__(self, reasons: Sequence[Any]) -> None:
        super().__init__("web.refused.not_ready", count=len(reasons))
        self.reasons = tuple(reasons)
