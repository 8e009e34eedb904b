"""Word documents (DOCX), read from their XML: the text as it prints, with tracked changes accepted."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from jixiao.documents.archive import Archive
from jixiao.documents.grid import OpenedDocument
from jixiao.documents.limits import Limits, Refusal
from jixiao.documents.markup import parsed
from jixiao.documents.readers.docx_body import Body
from jixiao.documents.readers.docx_clean import Cleaning, clean
from jixiao.documents.readers.docx_names import PACKAGE, R, W, is_on
from jixiao.documents.readers.docx_numbering import Numbering
from jixiao.documents.readers.docx_styles import read_styles
from jixiao.documents.readers.docx_text import Labels
from jixiao.documents.readers.shape import Shape
from jixiao.provenance import Problem, SourceRef

_HEADER, _FOOTER = W + "headerReference", W + "footerReference"
_NOTES = (W + "footnote", W + "endnote")
_STYLE_MARKS = (W + "pStyle", W + "rStyle")
_PICTURES = "/media/"


@dataclass(frozen=True, slots=True)
class _Relation:
    kind: str
    target: str


class _Package:
    """The parts of a document and how they refer to each other."""

    def __init__(self, data: bytes, source: SourceRef, limits: Limits) -> None:
        self.archive = Archive(data, source, limits)
        self.source = source
        office = [relation.target for relation in self.relations("").values() if relation.kind == "officeDocument"]
        self.main = office[0] if office else "word/document.xml"

    def relations(self, part: str) -> dict[str, _Relation]:
        """What a part refers to inside the file, by id."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        found: dict[str, _Relation] = {}
        if path not in self.archive:
            return found
        for element in self.tree(path).iter(PACKAGE + "Relationship"):
            if element.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", ""))).lstrip("/")
                found[element.get("Id", "")] = _Relation(element.get("Type", "").rsplit("/", 1)[-1], target)
        return found

    def tree(self, part: str) -> etree._Element:
        return parsed(self.archive.read(part), part, self.source)

    def first(self, kind: str, relations: Iterable[_Relation]) -> etree._Element | None:
        """The part of a kind; ``None`` where there is none or it cannot be read: the text can be read without."""
        for relation in relations:
            if relation.kind == kind and relation.target in self.archive:
                return self.tree(relation.target)
        return None


def read(data: bytes, document: OpenedDocument, limits: Limits) -> None:
    """Append the paragraphs and tables of a Word document.

    Raises:
        Refusal: the file is damaged, over a limit or not to be trusted.
    """
    source = SourceRef(document.file)
    package = _Package(data, source, limits)
    root = package.tree(package.main)
    body = root.find(W + "body")
    if body is None:
        raise Refusal("READ-031", source, reason=package.main)
    relations = package.relations(package.main)
    has_styles = next(body.iter(*_STYLE_MARKS), None) is not None
    styles = read_styles(package.first("styles", relations.values()) if has_styles else None)
    numbering = Numbering(package.first("numbering", relations.values()))
    heads, feet = _around(package, root, relations)
    notes = [part for kind in ("footnotes", "endnotes") if (part := package.first(kind, relations.values())) is not None]
    reader = Body(Shape(source, limits), styles, Labels(styles, numbering))
    cleanings: list[Cleaning] = []
    for part in (*heads, root, *notes, *feet):
        cleanings.append(clean(part, styles.hidden))
        containers = [body] if part is root else list(part.iterchildren(*_NOTES)) or [part]
        for container in containers:
            reader.read(container, cleanings[-1])
    document.blocks += reader.blocks
    _note(document, sum(found.changes for found in cleanings), reader.hidden + sum(found.hidden for found in cleanings))
    if not reader.blocks and any(_PICTURES in name for name in package.archive.names()):
        document.problems.append(Problem("READ-038", source))


def _around(package: _Package, root: etree._Element, relations: dict[str, _Relation]) -> tuple[list[etree._Element], list[etree._Element]]:
    """Headers and footers that print, each once; the one of the first page only where a section asks for it."""
    settings = package.first("settings", relations.values())
    even = settings.find(W + "evenAndOddHeaders") if settings is not None else None
    has_even = even is not None and is_on(even.get(W + "val"))
    heads: dict[str, etree._Element] = {}
    feet: dict[str, etree._Element] = {}
    for section in root.iter(W + "sectPr"):
        first = section.find(W + "titlePg")
        has_first = first is not None and is_on(first.get(W + "val"))
        for reference in section.iterchildren(_HEADER, _FOOTER):
            kind = reference.get(W + "type", "default")
            relation = relations.get(reference.get(R + "id", ""))
            if relation is None or relation.target not in package.archive or (kind == "first" and not has_first):
                continue
            if kind != "even" or has_even:
                side = heads if reference.tag == _HEADER else feet
                if relation.target not in side:
                    side[relation.target] = package.tree(relation.target)
    return list(heads.values()), list(feet.values())


def _note(document: OpenedDocument, changes: int, hidden: int) -> None:
    source = SourceRef(document.file)
    if changes:
        document.notes.append(Problem("READ-042", source, {"count": str(changes)}))
    if hidden:
        document.notes.append(Problem("READ-047", source, {"count": str(hidden)}))
