"""Faults of the machine that somebody can mend: a disk that is full or cannot be written, a database that is away (磁盘与数据库故障)."""

from __future__ import annotations

import errno
import sys

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

RETRY_SECONDS = 30
_SQLITE = {5: "busy", 6: "busy", 8: "readonly", 10: "disk", 13: "full", 14: "disk"}
"""SQLITE_BUSY, LOCKED, READONLY, IOERR, FULL, CANTOPEN."""
_POSTGRESQL = {"53100": "full", "25006": "readonly", "58030": "disk", "40P01": "busy", "55P03": "busy"}
_SYSTEM = {errno.ENOSPC: "full", errno.EDQUOT: "full", errno.EROFS: "readonly", errno.EIO: "disk"}


def trouble_of(error: BaseException | None) -> str:
    """What is the matter: ``full``, ``readonly``, ``disk``, ``busy``, ``away``; empty where it is no fault of the machine."""
    while error is not None:
        if isinstance(error, DatabaseError):
            found = _of_database(error.__cause__)
        else:
            found = _SYSTEM.get(error.errno or 0, "") if isinstance(error, OSError) else ""
        if found:
            return found
        error = error.__cause__ or error.__context__
    return ""


def _of_database(cause: BaseException | None) -> str:
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        return _SQLITE.get(code & 0xFF, "")
    state = getattr(cause, "sqlstate", "")
    if state == "":
        return ""
    if state in _POSTGRESQL:
        return _POSTGRESQL[state]
    is_away = state is None or state[:2] in ("08", "57") or state == "53300"
    return "away" if is_away and type(cause).__name__ in ("OperationalError", "AdminShutdown", "CrashShutdown", "CannotConnectNow") else ""


def broken(request: HttpRequest) -> HttpResponse:
    """The page of a fault: of the machine, with what is the matter and that nothing was kept; of ours otherwise."""
    found = trouble_of(sys.exc_info()[1])
    if not found:
        return render(request, "500.html", status=500)
    response = render(request, "503.html", {"about": found}, status=503)
    response.headers["Retry-After"], response.headers["Cache-Control"] = str(RETRY_SECONDS), "no-store"
    return response
