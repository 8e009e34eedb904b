"""A project as an official form (项目绩效目标表): its lines and tables, ready to be written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jixiao.documents.grid import Block, Paragraph
from jixiao.documents.printout import NOWHERE, Page, PrintedGrid, PrintedLine, Style
from jixiao.layouts.lay_out.binding import Around, Binder, Rounded, values_of
from jixiao.layouts.lay_out.declaration import ABOVE, LEFT, NAMED, Declaration, DeclaredGrid
from jixiao.layouts.lay_out.left_out import left_out_of
from jixiao.layouts.lay_out.levels import Slot, slots_of
from jixiao.layouts.lay_out.spans import Content, rows_of
from jixiao.layouts.lay_out.tasks import tasks_of
from jixiao.model import Project

_ROOM, _BETWEEN = "\u3000" * 5, "\u3000" * 2


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A form, and what it does not say.

    Attributes:
        page: the form.
        left_out: what the project says and the form has no place for, by its name in the model (``narratives.立项依据``).
        rounded: amounts that the form prints with fewer digits than they have.
    """

    page: Page
    left_out: tuple[str, ...]
    rounded: tuple[Rounded, ...]


def lay_out_form(project: Project, form: Declaration, around: Around) -> LaidOut:
    """Lay a project out as an official form.

    Args:
        project: a project, or the targets of a whole department where the form is for them.
        form: what it looks like.
        around: year and number of the form.

    Raises:
        DeclarationError: the form is declared wrongly.
    """
    binder = Binder(project, form, around)
    blocks: list[Block] = list(_lines(binder))
    for number, grid in enumerate(form.grids):
        blocks.append(_grid(grid, binder, f"{form.id} {number + 1}", follows=number > 0))
    blocks += _foot(binder)
    page = Page(_name(project, around), blocks, form.is_landscape, form.points)
    return LaidOut(page, left_out_of(project, form, around), tuple(binder.rounded))


def _name(project: Project, around: Around) -> str:
    name = project.name or project.department or project.unit or ""
    return f"{around.number}.{name}" if around.number else name


def _lines(binder: Binder) -> Sequence[Paragraph]:
    """The lines above the tables; one that says nothing is left out, and what would stand beside it has a line of its own."""
    lines = []
    is_above = False
    for line in binder.form.lines:
        text = binder.fill(line.text).text.rstrip()
        if text:
            lines.append(PrintedLine(text, NOWHERE, style=line.style, align=line.align, beside=line.beside and is_above))
        is_above = bool(text)
    return lines


def _foot(binder: Binder) -> list[Paragraph]:
    """The line that is signed: 负责人：…　经办人：…, with room to write where a name is not known."""
    parts = [binder.fill(part).text for part in binder.form.foot]
    if not parts:
        return []
    opened = [part + _ROOM if part.endswith(("：", ":")) else part for part in parts]
    return [PrintedLine(_BETWEEN.join(opened).rstrip("\u3000"), NOWHERE, style=Style.NOTE)]


def _grid(grid: DeclaredGrid, binder: Binder, where: str, *, follows: bool) -> PrintedGrid:
    contents = [[_content(cell, binder) for cell in row] for row in (*grid.header, *grid.rows)]
    if grid.task:
        contents += [[_content(cell, binder, task) for cell in grid.task] for task in tasks_of(binder.project)]
    if grid.indicator:
        contents += _indicator_rows(grid.indicator, binder)
    return PrintedGrid(rows_of(contents, where), spanned=True, widths=grid.widths, header_rows=len(grid.header), follows=follows)


def _content(cell: str, binder: Binder, more: dict[str, str] | None = None) -> Content:
    return cell if cell in (LEFT, ABOVE) else binder.fill(cell, more)


def _indicator_rows(template: Sequence[str], binder: Binder) -> list[list[Content]]:
    """The rows of the indicators; a level is printed in the first row that it is in force in, and a label beside them all only once."""
    project, levels = binder.project, binder.form.levels
    has_period = any(item.target_of_period is not None for item in project.indicators)
    rows: list[list[Content]] = []
    before: Slot | None = None
    for slot in slots_of(project.indicators, levels):
        more: dict[str, str] = values_of(slot.indicator, is_one_year=binder.is_one_year, has_period=has_period, filler=levels.filler)
        more |= {"level1": slot.level1, "level2": slot.level2}
        rows.append([_row_content(cell, binder, more, _is_merged(cell, slot, before, repeated=levels.repeated)) for cell in template])
        before = slot
    return rows


def _row_content(cell: str, binder: Binder, more: dict[str, str], is_merged: bool) -> Content:
    return ABOVE if is_merged else _content(cell, binder, more)


def _is_merged(cell: str, slot: Slot, before: Slot | None, *, repeated: bool) -> bool:
    """The cell says what the row above says as well: it is merged with it."""
    if before is None:
        return False
    names = NAMED.findall(cell)
    if not names and cell not in (LEFT, ABOVE):
        return True
    if names == ["level1"]:
        return slot.level1 == before.level1
    return names == ["level2"] and not repeated and (slot.level1, slot.level2) == (before.level1, before.level2)
