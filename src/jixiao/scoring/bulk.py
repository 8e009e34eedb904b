"""Scores by the million (批量计分): the same definitions as one expression of DuckDB's SQL, made of the same scheme.

An indicator is a row of :data:`COLUMNS`, as :func:`bulk_row` makes it of an item: target and actual value in one unit, as decimals; what
is not scorable has no row. Arithmetic is exact: shares are taken of whole millionths, in whole numbers of 64 bits, and rounded half up;
a number that does not fit ends in an error of DuckDB and never in a wrong score. Nothing is explained here; whoever asks for one row
scores it singly (:func:`jixiao.scoring.score_item`) and gets the same points with their derivation.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from jixiao.attainment import Actual, Band, Case, Compared, Unanswered, compare, compare_dates
from jixiao.attainment.changing import is_change
from jixiao.attainment.unit_families import to_unit_of
from jixiao.scoring.items import Item
from jixiao.scoring.qualitative import Judgement, is_repetition
from jixiao.scoring.scheme import Scheme, Tier
from jixiao.values import Kind, Target

COLUMNS: dict[str, str] = {
    "indicator_id": "BIGINT",
    "kind": "UTINYINT",
    "weight": "DECIMAL(5,2)",
    "least": "DECIMAL(18,6)",
    "most": "DECIMAL(18,6)",
    "actual": "DECIMAL(18,6)",
    "is_exact": "BOOLEAN",
    "is_strict": "BOOLEAN",
    "is_satisfaction": "BOOLEAN",
    "days_late": "INTEGER",
    "days_allowed": "INTEGER",
    "tier": "UTINYINT",
    "share_pct": "DECIMAL(5,2)",
}
"""Columns of the table of indicators (批量计分的列), with their types.

