"""Events and versions are written once: neither Django nor the database changes or deletes them (T45)."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from jixiao.web.records.guarding import missing
from jixiao.web.records.models import Chain, Declaration, Event, Version, empty_draft
from jixiao.web.records.models.kept import KeptRecordError

pytestmark = pytest.mark.both_databases
AT = datetime(2026, 11, 20, tzinfo=UTC)
TOLD = {"at": "2026-11-20T00:00:00.000000Z", "actor": {}, "action": "declaration.save", "result": "done", "data": {}, "previous": "0" * 64}


@pytest.fixture
def event(tree):
    chain = Chain.objects.create(key="declaration:1", seq=2, digest="2" * 64)
    Event.objects.create(chain=chain, seq=2, digest="2" * 64, **TOLD)
    return Event.objects.create(chain=chain, seq=1, digest="1" * 64, **TOLD)


@pytest.fixture
def version(tree):
    declaration = Declaration.objects.create(
        agency=tree.agencies["unit_a"],
        department=tree.agencies["department_1"],
        finance=tree.agencies["finance"],
        fiscal_year=2027,
        agency_name="云川市公安局交通警察支队直属一大队",
        pack="national",
        levels=["unit_review"],
        draft=empty_draft(),
        created_by=tree.people["clerk_a"],
    )
    return Version.objects.create(declaration=declaration, number=1, move="submit", sha256="a" * 64, content="{}", at=AT)


def run(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE records_event SET action = 'x'",
        "UPDATE records_event SET data = '{}' WHERE seq = 1",
        "DELETE FROM records_event",
        "DELETE FROM records_event WHERE seq = 2",
        "UPDATE records_version SET content = 'x'",
        "DELETE FROM records_version",
        "DELETE FROM records_chain",
        "UPDATE records_chain SET seq = 1",
        "UPDATE records_chain SET key = 'system'",
    ],
)
def test_database_refuses(event, version, statement):
    with pytest.raises(DatabaseError, match=r"never changed or deleted|only grows"):
        run(statement)

    assert Event.objects.count() == 2
    assert Version.objects.get().content == "{}"
    assert Chain.objects.get().seq == 2


def test_database_refuses_to_replace(transactional_db, event, version):
    replaced = [
        "INSERT OR REPLACE INTO records_event SELECT * FROM records_event",
        "INSERT OR REPLACE INTO records_version SELECT * FROM records_version",
    ]
    truncated = ["TRUNCATE records_event", "TRUNCATE records_version", "TRUNCATE records_chain CASCADE"]

    for statement in replaced if connection.vendor == "sqlite" else truncated:
        with pytest.raises(DatabaseError, match="never changed or deleted"):
            run(statement)

    assert Event.objects.count() == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda kept: kept.save(),
        lambda kept: kept.save(update_fields=["digest"]),
        lambda kept: kept.delete(),
        lambda kept: type(kept).objects.filter(pk=kept.pk).update(pk=9),
        lambda kept: type(kept).objects.all().delete(),
        lambda kept: type(kept).objects.update(pk=9),
        lambda kept: type(kept).objects.bulk_update([kept], ["at"]),
        lambda kept: kept.chain.events.all().delete() if isinstance(kept, Event) else kept.declaration.versions.all().delete(),
    ],
)
@pytest.mark.parametrize("kind", ["event", "version"])
def test_django_refuses(event, version, kind, change):
    with pytest.raises(KeptRecordError):
        change(event if kind == "event" else version)


def test_heads_go_on(event):
    Chain.objects.filter(key="declaration:1").update(seq=3, digest="3" * 64, checkpointed_seq=2)

    assert Chain.objects.get().seq == 3


def test_after_all_migrations_every_trigger_is_there(db):
    assert missing(connection) == []


def test_removed_trigger_is_missed_and_made_again(transactional_db, capsys):
    of_table = "" if connection.vendor == "sqlite" else "ON records_event"
    run(f"DROP TRIGGER records_event_kept_delete {of_table}")

    assert missing(connection) == ["records_event_kept_delete"]

    call_command("guard")
    assert missing(connection) == []
    assert capsys.readouterr().out == "made again: records_event_kept_delete\n"


def test_switched_off_trigger_is_missed(transactional_db):
    if connection.vendor == "sqlite":
        return  # has no switch
    run("ALTER TABLE records_event DISABLE TRIGGER records_event_kept_delete")

    assert missing(connection) == ["records_event_kept_delete"]
