"""Named checks of forms, by hand in polars: sums, costs, texts, indicators, plans, and agencies among each other."""

from __future__ import annotations

from decimal import Decimal

import polars as pl

from benchmarks.audit.tables_in_polars import Parameters, Tables

PROJECT = ["document_id", "project_id"]
_EXACT = pl.Decimal(38, 12)
_OF_CHANGE = "提升|提高|增长|增加|上升|改善|较上|同比|参与率|回收率|回复率|调查率|抽样"
_OF_THE_UNSATISFIED = "不满意|投诉|差评"
_OF_STAGES = "[0-9一二三四五六七八九十年度期批次标段]"


def sources_do_not_add_up(tables: Tables, parameters: Parameters) -> pl.DataFrame:
    """FND-001: the sources of a project's money, added up, are not the money of the year."""
    money = pl.col("amount_yuan")
    lines = tables["funding_lines"]
    parts = (
        lines.filter(pl.col("is_component") & money.is_not_null())
        .group_by(PROJECT)
        .agg(parts_yuan=money.sum(), parts_step=pl.col("amount_step").sum(), part_count=pl.len())
    )
    blank = (
        lines.filter(money.is_null(), pl.col("horizon") == "year", ~pl.col("key").is_in(["annual", "total"]))
        .select(*PROJECT, has_blank=True)
        .unique()
    )
    without_total = tables["evaluations"].filter(pl.col("is_total_row_blank")).select(PROJECT)
    may_be_short = (pl.col("parts_yuan") == 0) | (
        pl.col("has_blank").fill_null(value=False) & (pl.col("parts_yuan") < pl.col("budget_yuan"))
    )
    return (
        tables["projects"]
        .filter(pl.col("scope") == "project", pl.col("unread_amounts").fill_null(0) == 0)
        .join(parts, on=PROJECT)
        .with_columns(difference_yuan=(pl.col("budget_yuan") - pl.col("parts_yuan")).abs())
        .filter(pl.col("difference_yuan") * 2 > pl.col("budget_step").fill_null(0) + pl.col("parts_step"))
        .join(without_total, on=PROJECT, how="anti")
        .join(blank, on=PROJECT, how="left")
        .select(
            *PROJECT,
            "budget_yuan",
            "budget_source",
            "parts_yuan",
            "part_count",
            "difference_yuan",
            severity=pl.when(may_be_short).then(pl.lit("warning")).otherwise(pl.lit("error")),
            source="budget_source",
            confidence="confidence",
        )
        .collect()
    )


def _money(tables: Tables) -> pl.LazyFrame:
    """Projects with the most money that their form states anywhere."""
    of_lines = tables["funding_lines"].group_by(PROJECT).agg(line_yuan=pl.col("amount_yuan").max())
    return (
        tables["projects"]
        .filter(pl.col("scope") == "project", pl.col("budget_yuan") > 0)
        .join(of_lines, on=PROJECT, how="left")
        .with_columns(most_yuan=pl.max_horizontal("budget_yuan", "lifetime_yuan", "line_yuan"))
    )


def _is_above(amount: pl.Expr, limit: pl.Expr, percent: Decimal | str) -> pl.Expr:
    """More than so many per cent above a limit, in exact decimals."""
    return (amount - limit) * 100 > limit.cast(_EXACT) * pl.lit(Decimal(percent))


def cost_above_budget(tables: Tables, parameters: Parameters) -> pl.DataFrame:
    """CST-002: a cost is more than all the money that the form states."""
    amount, most, lifetime = pl.col("amount_yuan"), pl.col("most_yuan"), pl.col("lifetime_yuan")
    may_last = pl.any_horizontal(
        (pl.col("attribute_class") == "continuing").fill_null(value=False), pl.col("period_years").is_between(2, 10).fill_null(value=False)
    )
    is_unsure = may_last & (lifetime.fill_null(0) == 0)
    slipped = amount >= most.cast(_EXACT) * pl.lit(Decimal(parameters["unit_slip"]))
    step = pl.when(pl.col("operator") == "=").then(pl.col("amount_step").fill_null(0)).otherwise(0)
    money = _money(tables).select(
        *PROJECT, "budget_yuan", "budget_step", "budget_source", "most_yuan", has_lifetime=lifetime > 0, is_of_several_years=is_unsure
    )
    return (
        tables["cost_items"]
        .filter(pl.col("role").is_in(["whole", "part"]), ~pl.col("is_other_money"))
        .join(money, on=PROJECT)
        .filter(
            ~pl.col("is_lifetime") | pl.col("has_lifetime"),
            _is_above(amount, most, parameters["tolerance"]),
            (amount - most) * 2 > step + pl.col("budget_step").fill_null(0),
        )
        .with_columns(
            cost_text="text",
            cost_text_source="source",
            severity=pl.when(pl.col("is_of_several_years") | slipped).then(pl.lit("warning")).otherwise(pl.lit("error")),
            confidence=pl.when(slipped).then(0.5).otherwise("confidence"),
        )
        .select(
            *(*PROJECT, "name", "cost_text", "cost_text_source"),
            *("amount_yuan", "budget_yuan", "budget_source", "severity", "source", "confidence"),
        )
        .collect()
    )


