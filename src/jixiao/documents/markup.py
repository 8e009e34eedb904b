"""Parts of office files as trees of elements: nothing is fetched, expanded or declared."""

from __future__ import annotations

import codecs
import re
from typing import Any

from lxml import etree

from jixiao.documents.limits import Refusal
from jixiao.provenance import SourceRef

_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)
"""Names of the strict variant of the office format and those that everybody writes."""
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([A-Za-z0-9._-]{1,40})["']""")
_ALLOWED = {b"utf-8", b"utf8", b"us-ascii", b"ascii", b"utf-16", b"gb18030", b"gbk", b"gb2312", b"iso-8859-1", b"windows-1252"}
_HEAD = 4096


def checked(data: bytes, part: str, source: SourceRef) -> bytes:
    """A part in an encoding that hides nothing, without a declaration of its own type.

    Raises:
        Refusal: a DOCTYPE is declared (READ-036), or the encoding is none that office programs write (READ-031).
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\x00" in data[:8]:
        data = _as_utf8(data, part, source)
    elif (encoding := _ENCODING.match(data[:_HEAD].removeprefix(codecs.BOM_UTF8))) is not None and encoding[1].lower() not in _ALLOWED:
        raise Refusal("READ-031", source, reason=f"{part}: {encoding[1].decode('ascii')}")
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise Refusal("READ-036", source, part=part)
    if b"http://purl.oclc.org/ooxml/" in data[:_HEAD]:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
    return data


def _as_utf8(data: bytes, part: str, source: SourceRef) -> bytes:
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)) or b"\x00\x00" in data[:8]:
        encoding = "utf-32"
    elif data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    else:
        encoding = "utf-16-be" if data.startswith(b"\x00") else "utf-16-le"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refusal("READ-031", source, reason=f"{part}: {encoding}") from error
    return re.sub(r"^\ufeff?\s*<\?xml[^>]{0,200}\?>", "", text).encode()


def parsed(data: bytes, part: str, source: SourceRef) -> etree._Element:
    """The root element of a part.

    Raises:
        Refusal: the part is no well-formed XML (READ-031), or declares a DOCTYPE (READ-036).
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(checked(data, part, source), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refusal("READ-031", source, reason=f"{part}: {str(error)[:80]}") from error
    info: Any = root.getroottree().docinfo
    if info.doctype:
        raise Refusal("READ-036", source, part=part)
    return root
