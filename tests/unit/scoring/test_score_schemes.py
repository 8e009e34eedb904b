"""Schemes: the shipped ones hold what a scheme must, and a scheme that does not is refused with the reason."""

from datetime import date
from decimal import Decimal

import pytest

from jixiao.attainment import Band, band_faults
from jixiao.law import Status
from jixiao.scoring import Grade, SchemeError, editions, grade_of, load_scheme, scheme_ids, with_settings
from jixiao.scoring.cases import formulas

EDITIONS = [pytest.param(scheme, id=scheme.id) for name in scheme_ids() for scheme in editions(name)]
HUNDREDTHS = [Decimal(cents) / 100 for cents in range(10_001)]


def test_shipped_are_those_of_the_handbook():
    assert sorted(scheme_ids()) == [
        "CORE_2021_COST",
        "CORE_2021_NOCOST",
        "CUSTOM",
        "DEPARTMENT_TEMPLATE",
        "GUANGSHUI",
        "HUBEI",
        "NATIONAL_2020",
        "NATIONAL_2020_NOSAT",
        "QINGSHEN",
        "SICHUAN",
        "YINCHUAN_EVAL",
    ]


@pytest.mark.parametrize(
    ("scheme", "execution", "groups"),
    [
        ("NATIONAL_2020", 10, {"output": 50, "benefit": 30, "satisfaction": 10}),
        ("NATIONAL_2020_NOSAT", 10, {"output": 50, "benefit": 40}),
        ("CORE_2021_COST", 10, {"output": 40, "benefit": 20, "satisfaction": 10, "cost": 20}),
        ("CORE_2021_NOCOST", 10, {"output": 50, "benefit": 30, "satisfaction": 10}),
        ("HUBEI", 20, {"output": 40, "benefit": 40}),
        ("SICHUAN", 10, {"all": 90}),
        ("QINGSHEN", 10, {"output": 60, "benefit": 30}),
        ("GUANGSHUI", 0, {"decision": 2, "process": 13, "output": 40, "benefit": 45}),
        ("DEPARTMENT_TEMPLATE", 0, {"decision": 25, "management_efficiency": 30, "performance_of_duties": 45}),
        ("YINCHUAN_EVAL", 0, {"decision": 10, "process": 25, "output": 30, "benefit": 35}),
    ],
)
def test_weights_of_a_scheme_are_those_of_the_handbook(scheme, execution, groups):
    found = load_scheme(scheme)

    assert found.execution == execution
    assert {group.code: group.points for group in found.groups} == groups


@pytest.mark.parametrize("scheme", EDITIONS)
def test_weights_total_100(scheme):
    total = scheme.execution + sum(group.points for group in scheme.groups)

    assert total == (0 if scheme.is_open else 100)


@pytest.mark.parametrize("scheme", EDITIONS)
def test_every_hundredth_from_0_to_100_lies_in_exactly_one_grade_and_one_tier(scheme):
    for bands in (scheme.settings.grades, scheme.settings.tiers):
        assert [number for number in HUNDREDTHS if sum(number in band for band in bands) != 1] == []
        assert band_faults(bands, Decimal(0), Decimal(100)) == []


@pytest.mark.parametrize("scheme", EDITIONS)
@pytest.mark.parametrize(
    ("total", "grade"),
    [
        ("100", Grade.EXCELLENT),
        ("90", Grade.EXCELLENT),
        ("89.99", Grade.GOOD),
        ("80", Grade.GOOD),
        ("79.99", Grade.MEDIUM),
        ("60", Grade.MEDIUM),
        ("59.99", Grade.POOR),
        ("0", Grade.POOR),
        ("100.01", None),
        ("-0.01", None),
    ],
)
def test_grade_of_a_total(scheme, total, grade):
    assert grade_of(Decimal(total), scheme) is grade


@pytest.mark.parametrize("scheme", EDITIONS)
def test_everything_in_a_scheme_names_what_it_rests_on(scheme):
    assert scheme.origin.describe("zh")
    assert set(scheme.settings.origins) == {
        "grades", "tiers", "exact", "strict_bound", "late", "over", "execution", "execution_reason",
        "attainment", "not_applicable", "empty_group", "proposal", "reasons", "checking",
    }  # fmt: skip


