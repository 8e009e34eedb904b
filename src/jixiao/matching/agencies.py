"""Whether two names are names of one agency (同一单位): with and without place, written out and in short forms."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from jixiao.matching.keys import key_of

_NOT_OURS = re.compile(r"20\d\d年?度?|部门预算|单位预算|部门决算|单位决算|[（(](?:汇总|含[^（()）]*|机关|本级|部门|单位)[)）]")
_ITSELF = re.compile(r"[（(]?本级[)）]?$")
_PART = r"[^省市区县旗]"
_PLACES = re.compile(
    rf"(?P<province>{_PART}{{2,10}}?(?:省|自治区))?"
    rf"(?P<city>{_PART}{{2,8}}?(?:市|自治州|盟|地区))?"
    rf"(?P<county>(?!社区|景区|校区|园区|辖区|库区|灾区|矿区|城区){_PART}{{1,8}}?(?:区|县|旗|市))?"
)
_RANK = re.compile(r"^(?:本|我|全)?([省市区县旗])(?!场|政|容|级)")
_LEAST_REST = 4
_HIGHER = re.compile(r"(?:局|厅|委|委员会|部|府|办公室|院|会)$")
_LEVELS = ("province", "city", "county")


@dataclass(frozen=True, slots=True)
class Agency:
    """A name of an agency in parts (单位名称).

    Attributes:
        places: names of province, city and county that it begins with, from the largest to the smallest.
        rank: 省, 市, 区, 县 or 旗 where it stands for a place that is not named (市公安局).
        body: the rest, with short forms written out.
    """

    places: tuple[str, ...]
    rank: str
    body: str


@cache
def _long_forms() -> tuple[re.Pattern[str], dict[str, str]]:
    table = tomllib.loads(resources.files("jixiao.matching").joinpath("agencies.toml").read_text(encoding="utf-8"))["long"]
    forms = {**{long: long for long in table.values()}, **table}
    return re.compile("|".join(f"{re.escape(form)}(?!员会)" for form in sorted(forms, key=lambda form: (-len(form), form)))), forms


@lru_cache(maxsize=4096)
def agency_of(name: str) -> Agency:
    """A name in its parts.

    >>> agency_of("云川市公安局交警支队2025年度部门预算")
    Agency(places=('云川市',), rank='', body='公安局交通警察支队')
    >>> agency_of("市公安局交通警察支队")
    Agency(places=(), rank='市', body='公安局交通警察支队')
    """
    flat = _ITSELF.sub("", key_of(_NOT_OURS.sub("", name)) or "")
    pattern, forms = _long_forms()
    rank = _RANK.match(flat)
    if rank:
        return Agency((), rank[1], pattern.sub(lambda match: forms[match[0]], flat[rank.end() :]))
    match = _PLACES.match(flat)
    places = tuple(match[level] for level in _LEVELS if match[level]) if match else ()
    body = flat[match.end() :] if match else flat
    return Agency(places, "", pattern.sub(lambda found: forms[found[0]], body))


def same_agency(left: str | None, right: str | None) -> float:
    """How sure it is that two names are of one agency: 1 the same, above 0 in short forms or without the place, 0 another one.

    >>> same_agency("云川市公安局交警支队", "市公安局交通警察支队"), same_agency("云川市财政局", "青岭市财政局")
    (0.9, 0.0)
    """
    if not left or not right:
        return 0.0
    one, other = agency_of(left), agency_of(right)
    if not one.body or not other.body:
        return 0.0
    place = _same_place(one, other)
    return round(place * _same_body(one, other), 2)


def _same_place(one: Agency, other: Agency) -> float:
    """Whether two names may be of one place: equal, the larger places left out, or none named."""
    if one.places == other.places and one.rank == other.rank:
        return 1.0
    if one.places and other.places:
        shorter, longer = sorted((one.places, other.places), key=len)
        return 0.95 if longer[-len(shorter) :] == shorter else 0.0
    named, bare = (one, other) if one.places else (other, one)
    if not named.places:
        return 0.8 if not one.rank or not other.rank else 0.0
    if bare.rank:
        return 0.9 if named.places[-1].endswith(bare.rank) else 0.0
    return 0.8


def _same_body(one: Agency, other: Agency) -> float:
    """Whether two names without place are of one agency: equal, or one of them without the agency above it."""
    if one.body == other.body:
        return 1.0
    shorter, longer = sorted((one.body, other.body), key=len)
    if len(shorter) < _LEAST_REST or not longer.endswith(shorter):
        return 0.0
    return 0.85 if _HIGHER.search(longer[: -len(shorter)]) else 0.0
