"""The documents that are rendered, by name, and how each becomes files."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

from tests.rendering.blocks import blocks_of_marked_text, blocks_of_text
from tests.rendering.docx_writer import write_docx
from tests.rendering.generated import blocks_of_document, generated_documents
from tests.rendering.html_writer import write_html
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

FORMATS: dict[str, Callable[[list[Block], Path], None]] = {"docx": write_docx, "xlsx": write_xlsx, "html": write_html}


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
    """Whether a case is printed without lines as well: texts whose tables are whole, not generated ones."""
    return not case.startswith("generated-")


@lru_cache(maxsize=1)
def generated() -> list[tuple[object, object]]:
    """Truths and layouts of the generated documents."""
    return list(generated_documents(GENERATED))


@cache
def blocks_of(case: str) -> list[Block]:
    """Paragraphs and tables of a case."""
    kind, _, name = case.partition("-")
    if kind == "merged":
        return blocks_of_marked_text(_HERE / "merged" / f"{name}.txt")
    if kind == "generated":
        return blocks_of_document(*generated()[int(name)])  # type: ignore[arg-type]  # both come from one strategy
    return blocks_of_text(text_of(case))


@cache
def reading_of_text(case: str) -> Document:
    """The reading of the text that a case renders."""
    return jixiao.read(text_of(case), name="text")
