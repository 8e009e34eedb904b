"""Functions of texts whose results differ between the engines, as Spark computes them like DuckDB (文字运算)."""

from __future__ import annotations

import re

import duckdb
from sqlglot import exp

from jixiao.corpus.translation.column_types import is_integer, is_text
from jixiao.corpus.translation.numbers import as_text
from jixiao.corpus.translation.patterns import PatternError, java_pattern, java_replacement
from jixiao.corpus.translation.words import TranslationError, call, cast, failing, number, text

_BLANKS = r"\p{Zs}+"
_PLAIN = r"\A[^\\.$\[\](){}?*+^&]*\z"
_NOT_PLAIN = "a pattern that is made of texts of the documents holds signs that are no letters; write such patterns as literals"
_LETTERS = [chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000]
_SPREADING = [letter for letter in _LETTERS if len(letter.upper()) > 1]
_PRIVATE = "".join(chr(0xE000 + at) for at in range(len(_SPREADING)))


def concatenation(node: exp.Concat) -> exp.Expr:
    """``CONCAT``: NULL is left out."""
    parts = [call("COALESCE", cast(as_text(part), "STRING"), text("")) for part in node.expressions]
    return call("CONCAT", *parts)


def joined(node: exp.ConcatWs) -> exp.Expr:
    """``CONCAT_WS``: values that are no texts are written out."""
    return call("CONCAT_WS", *(cast(as_text(part), "STRING") for part in node.expressions))


def piped(node: exp.DPipe) -> exp.Expr:
    """``||``: NULL where a part is NULL."""
    return exp.DPipe(this=cast(as_text(node.left), "STRING"), expression=cast(as_text(node.right), "STRING"))


def matching(node: exp.RegexpLike) -> exp.Expr:
    """``regexp_matches`` with its options."""
    return exp.RegexpLike(this=node.this.copy(), expression=_pattern(node.expression, _options(node.args.get("flag"))))


def extraction(node: exp.RegexpExtract) -> exp.Expr:
    """``regexp_extract``: the whole match where no group is named."""
    pattern = _pattern(node.expression, _options(node.args.get("parameters")))
    return call("REGEXP_EXTRACT", node.this, pattern, node.args.get("group") or number(0))


def replacement(node: exp.RegexpReplace) -> exp.Expr:
    """``regexp_replace``: the first match only, unless option ``g`` is given."""
    options = _options(node.args.get("modifiers"))
    pattern, new = node.expression, node.args["replacement"]
    if not (isinstance(pattern, exp.Literal) and isinstance(new, exp.Literal)):
        raise TranslationError("regexp_replace with a pattern or a replacement that is no literal")
    if _matches_nothing(pattern.name):
        raise TranslationError(
            f"regexp_replace with {pattern.name!r}, which matches where nothing is: the engines go on from there in two ways"
        )
    java, words = _java(pattern.name, options), _replacing(new.name)
    if "g" in options:
        return call("REGEXP_REPLACE", node.this, text(java), text(words))
    moved = _replacing(_moved(new.name))
    return call("REGEXP_REPLACE", node.this, text(r"\A([\x{0}-\x{10FFFF}]*?)(?:" + java + ")"), text("$1" + moved))


def alike(node: exp.Like) -> exp.Expr:
    """``LIKE`` without ``ESCAPE``: a backslash is a backslash."""
    if isinstance(node.parent, exp.Escape):
        return node
    pattern = node.expression
    if isinstance(pattern, exp.Literal):
        doubled: exp.Expr = text(pattern.name.replace("\\", "\\\\"))
    else:
        doubled = call("REPLACE", pattern, text("\\"), text("\\\\"))
    return exp.Like(this=node.this.copy(), expression=doubled, negate=node.args.get("negate"))


def trimmed(node: exp.Trim) -> exp.Expr:
    """``TRIM``: every blank of Unicode, such as the wide one of Chinese."""
    if node.expression is not None:
        return node
    side = str(node.args.get("position") or "")
    sides = {"LEADING": [rf"\A{_BLANKS}"], "TRAILING": [rf"{_BLANKS}\z"]}.get(side, [rf"\A{_BLANKS}", rf"{_BLANKS}\z"])
    return call("REGEXP_REPLACE", node.this, text("|".join(sides)), text(""))


def lowered(node: exp.Lower) -> exp.Expr:
    """``LOWER``: one letter for one letter."""
    return call("LOWER", call("TRANSLATE", node.this, text("Σİ"), text("σi")))


def raised(node: exp.Upper) -> exp.Expr:
    """``UPPER``: one letter for one letter, where Java makes ``SS`` of ``ß``."""
    letters = "".join(_SPREADING)
    kept = call("UPPER", call("TRANSLATE", node.this, text(letters), text(_PRIVATE)))
    return call("TRANSLATE", kept, text(_PRIVATE), text(_single_upper(letters)))


def reversal(node: exp.Reverse) -> exp.Expr:
    """``REVERSE``: letters with marks of their own stay together in DuckDB only."""
    has_marks = exp.RegexpLike(this=node.this.copy(), expression=text(r"[\p{M}\p{Cf}\x{1F000}-\x{1FAFF}]|\r\n|[\x{1100}-\x{11FF}]"))
    return failing(has_marks, "REVERSE of a text with combining marks", call("REVERSE", node.this))


