"""Tables that were printed one cell per line: labels and the header of the indicators give their rows back."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jixiao.documents.grid import Block, Cell, Grid, Paragraph, Row
from jixiao.layouts import flat_evaluations, heads, lexicon
from jixiao.layouts.alignment import fit
from jixiao.layouts.columns import Header, is_block_name, read_header
from jixiao.layouts.draft import squash
from jixiao.layouts.levels import level1, level2
from jixiao.layouts.lexicon import Label
from jixiao.layouts.pairs import read_pairs
from jixiao.layouts.plan import is_month, is_share
from jixiao.values import MoneyUnit, looks_like_value, parse_amount

_FULL_LABEL = re.compile(r"指标(?:[（(].*[)）])?$|^\d{1,2}[-—.]|[（(][^（）()]*(?:必填|分)[）)]$")
_HEAD_LINES = 8  # lines of agency, year and unit between two forms, blank lines among them
_A_VALUE = 0.6
_FEWEST_BEFORE, _LONGEST_WORD = 4, 8  # known columns before an unknown one, and the length of its name
_SHORT_FIELDS = {
    "name",
    "code",
    "unit_code",
    "department_code",
    "attribute",
    "period",
    "department",
    "unit",
    "department_and_code",
    "unit_and_code",
}


def restore_rows(blocks: Sequence[Block]) -> list[Block]:
    """Replace runs of paragraphs that are the cells of target forms by grids."""
    result: list[Block] = []
    at = 0
    while at < len(blocks):
        end = at
        while end < len(blocks) and isinstance(blocks[end], Paragraph):
            end += 1
        run = [block for block in blocks[at:end] if isinstance(block, Paragraph)]
        following = blocks[end] if end < len(blocks) else None
        if run and isinstance(following, Grid) and _begins_with_header(following):
            result += _restore_fields_above(run)
        else:
            result += _restore(run) if run else [blocks[at]]
        at = end if run else at + 1
    return result


def _begins_with_header(grid: Grid) -> bool:
    rows = [row.filled() for row in grid.rows[:2] if row.filled()]
    return bool(rows) and any(read_header(cells) is not None for cells in rows)


def _restore_fields_above(run: list[Paragraph]) -> list[Block]:
    """Fields that were printed one cell per line above an indicator table that kept its columns."""
    if not any(label.key == "name" for p in run if (label := _label_of(p)) is not None):
        return _restore(run)
    start = _start_of_form(run, 0, len(run))
    head = _restore(run[:start]) if start else []
    return [*head, Grid(_field_rows(run[start:]))]


def _restore(run: list[Paragraph]) -> list[Block]:
    headers = _headers(run)
    if not headers:
        return [paragraph for paragraph in run if paragraph.text]
    result: list[Block] = []
    at = 0
    for index, (start, end, header) in enumerate(headers):
        first = max(_start_of_form(run, at, start), at)
        limit = headers[index + 1][0] if index + 1 < len(headers) else len(run)
        result += [paragraph for paragraph in run[at:first] if paragraph.text]
        is_evaluation = flat_evaluations.is_evaluation(run[first:start], header)
        upper = flat_evaluations.upper_rows(run[first:start], _field_rows) if is_evaluation else _field_rows(run[first:start])
        body, at = (_evaluated_rows if is_evaluation else _indicator_rows)(run, end, limit, header)
        result.append(Grid([*upper, _header_row(run[start:end], header), *body]))
    result += [paragraph for paragraph in run[at:] if paragraph.text]
    return result


def _header_row(lines: Sequence[Paragraph], header: Header) -> Row:
    """The header with its cells in the order of its columns; what names its groups is left beside them."""
    named = [column.cell for column in header.columns]
    others = [line.as_cell() for line in lines if line.text and all(line.source != cell.source or line.text != cell.text for cell in named)]
    return Row(named) if not others else Row([*named, *(Cell(c.text, len(named) + at, c.source) for at, c in enumerate(others))])


def _evaluated_rows(run: Sequence[Paragraph], start: int, limit: int, header: Header) -> tuple[list[Row], int]:
    """Rows of a self-evaluation below its header, with its total and its texts, and the index of the first line behind them."""
    end = start
    while end < limit and not (run[end].text and _ends_evaluated(run, end, header)):
        end += 1
    rows = flat_evaluations.indicator_rows(run[start:end], header)
    if not rows:
        return _indicator_rows(run, start, limit, header)
    foot, at = flat_evaluations.foot_rows(run, end, limit)
    return [*rows, *foot], at


def _ends_evaluated(run: Sequence[Paragraph], at: int, header: Header) -> bool:
    """The table of a self-evaluation ends before this line."""
    is_end = flat_evaluations.ends_indicators(run[at].text, header)
    return _ends_table(run, at) if is_end is None else is_end


def _headers(run: Sequence[Paragraph]) -> list[tuple[int, int, Header]]:
    """Places where consecutive lines are the header of an indicator table."""
    found: list[tuple[int, int, Header]] = []
    at = 0
    while at < len(run):
        end = at
        while end < len(run) and (not run[end].text or _is_column(run[end].text) or _is_unknown_column(run, at, end)):
            end += 1
        while end > at and not run[end - 1].text:
            end -= 1
        filled = [paragraph.as_cell(col) for col, paragraph in enumerate(p for p in run[at:end] if p.text)]
        header = flat_evaluations.header_in(filled) if len(filled) >= 3 else None
        if header is not None:
            found.append((at, end, header))
        at = max(end, at + 1)
    return found


def _is_unknown_column(run: Sequence[Paragraph], at: int, end: int) -> bool:
    """A short text that no list knows, behind most columns of a header and before another one or the first level below it (是否完成)."""
    known = [line.text for line in run[at:end] if line.text and _is_column(line.text)]
    roles = {role for text in known for role in lexicon.roles("columns", text)[:1]}
    following = next((line.text for line in run[end + 1 : end + 3] if line.text), "")
    text = run[end].text
    is_inside = len(known) >= _FEWEST_BEFORE and "name" in roles and bool(roles & {"level1", "level2"})
    is_word = len(text) <= _LONGEST_WORD and not any(mark in text for mark in "：:。；0123456789%") and level1(text) is None
    return is_inside and is_word and level2(text) is None and bool(_is_column(following) or level1(following))


def _is_column(text: str) -> bool:
    return len(text) < 30 and bool(lexicon.roles("columns", text) or "indicators" in lexicon.roles("containers", text))


def _start_of_form(run: Sequence[Paragraph], low: int, high: int) -> int:
    """The label with which the form begins: the last 项目名称 above the header, or the first label behind the caption."""
    start = high
    for at in range(high - 1, low - 1, -1):
        text = run[at].text
        if not text:
            continue
        label = _label_of(run[at])
        is_inside = is_block_name(text) or bool(lexicon.roles("halves", text))
        if heads.is_form_title(text) and label is None and not is_inside:
            break
        if label is not None and _is_field(run[at]):
            start = at
            if label.key == "name" and not _has_label(run[max(low, at - 6) : at]):
                break
    return start


def _has_label(run: Sequence[Paragraph]) -> bool:
    return any(_is_field(p) for p in run if p.text)


def _is_field(paragraph: Paragraph) -> bool:
    """A label of the form, not a line above it that names agency, year or unit."""
    is_own = squash(paragraph.text).startswith(("主管", "实施"))
    return _label_of(paragraph) is not None and (is_own or heads.read_head(paragraph.text) is None)


def _label_of(paragraph: Paragraph) -> Label | None:
    """The label that a line is, or begins with before a colon."""
    _, pairs = read_pairs([paragraph.as_cell(0)])
    return pairs[0].label if pairs else None


def _row(paragraphs: Sequence[Paragraph], cols: Sequence[int] | None = None) -> Row:
    filled = [paragraph for paragraph in paragraphs if paragraph.text]
    places = cols if cols is not None else range(len(filled))
    by_col = dict(zip(places, filled, strict=False))
    width = max(by_col, default=-1) + 1
    source = filled[0].source if filled else paragraphs[0].source
    return Row([by_col[col].as_cell(col) if col in by_col else Cell("", col, source) for col in range(width)])


def _field_rows(run: Sequence[Paragraph]) -> list[Row]:
    """Rows of the upper part: each label with the lines that are its value."""
    rows: list[list[Paragraph]] = []
    is_open = False
    for paragraph in run:
        labels = lexicon.form_labels(paragraph.text) if paragraph.text else ()
        if not paragraph.text:
            is_open = is_open and bool(rows) and len(rows[-1]) > 1
        elif is_month(paragraph.text) or (rows and _is_plan(rows[-1][-1].text) and is_share(paragraph.text)):
            same = bool(rows) and _is_plan(rows[-1][-1].text) and is_month(rows[-1][-1].text) == is_month(paragraph.text)
            rows = [*rows[:-1], [*rows[-1], paragraph]] if same else [*rows, [paragraph]]
            is_open = False
        elif labels and not (is_open and rows and len(rows[-1]) == 1 and _is_value_of(rows[-1][0], paragraph)):
            rows.append([paragraph])
            is_open = labels[0].group != "containers"
        elif is_open and rows and _takes(rows[-1], paragraph):
            rows[-1].append(paragraph)
        else:
            rows.append([paragraph])
            is_open = False
    return [_row(row) for row in rows]


def _is_plan(text: str) -> bool:
    return is_month(text) or (is_share(text) and text.endswith(("%", "％")))


def _is_value_of(label: Paragraph, paragraph: Paragraph) -> bool:
    """A text that could be a label is the value of a label before it: 项目属性 | 其他."""
    options = lexicon.form_labels(label.text)
    return bool(options) and options[0].key in ("attribute",) and len(paragraph.text) < 8


def _takes(row: Sequence[Paragraph], paragraph: Paragraph) -> bool:
    """The line is (part of) the value of the label that begins the row."""
    labels = lexicon.form_labels(row[0].text)
    if not labels:
        return False
    if labels[0].group == "amounts":
        return len(row) == 1 and parse_amount(paragraph.text, MoneyUnit.YUAN) is not None
    if labels[0].group in ("contacts",) or labels[0].key in _SHORT_FIELDS:
        return len(row) == 1
    return True


def _indicator_rows(run: Sequence[Paragraph], start: int, limit: int, header: Header) -> tuple[list[Row], int]:
    """Rows below the header and the index of the first line behind them."""
    columns = [column for column in header.columns if column.role not in ("level1", "level2", "group", "index")]
    free = [column.col for column in columns]
    levels = {column.role: column.col for column in header.columns if column.role in ("level1", "level2")}
    if levels and max(levels.values()) > min(free, default=0):
        return _full_rows(run, start, limit, header)
    rows: list[Row] = []
    at = start
    while at < limit:
        if not run[at].text:
            at += 1
            continue
        if _ends_table(run, at):
            break
        if _is_page_number(run[at]) or ("indicators" in lexicon.roles("containers", run[at].text) and not _is_level(run[at].text)):
            rows.append(_row([run[at]]))
            at += 1
            continue
        cells, at = _labels_at(run, at, limit, levels)
        values, at = _values_at(run, at, limit, len(free), has_label=bool(cells))
        if not cells and not values:
            break
        records, tails = _records(values, [column.role for column in columns])
        for index, record in enumerate(records):
            own = cells if index == 0 else []
            rows.append(_row_of([*own, *zip(free, record, strict=False)]))
            rows += [_row_of([(free[place], piece)]) for place, piece in tails.get(index, [])]
    return rows, at


def _full_rows(run: Sequence[Paragraph], start: int, limit: int, header: Header) -> tuple[list[Row], int]:
    """Rows of a table whose levels do not come first: every record has all cells."""
    cols = [column.col for column in header.columns if column.role != "group"]
    lines: list[Paragraph] = []
    at = start
    while at < limit and not (len(lines) % len(cols) == 0 and run[at].text and _ends_table(run, at)):
        lines += [run[at]] if run[at].text else []
        at += 1
    return [_row_of(list(zip(cols, lines[i : i + len(cols)], strict=False))) for i in range(0, len(lines), len(cols))], at


def _records(values: Sequence[Paragraph], roles: Sequence[str]) -> tuple[list[list[Paragraph]], dict[int, list[tuple[int, Paragraph]]]]:
    """Cut the lines behind a label into records of one cell a column.

    Where a cell was broken over several lines there are more lines than cells: then the cut is taken in which the values stand where
    values belong.

    Returns:
        The first lines of the cells, record by record, and by record the further lines with the place of their column.
    """
    width = len(roles)
    if len(values) % width == 0 or len(values) < width or len(values) > 60:
        return [list(values[i : i + width]) for i in range(0, len(values), width)] or [[]], {}
    cells = len(values) // width * width
    best: dict[tuple[int, int], tuple[float, int]] = {(0, 0): (0.0, 0)}
    for cell in range(1, cells + 1):
        for end in range(cell, len(values) + 1):
            options = [
                (best[cell - 1, start][0] + _fit_lines(values[start:end], roles[(cell - 1) % width]), start)
                for start in range(max(cell - 1, end - 4), end)
                if (cell - 1, start) in best
            ]
            if options:
                best[cell, end] = min(options)
    records: list[list[Paragraph]] = [[] for _ in range(cells // width)]
    tails: dict[int, list[tuple[int, Paragraph]]] = {}
    end = len(values)
    for cell in range(cells, 0, -1):
        start = best[cell, end][1]
        record, place = divmod(cell - 1, width)
        records[record].insert(0, values[start])
        tails[record] = [(place, piece) for piece in values[start + 1 : end]] + tails.get(record, [])
        end = start
    return records, tails


def _fit_lines(lines: Sequence[Paragraph], role: str) -> float:
    """How ill some lines fit as one cell of a column: a piece behind a blank line is less likely than one right below."""
    breaks = sum(1.5 if line.after_gap else 0.7 for line in lines[1:])
    return fit("".join(line.text for line in lines), role) + breaks


def _row_of(placed: Sequence[tuple[int, Paragraph]]) -> Row:
    ordered = sorted(placed, key=lambda item: item[0])
    return _row([paragraph for _, paragraph in ordered], [col for col, _ in ordered])


def _labels_at(run: Sequence[Paragraph], at: int, limit: int, levels: dict[str, int]) -> tuple[list[tuple[int, Paragraph]], int]:
    """The level labels that open a record."""
    found: list[tuple[int, Paragraph]] = []
    if "level1" in levels and level1(run[at].text) and not (level2(run[at].text) and _opens_second(run, at, limit)):
        found.append((levels["level1"], run[at]))
        at = _next(run, at + 1, limit)
    if "level2" in levels and at < limit and level2(run[at].text) and not (not found and _is_name(run, at, limit)):
        found.append((levels["level2"], run[at]))
        at = _next(run, at + 1, limit)
    return found, at


def _opens_second(run: Sequence[Paragraph], at: int, limit: int) -> bool:
    """A label of both levels (成本指标) is the second where no second follows it."""
    following = _next(run, at + 1, limit)
    return following >= limit or level2(run[following].text) is None


def _values_at(run: Sequence[Paragraph], at: int, limit: int, width: int, *, has_label: bool) -> tuple[list[Paragraph], int]:
    """Cells behind the labels: whole records of ``width`` cells, up to the next label."""
    values: list[Paragraph] = []
    while at < limit:
        if not run[at].text:
            at += 1
            continue
        is_border = len(values) % width == 0
        if heads.is_form_title(run[at].text) or (is_border and (_ends_table(run, at) or (values and _is_page_number(run[at])))):
            break
        if is_border and values and _is_level(run[at].text) and not _is_name(run, at, limit):
            break
        if values and not is_border and _is_level(run[at].text) and _FULL_LABEL.search(squash(run[at].text)):
            break
        if not values and has_label and _is_level(run[at].text) and _FULL_LABEL.search(squash(run[at].text)):
            break
        values.append(run[at])
        at += 1
    return values, at


def _is_page_number(paragraph: Paragraph) -> bool:
    """The number of a page, with a sign that it is one: a bare number may be a value."""
    head = heads.read_head(paragraph.text)
    return head is not None and head.kind == "page_number" and not paragraph.text.strip().isdigit()


def _is_name(run: Sequence[Paragraph], at: int, limit: int) -> bool:
    """A name that reads like a level (社会公众满意度): it is not worded as a label, and a value follows it at once."""
    if _FULL_LABEL.search(squash(run[at].text)):
        return False
    following = _next(run, at + 1, limit)
    return following < limit and looks_like_value(run[following].text) > _A_VALUE


def _is_level(text: str) -> bool:
    return level1(text) is not None or level2(text) is not None


def _ends_table(run: Sequence[Paragraph], at: int) -> bool:
    """A caption, a head line or a label of the form: the table ends here."""
    text = run[at].text
    head = heads.read_head(text)
    if heads.is_form_title(text) or (head is not None and head.kind in ("agency", "money", "number", "note")):
        return True
    if head is not None and head.kind == "year":
        below = [p for p in run[at + 1 : at + _HEAD_LINES] if p.text]
        return any(label.key == "name" for p in below if (label := _label_of(p)) is not None)
    labels = lexicon.form_labels(text)
    return bool(labels) and labels[0].group in ("fields", "contacts") and not _is_level(text)


def _next(run: Sequence[Paragraph], at: int, limit: int) -> int:
    while at < limit and not run[at].text:
        at += 1
    return at
