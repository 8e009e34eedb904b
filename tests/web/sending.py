"""Documents that are read by a worker that is killed, and what the database says of them in the end (T20)."""

import subprocess

from django.db import connections
from django_tasks_db.models import DBTaskResult
from tests.web.programs import PYTHON, environment
from tests.web.tree import YEAR, plant

from jixiao.chain import verify
from jixiao.web.records.acting import actor_of
from jixiao.web.records.actions import importing
from jixiao.web.records.exporting import ledger_lines
from jixiao.web.records.models import Event, Import, StoredFile

DOCUMENT = """{year}年项目支出绩效目标申报表
项目名称\t第{number}号路口信号灯维护
主管部门\t云川市公安局交通警察支队
实施单位\t云川市公安局交通警察支队直属一大队
年度资金总额（万元）\t{number}
年度绩效目标\t维护路口信号灯{number}处
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t维护路口数量\t≥{number}处
"""


def document(number):
    """A small invented document."""
    return DOCUMENT.format(year=YEAR, number=number).encode()


def send(database, count):
    """Begin with fresh tables, and send documents in; nobody has read them yet."""
    database.renew()
    tree = plant()
    actor = actor_of(tree.people["clerk_a"])
    for number in range(1, count + 1):
        importing.receive(tree.agencies["unit_a"], YEAR, f"{number}.txt", document(number), actor=actor)
    connections.close_all()


def work(database, fault=0):
    """Run the worker until nothing is left, or until it is killed at a statement; gives how many statements it took."""
    command = [PYTHON, "-m", "tests.web.faulty_worker", str(fault)]
    own = environment(DJANGO_SETTINGS_MODULE="jixiao.web.settings", **database.environment)
    own["PYTHONPATH"] += f":{own['PYTHONPATH'].removesuffix('/src')}"
    done = subprocess.run(command, env=own, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == (-9 if fault and done.returncode else 0), done.stderr[-2000:]
    return int(done.stdout) if done.stdout else 0


def killed_at(database, statement, count):
    """What is there in the end when the worker is killed at a statement, and another one goes on."""
    send(database, count)
    work(database, statement)
    work(database)
    return everything(database)


def everything(database):
    """What the database says of the documents, without what differs from run to run: ids, times, digests over them."""
    assert verify((str(number), line) for number, line in enumerate(ledger_lines(), 1)).broken is None
    imports = {str(own.pk): own for own in Import.objects.all()}
    events = [
        (event.action, event.result, imports[event.object.partition(":")[2]].name if event.object else "")
        for event in Event.objects.filter(action__startswith="import.")
    ]
    found = {
        "imports": sorted((own.name, own.state, own.file_id, _content(own.reading), own.error) for own in imports.values()),
        "events": sorted(events),
        "files": sorted(StoredFile.objects.values_list("sha256", flat=True)),
        "tasks": sorted(DBTaskResult.objects.values_list("status", flat=True)),
        "left": sorted(path.name for path in (database.home / "tmp").rglob("*") if path.is_file()),
    }
    connections.close_all()
    return found


def _content(reading):
    return [(project["name"], len(project["indicators"])) for project in reading["projects"]] if reading else None
