"""The picture of a process (流程图), drawn from the data that decides: SVG without anything from outside."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from jixiao.messages import text
from jixiao.workflow.process import Move, Process, Stage

_WIDE, _HIGH, _GAP = 132, 52, 96
_LEFT, _TOP = 16, 64
_STEP = _WIDE + _GAP
_AGAIN = _TOP + 104
"""Height of the way from what was returned back to the first level."""
_BELOW = _TOP + 176
_LAST = _BELOW + 118
_COLOURS = {"unit": "--ink-soft, #474c54", "level": "--info, #2a587f", "decided": "--good, #2d5f3a", "end": "--seal, #a3201d"}
_INK, _FAINT, _GROUND = "var(--ink, #1b1d21)", "var(--ink-faint, #60656d)", "var(--surface, #fff)"
_FONT = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Zen Hei", sans-serif'


def picture(process: Process, lang: str) -> str:
    """The process as SVG: the way forward in a row, what comes back below it, roles at the arrows.

    Args:
        process: with the levels that it has.
        lang: ``zh`` or ``en``.
    """
    row = [stage for stage in process.stages if stage.name not in ("returned", "discarded")]
    at = {stage.name: (_LEFT + _STEP * number, _TOP) for number, stage in enumerate(row)}
    at["returned"] = (_LEFT, _BELOW)
    at["discarded"] = (_LEFT, _LAST)
    width, height = _LEFT * 2 + _STEP * len(row) - _GAP, _LAST + _HIGH + 16
    parts = [*_arrows(process, at, lang), *(_box(stage, *at[stage.name], lang) for stage in process.stages)]
    title, told = process.title(lang), "; ".join(_sentence(process, move, lang) for move in process.moves if move.name != "save")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="workflow" role="img" aria-labelledby="workflow-title workflow-told" '
        f'viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'<title id="workflow-title">{escape(title)}</title><desc id="workflow-told">{escape(told)}</desc>'
        f'<defs><marker id="workflow-end" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse">'
        f'<path d="M0 0 8 4 0 8z" fill="{_INK}"/></marker></defs>'
        f"<g font-family='{_FONT}' font-size=\"13\">{''.join(parts)}</g></svg>"
    )


def _sentence(process: Process, move: Move, lang: str) -> str:
    stages = {stage.name: stage.title(lang) for stage in process.stages}
    roles = {role.name: role.title(lang) for role in process.roles}
    who = "、".join(roles[role] for role in move.roles) if lang == "zh" else ", ".join(roles[role] for role in move.roles)
    start = stages.get(move.from_stage) or text("workflow.nothing_yet", lang)
    return text("workflow.sentence", lang, start=start, move=move.title(lang), end=stages[move.to_stage], who=who)


def _box(stage: Stage, x: int, y: int, lang: str) -> str:
    colour = f"var({_COLOURS[stage.kind]})"
    lines = _lines(stage.title(lang), 9 if lang == "zh" else 16)
    shape = "3" if stage.kind != "end" else "26"
    words = "".join(
        f'<text x="{x + _WIDE / 2:g}" y="{y + _HIGH / 2 + 5 + 17 * (number - (len(lines) - 1) / 2):g}" text-anchor="middle" '
        f'font-weight="600" fill="{_INK}">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    return (
        f'<g data-stage="{stage.name}"><rect x="{x}" y="{y}" width="{_WIDE}" height="{_HIGH}" rx="{shape}" '
        f'fill="{_GROUND}" stroke="{colour}" stroke-width="2"/>{words}</g>'
    )


def _arrows(process: Process, at: dict[str, tuple[int, int]], lang: str) -> Iterator[str]:
    roles = {role.name: role.title(lang) for role in process.roles}
    first = at[process.levels[0]][0]
    for move in process.moves:
        if move.name in ("save", "create") or (move.name == "discard" and move.from_stage == "draft"):
            continue  # what stays where it is, and a second way to the same end
        told = (move.title(lang), *(roles[role] for role in move.roles))
        x, y = at[move.from_stage]
        centre = x + _WIDE / 2
        if move.name == "submit" and move.from_stage == "returned":
            path = f"M{centre:g} {y}V{_AGAIN}H{first + 24}V{_TOP + _HIGH + 3}"
            yield _way(move, path, centre + 8, _AGAIN + 20, told, lang, "start")
        elif move.name in ("submit", "approve", "ratify"):
            yield _way(move, f"M{x + _WIDE} {y + 20}H{at[move.to_stage][0] - 3}", x + _WIDE + _GAP / 2, y - 14, told, lang)
        elif move.name == "withdraw":
            yield _way(move, f"M{x} {y + 38}H{at[move.to_stage][0] + _WIDE + 3}", x - _GAP / 2, y + 58, told, lang)
        elif move.name == "return":
            path = f"M{centre:g} {y + _HIGH}V{_BELOW + _HIGH / 2:g}H{_LEFT + _WIDE + 3}"
            yield _way(move, path, centre + 8, y + 100, told, lang, "start")
        else:
            yield _way(move, f"M{x + 30} {_BELOW + _HIGH}V{_LAST - 3}", x + 40, _BELOW + _HIGH + 28, told, lang, "start")


def _way(move: Move, path: str, x: float, y: float, told: tuple[str, ...], lang: str, anchor: str = "middle") -> str:
    lines = [line for part in told for line in _lines(part, 8 if lang == "zh" else 15)]
    if y < _TOP + 20:  # above the way: the last line stands on it
        y = _TOP + 14 - 15 * (len(lines) - 1)
    words = "".join(
        f'<text x="{x:g}" y="{y + 15 * number:g}" text-anchor="{anchor}" font-size="{12 if number == 0 else 11}" '
        f'fill="{_INK if number == 0 else _FAINT}">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    return (
        f'<g data-move="{move.name}" data-from="{move.from_stage}"><path d="{path}" fill="none" stroke="{_INK}" stroke-width="1.4" '
        f'marker-end="url(#workflow-end)"/>{words}</g>'
    )


def _lines(words: str, most: int) -> list[str]:
    """Words in lines of about so many letters."""
    if " " not in words:
        return [words[start : start + most] for start in range(0, len(words), most)]
    found = [""]
    for word in words.split():
        if found[-1] and len(found[-1]) + 1 + len(word) > most:
            found.append(word)
        else:
            found[-1] = f"{found[-1]} {word}".strip()
    return found
