"""A whole story through the interface alone, from the first declaration to the ledger that anybody verifies."""

import hashlib
import json

import pytest
from tests.web.drafts import FIELDS, INDICATORS
from tests.web.tree import YEAR

from jixiao.chain import verify
from jixiao.web.records.models import Stage

ROUNDS = ["submit", "approve", "return", "submit", "approve", "approve", "approve", "ratify"]
REASON = "请写明每处路口的更新内容。"
ROWS = [
    {"id": f"k{number}", "level1": level1, "level2": level2, "name": name, "target": target}
    for number, (level1, level2, name, target) in enumerate(INDICATORS, 1)
]


class Story:
    """One declaration, and everybody who has to do with it.

    Args:
        program: makes a program for a login.
        pk: of the declaration.
    """

    def __init__(self, program, pk):
        self.program, self.path = program, f"/declarations/{pk}"
        self.programs = {}

    def by(self, login):
        if login not in self.programs:
            self.programs[login] = self.program(login, "en")
        return self.programs[login]

    def etag(self, login):
        seen = self.by(login).get(self.path)
        assert seen.status_code == 200
        return seen.headers["ETag"]

    def do(self, login, method, path="", told=None, status=200):
        answer = self.by(login).call(method, self.path + path, told, If_Match=self.etag(login))
        assert answer.status_code == status, answer.content.decode()
        return answer.json()


@pytest.mark.both_databases
def test_a_declaration_is_begun_typed_returned_mended_approved_and_proved(program, agencies):
    clerk = program("clerk_a", "en")
    begun = clerk.post("/declarations", {"agency_id": str(agencies["unit_a"].pk), "fiscal_year": YEAR})
    assert begun.status_code == 201
    assert begun.json()["stage"] == "draft"
    assert begun.json()["moves"] == ["submit", "discard"]
    story = Story(program, begun.json()["id"])
    assert begun.headers["Location"] == f"/api/v1{story.path}"

    refused = story.do("clerk_a", "post", "/submit", {}, status=422)
    assert refused["type"] == "urn:jixiao:problem:not_ready"
    assert {"name", "goal"} <= {error["field"] for error in refused["errors"]}
    assert all(error["message"] and error["remedy"] for error in refused["errors"])

    typed = {**FIELDS, "amounts.annual": "12O"}
    saved = story.do("clerk_a", "patch", "", {"draft": {"fields": typed, "indicators": ROWS}})
    assert (saved["name"], saved["indicators"], saved["annual_yuan"]) == ("城区交通信号灯更新", 6, None)
    examined = story.by("clerk_a").get(f"{story.path}/examination").json()
    assert not examined["can_be_submitted"]
    assert {fault["field"] for fault in examined["blocking"]} == {"amounts.annual"}
    assert examined["blocking"][0]["code"] == "fault.amount"
    assert "12O" in examined["blocking"][0]["message"]

    mended = story.do("clerk_a", "patch", "", {"fields": {"amounts.annual": "120"}})
    assert mended["annual_yuan"] == "1200000.00"
    assert story.by("clerk_a").get(f"{story.path}/examination").json()["can_be_submitted"]
    assert story.do("clerk_a", "post", "/submit", {})["stage"] == Stage.UNIT_REVIEW
    assert story.do("head_a", "post", "/approve", {})["stage"] == Stage.DEPARTMENT_REVIEW

    assert story.by("department_1").get("/inbox").json()["desks"][0]["rows"][0]["name"] == "城区交通信号灯更新"
    said = story.do("department_1", "post", "/comments", {"path": "goal", "text": REASON}, status=201)
    assert (said["path"], said["by"], said["settled_at"]) == ("goal", "卫东", None)
    returned = story.do("department_1", "post", "/return", {"reason": REASON})
    assert (returned["stage"], returned["comments_open"]) == (Stage.RETURNED, 1)

    story.do("clerk_a", "patch", "", {"fields": {"goal": FIELDS["goal"] + "每处更新灯组、信号机和电缆。"}})
    changed = story.by("clerk_a").get(f"{story.path}/changes?old=1").json()["changes"]
    assert [(change["path"], change["before"]) for change in changed] == [("goal", FIELDS["goal"])]
    settled = story.do("clerk_a", "post", f"/comments/{said['id']}/settle")
    assert settled["settled_at"] is not None
    story.do("clerk_a", "post", "/submit", {})
    story.do("head_a", "post", "/approve", {})
    approve_and_ratify(story)
    prove(story)


def approve_and_ratify(story):
    assert story.do("department_1", "post", "/approve", {"opinion": "已补充"})["stage"] == Stage.FINANCE_REVIEW
    standing = story.by("clerk_a").get(f"{story.path}/standing").json()
    assert (standing["role"], sorted(holder["name"] for holder in standing["holders"])) == ("finance_reviewer", ["杨帆", "韩冰"])
    story.do("finance", "post", "/approve", {})
    approved = story.by("clerk_a").get(story.path).json()
    assert (approved["stage"], approved["moves"]) == (Stage.APPROVED, [])
    ratified = story.do("finance_2", "post", "/ratify", {"number": "云财预〔2027〕12号", "on": "2026-01-05"})
    assert (ratified["stage"], ratified["ratified_number"], ratified["ratified_on"]) == (Stage.RATIFIED, "云财预〔2027〕12号", "2026-01-05")


def prove(story):
    """The ledger holds together, and its versions are those that the interface shows."""
    ledger = story.by("observer").get(f"{story.path}/ledger").content
    found = verify((str(number), line) for number, line in enumerate(ledger.splitlines(keepends=True), 1))
    assert found.broken is None
    events = story.by("clerk_a").get(f"{story.path}/events").json()
    assert found.events == len(events)
    moves = [event["action"] for event in events if "version" in event["data"]]
    assert [move.partition(".")[2] for move in moves] == ROUNDS
    versions = story.by("clerk_a").get(f"{story.path}/versions").json()
    assert found.snapshots == len(versions) == len(moves)
    for version in versions:
        content = story.by("clerk_a").get(f"{story.path}/versions/{version['number']}").content
        assert hashlib.sha256(content).hexdigest() == version["sha256"]
    assert json.loads(content)["project"]["name"] == "城区交通信号灯更新"
