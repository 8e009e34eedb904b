"""What is measured: published documents where they are at hand, and the goldens of the tests as office documents."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path

import pypdfium2
from tests.rendering.cases import GOLDENS, MERGED, Rendered
from tests.rendering.docx_writer import write_docx
from tests.rendering.html_writer import write_html
from tests.rendering.office import OFFICE, has_chinese_font, to_pdf
from tests.rendering.xlsx_writer import write_xlsx

from jixiao.documents.grid import Block


def published(suffix: str) -> list[Path]:
    """The published files of a type."""
    corpus = os.environ.get("JIXIAO_CORPUS")
    return sorted((Path(corpus) / "realdocs").glob(f"*.{suffix}")) if corpus else []


def generated(folder: Path) -> dict[str, Path]:
    """All goldens one after another in each format: a disclosure of some hundred pages."""
    rendered = Rendered(folder, [])
    cases = [*(f"golden-{name}" for name in GOLDENS), *(f"merged-{name}" for name in MERGED)]
    blocks: list[Block] = [block for case in cases for block in rendered.blocks(case)]
    files = {suffix: folder / f"generated.{suffix}" for suffix in ("docx", "xlsx", "html")}
    write_docx(blocks, files["docx"])
    write_xlsx(blocks, files["xlsx"])
    write_html(blocks, files["html"])
    if OFFICE is not None and has_chinese_font():
        to_pdf([files["docx"]], folder)
        files["pdf"] = folder / "generated.pdf"
    return files


def repeated(sources: Sequence[Path], pages: int, target: Path) -> None:
    """A PDF of so many pages: those of the sources again and again."""
    document = pypdfium2.PdfDocument.new()
    for path in cycle(sources):
        with pypdfium2.PdfDocument(path) as source:
            document.import_pages(source, list(range(min(len(source), pages - len(document)))))
        if len(document) >= pages:
            break
    document.save(target)
    document.close()
