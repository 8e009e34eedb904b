"""What keeps evidence from being shown is told in words; the cache is never trusted and never in the way."""

import os
import threading
from pathlib import Path

import pytest
from tests.unit.evidence.conftest import sha256
from tests.unit.pdf.drawing import make

from jixiao.documents.limits import Limits
from jixiao.evidence import Evidence, Excerpt, Missing, PagePicture
from jixiao.evidence.cache import Cache
from jixiao.provenance import SourceRef


@pytest.fixture
def pdf(tmp_path):
    path = tmp_path / "预算.pdf"
    path.write_bytes(make(lambda canvas: canvas.drawString(100, 700, "公用经费 1200.00")))
    return path


def test_file_that_has_changed_is_not_shown(evidence, pdf):
    before = sha256(pdf)
    assert isinstance(evidence.page(str(pdf), before, 1), PagePicture)

    pdf.write_bytes(make(lambda canvas: canvas.drawString(100, 700, "公用经费 9999.00")))

    found = evidence.page(str(pdf), before, 1)
    assert isinstance(found, Missing)
    assert "已被改动" in found.reason
    assert isinstance(evidence.page(str(pdf), sha256(pdf), 1), PagePicture)


def test_file_that_is_gone_is_told_with_a_remedy(evidence, pdf):
    digest = sha256(pdf)
    pdf.unlink()

    found = evidence.excerpt([SourceRef(str(pdf), page=1, line=1)], digest)

    assert isinstance(found, Missing)
    assert str(pdf) in found.reason
    assert "放回原处" in found.reason


def test_folder_in_place_of_the_file_is_told(evidence, tmp_path):
    assert "不是普通文件" in evidence.page(str(tmp_path), "0" * 64, 1).reason


def test_file_may_lie_elsewhere_than_its_name_says(pdf):
    evidence = Evidence({"公开/预算.pdf": pdf})

    assert isinstance(evidence.page("公开/预算.pdf", sha256(pdf), 1), PagePicture)


def test_kept_picture_is_the_same_and_needs_no_child(evidence, pdf, monkeypatch):
    first = evidence.page(str(pdf), sha256(pdf), 1)
    monkeypatch.setattr("jixiao.evidence.collecting._pool", None)

    assert Evidence().page(str(pdf), sha256(pdf), 1) == first


def test_damaged_entry_is_made_again(evidence, pdf, cache):
    first = evidence.page(str(pdf), sha256(pdf), 1)
    entries = [entry for entry in cache.rglob("*.evidence") if entry.is_file()]
    assert len(entries) == 1
    for damage in (b"", b"x" * 500, entries[0].read_bytes()[:-3], entries[0].read_bytes()[:40] + b"!" + entries[0].read_bytes()[41:]):
        entries[0].write_bytes(damage)
        assert Evidence().page(str(pdf), sha256(pdf), 1) == first


@pytest.mark.skipif(os.name != "posix", reason="a file where a folder is needed")
def test_cache_that_cannot_be_written_costs_nothing_but_time(pdf, tmp_path):
    (tmp_path / "taken").write_text("no folder")

    evidence = Evidence(cache=tmp_path / "taken")

    assert isinstance(evidence.page(str(pdf), sha256(pdf), 1), PagePicture)
    assert isinstance(evidence.page(str(pdf), sha256(pdf), 1), PagePicture)


def test_only_the_user_may_read_what_is_kept(evidence, pdf, cache):
    evidence.page(str(pdf), sha256(pdf), 1)

    entry = next(cache.rglob("*.evidence"))
    assert entry.stat().st_mode & 0o077 == 0


def test_cache_is_bounded_and_the_oldest_go_first(tmp_path):
    cache = Cache(tmp_path / "kept", megabytes=0.01)
    for number in range(20):
        cache.put(f"key {number}", bytes([number]) * 1000)
        for file in (tmp_path / "kept").rglob("*.evidence"):
            if file.stat().st_mtime > 1_000_000:
                os.utime(file, (number + 1, number + 1))

    again = Cache(tmp_path / "kept")
    assert sum(file.stat().st_size for file in (tmp_path / "kept").rglob("*.evidence")) <= 0.01 * 1024 * 1024
    assert again.get("key 0") is None
    assert again.get("key 19") == bytes([19]) * 1000


def test_entry_of_another_key_is_not_taken_for_its_own(tmp_path):
    cache = Cache(tmp_path / "kept")
    cache.put("one", b"first")
    cache.put("two", b"second")
    one, two = (Cache(tmp_path / "kept")._file(key) for key in ("one", "two"))
    one.write_bytes(two.read_bytes())

    assert Cache(tmp_path / "kept").get("one") is None


def test_protected_and_damaged_files_are_told(evidence, tmp_path):
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF-1.7\n" + os.urandom(3000))

    found = evidence.page(str(file), sha256(file), 1)

    assert isinstance(found, Missing)
    assert "打不开" in found.reason


def test_file_that_takes_too_long_is_given_up_once(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("".join(f"{number}\t行\n" for number in range(400_000)), encoding="utf-8")
    evidence = Evidence(limits=Limits(seconds=0.05))

    found = [evidence.excerpt([SourceRef(str(file), line, 1)], sha256(file)) for line in (1, 2)]

    assert all(isinstance(item, Missing) for item in found)
    assert found[0] == found[1]
    assert "0.05秒" in found[0].reason


def test_file_over_a_limit_is_told(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("".join(f"{number}\t行\n" for number in range(100)), encoding="utf-8")

    found = Evidence(limits=Limits(cells=50)).excerpt([SourceRef(str(file), 1, 1)], sha256(file))

    assert isinstance(found, Missing)
    assert "50" in found.reason


def test_several_threads_may_ask_at_once(evidence, pdf):
    found: list[object] = []
    digest = sha256(pdf)
    threads = [threading.Thread(target=lambda: found.append(evidence.page(str(pdf), digest, 1))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(set(map(repr, found))) == 1
    assert isinstance(found[0], PagePicture)


def test_text_has_no_pages_and_says_where_to_look(evidence, tmp_path):
    file = Path(tmp_path / "a.txt")
    file.write_text("一\t二\n", encoding="utf-8")

    assert "摘录" in evidence.page(str(file), sha256(file), 1).reason
    assert isinstance(evidence.crop(SourceRef(str(file), 1, 1), sha256(file)), Missing)
    assert isinstance(evidence.excerpt([SourceRef(str(file), 1, 1)], sha256(file)), Excerpt)
