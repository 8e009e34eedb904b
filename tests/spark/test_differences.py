"""What the engines mean differently by the same words, side by side: each line is one difference that was found."""

from decimal import Decimal

import pytest

from jixiao.corpus.spark import QueryError, SparkDatabase
from jixiao.corpus.translation import TranslationError, to_spark
from jixiao.facts import Database
from jixiao.rules.sandbox import allowed_functions

EXPRESSIONS = """
whole / 2
money / 3
money / amount
0.1 / 3
whole / zero
-1.0 / zero
zero / zero
(money - money) / zero
nothing / 2
money * money
money * 0.005
wide * 0.001
wide * 0.001 = wide / 1000
money * amount * 1.5 > 0
money + amount
wide - money
whole % 3
-whole % 3
mod(7.5, 2)
round(float, 2)
round(2.675, 2)
round(money, 2)
round(-money, 2)
round(float)
round(1.005 * 1e0, 2)
round(0.285 * 1e0, 2)
round(-0.4 * 1e0)
round(0.49999999999999994 * 1e0)
round(2.5 * 1e0)
round(-2.5 * 1e0)
round(1234.5 * 1e0, -2)
round(25, -1)
round(25.5, -1)
round(money, 8)
round(1 / zero, 2)
CAST(2.5 AS INTEGER)
CAST(3.5 AS INTEGER)
CAST(-2.5 AS INTEGER)
CAST(float AS INTEGER)
CAST(2.5 * 1e0 AS INTEGER)
CAST(3.5 * 1e0 AS BIGINT)
CAST('2.5' AS INTEGER)
CAST(' 7 ' AS INTEGER)
CAST('1.2345675' AS DECIMAL(18,6))
CAST('1e2' AS DECIMAL(18,6))
CAST(1.005 * 1e0 AS DECIMAL(10,2))
CAST(-1.005 * 1e0 AS DECIMAL(10,2))
CAST(0.285 * 1e0 AS DECIMAL(10,2))
CAST(float AS DECIMAL(20,6))
CAST(money / 3 AS DECIMAL(20,2))
CAST(money AS DECIMAL(20,2))
CAST(money AS VARCHAR)
CAST(whole AS VARCHAR)
CAST(truth AS VARCHAR)
CAST(truth AS INTEGER)
CAST(day AS VARCHAR)
CAST('yes' AS BOOLEAN)
CAST('2024-02-29' AS DATE)
CAST(money AS DOUBLE)
CAST(wide AS DOUBLE)
CAST(NULL AS VARCHAR)
floor(2.5)
floor(-2.5 * 1e0)
ceil(money)
floor(whole)
sqrt(whole)
sqrt(money)
sqrt(-1)
abs(-money)
greatest(1, nothing, 3)
least(money, whole)
coalesce(nothing, 2.5)
coalesce(whole, 2.5)
CASE WHEN truth THEN whole ELSE 2.5 END
nullif(whole, 1.0)
concat('a', nothing, money, truth)
'a' || nothing
'a' || whole
concat_ws('、', 'a', nothing, whole)
length(astral)
length(marked)
left(astral, 2)
right(astral, 1)
left('abc', -1)
right('abc', -1)
left('abc', -5)
right('abc', whole - 8)
substring('abc', 0, 2)
substring('abc', zero, 2)
substring('abc', -2, 1)
substring('abc', -5, 3)
substring(astral, 2)
substr('abc', 2, whole)
strpos(astral, 'b')
strpos('abc', '')
strpos('abc', 'x')
contains(words, '元')
contains(words, '')
contains(nothing_said, 'a')
starts_with(words, '共')
ends_with(words, '元')
replace('aaa', '', 'x')
replace('aaa', 'a', '')
repeat('ab', 2)
repeat('ab', -1)
reverse('a𠀀b')
'[' || trim(blanks) || ']'
'[' || ltrim(blanks) || ']'
'[' || rtrim(blanks) || ']'
trim('xxaxx', 'x')
lower('İΑΣ')
upper('ßﬁ')
upper('straße')
backslash LIKE 'a\\b'
backslash LIKE 'a\\_'
backslash LIKE pattern
'100%' LIKE '100!%' ESCAPE '!'
'A' LIKE 'a'
lines LIKE 'a%b'
words NOT LIKE '%元%'
regexp_matches(lines, 'a.b')
regexp_matches(lines, 'a.b', 's')
regexp_matches(lines, '(?s)a.b')
regexp_matches(lines, '^b')
regexp_matches(lines, '(?m)^b')
regexp_matches(lines, 'a$')
regexp_matches(lines, '(?m)a$')
regexp_matches(ended, 'b$')
regexp_matches(ended, 'b\\z')
regexp_matches('１', '\\d')
regexp_matches('　', '\\s')
regexp_matches(tab, '\\s')
regexp_matches('ä', '(?i)Ä')
regexp_matches('ſ', '(?i)s')
regexp_matches('ABC', 'b', 'i')
regexp_matches('ABC', 'b')
regexp_matches('[', '[[（]')
regexp_matches('a]b', '[]]')
regexp_matches('^', '[&&^]')
regexp_matches('a-b', '[a\\-]b')
regexp_matches('中', '\\p{Han}')
regexp_matches('中', '[[:alpha:]]')
regexp_matches('7', '^[[:digit:]]+$')
regexp_matches('中a', '中\\b')
regexp_matches('中a', 'a\\B')
regexp_matches('{,2}', '{,2}')
regexp_matches('aaa', '^a{2,3}$')
regexp_matches(astral, '^a.b$')
regexp_matches(words, CONCAT('共', CAST(whole AS VARCHAR), '[^，]*元$'))
regexp_matches(words, CASE WHEN truth THEN '元$' ELSE '^x' END)
regexp_matches(words, plain)
regexp_matches(nothing_said, 'a')
regexp_extract('abc', 'x')
regexp_extract('abc', '(b)(x)?', 2)
regexp_extract('abc', 'b')
regexp_extract('abc', '(b)', 1)
regexp_extract(words, '[0-9]+')
regexp_extract(nothing_said, 'b')
regexp_replace('aaa', 'a', 'b')
regexp_replace('aaa', 'a', 'b', 'g')
regexp_replace('xabab', '(a)(b)', '\\2\\1')
regexp_replace('abab', '(a)(b)', '[\\2$1]', 'g')
regexp_replace('a.b', '.', '$')
regexp_replace('abc', 'x', 'y')
date_diff('day', day, CAST('2024-03-01' AS DATE))
date_diff('month', CAST('2024-01-31' AS DATE), CAST('2024-02-01' AS DATE))
date_diff('year', CAST('2024-12-31' AS DATE), CAST('2025-01-01' AS DATE))
date_diff('quarter', CAST('2024-03-31' AS DATE), CAST('2024-04-01' AS DATE))
day + 1
day - 31
day - CAST('2024-01-01' AS DATE)
year(day)
month(day)
day(day)
'a' < 'B'
'啊' < '波'
nothing IN (1, 2)
whole IN (1, nothing)
whole IS DISTINCT FROM nothing
money = 0.10
float = 2.675
whole BETWEEN 1 AND 7.0
""".strip().splitlines()

