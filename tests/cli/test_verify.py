"""``jixiao verify`` as somebody uses it who was given a ledger and does not believe it."""

import json

import pytest
from tests.unit.chain.ledgers import events_of, heads_of, key_line, line, made, sign_next

from jixiao.chain import GENESIS, keep, key_id_of, make_keys, sign
from jixiao.cli import main


@pytest.fixture
def given(tmp_path):
    """A ledger, its checkpoints kept elsewhere, and the public key; the last three events are not signed."""
    lines = made(chains=3, events=4)
    key, folder, previous = make_keys(tmp_path / "keys"), tmp_path / "elsewhere", GENESIS
    own = events_of(lines)
    for number, until in enumerate((own[2], own[8]), 1):
        checkpoint = sign(number, f"2026-11-28T0{number}:20:00Z", heads_of(lines[: until + 1]), previous, key)
        previous = checkpoint.digest
        keep(checkpoint, folder)
    write(tmp_path / "whole.ledger.jsonl", lines)
    return tmp_path, lines, key_id_of(key.public_key())


def write(file, lines):
    file.write_bytes(b"".join(each + b"\n" for each in lines))
    return str(file)


def arguments(folder, name="whole.ledger.jsonl"):
    return ["verify", str(folder / name), "--checkpoints", str(folder / "elsewhere"), "--key", str(folder / "keys" / "signing.pub.pem")]


def test_intact_ledger_says_what_was_recomputed_and_who_signed(given, capsys):
    folder, _, key = given

    assert main(arguments(folder)) == 0

    printed = capsys.readouterr().out
    assert printed.startswith("✓ 完整：3条链上的12个事件、12个版本")
    assert "检查点2个，最近一个签于2026-11-28 02:20:00 UTC；其后的3个事件" in "".join(printed.split("\n            "))
    assert f"公钥    {key}" in printed


def test_ledger_that_is_signed_to_its_end_says_so(given, capsys):
    folder, lines, _ = given
    sign_next(folder / "elsewhere", heads_of(lines), make_keys(folder / "keys"))

    assert main(arguments(folder)) == 0
    assert "所有事件都已签名" in "".join(capsys.readouterr().out.split("\n            "))


def test_without_checkpoints_it_says_what_cannot_be_seen(given, capsys):
    folder, _, _ = given

    assert main(["verify", str(folder / "whole.ledger.jsonl"), "--lang", "en"]) == 0

    printed = " ".join(capsys.readouterr().out.split())
    assert "a tail that was cut off or a chain that was rebuilt is not seen" in printed
    assert "--checkpoints and --key" in printed


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", ["✗ 不完整：前4个事件相符", "bad.ledger.jsonl:10：declaration:1的第2个事件与它的摘要不符", "办法"]),
        ("en", ["✗ Broken: 4 events hold", "bad.ledger.jsonl:10: event 2 of declaration:1 does not fit its digest", "do "]),
    ],
)
def test_changed_event_is_named_with_its_place_and_what_to_do(given, lang, said, capsys):
    folder, lines, _ = given
    at = events_of(lines)[4]
    write(folder / "bad.ledger.jsonl", [*lines[:at], lines[at].replace("林晓".encode(), "王五".encode()), *lines[at + 1 :]])

    assert main([*arguments(folder, "bad.ledger.jsonl"), "--lang", lang]) == 1

    printed = capsys.readouterr().out
    unbroken = "".join(printed.split("\n            ")) if lang == "zh" else " ".join(printed.split())
    assert [words for words in said if words not in unbroken] == []


def test_cut_off_tail_is_seen_with_the_checkpoint_that_has_it(given, capsys):
    folder, lines, _ = given
    write(folder / "cut.ledger.jsonl", lines[:-10])

    assert main(["verify", str(folder / "cut.ledger.jsonl")]) == 0, "nobody sees it without checkpoints"
    capsys.readouterr()
    assert main([*arguments(folder, "cut.ledger.jsonl"), "--json"]) == 1

    broken = json.loads(capsys.readouterr().out)["broken"]
    assert (broken["kind"], broken["chain"], broken["seq"]) == ("tail", "declaration:1", 3)
    assert broken["place"] == "2026-11.checkpoints.jsonl:2"
    assert "2026-11.checkpoints.jsonl:2" in broken["message"]
    assert broken["remedy"]


