"""The package of a Word document: styles in the typefaces of official papers, a footer with the page number, the same bytes each time."""

from __future__ import annotations

import datetime
import io
import zipfile

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from jixiao.documents.grid import Paragraph
from jixiao.documents.printout import NOWHERE
from jixiao.documents.writers.lines import HEI, ROMAN, SONG, look_of

_WRITTEN = datetime.datetime(2000, 1, 1)  # a file says when it was written; this one says always the same
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_HEADINGS = 9
_FONTS = f'<w:rFonts w:ascii="{ROMAN}" w:hAnsi="{ROMAN}" w:cs="{ROMAN}" w:eastAsia="{SONG}"/>'
_FIELD = "".join(
    f"<w:r><w:rPr><w:sz w:val='18'/></w:rPr>{part}</w:r>"
    for part in (
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar w:fldCharType="end"/>',
    )
)


class Package:
    """A document without content.

    Args:
        title: in its properties.

    Attributes:
        footer: id of the footer with the number of the page, for the first section.
    """

    def __init__(self, title: str) -> None:
        self._document = docx.Document()
        self.footer = _add_footer(self._document)
        _set_styles(self._document)
        _set_settings(self._document)
        _set_properties(self._document, title)

    def with_body(self, body: str) -> bytes:
        """The file with a body.

        Args:
            body: the element ``w:body`` as XML, with the section at its end.
        """
        element = self._document.element
        element.replace(element.body, parse_xml(body))
        buffer = io.BytesIO()
        self._document.save(buffer)
        return _without_times(buffer)


def _add_footer(document: Document) -> str:
    """The number of the page is a field without a result: whoever opens the file counts the pages."""
    section = document.sections[0]
    footer = section.footer
    footer.is_linked_to_previous = False
    paragraph = parse_xml(f'<w:p {nsdecls("w")}><w:pPr><w:jc w:val="center"/></w:pPr>{_FIELD}</w:p>')
    element = footer.paragraphs[0]._p
    element.addnext(paragraph)
    footer._element.remove(element)
    return next(str(reference.get(qn("r:id"))) for reference in section._sectPr.iter(qn("w:footerReference")))


def _set_styles(document: Document) -> None:
    """Text in 宋体, headings in 黑体 and black; no distances but those that a paragraph asks for."""
    styles = document.styles.element
    defaults = styles.find(qn("w:docDefaults"))
    new = (
        f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>{_FONTS}<w:sz w:val='21'/><w:szCs w:val='21'/>"
        "<w:lang w:val='en-US' w:eastAsia='zh-CN' w:bidi='ar-SA'/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    styles.replace(defaults, parse_xml(new))
    for level in range(1, _HEADINGS + 1):
        style = document.styles[f"Heading {level}"].element
        look = look_of(Paragraph("", NOWHERE, level=level))
        fonts = f'<w:rFonts w:ascii="{HEI}" w:hAnsi="{HEI}" w:cs="{HEI}" w:eastAsia="{HEI}"/>'
        size = round(look.points * 2)
        letters = f"<w:rPr {nsdecls('w')}>{fonts}<w:color w:val='000000'/><w:sz w:val='{size}'/><w:szCs w:val='{size}'/></w:rPr>"
        style.replace(style.find(qn("w:rPr")), parse_xml(letters))


def _set_settings(document: Document) -> None:
    """Current Word opens the file as one of its own, and looks for Chinese typefaces."""
    settings = document.settings.element
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    for language in settings.iter(qn("w:themeFontLang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    for zoom in settings.iter(qn("w:zoom")):
        zoom.attrib.clear()
        zoom.set(qn("w:percent"), "100")


def _set_properties(document: Document, title: str) -> None:
    properties = document.core_properties
    properties.title = title[:255]
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.language = "zh-CN"
    properties.revision = 1
    properties.created = properties.modified = _WRITTEN
    relations = document.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        del relations[key]  # a picture of the empty page


def _without_times(buffer: io.BytesIO) -> bytes:
    """The same archive with one date for all of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, _ZIP_DATE)
            part.create_system = 3  # the same on every system
            part.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(part, source.read(name))
    return out.getvalue()
