"""docs/views.md, written from the headers of the views and the rules of the review: ``python -m
warehouse.catalogue.manual``.
"""

from __future__ import annotations

from pathlib import Path

from warehouse.catalogue.definition import Definition
from warehouse.catalogue.definitions import known
from warehouse.catalogue.labels import chinese, column
from warehouse.catalogue.lists import signal_file

# of the checkout in which `make docs` runs
PAGE = Path("docs/views.md")
_HEAD = """# Views 分析视图

Written by `make docs` from warehouse/catalogue/views and warehouse/catalogue/signals. Each view
is one SQL file. Each stands in the catalogue under its English and its Chinese name; the Chinese
columns carry their unit. Amounts are in 万元 (10,000 yuan). `jixiao sql "…"` asks them, every BI
tool sees them.
"""
_SIGNALS = """## Review rules 审核规则

A lead (审核线索) is for a person to look at and no verdict on anybody; it is not a finding
(数据问题), which is about our reading. Every rule answers 命中, 未命中 or 无法判断 for every
project, and the third is counted. Grade A is a fact that may be listed, B a lead. What is weaker
than that exists as department shares only (`department_gaps`). There is no score of a
department.

What a person found out about a lead (checked, justified, dropped; by whom, when) is an entry of
`data/dispositions.yml` and stands beside the lead in `signals`, `leads` and `audit_sheet`;
`lead_dispositions` tells which entries still hold.

| rule | 名称 | grade | about | unfair when | 何时不公 | guard | 防误判条件 |
|---|---|---|---|---|---|---|---|
"""
_PARAMETERS = """
## Thresholds 审核参数

Those of a `jixiao.toml` in the working folder or above it count before these; what a build was made
with stands in the view `parameters` (审核参数).

```toml
[thresholds]
large_amount = 300       # 万元
result_tolerance = 0.1
```

| threshold | default | measured in | meaning | source |
|---|---|---|---|---|
"""


def page() -> str:
    """The whole page as Markdown."""
    every = known(Path("data/curated/current"))
    views = [_view(one) for one in sorted(every.values(), key=lambda one: one.name) if one.notes]
    wanted = ("title_zh", "grade", "basis_of_rule", "unfair", "unfair_zh", "guard", "guard_zh")
    rules = [
        f"| `{row['signal']}` | {' | '.join(row[name] for name in wanted)} |"
        for row in signal_file("rules")
    ]
    return "\n".join([_HEAD, *views, _SIGNALS + "\n".join(rules), _PARAMETERS + _parameters(), ""])


def _parameters() -> str:
    named = ("value", "measured_in", "meaning", "threshold_source")
    return "\n".join(
        f"| `{row['parameter']}` | "
        + " | ".join(row[name].replace("|", "\\|") for name in named)
        + " |"
        for row in signal_file("parameters")
    )


def _view(one: Definition) -> str:
    columns = [
        f"| `{name}` | {chinese(name)} | {column(name).description.replace('|', '/')} |"
        for name in one.columns
    ]
    parts = [
        f"**{title}.** {one.notes[note]}\n"
        for title, note in (("Method", "method"), ("Why", "why"), ("Excludes", "excludes"))
    ]
    return "\n".join(
        [
            f"## {one.name} {one.label_zh}\n",
            f"{one.description}\n",
            *parts,
            f"```sql\n{one.notes['example']}\n```\n",
            "| column | 名称 | meaning |",
            "|---|---|---|",
            *columns,
            "",
        ]
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
