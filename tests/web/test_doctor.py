"""``jixiao doctor`` finds what is wrong with an installation, and says what to do."""

import json
import os
import stat
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from tests.web.programs import jixiao

from jixiao.web.operating import checking, checking_chains
from jixiao.web.operating.checking import examine
from jixiao.web.operating.installation import Installation
from jixiao.web.operating.working import BEAT
from jixiao.web.records.acting import system
from jixiao.web.records.actions.chaining import record
from jixiao.web.records.actions.checkpointing import checkpoint

CHAIN = "declaration:00000000-0000-4000-8000-00000000000a"


@pytest.fixture
def home(settings, tmp_path):
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    settings.HOME, settings.CHECKPOINTS, settings.KEYS = folder, tmp_path / "checkpoints", folder / "keys"
    return folder


@pytest.fixture
def looked(home):
    """Looks, and gives the state of each item by its name."""

    def look(**options):
        return {item.name: item.state.value for item in examine(Installation(home), **options)}

    return look


def happen(count=1):
    for _ in range(count):
        with transaction.atomic():
            record(system(), "declaration.save", chain=CHAIN)


@pytest.mark.both_databases
def test_installation_that_is_well(db, database, looked, home):
    happen(3)
    checkpoint()

    found = looked(is_deep=True)

    unsafe_on_purpose = {"database"} if database.cluster else set()
    assert {name for name, state in found.items() if state == "bad"} == unsafe_on_purpose
    assert found["chains"] == found["checkpoints"] == found["tables"] == found["guards"] == found["clock"] == "ok"


def test_every_item_has_words_in_both_languages(db, looked, home):
    happen()

    for item in examine(Installation(home)):
        for lang in ("zh", "en"):
            assert item.message(lang)
            assert bool(item.remedy(lang)) == (item.state != "ok")


@pytest.mark.parametrize("name", ["jixiao.sqlite3", "secret", "keys/signing.pem", "."])
def test_what_others_can_read_is_found(db, looked, home, name):
    happen()
    checkpoint()
    (home / "secret").write_text("geheim")
    (home / "jixiao.sqlite3").write_text("")
    for file in home.rglob("*"):
        file.chmod(0o700 if file.is_dir() else 0o600)
    assert looked()["permissions"] == "ok"

    (home / name).chmod(stat.S_IMODE((home / name).stat().st_mode) | 0o044)

    assert looked()["permissions"] == "bad"


def test_public_key_may_be_read_by_all(db, looked, home):
    happen()
    checkpoint()
    (home / "keys" / "signing.pub.pem").chmod(0o644)

    assert looked()["permissions"] == "ok"


def test_full_disk_is_found(db, looked, monkeypatch):
    monkeypatch.setattr(checking.shutil, "disk_usage", lambda folder: checking.shutil._ntuple_diskusage(10**12, 10**12 - 10**9, 10**9))

    assert looked()["disk"] == "bad"


def test_name_without_encryption_is_found(db, looked, settings):
    settings.ALLOWED_HOSTS = ["jixiao.example.gov.cn"]
    assert looked()["reach"] == "bad"

    settings.HTTPS = True
    assert looked()["reach"] == "ok"


def test_setting_that_may_lose_data_is_found(transactional_db, looked):
    options = connection.settings_dict["OPTIONS"]
    before = options["init_command"]
    connection.close()
    options["init_command"] = before.replace("synchronous=FULL", "synchronous=NORMAL")
    try:
        assert looked()["database"] == "bad"
    finally:
        options["init_command"] = before
        connection.close()


@pytest.mark.both_databases
def test_removed_trigger_is_found(transactional_db, looked):
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER records_version_kept_update" + ("" if connection.vendor == "sqlite" else " ON records_version"))

    assert looked()["guards"] == "bad"


def test_table_that_is_behind_is_found(db, looked):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")

    assert looked()["tables"] == "bad"


@pytest.mark.both_databases
def test_rolled_back_database_is_found(transactional_db, database, looked):
    happen(2)
    database.keep()
    happen(2)
    checkpoint()
    assert looked()["chains"] == "ok"

    database.roll_back()

    assert looked()["chains"] == "bad"


def test_changed_event_is_found_only_by_recomputing_all(transactional_db, looked):
    happen(3)
    checkpoint()
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER records_event_kept_update")
        cursor.execute("UPDATE records_event SET action = 'declaration.approve' WHERE seq = 2")

    assert looked()["chains"] == "ok"
    assert looked(is_deep=True)["chains"] == "bad"


def test_changed_checkpoint_is_found(db, looked, settings):
    happen()
    checkpoint()
    (file,) = settings.CHECKPOINTS.glob("*.jsonl")
    file.write_text(file.read_text().replace('"number":1', '"number":2'))

    assert looked()["checkpoints"] == "bad"


def test_key_that_others_read_is_found(db, looked, settings):
    happen()
    checkpoint()
    (settings.KEYS / "signing.pem").chmod(0o644)

    assert looked()["key"] == "bad"


def test_signature_that_is_late_is_found(db, looked, monkeypatch):
    happen()
    assert looked()["checkpoints"] == "ok"

    monkeypatch.setattr(checking_chains, "LONGEST_UNSIGNED", timedelta(0))
    assert looked()["checkpoints"] == "bad"
    checkpoint()
    assert looked()["checkpoints"] == "ok"


def test_checkpoints_beside_the_database_are_worth_a_note(db, looked, home, settings):
    assert "elsewhere" not in looked()

    settings.CHECKPOINTS = home / "checkpoints"
    assert looked()["elsewhere"] == "note"


def test_worker_is_seen_by_its_beat(db, looked, home):
    assert looked()["worker"] == "note", "nothing runs"
    running = Installation(home)
    running.lock()
    assert looked()["worker"] == "bad", "it never showed"

    long_ago = datetime.now(UTC) - timedelta(minutes=10)
    (home / BEAT).write_text(json.dumps({"process": os.getpid(), "at": long_ago.isoformat()}))
    assert looked()["worker"] == "bad"

    (home / BEAT).write_text(json.dumps({"process": os.getpid(), "at": datetime.now(UTC).isoformat()}))
    assert looked()["worker"] == "ok"
    running.unlock()


def test_clock_that_went_back_is_found(db, looked, monkeypatch):
    happen()
    assert looked()["clock"] == "ok"

    monkeypatch.setattr(checking, "CLOCK_SLACK", timedelta(hours=-1))

    assert looked()["clock"] == "bad"


def test_unreachable_database_ends_the_examination(looked, settings, tmp_path):
    code, printed, _ = jixiao("doctor", "--home", ".", cwd=tmp_path, DATABASE_URL="postgresql://nobody@127.0.0.1:1/nothing")

    assert code == 1
    assert "database: cannot be reached" in printed
    assert "Check DATABASE_URL" in printed


def test_command_prints_each_item_and_ends_by_it(tmp_path):
    assert jixiao("doctor", "--home", "nowhere", cwd=tmp_path)[0] == 2

    home = tmp_path / "home"
    home.mkdir()
    code, printed, _ = jixiao("doctor", "--home", "home", "--lang", "zh", cwd=tmp_path)
    assert code == 1
    assert "✗ 不正常  权限" in printed
    assert "还有" in printed

    code, printed, _ = jixiao("doctor", "--home", "home", "--json", cwd=tmp_path)
    told = json.loads(printed)
    assert (code, told["well"]) == (1, False)
    assert {"name", "state", "message", "remedy"} == told["items"][0].keys()
