"""Secrets in the database that only a program with the secret of the installation reads; the tables and copies of them tell nothing."""

from __future__ import annotations

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def seal(told: str, purpose: str) -> str:
    """A text that nobody reads or changes without the secret, for one purpose."""
    return _key(purpose).encrypt(told.encode()).decode()


def unseal(sealed: str, purpose: str) -> str | None:
    """The text; ``None`` where it was sealed by another installation, or changed."""
    try:
        return _key(purpose).decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def _key(purpose: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"jixiao {purpose}".encode())
    return Fernet(urlsafe_b64encode(derived.derive(settings.SECRET_KEY.encode())))
