"""The documents that are rendered, by name, and how each becomes files."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from tests.property.documents import Layout, Truth
from tests.rendering.blocks import blocks_of_marked_text, blocks_of_text
from tests.rendering.docx_writer import write_docx
from tests.rendering.generated import blocks_of_document
from tests.rendering.html_writer import write_html
from tests.rendering.office import to_pdf
from tests.rendering.xlsx_writer import write_xlsx

import jixiao
from jixiao.documents.grid import Block
from jixiao.model import Document

CORPUS = os.environ.get("JIXIAO_CORPUS")
GENERATED = 40
_HERE = Path(__file__).parent
_GOLDEN = _HERE.parent / "golden"

IN_COLUMNS = ("aligned-budget-tables", "aligned-forms-wrapped", "pdftotext-budget-char-count", "pdftotext-centred-cells")
"""Goldens that are printed in columns aligned by blanks: their cells are not known, so that there is nothing to render."""

SEEDS = ("000", "001", "002", "003", "004") if CORPUS else ()
GOLDENS = tuple(sorted(p.parent.name for p in _GOLDEN.glob("*/input.txt") if p.parent.name not in IN_COLUMNS))
MERGED = tuple(sorted(path.stem for path in (_HERE / "merged").glob("*.txt")))

FORMATS: dict[str, Callable[[list[Block], Path], None]] = {
    "docx": write_docx,
    "xlsx": write_xlsx,
    "numbers.xlsx": partial(write_xlsx, as_numbers=True),
    "html": write_html,
}


def text_of(case: str) -> Path:
    """The text that a case renders: ``seed-000`` or ``golden-<name>``."""
    kind, _, name = case.partition("-")
    if kind == "seed":
        return next((Path(CORPUS or ".") / "seeds").glob(f"{name}_*.txt"))
    return _GOLDEN / name / "input.txt"


def expected_of(name: str) -> Path:
    """What a person read in a golden."""
    return _GOLDEN / name / "expected.json"


def all_cases() -> list[str]:
    """Names of everything that is rendered."""
    texts = [f"seed-{name}" for name in SEEDS] + [f"golden-{name}" for name in GOLDENS]
    return [*texts, *(f"merged-{name}" for name in MERGED), *(f"generated-{number}" for number in range(GENERATED))]


def is_unruled_too(case: str) -> bool:
    """Whether a case is printed without lines as well: merged cells are not, whose extent only lines can show."""
    return case.startswith(("seed-", "golden-"))


@dataclass(frozen=True)
class Rendered:
    """All cases as files.

    Attributes:
        folder: holds ``<case>.<format>``.
        generated: truths and layouts of the generated documents.
    """

    folder: Path
    generated: list[tuple[Truth, Layout]]

    def path(self, case: str, suffix: str) -> Path:
        """The file of a case in a format."""
        return self.folder / f"{case}.{suffix}"

    def blocks(self, case: str) -> list[Block]:
        """Paragraphs and tables of a case."""
        kind, _, name = case.partition("-")
        return blocks_of_document(*self.generated[int(name)]) if kind == "generated" else _blocks_of(case)

    def write(self) -> None:
        """Write every case in every format that needs no office suite."""
        for case in all_cases():
            for suffix, write in FORMATS.items():
                write(self.blocks(case), self.path(case, suffix))

    def write_pdf(self) -> None:
        """Write ``<case>.pdf`` with lines around the cells, and ``<case>.unruled.pdf`` without."""
        unruled = [self.path(case, "unruled.docx") for case in all_cases() if is_unruled_too(case)]
        for path in unruled:
            write_docx(self.blocks(path.name.partition(".")[0]), path, borders=False)
        to_pdf([*(self.path(case, "docx") for case in all_cases()), *unruled], self.folder)


@cache
def _blocks_of(case: str) -> list[Block]:
    kind, _, name = case.partition("-")
    return blocks_of_marked_text(_HERE / "merged" / f"{name}.txt") if kind == "merged" else blocks_of_text(text_of(case))


@cache
def reading_of_text(case: str) -> Document:
    """The reading of the text that a case renders."""
    return jixiao.read(text_of(case), name="text")
