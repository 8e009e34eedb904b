"""The pack of an invented county, right as it is; tests change one line of it."""

from pathlib import Path

QINGHE = """\
extends = "national"
title = { zh = "青禾县", en = "Qinghe county" }
region = { zh = "青禾县", en = "Qinghe county" }

[form]
name = "pingluo"
source = "notice"

[labels]
name = "专项名称"
"indicators.target" = "目标值"

[levels]
options = [
    { level1 = "output", level2 = ["output.quantity", "output.quality", "output.cost"] },
    { level1 = "benefit", level2 = ["benefit.social"] },
]
mandatory = ["output.quantity", "benefit"]
source = "notice"

[levels.labels]
"output.quantity" = "数量指标（必填）"

[review]
levels = ["unit_review", "finance_review"]
source = "notice"

[calendar]
declare_by = { day = "09-20", year = -1, source = "notice" }
disclose_by = { days = 15, after = "finance_approval", source = "notice" }

[money]
unit = "万元"
least_decimals = 2
most_decimals = 2
source = "notice"

[attributes]
options = [{ code = "01", label = "当年项目", period = "1年" }, { code = "02", label = "延续性项目" }]
source = "notice"

[period]
least = 1
most = 5
endless = 5
source = "notice"

[required]
fields = ["name", "amounts.annual", "goal", "indicators.target"]
source = "notice"

[rules.parameters."targets.low_satisfaction"]
value = 85
from = 2026-01-01
reason = { zh = "县里的要求", en = "what the county asks for" }
source = "notice"

[rules.not_applied.IND-010]
since = 2026-01-01
reason = { zh = "由人判断", en = "a person judges" }
source = "practice"

[rules.severities.VAL-030]
value = "error"
reason = { zh = "县里从严", en = "the county is strict" }
source = "notice"

[sources.notice]
zh = "青财绩〔2026〕1号"
en = "notice 1 of 2026 of the finance bureau of Qinghe"
status = "verified"
"""


def write_pack(folder: Path, text: str = QINGHE, name: str = "qinghe") -> Path:
    file = folder / f"{name}.toml"
    file.write_text(text, encoding="utf-8")
    return file
