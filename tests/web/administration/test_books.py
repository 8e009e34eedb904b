"""Lists of administrators and of waivers go out as workbooks, whole, as they are asked for; that they did is an event."""

import pytest
from tests.web.importing.test_workbooks import texts
from tests.web.tree import YEAR

from jixiao.web.records.models import Event, Person

pytestmark = pytest.mark.both_databases


def rows(answer):
    assert answer.status_code == 200, answer.status_code
    return texts(answer.content)


def told():
    return {(event.action, event.data["rows"]) for event in Event.objects.filter(action__contains=".export_")}


def test_tree_of_a_year_goes_out_with_parents_and_who_reviews(logged_in, tree):
    found = rows(logged_in("system_admin").get(f"/agencies/export?year={YEAR}"))

    assert found[0][:5] == ["单位编码", "单位名称", "层级", "上级编码", "上级单位"]
    assert [row[0] for row in found[1:]] == ["101", "201", "201001", "201002", "301", "301001"]
    own = dict(zip(found[0], found[3], strict=True))
    assert (own["上级编码"], own["主管部门"], own["财政部门"]) == ("201", "云川市公安局交通警察支队", "云川市财政局")
    assert ("agency.export_list", 6) in told()
    narrowed = rows(logged_in("system_admin").get(f"/agencies/export?year={YEAR}&words=中学"))
    assert [row[1] for row in narrowed[1:]] == ["云川市第三中学"]


def test_people_go_out_with_a_row_for_each_post(logged_in, tree):
    Person.objects.create_user("newcomer", "严新", "yunchuan-2027-new")

    found = rows(logged_in("security_admin").get("/people/export"))

    assert found[0] == ["姓名", "用户名", "账号", "角色", "单位", "上次登录"]
    by_login = {row[1]: row for row in found[1:]}
    assert by_login["clerk_a"][:5] == ["周明", "clerk_a", "使用中", "经办人", "云川市公安局交通警察支队直属一大队"]
    assert by_login["newcomer"][3:5] == ["", ""]
    assert [row[1] for row in rows(logged_in("system_admin").get("/people/export?state=without_post"))[1:]] == ["newcomer"]


def test_posts_of_a_role_go_out(logged_in, tree):
    found = rows(logged_in("security_admin").get("/posts/export?role=unit_head"))

    assert [row[:5] for row in found[1:]] == [
        ["冯涛", "head_a", "单位负责人", "云川市公安局交通警察支队直属一大队", "201001"],
        ["陈静", "head_b", "单位负责人", "云川市公安局交通警察支队直属二大队", "201002"],
        ["褚伟", "head_c", "单位负责人", "云川市第三中学", "301001"],
    ]
    assert ("post.export_list", 3) in told()


def test_waivers_go_out_even_where_there_is_none(logged_in, tree):
    found = rows(logged_in("performance").get("/waivers/export?state=all"))

    assert found[0][:3] == ["规则", "规则名称", "申报"]
    assert len(found) == 1
    assert ("declaration.export_waivers", 0) in told()
