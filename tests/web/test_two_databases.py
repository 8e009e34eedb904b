"""Tests of two folders may share a process, each with a database of its own."""

import pytest
from django.db import connection
from tests.web.databases import Database


@pytest.mark.usefixtures("transactional_db")
def test_each_database_is_led_to_when_it_is_used(database, tmp_path):
    other = Database("sqlite", tmp_path / "other")
    try:
        assert connection.settings_dict["NAME"] == str(tmp_path / "other" / "jixiao.sqlite3")
        database.use()
        assert connection.settings_dict["NAME"] == str(database.home / "jixiao.sqlite3")
        other.use()
        assert connection.settings_dict["NAME"] == str(tmp_path / "other" / "jixiao.sqlite3")
    finally:
        database.use()
        other.leave()
    assert connection.settings_dict["NAME"] == str(database.home / "jixiao.sqlite3")