VALUES = """
SELECT CAST(7 AS INTEGER) AS whole, CAST(0 AS INTEGER) AS zero, CAST(NULL AS INTEGER) AS nothing, CAST(NULL AS VARCHAR) AS nothing_said,
       CAST(123456.785 AS DECIMAL(20,6)) AS money, CAST(0.333333 AS DECIMAL(18,6)) AS amount,
       CAST(99999999999999.123457 AS DECIMAL(20,6)) AS wide, CAST('2.675' AS DOUBLE) AS float,
       CAST('2024-01-31' AS DATE) AS day, TRUE AS truth,
       'a𠀀b' AS astral, 'ä' AS marked, '共7个，300元' AS words, '个|元' AS plain, '　 a　b ' AS blanks,
       'a\\b' AS backslash, '%\\b' AS pattern, 'a
b' AS lines, 'ab
' AS ended, '	' AS tab
"""


@pytest.fixture(scope="module")
def engines(spark):
    rows = {"documents": [{"document_id": "d"}]}
    with Database() as duck:
        duck.insert_rows("documents", rows["documents"])
        yield duck, SparkDatabase.of_rows(spark, rows)


@pytest.fixture(scope="module")
def values(engines):
    columns = ", ".join(f"{expression} AS c{number}" for number, expression in enumerate(EXPRESSIONS))
    sql = " ".join(["WITH t AS (", VALUES, ") SELECT", columns, "FROM documents CROSS JOIN t"])
    return [engine.fetch(sql)[1][0] for engine in engines]


