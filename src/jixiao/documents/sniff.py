"""The type of a file by its content (文件类型): its name is never asked.

Types that cannot be read have words for what they are and a way out: ``[filetype]`` and ``[way]`` of the message catalogue.
"""

from __future__ import annotations

import codecs
import io
import re
import zipfile
import zlib

from jixiao.documents.compound import stream_names

BINARY = "application/octet-stream"
_TEXT = "text/plain"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_XLSB = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
_ODF = "application/vnd.oasis.opendocument."
_ENCRYPTED = "application/x-encrypted-office"

UNREAD = {
    "application/gzip": ("filetype.archive", "way.unpack"),
    "application/msword": ("filetype.doc", "way.docx"),
    "application/ofd": ("filetype.ofd", "way.pdf"),
    "application/rtf": ("filetype.rtf", "way.docx"),
    "application/vnd.ms-office": ("filetype.ole", "way.office"),
    "application/vnd.ms-powerpoint": ("filetype.slides", "way.pdf"),
    "application/vnd.ms-wordml": ("filetype.word_xml", "way.docx"),
    "application/vnd.ms-spreadsheetml": ("filetype.excel_xml", "way.xlsx"),
    "application/vnd.rar": ("filetype.archive", "way.unpack"),
    "application/x-7z-compressed": ("filetype.archive", "way.unpack"),
    "application/xml": ("filetype.xml", "way.office"),
    "application/zip": ("filetype.archive", "way.unpack"),
    "application/epub+zip": ("filetype.epub", "way.pdf"),
    _PPTX: ("filetype.slides", "way.pdf"),
    _XLSB: ("filetype.xlsb", "way.xlsx"),
    f"{_ODF}presentation": ("filetype.slides", "way.pdf"),
    f"{_ODF}text": ("filetype.odt", "way.docx"),
    f"{_ODF}spreadsheet-flat-xml": ("filetype.odf_xml", "way.xlsx"),
} | {f"image/{kind}": ("filetype.picture", "way.picture") for kind in ("png", "jpeg", "tiff", "bmp", "gif", "webp", "jp2")}
"""Types that are known and not read: keys of what they are called and of what to do."""

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\x00\x00\x00\x0cjP  ", "image/jp2"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x1f\x8b", "application/gzip"),
    (b"{\\rtf", "application/rtf"),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PARTS = (
    ("OFD.xml", "application/ofd"),
    ("word/", _DOCX),
    ("xl/workbook.bin", _XLSB),
    ("xl/", _XLSX),
    ("ppt/", _PPTX),
    ("META-INF/container.xml", "application/epub+zip"),
)
_CONTENT_TYPES = (
    (b"wordprocessingml.", _DOCX),
    (b"ms-word.", _DOCX),
    (b"sheet.binary.", _XLSB),
    (b"spreadsheetml.", _XLSX),
    (b"ms-excel.sheet.", _XLSX),
    (b"presentationml.", _PPTX),
)
_MAIN_PART = re.compile(rb'ContentType\s*=\s*["\']([^"\']{1,200}\.main(?:\+xml)?)["\']')
_MIMETYPE = re.compile(rb"application/[a-z0-9.+-]{1,80}")
_ODF_KINDS = ("spreadsheet", "text", "presentation")
_STREAMS = (
    ("EncryptedPackage", _ENCRYPTED),
    ("EncryptionInfo", _ENCRYPTED),
    ("Workbook", "application/vnd.ms-excel"),
    ("Book", "application/vnd.ms-excel"),
    ("WordDocument", "application/msword"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
)
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, NotImplementedError, EOFError, OverflowError)
_HEAD = 4096
_PART_HEAD = 64 * 1024
_MOST_DIRECTORY = 4 * 1024 * 1024
_SKIPPED = re.compile(r"\s+|<!--.*?-->|<\?.*?\?>", re.DOTALL)
_DOCTYPE = re.compile(r"<!doctype\s+(\w+)", re.IGNORECASE)
_TAG = re.compile(r"<([a-z_][\w.-]*:)?([a-z_][\w.-]*)(?=[\s/>])", re.IGNORECASE)
_HTML_TAGS = frozenset(
    ("html", "head", "body", "title", "meta", "link", "base", "style", "script", "table", "thead", "tbody", "tr", "div", "center", "font",
     "form", "h1", "h2", "h3", "span", "p")
)  # fmt: skip
_MAIL = re.compile(rb"\s*(?:From|MIME-Version|Content-Type|Subject|Date|Snapshot-Content-Location):", re.IGNORECASE)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def media_type_of(data: bytes) -> str:
    """Media type of a file.

    ``text/plain`` for what may be text, though the encoding may yet be unknown; ``application/octet-stream`` for what is none.
    """
    if data.startswith(_ZIP):
        return _in_archive(data)
    if data.startswith(_OLE):
        return _in_compound(data)
    for magic, media_type in _MAGIC:
        if data.startswith(magic):
            return media_type
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    if data.startswith(b"BM") and len(data) > 18 and data[6:10] == bytes(4):
        return "image/bmp"
    head = _decoded(data[:_HEAD])
    if head and (found := _in_markup(head)):
        return found
    if _MAIL.match(data[:_HEAD]) and b"multipart/related" in data[:_HEAD]:
        return "message/rfc822"
    if b"%PDF-" in data[:1024]:
        return "application/pdf"
    return _TEXT if head is not None else BINARY