def yearly_cost_above_budget(tables: Tables, parameters: Parameters) -> pl.DataFrame:
    """CST-011: what is paid by the month or quarter exceeds the money in a year."""
    costs = tables["cost_items"]
    quantities = tables["indicators"].select("document_id", "indicator_id", quantity_name="name", quantity_text="text")
    of_pairs = (
        tables["cost_pairs"]
        .filter(pl.col("periods") > 1)
        .join(quantities, left_on=["document_id", "quantity_id"], right_on=["document_id", "indicator_id"])
        .select(
            *PROJECT,
            indicator_id="cost_id",
            basis=pl.concat_str("quantity_name", pl.lit(" "), "quantity_text", ignore_nulls=True),
            periods="periods",
            year_yuan=pl.col("product_yuan").cast(pl.Decimal(38, 6)),
        )
    )
    alone = costs.filter(pl.col("role") == "period", pl.col("periods") > 1).select(
        *PROJECT, "indicator_id", basis=pl.lit("/"), periods="periods", year_yuan=pl.col("amount_yuan") * pl.col("periods")
    )
    named = costs.select("document_id", "indicator_id", "confidence", "source", cost_name="name", cost_text="text")
    return (
        pl.concat([of_pairs, alone])
        .join(_money(tables).select(*PROJECT, "budget_yuan", "budget_source", "most_yuan"), on=PROJECT)
        .filter(_is_above(pl.col("year_yuan"), pl.col("most_yuan"), parameters["clear"]))
        .join(named, on=["document_id", "indicator_id"])
        .with_columns(cost_text_source="source")
        .select(
            *PROJECT,
            *("cost_name", "cost_text", "cost_text_source", "basis", "periods", "year_yuan", "budget_yuan", "budget_source"),
            *("source", "confidence"),
        )
        .collect()
    )


def goal_of_another_project(tables: Tables, parameters: Parameters) -> pl.DataFrame:
    """GOL-002: a goal or purpose reads like that of a project that is printed before; one finding for a project."""
    is_goal, other_is_goal = pl.col("right_field") == "goal", pl.col("left_field") == "goal"
    projects = tables["projects"]
    left = projects.select("document_id", left_project_id="project_id", other_name="name", left_no="project_no")
    right = projects.select("document_id", "goal", "goal_key", "purpose", "purpose_key", "confidence", right_project_id="project_id")
    return (
        tables["text_pairs"]
        .filter(pl.col("likeness") >= float(parameters["likeness"]), ~pl.col("is_same_name"))
        .join(right, on=["document_id", "right_project_id"])
        .filter(pl.when(is_goal).then("goal_key").otherwise("purpose_key").str.len_chars() >= 4)
        .join(left, on=["document_id", "left_project_id"])
        .sort(~is_goal.fill_null(value=False), -pl.col("likeness"), "left_no", "left_field")
        .unique(["document_id", "right_project_id"], keep="first", maintain_order=True)
        .select(
            "document_id",
            project_id="right_project_id",
            text=pl.when(is_goal).then("goal").otherwise("purpose"),
            text_source="right_source",
            field_name=pl.when(is_goal).then(pl.lit("绩效目标")).otherwise(pl.lit("资金用途")),
            field_name_en=pl.when(is_goal).then(pl.lit("goal")).otherwise(pl.lit("purpose")),
            other_name="other_name",
            other_name_source="left_source",
            other_field_name=pl.when(other_is_goal).then(pl.lit("绩效目标")).otherwise(pl.lit("资金用途")),
            other_field_name_en=pl.when(other_is_goal).then(pl.lit("goal")).otherwise(pl.lit("purpose")),
            likeness_pct=(pl.col("likeness") * 100).round(1, mode="half_away_from_zero"),
            source="right_source",
            confidence="confidence",
        )
        .collect()
    )


