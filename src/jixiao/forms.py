"""Readings as official forms (表样): every project of some documents laid out, in one file or a file each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jixiao.documents.printout import Page, Printout
from jixiao.documents.writers import FORMATS, write
from jixiao.layouts.lay_out import Around, declaration, form_names, lay_out_form, lay_out_table
from jixiao.layouts.lay_out.binding import Rounded
from jixiao.model import Document, Project, Table

__all__ = ["FORMATS", "TABLES", "PrintedForm", "choices", "forms_of", "subject_of", "title_of", "write_forms"]

TABLES = "tables"
"""Name of the layout for budget, procurement and other tables, which are printed as the document has them."""


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """A form that is ready to be written.

    Attributes:
        page: the form.
        left_out: what the project says and the form has no place for, by its name in the model.
        rounded: amounts that the form prints with fewer digits than they have.
    """

    page: Page
    left_out: tuple[str, ...] = ()
    rounded: tuple[Rounded, ...] = ()


def choices() -> list[str]:
    """Names of all layouts: the declared forms, and the one for tables."""
    return [*form_names(), TABLES]


def title_of(form: str, lang: str) -> str | None:
    """What a declared form is called; ``None`` for the layout of tables."""
    return None if form == TABLES else declaration(form).title[lang]


def subject_of(form: str) -> str:
    """Whose targets a declared form is for: ``project`` or ``department``."""
    return declaration(form).subject


def forms_of(
    documents: Iterable[Document], form: str, *, year: int | None = None, with_contacts: bool = True, named: str | None = None
) -> Iterator[PrintedForm]:
    """Lay out what some documents say, numbered within each document.

    Args:
        documents: readings.
        form: one of :func:`choices`.
        year: budget year, where it is not the one of the document.
        with_contacts: names and telephone numbers of persons are printed where the form has a place for them.
        named: only projects or tables whose name holds this text.

    Raises:
        DeclarationError: there is no such form.
    """
    for document in documents:
        for number, item in enumerate(_items(document, form), 1):
            if named is None or named in (_name_of(item) or ""):
                around = Around(year or document.fiscal_year, number, document.publisher, with_contacts=with_contacts)
                yield _laid_out(item, form, around)


def _items(document: Document, form: str) -> Sequence[Project | Table]:
    if form == TABLES:
        return document.tables
    return document.whole_department if declaration(form).subject == "department" else document.projects


def _name_of(item: Project | Table) -> str | None:
    return item.title if isinstance(item, Table) else item.name or item.department or item.unit


def _laid_out(item: Project | Table, form: str, around: Around) -> PrintedForm:
    if isinstance(item, Table):
        return PrintedForm(lay_out_table(item, around))
    laid_out = lay_out_form(item, declaration(form), around)
    return PrintedForm(laid_out.page, laid_out.left_out, laid_out.rounded)


def write_forms(forms: Sequence[PrintedForm], kind: str, title: str = "") -> bytes:
    """Forms as one file, each on a page or sheet of its own.

    Args:
        forms: what to write.
        kind: one of :data:`FORMATS`.
        title: of the document.

    Raises:
        UnprintableError: something in them cannot be printed; the message names it.
    """
    return write(Printout(title, [form.page for form in forms]), kind)
