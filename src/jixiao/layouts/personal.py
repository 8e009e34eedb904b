"""Where personal data stands (个人信息): names of persons, telephone numbers, identity numbers, health."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MOBILE = re.compile(r"(?<![\dA-Za-z.])1[3-9]\d{9}(?![\dA-Za-z.])(?!\s?[元万亿])")
_LANDLINE = re.compile(r"(?<![\dA-Za-z.])0\d{2,3}[-—－ ]?\d{7,8}(?![\dA-Za-z.])")
_ID = re.compile(r"(?<!\d)\d{6}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])")
_CARD = re.compile(r"(?<!\d)(?:62\d{14,17}|[45]\d{15})(?!\d)")
_ADDRESS = re.compile(r"(?:地址|住址)[:：]\s?[\u4e00-\u9fff\d]{4,40}")
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
_SUMS = r"(?:医疗护理|医疗|护理|住院|治疗|手术|抚恤|丧葬|伤残|工伤)(?:费用?|金|款|补助|赔偿)"
_TREATED = re.compile(
    # 王某, 李某某: but not 由于某些, 任何某个
    rf"(?<![由对关基等至属位处任如])[{_SURNAMES}]某(?![些种个项类方时地处次段年月日市县省区单公])[某甲乙丙丁一二三四五六七八九十]?"
    # a name beside a title
    rf"|(?<=民警|辅警|职工|员工|干警|患者|伤者|死者|村民|教师|学生)[{_SURNAMES}][\u4e00-\u9fff]{{2}}(?=(?:同志)?{_SUMS})"
    rf"|(?<![\u4e00-\u9fff])[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}(?=同志)"
    # a name of three characters that has nothing but its money behind it: neither a place nor a disease nor an office
    rf"|(?<![\u4e00-\u9fff])[{_SURNAMES}][\u4e00-\u9fff][^\W\d_区县市州镇乡村局部院校司厂站场所科处队会岛庄山港障压脂氧病症炎癌斑类性期](?={_SUMS}\s{{0,3}}\d)"
)
_NO_NAMES = re.compile(
    r"(?:科|处|室|局|股|部|组|队|院|所|站|厂|会|司|委|办|中心|单位|部门|机构|人员|经理|主任|签字|签章|盖章|签名|电话|姓名|职务|附件|无)$|^(?:无|同上|见)"
)
_NEAR = 12
"""Characters behind a name within which a word of health belongs to it."""
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
_HEALTH = re.compile(r"(?:医疗护理|医疗费|护理费|住院|手术|治疗费|伤残|病情|工伤)")


def is_person_name(text: str) -> bool:
    """A text beside a label such as 经办人 can be the name of a person, not of an office.

    >>> is_person_name("王小明"), is_person_name("财务科"), is_person_name("签字")
    (True, False, False)
    """
    flat = text.strip()
    return _HAN_NAME.fullmatch(flat) is not None and _NO_NAMES.search(flat) is None


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
    named = _TREATED.search(text)
    if named or any(is_person_name(match[1]) for match in _PERSON_LABEL.finditer(text)):
        yield "person_name"
    if named and _HEALTH.search(text, named.end(), named.end() + _NEAR):
        yield "health"


def _luhn(number: str) -> bool:
    """The check digit of a card number holds."""
    total = 0
    for index, digit in enumerate(reversed(number)):
        value = int(digit) * (2 if index % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _holds(kind: str, value: str) -> bool:
    """What a pattern found is what it looks like."""
    if kind == "bank_card":
        return _luhn(value)
    return kind != "person_name" or is_person_name(value)


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
            if any(start < last and first < end for first, last in taken) or not _holds(kind, match[group]):
                continue
            taken.append((start, end))
            yield kind, start, end
            if pattern is _TREATED and _HEALTH.search(text, end, end + _NEAR):
                yield "health", start, end
