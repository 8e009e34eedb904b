"""Codes of six digits that change every half minute (RFC 6238, of which the counter is RFC 4226): made of a secret that two share."""

from __future__ import annotations

import hmac
import secrets
from base64 import b32decode, b32encode
from datetime import datetime
from urllib.parse import quote, urlencode

PERIOD_SECONDS = 30
DIGITS = 6
_SECRET_BYTES = 20
_AROUND = 1
"""Steps before and behind the present one that are taken too: clocks of telephones differ."""


def new_secret() -> str:
    """A secret of 160 bits, as people type it: 32 characters of base 32."""
    return b32encode(secrets.token_bytes(_SECRET_BYTES)).decode()


def step_at(moment: datetime) -> int:
    """The number of the half minute.

    >>> from datetime import UTC
    >>> step_at(datetime(2005, 3, 18, 1, 58, 29, tzinfo=UTC))
    37037036
    """
    return int(moment.timestamp()) // PERIOD_SECONDS


def code_at(secret: str, step: int, digits: int = DIGITS) -> str:
    """The code of a half minute.

    >>> code_at(b32encode(b"12345678901234567890").decode(), 37037036, 8)  # RFC 6238, appendix B
    '07081804'
    """
    digest = hmac.digest(b32decode(secret), step.to_bytes(8, "big"), "sha1")
    at = digest[-1] & 0x0F
    number = int.from_bytes(digest[at : at + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**digits:0{digits}}"


def step_of(secret: str, code: str, now: datetime, after: int) -> int | None:
    """The half minute that a code belongs to; ``None`` where it belongs to none that is near, or to one that let somebody in before.

    Args:
        secret: that both share.
        code: as typed.
        now: the present.
        after: the last half minute that was used.
    """
    present, found = step_at(now), None
    for step in range(present - _AROUND, present + _AROUND + 1):
        if hmac.compare_digest(code_at(secret, step).encode(), code.encode("utf-8", "replace")) and step > after:
            found = step
    return found


def address_of(secret: str, login: str, issuer: str) -> str:
    """What a telephone reads out of the picture: ``otpauth://totp/…``.

    >>> address_of("JBSWY3DPEHPK3PXP", "lvyan", "jixiao")
    'otpauth://totp/jixiao:lvyan?secret=JBSWY3DPEHPK3PXP&issuer=jixiao'
    """
    return f"otpauth://totp/{quote(issuer)}:{quote(login)}?{urlencode({'secret': secret, 'issuer': issuer})}"
