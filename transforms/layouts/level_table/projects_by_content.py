"""The projects of a listing that prints no header: what stands before the levels of their rows.

1 | 生均公用经费 | 1,560.00 | 保障运转 | 产出指标 | 数量指标 | 补助人数 | 13000人
2 | 校园安防     | 245.80   | 更新设备 | 产出指标 | 数量指标 | 摄像头   | 860个
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from transforms.document import Row
from transforms.layouts.level_table.columns import Column
from transforms.layouts.level_table.content import positions_of
from transforms.words.folding import fold
from transforms.words.owners import names_owner

_LABEL = re.compile("指标|目标")
_AMOUNT = re.compile(r"\d[\d,]*(?:\.\d+)?")
_OTHER = re.compile(r"20\d\d|100")  # a year, the points of all indicators
_CODED = re.compile(r"[0-9A-Z]{12,25}[-—_]?[^\W\d_].+")
# the budget's kinds of projects
_KIND = re.compile(
    "特定目标类|其他运转类|人员类|运转类|公用经费|经常性项目|一次性项目|延续性?项目|新增项目"
)
_LONGEST = 60  # characters of a name with its code
# the letters of the columns' kinds from left to right; a project has a code or one amount
_ORDER = re.compile("s?o?(?:wk?aw?|ck?a?w?)")
_ROLES = {
    "s": "sequence", "o": "spending_unit", "c": "project", "k": "attribute", "a": "total",
}  # fmt: skip


def columns_before(first: int, body: Sequence[Row]) -> tuple[Column, ...] | None:
    """The columns before the levels: none where nothing stands there but a label down the side
    (年度绩效指标), else a project and one amount in each; None if any of them is not certain.
    """
    found = [(one, _texts(one, body)) for one in positions_of(0, first, body)]
    found = [(positions, texts) for positions, texts in found if texts]
    texts = [text for _, one in found for text in one]
    if not texts or (len(set(texts)) == 1 and _LABEL.search(texts[0])):
        return ()
    kinds = "".join(_kind(texts) for _, texts in found)
    roles = list(_roles(kinds))
    names = found[roles.index("project")][1] if "project" in roles else []
    if not _ORDER.fullmatch(kinds) or not all(map(_is_name, names)):
        return None
    return tuple(Column(role, at, "") for role, (at, _) in zip(roles, found, strict=True))


def _roles(kinds: str) -> Iterator[str]:
    """The role of each column; the first one of words names the project, the next says its goal."""
    named = "c" in kinds
    for kind in kinds:
        yield _ROLES.get(kind) or ("goal" if named else "project")
        named = named or kind == "w"


def _texts(positions: Sequence[int], body: Sequence[Row]) -> list[str]:
    """What a column says from top to bottom, once for all rows over which it goes on."""
    column = Column(None, tuple(positions), "")
    texts = (fold(column.text(row) or "") for row in body)
    return [text for text, _ in groupby(filter(None, texts))]


def _kind(texts: Sequence[str]) -> str:
    """The letter of what a column says: a number of rows (s), an amount (a), an office (o), a name
    with its code (c), a kind of project (k), other words (w), another figure (x).
    """
    if list(texts) == [str(number) for number in range(1, len(texts) + 1)]:
        return "s"
    if all(map(_AMOUNT.fullmatch, texts)):
        return "x" if all(map(_OTHER.fullmatch, texts)) else "a"
    fitting = (("c", _CODED.fullmatch), ("k", _KIND.fullmatch), ("o", names_owner))
    return next((one for one, fits in fitting if all(map(fits, texts))), "w")


def _is_name(text: str) -> bool:
    """Whether a text may be the name of a project: short, and not that of an office."""
    return len(text) <= _LONGEST and not names_owner(text) and not _LABEL.search(text)
