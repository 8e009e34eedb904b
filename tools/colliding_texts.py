"""Write tests/rules/colliding_texts.tsv: pairs of invented goals that differ and have the same hash of 32 bits (T74).

Of 500,000 texts about 29 pairs collide under a hash of 32 bits, however good it is. Two hashes that engines use for joins and groups are
searched: CRC-32, and MurmurHash3 with the seed and the treatment of the tail that Spark's ``hash()`` has. Seeded: every run writes the
same file.
"""

import random
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "tests" / "rules" / "colliding_texts.tsv"
PAIRS = 29
SEED = 20240229
WHO = [
    "城关镇",
    "河东街道",
    "柳湾乡",
    "北塔社区",
    "云溪新区",
    "石桥片区",
    "南屏林场",
    "青塘水库",
    "老城片区",
    "东岭开发区",
    "松涛校区",
    "沿江两岸",
]
WHAT = [
    "供水管网",
    "乡村公路",
    "学校食堂",
    "公共厕所",
    "排水沟渠",
    "路灯线路",
    "图书馆藏书",
    "敬老院床位",
    "防火通道",
    "垃圾转运站",
    "河道堤防",
    "卫生室设备",
    "文化广场",
    "老旧电梯",
    "气象站点",
    "粮食仓库",
    "果园灌溉设施",
    "公交站台",
]
DONE = [
    "完成改造",
    "按期检修",
    "全面更新",
    "验收合格",
    "投入使用",
    "通过检测",
    "恢复通行",
    "消除隐患",
    "实现达标",
    "补齐短板",
    "建档管理",
    "公开招标",
]
HOW = [
    "方便群众出行",
    "保障用水安全",
    "减少故障停运",
    "提高服务水平",
    "改善居住条件",
    "缩短等候时间",
    "节约运行费用",
    "提升防灾能力",
    "满足教学需要",
    "维护环境整洁",
    "丰富文化生活",
    "稳定粮食供应",
    "促进农民增收",
    "保持设施完好",
]
UNIT = ["处", "公里", "座", "套", "批次", "户"]


def invented() -> Iterator[str]:
    """Goals without end, without blanks and punctuation, so that each is its own key."""
    chance = random.Random(SEED)  # noqa: S311 - nothing is kept secret by it
    while True:
        number, share = chance.randrange(2, 980), chance.randrange(60, 100)
        yield (
            f"{chance.choice(WHO)}{chance.choice(WHAT)}{number}{chance.choice(UNIT)}{chance.choice(DONE)}"
            f"{chance.choice(HOW)}满意率达到{share}%{chance.choice(HOW)}"
        )


def crc32(text: str) -> int:
    """CRC-32 of the UTF-8 bytes."""
    return zlib.crc32(text.encode())


def spark_hash(text: str) -> int:
    """What ``hash()`` of Spark gives for a text: MurmurHash3 of 32 bits with seed 42, each byte of the tail mixed as a word of its own."""
    data = text.encode()
    whole = len(data) - len(data) % 4
    state = 42
    for at in range(0, whole, 4):
        state = _mixed(state, int.from_bytes(data[at : at + 4], "little"))
    for byte in data[whole:]:
        state = _mixed(state, byte if byte < 128 else byte - 256 & 0xFFFFFFFF)
    state ^= len(data)
    state = (state ^ state >> 16) * 0x85EBCA6B & 0xFFFFFFFF
    state = (state ^ state >> 13) * 0xC2B2AE35 & 0xFFFFFFFF
    return state ^ state >> 16


def _mixed(state: int, word: int) -> int:
    word = word * 0xCC9E2D51 & 0xFFFFFFFF
    word = (word << 15 | word >> 17) * 0x1B873593 & 0xFFFFFFFF
    state ^= word
    return ((state << 13 | state >> 19) * 5 + 0xE6546B64) & 0xFFFFFFFF


HASHES: dict[str, Callable[[str], int]] = {"crc32": crc32, "spark": spark_hash}


def pairs(of: Callable[[str], int], count: int) -> Iterator[tuple[str, str, int]]:
    """The first pairs of different texts with the same hash, and how many texts were looked at until each."""
    seen: dict[int, str] = {}
    texts: set[str] = set()
    for text in invented():
        if text in texts:
            continue
        texts.add(text)
        other = seen.setdefault(of(text), text)
        if other != text:
            yield other, text, len(texts)
            count -= 1
        if not count:
            return


if __name__ == "__main__":
    lines = ["hash\tleft\tright"]
    for name, of in HASHES.items():
        looked = 0
        for left, right, looked in pairs(of, PAIRS):  # noqa: B007 - the last is told
            lines.append(f"{name}\t{left}\t{right}")
        print(f"{name}: {PAIRS} pairs among the first {looked:,} texts")
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
