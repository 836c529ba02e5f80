"""What the lines above a table say.

Title, department, unit of the amounts, fiscal year, kind of table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from transforms.words.amounts import caption_unit
from transforms.words.folding import fold

_TITLE = re.compile(r"绩效(?:目标|自评|监控|评价)|项目支出.{0,12}表$")
_LABELLED = re.compile(
    r"(?P<label>部门名称|部门[(（]单位[)）]名称|主管部门|业务主管部门"
    r"|项目主管部门|预算部门|一级预算单位|部门|填报部门"
    r"|资金使用单位|实施单位|项目单位|预算单位|填报单位|申报单位|编制单位|单位名称|单位)"
    r"(?:[(（](?:盖章|公章|章)[)）])?\s*[:：]\s*(?P<value>.+)"
)
_NEXT_LABEL = re.compile(
    r"(?<!\s)\s++(?=\S{2,8}[:：])"
    r"|(?<=\S)(?=(?:金额)?单位[:：](?:人民币)?[万亿千百]?元)|[;；]|(?<=\S)\s{2,}"
)
_SENTENCE = re.compile("[。；;]")
# the most reliable label first
_DEPARTMENT = (
    "部门名称",
    "部门(单位)名称",
    "主管部门",
    "业务主管部门",
    "项目主管部门",
    "预算部门",
    "一级预算单位",
    "部门",
    "填报部门",
)
_CODED = re.compile(
    r"\d{3,9}[-—_]?[^\W\d_]{2,30}"
    r"(?:局|委|委员会|办|办公室|中心|院|校|部|厅|处|所|站|政府|街道|街道办事处|镇|乡|会|队)"
)
_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?:年度?|(?=部门|单位|预算|决算|项目|绩效|\.|$))")
_CHINESE_YEAR = re.compile(r"二[〇○零0O][一二三四][〇○零一二三四五六七八九](?=年)")
_DIGITS = str.maketrans("〇○零O一二三四五六七八九", "0000123456789")
_KINDS = (
    ("self_evaluation", re.compile(r"自评|绩效评价(?:报告|结果|表)|评价得分")),
    ("monitoring", re.compile(r"监控")),
    ("adjusted", re.compile(r"调整")),
)
_HEADLINE = re.compile(
    r"^.{0,40}(?:预算|决算|绩效|公开)(?!.{20,})|^\(?[\d〇○零O一二三四五六七八九]{4}年度?\)?$"
)
_OWN_YEAR = re.compile(r"^\(?[\d〇○零O一二三四五六七八九]{4}年?度?\)?(?:$|(?:金额)?单位)")
_DEPARTMENT_WIDE = re.compile(r"(?:部门|单位)\)?整体|^\d*年?度?整体支出")


@dataclass(frozen=True, slots=True)
class Heading:
    """What the lines above a table say. None: they do not say it."""

    title: str | None = None
    department: str | None = None
    spending_unit: str | None = None
    amount_unit: str | None = None
    fiscal_year: int | None = None
    document_kind: str = "target"
    scope: str = "project"


def read_heading(lines: Iterable[str]) -> Heading:
    """The heading of one table, from the text lines above it (nearest last).

    >>> heading = read_heading(['2024年项目支出绩效目标表', '部门名称：某局  单位：万元'])
    >>> heading.fiscal_year, heading.department, heading.amount_unit
    (2024, '某局', '万元')
    """
    texts = [line for line in lines if line.strip()]
    at = next((number for number in reversed(range(len(texts))) if is_title(texts[number])), None)
    title = None if at is None else texts[at].strip().lstrip("#").strip()
    labelled = _labelled(texts)
    unit = next((unit for text in reversed(texts) if (unit := caption_unit(text))), None)
    return Heading(
        title,
        next((labelled[label] for label in _DEPARTMENT if label in labelled), None),
        next((value for label, value in labelled.items() if label not in _DEPARTMENT), None),
        unit,
        year_of(title or "") or _year_beside(texts, at),
        kind_of(title or ""),
        "department" if _DEPARTMENT_WIDE.search(fold(title or "")) else "project",
    )


def _year_beside(texts: list[str], title: int | None) -> int | None:
    """The year of a form whose title prints none.

    The form's own line below the title, （2022年度）, before any headline of the page above it.
    """
    behind = [] if title is None else texts[title + 1 :]
    own = next(
        (year for text in behind if _OWN_YEAR.match(fold(text)) and (year := year_of(text))), None
    )
    headlines = (text for text in texts if _HEADLINE.search(fold(text)[:60]))
    return own or next((year for text in headlines if (year := year_of(text))), None)


def is_title(text: str) -> bool:
    """Whether a line reads like the heading of such a table.

    It is short, and names 绩效目标 or a like word.
    """
    folded = fold(text)
    return (
        len(folded) <= 60
        and bool(_TITLE.search(folded))
        and not folded.endswith(("。", "；", ";", "，", ",", "如下", "如下:"))
    )


def is_heading(text: str) -> bool:
    """Whether a line reads like part of the heading of a table: its title, department or unit."""
    heading = read_heading([text])
    return is_title(text) or replace(heading, fiscal_year=None) != Heading()


def year_of(text: str) -> int | None:
    """The fiscal year that a heading or a path prints; None if it prints none, or several.

    >>> year_of('二〇二四年部门预算'), year_of('2024年度')
    (2024, 2024)
    >>> year_of('2023-2024年对比：2022年'), year_of('12345热线')
    (None, None)
    """
    folded = fold(text)
    years = {int(year) for year in _YEAR.findall(folded)}
    years |= {int(year.translate(_DIGITS)) for year in _CHINESE_YEAR.findall(text)}
    return years.pop() if len(years) == 1 else None


def kind_of(title: str) -> str:
    """document_kind by the title: a target table unless it says that it is something else."""
    folded = fold(title)
    return next((kind for kind, pattern in _KINDS if pattern.search(folded)), "target")


def _labelled(texts: list[str]) -> dict[str, str]:
    """Values of the labels that name a department or a unit.

    '单位：万元' is an amount unit and none of them.
    """
    values: dict[str, str] = {}
    for text in texts:
        for piece in _NEXT_LABEL.split(text.strip()):
            match = _LABELLED.match(piece.strip().lstrip("#").strip())
            if match and not caption_unit(piece):
                values[fold(match["label"])] = _SENTENCE.split(match["value"])[0].strip()
            elif coded := _CODED.fullmatch(piece.strip()):
                values["单位名称"] = coded[0]
    return values
