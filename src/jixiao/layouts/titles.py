"""Titles over descriptions of projects (项目经费情况说明), names of projects in them, and sentences that point to a form elsewhere."""

from __future__ import annotations

import re

from jixiao.layouts import heads
from jixiao.layouts.draft import squash

_TITLE = re.compile(
    r"^(.{0,80}?)(?:项目(?:支出|专项)?(?:经费|资金|预算|支出)(?:支出|使用|安排|预算)?(?:的?(?:基本)?情况)?(?:的)?(?:说明|介绍)"
    r"|(?<=项目)(?:的?(?:基本)?情况)?(?:的)?(?:说明|介绍|简介)"
    r"|(?:经费|资金)(?:预算|使用|安排)?(?:的)?(?:基本)?情况(?:的)?(?:说明|介绍)"
    r"|^(?:经费|资金|基本)?情况(?:的)?说明)$"
)
_LEADING = re.compile(r"^(?:关于|附件?\d{0,2}[:：]?|20\d\d年?度?)+")
_AGENCY_AND_YEAR = re.compile(r"^([\u4e00-\u9fff（）()]{3,40}?)20\d\d年?度?")
_MARKS = re.compile(r"^[《“\"']+|(?<![》”\"':：])[》”\"':：]+$")
_GENERIC = re.compile(
    r"部门|单位|本级|预算|财政|重点|专项|重大|主要|一级|二级|区级|市级|省级|县级|本|各|项目|支出|经费|资金|其他|[的及和、（）()]"
)
_LIKE_PROJECT = re.compile(r"(?:项目|工程|经费|资金|专项|费用?|补助|补贴|行动|计划|课题|活动|维护|运维|建设|改造|采购)$")
_NO_NAME = re.compile(r"(?:情况|说明|概况|目标|安排|部分|内容|介绍|名单|绩效|管理|表|附件|解释|目录|如下)$")
_SENTENCE = re.compile(r"[。；;，,：:!?！？]")
_LONGEST_NAME = 40

_ABOUT = (
    r"(?:本|该|各|项目|年度|20\d\d年?|绩效|目标|指标|预期|具体|详细|内容|情况|总体|单位|部门|支出|预算|资金|设定|设置|申报"
    r"|及|和|与|的|请|可|[，,：:“”\"])"
)
_POINTER = re.compile(
    rf"^[（(]?{_ABOUT}{{0,20}}(?:(?:详见|参见|参阅|请见|见)[^。；]{{0,50}}(?:表|附件|附录|附后|后附|公开|书)[^。；]{{0,12}}"
    r"|(?:附后|另附|后附|附表))[)）]?$"
)


def is_title(text: str) -> bool:
    """The title of a description, with or without the name of a project: …项目经费情况说明."""
    flat = squash(heads.caption(text)[0])
    return 4 < len(flat) <= 80 and _SENTENCE.search(flat.rstrip("：:")) is None and _TITLE.match(flat.rstrip("：:")) is not None


def title_name(text: str) -> str | None:
    """The name of the project that a title gives; ``None`` where it names none.

    >>> title_name("关于河道保洁项目经费情况的说明"), title_name("一、2025年重点项目经费情况说明")
    ('河道保洁', None)
    """
    flat = squash(heads.caption(text)[0]).rstrip("：:")
    match = _TITLE.match(flat)
    name = match[1] if match else flat
    if (owner := _AGENCY_AND_YEAR.match(name)) and heads.is_agency(owner[1]):
        name = name[owner.end() :]
    name = _MARKS.sub("", _MARKS.sub("", _LEADING.sub("", name)))
    if heads.is_agency(name) or not _GENERIC.sub("", name):
        return None
    return name


def names_project(text: str, *, is_heading: bool) -> bool:
    """A line over a description is the name of a project: by its last word, or as a heading that announces nothing else."""
    flat = squash(heads.caption(text)[0])
    if not 2 <= len(flat) <= _LONGEST_NAME or _SENTENCE.search(flat) or is_pointer(text) or heads.read_head(text) is not None:
        return False
    if _NO_NAME.search(flat) or heads.is_agency(flat) or title_name(text) is None:
        return False
    return is_heading or _LIKE_PROJECT.search(flat) is not None


def is_pointer(sentence: str) -> bool:
    """A sentence that says no more than where something is printed: 详见…绩效目标表.

    >>> is_pointer("详见项目支出绩效目标表"), is_pointer("培训20场，详见附件")
    (True, False)
    """
    flat = squash(sentence).rstrip("。；;.，,")
    return len(flat) <= 80 and _POINTER.match(flat) is not None