def is_encrypted(media_type: str) -> bool:
    """An office file under a password, of which nothing else can be said."""
    return media_type == _ENCRYPTED


def _in_archive(data: bytes) -> str:
    """Type of an archive by its content types or the names of its parts; nothing is unpacked beyond 64 KB."""
    if _directory_bytes(data) > _MOST_DIRECTORY:
        return "application/zip"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            by_folded = {name.casefold().replace("\\", "/").lstrip("/"): name for name in names}
            if name := by_folded.get("mimetype"):
                kind = _MIMETYPE.match(_beginning(archive, name))
                if kind and (media_type := _by_mimetype(kind[0].decode())):
                    return media_type
            if (name := by_folded.get("[content_types].xml")) and (media_type := _by_content_types(_beginning(archive, name))):
                return media_type
            return _by_names(by_folded)
    except _BROKEN:
        return _by_local_names(data)


def _directory_bytes(data: bytes) -> int:
    """Size of the list of parts as the end of the archive declares it."""
    end = data.rfind(b"PK\x05\x06", -66_000)
    return int.from_bytes(data[end + 12 : end + 16], "little") if end >= 0 else 0


def _beginning(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(_PART_HEAD)


def _by_mimetype(kind: str) -> str | None:
    if kind == "application/epub+zip":
        return kind
    return next((_ODF + found for found in _ODF_KINDS if kind in (_ODF + found, f"{_ODF}{found}-template")), None)


def _by_content_types(types: bytes) -> str | None:
    """Which program the main part belongs to; the workbooks inside a document are no main parts."""
    for main in _MAIN_PART.findall(types):
        for word, media_type in _CONTENT_TYPES:
            if word in main.lower():
                return media_type
    return None


def _by_names(names: dict[str, str]) -> str:
    for part, media_type in _PARTS:
        wanted = part.casefold()
        if wanted in names or (wanted.endswith("/") and any(name.startswith(wanted) for name in names)):
            return media_type
    return "application/zip"


def _by_local_names(data: bytes) -> str:
    """Type of an archive whose list of parts is damaged, by the names before its first parts: the reader says what is wrong with it."""
    names: dict[str, str] = {}
    for at in re.finditer(rb"PK\x03\x04", data[:_PART_HEAD]):
        length = int.from_bytes(data[at.end() + 22 : at.end() + 24], "little")
        names[data[at.end() + 26 : at.end() + 26 + length].decode("utf-8", "replace").casefold()] = ""
    return _by_names(names)


def _in_compound(data: bytes) -> str:
    """Type of a compound file, as Word, Excel and WPS wrote them until 2007, by the names of its streams."""
    names = stream_names(data)
    return next((media_type for name, media_type in _STREAMS if name in names), "application/vnd.ms-office")


def _in_markup(head: str) -> str | None:
    """Type of a text that begins with a tag, behind what may stand before it."""
    rest, before = head, ""
    while match := _SKIPPED.match(rest):
        before += match.group()
        rest = rest[match.end() :]
    if doctype := _DOCTYPE.match(rest):
        return "text/html" if doctype[1].lower() == "html" else "application/xml"
    tag = _TAG.match(rest)
    if tag is None:
        return "application/xml" if before.startswith("<?xml") and rest.startswith("<") else None
    name, is_xml = tag[2].lower(), "<?xml" in before
    if name == "html" or (not is_xml and not tag[1] and name in _HTML_TAGS):
        return "text/html"
    if "schemas-microsoft-com:office:spreadsheet" in rest or 'progid="Excel.Sheet"' in before:
        return "application/vnd.ms-spreadsheetml"
    if "office/word/2003/wordml" in rest or "2006/xmlPackage" in rest or 'progid="Word.Document"' in before:
        return "application/vnd.ms-wordml"
    if "opendocument" in rest and name == "document":
        return f"{_ODF}spreadsheet-flat-xml"
    return "application/xml" if is_xml else None


def _decoded(head: bytes) -> str | None:
    """The beginning of a text in any encoding, good enough to see tags; None where it is no text."""
    for mark, encoding in zip(_MARKS, ("utf-8-sig", "utf-16", "utf-16"), strict=True):
        if head.startswith(mark):
            return head.decode(encoding, "replace")
    zeros = head.count(0)
    if zeros > len(head) // 100:
        even, odd = head[0::2].count(0), head[1::2].count(0)
        if not 20 * min(even, odd) < max(even, odd):
            return None
        text = head.decode("utf-16-le" if odd > even else "utf-16-be", "replace")
        return None if sum(char < " " and ord(char) in _CONTROLS for char in text) > len(text) // 50 else text
    if len(head) - len(head.translate(None, _CONTROLS)) > len(head) // 50:
        return None
    return head.decode("utf-8", "replace")
