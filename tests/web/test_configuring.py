"""What the settings make of the environment."""

import stat

import pytest
from django.db import connection

from jixiao.web.configuring import database_of, mail_of, secret_in


def test_sqlite_writes_ahead_and_waits_for_the_disk(db):
    with connection.cursor() as cursor:
        found = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous", "foreign_keys")}

    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_without_an_address_the_database_lies_in_the_home(tmp_path):
    found = database_of("", tmp_path)

    assert found["NAME"] == str(tmp_path / "jixiao.sqlite3")
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_address_of_postgresql_is_taken_apart(tmp_path):
    found = database_of("postgresql://name:p%40ss@db.example:5433/jixiao?sslmode=require", tmp_path)

    told = {key: found[key] for key in ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")}
    assert told == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "jixiao",
        "USER": "name",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


@pytest.mark.parametrize("address", ["mysql://name@host/jixiao", "postgresql://name@host", "jixiao.sqlite3"])
def test_address_of_something_else_is_refused_without_its_password(address, tmp_path):
    with pytest.raises(ValueError, match=r"write postgresql://name:password@host:port/database") as refused:
        database_of(address.replace("name", "name:geheim"), tmp_path)

    assert "geheim" not in str(refused.value)


def test_secret_is_made_once_and_only_its_owner_reads_it(tmp_path, monkeypatch):
    monkeypatch.delenv("JIXIAO_SECRET", raising=False)

    first, second = secret_in(tmp_path / "home"), secret_in(tmp_path / "home")

    assert first == second
    assert len(first) >= 50
    assert stat.S_IMODE((tmp_path / "home" / "secret").stat().st_mode) == 0o600
    assert [file.name for file in (tmp_path / "home").iterdir()] == ["secret"]


@pytest.mark.parametrize(("tls", "port", "kind"), [("", 25, (False, False)), ("starttls", 587, (True, False)), ("ssl", 465, (False, True))])
def test_mail_server_is_reached_as_it_is_told(tls, port, kind, monkeypatch):
    monkeypatch.setenv("JIXIAO_MAIL_HOST", "mail.yunchuan.cn")
    monkeypatch.setenv("JIXIAO_MAIL_TLS", tls)
    told = mail_of()
    assert (told["EMAIL_PORT"], (told["EMAIL_USE_TLS"], told["EMAIL_USE_SSL"])) == (port, kind)
    assert told["EMAIL_BACKEND"].endswith("smtp.EmailBackend")


def test_without_a_mail_server_nothing_goes_anywhere(monkeypatch):
    monkeypatch.delenv("JIXIAO_MAIL_HOST", raising=False)
    assert mail_of()["EMAIL_BACKEND"].endswith("dummy.EmailBackend")
    monkeypatch.setenv("JIXIAO_MAIL_TLS", "yes")
    with pytest.raises(ValueError, match="starttls"):
        mail_of()
