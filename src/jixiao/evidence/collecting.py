"""Evidence on demand: from a place in a reading back to its file (证据的取得).

The file is opened in a child process, under the limits of reading, and only where it still is the file that was read: its digest is
compared before anything is shown. What keeps something from being shown is an answer in words, never an exception.
"""

from __future__ import annotations

import atexit
import hashlib
import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jixiao.documents.limits import Limits
from jixiao.evidence.cache import Cache
from jixiao.evidence.shown import Excerpt, ExcerptCell, ExcerptRow, Missing, PagePicture, Picture, Preview
from jixiao.messages import language, text
from jixiao.provenance import SourceRef
from jixiao.worker import Death, Pool, WorkerError

if TYPE_CHECKING:
    from jixiao.model import Document

MARGIN = 80.0
"""Points above and below a mark that a picture of it shows by default."""
_FORM = 2
"""Of what is kept: entries of another one are not found."""
_PERSONAL = frozenset({"person_name", "mobile", "id_number", "bank_card", "health"})
"""Kinds of personal data that are covered; numbers and addresses of offices are public."""
_MB = 1024 * 1024
_pools: dict[int, Pool] = {}
_pools_lock = threading.Lock()


class Evidence:
    """A collector over the files of an audit; several threads may ask it.

    Args:
        files: where the file of a document lies, by the name that places give it; the name itself is the path by default.
        cache: folder of what was made before; ``$JIXIAO_CACHE`` or that of the user by default.
        limits: what a file may cost.
        hidden: places whose text is shown to nobody, by name of the file; see :meth:`of`.
    """

    def __init__(
        self,
        files: Mapping[str, Path] | None = None,
        *,
        cache: Path | None = None,
        limits: Limits | None = None,
        hidden: Mapping[str, Sequence[SourceRef]] | None = None,
    ) -> None:
        self._files = dict(files or {})
        self._hidden = {file: list(places) for file, places in (hidden or {}).items()}
        self._limits = limits or Limits()
        self._cache = Cache(cache)
        self._digests: dict[tuple[Path, int, int], str] = {}
        self._given_up: dict[tuple[str, str], Missing] = {}

    @classmethod
    def of(
        cls,
        documents: Sequence[Document],
        files: Mapping[str, Path] | None = None,
        *,
        cache: Path | None = None,
        limits: Limits | None = None,
    ) -> Evidence:
        """A collector for some readings, in which personal data is covered wherever it shows (个人信息不外露)."""
        hidden = {
            document.source.file: [item.source for item in document.personal_data if item.kind in _PERSONAL] for document in documents
        }
        return cls(files, cache=cache, limits=limits, hidden=hidden)

    def page(self, file: str, sha256: str, page: int) -> PagePicture | Missing:
        """The picture of a page, for all the marks on it (整页图片).

        Args:
            file: name of the file, as places have it.
            sha256: of the file when it was read.
            page: number from 1.
        """
        answer = self._ask(file, sha256, {"what": "page", "page": page, "hidden": self._covered(file, page)})
        if isinstance(answer, Missing):
            return answer
        head, image = answer
        return PagePicture(sha256, page, image, **head)

    def crop(self, source: SourceRef, sha256: str, *, margin: float = MARGIN) -> Picture | Missing:
        """The part of a page around a place, with the mark drawn into it: a file in PNG (标记图).

        Args:
            source: a place on a page.
            sha256: of the file when it was read.
            margin: points above and below the mark that are shown too.
        """
        return self.crop_all([source], sha256, margin=margin)

    def crop_all(self, sources: Sequence[SourceRef], sha256: str, *, margin: float = MARGIN) -> Picture | Missing:
        """The part of a page around several places, all of them marked; those on other pages than the first are left out."""
        boxed = [source for source in sources if source.page and source.box]
        if not boxed:
            return Missing(text("evidence.no_pages" if not any(source.page for source in sources) else "evidence.no_box"))
        page = boxed[0].page
        boxes = [list(source.box) for source in boxed if source.page == page]
        hidden = self._covered(boxed[0].file, page)
        wanted = {"what": "crop", "page": page, "boxes": boxes, "margin": margin, "hidden": hidden}
        answer = self._ask(boxed[0].file, sha256, wanted)
        if isinstance(answer, Missing):
            return answer
        head, image = answer
        return Picture(sha256, page, image, head["media_type"], head["width"], head["height"])

    def excerpt(self, sources: Sequence[SourceRef], sha256: str, *, context: int = 2, words: Sequence[str] = ()) -> Excerpt | Missing:
        """The rows around some cells of one file, which are marked in it (表格摘录).

        Args:
            sources: places of the cells.
            sha256: of the file when it was read.
            context: rows above and below each cell.
            words: what is quoted: of several paragraphs in one cell of a sheet, that is marked which prints some of it.
        """
        places = [place for source in sources if (place := _inside(source))]
        if not places:
            return Missing(text("evidence.whole_file"))
        file = sources[0].file
        hidden = [_inside(source) for source in self._hidden.get(file, ())]
        answer = self._ask(file, sha256, {"what": "excerpt", "places": places, "context": context, "hidden": hidden, "words": list(words)})
        if isinstance(answer, Missing):
            return answer
        return _excerpt_of(answer[0])

    def preview(self, file: str, sha256: str, part: int = 1) -> Preview | Missing:
        """How a file can be shown as a whole, with the rows of one part of it (预览).

        Args:
            file: name of the file.
            sha256: of the file.
            part: page, or run of rows, from 1.
        """
        answer = self._ask(file, sha256, {"what": "preview", "part": part})
        if isinstance(answer, Missing):
            return answer
        told = answer[0]
        return Preview(told["kind"], told["parts"], told["part"], _rows_of(told["rows"]))

    def picture(self, file: str, sha256: str) -> Picture | Missing:
        """A file that is a picture, drawn anew: nothing else that it holds is passed on (图片重绘)."""
        answer = self._ask(file, sha256, {"what": "picture"})
        if isinstance(answer, Missing):
            return answer
        head, image = answer
        return Picture(sha256, 1, image, head["media_type"], head["width"], head["height"])

    def _ask(self, file: str, sha256: str, wanted: Mapping[str, Any]) -> tuple[dict[str, Any], bytes] | Missing:
        """An answer out of the cache, or of a child process."""
        path = self._files.get(file, Path(file))
        if (missing := self._given_up.get((file, sha256)) or self._check(path, file, sha256)) is not None:
            return missing
        key = json.dumps([_FORM, sha256, language(), wanted], sort_keys=True)
        if (kept := self._cache.get(key)) is not None and (found := _parts_of(kept)) is not None:
            return found
        job = {"path": str(path.absolute()), "name": file, "sha256": sha256, "limits": asdict(self._limits), "lang": language(), **wanted}
        try:
            answer = _pool(self._limits).call(json.dumps(job).encode(), self._limits.seconds)
        except WorkerError as error:
            return Missing(text("evidence.fault", file=file, error=str(error)))
        if isinstance(answer, Death):
            missing = Missing(text("evidence.death", file=file, reason=self._words_of(answer)))
            self._given_up[file, sha256] = missing  # it would end the next child too, and take its time
            return missing
        found = _parts_of(answer)
        if found is None:
            return Missing(text("evidence.fault", file=file, error="answer"))
        if "missing" in found[0]:
            return Missing(found[0]["missing"])
        self._cache.put(key, answer)
        return found

    def _covered(self, file: str, page: int) -> list[list[float]]:
        """The boxes of a page in which nothing is shown."""
        return [list(source.box) for source in self._hidden.get(file, ()) if source.page == page and source.box]

    def _check(self, path: Path, file: str, sha256: str) -> Missing | None:
        """Why a file cannot be shown: it is gone, or it is another one by now."""
        try:
            status = path.stat()
            if not path.is_file():
                return Missing(text("evidence.gone", file=file, reason=text("evidence.no_file")))
            if status.st_size > self._limits.megabytes * _MB:
                return Missing(text("evidence.too_large", file=file, limit=self._limits.megabytes))
            known = (path, status.st_mtime_ns, status.st_size)
            if known not in self._digests:
                with path.open("rb") as opened:
                    self._digests[known] = hashlib.file_digest(opened, "sha256").hexdigest()
        except (OSError, ValueError) as error:
            return Missing(text("evidence.gone", file=file, reason=getattr(error, "strerror", None) or str(error)))
        return None if self._digests[known] == sha256 else Missing(text("evidence.changed", file=file))

    def _words_of(self, death: Death) -> str:
        if death.reason == "time":
            return text("evidence.out_of_time", limit=f"{self._limits.seconds:g}")
        detail = {"memory": f"{self._limits.memory_megabytes} MB", "processor": f"{self._limits.seconds:g} s"}.get(
            death.reason, death.detail
        )
        return text(f"death.{death.reason}") + detail