@pytest.mark.parametrize("case", formulas())
def test_formula_names_what_it_rests_on_and_has_a_sentence(case):
    from jixiao import messages

    assert formulas()[case].origin.describe("en")
    assert messages.catalogue()[f"score_case.{case}"]["zh"]


def test_core_scheme_is_unverified_and_sichuan_is_verified():
    assert load_scheme("CORE_2021_COST").origin.status is Status.UNVERIFIED
    assert load_scheme("NATIONAL_2020").origin.status is Status.SECONDARY
    assert load_scheme("NATIONAL_2020_NOSAT").origin.status is Status.UNVERIFIED
    assert load_scheme("SICHUAN").origin.status is Status.VERIFIED
    assert load_scheme("HUBEI").origin_of("over").status is Status.UNVERIFIED
    assert load_scheme("HUBEI").origin_of("grades").status is Status.VERIFIED


def test_scheme_that_did_not_exist_yet_is_refused():
    with pytest.raises(SchemeError) as refused:
        load_scheme("CORE_2021_COST", date(2020, 12, 31))

    assert "2021-01-01" in refused.value.message("zh")
    assert load_scheme("CORE_2021_COST", date(2021, 1, 1)).start == date(2021, 1, 1)


def test_scheme_that_does_not_exist_names_those_that_do():
    with pytest.raises(SchemeError, match="NATIONAL_2020"):
        load_scheme("NATIONAL")


OWN = """
id = "OWN"
title = {{ zh = "本县", en = "our county" }}
[[edition]]
execution_points = 10
groups = [{groups}]
source = "practice"
{more}
"""
GROUPS = (
    '{ code = "output", points = 60, holds = ["output", "cost"] }, { code = "benefit", points = 30, holds = ["benefit", "satisfaction"] }'
)


def own(tmp_path, groups=GROUPS, more=""):
    path = tmp_path / "own.toml"
    path.write_text(OWN.format(groups=groups, more=more), encoding="utf-8")
    return path


def test_own_scheme_is_read_from_its_file(tmp_path):
    assert load_scheme(own(tmp_path)).group_of("satisfaction").code == "benefit"


BANDS_WITH_GAPS = """
[edition.grades]
source = "practice"
bands = [
    { name = "excellent", from = 90, to = 100 }, { name = "good", from = 80, to = 89 },
    { name = "medium", from = 60, to = 79 }, { name = "poor", from = 0, to = 59 },
]
"""
BANDS_WITHOUT_90 = """
[edition.grades]
source = "practice"
bands = [
    { name = "excellent", above = 90, to = 100 }, { name = "good", from = 80, below = 90 },
    { name = "medium", from = 60, below = 80 }, { name = "poor", from = 0, below = 60 },
]
"""
BANDS_THAT_OVERLAP = """
[edition.grades]
source = "practice"
bands = [
    { name = "excellent", from = 90, to = 100 }, { name = "good", from = 80, to = 90 },
    { name = "medium", from = 60, below = 80 }, { name = "poor", from = 0, below = 60 },
]
"""
BANDS_WITHOUT_100 = BANDS_WITH_GAPS.replace("to = 100", "below = 100").replace("to = 89", "below = 90").replace("to = 79", "below = 80")
BANDS_WITHOUT_0 = BANDS_WITH_GAPS.replace("from = 0", "above = 0").replace("to = 89", "below = 90").replace("to = 79", "below = 80")
BANDS_NAMED_WRONGLY = BANDS_WITH_GAPS.replace('"poor"', '"bad"')
FACTORS = '[edition.over]\nlimit = 1.3\nreasons = []\nsource = "practice"\nfactors = '
LATE = '[edition.late]\nmode = "tiers"\nsource = "practice"\ntiers = '


