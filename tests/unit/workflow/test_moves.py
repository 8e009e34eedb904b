"""Every stage, move and role: only what is listed here succeeds (T36, without the web)."""

import itertools

import pytest

from jixiao.workflow import LEVELS, MoveRefusedError, load_process

STAGES = ("", "draft", "returned", *LEVELS, "approved", "ratified", "discarded", "elsewhere")
MOVES = ("create", "save", "submit", "withdraw", "approve", "return", "ratify", "discard", "delete")
ROLES = (
    "clerk",
    "unit_head",
    "department_reviewer",
    "finance_reviewer",
    "performance_reviewer",
    "third_party",
    "observer",
    "system_admin",
    "security_admin",
    "audit_admin",
    "",
    "nobody",
)
BY_THE_UNIT = """
                   | create   | clerk                | draft
draft              | save     | clerk                | draft
draft              | discard  | clerk                | discarded
returned           | save     | clerk                | returned
returned           | discard  | clerk                | discarded
"""
AT_THE_END = """
approved           | ratify   | finance_reviewer     | ratified
"""
EXPECTED = {
    LEVELS: """
draft              | submit   | clerk                | unit_review
returned           | submit   | clerk                | unit_review
unit_review        | withdraw | clerk                | draft
unit_review        | approve  | unit_head            | department_review
unit_review        | return   | unit_head            | returned
department_review  | approve  | department_reviewer  | finance_review
department_review  | return   | department_reviewer  | returned
finance_review     | approve  | finance_reviewer     | performance_review
finance_review     | return   | finance_reviewer     | returned
performance_review | approve  | performance_reviewer | approved
performance_review | return   | performance_reviewer | returned
""",
    ("department_review", "finance_review"): """
draft              | submit   | clerk                | department_review
returned           | submit   | clerk                | department_review
department_review  | withdraw | clerk                | draft
department_review  | approve  | department_reviewer  | finance_review
department_review  | return   | department_reviewer  | returned
finance_review     | approve  | finance_reviewer     | approved
finance_review     | return   | finance_reviewer     | returned
""",
    ("unit_review", "performance_review"): """
draft              | submit   | clerk                | unit_review
returned           | submit   | clerk                | unit_review
unit_review        | withdraw | clerk                | draft
unit_review        | approve  | unit_head            | performance_review
unit_review        | return   | unit_head            | returned
performance_review | approve  | performance_reviewer | approved
performance_review | return   | performance_reviewer | returned
""",
    ("finance_review",): """
draft              | submit   | clerk                | finance_review
returned           | submit   | clerk                | finance_review
finance_review     | withdraw | clerk                | draft
finance_review     | approve  | finance_reviewer     | approved
finance_review     | return   | finance_reviewer     | returned
""",
}
GUARDS = {
    "create": (),
    "save": ("as_seen",),
    "submit": ("as_seen", "complete", "no_open_errors"),
    "withdraw": ("as_seen",),
    "approve": ("as_seen", "not_maker"),
    "return": ("as_seen", "not_maker", "reason_given"),
    "ratify": ("as_seen", "not_maker"),
    "discard": ("as_seen", "reason_given"),
}


def listed(levels):
    """Where each stage, move and role leads to."""
    rows = [row.split("|") for row in (BY_THE_UNIT + EXPECTED[levels] + AT_THE_END).splitlines() if row]
    return {(stage.strip(), move.strip(), role.strip()): end.strip() for stage, move, role, end in rows}


@pytest.mark.parametrize("levels", EXPECTED, ids="-".join)
def test_only_what_is_listed_succeeds(levels):
    process, expected, succeeded = load_process(levels), listed(levels), {}
    for stage, move, role in itertools.product(STAGES, MOVES, ROLES):
        try:
            step = process.move(move, stage, role)
        except MoveRefusedError:
            continue
        assert (step.from_stage, step.move, step.role, step.guards) == (stage, move, role, GUARDS[move])
        succeeded[stage, move, role] = step.to_stage

    assert succeeded == expected


