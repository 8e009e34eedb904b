"""Copies that are taken while people write, and installations that are made of them (T26)."""

import io
import json
import shutil
import sqlite3
import stat
import subprocess
import tarfile
import threading
import time
from contextlib import closing
from hashlib import sha256

import pytest
from django.db import connection, transaction
from tests.web.programs import PYTHON, environment, jixiao

from jixiao.chain import kept, verify
from jixiao.errors import CallerError
from jixiao.web.operating.backing_up import back_up
from jixiao.web.operating.manifest import Manifest
from jixiao.web.operating.unpacking import unpack
from jixiao.web.records.acting import system
from jixiao.web.records.actions.chaining import record
from jixiao.web.records.actions.checkpointing import checkpoint, public_keys
from jixiao.web.records.models import Event


@pytest.fixture(autouse=True)
def elsewhere(settings, tmp_path):
    settings.CHECKPOINTS, settings.KEYS, settings.HOME = tmp_path / "checkpoints", tmp_path / "keys", tmp_path
    (tmp_path / "secret").write_text("geheim")
    return tmp_path


@pytest.fixture
def empty_database(database):
    """Where a copy is restored to: ``DATABASE_URL``, empty for SQLite."""
    if not database.cluster:
        return ""
    database.cluster.sql("DROP DATABASE IF EXISTS jixiao_restored WITH (FORCE)")
    database.cluster.sql("CREATE DATABASE jixiao_restored")
    return database.cluster.address("jixiao_restored")


def happen(chain, count=1):
    for _ in range(count):
        with transaction.atomic():
            record(system(), "declaration.save", chain=chain, data={"what": "绩效目标" * 50})


@pytest.mark.both_databases
def test_copy_taken_under_load_is_restored_whole(transactional_db, elsewhere, empty_database):
    stop, written = threading.Event(), [0] * 4

    def write(number):
        try:
            while not stop.is_set():
                happen(f"person:{number}")
                written[number] += 1
                time.sleep(0.001)  # lets the others in
                if written[number] % 20 == 0 and number == 0:
                    checkpoint()
        finally:
            connection.close()

    writers = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for writer in writers:
        writer.start()
    while min(written) < 30:
        time.sleep(0.01)
    acknowledged = list(written)
    back_up(elsewhere / "copy")
    stop.set()
    for writer in writers:
        writer.join()

    code, printed, complained = jixiao("restore", "copy", "--home", "restored", cwd=elsewhere, DATABASE_URL=empty_database)
    assert (code, complained) == (0, "")
    assert "The chains are intact" in printed
    looked = json.loads(jixiao("doctor", "--deep", "--json", "--home", "restored", cwd=elsewhere, DATABASE_URL=empty_database)[1])
    assert {item["name"] for item in looked["items"] if item["state"] == "bad"} == ({"database"} if empty_database else set()), (
        "fsync is off"
    )
    exported = jixiao_ledger(elsewhere, empty_database)
    found = verify(exported, kept(elsewhere / "restored" / "checkpoints"), public_keys(elsewhere / "restored" / "keys"))
    assert found.broken is None
    assert found.checkpoints >= 1
    assert all(found.chains[f"person:{number}"][0] >= count for number, count in enumerate(acknowledged))
    assert found.events < Event.objects.count(), "written on while and after the copy was taken"


def jixiao_ledger(folder, address):
    command = [PYTHON, "-m", "jixiao.web", "export_ledger", str(folder / "all.ledger.jsonl")]
    own = environment(JIXIAO_HOME=str(folder / "restored"), DATABASE_URL=address)
    subprocess.run(command, env=own, check=True, capture_output=True)
    return [(str(number), line) for number, line in enumerate((folder / "all.ledger.jsonl").read_bytes().splitlines(), 1)]


