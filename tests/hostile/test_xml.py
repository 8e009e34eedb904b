"""No declaration of a document's own type is obeyed, in whatever part and encoding it hides, and nothing is fetched."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading

import pytest
from tests.hostile import bounds, zips
from tests.hostile.zips import archive, cell, document, docx, paragraph, sheet, xlsx

HIDDEN = "no-reader-shows-this-4711"
LAUGHS = "".join(f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 11))
ENTITIES = {
    "billion laughs": f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]>|&a10;',
    "quadratic": '<!DOCTYPE x [<!ENTITY a "' + "ha" * 50_000 + '">]>|' + "&a;" * 5_000,
    "external file": '<!DOCTYPE x [<!ENTITY a SYSTEM "{file}">]>|&a;',
    "external address": '<!DOCTYPE x [<!ENTITY a SYSTEM "{address}">]>|&a;',
    "external declarations": '<!DOCTYPE x SYSTEM "{address}">|text',
    "public declarations": '<!DOCTYPE x PUBLIC "-//W3C//DTD XHTML 1.0//EN" "{address}">|text',
    "parameter entity": '<!DOCTYPE x [<!ENTITY % a SYSTEM "{file}"> <!ENTITY % b "<!ENTITY c SYSTEM \'{address}\'>"> %b;]>|&c;',
    "entity of itself": '<!DOCTYPE x [<!ENTITY a "&b;"><!ENTITY b "&a;">]>|&a;',
    "default attributes": '<!DOCTYPE x [<!ATTLIST w:t xml:space CDATA "preserve">]>|text',
}  # fmt: skip
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7")


@pytest.fixture
def server():
    """A port that counts who calls."""
    calls = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        done = threading.Event()

        def listen():
            while not done.is_set():
                try:
                    calls.append(listener.accept()[1])
                except TimeoutError:
                    continue

        thread = threading.Thread(target=listen)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/x", calls
        done.set()
        thread.join()


def parts(entities: str, file: str, address: str, encoding: str = "utf-8"):
    """A document and a workbook with the declaration in their main part, and a document with it in each other part."""
    declared, used = entities.replace("{file}", file).replace("{address}", address).split("|")
    head = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig").upper()}"?>' + declared

    def encoded(part: bytes) -> bytes:
        return part.decode().encode(encoding)

    main = document(paragraph("text"))
    yield docx(encoded(document(paragraph(used), head=head)))
    yield xlsx(encoded(sheet(f'<row r="1">{cell("A1", used)}</row>', head=head)))
    yield docx(main, ("word/styles.xml", encoded(f"{head}<w:styles {zips.W}>{used}</w:styles>".encode())))
    types = zips.DOCX_TYPES.decode().replace('<?xml version="1.0"?>', head)
    relations = zips.DOCX_RELATIONS.decode().replace('<?xml version="1.0"?>', head)
    yield archive(("[Content_Types].xml", types.encode(encoding)), ("_rels/.rels", zips.DOCX_RELATIONS), ("word/document.xml", main))
    yield archive(("[Content_Types].xml", zips.DOCX_TYPES), ("_rels/.rels", relations.encode(encoding)), ("word/document.xml", main))


@pytest.mark.parametrize("entities", ENTITIES.values(), ids=ENTITIES.keys())
def test_declaration_is_refused_in_any_part(entities, server, tmp_path):
    address, calls = server
    secret = tmp_path / "secret.txt"
    secret.write_text(HIDDEN, encoding="utf-8")
    for number, data in enumerate(parts(entities, secret.as_uri(), address)):
        reading = bounds.read_bytes(data, tmp_path)

        assert HIDDEN not in reading.model_dump_json()
        if number < 2:  # what is read from the other parts is the reader's own affair: it may leave them closed
            assert bounds.ids(reading) & {"READ-036", "READ-031"}, (number, bounds.ids(reading))
    assert calls == []


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_declaration_is_found_in_any_encoding(encoding, server, tmp_path):
    address, calls = server
    secret = tmp_path / "secret.txt"
    secret.write_text(HIDDEN, encoding="utf-8")
    for number, data in enumerate(parts(ENTITIES["external file"], secret.as_uri(), address, encoding)):
        reading = bounds.read_bytes(data, tmp_path)

        assert HIDDEN not in reading.model_dump_json()
        if number < 2:
            assert bounds.ids(reading) & {"READ-036", "READ-031", "READ-030"}, (number, bounds.ids(reading))
    assert calls == []


def test_page_with_declarations_and_addresses_fetches_nothing(server, tmp_path):
    address, calls = server
    secret = tmp_path / "secret.txt"
    secret.write_text(HIDDEN, encoding="utf-8")
    page = (
        f'<!DOCTYPE html SYSTEM "{address}" [<!ENTITY a SYSTEM "{secret.as_uri()}">]><html><head><base href="{address}">'
        f'<link rel="stylesheet" href="{address}"><script src="{address}"></script></head><body><img src="{address}">'
        f'<iframe src="{secret.as_uri()}"></iframe><table><tr><td>&a;</td></tr></table></body></html>'
    )
    reading = bounds.read_bytes(page.encode(), tmp_path)

    assert HIDDEN not in reading.model_dump_json()
    assert calls == []


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed: which files are opened is not watched")
def test_no_other_file_is_opened(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text(HIDDEN, encoding="utf-8")
    (tmp_path / "a.docx").write_bytes(next(parts(ENTITIES["external file"], secret.as_uri(), "http://127.0.0.1:9/x")))
    trace = tmp_path / "trace"
    command = [
        "strace",
        "-f",
        "-e",
        "trace=open,openat,connect",
        "-o",
        trace,
        sys.executable,
        "-m",
        "jixiao.cli",
        "read",
        tmp_path / "a.docx",
    ]
    subprocess.run(command, check=False, capture_output=True, timeout=60)
    calls = trace.read_text(errors="replace")

    assert "a.docx" in calls
    assert "secret.txt" not in calls
    assert "AF_INET" not in calls
