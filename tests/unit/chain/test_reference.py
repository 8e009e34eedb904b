"""What the reference page says is enough to write a verifier: the one that it prints finds what ours finds."""

import base64
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.unit.chain.ledgers import broken, event_of, events_of, forged, heads_of, line, made

from jixiao import messages
from jixiao.chain import kept

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "reference" / "ledger-file.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def their_verify():
    names = {}
    exec(re.search(r"```python\n(.*?)```", PAGE, re.DOTALL).group(1), names)  # noqa: S102 - the example of our own page
    return lambda lines, heads=(): names["verify"]([each.decode() + "\n" for each in lines], heads)


def number(found):
    return None if found is None else int(found.place.rpartition(":")[2])


def test_verifier_of_the_page_says_what_ours_says(their_verify):
    lines = made(chains=2, events=4)
    own = events_of(lines)
    tries = [lines]
    for at in own:
        event = event_of(lines[at])
        tries += [
            [*lines[:at], *lines[at + 1 :]],
            [*lines[: at + 1], *lines[at:]],
            [*lines[:at], line("event", {**event, "action": "declaration.approve"}), *lines[at + 1 :]],
            [*lines[:at], line("event", forged(event, object="x")), *lines[at + 1 :]],
            [*lines[: at - 1], lines[at - 1].replace(b"1200000.00", b"1300000.00"), *lines[at:]],
            [*lines[: at - 1], *lines[at:]],
        ]

    found = [number(broken(each)) for each in tries]
    assert found == [their_verify(each) for each in tries]
    assert found.count(None) == 1 + 2 + 2, "only what is whole, and an end that was cut off or changed with its digest"


def test_verifier_of_the_page_sees_what_was_signed(their_verify):
    lines = made(chains=2, events=4)
    heads = [(chain, seq, digest) for chain, (seq, digest) in heads_of(lines).items()]
    last = event_of(lines[-1])

    assert their_verify(lines, heads) is None
    assert their_verify([*lines[:-1], line("event", forged(last, object="x"))], heads) == len(lines)
    assert their_verify(lines[:-2], heads) == "declaration:1 was cut off"


def test_page_names_every_break():
    kinds = re.findall(r"^\| `(?!kind)(\w+)` \|", PAGE.partition("## What each break means")[2].partition("## The JSON")[0], re.MULTILINE)

    assert sorted(kinds) == sorted(key.removeprefix("break.") for key in messages.catalogue() if key.startswith("break."))


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
def test_openssl_verifies_a_checkpoint_as_the_page_says(signed, tmp_path):
    (_, first), *_ = kept(signed.folder)
    told = json.loads(line("checkpoint", first.plain()))["checkpoint"]
    (tmp_path / "signature").write_bytes(base64.b64decode(told["signature"]))
    command = (
        re.search(r"^\$ (openssl .*)$", PAGE, re.MULTILINE).group(1).replace("signing.pub.pem", str(tmp_path / "keys" / "signing.pub.pem"))
    )

    for digest, code in ((told["digest"], 0), ("0" * 64, 1)):
        (tmp_path / "digest").write_text(digest, encoding="ascii")
        done = subprocess.run(command.split(), cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == code, done.stderr
