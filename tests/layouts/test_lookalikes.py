"""Precision: tables that stand beside target tables in the same disclosures give nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.layouts.test_forms import plain
from transforms.document import Block, Line, Table
from transforms.joining.join import stitch
from transforms.layouts import fitting, looks_like_target
from transforms.layouts.sections import sections
from transforms.reading import read

LOOKALIKES = {
    "收支总表": plain(
        ("收入", "", "支出", ""),
        ("项目", "预算数", "项目", "预算数"),
        ("一、财政拨款收入", "100", "一、一般公共服务支出", "100"),
        ("合计", "100", "合计", "100"),
    ),
    "三公经费": plain(
        ("项目", "预算数", "决算数", "增减情况说明"),
        ("因公出国（境）费", "0", "0", ""),
        ("公务接待费", "1.5", "1.2", "厉行节约"),
    ),
    "政府采购": plain(
        ("序号", "采购项目名称", "采购品目", "计量单位", "数量", "预算金额"),
        ("1", "办公用纸", "A0402", "箱", "30", "0.5"),
    ),
    "部门收入": plain(
        ("科目编码", "科目名称", "合计", "财政拨款", "事业收入", "其他资金"),
        ("201", "一般公共服务支出", "100", "100", "", ""),
    ),
    "项目支出表": plain(
        ("项目名称", "项目单位", "合计", "财政拨款", "其他资金"), ("培训费", "某局", "10", "10", "")
    ),
    "经济指标": plain(
        ("指标名称", "单位", "上年", "本年", "增长"), ("地区生产总值", "亿元", "100", "105", "5%")
    ),
    "评价指标体系": plain(
        ("一级指标", "二级指标", "三级指标", "分值", "评分标准", "得分"),
        ("决策", "项目立项", "立项依据充分性", "3", "充分得满分", "3"),
        ("过程", "资金管理", "资金到位率", "4", "按比例", "4"),
        ("产出", "产出数量", "完成率", "10", "按比例", "9"),
    ),
    "主要经济指标完成情况": plain(
        ("指标名称", "计量单位", "目标值", "实际完成值"),
        ("地区生产总值", "亿元", "500", "512"),
        ("财政收入", "亿元", "30", "31"),
    ),
    "效能考核": plain(
        ("序号", "考核指标", "分值", "评分标准", "自评得分"),
        ("1", "组织学习", "10", "每少一次扣1分", "10"),
    ),
    "干部绩效考核指标表": plain(
        ("考核维度", "考核指标", "目标值", "权重", "考核部门"),
        ("工作业绩", "客户投诉次数", "≤2次", "60", "办公室"),
        ("能力素质", "培训参加率", "≥90%", "40", "人事科"),
    ),
    "绩效工资核定表": plain(
        ("指标名称", "计量单位", "目标值", "分值"),
        ("出勤天数", "天", "250", "60"),
        ("病历合格率", "%", "≥95", "40"),
    ),
    "资产表": plain(
        ("项目", "计量单位", "数量", "价值", "备注"),
        ("一、资产总额", "—", "—", "1,234.50", ""),
        ("其中：房屋", "平方米", "3,200", "600.00", ""),
    ),
    "考核分工": plain(
        ("序号", "工作任务", "牵头单位", "完成时限", "备注"),
        ("1", "项目建设", "某局", "12月底", ""),
    ),
}


@pytest.mark.parametrize("name", LOOKALIKES)
def test_lookalike_table_gives_nothing(name: str) -> None:
    assert not _hits((Line(f"某局2024年{name}", 1), Line("单位：万元", 2), LOOKALIKES[name]))


@pytest.mark.parametrize("name", ["putuo_commerce_commission_2025", "putuo_government_office_2025"])
def test_document_without_target_table_gives_nothing(name: str, corpus: Path) -> None:
    assert not _hits(
        stitch(read((corpus / "no_table" / f"{name}.pdf").read_bytes(), f"{name}.pdf").blocks)
    )


def test_prose_about_targets_is_no_target() -> None:
    assert not _hits(
        (
            Line("2025年度，本部门编报绩效目标的项目共25个，涉及项目预算资金11381.60万元。", 1),
            Line("绩效目标：详见单位的项目绩效目标表", 2),
            Line("存在的问题：数量指标：设置不够细化；质量指标：量化程度不高。", 4),
            Line("我局完善了数量指标、质量指标、时效指标等评价体系。", 3),
        )
    )


def test_target_table_of_an_unknown_layout_is_noticed() -> None:
    table: Table = plain(
        ("一级目标", "目标名称", "目标值", "评价指标", "标准值"),
        ("产出目标", "完成数", "5", "完成率", "100%"),
    )
    (section,) = sections((table,))
    assert not fitting(section)
    assert looks_like_target(section)


def _hits(blocks: tuple[Block, ...]) -> list[str]:
    return [layout.LAYOUT for section in sections(tuple(blocks)) for layout in fitting(section)] + [
        "looks like a target" for section in sections(tuple(blocks)) if looks_like_target(section)
    ]


def test_an_appraisal_behind_a_table_of_targets_gives_nothing() -> None:
    targets = plain(
        ("项目名称", "执法装备", "", ""),
        ("一级指标", "二级指标", "三级指标", "指标值"),
        ("产出指标", "数量指标", "更新记录仪", "180台"),
    )
    persons = plain(
        ("序号", "考核指标", "目标值", "权重"),
        ("1", "信息报送", "≥24篇", "30"),
        ("2", "会议出勤率", "≥95%", "30"),
    )
    title = Line("2024年度项目支出绩效目标表", 1)
    alone = _hits((title, targets))
    assert alone
    assert _hits((title, targets, Line("局机关科室绩效考核表", 9), persons)) == alone
