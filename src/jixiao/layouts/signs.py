"""What a line, a row or a grid is by itself, whatever stands open around it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from jixiao.documents.grid import Block, Cell, Grid, Paragraph, Row
from jixiao.layouts import heads, lexicon
from jixiao.layouts.columns import read_header
from jixiao.layouts.draft import squash
from jixiao.layouts.kinds import ends_as_table, is_table_title
from jixiao.layouts.narrative import heading_level
from jixiao.layouts.pairs import Pair, read_pairs
from jixiao.layouts.signatures import result_cells
from jixiao.values import MoneyUnit, money_unit

_REPEATED = 3
_MOST_VALUES = 3  # cells of one label


def lone_cell(block: Block) -> Block:
    """A grid with one cell at its left edge is a line; farther right it may be the rest of a cell of the table above."""
    if isinstance(block, Grid):
        cells = list(block.cells())
        if len(cells) == 1 and cells[0].col <= 1:
            return Paragraph(cells[0].text, cells[0].source, after_gap=True, after_page_break=block.after_page_break)
    return block


def is_column_label(cell: Cell) -> bool:
    """A label of a form or a column, or a word as short as one."""
    return bool(lexicon.form_labels(cell.text) or lexicon.roles("columns", cell.text)) or len(squash(cell.text)) <= 8


def width(rows: Sequence[Row]) -> int:
    """How many columns some rows take."""
    return max((cell.col + 1 for row in rows for cell in row.filled()), default=0)


def is_head_row(cells: Sequence[Cell]) -> bool:
    """A row of captions, agencies, years and units, and of nothing else."""
    return all(heads.read_head(cell.text) is not None or heads.is_form_title(cell.text) for cell in cells)


def is_labelled_line(paragraph: Paragraph) -> bool:
    """A label with its value in a line of its own."""
    _, pairs = read_pairs([paragraph.as_cell()])
    return bool(pairs) and bool(pairs[0].values) and heads.read_head(paragraph.text) is None


def is_form_head(paragraph: Paragraph) -> bool:
    """A line that may stand above a form: its caption, or agency, year or unit."""
    return heads.read_head(paragraph.text) is not None or heads.is_form_title(paragraph.text)


def is_line_of_titled_form(paragraph: Paragraph) -> bool:
    """A line that may stand above a form whose title stands there too: also the bare name of its agency, and what it comes to."""
    is_head = heads.read_head_below_title(paragraph.text) is not None or heads.is_form_title(paragraph.text)
    return is_head or bool(result_cells(paragraph))


def below_chapters(is_head: Callable[[Paragraph], bool]) -> Callable[[Paragraph], bool]:
    """Lines above a form, from the lowest up, without the chapters (七、…绩效目标) that stand above its own title."""
    is_titled_yet = False

    def test(paragraph: Paragraph) -> bool:
        nonlocal is_titled_yet
        if is_titled_yet and heading_level(paragraph) and not ends_as_table(paragraph.text):
            return False
        is_titled_yet |= heads.is_form_title(paragraph.text)
        return is_head(paragraph)

    return test


def is_titled(lines: Sequence[Paragraph]) -> bool:
    """The last of some lines are a form's title, and below it what may stand between it and its table."""
    for line in reversed(lines):
        if heads.is_form_title(line.text):
            return True
        if not is_line_of_titled_form(line):
            return False
    return False


def is_table_head(paragraph: Paragraph) -> bool:
    """A line that may stand above a table."""
    head = heads.read_head(paragraph.text)
    if head is not None:
        return head.kind != "note"
    level = heading_level(paragraph)
    return is_table_title(heads.caption(paragraph.text)[0]) and level != 1 and (level != 2 or ends_as_table(paragraph.text))


def unit_of_block(grid: Grid) -> MoneyUnit | None:
    """The unit that stands beside the money block of a form: its cell may be printed below the first amounts."""
    for cell in grid.cells():
        is_unit = "funds" in lexicon.roles("containers", cell.text) or heads.is_unit_in_brackets(cell.text)
        if is_unit and (unit := money_unit(cell.text)) is not None:
            return unit
    return None


