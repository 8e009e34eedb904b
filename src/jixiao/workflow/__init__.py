"""The cycle as data: stages, moves, roles and guards (流程), and the picture that is drawn from them."""

from jixiao.workflow.picture import picture
from jixiao.workflow.process import (
    LEVELS,
    Move,
    MoveRefusedError,
    Process,
    ProcessError,
    Role,
    Stage,
    Step,
    Worded,
    load_process,
    titles,
)

__all__ = [
    "LEVELS",
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
