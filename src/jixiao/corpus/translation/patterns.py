r"""Regular expressions as DuckDB reads them (RE2), written for Java with the same meaning (正则表达式的转换).

What differs is written out: ``$`` is the very end, ``.`` is everything but a line feed, ``\s`` and ``\b`` know ASCII only, a bracket
inside of brackets is a bracket. What is read here and would be refused there, or the other way round, is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_SPACE = r"\t\n\f\r "
_WORD = "[0-9A-Za-z_]"
_EDGE = rf"(?:(?<={_WORD})(?!{_WORD})|(?<!{_WORD})(?={_WORD}))"
_NO_EDGE = rf"(?:(?<={_WORD})(?={_WORD})|(?<!{_WORD})(?!{_WORD}))"
_POSIX = {
    "alnum": "Alnum",
    "alpha": "Alpha",
    "ascii": "ASCII",
    "blank": "Blank",
    "cntrl": "Cntrl",
    "digit": "Digit",
    "graph": "Graph",
    "lower": "Lower",
    "print": "Print",
    "punct": "Punct",
    "space": "Space",
    "upper": "Upper",
    "xdigit": "XDigit",
}
_CATEGORY = re.compile(r"[CLMNPSZ][a-z]?")
_REPETITION = re.compile(r"\{\d+(,\d*)?\}")
_FLAGS = re.compile(r"\(\?([ims]*)(?:-([ims]+))?([:)])")
_NAME = re.compile(r"\(\?P?<([A-Za-z][A-Za-z0-9]*)>")
_SPECIAL = set("\\^$.|?*+()[]{}")
_SPECIAL_IN_CLASS = set("\\^[]&-~")


class PatternError(ValueError):
    """A pattern that cannot be carried over; the text says what and where."""


def java_pattern(pattern: str, *, is_dot_all: bool = False, ignores_case: bool = False) -> str:
    r"""The same pattern for Java.

    Args:
        pattern: as RE2 reads it.
        is_dot_all: ``.`` is a line feed as well (option ``s``).
        ignores_case: letters of both cases are the same (option ``i``).

    Raises:
        PatternError: it holds what one of the two does not know.

    >>> print(java_pattern("[度率]$"))
    [度率]\z
    """
    return _Reader(pattern, [_Flags(s=is_dot_all, i=ignores_case)]).read()


def java_replacement(text: str) -> str:
    r"""What matches are replaced with: ``\1`` becomes ``$1``.

    Raises:
        PatternError: a backslash stands before something else.

    >>> java_replacement(r"<\1>$")
    '<$1>\\$'
    """
    return re.sub(r"\\(.?)|\$", lambda match: _replaced(match, text), text, flags=re.DOTALL)


def _replaced(match: re.Match[str], text: str) -> str:
    if match[0] == "$":
        return r"\$"
    if match[1].isdigit():
        return f"${match[1]}"
    if match[1] == "\\":
        return r"\\"
    raise PatternError(f"{match[0]!r} in the replacement {text!r}")


@dataclass(slots=True)
class _Flags:
    """What holds in a group."""

    i: bool = False
    m: bool = False
    s: bool = False


@dataclass(slots=True)
class _Reader:
    """Reads a pattern from left to right."""

    pattern: str
    flags: list[_Flags]
    at: int = 0
    found: list[str] = field(default_factory=list)

    def read(self) -> str:
        if self.flags[-1].i:
            self.found.append("(?iu)")
        while self.at < len(self.pattern):
            self._next()
        if len(self.flags) != 1:
            raise self._refusal("a group that is not closed")
        return "".join(self.found)

    def _refusal(self, what: str) -> PatternError:
        return PatternError(f"{what} at {self.at + 1} of {self.pattern!r}")

    def _take(self, text: str, written: str) -> None:
        self.at += len(text)
        self.found.append(written)

    def _next(self) -> None:
        char = self.pattern[self.at]
        flags = self.flags[-1]
        if char == "\\":
            self._escape()
        elif char == "[":
            self._bracket()
        elif char == "(":
            self._group()
        elif char == ")":
            if len(self.flags) == 1:
                raise self._refusal("a bracket that closes no group")
            self.flags.pop()
            self._take(char, char)
        elif char == "$":
            self._take(char, r"(?=\n|\z)" if flags.m else r"\z")
        elif char == "^":
            self._take(char, r"(?:(?<=\n)|\A)" if flags.m else r"\A")
        elif char == ".":
            self._take(char, r"[\x{0}-\x{10FFFF}]" if flags.s else r"[^\n]")
        elif char in "*+?{":
            self._repetition()
        else:
            self._take(char, "|" if char == "|" else _quoted(char))

    def _repetition(self) -> None:
        char = self.pattern[self.at]
        counted = _REPETITION.match(self.pattern, self.at)
        if char == "{" and counted is None:
            self._take(char, r"\{")
            return
        text = counted[0] if counted else char
        self._take(text, text)
        following = self.pattern[self.at : self.at + 1]
        if following == "?":
            self._take("?", "?")
        elif following in ("*", "+") or (following == "{" and _REPETITION.match(self.pattern, self.at)):
            raise self._refusal("a repetition of a repetition")

    def _group(self) -> None:
        inner = _Flags(self.flags[-1].i, self.flags[-1].m, self.flags[-1].s)
        if not self.pattern.startswith("(?", self.at):
            self.flags.append(inner)
            self._take("(", "(")
        elif name := _NAME.match(self.pattern, self.at):
            self.flags.append(inner)
            self._take(name[0], f"(?<{name[1]}>")
        elif flags := _FLAGS.match(self.pattern, self.at):
            self._set_flags(flags, inner)
        else:
            raise self._refusal("a group of a kind that RE2 and Java do not share")

    def _set_flags(self, flags: re.Match[str], inner: _Flags) -> None:
        on, off, end = flags[1], flags[2] or "", flags[3]
        for name in "ims":
            if name in on or name in off:
                setattr(inner, name, name not in off)
        case = "iu" if "i" in on else "-iu" if "i" in off else ""
        if end == ":":
            self.flags.append(inner)
            self._take(flags[0], f"(?{case}:")
        else:
            self.flags[-1] = inner
            self._take(flags[0], f"(?{case})" if case else "")

    def _escape(self) -> None:
        text, written = self._escaped(in_class=False)
        self._take(text, written)

    def _escaped(self, *, in_class: bool) -> tuple[str, str]:
        """An escape as it stands and as Java has it."""
        kind = self.pattern[self.at + 1 : self.at + 2]
        if kind in ("p", "P"):
            return self._property(kind)
        if code := re.compile(r"\\x(?:\{([0-9A-Fa-f]+)\}|([0-9A-Fa-f]{2}))").match(self.pattern, self.at):
            return code[0], f"\\x{{{code[1] or code[2]}}}"
        fixed = {"d": r"\d", "D": r"\D", "w": r"\w", "W": r"\W", "n": r"\n", "t": r"\t", "r": r"\r", "f": r"\f", "a": r"\x07", "v": r"\x0B"}
        fixed |= {"s": _SPACE} if in_class else {"s": f"[{_SPACE}]", "S": f"[^{_SPACE}]", "b": _EDGE, "B": _NO_EDGE, "A": r"\A", "z": r"\z"}
        if kind in fixed:
            return f"\\{kind}", fixed[kind]
        if kind and not kind.isalnum() and kind.isascii():
            return f"\\{kind}", _quoted(kind) if not in_class else _quoted_in_class(kind)
        raise self._refusal(f"\\{kind}")

    def _property(self, kind: str) -> tuple[str, str]:
        match = re.compile(r"\\[pP](?:\{(\^?)(\w+)\}|([A-Z]))").match(self.pattern, self.at)
        if match is None:
            raise self._refusal(f"\\{kind}")
        name = match[2] or match[3]
        letter = kind if not match[1] else {"p": "P", "P": "p"}[kind]
        return match[0], f"\\{letter}{{{name if _CATEGORY.fullmatch(name) else f'Is{name}'}}}"

    def _bracket(self) -> None:
        """A class of characters: Java reads ``[`` and ``&&`` in it, RE2 reads names of POSIX."""
        start = self.at
        self.at += 1
        written = "["
        if self.pattern.startswith("^", self.at):
            self.at += 1
            written += "^"
        is_first = True
        while is_first or not self.pattern.startswith("]", self.at):
            if self.at >= len(self.pattern):
                self.at = start
                raise self._refusal("a class that is not closed")
            written += self._member()
            is_first = False
        self.at += 1
        self.found.append(written + "]")

    def _member(self) -> str:
        if posix := re.compile(r"\[:(\^?)(\w+):\]").match(self.pattern, self.at):
            self.at += len(posix[0])
            if posix[2] == "word":
                return r"\W" if posix[1] else r"\w"
            if posix[2] not in _POSIX:
                raise self._refusal(posix[0])
            return f"\\{'P' if posix[1] else 'p'}{{{_POSIX[posix[2]]}}}"
        low = self._one()
        following = self.pattern[self.at : self.at + 2]
        if following[:1] != "-" or following[1:] in ("", "]"):
            return low
        self.at += 1
        return f"{low}-{self._one()}"

    def _one(self) -> str:
        """One character of a class, or a class that an escape names."""
        if self.pattern[self.at] == "\\":
            text, written = self._escaped(in_class=True)
            self.at += len(text)
            return written
        char = self.pattern[self.at]
        self.at += 1
        return _quoted_in_class(char)


def _quoted(char: str) -> str:
    return f"\\{char}" if char in _SPECIAL else char


def _quoted_in_class(char: str) -> str:
    return f"\\{char}" if char in _SPECIAL_IN_CLASS else char
