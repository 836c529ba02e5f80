"""What a case is, and the two documents that most cases change in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.documents import document

Files = dict[str, str | bytes]
ONE_CELL = document()
LEVELS = """项目支出绩效目标表
部门名称：广州市海珠区某局
单位：万元

项目名称\t信息化运维经费
年度资金总额\t10.00
年度总体目标\t保障系统运行
一级指标\t二级指标\t三级指标\t年度指标值
产出指标\t数量指标\t培训次数\t≥1次
产出指标\t质量指标\t验收合格率\t≥90%
"""
OPERATORS = (
    LEVELS.replace("三级指标\t", "三级指标\t运算符号\t计量单位\t")
    .replace("培训次数\t≥1次", "培训次数\t≥\t次\t1")
    .replace("合格率\t≥90%", "合格率\t≥\t%\t90")
)
LISTING = """项目支出绩效目标表
部门名称：广州市海珠区某局
单位：万元

项目名称\t预算数\t年度目标\t一级指标\t二级指标\t三级指标\t指标值
甲\t10.00\t目标\t产出指标\t数量指标\t培训次数\t≥1次
乙\t5.00\t目标\t产出指标\t数量指标\t培训次数\t≥1次
"""


@dataclass(frozen=True)
class Case:
    """``broken`` breaks the rule, ``sound`` is as like it as can be and does not. Both: path ->
    content; a bare content stands in 2024/a.txt.

    ``patches`` are limits lowered for both, so that no file of gigabytes is needed.
    """

    broken: str | bytes | Files
    sound: str | bytes | Files = ONE_CELL
    patches: Mapping[str, object] = field(default_factory=dict)

    def files(self, which: str) -> Files:
        content = getattr(self, which)
        return content if isinstance(content, dict) else {"2024/a.txt": content}


def changed(text: str, *pairs: tuple[str, str]) -> str:
    """The text with some places changed; a place that is not there would make a case that proves
    nothing.
    """
    for old, new in pairs:
        assert old in text, f"{old!r} is not in the document"
        text = text.replace(old, new)
    return text
