"""What was made once is kept on disk, in a folder of bounded size (缓存).

An entry is never trusted: it carries the digest of its content, and one that does not fit is made again. A folder that cannot be written
costs time and nothing else.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import threading
from collections import OrderedDict
from pathlib import Path

_MB = 1024 * 1024
_MOST_MEGABYTES = 256
_IN_MEMORY = 16 * _MB
_KEPT = 0.8
"""Share of the bound that is left after the oldest entries went."""
_ENDING = ".evidence"
_DIGEST = hashlib.sha256().digest_size


def default_folder() -> Path:
    """``$JIXIAO_CACHE``, or the folder of the user for such things (XDG)."""
    if own := os.environ.get("JIXIAO_CACHE"):
        return Path(own) / "evidence"
    base = os.environ.get("XDG_CACHE_HOME")
    with contextlib.suppress(RuntimeError):  # there may be no home
        return (Path(base) if base else Path.home() / ".cache") / "jixiao" / "evidence"
    return Path(tempfile.gettempdir()) / f"jixiao-{os.getpid()}" / "evidence"


class Cache:
    """Contents by key, in memory and in a folder.

    Args:
        folder: where; the default folder if none is given.
        megabytes: what the folder may hold; the entries that were not used for longest go first.
    """

    def __init__(self, folder: Path | None = None, *, megabytes: float = _MOST_MEGABYTES) -> None:
        self.folder = folder or default_folder()
        self._most = int(megabytes * _MB)
        self._size: int | None = None
        self._recent: OrderedDict[str, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: str) -> bytes | None:
        """The content of a key; ``None`` where there is none, or a damaged one."""
        with self._lock:
            if key in self._recent:
                self._recent.move_to_end(key)
                return self._recent[key]
        file = self._file(key)
        try:
            entry = file.read_bytes()
            os.utime(file)
        except OSError:
            return None
        content = entry[_DIGEST:]
        if hashlib.sha256(key.encode() + content).digest() != entry[:_DIGEST]:
            with contextlib.suppress(OSError):
                file.unlink()
            return None
        self._remember(key, content)
        return content

    def put(self, key: str, content: bytes) -> None:
        """Keep the content of a key."""
        self._remember(key, content)
        entry = hashlib.sha256(key.encode() + content).digest() + content
        if len(entry) > self._most:
            return
        with contextlib.suppress(OSError):
            self._write(self._file(key), entry)
            self._bound(len(entry))

    def _file(self, key: str) -> Path:
        name = hashlib.sha256(key.encode()).hexdigest()
        return self.folder / name[:2] / f"{name[2:]}{_ENDING}"

    def _remember(self, key: str, content: bytes) -> None:
        with self._lock:
            self._recent[key] = content
            self._recent.move_to_end(key)
            size = sum(map(len, self._recent.values()))
            while size > _IN_MEMORY and len(self._recent) > 1:
                size -= len(self._recent.popitem(last=False)[1])

    def _write(self, file: Path, entry: bytes) -> None:
        """All of it or nothing: a reader never sees half an entry. Only the user may read it: pages may name persons."""
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as part:
                part.write(entry)
            Path(name).replace(file)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise

    def _bound(self, added: int) -> None:
        """Take out the oldest entries where the folder holds too much."""
        with self._lock:
            if self._size is not None:
                self._size += added
                if self._size <= self._most:
                    return
            entries = sorted(self._entries())
            self._size = sum(size for _, size, _ in entries)
            if self._size <= self._most:
                return
            for _, size, file in entries:
                if self._size <= self._most * _KEPT:
                    return
                with contextlib.suppress(OSError):
                    file.unlink()
                    self._size -= size

    def _entries(self) -> list[tuple[float, int, Path]]:
        """When each was used, its bytes, its file; parts that a process left behind are entries too."""
        found = []
        for file in self.folder.glob("*/*"):
            with contextlib.suppress(OSError):
                if file.suffix in (_ENDING, ".part"):
                    status = file.stat()
                    found.append((status.st_mtime, status.st_size, file))
        return found
