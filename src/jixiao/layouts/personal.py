"""Where personal data stands (个人信息): names of persons, telephone numbers, identity numbers, health."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MOBILE = re.compile(r"(?<![\dA-Za-z.])1[3-9]\d{9}(?![\dA-Za-z.])")
_LANDLINE = re.compile(r"(?<![\dA-Za-z.])0\d{2,3}[-—－ ]?\d{7,8}(?![\dA-Za-z.])")
_ID = re.compile(r"(?<!\d)\d{17}[\dXx](?![\dA-Za-z])")
_CARD = re.compile(r"(?<!\d)\d{16,19}(?!\d)")
_ADDRESS = re.compile(r"(?:地址|住址)[:：]?\s?[\u4e00-\u9fff\d]{4,40}")
_PLATE = re.compile(
    r"(?<![\u4e00-\u9fff])[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•]?[A-HJ-NP-Z0-9]{5}(?![A-Za-z0-9])"
)
_PERSON_LABEL = re.compile(
    r"(?:负责人|经办人|联系人|填报人|填表人|审核人)[:：]\s?([\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]某[\u4e00-\u9fff]?)(?![\u4e00-\u9fff])"
)
_SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹"
    "石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚"
)
_TREATED = re.compile(
    rf"(?<![\u4e00-\u9fff])[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}(?=(?:同志)?(?:医疗|护理|住院|治疗|手术|抚恤|赔偿|伤残|工伤|病))|[{_SURNAMES}]某[\u4e00-\u9fff]?"
)
_HEALTH = re.compile(r"(?:医疗护理|护理费|住院|手术|治疗费|伤残|病情|工伤)")


def find_personal(text: str) -> Iterator[str]:
    """Kinds of personal data in a text, each once."""
    if len(text) < 3:
        return
    if _MOBILE.search(text):
        yield "mobile"
    if _LANDLINE.search(text):
        yield "landline"
    if _ID.search(text):
        yield "id_number"
    elif any(_luhn(match.group()) for match in _CARD.finditer(text)):
        yield "bank_card"
    if _ADDRESS.search(text):
        yield "address"
    if _PERSON_LABEL.search(text) or (named := _TREATED.search(text)):
        yield "person_name"
        if _PERSON_LABEL.search(text) is None and named is not None and _HEALTH.search(text, named.end(), named.end() + 12):
            yield "health"


def _luhn(number: str) -> bool:
    """The check digit of a card number holds."""
    total = 0
    for index, digit in enumerate(reversed(number)):
        value = int(digit) * (2 if index % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def personal_spans(text: str) -> Iterator[tuple[str, int, int]]:
    """Personal data in a text with its place: kind, start and end; what lies inside of another is told once.

    >>> list(personal_spans("联系人：王小明，电话13812345678"))
    [('mobile', 10, 21), ('person_name', 4, 7)]
    """
    taken: list[tuple[int, int]] = []
    for kind, pattern, group in (
        ("id_number", _ID, 0),
        ("bank_card", _CARD, 0),
        ("mobile", _MOBILE, 0),
        ("landline", _LANDLINE, 0),
        ("plate", _PLATE, 0),
        ("address", _ADDRESS, 0),
        ("person_name", _PERSON_LABEL, 1),
        ("person_name", _TREATED, 0),
    ):
        for match in pattern.finditer(text):
            start, end = match.span(group)
            if any(start < last and first < end for first, last in taken) or (kind == "bank_card" and not _luhn(match.group())):
                continue
            taken.append((start, end))
            yield kind, start, end
            if pattern is _TREATED and _HEALTH.search(text, end, end + 12):
                yield "health", start, end
