"""Invented documents of target forms: a truth, a layout, and strategies for both; :mod:`tests.property.printing` prints them.

What a careful person could not read without doubt is not generated; the reason stands beside each limit.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import groupby
from typing import Any

from hypothesis import strategies as st
from tests.property import vocabulary as words

SHAPES = ("tabs", "lines", "aligned")


@dataclass(frozen=True)
class TrueIndicator:
    """An indicator as invented; ``description``, ``basis`` and ``weight`` are ``None`` where the form lacks the column."""

    level2_code: str
    name: str
    target: str
    description: str | None = None
    basis: str | None = None
    weight: str | None = None

    @property
    def level1_code(self) -> str:
        return self.level2_code.split(".")[0]

    @property
    def level1(self) -> str:
        return words.LABELS1[self.level1_code]

    @property
    def level2(self) -> str:
        return words.LABELS2[self.level2_code]


@dataclass(frozen=True)
class TrueProject:
    """A project as invented; an amount is ``None`` where its cell is blank."""

    fields: dict[str, str]
    amounts: dict[str, Decimal | None]
    goal: str
    goal_of_period: str | None
    indicators: list[TrueIndicator]


@dataclass(frozen=True)
class Truth:
    """What a document says."""

    publisher: str
    year: int
    projects: list[TrueProject]
    extra_columns: tuple[str, ...]

    def without(self, project: int, indicator: int) -> Truth:
        """The same without one indicator."""
        kept = [item for index, item in enumerate(self.projects[project].indicators) if index != indicator]
        projects = [replace(p, indicators=kept) if index == project else p for index, p in enumerate(self.projects)]
        return replace(self, projects=projects)

    def expected(self, layout: Layout) -> dict[str, Any]:
        """In the shape of ``expected.json`` of a golden."""
        # an agency above a form that names another unit and no department may be either of the two
        says_publisher = layout.cover or (layout.agency_line and ("unit" not in layout.order or "department" in layout.order))
        document = {
            "publisher": self.publisher if says_publisher else None,
            "fiscal_year": self.year if layout.cover or layout.year_line else None,
            "kind": "target_forms",
        }
        return {"document": document, "projects": [_expected(project, layout) for project in self.projects], "tables": []}


def _expected(project: TrueProject, layout: Layout) -> dict[str, Any]:
    optional = ["code", "department", "department_code", "unit", "attribute", "period"]
    if layout.agency_line and "unit" not in project.fields:
        optional.remove("unit")  # the agency above a form may be taken for its unit or not
    if layout.agency_line and layout.agency_line.startswith("部门") and "department" not in project.fields:
        optional.remove("department")  # and 部门名称 for its department
    return {
        "name": project.fields["name"],
        **{key: project.fields.get(key) for key in optional},
        "goal": project.goal,
        "goal_period": project.goal_of_period,
        "amounts_yuan": {key: None if value is None else str(value) for key, value in project.amounts.items()},
        "payment_plan": None,
        "indicators": [
            {
                "l1": item.level1,
                "l2": item.level2,
                "l3": item.name,
                "value": item.target,
                "description": item.description,
                "basis": item.basis,
                "weight": item.weight,
            }
            for item in project.indicators
        ],
    }


@dataclass(frozen=True)
class Layout:
    """How a truth is laid out."""

    shape: str
    encoding: str = "utf-8"
    newline: str = "\n"
    cover: bool = True
    agency_line: str | None = None
    title: str | None = None
    """Caption above every form; ``{n}`` and ``{name}`` stand for its number and its project."""
    year_line: str | None = None
    unit_line: str | None = None
    """Above every form; ``None`` where the unit stands in ``unit_place``."""
    heads_in_one_row: bool = False
    money_unit: str = "万元"
    unit_place: str = "line"
    """``line`` above the form, ``funds`` in the label of the block of money, ``label`` of every amount, ``cell`` behind every amount."""
    separators: bool = False
    decimals: int = 2
    blank_before_unit: bool = False
    labels: dict[str, str] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    """Fields, ``money`` and ``goal`` from top to bottom."""
    parts: tuple[str, ...] = ()
    """Amounts from top to bottom."""
    per_row: int = 1
    money_per_row: int = 1
    joined_codes: str | None = None
    """How a department and its code share a cell; ``None`` where they have cells apart."""
    funds: str | None = None
    among: bool = False
    """其中： before the first part of a sum."""
    colon: str = ""
    inline: bool = False
    """Label and value of a text field share a cell: 项目名称：某某."""
    over: bool = False
    """Labels in one row, their values in the row below."""
    lead: int = 0
    gap: int = 0
    padded: bool = False
    columns: tuple[str, ...] = ("level1", "level2", "name", "value")
    blank_columns: frozenset[int] = frozenset()
    container: str | None = None
    levels: str = "merged"
    """``repeated`` in every row, ``first`` merged only, ``merged`` both, ``rows``: the first level in a row of its own."""
    codes: bool = False
    bare_levels: bool = False
    """Second level without 指标: 21-经济效益."""
    mandatory: str = ""
    breaks: frozenset[int] = frozenset()
    """Page breaks behind these rows of the indicator table."""
    break_lines: tuple[str, ...] = ("",)
    header_again: bool = False
    levels_again: bool = False
    blank_between_forms: bool = True
    blank_between_lines: bool = False
    column_gap: int = 3
    wide: str = "WF"
    """Classes of characters that are two columns wide; in Chinese type also the ambiguous ones (≥ — Ⅱ ·)."""
    widths: tuple[int, ...] = (16, 20, 26, 22)
    goal_width: int = 70
    goal_lines: bool = False
    """Every numbered sentence of a goal on a line of its own, where cells stand one per line."""


# --- truth -------------------------------------------------------------------------------------------------------------------


@st.composite
def _targets(draw: st.DrawFn) -> str:
    kind = draw(st.integers(0, 5))
    if kind == 0:
        return draw(st.sampled_from(words.WORDED))
    if kind == 1:
        return f"20{draw(st.integers(24, 27))}年{draw(st.integers(1, 12))}月底前"
    number = draw(st.one_of(st.integers(0, 120), st.integers(1000, 99999), st.decimals("0.1", "99.9", places=1)))
    figure = f"{number:,}" if kind == 2 else str(number)
    return draw(st.sampled_from(words.OPERATORS)) + figure + draw(st.sampled_from(words.UNITS))


@st.composite
def _indicators(draw: st.DrawFn, extra: tuple[str, ...], *, blanks: bool) -> list[TrueIndicator]:
    is_cost_first = draw(st.integers(0, 3)) == 0
    firsts = ["cost", "output", "benefit", "satisfaction"] if is_cost_first else ["output", "benefit", "satisfaction"]
    codes = [c for first in firsts for c in words.LABELS2 if c.startswith(first) and not (is_cost_first and c == "output.cost")]
    wanted = draw(st.integers(3, 12))
    # every row prints another name: two rows that print the same would be one row printed twice
    chosen = sorted(draw(st.lists(st.sampled_from(codes), min_size=wanted, max_size=wanted)), key=codes.index)
    found: list[TrueIndicator] = []
    taken: set[str] = set()
    for code in chosen:
        plain = words.PLAIN_NAMES.get(code)
        if plain and draw(st.integers(0, 6)) == 0:
            name = draw(st.sampled_from(plain))
        else:
            name = draw(st.sampled_from(words.OBJECTS)) + draw(st.sampled_from(words.NAMES[code]))
        if name in taken:
            continue
        taken.add(name)
        thing = draw(st.sampled_from(words.OBJECTS))
        texts: dict[str, str | None] = {}
        for column in extra:
            if blanks and draw(st.integers(0, 7)) == 0:
                texts[column] = None
            elif column == "weight":
                texts[column] = str(draw(st.sampled_from([5, 10, 15, 2.5, 20, 8])))
            elif column == "basis":
                texts[column] = draw(st.sampled_from(words.BASES))
            else:
                texts[column] = draw(st.sampled_from(words.DESCRIPTIONS)).format(thing)
        found.append(TrueIndicator(code, name, draw(_targets()), **texts))
    return found


@st.composite
def _amounts(draw: st.DrawFn, keys: tuple[str, ...], decimals: int, *, in_yuan: bool) -> dict[str, Decimal | None]:
    """Amounts whose parts add up; the last part may be blank."""
    exponent = Decimal(1).scaleb(-decimals if in_yuan else 4 - decimals)
    parts = [key for key in keys if key not in ("annual", "total")]
    values: dict[str, Decimal | None] = {}
    for key in parts:
        # a part may be nothing: printed as 0 or left blank
        steps = draw(st.one_of(st.integers(1, 900_000), st.just(0)))
        values[key] = Decimal(steps) * exponent if steps or draw(st.booleans()) else None
    annual = sum((value for value in values.values() if value is not None), Decimal(0)) or Decimal(draw(st.integers(1, 90_000))) * exponent
    result: dict[str, Decimal | None] = {}
    for key in keys:
        if key == "annual":
            result[key] = annual
        elif key == "total":
            result[key] = annual * draw(st.integers(1, 3))
        else:
            result[key] = values[key]
    return result


@st.composite
def _truths(draw: st.DrawFn, layout: Layout, fields: tuple[str, ...]) -> Truth:
    place, body = draw(st.sampled_from(words.PLACES)), draw(st.sampled_from(words.BODIES))
    publisher = place + body
    year = draw(st.integers(2022, 2027))
    extra = tuple(column for column in layout.columns if column in ("description", "basis", "weight"))
    projects: list[TrueProject] = []
    names: set[str] = set()
    department_code = str(draw(st.integers(101, 989)))
    for number in range(draw(st.integers(1, 4))):
        topic, action = draw(st.sampled_from(words.TOPICS)), draw(st.sampled_from(words.ACTIONS))
        name = topic + action + draw(st.sampled_from(words.ENDINGS)) + draw(st.sampled_from(words.DECORATIONS))
        if name in names:
            continue
        names.add(name)
        unit = publisher if draw(st.booleans()) else place + draw(st.sampled_from(words.BODIES))
        values = {
            "name": name,
            "code": f"5209{year}{draw(st.sampled_from('PTR'))}{100000 + draw(st.integers(0, 9999)) * 7 + number:09d}",
            "department": publisher,
            "department_code": department_code,
            "unit": unit,
            "attribute": draw(st.sampled_from(words.ATTRIBUTES)),
            "period": draw(st.sampled_from(["1年", "3年", f"{year}年1月—{year}年12月", f"{year}-{year + 2}", "长期"])),
        }
        goals = []
        for _ in range(2):
            count = draw(st.integers(1, 3))
            texts = [draw(st.sampled_from(words.GOALS)).format(topic, action, draw(st.integers(2, 900))) for _ in range(count)]
            goals.append("".join(f"{at}.{text}" for at, text in enumerate(texts, 1)) if count > 1 else texts[0])
        # a text field is never blank and a blank in a column cannot be seen where cells stand one per line
        indicators = draw(_indicators(extra, blanks=layout.shape != "lines"))
        amounts = draw(_amounts(layout.parts, layout.decimals, in_yuan=layout.money_unit == "元"))
        chosen = {key: values[key] for key in fields}
        if layout.joined_codes is not None and "department" in fields:
            chosen["department_code"] = department_code
        has_period = "goal_of_period" in layout.order
        projects.append(TrueProject(chosen, amounts, goals[0], goals[1] if has_period else None, indicators))
    return Truth(publisher, year, projects, extra)


# --- layouts -----------------------------------------------------------------------------------------------------------------


def _shuffled(draw: st.DrawFn, items: list[str]) -> list[str]:
    return list(draw(st.permutations(items)))


def _labels(
    draw: st.DrawFn, fields: tuple[str, ...], parts: tuple[str, ...], columns: tuple[str, ...], *, has_period: bool
) -> dict[str, str]:
    labels = {key: draw(st.sampled_from(words.FIELDS[key])) for key in fields}
    for key in parts:
        role = f"{key}_beside_{'annual' if key == 'total' else 'total'}" if key in ("annual", "total") and "total" in parts else key
        labels[f"amounts.{key}"] = draw(st.sampled_from(words.AMOUNTS[role]))
    labels["goal"] = draw(st.sampled_from(words.FIELDS["goal_beside_period" if has_period else "goal"]))
    labels["goal_of_period"] = draw(st.sampled_from(words.FIELDS["goal_of_period"]))
    labels |= {f"columns.{column}": draw(st.sampled_from(words.COLUMNS[column])) for column in columns}
    return labels


def _columns(draw: st.DrawFn, levels: str) -> tuple[str, ...]:
    extra = [column for column in ("description", "basis", "weight") if draw(st.booleans())]
    first = ["level2"] if levels == "rows" else ["level1", "level2"]
    # a first level in a row of its own stands over the second, so that the second is the first column
    if levels == "rows" or draw(st.integers(0, 2)):
        return (*first, "name", "value", *_shuffled(draw, extra))
    # any order, but that a level stands behind the level above it, and a value behind its name
    order = _shuffled(draw, [*first, "name", "value", *extra])
    for before, after in (("level1", "level2"), ("name", "value")):
        if before in order and order.index(before) > order.index(after):
            one, other = order.index(before), order.index(after)
            order[one], order[other] = after, before
    return tuple(order)


@st.composite
def layouts(draw: st.DrawFn, shape: str) -> tuple[Layout, tuple[str, ...]]:
    """A layout, and the keys of the fields that it prints."""
    optional = [key for key in ("code", "department", "unit", "attribute", "period") if draw(st.booleans())]
    fields = ("name", *optional)
    joined = (
        draw(st.sampled_from([None, None, "{name} {code}", "{code}-{name}", "{name}〔{code}〕", "{name}-{code}"]))
        if "department" in fields
        else None
    )
    if "department" in fields and joined is None and draw(st.booleans()):
        fields = (*fields, "department_code")
    has_period = draw(st.integers(0, 4)) == 0
    sources = draw(
        st.sampled_from(
            [(), ("fiscal", "other"), ("fiscal", "carryover", "other"), ("central", "provincial", "municipal", "self_raised", "other")]
        )
    )
    over = shape == "tabs" and draw(st.integers(0, 5)) == 0
    if over:  # a label of an amount that is blank would stand over nothing
        sources = ()
    # the sum stands over its parts; among the parts any order will do
    parts = (*draw(st.sampled_from([("annual",), ("total", "annual")])), *_shuffled(draw, list(sources)))
    title = draw(st.sampled_from([None, *words.TITLES, "{n}、{name}绩效目标表"]))
    rest = _shuffled(draw, [*fields, "money", "goal", *(["goal_of_period"] if has_period else [])])
    inline = shape != "aligned" and not over and draw(st.integers(0, 5)) == 0
    if title is None or over or inline:
        # without a caption only the name of a project says that the next form begins
        rest.remove("name")
        rest.insert(0, "name")
    levels = draw(st.sampled_from(["merged", "merged", "first", "repeated"] + (["rows"] if shape == "tabs" else [])))
    columns = _columns(draw, levels)
    if shape != "tabs":
        # the tail of a cell in the first column stands where a paragraph would stand; and one cell per line, only what comes first tells
        # where a record begins
        rest_of_row = [column for column in columns if column not in ("level1", "level2", "name")]
        columns = (*(column for column in ("level1", "level2", "name") if column in columns), *rest_of_row)
    # the plain words 产出, 数量 could be names where nothing but their place tells them apart
    bare_levels = shape != "lines" and draw(st.integers(0, 4)) == 0
    money_unit = draw(st.sampled_from(["元", "万元"]))
    place = draw(st.sampled_from(["line", "line", "funds", "label", "cell"]))
    unit_line = draw(st.sampled_from(["单位：{}", "金额单位：{}", "（单位：{}）"])).format(money_unit) if place == "line" else None
    # a bare number may be the number of a page only where a line of its own cannot be a cell
    page_numbers = ["- 3 -", "第 3 页", "第3页 共12页"] + ([] if shape == "lines" else ["3"])
    page_number = draw(st.sampled_from(["", *page_numbers]))
    break_lines = draw(
        st.sampled_from([("",), ("", page_number, ""), (page_number, "\f"), ("\f",), ("", "\f" + page_number), (page_number,)])
    )
    # a page break must show: a break of which nothing is printed is none
    layout = Layout(
        shape=shape,
        encoding=draw(st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16-le", "utf-16-be"])),
        newline=draw(st.sampled_from(["\n", "\r\n"])),
        cover=draw(st.booleans()),
        agency_line=draw(st.sampled_from([None, None, "单位名称：{}", "编制单位：{}", "部门名称：{}"])),
        title=title,
        year_line=draw(st.sampled_from([None, "（{}年度）", "{}年度", "预算年度：{}"])),
        unit_line=unit_line,
        heads_in_one_row=draw(st.booleans()),
        money_unit=money_unit,
        unit_place=place,
        separators=draw(st.booleans()),
        decimals=draw(st.sampled_from([0, 2]) if money_unit == "元" else st.sampled_from([0, 2, 4, 6])),
        blank_before_unit=draw(st.booleans()),
        labels=_labels(draw, fields, parts, columns, has_period=has_period),
        order=tuple(rest),
        parts=parts,
        per_row=draw(st.integers(2, 5)) if over else draw(st.integers(1, 2)),
        money_per_row=draw(st.integers(1, 2)),
        joined_codes=joined,
        funds=draw(st.sampled_from(words.FUNDS)) if place == "funds" or draw(st.booleans()) else None,
        among=draw(st.booleans()),
        colon=draw(st.sampled_from(["", "", "：", ":"])),
        inline=inline,
        over=over,
        lead=draw(st.sampled_from([0, 0, 1, 2])),
        gap=draw(st.sampled_from([0, 0, 1, 2])),
        # labels over their values, some of them alone in a row: without its tabs such a row would be of another shape than the table
        padded=over or draw(st.booleans()),
        columns=columns,
        blank_columns=frozenset(draw(st.sets(st.integers(1, len(columns) - 1), max_size=1))) if draw(st.booleans()) else frozenset(),
        container=draw(st.sampled_from(words.INDICATORS)) if draw(st.booleans()) else None,
        levels=levels,
        codes=levels != "rows" and draw(st.integers(0, 2)) == 0,
        bare_levels=bare_levels,
        mandatory=draw(st.sampled_from(["", "", "", "（必填）"])),
        breaks=frozenset(draw(st.sets(st.integers(0, 11), max_size=2))) if draw(st.booleans()) else frozenset(),
        break_lines=break_lines if any(line.strip(" ") for line in break_lines) or shape == "tabs" else ("\f",),
        header_again=draw(st.booleans()),
        levels_again=draw(st.booleans()),
        blank_between_forms=draw(st.booleans()),
        blank_between_lines=draw(st.booleans()),
        column_gap=draw(st.integers(2, 6)),
        wide=draw(st.sampled_from(["WF", "WFA"])),
        widths=tuple(draw(st.sampled_from([12, 16, 20, 26, 34])) for _ in range(len(columns))),
        goal_width=draw(st.sampled_from([50, 70, 90])),
        goal_lines=shape == "lines" and not inline and draw(st.booleans()),
    )
    return layout, fields


def _may_be_centred(codes: list[str]) -> bool:
    """Labels that stand in the first row of their group could as well stand in the middle of other groups."""
    sizes = [len(list(group)) for _, group in groupby(codes)]
    above = {(0, False)}  # blank rows above the label of a group, and whether some group has one
    for size in sizes[:-1]:
        above = {
            (size - 1 - below, moved or size - 1 > below)
            for blank, moved in above
            for below in (blank - 1, blank, blank + 1)
            if 0 <= below <= size - 1
        }
    return any(moved and abs(blank - sizes[-1] + 1) <= 1 for blank, moved in above)


def is_doubtful(truth: Truth, layout: Layout) -> bool:
    """Where columns are aligned by blanks, a merged cell may be printed in the middle of its rows as well as at their top."""
    if layout.shape != "aligned" or layout.levels not in ("merged", "first"):
        return False
    for project in truth.projects:
        seconds = [item.level2_code for item in project.indicators]
        if _may_be_centred([item.level1_code for item in project.indicators]) and (layout.levels == "first" or _may_be_centred(seconds)):
            return True
    return False


@st.composite
def documents(draw: st.DrawFn, shape: str | None = None) -> tuple[Truth, Layout]:
    """A truth and the layout in which it is printed."""
    layout, fields = draw(layouts(shape or draw(st.sampled_from(SHAPES))))
    if layout.joined_codes is not None:
        role = "department_and_code"
        layout = replace(layout, labels=layout.labels | {"department": draw(st.sampled_from(words.FIELDS[role]))})
    truth = draw(_truths(layout, fields))
    if is_doubtful(truth, layout):
        layout = replace(layout, levels="repeated")
    return truth, layout
