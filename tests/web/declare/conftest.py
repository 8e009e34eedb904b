"""A declaration of ``unit_a`` by ``clerk_a``, and a page that saves what is typed into it."""

import json

import pytest
from django.urls import reverse
from tests.web.tree import YEAR

from jixiao.declaring import Draft
from jixiao.web.records.acting import actor_of
from jixiao.web.records.actions import declarations as actions
from jixiao.web.records.models import Declaration

INDICATORS = [
    ("产出指标", "数量指标", "维护路口数量", "≥357处"),
    ("产出指标", "质量指标", "信号灯完好率", "≥98%"),
    ("产出指标", "时效指标", "故障修复时间", "≤4小时"),
    ("产出指标", "成本指标", "信号灯维护成本", "≤120万元"),
    ("效益指标", "社会效益指标", "信号灯故障引发事故下降率", "≥20%"),
    ("满意度指标", "服务对象满意度指标", "驾驶人满意度", "≥90%"),
]
FIELDS = {
    "name": "云川市城区交通信号灯维护",
    "department": "云川市公安局交通警察支队",
    "unit": "云川市公安局交通警察支队直属一大队",
    "attribute": "一年期项目",
    "period": "1年",
    "amounts.fiscal": "120",
    "goal": "保障城区357处路口信号灯正常运行，信号灯完好率达到98%以上，故障4小时内修复。",
}


def draft(*, indicators=INDICATORS, **fields):
    """A draft without a reason against submitting it; ``name="…"`` types something else into a field."""
    rows = [
        {"id": f"k{number}", "level1": first, "level2": second, "name": name, "target": target}
        for number, (first, second, name, target) in enumerate(indicators, 1)
    ]
    return Draft.from_plain({"fields": FIELDS | fields, "indicators": rows})


@pytest.fixture
def actor(people):
    """``actor("clerk_a")`` is somebody at work."""
    return lambda login: actor_of(people[login])


@pytest.fixture
def declared(agencies, actor):
    """``declared(draft, agency="unit_a")`` is a declaration; a blank one without a draft."""

    def make(typed=None, agency="unit_a"):
        return actions.create(agencies[agency], YEAR, typed or Draft(), actor=actor(f"clerk_{agency[-1]}"))

    return make


@pytest.fixture
def saving(logged_in):
    """``saving(declaration, {path: text})`` sends what the page sends while it is typed."""

    def send(declaration, changes=None, *, login="clerk_a", revision=None, raw=None, **more):
        sent = {"revision": declaration.revision if revision is None else revision, "changes": changes or {}, **more}
        body = json.dumps(sent) if raw is None else raw
        address = reverse("autosave", args=[declaration.pk])
        return logged_in(login).post(address, body, content_type="application/json", headers={"Accept": "application/json"})

    return send


def now(declaration):
    """The declaration as it is kept now, and what was typed into it."""
    found = Declaration.objects.get(pk=declaration.pk)
    return found, Draft.from_plain(found.draft)