def part(node: exp.Substring) -> exp.Expr:
    """``SUBSTRING``: places count from 1, and place 0 is one before it."""
    start, length = node.args["start"], node.args.get("length")
    if _is_at_least(start, 1) and (length is None or _is_at_least(length, 0)):
        return node
    if length is not None and not _is_at_least(length, 0):
        is_negative = exp.LT(this=length.copy(), expression=number(0))
        length = failing(is_negative, "SUBSTRING with a negative length", length)
    at_zero = exp.EQ(this=start.copy(), expression=number(0))
    rest = [exp.Sub(this=length.copy(), expression=number(1))] if length is not None else []
    own = [length] if length is not None else []
    usual = call("SUBSTRING", node.this, start, *own)
    return exp.Case(ifs=[exp.If(this=at_zero, true=call("SUBSTRING", node.this, number(1), *rest))], default=usual)


def beginning(node: exp.Left) -> exp.Expr:
    """``LEFT``: a negative number leaves so many out at the end."""
    if _is_at_least(node.expression, 0):
        return node
    rest = call("SUBSTRING", node.this, number(1), _left_over(node))
    return _unless_negative(node.expression, call("LEFT", node.this, node.expression), rest)


def ending(node: exp.Right) -> exp.Expr:
    """``RIGHT``: a negative number leaves so many out at the beginning."""
    if _is_at_least(node.expression, 0):
        return node
    rest = call("RIGHT", node.this, _left_over(node))
    return _unless_negative(node.expression, call("RIGHT", node.this, node.expression), rest)


def _left_over(node: exp.Expr) -> exp.Expr:
    return call("GREATEST", number(0), exp.Add(this=call("CHAR_LENGTH", node.this), expression=node.expression.copy()))


def _unless_negative(count: exp.Expr, usual: exp.Expr, rest: exp.Expr) -> exp.Expr:
    is_negative = exp.LT(this=count.copy(), expression=number(0))
    return exp.Case(ifs=[exp.If(this=is_negative, true=rest)], default=usual)


def _is_at_least(node: exp.Expr, least: int) -> bool:
    return isinstance(node, exp.Literal) and not node.is_string and int(node.name) >= least


def _options(node: exp.Expr | None) -> str:
    if node is None:
        return ""
    if not isinstance(node, exp.Literal) or set(node.name) - set("gics"):
        raise TranslationError(f"options {node.sql('duckdb')} of a regular expression")
    return node.name


def _java(pattern: str, options: str) -> str:
    try:
        return java_pattern(pattern, is_dot_all="s" in options, ignores_case="i" in options)
    except PatternError as error:
        raise TranslationError(str(error)) from error


def _pattern(node: exp.Expr, options: str) -> exp.Expr:
    """A pattern; one that is put together piece by piece, each of which must be whole."""
    if isinstance(node, exp.Literal):
        return text(_java(node.name, options))
    if options:
        raise TranslationError("options of a regular expression that is no literal")
    if isinstance(node, exp.Paren):
        return _pattern(node.this, options)
    if isinstance(node, exp.Anonymous) and node.name.upper() in ("CONCAT", "COALESCE"):
        return call(node.name, *(_pattern(part, options) for part in node.expressions))
    if isinstance(node, exp.DPipe):
        return exp.DPipe(this=_pattern(node.left, options), expression=_pattern(node.right, options))
    if isinstance(node, exp.Cast) and is_text(node.to):
        return cast(_pattern(node.this, options), "STRING")
    if isinstance(node, exp.Case):
        return _branches(node, options)
    if is_integer(node):
        return node.copy()
    return failing(exp.Not(this=exp.RegexpLike(this=node.copy(), expression=text(_PLAIN))), _NOT_PLAIN, node)


def _branches(node: exp.Case, options: str) -> exp.Expr:
    found = node.copy()
    for branch in found.args["ifs"]:
        branch.args["true"].replace(_pattern(branch.args["true"], options))
    if found.args.get("default") is not None:
        found.args["default"].replace(_pattern(found.args["default"], options))
    return found


def _replacing(words: str) -> str:
    try:
        return java_replacement(words)
    except PatternError as error:
        raise TranslationError(str(error)) from error


def _moved(words: str) -> str:
    """Numbers of groups, one higher."""
    return re.sub(r"\\(\d)", lambda match: f"\\{int(match[1]) + 1}", words)


def _matches_nothing(pattern: str) -> bool:
    """It matches an empty text, or a place between letters."""
    if "\\b" in pattern.lower():
        return True
    try:
        row = duckdb.connect(":memory:").execute("SELECT regexp_matches('', $1)", [pattern]).fetchone()
    except duckdb.Error as error:
        raise TranslationError(str(error)) from error
    return bool(row and row[0])


def _single_upper(letters: str) -> str:
    """Upper case as DuckDB has it, letter by letter."""
    row = duckdb.connect(":memory:").execute("SELECT upper($1)", [letters]).fetchone()
    return str(row[0]) if row else letters
