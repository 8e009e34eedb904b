"""The type of a file is told by its content, and no content keeps it from being told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.hostile import kinds, zips

from jixiao.documents.compound import stream_names
from jixiao.documents.sniff import UNREAD, media_type_of

SEEDS = [
    zips.good_docx(),
    zips.good_ods(),
    kinds.compound("WordDocument", "1Table"),
    kinds.EXCEL_2003,
    kinds.HTML_LATE,
    kinds.MHTML,
    kinds.OFD,
    kinds.UTF16,
]


@given(st.binary(max_size=2000))
def test_any_bytes_have_a_type(data):
    assert "/" in media_type_of(data)


@given(st.sampled_from(SEEDS), st.data())
def test_any_damage_leaves_a_type(seed, data):
    at = data.draw(st.integers(0, len(seed)))
    put = data.draw(st.binary(max_size=8))

    assert "/" in media_type_of(seed[:at] + put + seed[at + len(put) :])
    assert "/" in media_type_of(seed[:at])


@given(st.sampled_from(SEEDS), st.sampled_from(["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"]))
def test_text_is_told_in_any_encoding(seed, encoding):
    assert media_type_of("项目名称\t湿地栈道\n".encode(encoding) * 50) == "text/plain"
    assert media_type_of("<!-- x --><html><body>项目名称".encode(encoding)) == "text/html"
    assert media_type_of(seed) == media_type_of(seed)


def test_a_text_that_speaks_of_markup_is_a_text():
    for text in ("项目名称 <html>", "<项目名称>\t湿地", "< html", "<5万元", "a <table> b", "<<<", "<>", "<!--", "<!-- 未完"):
        assert media_type_of(text.encode()) == "text/plain", text


def test_archive_whose_list_of_parts_is_lost_is_known_by_its_first_parts():
    assert "wordprocessingml" in media_type_of(zips.good_docx()[:-100])
    assert "spreadsheetml" in media_type_of(zips.good_xlsx()[:-100])


def test_streams_of_a_compound_file():
    names = ["WordDocument", "1Table", "Data", "\x05SummaryInformation", "ObjectPool"]

    assert stream_names(kinds.compound(*names)) == {"Root Entry", *names}
    assert stream_names(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") == set()


def test_list_of_streams_in_a_circle_ends():
    file = bytearray(kinds.compound("WordDocument"))
    file[512 + 4 : 512 + 8] = (1).to_bytes(4, "little")

    assert "WordDocument" in stream_names(bytes(file))


def test_what_is_not_read_has_words_and_a_way_out():
    for kind, way in UNREAD.values():
        assert kind.startswith("filetype.")
        assert way.startswith("way.")
