"""Queues for tests: small invented documents, somebody who declares for two units, and the worker's part done at once."""

from datetime import date

from tests.web.tree import AGENCIES as TREE
from tests.web.tree import YEAR

from jixiao.web.records.acting import actor_of
from jixiao.web.records.actions import queueing
from jixiao.web.records.models import Post, QueuedFile

AGENCIES = {key: name for key, (_, name, _, _) in TREE.items()}
DOCUMENT = """{year}年项目支出绩效目标申报表
项目名称\t第{number}号路口信号灯维护
主管部门\t云川市公安局交通警察支队
实施单位\t{unit}
年度资金总额（万元）\t{number}
年度绩效目标\t维护路口信号灯{number}处
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t维护路口数量\t≥{number}处
满意度指标\t服务对象满意度指标\t驾驶人满意度\t较高
"""


def document(number, unit=AGENCIES["unit_a"]):
    """A document of one project, with levels missing and a target that is no number."""
    return DOCUMENT.format(year=YEAR, number=number, unit=unit).encode()


def at_two_agencies(people, agencies):
    """The clerk of the first unit, who holds the post of the second too."""
    Post.objects.create(person=people["clerk_a"], agency=agencies["unit_b"], role="clerk", valid_from=date(2020, 1, 1))
    return actor_of(people["clerk_a"])


def read_all():
    """What the worker does."""
    for pk in QueuedFile.objects.values_list("pk", flat=True):
        queueing.read_queued.call(str(pk))


def sent(actor, *files):
    """A batch that was sent in and read."""
    batch = queueing.send(YEAR, files, actor=actor)
    read_all()
    return batch
