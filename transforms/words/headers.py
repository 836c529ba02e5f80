"""Which printed header names which column, by the rows of header_aliases.csv.

Spaces, line breaks and points in brackets do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache

from schemas.lookup import rows
from schemas.roles import roles
from transforms.words.folding import bare, fold

_LONGEST = 40  # characters; no header word is longer, so a sentence need not be looked up
_YEARED = re.compile(r"20\d\d年度?|本年度?|当年|全年|今年")
# 1-9月, 截至9月底, 前三季度: when it was looked at
_UNTIL = re.compile(
    r"(?:\d{1,2}[-~至—]\d{1,2}月(?:底|末|累计)?"
    r"|截[至止]到?\d{0,4}年?\d{1,2}月(?:底|末|\d{1,2}日)?|(?:前三|第?[一二三四])季度(?:累计)?)"
)
_LEADING = re.compile(
    r"(?:其中[:：]?|[-—·*•]|[一二三四五六七八九十]{1,2}[、.]"
    r"|\(?\d{1,2}[)、.](?!\d)|\([一二三四五六七八九十\d]{1,2}\)"
    r"|(?:资金(?:来源|结构)|按[^:]{2,8})[:：])+"
)
_QUALIFIER = re.compile(r"(?:本?项目|本?专项|绩效|年度|本年度?|当年|指标)(?=..)")
_MORE = re.compile("(?:[及和与、]|以及)(?:相关|具体|其)?(?:要求|标准|说明|描述|单位|内容|口径)$")
_OF_TARGETS = frozenset(roles("target"))


@cache
def _aliases() -> dict[str, str]:
    return {
        fold(row["alias"]): row["column"]
        for row in rows("header_aliases")
        if "*" not in row["alias"]
    }


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Aliases with ``*`` for any characters, in the order of the table."""
    return tuple(
        (re.compile(re.escape(fold(row["alias"])).replace(re.escape("*"), ".*")), row["column"])
        for row in rows("header_aliases")
        if "*" in row["alias"]
    )


@dataclass(slots=True)
class _Decided:
    """What people decided about words of the document that is being read."""

    confirmed: Mapping[str, str]
    refused: Set[tuple[str, str]]


_decided = _Decided({}, frozenset())


@contextmanager
def decided(confirmed: Mapping[str, str], refused: Set[tuple[str, str]]) -> Iterator[None]:
    """While one document is read: folded words with their roles, and roles that words have not.

    A document is read by one thread. What was looked up before is looked up anew.

    >>> with decided({"年终值": "actual_value"}, {("备注", "explanation")}):
    ...     column_of("年终值"), column_of("备注")
    ('actual_value', None)
    >>> column_of("年终值"), column_of("备注")
    (None, 'explanation')
    """
    before = _decided.confirmed, _decided.refused
    _decided.confirmed, _decided.refused = confirmed, refused
    column_of.cache_clear()
    try:
        yield
    finally:
        _decided.confirmed, _decided.refused = before
        column_of.cache_clear()


@lru_cache(maxsize=8192)
def column_of(text: str) -> str | None:
    """The column that a printed header or label names; None if no alias is known.

    >>> column_of('项目名称（资金使用 单位）'), column_of('产 出')
    ('project', None)
    >>> column_of('其中：财政拨款'), column_of('偏差原因及措施')
    ('fiscal_appropriation', 'deviation_note')
    >>> column_of('指标值及要求'), column_of('年度指标值和单位'), column_of('指标值及得分')
    ('value', 'annual_value', None)
    """
    if len(text) > _LONGEST:
        return None
    stripped = bare(text)
    by_pattern = (column for pattern, column in _patterns() if pattern.fullmatch(stripped))
    return exact_column_of(text) or _unless_refused(text, next(by_pattern, None))


def exact_column_of(text: str) -> str | None:
    """The column whose alias is the text itself, but for whose it is and of which year.

    What a pattern such as *偏差* matches may be a header, or a sentence.
    """
    stripped = bare(text)
    leading = _LEADING.match(stripped) or _UNTIL.match(stripped)
    forms = (fold(text), stripped, stripped[leading.end() if leading else 0 :].rstrip(":"))
    if _decided.confirmed:
        for form in forms:
            if form in _decided.confirmed:
                return _decided.confirmed[form]
    exact = next((_aliases()[form] for form in forms if form in _aliases()), None)
    found = exact or _of_year(fold(text)) or _qualified(stripped) or _with_more(stripped)
    return _unless_refused(text, found)


def _unless_refused(text: str, column: str | None) -> str | None:
    """The column, unless people said that the word does not name it."""
    words = {(fold(text), column), (bare(text), column)} if _decided.refused else set()
    return None if words & _decided.refused else column


def _of_year(folded: str) -> str | None:
    """A header of values that names its year: 2024年指标值 is read like 年度指标值."""
    match = _YEARED.match(folded)
    column = _aliases().get("年度" + bare(folded[match.end() :])) if match else None
    return column if column in ("annual_value", "actual_value") else None


def _with_more(stripped: str) -> str | None:
    """A header of targets that names what is written with them: 指标值及要求, 目标值和单位."""
    match = _MORE.search(stripped)
    column = _aliases().get(stripped[: match.start()]) if match else None
    return column if column in _OF_TARGETS else None


def _qualified(stripped: str) -> str | None:
    """A header that says whose it is: 项目当年预算 is read like 预算, 本年权重 like 权重."""
    while match := _QUALIFIER.match(stripped):
        stripped = stripped[match.end() :]
        if stripped in _aliases():
            return _aliases()[stripped]
    return None
