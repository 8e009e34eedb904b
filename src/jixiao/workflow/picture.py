"""The picture of a process (流程图), drawn from the data that decides: SVG without anything from outside."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import pairwise

from jixiao.messages import text
from jixiao.workflow.placing import FIRST, HIGH, WIDE, Label, Placing, Way, placed
from jixiao.workflow.process import Move, Process, Stage

_COLOURS = {
    "unit": ("var(--line-strong, #a9a598)", "var(--sunken, #efede6)"),
    "level": ("var(--info, #2a587f)", "var(--info-soft, #e6eff7)"),
    "decided": ("var(--good, #2d5f3a)", "var(--good-soft, #e5f1e7)"),
    "end": ("var(--seal, #a3201d)", "var(--surface, #fff)"),
    "discarded": ("var(--ink-faint, #60656d)", "var(--surface, #fff)"),
}
"""Line and ground of a stage, as the pages have them, with their values for a picture that stands alone."""
_INK, _FAINT = "var(--ink, #1b1d21)", "var(--ink-faint, #60656d)"
_FONT = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'WenQuanYi Zen Hei', sans-serif"


def picture(process: Process, lang: str) -> str:
    """The process as SVG: the way forward in a row, what comes back below it, roles at the ways.

    Every stage is a group with ``data-stage``, every move from a stage one with ``data-move`` and ``data-from``. Colours are those of
    the page around it, light, dark or printed; alone it has those of a light page.

    Args:
        process: with the levels that it has.
        lang: ``zh`` or ``en``.
    """
    place = placed(process, lang)
    name = f"workflow-{'-'.join(level.partition('_')[0] for level in process.levels)}-{lang}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="workflow" role="img" aria-labelledby="{name} {name}-told" lang="{lang}" '
        f'viewBox="0 0 {place.width} {place.height}" width="{place.width}" height="{place.height}">'
        f'<title id="{name}">{escape(process.title(lang))}</title><desc id="{name}-told">{escape(_told(process, lang))}</desc>'
        f'<defs>{_head(f"{name}-on", _INK)}{_head(f"{name}-back", _FAINT)}</defs>'
        f'<g font-family="{_FONT}">{"".join(_parts(process, place, name))}</g></svg>'
    )  # fmt: skip


def _parts(process: Process, place: Placing, name: str) -> Iterator[str]:
    for way in place.ways:
        yield _way(way, name)
    for stage in process.stages:
        yield _box(stage, place)


def _told(process: Process, lang: str) -> str:
    """The moves as sentences, for whoever does not see the picture."""
    return text("workflow.semicolon", lang).join(_sentence(process, move, lang) for move in process.moves)


def _sentence(process: Process, move: Move, lang: str) -> str:
    stages = {stage.name: stage.title(lang) for stage in process.stages}
    who = text("workflow.comma", lang).join(role.title(lang) for role in process.roles if role.name in move.roles)
    start = stages.get(move.from_stage) or text("workflow.nothing_yet", lang)
    return text("workflow.sentence", lang, start=start, move=move.title(lang), end=stages[move.to_stage], who=who)


def _head(name: str, colour: str) -> str:
    """The head of an arrow."""
    size = 'viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" markerUnits="userSpaceOnUse"'
    return f'<marker id="{name}" {size} orient="auto"><path d="M0 .5 8 4 0 7.5z" fill="{colour}"/></marker>'


def _box(stage: Stage, place: Placing) -> str:
    x, y = place.stages[stage.name]
    line, ground = _COLOURS.get(stage.name, _COLOURS[stage.kind])
    round_by = HIGH // 2 if stage.kind == "end" else 4
    dashes = ' stroke-dasharray="4 3"' if stage.name == "discarded" else ""
    return (
        f'<g data-stage="{stage.name}"><rect x="{x}" y="{y}" width="{WIDE}" height="{HIGH}" rx="{round_by}" '
        f'fill="{ground}" stroke="{line}" stroke-width="1.5"{dashes}/>{_words(place.titles[stage.name])}</g>'
    )


def _way(way: Way, name: str) -> str:
    kind, colour, width = ("on", _INK, "1.5") if way.is_onward else ("back", _FAINT, "1.2")
    x, y = way.points[0]
    dot = f'<circle cx="{x:g}" cy="{y:g}" r="4" fill="{colour}"/>' if not way.move.from_stage else ""
    return (
        f'<g data-move="{way.move.name}" data-from="{way.move.from_stage}">{dot}<path d="{_path(way)}" fill="none" stroke="{colour}" '
        f'stroke-width="{width}" marker-end="url(#{name}-{kind})"/>{_words(way.label)}</g>'
    )


def _path(way: Way) -> str:
    """Straight ways with round corners."""
    first, *rest = way.points
    parts = [f"M{first[0]:g} {first[1]:g}"]
    before = first
    for corner, after in pairwise(rest):
        start, end = _towards(corner, before), _towards(corner, after)
        parts.append(f"L{start[0]:g} {start[1]:g}Q{corner[0]:g} {corner[1]:g} {end[0]:g} {end[1]:g}")
        before = corner
    return f"{''.join(parts)}L{rest[-1][0]:g} {rest[-1][1]:g}"


def _towards(corner: tuple[float, float], other: tuple[float, float], by: float = 5) -> tuple[float, float]:
    """A point that lies so far from a corner on the way to another."""
    dx, dy = other[0] - corner[0], other[1] - corner[1]
    length = abs(dx) + abs(dy) or 1
    return corner[0] + dx / length * by, corner[1] + dy / length * by


def _words(label: Label) -> str:
    return "".join(
        f'<text x="{label.x:g}" y="{label.y + number * label.leading:g}" text-anchor="{label.anchor}" font-size="{line.size}" '
        f'font-weight="{600 if line.is_bold else 400}" fill="{_FAINT if line.size < FIRST else _INK}">{escape(line.words)}</text>'
        for number, line in enumerate(label.lines)
    )