@pytest.mark.parametrize("number", range(len(EXPRESSIONS)), ids=EXPRESSIONS)
def test_both_engines_give_the_same_value(values, number):
    duck, spark = values[0][number], values[1][number]

    assert (repr(spark), type(spark)) == (repr(duck), type(duck))


AGGREGATES = """
SUM(money)
SUM(number)
AVG(money)
AVG(number)
MEDIAN(money)
MEDIAN(number)
MEDIAN(-money)
MEDIAN(money) FILTER (WHERE number > 100)
AVG(money) FILTER (WHERE number < 3)
COUNT(*) FILTER (WHERE number < 3)
COUNT(DISTINCT word)
MIN(word)
MAX(word)
BOOL_OR(number > 2)
BOOL_AND(number > 2)
SUM(money) / COUNT(*)
""".strip().splitlines()


@pytest.fixture(scope="module")
def many():
    return [
        {"project_id": f"p{number}", "project_no": number, "budget_yuan": Decimal(value), "name": word}
        for number, (value, word) in enumerate(
            [("0.000001", "b"), ("0.000002", "a"), ("-3.5", "市"), ("99999999999999.999999", "B"), ("7.1", None), ("0.333333", "a")],
            start=1,
        )
    ]


@pytest.fixture(scope="module")
def both(spark, many):
    with Database() as duck:
        duck.insert_rows("projects", many)
        yield duck, SparkDatabase.of_rows(spark, {"projects": many})


SOURCE = "WITH t AS (SELECT project_no AS number, budget_yuan AS money, name AS word FROM projects)"


def test_aggregates_give_the_same_values(both):
    columns = ", ".join(f"{one} AS c{number}" for number, one in enumerate(AGGREGATES))
    duck, spark = (engine.fetch(" ".join([SOURCE, "SELECT", columns, "FROM t"]))[1] for engine in both)

    assert list(map(repr, spark[0])) == list(map(repr, duck[0]))


def test_windows_give_the_same_values(both):
    sql = " ".join(
        [
            SOURCE,
            """
        SELECT number, ROW_NUMBER() OVER (ORDER BY word, number) AS row_no, RANK() OVER (ORDER BY word DESC) AS rank_no,
               LAG(word) OVER (ORDER BY number) AS before, FIRST_VALUE(money) OVER (PARTITION BY word ORDER BY money DESC) AS most,
               SUM(money) OVER (ORDER BY number) AS running, COUNT(*) FILTER (WHERE word = 'a') OVER () AS some,
               MEDIAN(money) OVER (PARTITION BY word) AS middle, AVG(money) OVER () AS mean, MAX(number) OVER (PARTITION BY word) AS last
        FROM t ORDER BY word, number DESC
        """,
        ]
    )
    duck, spark = (engine.fetch(sql) for engine in both)

    assert [list(map(repr, row)) for row in spark[1]] == [list(map(repr, row)) for row in duck[1]]
    assert spark[0] == duck[0]


def test_parameters_have_the_digits_they_are_written_with(both):
    sql = " ".join([SOURCE, "SELECT number, money * $share AS part FROM t WHERE number >= $fewest AND word = $word ORDER BY number"])
    parameters = {"share": Decimal("0.50"), "fewest": Decimal("1E+0"), "word": "a"}
    duck, spark = (engine.fetch(sql, parameters) for engine in both)

    assert spark == duck
    assert spark[1] == [(2, Decimal("0.00000100")), (6, Decimal("0.16666650"))]


