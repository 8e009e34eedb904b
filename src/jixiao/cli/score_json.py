"""The JSON of ``jixiao score``: its keys are stable, and described in docs/reference/score.md (计分结果的 JSON)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from jixiao import __version__
from jixiao.messages import language
from jixiao.model import Document
from jixiao.scoring.from_reading import FormScore
from jixiao.scoring.telling import grade_of_total, lines_of, summary_of, tone_of

SCHEMA = "jixiao-score/1"
"""Changes when a key is taken away or means something else."""


def as_json(documents: Sequence[Document], forms: Sequence[FormScore]) -> str:
    """One object: what was read, and every form with its lines of points.

    Args:
        documents: that were read, in their order.
        forms: their self-evaluations.
    """
    found = {
        "schema": SCHEMA,
        "version": __version__,
        "lang": language(),
        "documents": [_document(document, forms) for document in documents],
        "forms": [_form(form) for form in forms],
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _document(document: Document, forms: Sequence[FormScore]) -> dict[str, Any]:
    return {
        "file": document.source.file,
        "sha256": document.source.sha256,
        "kind": document.kind.value,
        "fiscal_year": document.fiscal_year,
        "publisher": document.publisher,
        "forms": sum(form.document is document for form in forms),
        "problems": len(document.problems),
    }


def _form(form: FormScore) -> dict[str, Any]:
    lines = lines_of(form)
    summary = summary_of(form, lines)
    scored = form.scored
    grade = grade_of_total(form)
    return {
        "file": form.document.source.file,
        "fiscal_year": form.document.fiscal_year,
        "project": form.project.name,
        "department": form.project.department,
        "unit": form.project.unit,
        "is_whole_department": form.is_whole_department,
        "scheme": scored.scheme.id,
        "scheme_choice": form.choice.value,
        "total": {"declared": _number(summary.declared), "expected": _number(summary.expected), "gap": _number(summary.gap)},
        "known_points": _number(summary.known),
        "open_weight": _number(summary.open_weight),
        "grade": {
            "declared": form.project.evaluation.grade if form.project.evaluation else None,
            "expected": grade.value if grade else None,
        },
        "execution_rate_pct": _number(scored.execution.rate_pct) if scored.execution else None,
        "is_clean": tone_of(lines, summary) == "fine",
        "off": summary.off,
        "unscored": summary.unscored,
        "said": list(summary.said),
        "rules": list(dict.fromkeys([*summary.rules, *(rule for line in lines for rule in line.rules)])),
        "lines": [line.as_json() for line in lines],
        "derivation": scored.derivation.lines(),
        "source": form.project.source.as_json(),
    }


def _number(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
