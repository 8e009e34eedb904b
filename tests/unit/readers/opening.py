"""Opens made-up files as a user does, and says in short what is in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

from jixiao.documents.grid import Grid, OpenedDocument, Paragraph
from jixiao.documents.limits import Limits
from jixiao.documents.readers import read_bytes

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_RELATION = '<Relationship Id="{}" Type="' + _OFFICE + '/{}" Target="{}"/>'
_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/{}" ContentType="{}"/></Types>'


def opened(data: bytes, **limits: int) -> OpenedDocument:
    """Open the bytes of a file; every place in it must be its own."""
    document = read_bytes(data, name="made-up", limits=Limits(**limits))
    places = list(document.cells())
    assert len(set(places)) == len(places), "two cells have the same place"
    return document


def texts(document: OpenedDocument) -> list[object]:
    """Paragraphs as texts, grids as lists of rows of texts."""
    return [
        block.text if isinstance(block, Paragraph) else [[cell.text for cell in row.cells] for row in block.rows]
        for block in document.blocks
    ]


def grid(document: OpenedDocument, index: int = 0) -> Grid:
    return [block for block in document.blocks if isinstance(block, Grid)][index]


def spans(grid: Grid) -> dict[str, tuple[int, int]]:
    """Columns and rows of the cells that take several."""
    return {cell.text: (cell.colspan, cell.rowspan) for cell in grid.cells() if (cell.colspan, cell.rowspan) != (1, 1)}


def ids(document: OpenedDocument) -> list[str]:
    return [problem.id for problem in document.problems]


def archive(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return out.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A Word document with this body; further parts by their names: ``styles``, ``numbering``, ``header1`` and so on."""
    kinds = {name: name.rstrip("0123456789") for name in parts}
    relations = "".join(_RELATION.format(f"r{name}", kind, f"{name}.xml") for name, kind in kinds.items())
    namespaces = (
        f'xmlns:w="{W}" xmlns:r="{_OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    )
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return archive(
        {
            "[Content_Types].xml": _TYPES.format("word/document.xml", main),
            "_rels/.rels": _RELATIONS.format(_RELATION.format("r1", "officeDocument", "word/document.xml")),
            "word/document.xml": f"<w:document {namespaces}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": _RELATIONS.format(relations),
        }
        | {f"word/{name}.xml": content.replace(">", f" {namespaces}>", 1) for name, content in parts.items()}
    )


def p(text: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}<w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text) if not text.startswith('<') else text}</w:tc>"


def tbl(*rows: str) -> str:
    return "<w:tbl><w:tblPr/><w:tblGrid/>" + "".join(row if row.startswith("<w:tr") else f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def xlsx(*sheets: str, styles: str = "", around: str = "") -> bytes:
    """A workbook whose sheets have these rows (``<row …>``); ``around`` follows the rows of the first."""
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    relations = "".join(_RELATION.format(f"r{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1))
    names = "".join(f'<sheet name="表{n}" sheetId="{n}" r:id="r{n}"/>' for n in range(1, len(sheets) + 1))
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES.format("xl/workbook.xml", main),
        "_rels/.rels": _RELATIONS.format(_RELATION.format("r1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{_S}" xmlns:r="{_OFFICE}"><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _RELATIONS.format(relations + (_RELATION.format("rs", "styles", "styles.xml") if styles else "")),
    }
    for n, rows in enumerate(sheets, 1):
        content = rows if "sheetData" in rows else f"<sheetData>{rows}</sheetData>{around if n == 1 else ''}"
        parts[f"xl/worksheets/sheet{n}.xml"] = f'<worksheet xmlns="{_S}">{content}</worksheet>'
    if styles:
        parts["xl/styles.xml"] = f'<styleSheet xmlns="{_S}">{styles}</styleSheet>'
    return archive(parts)


def rewritten(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same archive with one part changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = {entry: file.read(entry) for entry in file.namelist()}
    parts[name] = change(parts[name])
    return archive(parts)
