"""A self-evaluation that is laid out as the official form says in every kind of file what it said before, and scores the same."""

import pytest

import jixiao
from jixiao.documents.printout import Printout
from jixiao.documents.readers import read_bytes
from jixiao.documents.writers import write
from jixiao.forms import FORMATS
from jixiao.layouts.lay_out import Around, declaration, lay_out_form
from jixiao.layouts.recognise import recognise
from jixiao.scoring.from_reading import score_document
from jixiao.scoring.telling import lines_of, summary_of

FORM = """项目支出绩效自评表
（2023年度）
项目名称\t城区公厕保洁
主管部门\t云川县城市管理局\t实施单位\t云川县环境卫生服务中心
项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分
\t年度资金总额\t310.2\t310.2\t154.74\t10\t49.88%\t4.99
\t其中：当年财政拨款\t310.2\t310.2\t154.74\t—\t\t—
年度总体目标\t预期目标\t\t实际完成情况
\t保洁公厕42座。\t\t保洁公厕42座。
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施
产出指标\t数量指标\t保洁公厕数\t≥42座\t42座\t20\t20\t
\t质量指标\t抽查合格率\t≥95%\t76%\t20\t16\t冬季水管冻裂，已更换保温管
\t成本指标\t每座年成本\t≤7.5万元\t8万元\t10\t9.38\t人工涨价，下年调整标准
效益指标\t社会效益指标\t如厕环境\t明显改善\t明显改善\t30\t30\t
满意度指标\t服务对象满意度指标\t市民满意度\t≥90%\t93%\t10\t10\t
总分\t\t\t\t\t100\t90.37\t优
"""


@pytest.mark.parametrize("kind", FORMATS)
def test_self_evaluation_scores_the_same_in_every_kind_of_file(kind, tmp_path):
    document = recognise(read_bytes(FORM.encode(), name="form.txt"))
    page = lay_out_form(document.projects[0], declaration("self-evaluation"), Around(2023, 1)).page
    file = tmp_path / f"form.{kind}"
    file.write_bytes(write(Printout("form", [page]), kind))

    (before,), (after,) = (list(score_document(one)) for one in (document, jixiao.read(file)))

    assert [(line.name, line.declared, line.expected, line.said) for line in lines_of(after)] == [
        (line.name, line.declared, line.expected, line.said) for line in lines_of(before)
    ]
    assert str(after.scored.total) == "90.37"
    assert (summary_of(after).declared, summary_of(after).declared_grade) == (summary_of(before).declared, "优")
    assert after.document.problems == []
