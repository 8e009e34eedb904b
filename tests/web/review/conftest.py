"""Declarations at any stage, and their pages."""

import json
from types import SimpleNamespace

import pytest
from django.urls import reverse
from lxml import html
from tests.web.review.selecting import select
from tests.web.tree import YEAR

from jixiao.declaring import Draft
from jixiao.web.records import clock
from jixiao.web.records.acting import actor_of
from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.models import Declaration

FIELDS = {
    "name": "云川市城区交通信号灯维护",
    "department": "云川市公安局交通警察支队",
    "department_code": "201",
    "unit": "云川市公安局交通警察支队直属一大队",
    "attribute": "经常性项目",
    "period": "1年",
    "amounts.fiscal": "110",
    "amounts.other": "0",
    "goal": "保障城区312个路口交通信号灯全年正常运行，故障4小时内修复，驾驶人满意度不低于90%。",
}
ROWS = [
    ("产出指标", "数量指标", "维护信号灯路口数量", "≥312个"),
    ("产出指标", "质量指标", "信号灯完好率", "≥98%"),
    ("产出指标", "时效指标", "故障修复时间", "≤4小时"),
    ("产出指标", "成本指标", "信号灯维护成本", "≤110万元"),
    ("效益指标", "社会效益指标", "因信号灯故障造成的拥堵次数", "≤6次"),
    ("效益指标", "可持续影响指标", "维护机制健全性", "健全"),
    ("满意度指标", "服务对象满意度指标", "驾驶人满意度", "≥90%"),
]
LEVELS = {"unit_review": "head_a", "department_review": "department_1", "finance_review": "finance"}


def draft_of(rows=ROWS, explanations=None, **fields):
    """A draft that can be submitted; ``goal="…"`` types something else."""
    indicators = [
        {"id": f"k{number}", "level1": level1, "level2": level2, "name": name, "target": target}
        for number, (level1, level2, name, target) in enumerate(rows, 1)
    ]
    plain = {"fields": {**FIELDS, **{path.replace("__", "."): text for path, text in fields.items()}}, "indicators": indicators}
    return Draft.from_plain(plain | {"explanations": explanations or {}})


class Desk:
    """Makes declarations of unit_a and takes them to a stage, by actions."""

    def __init__(self, tree):
        self.tree = tree

    def actor(self, login):
        return actor_of(self.tree.people[login])

    def drafted(self, draft=None, unit="unit_a", clerk="clerk_a"):
        return actions.create(self.tree.agencies[unit], YEAR, draft or draft_of(), actor=self.actor(clerk))

    def submitted(self, draft=None):
        made = self.drafted(draft)
        return actions.submit(made.pk, seen=made.revision, actor=self.actor("clerk_a"))

    def at(self, stage, draft=None):
        """A declaration at a stage."""
        if stage == "draft":
            return self.drafted(draft)
        if stage == "discarded":
            return actions.discard(self.drafted(draft).pk, seen=1, actor=self.actor("clerk_a"), reason="重复申报")
        found = self.submitted(draft)
        if stage == "returned":
            return actions.send_back(found.pk, seen=found.revision, actor=self.actor("head_a"), reason="请补充测算依据。")
        for level, login in LEVELS.items():
            if stage == level:
                return found
            found = actions.approve(found.pk, seen=found.revision, actor=self.actor(login), opinion=f"{login}同意")
        if stage == "ratified":
            day = clock.today()
            found = actions.ratify(found.pk, seen=found.revision, actor=self.actor("finance"), number="云财预〔2026〕88号", on=day)
        return found

    def comment(self, found, path="goal", text="请写明维护次数。", by="department_1"):
        return actions.comment(found.pk, path=path, text=text, seen=found.revision, actor=self.actor(by))

    def now(self, found):
        return Declaration.objects.get(pk=found.pk)


_examined = {}


@pytest.fixture(autouse=True)
def once(monkeypatch):
    """What is typed alike is examined once in all of these tests: half a second each time, and always the same."""
    examine = actions.examine

    def remembered(draft, pack, **around):
        key = json.dumps([draft.plain(), pack.id, around], ensure_ascii=False)
        if key not in _examined:
            _examined[key] = examine(draft, pack, **around)
        return _examined[key]

    monkeypatch.setattr(actions, "examine", remembered)


@pytest.fixture
def desk(tree):
    return Desk(tree)


@pytest.fixture
def page(logged_in):
    """``page("clerk_a", "sheet", declaration)`` is the page as somebody sees it: status, words, and its tree of elements."""

    def look(login, name, declaration, *args, query="", **headers):
        response = logged_in(login, **headers).get(reverse(name, args=[declaration.pk, *args]) + query)
        return _seen(response)

    return look


@pytest.fixture
def send(logged_in):
    """``send("head_a", "move", declaration, "approve", revision=2)`` posts a form."""

    def post(login, name, declaration, *args, query="", headers=None, **fields):
        address = reverse(name, args=[declaration.pk, *args]) + query
        return _seen(logged_in(login).post(address, fields, headers=headers or {}))

    return post


def _seen(response):
    found = SimpleNamespace(
        status=response.status_code, response=response, address=response.headers.get("Location", ""), words="", tree=None
    )
    kind = response.headers.get("Content-Type", "")
    if kind.startswith("text/html") and response.content:
        found.tree = html.document_fromstring(response.content.decode())
        found.words = "".join(found.tree.text_content().split())
        found.all = lambda selector: select(found.tree, selector)
        found.texts = lambda selector: ["".join(node.text_content().split()) for node in select(found.tree, selector)]
    return found
