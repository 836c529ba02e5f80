"""The score of a whole project, where a form prints it: 总分：83, 自评总分（分） | 97.6."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transforms.document import Cell, Row
from transforms.layouts.shared.form import Form
from transforms.words.folding import fold

_WHOSE = r"(?:项目|部门|单位|整体|支出|绩效|自我|自评|评价|评估|考核|综合|最终|实际)"
_LABEL = rf"(?:{_WHOSE}{{0,4}}总[得评]?分|{_WHOSE}{{1,4}}[得评]分|得分合计|合计得分)"
_IS_LABEL = re.compile(rf"{_LABEL}(?:\(.{{1,6}}\))?:?")
_SCORE = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)分?")
_PRINTED = re.compile(
    rf"(?:^|(?<=[;,。()]))({_LABEL})(?:\(分\))?[:为]?(\d{{1,3}}(?:\.\d{{1,2}})?)分?(?![\d.%])"
)
_GAP = re.compile(r"\s{2,}|[\u3000\t]")  # between two labels of a line
_OF_EXECUTION = re.compile(r"执行率|分值|权重")
_FULL = 100.0  # points: 总分 100 may be what can be reached


def printed_score(text: str) -> str | None:
    """The score that a line or a cell states; None if it states none, or may state the points.

    >>> printed_score("总分：83"), printed_score("（2022年度）　项目总得分99分")
    ('83', '99')
    >>> printed_score("总分100分"), printed_score("得分：10"), printed_score("总分差3分")
    (None, None, None)
    >>> printed_score("项目名称：某项目　　自评得分：88.6　　单位：万元")
    '88.6'
    """
    found = (_PRINTED.search(fold(piece)) for piece in _GAP.split(text))
    match = next(filter(None, found), None)
    if match is None or (float(match[2]) == _FULL and "得分" not in match[1]):
        return None
    return match[2]


def is_score_label(text: str) -> bool:
    """Whether a text is a label for the score of a whole project.

    >>> is_score_label("自评总分（分）"), is_score_label("得分")
    (True, False)
    """
    return bool(_IS_LABEL.fullmatch(fold(text)))


def take_score(form: Form, rows: Sequence[Row], known: str | None) -> str | None:
    """The score that the rows of a form print, ``known`` if they print none. Its cells are no
    longer spare; one that contradicts what is known stays so, and is told.
    """
    for score, cells in _scores(rows):
        if known is None or float(known) == float(score):
            known = score
            form.spare = [one for one in form.spare if not any(one is cell for cell in cells)]
            form.ignored |= {id(cell) for cell in cells}
    return known


def _scores(rows: Sequence[Row]) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    """Each score with its cells."""
    for row in rows:
        for position, cell in row.filled:
            score = printed_score(cell.text)
            beside = _beside(row, position)
            if score is not None:
                yield score, (cell,)
            elif beside is not None:
                yield beside.folded.rstrip("分"), (cell, beside)


def _beside(row: Row, position: int) -> Cell | None:
    """The cell with the score, right behind a label for it: 自评总分（分） | 97.6.

    None where the row is that of the points for the budget's execution.
    """
    cells = [cell for _, cell in row.filled]
    label, after = row[position], [cell for at, cell in row.filled if at > position]
    if label is None or not after or not _IS_LABEL.fullmatch(label.folded):
        return None
    if any(_OF_EXECUTION.search(cell.folded) for cell in cells):
        return None
    return after[0] if _SCORE.fullmatch(after[0].folded) else None