def same_indicator_twice(tables: Tables, parameters: Parameters) -> pl.DataFrame:
    """IND-007: an indicator and the next of its name, level and description; one finding for a name."""
    name = [*PROJECT, "name_sha256", "level2_code"]
    twin = [*name, "description_key"]
    indicators = tables["indicators"].select(
        *twin,
        *(
            "scope",
            "is_placeholder",
            "name_count",
            "indicator_no",
            "name",
            "text",
            "target_source",
            "source",
            "kind",
            "unit",
            "per",
            "value",
            "confidence",
        ),
    )
    named = indicators.filter(~pl.col("is_placeholder"), pl.col("name_sha256").is_not_null(), pl.col("name_count").ne_missing(1))
    repeated = named.filter(pl.len().over(twin) > 1)
    numbers_differ = (
        (pl.col("kind") == "numeric")
        & (pl.col("kind_right") == "numeric")
        & pl.col("unit").eq_missing(pl.col("unit_right"))
        & pl.col("per").eq_missing(pl.col("per_right"))
        & (pl.col("value") != pl.col("value_right"))
    )
    return (
        repeated.filter(pl.col("scope") == "project")
        .join(repeated, on=twin, nulls_equal=True)
        .filter(pl.col("indicator_no") < pl.col("indicator_no_right"))
        .sort("indicator_no", "indicator_no_right")
        .unique(name, keep="first", maintain_order=True)
        .select(
            *PROJECT,
            "name",
            value_text="text",
            value_source="target_source",
            other_text="text_right",
            other_source="target_source_right",
            severity=pl.when(numbers_differ).then(pl.lit("error")).otherwise(pl.lit("warning")),
            confidence=pl.min_horizontal("confidence", "confidence_right"),
            source="source_right",
        )
        .collect()
    )


def result_before_the_year(tables: Tables, parameters: Parameters) -> pl.DataFrame:
    """VAL-014: a deadline before the year of the document, where another deadline shows that year or it lies two years back."""
    has_day = pl.col("kind").is_in(["deadline", "period"])
    year, fiscal_year = pl.coalesce(pl.col("deadline").dt.year(), "text_year"), pl.col("fiscal_year")
    dated = (
        tables["indicators"]
        .filter(~pl.col("is_placeholder"), has_day | pl.col("issues").str.contains(";past_state;", literal=True))
        .join(tables["documents"].select("document_id", "fiscal_year"), on="document_id")
        .with_columns(is_of_the_year=(has_day & (year >= fiscal_year)).any().over("document_id"))
    )
    return (
        dated.filter(year < fiscal_year, (pl.col("kind") == "state") | pl.col("is_of_the_year") | (year <= fiscal_year - 2))
        .select(
            *PROJECT,
            "name",
            value_text="text",
            value_source="target_source",
            fiscal_year="fiscal_year",
            source="target_source",
            confidence="confidence",
        )
        .collect()
    )


def _satisfactions(tables: Tables) -> pl.LazyFrame:
    """Indicators that demand so many per cent of the asked to be content, and no rise of that share."""
    told = pl.concat_str("name", "description", "text", ignore_nulls=True)
    return tables["indicators"].filter(
        pl.col("unit") == "percent",
        pl.col("kind") == "numeric",
        pl.col("operator").is_in(["=", "≥", ">"]),
        ~pl.col("is_placeholder"),
        pl.col("baseline").is_null() & pl.col("name_direction").is_null(),
        ~pl.col("name").str.contains(_OF_THE_UNSATISFIED),
        ~told.str.contains(_OF_CHANGE),
    )


def satisfaction_too_low(tables: Tables, parameters: Parameters) -> pl.DataFrame:
    """VAL-030: a satisfaction below what is usual; the lower the graver."""
    absurd, very_low, low = (pl.lit(Decimal(parameters[name])) for name in ("absurd", "very_low", "low"))
    value = pl.col("value")
    return (
        _satisfactions(tables)
        .filter(value < low, pl.col("is_satisfaction") | ((pl.col("level1_code") == "satisfaction") & pl.col("is_awareness")))
        .select(
            *PROJECT,
            "name",
            value_text="text",
            value_source="target_source",
            severity=pl.when(value < absurd).then(pl.lit("error")).when(value < very_low).then(pl.lit("warning")).otherwise(pl.lit("info")),
            source="target_source",
            confidence="confidence",
        )
        .collect()
    )


