"""What all classes of the model share: frozen, closed, and money as plain decimal strings in JSON."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, PlainSerializer


def plain_decimal(value: Decimal) -> str:
    """A decimal without exponent and without idle zeros: ``39972557.48``, ``450000``, ``0``.

    >>> plain_decimal(Decimal("4.500E+5"))
    '450000'
    """
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


Exact = Annotated[Decimal, PlainSerializer(plain_decimal, return_type=str, when_used="json")]
"""An exact number: ``Decimal`` in Python, a decimal string in JSON."""


class Model(BaseModel):
    """Base of the model: values do not change after they were read."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)
