"""The unit of a row's value: of its own cell, of the header over the values, or beside a number
that stands under the header of units.
"""

from __future__ import annotations

import re

from transforms.layouts.level_table.blocks import Block
from transforms.layouts.level_table.columns import TARGETS
from transforms.layouts.level_table.evidence import is_unit
from transforms.records import Indicator
from transforms.words.folding import fold

_NUMBER = re.compile(r"[≥≤≧≦><=]{0,2}\d[\d,]*(?:\.\d+)?")
_IN_HEADER = re.compile(r"\((?:计量|度量)?(?:单位[:：])?([^()]{1,6})\)$")
_POINTS = "分"  # 指标值（分）: of the score


def put_units(block: Block, indicator: Indicator) -> None:
    """Put what stands beside or over the value where it belongs."""
    _exchange(indicator)
    _put_text_beside_unit(indicator)
    _put_unit_of_header(block, indicator)


def _exchange(indicator: Indicator) -> None:
    """The heads are exchanged: the number stands under 单位, its unit under 指标值."""
    text, number = indicator.annual_value or "", indicator.unit or ""
    if _NUMBER.fullmatch(fold(number)) and is_unit(fold(text)):
        indicator.annual_value, indicator.unit = number, text


def _put_text_beside_unit(indicator: Indicator) -> None:
    """A target in words that stands under 单位（文字描述）, where sign and number are blank.

    指标值
    符号 | 值 | 单位（文字描述）
    ≥    | 30 | 万元
         |    | 显著提高
    """
    text, values = indicator.unit, (indicator.period_value, indicator.annual_value)
    if text and values == (None, "") and not indicator.operator and not is_unit(fold(text)):
        indicator.annual_value, indicator.unit = text, ""


def _put_unit_of_header(block: Block, indicator: Indicator) -> None:
    """目标值（万元） over ≤30. A value that prints a unit keeps it."""
    values = [text for text in (indicator.annual_value, indicator.period_value) if text]
    if indicator.unit or not values or not all(_NUMBER.fullmatch(fold(one)) for one in values):
        return
    heads = (column.printed for column in block.columns if column.role in TARGETS)
    found = {match[1] for head in heads if (match := _IN_HEADER.search(fold(head)))}
    if len(found) == 1 and is_unit(unit := found.pop()) and unit != _POINTS:
        indicator.unit = unit
