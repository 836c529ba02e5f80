"""What the lines above a table say: title, department, unit of the amounts, fiscal year, kind of table."""

from __future__ import annotations

import re
from collections.abc import Iterable

from transforms.fold import fold
from transforms.money import caption_unit
from transforms.records import Heading

_TITLE = re.compile(r"绩效(?:目标|自评|监控|评价)|项目支出.{0,12}表$")
_LABELLED = re.compile(r"(?P<label>部门名称|部门[(（]单位[)）]名称|主管部门|业务主管部门|项目主管部门|预算部门|一级预算单位|部门|填报部门"
                       r"|资金使用单位|实施单位|项目单位|预算单位|填报单位|申报单位|编制单位|单位名称|单位)(?:[(（](?:盖章|公章|章)[)）])?\s*[:：]\s*(?P<value>.+)")
_NEXT_LABEL = re.compile(r"\s+(?=\S{2,8}[:：])|(?<=\S)(?=(?:金额)?单位[:：](?:人民币)?[万亿千百]?元)|[;；]|(?<=\S)\s{2,}")
_DEPARTMENT = ("部门名称", "部门(单位)名称", "主管部门", "业务主管部门", "项目主管部门", "预算部门", "一级预算单位", "部门", "填报部门")  # by trust
_CODED = re.compile(r"\d{3,9}[-—_]?[^\W\d_]{2,30}(?:局|委|委员会|办|办公室|中心|院|校|部|厅|处|所|站|政府|街道|街道办事处|镇|乡|会|队)")
_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?:年度?|(?=部门|单位|预算|决算|项目|绩效|\.|$))")
_CHINESE_YEAR = re.compile(r"二[〇○零0O][一二三四][〇○零一二三四五六七八九](?=年)")
_DIGITS = str.maketrans("〇○零O一二三四五六七八九", "0000123456789")
_KINDS = (("self_evaluation", re.compile(r"自评|绩效评价(?:报告|结果|表)|评价得分")), ("monitoring", re.compile(r"监控")),
          ("adjusted", re.compile(r"调整")))
_HEADLINE = re.compile(r"^.{0,40}(?:预算|决算|绩效|公开)(?!.{20,})|^\(?[\d〇○零O一二三四五六七八九]{4}年度?\)?$")
_DEPARTMENT_WIDE = re.compile(r"(?:部门|单位)\)?整体|^\d*年?度?整体支出")


def read_heading(lines: Iterable[str]) -> Heading:
    """The heading of one table, from the text lines above it (nearest last).

    >>> heading = read_heading(['2024年项目支出绩效目标表', '部门名称：某局  单位：万元'])
    >>> heading.fiscal_year, heading.department, heading.amount_unit
    (2024, '某局', '万元')
    """
    texts = [line for line in lines if line.strip()]
    title = next((text.strip().lstrip("#").strip() for text in reversed(texts) if is_title(text)), None)
    labelled = _labelled(texts)
    unit = next((unit for text in reversed(texts) if (unit := caption_unit(text))), None)
    return Heading(title, next((labelled[label] for label in _DEPARTMENT if label in labelled), None),
                   next((value for label, value in labelled.items() if label not in _DEPARTMENT), None), unit,
                   year_of(title or "") or next((year for text in texts if _HEADLINE.search(fold(text)[:60]) and (year := year_of(text))), None),
                   kind_of(title or ""), "department" if _DEPARTMENT_WIDE.search(fold(title or "")) else "project")


def is_title(text: str) -> bool:
    """Whether a line reads like the heading of such a table: short, and naming 绩效目标 or its kin."""
    folded = fold(text)
    return len(folded) <= 60 and bool(_TITLE.search(folded)) and not folded.endswith(("。", "；", "，"))


def year_of(text: str) -> int | None:
    """The fiscal year that a heading or a path prints; None if it prints none, or several.

    >>> year_of('二〇二四年部门预算'), year_of('2024年度'), year_of('2023-2024年对比：2022年'), year_of('12345热线')
    (2024, 2024, None, None)
    """
    folded = fold(text)
    years = {int(year) for year in _YEAR.findall(folded)} | {int(year.translate(_DIGITS)) for year in _CHINESE_YEAR.findall(text)}
    return years.pop() if len(years) == 1 else None


def kind_of(title: str) -> str:
    """document_kind by the title: a target table unless it says that it is something else."""
    folded = fold(title)
    return next((kind for kind, pattern in _KINDS if pattern.search(folded)), "target")


def _labelled(texts: list[str]) -> dict[str, str]:
    """Values of the labels that name a department or a unit; '单位：万元' is an amount unit and none of them."""
    found: dict[str, str] = {}
    for text in texts:
        for piece in _NEXT_LABEL.split(text.strip()):
            match = _LABELLED.match(piece.strip().lstrip("#").strip())
            if match and not caption_unit(piece):
                found[fold(match["label"])] = match["value"].strip()
            elif coded := _CODED.fullmatch(piece.strip()):
                found["单位名称"] = coded[0]
    return found