``kind`` is one of :data:`KINDS`. ``least`` is the target of a positive or exact indicator and the lower end of a range, ``most`` that of a
negative one, the upper end, or an exact zero; both, and ``actual``, may be multiplied by the same number, which only keeps them below
:data:`LARGEST`. A change in percent stands as both sides times its baseline. ``days_late`` is 0 in time and -1 for not done;
``days_allowed`` counts from the first day of the year of the deadline. ``tier`` is one of :data:`TIERS`.
"""

KINDS = {"number": 0, "date": 1, "tier": 2}
TIERS = {"attained": 0, "partly": 1, "poor": 2}
LARGEST = 40_000_000
"""Numbers of a row are below it: 2 × 99,999 hundredths × this × 1,000,000 is below 2^63."""
_PLACES = 6
_MILLION = 1_000_000
_W = "CAST(weight * 100 AS BIGINT)"


def create_sql(table: str) -> str:
    """The statement that makes an empty table of indicators."""
    return f"CREATE TABLE {table} ({', '.join(f'{name} {kind}' for name, kind in COLUMNS.items())})"


def scores_sql(scheme: Scheme, table: str) -> str:
    """The query that scores a table: ``indicator_id`` and ``points``, NULL where an indicator is not scorable."""
    return f"SELECT indicator_id, {points_sql(scheme)} AS points FROM {table}"  # noqa: S608 - a name that the caller chose


def points_sql(scheme: Scheme) -> str:
    """The points of a row (得分), rounded half up to 0.01; NULL where it is not scorable under the scheme.

    Args:
        scheme: settings; branches that they do not need are not in the expression.

    Source:
        Handbook 04 §4, as :mod:`jixiao.scoring.quantitative`, :mod:`~jixiao.scoring.dated` and :mod:`~jixiao.scoring.qualitative`.
    """
    branches = [
        *_numbers(scheme),
        f"WHEN kind = {KINDS['number']} THEN {_W}",
        f"WHEN kind = {KINDS['date']} THEN {_date(scheme)}",
        f"WHEN kind = {KINDS['tier']} THEN {_tier(scheme)}",
    ]
    return _decimal(f"CASE {' '.join(branches)} END")


def execution_sql(scheme: Scheme, *, executed: str = "executed", budget: str = "budget", weight: str = "weight") -> str:
    """The points of execution (预算执行率得分) of columns with amounts; NULL without a budget of the year or where one is negative."""
    settings = scheme.settings.execution
    whole = f"CAST({weight} * 100 AS HUGEINT)"
    n, d = _huge(f"least({executed}, {budget})"), _huge(budget)
    rate = None
    if settings.round_rate_first is not None:
        unit = 100 * 10**settings.round_rate_first
        rate = f"((2 * {unit} * {_huge(executed)} + {d}) // (2 * {d}))"
        n, d = f"least({rate}, {unit})", str(unit)
    points = f"(2 * {whole} * {n} + {d}) // (2 * {d})"
    if settings.pass_mark is not None:
        used = f"{_huge(executed)} * 100" if rate is None else f"{rate} * 100"
        against = _huge(budget) if rate is None else d
        points = f"CASE WHEN ({used}) * 100 < {_hundredths(settings.pass_mark)} * {against} THEN 0 ELSE {points} END"
    none = whole if settings.no_money == "full" else "NULL"
    cents = (
        f"CASE WHEN {budget} < 0 OR {executed} < 0 THEN NULL WHEN {budget} = 0 AND {executed} = 0 THEN {none} "
        f"WHEN {budget} > 0 AND {executed} IS NOT NULL THEN {points} END"
    )
    return _decimal(cents)


def grade_sql(scheme: Scheme, total: str = "total") -> str:
    """The grade of a column of totals (评价等级); NULL outside all bands."""
    whens = [f"WHEN {_within(total, band)} THEN '{band.name}'" for band in scheme.settings.grades]
    return f"CASE {' '.join(whens)} END"


def bulk_row(item: Item, number: int) -> tuple[object, ...] | None:
    """An item as a row of :data:`COLUMNS`; ``None`` where it has no place there.

    No place have: what is not scorable; a weight or percentage of more than two decimals; figures that are not below :data:`LARGEST` with
    at most six decimals, whatever they are multiplied by; several parts; an accepted coefficient; a deadline that is a floor, or that was
    missed by a month whose days may score differently. Of these, what is scorable is scored singly.
    """
    if item.weight is None or not 0 <= item.weight < 1000 or not _is_hundredths(item.weight):
        return None
    if item.parts or item.accepted_coefficient is not None or item.target is None:
        return None
    values = _values_of(item, item.target)
    return None if values is None else tuple(({"indicator_id": number, "weight": item.weight} | values).get(name) for name in COLUMNS)


def _values_of(item: Item, target: Target) -> dict[str, object] | None:
    actual = item.actual
    if target.kind in {Kind.NUMERIC, Kind.RANGE, Kind.RELATIVE_NUMERIC} and actual is not None:
        compared = compare(target, actual)
        return None if isinstance(compared, Unanswered) else _number_values(item, compared, _size_of_change(target, actual))
    if target.kind in {Kind.DEADLINE, Kind.PERIOD} and actual is not None:
        dated = compare_dates(target, actual, item.fiscal_year)
        if isinstance(dated, Unanswered) or dated.is_floor or (dated.days_late and len(set(dated.days_late)) > 1):
            return None
        allowed = dated.deadline.timetuple().tm_yday
        return {"kind": KINDS["date"], "days_late": dated.days_late[0] if dated.days_late else -1, "days_allowed": allowed}
    if item.judgement is not None and target.kind not in {Kind.PLACEHOLDER, Kind.EMPTY, Kind.CORRUPT}:
        return _tier_values(target, actual, item.judgement)
    return None


def _tier_values(target: Target, actual: Actual | None, judgement: Judgement) -> dict[str, object] | None:
    if is_repetition(target, actual) and judgement.tier is Tier.ATTAINED and not judgement.has_evidence:
        return None
    if not _is_hundredths(judgement.share_pct) or not 0 <= judgement.share_pct < 1000:
        return None
    return {"kind": KINDS["tier"], "tier": TIERS[judgement.tier.value], "share_pct": judgement.share_pct}


def _is_hundredths(number: Decimal) -> bool:
    return number == number.quantize(Decimal("0.01"))


def _size_of_change(target: Target, actual: Actual) -> Fraction:
    """What both sides of a change in percent are multiplied by, so that its endless decimals end: the baseline; 1 for anything else."""
    if not is_change(target) or target.unit != "percent" or actual.baseline is None or actual.value.kind is not Kind.NUMERIC:
        return Fraction(1)
    factor = to_unit_of(actual.value, actual.baseline)
    return Fraction(1) if isinstance(factor, Unanswered) else Fraction(actual.baseline.value or 0) * factor


def _number_values(item: Item, compared: Compared, size: Fraction) -> dict[str, object] | None:
    is_level = item.target is None or not is_change(item.target)
    is_satisfaction = item.is_satisfaction and compared.unit == "%" and is_level
    is_zero = compared.case is Case.EXACT and compared.a == 0
    if not _has_proportion(compared):
        return None
    below = compared.case is not Case.NEGATIVE and not is_zero
    b = max(compared.b, Fraction(0)) if below and compared.b < compared.a else abs(compared.b) if is_zero else compared.b
    sides = [compared.a if below else None, compared.high if below else compared.a, b]
    fitting = _fitting([None if side is None else side * size for side in sides], fixed=is_satisfaction)
    if fitting is None:
        return None
    return {
        "kind": KINDS["number"],
        **dict(zip(("least", "most", "actual"), fitting, strict=True)),
        "is_exact": compared.case is Case.EXACT and not is_zero,
        "is_strict": compared.is_strict,
        "is_satisfaction": is_satisfaction,
    }


def _has_proportion(compared: Compared) -> bool:
    """Whether the number is scorable in every scheme: met, or short of a target above zero."""
    a, b, high = compared.a, compared.b, compared.high
    if compared.case is Case.NEGATIVE:
        return b <= a or a >= 0
    if compared.case is Case.EXACT and a <= 0:
        return a == 0
    if high is not None and b > high:
        return high > 0
    return (b >= a and (a != 0 or high is not None)) or a > 0


def _fitting(sides: list[Fraction | None], *, fixed: bool) -> list[Decimal | None] | None:
    """Numbers below the largest and with six decimals at most, all of them times the same power of ten; ``None`` where there is none."""
    for power in (0,) if fixed else (0, 3, -2, -4, -6, -8):
        size = Fraction(10) ** power
        scaled = [None if side is None else side * size for side in sides]
        if all(side is None or (abs(side) < LARGEST and (side * 10**_PLACES).denominator == 1) for side in scaled):
            return [None if side is None else Decimal((side * 10**_PLACES).numerator).scaleb(-_PLACES) for side in scaled]
    return None


# ---------------------------------------------------------------------------------------------------------------- parts of the expression


def _decimal(cents: str) -> str:
    return f"CAST({cents} AS DECIMAL(9,0)) * 0.01"


def _hundredths(number: Decimal) -> int:
    return int(number * 100)


def _whole(column: str) -> str:
    """Millionths as a whole number of 64 bits: exact below :data:`LARGEST`, where a double holds 46 of its 53 bits."""
    return f"CAST(CAST({column} AS DOUBLE) * {_MILLION} AS BIGINT)"


def _huge(column: str) -> str:
    """Millionths as a whole number of 128 bits, exact for every decimal."""
    return f"CAST(CAST({column} AS DECIMAL(38,6)) * {_MILLION} AS HUGEINT)"


def _share(part: str, whole: str) -> str:
    """The weight times ``part`` ÷ ``whole`` in hundredths, half up; ``part`` from 0 to ``whole``, which is above 0."""
    return f"(2 * {_W} * {_whole(part)} + {_whole(whole)}) // (2 * {_whole(whole)})"


def _percent(share: str) -> str:
    """The weight times so many hundredths of a percent, in hundredths, half up."""
    return f"(2 * {_W} * {share} + 10000) // 20000"


def _numbers(scheme: Scheme) -> list[str]:
    """Branches of numbers that miss their target, or that a setting treats otherwise; what is left has full points."""
    settings = scheme.settings
    marks, found = settings.attainment, list[str]()
    if marks.satisfaction_full is not None and marks.satisfaction_least is not None:
        points = f"(2 * {_W} * {_whole('actual')} + {100 * _MILLION}) // {200 * _MILLION}"
        rate = f"CASE WHEN actual >= {marks.satisfaction_full} THEN {_W} WHEN actual < {marks.satisfaction_least} THEN 0 ELSE {points} END"
        found.append(f"WHEN is_satisfaction THEN {rate}")
    if settings.exact == "strict":
        left = "(least - abs(actual - least))"
        strict = f"CASE WHEN {left} <= 0 THEN 0 ELSE {_share(left, 'least')} END"
        found.append(f"WHEN is_exact THEN {_marked(strict, left, 'least', scheme)}")
    if settings.strict_bound != "met":
        points = "NULL" if settings.strict_bound == "ask" else _percent("9900")
        found.append(f"WHEN is_strict AND actual = coalesce(least, most) AND actual <> 0 THEN {points}")
    found.append(f"WHEN actual < least THEN {_marked(_share('actual', 'least'), 'actual', 'least', scheme)}")
    found.append(f"WHEN actual > most THEN {_marked(_share('most', 'actual'), 'most', 'actual', scheme)}")
    return found


def _marked(points: str, part: str, whole: str, scheme: Scheme) -> str:
    """Nothing below the pass mark, where the scheme has one."""
    mark = scheme.settings.attainment.pass_mark
    return points if mark is None else f"CASE WHEN {part} * 10000 < {_hundredths(mark)} * {whole} THEN 0 ELSE {points} END"


def _date(scheme: Scheme) -> str:
    late = scheme.settings.late
    if late.mode == "tiers":
        tiers = " ".join(f"WHEN days_late <= {days} THEN {_percent(str(_hundredths(share)))}" for days, share in late.tiers)
    elif late.mode == "proportional":
        tiers = f"WHEN TRUE THEN (2 * {_W} * days_allowed + days_allowed + days_late) // (2 * (days_allowed + days_late))"
    else:
        tiers = ""
    return f"CASE WHEN days_late IS NULL THEN NULL WHEN days_late < 0 THEN 0 WHEN days_late = 0 THEN {_W} {tiers} ELSE 0 END"


def _tier(scheme: Scheme) -> str:
    inside = " OR ".join(f"(tier = {TIERS[band.name]} AND {_within('share_pct', band)})" for band in scheme.settings.tiers)
    return f"CASE WHEN {inside} THEN {_percent('CAST(share_pct * 100 AS BIGINT)')} END"


def _within(column: str, band: Band) -> str:
    ends = [f"{column} {'>=' if band.has_least else '>'} {band.least}"] if band.least is not None else []
    ends += [f"{column} {'<=' if band.has_most else '<'} {band.most}"] if band.most is not None else []
    return " AND ".join(ends) or "TRUE"
