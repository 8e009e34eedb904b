"""What differs between jurisdictions, as data (地区包): layout, labels, levels of review, calendar, settings of rules.

A pack is one file (``jurisdictions/<id>.toml``, or a file of an agency's own) with the keys of ``keys.toml``; each of its statements says
what it rests on and how far that is verified. :func:`load_pack` gives it ready for use, :func:`check_pack` tells everything that is wrong
with it, :func:`catalogue_for` gives the rules as they hold there, :func:`declaration_for` the form as it is printed there,
:func:`overlaid` a pack with what a ledger sets over it, of which :func:`inherited` says what holds for it.
"""

from jixiao.packs.fault import PackError, PackFault
from jixiao.packs.loading import check_pack, load_pack
from jixiao.packs.overlaying import Setting, inherited, overlaid
from jixiao.packs.pack import (
    DEADLINES,
    EVENTS,
    HEADS,
    REVIEW_LEVELS,
    Attribute,
    Basis,
    Deadline,
    ExAnte,
    Level1Option,
    Level2Option,
    NotApplied,
    Pack,
    ParameterSetting,
    PeriodRule,
    RuleSettings,
    SeveritySetting,
    WholeDepartment,
)
from jixiao.packs.printing import declaration_for
from jixiao.packs.reading import pack_ids
from jixiao.packs.same import SamePack
from jixiao.packs.settings import catalogue_for
from jixiao.packs.whole_department import WHOLE, for_whole_department

__all__ = [
    "DEADLINES",
    "EVENTS",
    "HEADS",
    "REVIEW_LEVELS",
    "WHOLE",
    "Attribute",
    "Basis",
    "Deadline",
    "ExAnte",
    "Level1Option",
    "Level2Option",
    "NotApplied",
    "Pack",
    "PackError",
    "PackFault",
    "ParameterSetting",
    "PeriodRule",
    "RuleSettings",
    "SamePack",
    "Setting",
    "SeveritySetting",
    "WholeDepartment",
    "catalogue_for",
    "check_pack",
    "declaration_for",
    "for_whole_department",
    "inherited",
    "load_pack",
    "overlaid",
    "pack_ids",
]
