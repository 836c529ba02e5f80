"""Rules over one indicator: its name, its levels and its values."""

from __future__ import annotations

from tests.documents import Project, document, indicators
from tests.trust.cases.case import LEVELS, ONE_CELL, OPERATORS, Case, changed


def cell(*items: str) -> str:
    return document(projects=[Project(indicators=indicators(items=items))])


def item(name: str = "培训", value: str = "≥1次", head: str = "1-产出指标,11-数量指标") -> str:
    return f"{head},{name}；实施周期指标值:{value},年度指标值:{value}"


CASES = {
    "left_over_text": Case(
        changed(ONE_CELL, ("1、1-产出", "见附件。1、1-产出")),
        changed(ONE_CELL, ("1、1-产出", " 1、1-产出")),
    ),
    "numbering_gap": Case(
        changed(ONE_CELL, ("3、3-", "4、3-")),
        changed(ONE_CELL, ("1、1-", "1-"), ("2、1-", "1-"), ("3、3-", "3-")),
    ),
    "numbering_repeated": Case(changed(ONE_CELL, ("3、3-", "2、3-")), ONE_CELL),
    "no_indicators": Case(document(projects=[Project(indicators="")]), ONE_CELL),
    "item_glued": Case(
        cell("1-产出指标,11-数量指标,培训；实施周期指标值:450,年度指标值:450").replace(
            "年度指标值:450；", "年度指标值:4502、" + item(head="1-产出指标,12-质量指标")
        ),
        cell(item(value="450"), item(head="1-产出指标,12-质量指标")),
    ),
    "name_missing": Case(cell(item(name="")), cell(item(name="培"))),
    "number_unreadable": Case(
        changed(LEVELS, ("指标值\n", "指标值\t得分\n"), ("≥1次\n", "≥1次\t优\n")),
        changed(LEVELS, ("指标值\n", "指标值\t得分\n"), ("≥1次\n", "≥1次\t9.5分\n")),
    ),
    "value_missing": Case(cell("1-产出指标,11-数量指标,培训"), cell(item())),
    "category_unknown": Case(changed(LEVELS, ("产出指标\t数量", "胡说指标\t数量")), LEVELS),
    "category_missing": Case(changed(LEVELS, ("产出指标\t数量", "\t数量")), LEVELS),
    "subcategory_unknown": Case(changed(LEVELS, ("数量指标", "乱写指标")), LEVELS),
    "subcategory_missing": Case(changed(LEVELS, ("数量指标", "")), LEVELS),
    "level_from_code": Case(cell(item(head="1-产出指标,11-")), cell(item())),
    "code_unknown": Case(cell(item(head="1-产出指标,98-数量指标")), cell(item())),
    "code_contradicts_name": Case(
        cell(item(head="1-产出指标,12-数量指标")), cell(item(head="1-产出指标,12-质量指标"))
    ),
    "subcategory_under_other_category": Case(
        cell(item(head="2-效益指标,11-数量指标")),
        cell(item("满意度", "≥90%", "2-效益指标,31-服务对象满意度")),
    ),
    "duplicate_indicator": Case(
        cell(item(), item(value="≥2次")), cell(item(), item("培训人数", "≥2人"))
    ),
    "rate_above_100": Case(
        cell(item("验收合格率", "292%")),
        cell(item("收入增长率", "292%"), item("验收合格率", "100%")),
    ),
    "second_condition": Case(
        cell(item("验收合格率", "≥90%，且不少于5个")), cell(item("验收合格率", "95%以上(含95%)"))
    ),
    "counted_by_unread": Case(
        cell(item("补助标准", "每一个新认定的国家级示范园区奖励50万元")),
        cell(item("补助标准", "每个园区奖励50万元")),
    ),
    "formula_error": Case(cell(item("培训人数", "#REF!")), cell(item("培训人数", "-"))),
    "unit_contradiction": Case(
        changed(OPERATORS, ("次\t1", "人\t1次")), changed(OPERATORS, ("次\t1", "次\t1次"))
    ),
    "operator_unknown": Case(changed(OPERATORS, ("次数\t≥", "次数\t蓝色")), OPERATORS),
    "operator_contradiction": Case(
        changed(OPERATORS, ("%\t90", "%\t≤90")), changed(OPERATORS, ("%\t90", "%\t≥90"))
    ),
    "impossible_range": Case(cell(item(value="20次-5次")), cell(item(value="5次-20次"))),
    "unit_contradicts_name": Case(
        cell(item("验收合格率", "90个"), item("培训人数", "95%")),
        cell(
            item("巡查频率", "每月2次"), item("游客人数", "较上年增长5%"), item("培训人数", "95人")
        ),
    ),
}
