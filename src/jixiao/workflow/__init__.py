"""The cycle as data: stages, moves, roles and guards (流程), and the picture that is drawn from them."""

from jixiao.workflow.checking import LEVELS, ProcessError
from jixiao.workflow.picture import picture
from jixiao.workflow.process import (
    Grade,
    Move,
    MoveRefusedError,
    Process,
    Role,
    Stage,
    Step,
    Worded,
    load_process,
    titles,
)

__all__ = [
    "LEVELS",
    "Grade",
    "Move",
    "MoveRefusedError",
    "Process",
    "ProcessError",
    "Role",
    "Stage",
    "Step",
    "Worded",
    "load_process",
    "picture",
    "titles",
]