def label_rows(rows: Sequence[Sequence[Cell]]) -> tuple[bool, int]:
    """Whether some row gives a project its name, and how many rows are labels with values."""
    named, labelled = False, 0
    for index, cells in enumerate(rows):
        _, pairs = read_pairs(cells)
        following = rows[index + 1] if index + 1 < len(rows) else []
        after = rows[index + 2] if index + 2 < len(rows) else []
        is_over = bool(following) and _is_label_row(cells) and not _is_label_row(following) and len(following) <= len(cells)
        if is_over and (not after or _is_label_row(after) or read_header(after) is not None):
            labelled += 1
            named |= any(label.key == "name" for cell in cells for label in lexicon.form_labels(cell.text)[:1])
            continue
        if pairs and pairs[0].cell is cells[0] and any(pair.values for pair in pairs) and not _names_columns(pairs):
            labelled += 1
            named |= any(pair.label.key in ("name", "code_and_name") and pair.values for pair in pairs if pair.label.group == "fields")
    return named, labelled


def _names_columns(pairs: Sequence[Pair]) -> bool:
    """Labels right beside each other and then many texts behind one: the columns of a table (单位代码 单位名称 项目名称 采购目录编码 …)."""
    return len(pairs) > 2 and not pairs[0].values and not pairs[1].values and any(len(pair.values) > _MOST_VALUES for pair in pairs)


def _is_label_row(cells: Sequence[Cell]) -> bool:
    """Nothing but labels: their values stand in the row below."""
    labels = [lexicon.form_labels(cell.text) for cell in cells]
    return all(found and lexicon.is_word(found[0]) and found[0].group != "containers" for found in labels)


def heads_apart(block: Block) -> list[Block]:
    """Agency, year and unit that one line prints side by side, each a line of its own; they share its place."""
    if not isinstance(block, Paragraph) or len(parts := heads.split_heads(block.text)) < 2:
        return [block]
    return [replace(block, text=part, after_gap=block.after_gap and not at) for at, part in enumerate(parts)]


def running_heads(blocks: Sequence[Block]) -> set[str]:
    """Lines that many pages repeat and that say nothing of a table or a form."""
    lines = {squash(line.text): line for line in _lines_without_owner(blocks) if line.text}
    counts = Counter(squash(line.text) for line in _lines_without_owner(blocks) if line.text)
    return {
        text
        for text, count in counts.items()
        if count >= _REPEATED
        and 3 < len(text) < 40
        and heads.read_head(text) is None
        and not heads.is_form_title(text)
        and not is_table_title(text)
        and not lexicon.form_labels(text)
        and not is_labelled_line(lines[text])
        and "。" not in text
        and not text.startswith(("无", "（", "("))
    }


def _lines_without_owner(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    """The lines of a document but for those that stand between the title of a form and its table."""
    is_below_title = False
    for block in blocks:
        if not isinstance(block, Paragraph):
            is_below_title = False
            continue
        is_below_title = heads.is_form_title(block.text) or (is_below_title and is_line_of_titled_form(block))
        if not is_below_title:
            yield block


def parts(grid: Grid) -> list[Grid]:
    """Split a grid where a row of its own is the caption of a new form or table."""
    parts: list[list[Row]] = [[]]
    for index, row in enumerate(grid.rows):
        cells = row.filled()
        is_caption = len(cells) == 1 and any(r.filled() for r in parts[-1]) and _is_caption(cells[0]) and _holds_table(parts[-1])
        if is_caption and not heads_indicators(parts[-1], grid.rows[index + 1 :]):
            parts.append([])
        parts[-1].append(row)
    return [Grid(rows, grid.wrapped, grid.after_page_break, grid.spanned) for rows in parts if any(row.filled() for row in rows)]


def heads_indicators(above: Sequence[Row], below: Sequence[Row]) -> bool:
    """A caption inside a form stands over its indicators (项目支出绩效指标表): their header is right below, and none is above."""
    following = next((row.filled() for row in below if row.filled()), [])
    is_header = read_header(following) is not None
    return is_header and any(row.filled() for row in above) and all(read_header(row.filled()) is None for row in above)


def _is_caption(cell: Cell) -> bool:
    flat = squash(heads.caption(cell.text)[0])
    return (
        (heads.is_form_title(flat) or is_table_title(flat))
        and (ends_as_table(flat) or flat.rstrip("）)").endswith(("本级", "汇总")))
        and not lexicon.form_labels(cell.text)
    )


def _holds_table(rows: Sequence[Row]) -> bool:
    return any(len(row.filled()) > 1 for row in rows)
