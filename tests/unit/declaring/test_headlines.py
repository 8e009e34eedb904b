"""What lists show of a draft is what the whole of it is read as, on the form of every jurisdiction."""

import pytest

from jixiao.declaring import Draft, headline_of, to_project
from jixiao.packs import load_pack, pack_ids

AMOUNTS = ["", "110", "1,2OO.5", "110.123456", "0", "-3", "1e9", "99999999999999", "  12万元 ", "壹佰万元", "\n"]
PARTS = [{}, {"amounts.fiscal": "30", "amounts.other": "12.5"}, {"amounts.annual_fiscal": "7", "amounts.annual_other": "x"}]


@pytest.mark.parametrize("pack", [load_pack(pack_id) for pack_id in pack_ids()], ids=lambda pack: pack.id)
@pytest.mark.parametrize("said", AMOUNTS)
def test_headline_is_that_of_the_project(pack, said):
    for parts in PARTS:
        for name in ("", " 信号灯\r\n维护 ", "长" * 400):
            fields = {"name": name, "code": " 530100 ", "amounts.annual": said, **parts}
            rows = [{"level1": "产出指标"}, {"level1": "产出指标", "name": "路口数量"}, {"target": " "}, {"extra.备注": "x"}]
            draft = Draft.from_plain({"fields": fields, "indicators": [{"id": f"k{n}", **row} for n, row in enumerate(rows)]})
            project = to_project(draft, pack, agency="云川市财政局", fiscal_year=2027).project
            found = headline_of(draft, pack)
            assert (found.name, found.code, found.indicators) == (project.name, project.code, len(project.indicators))
            assert found.annual_yuan == project.amounts.get("annual")
