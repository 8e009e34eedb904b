"""Groups of staff by the words that name them (人员类别)."""

from __future__ import annotations

import re

_GROUPS = (
    ("辅警", "auxiliary", re.compile(r"(?:警务)?辅助?警(?:务辅助)?(?:人员)?|警务辅助人员|协警(?:人员)?|辅警(?:人员|工作人员|协勤)?")),
    ("公益岗位", "auxiliary", re.compile(r"公益性?岗位?(?:人员)?|社区巡防队?员?")),
    (
        "编外人员",
        "auxiliary",
        re.compile(r"编外(?:聘用)?人员|(?:政府)?(?:长期)?聘用人员|劳务派遣(?:人员)?|临聘人员|临时(?:聘用)?人员|合同制(?:人员|职工|工人)"),
    ),
    ("民警", "regular", re.compile(r"(?:正式|在职|公安)?(?:民警|干警)(?:人员)?")),
    ("在职人员", "regular", re.compile(r"在职(?:在编)?(?:人员|职工|教职工|干部职工)?|在编(?:在岗)?人员|在岗职工")),
    ("离休人员", "retired", re.compile(r"离休(?:人员|干部)?")),
    ("退休人员", "retired", re.compile(r"退休(?:人员|职工|干部|教师)?")),
    ("离退休人员", "retired", re.compile(r"离退休(?:人员|职工|干部)?")),
    ("遗属", "survivor", re.compile(r"遗属(?:人员)?")),
    ("教师", "regular", re.compile(r"(?:专任|在职|在编)?(?:教师|教职工)")),
    ("在校学生", "served", re.compile(r"在校(?:学)?生|在册学生")),
)
_PREFIX = re.compile(
    r"^(?:(?:[\u4e00-\u9fff]{2,8}(?:局|委|厅|院|校|中心|支队|总队|大队|街道)|补助|保障|发放|支付|全部?|所有|现有|实有|共有|其中|本?(?:单位|部门|支队|总队|大队|局)|支队|总队|我局|全[局县市区省校]|共|县|市)+)"
)
_SUFFIX = re.compile(r"(?:实有)?(?:总?人数|数量|总数|数|工资|公用经费)$")


def group_of(noun: str | None) -> tuple[str, str] | None:
    """The group of staff that a noun names and its family, where it names nothing narrower.

    >>> group_of("支队辅警"), group_of("退休人员"), group_of("因公负伤辅警")
    (('辅警', 'auxiliary'), ('退休人员', 'retired'), None)
    """
    word = re.sub(r"[（(].*", "", noun or "")
    word = _SUFFIX.sub("", _PREFIX.sub("", word))
    return next(((name, family) for name, family, pattern in _GROUPS if pattern.fullmatch(word)), None)
