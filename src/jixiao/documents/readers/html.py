"""Web pages (HTML), also those that Word, Excel and browsers save: what a person sees on them, whatever their encoding claims."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import EmailMessage

from lxml import etree

from jixiao.documents.grid import OpenedDocument
from jixiao.documents.limits import Limits, Refusal
from jixiao.documents.readers.encoding import decode
from jixiao.documents.readers.html_clean import HIDING_WORDS, clean
from jixiao.documents.readers.html_flow import Flow
from jixiao.documents.readers.shape import Shape
from jixiao.provenance import Problem, SourceRef

_DECLARED = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_CHARSET = re.compile(rb"charset\s{0,3}=\s{0,3}[\"']?([A-Za-z0-9_-]{1,20})", re.IGNORECASE)
_HEAD = 4096
_MIME = re.compile(rb"^(?:[A-Za-z-]{2,40}:[^\n]*\n|[ \t][^\n]*\n)+", re.MULTILINE)
_LOST = "\ufffd"
_TOLERATED = 200  # one lost sign in so many: a page cut off or patched together


def read(data: bytes, document: OpenedDocument, limits: Limits) -> None:
    """Append the paragraphs and tables of a web page.

    Raises:
        Refusal: its encoding is unknown, or it is damaged or over a limit.
    """
    source = SourceRef(document.file)
    read_html(page_text(data, source), document, Shape(source, limits))


def read_html(text: str, document: OpenedDocument, shape: Shape) -> None:
    """Append the paragraphs and tables of a page that was decoded."""
    source = SourceRef(document.file)
    text = _DECLARED.sub("", text)
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True)
    if not text.strip():
        raise Refusal("READ-003", source)
    encoded = text.replace("\x00", "").encode("utf-8", "replace")
    try:
        root = etree.fromstring(encoded, parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Refusal("READ-031", source, reason=str(error)[:80]) from error
    if root is None:
        raise Refusal("READ-003", source)
    hidden = clean(root, may_hide=any(word in encoded for word in HIDING_WORDS))
    try:
        Flow(document, shape).read(root)
    except RecursionError as error:
        raise Refusal("READ-031", source, reason="<<<…>>>") from error
    if hidden:
        document.notes.append(Problem("READ-047", source, {"count": str(hidden)}))


def page_text(data: bytes, source: SourceRef) -> str:
    """The page as text: the content tells the encoding, what the page says of it only where the content does not.

    Raises:
        Refusal: the encoding is unknown (READ-002).
    """
    if b"multipart/related" in data[:_HEAD].lower() and _MIME.match(data.lstrip()):
        data = _main_part(data)
    if b"\x00" not in data:
        try:
            return data.decode("utf-8-sig") if data.strip() else ""
        except UnicodeDecodeError:
            pass  # another encoding, whatever the page says
    decoded = decode(data)
    if not isinstance(decoded, str):
        return decoded.text
    declared = [name.decode("ascii") for name in _CHARSET.findall(data[:_HEAD])]
    best: str | None = None
    for name in (*declared, "utf-8", "gb18030"):
        try:
            text = data.decode("gb18030" if name.lower() in ("gb2312", "gbk") else name, "replace")
        except LookupError:
            continue
        if best is None or text.count(_LOST) < best.count(_LOST):
            best = text
    if best is None or best.count(_LOST) * _TOLERATED > len(best):
        raise Refusal("READ-002", source)
    return best


def _main_part(data: bytes) -> bytes:
    """The page inside a file that holds it together with its pictures (MHTML); the data itself where there is none."""
    message = email.message_from_bytes(data.lstrip(), _class=EmailMessage, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                return content
    return data
