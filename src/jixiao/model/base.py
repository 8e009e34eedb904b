"""What all classes of the model share: frozen, closed, and money as plain decimal strings in JSON."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, PlainSerializer

from jixiao.values.target import plain_decimal

Exact = Annotated[Decimal, PlainSerializer(plain_decimal, return_type=str, when_used="json")]
"""An exact number: ``Decimal`` in Python, a decimal string in JSON."""


class Model(BaseModel):
    """Base of the model: values do not change after they were read."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)
