"""Printed names of level 1 and level 2 -> canonical ones.

By the tables categories.csv and taxonomy.csv.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from schemas.lookup import rows
from transforms.words.folding import bare, fold

COST = "成本指标"
_ORDINAL = re.compile(r"^(?:[一二三四五六七八九十]{1,2}|\d{1,2})[、.．](?=.{2})")
_POINTS = re.compile(r"^\d+(?:\.\d+)?分?$")


@dataclass(frozen=True, slots=True)
class Level:
    """The canonical pair of one indicator (None: unknown).

    With it the rule ids of what is wrong with the printed one.
    """

    category: str | None
    subcategory: str | None
    problems: tuple[str, ...] = ()


@cache
def _level1() -> dict[str, str]:
    return {
        alias: row["category"]
        for row in rows("categories")
        for alias in (row["category"], *row["aliases"].split())
    }


@cache
def _level2() -> dict[str, tuple[str, str]]:
    """Alias of level 2 -> (subcategory, its category).

    满意度指标 and 成本指标 name a level 1 as well: here they are level 2.
    """
    return {
        alias: (row["subcategory"], row["category"])
        for row in rows("taxonomy")
        for alias in (row["subcategory"], *row["aliases"].split())
    }


@cache
def _codes() -> dict[str, str]:
    # 4 was seen nowhere
    return {
        row["category_code"]: row["category"]
        for row in rows("categories")
        if row["category_code"] != "4"
    } | {
        row["subcategory_code"]: row["subcategory"]
        for row in rows("taxonomy")
        if row["subcategory_code"]
    }


def known_code(code: str) -> bool:
    """Whether a code is one of the taxonomy (11, 31, …)."""
    return code in _codes()


@lru_cache(maxsize=4096)
def level(
    category: str | None,
    subcategory: str | None,
    category_code: str | None = None,
    subcategory_code: str | None = None,
) -> Level:
    """Canonical level 1 and 2.

    Level 1 follows level 2, except 成本, which stays where it was published.

    >>> level('产 出 指 标(50分)', '数量指标 (必填硬性指标)')
    Level(category='产出指标', subcategory='数量指标', problems=())
    >>> level('效益指标', '社会公众或服务对象满意度指标').category
    '满意度指标'
    """
    printed1, printed2 = (
        _ORDINAL.sub("", bare(one or "").removesuffix("等")) for one in (category, subcategory)
    )
    level1 = _level1().get(printed1)
    by_code = bool(not printed2 and subcategory_code and known_code(subcategory_code))
    if by_code:
        printed2 = _codes()[str(subcategory_code)]  # a source that prints the code only
    level2, above = _level2().get(printed2, (None, None))
    # a source without level 1, such as prose
    silent = category is None and category_code is None and level2 is not None
    problems = [
        *([] if silent else _unknown(printed1, level1, "category")),
        *_unknown(printed2, level2, "subcategory"),
        *_contradiction(category_code, level1),
        *_contradiction(subcategory_code, level2),
    ]
    if by_code:
        problems.append("level_from_code")
    if level1 and above and level1 != above and not _usual(level1, level2):
        problems.append("subcategory_under_other_category")
    return Level(
        level1 if level2 is None or (COST in (level2, above) and level1) else above,
        level2,
        tuple(dict.fromkeys(problems)),
    )


_BETWEEN_LEVELS = re.compile(r"[-—–─/|·>→:、]+|(?<=指标)(?=.+指标)")
_BRACKETED = re.compile(r"([^()]{2,12})\(([^()]{2,12})\)")


@lru_cache(maxsize=4096)
def two_levels(text: str) -> tuple[str, str] | None:
    """Level 1 and level 2 of a text that holds both and nothing else; None for any other.

    >>> two_levels('产出指标-数量指标'), two_levels('满意度指标—服务对象满意度')
    (('产出指标', '数量指标'), ('满意度指标', '服务对象满意度'))
    >>> two_levels('产出指标数量指标'), two_levels('数量指标'), two_levels('产出-合格率')
    (('产出指标', '数量指标'), None, None)
    >>> two_levels('产出指标（数量指标）'), two_levels('产出指标（50分）')
    (('产出指标', '数量指标'), None)
    """
    bracketed = _BRACKETED.fullmatch(fold(text).strip())
    found = bracketed.groups() if bracketed else _BETWEEN_LEVELS.split(bare(text))
    parts = [part for part in found if part]
    if len(parts) != 2 or not level(parts[0], None).category:
        return None
    return (parts[0], parts[1]) if level(None, parts[1]).subcategory else None


def _unknown(printed: str, canonical: str | None, which: str) -> list[str]:
    if canonical:
        return []
    return [f"{which}_unknown"] if printed and not _POINTS.match(printed) else [f"{which}_missing"]


def _contradiction(code: str | None, canonical: str | None) -> list[str]:
    """A code that is known and means another name than the one printed beside it; an unknown code
    is a finding too.
    """
    if not code:
        return []
    meant = _codes().get(code)
    if meant is None:
        return [] if canonical and code == "4" else ["code_unknown"]
    return ["code_contradicts_name"] if canonical and canonical != meant else []


def meant(
    rule: str,
    category_code: str | None,
    category: str | None,
    subcategory_code: str | None,
    subcategory: str | None,
) -> str | None:
    """What a finding about levels expects; None where the tables do not say it.

    The names of the codes, or the level 1 of the level 2.

    >>> meant('code_contradicts_name', '1', '产出指标', '12', '数量指标')
    '1 产出指标 / 12 质量指标'
    >>> meant('subcategory_under_other_category', None, '效益指标', None, '数量指标')
    '产出指标'
    """
    if rule == "subcategory_under_other_category":
        return level(category, subcategory, category_code, subcategory_code).category
    if rule != "code_contradicts_name":
        return None
    return " / ".join(
        f"{code} {_codes()[code]}"
        for code in (category_code, subcategory_code)
        if code and known_code(code)
    )


def _usual(level1: str, level2: str | None) -> bool:
    """Placements that a published form has.

    Satisfaction under 效益 (Hubei, Hunan), cost under 产出 or on its own.
    """
    if level2 == COST and level1 in ("产出指标", COST):
        return True
    return level1 == "效益指标" and level2 == "服务对象满意度指标"