@pytest.mark.parametrize(
    "expression",
    [
        "2147483647 + CAST(number AS INTEGER)",
        "CAST('x' || word AS INTEGER)",
        "CAST(money AS DECIMAL(5,2))",
        "number % 0",
    ],
)
def test_what_fails_fails_on_both(both, expression):
    duck, spark = both
    sql = " ".join([SOURCE, "SELECT", expression, "AS x FROM t"])

    with pytest.raises(duck.failures):
        duck.fetch(sql)
    with pytest.raises(QueryError):
        spark.fetch(sql)


@pytest.mark.parametrize(
    ("expression", "what"),
    [
        ("CAST(budget_yuan / 2 AS VARCHAR)", "cast it to DECIMAL first"),
        ("concat(name, budget_yuan / 2)", "cast it to DECIMAL first"),
        ("MEDIAN(name)", "MEDIAN of"),
        ("regexp_replace(name, 'x*', 'y', 'g')", "matches where nothing is"),
        ("regexp_matches(name, 'a', 'p')", "options 'p'"),
        ("regexp_matches(name, '(?=a)')", "a group of a kind"),
        ("regexp_matches(name, 'a++')", "a repetition of a repetition"),
        ("date_diff('week', CAST('2024-01-01' AS DATE), CAST('2024-01-08' AS DATE))", "in units of WEEK"),
        ("ROUND(budget_yuan / 3, project_no)", "is no literal"),
    ],
)
def test_what_has_no_equal_is_refused_with_the_reason(expression, what):
    sql = " ".join(["SELECT", expression, "AS x FROM projects"])

    with pytest.raises(TranslationError, match=what.replace("(", r"\(")):
        to_spark(sql)


@pytest.mark.parametrize(("text", "outcome"), [("工资|薪酬", True), ("a.b", None)])
def test_pattern_out_of_a_document_is_words_or_fails(spark, text, outcome):
    rows = {"projects": [{"name": text, "goal": "发放工资"}]}
    database = SparkDatabase.of_rows(spark, rows)
    sql = "SELECT regexp_matches(goal, name) AS x FROM projects"

    if outcome is None:
        with pytest.raises(QueryError, match="write such patterns as literals"):
            database.fetch(sql)
    else:
        assert database.fetch(sql) == (["x"], [(outcome,)])


def test_every_function_that_rules_may_call_is_compared_here():
    shown = " ".join([*EXPRESSIONS, *AGGREGATES, "row_number( rank( lag( first_value("]).lower()
    known = {"dense_rank": "rank", "lead": "lag", "last_value": "first_value", "count_star": "count(*)"}
    operators = {"~~": " like ", "!~~": " not like ", "like_escape": " escape ", "not_like_escape": " escape "}

    missing = [
        name
        for name in allowed_functions()
        if f"{known.get(name, name)}(" not in shown and operators.get(name, name) not in shown and known.get(name, "(") not in shown
    ]
    assert missing == []


def test_rounding_goes_by_the_exact_value_of_a_float(spark):
    numbers = [thousandths / 1000 + 0.0005 * (thousandths % 2) for thousandths in range(-3000, 3000)] + [
        eighths / 8 for eighths in range(-99, 99)
    ]
    rows = {"projects": [{"project_no": number, "confidence": value} for number, value in enumerate(numbers)]}
    columns = ", ".join(f"round(confidence, {places}) AS r{places + 2}" for places in range(-2, 6))
    casts = ", ".join(f"CAST(confidence AS DECIMAL(20,{places})) AS c{places}" for places in range(6))
    sql = " ".join(["SELECT", columns, ",", casts, "FROM projects ORDER BY project_no"])
    with Database() as duck:
        duck.insert_rows("projects", rows["projects"])
        expected = duck.fetch(sql)[1]

    assert list(map(repr, SparkDatabase.of_rows(spark, rows).fetch(sql)[1])) == list(map(repr, expected))
