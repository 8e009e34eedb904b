"""Whatever leaves an event has a name that people read."""

import ast
from pathlib import Path

import jixiao.web
from jixiao.messages import catalogue
from jixiao.workflow import LEVELS, load_process

PACKAGE = Path(jixiao.web.__file__).parent


def recorded():
    """Actions that the code names where it leaves an event, with the places."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "attr", getattr(node.func, "id", "")) in ("record", "note")
                and len(node.args) > 1
            ):
                for value in ast.walk(node.args[1]):
                    if isinstance(value, ast.Constant) and isinstance(value.value, str):
                        yield f"{path.relative_to(PACKAGE)}:{value.lineno}", value.value


def test_every_action_has_a_name_in_both_languages():
    whole = [(place, action) for place, action in recorded() if "." in action[:-1]]
    unnamed = [f"{place}: {action}" for place, action in whole if f"action.{action}" not in catalogue()]

    assert unnamed == []
    assert len({action for _, action in whole}) > 30


def test_every_move_has_a_name():
    process = load_process(LEVELS)
    moves = {move.name for stage in process.stages for move in process.moves_from(stage.name, {role.name for role in process.roles})}

    assert {"submit", "return", "approve"} < moves
    assert sorted(move for move in moves if f"action.declaration.{move}" not in catalogue()) == []
