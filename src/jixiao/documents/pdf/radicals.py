"""Characters that some programs write for others: parts of characters (部首) and compatible forms, which look the same in print."""

from __future__ import annotations

import unicodedata

COMPATIBLE = (range(0x2E80, 0x2FE0), range(0xF900, 0xFB00))

# The parts of U+2E80 to U+2EFF that are characters of their own, for which the normal form of Unicode has nothing.
_PARTS = dict(
    zip(
        "⺁⺠⺩⺬⺮⺼⻁⻄⻅⻆⻉⻊⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻭⻮⻯⻰⻱⻲",
        "厂民王示竹肉虎西见角贝足车長长门雨青韦页风飞食马骨鬼鱼鸟麦黄齐歯齿竜龙龜龟",
        strict=True,
    )
)


def usual(code: int) -> str:
    """The usual character for a code.

    >>> usual(0x2ED3), usual(0x2F00), usual(0x957F)
    ('长', '一', '长')
    """
    char = chr(code)
    if not any(code in codes for codes in COMPATIBLE):
        return char
    return _PARTS.get(char) or unicodedata.normalize("NFKC", char)
