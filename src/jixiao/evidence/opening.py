"""In the child process: open a file once and answer for it, with a picture, a part of one, or an excerpt.

A job is JSON. An answer is a line of JSON, and behind it the bytes of the picture where there is one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from jixiao.documents.limits import Limits, Refusal, over_limit
from jixiao.documents.readers import read_bytes
from jixiao.documents.sniff import media_type_of
from jixiao.evidence.excerpting import make_excerpt
from jixiao.evidence.finding_cells import Lines
from jixiao.evidence.reading_through import parts_of, rows_through
from jixiao.messages import text, use_language
from jixiao.provenance import Problem, SourceRef

PDF = "application/pdf"


class Opened:
    """A file, of which pages and grids are made when they are first asked for.

    Args:
        path: the file.
        name: how places name it.
        limits: what it may cost.
    """

    def __init__(self, path: str, name: str, limits: Limits) -> None:
        self.path = path
        self.name = name
        self.limits = limits
        self.data = Path(path).read_bytes()
        self.sha256 = hashlib.sha256(self.data).hexdigest()
        self.media_type = media_type_of(self.data)
        self._pages: Any = None
        self._lines: Lines | None = None

    def pages(self) -> Any:  # noqa: ANN401 - its module loads pdfium, which other files do not need
        """The pages of a PDF."""
        if self._pages is None:
            from jixiao.documents.pdf.picture import Pages

            self._pages = Pages(self.data, self.name)
        return self._pages

    def lines(self) -> Lines:
        """The lines of the document in neutral form.

        Raises:
            Refusal: nothing of it could be read.
        """
        if self._lines is None:
            document = read_bytes(self.data, name=self.name, limits=self.limits)
            count = sum(1 for _ in document.cells())
            if count > self.limits.cells:
                raise over_limit(SourceRef(self.name), "cells", count, self.limits.cells, "--max-cells")
            if not document.blocks and document.problems:
                raise _Unread(document.problems[0])
            self._lines = Lines(document)
        return self._lines

    def close(self) -> None:
        """Give back what the file took."""
        if self._pages is not None:
            self._pages.close()


class _Unread(Refusal):
    """What a reader has noted as a problem of a document of which nothing was read."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.id, problem.source, **problem.values)


_last: Opened | None = None
"""The file that was opened last: what is asked next is mostly about the same."""


def answer(job: bytes) -> bytes:
    """Answer a job: JSON with ``path``, ``name``, ``sha256``, ``limits``, ``lang``, ``what`` and what that needs."""
    asked: dict[str, Any] = json.loads(job)
    use_language(asked["lang"])
    try:
        opened = _open(asked)
        if opened.sha256 != asked["sha256"]:
            return _missing(text("evidence.changed", file=opened.name))
        return _ANSWERS[asked["what"]](opened, asked)
    except Refusal as refusal:
        problem = refusal.problem
        return _missing(text("evidence.unreadable", message=problem.message(), remedy=problem.remedy()))
    except OSError as error:
        return _missing(text("evidence.gone", file=asked["name"], reason=error.strerror or str(error)))


def _open(asked: Mapping[str, Any]) -> Opened:
    global _last
    if _last is None or (_last.path, _last.name, _last.sha256) != (asked["path"], asked["name"], asked["sha256"]):
        if _last is not None:
            _last.close()
        _last = None
        _last = Opened(asked["path"], asked["name"], Limits(**asked["limits"]))
    return _last


def _page(opened: Opened, asked: Mapping[str, Any]) -> bytes:
    if (reason := _no_page(opened, asked["page"])) is not None:
        return _missing(reason)
    return _drawn(opened.pages().draw(asked["page"], asked["hidden"]))


def _crop(opened: Opened, asked: Mapping[str, Any]) -> bytes:
    if (reason := _no_page(opened, asked["page"])) is not None:
        return _missing(reason)
    drawing = opened.pages().cut_out(asked["page"], asked["boxes"], asked["margin"], asked["hidden"])
    if drawing is None:
        return _missing(text("evidence.outside", page=asked["page"]))
    return _drawn(drawing)


def _no_page(opened: Opened, number: int) -> str | None:
    """Why there is no picture of a page."""
    if opened.media_type != PDF:
        return text("evidence.no_pages")
    count = len(opened.pages())
    return None if 1 <= number <= count else text("evidence.no_such_page", page=number, pages=count)


def _drawn(drawing: Any) -> bytes:  # noqa: ANN401 - its module is loaded where it is needed
    head = asdict(drawing)
    image: bytes = head.pop("image")
    return json.dumps(head).encode() + b"\n" + image


def _excerpt(opened: Opened, asked: Mapping[str, Any]) -> bytes:
    places = [_place(opened, place) for place in asked["places"]]
    hidden = [_place(opened, place) for place in asked["hidden"]]
    found = make_excerpt(opened.lines(), places, opened.sha256, asked["context"], hidden, asked["words"])
    if found is None:
        return _missing(text("evidence.unknown_place", place=places[0].where() or opened.name))
    return json.dumps(asdict(found), ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


def _preview(opened: Opened, asked: Mapping[str, Any]) -> bytes:
    told: dict[str, Any] = {"part": asked["part"], "rows": []}
    if opened.media_type == PDF:
        told |= {"kind": "pages", "parts": len(opened.pages())}
    elif opened.media_type.startswith("image/"):
        told |= {"kind": "picture", "parts": 1}
    else:
        rows = rows_through(opened.lines(), asked["part"])
        told |= {"kind": "rows", "parts": parts_of(opened.lines()), "rows": [asdict(row) for row in rows]}
    if not 1 <= told["part"] <= told["parts"]:
        return _missing(text("evidence.no_such_page", page=told["part"], pages=told["parts"]))
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


def _picture(opened: Opened, asked: Mapping[str, Any]) -> bytes:
    from jixiao.documents.redrawing import redrawn

    drawing = redrawn(opened.data, opened.name)
    return _missing(text("evidence.picture_too_large", file=opened.name)) if drawing is None else _drawn(drawing)


def _place(opened: Opened, found: Mapping[str, Any]) -> SourceRef:
    return SourceRef(opened.name, **{**found, "box": tuple(found.get("box", ()))})


def _missing(reason: str) -> bytes:
    return json.dumps({"missing": reason}).encode() + b"\n"


_ANSWERS = {"page": _page, "crop": _crop, "excerpt": _excerpt, "preview": _preview, "picture": _picture}