def _inside(source: SourceRef) -> dict[str, Any]:
    """A place without its file."""
    return {key: value for key, value in source.as_json().items() if key != "file"}


def _pool(limits: Limits) -> Pool:
    """The child processes under some limit of memory, ended with this process."""
    with _pools_lock:
        if limits.memory_megabytes not in _pools:
            _pools[limits.memory_megabytes] = made = Pool("jixiao.evidence.opening:answer", memory_megabytes=limits.memory_megabytes)
            atexit.register(made.close)
        return _pools[limits.memory_megabytes]


def _parts_of(answer: bytes) -> tuple[dict[str, Any], bytes] | None:
    """The line of JSON of an answer, and the bytes behind it."""
    head, _, image = answer.partition(b"\n")
    try:
        found = json.loads(head.decode("utf-8", "surrogatepass"))
    except ValueError:
        return None
    return (found, image) if isinstance(found, dict) else None


def _excerpt_of(found: Mapping[str, Any]) -> Excerpt:
    return Excerpt(found["sha256"], found["caption"], _rows_of(found["rows"]), found["is_table"])


def _rows_of(found: Sequence[Mapping[str, Any]]) -> tuple[ExcerptRow, ...]:
    return tuple(ExcerptRow(row["label"], tuple(ExcerptCell(**cell) for cell in row["cells"]), row["is_gap"]) for row in found)
