"""Invented projects for official forms: any, the emptiest and the longest.

What a form cannot say without doubt is not made; the reason stands beside each limit.
"""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st
from tests.property import vocabulary as words

from jixiao.layouts.lay_out.declaration import Declaration
from jixiao.model import Indicator, Project
from jixiao.provenance import SourceRef
from jixiao.values import parse_target

YEAR = 2026
_PLACE = SourceRef("invented")
_SENTENCES = [
    "对{0}逐处登记造册，按月{1}，发现问题{2}日内处置。",
    "目标1：完成{0}{1}{2}处；目标2：资料归档率100%。",
    "依据《管理办法》（试行）第{2}条，安排{0}{1}。",
    "“{0}”{1}，惠及{2}户；费用由县级财政承担。",
]
_LONG_CONTACTS = {"负责人": "钱某一", "经办人": "孙某二", "联系电话": "0371-66001234转802", "填报日期": "20260105175117"}
_TARGETS = [*words.WORDED, "≥95%", "≤3.5万元", "=12次", "100%", "2026年11月底前", "≥1,200人次", "500元/人/天", "0起", "<0.1%"]


def _texts(least: int, most: int) -> st.SearchStrategy[str]:
    """Prose of some sentences."""
    sentence = st.builds(
        lambda pattern, topic, action, number: pattern.format(topic, action, number),
        st.sampled_from(_SENTENCES),
        st.sampled_from(words.TOPICS),
        st.sampled_from(words.ACTIONS),
        st.integers(2, 480),
    )
    return st.lists(sentence, min_size=least, max_size=most).map("".join)


def _agency() -> st.SearchStrategy[str]:
    return st.builds(lambda place, body: place + body, st.sampled_from(words.PLACES), st.sampled_from(words.BODIES))


def _names() -> st.SearchStrategy[str]:
    parts = (st.sampled_from(words.TOPICS), st.sampled_from(words.ACTIONS), st.sampled_from([e for e in words.ENDINGS if e]))
    return st.builds(lambda topic, action, end, more: topic + action + end + more, *parts, st.sampled_from(words.DECORATIONS))


def _money() -> st.SearchStrategy[Decimal | None]:
    """Yuan to the fen, whole 万元 most of the time, or a blank cell."""
    whole = st.integers(0, 90_000).map(lambda wan: Decimal(wan) * 10_000)
    return st.one_of(st.none(), whole, whole, st.integers(1, 10**12).map(lambda fen: Decimal(fen) / 100))


@st.composite
def _indicator(draw: st.DrawFn, form: Declaration, *, with_period: bool) -> Indicator:
    code = draw(st.sampled_from(sorted(words.LABELS2)))
    name = draw(st.sampled_from(words.OBJECTS)) + draw(st.sampled_from(words.NAMES[code]))
    text = draw(st.sampled_from(_TARGETS))
    more = {key: draw(st.sampled_from(found)) for key, found in (("description", words.DESCRIPTIONS), ("basis", words.BASES))}
    period = draw(st.sampled_from(_TARGETS)) if with_period else None
    return Indicator(
        level1=words.LABELS1[code.split(".")[0]],
        level2=words.LABELS2[code],
        level1_code=code.split(".")[0],
        level2_code=code,
        name=name,
        target=parse_target(text, name=name, fiscal_year=YEAR),
        target_of_period=parse_target(period, name=name, fiscal_year=YEAR) if period else None,
        weight=draw(st.sampled_from([None, Decimal(5), Decimal("12.5")])) if "weight" in form.fields else None,
        **{key: text.format(name) for key, text in more.items() if key in form.fields},
        source=_PLACE,
    )


@st.composite
def _project(draw: st.DrawFn, form: Declaration) -> Project:
    """A project with what the form has places for; anything but its name may be missing."""
    with_period = "target_of_period" in form.fields and draw(st.booleans())
    indicators = _unlike(draw(st.lists(_indicator(form, with_period=with_period), max_size=14)))
    fields: dict[str, str | None] = {
        "department": draw(st.none() | _agency()),
        "unit": draw(st.none() | _agency()),
        "attribute": "延续性项目" if with_period else draw(st.none() | st.sampled_from(words.ATTRIBUTES)),
        "period": "3年" if with_period else draw(st.none() | st.sampled_from(["1年", "99年", "2026年1月至12月"])),
        "goal": draw(st.none() | _texts(1, 6)),
        "goal_of_period": draw(_texts(1, 4)) if with_period else None,
        "code": draw(st.none() | st.from_regex(r"13[0-9]{4}26P[0-9]{8}[A-H]{4}", fullmatch=True)),
    }
    for key in ("department", "unit"):  # a code stands beside a name
        fields[f"{key}_code"] = draw(st.none() | st.from_regex(r"[1-9][0-9]{2,5}", fullmatch=True)) if fields[key] else None
    if form.subject == "department":
        fields["department"] = fields["department"] or "青禾县气象局"
    return Project(
        name=None if form.subject == "department" else draw(_names()),
        **{key: text for key, text in fields.items() if key in form.fields},
        amounts=_amounts(draw, form, "amounts", differ=with_period),
        amounts_of_period=_amounts(draw, form, "amounts_of_period") if with_period else {},
        payment_plan=draw(st.none() | _plans()) if "payment_plan.3" in form.fields else None,
        narratives={label: draw(st.none() | _texts(1, 3)) for label in _labels(form, "narratives")},
        contacts={label: draw(st.none() | st.sampled_from(["钱某一", "13900001111", "20260105"])) for label in _labels(form, "contacts")}
        or None,
        indicators=indicators,
        source=_PLACE,
    )


