"""What click prints by itself is in the language in force: help, its columns and its errors."""

import re
import subprocess
import sys

import pytest

from jixiao.cli import main, wording

WRONG_CALLS = [
    (["read"], "缺少参数", "Missing argument"),
    (["read", "--nope", "x"], "没有选项“--nope”。", "No such option '--nope'."),
    (["read", "--jsn", "x"], "是不是", "Did you mean"),
    (["nope"], "没有命令“nope”。", "No such command 'nope'."),
    (["read", "-j", "0", "x"], "0 不在范围 x>=1 之内", "0 is not in the range x>=1"),
    (["read", "-j", "x", "x"], "“x”不是整数。", "'x' is not a valid"),
    (["read", "-o", "/", "x"], "“/”是文件夹", "'/' is a directory"),
    (["read", "-o"], "后面要有一个值", "requires an argument"),
    (["show", "--all=1", "x"], "后面不带值", "does not take a value"),
    (["show", "a", "b"], "多余的参数（b）", "unexpected extra argument (b)"),
]


@pytest.mark.parametrize(("call", "chinese", "english"), WRONG_CALLS)
def test_a_wrong_call_is_answered_in_the_language_in_force(call, chinese, english, capsys):
    assert main([*call, "--lang=zh"] if "-o" not in call[-1:] else ["read", "--lang=zh", "-o"]) == 2
    in_chinese = capsys.readouterr().err
    assert main([*call, "--lang=en"] if "-o" not in call[-1:] else ["read", "--lang=en", "-o"]) == 2
    in_english = capsys.readouterr().err

    assert chinese in in_chinese
    assert "错误：" in in_chinese
    assert not re.search(r"Error|Usage|OPTIONS|Try", in_chinese)
    assert english in in_english
    assert "Error: " in in_english


@pytest.mark.parametrize("command", [[], ["read"], ["show"], ["form"], ["demo"]])
def test_help_has_no_english_word_in_chinese(command, capsys):
    assert main([*command, "--help", "--lang=zh"]) == 0

    printed = capsys.readouterr().out
    assert printed.startswith("用法：")
    assert "选项：" in printed
    assert not re.search(r"Usage|Options|Commands|OPTIONS|COMMAND|ARGS|FILE|PATH|TEXT|Show this|default", printed)


@pytest.mark.parametrize("command", [[], ["read"], ["show"], ["form"], ["demo"]])
def test_help_stays_english_in_english(command, capsys):
    assert main([*command, "--help", "--lang=en"]) == 0

    printed = capsys.readouterr().out
    assert printed.startswith("Usage: jixiao")
    assert not re.search(r"[\u4e00-\u9fff]", printed)


def test_columns_of_the_help_stand_below_each_other_and_fit(monkeypatch):
    command = [sys.executable, "-m", "jixiao.cli", "show", "--help", "--lang=zh"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout.splitlines()

    options = printed[printed.index("选项：") + 1 :]
    starts = {wording.width(line[: match.end()]) for line in options if (match := re.match(r"\s+-\S.*?\s{2,}(?=\S)", line))}
    assert len(starts) == 1
    assert max(wording.width(line) for line in printed) <= 80


def test_closing_marks_begin_no_line():
    lines = list(wording.wrap("读取文件、文件夹或通配符，打印 overview 概览（默认：100）。", 10))

    assert "".join(lines).replace(" ", "") == "读取文件、文件夹或通配符，打印overview概览（默认：100）。"
    assert all(wording.width(line) <= 10 for line in lines)
    assert not any(line[0] in "，。、；：）" for line in lines)
