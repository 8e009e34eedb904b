"""Named checks of budget tables and narrative, by hand in polars: sums over codes, grand totals, figures of the prose."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import polars as pl

Tables = Mapping[str, pl.LazyFrame]
Parameters = Mapping[str, Decimal | str]

TABLE = ["document_id", "table_id"]
_COLUMN = [*TABLE, "side", "column_name"]
_CARRIED = ["carryover", "carryover_out"]
_SURPLUS = ["surplus_used", "surplus_distributed"]
_OF_TWO_SIDES = ["T01_total", "T04_fiscal_total", "FA01_total", "FA04_fiscal_total"]
_WITHOUT_CODES = [*_OF_TWO_SIDES, "T12_projects", "T13_projects_carry"]


def _total(amount: pl.Expr) -> pl.Expr:
    """A sum; none of nothing but blanks, where polars would say 0."""
    return pl.when(amount.count() > 0).then(amount.sum())


def _titled(tables: Tables, wrong: pl.LazyFrame) -> pl.LazyFrame:
    return wrong.join(tables["budget_tables"].select(*TABLE, table_title="title"), on=TABLE)


def code_is_not_its_parts(tables: Tables, parameters: Parameters) -> pl.DataFrame:
    """TAB-001: a code is not the sum of those below it; of a chain of breaks only the lowest is told, and one column of a row."""
    cell = [*TABLE, "code", "column_name"]
    lines, cells = _coded(tables)
    below = (
        cells.filter(pl.col("parent_code").is_not_null())
        .group_by(*TABLE, "column_no", "column_name", code="parent_code")
        .agg(sum_yuan=_total(pl.col("amount_yuan")), part_steps=pl.col("step").sum(), parts=pl.len())
    )
    compared = (
        below.join(lines.select(*TABLE, "code", "name", "parent_code", line_source="source"), on=[*TABLE, "code"])
        .join(cells.select(*cell, "amount_yuan", "step", "source"), on=cell, how="left")
        .with_columns(
            pl.col("amount_yuan").fill_null(0),
            source=pl.coalesce("source", "line_source"),
            steps=pl.col("part_steps") + pl.col("step").fill_null(0),
        )
        .with_columns(gap_yuan=pl.col("amount_yuan") - pl.col("sum_yuan"))
        .with_columns(is_wrong=(pl.col("gap_yuan").abs() * 2 > pl.col("steps")).fill_null(value=False))
        .with_columns(broken=pl.col("is_wrong").sum().over(TABLE), compared=pl.len().over(TABLE))
    )
    wrong = compared.filter("is_wrong")
    is_usual = (pl.col("broken") <= int(parameters["few_rows"])) | (pl.col("broken") * 2 <= pl.col("compared"))
    told = (
        wrong.filter(is_usual)
        .join(_broken_below(wrong), on=cell, how="anti")
        .join(_broken_in_its_row(wrong, cells), on=cell, how="anti")
        .sort("column_no", "column_name", "source", nulls_last=True)
        .unique([*TABLE, "code"], keep="first", maintain_order=True)
    )
    return (
        _titled(tables, told)
        .with_columns(difference_yuan=pl.col("gap_yuan").abs(), amount_source="source")
        .select(
            *("document_id", "table_title", "code", "name", "column_name", "amount_yuan", "sum_yuan", "parts"),
            *("difference_yuan", "amount_source", "source"),
        )
        .collect()
    )


def _coded(tables: Tables) -> tuple[pl.LazyFrame, pl.LazyFrame]:
    """Lines whose code stands once in its table, and their cells."""
    lines = (
        tables["budget_lines"]
        .filter(pl.col("code_length").is_not_null())
        .filter(pl.len().over(*TABLE, "code") == 1)
        .select(*TABLE, "line_no", "code", "name", "parent_code", "source")
    )
    amounts = tables["budget_amounts"].select(
        *TABLE, "line_no", "column_no", "column_name", "amount_yuan", "row_gap_yuan", "source", step=pl.col("amount_step").fill_null(0)
    )
    return lines, amounts.join(lines.select(*TABLE, "line_no", "code", "parent_code"), on=[*TABLE, "line_no"])


def _broken_below(wrong: pl.LazyFrame) -> pl.LazyFrame:
    """Broken cells of which a part is broken by the same amount the other way round."""
    lower = wrong.select(*TABLE, "column_name", "gap_yuan", "steps", code="parent_code")
    offset = (pl.col("gap_yuan") + pl.col("gap_yuan_right")).abs() * 2
    return wrong.join(lower, on=[*TABLE, "code", "column_name"]).filter(offset <= pl.col("steps") + pl.col("steps_right"))


def _broken_in_its_row(wrong: pl.LazyFrame, cells: pl.LazyFrame) -> pl.LazyFrame:
    """Broken cells that, or of which a part, break the sum of their own row by the same amount."""
    rows = cells.filter(pl.col("row_gap_yuan").is_not_null())
    own = rows.select(*TABLE, "code", "column_name", "row_gap_yuan")
    parts = rows.select(*TABLE, "column_name", "row_gap_yuan", code="parent_code")
    offset = (pl.col("row_gap_yuan").abs() - pl.col("gap_yuan").abs()).abs() * 2
    return wrong.join(pl.concat([own, parts], how="diagonal"), on=[*TABLE, "code", "column_name"]).filter(offset <= pl.col("steps"))


def total_is_not_its_rows(tables: Tables, parameters: Parameters) -> pl.DataFrame:
    """TAB-003: a total row is not the sum of what it sums, whether or not one adds all that is carried over."""
    cells = _cells_by_line(tables)
    total, sum_yuan, steps = pl.col("amount_yuan"), pl.col("sum_yuan") + pl.col("carried_yuan"), pl.col("steps")
    broken = _totals_with_parts(cells).filter(
        (total - sum_yuan).abs() * 2 > steps, (total - pl.col("sum_yuan") - pl.col("most_carried_yuan")).abs() * 2 > steps
    )
    broken = broken.with_columns(sum_yuan=sum_yuan, difference_yuan=(total - sum_yuan).abs())
    elsewhere = (
        broken.join(_gaps(cells), on=_COLUMN).filter((pl.col("gap_yuan") - pl.col("difference_yuan")).abs() * 2 <= steps).select(_COLUMN)
    )
    repeated = tables["budget_lines"].filter(pl.col("code_length").is_not_null()).group_by(*TABLE, "code").len().filter(pl.col("len") > 1)
    wrong = (
        broken.join(repeated, on=TABLE, how="anti")
        .join(elsewhere, on=_COLUMN, how="anti")
        .sort("column_no", "column_name", "source", "sum_yuan", nulls_last=True)
        .unique([*TABLE, "side", "name"], keep="first", maintain_order=True)
    )
    return (
        _titled(tables, wrong)
        .with_columns(amount_source="source")
        .select(
            *("document_id", "table_title", "name", "column_name", "amount_yuan", "sum_yuan", "parts"),
            *("difference_yuan", "amount_source", "source"),
        )
        .collect()
    )


def _cells_by_line(tables: Tables) -> pl.LazyFrame:
    """Cells with what their line says; tables of one side have the side ``""``, so that it can be joined on."""
    lines = tables["budget_lines"].select(
        *TABLE,
        *("line_no", "kind", "code", "parent_code", "role", "name"),
        side=pl.col("side").fill_null(""),
        is_top=(pl.col("code_length") == pl.col("code_length").min().over(TABLE)).fill_null(value=False),
        is_coded=pl.col("code_length").min().over(TABLE).is_not_null(),
    )
    amounts = tables["budget_amounts"].select(
        *TABLE, "line_no", "column_no", "column_name", "amount_yuan", "row_gap_yuan", "source", step=pl.col("amount_step").fill_null(0)
    )
    return lines.join(amounts, on=[*TABLE, "line_no"])


def _totals_with_parts(cells: pl.LazyFrame) -> pl.LazyFrame:
    """Totals with the sum of the rows above them, and once more with the sum of a total of the year and what is added to it."""
    role = pl.col("role")
    order = pl.when(role == "current_total").then(pl.col("line_no")).otherwise(pl.col("line_no") + 2**31)
    totals = cells.filter(role.is_in(["current_total", "total"]), pl.col("side") != "nature").select(
        *_COLUMN, "role", "name", "column_no", "amount_yuan", "step", "source", order=order
    )
    is_first = pl.col("order") == pl.col("order").min().over(*TABLE, "side")
    is_part = (role == "item") & (pl.col("is_top") | (~pl.col("is_coded") & pl.col("kind").is_in(_WITHOUT_CODES)))
    items = (
        cells.filter(is_part).group_by(_COLUMN).agg(sum_yuan=_total(pl.col("amount_yuan")), part_steps=pl.col("step").sum(), parts=pl.len())
    )
    beside = (
        cells.filter(role.is_in([*_CARRIED, *_SURPLUS]))
        .group_by(_COLUMN)
        .agg(all_yuan=pl.col("amount_yuan").sum(), most_yuan=pl.col("amount_yuan").max(), beside_steps=pl.col("step").sum())
    )
    is_whole = role == "total"
    of_rows = (
        totals.filter(is_first)
        .join(items, on=_COLUMN)
        .join(beside, on=_COLUMN, how="left")
        .with_columns(
            carried_yuan=pl.when(is_whole).then(pl.col("all_yuan").fill_null(0)).otherwise(0),
            most_carried_yuan=pl.when(is_whole).then(pl.col("most_yuan").fill_null(0)).otherwise(0),
            steps=pl.col("part_steps") + pl.col("step") + pl.col("beside_steps").fill_null(0),
        )
    )
    of_the_year = totals.filter(is_whole).join(_closings(cells), on=_COLUMN).with_columns(steps=pl.col("part_steps") + pl.col("step"))
    wanted = [*_COLUMN, "name", "column_no", "amount_yuan", "source", "sum_yuan", "carried_yuan", "most_carried_yuan", "parts", "steps"]
    return pl.concat([of_rows.select(wanted), of_the_year.select(wanted)], how="vertical_relaxed")


def _closings(cells: pl.LazyFrame) -> pl.LazyFrame:
    """Totals of the year, what is added to them, and how much of that is carried over."""
    amount, is_carried = pl.col("amount_yuan"), pl.col("role").is_in(_CARRIED)
    return (
        cells.filter(pl.col("role").is_in(["current_total", *_CARRIED, *_SURPLUS]))
        .group_by(_COLUMN)
        .agg(
            sum_yuan=_total(pl.when(is_carried).then(0).otherwise(amount)),
            carried_yuan=_total(pl.when(is_carried).then(amount).otherwise(0)),
            most_carried_yuan=pl.when(is_carried).then(amount).otherwise(0).max(),
            part_steps=pl.col("step").sum(),
            parts=pl.len(),
            has_current=(pl.col("role") == "current_total").any(),
        )
        .filter("has_current")
    )


def _gaps(cells: pl.LazyFrame) -> pl.LazyFrame:
    """What uppermost rows are off by in their own sum, across or down."""
    amount, code_cell = pl.col("amount_yuan"), [*TABLE, "code", "column_name"]
    role = pl.col("role")
    top = cells.filter(role.is_in(["total", "current_total"]) | ((role == "item") & (pl.col("is_top") | ~pl.col("is_coded"))))
    below = (
        cells.filter(pl.col("parent_code").is_not_null())
        .group_by(*TABLE, "column_name", code="parent_code")
        .agg(below_yuan=_total(pl.col("amount_yuan")))
    )
    across = top.filter(pl.col("row_gap_yuan").is_not_null()).select(*_COLUMN, gap_yuan=pl.col("row_gap_yuan").abs())
    down = (
        top.join(below, on=code_cell)
        .filter(amount != pl.col("below_yuan"))
        .select(*_COLUMN, gap_yuan=(amount - pl.col("below_yuan")).abs())
    )
    return pl.concat([across, down], how="vertical_relaxed")


def prose_against_tables(tables: Tables, parameters: Parameters) -> pl.DataFrame:
    """NAR-001: a figure of the prose that none of the tables prints, in which none is a slip of the unit either."""
    claim = ["document_id", "claim_id"]
    claims = (
        tables["claims"]
        .join(tables["documents"].select("document_id", "fiscal_year"), on="document_id")
        .filter(
            pl.col("year") == pl.col("fiscal_year"),
            ~pl.col("is_base") & ~pl.col("is_as_of") & pl.col("amount_yuan").is_not_null(),
            ~pl.col("metric").str.starts_with("three_public"),
            ~(pl.col("metric").is_in(["general", "fund", "state_capital"]) & pl.col("side").eq_missing("income")),
        )
        .select(*claim, "metric", "side", "measure", "fund", "text", "amount_yuan", "source", step=pl.col("amount_step").fill_null(0))
    )
    stated, printed, steps = pl.col("amount_yuan"), pl.col("table_yuan"), (pl.col("step"), pl.col("table_step"))
    agrees = (stated - printed).abs() * 2 <= steps[0] + steps[1]
    slips = ((stated * 10000 - printed).abs() * 2 <= steps[0] * 10000 + steps[1]) | (
        (stated - printed * 10000).abs() * 2 <= steps[0] + steps[1] * 10000
    )
    wrong = (
        claims.join(_printed(tables), on=["document_id", "metric", "measure"])
        .join(_of_all_money(tables), on=["document_id", "metric"], how="left")
        .filter(~pl.col("of_general") | pl.col("has_all").is_not_null() | pl.col("fund").eq_missing("general"))
        .filter(~(agrees | (slips & (stated != 0) & (printed != 0))).any().over(claim))
        .sort("table_id", "label", "table_yuan", "table_source", descending=[False, False, True, False], nulls_last=True)
        .unique(claim, keep="first", maintain_order=True)
        .join(_also_right(tables, claims), on=claim, how="anti")
        .with_columns(difference_yuan=(stated - printed).abs())
    )
    severity = pl.when(pl.col("difference_yuan") <= pl.col("step")).then(pl.lit("info")).otherwise(pl.lit("error"))
    return (
        _titled(tables, wrong)
        .with_columns(severity=severity, claim_text="text", amount_source="source")
        .select(
            *("document_id", "claim_text", "amount_yuan", "table_title", "label", "table_yuan"),
            *("difference_yuan", "amount_source", "table_source", "source", "severity"),
        )
        .collect()
    )


def _printed(tables: Tables) -> pl.LazyFrame:
    """What tables print, under every name that prose may give it."""
    figures = tables["key_figures"].select(
        *("document_id", "metric", "measure", "table_id", "label", "kind"),
        table_yuan=pl.col("amount_yuan").cast(pl.Decimal(38, 6)),
        table_step=pl.col("amount_step").fill_null(0),
        table_source="source",
        of_general=pl.lit(False),
    )
    metric, is_budget = pl.col("metric"), pl.col("kind").str.starts_with("T")
    general = {"general_basic": "basic", "general_project": "project"}
    current = {"current_income": "total_income", "current_expenditure": "total_expenditure"}
    carried = figures.filter(metric == "carryover", pl.col("table_yuan") > 0).select(
        "document_id", "measure", carried_yuan="table_yuan", carried_step="table_step"
    )
    without_carried = (
        figures.filter(metric.is_in(["general", "fiscal_income", "fiscal_expenditure"]))
        .join(carried, on=["document_id", "measure"])
        .with_columns(pl.col("table_yuan") - pl.col("carried_yuan"), pl.col("table_step") + pl.col("carried_step"))
        .select("document_id", "metric", "measure", "table_id", "label", "kind", "table_yuan", "table_step", "table_source", "of_general")
    )
    return pl.concat(
        [
            figures,
            figures.filter(metric.is_in(list(general))).with_columns(metric.replace(general), of_general=pl.col("measure") == "final"),
            figures.filter(metric.is_in(list(current)), is_budget).with_columns(metric.replace(current)),
            without_carried,
        ],
        how="vertical_relaxed",
    )


def _of_all_money(tables: Tables) -> pl.LazyFrame:
    """Documents of accounts that print 基本支出 or 项目支出 of all money, by metric."""
    figures = tables["key_figures"].filter(pl.col("measure") == "final", pl.col("metric").is_in(["basic", "project"]))
    return figures.select("document_id", "metric", has_all=pl.lit(1)).unique()


def _also_right(tables: Tables, claims: pl.LazyFrame) -> pl.LazyFrame:
    """Claims of a side as a whole that some total of that side confirms."""
    wholes = ["fiscal_income", "fiscal_expenditure", "general", "current_income", "current_expenditure"]
    is_final = pl.col("kind").str.starts_with("FA")
    totals = (
        tables["budget_amounts"]
        .filter(pl.col("kind").is_in(_OF_TWO_SIDES), pl.col("line_role").is_in(["total", "current_total"]), pl.col("amount_yuan") > 0)
        .select(
            "document_id",
            measure=pl.when(is_final).then(pl.lit("final")).otherwise(pl.lit("budget")),
            total_side="side",
            total_yuan="amount_yuan",
            total_step=pl.col("amount_step").fill_null(0),
        )
    )
    is_of_side = pl.col("side").is_null() | pl.col("total_side").is_null() | (pl.col("side") == pl.col("total_side"))
    difference = (pl.col("amount_yuan") - pl.col("total_yuan")).abs()
    return (
        claims.filter(pl.col("metric").is_in(wholes))
        .join(totals, on=["document_id", "measure"])
        .filter(is_of_side, difference * 2 <= pl.col("step") + pl.col("total_step"))
        .select("document_id", "claim_id")
    )