def test_json_has_every_count(given, capsys):
    folder, _, key = given

    assert main([*arguments(folder), "--json"]) == 0

    assert json.loads(capsys.readouterr().out) == {
        "intact": True,
        "events": 12,
        "chains": 3,
        "snapshots": 12,
        "checkpoints": 2,
        "signed_until": "2026-11-28T02:20:00Z",
        "keys": [key],
        "key_from_file": False,
        "unsigned": 3,
        "absent": 0,
        "torn": [],
        "broken": None,
    }


def test_several_files_are_one_ledger_and_a_folder_of_keys_is_enough(given, capsys):
    folder, lines, _ = given
    first, second = write(folder / "1.ledger.jsonl", lines[:9]), write(folder / "2.ledger.jsonl", lines[9:])

    assert main(["verify", first, second, "--checkpoints", str(folder / "elsewhere"), "--key", str(folder / "keys")]) == 0
    assert "12个事件" in capsys.readouterr().out
    assert main(["verify", second, "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["broken"]["kind"] == "gap"


def test_torn_line_and_chains_that_are_not_here_are_told(given, capsys):
    folder, lines, _ = given
    own = [each for each in lines if b'"declaration:0"' in each or b"declaration:0" in each]
    write(folder / "one.ledger.jsonl", own)
    with (folder / "elsewhere" / "2026-11.checkpoints.jsonl").open("ab") as opened:
        opened.write(b'{"checkpoint":{"at":"2026')

    assert main(arguments(folder, "one.ledger.jsonl")) == 0

    printed = "".join(capsys.readouterr().out.split("\n            "))
    assert "检查点里还有2条链不在这里" in printed
    assert "2026-11.checkpoints.jsonl:3 不是一整行检查点" in printed


def test_key_that_the_file_brings_along_is_not_vouched_for(given, capsys):
    folder, lines, _ = given
    key = make_keys(folder / "keys")
    brought = [key_line(key), line("checkpoint", sign(1, "2026-11-28T05:00:00Z", heads_of(lines), GENESIS, key).plain())]
    write(folder / "proof.ledger.jsonl", [*brought, *lines])

    assert main(["verify", str(folder / "proof.ledger.jsonl")]) == 0
    assert "公钥就在文件里，没有人为它作证" in "".join(capsys.readouterr().out.split("\n            "))
    assert main(["verify", str(folder / "proof.ledger.jsonl"), "--key", str(folder / "keys")]) == 0
    assert "没有人为它作证" not in "".join(capsys.readouterr().out.split("\n            "))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["verify", "{folder}/nowhere.ledger.jsonl"], "nowhere.ledger.jsonl"),
        (["verify", "{folder}"], "打不开"),
        (["verify", "{folder}/keys/signing.pub.pem"], "不是台账的格式"),
        (["verify", "{folder}/empty.ledger.jsonl"], "没有事件"),
        (["verify", "{folder}/whole.ledger.jsonl", "--checkpoints", "{folder}/elsewhere"], "--key"),
        (["verify", "{folder}/whole.ledger.jsonl", "--checkpoints", "{folder}/keys", "--key", "{folder}/keys"], "checkpoints.jsonl"),
        (["verify", "{folder}/whole.ledger.jsonl", "--key", "{folder}/whole.ledger.jsonl"], "Ed25519"),
        (["verify"], "FILE"),
    ],
)
def test_wrong_call_says_what_to_give(given, wrong, said, capsys):
    folder, _, _ = given
    write(folder / "empty.ledger.jsonl", [])

    code = main([each.format(folder=folder) for each in wrong])

    printed = capsys.readouterr()
    assert code == (1 if "格式" in said else 2)
    assert said in printed.err + printed.out


def test_line_that_never_ends_is_broken_and_not_read_whole(given, capsys, monkeypatch):
    monkeypatch.setattr("jixiao.cli.verify._LONGEST_LINE", 500)
    folder, lines, _ = given
    write(folder / "long.ledger.jsonl", [lines[0] + b" " * 600, *lines[1:]])

    assert main(["verify", str(folder / "long.ledger.jsonl"), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["broken"]["place"] == "long.ledger.jsonl:1"