def test_copy_holds_no_secret_unless_it_is_asked_for(db, elsewhere):
    happen("system")
    checkpoint()

    back_up(elsewhere / "open")
    back_up(elsewhere / "closed", with_secrets=True)

    assert set(names(elsewhere / "closed")) - set(names(elsewhere / "open")) == {"secret", "keys/signing.pem"}
    assert "keys/signing.pub.pem" in names(elsewhere / "open")


def names(file):
    with tarfile.open(file) as tar:
        return tar.getnames()


def test_copy_is_for_its_owner_and_never_overwrites(db, elsewhere):
    back_up(elsewhere / "copy")

    with pytest.raises(CallerError, match="exists and was not overwritten"):
        back_up(elsewhere / "copy")
    with pytest.raises(CallerError, match="No copy was written"):
        back_up(elsewhere / "nowhere" / "copy")

    assert not stat.S_IMODE((elsewhere / "copy").stat().st_mode) & 0o077
    assert [file.name for file in elsewhere.iterdir() if file.name.startswith(".jixiao-backup")] == []


def test_restored_without_the_secret_key_earlier_signatures_hold_and_a_new_key_signs(db, elsewhere):
    happen("system")
    checkpoint()
    back_up(elsewhere / "copy")

    unpacked = unpack(elsewhere / "copy", elsewhere / "restored")

    (kept_key,) = (unpacked.folder / "keys").iterdir()
    assert kept_key.name.startswith("before-")
    found = verify((), kept(unpacked.folder / "checkpoints"), public_keys(unpacked.folder / "keys"))
    assert (found.broken, found.checkpoints) == (None, 1)


@pytest.mark.parametrize("there", ["file", "folder"])
def test_nothing_is_restored_over_what_is_there(db, elsewhere, there):
    back_up(elsewhere / "copy")
    if there == "folder":
        (elsewhere / "home").mkdir()
        (elsewhere / "home" / "jixiao.sqlite3").write_text("mine")
    else:
        (elsewhere / "home").write_text("mine")

    with pytest.raises(CallerError, match="is not empty"):
        unpack(elsewhere / "copy", elsewhere / "home")


def test_empty_folder_is_filled(db, elsewhere):
    back_up(elsewhere / "copy")
    (elsewhere / "home").mkdir()

    assert unpack(elsewhere / "copy", elsewhere / "home").manifest.database == "sqlite"


def packed(elsewhere, change):
    """A copy whose parts were changed, with the rest as it was."""
    parts = {}
    with tarfile.open(elsewhere / "copy") as tar:
        parts = {entry.name: tar.extractfile(entry).read() for entry in tar}
    change(parts)
    file = elsewhere / "changed"
    with tarfile.open(file, "w:gz") as tar:
        for name, content in parts.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    return file


def other_byte(parts):
    content = bytearray(parts["database.sqlite3"])
    content[5000] ^= 1
    parts["database.sqlite3"] = bytes(content)


def other_name(name):
    def change(parts):
        told = json.loads(parts["manifest.json"])
        told["files"][name] = told["files"].pop("database.sqlite3")
        content = parts.pop("database.sqlite3")
        parts["manifest.json"] = json.dumps(told).encode()
        parts[name] = content

    return change


@pytest.mark.parametrize(
    "change",
    [
        other_byte,
        other_name("../outside"),
        other_name("/outside"),
        other_name("keys/../../outside.pem"),
        lambda parts: parts.pop("database.sqlite3"),
        lambda parts: parts.pop("manifest.json"),
        lambda parts: parts.update({"unasked": b"x"}),
        lambda parts: parts.update({"manifest.json": b"{}"}),
        lambda parts: parts.update({"manifest.json": b"[]"}),
        lambda parts: parts.update({"manifest.json": parts["manifest.json"].replace(b"jixiao-backup/1", b"jixiao-backup/9")}),
    ],
)
def test_damaged_or_foreign_copy_is_refused_and_leaves_nothing(db, elsewhere, change):
    back_up(elsewhere / "copy")
    file = packed(elsewhere, change)
    before = sorted(path.name for path in elsewhere.iterdir())

    with pytest.raises(CallerError, match="no copy of an installation, or damaged"):
        unpack(file, elsewhere / "home")

    assert sorted(path.name for path in elsewhere.iterdir()) == before


