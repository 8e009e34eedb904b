"""Office files that lie about themselves are refused before they cost anything."""

import io
import struct
import time
import tracemalloc
import zipfile

import pytest
from tests.unit.readers.opening import archive, docx, ids, opened, p, rewritten, xlsx

from jixiao.documents.archive import Archive, packed
from jixiao.documents.limits import Limits, Refusal
from jixiao.provenance import SourceRef

SOURCE = SourceRef("made-up")
MB = 1024 * 1024


def refused(data, **limits):
    with pytest.raises(Refusal) as refusal:
        found = Archive(data, SOURCE, Limits(**limits))
        for name in found.names():
            found.read(name)
    return refusal.value.problem


def with_part(name, data):
    out = io.BytesIO(docx(p("甲")))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, data)
    return out.getvalue()


def test_parts_are_read_and_packed_again():
    found = Archive(archive({"a/b.xml": "甲", "c": b"\x00\x01"}), SOURCE, Limits())

    assert (found.names(), found.read("a/b.xml").decode(), found.read("A/B.xml").decode(), "c" in found, "d" in found) == (
        ["a/b.xml", "c"],
        "甲",
        "甲",
        True,
        False,
    )
    assert Archive(packed({"x": b"1"}), SOURCE, Limits()).read("x") == b"1"


@pytest.mark.parametrize("name", ["../out.xml", "/etc/passwd", "word/../../out", "..\\out.xml", "C:/out.xml", "a/.."])
def test_names_that_lead_outside_are_refused(name):
    assert refused(archive({name: "x"})).id == "READ-039"


def test_symbolic_link_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        link = zipfile.ZipInfo("word/document.xml")
        link.external_attr = 0o120777 << 16
        file.writestr(link, "/etc/hostname")

    assert refused(out.getvalue()).id == "READ-039"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_same_name_twice_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("a.xml", "1")
        file.writestr("a.xml", "2")

    assert refused(out.getvalue()).id == "READ-039"


def test_entries_size_and_ratio_are_limited():
    assert refused(archive({f"{n}.xml": "" for n in range(30)}), entries=20).values["found"] == "30"
    assert refused(archive({"a": b"0123456789" * MB}, zipfile.ZIP_STORED), unpacked_megabytes=5).id == "READ-033"
    assert refused(archive({"a": bytes(11 * MB)})).values["option"] == "--max-ratio"


def test_entry_that_declares_less_than_it_holds_is_refused_at_what_it_declares():
    data = bytearray(archive({"word/document.xml": bytes(50 * MB)}))
    for magic, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = data.find(magic)
        struct.pack_into("<I", data, start + at, 100)

    tracemalloc.start()
    problem = refused(bytes(data))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert problem.id == "READ-031"
    assert peak < 20 * MB


def test_bomb_of_a_gigabyte_is_refused_before_unpacking():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file, file.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
        for _ in range(1024):
            part.write(bytes(MB))
    start = time.monotonic()

    assert refused(out.getvalue()).id == "READ-033"
    assert time.monotonic() - start < 1


def test_encrypted_truncated_and_empty_archives_are_told_apart():
    data = bytearray(archive({"a": "secret"}))
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(magic) + at] |= 1

    assert refused(bytes(data)).id == "READ-032"
    assert refused(docx(p("甲"))[:-30]).id == "READ-031"
    assert refused(b"").id == "READ-031"


BOMB = (
    '<!DOCTYPE w [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">'
    '<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">]>'
)
DOCTYPES = {
    "billion laughs": BOMB,
    "external entity": '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
    "external subset": '<!DOCTYPE w SYSTEM "http://127.0.0.1/w.dtd">',
    "parameter entity": '<!DOCTYPE w [<!ENTITY % x SYSTEM "http://127.0.0.1/"> %x;]>',
    "behind a comment": "<!-- " + "x" * 9000 + " --><!DOCTYPE w>",
}


@pytest.mark.parametrize("doctype", DOCTYPES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_doctype_is_refused_in_every_encoding(doctype, encoding):
    data = rewritten(docx(p("甲")), "word/document.xml", lambda part: (DOCTYPES[doctype] + part.decode()).encode(encoding))

    assert ids(opened(data)) == ["READ-036"]


@pytest.mark.parametrize("name", ["word/_rels/document.xml.rels", "_rels/.rels"])
def test_doctype_in_another_part_is_refused(name):
    assert ids(opened(rewritten(docx(p("甲")), name, lambda part: b"<!DOCTYPE x>" + part))) == ["READ-036"]


@pytest.mark.parametrize("name", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"])
def test_doctype_in_a_workbook_is_refused(name):
    data = xlsx('<row r="1"><c r="A1"><v>1</v></c></row>', styles="<cellXfs/>")

    assert ids(opened(rewritten(data, name, lambda part: BOMB.encode() + part))) == ["READ-036"]


def test_utf7_is_no_encoding_of_office_files():
    def hidden(part):
        return b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x+AD4' + part

    assert ids(opened(rewritten(docx(p("甲")), "word/document.xml", hidden))) == ["READ-031"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_part_in_another_unicode_encoding_is_read(encoding):
    data = rewritten(docx(p("甲")), "word/document.xml", lambda part: ('<?xml version="1.0"?>' + part.decode()).encode(encoding))

    assert [block.text for block in opened(data).blocks] == ["甲"]


def test_broken_part_and_missing_part_are_problems():
    assert ids(opened(rewritten(docx(p("甲")), "word/document.xml", lambda part: part[:-20]))) == ["READ-031"]
    assert ids(opened(with_part("word/x", ""))) == []
    assert ids(opened(archive({"word/other.xml": "<x/>"}))) == ["READ-031"]


def test_tables_nested_five_thousand_deep_are_a_problem():
    deep = "<w:tbl><w:tr><w:tc>" * 5000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 5000

    assert ids(opened(docx(deep))) == ["READ-031"]