@pytest.mark.parametrize("levels", EXPECTED, ids="-".join)
def test_what_is_offered_is_what_succeeds(levels):
    process, expected = load_process(levels), listed(levels)
    for stage, role in itertools.product(STAGES, ROLES):
        offered = {(stage, move.name, role): move.to_stage for move in process.moves_from(stage, {role})}
        assert offered == {key: end for key, end in expected.items() if key[0] == stage and key[2] == role}


def test_who_has_two_posts_is_offered_the_moves_of_both():
    process = load_process(("finance_review",))

    moves = [move.name for move in process.moves_from("finance_review", {"clerk", "finance_reviewer"})]
    assert moves == ["withdraw", "approve", "return"]
    assert process.moves_from("finance_review", ()) == ()


@pytest.mark.parametrize("role", ["third_party", "observer", "system_admin", "security_admin", "audit_admin"])
def test_who_only_reads_or_administers_makes_no_move(role):
    process = load_process(LEVELS)

    assert not [move for move in process.moves if role in move.roles]
    assert {each.kind for each in process.roles if each.name == role} <= {"reader", "administrator"}


@pytest.mark.parametrize("levels", EXPECTED, ids="-".join)
def test_nobody_who_decides_may_write(levels):
    """The maker is never the checker: no role has both kinds of moves, and deciding asks who wrote."""
    process = load_process(levels)
    deciding = [move for move in process.moves if move.name in ("approve", "return", "ratify")]

    assert all("not_maker" in move.guards for move in deciding)
    assert all("clerk" not in move.roles for move in deciding)
    assert all(move.roles == ("clerk",) for move in process.moves if move not in deciding)


@pytest.mark.parametrize(
    ("move", "stage", "role", "zh", "en"),
    [
        ("approve", "draft", "unit_head", "现在是“编制中”，不能审核通过", "“draft” now, and nobody can approve"),
        ("return", "unit_review", "clerk", "“退回”由单位负责人办理", "To return is for: unit head"),
        ("submit", "ratified", "clerk", "现在是“已批复”，不能送审", "“ratified” now, and nobody can submit"),
        ("ratify", "approved", "performance_reviewer", "“批复”由财政业务处办理", "To ratify is for: finance desk"),
        ("delete", "draft", "clerk", "没有“delete”", "no move “delete”"),
    ],
)
def test_refusal_says_why_in_either_language(move, stage, role, zh, en):
    with pytest.raises(MoveRefusedError) as refused:
        load_process(LEVELS).move(move, stage, role)

    assert zh in refused.value.message("zh")
    assert en in refused.value.message("en")


GRADES = {"approve": ["excellent", "good"], "return": ["medium", "poor"]}
"""Which grade goes with which move, by 财预〔2015〕88号 art. 25."""


@pytest.mark.parametrize("move", [move for move in MOVES if move != "delete"])
def test_each_grade_goes_with_the_move_that_the_notice_names(move):
    process = load_process(LEVELS)
    there = next(each for each in process.moves if each.name == move)
    step = process.move(move, there.from_stage, there.roles[0])

    assert list(step.grades) == GRADES.get(move, [])
    for grade in ("excellent", "good", "medium", "poor", "", "perfect"):
        if grade in GRADES.get(move, []):
            assert process.grade(grade, step).name == grade
            continue
        with pytest.raises(MoveRefusedError):
            process.grade(grade, step)


def test_all_but_the_best_grade_say_what_is_to_be_mended():
    assert [(grade.zh, grade.is_reasoned) for grade in load_process(LEVELS).grades] == [
        ("优", False),
        ("良", True),
        ("中", True),
        ("差", True),
    ]


def test_a_grade_that_does_not_go_with_a_move_is_refused_in_words():
    process = load_process(LEVELS)
    with pytest.raises(MoveRefusedError) as refused:
        process.grade("poor", process.move("approve", "unit_review", "unit_head"))

    assert refused.value.message("zh") == "“审核通过”不能评“差”，可以评：优、良。"
    assert refused.value.message("en") == "“poor” does not go with “approve”; there are: excellent, good."