def test_link_in_a_copy_is_refused(db, elsewhere):
    back_up(elsewhere / "copy")
    with tarfile.open(elsewhere / "copy") as tar, tarfile.open(elsewhere / "changed", "w:gz") as changed:
        for entry in tar:
            content = tar.extractfile(entry).read()
            if entry.name == "database.sqlite3":
                entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/hostname"
            changed.addfile(entry, io.BytesIO(content))

    with pytest.raises(CallerError, match="damaged"):
        unpack(elsewhere / "changed", elsewhere / "home")


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9])
def test_copy_that_was_cut_off_is_refused(db, elsewhere, share):
    back_up(elsewhere / "copy")
    content = (elsewhere / "copy").read_bytes()
    (elsewhere / "cut").write_bytes(content[: int(len(content) * share)])

    with pytest.raises(CallerError, match="damaged"):
        unpack(elsewhere / "cut", elsewhere / "home")


def test_missing_copy_is_named(elsewhere):
    with pytest.raises(CallerError, match="no such file"):
        unpack(elsewhere / "copy", elsewhere / "home")


def test_copy_of_a_newer_version_is_refused(db, elsewhere):
    back_up(elsewhere / "copy")

    def of_tomorrow(parts):
        told = json.loads(parts["manifest.json"])
        told["migrations"].append("records.9999_tomorrow")
        parts["manifest.json"] = json.dumps(told).encode()

    code, _, complained = jixiao("restore", packed(elsewhere, of_tomorrow), "--home", "home", cwd=elsewhere)

    assert code == 2
    assert "newer version" in complained
    assert not (elsewhere / "home").exists()


def test_copy_with_a_broken_chain_is_restored_and_told_of(transactional_db, database, elsewhere):
    happen("system", 3)
    checkpoint()
    back_up(elsewhere / "copy")

    def without_last(parts):
        file = elsewhere / "opened.sqlite3"
        file.write_bytes(parts["database.sqlite3"])
        with closing(sqlite3.connect(file)) as opened:
            opened.execute("DROP TRIGGER records_event_kept_delete")
            opened.execute("DELETE FROM records_event WHERE seq = 3")
            opened.commit()
        parts["database.sqlite3"] = file.read_bytes()
        told = Manifest.from_json(parts["manifest.json"])
        told.files["database.sqlite3"] = (
            len(parts["database.sqlite3"]),
            sha256(parts["database.sqlite3"]).hexdigest(),
        )
        parts["manifest.json"] = told.as_json()

    code, printed, _ = jixiao("restore", packed(elsewhere, without_last), "--home", "home", cwd=elsewhere)

    assert code == 1
    assert "the chains are broken" in printed
    assert (elsewhere / "home" / "jixiao.sqlite3").exists()


@pytest.mark.both_databases
def test_command_tells_what_it_copied(transactional_db, database, elsewhere):
    home = elsewhere / "home"
    shutil.copytree(database.home, home)

    code, printed, complained = jixiao("backup", "copy", "--home", home, cwd=elsewhere, DATABASE_URL=database.environment["DATABASE_URL"])

    assert (code, complained) == (0, "")
    assert printed.startswith("Copied to copy: ")
    assert f"database.{'dump' if database.cluster else 'sqlite3'}" in names(elsewhere / "copy")


@pytest.mark.both_databases
def test_copy_of_one_database_is_not_restored_to_the_other(transactional_db, database, elsewhere):
    back_up(elsewhere / "copy")
    address = "" if database.cluster else "postgresql://nobody@localhost:1/nothing"

    code, _, complained = jixiao("restore", "copy", "--home", "home", cwd=elsewhere, DATABASE_URL=address)

    assert code == 2
    assert ("DATABASE_URL" in complained, (elsewhere / "home").exists()) == (True, False)
