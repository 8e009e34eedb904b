"""jixiao (绩效): open budget performance management for public agencies.

>>> import jixiao
>>> document = jixiao.read("2025年项目绩效目标.txt")  # doctest: +SKIP
>>> document.projects[0].amounts["annual"]  # doctest: +SKIP
Decimal('3186000')
>>> for finding in jixiao.audit([document]).findings:  # doctest: +SKIP
...     print(finding.severity, finding.rule.id, finding.message())
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.version import VERSION

if TYPE_CHECKING:
    from jixiao.comparison import Comparison
    from jixiao.documents.limits import Limits
    from jixiao.model import Document
    from jixiao.rules import Audit, Catalogue

__all__ = ["__version__", "audit", "compare", "read"]
__version__ = VERSION


def read(path: str | Path, *, name: str | None = None, limits: Limits | None = None) -> Document:
    """Read one published document into typed data; see :func:`jixiao.pipeline.read`."""
    from jixiao import pipeline  # the models load when something is read, not when the package is named

    return pipeline.read(path, name=name, limits=limits)


def audit(documents: Sequence[Document], *, catalogue: Catalogue | None = None) -> Audit:
    """Audit documents together by all rules, or by those of a catalogue; :func:`jixiao.pipeline.audit` takes more."""
    from jixiao import pipeline  # as above

    return pipeline.audit(documents, catalogue=catalogue)


def compare(old_documents: Sequence[Document], new_documents: Sequence[Document]) -> Comparison:
    """Compare two versions or two years of documents; see :func:`jixiao.pipeline.compare`."""
    from jixiao import pipeline  # as above

    return pipeline.compare(old_documents, new_documents)
