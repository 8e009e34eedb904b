"""Jurisdictions for tests: the packs of the six forms, with levels and fields that are required here and not there."""

from dataclasses import replace

from jixiao.packs import Pack, load_pack

FORMS = ("national", "ningxia", "pingluo", "xinzhou", "shijiazhuang", "tianjin")


def jurisdiction(form: str, **changes: object) -> Pack:
    usual = {
        "mandatory_levels": ("output.quantity", "benefit"),
        "required_fields": ("name", "amounts.annual", "goal", "indicators.name", "indicators.target"),
        "attributes": (),
    }
    return replace(load_pack(form), **(usual | changes))
