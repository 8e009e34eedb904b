"""``jixiao verify``: recompute a ledger offline, and name the first broken link."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jixiao.errors import CallerError, ExitCode
from jixiao.messages import text

if TYPE_CHECKING:
    from rich.text import Text

    from jixiao.chain import PublicKey, Verification

_WIDEST = 120
_LONGEST_LINE = 1 << 26
"""Bytes; a version of a declaration is a hundredth of it, and what is longer is no line of a ledger."""


def command() -> click.Command:
    """The command with its help in the language in force."""
    params: list[click.Parameter] = [
        click.Argument(["files"], nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path)),
        click.Option(["--checkpoints"], type=click.Path(path_type=Path), help=text("help.verify_checkpoints")),
        click.Option(["--key", "keys"], multiple=True, type=click.Path(path_type=Path), help=text("help.verify_key")),
        click.Option(["--json", "as_json"], is_flag=True, help=text("help.verify_json")),
    ]
    return click.Command("verify", callback=run, params=params, help=text("help.verify"))


def run(files: tuple[Path, ...], checkpoints: Path | None, keys: tuple[Path, ...], as_json: bool) -> int:
    """Verify ledger files, and say what holds."""
    from jixiao.chain import kept, verify

    for path in [*files, *keys, *([checkpoints] if checkpoints else [])]:
        if not path.exists():
            raise CallerError("error.no_such_file", file=str(path))
    signers = [key for path in keys for key in _keys(path)]
    if checkpoints is not None:
        _check_folder(checkpoints, signers)
    found = verify(_lines(files), kept(checkpoints) if checkpoints else (), signers)
    if found.broken is None and not found.events:
        raise CallerError("chain.no_events", file=", ".join(map(str, files)))
    click.echo(json.dumps(_plain(found), ensure_ascii=False, indent=2) + "\n" if as_json else _told(found), nl=False)
    return ExitCode.CLEAN if found.broken is None else ExitCode.PROBLEMS


def _keys(path: Path) -> list[PublicKey]:
    """The key of a file, or all public keys of a folder: that of today and those of before."""
    from jixiao.chain import load_public_key

    files = sorted(path.glob("*.pub.pem")) if path.is_dir() else []
    return [load_public_key(file) for file in files or [path]]


def _check_folder(folder: Path, keys: Sequence[PublicKey]) -> None:
    """There is something in it to hold the chains against, and a key to trust: asked before anything is read."""
    if not folder.is_dir() or not any(folder.glob("*.checkpoints.jsonl")):
        raise CallerError("chain.no_checkpoints", folder=folder)
    if not keys:
        raise CallerError("chain.key_needed")


def _lines(files: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    for path in files:
        try:
            with path.open("rb") as opened:
                number = 0
                while line := opened.readline(_LONGEST_LINE):
                    number += 1
                    yield f"{path.name}:{number}", line
        except OSError as error:
            raise CallerError("error.cannot_open", file=path, reason=error.strerror or str(error)) from error


def _told(found: Verification) -> str:
    from rich.console import Console

    from jixiao.cli.summary import render

    width = min(Console().width, _WIDEST)
    said = _intact(found, width) if found.broken is None else _broken(found, width)
    return "".join(f"{line.rstrip()}\n" for line in render(*said, width=width).splitlines())


def _intact(found: Verification, width: int) -> Iterator[Text]:
    from jixiao.cli.blocks import line_of, lines

    counts = text("chain.intact", events=f"{found.events:,}", chains=f"{len(found.chains):,}", snapshots=f"{found.snapshots:,}")
    yield from lines(f"✓ {counts}", width, indent=0, style="bold green")
    label = text("chain.label_signed")
    if not found.checkpoints:
        yield from line_of(label, text("chain.unsigned"), width, style="yellow")
    else:
        yield from line_of(label, _signed(found), width)
        names = text("chain.comma").join(found.keys)
        told = text("chain.own_key", keys=names) if found.is_own_key else names
        yield from line_of(text("chain.label_key"), told, width, style="yellow" if found.is_own_key else "")
    if found.absent:
        yield from line_of(text("chain.label_note"), text("chain.absent", count=f"{found.absent:,}"), width)
    for place in found.torn:
        yield from line_of(text("chain.label_note"), text("chain.torn", place=place), width, style="yellow")


def _broken(found: Verification, width: int) -> Iterator[Text]:
    from jixiao.cli.blocks import line_of, lines

    broken = found.broken
    if broken is not None:
        yield from lines(f"✗ {text('chain.broken', events=f'{found.events:,}')}", width, indent=0, style="bold red")
        yield from line_of(text("chain.label_break"), broken.message(), width, style="bold")
        yield from line_of(text("chain.label_remedy"), broken.remedy(), width)


def _signed(found: Verification) -> str:
    at, count = found.signed_until.replace("T", " ").replace("Z", " UTC"), f"{found.checkpoints:,}"
    if not found.unsigned:
        return text("chain.signed_all", count=count, at=at)
    return text("chain.signed", count=count, at=at, unsigned=f"{found.unsigned:,}")


def _plain(found: Verification) -> dict[str, Any]:
    broken = found.broken
    return {
        "intact": broken is None,
        "events": found.events,
        "chains": len(found.chains),
        "snapshots": found.snapshots,
        "checkpoints": found.checkpoints,
        "signed_until": found.signed_until or None,
        "keys": found.keys,
        "key_from_file": found.is_own_key,
        "unsigned": found.unsigned,
        "absent": found.absent,
        "torn": found.torn,
        "broken": broken
        and {
            "kind": broken.kind,
            "place": broken.place,
            "chain": broken.chain,
            "seq": broken.seq,
            "message": broken.message(),
            "remedy": broken.remedy(),
        },
    }
