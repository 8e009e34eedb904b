"""What a file may cost: limits with defaults, and the way in which a reader refuses a file."""

from __future__ import annotations

from dataclasses import dataclass

from jixiao.provenance import Problem, SourceRef


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits for one file (读取上限).

    Attributes:
        megabytes: size of the file.
        unpacked_megabytes: what a compressed file may unpack to.
        entries: parts of an archive (DOCX, XLSX and ODS are archives).
        ratio: how many times larger a part may unpack, once it is beyond 10 MB.
        pages: pages of a PDF.
        cells: cells that print something, and paragraphs.
        paths: lines and areas drawn on one page.
        seconds: time for the whole file.
        memory_megabytes: address space of the process that reads it, of which 60 MB are the program itself.
    """

    megabytes: int = 100
    unpacked_megabytes: int = 200
    entries: int = 2000
    ratio: int = 200
    pages: int = 2000
    cells: int = 1_000_000
    paths: int = 200_000
    seconds: float = 60.0
    memory_megabytes: int = 512


class Refusal(Exception):  # noqa: N818 - it is no error of ours: it carries a problem of the document out of a reader
    """A reader gives a file up: it carries the problem that the document then has.

    Args:
        id_: kind of the problem.
        source: the file, or the part of it that was refused.
        **values: what its message quotes.
    """

    def __init__(self, id_: str, source: SourceRef, **values: str) -> None:
        super().__init__(id_)
        self.problem = Problem(id_, source, values)


def over_limit(source: SourceRef, what: str, found: object, limit: object, option: str) -> Refusal:
    """The refusal of a file that is over a limit.

    Args:
        source: the file.
        what: what was counted, an entry of ``[limit]`` in the message catalogue.
        found: how much of it.
        limit: how much is allowed.
        option: the option that raises the limit.
    """
    return Refusal("READ-033", source, what=f"limit.{what.replace(' ', '_')}", found=str(found), limit=str(limit), option=option)