@pytest.mark.parametrize(
    ("groups", "more", "said"),
    [
        (GROUPS.replace("60", "61"), "", "分值合计 101，不是 100"),
        (GROUPS.replace("60", "-20").replace("30", "110"), "", "有分值小于零"),
        (GROUPS.replace('"cost"', '"costs"'), "", "没有一级指标“costs”"),
        (GROUPS.replace('"cost"', '"benefit"'), "", "一级指标“benefit”归了两处"),
        (GROUPS, BANDS_WITH_GAPS, "“poor”（到 59）与“medium”（从 60）之间的数哪一档也不属于"),
        (GROUPS, BANDS_WITHOUT_90, "“good”（到 90）与“excellent”（从 90）之间的数哪一档也不属于"),
        (GROUPS, BANDS_THAT_OVERLAP, "“good”（到 90）与“excellent”（从 90）重叠"),
        (GROUPS, BANDS_WITHOUT_100, "最高的区间“excellent”没有到头"),
        (GROUPS, BANDS_WITHOUT_0, "最低的区间“poor”没有从头开始"),
        (GROUPS, BANDS_NAMED_WRONGLY.replace("to = 89", "below = 90"), "之间的数哪一档也不属于"),
        (GROUPS, '[edition.exact]\nmode = "loose"\nsource = "practice"', "exact 只能是：positive、strict"),
        (GROUPS, '[edition.empty_group]\nto = "decision"\nsource = "practice"', "empty_group.to 只能是"),
        (GROUPS, FACTORS + "[{ up_to = 2, coefficient = 0.95 }]", "超额完成的设置不对"),
        (GROUPS, FACTORS + "[{ coefficient = 1.05 }]", "超额完成的设置不对"),
        (GROUPS, LATE + "[{ days = 90, share = 60 }, { days = 30, share = 80 }]", "逾期各档"),
        (GROUPS, LATE + "[]", "逾期各档"),
        (GROUPS, '[edition.proposal]\nmode = "flat"\nstep = 0.005\nsource = "practice"', "步长 0.005 不对"),
        (GROUPS, '[edition.attainment]\nsatisfaction_full = 90\nsource = "practice"', "满意度的两条线"),
        (GROUPS, '[edition.grade]\nsource = "practice"', "不认识的键：grade"),
        (GROUPS, '[edition.exact]\nmode = "strict"\nsource = "measures-101"\nstatus = "verified"', "不能标为 verified"),
    ],
)
def test_scheme_with_a_fault_is_refused(tmp_path, groups, more, said):
    with pytest.raises(SchemeError) as refused:
        load_scheme(own(tmp_path, groups, more))

    assert said in refused.value.message("zh")
    assert refused.value.message("en")


@pytest.mark.parametrize("text", ["id = ", 'id = "X"', 'id = "X"\n[[edition]]\n', OWN.format(groups="1", more="")])
def test_file_that_is_no_scheme_is_refused(tmp_path, text):
    path = tmp_path / "bad.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(SchemeError):
        load_scheme(path)


def test_newest_edition_of_the_day_holds(tmp_path):
    path = own(tmp_path)
    groups = '[{ code = "output", points = 80, holds = ["*"] }]'
    older = f'[[edition]]\nfrom = 2019-01-01\nexecution_points = 20\ngroups = {groups}\nsource = "practice"\n'
    text = path.read_text(encoding="utf-8").replace("[[edition]]", older + "[[edition]]\nfrom = 2023-06-01")
    path.write_text(text, encoding="utf-8")

    assert load_scheme(path, date(2023, 5, 31)).execution == 20
    assert load_scheme(path, date(2023, 6, 1)).execution == 10
    assert load_scheme(path).execution == 10


def test_changed_setting_is_remembered_and_checked():
    scheme = with_settings(load_scheme("HUBEI"), exact="strict")

    assert scheme.changed == ("exact",)
    assert scheme.origin_of("exact").source == "own-setting"
    with pytest.raises(SchemeError):
        with_settings(scheme, exact="other")


def test_bands_that_are_turned_round_are_told():
    (fault,) = band_faults([Band("a", Decimal(5), Decimal(1))])

    assert fault.key == "band.turned"
