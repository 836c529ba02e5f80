"""Rules about tables: layouts, columns, sums, amounts."""

from __future__ import annotations

from tests.documents import HEADER, Project, document, indicators
from tests.trust.cases.case import LEVELS, LISTING, ONE_CELL, Case, changed

PROSE = (
    "某项目绩效目标\n部门名称：广州市海珠区某局\n项目名称：甲\n"
    "数量指标：培训次数{}；质量指标：合格率≥90%。\n"
)
GLUED = (
    "某某表\n部门名称：广州市海珠区某局\n项目名称：甲\n一级指标二级指标三级指标指标值\n"
    "产出指标数量指标培训次数≥1次\n"
)
STRANGE = (
    "项目支出绩效目标表\n部门名称：广州市海珠区某局\n甲列\t一级指标\t乙列\n甲\t10\t产出指标\n"
    "丙\t三级指标\t指标值\n"
)

CASES = {
    "layout_unknown": Case(
        STRANGE, changed(STRANGE, ("一级指标", "甲乙"), ("三级指标", "丙丁"), ("指标值", "戊"))
    ),
    "layout_ambiguous": Case(ONE_CELL, ONE_CELL, {"transforms.parse.fitting": None}),
    "column_unknown": Case(
        changed(LEVELS, ("年度指标值", "年度指标值\t奇怪的列"), ("≥1次", "≥1次\t你好")),
        changed(LEVELS, ("年度指标值", "年度指标值\t备注"), ("≥1次", "≥1次\t你好")),
    ),
    "row_without_project": Case(ONE_CELL + f"\t5.00\t5.00\t\t\t目标\t{indicators()}\n", ONE_CELL),
    "amount_unit_missing": Case(document(unit=None), document(unit="元")),
    "amount_unreadable": Case(
        changed(ONE_CELL, ("经费\t10.00\t10.00", "经费\t约十万\t10.00")),
        changed(ONE_CELL, ("经费\t10.00\t10.00", "经费\t10.00\t-")),
    ),
    "row_sum": Case(
        changed(LEVELS, ("总额\t10.00", "总额\t10.00\n其中：财政拨款\t8.00\n其他资金\t1.00")),
        changed(LEVELS, ("总额\t10.00", "总额\t10.00\n其中：财政拨款\t8.00\n其他资金\t2.00")),
    ),
    "parts_without_total": Case(
        changed(LEVELS, ("年度资金总额\t10.00", "财政拨款\t8.00\n中央资金\t2.00")),
        changed(LEVELS, ("年度资金总额\t10.00", "财政拨款\t8.00\n其他资金\t2.00")),
    ),
    "sum_of_rows": Case(
        document(projects=[Project("甲", "10.00"), Project("乙", "20.00")], total="31.00"),
        document(projects=[Project("甲", "10.00"), Project("乙", "20.00")]),
    ),
    "cells_glued": Case(GLUED, LEVELS),
    "cell_unread": Case(changed(LEVELS, ("运维经费\n", "运维经费\t无主的话\n")), LEVELS),
    "no_column": Case(changed(LEVELS, ("年度总体目标", "立项依据")), LEVELS),
    "row_without_indicator": Case(
        changed(LEVELS, ("年度指标值", "年度指标值\t备注"))
        + "效益指标\t社会效益指标\t\t\t另见附件\n",
        changed(LEVELS, ("年度指标值", "年度指标值\t备注")) + "效益指标\t社会效益指标\t……\t\t\n",
    ),
    "function_code_doubtful": Case(
        changed(LEVELS, ("年度资金总额", "功能科目\t20502010学前教育\n年度资金总额")),
        changed(LEVELS, ("年度资金总额", "功能科目\t2050201学前教育\n年度资金总额")),
    ),
    "project_missing": Case(changed(LEVELS, ("项目名称\t信息化运维经费\n", "")), LEVELS),
    "project_by_heading": Case(
        "一、信息化运维经费\n" + changed(LEVELS, ("项目名称\t信息化运维经费\n", "")), LEVELS
    ),
    "value_not_cut": Case(PROSE.format("若干很多"), PROSE.format("≥1次")),
}
assert HEADER in ONE_CELL
assert "甲\t10.00" in LISTING
