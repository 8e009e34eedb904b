"""Declarations as a workbook (申报工作簿): one sheet of projects, one of indicators, with the columns of the form of a jurisdiction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jixiao.declaring.draft import Draft
from jixiao.declaring.form_cells import FormInput, FormSheet, InputKind
from jixiao.declaring.paths import name_of, of_indicator
from jixiao.declaring.sheet import form_of
from jixiao.exports.book import BookColumn, BookSheet, ColumnKind, book_of
from jixiao.messages import text
from jixiao.packs import Pack

PROJECTS, INDICATORS, HELP = "项目", "指标", "说明"
NUMBER = "number"
"""Key of the column that says which project an indicator belongs to."""
_LEVELS = ("level1", "level2")
_ZH = "zh"
_HELP = ("workbook.help_1", "workbook.help_2", "workbook.help_3", "workbook.help_4", "workbook.help_5")


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a sheet of declarations (栏目).

    Attributes:
        key: path of the project, key of an indicator, or :data:`NUMBER`.
        title: what stands above it.
        options: what may be chosen.
        is_required: nothing is imported without it.
        is_money: an amount in the unit of the form.
    """

    key: str
    title: str
    options: tuple[str, ...] = ()
    is_required: bool = False
    is_money: bool = False


def project_fields(form: FormSheet) -> list[Field]:
    """The columns of the sheet of projects; totals that sum themselves are not asked for."""
    found = [Field(NUMBER, text("workbook.number", _ZH), is_required=True)]
    for one in form.inputs:
        if not one.is_computed:
            found.append(Field(one.path, _title(one), one.suggestions, one.path == "name", one.kind is InputKind.MONEY))
    return found


def indicator_fields(form: FormSheet) -> list[Field]:
    """The columns of the sheet of indicators."""
    first = tuple(level.value for level in form.levels)
    second = tuple(child.value for level in form.levels for child in level.children)
    found = [Field(NUMBER, text("workbook.project_number", _ZH), is_required=True)]
    for key, options in (("level1", first), ("level2", second)):
        found.append(Field(key, name_of(of_indicator("row", key), _ZH), options, is_required=key == "level2"))
    for column in form.columns:
        if column.key not in _LEVELS:
            title = name_of(of_indicator("row", column.key), _ZH)
            found.append(Field(column.key, title, (), column.key in ("name", "target")))
    return found


def _title(one: FormInput) -> str:
    """What stands above a field: its name, which no other field has, and its unit."""
    named = name_of(one.path, _ZH)
    return f"{named}（{one.unit}）" if one.unit else named


def workbook_of(pack: Pack, fiscal_year: int, drafts: Sequence[Draft] = ()) -> bytes:
    """A workbook to be filled in, or with declarations as they were typed (导入模板).

    Args:
        pack: the jurisdiction.
        fiscal_year: of the budget.
        drafts: what stands in it already.
    """
    form = form_of(pack, fiscal_year)
    projects, indicators = project_fields(form), indicator_fields(form)
    rows = [[str(number), *(draft.fields.get(field.key, "") for field in projects[1:])] for number, draft in enumerate(drafts, 1)]
    below = [
        [str(number), *(item.text(field.key) for field in indicators[1:])]
        for number, draft in enumerate(drafts, 1)
        for item in draft.indicators
    ]
    lines = [[text(key, unit=form.money_unit)] for key in _HELP]
    return book_of(
        [
            BookSheet(PROJECTS, [_column(field) for field in projects], rows),
            BookSheet(INDICATORS, [_column(field) for field in indicators], below),
            BookSheet(HELP, [BookColumn(text("workbook.help", year=fiscal_year, form=form.title["zh"]))], lines),
        ],
        title=text("workbook.title", year=fiscal_year),
    )


def _column(field: Field) -> BookColumn:
    hint = text("workbook.required") if field.is_required else ""
    return BookColumn(field.title, ColumnKind.TEXT, hint, field.options, is_required=field.is_required)
