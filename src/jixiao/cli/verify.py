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
    from jixiao.chain import Verification


def command() -> click.Command:
    """The command with its help in the language in force."""
    params: list[click.Parameter] = [
        click.Argument(["files"], nargs=-1, required=True, type=click.Path(path_type=Path)),
        click.Option(["--checkpoints"], type=click.Path(path_type=Path), help=text("help.verify_checkpoints")),
        click.Option(["--key", "keys"], multiple=True, type=click.Path(path_type=Path), help=text("help.verify_key")),
        click.Option(["--json", "as_json"], is_flag=True, help=text("help.json")),
    ]
    return click.Command("verify", callback=run, params=params, help=text("help.verify"))


def run(files: tuple[Path, ...], checkpoints: Path | None, keys: tuple[Path, ...], as_json: bool) -> int:
    """Verify ledger files, and say what holds."""
    from jixiao.chain import kept, load_public_key, verify

    for path in [*files, *keys, *([checkpoints] if checkpoints else [])]:
        if not path.exists():
            raise CallerError("error.cannot_open", file=path, reason=text("evidence.no_file"))
    found = verify(_lines(files), kept(checkpoints) if checkpoints else (), [load_public_key(key) for key in keys])
    click.echo(json.dumps(_plain(found), ensure_ascii=False, indent=2) if as_json else "\n".join(_told(found)))
    return ExitCode.CLEAN if found.broken is None else ExitCode.PROBLEMS


def _lines(files: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    for path in files:
        try:
            with path.open("rb") as opened:
                for number, line in enumerate(opened, 1):
                    yield f"{path.name}:{number}", line
        except OSError as error:
            raise CallerError("error.cannot_open", file=path, reason=error.strerror or str(error)) from error


def _told(found: Verification) -> Iterator[str]:
    if found.broken is not None:
        yield text("chain.broken", events=found.events)
        yield f"  ✗ {found.broken.message()}"
        yield f"    {found.broken.remedy()}"
        return
    yield "✓ " + text("chain.intact", events=found.events, chains=len(found.chains), snapshots=found.snapshots)
    if found.checkpoints:
        yield text("chain.signed", count=found.checkpoints, at=found.signed_until, unsigned=found.unsigned)
    else:
        yield text("chain.unsigned")
    for place in found.torn:
        yield text("chain.torn", place=place)


def _plain(found: Verification) -> dict[str, Any]:
    broken = found.broken
    return {
        "intact": broken is None,
        "events": found.events,
        "chains": len(found.chains),
        "snapshots": found.snapshots,
        "checkpoints": found.checkpoints,
        "signed_until": found.signed_until or None,
        "unsigned": found.unsigned,
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
