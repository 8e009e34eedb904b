"""Office files are archives: their parts, with what they unpack to counted before and while they are unpacked.

Nothing is ever written to disk, and an archive inside an archive stays closed.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterable, Mapping

from jixiao.documents.limits import Limits, Refusal, over_limit
from jixiao.provenance import SourceRef

_MB = 1024 * 1024
_RATIO_FROM = 10 * _MB  # parts smaller than this may unpack as far as they like
_BEYOND = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:|\x00")
_WAYS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, RuntimeError, OverflowError)


class Archive:
    """The parts of an archive (压缩包), checked against the limits when it is opened.

    Args:
        data: the file.
        source: the file as places name it.
        limits: how many parts, how large, and how much larger than packed.

    Raises:
        Refusal: it is damaged (READ-031), locked (READ-032), over a limit (READ-033) or not to be trusted (READ-039).
    """

    def __init__(self, data: bytes, source: SourceRef, limits: Limits) -> None:
        self._source = source
        self._limit = limits.unpacked_megabytes * _MB
        self._unpacked = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise Refusal("READ-031", source, reason=_reason(error)) from error
        entries = self._zip.infolist()
        if len(entries) > limits.entries:
            raise over_limit(source, "entries", len(entries), limits.entries, "--max-entries")
        self._check(entries, limits)
        self._entries = {entry.filename.lstrip("/"): entry for entry in entries if not entry.is_dir()}
        self._by_folded = {name.casefold(): name for name in self._entries}

    def _check(self, entries: Iterable[zipfile.ZipInfo], limits: Limits) -> None:
        total = 0
        seen: set[str] = set()
        for entry in entries:
            name = entry.filename
            if _BEYOND.search(name) or _BEYOND.search(entry.orig_filename):
                raise Refusal("READ-039", self._source, reason=name[:60])
            if name in seen or stat.S_ISLNK(entry.external_attr >> 16) or entry.compress_type not in _WAYS:
                raise Refusal("READ-039", self._source, reason=name[:60])
            if entry.flag_bits & 1:
                raise Refusal("READ-032", self._source)
            seen.add(name)
            total += entry.file_size
            ratio = entry.file_size // max(entry.compress_size, 1)
            if entry.file_size > _RATIO_FROM and ratio > limits.ratio:
                raise over_limit(self._source, "ratio", ratio, limits.ratio, "--max-ratio")
        if total > self._limit:
            raise over_limit(self._source, "unpacked", f"{total // _MB} MB", f"{limits.unpacked_megabytes} MB", "--max-unpacked")

    def names(self) -> list[str]:
        """Names of all parts."""
        return list(self._entries)

    def spelled(self, name: str) -> str:
        """The name of a part as the archive spells it, whatever its case; the name itself where there is no such part."""
        return self._by_folded.get(name.casefold(), name)

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._by_folded

    def read(self, name: str) -> bytes:
        """Unpack a part; no more of it is unpacked than its entry declares.

        Raises:
            Refusal: there is no such part, it is damaged, or it holds more than it declares.
        """
        entry = self._entries.get(self._by_folded.get(name.casefold(), ""))
        if entry is None:
            raise Refusal("READ-031", self._source, reason=name[:60])
        try:
            with self._zip.open(entry) as part:
                data = part.read(entry.file_size + 1)
                part.read(1)  # at the end of the part its checksum is compared
        except _BROKEN as error:
            raise Refusal("READ-031", self._source, reason=f"{name[:60]}: {_reason(error)}") from error
        self._unpacked += len(data)
        if self._unpacked > self._limit:  # a part that is read twice counts twice
            raise over_limit(self._source, "unpacked", f"{self._unpacked // _MB} MB", f"{self._limit // _MB} MB", "--max-unpacked")
        return data


def packed(parts: Mapping[str, bytes]) -> bytes:
    """An archive of some parts, not compressed: for a library that must see only what was checked."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def _reason(error: Exception) -> str:
    return re.sub(r"\s+", " ", str(error))[:80] or type(error).__name__
