"""Keys of checkpoints: made once, read by their owner only."""

import pytest

from jixiao.chain import KeyFileError, key_id_of, load_public_key, make_keys


def test_key_is_made_once(tmp_path):
    first = key_id_of(make_keys(tmp_path / "keys").public_key())

    assert key_id_of(make_keys(tmp_path / "keys").public_key()) == first
    assert key_id_of(load_public_key(tmp_path / "keys")) == first
    assert (tmp_path / "keys" / "signing.pem").stat().st_mode & 0o777 == 0o600


def test_private_key_that_others_read_is_refused(tmp_path):
    make_keys(tmp_path)
    (tmp_path / "signing.pem").chmod(0o644)

    with pytest.raises(KeyFileError, match=r"chmod 600 .*signing\.pem"):
        make_keys(tmp_path)


def test_file_that_is_no_key_is_named(tmp_path):
    (tmp_path / "a.pem").write_text("no key")

    with pytest.raises(KeyFileError, match=r"a\.pem"):
        load_public_key(tmp_path / "a.pem")