def satisfaction_below_peers(tables: Tables, parameters: Parameters) -> pl.DataFrame:
    """XAG-008: a satisfaction far below the median of the agencies of the year, of which each counts once."""
    agencies = (
        tables["documents"]
        .filter(pl.col("agency_key").is_not_null(), ~pl.col("kind").is_in(["self_evaluation", "monitoring"]), ~pl.col("is_final_accounts"))
        .filter(pl.col("fiscal_year").is_not_null())
        .select("document_id", "agency_key", "fiscal_year")
    )
    satisfied = (
        _satisfactions(tables)
        .filter(pl.col("is_satisfaction"), pl.col("value").is_between(1, 100))
        .select(*PROJECT, "name", "value", "confidence", value_text="text", value_source="target_source", source="target_source")
        .join(agencies, on="document_id")
    )
    middles = (
        satisfied.group_by("fiscal_year", "agency_key")
        .agg(pl.col("value").cast(pl.Float64).median())
        .group_by("fiscal_year")
        .agg(agency_count=pl.len(), median_pct=pl.col("value").median().round(2, mode="half_away_from_zero").cast(pl.Decimal(18, 6)))
        .filter(pl.col("agency_count") >= int(parameters["fewest"]))
    )
    return (
        satisfied.join(middles, on="fiscal_year")
        .filter(pl.col("value") < pl.col("median_pct") - pl.lit(Decimal(parameters["below"])))
        .select(*PROJECT, "name", "value_text", "value_source", "agency_count", "median_pct", "source", "confidence")
        .collect()
    )


def plan_decreases(tables: Tables, parameters: Parameters) -> pl.DataFrame:
    """PLN-001: a cumulative plan of payments that goes down; plans of single periods, which add up to 100, are none."""
    share = pl.col("share_pct")
    before = [
        pl.col(name).shift(1).over(PROJECT, order_by=["month", "share_pct", "source"]).alias(alias) for name, alias in _BEFORE.items()
    ]
    return (
        tables["payment_plan"]
        .filter(share.is_not_null())
        .with_columns(*before, whole=share.sum().over(PROJECT))
        .filter(share < pl.col("before_pct"), pl.col("whole") != 100)
        .select(
            *PROJECT,
            *("before_month", "before_text", "before_source", "month"),
            share_text="text",
            share_source="source",
            source="source",
        )
        .collect()
    )


_BEFORE = {"month": "before_month", "text": "before_text", "share_pct": "before_pct", "source": "before_source"}


def indicators_copied(tables: Tables, parameters: Parameters) -> pl.DataFrame:
    """XPJ-001: two projects of a document share most names of indicators; one finding for the later one."""
    projects = (
        tables["projects"]
        .filter(pl.col("scope") == "project", ~pl.col("is_described"))
        .select(*PROJECT, "project_no", "name_source", bare_name=pl.col("name_key").str.replace_all(_OF_STAGES, ""))
    )
    names = (
        tables["indicators"]
        .filter(~pl.col("is_placeholder"), pl.col("name_sha256").is_not_null())
        .select(*PROJECT, "name_sha256", is_alone=pl.col("name_projects").eq_missing(1))
        .group_by(*PROJECT, "name_sha256")
        .agg(pl.col("is_alone").all())
        .with_columns(of_project=pl.len().over(PROJECT))
        .filter(~pl.col("is_alone"))
        .join(projects.select(*PROJECT, "project_no"), on=PROJECT)
        .with_columns(uses=pl.len().over("document_id", "name_sha256"))
    )
    telling = names.filter(pl.col("uses").is_between(2, int(parameters["most"])))
    of_both = pl.col("of_project") + pl.col("of_project_right") - pl.col("shared_count")
    left, right = [*PROJECT, "project_no"], ["document_id", "project_id_right", "project_no_right"]
    return (
        telling.join(telling, on=["document_id", "name_sha256"])
        .filter(pl.col("project_no") < pl.col("project_no_right"))
        .group_by(*left, *right[1:])
        .agg(pl.len().alias("shared_count"), pl.col("of_project", "of_project_right").first())
        .filter(
            pl.col("shared_count") >= int(parameters["fewest"]),
            pl.col("shared_count") >= of_both.cast(_EXACT) * pl.lit(Decimal(parameters["share"])),
        )
        .join(projects, on=left)
        .join(projects, left_on=right, right_on=left)
        .filter(pl.col("bare_name") != pl.col("bare_name_right"))
        .sort(-pl.col("shared_count").cast(pl.Int64), "project_no")
        .unique(["document_id", "project_id_right"], keep="first", maintain_order=True)
        .join(tables["projects"].select(*PROJECT, other_name="name", other_name_source="name_source"), on=PROJECT)
        .select(
            "document_id",
            "other_name",
            "other_name_source",
            project_id="project_id_right",
            shared_count="shared_count",
            own_count="of_project_right",
            other_count="of_project",
            share_pct=(pl.col("shared_count") * 100 / of_both).round(1, mode="half_away_from_zero"),
            source="name_source_right",
        )
        .select(*PROJECT, "other_name", "other_name_source", "shared_count", "own_count", "other_count", "share_pct", "source")
        .collect()
    )