def _unlike(indicators: list[Indicator]) -> list[Indicator]:
    """Each name once: of two rows of one name and value, nobody knows whether one is a repeated print of the other."""
    return list({item.name: item for item in indicators}.values())


def _labels(form: Declaration, group: str) -> list[str]:
    return sorted(name.partition(".")[2] for name in form.fields if name.startswith(f"{group}."))


def _amounts(draw: st.DrawFn, form: Declaration, group: str, *, differ: bool = False) -> dict[str, Decimal | None]:
    """Money under the labels of the form; over several years the total is more than the year, or it would be a project of one year."""
    amounts = {key: draw(_money()) for key in _labels(form, group)}
    if differ and "total" in amounts:
        amounts["annual"] = amounts["annual"] or Decimal(10_000)
        amounts["total"] = amounts["annual"] + Decimal(10_000_000)
    return amounts


def _plans() -> st.SearchStrategy[dict[str, str | None]]:
    """Shares for the first checkpoints; where only later ones are printed nobody knows which they are in a text."""
    shares = ["30%", "60%", "90%", "100%"]
    return st.integers(1, 4).map(
        lambda count: {month: shares[at] if at < count else None for at, month in enumerate(("3", "6", "10", "12"))}
    )


def projects(form: Declaration) -> st.SearchStrategy[list[Project]]:
    """One to three projects of different names."""
    key = "department" if form.subject == "department" else "name"
    return st.lists(_project(form), min_size=1, max_size=3, unique_by=lambda project: getattr(project, key))


def emptiest(form: Declaration) -> Project:
    """A project of which nothing is known but its name."""
    named = {"department": "青禾县气象局"} if form.subject == "department" else {"name": "候鸟栖息地监测费"}
    return Project(**named, source=_PLACE)


def longest(form: Declaration) -> Project:
    """A project that fills pages: 60 indicators of every level with long names, texts of 2,000 characters, money in fen."""
    prose = "".join(_SENTENCES[at % 4].format(words.TOPICS[at % 22], words.ACTIONS[at % 14], at + 2) for at in range(75))
    codes = [code for code in words.LABELS2 if not code.startswith("cost.")]
    indicators = []
    for at in range(60):
        code = sorted(codes, key=list(words.LABELS2).index)[at * len(codes) // 60]
        name = f"第{at + 1}批{words.OBJECTS[at % 23]}按《技术规程》逐项复核后的{words.NAMES[code][at % 4]}"
        indicators.append(
            Indicator(
                level1=words.LABELS1[code.split(".")[0]],
                level2=words.LABELS2[code],
                level1_code=code.split(".")[0],
                level2_code=code,
                name=name,
                target=parse_target(f"≥{at + 1}.25万元/处·年", name=name, fiscal_year=YEAR),
                description=f"反映{name}的情况，不含返工" if "description" in form.fields else None,
                basis="《管理办法》（试行）第3条" if "basis" in form.fields else None,
                weight=Decimal("1.5") if "weight" in form.fields else None,
                source=_PLACE,
            )
        )
    fen = Decimal("98765432109.87")
    texts = {
        "department": "灵泉自治县公路事业发展中心",
        "unit": "灵泉自治县公路事业发展中心第二养护站",
        "attribute": "经常性项目",
        "period": "99年",
    }
    texts |= {"department_code": "118", "unit_code": "374101", "code": "13010026P00971210126E", "goal": prose, "goal_of_period": prose}
    name = None if form.subject == "department" else "危旧桥梁监测改造及第三方技术服务项目（二期、三期合并实施）"
    return Project(
        name=name,
        **{key: text for key, text in texts.items() if key in form.fields},
        amounts=dict.fromkeys(_labels(form, "amounts"), fen),
        amounts_of_period=dict.fromkeys(_labels(form, "amounts_of_period"), fen),
        payment_plan={"3": "30%", "6": "60%", "10": "90%", "12": "100%"} if "payment_plan.3" in form.fields else None,
        narratives=dict.fromkeys(_labels(form, "narratives"), prose[:800]),
        contacts={label: _LONG_CONTACTS[label] for label in _labels(form, "contacts")} or None,
        indicators=indicators,
        source=_PLACE,
    )
