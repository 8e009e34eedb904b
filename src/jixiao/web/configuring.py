"""What the settings make of the environment: the database, and the secret of an installation."""

from __future__ import annotations

import os
import secrets
from collections.abc import Collection
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

_WAIT_SECONDS = 20
_PRAGMAS = "; ".join(
    f"PRAGMA {each}"
    for each in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "temp_store=MEMORY",
        "mmap_size=268435456",
        "cache_size=-16384",  # in KiB: what the counts of tabs go through stays there from request to request
    )
)


def database_of(url: str, home: Path) -> dict[str, Any]:
    """The database of Django: PostgreSQL by its address, SQLite in the folder of the installation otherwise.

    SQLite writes ahead and waits for the disk (``WAL``, ``synchronous=FULL``), and each transaction takes the lock of writing when it
    begins, because two that read first and write then cannot both go on. Who waits for it stands in a queue (:mod:`jixiao.web.sqlite`).

    Raises:
        ValueError: the address is none of PostgreSQL.
    """
    if not url:
        return {
            "ENGINE": "jixiao.web.sqlite",
            "NAME": str(home / "jixiao.sqlite3"),
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": _WAIT_SECONDS, "init_command": _PRAGMAS},
            "CONN_MAX_AGE": None,
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise ValueError(
            f"DATABASE_URL {parts.scheme}://… is no address of PostgreSQL: write postgresql://name:password@host:port/database"
        )
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(options.pop("host", "") or parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def chosen(variable: str, among: Collection[str]) -> str:
    """What a variable of the environment chooses.

    Raises:
        ValueError: it says something else.
    """
    told = os.environ.get(variable, "").strip()
    if told not in among:
        raise ValueError(f"{variable}={told}: write {' or '.join(each for each in among if each)}, or leave it out")
    return told


def number(variable: str, otherwise: int, *, least: int = 0, most: int) -> int:
    """The whole number that a variable of the environment says.

    Raises:
        ValueError: it says something else, or too little, or too much.
    """
    told = os.environ.get(variable, "").strip() or str(otherwise)
    if not (told.isascii() and told.isdigit()) or not least <= int(told) <= most:
        raise ValueError(f"{variable}={told}: write a whole number from {least} to {most}")
    return int(told)


def mail_of() -> dict[str, Any]:
    """The settings of Django for the mail server that ``JIXIAO_MAIL_HOST`` names; mail goes nowhere without one.

    Raises:
        ValueError: a variable says something else than it may.
    """
    host, tls = os.environ.get("JIXIAO_MAIL_HOST", "").strip(), chosen("JIXIAO_MAIL_TLS", ("", "starttls", "ssl"))
    port = number("JIXIAO_MAIL_PORT", {"": 25, "starttls": 587, "ssl": 465}[tls], least=1, most=65535)
    kind = "smtp" if host else "dummy"
    return {
        "EMAIL_BACKEND": f"django.core.mail.backends.{kind}.EmailBackend",
        "EMAIL_HOST": host,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": os.environ.get("JIXIAO_MAIL_USER", ""),
        "EMAIL_HOST_PASSWORD": os.environ.get("JIXIAO_MAIL_PASSWORD", ""),
        "EMAIL_USE_TLS": tls == "starttls",
        "EMAIL_USE_SSL": tls == "ssl",
        "EMAIL_TIMEOUT": 20,
        "DEFAULT_FROM_EMAIL": os.environ.get("JIXIAO_MAIL_FROM", "").strip() or "jixiao@localhost",
    }


def secret_in(home: Path) -> str:
    """The secret of this installation: ``JIXIAO_SECRET``, or a file that is made once and that only its owner reads."""
    if given := os.environ.get("JIXIAO_SECRET"):
        return given
    file = home / "secret"
    if not file.exists():
        home.mkdir(parents=True, exist_ok=True)
        own = home / f".secret-{os.getpid()}-{secrets.token_hex(4)}"
        descriptor = os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as written:
            written.write(secrets.token_urlsafe(64))
        try:
            os.link(own, file)  # of two that start at once, one wins
        except FileExistsError:
            pass
        finally:
            own.unlink()
    return file.read_text().strip()
