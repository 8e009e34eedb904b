"""What an audit of a national corpus must find, and nothing else: differences in words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.corpora.generator import planted
from jixiao.rules import Finding


def differences(folder: Path, findings: Sequence[Finding]) -> list[str]:
    """Defects that were not found as planted, and findings in clean documents.

    Args:
        folder: of a generated corpus.
        findings: of an audit with all rules.
    """
    return list(_differences(folder, findings))


def _differences(folder: Path, findings: Sequence[Finding]) -> Iterator[str]:
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for finding in findings:
        found[finding.document_id.partition("-")[0] + "-"][finding.rule.id] += 1
    defects = planted(folder)
    for defect in defects:
        got, wanted = found.pop(defect.prefix, Counter()), Counter(defect.expected)
        if defect.rule:
            got = Counter({defect.rule: got[defect.rule]})
        if +got != wanted:
            yield f"{defect.prefix} {defect.name}: {dict(wanted)} expected, {dict(+got)} found"
    for prefix, rules in found.items():
        yield f"{prefix} is clean, and {dict(rules)} was found"
