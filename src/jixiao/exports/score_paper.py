"""The workbook of ``jixiao score`` (计分底稿): forms at a glance, then every line of points with a column for the reviewer's decision.

Numbers are numbers, and the sums are formulas, so that a reviewer who changes a decision sees the total move.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from jixiao.exports.destination import whole_file
from jixiao.exports.paper_styles import FILLS, INKS, MUTED, Styles, fitted, height_of, print_across
from jixiao.exports.xlsx_file import Sheet
from jixiao.messages import text
from jixiao.rules import Severity
from jixiao.scoring.from_reading import FormScore
from jixiao.scoring.telling import ScoreLine, Summary, grade_words, lines_of, summary_of

_CREATED = datetime(2020, 1, 1)
_HEAD = 2
_FORMS = {
    "project": 30,
    "unit": 22,
    "year": 7,
    "declared": 9,
    "expected": 9,
    "gap": 8,
    "grade": 12,
    "off_count": 9,
    "unscored_count": 9,
    "why": 46,
    "file": 24,
}
_ITEMS = {
    "project": 18,
    "level": 13,
    "indicator": 20,
    "target": 13,
    "actual": 14,
    "weight": 7,
    "declared": 7,
    "expected": 7,
    "gap": 7,
    "why": 44,
    "rules": 9,
    "place": 15,
    "decision": 14,
}
_TONES = {"off": Severity.ERROR, "unscored": Severity.WARNING, "noted": Severity.INFO}
_POINTS = "0.00"
Told = tuple[FormScore, list[ScoreLine], Summary]


def write_score_paper(forms: Sequence[FormScore], file: str | Path) -> int:
    """Write the workbook.

    Args:
        forms: scored self-evaluations, in their order.
        file: replaced where it exists.

    Returns:
        Number of lines of points.

    Raises:
        CallerError: the file cannot be written.
    """
    told = [(form, lines, summary_of(form, lines)) for form in forms for lines in [lines_of(form)]]
    with whole_file(file) as part, TemporaryDirectory() as scratch:
        book = Workbook(part, {"tmpdir": scratch, "strings_to_urls": False, "strings_to_formulas": False, "strings_to_numbers": False})
        book.set_properties({"title": text("score.title"), "created": _CREATED})
        styles = Styles(book)
        _write_forms(book.add_worksheet(text("score.sheet_forms"), Sheet), told, styles)
        rows = _write_items(book.add_worksheet(text("score.sheet_items"), Sheet), told, styles)
        try:
            book.close()
        except FileCreateError as error:
            raise OSError(*getattr(error.args[0], "args", error.args)) from error
    return rows


def _begin(sheet: Any, widths: dict[str, int], title: str, note: str, styles: Styles) -> None:  # noqa: ANN401 - a sheet of XlsxWriter, which ships no types
    for col, (key, width) in enumerate(widths.items()):
        sheet.set_column(col, col, width)
        sheet.write_string(_HEAD, col, text(f"score.{key}"), styles.header())
    sheet.set_row(0, 28)
    sheet.merge_range(0, 0, 0, len(widths) - 1, title, styles.title())
    sheet.merge_range(1, 0, 1, len(widths) - 1, note, styles.note())
    sheet.freeze_panes(_HEAD + 1, 1)
    sheet.repeat_rows(_HEAD)


def _write_forms(sheet: Any, told: Sequence[Told], styles: Styles) -> None:  # noqa: ANN401 - as above
    documents = len({id(form.document) for form, _, _ in told})
    _begin(sheet, _FORMS, text("score.title"), text("score.subject", forms=len(told), documents=documents), styles)
    for row, (form, _, summary) in enumerate(told, start=_HEAD + 1):
        said = fitted("\n".join(summary.said))
        sheet.set_row(row, height_of([(_FORMS["why"], said), (_FORMS["project"], form.name or "")]))
        sheet.write_string(row, 0, fitted(form.name or text("cli.unnamed")), styles.cell(bold=True))
        sheet.write_string(row, 1, fitted(form.project.unit or form.document.publisher or ""), styles.cell())
        sheet.write_string(row, 2, str(form.document.fiscal_year or ""), styles.cell(align="center"))
        _number(sheet, row, 3, summary.declared, styles.cell(num_format="General"))
        _number(sheet, row, 4, summary.expected, styles.cell(num_format=_POINTS))
        is_grave = summary.off or "EVA-003" in summary.rules
        graded = _toned(styles, Severity.ERROR, num_format=_POINTS) if is_grave else styles.cell(num_format=_POINTS)
        _number(sheet, row, 5, summary.gap, graded)
        sheet.write_string(row, 6, grade_words(summary), styles.cell())
        for col, count, severity in ((7, summary.off, Severity.ERROR), (8, summary.unscored, Severity.WARNING)):
            sheet.write_number(row, col, count, styles.graded(severity) if count else styles.cell(align="center", font_color=MUTED))
        sheet.write_string(row, 9, said, styles.cell())
        sheet.write_string(row, 10, Path(form.document.source.file).name, styles.cell(font_color=MUTED))
    sheet.autofilter(_HEAD, 0, _HEAD + len(told), len(_FORMS) - 1)
    print_across(sheet)


def _write_items(sheet: Any, told: Sequence[Told], styles: Styles) -> int:  # noqa: ANN401 - as above
    _begin(sheet, _ITEMS, text("score.sheet_items"), text("score.made_by", version=_version()), styles)
    row, count = _HEAD + 1, 0
    for form, lines, summary in told:
        first = row
        for line in lines:
            _item(sheet, row, form, line, styles)
            row, count = row + 1, count + 1
        _total(sheet, row, (first, row - 1), form, (lines, summary), styles)
        row += 1
    sheet.autofilter(_HEAD, 0, max(row - 1, _HEAD), len(_ITEMS) - 1)
    print_across(sheet)
    return count


def _item(sheet: Any, row: int, form: FormScore, line: ScoreLine, styles: Styles) -> None:  # noqa: ANN401 - as above
    said = fitted("\n".join(line.said))
    words = {"indicator": line.name, "target": line.target, "actual": line.actual, "why": said}
    sheet.set_row(row, height_of([(_ITEMS[key], value) for key, value in words.items()]))
    texts = (form.name or "", line.level, line.name, line.target, line.actual)
    for col, value in enumerate(texts):
        sheet.write_string(row, col, fitted(value), styles.cell(bold=col == 2, **({"font_color": MUTED} if col < 2 else {})))
    _number(sheet, row, 5, line.weight, styles.cell(num_format="General"))
    _number(sheet, row, 6, line.declared, styles.cell(num_format="General"))
    severity = _TONES.get(line.tone)
    _number(sheet, row, 7, line.expected, styles.cell(num_format=_POINTS))
    tone = _toned(styles, severity, num_format=_POINTS) if severity and line.tone != "noted" else styles.cell(num_format=_POINTS)
    _number(sheet, row, 8, line.gap or None, tone)
    sheet.write_string(row, 9, said, styles.cell())
    sheet.write_string(row, 10, "\n".join(line.rules), styles.cell(font_color=MUTED))
    sheet.write_string(row, 11, line.place.where() if line.place else "", styles.cell(font_color=MUTED))
    sheet.write_string(row, 12, "", styles.cell())


def _total(sheet: Any, row: int, span: tuple[int, int], form: FormScore, told: tuple[list[ScoreLine], Summary], styles: Styles) -> None:  # noqa: ANN401 - as above
    (first, last), (lines, summary) = span, told
    weight = sum((line.weight for line in lines if line.weight is not None), Decimal(0))
    bold = styles.cell(bold=True, num_format=_POINTS, top=2)
    sheet.write_string(row, 0, fitted(form.name or ""), styles.cell(font_color=MUTED, top=2))
    for col in (1, 3, 4, 9, 10, 11, 12):
        sheet.write_string(row, col, "", bold)
    sheet.write_string(row, 2, text("score.total"), bold)
    for col, letter, value in ((5, "F", weight), (7, "H", summary.expected)):
        if last >= first and value is not None:
            sheet.write_formula(row, col, f"=SUM({letter}{first + 1}:{letter}{last + 1})", bold, float(value))
        else:
            sheet.write_string(row, col, "—", bold)
    _number(sheet, row, 6, summary.declared, bold)
    _number(sheet, row, 8, summary.gap or None, bold)


def _toned(styles: Styles, severity: Severity, **more: object) -> Any:  # noqa: ANN401 - as above
    return styles.cell(bg_color=FILLS[severity], font_color=INKS[severity], bold=True, **more)


def _number(sheet: Any, row: int, col: int, value: Decimal | None, style: Any) -> None:  # noqa: ANN401 - as above
    if value is None:
        sheet.write_string(row, col, "", style)
    else:
        sheet.write_number(row, col, float(value), style)


def _version() -> str:
    from jixiao.version import VERSION

    return VERSION
