"""The report of an audit as one web page that needs no other file (审核报告)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from jixiao.evidence import Evidence
from jixiao.facts.reading import readings
from jixiao.messages import language, text
from jixiao.model import Document
from jixiao.reports import overview
from jixiao.reports.entries import Arranger, Group
from jixiao.reports.environment import digest_of, environment, own, resource
from jixiao.reports.figures import Figures, File, Shown
from jixiao.reports.table_heads import table_heads
from jixiao.rules import Audit, Severity
from jixiao.rules.folding import by_document
from jixiao.version import VERSION

Progress = Callable[[int, int], None]
_FEW = 6
"""Findings of one entry, and names of agencies, that are shown at once."""


def audit_report(
    documents: Sequence[Document],
    audit: Audit,
    *,
    evidence: Evidence | None = None,
    shown: Shown | None = None,
    least: Severity = Severity.INFO,
    at: datetime | None = None,
    progress: Progress | None = None,
) -> str:
    """The page as HTML, in the language in force.

    Args:
        documents: that were audited, in their order.
        audit: what was found.
        evidence: where pictures and rows come from; by default the files as the readings name them, with personal data covered.
        shown: how much evidence goes into it; 40 MB of pictures by default.
        least: lowest severity of the findings that are listed; the overview counts all.
        at: when the audit was made; now by default.
        progress: called with the number of findings whose evidence was collected, and of all.
    """
    found = list(readings(documents))
    findings = by_document(audit.findings)
    heads = overview.heads_of(found, findings)
    shown = shown or Shown()
    figures = Figures(evidence or Evidence.of(documents), _files(heads), shown)
    listed = {key: [finding for finding in each if finding.severity.rank <= least.rank] for key, each in findings.items()}
    total = sum(len(each) for each in listed.values())
    arranger = Arranger(figures, (lambda done: progress(done, total)) if progress else None)
    by_gravity = sorted(zip(heads, found, strict=True), key=lambda pair: _weight(pair[0]))
    groups = {head.key: arranger.groups(head.key, reading, listed.get(reading.id, [])) for head, reading in by_gravity}
    rules = overview.rules_used([finding for each in listed.values() for finding in each])
    context = {
        **_page(),
        "heads": heads,
        "groups": groups,
        "audit": audit,
        "counts": overview.count(audit.findings),
        "listed": total,
        "charts": overview.charts_of(heads, audit.findings),
        "rules": rules,
        "rules_digest": overview.rules_digest(audit),
        "left_out": overview.left_out_of(audit, found, heads),
        "unread": sum(len(head.problems) for head in heads),
        "accused": sum(1 for head in heads if head.counts.total),
        "subject": _subject(heads),
        "themes": list(dict.fromkeys(use.rule.theme for use in rules)),
        "projects": {head.key: _projects(groups[head.key]) for head in heads},
        "few": _FEW,
        "pages": sorted(figures.pages.values(), key=lambda page: (page.name, page.number)),
        "pages_left_out": len(figures.left_out),
        "shown": shown,
        "at": (at or datetime.now().astimezone()).strftime("%Y-%m-%d %H:%M"),
        "version": VERSION,
        "severities": [severity.value for severity in Severity],
        "theme_name": overview.theme_name,
    }
    return environment().get_template("audit.html.j2").render(context)


def _subject(heads: Sequence[overview.DocumentHead]) -> str:
    """Whose documents they are, for the head of the page."""
    names = list(dict.fromkeys(head.document.publisher or head.file for head in heads))
    listed = text("report.and").join(names[:_FEW])
    return listed if len(names) <= _FEW else text("audit_page.and_more", names=listed)


def _projects(groups: Sequence[Group]) -> list[tuple[str, str]]:
    """Projects with findings, for the filter: key and name."""
    found = {
        item.project_key: item.project or text("audit_page.whole_document")
        for group in groups
        for entry in group.entries
        for item in entry.items
    }
    return sorted(found.items(), key=lambda project: [part.zfill(6) for part in project[0].split("-")])


def _page() -> Mapping[str, Any]:
    """Styles and script of the page, and the policy that allows nothing else."""
    margins = environment().get_template("margins.css.j2").render(title=text("audit_page.title"))
    style = "\n".join([resource("design.css"), resource("audit.css"), margins])
    script = resource("audit.js")
    policy = [
        "default-src 'none'",
        f"style-src {digest_of(style)}",
        f"script-src {digest_of(script)}",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    lang = "zh-CN" if language() == "zh" else "en"
    return {"language": language(), "style": own(style), "script": own(script), "policy": own("; ".join(policy)), "lang": lang}


def _files(heads: Sequence[overview.DocumentHead]) -> dict[str, File]:
    found = {}
    for head in heads:
        source = head.document.source
        found[source.file] = File(source.file, head.file, _title(head), source.sha256, source.media_type, tuple(table_heads(head.document)))
    return found


def _title(head: overview.DocumentHead) -> str:
    """A document where it is held against another one."""
    return head.file if head.name == head.file else text("audit_page.title_file", name=head.name, file=head.file)


def _weight(head: overview.DocumentHead) -> tuple[int, ...]:
    """The documents with the gravest findings get their pictures first."""
    return tuple(-head.counts.by_severity[severity] for severity in Severity)
