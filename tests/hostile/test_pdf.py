"""PDF files that are damaged or made to harm: recovered where they can be, and otherwise refused with a reason."""

from __future__ import annotations

import pytest
from tests.hostile import bounds, pdfs
from tests.hostile.pdfs import MARK, good_page, one_page, text_at

from jixiao.documents.limits import Limits

GOOD = one_page(good_page())
FAILED = {"READ-003", "READ-031", "READ-033", "READ-034", "READ-035", "READ-038"}
"""Problems of which a file that cannot be read has one: empty, damaged, over a limit, died, too slow, no text."""
RECOVERED = {
    "keyword of the table": one_page(good_page(), keyword=b"xrxx"),
    "place of the table": one_page(good_page(), startxref=99),
    "place of the table below zero": one_page(good_page(), startxref=-5),
    "place of the table beyond the file": one_page(good_page(), startxref=10**12),
    "places of the objects": GOOD.replace(b"0 00000 n", b"3 00000 n"),
    "no end": GOOD[: GOOD.rindex(b"startxref")],
    "nothing behind the objects": GOOD[: GOOD.rindex(b"xref\n0")] + b"trailer\n<< /Root 1 0 R >>\n",
    "length of the content": GOOD.replace(b"<< /Length ", b"<< /Length 9"),
    "something before it": b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n" + GOOD,
    "something behind it": GOOD + b"\0" * 2_000,
    "two ends": GOOD + GOOD,
}
HARMLESS = {
    "script, program and address": pdfs.with_javascript_and_files(),
    "picture that says to be 60,000 dots wide": pdfs.jbig2_bomb(),
    "q without end": one_page(b"q " * 200_000 + good_page()),
    "Q without q": one_page(b"Q " * 200_000 + good_page()),
    "brackets without end": one_page(good_page() + b"[" * 200_000),
    "dictionaries without end": one_page(good_page() + b"<<" * 200_000),
    "numbers without end": one_page(good_page() + b"1 " * 500_000),
    "words that mean nothing": one_page(good_page() + b"xyzzy " * 100_000),
    "font that is missing": one_page(good_page() + b"BT /F9 12 Tf 72 100 Td (nowhere) Tj ET"),
    "characters of size zero": one_page(good_page() + b"BT /F1 0 Tf 72 100 Td (nothing) Tj ET"),
    "characters of size 1e30": one_page(good_page() + b"BT /F1 1e30 Tf 72 100 Td (huge) Tj ET"),
    "characters beyond all places": one_page(good_page() + text_at(10**9, -(10**9), "away")),
    "matrix without area": one_page(good_page() + b"0 0 0 0 0 0 cm BT /F1 9 Tf (flat) Tj ET"),
    "lines beyond all places": one_page(good_page() + b"-1e38 1e38 m 1e38 -1e38 l S\n" * 100),
    "a resource of itself": one_page(good_page(), b"6 0 R", resources=b"/XObject 6 0 R"),
}
WITHOUT_END = {
    "flate": lambda: pdfs.flate_bomb(1000),
    "flate in flate": lambda: pdfs.twice_packed_bomb(1000),
    "lzw": lambda: pdfs.lzw_bomb(200_000),
    "run length": lambda: pdfs.run_length_bomb(100_000),
    "page tree of itself": pdfs.page_tree_of_itself,
    "page tree in a circle": pdfs.page_tree_loop,
    "forms that draw each other": pdfs.recursive_forms,
    "forms of forms": lambda: pdfs.forms_within_forms(12),
    "object stream of itself": pdfs.object_stream_of_itself,
    "page of 1e9 points": lambda: GOOD.replace(b"[0 0 595 842]", b"[0 0 1e9 1e9]"),
    "50,000 characters in one place": lambda: one_page(b"BT /F1 12 Tf 72 700 Td\n" + b"(A) Tj 0 0 Td\n" * 50_000 + b"ET"),
    "100,000 words": lambda: one_page(b"".join(text_at(at % 580, at // 580 * 4 % 830, f"w{at}") for at in range(100_000))),
    "20,000 crossing lines": lambda: one_page(
        b"".join(b"0 %.2f m 595 %.2f l S %.2f 0 m %.2f 842 l S\n" % ((at * 0.0842,) * 2 + (at * 0.0595,) * 2) for at in range(10_000))
        + good_page()
    ),
    "objects nested 5,000 deep": lambda: one_page(good_page(), b"<</A" * 5_000 + b"1" + b">>" * 5_000, resources=b"/X 6 0 R"),
}


@pytest.mark.parametrize("case", RECOVERED)
def test_damaged_file_is_recovered(case, tmp_path):
    reading = bounds.read_bytes(RECOVERED[case], tmp_path)

    assert MARK in reading.model_dump_json(), [problem.describe("en") for problem in reading.problems]
    assert reading.account.cells == 13


@pytest.mark.parametrize("case", HARMLESS)
def test_what_a_page_holds_besides_does_no_harm(case, tmp_path):
    reading = bounds.read_bytes(HARMLESS[case], tmp_path)

    assert MARK in reading.model_dump_json(), [problem.describe("en") for problem in reading.problems]
    for unwanted in ("alert", "calc.exe", "a.exe", "example.invalid"):
        assert unwanted not in reading.model_dump_json()


@pytest.mark.parametrize("case", WITHOUT_END)
def test_file_without_end_is_refused_or_read(case, tmp_path):
    reading = bounds.read_bytes(WITHOUT_END[case](), tmp_path, limits=Limits(seconds=8))

    assert reading.account.cells or bounds.ids(reading) & FAILED, bounds.ids(reading)


def test_page_of_300_000_paths_is_skipped_and_the_next_one_is_read(tmp_path):
    paths = b"".join(b"%d %d 1 1 re f\n" % (at % 590, at // 590 % 800) for at in range(300_000))
    kids = b"<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 >>"
    second = pdfs.PAGE.replace(b"4 0 R", b"7 0 R") % b""
    data = pdfs.pdf([pdfs.CATALOGUE, kids, pdfs.PAGE % b"", pdfs.stream(paths), pdfs.FONT, second, pdfs.stream(good_page())])
    reading = bounds.read_bytes(data, tmp_path)

    assert [(problem.id, problem.source.page) for problem in reading.problems] == [("READ-037", 1)]
    assert "--max-lines-per-page" in reading.problems[0].remedy("zh")
    assert MARK in reading.model_dump_json()


def test_encrypted_file_is_refused(tmp_path):
    assert bounds.ids(bounds.read_bytes(pdfs.encrypted(), tmp_path)) == {"READ-032"}


def test_file_that_opens_without_a_password_is_read(tmp_path):
    assert MARK in bounds.read_bytes(pdfs.encrypted(password=""), tmp_path).model_dump_json()


def test_too_many_pages_are_refused(tmp_path):
    assert bounds.ids(bounds.read_bytes(pdfs.many_pages(2001), tmp_path)) == {"READ-033"}
    assert bounds.ids(bounds.read_bytes(pdfs.many_pages(11), tmp_path, limits=Limits(pages=10))) == {"READ-033"}
    assert bounds.read_bytes(pdfs.many_pages(11), tmp_path).account.cells == 11 * 13


@pytest.mark.parametrize("data", [GOOD, pdfs.good_pdf()], ids=["by hand", "by a library"])
def test_file_cut_anywhere_is_refused_or_read(data, tmp_path):
    for percent in range(100):
        reading = bounds.read_bytes(data[: len(data) * percent // 100], tmp_path)

        assert reading.account.cells or bounds.ids(reading) & FAILED, (percent, bounds.ids(reading))
