"""Keys of checkpoints: made once, read by their owner only."""

from concurrent.futures import ThreadPoolExecutor

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


def test_of_many_that_make_it_at_once_one_wins(tmp_path):
    with ThreadPoolExecutor(16) as pool:
        names = {key_id_of(key.public_key()) for key in pool.map(lambda _: make_keys(tmp_path / "keys"), range(16))}

    assert len(names) == 1
    assert sorted(file.name for file in (tmp_path / "keys").iterdir()) == ["signing.pem", "signing.pub.pem"]


def test_half_of_a_public_key_that_a_stop_left_behind_is_written_again(tmp_path):
    key = make_keys(tmp_path)
    whole = (tmp_path / "signing.pub.pem").read_bytes()
    (tmp_path / "signing.pub.pem").write_bytes(whole[:40])

    make_keys(tmp_path)

    assert (tmp_path / "signing.pub.pem").read_bytes() == whole
    assert key_id_of(load_public_key(tmp_path)) == key_id_of(key.public_key())
