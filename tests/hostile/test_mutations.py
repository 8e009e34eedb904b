"""Damaged files of every format: the program goes on, within bounds, and says what is wrong.

``JIXIAO_MUTATIONS`` is the number of damaged files of each format; 2,000 by default, which takes about a minute on two processors for all
formats together. At night: ``JIXIAO_MUTATIONS=100000``. ``JIXIAO_SEED`` chooses others. A file that fails is kept in the folder that
``JIXIAO_FINDINGS`` names, and belongs into ``tests/hostile/findings`` once its fault is mended.
"""

from __future__ import annotations

import hashlib
import io
import os
import random
import zipfile
from pathlib import Path

import pytest
from tests.hostile import bounds, pdfs, zips

from jixiao.documents.limits import Limits
from jixiao.errors import JixiaoError
from jixiao.pipeline import read

COUNT = int(os.environ.get("JIXIAO_MUTATIONS", "2000"))
SEED = os.environ.get("JIXIAO_SEED", "1")
FINDINGS = Path(__file__).parent / "findings"
LIMITS = Limits(seconds=30, megabytes=10, cells=20_000, paths=20_000, pages=50)
INTERESTING = (b"", b"\x00", b"\xff" * 4, b"\x00" * 8, b"-1", b"0", b"99999999999", b"1e308", b"NaN", b"<", b">", b"&", b"&#0;", b"]]>",
               b"\xef\xbb\xbf", b"\xff\xfe", "绩".encode(), b"%s", b"../", b"endobj", b"stream", b"<<", b"[")  # fmt: skip
FORMATS = {
    "pdf": (pdfs.good_pdf(), pdfs.one_page(pdfs.good_page()), pdfs.with_javascript_and_files()),
    "docx": (zips.good_docx(),),
    "xlsx": (zips.good_xlsx(),),
    "ods": (zips.good_ods(),),
    "html": (zips.good_html(),),
    "text": (zips.good_text(), zips.good_text().decode().encode("utf-16"), zips.good_text().decode().encode("gb18030")),
}
ARCHIVES = ("docx", "xlsx", "ods")


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Bytes with one kind of damage or two."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2))):
        kind, at = chance.randrange(7), chance.randrange(max(len(out), 1))
        length = chance.choice((1, 2, 4, 16, 64, 256))
        if kind == 0:  # bits
            for _ in range(chance.choice((1, 3, 20))):
                if out:
                    out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
        elif kind == 1:  # chunks change places
            other = chance.randrange(max(len(out), 1))
            out[at : at + length], out[other : other + length] = out[other : other + length], out[at : at + length]
        elif kind == 2:
            del out[at:]
        elif kind == 3:
            del out[at : at + length]
        elif kind == 4:
            out[at:at] = out[at : at + length] * chance.choice((1, 2, 50))
        elif kind == 5:
            out[at : at + chance.choice((0, 1, 4))] = chance.choice(INTERESTING)
        else:
            out[at : at + length] = bytes(min(length, len(out) - at))
    return bytes(out)


def mutated_inside(data: bytes, chance: random.Random) -> bytes:
    """An archive in good order, one part of which is damaged: the damage comes through to the reader."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    hurt = chance.randrange(len(parts))
    return zips.archive(*((name, mutated(part, chance) if at == hurt else part) for at, (name, part) in enumerate(parts)))


def damaged(kind: str, chance: random.Random) -> bytes:
    seed = chance.choice(FORMATS[kind])
    return mutated_inside(seed, chance) if kind in ARCHIVES and chance.random() < 0.7 else mutated(seed, chance)


@pytest.mark.parametrize("part", [0, 1])
@pytest.mark.parametrize("kind", FORMATS)
def test_damage_is_survived(kind, part, tmp_path):
    chance = random.Random(f"{SEED}-{kind}-{part}")  # noqa: S311 - kinds and places of damage
    path = tmp_path / "damaged"
    failures: dict[str, bytes] = {}
    deaths = 0
    for _ in range(COUNT // 2):
        data = damaged(kind, chance)
        path.write_bytes(data)
        try:
            document = read(path, limits=LIMITS)
        except JixiaoError as error:
            failures.setdefault(str(error.values.get("error", error))[:60], data)
            continue
        bounds.check(document)
        if bounds.ids(document) & {"READ-035"}:
            failures.setdefault("too slow", data)
        deaths += "READ-034" in bounds.ids(document)

    for data in failures.values():
        keep(kind, data)
    assert list(failures) == []
    assert deaths <= COUNT // 20, "children die of every twentieth file: a reader does not defend itself"


def keep(kind: str, data: bytes) -> None:
    if folder := os.environ.get("JIXIAO_FINDINGS"):
        (Path(folder) / f"{kind}-{hashlib.sha256(data).hexdigest()[:12]}").write_bytes(data)


@pytest.mark.parametrize("path", sorted(FINDINGS.glob("*")), ids=lambda path: path.name)
def test_file_that_once_broke_a_reader_is_survived(path):
    document = bounds.read(path)

    assert "READ-035" not in bounds.ids(document)
