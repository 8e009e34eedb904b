"""The working paper of an audit (审核底稿): a workbook in which reviewers decide finding by finding, print and hand in.

The first sheet says what was read, what was found and what was not looked at. The second has a row for each finding, with a column for
the decision. Findings of one kind are one row there; a third sheet has each of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from jixiao.errors import CallerError
from jixiao.exports.destination import whole_file
from jixiao.exports.paper_overview import write_overview
from jixiao.exports.paper_styles import INK, MUTED, Styles, fitted, height_of, print_across
from jixiao.exports.xlsx_file import MAX_ROWS, Sheet
from jixiao.facts.reading import FactReading, readings
from jixiao.messages import text
from jixiao.model import Document, Project
from jixiao.rules import Audit, Finding, Severity
from jixiao.rules.folding import Fold, folded
from jixiao.rules.quoting import law_of, seen

_CREATED = datetime(2020, 1, 1)
_HEAD = 2
"""Row of the heads of the columns: below the title and what was audited."""
_WIDTHS = {
    "number": 5,
    "severity": 8,
    "unit": 13,
    "project": 16,
    "finding": 32,
    "law": 20,
    "quoted": 21,
    "place": 15,
    "remedy": 27,
    "decision": 9,
    "rule": 9,
}
_DETAIL_WIDTHS = {"number": 6, "unit": 16, "project": 26, "finding": 48, "quoted": 34, "place": 24, "rule": 9}
_FEW_NAMES = 12
_FEW_PLACES = 6
_CHOICES = ("accepted", "explained", "rejected")


@dataclass(frozen=True, slots=True)
class _Subject:
    """The documents, as the rows of the paper name them."""

    readings: dict[str, FactReading]
    projects: dict[str, Project]

    def unit(self, finding: Finding) -> str:
        """Who has to answer: the unit of the project, or the agency that published."""
        project = self.projects.get(finding.project_id or "")
        document = self.readings[finding.document_id].document
        return (project.unit if project else None) or document.publisher or Path(finding.file).stem

    def place(self, finding: Finding, places: Sequence[str]) -> str:
        """Places, and the name of the file where there are several."""
        shown = list(places[:_FEW_PLACES])
        if len(places) > len(shown):
            shown.append(text("paper.and_more_places", count=len(places)))
        name = [Path(finding.file).name] if len(self.readings) > 1 else []
        return "\n".join([*shown, *name])


def write_working_paper(documents: Sequence[Document], audit: Audit, file: str | Path, *, least: Severity = Severity.INFO) -> int:
    """Write the workbook.

    Args:
        documents: that were audited, in their order.
        audit: what was found.
        file: replaced where it exists.
        least: lowest severity of the findings that get a row; the first sheet counts all.

    Returns:
        Number of rows of findings.

    Raises:
        CallerError: the file cannot be written, or there are more findings than a sheet holds.
    """
    found = {reading.id: reading for reading in readings(documents)}
    subject = _Subject(found, {key: project for reading in found.values() for _, key, _, project in reading.projects()})
    chosen = [finding for finding in audit.findings if finding.severity.rank <= least.rank]
    at = {document: number for number, document in enumerate(found)}
    folds = sorted(folded(chosen), key=lambda fold: _order(fold, at))
    with whole_file(file) as part, TemporaryDirectory() as scratch:
        book = Workbook(part, {"tmpdir": scratch, "strings_to_urls": False, "strings_to_formulas": False, "strings_to_numbers": False})
        book.set_properties({"title": text("paper.title"), "created": _CREATED})
        styles = Styles(book)
        write_overview(book.add_worksheet(text("paper.overview"), Sheet), list(found.values()), audit, styles)
        nothing = "report.none_shown" if audit.findings else "report.clean"
        _write_findings(book.add_worksheet(text("paper.findings"), Sheet), folds, subject, styles, text(nothing))
        if any(fold.count > 1 for fold in folds):
            _write_details(book.add_worksheet(text("paper.details"), Sheet), folds, subject, styles)
        try:
            book.close()
        except FileCreateError as error:
            raise OSError(*getattr(error.args[0], "args", error.args)) from error
    return len(folds)


def _order(fold: Fold, at: Mapping[str, int]) -> tuple[int, bool, int]:
    """By document, in each the gravest first; what is waived comes last."""
    return at[fold.first.document_id], fold.first.waiver is not None, fold.severity.rank


def _write_findings(sheet: Any, folds: Sequence[Fold], subject: _Subject, styles: Styles, nothing: str) -> None:  # noqa: ANN401 - a sheet of XlsxWriter, which ships no types
    """A row for each finding; ``nothing`` says that there is none."""
    _check_rows(sheet.name, len(folds))
    last = len(_WIDTHS) - 1
    _lay_out(sheet, _WIDTHS, styles)
    sheet.set_row(0, 30)
    sheet.merge_range(0, 0, 0, last, text("paper.title"), styles.title())
    scope = text("paper.scope", documents=len(subject.readings), rows=len(folds), findings=sum(fold.count for fold in folds))
    sheet.merge_range(1, 0, 1, last, scope, styles.note())
    before = ""
    for row, fold in enumerate(folds, start=_HEAD + 1):
        top: dict[str, object] = {} if fold.first.document_id == before else {"top": 2, "top_color": INK}
        before = fold.first.document_id
        _write_fold(sheet, row, fold, subject, styles, top)
    end = _HEAD + max(len(folds), 1)
    if not folds:
        sheet.merge_range(end, 0, end, last, nothing, styles.cell(align="center"))
    sheet.autofilter(_HEAD, 0, end, last)
    _offer_choices(sheet, end)
    sheet.set_row(end + 2, 26)
    sheet.merge_range(end + 2, 0, end + 2, last, text("paper.signatures"), styles.get(valign="vcenter"))
    sheet.print_area(0, 0, end + 2, last)


def _write_fold(sheet: Any, row: int, fold: Fold, subject: _Subject, styles: Styles, top: dict[str, object]) -> None:  # noqa: ANN401 - as above
    finding = fold.first
    muted: dict[str, object] = {"font_color": MUTED} if finding.waiver is not None else {}
    cell = styles.cell(**top, **muted)
    values = [item for each in fold.findings[: _FEW_PLACES + 1] for item in seen(each)] if fold.count > 1 else seen(finding)
    places = list(dict.fromkeys(item.place for each in fold.findings for item in seen(each) if item.place))
    written = {
        "unit": subject.unit(finding),
        "project": _projects(fold),
        "finding": _finding(fold),
        "law": law_of(finding.rule),
        "quoted": "\n".join(dict.fromkeys(_quoted(item.term, item.text) for item in values if item.text)),
        "place": subject.place(finding, places),
        "remedy": finding.remedy(),
        "decision": "",
    }
    sheet.set_row(row, height_of((_WIDTHS[key], words) for key, words in written.items()))
    sheet.write_number(row, 0, row - _HEAD, styles.cell(align="center", **top, **muted))
    graded = styles.cell(align="center", **top, **muted) if muted else styles.graded(fold.severity, **top)
    sheet.write_string(row, 1, text(f"severity.{fold.severity.value}"), graded)
    for col, key in enumerate(_WIDTHS):
        if written.get(key):
            sheet.write_string(row, col, fitted(written[key]), cell)
        elif key in written:
            sheet.write_blank(row, col, None, cell)
    sheet.write_string(row, len(_WIDTHS) - 1, finding.rule.id, styles.cell(align="center", **top, **muted))


def _projects(fold: Fold) -> str:
    names = fold.projects
    if len(names) < 2:
        return names[0] if names else text("paper.whole_document")
    shown = text("report.and").join(names[:_FEW_NAMES]) + ("……" if len(names) > _FEW_NAMES else "")
    return text("report.projects_named", count=len(names), names=shown)


def _finding(fold: Fold) -> str:
    """Title, message, and what one must know before acting on it."""
    finding = fold.first
    said = finding.message()
    parts = [finding.title() + (f"（{text('report.times', count=fold.count)}）" if fold.count > 1 else "")]
    parts.append(said if fold.says_the_same else text("report.example", message=said))
    if fold.count > 1:
        parts.append(text("paper.see_details"))
    if fold.doubtful:
        parts.append(text("report.doubtful") if fold.count == 1 else text("report.doubtful_some", count=fold.doubtful))
    if finding.waiver is not None:
        parts.append(text("report.waived", by=finding.waiver.by, until=finding.waiver.until, why=finding.waiver.why))
    return "\n".join(parts)


def _quoted(term: str, words: str) -> str:
    return text("paper.quoted", term=term, words=words) if term else words


def _offer_choices(sheet: Any, end: int) -> None:  # noqa: ANN401 - as above
    """The drop-down list of the column for the decision."""
    col = list(_WIDTHS).index("decision")
    choices = [text(f"paper.{choice}") for choice in _CHOICES]
    sheet.data_validation(
        _HEAD + 1,
        col,
        end,
        col,
        {
            "validate": "list",
            "source": choices,
            "input_title": text("paper.decision"),
            "input_message": text("paper.decision_help"),
            "error_title": text("paper.decision"),
            "error_message": text("paper.decision_wrong"),
            "error_type": "warning",
        },
    )


def _write_details(sheet: Any, folds: Sequence[Fold], subject: _Subject, styles: Styles) -> None:  # noqa: ANN401 - as above
    """Each finding of the rows that hold several."""
    rows = list(_detail_rows(folds, subject))
    _check_rows(sheet.name, len(rows))
    last = len(_DETAIL_WIDTHS) - 1
    _lay_out(sheet, _DETAIL_WIDTHS, styles)
    sheet.set_row(0, 30)
    sheet.merge_range(0, 0, 0, last, text("paper.details"), styles.title())
    sheet.merge_range(1, 0, 1, last, text("paper.details_note"), styles.note())
    for row, (number, *words) in enumerate(rows, start=_HEAD + 1):
        sheet.set_row(row, height_of(zip(_DETAIL_WIDTHS.values(), (number, *words), strict=True)))
        sheet.write_number(row, 0, int(number), styles.cell(align="center"))
        for col, word in enumerate(words, start=1):
            sheet.write_string(row, col, fitted(word), styles.cell())
    sheet.autofilter(_HEAD, 0, _HEAD + len(rows), last)


def _detail_rows(folds: Sequence[Fold], subject: _Subject) -> Iterator[tuple[str, ...]]:
    for number, fold in enumerate(folds, start=1):
        for finding in fold.findings if fold.count > 1 else ():
            values = seen(finding)
            quoted = "\n".join(dict.fromkeys(_quoted(item.term, item.text) for item in values if item.text))
            places = list(dict.fromkeys(item.place for item in values if item.place))
            name = finding.project_name or text("paper.whole_document")
            yield str(number), subject.unit(finding), name, finding.message(), quoted, subject.place(finding, places), finding.rule.id


def _lay_out(sheet: Any, widths: dict[str, int], styles: Styles) -> None:  # noqa: ANN401 - as above
    """Heads of the columns, and how the sheet is shown and printed: A4 across, its head on every page."""
    for col, (key, width) in enumerate(widths.items()):
        sheet.set_column(col, col, width)
        sheet.write_string(_HEAD, col, text("paper.quoted_head" if key == "quoted" else f"paper.{key}"), styles.header())
    sheet.set_row(_HEAD, 24)
    sheet.freeze_panes(_HEAD + 1, 0)
    sheet.repeat_rows(_HEAD)
    print_across(sheet)


def _check_rows(name: str, count: int) -> None:
    if count > MAX_ROWS - _HEAD - 4:
        raise CallerError("error.export_rows", table=name, row=count, limit=f"{MAX_ROWS:,}")
